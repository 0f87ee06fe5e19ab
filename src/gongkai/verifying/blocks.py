"""What a page says, block by block, without the words that the site marks as its own.

A block (a paragraph, a heading, an item, a cell) is the announcement's unless its element has `data-own`. The mark
ends where another block begins, so that nothing put in later hides behind it; on an inline element it is for that
element alone. What staff wrote stands in an element with `data-free`, and anything may stand there.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

from gongkai.model import Status
from gongkai.verifying.words import VOID, Place, Words

OWN, FREE = "data-own", "data-free"
INLINE = frozenset({"a", "abbr", "b", "br", "button", "code", "em", "i", "mark", "output", "rect", "small", "span"})
INLINE |= {"strong", "sub", "sup", "time", "wbr"}
_LABELLED = {"svg": "aria-label", "img": "alt", "td": "data-label"}  # words that are shown or read out from there
_STATUSES = frozenset(Status)


class _Open(NamedTuple):
    """An element that is open: whether it is in `main`, whether its words are left out, what its end is written as."""

    tag: str = ""
    main: bool = False
    own: bool = False
    free: bool = False
    end: str = ""


@dataclass
class Blocks:
    """The blocks of a page as they are found, from its tags and texts in order."""

    found: list[Words] = field(default_factory=list)
    _stack: list[_Open] = field(default_factory=lambda: [_Open()])
    _words: list[Words] = field(default_factory=list)

    def start(self, tag: str, given: dict[str, str], place: Place) -> None:
        """An element begins."""
        above, inline = self._stack[-1], tag in INLINE
        if not inline:
            self._part()
        own = OWN in given or (above.own and inline)
        opened = _Open(tag, above.main or tag == "main", own, above.free or FREE in given, _end(tag, given))
        self._stack.append(opened)
        self.say(given.get(_LABELLED.get(tag, ""), "") + _beginning(tag, given), place)
        if tag in VOID:
            self._stack.pop()

    def end(self, tag: str, place: Place) -> None:
        """An element ends, and with it those in it that were left open."""
        while any(opened.tag == tag for opened in self._stack):
            closed = self._stack[-1]
            self.say(closed.end, place)
            self._stack.pop()
            if closed.tag not in INLINE:
                self._part()
            if closed.tag == tag:
                break

    def say(self, text: str, place: Place) -> None:
        """Words of the element that is open."""
        here = self._stack[-1]
        if text and here.main and not here.own and not here.free and here.tag not in ("script", "style"):
            self._words.append(Words(text, place))

    def _part(self) -> None:
        text = "".join(words.text for words in self._words)
        if text.strip():
            self.found.append(Words(text, next(words.place for words in self._words if words.text.strip())))
        self._words.clear()


def standing(status: Status, text: str) -> str:
    """How words that a page shows in the looks of a status are written here."""
    return f"‹{status}›{text}‹/›"


def stretch(status: Status, width: float) -> str:
    """The same of a stretch of a bar."""
    return f"‹{status} {width}›"


def _beginning(tag: str, given: dict[str, str]) -> str:
    classes = given.get("class", "").split()
    status = next((one for one in classes if one in _STATUSES), "")
    if tag == "rect" and status and "inner" not in classes:
        return f"‹{status} {given.get('width')}›"
    return f"‹{status}›" if _colours(tag, classes) else ""


def _end(tag: str, given: dict[str, str]) -> str:
    return "‹/›" if _colours(tag, given.get("class", "").split()) else ""


def _colours(tag: str, classes: list[str]) -> bool:
    return tag == "mark" or "status" in classes
