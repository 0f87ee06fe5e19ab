"""The marks that count measures (一是, （1）, ①, 首先, 1.), and where a text counts with them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from gongkai.importing import labels
from gongkai.importing.forms import CIRCLED
from gongkai.wording import chinese_number

_ORDINALS = ("首先", "其次", "再次", "最后")
_MOST = 99
_LIKE_PARTS = tuple(f"{chinese_number(number)}、" for number in range(1, _MOST))  # as the parts of a text are counted
_FULL_WIDTH = {48 + digit: 0xFF10 + digit for digit in range(10)}
_AT_LINE_STARTS = (
    *(
        tuple(f"{str(number).translate(digits)}{mark}" for number in range(1, _MOST))
        for digits in ({}, _FULL_WIDTH)
        for mark in ".．、"
    ),
    _LIKE_PARTS,
)
_FAMILIES = (
    tuple(f"{chinese_number(number)}是" for number in range(1, _MOST)),
    tuple(f"（{number}）" for number in range(1, _MOST)),
    tuple(f"（{chinese_number(number)}）" for number in range(1, _MOST)),
    tuple(f"({number})" for number in range(1, _MOST)),
    tuple(f"（{number}）".translate(_FULL_WIDTH) for number in range(1, _MOST)),
    tuple(CIRCLED),
    tuple(chr(0x2473 + number) for number in range(1, 21)),  # ⑴ ⑵
    _ORDINALS,
    *(tuple(f"第{chinese_number(number)}{mark}" for number in range(1, _MOST)) for mark in "，、"),
    *_AT_LINE_STARTS,
)
_USUAL = _FAMILIES[0]
# Who did what is counted, or how: 镇党委一是 …；二是 …
_SUBJECT = (
    "[^的，。；：、！？（）“”\\n]{0,10}?"
    "(?:党委|党工委|党组|支部|总支|政府|委员会|[镇乡村局委办院校所站室县市区]|街道|社区|中心|公司|部门|单位|通过|采取(?:以下)?措施)"
)
_TELLS_WHAT_WAS_FOUND = re.compile("存在|问题|发现|表现|原因|由于|经查|[核抽排]查|查[明实出]|反映|指出|暴露")
_FOUND_BELOW = re.compile(
    "(?:经[核调排]?查|[核调排]查(?:发现|认为)|存在(?:的|以下)?问题|表现(?:为|在)|原因(?:是|有|为)?)[，：]?$"
)
# What is counted is no measure: 未公示, 经费不足, and the number of a thing (①号文件).
_FINDING = re.compile(
    r"\s*(?:号|不(?!断|定期|折不扣|仅)|未|没有?|缺|存在|无(?!偿)|主要是|由于|因)|"
    "[^，。；]*(?:不[^，。；]{1,3}|滞后|薄弱|松散|紧张|缺[失位乏]|过[多少低高])(?=[，。；]|$)"
)
_BEHIND_A_WORD = r"[^\s，。；：、！？”）】\]统第其之十百][^\S\n]*"
_WITHIN_LINES = tuple(family for family in _FAMILIES if family not in _AT_LINE_STARTS)
FIRST_OF_A_LIST = tuple(family[0] for family in _WITHIN_LINES)


@dataclass(frozen=True)
class Mark:
    """Where a mark stands in a text."""

    start: int
    end: int


def lists(line: str) -> bool:
    """Whether a line begins with the first mark of measures that are counted, and of nothing else."""
    return line.startswith(tuple(family[0] for family in _FAMILIES if family is not _LIKE_PARTS))


def may_list(line: str) -> bool:
    """Whether a line begins with the first mark of measures, or with 一、, as a part may."""
    return line.startswith(_LIKE_PARTS[0]) or lists(line)


def skipped(text: str, found: int) -> int | None:
    """The number of the 一是 … 二是 … that lacks, though the one after it is there."""
    return found + 1 if re.search(f"[，。；：\n]{_USUAL[found + 1]}", text) else None


def lists_demands(text: str) -> bool:
    """Whether a text counts 一要 … 二要 …, which may be what was demanded as well as what was done."""
    return re.search("(?:^|[，。；：\n])一要.+?[，。；\n]二要", text, re.DOTALL) is not None


def counts_behind_words(text: str) -> bool:
    """Whether a text counts right behind a word, with the first mark (镇政府一是 …；二是 …) or the second (① … ② …)."""
    first_behind = r"{word}{first}.+?[，。；\n]{second}"
    second_behind = r"(?:^|[，。；：\n])[^\S\n]*{first}[^，。；\n]*{word}{second}"
    return any(
        re.search(
            form.format(word=_BEHIND_A_WORD, first=re.escape(family[0]), second=re.escape(family[1])), text, re.DOTALL
        )
        for form in (first_behind, second_behind)
        for family in _WITHIN_LINES
    )


def may_count_findings(lead: str) -> bool:
    """Whether the words before a list announce what was found: 经核查， or 主要表现为："""
    return _FOUND_BELOW.search(lead.rstrip()) is not None


def runs_on(text: str, found: int) -> bool:
    """Whether the last of some measures counted 一是 … goes on with the next right behind a word."""
    return re.search(f"{_BEHIND_A_WORD}{_USUAL[found]}", text) is not None


def count_on(above: str, after: str) -> bool:
    """Whether words begin with the number that follows those above."""
    return any(
        (marks := _marks(above, family)) and len(marks) < len(family) and after.startswith(family[len(marks)])
        for family in _FAMILIES
    )


def going_on(before: str, after: str) -> Iterator[int]:
    """Where words after a place name or count more of what those before it count."""
    for family in _FAMILIES:
        marks = _marks(before, family)
        if marks and len(marks) < len(family) and not _marks(after, family):
            alone = family in _AT_LINE_STARTS and bool(_sequence(before, family, alone=True))
            yield from (one.start("mark") for one in _marked(family[len(marks)], alone=alone).finditer(after))


def found(text: str) -> tuple[list[Mark], bool]:
    """The marks of the family that counts in a text, and whether it is the usual one (一是 …)."""
    candidates = [
        (marks[0].start, number, marks) for number, one in enumerate(_FAMILIES) if (marks := _marks(text, one))
    ]
    candidates = [one for one in candidates if one[1] == 0 or len(one[2]) > 1]
    if not candidates:
        return [], False
    _, number, marks = min(candidates, key=lambda one: one[:2])
    return marks, number == 0


def _marks(text: str, family: tuple[str, ...]) -> list[Mark]:
    """Where a family counts: in sequence, each after a stop or at the start of a line, with words behind it.

    1. 2. count at the starts of lines; else within them, if the first opens the text, a line or what a label names.
    """
    if family[0] not in text:
        return []  # most texts have none of most families
    if family in _WITHIN_LINES:
        counted = _sequence(text, family, alone=False)
        behind = _sequence(text, family, alone=False, before_first=_SUBJECT)
        earlier = len(behind) > 1 and (not counted or behind[0].start < counted[0].start)
        return behind if earlier and _count_measures(text, behind) else counted
    marks = _sequence(text, family, alone=True)
    within = _sequence(text, family, alone=False) if len(marks) < 2 else []
    opens = within and (
        text[: within[0].start].endswith("\n")
        or not text[: within[0].start].strip()
        or labels.BEFORE_A_LIST.search(text[: within[0].start])
    )
    return within if opens and len(within) > len(marks) else marks


def _count_measures(text: str, found: list[Mark]) -> bool:
    """Whether marks with a subject before the first one count measures, since the text begins with that, labels and
    lines on who is in charge aside; and neither it nor what they count tells what was found.
    """
    before = text[: found[0].start]
    start = max(before.rfind("："), before.rfind("\n")) + 1
    above = [line for line in before[:start].split("\n") if line]
    begins = all(labels.OF_MEASURES.fullmatch(line) or labels.is_on_charge(line) for line in above)
    counted = [
        text[mark.end : after] for mark, after in zip(found, [*(one.start for one in found[1:]), None], strict=True)
    ]
    return begins and not (_TELLS_WHAT_WAS_FOUND.search(before[start:]) or any(map(_FINDING.match, counted)))


def _sequence(text: str, family: tuple[str, ...], *, alone: bool, before_first: str = "") -> list[Mark]:
    """`before_first`: words that stand between the stop and the first mark."""
    marks: list[Mark] = []
    for marker in family:
        place = marks[-1].end if marks else 0
        pattern = _marked(marker, alone=alone) if marks or not before_first else _behind(before_first, marker)
        found = pattern.search(text, place)
        if found is None and family is _ORDINALS and marks:
            continue
        if found is None or (marks and not text[place : found.start("mark")].strip()):
            break
        marks.append(Mark(*found.span("mark")))
    return marks


@cache
def _behind(words: str, marker: str) -> re.Pattern[str]:
    return re.compile(rf"(?:^|(?<=[：\n])){words}(?P<mark>{re.escape(marker)}{_comma(marker)})(?=\S)")


def _comma(marker: str) -> str:
    return "，?" if marker in _ORDINALS else ""


def _marked(marker: str, *, alone: bool) -> re.Pattern[str]:
    """A pattern of a marker: at the start of a line, and unless it must stand alone there, after a stop."""
    before, fraction = r"(?:^|(?<=[，。；：、！？”）】］\]\n]))", ""
    if alone:
        before = r"(?:^|(?<=\n))"
    elif marker[0].isdecimal():  # 1.5 counts nothing; 1.2024年 does
        before, fraction = r"(?:^|(?<=[。；：！？”）】］\]\n]))", r"(?!\d(?!\d{3}年))"
    return re.compile(rf"{before}\s*(?P<mark>{re.escape(marker)}{_comma(marker)}){fraction}(?=\S)")
