"""The documents folded into one text, in which everything is looked for."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property

from gongkai.search import characters
from gongkai.search.documents import Document
from gongkai.search.folding import Folded, fold

BETWEEN = "\n"


class Corpus:
    """Documents to be searched. Places are counted in the folded text, where `BETWEEN` stands after each document."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self.documents = list(documents)
        plain = [fold(document.text, {}).text for document in self.documents]
        self.simplified = characters.simplified(plain)
        self.folded = [self.fold(document.text) for document in self.documents]
        self.text = "".join(one.text + BETWEEN for one in self.folded)
        self.starts = [0]
        for one in self.folded:
            self.starts.append(self.starts[-1] + len(one.text) + len(BETWEEN))
        self.titles = [self._title(index) for index in range(len(self.documents))]
        self.announced = [len(self.fold("".join(document.passages)).text) for document in self.documents]
        self.categories = [one.category for one in self.documents if one.kind == "category"]
        self.numbered = {number: index for index, one in enumerate(self.documents) for number in one.numbers}

    @cached_property
    def readings(self) -> dict[str, tuple[str, ...]]:
        """The readings of every ideograph that stands in the text."""
        return characters.readings(one.text for one in self.folded)

    def fold(self, text: str) -> Folded:
        """A text folded as the documents are."""
        return fold(text, self.simplified)

    def occurrences(self, folded: str) -> Iterator[int]:
        """Where a folded text starts, in order; overlapping ones too."""
        place = self.text.find(folded)
        while place >= 0:
            yield place
            place = self.text.find(folded, place + 1)

    def document_at(self, place: int) -> int:
        """The index of the document in which a place is."""
        return bisect_right(self.starts, place) - 1

    def length(self, index: int) -> int:
        """How many folded characters a document has."""
        return len(self.folded[index].text)

    def _title(self, index: int) -> tuple[int, int]:
        document = self.documents[index]
        before = self.fold(document.text[: document.title_start]).text
        return len(before), len(before) + len(self.fold(document.title).text)
