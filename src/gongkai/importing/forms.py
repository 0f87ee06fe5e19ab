"""The ways in which announcements write their headings: part, category, section and issue, each as a pattern.

The forms are those of announcements of towns, counties and departments, with numerals 一、 （一） (1) 1. 1、 ① 一是.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.wording import CHINESE_NUMERAL, number_of

CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_DIGITS = "[1-9][0-9]{0,3}"
MARKER = rf"(?:[（(](?:{CHINESE_NUMERAL}|{_DIGITS})[）)]|{CHINESE_NUMERAL}[、是]|{_DIGITS}[.．、]|[{CIRCLED}])\s*"
_RESULT = r"(?:的?整改(?:落实)?(?:情况|进展|成效))?"
_AFTER = r"(?P<after>{quote}的?问题{result}\s*(?P<mark>[，。：；、]?)\s*)(?P<body>.*)"

PART = re.compile(f"({CHINESE_NUMERAL})、(.+)")
SECTION = re.compile(f"（({CHINESE_NUMERAL})）(.+)")
CATEGORY = re.compile(
    rf"(?P<marker>{MARKER})?(?P<title>(?!针对|问题)[^。；：“”「」，]{{2,60}}方面)(?P<after>(?:存在的?)?(?:主要|突出)?的?问题[。：]?|[。：]?)"
)
_ISSUES = tuple(
    re.compile(rf"(?P<before>(?P<marker>{MARKER})?{pattern}", re.DOTALL)
    for pattern in (
        rf"针对[“「『])(?P<problem>.+?){_AFTER.format(quote='[”」』]', result=_RESULT)}",
        rf"关于[“「『])(?P<problem>.+?){_AFTER.format(quote='[”」』]', result=_RESULT)}",
        rf"关于)(?P<problem>[^“”「」，。；：]{{2,80}}?){_AFTER.format(quote='', result=_RESULT)}",
        rf"针对)(?P<problem>[^，。；：]{{2,80}}?){_AFTER.format(quote='', result=_RESULT)}",
        rf"问题(?P<number>{_DIGITS}|{CHINESE_NUMERAL})[：、.．]\s*)(?P<problem>[^\n]+?)(?P<after>(?P<mark>[。；]?))(?P<body>)",
    )
)


@dataclass(frozen=True)
class IssueHead:
    """The line that opens an issue: its number (None where it has none), its words, and what follows on the line."""

    number: int | None
    before: str
    problem: str
    after: str
    mark: str
    body: str


def number_in(marker: str | None) -> int | None:
    """The number that a marker writes, or None."""
    if not marker:
        return None
    bare = marker.strip().strip("（）()、.．是：")
    if bare in CIRCLED:
        return CIRCLED.index(bare) + 1
    return int(bare) if bare.isdecimal() else number_of(bare)


def issue_head(line: str) -> IssueHead | None:
    """A line as the head of an issue, if it has one of the forms."""
    for pattern in _ISSUES:
        found = pattern.fullmatch(line)
        if found and found["problem"].strip():
            groups = found.groupdict()
            number = number_in(groups.get("number") or groups["marker"])
            return IssueHead(
                number, groups["before"], groups["problem"], groups["after"], groups["mark"], groups["body"].strip()
            )
    return None


def is_heading(line: str) -> bool:
    """Whether a line has the form of a heading of any kind."""
    return any(one.fullmatch(line) for one in (PART, SECTION, CATEGORY)) or issue_head(line) is not None


def numbered_starts(words: str) -> Iterator[int]:
    """The number that a paragraph begins with, if it does."""
    if found := re.match(rf"[（(]?({_DIGITS})[)）.．、]", words):
        yield int(found[1])
