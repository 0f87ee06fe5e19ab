"""Words of a page and where they stand."""

from dataclasses import dataclass
from itertools import zip_longest
from typing import NamedTuple

AROUND = 8
SHOWING = frozenset(
    {"img", "svg", "math", "input", "select", "textarea", "video", "audio", "iframe", "object", "canvas", "output"}
    | {"meter", "progress"}
)  # what shows something that is no words, now or by a script
VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})


class Place(NamedTuple):
    """Line and column of a file, from 1."""

    line: int
    column: int


@dataclass(frozen=True)
class Words:
    """A run of text between two tags; `quoted` in code, where anything may stand; `cell` in a cell of a table."""

    text: str
    place: Place
    quoted: bool = False
    cell: bool = False


def difference(here: str, there: str) -> tuple[int, str, str]:
    """Where two texts that differ first do, from 1, and what each says around that place."""
    at = next(at for at, (one, other) in enumerate(zip_longest(here, there)) if one != other)
    around = slice(max(at - AROUND, 0), at + AROUND)
    return at + 1, here[around].strip() or "（没有）", there[around].strip() or "（没有）"
