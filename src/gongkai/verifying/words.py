"""Words of a page and where they stand."""

from dataclasses import dataclass
from typing import NamedTuple

VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})


class Place(NamedTuple):
    """Line and column of a file, from 1."""

    line: int
    column: int


@dataclass(frozen=True)
class Words:
    """A run of text between two tags; `quoted` in code, where anything may stand."""

    text: str
    place: Place
    quoted: bool = False
