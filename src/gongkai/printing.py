"""The announcement's text put together again from the data, every character with where it comes from.

The form's own words (一、 （一） 针对“…”的问题 一是) are written here and nowhere else: the printed text, the mirror
check and the page with the full text all come from these paragraphs.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from gongkai import absences
from gongkai.absences import Gap, LostCategories
from gongkai.model import Announcement, Category, DataPath, Facts, Issue, MissingSection, Part, Section, Written
from gongkai.wording import chinese_number

Kind = Literal[
    "title", "preamble", "closing", "part", "lead", "section", "group", "category", "issue", "unplaced", "absent"
]
Subject = Facts | Part | Section | Category | Issue | MissingSection | Gap | LostCategories


@dataclass(frozen=True)
class Piece:
    """A run of text without a line break.

    `path` is the field whose value it is, from `offset` on; or, when `fixed`, where the form's own words belong.
    """

    text: str
    path: DataPath
    offset: int = 0
    fixed: bool = False


@dataclass(frozen=True)
class Paragraph:
    """A line of the text: what it is of, and its pieces. `first` tells it from the later lines of the same.

    A paragraph of the kind `absent` has no pieces: it says where the text received lacks something.
    """

    kind: Kind
    subject: Subject
    part_number: int
    pieces: tuple[Piece, ...]
    first: bool

    @property
    def text(self) -> str:
        """The line, without its line break."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def after_gap(self) -> bool:
        """Whether the text received breaks off right before this line."""
        return not self.first and self.pieces[0].path[-1] == "after_gap"


def text(announcement: Announcement) -> str:
    """The whole text, a paragraph a line, as the announcement was issued."""
    return "".join(paragraph.text + "\n" for paragraph in paragraphs(announcement))


def paragraphs(announcement: Announcement) -> Iterator[Paragraph]:
    """The paragraphs of the text, in order."""
    return (paragraph for paragraph in layout(announcement) if paragraph.kind != "absent")


def layout(announcement: Announcement) -> Iterator[Paragraph]:
    """The same, with an absent paragraph wherever a section, a category or a run of issues is missing."""
    facts = announcement.facts
    yield from _stated("title", facts)
    yield from _stated("preamble", facts)
    for index, part in enumerate(announcement.parts):
        if isinstance(part, Part):
            yield from _part(index + 1, part, ("parts", index))
    yield from _stated("closing", facts)


def _stated(kind: Literal["title", "preamble", "closing"], facts: Facts) -> Iterator[Paragraph]:
    if words := getattr(facts, kind):
        yield from _lines(kind, facts, 0, [Piece(words, ("announcement", kind))])


def _part(number: int, part: Part, path: DataPath) -> Iterator[Paragraph]:
    if part.title:
        numeral = _fixed(f"{chinese_number(number)}、", path)
        heading = [*_around(part.written, "before", path, numeral), Piece(part.title, (*path, "title"))]
        yield from _lines("part", part, number, heading)
    if part.lead:
        yield from _lines("lead", part, number, [Piece(part.lead, (*path, "lead"))])
    for index, section in enumerate(part.sections):
        if isinstance(section, Section):
            yield from _section(section, number, (*path, "sections", index))
        else:
            yield _absent(section, number)
    gaps = {gap.before: gap for gap in absences.of_part(part)}
    if None in gaps:
        yield _absent(gaps[None], number)
    for index, category in enumerate(part.categories):
        if lost := absences.lost_before(part, category):
            yield _absent(lost, number)
        yield from _category(category, number, (*path, "categories", index), gaps)
    if lost := absences.lost_before(part, None):
        yield _absent(lost, number)


def _section(section: Section, part_number: int, path: DataPath) -> Iterator[Paragraph]:
    pieces = [
        Piece(f"（{chinese_number(section.number)}）", (*path, "number")),
        Piece(section.title, (*path, "title")),
        *_around(section.written, "after", path, _fixed("。", path)),
        *([_fixed("\n", path)] if section.written and section.written.own_line else []),
        Piece(section.text, (*path, "text")),
    ]
    yield from _lines("section", section, part_number, pieces)


def _category(category: Category, part_number: int, path: DataPath, gaps: dict[int | None, Gap]) -> Iterator[Paragraph]:
    if category.group:
        yield from _lines("group", category, part_number, [Piece(category.group, (*path, "group"))])
    number = Piece(f"（{chinese_number(category.number)}）", (*path, "number"))
    if category.title:
        heading = [
            *_around(category.written, "before", path, number),
            *_title(category.title, category.written, path),
            *_around(category.written, "after", path),
        ]
        yield from _lines("category", category, part_number, heading)
    yield from _unplaced(category, part_number, path)
    for index, issue in enumerate(category.issues):
        at = (*path, "issues", index)
        yield from _lines("issue", issue, part_number, list(_issue(issue, at)))
        yield from _unplaced(issue, part_number, at)
        if issue.number in gaps:
            yield _absent(gaps[issue.number], part_number)


def _title(title: str, written: Written | None, path: DataPath) -> Iterator[Piece]:
    at = (written and written.break_at) or len(title)
    yield Piece(title[:at], (*path, "title"))
    if at < len(title):
        yield _fixed("\n", path)
        yield Piece(title[at:], (*path, "title"), at)


def _issue(issue: Issue, path: DataPath) -> Iterator[Piece]:
    numbered = Piece(f"{issue.number}.", (*path, "number"))
    yield from _around(issue.written, "before", path, numbered, _fixed("针对“", path))
    yield Piece(issue.problem, (*path, "problem"))
    mark = Piece(issue.mark_after_problem, (*path, "mark_after_problem"))
    yield from _around(issue.written, "after", path, _fixed("”的问题", path), mark)
    if issue.written and issue.written.own_line:
        yield _fixed("\n", path)
    yield from body(issue, path)


def body(issue: Issue, path: DataPath) -> Iterator[Piece]:
    """What an issue says of itself after its problem, its line breaks as pieces."""
    if issue.lead:
        yield Piece(issue.lead, (*path, "lead"))
    for index, measure in enumerate(issue.measures):
        at = (*path, "measures", index)
        if measure.written and measure.written.own_line:
            yield _fixed("\n", at)
        counted = [_fixed(f"{chinese_number(index + 1)}是", at)] if issue.counted else []
        yield from _around(measure.written, "before", at, *counted)
        yield Piece(measure.text, (*at, "text"))
        if measure.after_gap:
            yield _fixed("\n", at)
            yield Piece(measure.after_gap, (*at, "after_gap"))
    if issue.closing:
        if issue.closing_on_own_line:
            yield _fixed("\n", path)
        yield Piece(issue.closing, (*path, "closing"))


def _around(
    written: Written | None, side: Literal["before", "after"], path: DataPath, *usual: Piece
) -> Iterator[Piece]:
    """The words before or after a value as the announcement writes them, or the usual ones."""
    words = getattr(written, side) if written else None
    if words is None:
        yield from usual
    elif words:
        yield Piece(words, (*path, "written", side))


def _unplaced(entry: Category | Issue, part_number: int, path: DataPath) -> Iterator[Paragraph]:
    for index, words in enumerate(entry.unplaced):
        yield from _lines("unplaced", entry, part_number, [Piece(words, (*path, "unplaced", index))])


def _absent(subject: MissingSection | Gap | LostCategories, part_number: int) -> Paragraph:
    return Paragraph("absent", subject, part_number, (), first=True)


def _fixed(words: str, path: DataPath) -> Piece:
    return Piece(words, path, fixed=True)


def _lines(kind: Kind, subject: Subject, part_number: int, pieces: list[Piece]) -> Iterator[Paragraph]:
    """The pieces as paragraphs, parted where a value has a line break."""
    line: list[Piece] = []
    first = True
    for piece in pieces:
        offset = piece.offset
        for number, words in enumerate(piece.text.split("\n")):
            if number:
                yield Paragraph(kind, subject, part_number, tuple(line), first)
                line, first = [], False
            if words:
                line.append(Piece(words, piece.path, offset, piece.fixed))
            offset += len(words) + 1
    yield Paragraph(kind, subject, part_number, tuple(line), first)
