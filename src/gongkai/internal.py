"""What an office keeps of a measure in its ledger and the announcement does not hold, and what of it may be published.

`published` is the one place where it is left out: what publishes takes the announcement from there.
"""

from collections.abc import Iterator
from typing import Any, get_args

from gongkai import ledger
from gongkai.model import Announcement, Internal, Measure
from gongkai.wording import bare

FIELDS: dict[str, str] = {name: Measure.model_fields[name].title or name for name in get_args(Internal)}


def published(announcement: Announcement) -> Announcement:
    """The announcement without the internal fields that its `publish` does not list: by default, without any."""
    kept_back = set(FIELDS) - set(announcement.facts.publish)
    return Announcement.model_validate(_without(announcement.model_dump(by_alias=True, exclude_unset=True), kept_back))


def entries(measure: Measure) -> list[tuple[str, str]]:
    """The internal fields that a measure has, each with its Chinese title, in the order of a ledger."""
    return [(title, value) for name, title in FIELDS.items() if (value := getattr(measure, name))]


def listed(announcement: Announcement) -> dict[str, str]:
    """The fields that may be published, with their Chinese titles, in the order of a ledger."""
    return {name: title for name, title in FIELDS.items() if name in announcement.facts.publish}


def brought_over(old: Announcement, new: Announcement) -> tuple[Announcement, int, list[str]]:
    """New data with the internal fields that it lacks and old data has, where issue and measure are the same to the
    letter; how many measures got some; and, in words, those that found no measure or another value in their place.
    """
    kept: dict[tuple[int, str], list[tuple[str, Measure]]] = {}
    for _, issue, count, measure in ledger.measures(old):
        if entries(measure):
            kept.setdefault((issue.number, bare(ledger.row_text(measure))), []).append(
                (f"{issue.number}-{count}", measure)
            )
    data = new.model_dump(by_alias=True, exclude_unset=True)
    got, lost = 0, []
    for (_, issue, _, measure), values in zip(ledger.measures(new), _measures(data), strict=True):
        if not (alike := kept.get((issue.number, bare(ledger.row_text(measure))))):
            continue
        number, before = alike.pop(0)
        fields = {name: value for name in FIELDS if (value := getattr(before, name))}
        missing = {name: value for name, value in fields.items() if not values.get(name)}
        values |= missing
        got += bool(missing)
        lost += [f"{number} {FIELDS[name]}：{value}" for name, value in fields.items() if values[name] != value]
    left = [one for alike in kept.values() for one in alike]
    lost += [f"{number} {title}：{value}" for number, measure in left for title, value in entries(measure)]
    return Announcement.model_validate(data), got, lost


def _measures(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for part in data["parts"]:
        for category in part.get("categories", ()):
            for issue in category["issues"]:
                yield from issue["measures"]


def _without(data: dict[str, Any], names: set[str]) -> dict[str, Any]:
    for measure in _measures(data):
        for name in names:
            measure.pop(name, None)
    return data
