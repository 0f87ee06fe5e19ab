"""The same documents written for browsers: a table of them all, their text in blocks, and an index of pairs.

A site of one announcement is small: a browser takes the whole text, one block, and looks into it. Above `WHOLE`
characters it takes only the blocks that it shows, and finds places by pairs of neighbouring characters. The pairs are
grouped by the initials of their readings, so that one group serves 停车, tingche and tc alike.

Files are in GB 18030, which writes an ideograph in two bytes: compressed they are an eighth smaller than in UTF-8.
"""

import json
from collections.abc import Iterator

from gongkai.model import Status
from gongkai.search.corpus import BETWEEN, Corpus
from gongkai.search.matching import QUESTION_WORDS

ENCODING = "gb18030"
WHOLE = 60_000
BLOCK = 4_000
NO_INITIAL = "_"
_KINDS = {"issue": "i", "category": "c", "section": "s", "place": "p", "term": "t", "page": "g"}

Pairs = dict[str, dict[str, list[int]]]


def files(corpus: Corpus, whole: int = WHOLE) -> Iterator[tuple[str, bytes]]:
    """Name and content (JSON in `ENCODING`) of every file of the index; in pieces from `whole` characters on."""
    small = len(corpus.text) <= whole
    blocks = _blocks(corpus, whole if small else BLOCK)
    for number, indexes in enumerate(blocks):
        yield f"text-{number}.txt", _json([_shown(corpus, index) for index in indexes])
    groups = {} if small else pairs(corpus)
    for group, places in groups.items():
        yield f"pairs-{group}.txt", _json({pair: _differences(some) for pair, some in places.items()})
    yield "index.txt", _json(_table(corpus, blocks, groups))


def pairs(corpus: Corpus) -> Pairs:
    """Where each pair of neighbouring characters stands, by group; `BETWEEN` counts as a neighbour."""
    found: Pairs = {}
    for place, pair in enumerate(map("".join, zip(corpus.text, corpus.text[1:], strict=False))):
        if pair[0] != BETWEEN:
            for group in groups_of(corpus, pair):
                found.setdefault(group, {}).setdefault(pair, []).append(place)
    return found


def groups_of(corpus: Corpus, pair: str) -> list[str]:
    """The groups that a pair is in: one for every way to read it."""
    first, second = (_initials(corpus, character) for character in pair)
    return [a + b for a in first for b in second]


def _initials(corpus: Corpus, character: str) -> list[str]:
    if character.isascii() and character.isalnum():
        return [character]
    return sorted({reading[0] for reading in corpus.readings.get(character, ())}) or [NO_INITIAL]


def _table(corpus: Corpus, blocks: list[range], groups: Pairs) -> dict:
    documents = corpus.documents
    return {
        "labels": [status.label for status in Status],
        "questions": QUESTION_WORDS,
        "readings": _readings(corpus),
        "kinds": "".join(_KINDS[one.kind] for one in documents),
        "lengths": [corpus.length(index) for index in range(len(documents))],
        "titles": [place for title in corpus.titles for place in title],
        "updated": [[index, end] for index, end in enumerate(corpus.announced) if end < corpus.length(index)],
        "statuses": " ".join(_statuses(one.statuses) for one in documents if one.kind == "issue"),
        "categories": [one.number for one in corpus.categories],
        "numbers": [one.numbers[0] for one in documents if one.kind == "issue"],
        "missing": [[number, index] for number, index in corpus.numbered.items() if documents[index].kind != "issue"],
        "blocks": [len(indexes) for indexes in blocks],
        "groups": {group: sum(map(len, places.values())) for group, places in sorted(groups.items())},
    }


def _readings(corpus: Corpus) -> str:
    """Every reading and the characters read so, each followed by its traditional forms: che车=車彻=徹."""
    traditional: dict[str, str] = {}
    for old, new in corpus.simplified.items():
        traditional[new] = traditional.get(new, "") + "=" + old
    read: dict[str, str] = {}
    for character, readings in corpus.readings.items():
        for reading in readings:
            read[reading] = read.get(reading, "") + character + traditional.pop(character, "")
    return "".join(reading + characters for reading, characters in sorted(read.items()))


def _statuses(statuses: tuple[Status, ...]) -> str:
    return "".join(str(list(Status).index(status)) for status in statuses)


def _shown(corpus: Corpus, index: int) -> list:
    """A document as it is shown: its path, where the title stands in the first passage, the passages."""
    document = corpus.documents[index]
    return [
        document.path,
        _units(document.text[: document.title_start]),
        _units(document.title),
        *document.passages,
        *document.updates,
    ]


def _units(text: str) -> int:
    """The length of a text as browsers count it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _blocks(corpus: Corpus, size: int) -> list[range]:
    blocks, first = [], 0
    for index in range(len(corpus.documents)):
        if corpus.starts[index + 1] - corpus.starts[first] > size and index > first:
            blocks.append(range(first, index))
            first = index
    return [*blocks, range(first, len(corpus.documents))]


def _differences(places: list[int]) -> list[int]:
    return [place - before for before, place in zip([0, *places], places, strict=False)]


def _json(value) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(ENCODING)
