"""Which numbers of issues the text received lacks, and of which categories they may be.

A missing issue belongs to no category in the data: it may be of any category from that of the issue before it
to that of the issue after it.
"""

from dataclasses import dataclass
from itertools import groupby

from gongkai.model import Announcement, Category, Part


@dataclass(frozen=True)
class Gap:
    """A run of missing numbers, the categories they may be of, and the issues present on either side (or None)."""

    numbers: tuple[int, ...]
    categories: tuple[Category, ...]
    before: int | None
    after: int | None


def gaps(announcement: Announcement) -> list[Gap]:
    """Every run of missing numbers, in order."""
    return [gap for part in announcement.parts if isinstance(part, Part) for gap in _of_part(part)]


def gaps_of(announcement: Announcement, category: Category) -> list[Gap]:
    """The runs of missing numbers that may be of a category."""
    return [gap for gap in gaps(announcement) if category in gap.categories]


def _of_part(part: Part) -> list[Gap]:
    homes = {issue.number: index for index, category in enumerate(part.categories) for issue in category.issues}
    found = []
    for _, run in groupby(enumerate(part.missing), key=lambda pair: pair[1] - pair[0]):
        numbers = tuple(number for _, number in run)
        before = max((number for number in homes if number < numbers[0]), default=None)
        after = min((number for number in homes if number > numbers[-1]), default=None)
        first = 0 if before is None else homes[before]
        last = len(part.categories) - 1 if after is None else homes[after]
        found.append(Gap(numbers, tuple(part.categories[first : last + 1]), before, after))
    return found
