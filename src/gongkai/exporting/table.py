"""The measures as a table: a row a measure, for spreadsheets."""

import csv
import io
from collections.abc import Iterator

from gongkai import sitemap
from gongkai.model import Announcement

FIELDS = [
    {"name": "类别序号", "type": "integer"},
    {"name": "类别", "type": "string"},
    {"name": "问题编号", "type": "integer"},
    {"name": "反馈的问题", "type": "string"},
    {"name": "措施序号", "type": "integer"},
    {"name": "措施原文", "type": "string"},
    {"name": "通报时的进展", "type": "string"},
    {"name": "依据", "type": "string"},
    {"name": "当前进展", "type": "string"},
    {"name": "更新日期", "type": "date"},
    {"name": "更新情况", "type": "string"},
    {"name": "网页", "type": "string"},
]
_BYTE_ORDER_MARK = "\ufeff"  # Excel takes a file without it for GBK
_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_csv(announcement: Announcement) -> str:
    """The table as RFC 4180 CSV. A cell that a spreadsheet would run as a formula gets an apostrophe before it."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow([field["name"] for field in FIELDS])
    writer.writerows([[_inert(cell) for cell in row] for row in _rows(announcement)])
    return _BYTE_ORDER_MARK + file.getvalue()


def _rows(announcement: Announcement) -> Iterator[list[str | int]]:
    for category in announcement.categories:
        for issue in category.issues:
            for count, measure in enumerate(issue.measures, start=1):
                last = measure.updates[-1] if measure.updates else None
                yield [
                    category.number,
                    category.title,
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
                ]


def _inert(cell: str | int) -> str | int:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_STARTS_FORMULA) else cell
