"""Words that say something of each of several measures by its number: （1）已完成（2）推进中."""

import re

from gongkai.importing.forms import CIRCLED
from gongkai.wording import CHINESE_NUMERAL, chinese_number, number_of

_HOW_MANY = re.compile(rf"(?:以上|上述|这)({CHINESE_NUMERAL}|两|\d+)[项条]")
_MOST = 40
_IN_BRACKETS = (
    tuple(f"（{number}）" for number in range(1, _MOST)),
    tuple(f"（{chinese_number(number)}）" for number in range(1, _MOST)),
    tuple(CIRCLED),
)
_COUNTS = (
    *_IN_BRACKETS,
    *(
        tuple(before + chinese_number(number) + after for number in range(1, _MOST))
        for before, after in (("", "是"), ("第", "项"), ("第", "条"), ("措施", ""))
    ),
    *(
        tuple(f"{before}{number}{after}" for number in range(1, _MOST))
        for before, after in (("第", "项"), ("第", "条"), ("措施", ""), ("", "."), ("", "、"))
    ),
)


def counted(words: str) -> list[tuple[int, str]]:
    """What stands behind each of （1）（2） or the like: the length of the mark, and the words from it on."""
    for family in _COUNTS:
        starts: list[int] = []
        for mark in family:
            before = "" if family in _IN_BRACKETS else r"(?:^|(?<=[，；。、\s]))"
            found = re.compile(before + re.escape(mark)).search(words, starts[-1] + 1 if starts else 0)
            if found is None:
                break
            starts.append(found.start())
        if len(starts) > 1 and starts[0] == 0:
            ends = [*starts[1:], len(words)]
            return [
                (len(mark), words[start:end].rstrip("，；。、 \n"))
                for mark, start, end in zip(family, starts, ends, strict=False)
            ]
    return []


def may_be_on_all(words: str, measures: int) -> bool:
    """Whether words on all of so many measures may be: 以上两项 are not on three."""
    count = _HOW_MANY.search(words)
    return count is None or _number(count[1]) == measures


def _number(words: str) -> int | None:
    return int(words) if words.isdecimal() else 2 if words == "两" else number_of(words)
