"""Folding: what a text and a query have in common however they are written.

Width (NFKC), letter case, traditional characters, punctuation and white space do not count. A browser folds in the
same way (folding.js).
"""

import unicodedata
from dataclasses import dataclass

_PRIVATE_USE = 0xE000, 6400


@dataclass(frozen=True)
class Folded:
    """A folded text, and for each of its characters the place in the text that it comes from."""

    text: str
    places: tuple[int, ...]


def fold(text: str, simplified: dict[str, str]) -> Folded:
    """The text folded; `simplified` gives the simplified character of a traditional one."""
    kept: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        for one in unicodedata.normalize("NFKC", character).lower():
            if _counts(one) or (one == "." and _between_digits(text, place)):
                kept.append(_in_one_unit(simplified.get(one, one)))
                places.append(place)
    return Folded("".join(kept), tuple(places))


def _counts(character: str) -> bool:
    return unicodedata.category(character)[0] in "LN"


def _between_digits(text: str, place: int) -> bool:
    return 0 < place < len(text) - 1 and text[place - 1].isdecimal() and text[place + 1].isdecimal()


def _in_one_unit(character: str) -> str:
    """Browsers count in UTF-16: a character beyond its first plane is folded into one of the private use area."""
    first, size = _PRIVATE_USE
    return character if ord(character) < 0x10000 else chr(first + ord(character) % size)
