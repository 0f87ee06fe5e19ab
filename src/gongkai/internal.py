"""What an office keeps of a measure in its ledger and the announcement does not hold, and what of it may be published.

`published` is the one place where it is left out: what publishes takes the announcement from there.
"""

from typing import Any, get_args

from gongkai.model import Announcement, Internal, Measure

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


def _without(data: dict[str, Any], names: set[str]) -> dict[str, Any]:
    for part in data["parts"]:
        for category in part.get("categories", ()):
            for issue in category["issues"]:
                for place, measure in enumerate(issue["measures"]):
                    issue["measures"][place] = {name: value for name, value in measure.items() if name not in names}
    return data
