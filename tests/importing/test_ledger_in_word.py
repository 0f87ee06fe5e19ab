"""A Word document that holds a ledger and no announcement makes a site of a ledger, as an .xlsx does."""

from pathlib import Path

import docx
import pytest

from gongkai.importing import files
from gongkai.importing.announcement import Reading
from gongkai.starting import name_of

ROWS = (
    ["序号", "反馈问题", "整改措施", "责任领导", "整改状态"],
    ["1", "学习不深", "制定学习计划", "张三丰", "已完成"],
    ["2", "调研不够", "开展调研", "李四光", "推进中"],
)


def read(tmp_path: Path, above=(), below=(), rows=ROWS) -> Reading:
    document = docx.Document()
    for line in above:
        document.add_paragraph(line)
    table = document.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    for line in below:
        document.add_paragraph(line)
    document.save(tmp_path / "a.docx")
    return files.read(tmp_path / "a.docx")


@pytest.mark.parametrize(
    ("above", "below", "title"),
    [
        (["柳河镇党委关于巡察整改情况的台账"], ["填表人：王小二", "审核人：赵六"], "柳河镇党委关于巡察整改情况的台账"),
        (
            ["中共柳河镇委员会", "巡察反馈问题整改台账（2024年）"],
            [],
            "中共柳河镇委员会\n巡察反馈问题整改台账（2024年）",
        ),
        (["整改任务清单"], ["2024年12月20日"], "整改任务清单"),
        (["柳河镇巡察整改四张清单"], [], "柳河镇巡察整改四张清单"),
        (["附件2", "柳河镇巡察整改台账"], [], "附件2\n柳河镇巡察整改台账"),
        (["巡察反馈问题整改销号表"], ["说明：本表每月更新一次。"], "巡察反馈问题整改销号表"),
        ([], [], None),
    ],
)
def test_a_ledger_in_word_is_no_announcement_and_its_title_no_category(tmp_path, above, below, title):
    made = read(tmp_path, above, below).announcement
    assert (made.facts.made_of, made.facts.title, made.facts.published) == ("ledger", title, None)
    assert [category.title for category in made.categories] == [None]
    assert [measure.leader for issue in made.issues for measure in issue.measures] == ["张三丰", "李四光"]


def test_the_number_of_an_annex_above_the_title_names_no_site(tmp_path):
    assert name_of(read(tmp_path, ["附件2", "柳河镇巡察整改台账"]).announcement) == "柳河镇巡察整改台账"


def test_a_title_in_the_table_is_that_of_the_ledger_too(tmp_path):
    rows = (["柳河镇巡察整改台账"] * 5, *ROWS)
    made = read(tmp_path, rows=rows).announcement
    assert (made.facts.made_of, made.facts.title) == ("ledger", "柳河镇巡察整改台账")


@pytest.mark.parametrize(
    ("above", "below"),
    [
        (["柳河镇党委关于巡察整改情况的通报"], []),
        (["柳河镇党委关于巡察整改情况的通报", "整改任务清单如下："], []),
        (["关于巡察整改进展情况的公示"], ["特此公示。"]),
        (["整改任务清单"], ["针对“学风不实”的问题，已开展专项治理。"]),
        (["根据工作安排，现将巡察整改情况公布如下。"], ["中共柳河镇委员会", "2024年12月20日"]),
        (["关于巡察整改落实情况"], []),
        (["关于巡察整改情况的公开", "县委巡察组反馈了意见，现作说明。", "整改任务清单"], ["中共柳河镇委员会"]),
        (["柳河镇巡察整改清单", "现将巡察整改情况公布如下。"], []),
    ],
)
def test_an_announcement_that_holds_a_table_stays_one(tmp_path, above, below):
    assert read(tmp_path, above, below).announcement.facts.made_of is None


INSPECTED = "2024年3月5日至5月10日，县委第三巡察组对柳河镇党委开展了巡察，6月18日反馈意见。"
SIGNED = ["中共柳河镇委员会", "2024年12月20日"]


@pytest.mark.parametrize("title", ["柳河镇党委巡察整改情况一览表", "柳河镇党委巡察整改落实情况公示清单"])
@pytest.mark.parametrize(
    ("above", "below"),
    [
        ([INSPECTED], ["欢迎广大干部群众监督。联系方式：0571-12345678", *SIGNED]),
        ([INSPECTED], ["2024年12月20日"]),
        (["镇党委认真整改，做到条条有整改"], ["2024年12月20日"]),
        ([], ["联系电话：0571-12345678", "2024年12月20日"]),
        ([], SIGNED),
        ([], ["柳河镇", "2024年12月20日"]),
    ],
)
def test_a_paper_titled_as_a_ledger_that_says_or_signs_something_stays_an_announcement_and_is_named(
    tmp_path, title, above, below
):
    reading = read(tmp_path, [title, *above], below)
    made = reading.announcement.facts
    assert (made.made_of, made.title, str(made.published)) == (None, title, "2024-12-20")
    assert [(note.line, note.text) for note in reading.notes if "made_of: ledger" in note.message] == [(1, title)]


def test_the_number_before_a_problem_is_that_of_the_issue_where_it_is_the_same(tmp_path):
    rows = (
        ["反馈问题", "整改措施", "责任领导"],
        ["1.学习不深", "制定计划", "张三丰"],
        ["3．调研不够", "开展调研", "李四光"],
    )
    made = read(tmp_path, rows=rows).announcement
    assert [issue.problem for issue in made.issues] == ["学习不深", "3．调研不够"]
    assert [measure.leader for issue in made.issues for measure in issue.measures] == ["张三丰", "李四光"]
