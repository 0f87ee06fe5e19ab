"""A ledger in .xlsx is looked through as a text is: who is named in what will be published, and whose numbers."""

import docx
import openpyxl
import pytest

from gongkai.importing import files
from gongkai.importing.announcement import Reading

HEAD = ["序号", "反馈问题", "整改措施", "责任领导", "进展情况", "备注"]
PUBLIC = "会照原文公开；不宜公开的，先从原文删去，再导入"
STOPS = "这里有手机号码，检查和构建会停下；这里的字不公开，数据文件可能公开，先从原文删去，再导入"


def read(tmp_path, *rows: list, title: str = "柳河镇巡察整改台账") -> Reading:
    book = openpyxl.Workbook()
    book.active.title = "台账"
    for row in ([title], HEAD, *rows):
        book.active.append(row)
    book.save(tmp_path / "台账.xlsx")
    return files.read(tmp_path / "台账.xlsx")


def said(made: Reading, words: str) -> list[tuple[int, str]]:
    return [(note.line, note.message) for note in made.notes if words in note.message]


def test_people_in_cells_that_are_published_are_pointed_out_by_sheet_and_cell(tmp_path):
    made = read(
        tmp_path,
        ["一、党的建设方面（牵头领导：张三丰，责任人：李四光）"],
        [1, "学习不深（责任人：李四光）", "制定计划（责任领导：张三丰）", "张三丰", "", "联系人：王五"],
        title="清水镇党委巡察整改台账（责任领导：张三丰）",
    )
    assert said(made, PUBLIC) == [
        (1, f"台账 的标题 写了责任领导，{PUBLIC}"),
        (3, f"台账 的这一行 写了牵头领导、责任人，{PUBLIC}"),
        (4, f"台账!B4 写了责任人，{PUBLIC}"),
        (4, f"台账!C4 写了责任领导，{PUBLIC}"),
    ]


@pytest.mark.parametrize(("leader", "kept"), [("", "张三丰"), ("张三丰", "张三丰"), ("李四光", "李四光；张三丰")])
def test_a_line_of_a_measure_that_names_who_is_in_charge_is_kept_by_the_office(tmp_path, leader, kept):
    made = read(tmp_path, [1, "调研不够", "责任领导：张三丰\n1.开展调研\n2.写报告", leader, "", ""])
    measures = made.announcement.issues[0].measures
    assert [(measure.text, measure.leader) for measure in measures] == [("开展调研", kept), ("写报告", kept)]
    assert "张三丰" not in made.text
    assert said(made, "没有读进措施") == [(3, "台账!C3 里的这一行是内部内容，没有读进措施，记在 leader 里，默认不公开")]


def test_a_measure_of_nothing_else_stays_and_is_pointed_out(tmp_path):
    made = read(tmp_path, [1, "调研不够", "责任领导：张三丰", "", "", ""])
    assert "责任领导：张三丰" in made.text
    assert said(made, PUBLIC) == [(3, f"台账!C3 写了责任领导，{PUBLIC}")]


def test_numbers_of_people_are_named_at_once_though_they_are_for_the_office_alone(tmp_path):
    made = read(tmp_path, [1, "学习不深", "制定计划", "", "已报13800138000", "联系13900139000"])
    assert said(made, "会停下") == [(3, f"台账!E3 {STOPS}"), (3, f"台账!F3 {STOPS}")]
    made = read(tmp_path, [1, "学习不深", "制定计划，咨询13800138000", "", "", ""])
    public = "台账!C3 这里有手机号码，检查和构建会停下；删去，或者写明有意公开（public: true 和 reason）"
    assert said(made, "会停下") == [(3, public)]


def test_the_same_in_word(tmp_path):
    document = docx.Document()
    table = document.add_table(rows=0, cols=len(HEAD))
    for row in (HEAD, ["1", "学习不深", "制定计划", "张三丰", "", "联系13900139000"]):
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    document.save(tmp_path / "a.docx")
    assert said(files.read(tmp_path / "a.docx"), "会停下") == [(1, STOPS)]
