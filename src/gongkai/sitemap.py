"""The pages of the site, from the model: the one place where addresses and anchors are made."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

from gongkai import absences
from gongkai.absences import Gap
from gongkai.model import Announcement, Category, Glossary, Issue, Part, Term
from gongkai.wording import chinese_number

HOME = ""
FULL_TEXT = "announcement/"
CATEGORIES = "categories/"
PROGRESS = "progress/"
PLACES = "places/"
FIGURES = "figures/"
GLOSSARY = "glossary/"
SEARCH = "search/"
OPEN_DATA = "open-data/"
ABOUT = "about/"
MISSING_ANCHOR = "missing"

T = TypeVar("T")


@dataclass(frozen=True)
class Page:
    """A page to publish: its address below the site's root, its title, the template of its body, what it is about.

    `anchors` are the ids on the page that other pages may link to; `before` and `after` its neighbours of the same
    kind; `home` the category that an issue stands in; `gaps` the missing numbers that concern it.
    """

    path: str
    title: str
    template: str
    subject: Announcement | Part | Category | Issue | Glossary
    anchors: tuple[str, ...] = ()
    before: Category | Issue | None = None
    after: Category | Issue | None = None
    home: Category | None = None
    gaps: tuple[Gap, ...] = ()


def pages(announcement: Announcement, glossary: Glossary) -> Iterator[Page]:
    """Every page made from the data, in the announcement's order."""
    gaps = tuple(absences.gaps(announcement))
    yield Page(HOME, "首页", "home", announcement)
    yield Page(FULL_TEXT, "通报全文", "full_text", announcement, tuple(_anchors(announcement)), gaps=gaps)
    for number, part in numbered_parts(announcement):
        if part.sections:
            yield Page(part_path(number), part_title(number, part), "part", part)
    if announcement.categories:
        yield Page(CATEGORIES, "问题和措施", "categories", announcement, gaps=gaps)
        yield from _category_pages(announcement, gaps)
    if announcement.issues:
        yield from _issue_pages(announcement, gaps)
        yield Page(PROGRESS, "整改进展", "progress", announcement, (MISSING_ANCHOR,), gaps=gaps)
    if places := places_of(announcement):
        anchors = tuple(place_anchor(announcement, place) for place in places)
        yield Page(PLACES, "按村（社区）查看", "places", announcement, anchors)
    if any(measure.figures for issue in announcement.issues for measure in issue.measures):
        yield Page(FIGURES, "通报里的数字", "figures", announcement)
    if glossary.terms:
        yield Page(GLOSSARY, "名词解释", "glossary", glossary, tuple(term_anchor(one) for one in glossary.terms))
    yield Page(OPEN_DATA, "开放数据", "open_data", announcement)
    yield Page(SEARCH, "搜索", "search", announcement)


def _category_pages(announcement: Announcement, gaps: tuple[Gap, ...]) -> Iterator[Page]:
    concerning: dict[int, list[Gap]] = {}
    for gap in gaps:
        for category in gap.categories:
            concerning.setdefault(category.number, []).append(gap)
    for before, category, after in _with_neighbours(announcement.categories):
        yield Page(
            category_path(category),
            category_title(category),
            "category",
            category,
            anchors=tuple(anchor for issue in category.issues for anchor in _issue_anchors(issue)),
            before=before,
            after=after,
            gaps=tuple(concerning.get(category.number, ())),
        )


def _issue_pages(announcement: Announcement, gaps: tuple[Gap, ...]) -> Iterator[Page]:
    homes = {issue.number: category for category in announcement.categories for issue in category.issues}
    beside = {gap.before: gap for gap in gaps}, {gap.after: gap for gap in gaps}
    for before, issue, after in _with_neighbours(announcement.issues):
        yield Page(
            issue_path(issue),
            issue_title(issue),
            "issue",
            issue,
            anchors=tuple(_issue_anchors(issue)),
            before=before,
            after=after,
            home=homes[issue.number],
            gaps=tuple(side[issue.number] for side in reversed(beside) if issue.number in side),
        )


def _with_neighbours(items: list[T]) -> Iterator[tuple[T | None, T, T | None]]:
    return zip([None, *items[:-1]], items, [*items[1:], None], strict=True)


def numbered_parts(announcement: Announcement) -> list[tuple[int, Part]]:
    """The parts that are there, with their numbers."""
    return [(number, part) for number, part in enumerate(announcement.parts, start=1) if isinstance(part, Part)]


def part_path(number: int) -> str:
    return f"parts/{number}/"


def category_path(category: Category) -> str:
    return f"categories/{category.slug}/"


def issue_path(issue: Issue) -> str:
    return f"issues/{issue.number}/"


def part_anchor(number: int) -> str:
    return f"part-{number}"


def section_anchor(part_number: int, section_number: int) -> str:
    return f"section-{part_number}-{section_number}"


def category_anchor(category: Category) -> str:
    return f"category-{category.number}"


def issue_anchor(issue: Issue) -> str:
    return f"issue-{issue.number}"


def places_of(announcement: Announcement) -> list[str]:
    """The villages and communities that were inspected."""
    return announcement.facts.inspection.places if announcement.facts.inspection else []


def place_anchor(announcement: Announcement, place: str) -> str:
    return f"place-{places_of(announcement).index(place) + 1}"


def term_anchor(term: Term) -> str:
    """The id of a term on the page of the glossary."""
    return "term-" + "-".join(term.term.split())


def measure_anchor(issue: Issue, count: int) -> str:
    """The id of an issue's measure, counted from 1, wherever the issue is shown."""
    return f"issue-{issue.number}-measure-{count}"


def part_title(number: int, part: Part) -> str:
    return f"{chinese_number(number)}、{part.title}" if part.title else f"第{chinese_number(number)}部分"


def category_title(category: Category) -> str:
    return f"（{chinese_number(category.number)}）{category.title}"


def issue_title(issue: Issue) -> str:
    return f"问题{issue.number}：{issue.problem}"


def _issue_anchors(issue: Issue) -> Iterator[str]:
    yield issue_anchor(issue)
    yield from (measure_anchor(issue, count) for count in range(1, len(issue.measures) + 1))


def _anchors(announcement: Announcement) -> Iterator[str]:
    for number, part in numbered_parts(announcement):
        yield part_anchor(number)
        yield from (section_anchor(number, section.number) for section in part.sections)
        for category in part.categories:
            yield category_anchor(category)
            yield from (issue_anchor(issue) for issue in category.issues)


@dataclass(frozen=True)
class Entry:
    """An entry of the site's navigation: where it leads, what it is called, and the paths that belong below it."""

    path: str
    label: str
    below: tuple[str, ...] = ()

    def holds(self, path: str) -> bool:
        """Whether a page is this entry's, or one below it."""
        return path == self.path or path.startswith(self.below)


def navigation(announcement: Announcement) -> list[Entry]:
    """The announcement's structure in a few entries; their number does not grow with its issues."""
    entries = [Entry(HOME, "首页"), Entry(FULL_TEXT, "通报全文")]
    for number, part in numbered_parts(announcement):
        if part.sections:
            entries.append(Entry(part_path(number), f"第{chinese_number(number)}部分"))
        if part.categories and not any(entry.path == CATEGORIES for entry in entries):
            entries.append(Entry(CATEGORIES, "问题和措施", (CATEGORIES, "issues/")))
    if announcement.issues:
        entries.append(Entry(PROGRESS, "整改进展"))
    if places_of(announcement):
        entries.append(Entry(PLACES, "按村（社区）"))
    return [*entries, Entry(ABOUT, "关于")]
