"""The data file: the announcement as a model, and where in the file everything of it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from gongkai import glossary, reading, shapes, shared, unfinished, yamltree
from gongkai.faults import Fault, Faulty
from gongkai.model import Announcement, Category, DataPath, Glossary, Issue, Part
from gongkai.yamltree import Mapping, Place, Scalar

DEFAULT = shared.DATA


@dataclass(frozen=True)
class Source:
    """A data file that has the right shape, and where everything in it stands."""

    file: str
    root: Mapping
    announcement: Announcement
    glossary: Glossary = field(default_factory=Glossary)
    text: str = ""

    def place(self, path: DataPath, offset: int = 0) -> Place:
        """Where the value at a path stands, or the character at an offset in it; else its nearest parent."""
        node = yamltree.at(self.root, path)
        return node.place_of(offset) if isinstance(node, Scalar) else node.place

    def fault(self, path: DataPath, code: str, message: str, advice: str, *, offset: int = 0, **more: Any) -> Fault:
        """A fault at the value at a path."""
        place = self.place(path, offset)
        return Fault(self.file, place.line, place.column, code, message, advice, **more)

    def parts(self) -> Iterator[tuple[DataPath, Part]]:
        """Every part that is there, with its path."""
        for index, part in enumerate(self.announcement.parts):
            if isinstance(part, Part):
                yield ("parts", index), part

    def categories(self) -> Iterator[tuple[DataPath, Category]]:
        """Every category, with its path."""
        for path, part in self.parts():
            for index, category in enumerate(part.categories):
                yield (*path, "categories", index), category

    def issues(self) -> Iterator[tuple[DataPath, Issue]]:
        """Every issue, with its path."""
        for path, category in self.categories():
            for index, issue in enumerate(category.issues):
                yield (*path, "issues", index), issue


def load(path: Path) -> Source:
    """Reads a data file and the glossary beside it. Raises `Faulty` with all their faults of shape."""
    unfinished.refuse(path)
    faults: list[Fault] = []
    terms = Glossary()
    try:
        terms = glossary.load(path.parent / glossary.FILE)
    except Faulty as faulty:
        faults += faulty.faults
    try:
        loaded = parse(str(path), reading.read(path))
    except Faulty as faulty:
        raise Faulty(faults + faulty.faults, faulty.meant) from None
    if faults:
        raise Faulty(faults, loaded)
    return replace(loaded, glossary=terms)


def parse(file: str, text: str) -> Source:
    """The same for text at hand; `file` names it in faults."""
    try:
        return Source(file, *shapes.read(file, text, Announcement), text=text)
    except Faulty as faulty:
        raise Faulty(faulty.faults, faulty.meant and Source(file, *faulty.meant, text=text)) from None
