"""Cards of Word, a title beside each value, read as the rows of a ledger; what is for the office alone is no text."""

import docx
import pytest

from gongkai.importing import files, word

CARD = [
    ("反馈问题", "停车难"),
    ("整改措施", "建设停车场。"),
    ("责任领导", "张某"),
    ("联系电话", "13800000000"),
    ("整改状态", "推进中"),
]


def cards(path, *tables, columns: int = 2):
    document = docx.Document()
    document.add_paragraph("（一）关于停车方面")
    for rows in tables:
        made = document.add_table(rows=0, cols=columns)
        for row in rows:
            for cell, words in zip(made.add_row().cells, row, strict=True):
                cell.text = words
        document.add_paragraph("")
    document.save(path)
    return path


@pytest.fixture
def file(tmp_path):
    return tmp_path / "a.docx"


def another(*, problem: str) -> list[tuple[str, str]]:
    return [("反馈问题", problem), *CARD[1:]]


def test_each_card_is_an_issue_counted_on_and_what_is_for_the_office_alone_is_kept_apart(file):
    found = files.read(cards(file, CARD, another(problem="道路破损")))
    assert found.text == (
        "（一）关于停车方面\n"
        "问题1：停车难\n整改措施：建设停车场。\n整改状态：推进中\n"
        "问题2：道路破损\n整改措施：建设停车场。\n整改状态：推进中\n"
    )
    assert [issue.measures[0].leader for issue in found.announcement.issues] == ["张某", "张某"]
    assert ("表格里的这些列没有读，不会公开", "联系电话") in [(note.message, note.text) for note in found.notes]


def test_cards_in_one_table_and_two_titles_in_a_row_read_the_same(file):
    apart = word.read(cards(file, CARD, another(problem="道路破损"))).text
    assert word.read(cards(file, [*CARD, *another(problem="道路破损")])).text == apart
    wide = [(*CARD[0], *CARD[1]), (*CARD[2], *CARD[3]), (*CARD[4], "", "")]
    assert word.read(cards(file, wide, columns=4)).text == apart.partition("问题2")[0]


def test_a_row_without_a_title_says_more_of_the_one_above(file):
    rows = [*CARD[:2], ("", "加强巡查。"), *CARD[2:]]
    assert "整改措施：建设停车场。\n加强巡查。\n" in word.read(cards(file, rows)).text


def test_a_table_that_is_no_card_and_names_people_is_named(file):
    found = word.read(cards(file, [("会议", "研究整改"), ("责任领导", "张某")]))
    assert ("表格里的这些内容会作为通报原文公开；不公开的，先在 Word 里删去", "责任领导") in [
        (note.message, note.text) for note in found.notes
    ]
