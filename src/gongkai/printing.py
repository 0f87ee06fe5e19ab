"""The announcement's text put together again from the data, every character with where it comes from."""

from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.model import Announcement, Category, DataPath, Issue, Part, Section
from gongkai.wording import chinese_number


@dataclass(frozen=True)
class Piece:
    """A run of text. `path` is the field whose value it is, or where the form's own words (`fixed`) belong."""

    text: str
    path: DataPath
    fixed: bool = False


def text(announcement: Announcement) -> str:
    """The whole text, a paragraph a line, as the announcement was issued."""
    return "".join(piece.text for piece in pieces(announcement))


def pieces(announcement: Announcement) -> Iterator[Piece]:
    """The pieces of the text in order; every paragraph's last piece is a line break."""
    if announcement.facts.preamble:
        yield from _paragraphs(announcement.facts.preamble, ("announcement", "preamble"))
    for index, part in enumerate(announcement.parts):
        if isinstance(part, Part):
            yield from _part(index + 1, part, ("parts", index))


def _part(number: int, part: Part, path: DataPath) -> Iterator[Piece]:
    yield Piece(f"{chinese_number(number)}、", path, fixed=True)
    yield from _paragraphs(part.title, (*path, "title"))
    if part.lead:
        yield from _paragraphs(part.lead, (*path, "lead"))
    for index, section in enumerate(part.sections):
        if isinstance(section, Section):
            yield from _section(section, (*path, "sections", index))
    for index, category in enumerate(part.categories):
        yield from _category(category, (*path, "categories", index))


def _section(section: Section, path: DataPath) -> Iterator[Piece]:
    yield Piece(f"（{chinese_number(section.number)}）", (*path, "number"))
    yield Piece(section.title, (*path, "title"))
    yield Piece("。", path, fixed=True)
    yield from _paragraphs(section.text, (*path, "text"))


def _category(category: Category, path: DataPath) -> Iterator[Piece]:
    yield Piece(f"（{chinese_number(category.number)}）", (*path, "number"))
    yield from _paragraphs(category.title, (*path, "title"))
    for index, paragraph in enumerate(category.unplaced):
        yield from _paragraphs(paragraph, (*path, "unplaced", index))
    for index, issue in enumerate(category.issues):
        yield from _issue(issue, (*path, "issues", index))


def _issue(issue: Issue, path: DataPath) -> Iterator[Piece]:
    yield Piece(f"{issue.number}.", (*path, "number"))
    yield Piece("针对“", path, fixed=True)
    yield Piece(issue.problem, (*path, "problem"))
    yield Piece("”的问题", path, fixed=True)
    yield Piece(issue.mark_after_problem, (*path, "mark_after_problem"))
    if issue.lead:
        yield Piece(issue.lead, (*path, "lead"))
    for index, measure in enumerate(issue.measures):
        at = (*path, "measures", index)
        if issue.counted:
            yield Piece(f"{chinese_number(index + 1)}是", at, fixed=True)
        yield Piece(measure.text, (*at, "text"))
        if measure.after_gap:
            yield Piece("\n", at, fixed=True)
            yield Piece(measure.after_gap, (*at, "after_gap"))
    yield Piece("\n", path, fixed=True)
    for index, paragraph in enumerate(issue.unplaced):
        yield from _paragraphs(paragraph, (*path, "unplaced", index))


def _paragraphs(value: str, path: DataPath) -> Iterator[Piece]:
    yield Piece(value, path)
    yield Piece("\n", path, fixed=True)
