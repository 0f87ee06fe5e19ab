"""What was left unwritten or came out broken in a passage, but for what the announcement says itself."""

import re
from collections.abc import Iterable, Iterator

from gongkai import leftovers

_SPACE = re.compile(r"\s+")
_AMID_HAN = re.compile(rf"(?<=[{leftovers.HAN}])\s+(?=[{leftovers.HAN}])")
_APART, _WORD = re.compile(r"\W+"), re.compile(r"\w")


class Said:
    """What an announcement says, to know its own words by what stands around them."""

    def __init__(self, texts: Iterable[str]) -> None:
        lines = [f"\n{_plain(line)}\n" for text in texts for line in text.splitlines()]
        self._signs, self._words = "".join(lines), "".join(map(_barred, lines))

    def own(self, text: str) -> Iterator[str]:
        """What is left in a text and was said by the announcement."""
        yield from (text[one.start : one.end] for one in leftovers.left(text) if self._has(text, one.start, one.end))

    def _has(self, text: str, start: int, end: int) -> bool:
        """Whether it says what stands in a text there, with the same two characters before it or behind it. Signs count
        as one, whatever they are, and as nothing by themselves: pages set words apart in other ways than the data.
        """
        whole = f"\n{text}\n"
        before, words, after = whole[max(start - 1, 0) : start + 1], text[start:end], whole[end + 1 : end + 3]
        if not _WORD.search(words):
            return words in self._signs
        ways = [before + words + after]
        ways += [before + words] if _WORD.search(before) else []
        ways += [words + after] if _WORD.search(after) else []
        return any(_barred(way) in self._words for way in ways)


def found(pieces: list[str], said: Said | None = None) -> Iterator[tuple[int, str, str]]:
    """What was left in a passage that comes in pieces and was not said by the announcement: in which piece it begins,
    the code of its fault, and a message about it.
    """
    text = _plain("".join(pieces))
    left = leftovers.left(text)
    # A piece by itself too: two that stand on one line need not be shown together.
    own = {words for one in (text, *map(_plain, pieces)) for words in said.own(one)} if said and left else ()
    for start, end, code, message in left:
        if text[start:end] not in own:
            yield _piece(pieces, text[:start]), code, message


def unfinished(text: str, said: Said) -> Iterator[str]:
    """A message for all in a text that is left to be written and was not said by the announcement."""
    text = _plain(text)
    if left := leftovers.unfinished(text):
        own = set(said.own(text))
        yield from (one.message for one in left if text[one.start : one.end] not in own)


def _plain(text: str) -> str:
    return _AMID_HAN.sub("", _SPACE.sub(" ", text).strip())


def _barred(text: str) -> str:
    """A text with `|` for all that is no word."""
    return _APART.sub("|", text)


def _piece(pieces: list[str], before: str) -> int:
    """The piece in which a passage goes on after some of its text, white space apart."""
    left = len("".join(before.split()))
    for number, piece in enumerate(pieces):
        left -= len("".join(piece.split()))
        if left < 0:
            return number
    return 0
