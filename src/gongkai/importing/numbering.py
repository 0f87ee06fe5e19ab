"""The automatic numbers of a Word document, as Word shows them (ECMA-376-1, 17.9), and which of them are in doubt."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from gongkai.importing.forms import CIRCLED
from gongkai.importing.styles import Styles, is_set, value
from gongkai.wording import chinese_number

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_LEGAL = "壹贰叁肆伍陆柒捌玖"
_IDEOGRAPHS = str.maketrans("0123456789", "〇一二三四五六七八九")
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X")),
    *((9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)


@dataclass(frozen=True)
class Marker:
    """The number before a paragraph: None where its format is not known; `certain` is whether Word shows just this."""

    text: str | None
    certain: bool = True


@dataclass(frozen=True)
class _Format:
    """How a number is written, and the highest one of which it is certain how Word writes it."""

    write: Callable[[int], str]
    highest: int = 9999


def markers(document: Any, styles: Styles) -> dict[Any, Marker]:
    """The markers of a document's paragraphs, of those that have one."""
    try:
        root = document.part.numbering_part.element
    except (KeyError, NotImplementedError):
        return {}
    numbering = _Numbering(root, styles)
    found = {}
    for paragraph in document.element.body.iter(f"{_W}p"):
        if next(paragraph.iterancestors(_FALLBACK), None) is not None:
            continue
        if _is_merged_away(paragraph):
            numbering.doubt(paragraph)
        elif marker := numbering.marker(paragraph):
            found[paragraph] = marker
    return found


def goes_on_from_above(tc: Any) -> bool:
    """Whether a cell of a table is more of the one above it."""
    merge = tc.find(f"{_W}tcPr/{_W}vMerge")
    return merge is not None and merge.get(f"{_W}val", "continue") != "restart"


def _is_merged_away(paragraph: Any) -> bool:
    """Whether a paragraph is an empty one in a cell that shows nothing of its own."""
    cell = next(paragraph.iterancestors(f"{_W}tc"), None)
    return cell is not None and goes_on_from_above(cell) and not any(one.text for one in cell.iter(f"{_W}t"))


@dataclass
class _List:
    """A list: what it shares its count with, its levels, and where those begin of which it says so itself."""

    kind: str
    levels: dict[int, Any]
    starts: dict[int, int] = field(default_factory=dict)


class _Numbering:
    """Counts level by level. Lists of one kind count on, unless one says where it begins."""

    def __init__(self, root: Any, styles: Styles):
        self.styles = styles
        self.kinds = {one.get(f"{_W}abstractNumId"): one for one in root.iter(f"{_W}abstractNum")}
        self.nums = {one.get(f"{_W}numId"): one for one in root.iter(f"{_W}num")}
        self.lists = {name: self._list(num) for name, num in self.nums.items()}
        self.counts: dict[str, dict[int, int]] = {}
        self.begun: set[tuple[str, int]] = set()
        self.doubted: set[str] = set()

    def marker(self, paragraph: Any) -> Marker | None:
        """Counts a paragraph, if it is one of a list."""
        name, depth = self._place(paragraph)
        one = self.lists.get(name)
        if one is None or depth not in one.levels:
            return None
        self._count(name, one, depth)
        level = one.levels[depth]
        unseen = _format(level) == "bullet" or is_set(level, "rPr", "vanish")
        return None if unseen else self._marker(one, depth)

    def doubt(self, paragraph: Any) -> None:
        """Leaves out a paragraph that Word may count or not; what its list counts on is in doubt."""
        if one := self.lists.get(self._place(paragraph)[0]):
            self.doubted.add(one.kind)

    def _count(self, name: str, one: _List, depth: int) -> None:
        counts = self.counts.setdefault(one.kind, {})
        for deeper in [other for other in counts if other > depth]:
            if depth < _whole(one.levels.get(deeper), "lvlRestart", deeper):
                del counts[deeper]
        begins = depth in one.starts and (name, depth) not in self.begun
        counts[depth] = _start(one, depth) if begins or depth not in counts else counts[depth] + 1
        self.begun.add((name, depth))

    def _marker(self, one: _List, depth: int) -> Marker:
        level = one.levels[depth]
        plain = is_set(level, "isLgl")
        counts, parts, certain = self.counts[one.kind], [], one.kind not in self.doubted
        for part in re.split(r"(%[1-9])", value(level, "lvlText") or ""):
            shown = int(part[1]) - 1 if re.fullmatch("%[1-9]", part) else None
            if shown is None or shown not in one.levels:
                parts.append(part if shown is None else "")
                continue
            number = counts.get(shown, _start(one, shown))
            form = _FORMATS.get("decimal" if plain else _format(one.levels[shown]))
            begins = shown in one.starts or value(one.levels[shown], "start") is not None
            try:
                parts.append(form.write(number) if form else None)
            except (ValueError, IndexError):
                parts.append(None)
            certain &= shown in counts and begins and form is not None and number <= form.highest
        return Marker(None if None in parts else "".join(parts), certain)

    def _place(self, paragraph: Any) -> tuple[str, int]:
        """The list that a paragraph is of, by itself or by its style, and how deep."""
        own = paragraph.find(f"{_W}pPr")
        chain = self.styles.of("paragraph", value(paragraph, "pPr", "pStyle"))
        depth = None
        for properties in (own, *(style.find(f"{_W}pPr") for style in chain)):
            number = None if properties is None else properties.find(f"{_W}numPr")
            if number is None:
                continue
            depth = _whole(number, "ilvl", None) if depth is None else depth
            if name := value(number, "numId"):
                linked = None if properties is own else self._linked(name, chain)
                return name, next((one for one in (depth, linked) if one is not None), 0)
        return "0", 0

    def _linked(self, name: str, chain: list[Any]) -> int | None:
        """The level of a list that is for a style, or for one that it is based on."""
        for style in chain:
            for depth, level in self.lists[name].levels.items() if name in self.lists else ():
                if value(level, "pStyle") == style.get(f"{_W}styleId"):
                    return depth
        return None

    def _list(self, num: Any) -> _List:
        kind = self._kind(num)
        made = _List(kind or "", dict(_levels(self.kinds.get(kind))))
        for override in num.iter(f"{_W}lvlOverride"):
            made.levels |= dict(_levels(override))
            start, depth = _whole(override, "startOverride", None), _depth(override)
            if start is not None and depth is not None:
                made.starts[depth] = start
        return made

    def _kind(self, num: Any) -> str | None:
        """The kind of a list, which can be said by a style."""
        name = value(num, "abstractNumId")
        kind = self.kinds.get(name)
        by_style = None if kind is None else value(kind, "numStyleLink")
        style = next(iter(self.styles.of("numbering", by_style)), None) if by_style else None
        linked = self.nums.get(value(style, "pPr", "numPr", "numId"))
        return name if linked is None else value(linked, "abstractNumId")


def _levels(element: Any) -> Iterator[tuple[int, Any]]:
    for level in () if element is None else element.iterchildren(f"{_W}lvl"):
        if (depth := _depth(level)) is not None:
            yield depth, level


def _depth(element: Any) -> int | None:
    written = element.get(f"{_W}ilvl", "")
    return int(written) if re.fullmatch("[0-8]", written) else None


def _start(one: _List, depth: int) -> int:
    return one.starts.get(depth, _whole(one.levels[depth], "start", 1))


def _whole(element: Any, name: str, otherwise: Any) -> Any:
    """The whole number that a child of an element says."""
    written = value(element, name)
    return int(written) if written and re.fullmatch(r"\d{1,4}", written, re.ASCII) else otherwise


def _format(level: Any) -> str:
    """The name of a level's format; one of a program's own comes first, before what stands in for it."""
    found = next(level.iter(f"{_W}numFmt"), None)
    return "decimal" if found is None else found.get(f"{_W}val", "decimal")


def _circled(number: int) -> str:
    return CIRCLED[number - 1] if 1 <= number <= len(CIRCLED) else str(number)


def _letter(number: int) -> str:
    """A to Z, AA to ZZ."""
    return chr(ord("A") + (_positive(number) - 1) % 26) * ((number - 1) // 26 + 1)


def _roman(number: int) -> str:
    written, rest = "", _positive(number)
    for worth, letters in _ROMAN:
        written += letters * (rest // worth)
        rest %= worth
    return written


def _positive(number: int) -> int:
    if number < 1:
        raise ValueError(f"nothing is written for {number}")
    return number


def _one_of(characters: str) -> _Format:
    return _Format(lambda number: characters[_positive(number) - 1], len(characters))


_CHINESE = _Format(chinese_number, 99)
_DIGIT_BY_DIGIT = _Format(lambda number: str(_positive(number)).translate(_IDEOGRAPHS), 9)
_FORMATS = {
    "decimal": _Format(str),
    "decimalHalfWidth": _Format(str),
    "decimalZero": _Format("{:02}".format),
    "decimalFullWidth": _Format(lambda number: str(number).translate(_FULL_WIDTH)),
    "decimalFullWidth2": _Format(lambda number: str(number).translate(_FULL_WIDTH)),
    "decimalEnclosedCircle": _Format(_circled, len(CIRCLED)),
    "decimalEnclosedCircleChinese": _Format(_circled, 10),
    "decimalEnclosedFullstop": _one_of("".join(map(chr, range(0x2488, 0x249C)))),
    "decimalEnclosedParen": _one_of("".join(map(chr, range(0x2474, 0x2488)))),
    "ideographEnclosedCircle": _one_of("".join(map(chr, range(0x3280, 0x328A)))),
    "chineseCounting": _CHINESE,
    "chineseCountingThousand": _CHINESE,
    "japaneseCounting": _CHINESE,
    "taiwaneseCounting": _CHINESE,
    "taiwaneseCountingThousand": _CHINESE,
    "ideographDigital": _DIGIT_BY_DIGIT,
    "taiwaneseDigital": _DIGIT_BY_DIGIT,
    "japaneseDigitalTenThousand": _DIGIT_BY_DIGIT,
    "chineseLegalSimplified": _one_of(_LEGAL),
    "ideographTraditional": _one_of(_STEMS),
    "ideographZodiac": _one_of(_BRANCHES),
    "upperLetter": _Format(_letter),
    "lowerLetter": _Format(lambda number: _letter(number).lower()),
    "upperRoman": _Format(_roman),
    "lowerRoman": _Format(lambda number: _roman(number).lower()),
    "none": _Format(lambda number: ""),
}
