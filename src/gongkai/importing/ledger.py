"""A ledger in a workbook -> its lines by field, whatever order people have given its rows and columns.

Knows where the table stands in a workbook and which column is which. What a cell says is for `cells`, which rows are
no measure for `rows`; what a line means for the data for `reconciling`, and `unwritten` for an announcement of its own.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

from gongkai.faults import Fault, Faulty
from gongkai.importing import cells, headings, rows, workbook
from gongkai.importing.cells import Line, short
from gongkai.importing.headings import Head
from gongkai.importing.workbook import Sheet
from gongkai.ledger import BEFORE, NOTES, SHEET, TITLES

_MOST_NAMED = 10  # formulas


@dataclass
class Table:
    """A ledger: its lines, which column each field stands in, and what of the workbook was not read.

    `others` are the titles of columns, `stray` the words of rows, `sheets` the names of sheets. `above` is what stands
    over the head and is not its title; `formulas` are the cells that were read and are counted by the spreadsheet.
    `before` are the lines as the ledger was written, by number; none in one that does not know.
    """

    file: str
    sheet: str
    columns: dict[str, int]
    lines: list[Line]
    title: str
    others: dict[int, str]
    stray: dict[int, str]
    head: int = 1
    titles: dict[int, str] = field(default_factory=dict)
    above: dict[int, str] = field(default_factory=dict)
    sheets: list[str] = field(default_factory=list)
    formulas: list[str] = field(default_factory=list)
    before: dict[str, Line] = field(default_factory=dict)

    def fault(self, line: Line, name: str, code: str, message: str, advice: str) -> Fault:
        """A fault in the cell of a field in a line, named as spreadsheets do; in its first cell without that column."""
        return self.fault_at(line.number, name, code, message, advice)

    def fault_at(self, row: int, name: str, code: str, message: str, advice: str) -> Fault:
        """The same for any row."""
        column = self.columns.get(name) or min(self.columns.values())
        return _fault(self.file, self.sheet, row, column, code, message, advice)

    def place(self, row: int, name: str) -> str:
        """A cell as spreadsheets name it, with its sheet."""
        return f"{self.sheet}!{workbook.cell_name(row, self.columns.get(name) or min(self.columns.values()))}"

    @property
    def is_of_the_office(self) -> bool:
        """Whether it is a ledger of the office's own: neither what was exported, nor numbered as that is (20-2)."""
        numbered = any(line.counts_measures for line in self.lines)
        return not self.before and not numbered and {"problem", "text"} <= self.columns.keys()

    def title_of(self, name: str) -> str:
        """What stands over the column of a field, without what brackets add to it (是否完成（是/否）)."""
        words = self.titles.get(self.columns[name], TITLES[name])
        return re.sub(r"[（(\[【].*?[）)\]】]", "", "".join(words.split())).strip("：:") or TITLES[name]

    @property
    def counted(self) -> str:
        """The cells that were read and are formulas, in words."""
        many = f" 等 {len(self.formulas)} 格" if len(self.formulas) > _MOST_NAMED else ""
        return "、".join(self.formulas[:_MOST_NAMED]) + many

    def without(self, name: str) -> Fault:
        """That no column has the title of a field."""
        advice = f"第 {self.head} 行的列名是：{_listed(self.titles)}。把写{_ABOUT[name]}的一列改名为“{TITLES[name]}”"
        return self.fault_at(self.head, name, "no-ledger", f"没有找到“{TITLES[name]}”这一列", advice)


_ABOUT = {"number": "编号", "problem": "问题", "text": "措施"}


def read(path: Path) -> Table:
    """The ledger of a workbook.

    Raises `Faulty`: for a file that is no workbook, a workbook without a ledger or with two, columns that cannot be
    told apart, cells of the ledger that show no value.
    """
    whole = workbook.read(path)
    sheets = [sheet for sheet in whole if sheet.name != BEFORE]
    like = [sheet for sheet in sheets if is_ledger(sheet)]
    usable = [sheet for sheet in like if not sheet.hidden]
    chosen = [sheet for sheet in usable if sheet.name == SHEET] or usable
    if len(chosen) != 1:
        raise Faulty([_many(path, chosen) if chosen else _none(path, sheets)])
    table = of(str(path), chosen[0])
    for sheet in whole:
        if sheet.name == BEFORE and is_ledger(sheet):
            table.before = {line.text("number"): line for line in of(str(path), sheet).lines}
    table.sheets = [
        _described(sheet, like=sheet in like)
        for sheet in sheets
        if sheet is not chosen[0] and sheet.values and sheet.name != NOTES
    ]
    return table


def is_ledger(sheet: Sheet) -> bool:
    """Whether a sheet has the titles of a ledger's columns."""
    head = headings.head(sheet)
    return head is not None and head.is_of_ledger


def of(file: str, sheet: Sheet) -> Table:
    """The ledger in a sheet that is one. Raises `Faulty` as `read` does."""
    head = headings.head(sheet)
    columns, others = _columns(file, sheet, head)
    lines, stray = _lines(sheet, head, columns)
    faults = [
        _fault(file, sheet.name, row, column, "no-value", f"这一格{why}", "改成文字或数字，保存后再试一次")
        for (row, column), why in sheet.broken.items()
        if row > head.row and row not in stray and column in columns.values()
    ]
    if faults:
        raise Faulty(faults)
    title, above = rows.above(sheet, head)
    read_rows = {line.number for line in lines}
    formulas = [
        workbook.cell_name(row, column)
        for row, column in sorted(sheet.formulas)
        if column in columns.values() and row in read_rows
    ]
    parts = (columns, lines, title, others, stray, head.row, head.titles, above)
    return Table(file, sheet.name, *parts, formulas=formulas)


def _many(path: Path, sheets: list[Sheet]) -> Fault:
    message = f"有几个工作表都像台账：{'、'.join(sheet.name for sheet in sheets)}"
    return Fault(str(path), 1, 1, "no-ledger", message, f"合成一个工作表；或者把要用的一个改名为“{SHEET}”")


def _none(path: Path, sheets: list[Sheet]) -> Fault:
    """That there is no ledger, with the likeliest row of titles that there is."""
    message = "没有找到台账：表头里要有“序号”“反馈问题”“整改措施”这样的列名"
    seen = [(len(head.fields), len(head.titles), sheet, head) for sheet in sheets if (head := headings.head(sheet))]
    if not seen:
        return Fault(str(path), 1, 1, "no-ledger", message, "核对文件；可以先用 gongkai export --xlsx 写出一份")
    *_, sheet, head = max(seen, key=lambda one: one[:2])
    lacking = "，".join(
        f"写{_ABOUT[name]}的一列改名为“{TITLES[name]}”" for name in ("problem", "text") if name not in head.fields
    )
    advice = f"这一行的列名是：{_listed(head.titles)}。把{lacking or '各列改成台账的列名'}"
    return _fault(str(path), sheet.name, head.row, min(head.titles), "no-ledger", message, advice)


def _listed(titles: dict[int, str]) -> str:
    return "、".join(short(" ".join(words.split())) for words in titles.values())


def _described(sheet: Sheet, *, like: bool) -> str:
    """A sheet that is not read: its name, and what a person should know of it."""
    known = ["隐藏"] * sheet.hidden + ["也像台账，里面的改动没有读"] * like
    return f"{sheet.name}（{'；'.join(known)}）" if known else sheet.name


def _columns(file: str, sheet: Sheet, head: Head) -> tuple[dict[str, int], dict[int, str]]:
    """The column of each field, its own title before other words for it; and the titles of the other columns, among
    them those of two lesser words for one field, which name it too loosely to choose.
    """
    columns: dict[str, int] = {}
    faults = []
    fields = _fields(sheet, head)
    for rank in (headings.EXACT, headings.OTHER, headings.LESSER):
        here: dict[str, int] = {}
        loose: set[str] = set()
        for column, words in head.titles.items():
            name = fields[column]
            if name is None or headings.rank(words) != rank or name in columns:
                continue
            if name in here and rank == headings.LESSER:
                loose.add(name)
            elif name in here:
                message = f"“{words}”与 {workbook.cell_name(head.row, here[name])} 都像是“{TITLES[name]}”"
                advice = f"把要用的一列改名为“{TITLES[name]}”，另一列改成别的名称"
                faults.append(_fault(file, sheet.name, head.row, column, "column-twice", message, advice))
            here.setdefault(name, column)
        columns |= {name: column for name, column in here.items() if name not in loose}
    if faults:
        raise Faulty(faults)
    filled = {column for row, column in sheet.values if row > head.row}
    untitled = {
        column: f"{workbook.cell_name(head.row, column)} 之下（没有列名）" for column in filled - set(head.titles)
    }
    others = {column: " ".join(words.split()) for column, words in head.titles.items()} | untitled
    return columns, {column: words for column, words in sorted(others.items()) if column not in columns.values()}


def _fields(sheet: Sheet, head: Head) -> dict[int, str | None]:
    """The field that each column's title names; progress (完成情况) is the state where that is all that it holds."""
    fields = {column: headings.field_of(words) for column, words in head.titles.items()}
    if "status" not in fields.values():
        for column in [column for column, name in fields.items() if name == "progress"]:
            below = [value for (row, at), value in sheet.values.items() if at == column and row > head.row]
            if cells.are_states([workbook.text(value) for value in below]):
                fields[column] = "status"
    return fields


def _lines(sheet: Sheet, head: Head, columns: dict[str, int]) -> tuple[list[Line], dict[int, str]]:
    """The lines below the head, and the words of rows that are none: a signature, a heading, the head once more."""
    names = {column: name for name, column in columns.items()}
    asked = head.titles.get(columns.get("status", 0), "")
    asked = asked if headings.asks_yes_or_no(asked) else ""
    lines: dict[int, Line] = {}
    words: dict[int, dict[int, str]] = {}
    for (row, column), value in sorted(sheet.values.items()):
        if row > head.row:
            words.setdefault(row, {})[column] = workbook.text(value)
            if column in names:
                said = cells.meant(names[column], head.titles[column], value, sheet)
                lines.setdefault(row, Line(row, asked=asked)).values[names[column]] = said
    unbroken = set(words) - {row for row, column in sheet.broken if column in names}
    stray = [row for row in words if row not in lines and row in unbroken]
    merged = sheet.merged_over(sorted(lines))
    stray += [row for row in lines if rows.is_no_measure(lines[row], words[row], names, merged.get(row, []))]
    for row in stray:
        lines.pop(row, None)
    for row, line in lines.items():
        for area in merged.get(row, []):
            value = sheet.values.get((area.top, area.left))
            if area.left in names and head.row < area.top < row and value is not None:
                said = cells.meant(names[area.left], head.titles[area.left], value, sheet)
                line.values.setdefault(names[area.left], said)
                line.shared.add(names[area.left])
    return [lines[row] for row in sorted(lines)], {row: "　".join(words[row].values()) for row in sorted(stray)}


def _fault(file: str, sheet: str, row: int, column: int, code: str, message: str, advice: str) -> Fault:
    return Fault(file, row, column, code, message, advice, cell=f"{sheet}!{workbook.cell_name(row, column)}")
