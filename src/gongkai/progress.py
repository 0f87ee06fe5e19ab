"""The figures of the progress summary: how many measures stand where. Everything is counted from the data."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gongkai.model import Announcement, Category, Issue, Measure, Status, Update

GAP = 4
RECENT = 12  # days of change that are shown at once


@dataclass(frozen=True)
class Segment:
    """A stretch of a bar, in its units."""

    status: Status
    start: float
    width: float


@dataclass(frozen=True)
class Tally:
    """How many measures there are, and of which status; statuses in the order in which they are shown."""

    counts: dict[Status, int]

    @property
    def total(self) -> int:
        """All measures counted."""
        return sum(self.counts.values())

    @property
    def described(self) -> str:
        """The figures in words."""
        return "，".join(f"{status.label}{count}条" for status, count in self.counts.items() if count)

    def segments(self, width: int) -> list["Segment"]:
        """A bar of a width, shared out by count; statuses without measures have no segment."""
        segments, passed = [], 0
        for status, count in self.counts.items():
            start, end = passed * width / self.total, (passed + count) * width / self.total
            if count:
                segments.append(Segment(status, round(start, 2), round(max(end - start - GAP, GAP), 2)))
            passed += count
        return segments


@dataclass(frozen=True)
class Summary:
    """The announcement in figures: `categories` have a title; `tally` as announced, `current` with updates."""

    categories: int
    issues: int
    missing: int
    missing_categories: list[int]
    empty_categories: list[Category]
    tally: Tally
    current: Tally

    @property
    def described(self) -> str:
        """The current figures in words."""
        categories = f"{self.categories}个类别，" if self.categories else ""
        return f"{categories}{self.issues}个问题，{self.current.total}条措施：{self.current.described}"


@dataclass(frozen=True)
class Change:
    """An update, and the measure that it is of, counted from 1."""

    issue: Issue
    count: int
    update: Update


def of_category(category: Category) -> Tally:
    """The measures of a category's issues, with what came after the announcement."""
    return tally(measure.current for issue in category.issues for measure in issue.measures)


def of_issue(issue: Issue) -> Tally:
    """The measures of an issue, with what came after the announcement."""
    return tally(measure.current for measure in issue.measures)


def summary(announcement: Announcement) -> Summary:
    """The figures of the whole announcement."""
    categories, issues = announcement.categories, announcement.issues
    return Summary(
        categories=sum(category.title is not None for category in categories),
        issues=len(issues),
        missing=len(announcement.missing),
        missing_categories=announcement.missing_categories,
        empty_categories=[one for one in categories if not (one.issues or one.unplaced)],
        tally=tally([measure.status for issue in issues for measure in issue.measures]),
        current=tally([measure.current for issue in issues for measure in issue.measures]),
    )


def changes(announcement: Announcement) -> list[Change]:
    """What came after the announcement, the latest first."""
    found = [
        Change(issue, count, update)
        for issue in announcement.issues
        for count, measure in enumerate(issue.measures, start=1)
        for update in measure.updates
    ]
    return sorted(found, key=lambda one: one.update.date, reverse=True)


def over_time(announcement: Announcement) -> list[tuple[date, Tally]]:
    """How the measures stood at the end of each day that an update names, the earliest first."""
    measures = [measure for issue in announcement.issues for measure in issue.measures]
    days = sorted({update.date for measure in measures for update in measure.updates})
    return [(day, tally(_on(measure, day) for measure in measures)) for day in days]


def parted(history: list[tuple[date, Tally]]) -> tuple[list[tuple[date, Tally]], list[tuple[date, Tally]]]:
    """The days over time in two: earlier ones, that a page shows when it is asked to, and the latest."""
    return history[:-RECENT], history[-RECENT:]


def latest(announcement: Announcement) -> date | None:
    """The last day that an update names; None where nothing came after the announcement."""
    return max((change.update.date for change in changes(announcement)), default=None)


def _on(measure: Measure, day: date) -> Status:
    known = [update.status for update in measure.updates if update.status and update.date <= day]
    return known[-1] if known else measure.status


def tally(statuses: Iterable[Status]) -> Tally:
    """How many measures there are of each status."""
    counts = Counter(statuses)
    return Tally({status: counts[status] for status in Status})
