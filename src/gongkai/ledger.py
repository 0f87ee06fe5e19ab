"""The ledger (整改台账) that an office keeps: its columns, and what its row says of a measure. A row a measure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from gongkai.model import Announcement, Category, Issue, Measure, Status

# The sheets of the ledger: itself, what explains its columns, and, hidden, what it said when it was written.
SHEET, NOTES, BEFORE = "整改台账", "填写说明", "导出时的内容"
TITLES = {
    "number": "序号",
    "category": "类别",
    "problem": "反馈问题",
    "text": "整改措施",
    "leader": "责任领导",
    "unit": "责任单位",
    "deadline": "整改时限",
    "progress": "进展情况",
    "status": "状态",
    "evidence": "依据",
    "date": "更新日期",
    "source": "来源",
    "note": "备注",
}
FROM_THE_TEXT = ("category", "problem", "text")
EDITABLE = tuple(name for name in TITLES if name not in ("number", *FROM_THE_TEXT))
LONGEST_CELL = 32_767  # characters; what Excel takes
_CUT = "……（超过一格的上限，全文见数据文件）"


@dataclass(frozen=True)
class Row:
    """What the ledger says of a measure; a field that is empty there is "" or None.

    `status` is the current one; `progress`, `date` and `source` are those of the latest update.
    """

    number: str
    category: str
    problem: str
    text: str
    leader: str
    unit: str
    deadline: str
    progress: str
    status: Status
    evidence: str
    date: date | None
    source: str
    note: str


def row(category: Category, issue: Issue, count: int) -> Row:
    """The row of a measure, counted from 1 within its issue."""
    measure = issue.measures[count - 1]
    last = measure.updates[-1] if measure.updates else None
    return Row(
        number=number(issue, count),
        category=fitting(category.name),
        problem=fitting(issue.problem),
        text=row_text(measure),
        leader=fitting(measure.leader),
        unit=fitting(measure.unit),
        deadline=fitting(measure.deadline),
        progress=fitting(last and last.text),
        status=measure.current,
        evidence=fitting(measure.evidence),
        date=last and last.date,
        source=fitting(last and last.source),
        note=fitting(measure.note),
    )


def row_text(measure: Measure) -> str:
    """The words of a measure as its row has them."""
    return fitting("\n".join(measure.passages))


def measures(announcement: Announcement) -> Iterator[tuple[Category, Issue, int, Measure]]:
    """Every measure with the issue and category it stands in, counted from 1 within its issue."""
    for category in announcement.categories:
        for issue in category.issues:
            for count, measure in enumerate(issue.measures, start=1):
                yield category, issue, count, measure


def number(issue: Issue, count: int) -> str:
    """What a measure is found by, wherever its row has been sorted to: 20-2 is the second measure of issue 20."""
    return f"{issue.number}-{count}"


def fitting(text: str | None) -> str:
    """A text as a cell can hold it."""
    text = text or ""
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - len(_CUT)] + _CUT
