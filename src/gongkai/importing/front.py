"""What stands around the parts of an announcement: title, contact lines, signature; and the facts that they state."""

import re
from datetime import date
from typing import Any

from gongkai.importing import forms
from gongkai.wording import CHINESE_NUMERAL, number_of

_TITLE = re.compile(r"[^。！？；]{4,60}(?:通报|公告|公示|报告|情况|进展)(?:的?(?:通报|公告|公示|报告))?")
_BELOW_TITLE = re.compile(r"（.{4,40}）|(?:发布(?:时间|日期)|来源|日期|时间)：.{2,60}|[^。，；：]{2,40}")
_CONTACT = re.compile(
    "(?:联系(?:方式|电话|人|地址)|(?:监督|举报|咨询)?电话|邮政(?:信箱|编码)|邮编|(?:通信|通讯)?地址|来信|来访|电子(?:邮箱|邮件)|邮箱|受理时间|欢迎广?大?).*"
)
_SIGNATURE = re.compile(
    "(?:中共|中国共产党)?[^，。；：、“”（）]{2,30}(?:委员会|党委|党组|党工委|政府|总支|支部|局|办公室)"
)
_ISSUER_IN_TITLE = re.compile(
    "(?P<body>[^，。；（）]{2,30}?(?:党委|党组|工委|委员会|总支|支部|[省市县区旗州]委))(?:关于|巡[察视])"
)
_DAY = r"(\d{4})年(\d{1,2})月(\d{1,2})日"
_DATED = re.compile(_DAY)
_YEAR_IN_WORDS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_DATED_IN_WORDS = re.compile(f"([〇○零一二三四五六七八九]{{4}})年({CHINESE_NUMERAL})月({CHINESE_NUMERAL})日")
_PUBLISHED = re.compile(f"(?:发布(?:时间|日期)：){_DAY}.*")
_PERIOD = re.compile(rf"{_DAY}(?:至|到|—+|－|-)(?:(\d{{4}})年)?(?:(\d{{1,2}})月)?(\d{{1,2}})日")
_INSPECTED = re.compile(
    r"(?P<inspectors>[^，。；]{0,20}?巡[察视](?:工作)?[^，。；]{0,4}?组)(?:（[^）]*）)?(?:[于自从][^，。；对]{4,40})?对(?P<body>(?![我本该])[^，。；]{2,30}?(?:党委|党组|工委|委员会|总支|支部|[省市县区旗州]委))"
)
_FEEDBACK = re.compile(rf"{_DAY}[^。]*?(?<!巡[察视])反馈")
_PLACES = re.compile(r"及((?:[^、，。；]{1,10}、)+[^、，。；]{1,10}?)等?[一二三四五六七八九十两\d]+个(?:村|社区)")


def parted(lines: list[str]) -> tuple[list[str], list[str], list[str]]:
    """The lines of the title, of the body, and of contacts, signature and date after it; all of them, in order."""
    start = 0
    if len(lines) > 1 and _TITLE.fullmatch(lines[0]) and not forms.is_heading(lines[0]):
        start = 1
        while start < len(lines) - 1 and _BELOW_TITLE.fullmatch(lines[start]) and not forms.is_heading(lines[start]):
            start += 1
    end = len(lines)
    while end > start + 1 and _is_closing(lines[end - 1]):
        end -= 1
    return lines[:start], lines[start:end], lines[end:]


def facts(title: list[str], preamble: list[str], closing: list[str]) -> dict[str, Any]:
    """The facts that the announcement states of itself, as the model has them; what it does not state is None."""
    made: dict[str, Any] = {"title": "\n".join(title)} if title else {}
    inspection, inspected = _inspection("\n".join(preamble))
    signed = next((line for line in closing if _SIGNATURE.fullmatch(line)), None)
    titled = next((found["body"] for line in title if (found := _ISSUER_IN_TITLE.match(line))), None)
    dates = [_dated(line) for line in reversed(closing)]
    dates += [_day(*found.groups()) for line in title if (found := _PUBLISHED.fullmatch(line))]
    dated = next(filter(None, dates), None)
    made |= {"issuer": signed or inspected or titled, "published": dated}
    if inspection:
        made["inspection"] = inspection
    if preamble:
        made["preamble"] = "\n".join(preamble)
    if closing:
        made["closing"] = "\n".join(closing)
    return made


def _inspection(preamble: str) -> tuple[dict[str, Any] | None, str | None]:
    """The facts of the inspection, where a preamble states who inspected whom and when; and who was inspected."""
    period, named = _PERIOD.search(preamble), _INSPECTED.search(preamble)
    if not named:
        return None, None
    if not period:
        return None, named["body"]
    year, month, day, last_year, last_month, last_day = period.groups()
    start, end = _day(year, month, day), _day(last_year or year, last_month or month, last_day)
    if not start or not end:
        return None, named["body"]
    feedback = _FEEDBACK.search(preamble, period.end())
    places = _PLACES.search(preamble, named.end())
    inspection = {
        "inspectors": named["inspectors"].strip(),
        "period": {"from": start, "to": end},
        "feedback": _day(*feedback.groups()) if feedback else None,
    }
    if places:
        inspection["places"] = places[1].split("、")
    return inspection, named["body"]


def _dated(line: str) -> date | None:
    """The day that a line is, in digits or in words."""
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
