"""What happened when, as the announcement dates it: the inspection, the feedback, the meetings it names."""

import re
from dataclasses import dataclass
from datetime import date

from gongkai import printing
from gongkai.model import Announcement
from gongkai.wording import YEAR_DIGITS, written_day

_EDGE = 12  # lines: as many as pages and offices put above a text and below it
_SHORT = 40  # characters: a line with a signature, a day and the like
_DAY = re.compile(rf"\d{{4}}\s*[年\-/.]\s*\d|[{YEAR_DIGITS}\s]{{4,}}年|年.{{0,4}}月.{{0,4}}日")
_SENTENCE = re.compile("[，。；]")
_PUBLISHED = re.compile(r"月[^，。；]{1,4}日[^，。；]{0,6}(?:发布|公布|印发|公示|公开)")


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
        found.append(Moment(facts.published, None, f"发布{facts.called}"))
    return sorted(found, key=lambda moment: moment.start)


def lacks_publication(announcement: Announcement) -> bool:
    """Whether no day of publication is known, and the text has nothing like one that may not have been understood."""
    if announcement.facts.published:
        return False
    lines = [paragraph.text for paragraph in printing.paragraphs(announcement)]
    near_the_edges = (*lines[:_EDGE], *lines[-_EDGE:])
    alone = any(len(line) <= _SHORT and _DAY.search(line) and not _SENTENCE.search(line) for line in near_the_edges)
    return not (alone or any(_PUBLISHED.search(line) for line in lines))
