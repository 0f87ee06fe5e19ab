"""The mirror: the data, printed, is the announcement as received; only the width of punctuation may differ."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from pathlib import Path

from gongkai import printing, reading
from gongkai.faults import Fault, Faulty
from gongkai.printing import Piece
from gongkai.source import Source
from gongkai.spacing import tidy
from gongkai.wording import fold_width, punctuate

RECEIVED = "announcement.txt"
CONTEXT = 8
_MARK = re.compile(r"[^\w\s]")


@dataclass(frozen=True)
class Letter:
    """A character that counts, and where it stands: column in a line of a text, or offset in a piece.

    `space` is the white space before it, within the same piece.
    """

    character: str
    column: int
    space: str = ""
    piece: Piece | None = None


@dataclass(frozen=True)
class Line:
    """A line in runs: the words of each, the column or offset of the first of them, and the piece that they are of."""

    number: int
    runs: tuple[tuple[str, int, Piece | None], ...]

    @cached_property
    def written(self) -> str:
        """The line as it stands."""
        return "".join(words for words, _, _ in self.runs)

    @cached_property
    def folded(self) -> str:
        """What is compared: without white space, in half width."""
        return fold_width(punctuate("".join(self.written.split())))

    @cached_property
    def letters(self) -> tuple[Letter, ...]:
        """The characters that count. Only where lines differ has anybody to know where each stands."""
        return tuple(letter for run in self.runs for letter in _letters(*run))

    def around(self, place: int) -> str:
        """The characters at a place in context, the first in 【】."""
        start, end = max(place - CONTEXT, 0), place + CONTEXT
        before, after = "…" if start else "", "…" if end < len(self.letters) else ""
        here = (
            f"{self.letters[place].space}【{self.letters[place].character}】"
            if place < len(self.letters)
            else "【到此为止】"
        )
        return f"{before}{self._written(start, place)}{here}{self._written(place + 1, end)}{after}"

    def _written(self, start: int, end: int) -> str:
        return "".join(letter.space + letter.character for letter in self.letters[start:end])


def normal(text: str) -> str:
    """A text as the mirror compares it: a paragraph a line, without white space, punctuation in one width."""
    return "\n".join(line.folded for line in text_lines(text))


def check(source: Source) -> Iterator[Fault]:
    """Faults `mirror` (one a paragraph that differs) and `mirror-source` (no announcement to compare with)."""
    path = Path(source.file).parent / RECEIVED
    try:
        received = text_lines(reading.read(path))
    except Faulty as faulty:
        for fault in faulty.faults:
            message = f"没有可核对的通报原文：{fault.message}"
            advice = f"把收到的通报原文存为 {path}（UTF-8 纯文本）"
            yield Fault(str(path), fault.line, fault.column, "mirror-source", message, advice)
        return
    held = data_lines(source)
    matcher = SequenceMatcher(None, [line.folded for line in received], [line.folded for line in held], autojunk=False)
    for kind, first, last, held_first, held_last in matcher.get_opcodes():
        pairs = min(last - first, held_last - held_first)
        if kind == "equal":
            for offset in range(pairs):
                yield from _written_otherwise(source, str(path), received[first + offset], held[held_first + offset])
            continue
        for offset in range(pairs):
            yield _differing(source, str(path), received[first + offset], held[held_first + offset])
        for line in received[first + pairs : last]:
            yield _lacking(source, str(path), line, held, held_first + pairs)
        for line in held[held_first + pairs : held_last]:
            message = f"通报原文里没有这一段：“{line.around(0)}”"
            yield _fault(source, line.letters[0], message, f"删掉这一段；原文见 {path}")


def text_lines(text: str) -> list[Line]:
    """The lines of a text that hold anything, with their letters."""
    raw = enumerate(text.split("\n"), start=1)
    return [Line(number, ((words, 1, None),)) for number, words in raw if words.strip()]


def data_lines(source: Source) -> list[Line]:
    """The same of the data: its letters know the piece, and so the field, that they come from."""
    numbered = enumerate(printing.paragraphs(source.announcement), start=1)
    return [
        Line(number, tuple((piece.text, piece.offset, piece) for piece in paragraph.pieces))
        for number, paragraph in numbered
        if paragraph.text.strip()
    ]


def _letters(words: str, start: int, piece: Piece | None) -> Iterator[Letter]:
    space = ""
    for column, character in enumerate(words, start):
        if character.isspace():
            space += character
        else:
            yield Letter(character, column, space, piece)
            space = ""


def _written_otherwise(source: Source, file: str, received: Line, held: Line) -> Iterator[Fault]:
    """The first white space or width of a digit or letter that differs in a line that is the same in all else.

    Around the form's own words white space is free, and so is what stands for nothing in the text received; numbers
    of the form may be written in any width.
    """
    if _MARK.sub("*", received.written.strip()) == _MARK.sub("*", held.written.strip()):
        return
    before: Letter | None = None
    tidied = _letters(tidy(received.written), 1, None)
    for there, tight, here in zip(received.letters, tidied, held.letters, strict=True):
        inside = before is not None and before.piece is here.piece
        alike = there.character == here.character or not here.character.isalnum()
        spaced_alike = not inside or here.space in (there.space, tight.space)
        if here.piece.path[-1:] != ("number",) and not (alike and spaced_alike):
            place = held.letters.index(here)
            what = "空格" if alike else "字的全角、半角"
            message = (
                f"{what}与通报原文不一致：数据是“{held.around(place)}”，"
                f"原文（{file} 第 {received.number} 行第 {there.column} 字）是“{received.around(place)}”"
            )
            yield _fault(source, here, message, "从原文复制这几个字；原文有空格就留，没有就删")
            return
        before = here


def _differing(source: Source, file: str, received: Line, held: Line) -> Fault:
    matcher = SequenceMatcher(None, received.folded, held.folded, autojunk=False)
    kind, there, _, here, _ = next(code for code in matcher.get_opcodes() if code[0] != "equal")
    letter = held.letters[min(here, len(held.letters) - 1)]
    if kind == "delete" and here > 0 and (letter.piece.fixed or here == len(held.letters)):
        letter = held.letters[here - 1]
    column = received.letters[min(there, len(received.letters) - 1)].column
    message = (
        f"与通报原文不一致：数据是“{held.around(here)}”，"
        f"原文（{file} 第 {received.number} 行第 {column} 字）是“{received.around(there)}”"
    )
    return _fault(source, letter, message, "按原文改正；若原文有误，也照原文公布，不要改动")


def _lacking(source: Source, file: str, line: Line, held: list[Line], place: int) -> Fault:
    message = f"缺通报原文（{file} 第 {line.number} 行）的一段：“{line.around(0)}”"
    advice = "照原文补上"
    if not held:
        return source.fault((), "mirror", message, advice)
    before = held[max(place - 1, 0)]
    return _fault(source, before.letters[-1], message, advice)


def _fault(source: Source, letter: Letter, message: str, advice: str) -> Fault:
    offset = 0 if letter.piece.fixed else letter.column
    return source.fault(letter.piece.path, "mirror", message, advice, offset=offset)
