"""Where a text is read as a query in Latin letters says: in whole syllables, or by their initials."""

import re
from collections.abc import Iterator

from gongkai.search.corpus import Corpus


def read_so(corpus: Corpus, query: str) -> list[list[tuple[int, int]]]:
    """The places, start and end, that are read as a query: a list for every word read so, the most frequent first.

    None where the query is not of two or more Latin letters.
    Whole syllables go before a last syllable of which only the beginning is there, and that before initials.
    An abbreviation in capitals is not taken for initials.
    """
    letters = "".join(corpus.fold(word).text for word in query.split()).replace("ü", "v")
    if not re.fullmatch("[a-z]{2,}", letters):
        return []
    ways = [_whole, _begun] if query.isupper() else [_whole, _begun, _initials]
    words: dict[str, list[tuple[int, int]]] = {}
    for start, end in next(filter(None, (list(_places(corpus, letters, way)) for way in ways)), []):
        words.setdefault(corpus.text[start:end], []).append((start, end))
    return sorted(words.values(), key=lambda places: -len(places))


def _places(corpus: Corpus, letters: str, way) -> Iterator[tuple[int, int]]:
    for place in range(len(corpus.text)):
        end = way(corpus, place, letters)
        if end:
            yield place, end


def _whole(corpus: Corpus, place: int, letters: str) -> int | None:
    """The end of the text from a place on that is read exactly so."""
    if not letters:
        return place
    for reading in corpus.readings.get(corpus.text[place], ()):
        if letters.startswith(reading) and (end := _whole(corpus, place + 1, letters[len(reading) :])):
            return end
    return None


def _begun(corpus: Corpus, place: int, letters: str) -> int | None:
    """The same, when the last syllable need not be complete."""
    for reading in corpus.readings.get(corpus.text[place], ()):
        if reading.startswith(letters):
            return place + 1
        if letters.startswith(reading) and (end := _begun(corpus, place + 1, letters[len(reading) :])):
            return end
    return None


def _initials(corpus: Corpus, place: int, letters: str) -> int | None:
    """The end of the text from a place on whose characters are read with these initials."""
    for offset, letter in enumerate(letters):
        if not any(reading[0] == letter for reading in corpus.readings.get(corpus.text[place + offset], ())):
            return None
    return place + len(letters)
