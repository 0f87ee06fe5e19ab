"""The tables of a Word document -> lines of text. That of a ledger reads as an announcement would say its rows.

问题1：…, and the other columns, each on a line behind the title of the column; any other table gives the
paragraphs of its cells in order. Nothing of a table is lost.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

from gongkai.faults import Faulty
from gongkai.importing import forms, ledger
from gongkai.importing.cells import Line
from gongkai.importing.ledger import Table
from gongkai.importing.numbering import goes_on_from_above
from gongkai.importing.workbook import Merged, Sheet

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NAME = "表格"
ISSUE = re.compile(r"问题(\d+)：")  # what the line of an issue begins with, as it is written here
_WIDEST = 63  # columns of a table, of Word


def lines(table: Any, written: Callable[[Any], Iterator[str]]) -> tuple[list[str], Table | None]:
    """The lines of a table (`w:tbl`), and the ledger that it is, if it is one. `written` gives those of a paragraph."""
    sheet = _sheet(table, written)
    if ledger.is_ledger(sheet):
        try:
            found = ledger.of("", sheet)
        except Faulty:
            found = None  # two columns of a kind: to be read by a person
        if found and found.lines and {"problem", "text"} <= found.columns.keys():
            return [line for words in _of_ledger(found, sheet) for line in words.split("\n")], found
    return [line for words in sheet.values.values() for line in str(words).split("\n")], None


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


def _of_ledger(table: Table, sheet: Sheet) -> Iterator[str]:
    """The rows in order: what stands over the head, then issues, and rows that are no measure between them."""
    cells = {row: {} for row, _ in sorted(sheet.values)}
    for (row, column), words in sheet.values.items():
        cells[row][column] = str(words)
    for row in [row for row in cells if row < table.head]:
        yield from (
            words for words in cells[row].values() if words in (table.title, *table.above.get(row, "").split("　"))
        )
    known = {line.number: line for line in table.lines}
    issues: list[list[int]] = []
    problem = None
    for row in known:
        before, problem = problem, cells[row].get(table.columns["problem"], problem)
        if not issues or problem != before:
            issues.append([])
        issues[-1].append(row)
    numbers = _numbers(table, issues, known)
    first = {rows[0]: (number, rows) for number, rows in zip(numbers, issues, strict=True)}
    category = ""
    for row in [row for row in cells if row > table.head]:
        if row in first:
            number, rows = first[row]
            named = cells[row].get(table.columns.get("category"), category)
            if named != category:
                category = named
                words = "".join(named.split())
                yield words if forms.CATEGORY.fullmatch(words) else f"{words}方面"  # a name alone may be known for none
            yield from _issue(table, number, [known[one] for one in rows], cells)
        elif row not in known:
            yield from cells[row].values()


def _numbers(table: Table, issues: list[list[int]], known: dict[int, Line]) -> list[int]:
    """The number of each issue: as the table numbers them where it does so in order, else counted."""
    given = [{known[row].issue for row in rows} for rows in issues]
    plain = [one for numbers in given for one in numbers if one and len(numbers) == 1]
    return plain if len(plain) == len(issues) and plain == sorted(set(plain)) else list(range(1, len(issues) + 1))


def _issue(table: Table, number: int, rows: list[Line], cells: dict[int, dict[int, str]]) -> Iterator[str]:
    columns = table.columns
    problem = cells[rows[0].number].get(columns["problem"], "")
    yield f"问题{number}：{''.join(problem.split())}"
    states = [row for row in rows if columns.get("status") in cells[row.number]]
    for row in rows:
        here = cells[row.number]
        text = here.get(columns["text"])
        state = _state(table, here) if row in states else ""
        inside = text and state and len(states) > 1  # each measure has its own
        if text:
            yield f"{_title(table, columns['text'])}：{text}" + (f"（{state}）" if inside else "")
        for column, words in sorted(here.items()):
            told = ["category", "problem", "text", "status"] + ["number"] * (row.issue is not None)
            if column not in [columns.get(name) for name in told]:
                yield f"{_title(table, column)}：{words}" if column in table.titles else words
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
