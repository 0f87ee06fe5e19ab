"""How a text opens its issues: which of its lines are heads, by what the text does elsewhere and what follows each."""

from collections import Counter
from dataclasses import dataclass
from itertools import combinations

from gongkai.importing import forms, measures
from gongkai.importing.forms import IssueHead

_LEVELS = ("一、", "（一）", "1", "（1）", "①")  # in which way headings below one another are numbered


@dataclass
class Line:
    """A line of a text with its number, its punctuation made Chinese, and the one below it."""

    number: int
    text: str
    following: "Line | None" = None


class Heads:
    """How a text opens its issues: where it numbers them a line without a number is none, and where it writes some
    with 针对 or 关于 a line without these words is one only when it is numbered in the same way.
    """

    def __init__(self, lines: list[Line]):
        named = [head for line in lines if (head := forms.issue_head(line.text))]
        bare = [head for line in lines if (head := _bare_head(line)) and not forms.issue_head(line.text)]
        categories = {
            forms.marker_kind(found["marker"]) for line in lines if (found := forms.CATEGORY.fullmatch(line.text))
        }
        kinds = {head.kind for head in named}
        self.kinds = (kinds - categories) or ({head.kind for head in bare} - categories - {"一、", "一是"}) or kinds
        if not self.kinds:
            plain = {head.kind for line in lines if (head := _plain_head(line))}
            self.kinds = plain - categories - {"一、", "一是"}
        self.named = Counter(head.kind for head in named)
        self.numbered = any(head.number for head in named or bare)
        above, *parts = self._parts(lines)
        with_issues = [part for part in parts if any(map(self.of, part))]
        self.all_above_parts = not with_issues
        self._beside_issues = {line.number for part in (above, *with_issues) for line in part}

    def _parts(self, lines: list[Line]) -> list[list[Line]]:
        """The lines above the first part, and those of each part."""
        parts: list[list[Line]] = [[]]
        for line in lines:
            if forms.PART.fullmatch(line.text) and not self.of(line):
                parts.append([])
            parts[-1].append(line)
        return parts

    def of(self, line: Line) -> IssueHead | None:
        """A line as the head of an issue, if the text writes them so."""
        head = forms.issue_head(line.text)
        if head is None and (head := _bare_head(line) or _plain_head(line)) and head.kind not in self.kinds:
            return None
        return None if head is None or (self.numbered and head.number is None) else head

    def have_issues_beside(self, line: Line) -> bool:
        """Whether the part that a line stands in has issues."""
        return line.number in self._beside_issues

    def group(self, line: Line) -> bool:
        """Whether a line is a heading over categories, which are numbered in a lower way."""
        title = forms.CATEGORY.fullmatch(line.text) or (forms.SECTION.fullmatch(line.text) and "。" not in line.text)
        if not title or self.of(line):
            return False
        below = line.following
        while below and not self.opens(below):
            below = below.following
        if not below or self.of(below) or not forms.CATEGORY.fullmatch(below.text):
            return False
        kinds = (forms.kind_of(line.text), forms.kind_of(below.text))
        return kinds in combinations(_LEVELS, 2)

    def opens(self, line: Line) -> bool:
        """Whether a line is a heading of any kind."""
        return forms.is_heading(line.text) or self.of(line) is not None


def _bare_head(line: Line) -> IssueHead | None:
    """A line that names a problem without 针对 or 关于; one with a comma only where measures follow."""
    head = forms.bare_head(line.text)
    if head and "，" in head.problem and (head.body or not line.following or not measures.opens(line.following.text)):
        return None
    return head


def names_a_problem(line: Line) -> bool:
    """Whether a line names a problem as such."""
    return forms.issue_head(line.text) is not None or _bare_head(line) is not None


def _plain_head(line: Line) -> IssueHead | None:
    """A numbered line that says no more than a problem, by the label of measures that the next line begins with."""
    labelled = line.following and measures.is_labelled(line.following.text)
    return forms.plain_head(line.text) if labelled and not forms.CATEGORY.fullmatch(line.text) else None
