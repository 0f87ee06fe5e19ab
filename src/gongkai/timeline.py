"""What happened when, as the announcement dates it: the inspection, the feedback, the meetings it names."""

from dataclasses import dataclass
from datetime import date

from gongkai.model import Announcement
from gongkai.wording import written_day


@dataclass(frozen=True)
class Moment:
    """A day, or the days from one to another, and what happened."""

    start: date
    end: date | None
    title: str

    @property
    def written(self) -> str:
        """The days as announcements write them: 2023年4月17日至5月31日."""
        if self.end is None:
            return written_day(self.start)
        last = written_day(self.end).removeprefix(f"{self.start.year}年")
        return f"{written_day(self.start)}至{last}"


def moments(announcement: Announcement) -> list[Moment]:
    """The dated events, the earliest first."""
    facts, inspection = announcement.facts, announcement.facts.inspection
    found = [Moment(event.date, None, event.title) for event in facts.events]
    if inspection and inspection.period:
        title = f"{inspection.inspectors or ''}{inspection.kind}"
        found.append(Moment(inspection.period.start, inspection.period.end, title))
    if inspection and inspection.feedback:
        found.append(Moment(inspection.feedback, None, f"反馈{inspection.kind}意见"))
    if facts.published:
        found.append(Moment(facts.published, None, "发布通报"))
    return sorted(found, key=lambda moment: moment.start)
