"""The pages of the site, from the model: the one place where addresses and anchors are made."""

from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.model import Announcement, Category, Issue, Part
from gongkai.wording import chinese_number

HOME = ""
FULL_TEXT = "announcement/"
CATEGORIES = "categories/"
PROGRESS = "progress/"
ABOUT = "about/"


@dataclass(frozen=True)
class Page:
    """A page to publish: its address below the site's root, its title, the template of its body, what it is about.

    `anchors` are the ids on the page that other pages may link to.
    """

    path: str
    title: str
    template: str
    subject: Announcement | Part | Category | Issue
    anchors: tuple[str, ...] = ()


def pages(announcement: Announcement) -> Iterator[Page]:
    """Every page made from the data, in the announcement's order."""
    yield Page(HOME, "首页", "home", announcement)
    yield Page(FULL_TEXT, "通报全文", "full_text", announcement, tuple(_anchors(announcement)))
    for number, part in numbered_parts(announcement):
        if part.sections:
            yield Page(part_path(number), part_title(number, part), "part", part)
    if announcement.categories:
        yield Page(CATEGORIES, "问题类别", "categories", announcement)
    for category in announcement.categories:
        anchors = tuple(issue_anchor(issue) for issue in category.issues)
        yield Page(category_path(category), category_title(category), "category", category, anchors)
    for issue in announcement.issues:
        yield Page(issue_path(issue), issue_title(issue), "issue", issue)
    if announcement.issues:
        yield Page(PROGRESS, "整改进展", "progress", announcement)


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


def part_title(number: int, part: Part) -> str:
    return f"{chinese_number(number)}、{part.title}"


def category_title(category: Category) -> str:
    return f"（{chinese_number(category.number)}）{category.title}"


def issue_title(issue: Issue) -> str:
    return f"问题{issue.number}：{issue.problem}"


def _anchors(announcement: Announcement) -> Iterator[str]:
    for number, part in numbered_parts(announcement):
        yield part_anchor(number)
        yield from (section_anchor(number, section.number) for section in part.sections)
        for category in part.categories:
            yield category_anchor(category)
            yield from (issue_anchor(issue) for issue in category.issues)
