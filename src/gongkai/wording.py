"""Chinese wording: numerals, punctuation and its width, the joining of folded lines.

Knows nothing of announcements; everything here is text in, text out.
"""

import re
from datetime import date
from functools import lru_cache
from itertools import accumulate

DIGITS = "零一二三四五六七八九"
CHINESE_NUMERAL = "[一二三四五六七八九十百千零]+"
YEAR_DIGITS = "〇○零OＯo一二三四五六七八九"  # of 二〇二四年, the nought as people type it


def chinese_number(number: int) -> str:
    """The Chinese numeral of 1 to 9999 as headings write it: 10 is 十, 19 is 十九, 110 is 一百一十."""
    if not 1 <= number <= 9999:
        raise ValueError(f"no numeral for {number}")
    places = [(DIGITS[int(digit)], unit) for digit, unit in zip(f"{number:04}", "千百十 ", strict=True)]
    written = "".join("零" if digit == "零" else digit + unit.strip() for digit, unit in places)
    written = re.sub("零+", "零", written).strip("零")
    return written[1:] if written.startswith("一十") else written


def number_of(numeral: str) -> int | None:
    """The number that a heading's Chinese numeral writes, or None where it is not written as usual."""
    value = digit = 0
    for character in numeral:
        if character in DIGITS:
            digit = DIGITS.index(character)
        elif character in "十百千":
            value += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[character]
            digit = 0
        else:
            return None
    value += digit
    return value if 1 <= value <= 9999 and chinese_number(value) == numeral else None


def written_day(day: date) -> str:
    """A date as announcements write it (GB/T 15835-2011): 2023年4月17日."""
    return f"{day.year}年{day.month}月{day.day}日"


def written_number(number: float) -> str:
    """A number with no more digits than it has: 3, 92.23."""
    return str(int(number)) if number == int(number) else repr(number)


def is_ideograph(character: str) -> bool:
    """Whether a character is a Chinese ideograph (CJK Unified, its extensions, compatibility)."""
    return bool(character) and (
        "\u3400" <= character <= "\u9fff"
        or "\uf900" <= character <= "\ufaff"
        or "\U00020000" <= character <= "\U0003ffff"
        or character == "〇"
    )


def is_chinese(character: str) -> bool:
    """Whether a character is set on the full-width grid of Chinese: an ideograph or a Chinese mark."""
    return is_ideograph(character) or (
        bool(character)
        and ("\u3000" <= character <= "\u303f" or "\uff00" <= character <= "\uffef" or character in "“”‘’—…·")
    )


def fold_width(text: str) -> str:
    """Full-width forms as their half-width equals, a character for a character (offsets stay)."""
    return text.translate(_HALF)


_HALF = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0xFF61: "。", 0xFF64: "、"}

_WIDE = dict(zip(",;:!?()", "，；：！？（）", strict=True))


@lru_cache(maxsize=4096)  # the mirror, the rules and the pages ask for the same lines again and again
def punctuate(line: str) -> str:
    """One line with Chinese punctuation (GB/T 15834-2011) for the half-width marks in Chinese text.

    A character for a character, so that offsets stay. Marks between digits (1,000; 10:30; 64.2), in Latin
    text and in addresses are left as they are, and so is a quotation mark that has no partner.
    """
    characters, before = list(line), ""
    pairs = _pairs(line)
    places = [place for place, mark in enumerate(line) if mark in _WIDE or mark in ".\"'"]
    while before != (before := "".join(characters)):  # a mark that has become Chinese can make its neighbour one
        for one_way in (places, places[::-1]):  # both ways, lest a row of marks takes a pass for each of them
            _sweep(characters, line, one_way, pairs)
    return before


_Pair = tuple[int, int, str]  # where it opens and closes, and the two Chinese marks


def bare(words: str) -> str:
    """Words as they are compared where white space and the width of punctuation do not count."""
    return punctuate("".join(words.split()))


def _sweep(characters: list[str], line: str, places: list[int], pairs: dict[int, _Pair]) -> None:
    """Makes marks Chinese beside what is Chinese by now, and pairs also around it."""
    chinese = [0, *accumulate(map(is_chinese, characters))]
    for place in places:
        mark = characters[place]
        if place in pairs:
            opening, closing, proper = pairs[place]
            beside = mark in "()" and (_chinese_at(characters, opening - 1) or _chinese_at(characters, closing + 1))
            if beside or chinese[closing] > chinese[opening + 1]:
                characters[opening], characters[closing] = proper
        elif mark in _ALONE and (_chinese_at(characters, place - 1) or _chinese_at(characters, place + 1)):
            if not (line[place - 1 : place].isdigit() and line[place + 1 : place + 2].isdigit()):
                characters[place] = _WIDE[mark]
        elif mark == "." and _chinese_at(characters, place - 1) and not _NUMERAL_FIRST.fullmatch(line, 0, place):
            last = place + 1 == len(line)
            characters[place] = "。" if last or _chinese_at(characters, place + 1) else "."


_ALONE = ",;:!?"
_NUMERAL_FIRST = re.compile(rf"\s*[（(]?{CHINESE_NUMERAL}[)）]?\s*")


def _chinese_at(characters: list[str], place: int) -> bool:
    return 0 <= place < len(characters) and is_chinese(characters[place])


def _pairs(line: str) -> dict[int, _Pair]:
    """The pairs of brackets and of straight quotation marks of a line, by the places of both their marks."""
    pairs, open_places = [], []
    for place, mark in enumerate(line):
        if mark == "(":
            open_places.append(place)
        elif mark == ")" and open_places:
            pairs.append((open_places.pop(), place, "（）"))
    for straight, proper in (('"', "“”"), ("'", "‘’")):
        places = [place for place, mark in enumerate(line) if mark == straight]
        if len(places) % 2 == 0:
            pairs += [(opening, closing, proper) for opening, closing in zip(places[::2], places[1::2], strict=True)]
    return {place: pair for pair in pairs for place in pair[:2]}


def join_lines(lines: list[str]) -> str:
    """Lines of folded text as one: nothing between them beside Chinese, one space between Latin words.

    An empty line ends a paragraph and becomes one line break.
    """
    paragraphs: list[list[str]] = [[]]
    for line in lines:
        line = line.strip(" \t")
        words = paragraphs[-1]
        if not line:
            paragraphs.append([])
            continue
        if words and not (is_chinese(words[-1][-1]) or is_chinese(line[0])):
            words.append(" ")
        words.append(line)
    return "\n".join("".join(words) for words in paragraphs if words)


def fold_lines(paragraph: str, width: int) -> list[str]:
    """A paragraph as lines of at most about `width` ideographs that `join_lines` puts together again.

    Lines end after a mark of punctuation where one is near, and only between Chinese characters.
    """
    lines, rest = [], paragraph
    while len(rest) > width:
        cut = _cut(rest, width)
        if cut is None:
            break
        lines.append(rest[:cut])
        rest = rest[cut:]
    return [*lines, rest]


def _cut(text: str, width: int) -> int | None:
    def usable(place: int) -> bool:
        before, after = text[place - 1], text[place]
        parted = before in "（“‘《〔【" or after in "，。、；：？！）”’》〕】"
        return (is_chinese(before) or is_chinese(after)) and not (parted or before.isspace() or after.isspace())

    near = [place for place in range(1, width + 1) if usable(place)]
    for marks in ("。！？；", "，：、"):
        good = [place for place in near if text[place - 1] in marks and place >= width // 2]
        if good:
            return good[-1]
    return near[-1] if near else next(filter(usable, range(width + 1, len(text))), None)


def direction(change: str) -> str:
    """↑ or ↓ where the words of a change name one way alone (同比提升7.2%), else nothing."""
    rises, falls = re.search("[升增涨]", change), re.search("[降减跌]", change)
    return "" if bool(rises) == bool(falls) else "↑" if rises else "↓"
