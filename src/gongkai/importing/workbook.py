"""An Excel workbook (.xlsx) -> the values of its sheets' cells, as the person who saved it saw them.

Needs the extra `gongkai[xlsx]`. Looks before it opens: a workbook is a zip package from anywhere, and may be made to
grow without end. Formulas are read as the values that the spreadsheet stored; one without a value is a fault.
"""

import math
import re
import warnings
import zipfile
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from gongkai.faults import Fault, Faulty
from gongkai.reading import UNPRINTABLE
from gongkai.wording import written_day, written_number

SUFFIX = ".xlsx"
SUFFIXES = {SUFFIX, ".xls", ".xlsm", ".xlsb", ".et", ".ods"}  # what people take for one
LARGEST = 50 * 1024 * 1024  # bytes, unpacked
MOST_SQUEEZED = 200  # times; XML seldom packs better than 20
MOST_TAGS = 2_000_000
MOST_CELLS = 200_000
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384  # of Excel
_MERGE = re.compile(r'<(?:\w+:)?mergeCell\s[^>]*?ref="\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})"')
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_HALF_A_CHARACTER = re.compile("[\ud800-\udfff]")
_SAVE = "在 Excel 或 WPS 里打开，另存为“Excel 工作簿（.xlsx）”，再试一次"
_OLD = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")

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
    """A sheet's values by row and column, from 1; `broken` are the cells that show no value, with why."""

    name: str
    values: dict[tuple[int, int], Value] = field(default_factory=dict)
    broken: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: list[Merged] = field(default_factory=list)


def read(path: Path) -> list[Sheet]:
    """The sheets that are not hidden. Raises `Faulty` with a line on what is wrong with the file."""
    try:
        import openpyxl
    except ModuleNotFoundError:
        advice = '运行 .venv/bin/pip install "gongkai[xlsx]"'
        raise _faulty(path, "needs-extra", "读 Excel 文件还缺一个组件", advice) from None
    _refuse_what_is_no_workbook(path)
    try:
        with warnings.catch_warnings(), zipfile.ZipFile(path) as package:
            warnings.simplefilter("ignore")
            shown, written = (openpyxl.load_workbook(path, read_only=True, data_only=only) for only in (True, False))
            sheets = [
                _sheet(path, package, one, written[one.title])
                for one in shown.worksheets
                if one.sheet_state == "visible"
            ]
            shown.close()
            written.close()
            return sheets
    except Faulty:
        raise
    except Exception:  # openpyxl has no error of its own for what is inside a package
        raise _damaged(path) from None


def text(value: Value | None) -> str:
    """A value as staff would write it: a day as 2024年3月1日, a whole number without a fraction."""
    if isinstance(value, datetime):
        return written_day(value)
    if isinstance(value, int | float):
        return written_number(value)
    words = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), value or "")
    return words.replace("\r\n", "\n").replace("\r", "\n").strip()


def cell_name(row: int, column: int) -> str:
    """A cell as spreadsheets name it: C12."""
    letters = ""
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(65 + letter) + letters
    return f"{letters}{row}"


def _sheet(path: Path, package: zipfile.ZipFile, shown: Any, written: Any) -> Sheet:
    sheet = Sheet(shown.title)
    for view in (shown, written):
        view.reset_dimensions()  # what a file says of its own size may be less than it holds
    for number, (cells, formulas) in enumerate(zip(shown.iter_rows(), written.iter_rows(), strict=True), start=1):
        if number > LAST_ROW or len(cells) > LAST_COLUMN or len(sheet.values) > MOST_CELLS:
            raise _faulty(path, "too-many", f"“{sheet.name}”里的内容太多", "核对是否选错了文件")
        for column, (cell, formula) in enumerate(zip(cells, formulas, strict=True), start=1):
            _take(sheet, (number, column), cell, formula)
    xml = package.read(shown._worksheet_path.lstrip("/")).decode(errors="replace")
    sheet.merged = [
        Merged(int(found[2]), _column(found[1]), int(found[4]), _column(found[3])) for found in _MERGE.finditer(xml)
    ]
    return sheet


def _take(sheet: Sheet, at: tuple[int, int], cell: Any, formula: Any) -> None:
    value = cell.value
    if formula.data_type == "f" and value is None:
        sheet.broken[at] = "是公式，文件里没有存下它的结果"
    elif cell.data_type == "e":
        sheet.broken[at] = f"是错误值 {value}"
    elif isinstance(value, float) and not math.isfinite(value):
        sheet.broken[at] = "里的数字太大"
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


def _refuse_what_is_no_workbook(path: Path) -> None:
    try:
        with path.open("rb") as file:
            start = file.read(1_000_000)
        if start.startswith(_OLD):
            locked = _ENCRYPTED in start or _ENCRYPTED in path.read_bytes()
            message = "文件加了密码" if locked else "这是旧式表格（.xls 或 .et）"
            raise _faulty(path, "not-xlsx", message, f"取消密码；{_SAVE}" if locked else _SAVE)
        with zipfile.ZipFile(path) as package:
            _refuse_package(path, package)
    except FileNotFoundError:
        raise _faulty(path, "no-file", "没有这个文件", "核对文件名和所在文件夹") from None
    except OSError as error:
        reason = error.strerror or "读不出来"
        raise _faulty(path, "unreadable", f"文件打不开（{reason}）", "核对它是不是文件，以及有没有读取权限") from None
    except Faulty:
        raise
    except zipfile.BadZipFile:
        raise _faulty(path, "not-xlsx", "这不是 .xlsx 文件，或已经损坏", _SAVE) from None
    except Exception:  # what zipfile and zlib raise on broken packages is many things
        raise _damaged(path) from None


def _refuse_package(path: Path, package: zipfile.ZipFile) -> None:
    members = package.infolist()
    size, packed = (sum(getattr(one, name) for one in members) for name in ("file_size", "compress_size"))
    if size > LARGEST or len(members) > 5000 or (size > LARGEST // 10 and size > MOST_SQUEEZED * packed):
        message = f"文件展开后超过 {LARGEST // 1024 // 1024} MB，或压缩得异常"
        raise _faulty(path, "too-large", message, "核对是否选错了文件")
    names = package.namelist()
    if any(name.endswith("vbaProject.bin") for name in names):
        raise _faulty(path, "not-xlsx", "文件带有宏，没有打开", _SAVE)
    if "[Content_Types].xml" not in names or not any(re.fullmatch("(?:.*/)?workbook.*[.]xml", name) for name in names):
        raise _faulty(path, "not-xlsx", "这不是 Excel 工作簿（.xlsx）", _SAVE)
    if sum(_tags(path, package.read(one)) for one in members if one.filename.endswith((".xml", ".rels"))) > MOST_TAGS:
        raise _faulty(path, "too-many", "表格里的内容太多", "核对是否选错了文件")


def _tags(path: Path, content: bytes) -> int:
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:  # no spreadsheet writes them; they can grow without end
        raise _faulty(path, "not-xlsx", "文件里有工作簿不该有的内容", _SAVE)
    return content.count(b"<")


def _damaged(path: Path) -> Faulty:
    return _faulty(path, "not-xlsx", "Excel 打不开这个文件，可能已经损坏", _SAVE)


def _faulty(path: Path, code: str, message: str, advice: str) -> Faulty:
    return Faulty([Fault(str(path), 1, 1, code, message, advice)])
