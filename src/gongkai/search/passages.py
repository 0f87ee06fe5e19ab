"""The sentence of a document that shows best what was found in it (passages.js chooses alike)."""

import re

from gongkai.search.corpus import Corpus
from gongkai.search.matching import Found

_SENTENCE = re.compile("[^。；！？\n]+[。；！？\n]?")


def best_sentence(corpus: Corpus, found: Found, marks: tuple[str, str]) -> str:
    """The sentence with most hits, the first of equals, with marks around them; empty where there is no hit."""
    text, places = corpus.documents[found.index].text, corpus.folded[found.index].places
    marked = {place for start, end in found.hits for place in range(places[start], places[end - 1] + 1)}
    sentences = [match.span() for match in _SENTENCE.finditer(text)]
    hits = [sum(start <= places[first] < end for first, _ in found.hits) for start, end in sentences]
    if not any(hits):
        return ""
    start, end = sentences[hits.index(max(hits))]
    opening, closing = marks
    shown = [
        (opening if place in marked and place - 1 not in marked else "")
        + text[place]
        + (closing if place in marked and place + 1 not in marked else "")
        for place in range(start, end)
    ]
    return "".join(shown).strip()
