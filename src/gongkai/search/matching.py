"""What a query finds, and in which order.

First the issue whose number is asked for; then every document that has all terms; then, for Latin letters, what is
read so in pinyin. Only when there is none of these is a question in everyday words answered with what has a good part
of it. overrides/assets/javascripts/search/matching.js follows this rule for rule.
"""

import math
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gongkai.search.corpus import Corpus
from gongkai.search.pinyin import read_so
from gongkai.wording import CHINESE_NUMERAL, number_of

# The lower comes first: problems, then categories, then measures; what stands beside the announcement comes last.
TITLE_CLASS = {"issue": 0, "category": 1, "section": 1, "place": 3, "term": 3, "page": 3}
BODY_CLASS = {"issue": 2, "category": 2, "section": 4, "place": 5, "term": 5, "page": 5}
UPDATE_CLASS = 3

QUESTION_WORDS = (
    *("为什么", "什么时候", "怎么办", "怎么样", "怎么", "怎样", "如何", "什么", "多久", "何时", "几时", "哪里", "哪儿"),
    *(
        "哪些",
        "哪个",
        "在哪",
        "谁",
        "多少",
        "是不是",
        "有没有",
        "能不能",
        "可不可以",
        "可以",
        "会不会",
        "请问",
        "想知道",
    ),
    *("有人", "我们", "我", "吗", "呢", "吧", "啊", "呀", "了", "的"),
)
LONG_PHRASE = 6
MOST_ASKED = 200
ENOUGH = 0.3
RARE = 50

_QUESTION = re.compile("|".join(QUESTION_WORDS))
_NUMBER = re.compile(
    f"(?:第|编号|问题|no\\.?)*(?:([0-9]{{1,4}})|({CHINESE_NUMERAL}))(?:个|项|号|条|题)?(?:问题)?[、.]?"
)

Hit = tuple[int, int]
Places = dict[int, list[Hit]]


@dataclass(frozen=True)
class Found:
    """A document by its index in the corpus, and the hits in it: start and end in its folded text, in order."""

    index: int
    hits: tuple[Hit, ...] = ()


@dataclass(frozen=True)
class Answer:
    """What a query finds, best first. `partial`: nothing has all of it. `nearest`: parts of it that stand somewhere."""

    found: tuple[Found, ...] = ()
    partial: bool = False
    nearest: tuple[str, ...] = ()


def search(corpus: Corpus, query: str) -> Answer:
    """What a query finds in a corpus."""
    terms = list(dict.fromkeys(filter(None, (corpus.fold(word).text for word in query.split()))))
    if not terms:
        return Answer()
    exact = written(corpus, terms)
    read = [one for hits in read_so(corpus, query) for one in _ranked(corpus, [_by_document(corpus, hits)])]
    hits = {one.index: one for one in (*reversed(read), *exact)}
    order = dict.fromkeys([*_numbered(corpus, query), *(one.index for one in (*exact, *read))])
    if order:
        return Answer(tuple(hits.get(index, Found(index)) for index in order))
    chunks = [chunk[:MOST_ASKED] for term in terms for chunk in _QUESTION.split(term) if chunk]
    pieces = Pieces(corpus, chunks[:MOST_ASKED])
    asked = any(_QUESTION.search(term) for term in terms)
    found: list[Found] = []
    if asked or (len(terms) == 1 and len(terms[0]) >= LONG_PHRASE):
        found = pieces.with_most()
    if asked and not found:
        found = pieces.titles_with_a_character()
    return Answer(tuple(found), bool(found), () if found else tuple(pieces.places))


def written(corpus: Corpus, terms: list[str]) -> list[Found]:
    """The documents in which all of these folded terms stand, best first."""
    return _ranked(corpus, *_with_all(corpus, terms))


def number_asked(query: str) -> int | None:
    """The number of an issue that a query asks for, however written: 20, 第20项, 问题20, 二十."""
    asked = _NUMBER.fullmatch(re.sub(r"\s", "", unicodedata.normalize("NFKC", query).lower()))
    if not asked:
        return None
    return int(asked[1]) if asked[1] else number_of(asked[2])


def _numbered(corpus: Corpus, query: str) -> list[int]:
    number = number_asked(query)
    return [corpus.numbered[number]] if number in corpus.numbered else []


def _with_all(corpus: Corpus, terms: list[str]) -> tuple[list[Places], set[int]]:
    """Where each term stands, in the documents that have them all; and those that have them as one phrase."""
    places = [_places(corpus, term) for term in terms]
    shared = set.intersection(*(set(one) for one in places))
    phrase = set(_places(corpus, "".join(terms))) if len(terms) > 1 else set()
    return [{index: one[index] for index in shared} for one in places], phrase


def _places(corpus: Corpus, folded: str) -> Places:
    return _by_document(corpus, ((place, place + len(folded)) for place in corpus.occurrences(folded)))


def _by_document(corpus: Corpus, hits: Iterable[Hit]) -> Places:
    found: Places = {}
    for start, end in hits:
        index = corpus.document_at(start)
        first = corpus.starts[index]
        found.setdefault(index, []).append((start - first, end - first))
    return found


def _ranked(corpus: Corpus, places: list[Places], phrase: Iterable[int] = ()) -> list[Found]:
    """The documents that any of the places are in, best first."""
    whole = set(phrase)
    hits: dict[int, list[list[Hit]]] = {}
    for one in places:
        for index, some in one.items():
            hits.setdefault(index, []).append(some)
    order = sorted(hits, key=lambda index: (*_rank(corpus, index, hits[index], index in whole), index))
    return [Found(index, tuple(sorted(hit for some in hits[index] for hit in some))) for index in order]


def _rank(corpus: Corpus, index: int, terms: list[list[Hit]], phrase: bool) -> tuple[int, bool, float]:
    """The lower the better: the classes of the terms' best hits; a phrase; dense and early hits of the best class."""
    kind = corpus.documents[index].kind
    title_start, title_end = corpus.titles[index]

    def class_of(hit: Hit) -> int:
        if hit[1] > corpus.announced[index]:
            return UPDATE_CLASS
        return (TITLE_CLASS if title_start <= hit[0] and hit[1] <= title_end else BODY_CLASS)[kind]

    classes = [min(map(class_of, hits)) for hits in terms]
    best = min(classes)
    hits = [hit for some in terms for hit in some if class_of(hit) == best]
    in_title = best == TITLE_CLASS[kind]
    start, length = (title_start, title_end - title_start) if in_title else (0, corpus.length(index))
    dense = sum(end - first for first, end in hits) / math.sqrt(length)
    early = 1 - (min(hit[0] for hit in hits) - start) / length
    return sum(classes), not phrase, -dense * (1 + early)


class Pieces:
    """The longest parts of a query, of two characters or more, that stand somewhere; and where."""

    def __init__(self, corpus: Corpus, chunks: list[str]) -> None:
        self.corpus = corpus
        self.chunks = chunks
        self.places = {piece: _places(corpus, piece) for chunk in chunks for piece in self._longest(chunk)}

    def with_most(self) -> list[Found]:
        """The documents that have enough of the query, most first."""
        weights = {piece: len(piece) * self._rareness(places) for piece, places in self.places.items()}
        covered = sum(map(len, weights))
        absent = sum(map(len, self.chunks)) - covered
        needed = ENOUGH * (sum(weights.values()) + max(absent, 0))
        shares: dict[int, float] = {}
        for piece, places in self.places.items():
            for index in places:
                shares[index] = shares.get(index, 0) + weights[piece]
        ranked = _ranked(self.corpus, list(self.places.values()))
        return sorted((one for one in ranked if shares[one.index] >= needed), key=lambda one: -shares[one.index])

    def titles_with_a_character(self) -> list[Found]:
        """The issues and categories whose title has the first character of a word that is asked about."""
        for chunk in self.chunks:
            places = _places(self.corpus, chunk[0])
            if places and self._rareness(places) > 0.5:
                titled = {index: hits for index, hits in places.items() if self._titled(index, hits)}
                if titled:
                    return _ranked(self.corpus, [titled])
        return []

    def _titled(self, index: int, hits: list[Hit]) -> bool:
        start, end = self.corpus.titles[index]
        in_title = any(start <= hit[0] and hit[1] <= end for hit in hits)
        return in_title and self.corpus.documents[index].kind in ("issue", "category")

    def _rareness(self, places: Places) -> float:
        """1 for what stands in one document of `RARE` or fewer, 0 for what stands in all."""
        return min(1, math.log(len(self.corpus.documents) / len(places)) / math.log(RARE))

    def _longest(self, chunk: str) -> Iterator[str]:
        spans = []
        for start in range(len(chunk) - 1):
            end = start + 1
            while end < len(chunk) and any(self.corpus.occurrences(chunk[start : end + 1])):
                end += 1
            if end - start > 1:
                spans.append((start, end))
        taken: list[Hit] = []
        for start, end in sorted(spans, key=lambda span: (span[0] - span[1], span[0])):
            if all(end <= other[0] or other[1] <= start for other in taken):
                taken.append((start, end))
        yield from (chunk[start:end] for start, end in sorted(taken))
