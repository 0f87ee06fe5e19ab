"""The tables of a Word document -> lines of text. That of a ledger reads as an announcement would say its rows.

问题1：…, and the other columns that the public may read, each on a line behind the title of the column. What an office
keeps to itself is no text: it is told apart by the same columns and rows as in a workbook. Any other table gives the
paragraphs of its cells in order.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from gongkai import internal
from gongkai.faults import Faulty
from gongkai.importing import cards, forms, headings, ledger
from gongkai.importing.cells import Line
from gongkai.importing.ledger import Table
from gongkai.importing.numbering import goes_on_from_above
from gongkai.importing.rows import heading_of, without_number
from gongkai.importing.workbook import Merged, Sheet

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NAME = "表格"
ISSUE = re.compile(r"问题(\d+)：")  # what the line of an issue begins with, as it is written here
_WIDEST = 63  # columns of a table, of Word


@dataclass(frozen=True)
class OfficeOnly:
    """What a ledger says of an issue for the office alone: the words for its measures, and the fields, row by row."""

    number: int
    problem: str
    rows: list[tuple[str, dict[str, str]]]


@dataclass(frozen=True)
class Told:
    """What a table says: lines of text and, of a ledger, what is not for the public and the words of rows not read.

    `internal` are the titles of its columns that an office keeps to itself, by field.
    """

    lines: list[str]
    table: Table | None = None
    internal: dict[str, str] = field(default_factory=dict)
    office_only: list[OfficeOnly] = field(default_factory=list)
    rows_not_read: list[str] = field(default_factory=list)


def told(file: str, table: Any, written: Callable[[Any], Iterator[str]], last: int = 0) -> Told:
    """What a table (`w:tbl`) says; `written` gives the lines of a paragraph, `last` is the last issue of those above.

    Raises `Faulty` for a ledger that cannot be read as one and has columns that an office keeps to itself.
    """
    sheet = _sheet(table, written)
    if turned := cards.turned(sheet):
        sheet = turned
    else:
        last = 0
    head = headings.head(sheet)
    titles = head.titles.values() if head else ()
    kept = {name: words for words in titles if (name := headings.field_of(words)) in internal.FIELDS}
    if ledger.is_ledger(sheet):
        try:
            found = ledger.of(file, sheet)
            if lacking := [found.without(name) for name in ("problem", "text") if name not in found.columns]:
                raise Faulty(lacking)
            if found.lines:
                return _of_ledger(found, sheet, kept, last)
        except Faulty:
            if kept:
                raise
    said = [str(words) for words in sheet.values.values()]
    beside = {name: words for words in said if (name := headings.field_of(words)) in internal.FIELDS}
    return Told([line for words in said for line in words.split("\n")], internal=beside | kept)


def _sheet(table: Any, written: Callable[[Any], Iterator[str]]) -> Sheet:
    """The table as a sheet: the text of each cell where it begins, and where cells are merged."""
    sheet = Sheet(_NAME)
    merged: dict[tuple[int, int], Merged] = {}
    open_cells: dict[int, tuple[int, int]] = {}  # where the cell above began, by column, and how wide it is
    for row, tr in enumerate(_children(table, "tr"), start=1):
        column = 1 + _value(tr, "trPr", "gridBefore", 0)
        for tc in _children(tr, "tc"):
            wide = max(_value(tc, "tcPr", "gridSpan", 1), 1)
            words = "\n".join(line.strip() for p in tc.iter(f"{_W}p") for line in written(p) if line.strip())
            goes_on = goes_on_from_above(tc) and not words and column in open_cells
            top, left = open_cells[column] if goes_on else (row, column)
            open_cells[column] = (top, left)
            if words:
                sheet.values[row, column] = words
            if goes_on or wide > 1:
                merged[top, left] = Merged(top, left, row, column + wide - 1)
            column += wide
    sheet.merged = [*merged.values()]
    return sheet


def _children(element: Any, name: str) -> Iterator[Any]:
    """The rows of a table or the cells of a row, those in content controls among them, none of a table inside."""
    for child in element:
        if child.tag == f"{_W}{name}":
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}customXml"):
            yield from _children(child, name)


def _value(element: Any, properties: str, name: str, otherwise: int) -> int:
    found = element.find(f"{_W}{properties}/{_W}{name}")
    words = found.get(f"{_W}val", "") if found is not None else ""
    return min(int(words[:4]), _WIDEST) if words.isdecimal() else otherwise


def _of_ledger(table: Table, sheet: Sheet, kept: dict[str, str], last: int) -> Told:
    """What stands over the head, then issues with the headings between them, in order of the rows."""
    cells = {row: {} for row, _ in sorted(sheet.values)}
    for (row, column), words in sheet.values.items():
        cells[row][column] = str(words)
    found = [table.title] if table.title else []
    known = {line.number: line for line in table.lines}
    issues = _issues(table, known, cells)
    numbers = _numbers(issues, known, last)
    first = {rows[0]: (number, rows) for number, rows in zip(numbers, issues, strict=True)}
    category, office_only, not_read = "", [], [*table.above.values()]
    for row in [row for row in cells if row > table.head]:
        if row in first:
            number, rows = first[row]
            named = cells[row].get(table.columns.get("category"), category)
            if named != category:
                category = named
                words = "".join(named.split())
                # A name alone may be known for none.
                found.append(words if forms.CATEGORY.fullmatch(words) else f"{words}方面")
            lines = [known[one] for one in rows]
            found += _issue(table, number, lines, cells)
            office_only.append(_office_only(number, lines, cells[row].get(table.columns["problem"], "")))
        elif row in table.stray and heading_of(table.stray[row].strip()):
            found += dict.fromkeys(cells[row].values())  # said in each cell, or in one over all
        elif row in table.stray:
            not_read.append(table.stray[row])
    lines = [line for words in found for line in words.split("\n")]
    return Told(lines, table, kept, [one for one in office_only if any(fields for _, fields in one.rows)], not_read)


def _office_only(number: int, lines: list[Line], problem: str) -> OfficeOnly:
    fields = [{name: words for name in internal.FIELDS if (words := line.text(name))} for line in lines]
    texts = [line.text("text") for line in lines]
    return OfficeOnly(number, without_number(problem, number), [*zip(texts, fields, strict=True)])


def _issues(table: Table, known: dict[int, Line], cells: dict[int, dict[int, str]]) -> list[list[int]]:
    """The rows of each issue."""
    issues: list[list[int]] = []
    problem = None
    for row in known:
        before, problem = problem, cells[row].get(table.columns["problem"], problem)
        if not issues or problem != before:
            issues.append([])
        issues[-1].append(row)
    return issues


def _numbers(issues: list[list[int]], known: dict[int, Line], last: int) -> list[int]:
    """The number of each issue: as the table numbers them where it does so in order, else counted on from the last."""
    given = [{known[row].issue for row in rows} for rows in issues]
    plain = [one for numbers in given for one in numbers if one and len(numbers) == 1]
    return (
        plain
        if len(plain) == len(issues) and plain == sorted(set(plain))
        else [last + count for count in range(1, len(issues) + 1)]
    )


def _issue(table: Table, number: int, rows: list[Line], cells: dict[int, dict[int, str]]) -> Iterator[str]:
    columns = table.columns
    problem = cells[rows[0].number].get(columns["problem"], "")
    yield f"问题{number}：{without_number(''.join(problem.split()), number)}"
    states = [row for row in rows if columns.get("status") in cells[row.number]]
    for row in rows:
        here = cells[row.number]
        text = here.get(columns["text"])
        state = _state(table, here) if row in states else ""
        inside = text and state and len(states) > 1  # each measure has its own
        if text:
            yield f"{_title(table, columns['text'])}：{text}" + (f"（{state}）" if inside else "")
        for column, words in sorted(here.items()):
            elsewhere = [columns.get(name) for name in ("category", "problem", "text", "status", *internal.FIELDS)]
            number = row.issue is not None and column == columns.get("number")
            if not number and column not in elsewhere and column not in table.others:
                yield f"{_title(table, column)}：{words}"
        if state and len(states) > 1 and not inside:
            yield state
    if len(states) == 1:
        yield _state(table, cells[states[0].number])


def _state(table: Table, here: dict[int, str]) -> str:
    column = table.columns["status"]
    return f"{_title(table, column)}：{here[column]}"


def _title(table: Table, column: int) -> str:
    """The document's own words over a column, on one line: what is made of them is published as its text."""
    return "".join(table.titles[column].split())
