"""What stands around the parts of an announcement: title, contact lines, signature; and the facts that they state."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise, takewhile
from typing import Any

from gongkai.checks import privacy
from gongkai.importing import forms, inspection, measures
from gongkai.wording import CHINESE_NUMERAL, YEAR_DIGITS, number_of

# 公开, 说明, 函 and 通知 end other lines too (政务公开 above a page): only behind what is announced.
_PAPERS = "通报|公告|公示|通告|报告|(?<=整改)公开|(?<=[况展果])公开|(?<=[的况])说明|(?<=[的复])函|(?<=的)通知"
_TITLE = re.compile(rf"[^。！？；]{{4,60}}(?:{_PAPERS}|(?:情况|进展)(?:的?(?:{_PAPERS}))?)(?:（[^（）]{{1,12}}）)?")
_PAPER = re.compile(rf"(?:{_PAPERS})(?:（[^（）]{{1,12}}）)?$")
_TITLE_OF_LEDGER = re.compile(
    "[^。！？；：，]{2,60}(?:台账|清单|一览表|情况表|汇总表|登记表|任务表|分解表|推进表|明细表|销号表)(?:（[^（）]{1,12}）)?"
)
_ON_TABLE = re.compile("(?:说明|备注|注)：.*|（[^（）]*）")
_ANNOUNCES = re.compile("针对.+问题|(?:公布|公开|通报|公示|公告|报告)如下")
_FIRST_OF_TITLE = re.compile("[^，。！？；：（）>＞»|]{2,40}")
_META = (
    "发布(?:时间|日期|机构|单位)|(?:文章|信息|稿件)?来源|(?:公开|成文)?日期|时间|作者|编辑|"
    "(?:浏览|阅读|点击)(?:次数|量|数)|字号|索引号|(?:发文)?(?:字|文)号"
)
_WORDS_OF_A_YEAR = f"[{YEAR_DIGITS}]{{4}}"
_MOST_ABOVE = 12
_REMARK = re.compile("（.{4,40}）")
_OF_DAYS = re.compile(  # of remarks below a title: not of it, since they say when it is open to the public
    rf"（(?:(?:{_META}|公[开示](?:时间|期限?)).*|\d{{4}}年.*|{_WORDS_OF_A_YEAR}年.*)）"
)
_SEAL = r"(?:\s*（(?:盖章|代章|公章|章|印)）)?"
_ORGAN = "(?:党(?:工委|委|组|总支|支部|委员会)|工委|总支|支部|(?:工作)?委员会|(?:人民)?政府)"
_NAME = re.compile(r"[^，。；：（）\s]{2,30}")
_META_LINE = re.compile(rf"(?:{_META})：.{{1,120}}")
_CONTACT = re.compile(
    "（?(?:附件(?:：|$)|公示(?:期|时间)|此件|特此(?:通报|公告|公示|报告|通告|说明|函告|公开)|"
    "以上(?:通报|公告|公示|通告|情况)，请|如(?:有|对).{0,60}(?:反映|联系|提出|反馈)|欢迎广?大?|"
    "联系(?:方式|电话|人|地址)|(?:监督|举报|咨询)?电话|(?:受理|监督举报|值班|办公)电话(?=[：\\s\\d])|传真：|"
    "邮政(?:信箱|编码)|邮编|(?:通信|通讯|办公|邮寄)?地址|来信|来访|电子(?:邮箱|邮件)|邮箱|"
    "受理时间|受理(?:单位|部门|地点)：|(?:意见|举报)箱(?:地址|位置|：)(?=[^，；]*$)).*"
)
_BOX = re.compile("(?:意见|举报)箱设[在于][^，；]*")
_REACHES = re.compile("联系|电话|传真|意见箱|邮|地址|来信|来访|反映|监督|举报|咨询")
_YEAR_IN_WORDS = str.maketrans(YEAR_DIGITS, "000000123456789")
_SIGNING = r"(?:中共|中国共产党)?[^，。；：、“”（）\s]{2,30}(?:委员会|党委|党组|党工委|政府|总支|支部|局|办公室)"
_SIGNATURE = re.compile(
    rf"(?P<body>{_SIGNING}){_SEAL}(?:\s+{_SIGNING}{_SEAL})*"  # of several bodies, the first
    rf"(?:\s+(?P<day>\d{{4}}年\d{{1,2}}月\d{{1,2}}日|{_WORDS_OF_A_YEAR}年{CHINESE_NUMERAL}月{CHINESE_NUMERAL}日))?"
)
_ISSUER_IN_TITLE = re.compile(
    "(?P<body>(?!关于)[^，。；（）]{2,30}?(?:党委|党组|工委|委员会|总支|支部|[省市县区旗州]委|局|厅|政府|办公室|中心|公司|集团|学院))"
    "(?:关于|巡[察视])"
)
_ANY_DAY = r"(\d{4})[年\-/.](\d{1,2})[月\-/.](\d{1,2})日?"
_MANNER = r"(?:\s*（(?:公开(?:方式|属性|范围)|信息公开|此件)[^（）]{0,20}）)?"
_DATED = re.compile(f"（?{_ANY_DAY}）?{_MANNER}")
_DATED_IN_WORDS = re.compile(f"（?({_WORDS_OF_A_YEAR})年({CHINESE_NUMERAL})月({CHINESE_NUMERAL})日）?{_MANNER}")
_LIKE_A_DAY = re.compile(
    rf"(?P<beside>.{{2,40}}\s+)?（?(?:\d{{4}}|{_WORDS_OF_A_YEAR})[年\-/.]"
    r"[\d〇○零一二三四五六七八九十上中下旬年月日初底\-/. ]{0,12}"
    rf"(?:印发|印制|印|制发|发布|公布|公开)?）?{_MANNER}"
)
_PUBLISHED = re.compile(rf"(?:^|.*[\s（])(?:发布(?:时间|日期)|公开日期|日期|时间)：\s*{_ANY_DAY}(?!\d).*")


def parted(lines: list[str]) -> tuple[list[str], list[str], list[str]]:
    """The lines of the title, of the body, and of contacts, signature and date after it; all of them, in order."""
    start = _title_lines(lines)
    if start:
        while start < len(lines) - 1 and _is_below_title(lines[start], lines[start + 1]):
            start += 1
    end = _end_of_signature(lines, start)
    above = list(takewhile(lambda line: not _opens(line), lines[start:]))
    if _own_name(lines[:start], above, lines[start + 1 : end]):
        end -= 2
    while end > start + 1 and (_is_closing(lines[end - 1]) or _is_like_a_day(lines[end - 1], lines[end - 2])):
        end -= 1
    if _BOX.fullmatch("".join(lines[end : end + 1])) and not any(map(_CONTACT.fullmatch, lines[end + 1 : end + 2])):
        end += 1  # beside no contacts it may as well be a measure
    return lines[:start], lines[start:end], lines[end:]


def title_of_ledger(around: list[str]) -> list[str]:
    """The first of the lines around the table of a ledger, where they are its title and no announcement follows."""
    title = around[: _title_lines([*around, ""])]
    return title if _TITLE_OF_LEDGER.fullmatch("".join(title)) and not _announce(around) else []


def is_of_ledger_alone(around: list[str]) -> bool:
    """Whether the lines around the table of a ledger are those of its paper, and no announcement: none announces, and
    beside the title of the ledger, with its day, none says or signs anything.
    """
    title = title_of_ledger(around)
    beside = around[len(title) :]
    if title:
        signed = any(_NAME.fullmatch(line) and _dated(day) for line, day in pairwise(beside))
        closing = [line for line in beside if not (_DATED.fullmatch(line) or _DATED_IN_WORDS.fullmatch(line))]
        return not signed and not any(_says_something(line) or _is_closing(line) for line in closing)
    return not _announce(around) and not any(
        _says_something(line) or _TITLE.fullmatch(line) or _is_closing(line) for line in around
    )


def _announce(lines: list[str]) -> bool:
    return any(_ANNOUNCES.search(line) or (_TITLE.fullmatch(line) and _PAPER.search(line)) for line in lines)


def _says_something(line: str) -> bool:
    """Whether a line is more than a name, a heading or a remark on the table."""
    return bool(re.search("[，。；]", line)) and not _ON_TABLE.fullmatch(line)


def _own_name(title: list[str], preamble: list[str], lines: list[str]) -> str | None:
    """The name in the last line but one, above the day, where it is that of the announcing body, perhaps without its
    organ (柳河镇 for 柳河镇党委): of the one that the title begins with, or that was inspected.
    """
    if len(lines) < 2 or not _dated(lines[-1]) or _is_closing(lines[-2]):
        return None
    name = re.sub(f"{_SEAL}$", "", lines[-2])
    if not _NAME.fullmatch(name):
        return None
    bodies = filter(None, (issuer_in_title(title), inspection.stated(preamble).body))
    named = any(re.fullmatch(f"(?:中共|中国共产党)?{re.escape(name)}{_ORGAN}?", body) for body in bodies)
    return name if named or re.match(f"{re.escape(name)}(?:关于|巡[察视])", "".join(title)) else None


def _end_of_signature(lines: list[str], start: int) -> int:
    """Where the lines end that stand before those that a web page or an office put below signature and date."""
    for place in range(len(lines) - 1, start, -1):
        line = lines[place]
        if _opens(line):
            break
        signed = _SIGNATURE.fullmatch(line) or _SIGNATURE.fullmatch(lines[place - 1])
        if (_dated(line) and signed) or _is_like_a_day(line, lines[place - 1]):
            return place + 1
    return len(lines)


def _opens(line: str) -> bool:
    """Whether a line begins as those of the body do."""
    return forms.is_heading(line) or forms.number_starting(line) is not None or measures.opens(line)


def remarks(
    title: list[str], preamble: list[str], closing: list[str], known: dict[str, Any]
) -> Iterator[tuple[str, str]]:
    """Lines around the body that a person must look at, each with why; `known` is what `facts` made of them."""
    above = None if title else next((line for line in preamble[1:_MOST_ABOVE] if _TITLE.fullmatch(line)), None)
    if above:
        message = "像是标题，但上面还有别的字（网页的栏目、时间等），没有填标题；从原文删掉上面几行，再导入"
        yield above, message
    for line in (*title, *closing):
        if known["published"] is None and "made_of" not in known and _dated(line):
            yield line, "这个日期早于巡察反馈，或者还没有到，没有作发布日期；请核对后填写 published"
    for line in title:
        if known["published"] is None and not _dated(line) and _OF_DAYS.fullmatch(line):
            yield line, "写了日期，没有认出发布是哪一天，没有作发布日期；请核对后填写 published"
    own = _own_name(title, preamble, closing)
    for line in closing:
        if own and line == closing[-2]:
            continue
        if not _is_closing(line) and _LIKE_A_DAY.fullmatch(line):
            yield line, "像是日期，没有认出发布是哪一天，没有作发布日期；请核对 published"
        elif not _is_closing(line):
            yield line, "落款之后的这一行没有认出，照原样放在结尾（closing）"
        if known.get("public") and any(privacy.findings(line)):
            yield line, "联系方式里有个人电子邮箱，按有意公开写了 public: true 和 reason；不该公开的，请删去"


def facts(
    title: list[str], preamble: list[str], closing: list[str], told: inspection.Stated, *, of_ledger: bool = False
) -> dict[str, Any]:
    """The facts that the announcement states of itself, as the model has them; what it does not state is None. `told`
    is what it says of the inspection. The day on a ledger is that of the ledger.
    """
    heading, below = _below(title)
    made: dict[str, Any] = {"title": "\n".join(heading)} if heading else {}
    signatures = (found for line in (*closing, *below) if (found := _SIGNATURE.fullmatch(line)))
    signed = next((found["body"] for found in signatures), None)
    titled = issuer_in_title(heading)
    dates = [_day(*found.groups()) for line in title if (found := _PUBLISHED.fullmatch(line))]
    dates += [_dated(line) for line in (*title, *reversed(closing))]
    dated = next(filter(None, dates), None)
    if dated and told.ended and dated < told.ended:
        dated = None
    issuer = signed or titled or told.body or _own_name(title, preamble, closing)
    made |= {"issuer": issuer, "published": dated if dated and dated <= date.today() and not of_ledger else None}
    if of_ledger:
        made["made_of"] = "ledger"
    if told.facts:
        made["inspection"] = told.facts
    if below or preamble:
        made["preamble"] = "\n".join((*below, *preamble))
    if closing:
        made["closing"] = "\n".join(closing)
    if any(privacy.findings("\n".join(closing))) and _are_public(title + preamble, closing):
        made |= {"public": True, "reason": "通报公布的联系方式"}
    return made


def parts_of_closing(closing: str | None) -> dict[str, bool]:
    """Which of what usually stands below an announcement a closing has, by their names in Chinese."""
    lines = (closing or "").split("\n")
    return {
        "联系方式": any(_CONTACT.fullmatch(line) and _REACHES.search(line) for line in lines),
        "落款": any(_SIGNATURE.fullmatch(line) or _dated(line) for line in lines),
    }


def issuer_in_title(title: list[str]) -> str | None:
    """The body that the lines of a title begin with: 某镇党委关于…, 某镇党委巡察整改台账."""
    found = _ISSUER_IN_TITLE.match("".join(title))
    return found["body"] if found and any(found["body"] in line for line in title) else None


def _are_public(others: list[str], closing: list[str]) -> bool:
    """Whether all personal data around the body are e-mail addresses in lines on how to reach it: what a body announces
    as its contact is public on purpose. A mobile number may be a person's own, which a person must decide on.
    """
    plain = [*others, *(line for line in closing if not _CONTACT.fullmatch(line))]
    kinds = {code for _, code, _ in privacy.findings("\n".join(closing))}
    return kinds == {"privacy-email"} and not any(privacy.findings("\n".join(plain)))


def _is_below_title(line: str, following: str) -> bool:
    """Whether a line is a remark, the body's name or the date below a title; a name of any kind is one above a date."""
    named = _NAME.fullmatch(line) and _dated(following)
    patterns = (_REMARK, _META_LINE, _SIGNATURE, _DATED, _DATED_IN_WORDS)
    return not forms.is_heading(line) and bool(named or any(one.fullmatch(line) for one in patterns))


def _below(title: list[str]) -> tuple[list[str], list[str]]:
    """The title with the remarks in brackets right below it; and the body's name, days and the like below those."""
    end = _title_lines([*title, ""])
    while end < len(title) and _REMARK.fullmatch(title[end]) and not _OF_DAYS.fullmatch(title[end]):
        end += 1
    return title[:end], title[end:]


def _title_lines(lines: list[str]) -> int:
    """How many lines the title has at the start of a text: one, or two or three that it is broken over, up to the first
    that ends as the names of such papers do.
    """
    found = 0
    for count in range(1, min(3, len(lines) - 1) + 1):
        if forms.is_heading(lines[count - 1]):
            return found
        title = "".join(lines[:count])
        if (_TITLE.fullmatch(title) or _TITLE_OF_LEDGER.fullmatch(title)) and all(
            _FIRST_OF_TITLE.fullmatch(line) for line in lines[: count - 1]
        ):
            if not _TITLE.fullmatch(title) or _PAPER.search(title):
                return count
            found = found or count
    return found


def _dated(line: str) -> date | None:
    """The day that a line is, in digits or in words, or that stands beside a signature."""
    if (signed := _SIGNATURE.fullmatch(line)) and signed["day"]:
        line = signed["day"]
    if found := _DATED.fullmatch(line):
        return _day(*found.groups())
    if found := _DATED_IN_WORDS.fullmatch(line):
        return _day(found[1].translate(_YEAR_IN_WORDS), str(number_of(found[2]) or 0), str(number_of(found[3]) or 0))
    return None


def _is_like_a_day(line: str, above: str) -> bool:
    """Whether a line below a signature or contacts, or beside a name, is like a date that is not understood."""
    found = _LIKE_A_DAY.fullmatch(line)
    beside = (found["beside"] or "").strip() if found else ""
    signed = found and (_SIGNATURE.fullmatch(beside) or (not beside and _is_closing(above)))
    return bool(signed) and not forms.is_heading(line)


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _is_closing(line: str) -> bool:
    patterns = (_CONTACT, _BOX, _SIGNATURE, _DATED, _DATED_IN_WORDS)
    return not forms.is_heading(line) and any(one.fullmatch(line) for one in patterns)
