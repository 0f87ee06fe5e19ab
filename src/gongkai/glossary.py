"""Words that a citizen may not know, explained by the site; and where they first occur in running text."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from gongkai import reading, shapes
from gongkai.evidence import Paragraph, Run
from gongkai.faults import Fault, Faulty
from gongkai.model import Glossary
from gongkai.yamltree import Mapping

FILE = "glossary.yaml"


def load(path: Path) -> Glossary:
    """The glossary beside a data file; an empty one where there is none. Raises `Faulty`."""
    if not path.exists():
        return Glossary(terms=[])
    root, glossary = read(path)
    faults = []
    seen: dict[str, int] = {}
    for node, one in zip(root.values["terms"].values, glossary.terms, strict=True):
        if one.term in seen:
            message = f"“{one.term}”解释了两次，第一次在第 {seen[one.term]} 行"
            place = node.place
            faults.append(Fault(str(path), place.line, place.column, "term-twice", message, "删掉一处"))
        seen.setdefault(one.term, node.place.line)
    if faults:
        raise Faulty(faults)
    return glossary


def read(path: Path) -> tuple[Mapping, Glossary]:
    """A glossary and where everything in it stands. Raises `Faulty`."""
    return shapes.read(str(path), reading.read(path), Glossary)


@dataclass
class Marker:
    """Marks the first occurrence of every term on a page."""

    glossary: Glossary
    marked: set[str] = field(default_factory=set)

    def mark(self, paragraphs: Iterable[Paragraph]) -> list[Paragraph]:
        """The paragraphs with terms in runs of their own, unless they were marked on the page before."""
        return [replace(one, runs=tuple(run for old in one.runs for run in self._runs(old))) for one in paragraphs]

    def _runs(self, run: Run) -> list[Run]:
        runs, rest = [], run.text
        while open_terms := [one for one in self.glossary.terms if one.term not in self.marked and one.term in rest]:
            first = min(open_terms, key=lambda one: (rest.index(one.term), -len(one.term)))
            before, _, rest = rest.partition(first.term)
            self.marked.add(first.term)
            runs += [replace(run, text=before), replace(run, text=first.term, term=first)]
        return [one for one in (*runs, replace(run, text=rest)) if one.text]
