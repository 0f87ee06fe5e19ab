"""A ledger in a workbook -> its lines by field, whatever order people have given its rows and columns.

Knows where the table stands in a workbook, which column is which, and how people write numbers, days and states in
cells. What a line means for the data is for others: `reconciling`, and `unwritten` for an announcement of its own.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from gongkai.faults import Fault, Faulty
from gongkai.importing import headings, workbook
from gongkai.importing.workbook import Sheet, Value
from gongkai.ledger import NOTES, SHEET, TITLES
from gongkai.model import STATUS_LABELS, Status
from gongkai.wording import CHINESE_NUMERAL, number_of

_MOST_NAMED = 10  # formulas
_FEWEST = 3  # columns known by their titles that make a row the head; or problem and measure alone
_NUMBER = re.compile(r"(?:问题)?第?(\d{1,4})(?:(?:[-–—―_.．、/:之]|项?第|\()(\d{1,3})(?:\)|条|条措施)?)?")
_DAY = re.compile(r"(\d{4})[-–—./年](\d{1,2})[-–—./月](\d{1,2})日?|(\d{4})(\d\d)(\d\d)")
_DAY_IN_WORDS = re.compile(f"([〇○零一二三四五六七八九]{{4}})年({CHINESE_NUMERAL})月({CHINESE_NUMERAL})日?")
_YEAR_IN_WORDS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_TIME_OF_DAY = re.compile(r"[\sT]+\d{1,2}:\d\d(?::\d\d(?:[.]\d+)?)?$")
_STATES = {label: status for status, label in STATUS_LABELS.items()} | {
    words: status
    for status, many in (
        (Status.DONE, "完成 已整改 已办结 办结 已销号 整改完成 完成整改 已完成整改 已整改完成 已整改到位 整改到位"),
        (Status.ONGOING, "正在推进 持续推进 整改中 正在整改 进行中 未完成 尚未完成 基本完成 部分完成 未销号 未办结"),
        (Status.STANDING, "持续坚持 长期整改 已完成长期坚持 已完成并长期坚持 已完成持续坚持 基本完成长期坚持"),
    )
    for words in many.split()
}
_ANSWERS = {"是": "已完成", "TRUE": "已完成", "否": "未完成", "FALSE": "未完成"}
_SUM = re.compile(r"(?:本页|本表|以上|全部)?(?:合计|小计|总计|共计|累计)(?:[(:].*|[\d,.]*[项个条件元]?)")
_SIGNED = re.compile(
    r"[^:。]{0,12}(?:人|单位|日期|时间|签字|签名|签章|盖章|审核|复核|制表|填报|电话|领导|书记)(?:\([^()]*\))?:.*"
)
_REMARK = re.compile(r"(?:备注|附注|附件|注|说明|填表说明|填报说明)\d{0,2}(?:[:、.].*)?")
_DATED = re.compile(r"(?:\d{4})?年(?:\d{1,2})?月(?:(?:\d{1,2})?日)?")
_TABLE_TITLE = re.compile(r"台账|清单|一览表|情况表|汇总表|登记表|任务表|分解表|推进表|明细表")


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
        if counted := workbook.day(value):
            return counted.date()
        words = self.text("date")
        if numbers := _numbers_of_day(_narrow(_TIME_OF_DAY.sub("", words))):
            try:
                return date(*numbers)
            except ValueError:
                raise Unreadable(f"没有 {_short(words)} 这一天", "核对年月日") from None
        raise Unreadable(f"认不出日期“{_short(words)}”", "写到哪一天，例如 2024-03-01")

    @property
    def status(self) -> Status | None:
        """The state that it names; None where the cell is empty. Raises `Unreadable`."""
        words = self.text("status")
        if not words:
            return None
        if status := _STATES.get(_plain(words)):
            return status
        raise Unreadable(f"认不出状态“{_short(words)}”", f"只能写：{'、'.join(STATUS_LABELS.values())}")


@dataclass
class Table:
    """A ledger: its lines, which column each field stands in, and what of the workbook was not read.

    `others` are the titles of columns, `stray` the words of rows, `sheets` the names of sheets. `above` is what stands
    over the head and is not its title; `formulas` are the cells that were read and are counted by the spreadsheet.
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
    def counted(self) -> str:
        """The cells that were read and are formulas, in words."""
        many = f" 等 {len(self.formulas)} 格" if len(self.formulas) > _MOST_NAMED else ""
        return "、".join(self.formulas[:_MOST_NAMED]) + many

    def without(self, name: str) -> Fault:
        """That no column has the title of a field."""
        advice = f"第 {self.head} 行的列名是：{_listed(self.titles)}。把写{_ABOUT[name]}的一列改名为“{TITLES[name]}”"
        return self.fault_at(self.head, name, "no-ledger", f"没有找到“{TITLES[name]}”这一列", advice)


_ABOUT = {"number": "编号", "problem": "问题", "text": "措施"}


@dataclass(frozen=True)
class _Head:
    """The row of the columns' titles, and those."""

    row: int
    titles: dict[int, str]

    @property
    def fields(self) -> set[str]:
        return set(filter(None, map(headings.field_of, self.titles.values())))


def read(path: Path) -> Table:
    """The ledger of a workbook.

    Raises `Faulty`: for a file that is no workbook, a workbook without a ledger or with two, columns that cannot be
    told apart, cells of the ledger that show no value.
    """
    sheets = workbook.read(path)
    like = [sheet for sheet in sheets if is_ledger(sheet)]
    usable = [sheet for sheet in like if not sheet.hidden]
    chosen = [sheet for sheet in usable if sheet.name == SHEET] or usable
    if len(chosen) != 1:
        raise Faulty([_many(path, chosen) if chosen else _none(path, sheets)])
    table = of(str(path), chosen[0])
    table.sheets = [
        _described(sheet, like=sheet in like)
        for sheet in sheets
        if sheet is not chosen[0] and sheet.values and sheet.name != NOTES
    ]
    return table


def is_ledger(sheet: Sheet) -> bool:
    """Whether a sheet has the titles of a ledger's columns."""
    head = _head(sheet)
    return head is not None and (
        {"problem", "text"} <= head.fields
        or (len(head.fields) >= _FEWEST and bool(head.fields & {"number", "problem"}))
    )


def of(file: str, sheet: Sheet) -> Table:
    """The ledger in a sheet that is one. Raises `Faulty` as `read` does."""
    head = _head(sheet)
    columns, others = _columns(file, sheet, head)
    lines, stray = _lines(sheet, head, columns)
    _name_states(columns, lines)
    faults = [
        _fault(file, sheet.name, row, column, "no-value", f"这一格{why}", "改成文字或数字，保存后再试一次")
        for (row, column), why in sheet.broken.items()
        if row > head.row and row not in stray and column in columns.values()
    ]
    if faults:
        raise Faulty(faults)
    title, above = _above(sheet, head)
    rows = {line.number for line in lines}
    formulas = [
        workbook.cell_name(row, column)
        for row, column in sorted(sheet.formulas)
        if column in columns.values() and row in rows
    ]
    parts = (columns, lines, title, others, stray, head.row, head.titles, above)
    return Table(file, sheet.name, *parts, formulas=formulas)


def _many(path: Path, sheets: list[Sheet]) -> Fault:
    message = f"有几个工作表都像台账：{'、'.join(sheet.name for sheet in sheets)}"
    return Fault(str(path), 1, 1, "no-ledger", message, f"把要用的工作表改名为“{SHEET}”")


def _none(path: Path, sheets: list[Sheet]) -> Fault:
    """That there is no ledger, with the likeliest row of titles that there is."""
    message = "没有找到台账：表头里要有“序号”“反馈问题”“整改措施”这样的列名"
    seen = [(len(head.fields), len(head.titles), sheet, head) for sheet in sheets if (head := _head(sheet))]
    if not seen:
        return Fault(str(path), 1, 1, "no-ledger", message, "核对文件；可以先用 gongkai export --xlsx 写出一份")
    *_, sheet, head = max(seen, key=lambda one: one[:2])
    lacking = "，".join(
        f"写{_ABOUT[name]}的一列改名为“{TITLES[name]}”" for name in ("problem", "text") if name not in head.fields
    )
    advice = f"这一行的列名是：{_listed(head.titles)}。把{lacking or '各列改成台账的列名'}"
    return _fault(str(path), sheet.name, head.row, min(head.titles), "no-ledger", message, advice)


def _listed(titles: dict[int, str]) -> str:
    return "、".join(_short(" ".join(words.split())) for words in titles.values())


def _described(sheet: Sheet, *, like: bool) -> str:
    """A sheet that is not read: its name, and what a person should know of it."""
    known = ["隐藏"] * sheet.hidden + ["也像台账，里面的改动没有读"] * like
    return f"{sheet.name}（{'；'.join(known)}）" if known else sheet.name


def _head(sheet: Sheet) -> _Head | None:
    """The row that names most fields, else most columns; with the row above it where titles stand in two rows."""
    own: dict[int, dict[int, str]] = {}
    for (row, column), value in sorted(sheet.values.items()):
        if row <= workbook.NEAR_THE_TOP and isinstance(value, str):
            own.setdefault(row, {})[column] = workbook.text(value)
    across = {row: dict(words) for row, words in own.items()}
    for (row, column), (top, left) in sheet.covered().items():
        if left in own.get(top, {}):
            across.setdefault(row, {})[column] = own[top][left]
            if top < row and left == column and row in own:
                own[row].setdefault(column, own[top][left])
    heads = [
        _Head(row, headings.over(across.get(row - 1, {}), dict(sorted(words.items()))))
        for row, words in own.items()
        if len(words) > 1
    ]
    return max(heads, key=lambda head: (len(head.fields), len(head.titles), -head.row), default=None)


def _columns(file: str, sheet: Sheet, head: _Head) -> tuple[dict[str, int], dict[int, str]]:
    """The column of each field, its own title before other words for it; and the titles of the other columns."""
    columns: dict[str, int] = {}
    faults = []
    for own in (True, False):
        here: dict[str, int] = {}
        for column, words in head.titles.items():
            name = headings.field_of(words)
            if name is None or headings.is_own(words) is not own or name in columns:
                continue
            if name in here:
                message = f"“{words}”与 {workbook.cell_name(head.row, here[name])} 都像是“{TITLES[name]}”"
                advice = f"把要用的一列改名为“{TITLES[name]}”，另一列改成别的名称"
                faults.append(_fault(file, sheet.name, head.row, column, "column-twice", message, advice))
            here.setdefault(name, column)
        columns |= here
    if faults:
        raise Faulty(faults)
    filled = {column for row, column in sheet.values if row > head.row}
    untitled = {
        column: f"{workbook.cell_name(head.row, column)} 之下（没有列名）" for column in filled - set(head.titles)
    }
    others = {column: " ".join(words.split()) for column, words in head.titles.items()} | untitled
    return columns, {column: words for column, words in sorted(others.items()) if column not in columns.values()}


def _lines(sheet: Sheet, head: _Head, columns: dict[str, int]) -> tuple[list[Line], dict[int, str]]:
    """The lines below the head, and the words of rows that are none: a signature, a heading, the head once more."""
    names = {column: name for name, column in columns.items()}
    lines: dict[int, Line] = {}
    words: dict[int, dict[int, str]] = {}
    for (row, column), value in sorted(sheet.values.items()):
        if row > head.row:
            words.setdefault(row, {})[column] = workbook.text(value)
            if column in names:
                lines.setdefault(row, Line(row)).values[names[column]] = _meant(
                    names[column], value, sheet, head, column
                )
    unbroken = set(words) - {row for row, column in sheet.broken if column in names}
    stray = [row for row in words if row not in lines and row in unbroken]
    stray += [row for row in lines if _is_no_measure(lines[row], words[row], names, sheet)]
    for row in stray:
        lines.pop(row, None)
    for area in sheet.merged:
        if (value := sheet.values.get((area.top, area.left))) is None or area.left not in names:
            continue
        for row, line in lines.items():
            if area.top < row <= area.bottom and area.top > head.row:
                line.values.setdefault(names[area.left], _meant(names[area.left], value, sheet, head, area.left))
    return [lines[row] for row in sorted(lines)], {row: "　".join(words[row].values()) for row in sorted(stray)}


def _meant(name: str, value: Value, sheet: Sheet, head: _Head, column: int) -> Value:
    """What a cell says, as its column asks: a number as the day that it counts, 是 as the state that was asked for."""
    if name in ("date", "deadline"):
        return workbook.day(value, since_1904=sheet.since_1904) or value
    if name == "status" and headings.asks_yes_or_no(head.titles[column]):
        return _ANSWERS.get(workbook.text(value), value)
    return value


def _name_states(columns: dict[str, int], lines: list[Line]) -> None:
    """Takes a column of progress (完成情况) for one of states where that is all that it holds."""
    told = [line.text("progress") for line in lines if "progress" in line.values]
    if "status" not in columns and told and all(_plain(words) in _STATES for words in told):
        columns["status"] = columns.pop("progress")
        for line in lines:
            if "progress" in line.values:
                line.values["status"] = line.values.pop("progress")


def _is_no_measure(line: Line, words: dict[int, str], names: dict[int, str], sheet: Sheet) -> bool:
    """Whether a row is something else that people put into a ledger: a heading, a sum, a signature, a remark."""
    if all(headings.field_of(line.text(name)) == name for name in line.values):
        return True  # the head once more
    if len(words) >= _FEWEST and [*words.values()] == [str(count) for count in range(1, len(words) + 1)]:
        return True  # the columns' numbers
    here = [area for area in sheet.merged if area.top <= line.number <= area.bottom]
    if any(area.top < line.number and area.left in names for area in here):
        return False  # more of the issue above
    first, said = next(iter(words.items()))
    across = any(area.left == first and sum(first <= column <= area.right for column in names) > 1 for area in here)
    said = _narrow(said)
    numbered = bool(_NUMBER.fullmatch(said))
    if across or (len(words) == 1 and ((names.get(first) == "number" and not numbered) or _DATED.fullmatch(said))):
        return True
    remark = any(form.fullmatch(said) for form in (_SUM, _SIGNED, _REMARK))
    measure = _narrow(line.text("text"))
    return remark and (names.get(first) == "number" or not measure or _counts_or_signs(measure))


def _counts_or_signs(words: str) -> bool:
    return bool(_SIGNED.fullmatch(words) or re.fullmatch(r"共?[\d,.]+[项个条件]?", words))


def _above(sheet: Sheet, head: _Head) -> tuple[str, dict[int, str]]:
    """What stands over the head: the title of the table, and the rest by row (附件2, a unit, a day)."""
    over = {
        at: workbook.text(value)
        for at, value in sorted(sheet.values.items())
        if at[0] < head.row
        and workbook.text(value) not in head.titles.values()
        and not _is_over_columns(sheet, at, head)
    }
    candidates = {at: words for at, words in over.items() if not _is_about_the_form(words)}
    title = max(candidates, key=lambda at: (bool(_TABLE_TITLE.search(over[at])), len(over[at])), default=None)
    rest: dict[int, list[str]] = {}
    for at, words in over.items():
        if at != title:
            rest.setdefault(at[0], []).append(words)
    return over.get(title, ""), {row: "　".join(words) for row, words in rest.items()}


def _is_over_columns(sheet: Sheet, at: tuple[int, int], head: _Head) -> bool:
    """Whether a cell is the upper row of the head: 责任 over 责任领导 and 责任单位."""
    return at[0] == head.row - 1 and any(
        (area.top, area.left) == at and area.right - area.left + 1 < len(head.titles) for area in sheet.merged
    )


def _is_about_the_form(words: str) -> bool:
    plain = _narrow(words)
    return any(form.fullmatch(plain) for form in (_SIGNED, _REMARK, _DATED)) or len(plain) < _FEWEST


def _numbers_of_day(words: str) -> tuple[int, int, int] | None:
    if found := _DAY.fullmatch(words):
        year, month, day = map(int, filter(None, found.groups()))
        return year, month, day
    if found := _DAY_IN_WORDS.fullmatch(words):
        return int(found[1].translate(_YEAR_IN_WORDS)), number_of(found[2]) or 0, number_of(found[3]) or 0
    return None


def _plain(words: str) -> str:
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", words))


def _narrow(words: str) -> str:
    return "".join(unicodedata.normalize("NFKC", words).split())


def _short(words: str) -> str:
    return words if len(words) <= 20 else words[:20] + "…"


def _fault(file: str, sheet: str, row: int, column: int, code: str, message: str, advice: str) -> Fault:
    return Fault(file, row, column, code, message, advice, cell=f"{sheet}!{workbook.cell_name(row, column)}")
