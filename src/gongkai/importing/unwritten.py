"""A ledger -> the announcement of an office that has no text of one: categories, issues and measures from its rows.

What the ledger says is taken as it stands. A state rests on words of its measure; in an office's own ledger, on the
cell of its column, whose words then stand after the measures of the issue (是否完成：是). Progress needs a day and a
source. What lacks these is kept as a note of the office, and named.
"""

import re
from dataclasses import dataclass, field
from functools import reduce
from pathlib import Path
from typing import Any

from gongkai import internal, printing
from gongkai.checks.facts import is_whole_name
from gongkai.checks.quotations import SHORTEST_EVIDENCE
from gongkai.chinatime import today
from gongkai.faults import Fault, Faulty
from gongkai.importing import cautions, counting, front, ledger, measures, rows, states
from gongkai.importing.announcement import Reading
from gongkai.importing.cells import Line, Unreadable
from gongkai.importing.ledger import Table
from gongkai.importing.notes import Note
from gongkai.ledger import TITLES
from gongkai.model import UNTITLED, Announcement, Status
from gongkai.wording import chinese_number, punctuate

_OF_PROGRESS = ("progress", "date", "source")
_SIGNED_BY = re.compile(r"(?:填报|填表|报送|上报|编制)单位(?:（[^（）]*）)?：\s*([^\s：，。；（）]+)(?=[\s（]|$)")
_FILLED_IN_ON = re.compile(r"(?:填报|填表|报送|上报|编制)(?:日期|时间)：\s*(\d{4}年\d{1,2}月\d{1,2}日)")
_CELL = "cell"  # what the column of states says of a measure, until it stands after those of its issue


@dataclass
class _Issue:
    problem: str
    lines: list[Line] = field(default_factory=list)
    more: dict[int, list[Line]] = field(default_factory=dict)  # rows that say more of a line's measures, by its number
    numbers: set[int] = field(default_factory=set)


def read_new(path: Path) -> Reading:
    """The announcement that a ledger makes; its notes name rows of the sheet.

    Raises `Faulty` for what is no ledger, and for rows without a measure or without the problem that it is for.
    """
    return _Reader(ledger.read(path)).reading()


def read_again(table: Table) -> tuple[Reading, list[list[Line]]]:
    """The announcement that a ledger makes, and the lines of each of its measures, in order. Raises as `read_new`."""
    reader = _Reader(table, again=True)
    return reader.reading(), reader.lines


class _Reader:
    def __init__(self, table: Table, *, again: bool = False):
        self.table = table
        self.again = again  # its facts are known
        self.notes = [*cautions.take_out_leaders(table), *cautions.of_ledger(table)]
        self.together = _measures_of_progress(table.lines)
        self.marks_changed = 0
        self.of_column = False  # whether a state rests on the column of states
        self.lines: list[list[Line]] = []
        self.categories: dict[str | None, list[_Issue]] = {}  # None: the ledger sorts them into none

    def reading(self) -> Reading:
        """The whole ledger, read."""
        if lacking := [self.table.without(name) for name in ("problem", "text") if name not in self.table.columns]:
            raise Faulty(lacking)
        self._group()
        self._name_what_was_not_read()
        facts = self._facts()
        numbers, missing = self._numbers()
        part: dict[str, Any] = {"title": None}
        if missing:
            part["missing"] = missing
        part["categories"] = [
            {
                "number": place,
                "slug": f"category-{place}",
                "title": title,
                "issues": [self._issue(numbers[id(issue)], issue) for issue in issues],
            }
            for place, (title, issues) in enumerate(self.categories.items(), start=1)
        ]
        announcement = Announcement.model_validate({"announcement": facts, "parts": [part]})
        if self.of_column and not self.again:
            message = "状态按这一列的字填了，这些字作为依据写在各个问题之后，会公开，请核对"
            self._note_row(self.table.head, message, self.table.title_of("status"))
        notes = sorted(self.notes, key=lambda note: note.line)
        return Reading(announcement, printing.text(announcement), self.marks_changed, notes)

    def _facts(self) -> dict[str, Any]:
        """The title with the day of the ledger below it, and the body that the ledger names as its own, where title and
        signature agree on it.
        """
        title = self._proper(self.table.title)
        made: dict[str, Any] = ({"title": title} if title else {}) | {
            "issuer": None,
            "published": None,
            "made_of": "ledger",
        }
        beside = [*self.table.above.items(), *self.table.stray.items()]
        days = {found[1] for _, words in beside for found in _FILLED_IN_ON.finditer(punctuate(words))}
        if title and len(days) == 1 and not self.again:
            made["title"] = f"{title}\n填报日期：{days.pop()}"
        signed = {found[1]: row for row, words in beside for found in _SIGNED_BY.finditer(punctuate(words))}
        if self.again or len(signed) != 1:
            return made
        (name, row), named = signed.popitem(), front.issuer_in_title([title])
        whole = named if named and name in named else name
        if not is_whole_name(whole) or (whole in title and not title.startswith(whole)):
            self._note_row(row, "填报单位不像全称，或者与标题里的不同，没有写作发布单位；请核对后填写 issuer", name)
            return made
        if whole not in title:
            made["title"] = "\n".join([*filter(None, [made.get("title")]), f"填报单位：{name}"])
        self._note_row(row, "按填报单位填了发布单位（issuer），请核对", whole)
        return made | {"issuer": whole}

    def _name_what_was_not_read(self) -> None:
        if self.table.sheets:
            self._note_row(1, "没有读的工作表", "、".join(self.table.sheets))
        for row, words in self.table.above.items():
            self._note_row(row, "表头上面的这些字没有读", words)
        if self.table.others:
            self._note_row(self.table.head, "没有读的列", "、".join(self.table.others.values()))
        if self.table.formulas:
            self._note_row(self.table.head, "这些格是公式，按文件里存下的结果读，请核对", self.table.counted)

    def _group(self) -> None:
        """The lines by category and issue, in the order in which the ledger names them first."""
        category: str | None = None
        faults: list[Fault] = []
        current: _Issue | None = None
        headings = dict(self.table.stray)
        for line in self._in_order():
            for row in [row for row in headings if row < line.number]:
                category, current = self._heading(row, headings.pop(row)) or category, current
            named = self._title(line.text("category")) or category
            named = None if named == UNTITLED else named  # as our own ledgers have it
            problem = self._proper(line.text("problem"))
            if not line.text("text") or not (problem or current):
                name = "problem" if line.text("text") else "text"
                message = f"这一行没有{TITLES[name]}"
                faults.append(self.table.fault(line, name, "row-unknown", message, "填上；不用的行删掉"))
                continue
            if current and "text" in line.shared:
                current.more.setdefault(current.lines[-1].number, []).append(line)
                continue
            number = line.issue
            apart = current and number is not None and number not in current.numbers and self._is_of_issues(line)
            if current is None or named != category or apart or (problem and problem != current.problem):
                current = _Issue(problem or current.problem)
                self.categories.setdefault(named, []).append(current)
            category = named
            current.lines.append(line)
            current.numbers |= {number} if number else set()
        for row, words in headings.items():
            self._note_row(row, "这一行不是措施，没有读", words)
        if not self.categories and not faults:
            first = Line(min((line.number for line in self.table.lines), default=1))
            faults.append(self.table.fault(first, "number", "empty-file", "台账里没有措施", "核对是否选错了文件"))
        if faults:
            raise Faulty(faults)

    def _is_of_issues(self, line: Line) -> bool:
        """Whether the number of a row that names its problem is that of an issue: 20-2, or not each row has its own."""
        if line.measure[1] is not None:
            return True
        given = [one.issue for one in self.table.lines]
        return len({*given} - {None}) < len(given) and bool(line.text("problem")) and "problem" not in line.shared

    def _in_order(self) -> list[Line]:
        """The lines, those of a sorted ledger back in the order of their numbers."""
        lines = self.table.lines
        if all((number := _number(line)) and number[1] for line in lines):
            return sorted(lines, key=_number)
        return lines

    def _heading(self, row: int, words: str) -> str | None:
        if rows.heading_of(words.strip()):
            return self._title(words)
        self._note_row(row, "这一行不是措施，没有读", words)
        return None

    def _title(self, words: str) -> str:
        words = self._proper(words).replace("\n", "")
        return rows.heading_of(words) or words

    def _numbers(self) -> tuple[dict[int, int], list[int]]:
        """The number of each issue, and those that lack: as the ledger numbers them where it does so in order."""
        issues = [issue for group in self.categories.values() for issue in group]
        given = [min(issue.numbers) if len(issue.numbers) == 1 else 0 for issue in issues]
        if given != sorted(set(given)) or given[0] == 0:
            return {id(issue): count for count, issue in enumerate(issues, start=1)}, []
        return {id(issue): number for issue, number in zip(issues, given, strict=True)}, sorted(
            set(range(1, given[-1])) - set(given)
        )

    def _issue(self, number: int, issue: _Issue) -> dict[str, Any]:
        made: dict[str, Any] = {"number": number, "problem": rows.without_number(issue.problem, number)}
        lines = issue.lines
        texts = [self._proper(line.text("text")) for line in lines]
        parted = [counting.items(words) for words in texts]
        if len(lines) == 1 and not issue.more and not set(lines[0].values) & {*_OF_PROGRESS, "status", "evidence"}:
            read = measures.fields(texts[0].split("\n"), paragraphs=False)
            if len(read["measures"]) >= len(parted[0]):
                self.lines += [lines] * len(read["measures"])
                return made | read | {"measures": [one | self._internal(lines[0]) for one in read["measures"]]}
        apart = len(lines) > 1 and all(len(items) == 1 for items in parted)
        markers = [item.marker for items in parted for item in items]
        usual = markers == [f"{chinese_number(place)}是" for place in range(1, len(markers) + 1)]
        if not apart and not usual:
            made["counted"] = False
        made["measures"] = []
        for line, items in zip(lines, parted, strict=True):
            self.lines += [[line, *issue.more.get(line.number, ())]] * len(items)
            told = self._told_together([line, *issue.more.get(line.number, ())], [item.text for item in items])
            for place, (item, said) in enumerate(zip(items, told, strict=True)):
                written: dict[str, Any] = {} if apart or usual else {"before": item.marker}
                before = made["measures"][-1]["text"] if made["measures"] else ""
                of_its_own = item.own_line or (place == 0 and line is not lines[0] and not apart)
                if of_its_own or (before and measures.broken(before)):
                    written["own_line"] = True
                made["measures"].append(({"written": written} if written else {}) | {"text": item.text} | said)
        return made | self._stated_below(made["measures"])

    def _stated_below(self, measures: list[dict[str, Any]]) -> dict[str, Any]:
        """The words of the column of states on an issue, as the line below its measures that their states rest on."""
        cells = [measure.pop(_CELL, "") for measure in measures]
        if not any(cells):
            return {}
        self.of_column, title = True, self.table.title_of("status")
        if len(set(cells)) == 1:
            words = evidence = f"{title}：{cells[0]}"
        else:
            counted = [f"（{count}）{cell}" for count, cell in enumerate(cells, start=1) if cell]
            words, evidence = f"{title}：{'；'.join(counted)}", ""
        for count, (measure, cell) in enumerate(zip(measures, cells, strict=True), start=1):
            if cell:
                measure["evidence"] = evidence or f"（{count}）{cell}"
        return {"closing": words, "closing_on_own_line": True}

    def _told_together(self, lines: list[Line], texts: list[str]) -> list[dict[str, Any]]:
        """What the rows of the same measures say of each; of states in their column that differ, none."""
        told = [self._told(line, texts) for line in lines]
        stated = [(line, made) for line, made in zip(lines, told, strict=True) if _CELL in made[0]]
        if len({made[0]["status"] for _, made in stated}) > 1:
            for line, made in stated:
                for measure in made:
                    del measure["status"], measure[_CELL]
                message = "同一条措施的几行状态不一致，先记为已公布措施，记在备注里"
                self._note(line, "status", message, self._remember(line, "status", made))
        return [reduce(_both, of_one) for of_one in zip(*told, strict=True)]

    def _told(self, line: Line, texts: list[str]) -> list[dict[str, Any]]:
        """What a row says of each of its measures besides the text: states, updates, and what the office keeps."""
        made = [dict(self._internal(line)) for _ in texts]
        status, day = self._read(line, "status"), self._read(line, "date")
        if status is None and line.text("status"):
            self._remember(line, "status", made)
        if day and day > today():
            self._note(line, "date", f"更新日期（{day}）还没有到，进展没有当作已发生的，请核对", line.text("date"))
            day = None
        status = None if status is Status.STATED else status
        progress, source = self._progress(line, len(texts)), line.text("source")
        new = bool(progress and day and source)
        if new and status and self.table.is_of_the_office and states.contradict(status, line.text("progress")):
            message = f"状态“{status.label}”与进展情况不一致，没有写进后续进展，记在备注里"
            self._note(line, "status", message, self._remember(line, "status", made))
            status = None
        if new:
            state = {"status": status} if status else {}
            for said, words in zip(made, progress, strict=True):
                said["updates"] = [{"date": day, "text": words, "source": source} | state]
            status = None
        else:
            self._keep(line, progress, made)
        if status and self.table.is_of_the_office and not line.text("evidence"):
            self._state(line, status, texts, made)
        else:
            self._support(line, status, texts, made)
        return made

    def _state(self, line: Line, status: Status, texts: list[str], made: list[dict[str, Any]]) -> None:
        """The state of a row's measures by the cell of its column, unless the row itself says otherwise."""
        others = (line.text("progress"), line.text("note"))
        if any(states.contradict(status, words) for words in others) or not all(
            states.allowed((status, ""), text) for text in texts
        ):
            message = f"状态“{status.label}”与这一行别的话不一致，或措施里另写了进展，先记为已公布措施，记在备注里"
            self._note(line, "status", message, self._remember(line, "status", made))
            return
        for measure in made:
            measure |= {"status": status, _CELL: self._proper(line.text("status")).replace("\n", "")}

    def _remember(self, line: Line, name: str, made: list[dict[str, Any]]) -> str:
        """Words of a cell that make no field of the data, as a note of the office; the words."""
        words = f"{self.table.title_of(name)}：{line.text(name)}"
        for said in made:
            said["note"] = "\n".join([*filter(None, [said.get("note")]), words])
        return words

    def _keep(self, line: Line, progress: list[str], made: list[dict[str, Any]]) -> None:
        """Progress that lacks a day or a source, as a note of the office."""
        rest = [name for name in _OF_PROGRESS if line.text(name)]
        if not rest:
            return
        for place, said in enumerate(made):
            kept = {name: progress[place] if name == "progress" else line.text(name) for name in rest}
            lines = [f"{TITLES[name]}：{words}" for name, words in kept.items()]
            said["note"] = "\n".join([*filter(None, [said.get("note")]), *lines])
        words = "；".join(f"{TITLES[name]}：{line.text(name)}" for name in rest)
        self._note(line, "progress", "进展情况、日期和来源不全，先记在备注里，不会公开", words)

    def _support(self, line: Line, status: Status | None, texts: list[str], made: list[dict[str, Any]]) -> None:
        """The state of those measures that have the words on which it rests."""
        evidence = self._proper(line.text("evidence"))
        fit = [evidence in words and len(evidence) >= SHORTEST_EVIDENCE for words in texts]
        if status:
            for said in (said for said, fits in zip(made, fit, strict=True) if fits):
                said |= {"status": status, "evidence": evidence}
        if status and not any(fit):
            self._note(line, "status", f"状态“{status.label}”没有可用的依据，先记为已公布措施", " ".join(texts))
            self._remember(line, "status", made)
        elif status and not all(fit):
            message = f"依据只说明其中的措施，这一行的其余措施先记为已公布措施，不是“{status.label}”"
            self._note(line, "evidence", message, evidence)
        if evidence and not (status and any(fit)):
            self._note(line, "evidence", "依据没有采用", evidence)

    def _progress(self, line: Line, count: int) -> list[str]:
        """What a row says of the progress of each of its measures: its own item of as many, else all that is said,
        which may be in a cell over the measures of several rows.
        """
        words, together = line.text("progress"), self.together[line.number]
        items = counting.items(words) if words else []
        if len(items) == count == together > 1:
            return [item.text for item in items]
        if words and together > 1:
            message = f"进展情况没有按 {together} 条措施分开写，每条措施都记了全文，注明是合写的，请核对"
            self._note(line, "progress", message, words)
            words += f"（{together}条措施合写）"
        return [words] * count if words else []

    def _internal(self, line: Line) -> dict[str, str]:
        return {name: words for name in internal.FIELDS if (words := line.text(name))}

    def _read(self, line: Line, name: str) -> Any:
        try:
            return getattr(line, name)
        except Unreadable as unreadable:
            self._note(line, name, f"{unreadable.message}；{unreadable.advice}", line.text(name))
            return None

    def _proper(self, words: str) -> str:
        """The words with Chinese punctuation, which the data asks for, without empty lines."""
        lines = [line.strip() for line in words.split("\n") if line.strip()]
        proper = [punctuate(line) for line in lines]
        self.marks_changed += sum(
            a != b for old, new in zip(lines, proper, strict=True) for a, b in zip(old, new, strict=True)
        )
        return "\n".join(proper)

    def _note(self, line: Line, name: str, message: str, words: str) -> None:
        self._note_row(line.number, f"{self.table.place(line.number, name)} {message}", words)

    def _note_row(self, row: int, message: str, words: str) -> None:
        self.notes.append(Note(row, message, " ".join(words.split())))


def _measures_of_progress(lines: list[Line]) -> dict[int, int]:
    """How many measures the cell on progress of each row is about, by the row's number: those of all that share it."""
    progress, text = 0, 0  # the rows in which the cells begin
    texts: dict[int, dict[int, int]] = {}
    begins: dict[int, int] = {}
    for line in lines:
        progress = progress if "progress" in line.shared else line.number
        text = text if "text" in line.shared else line.number
        texts.setdefault(progress, {})[text] = len(counting.items(line.text("text")))
        begins[line.number] = progress
    return {row: sum(texts[top].values()) for row, top in begins.items()}


def _number(line: Line) -> tuple[int, int | None] | None:
    try:
        return line.measure
    except Unreadable:
        return None


def _both(said: dict[str, Any], more: dict[str, Any]) -> dict[str, Any]:
    """What two rows say of one measure: updates by their days, notes one below the other, else what the first says."""
    both = more | said
    if updates := said.get("updates", []) + more.get("updates", []):
        both["updates"] = sorted(updates, key=lambda update: update["date"])
    if notes := [*dict.fromkeys(filter(None, (said.get("note"), more.get("note"))))]:
        both["note"] = "\n".join(notes)
    return both
