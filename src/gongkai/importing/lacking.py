"""The numbers that a text skips -> what its parts say to be missing: no more than no line that was not read may be."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from gongkai import printing
from gongkai.checks import numbering
from gongkai.model import Announcement

Lost = tuple[dict[str, Any], list[int]]


def declare(facts: dict[str, Any], parts: list[dict[str, Any]]) -> Iterator[Lost]:
    """Writes what is missing into the parts of an announcement; gives the categories before which some are missing,
    with their numbers.
    """
    parted = list(printing.paragraphs(Announcement.model_validate({"announcement": facts, "parts": parts})))
    doubtful, highest = numbering.doubtful(parted, "issue"), 0
    for place, part in enumerate(parts, start=1):
        own = numbering.of_part(parted, place)
        if categories := part.get("categories"):
            present = [issue["number"] for category in categories for issue in category["issues"]]
            if missing := _lost(highest, present, doubtful):
                part["missing"] = missing
            highest = max(highest, *present, 0)
            if missing := _lost(0, [one["number"] for one in categories], numbering.doubtful(own, "category")):
                part["missing_categories"] = missing
                yield from _before(categories, missing)
        if sections := part.get("sections"):
            absent = _lost(0, [one["number"] for one in sections], numbering.doubtful(own, "section"))
            lost = [{"number": number, "missing": True} for number in absent]
            part["sections"] = sorted([*sections, *lost], key=lambda one: one["number"])


def _before(categories: list[dict[str, Any]], missing: list[int]) -> Iterator[Lost]:
    for before, after in pairwise([{"number": 0}, *categories]):
        if lost := [number for number in missing if before["number"] < number < after["number"]]:
            yield after, lost


def _lost(above: int, present: list[int], doubtful: dict[int, Any]) -> list[int]:
    """The numbers that lack among those present and above another one, in order."""
    return [one for one in range(above + 1, max(present, default=above)) if one not in present and one not in doubtful]
