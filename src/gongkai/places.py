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


def mentions(announcement: Announcement, place: str) -> list[Mention]:
    """The mentions of a place in the issues' problems and measures, in order; the same words once an issue."""
    found: dict[tuple[int, str], Mention] = {}
    for issue in announcement.issues:
        for clause in _clauses(issue):
            for match in re.finditer(f"{re.escape(place)}({_ITSELF}|{_NAMED_AFTER})", clause):
                itself = re.fullmatch(_ITSELF, match[1]) is not None
                found.setdefault((issue.number, match[0]), Mention(issue, match[0], clause, itself))
    return list(found.values())


def _clauses(issue: Issue) -> Iterator[str]:
    texts = [issue.problem, issue.lead or "", *(passage for one in issue.measures for passage in one.passages)]
    for text in texts:
        yield from filter(None, re.split("[，。；！？\n]", text))
