"""The ledger as an office expects it: to fill in, to filter, to print and to sign."""

import csv
import io
import re
import zipfile

import openpyxl
import pytest
from conftest import LEDGER, SMALL

from gongkai import ledger, source
from gongkai.exporting import ledger as exporting
from gongkai.exporting import table
from gongkai.importing import workbook

ANNOUNCEMENT = source.parse("a.yaml", LEDGER).announcement
CONTENT = exporting.as_xlsx(ANNOUNCEMENT)


@pytest.fixture(scope="module")
def book():
    return openpyxl.load_workbook(io.BytesIO(CONTENT))


@pytest.fixture(scope="module")
def sheet(book):
    return book[ledger.SHEET]


def part(content: bytes, name: str = "xl/worksheets/sheet1.xml") -> str:
    return zipfile.ZipFile(io.BytesIO(content)).read(name).decode()


def test_it_has_a_title_a_head_and_a_row_a_measure(sheet):
    lines = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert lines[0][0] == "某镇党委巡察整改台账"
    assert lines[1] == list(ledger.TITLES.values())
    assert [line[0] for line in lines[2:]] == ["1-1", "1-2", "3-1"]
    assert lines[3][4:7] == ["张三", "镇城建办", "2024年6月30日"]
    assert [lines[4][7], lines[4][8], lines[4][10].isoformat()] == [
        "沿线新增公共停车位。",
        "已完成",
        "2024-03-01T00:00:00",
    ]


def test_category_and_problem_are_merged_over_an_issue_and_stand_in_every_row_all_the_same(sheet):
    assert {str(area) for area in sheet.merged_cells.ranges} == {"A1:M1", "B3:B4", "C3:C4"}
    raw = part(CONTENT)
    for column in "BC":
        first, second = (re.search(rf'<c r="{column}{row}"[^>]*t="s"[^>]*><v>(\d+)', raw)[1] for row in (3, 4))
        assert first == second


def test_it_filters_scrolls_and_prints_as_a_ledger_does(sheet):
    assert sheet.auto_filter.ref == "A2:M5"
    assert sheet.freeze_panes == "B3"
    assert sheet.print_title_rows == "$2:$2"
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToHeight == 0
    assert "第 &P 页，共 &N 页" in part(CONTENT).replace("&amp;", "&")
    assert "责任领导签字" in part(CONTENT)
    assert all(cell.alignment.wrap_text for row in sheet.iter_rows(min_row=3) for cell in row if cell.value)


def test_states_are_chosen_and_days_are_held_to_be_days(sheet):
    states, days = sheet.data_validations.dataValidation
    assert states.formula1 == '"已完成,长期坚持,推进中,已公布措施"'
    assert str(states.sqref).startswith("I3:I")
    assert (days.type, str(days.sqref)[:4]) == ("date", "K3:K")


def test_lines_grow_when_a_person_writes_more():
    raw = part(CONTENT)
    assert re.search(r'<row r="3"[^>]* ht="', raw)
    assert "customHeight" not in raw


def test_numbers_and_terms_stay_texts_when_a_person_types_them_again(sheet):
    assert [sheet[f"{column}3"].number_format for column in "AGKD"] == ["@", "@", "yyyy-mm-dd", "General"]


def test_a_second_sheet_explains_every_column(book):
    explained = {row[0].value: row[1].value for row in book["填写说明"].iter_rows(min_row=2) if row[1].value}
    assert set(explained) >= set(ledger.TITLES.values())


def test_a_hidden_sheet_keeps_what_the_cells_to_fill_in_said(book, sheet):
    before = book[ledger.BEFORE]
    assert before.sheet_state == "hidden"
    assert [cell.value for cell in before[1]] == ["序号", *(ledger.TITLES[name] for name in ledger.EDITABLE)]
    columns = {cell.value: cell.column for cell in sheet[2]}
    for row, line in zip(before.iter_rows(min_row=2), sheet.iter_rows(min_row=3), strict=True):
        assert [cell.value for cell in row] == [line[columns[head.value] - 1].value for head in before[1]]


@pytest.mark.parametrize("problem", ["=1+1", "+86", "-1", "@SUM(A1)", "http://a.b", "{=1}"])
def test_no_cell_is_run_or_turned_into_something_else(problem):
    announcement = source.parse("a.yaml", SMALL.replace("停车难", f"'{problem}'")).announcement
    for content, at in ((exporting.as_xlsx(announcement), "C3"), (table.as_xlsx(announcement), "D2")):
        cell = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0][at]
        assert (cell.value, cell.data_type, cell.hyperlink) == (problem, "s", None)
        assert "<f>" not in part(content)


def test_the_same_data_gives_the_same_bytes():
    again = source.parse("a.yaml", LEDGER).announcement
    assert exporting.as_xlsx(again) == CONTENT
    assert table.as_xlsx(again) == table.as_xlsx(ANNOUNCEMENT)


def test_a_text_longer_than_a_cell_is_cut_and_says_so():
    announcement = source.parse("a.yaml", SMALL.replace("加强管理。", "加强管理。" * 8000)).announcement
    row = ledger.row(announcement.categories[0], announcement.issues[0], 2)
    assert len(row.text) == ledger.LONGEST_CELL
    assert row.text.endswith("全文见数据文件）")
    cell = openpyxl.load_workbook(io.BytesIO(exporting.as_xlsx(announcement)))[ledger.SHEET]["D4"]
    assert cell.value == row.text


def test_the_workbook_of_open_data_says_what_the_csv_says(tmp_path):
    (tmp_path / "a.xlsx").write_bytes(table.as_xlsx(ANNOUNCEMENT))
    (sheet,) = workbook.read(tmp_path / "a.xlsx")
    lines = list(csv.reader(io.StringIO(table.as_csv(ANNOUNCEMENT).removeprefix("\ufeff"), newline="")))
    for row, line in enumerate(lines, start=1):
        for column, value in enumerate(line, start=1):
            held = sheet.values.get((row, column))
            assert (held.date().isoformat() if hasattr(held, "date") else workbook.text(held)) == value
