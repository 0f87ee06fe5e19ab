"""The categories of a text: which one the next line would stand in, and what the next one may be called and counted."""

import re
from dataclasses import dataclass, field
from typing import Any

from gongkai.importing import forms
from gongkai.importing.heads import Line
from gongkai.importing.notes import Note

Title = tuple[int | None, str, dict[str, Any]]  # a number, a title, and what is written around it


def titled(found: re.Match[str], line: Line) -> Title:
    """What the heading of a category says; a title that a line break parts in two as one, with its `break_at`."""
    usual = bool(found["marker"]) and forms.SECTION.match(line.text) is not None
    written: dict[str, Any] = {} if usual else {"before": (found["marker"] or "").strip(" 　")}
    if found["after"]:
        written["after"] = found["after"]
    title, broken, ending = found["title"].strip().partition("\n")
    if broken:
        written["break_at"] = len(title)
    return forms.number_in(found["marker"]), title + ending, written


@dataclass
class Categories:
    """`current`: the one that the next line would stand in; `headings`: the lines of all, by their slugs.

    `group`: the heading over the categories that follow, and its lines; `before_group`: the number of the last one
    above that heading.
    """

    current: dict[str, Any] | None = None
    headings: dict[str, Line] = field(default_factory=dict)
    group: list[Line] = field(default_factory=list)
    before_group: int = 0

    def begin_part(self) -> None:
        """Told that a part begins: no category stands above the next line."""
        self.current, self.before_group = None, 0

    def begin_group(self, line: Line, others: list[dict[str, Any]]) -> None:
        """Told that a heading over categories stands below those of its part."""
        self.current, self.group, self.before_group = None, [line], _highest(others)

    def is_titled(self) -> bool:
        """Whether the next line stands in a category that has a title, and so may be the title of another one."""
        return self.current is not None and self.current["title"] is not None

    def are_counted_on(self, line: Line) -> bool:
        """Whether a line has the number after that of the category above it, in the same way."""
        head = forms.plain_head(line.text)
        if not head or head.body or not self.is_titled():
            return False
        heading = self.headings[self.current["slug"]].text
        number = forms.number_starting(heading)
        alike = number is not None and head.kind == forms.kind_of(heading)
        return alike and head.number == number + 1

    def open(
        self, part: dict[str, Any], line: Line, number: int | None, title: str | None, written: dict[str, Any]
    ) -> list[Note]:
        """Begins a category of a part, with the number of its heading where that can follow those above it."""
        others = part.setdefault("categories", [])
        highest, own, notes = _highest(others), number, []
        if number:
            number += self.before_group
        if number and others and not self._follows(others[-1], line, number, highest):
            message = f"类别的序号与前面的不成次序，按先后作第 {highest + 1} 类，请核对"
            notes.append(Note(line.number, message, line.text))
            number = None
        number = number or highest + 1
        if own and own != number:
            written = {"before": forms.marker_of(line.text)} | written
        self.current = {"number": number, "slug": f"category-{number}", "title": title, "issues": []}
        if self.group:
            self.current["group"] = "\n".join(one.text for one in self.group)
            self.group = []
        if written:
            self.current["written"] = written
        if self.current["slug"] in self.headings:
            self.current["slug"] += f"-{line.number}"
        self.headings[self.current["slug"]] = line
        others.append(self.current)
        return notes

    def _follows(self, before: dict[str, Any], line: Line, number: int, highest: int) -> bool:
        """Whether a category's number can follow those above it; with a gap only where the one before it has the same
        kind of marker and they do not count anew.
        """
        alike = forms.kind_of(line.text) == forms.kind_of(self.headings[before["slug"]].text)
        return number == highest + 1 or (number > highest and alike and not self.before_group)


def _highest(categories: list[dict[str, Any]]) -> int:
    return max((one["number"] for one in categories), default=0)
