"""How a text opens its issues: which of its lines are heads, by what the text does elsewhere and what follows each."""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import combinations

from gongkai.importing import forms, labels, marks, measures
from gongkai.importing.forms import IssueHead

_BEGUN = re.compile(rf"{forms.MARKER}关于[^。；：，“”\n]{{1,60}}(?<!问题)(?<!方面)(?<!情况)")
_ENDED = re.compile(rf"(?!关于|{forms.MARKER})[^。；：，\n]{{0,60}}方面(?:存在的?)?(?:主要|突出)?(?:的?问题)?[。：]?")
_DIGITS = ("1", "（1）", "①")
_LACK = re.compile(
    "^(?!进一步|着力|加强|强化|健全|完善|建立|整治|解决|防止|杜绝)[^，]*(?:不|未|缺|[弱差慢浅虚松软乱低少]$|滞后|薄弱)[^，]*$"
)
_LEVELS = ("一、", "（一）", "1", "（1）", "①")  # in which way headings below one another are numbered


@dataclass
class Line:
    """A line of a text with its number, its punctuation made Chinese, and the one below it."""

    number: int
    text: str
    following: "Line | None" = None


def joined(lines: list[Line]) -> list[Line]:
    """The lines, with a heading that a line break parts as one, its break kept."""
    whole: list[Line] = []
    categories = False
    for line in lines:
        both = f"{whole[-1].text}\n{line.text}" if whole else ""
        if both and _is_one_heading(whole[-1].text, line.text, both, issues=categories):
            whole[-1] = Line(whole[-1].number, both)
        else:
            whole.append(line)
        categories = categories or forms.CATEGORY.fullmatch(whole[-1].text) is not None
    return whole


class Heads:
    """How a text opens its issues: where it numbers them a line without a number is none, and where it writes some
    with 针对 or 关于 a line without these words is one only when it is numbered in the same way.
    """

    def __init__(self, lines: list[Line]):
        self._measures = _measures_naming_problems(lines)
        every, lines = lines, [line for line in lines if line.number not in self._measures]
        named = [
            head for line in lines if (head := forms.issue_head(line.text)) and not forms.CATEGORY.fullmatch(line.text)
        ]
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
        self.guessed: frozenset[int] = frozenset()
        if not (self.kinds or any(labels.is_labelled(line.text) for line in lines)):
            guessed = [line for line in _below_categories(lines) if _names_a_lack(line)]
            self.kinds = {forms.kind_of(line.text) for line in guessed if marks.lists(line.following.text)}
            self.kinds -= categories
            self.guessed = frozenset(line.number for line in guessed)
        self.numbered = any(head.number for head in named or bare if head.kind in self.kinds)
        above, *self._below_headings = self._parts(every)
        with_issues = [part for part in self._below_headings if any(map(self.of, part))]
        self.all_above_parts = not with_issues
        beside = (above, *with_issues)
        self._first_categories = {first.number for part in beside if (first := self._run_of_titles(part))}
        self._beside_issues = {line.number for part in beside for line in part}

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
        if line.number in self._measures:
            return None
        head = forms.issue_head(line.text)
        plain = forms.plain_head(line.text) if line.number in self.guessed else _plain_head(line)
        if head is None and (head := _bare_head(line) or plain) and head.kind not in self.kinds:
            return None
        return None if head is None or (self.numbered and head.number is None) else head

    def have_issues_beside(self, line: Line) -> bool:
        """Whether the part that a line stands in has issues."""
        return line.number in self._beside_issues

    def is_no_part(self, line: Line) -> None:
        """Told that a line which begins as a part does is a measure: below it the part of its issue goes on."""
        below = next((part for part in self._below_headings if part[0] is line), [])
        self._beside_issues |= {one.number for one in below}

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

    def begins_categories(self, line: Line) -> bool:
        """Whether a line without 方面 is the first of those that count on, each right above issues of its own."""
        return line.number in self._first_categories

    def _run_of_titles(self, part: list[Line]) -> Line | None:
        """The first title of a part whose categories are told by their place alone: where its first issue has one above
        it, nothing else is counted as the titles are, and no other line may be the heading of a category or a section.
        """
        titles = [line for line in part if self._may_be_title(line)]
        first = next((line for line in part if self.of(line)), None)
        if len(titles) < 2 or titles[0].following is not first:
            return None
        kind = forms.kind_of(titles[0].text)
        headings = [
            line
            for line in part
            if forms.kind_of(line.text) == kind or self._may_be_heading(line, below_issues=line.number > first.number)
        ]
        counted = [forms.number_starting(line.text) for line in titles] == list(range(1, len(titles) + 1))
        return titles[0] if counted and [id(line) for line in headings] == [id(line) for line in titles] else None

    def _may_be_heading(self, line: Line, *, below_issues: bool) -> bool:
        """Whether a line may be the heading of a category or a section; a sentence below issues is their measure."""
        section = forms.SECTION.fullmatch(line.text) and not (below_issues and line.text.endswith(("。", "；")))
        return bool(section or forms.CATEGORY.fullmatch(line.text)) and not self.of(line)

    def _may_be_title(self, line: Line) -> bool:
        """Whether a line has a number and a few words, and stands right above an issue that is numbered otherwise."""
        head = forms.plain_head(line.text)
        if not head or head.after or head.body or "，" in head.problem or head.kind == "一、" or self.of(line):
            return False
        below = line.following and self.of(line.following)
        return bool(below) and below.kind != head.kind

    def opens(self, line: Line) -> bool:
        """Whether a line is a heading of any kind."""
        return forms.is_heading(line.text) or self.of(line) is not None


def _is_one_heading(above: str, line: str, both: str, *, issues: bool) -> bool:
    if _BEGUN.fullmatch(above) and _ENDED.fullmatch(line) and forms.issue_head(above) is None:
        return True
    if re.fullmatch(forms.MARKER, above):
        head = issues and forms.kind_of(line) is None and forms.issue_head(both)
        return bool(head) or (forms.kind_of(line) is None and forms.CATEGORY.fullmatch(both) is not None)
    if forms.is_label_of_problem(above):
        other = forms.kind_of(line) or forms.is_heading(line) or labels.ANY.match(line)
        return not other and forms.issue_head(both) is not None
    head = forms.issue_head(both) if issues and line.startswith(("的问题", "问题")) else None
    return head is not None and "\n" not in head.problem and forms.issue_head(above) is None


def _bare_head(line: Line) -> IssueHead | None:
    """A line that names a problem without 针对 or 关于; one with a comma only where measures follow."""
    head = forms.bare_head(line.text)
    if head and "，" in head.problem and (head.body or not line.following or not measures.opens(line.following.text)):
        return None
    return head


def _measures_naming_problems(lines: list[Line]) -> frozenset[int]:
    """The lines that would be heads of issues, but count on, each in its turn, what begins behind a head or a label in
    another way than the issues do.
    """
    found: set[int] = set()
    issues, listed, last = None, None, 0
    for line in lines:
        label, head = labels.ANY.match(line.text), forms.issue_head(line.text) or _bare_head(line) or _plain_head(line)
        words = line.text[label.end() :] if label else head.body if head else ""
        if any(one.fullmatch(line.text) for one in (forms.PART, forms.CATEGORY)):
            issues = listed = None
        elif (
            listed and not label and (forms.kind_of(line.text), forms.number_starting(line.text)) == (listed, last + 1)
        ):
            last += 1
            if head:
                found.add(line.number)
        elif head or label:
            issues = head.kind if head else issues
            first = words or (line.following.text if line.following and (label or head.mark == "，") else "")
            begins = forms.number_starting(first) == 1 and forms.kind_of(first) not in (None, issues)
            listed, last = (forms.kind_of(first), len(words) and 1) if begins and issues is not None else (None, 0)
    return frozenset(found)


def names_a_problem(line: Line) -> bool:
    """Whether a line names a problem as such."""
    return forms.issue_head(line.text) is not None or _bare_head(line) is not None


def _below_categories(lines: list[Line]) -> list[Line]:
    """The lines below the heading of a category, down to the next part."""
    below, found = [], False
    for line in lines:
        if forms.CATEGORY.fullmatch(line.text):
            found = True
        elif forms.PART.fullmatch(line.text):
            found = False
        elif found:
            below.append(line)
    return below


def _names_a_lack(line: Line) -> bool:
    """Whether a line has a digit and names what is wrong, not what was done, above a line numbered otherwise."""
    head = forms.plain_head(line.text)
    if not head or head.after or head.kind not in _DIGITS or not line.following:
        return False
    return forms.kind_of(line.following.text) != head.kind and bool(_LACK.search(head.problem))


def _plain_head(line: Line) -> IssueHead | None:
    """A numbered line that says no more than a problem, by the label of measures that the next line begins with."""
    labelled = line.following and labels.is_labelled(line.following.text)
    return forms.plain_head(line.text) if labelled and not forms.CATEGORY.fullmatch(line.text) else None
