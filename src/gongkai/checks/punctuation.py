"""Half-width marks in Chinese text (GB/T 15834-2011): a warning, since the mirror lets the width differ."""

from collections.abc import Iterator

from gongkai import printing
from gongkai.faults import Fault
from gongkai.source import Source
from gongkai.wording import punctuate


def check(source: Source) -> Iterator[Fault]:
    """The warning `punctuation`, at most one a paragraph of a field."""
    for paragraph in printing.paragraphs(source.announcement):
        for piece in paragraph.pieces:
            proper = punctuate(piece.text)
            offset = next((place for place, mark in enumerate(piece.text) if mark != proper[place]), None)
            if not piece.fixed and offset is not None:
                message = f"半角标点“{piece.text[offset]}”应为“{proper[offset]}”"
                at = piece.offset + offset
                yield source.fault(piece.path, "punctuation", message, "改成中文标点", offset=at, severity="warning")
