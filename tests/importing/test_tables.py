"""Tables of Word: a ledger reads as an announcement says its rows, others line by line; nothing is lost."""

import re
from pathlib import Path

import docx
import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai import internal, printing
from gongkai.checks.mirror import normal
from gongkai.faults import Faulty
from gongkai.importing import announcement, files, word
from gongkai.importing.cells import is_number

HEAD = ["序号", "反馈问题", "整改措施", "责任单位", "整改状态"]


def table(document, rows: list[list[str]]):
    made = document.add_table(rows=len(rows), cols=len(rows[0]))
    for line, words in zip(made.rows, rows, strict=True):
        for cell, text in zip(line.cells, words, strict=True):
            cell.text = text
    return made


def read(document) -> word.Document:
    document.save("a.docx")
    return word.read(Path("a.docx"))


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def test_a_row_of_a_ledger_is_an_issue_with_its_measure_and_what_else_it_says():
    document = docx.Document()
    document.add_paragraph("（一）关于停车方面")
    table(
        document,
        [
            HEAD,
            ["1", "停车难", "建设停车场。", "镇城建办", "推进中"],
            ["2", "道路破损", "一是修路。\n二是巡查。", "镇执法队", "已完成"],
        ],
    )
    document.add_paragraph("某镇党委")
    found = read(document)
    assert found.text == (
        "（一）关于停车方面\n"
        "问题1：停车难\n整改措施：建设停车场。\n整改状态：推进中\n"
        "问题2：道路破损\n整改措施：一是修路。\n二是巡查。\n整改状态：已完成\n"
        "某镇党委\n"
    )
    assert [(note.line, note.message, note.text) for note in found.notes] == [
        (2, "这个表格按台账读出，各列写成“列名：内容”", "问题1：停车难"),
        (2, "表格里的这些列是内部内容，没有读进通报原文，记在各条措施的 unit 里，默认不公开", "责任单位"),
    ]


@pytest.mark.parametrize("heading", ["进展", "办理情况", "销号情况", "进度", "现状", "进展情况（截至6月底）"])
def test_a_column_of_progress_is_no_measure_and_says_how_far_it_has_got(heading):
    document = docx.Document()
    rows = [["1", "停车难", "建设停车场。", "推进中"], ["2", "道路破损", "修路。", "已完成"]]
    table(document, [["序号", "反馈问题", "整改措施", heading], *rows])
    document.save("a.docx")
    issues = files.read(Path("a.docx")).announcement.issues
    assert [[(one.text, one.status) for one in issue.measures] for issue in issues] == [
        [("建设停车场。", "ongoing")],
        [("修路。", "done")],
    ]


def test_a_lesser_heading_beside_another_of_its_kind_is_a_column_that_is_named():
    document = docx.Document()
    table(
        document, [["序号", "反馈问题", "整改措施", "现状", "整改进展"], ["1", "停车难", "建设。", "拥堵", "建成1处。"]]
    )
    found = read(document)
    assert "整改进展：建成1处。" in found.text
    assert "拥堵" not in found.text
    assert any("没有读" in note.message and note.text == "现状" for note in found.notes)


def test_of_two_lesser_headings_for_one_field_neither_is_read_and_both_are_named():
    document = docx.Document()
    table(document, [["序号", "反馈问题", "整改措施", "结果", "现状"], ["1", "停车难", "建设。", "畅通。", "拥堵"]])
    found = read(document)
    assert "畅通" not in found.text
    assert any("没有读" in note.message and note.text == "结果、现状" for note in found.notes)


def test_the_title_row_of_a_ledger_stays_above_its_issues():
    document = docx.Document()
    made = table(document, [[""] * 5, HEAD, ["1", "停车难", "建设。", "", ""]])
    made.cell(0, 0).text = "某镇巡察整改台账"
    _merge(made, (0, 0), (0, 4))
    assert read(document).text == "某镇巡察整改台账\n问题1：停车难\n整改措施：建设。\n"


def merged():
    """A head in two rows; category and problem merged over the measures of an issue; a row that is none at the end."""
    document = docx.Document()
    rows = [
        ["", "问题类别", "具体问题", "整改举措", "责任", "", "是否完成"],
        ["", "", "", "", "领导", "单位", ""],
        ["1", "停车方面", "停车难", "建设停车场。", "张三", "城建办", "是"],
        ["", "", "", "加强管理。", "李四", "", "否"],
        ["2", "道路方面", "道路破损", "修路。", "", "", ""],
        ["填表人：王五", "", "", "", "", "", ""],
    ]
    made = table(document, rows)
    made.cell(0, 0).text = "序号"
    for column in (0, 1, 2, 3, 6):
        _merge(made, (0, column), (1, column))
    _merge(made, (0, 4), (0, 5))
    for column in (0, 1, 2):
        _merge(made, (2, column), (3, column))
    _merge(made, (2, 5), (3, 5))
    _merge(made, (5, 0), (5, 6))
    return document


def _merge(made, first: tuple[int, int], last: tuple[int, int]) -> None:
    made.cell(*first).merge(made.cell(*last))


def test_merged_cells_come_once_and_states_stand_with_their_measures():
    found = read(merged())
    assert found.text == (
        "停车方面\n问题1：停车难\n"
        "整改举措：建设停车场。（是否完成：是）\n整改举措：加强管理。（是否完成：否）\n"
        "道路方面\n问题2：道路破损\n整改举措：修路。\n"
    )
    assert [(note.message[:12], note.text) for note in found.notes[1:]] == [
        ("类别按表格里的这一列读出", "问题类别"),
        ("表格里的这些列是内部内容", "责任领导、责任单位"),
        ("表格里的这一行不是措施，", "填表人：王五"),
    ]


def test_what_an_office_keeps_to_itself_is_in_the_data_and_in_no_text():
    merged().save("a.docx")
    made = files.read(Path("a.docx"))
    kept = [(one.text, one.leader, one.unit) for issue in made.announcement.issues for one in issue.measures]
    assert kept == [
        ("建设停车场。（是否完成：是）", "张三", "城建办"),
        ("加强管理。（是否完成：否）", "李四", "城建办"),
        ("修路。", None, None),
    ]
    assert not re.search("张三|李四|王五|城建办", made.text)
    assert printing.text(internal.published(made.announcement)) == printing.text(made.announcement)
    assert internal.published(made.announcement).issues[0].measures[0].leader is None


def test_the_only_row_of_an_issue_is_for_all_its_measures():
    document = docx.Document()
    head = ["序号", "反馈问题", "整改措施", "责任人", "完成时限", "备注", "联系电话"]
    table(document, [head, ["1", "停车难", "一是建设。\n二是管理。", "张三", "6月底", "内部", "0769-12345678"]])
    document.save("a.docx")
    made = files.read(Path("a.docx"))
    (issue,) = made.announcement.issues
    assert [(one.leader, one.deadline, one.note) for one in issue.measures] == [("张三", "6月底", "内部")] * 2
    assert not re.search("张三|6月底|内部|0769", made.text)
    assert ("表格里的这些列没有读，不会公开", "联系电话") in [(note.message, note.text) for note in made.notes]


def test_internal_words_that_are_of_no_measure_for_certain_are_named_and_not_published():
    document = docx.Document()
    table(document, [HEAD, ["1", "停车难", "一是建设。", "甲办", ""], ["", "停车难", "", "乙办", ""]])
    document.save("a.docx")
    made = files.read(Path("a.docx"))
    (issue,) = made.announcement.issues
    assert [one.unit for one in issue.measures] == ["甲办"]
    assert ("这些是内部内容，对不上措施，没有读，也不会公开", "乙办") in [(one.message, one.text) for one in made.notes]
    assert "乙办" not in made.text


@pytest.mark.parametrize(
    ("head", "code"),
    [
        (["序号", "问题", "存在问题", "责任领导"], "column-twice"),
        (["序号", "反馈问题", "责任领导", "进展"], "no-ledger"),
    ],
)
def test_a_ledger_that_cannot_be_read_as_one_is_refused_where_it_has_internal_columns(head, code):
    document = docx.Document()
    table(document, [head, ["1", "甲", "乙", "丙"]])
    with pytest.raises(Faulty) as refused:
        read(document)
    assert {fault.code for fault in refused.value.faults} == {code}
    assert all(fault.where.startswith("a.docx:表格!") for fault in refused.value.faults)


def test_another_table_with_a_column_that_may_be_internal_is_named():
    document = docx.Document()
    table(document, [["事项", "责任领导"], ["修路", "张三"]])
    message = "表格里的这些内容会作为通报原文公开；不公开的，先在 Word 里删去"
    assert (message, "责任领导") in [(note.message, note.text) for note in read(document).notes]


def test_issues_are_counted_where_the_numbers_count_measures():
    document = docx.Document()
    made = table(document, [HEAD, *([str(row), f"问题{row}", f"措施{row}。", "", ""] for row in (1, 2, 3))])
    made.cell(2, 1).text = ""
    _merge(made, (1, 1), (2, 1))
    assert [line for line in read(document).text.splitlines() if line.startswith("问题")] == [
        "问题1：问题1",
        "问题2：问题3",
    ]


@pytest.mark.parametrize("form", ["{}", "{}.", "{}．", "{}、", "（{}）", "({})", "{})", "问题{}"])
def test_issues_have_the_numbers_of_the_table_however_they_are_written(form):
    document = docx.Document()
    document.add_paragraph("（一）停车方面")
    table(document, [HEAD, *([form.format(row), f"问题{row}", "措施。", "", ""] for row in (3, 4))])
    found = read(document)
    assert found.text == "（一）停车方面\n问题3：问题3\n整改措施：措施。\n问题4：问题4\n整改措施：措施。\n"
    assert len(found.notes) == 1


@pytest.mark.parametrize("numbers", [("三", "四"), ("4", "3"), ("1-1", "1-2")])
def test_numbers_that_are_not_taken_for_those_of_issues_are_named(numbers):
    document = docx.Document()
    table(document, [HEAD, *([number, f"问题{number}", "措施。", "", ""] for number in numbers)])
    told = [(note.message, note.text) for note in read(document).notes]
    assert ("这一列不是问题的编号，或不成次序：问题按先后编了号，请核对", "序号") in told


def test_a_problem_said_again_on_each_row_is_one_issue():
    document = docx.Document()
    table(document, [HEAD, ["1", "停车难", "建设。", "", ""], ["1", "停车难", "管理。", "", ""]])
    found = read(document)
    assert found.text == "问题1：停车难\n整改措施：建设。\n整改措施：管理。\n"


def test_automatic_numbers_in_cells_are_those_that_word_shows():
    document = docx.Document()
    made = table(document, [HEAD, ["", "停车难", "建设。", "", ""], ["", "道路破损", "修路。", "", ""]])
    root = document.part.numbering_part.element
    kind = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90"><w:lvl w:ilvl="0"><w:start w:val="5"/>'
    root.insert(0, parse_xml(kind + '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/></w:lvl></w:abstractNum>'))
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    for row in (1, 2):
        paragraph = made.cell(row, 0).paragraphs[0]
        paragraph.add_run(" ")
        paragraph._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = 90
    assert read(document).text.splitlines()[::2] == ["问题5：停车难", "问题6：道路破损"]


def test_other_tables_come_cell_by_cell_and_are_named():
    document = docx.Document()
    document.add_paragraph("通报")
    table(document, [["联系电话", "0769-12345678"], ["地址", "某路1号"]])
    inner = document.add_table(rows=1, cols=1).cell(0, 0)
    inner.text = "外层"
    inner.add_table(rows=1, cols=1).cell(0, 0).text = "里层"
    found = read(document)
    assert found.text == "通报\n联系电话\n0769-12345678\n地址\n某路1号\n外层\n里层\n"
    assert [(note.line, note.message) for note in found.notes] == [
        (line, "这个表格按行读出，请核对") for line in (2, 6)
    ]


def test_a_table_with_two_columns_of_a_kind_or_without_rows_is_no_ledger():
    for rows in ([["序号", "问题", "存在问题", "措施"], ["1", "甲", "乙", "丙"]], [["序号", "问题", "措施"]]):
        document = docx.Document()
        table(document, rows)
        found = read(document)
        assert found.text.split() == [words for row in rows for words in row]
        assert found.notes[0].message == "这个表格按行读出，请核对"


def test_a_row_in_a_content_control_and_a_row_that_begins_later_are_read():
    document = docx.Document()
    made = table(document, [HEAD, ["1", "停车难", "建设。", "", ""], ["2", "道路破损", "修路。", "", ""]])
    control, inside = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
    made.rows[2]._tr.addprevious(control)
    control.append(inside)
    inside.append(made.rows[2]._tr)
    assert "问题2：道路破损\n整改措施：修路。\n" in read(document).text
    row = made.rows[1]._tr
    row.remove(row.tc_lst[0])
    before = OxmlElement("w:gridBefore")
    before.set(qn("w:val"), "1")
    row.get_or_add_trPr().append(before)
    assert read(document).text.startswith("问题1：停车难\n")


def test_headers_and_footers_with_words_are_named_and_page_numbers_are_not():
    document = docx.Document()
    document.add_paragraph("正文")
    section = document.sections[0]
    section.header.paragraphs[0].text = "内部资料　注意保存"
    section.footer.paragraphs[0].text = "第 1 页 共 2 页"
    document.save("a.docx")
    read_file = files.read(Path("a.docx"))
    assert [(note.line, note.message, note.text) for note in read_file.notes] == [
        (1, "页眉里的文字没有读", "内部资料　注意保存")
    ]
    assert read_file.text == "正文\n"


words = st.lists(
    st.sampled_from(["停车", "修路", "。", "\n", "：", "1.", "一是", "（1）", " ", "合计", "已完成"]), max_size=3
)
cells = st.lists(words.map("".join), min_size=5, max_size=5)


@settings(max_examples=40)
@given(st.lists(cells, min_size=1, max_size=4), st.lists(st.tuples(st.integers(1, 3), st.integers(0, 4)), max_size=3))
def test_nothing_of_a_ledger_is_lost_and_its_text_prints_back(rows, areas):
    document = docx.Document()
    made = table(document, [HEAD, *rows])
    for row, column in areas:
        if row + 1 <= len(rows):
            _merge(made, (row, column), (row + 1, column))
    document.add_paragraph("结尾")
    found = read(document)
    text = "".join(found.text.split() + [word for note in found.notes for word in note.text.split()])
    for words in [words for _, one in found.office_only for _, said in one.rows for words in said.values()]:
        text += "".join(words.split())
    for line in made.rows[1:]:
        for column, cell in enumerate(line.cells):
            if column == 1 and f"问题1：{''.join(cell.text.split()).removeprefix('1.')}" in text:
                continue  # the number before the problem is that of its issue
            number = column == 0 and is_number(cell.text)  # of an issue, without the marks around it
            for words in re.findall(r"\d+", cell.text) if number else cell.text.split("\n"):
                assert "".join(words.split()) in text, cell.text
    made = files.read(Path("a.docx"))
    assert normal(printing.text(made.announcement)) == normal(found.text)


TITLE = "某镇党委巡察整改情况通报"
ROWS = [["序号", "反馈问题", "具体举措", "责任单位", "完成情况"], ["1", "停车难", "建设停车场。", "城建办", "已完成"]]


@pytest.mark.parametrize("above", [[], [TITLE], [TITLE, "根据统一部署，县委巡察组开展了巡察。现通报如下："]])
def test_issues_of_a_table_under_no_heading_are_issues_and_no_word_is_added(above):
    document = docx.Document()
    for line in above:
        document.add_paragraph(line)
    table(document, ROWS)
    document.add_paragraph("某镇党委")
    document.save("a.docx")
    made = files.read(Path("a.docx"))
    (category,) = made.announcement.categories
    assert (category.title, [issue.problem for issue in category.issues]) == (None, ["停车难"])
    assert "反馈的问题" not in made.text
    assert made.announcement.facts.title == (TITLE if above else None)


@pytest.mark.parametrize("heading", ["（一）停车方面", "一、巡察整改情况", "停车方面", "巡察整改台账"])
def test_issues_of_a_table_under_a_heading_stay_there(heading):
    document = docx.Document()
    document.add_paragraph(TITLE)
    document.add_paragraph("根据统一部署，县委巡察组开展了巡察。现通报如下：")
    document.add_paragraph(heading)
    table(document, ROWS)
    found = read(document)
    assert "巡察反馈的问题" not in found.text
    assert [len(one.issues) for one in announcement.read(found.text).announcement.categories] == [1]


def test_a_column_of_short_categories_gives_them_and_what_it_leaves_out_gets_one():
    document = docx.Document()
    document.add_paragraph(TITLE)
    rows = [
        ["1", "", "文风不实"],
        ["2", "党建", "学习不深"],
        ["3", "党建", "研讨不深"],
        ["4", "作风方面问题", "会风不实"],
    ]
    table(document, [["序号", "类别", "问题", "措施"], *([*row, "自查。"] for row in rows)])
    document.save("a.docx")
    made = files.read(Path("a.docx"))
    assert [(one.title, len(one.issues)) for one in made.announcement.categories] == [
        (None, 1),
        ("党建方面", 2),
        ("作风方面", 1),
    ]
    told = [(note.message, note.text) for note in made.notes]
    assert ("类别按表格里的这一列读出，写成“……方面”，请核对", "类别") in told


def test_a_table_after_sections_begins_a_part_and_its_issues_are_read():
    document = docx.Document()
    for line in (TITLE, "现通报如下：", "一、组织领导", "（一）加强领导。成立小组。"):
        document.add_paragraph(line)
    table(document, ROWS)
    document.save("a.docx")
    made = files.read(Path("a.docx"))
    assert [issue.problem for issue in made.announcement.issues] == ["停车难"]
    assert "二、巡察反馈的问题" in [note.text for note in made.notes]


def test_issues_of_a_table_that_have_no_place_are_counted_and_named():
    document = docx.Document()
    for line in (TITLE, "现通报如下：", "（一）停车方面"):
        document.add_paragraph(line)
    table(document, ROWS)
    for line in ("二、组织领导", "（一）加强领导。成立小组。"):
        document.add_paragraph(line)
    table(document, [ROWS[0], ["2", "道路破损", "修路。", "", ""]])
    told = [(note.message, note.text) for note in read(document).notes]
    assert ("表格里有 1 个问题没有读成问题，请核对", "问题1：停车难") in told


def test_what_is_published_of_a_column_says_the_documents_own_words():
    document = docx.Document()
    document.add_paragraph("（一）停车方面")
    table(document, ROWS)
    assert read(document).text == ("（一）停车方面\n问题1：停车难\n具体举措：建设停车场。\n完成情况：已完成\n")


def test_lines_below_a_ledger_on_who_filled_it_in_are_named_and_not_read():
    document = docx.Document()
    document.add_paragraph("某镇党委巡察整改台账")
    table(document, [HEAD, ["1", "停车难", "建设停车场。", "城建办", ""]])
    for words in ("填表人：张三　审核人：李四", "电话：0769-12345678", "监督电话：0769-87654321", "某镇党委"):
        document.add_paragraph(words)
    found = read(document)
    assert found.text.endswith("整改措施：建设停车场。\n监督电话：0769-87654321\n某镇党委\n")
    assert [note.text for note in found.notes if note.message == "台账下面的这一行是填表人等，没有读，不会公开"] == [
        "填表人：张三　审核人：李四",
        "电话：0769-12345678",
    ]
