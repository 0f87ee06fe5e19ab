"""What stands around the parts of an announcement: title, contact lines, signature; and the facts that they state."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from gongkai.checks import privacy
from gongkai.importing import forms, measures
from gongkai.wording import CHINESE_NUMERAL, number_of

_TITLE = re.compile(
    r"[^。！？；]{4,60}(?:通报|公告|公示|报告|情况|进展)(?:的?(?:通报|公告|公示|报告))?(?:（[^（）]{1,12}）)?"
)
_FIRST_OF_TITLE = re.compile("[^，。！？；：（）>＞»|]{2,40}")
_META = (
    "发布(?:时间|日期|机构|单位)|(?:文章|信息|稿件)?来源|(?:公开|成文)?日期|时间|作者|编辑|"
    "(?:浏览|阅读|点击)(?:次数|量|数)|字号|索引号|(?:发文)?(?:字|文)号"
)
_MOST_ABOVE = 12
_BELOW_TITLE = re.compile(rf"（.{{4,40}}）|(?:{_META})：.{{1,120}}|[^。，；：]{{2,40}}")
_CONTACT = re.compile(
    "（?(?:附件(?:：|$)|公示(?:期|时间)|此件|特此(?:通报|公告|公示|报告)|如(?:有|对).{0,60}(?:反映|联系|提出)|联系(?:方式|电话|人|地址)|(?:监督|举报|咨询)?电话|邮政(?:信箱|编码)|邮编|(?:通信|通讯)?地址|来信|来访|电子(?:邮箱|邮件)|邮箱|受理时间|欢迎广?大?).*"
)
_DAY = r"(\d{4})年(\d{1,2})月(\d{1,2})日"
_SIGNATURE = re.compile(
    "(?P<body>(?:中共|中国共产党)?[^，。；：、“”（）\\s]{2,30}(?:委员会|党委|党组|党工委|政府|总支|支部|局|办公室))"
    rf"(?:\s+(?P<day>{_DAY}))?"
)
_ISSUER_IN_TITLE = re.compile(
    "(?P<body>(?!关于)[^，。；（）]{2,30}?(?:党委|党组|工委|委员会|总支|支部|[省市县区旗州]委|局|厅|政府|办公室|中心|公司|集团|学院))"
    "(?:关于|巡[察视])"
)
_ANY_DAY = r"(\d{4})[年\-/.](\d{1,2})[月\-/.](\d{1,2})日?"
_DATED = re.compile(f"（?{_ANY_DAY}）?")
_YEAR_IN_WORDS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_DATED_IN_WORDS = re.compile(f"（?([〇○零一二三四五六七八九]{{4}})年({CHINESE_NUMERAL})月({CHINESE_NUMERAL})日）?")
_PUBLISHED = re.compile(rf"(?:^|.*[\s（])(?:发布(?:时间|日期)|公开日期|日期|时间)：\s*{_ANY_DAY}(?!\d).*")
_PERIOD = re.compile(rf"{_DAY}起?(?:至|到|—+|－|-|–|~|～|〜)(?:(\d{{4}})年)?(?:(\d{{1,2}})月)?(\d{{1,2}})日")
_INSPECTED = re.compile(
    r"(?P<inspectors>[^，。；]{0,20}?巡[察视](?:工作)?[^，。；]{0,4}?组)(?:（[^）]*）)?(?:[于自从][^，。；对]{4,40})?对(?P<body>(?![我本该])[^，。；]{1,30}?(?:党委|党组|工委|委员会|总支|支部|[省市县区旗州]委))"
    r"[^。；]*?(?:进行|开展|实施)了?[^，。；]{0,12}巡[察视](?!反馈|整改)"
)
_ANY_INSPECTED = re.compile(
    r"巡[察视](?:工作)?[^，。；]{0,4}?组[^。；]*?对[^，。；]+?(?:进行|开展|实施)了?[^，。；]{0,12}巡[察视](?!反馈|整改)"
)
_TO = "向(?:(?!报|提交|汇报|递交)[^，。；]){2,40}"
_FEEDBACK = re.compile(
    r"(?:(?<!\d)(?P<year>\d{4})年|[^\d]年|(?<![\d年]))(?P<month>\d{1,2})月(?P<day>\d{1,2})日(?:[上下]午)?，?"
    r"(?:(?:受|经|按照?|根据)[^，。；]{2,30}，)?(?P<who>[^，。；]{0,24}?巡[察视][^，。；]{0,10}?(?:组|办|办公室))?"
    rf"(?:召开[^。；]{{0,20}}?反馈会(?:议)?(?=[，。；\n]|$)|(?:召开[^，。；]{{0,20}}会议?，?)?(?:{_TO})?(?:进行|作|做)?了?(?:书面|正式|集中|现场|当面)*反馈"
    r"(?![^，。；\n]{0,20}(?:整改|方案|问题清单|会))了?[^，。；\n]{0,30}(?=[，。；\n]|$))"
)
_YEAR = re.compile(r"(?<!\d)(\d{4})年|[次翌去今本]年|第二年")
_PLACES = re.compile(r"及((?:[^、，。；]{1,10}、)+[^、，。；]{1,10}?)等?[一二三四五六七八九十两\d]+个(?:村|社区)")


def parted(lines: list[str]) -> tuple[list[str], list[str], list[str]]:
    """The lines of the title, of the body, and of contacts, signature and date after it; all of them, in order."""
    start = _title_lines(lines)
    if start:
        while start < len(lines) - 1 and _BELOW_TITLE.fullmatch(lines[start]) and not forms.is_heading(lines[start]):
            start += 1
    end = _end_of_signature(lines, start)
    while end > start + 1 and _is_closing(lines[end - 1]):
        end -= 1
    return lines[:start], lines[start:end], lines[end:]


def _end_of_signature(lines: list[str], start: int) -> int:
    """Where the lines end that stand before those that a web page or an office put below signature and date."""
    for place in range(len(lines) - 1, start, -1):
        line = lines[place]
        if forms.is_heading(line) or forms.number_starting(line) or measures.opens(line):
            break
        if _dated(line) and (_SIGNATURE.fullmatch(line) or _SIGNATURE.fullmatch(lines[place - 1])):
            return place + 1
    return len(lines)


def remarks(
    title: list[str], preamble: list[str], closing: list[str], known: dict[str, Any]
) -> Iterator[tuple[str, str]]:
    """Lines around the body that a person must look at, each with why; `known` is what `facts` made of them."""
    above = None if title else next((line for line in preamble[1:_MOST_ABOVE] if _TITLE.fullmatch(line)), None)
    if above:
        message = "像是标题，但上面还有别的字（网页的栏目、时间等），没有填标题；从原文删掉上面几行，再导入"
        yield above, message
    for line in (*title, *closing):
        if known["published"] is None and _dated(line):
            yield line, "这个日期早于巡察反馈，或者还没有到，没有作发布日期；请核对后填写 published"
    for line in closing:
        if not _is_closing(line):
            yield line, "落款之后的这一行没有认出，照原样放在结尾（closing）"
        if known.get("public") and any(privacy.findings(line)):
            yield line, "联系方式里有个人电子邮箱，按有意公开写了 public: true 和 reason；不该公开的，请删去"


def facts(title: list[str], preamble: list[str], closing: list[str]) -> dict[str, Any]:
    """The facts that the announcement states of itself, as the model has them; what it does not state is None."""
    made: dict[str, Any] = {"title": "\n".join(title)} if title else {}
    inspection, inspected = _inspection("\n".join(preamble))
    signed = next((found["body"] for line in closing if (found := _SIGNATURE.fullmatch(line))), None)
    titled = issuer_in_title(title)
    dates = [_day(*found.groups()) for line in title if (found := _PUBLISHED.fullmatch(line))]
    dates += [_dated(line) for line in (*title, *reversed(closing))]
    dated = next(filter(None, dates), None)
    if dated and inspection and dated < (inspection["feedback"] or inspection["period"]["to"]):
        dated = None
    made |= {"issuer": signed or titled or inspected, "published": dated if dated and dated <= date.today() else None}
    if inspection:
        made["inspection"] = inspection
    if preamble:
        made["preamble"] = "\n".join(preamble)
    if closing:
        made["closing"] = "\n".join(closing)
    if any(privacy.findings("\n".join(closing))) and _are_public(title + preamble, closing):
        made |= {"public": True, "reason": "通报公布的联系方式"}
    return made


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


def doubts(preamble: list[str]) -> list[str | None]:
    """For each line of a preamble, what a person must look at since the text leaves it open."""
    text, found = "\n".join(preamble), [None for _ in preamble]

    def name(place: int, message: str) -> None:
        found[text.count("\n", 0, place)] = message

    sentences = list(_INSPECTED.finditer(text))
    if len(others := list(_ANY_INSPECTED.finditer(text))) > 1:
        for one in others:
            name(one.start(), "这里写到的巡察（巡视）不止一次，没有填巡察情况；请核对后填写 inspection")
        return found
    if not sentences:
        if others:
            name(others[0].start(), "没有认出是谁巡察了谁，没有填巡察情况；请核对后填写 inspection")
        return found
    (period,) = periods if len(periods := _periods(text, sentences[0])) == 1 else (None,)
    if period is None or not all(_days(period)):
        name(
            sentences[0].start(), "巡察时间没有认出（原文要写明起止的年月日），没有填巡察情况；请核对后填写 inspection"
        )
        return found
    feedbacks = _feedbacks(text, period, sentences[0])
    if len(feedbacks) > 1:
        for one in feedbacks:
            name(one.start(), "写到反馈的日期不止一个，没有填反馈日期；请核对后填写 feedback")
    elif feedbacks and _feedback(text, period, feedbacks[0]) is None:
        day = f"{feedbacks[0]['month']}月{feedbacks[0]['day']}日"
        message = f"反馈日期（{day}）没有写年份，从前文也不能确定，没有填；请核对后填写 feedback"
        name(feedbacks[0].start("month"), message)
    elif not feedbacks and (mentioned := re.search("反馈", text[period.end() :])):
        name(period.end() + mentioned.start(), "没有认出反馈日期，没有填；原文写明了的，请核对后填写 feedback")
    return found


def _inspection(preamble: str) -> tuple[dict[str, Any] | None, str | None]:
    """The facts of the inspection, where one sentence of a preamble, and no other, states who inspected whom and when;
    and who was inspected.
    """
    named = _INSPECTED.search(preamble)
    if not named or len(_ANY_INSPECTED.findall(preamble)) > 1:
        return None, None
    periods = _periods(preamble, named)
    start, end = _days(periods[0]) if len(periods) == 1 else (None, None)
    if not start or not end or end < start:
        return None, named["body"]
    feedbacks = _feedbacks(preamble, periods[0], named)
    places = _PLACES.search(preamble, named.start("body"))
    inspection = {
        "inspectors": named["inspectors"].strip(),
        "period": {"from": start, "to": end},
        "feedback": _feedback(preamble, periods[0], feedbacks[0]) if len(feedbacks) == 1 else None,
    }
    if places:
        inspection["places"] = places[1].split("、")
    return inspection, named["body"]


def _periods(preamble: str, named: re.Match[str]) -> list[re.Match[str]]:
    """The periods that the sentence on an inspection names."""
    start = max(preamble.rfind(stop, 0, named.start()) for stop in "。\n") + 1
    return list(_PERIOD.finditer(preamble, start, named.end()))


def _feedbacks(preamble: str, period: re.Match[str], named: re.Match[str]) -> list[re.Match[str]]:
    """What is said after the inspection of a day on which its findings were given, by those who inspected."""
    visited = "巡视" in named["inspectors"]
    return [
        one for one in _FEEDBACK.finditer(preamble, period.end()) if not one["who"] or ("巡视" in one["who"]) == visited
    ]


def _days(period: re.Match[str]) -> tuple[date | None, date | None]:
    year, month, day, last_year, last_month, last_day = period.groups()
    return _day(year, month, day), _day(last_year or year, last_month or month, last_day)


def _feedback(preamble: str, period: re.Match[str], feedback: re.Match[str]) -> date | None:
    """The day of the feedback; without a year of its own only where the paragraph leaves no other than that in which
    the inspection ended.
    """
    month, day = feedback["month"], feedback["day"]
    if feedback["year"]:
        return _day(feedback["year"], month, day)
    between = preamble[period.start() : feedback.start("month")]
    named = [found[1] for found in _YEAR.finditer(between)]
    end = _days(period)[1]
    made = _day(named[-1], month, day) if named[-1] and "\n" not in between else None
    return made if made and end and end < made and made.year == end.year else None


def _title_lines(lines: list[str]) -> int:
    """How many lines the title has at the start of a text: one, or two or three that it is broken over."""
    for count in range(1, min(3, len(lines) - 1) + 1):
        first = lines[: count - 1]
        if any(forms.is_heading(line) for line in lines[:count]):
            return 0
        if _TITLE.fullmatch("".join(lines[:count])) and all(_FIRST_OF_TITLE.fullmatch(line) for line in first):
            return count
    return 0


def _dated(line: str) -> date | None:
    """The day that a line is, in digits or in words, or that stands beside a signature."""
    if (signed := _SIGNATURE.fullmatch(line)) and signed["day"]:
        line = signed["day"]
    if found := _DATED.fullmatch(line):
        return _day(*found.groups())
    if found := _DATED_IN_WORDS.fullmatch(line):
        return _day(found[1].translate(_YEAR_IN_WORDS), str(number_of(found[2]) or 0), str(number_of(found[3]) or 0))
    return None


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _is_closing(line: str) -> bool:
    patterns = (_CONTACT, _SIGNATURE, _DATED, _DATED_IN_WORDS)
    return not forms.is_heading(line) and any(one.fullmatch(line) for one in patterns)
