"""The pages of the site, from the model: the one place where addresses and anchors are made."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

from gongkai import absences
from gongkai.absences import Gap
from gongkai.model import Announcement, Category, Glossary, Issue, Part, Section, Term
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
SITE_MAP = "sitemap/"
MISSING_ANCHOR = "missing"
EVERYWHERE = frozenset({"top", "content"})  # where every page may be linked to: its start (HTML), what it says

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
    yield Page(
        FULL_TEXT, full_text_title(announcement), "full_text", announcement, tuple(_anchors(announcement)), gaps=gaps
    )
    for number, part in numbered_parts(announcement):
        if part.sections:
            anchors = tuple(heading_anchor(section.number) for section in part.sections if isinstance(section, Section))
            yield Page(part_path(number), part_title(number, part), "part", part, anchors)
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
        yield Page(FIGURES, f"{announcement.facts.called}里的数字", "figures", announcement)
    if glossary.terms:
        yield Page(GLOSSARY, "名词解释", "glossary", glossary, tuple(term_anchor(one) for one in glossary.terms))
    yield Page(OPEN_DATA, "开放数据", "open_data", announcement)
    yield Page(SEARCH, "搜索", "search", announcement)
    yield Page(SITE_MAP, "网站地图", "site_map", announcement)


def markdown_file(path: str) -> str:
    """The file of Markdown that is published at an address: issues/20/ comes from issues/20.md."""
    return f"{path.rstrip('/') or 'index'}.md"


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


def plans(announcement: Announcement) -> tuple[int, Part] | None:
    """The part after the issues that has sections, with its number: what the body says that it will do next."""
    after = [one for one in numbered_parts(announcement) if one[1].sections or one[1].categories]
    return after[-1] if announcement.issues and after[-1][1].sections and not after[-1][1].categories else None


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


def heading_anchor(section_number: int) -> str:
    """The id of a section on the page of its part alone."""
    return f"section-{section_number}"


def category_anchor(category: Category) -> str:
    """The id of its heading in the full text; of its first issue where it has none."""
    untitled = category.issues and not category.title
    return issue_anchor(category.issues[0]) if untitled else f"category-{category.number}"


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
    if not part.title:
        return f"第{chinese_number(number)}部分"
    return f"{part_numeral(number, part)}{part.title}"


def part_numeral(number: int, part: Part) -> str:
    """What stands before the title of a part: its numeral by its place, or as the announcement writes it."""
    own = part.written.before if part.written else None
    return f"{chinese_number(number)}、" if own is None else own


def category_title(category: Category) -> str:
    return f"（{chinese_number(category.number)}）{category.title}" if category.title else category.name


def group_of(announcement: Announcement, category: Category) -> list[str]:
    """The lines of the heading above that a category stands under with others; none without one."""
    for _, part in numbered_parts(announcement):
        if category in part.categories:
            above = part.categories[: part.categories.index(category) + 1]
            return next((one.group.split("\n") for one in reversed(above) if one.group), [])
    return []


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
    """An entry of the site's navigation: where it leads, what it is called, also on a narrow screen, what is below it.

    Every page is at or below one entry: it is the column that the page's tags name (国办发〔2017〕47号).
    """

    path: str
    label: str
    short: str
    below: tuple[str, ...] = ()

    def holds(self, path: str) -> bool:
        """Whether a page is this entry's, or one below it."""
        return path == self.path or path.startswith(self.below)


def full_text_title(announcement: Announcement) -> str:
    """What the page with all the text is called: no announcement where there is only a ledger."""
    return "全文" if announcement.facts.made_of else "通报全文"


def navigation(announcement: Announcement) -> list[Entry]:
    """The announcement's structure in a few entries; their number does not grow with its issues."""
    short = "全文" if announcement.facts.made_of else "通报"
    full_text = Entry(FULL_TEXT, full_text_title(announcement), short, (FULL_TEXT, "parts/"))
    entries = [Entry(HOME, "首页", "首页", (SEARCH,)), full_text]
    if announcement.categories:
        entries.append(Entry(CATEGORIES, "问题和措施", "问题", (CATEGORIES, "issues/")))
    if announcement.issues:
        entries.append(Entry(PROGRESS, "整改进展", "进展", (FIGURES,)))
    if places_of(announcement):
        entries.append(Entry(PLACES, "按村（社区）", "村（社区）"))
    return [*entries, Entry(ABOUT, "关于", "关于", (GLOSSARY, OPEN_DATA, SITE_MAP))]


def trail(announcement: Announcement, path: str) -> list[tuple[str, str]]:
    """The pages above a page, the home page first: their addresses and names; none above the home page."""
    if path == HOME:
        return []
    above = [(entry.path, entry.label) for entry in navigation(announcement) if entry.holds(path)]
    homes = [
        (category_path(category), category_title(category))
        for category in announcement.categories
        if any(issue_path(issue) == path for issue in category.issues)
    ]
    return [(one, label) for one, label in dict.fromkeys([(HOME, "首页"), *above, *homes]) if one != path]
