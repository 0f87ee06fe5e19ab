"""Which issues name a village or community that was inspected.

A place's name alone does not make a mention: 居民 is a community here and a common word everywhere. It counts when
what follows says what it names: the place itself (洪屋涡村), or something that bears its name (梅沙单元).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.model import Announcement, Issue

_ITSELF = "村委会|居委会|村民|村|社区"
_NAMED_AFTER = "单元|片区|工业区|市场|小学|路|桥"


@dataclass(frozen=True)
class Mention:
    """An issue that names a place: the words it uses, the clause they stand in, and whether they mean the place."""

    issue: Issue
    words: str
    clause: str
    itself: bool


def mentions(announcement: Announcement) -> dict[str, list[Mention]]:
    """For each inspected place the mentions in the issues' problems and measures, the same words once an issue."""
    inspected = announcement.facts.inspection.places if announcement.facts.inspection else []
    found: dict[str, dict[tuple[int, str], Mention]] = {place: {} for place in inspected}
    if not inspected:
        return {}
    names = "|".join(re.escape(place) for place in sorted(inspected, key=len, reverse=True))
    naming = re.compile(f"({names})({_ITSELF}|{_NAMED_AFTER})")
    for issue in announcement.issues:
        for clause in _clauses(issue):
            for match in naming.finditer(clause):
                itself = re.fullmatch(_ITSELF, match[2]) is not None
                mention = Mention(issue, match[0], clause, itself)
                found[match[1]].setdefault((issue.number, match[0]), mention)
    return {place: list(some.values()) for place, some in found.items()}


def related(found: dict[str, list[Mention]], issue: Issue) -> dict[str, list[Issue]]:
    """The other issues that name a place which an issue names, by place; `found` is what `mentions` gives."""
    others = {}
    for place, some in found.items():
        issues = {mention.issue.number: mention.issue for mention in some}
        if issues.pop(issue.number, None) and issues:
            others[place] = list(issues.values())
    return others


def _clauses(issue: Issue) -> Iterator[str]:
    texts = [issue.problem, issue.lead or "", *(passage for one in issue.measures for passage in one.passages)]
    for text in texts:
        yield from filter(None, re.split("[，。；！？\n]", text))
