"""The measures as a table: a row a measure, as CSV and as a workbook, for spreadsheets."""

import csv
import io
from collections.abc import Iterator
from datetime import date
from typing import Any

from gongkai import internal, sitemap
from gongkai.exporting import workbook
from gongkai.model import STATUS_LABELS, Announcement

_FILLED = {"required": True}
_A_STATUS = _FILLED | {"enum": list(STATUS_LABELS.values())}
_ALWAYS = [
    {"name": "类别序号", "type": "integer", "constraints": _FILLED},
    {"name": "类别", "type": "string", "constraints": _FILLED},
    {"name": "问题编号", "type": "integer", "constraints": _FILLED},
    {"name": "反馈的问题", "type": "string", "constraints": _FILLED},
    {"name": "措施序号", "type": "integer", "constraints": _FILLED},
    {"name": "措施原文", "type": "string", "constraints": _FILLED},
    {"name": "通报时的进展", "type": "string", "constraints": _A_STATUS},
    {"name": "依据", "type": "string"},
    {"name": "当前进展", "type": "string", "constraints": _A_STATUS},
    {"name": "更新日期", "type": "date"},
    {"name": "更新情况", "type": "string"},
    {"name": "网页", "type": "string", "constraints": _FILLED},
]
# The name of a column is the same for all data: programs that reuse it know the column by that.
_OF_LEDGER = {"通报时的进展": {"description": "台账上的进展；没有收到通报，列名不改"}}
_WIDTHS = {"类别": 24, "反馈的问题": 30, "措施原文": 60, "依据": 30, "更新情况": 40}
_CELL = {"valign": "top", "text_wrap": True}
_BYTE_ORDER_MARK = "\ufeff"  # Excel takes a file without it for GBK
_STARTS_FORMULA = (*"=+-@＝＋－＠", "\t", "\r")  # Excel in East Asian settings takes the full width for the half


def fields(announcement: Announcement) -> list[dict[str, Any]]:
    """The columns, as Table Schema has fields: those of every announcement, then what it publishes of the ledger."""
    always = [field | _OF_LEDGER.get(field["name"], {}) for field in _ALWAYS] if announcement.facts.made_of else _ALWAYS
    return [*always, *({"name": title, "type": "string"} for title in internal.listed(announcement).values())]


def as_csv(announcement: Announcement) -> str:
    """The table as RFC 4180 CSV. A cell that a spreadsheet would run as a formula gets an apostrophe before it."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow([field["name"] for field in fields(announcement)])
    writer.writerows([[_inert(cell) for cell in row] for row in _rows(announcement)])
    return _BYTE_ORDER_MARK + file.getvalue()


def as_xlsx(announcement: Announcement) -> bytes:
    """The same table as a workbook: a text stays a text there, so that no cell needs an apostrophe."""

    def fill(book: Any) -> None:
        sheet = book.add_worksheet("措施一览表")
        bold, plain = book.add_format({"bold": True, "valign": "top"}), book.add_format(_CELL)
        day = book.add_format(_CELL | {"num_format": workbook.DAY})
        columns, rows = fields(announcement), list(_rows(announcement))
        for column, field in enumerate(columns):
            sheet.set_column(column, column, _WIDTHS.get(field["name"], 12))
            sheet.write_string(0, column, field["name"], bold)
        for line, row in enumerate(rows, start=1):
            for column, (value, field) in enumerate(zip(row, columns, strict=True)):
                is_day = field["type"] == "date" and value
                workbook.write(
                    sheet, line, column, date.fromisoformat(value) if is_day else value, day if is_day else plain
                )
        sheet.autofilter(0, 0, max(len(rows), 1), len(columns) - 1)
        sheet.freeze_panes(1, 0)

    return workbook.made(fill, "措施一览表")


def _rows(announcement: Announcement) -> Iterator[list[str | int]]:
    for category in announcement.categories:
        for issue in category.issues:
            for count, measure in enumerate(issue.measures, start=1):
                last = measure.updates[-1] if measure.updates else None
                yield [
                    category.number,
                    category.name,
                    issue.number,
                    issue.problem,
                    count,
                    "\n".join(measure.passages),
                    measure.status.label,
                    measure.evidence or "",
                    measure.current.label,
                    last.date.isoformat() if last else "",
                    last.text if last else "",
                    f"{sitemap.issue_path(issue)}#{sitemap.measure_anchor(issue, count)}",
                    *(getattr(measure, name) or "" for name in internal.listed(announcement)),
                ]


def _inert(cell: str | int) -> str | int:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_STARTS_FORMULA) else cell
