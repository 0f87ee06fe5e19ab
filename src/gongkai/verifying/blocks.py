"""What a page says, block by block, without the words that the site marks as its own.

A block (a paragraph, a heading, an item, a cell) is the announcement's unless its element has `data-own`. The mark
ends where another block begins, so that nothing put in later hides behind it; on an inline element it is for that
element alone. What staff wrote stands in an element with `data-free`, and anything may stand there. Words that are
hidden are not said, but in a form, which its script shows; they can only be the site's own, and so can the names of
regions; what else is read out in the place of words is said. A link of the announcement's carries where it leads; words
struck out or turned round say so.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

from gongkai.model import Status
from gongkai.verifying.words import VOID, Place, Words

OWN, FREE = "data-own", "data-free"
INLINE = frozenset({"a", "abbr", "b", "br", "button", "code", "em", "i", "line", "mark", "output", "rect", "small"})
INLINE |= {"span", "strong", "sub", "sup", "time", "wbr"}
# Words that are shown, read out or filtered by from there.
_LABELLED = {"svg": "aria-label", "img": "alt", "td": "data-label", "tr": "data-statuses"}
# Words that are read out, or shown by pointing, in the place of those of an element or beside them.
_SPOKEN = frozenset({"title", "alt", "placeholder", "label", "aria-label", "aria-description"})
_SPOKEN |= {"aria-roledescription", "aria-valuetext", "aria-placeholder"}
_REGIONS = {"nav", "form", "section"}  # which the site calls something beside what they say
_WITHOUT_WORDS = {"hidden", "checkbox", "radio"}  # the inputs whose value is not shown
_UNSEEN = {"on-paper", "skip", "md-skip"}
_UNSHOWN = {"template", "noscript", "datalist", "canvas"}  # by browsers that run scripts
_HIDING = {"hidden", "inert", "popover"}
_STRUCK = {"del", "s", "strike"}
END, UNREAD, UNSAID = "‹/›", "‹·›", "‹✗›"
_STATUSES = {str(status): status for status in Status}


class _Open(NamedTuple):
    """An element that is open: whether its words are the site's own, staff's, not said; what its end is written as."""

    tag: str
    own: bool = False
    free: bool = False
    unsaid: bool = False
    end: str = ""


@dataclass
class Blocks:
    """The blocks in the `main` of a page as they are found, from its tags and texts in order; beside them, run by run,
    the words that the site marks as its own, and the names of regions.
    """

    found: list[Words] = field(default_factory=list)
    own: list[Words] = field(default_factory=list)
    spoken: list[Words] = field(default_factory=list)
    _stack: list[_Open] = field(default_factory=list)
    _words: list[Words] = field(default_factory=list)

    def start(self, tag: str, given: dict[str, str], place: Place) -> None:
        """An element begins."""
        if not self._stack and tag != "main":
            return
        above = self._stack[-1] if self._stack else _Open("")
        inline = tag in INLINE
        if not inline:
            self._part()
        beginning, end = _written(tag, given)
        own = OWN in given or (above.own and inline)
        unread = not inline and tag != "svg" and given.get("aria-hidden") == "true"
        unseen = (tag != "form" and hides(tag, given)) or (not own and _concealed(above.tag, given))
        free, unsaid = above.free or FREE in given, above.unsaid or unread or unseen
        self._stack.append(_Open(tag, own, free, unsaid, end))
        labelled = _LABELLED.get(tag, "")
        for name in _SPOKEN.intersection(given) - {labelled}:
            if tag not in _REGIONS:
                self.say(given[name], place)
            elif not free:
                self.spoken.append(Words(given[name], place))
        self.say(given.get(labelled, "") + beginning, place)
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

    @property
    def staffs(self) -> bool:
        """Whether what comes now is staff's."""
        return bool(self._stack) and self._stack[-1].free

    def say(self, text: str, place: Place) -> None:
        """Words of the element that is open."""
        if not (text and self._stack):
            return
        here = self._stack[-1]
        if here.free or here.tag in ("script", "style"):
            return
        (self.own if here.own or here.unsaid else self._words).append(Words(text, place))

    def _part(self) -> None:
        seen = [words for words in self._words if words.text.strip()]
        if seen:
            self.found.append(Words("".join(words.text for words in self._words), seen[0].place))
        self._words.clear()


def standing(status: Status, text: str) -> str:
    """How words that a page shows in the looks of a status are written here."""
    return f"‹{status.label}›{text}{END}"


def way(address: str) -> str:
    """How the beginning of a link is written, up to its words."""
    return f"‹→{address}›"


def leading(address: str, words: str) -> str:
    """The same of the whole link."""
    return f"{way(address)}{words}{END}"


def stretch(status: Status, width: float | str) -> str:
    """The same of a stretch of a bar."""
    return f"‹{status.label} {width}›"


def drawn(measure: str) -> str:
    """The same of what a plot shows of a number."""
    return f"‹{measure}›"


def hides(tag: str, given: dict[str, str]) -> bool:
    """Whether an element is kept from those who see or from all."""
    if tag in _UNSHOWN or (tag == "dialog" and "open" not in given):
        return True
    return not _HIDING.isdisjoint(given) or "unseen" in given.get("class", "").split()


def turns(tag: str, given: dict[str, str]) -> bool:
    """Whether the words of an element run from right to left."""
    return tag == "bdo" or given.get("dir", "").lower() == "rtl"


def _concealed(above: str, given: dict[str, str]) -> bool:
    """Whether the style sheet keeps an element from those who see: an explanation is shown with what it explains."""
    classes = set(given.get("class", "").split())
    return bool(classes & _UNSEEN) or ("gloss" in classes and above not in ("a", "mark"))


def _written(tag: str, given: dict[str, str]) -> tuple[str, str]:
    """What an element that shows a status, or is not simply read, begins and ends with."""
    if tag in INLINE and given.get("aria-hidden") == "true":
        return UNREAD, END
    if tag in _STRUCK or turns(tag, given):
        return UNSAID, END
    if tag == "input" and given.get("type", "").lower() not in _WITHOUT_WORDS:
        return given.get("value", ""), ""
    classes = given.get("class", "").split()
    status = next((_STATUSES[one] for one in classes if one in _STATUSES), None)
    if "fill" in classes or "target" in classes:
        return drawn(given.get("width") or given.get("x1", "")), ""
    if tag == "rect":
        return (stretch(status, given.get("width", "")), "") if status and "inner" not in classes else ("", "")
    if tag == "a" and "href" in given and "term" not in classes:  # terms are the site's own
        return way(given["href"]), END
    if tag == "mark" or "status" in classes:
        return f"‹{status.label if status else ''}›", END
    return "", ""
