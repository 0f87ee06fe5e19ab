"""A ledger -> the announcement of an office that has no text of one: categories, issues and measures from its rows.

What the ledger says is taken as it stands; what its rows tell of the measures besides the text is read in `telling`.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gongkai import printing
from gongkai.checks.facts import is_whole_name
from gongkai.faults import Fault, Faulty
from gongkai.importing import cautions, counting, front, ledger, measures, rows, telling
from gongkai.importing.account import Account
from gongkai.importing.announcement import Reading
from gongkai.importing.cells import Line, Unreadable
from gongkai.importing.ledger import Table
from gongkai.ledger import TITLES
from gongkai.model import UNTITLED, Announcement
from gongkai.wording import chinese_number, punctuate

_SIGNED_BY = re.compile(r"(?:填报|填表|报送|上报|编制)单位(?:（[^（）]*）)?：\s*([^\s：，。；（）]+)(?=[\s（]|$)")
_FILLED_IN_ON = re.compile(r"(?:填报|填表|报送|上报|编制)(?:日期|时间)：\s*(\d{4}年\d{1,2}月\d{1,2}日)")


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
        self.account = Account(table, [*cautions.take_out_leaders(table), *cautions.of_ledger(table)])
        self.telling = telling.Telling(self.account)
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
        if self.telling.of_column and not self.again:
            message = "状态按这一列的字填了，这些字作为依据写在各个问题之后，会公开，请核对"
            self.account.note_row(self.table.head, message, self.table.title_of("status"))
        notes = sorted(self.account.notes, key=lambda note: note.line)
        return Reading(announcement, printing.text(announcement), self.account.marks_changed, notes)

    def _facts(self) -> dict[str, Any]:
        """The title with the day of the ledger below it, and the body that the ledger names as its own, where title and
        signature agree on it.
        """
        title = self.account.proper(self.table.title)
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
            message = "填报单位不像全称，或者与标题里的不同，没有写作发布单位；请核对后填写 issuer"
            self.account.note_row(row, message, name)
            return made
        if whole not in title:
            made["title"] = "\n".join([*filter(None, [made.get("title")]), f"填报单位：{name}"])
        self.account.note_row(row, "按填报单位填了发布单位（issuer），请核对", whole)
        return made | {"issuer": whole}

    def _name_what_was_not_read(self) -> None:
        if self.table.sheets:
            self.account.note_row(1, "没有读的工作表", "、".join(self.table.sheets))
        for row, words in self.table.above.items():
            self.account.note_row(row, "表头上面的这些字没有读", words)
        if self.table.others:
            self.account.note_row(self.table.head, "没有读的列", "、".join(self.table.others.values()))
        if self.table.formulas:
            self.account.note_row(self.table.head, "这些格是公式，按文件里存下的结果读，请核对", self.table.counted)

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
            problem = self.account.proper(line.text("problem"))
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
            self.account.note_row(row, "这一行不是措施，没有读", words)
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
        self.account.note_row(row, "这一行不是措施，没有读", words)
        return None

    def _title(self, words: str) -> str:
        words = self.account.proper(words).replace("\n", "")
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
        texts = [self.account.proper(line.text("text")) for line in lines]
        parted = [counting.items(words) for words in texts]
        if len(lines) == 1 and not issue.more and telling.is_text_alone(lines[0]):
            read = measures.fields(texts[0].split("\n"), paragraphs=False)
            if len(read["measures"]) >= len(parted[0]):
                self.lines += [lines] * len(read["measures"])
                return made | read | {"measures": [one | telling.kept_inside(lines[0]) for one in read["measures"]]}
        apart = len(lines) > 1 and all(len(items) == 1 for items in parted)
        markers = [item.marker for items in parted for item in items]
        usual = markers == [f"{chinese_number(place)}是" for place in range(1, len(markers) + 1)]
        if not apart and not usual:
            made["counted"] = False
        made["measures"] = []
        for line, items in zip(lines, parted, strict=True):
            self.lines += [[line, *issue.more.get(line.number, ())]] * len(items)
            told = self.telling.of_measures([line, *issue.more.get(line.number, ())], [item.text for item in items])
            for place, (item, said) in enumerate(zip(items, told, strict=True)):
                written: dict[str, Any] = {} if apart or usual else {"before": item.marker}
                before = made["measures"][-1]["text"] if made["measures"] else ""
                of_its_own = item.own_line or (place == 0 and line is not lines[0] and not apart)
                if of_its_own or (before and measures.broken(before)):
                    written["own_line"] = True
                made["measures"].append(({"written": written} if written else {}) | {"text": item.text} | said)
        return made | self.telling.below(made["measures"])


def _number(line: Line) -> tuple[int, int | None] | None:
    try:
        return line.measure
    except Unreadable:
        return None
