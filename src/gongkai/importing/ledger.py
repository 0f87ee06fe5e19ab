"""A ledger in a workbook -> its lines by field, whatever order people have given its rows and columns.

Knows where the table stands in a workbook, which column is which, and how people write numbers, days and states in
cells. What a line means for the data is for others: `reconciling`, and `unwritten` for an announcement of its own.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

from gongkai.faults import Fault, Faulty
from gongkai.importing import headings, workbook
from gongkai.importing.workbook import Sheet, Value
from gongkai.ledger import SHEET, TITLES
from gongkai.model import STATUS_LABELS, Status

_DEEPEST_HEAD = 40  # rows that may stand above the titles of the columns
_FEWEST = 3  # columns known by their titles that make a row the head
_NUMBER = re.compile(r"(?:问题)?第?(\d{1,4})(?:(?:[-–—―_.．、/:之]|项?第|\()(\d{1,3})(?:\)|条|条措施)?)?")
_DAY = re.compile(r"(\d{4})[-–—./年](\d{1,2})[-–—./月](\d{1,2})日?|(\d{4})(\d\d)(\d\d)")
_STATES = {label: status for status, label in STATUS_LABELS.items()} | {
    "完成": Status.DONE,
    "已整改": Status.DONE,
    "已办结": Status.DONE,
    "已销号": Status.DONE,
    "正在推进": Status.ONGOING,
    "持续推进": Status.ONGOING,
    "整改中": Status.ONGOING,
    "进行中": Status.ONGOING,
    "未完成": Status.ONGOING,
    "基本完成": Status.ONGOING,
    "持续坚持": Status.STANDING,
    "长期整改": Status.STANDING,
}


class Unreadable(Exception):
    """A cell does not say what its column asks for: what is wrong, and what to do."""

    def __init__(self, message: str, advice: str):
        super().__init__(message)
        self.message = message
        self.advice = advice


@dataclass
class Line:
    """A row of the ledger: its values by field, those of merged cells among them. An empty cell has no value."""

    number: int
    values: dict[str, Value] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """The words of a field; nothing where the cell is empty."""
        return workbook.text(self.values.get(name))

    @property
    def measure(self) -> tuple[int, int | None] | None:
        """The number of an issue and, where it is given, of its measure; None where the cell is empty.

        Raises `Unreadable`.
        """
        value = self.values.get("number")
        if value is None:
            return None
        if isinstance(value, datetime):
            advice = "把这一格的格式设为“文本”，写成 20-2 这样（问题编号-第几条措施）"
            raise Unreadable("序号被表格软件改成了日期", advice)
        found = _NUMBER.fullmatch(_narrow(self.text("number")))
        if not found or isinstance(value, float):
            raise Unreadable(f"认不出序号“{_short(self.text('number'))}”", "写成 20-2 这样：问题编号-第几条措施")
        return int(found[1]), int(found[2]) if found[2] else None

    @property
    def date(self) -> date | None:
        """The day of its progress; None where the cell is empty. Raises `Unreadable`."""
        value = self.values.get("date")
        if value is None:
            return None
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, int | float) and 20_000 < value < 80_000:
            return date(1899, 12, 30) + timedelta(days=int(value))  # how spreadsheets count days
        words = self.text("date")
        if found := _DAY.fullmatch(_narrow(words)):
            try:
                return date(*map(int, filter(None, found.groups())))
            except ValueError:
                raise Unreadable(f"没有 {_short(words)} 这一天", "核对年月日") from None
        raise Unreadable(f"认不出日期“{_short(words)}”", "写到哪一天，例如 2024-03-01")

    @property
    def status(self) -> Status | None:
        """The state that it names; None where the cell is empty. Raises `Unreadable`."""
        words = self.text("status")
        if not words:
            return None
        plain = re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", words))
        if status := _STATES.get(plain):
            return status
        raise Unreadable(f"认不出状态“{_short(words)}”", f"只能写：{'、'.join(STATUS_LABELS.values())}")


@dataclass
class Table:
    """A ledger: its lines, which column each field stands in, and what of the sheet was not read."""

    file: str
    sheet: str
    columns: dict[str, int]
    lines: list[Line]
    title: str
    others: list[str]
    stray: dict[int, str]

    def fault(self, line: Line, name: str, code: str, message: str, advice: str) -> Fault:
        """A fault in the cell of a field in a line, named as spreadsheets do; in its first cell without that column."""
        column = self.columns.get(name) or min(self.columns.values())
        return _fault(self.file, self.sheet, line.number, column, code, message, advice)


def read(path: Path) -> Table:
    """The ledger of a workbook.

    Raises `Faulty`: for a file that is no workbook, a workbook without a ledger or with two, columns that cannot be
    told apart, cells of the ledger that show no value.
    """
    heads = [(sheet, row) for sheet in workbook.read(path) if (row := _head(sheet))]
    heads = [one for one in heads if one[0].name == SHEET] or heads
    if len(heads) != 1:
        many = "、".join(sheet.name for sheet, _ in heads)
        message = (
            f"有几个工作表都像台账：{many}" if heads else "没有找到台账：表头里要有“序号”“反馈问题”“整改措施”这样的列名"
        )
        advice = f"把要用的工作表改名为“{SHEET}”" if heads else "核对文件；可以先用 gongkai export --xlsx 写出一份"
        raise Faulty([Fault(str(path), 1, 1, "no-ledger", message, advice)])
    sheet, head = heads[0]
    columns, others = _columns(path, sheet, head)
    faults = [
        _fault(str(path), sheet.name, row, column, "no-value", f"这一格{why}", "改成文字或数字，保存后再试一次")
        for (row, column), why in sheet.broken.items()
        if row > head and column in columns.values()
    ]
    if faults:
        raise Faulty(faults)
    lines, stray = _lines(sheet, head, columns)
    return Table(str(path), sheet.name, columns, lines, _title(sheet, head), others, stray)


def _head(sheet: Sheet) -> int | None:
    """The row of the columns' titles: the one that names most fields."""
    found: dict[int, set[str]] = {}
    for (row, _), value in sheet.values.items():
        if row <= _DEEPEST_HEAD and isinstance(value, str) and (name := headings.field_of(value)):
            found.setdefault(row, set()).add(name)
    best = max(found, key=lambda row: (len(found[row]), -row), default=None)
    if best is None or len(found[best]) < _FEWEST or not found[best] & {"number", "problem"}:
        return None
    return best


def _columns(path: Path, sheet: Sheet, head: int) -> tuple[dict[str, int], list[str]]:
    """The column of each field, its own title before other words for it; and the titles of the other columns."""
    named = [(column, workbook.text(value)) for (row, column), value in sorted(sheet.values.items()) if row == head]
    columns: dict[str, int] = {}
    faults = []
    for own in (True, False):
        here: dict[str, int] = {}
        for column, words in named:
            name = headings.field_of(words)
            if name is None or headings.is_own(words) is not own or name in columns:
                continue
            if name in here:
                message = f"“{words}”与 {workbook.cell_name(head, here[name])} 都像是“{TITLES[name]}”"
                advice = f"把要用的一列改名为“{TITLES[name]}”，另一列改成别的名称"
                faults.append(_fault(str(path), sheet.name, head, column, "column-twice", message, advice))
            here.setdefault(name, column)
        columns |= here
    if faults:
        raise Faulty(faults)
    return columns, [words for column, words in named if column not in columns.values()]


def _lines(sheet: Sheet, head: int, columns: dict[str, int]) -> tuple[list[Line], dict[int, str]]:
    """The lines below the head, and the words of rows that are none: a signature, a heading, the head once more."""
    names = {column: name for name, column in columns.items()}
    lines: dict[int, Line] = {}
    words: dict[int, list[str]] = {}
    for (row, column), value in sorted(sheet.values.items()):
        if row > head:
            words.setdefault(row, []).append(workbook.text(value))
            if column in names:
                lines.setdefault(row, Line(row)).values[names[column]] = value
    stray = [row for row in words if row not in lines or _is_no_measure(lines[row], len(words[row]), sheet)]
    for row in stray:
        lines.pop(row, None)
    for area in sheet.merged:
        if (value := sheet.values.get((area.top, area.left))) is None or area.left not in names:
            continue
        for row, line in lines.items():
            if area.top < row <= area.bottom:
                line.values.setdefault(names[area.left], value)
    return [lines[row] for row in sorted(lines)], {row: "　".join(words[row]) for row in stray}


def _is_no_measure(line: Line, cells: int, sheet: Sheet) -> bool:
    if all(headings.field_of(line.text(name)) == name for name in line.values):
        return True
    under = any(area.top < line.number <= area.bottom for area in sheet.merged)
    return cells == 1 and not under and "number" in line.values and not _NUMBER.fullmatch(_narrow(line.text("number")))


def _title(sheet: Sheet, head: int) -> str:
    """The longest words above the head: beside them there may be 附件2, or a unit and a day."""
    return max((workbook.text(value) for (row, _), value in sheet.values.items() if row < head), key=len, default="")


def _narrow(words: str) -> str:
    return "".join(unicodedata.normalize("NFKC", words).split())


def _short(words: str) -> str:
    return words if len(words) <= 20 else words[:20] + "…"


def _fault(file: str, sheet: str, row: int, column: int, code: str, message: str, advice: str) -> Fault:
    return Fault(file, row, column, code, message, advice, cell=f"{sheet}!{workbook.cell_name(row, column)}")
