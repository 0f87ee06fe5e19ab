"""An Excel workbook (.xlsx) -> the values of its sheets' cells, as the person who saved it saw them.

Needs the extra `gongkai[xlsx]`. Formulas are read as the values that the spreadsheet stored, and named, since what
they count from may have changed since; one without a value is a fault.
"""

import math
import re
import warnings
import zipfile
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from gongkai.faults import Faulty
from gongkai.importing.packages import Kind, refuse_others
from gongkai.reading import UNPRINTABLE
from gongkai.wording import written_day, written_number

SUFFIX = ".xlsx"
SUFFIXES = {SUFFIX, ".xls", ".xlsm", ".xlsb", ".et", ".ods"}  # what people take for one
MOST_CELLS = 200_000
MOST_WRITTEN = 600_000  # cells that a sheet names, the empty ones among them
MOST_WALKED = 3_000_000  # cells up to the last of each row, the empty ones among them
MOST_MERGED = 1_000_000  # rows that merged cells reach over, all together
NEAR_THE_TOP, MOST_TITLES = 40, 200  # rows, and columns that one cell is merged over
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384  # of Excel
_FILLED = re.compile(rb"<(?:\w+:)?(?:v|is|si)[ >]")  # a value, in a cell or shared by cells
_CELL = re.compile(rb"<(?:\w+:)?c[ >]")
_FORMULA = re.compile(rb"<(?:\w+:)?f[ />]")
_MERGE = re.compile(r'<(?:\w+:)?mergeCell\s[^>]*?ref="\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})"')
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_HALF_A_CHARACTER = re.compile("[\ud800-\udfff]")
_TOO_MANY = "核对是否选错了文件；没有选错，删掉表格右边和下面多余的列和行"
_KIND = Kind(
    code="not-xlsx",
    name="Excel 工作簿（.xlsx）",
    older="这是旧式表格（.xls 或 .et）",
    main="(?:.*/)?workbook.*[.]xml",
    save="在 Excel 或 WPS 里打开，另存为“Excel 工作簿（.xlsx）”，再试一次",
)

Value = str | int | float | datetime


@dataclass(frozen=True)
class Merged:
    """Cells merged into one: first and last row and column, from 1."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass
class Sheet:
    """A sheet's values by row and column, from 1; `broken` are the cells that show no value, with why.

    `formulas` are the cells whose value a spreadsheet has counted. `since_1904`: days are counted from 1904.
    """

    name: str
    hidden: bool = False
    since_1904: bool = False
    values: dict[tuple[int, int], Value] = field(default_factory=dict)
    broken: dict[tuple[int, int], str] = field(default_factory=dict)
    formulas: set[tuple[int, int]] = field(default_factory=set)
    merged: list[Merged] = field(default_factory=list)

    def covered(self) -> dict[tuple[int, int], tuple[int, int]]:
        """The cells near the top that a merged one covers, each with the first cell of that."""
        areas = [area for area in self.merged if area.top <= NEAR_THE_TOP][:MOST_TITLES]
        return {
            (row, column): (area.top, area.left)
            for area in areas
            for row in range(area.top, min(area.bottom, NEAR_THE_TOP) + 1)
            for column in range(area.left, min(area.right, area.left + MOST_TITLES) + 1)
        }

    def merged_over(self, rows: list[int]) -> dict[int, list[Merged]]:
        """The merged cells that reach over each of some rows, which are in order."""
        over: dict[int, list[Merged]] = {}
        for area in self.merged:
            for row in rows[bisect_left(rows, area.top) : bisect_right(rows, area.bottom)]:
                over.setdefault(row, []).append(area)
        return over


def read(path: Path) -> list[Sheet]:
    """The sheets, those that are hidden among them. Raises `Faulty` with a line on what is wrong with the file."""
    try:
        import openpyxl
        from openpyxl.utils.datetime import CALENDAR_MAC_1904
    except ModuleNotFoundError:
        advice = '运行 .venv/bin/pip install "gongkai[xlsx]"'
        raise _faulty(path, "needs-extra", "读 Excel 文件还缺一个组件", advice) from None
    refuse_others(path, _KIND)
    try:
        with warnings.catch_warnings(), zipfile.ZipFile(path) as package:
            warnings.simplefilter("ignore")
            contents = {name: package.read(name) for name in package.namelist() if name.endswith(".xml")}
            _refuse_many(path, contents)
            shown = written = openpyxl.load_workbook(path, read_only=True, data_only=True)
            if any(_FORMULA.search(content) for content in contents.values()):
                written = openpyxl.load_workbook(path, read_only=True)
            sheets = [
                _sheet(path, contents, one, written[one.title], since_1904=shown.epoch == CALENDAR_MAC_1904)
                for one in shown.worksheets
            ]
            shown.close()
            written.close()
            return sheets
    except Faulty:
        raise
    except Exception:  # openpyxl has no error of its own for what is inside a package
        raise _KIND.damaged(path) from None


def day(value: Value | None, *, since_1904: bool = False) -> datetime | None:
    """The day that a bare number counts as spreadsheets do, from the end of 1899 or from 1904; None for any other."""
    if isinstance(value, str) and re.fullmatch(r"\d{5}", value.strip()):
        value = int(value)
    if not isinstance(value, int | float) or not 20_000 < value < 80_000:
        return None
    return (datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30)) + timedelta(days=int(value))


def text(value: Value | None) -> str:
    """A value as staff would write it: a day as 2024年3月1日, a whole number without a fraction."""
    if isinstance(value, datetime):
        return written_day(value)
    if isinstance(value, int | float):
        return written_number(value)
    words = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), value or "")
    return words.replace("\r\n", "\n").replace("\r", "\n").strip()


def cell(words: str) -> str:
    """What `text` reads as these words."""
    return _ESCAPED.sub(lambda found: f"_x005F{found[0]}", words)


def cell_name(row: int, column: int) -> str:
    """A cell as spreadsheets name it: C12."""
    letters = ""
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(65 + letter) + letters
    return f"{letters}{row}"


def _refuse_many(path: Path, contents: dict[str, bytes]) -> None:
    """Counted in the bytes: openpyxl would take seconds to come to the same."""
    for sign, most, what in ((_FILLED, MOST_CELLS, "有内容的格"), (_CELL, MOST_WRITTEN, "有内容或格式的格")):
        if any(sum(1 for _ in sign.finditer(content)) > most for content in contents.values()):
            raise _faulty(path, "too-many", f"一个工作表里{what}超过 {most // 10_000} 万", _TOO_MANY)


def _sheet(path: Path, contents: dict[str, bytes], shown: Any, written: Any, *, since_1904: bool) -> Sheet:
    from openpyxl.cell.read_only import EMPTY_CELL

    sheet = Sheet(shown.title, shown.sheet_state != "visible", since_1904)
    for view in (shown, written):
        view.reset_dimensions()  # what a file says of its own size may be less than it holds
    walked = 0
    rows = shown.iter_rows()
    both = ((cells, cells) for cells in rows) if written is shown else zip(rows, written.iter_rows(), strict=True)
    for number, (cells, formulas) in enumerate(both, start=1):
        walked += len(cells)
        if number > LAST_ROW or len(cells) > LAST_COLUMN:
            raise _faulty(path, "too-many", f"“{sheet.name}”里的内容太多", "核对是否选错了文件")
        if walked > MOST_WALKED:
            raise _faulty(path, "too-many", f"“{sheet.name}”的行和列太多，大多是空的", _TOO_MANY)
        for column, (cell, formula) in enumerate(zip(cells, formulas, strict=True), start=1):
            if formula is not EMPTY_CELL:
                _take(sheet, (number, column), cell, formula)
    xml = contents[shown._worksheet_path.lstrip("/")].decode(errors="replace")
    sheet.merged = [
        Merged(int(found[2]), _column(found[1]), int(found[4]), _column(found[3])) for found in _MERGE.finditer(xml)
    ]
    used = max((row for row, _ in sheet.values), default=0)
    if sum(max(min(one.bottom, used) - one.top + 1, 0) for one in sheet.merged) > MOST_MERGED:
        raise _faulty(path, "too-many", f"“{sheet.name}”里合并的单元格太多", "核对是否选错了文件")
    return sheet


def _take(sheet: Sheet, at: tuple[int, int], cell: Any, formula: Any) -> None:
    value = cell.value
    if formula.data_type == "f":
        sheet.formulas.add(at)
    if formula.data_type == "f" and value is None:
        sheet.broken[at] = "是公式，文件里没有存下它的结果"
    elif cell.data_type == "e":
        sheet.broken[at] = f"是错误值 {value}"
    elif isinstance(value, float) and not math.isfinite(value):
        sheet.broken[at] = "里的数字太大"
    elif isinstance(value, bool):
        sheet.values[at] = str(value).upper()
    elif isinstance(value, int | float) and "%" in cell.number_format:
        sheet.values[at] = f"{written_number(round(value * 100, 6))}%"
    elif isinstance(value, str) and (UNPRINTABLE.search(text(value)) or _HALF_A_CHARACTER.search(text(value))):
        sheet.broken[at] = "有看不见的控制字符"
    elif isinstance(value, str | int | float | datetime) and not (isinstance(value, str) and not text(value)):
        sheet.values[at] = value
    elif value is not None and not isinstance(value, str):
        sheet.values[at] = str(value)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _faulty(path: Path, code: str, message: str, advice: str) -> Faulty:
    return _KIND.fault(path, message, advice, code)
