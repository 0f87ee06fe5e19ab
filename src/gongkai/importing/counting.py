"""Words that count what they list (1. … 2. …, （一） … （二） …, 一是 … 二是 …) -> what they list, one by one."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from gongkai.importing.forms import CIRCLED
from gongkai.wording import CHINESE_NUMERAL, chinese_number

_FAMILIES: tuple[Callable[[int], str], ...] = (
    lambda number: f"{chinese_number(number)}是",
    lambda number: f"{chinese_number(number)}要",
    lambda number: f"（{number}）",
    lambda number: f"({number})",
    lambda number: f"（{chinese_number(number)}）",
    lambda number: f"({chinese_number(number)})",
    lambda number: f"{number}.",
    lambda number: f"{number}．",
    lambda number: f"{number}、",
    lambda number: f"{number}）",
    lambda number: f"{number})",
    lambda number: f"{chinese_number(number)}、",
    lambda number: CIRCLED[number - 1],
)
_MOST = len(CIRCLED)
_NO_FRACTION = r"(?!\d(?!\d{3}年))"  # 1.5 counts nothing; 1.2024年 does
_MARKER = re.compile(
    rf"(?:{CHINESE_NUMERAL}[是、]|\d{{1,2}}[.．、）)]{_NO_FRACTION}|[（(](?:\d{{1,2}}|{CHINESE_NUMERAL})[)）]|[{CIRCLED}])\s*"
)


@dataclass(frozen=True)
class Item:
    """One of what is listed: what stands before it (its marker, with the words before the first), and its text.

    `own_line`: a line begins there.
    """

    marker: str
    text: str
    own_line: bool = False


def items(words: str) -> list[Item]:
    """What words list, in order, or all of them as one item. Nothing is dropped but white space around an item."""
    counts = [marks for family in _FAMILIES if len(marks := _marks(words, family)) > 1]
    if not counts:
        found = _MARKER.match(words)
        marker = found[0] if found and found[0] != words else ""
        return [Item(marker, words[len(marker) :])]
    marks = min(counts, key=lambda found: found[0].start())
    starts = [0] + [mark.start() for mark in marks[1:]] + [len(words)]
    return [
        Item(
            words[start : mark.end()].lstrip(),
            words[mark.end() : end].strip(),
            own_line=start > 0 and words[:start].rstrip(" \t　").endswith("\n"),
        )
        for start, end, mark in zip(starts, starts[1:], marks, strict=False)
    ]


def _marks(words: str, family: Callable[[int], str]) -> list[re.Match[str]]:
    """Where a family counts from one: each marker after a stop or at the start of a line, with words behind it."""
    marks: list[re.Match[str]] = []
    for number in range(1, _MOST + 1):
        marker = re.escape(family(number))
        pattern = re.compile(rf"(?:^|(?<=[，。；：！？”\s])){marker}{_NO_FRACTION}[ \t　]*(?=\S)")
        place = marks[-1].end() if marks else 0
        found = pattern.search(words, place)
        if not found or (marks and not words[place : found.start()].strip()):
            break
        marks.append(found)
    return marks
