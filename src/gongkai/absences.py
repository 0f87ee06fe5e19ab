"""Which numbers of issues the text received lacks, and of which categories they may be.

A missing issue belongs to no category in the data: it may be of any category from that of the issue before it
to that of the issue after it.
"""

from bisect import bisect
from dataclasses import dataclass
from itertools import groupby

from gongkai.model import Announcement, Category, Part

BROKEN_OFF = "所据文本在此处中断，前后两段不相接。"


@dataclass(frozen=True)
class Gap:
    """A run of missing numbers, the categories they may be of, and the issues present on either side (or None).

    `lost` are the numbers of missing categories that they may be of as well.
    """

    numbers: tuple[int, ...]
    categories: tuple[Category, ...]
    before: int | None
    after: int | None
    lost: tuple[int, ...] = ()


@dataclass(frozen=True)
class LostCategories:
    """A run of categories that the text received lacks."""

    categories: tuple[int, ...]


def gaps(announcement: Announcement) -> list[Gap]:
    """Every run of missing numbers, in order; for data whose numbers are in order."""
    return [gap for part in announcement.parts if isinstance(part, Part) for gap in of_part(part)]


def of_part(part: Part) -> list[Gap]:
    """The runs of missing numbers of a part."""
    present = [(issue.number, index) for index, category in enumerate(part.categories) for issue in category.issues]
    found = []
    for _, run in groupby(enumerate(part.missing), key=lambda pair: pair[1] - pair[0]):
        numbers = tuple(number for _, number in run)
        place = bisect(present, (numbers[0],))
        before, first = present[place - 1] if place else (None, 0)
        after, last = present[place] if place < len(present) else (None, len(part.categories) - 1)
        candidates = tuple(part.categories[first : last + 1])
        lowest = candidates[0].number if before else 0
        highest = candidates[-1].number if after else float("inf")
        lost = tuple(number for number in part.missing_categories if candidates and lowest < number < highest)
        found.append(Gap(numbers, candidates, before, after, lost))
    return found


def lost_before(part: Part, category: Category | None) -> LostCategories | None:
    """The missing categories between a category and the one before it; those after the last for None."""
    place = part.categories.index(category) if category else len(part.categories)
    lowest = part.categories[place - 1].number if place else 0
    highest = category.number if category else float("inf")
    numbers = tuple(number for number in part.missing_categories if lowest < number < highest)
    return LostCategories(numbers) if numbers else None
