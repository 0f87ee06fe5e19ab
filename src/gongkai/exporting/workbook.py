"""Excel workbooks: the same content gives the same bytes, and no cell holds what a spreadsheet would run."""

import io
import zipfile
import zlib
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from gongkai.ledger import fitting

_MADE = datetime(2000, 1, 1)  # a workbook must name a time, and its own would change its bytes
DAY = "yyyy-mm-dd"


def made(fill: Callable[[xlsxwriter.Workbook], None], title: str) -> bytes:
    """The bytes of a workbook that `fill` has put its sheets into."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(
        file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    book.set_properties({"title": title[:255], "created": _MADE})
    fill(book)
    book.close()
    return file.getvalue()


def alike(one: bytes, other: bytes) -> bool:
    """Whether two workbooks hold the same, however they are compressed; one that cannot be opened is like no other."""
    try:
        return one == other or _unpacked(one) == _unpacked(other)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError, ValueError):
        return False


def _unpacked(content: bytes) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return [(name, package.read(name)) for name in package.namelist()]


class _Growing(Worksheet):
    """A sheet whose lines have the heights given, and grow when a person writes more into them."""

    def _xml_start_tag_unencoded(self, tag: str, attributes: Any = ()) -> None:
        kept = [one for one in attributes if tag != "row" or one[0] != "customHeight"]
        super()._xml_start_tag_unencoded(tag, kept)


def growing_sheet(book: xlsxwriter.Workbook, name: str) -> Worksheet:
    """A new sheet of a workbook, whose lines grow with what is written into them later."""
    return book.add_worksheet(name, worksheet_class=_Growing)


def write(sheet: Worksheet, line: int, column: int, value: str | int | date | None, look: Format) -> None:
    """Puts a value into a cell as what it is; a text stays a text, whatever it begins with."""
    if isinstance(value, date):
        sheet.write_datetime(line, column, value, look)
    elif isinstance(value, int):
        sheet.write_number(line, column, value, look)
    elif value:
        sheet.write_string(line, column, fitting(value), look)
    else:
        sheet.write_blank(line, column, None, look)
