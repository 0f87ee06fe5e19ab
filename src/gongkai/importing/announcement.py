"""The text of an announcement -> the model, in the form 一、… （一）… 1.针对“…”的问题，一是…二是….

Nothing is dropped: what has no place in that form is kept to the letter beside what it follows, and a note
names its line. Printing the result gives the text back, punctuation width and white space aside.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from gongkai.model import Announcement
from gongkai.wording import CHINESE_NUMERAL, chinese_number, number_of, punctuate

_PART = re.compile(f"({CHINESE_NUMERAL})、(.+)")
_HEADING = re.compile(f"（({CHINESE_NUMERAL})）(.+)")
_ISSUE = re.compile(r"([1-9][0-9]{0,3})[.．]针对“(.+?)”的问题([，。：；、])(.+)")
_NUMBERED = re.compile(r"[（(]?([1-9][0-9]{0,3})[)）.．、]")
_SENTENCE_ENDS = tuple("。！？；：…”’）》")


@dataclass(frozen=True)
class Note:
    """Something about a line of the text that a person should look at."""

    line: int
    message: str
    text: str


@dataclass(frozen=True)
class Reading:
    """An announcement read, how many marks of punctuation were changed, and what to look at."""

    announcement: Announcement
    marks_changed: int
    notes: list[Note]


@dataclass
class _Line:
    number: int
    text: str


def read(text: str) -> Reading:
    """Reads an announcement's text. Raises ValueError when there is no text at all."""
    lines, changed = [], 0
    for number, raw in enumerate(text.split("\n"), start=1):
        stripped = raw.strip()
        punctuated = punctuate(stripped)
        changed += sum(old != new for old, new in zip(stripped, punctuated, strict=True))
        if punctuated:
            lines.append(_Line(number, punctuated))
    if not lines:
        raise ValueError("no text")
    reader = _Reader()
    for line in lines:
        reader.take(line)
    return Reading(reader.finish(), changed, sorted(reader.notes, key=lambda note: note.line))


@dataclass
class _Reader:
    """Takes lines in order; `here` is the entry that the next line would follow."""

    preamble: list[str] = field(default_factory=list)
    parts: list[dict[str, Any]] = field(default_factory=list)
    category: dict[str, Any] | None = None
    issue: dict[str, Any] | None = None
    notes: list[Note] = field(default_factory=list)

    def take(self, line: _Line) -> None:
        for pattern, start in ((_PART, self._start_part), (_HEADING, self._start_heading), (_ISSUE, self._start_issue)):
            if found := pattern.fullmatch(line.text):
                if start(line, found):
                    return
                self.notes.append(Note(line.number, "像是标题或问题，但与前后不成次序；当作普通段落保留", line.text))
        self._continue(line)

    def finish(self) -> Announcement:
        for part in self.parts:
            for category in part.get("categories", []):
                for issue in category["issues"]:
                    self._settle(issue)
            if categories := part.get("categories"):
                numbers = [issue["number"] for category in categories for issue in category["issues"]]
                kept = {number for category in categories for number in _unrecognised(category)}
                missing = sorted(set(range(1, max(numbers, default=0) + 1)) - set(numbers) - kept)
                if missing:
                    part["missing"] = missing
            if sections := part.get("sections"):
                part["sections"] = list(_with_missing(sections))
        facts: dict[str, Any] = {"issuer": None, "published": None}
        if self.preamble:
            facts["preamble"] = "\n".join(self.preamble)
        return Announcement.model_validate({"announcement": facts, "parts": self.parts})

    def _start_part(self, line: _Line, found: re.Match[str]) -> bool:
        number = number_of(found[1])
        if number is None or number <= len(self.parts):
            return False
        for absent in range(len(self.parts) + 1, number):
            self.notes.append(Note(line.number, f"此前缺第{chinese_number(absent)}部分", line.text))
            self.parts.append({"missing": True})
        self.parts.append({"title": found[2].strip()})
        self.category = self.issue = None
        return True

    def _start_heading(self, line: _Line, found: re.Match[str]) -> bool:
        number = number_of(found[1])
        if not self.parts or number is None:
            return False
        part = self.parts[-1]
        title, stop, text = (piece.strip() for piece in found[2].partition("。"))
        if stop and text and title and "categories" not in part:
            part.setdefault("sections", []).append({"number": number, "title": title, "text": text})
            return True
        if not stop and "sections" not in part:
            self.category = {"number": number, "slug": f"category-{number}", "title": title, "issues": []}
            others = [other["number"] for other in part.get("categories", [])]
            if number in others:
                self.category["slug"] += f"-{line.number}"
            if lost := list(range(max(others, default=0) + 1, number)):
                part.setdefault("missing_categories", []).extend(lost)
                named = "、".join(map(chinese_number, lost))
                message = f"此前缺类别{named}（已写入 missing_categories），它的问题可能接在上一类别之后"
                self.notes.append(Note(line.number, message, line.text))
            part.setdefault("categories", []).append(self.category)
            self.issue = None
            return True
        return False

    def _start_issue(self, line: _Line, found: re.Match[str]) -> bool:
        if self.category is None or not found[2].strip() or not found[4].strip():
            return False
        self.issue = {"number": int(found[1]), "problem": found[2], "body": [_Line(line.number, found[4].strip())]}
        if found[3] != "，":
            self.issue["mark_after_problem"] = found[3]
            self.notes.append(Note(line.number, f"“的问题”之后是“{found[3]}”，不是逗号，照原样保留", line.text))
        self.category["issues"].append(self.issue)
        return True

    def _continue(self, line: _Line) -> None:
        if not self.parts:
            self.preamble.append(line.text)
        elif self.issue is not None:
            self._continue_issue(self.issue, line)
        elif self.category is not None:
            self._unplaced(self.category, line)
        elif sections := self.parts[-1].get("sections"):
            sections[-1]["text"] += "\n" + line.text
        else:
            part = self.parts[-1]
            part["lead"] = f"{part['lead']}\n{line.text}" if "lead" in part else line.text

    def _continue_issue(self, issue: dict[str, Any], line: _Line) -> None:
        """A line after an issue: its next measure, the rest of a broken sentence, or something else."""
        body: list[_Line] = issue["body"]
        broken = not body[-1].text.endswith(_SENTENCE_ENDS)
        if "unplaced" in issue or not broken:
            self._unplaced(issue, line)
            return
        message = "上一行在句中中断，与这一行不相接；作为中断之后的原文（after_gap）保留"
        self.notes.append(Note(line.number, message, line.text))
        body.append(line)

    def _unplaced(self, entry: dict[str, Any], line: _Line) -> None:
        entry.setdefault("unplaced", []).append(line.text)
        self.notes.append(Note(line.number, "没有认出这一段，原样保留（unplaced）", line.text))

    def _settle(self, issue: dict[str, Any]) -> None:
        """The issue's words as lead and measures."""
        body: list[_Line] = issue.pop("body")
        words = "\n".join(line.text for line in body)
        lead, *measures = _split(words)
        if measures:
            if lead.strip():
                issue["lead"] = lead
        else:
            issue["counted"] = False
            measures = [lead]
        issue["measures"] = [_measure(measure) for measure in measures]
        later = chinese_number(len(measures) + 2) if "counted" not in issue else ""
        if later and re.search(f"[，。；：\n]{later}是", words):
            message = f"没有找到“{chinese_number(len(measures) + 1)}是”，却有“{later}是”；请核对分条"
            self.notes.append(Note(body[0].number, message, words))


def _unrecognised(category: dict[str, Any]) -> Iterator[int]:
    """The numbers that paragraphs begin with of which nothing was made: present, though not read as issues."""
    for entry in (category, *category["issues"]):
        for words in entry.get("unplaced", ()):
            if found := _NUMBERED.match(words):
                yield int(found[1])


def _split(words: str) -> list[str]:
    """What stands before 一是, then the text of each measure. A marker counts only in sequence, after a stop."""
    texts, rest = [], words
    for count in range(1, 10000):
        found = re.search(rf"(?:^|(?<=[，。；：、！？”\n])){chinese_number(count)}是(?=\S)", rest)
        if found is None or (texts and not rest[: found.start()].strip()):
            break
        texts.append(rest[: found.start()])
        rest = rest[found.end() :]
    return [*texts, rest]


def _measure(words: str) -> dict[str, Any]:
    text, gap, after = words.partition("\n")
    measure: dict[str, Any] = {"text": text}
    if gap and after.strip():
        measure["after_gap"] = after
    return measure | {"status": "stated"}


def _with_missing(sections: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    expected = 1
    for section in sections:
        for absent in range(expected, section["number"]):
            yield {"number": absent, "missing": True}
        yield section
        expected = section["number"] + 1
