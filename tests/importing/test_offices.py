"""Ledgers as offices keep them, each with its own head, order and habits (all invented), make an announcement; what is
not taken from them is named, and what `gongkai export` then writes comes back unchanged.
"""

import datetime
import difflib
import re
import subprocess
from pathlib import Path

import openpyxl
import pytest

from gongkai import ledger, source
from gongkai.cli import main
from gongkai.model import Issue
from gongkai.printing import text

DATA = Path("data/issues.yaml")


def of_a_town() -> openpyxl.Workbook:
    """A head in two rows, merged issues, numbers in cells, columns and rows that are no measure, hidden ones."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["A1"] = "附件1"
    sheet["A2"] = "清水镇党委巡察反馈问题整改台账"
    sheet.merge_cells("A2:L2")
    sheet["A3"], sheet["J3"] = "填报单位：清水镇党委（盖章）", "填报时间：2024年5月20日"
    upper = [
        "序号",
        "问题类别",
        "巡察反馈问题",
        "整改措施",
        "责任",
        None,
        "整改",
        None,
        None,
        "是否完成",
        "联系电话",
        "备注",
    ]
    for column, words in enumerate(upper, start=1):
        sheet.cell(4, column).value = words
    for column, words in zip("EFGHI", ("领导", "单位", "期限", "进展情况", "更新日期"), strict=True):
        sheet[f"{column}5"] = words
    for column in "ABCDJKL":
        sheet.merge_cells(f"{column}4:{column}5")
    sheet.merge_cells("E4:F4")
    sheet.merge_cells("G4:I4")
    first, second = "一、党的建设方面", "二、财务管理方面"
    plan, done = "1.制定学习计划。\n2.每月集中学习一次。\n3.开展测试。", "1.已制定计划。\n2.已学习5次。\n3.正在准备。"
    day = datetime.datetime(2024, 6, 30)
    for line in (
        [*range(1, 13)],
        [1, first, "学习不深入", plan, "张三", "党政办", day, done, "二〇二四年五月一日", "否", "0769-12345678"],
        [2, first, "会议记录不规范", "（1）规范格式；（2）专人负责。", "李四", "组织办", "立行立改", None, None, "是"],
        [None, None, None, "加强培训", "李四", "组织办", "2024年8月底", "尚未开展", 45400, "否"],
        [3, second, "违规发放补贴", "一是清退补贴。二是完善制度。", "王五", "财政所", 45473, None, None, "已完成"],
        ["合计", None, "共3个问题", "共7条"],
        ["备注：本表一式三份。"],
        ["填表人：赵六", None, None, "审核人：钱七", None, None, None, "填报日期：2024年5月20日"],
    ):
        sheet.append(line)
    for column in "ABC":
        sheet.merge_cells(f"{column}8:{column}9")
    sheet.column_dimensions["K"].hidden = sheet.row_dimensions[8].hidden = True
    sheet.auto_filter.ref = "A5:L10"
    book.create_sheet("联系人").append(["姓名", "电话"])
    hidden = book.create_sheet("选项")
    hidden["A1"], hidden.sheet_state = "是", "hidden"
    book.create_sheet("空的")
    return book


def of_a_bureau() -> openpyxl.Workbook:
    """No numbers, an order of its own, line breaks, a column of states with another name."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "问题清单"
    for line in (
        ["整改责任部门", "问题描述", "具体举措", "办结时限", "落实情况", "销号情况"],
        ["农业农村办", "耕地撂荒", "一是摸排底数。\n二是组织复耕。", "2024-12-31", "已复耕120亩", "已销号"],
        ["农业农村办", "高标准农田管护不力", "落实管护员。", "长期", "落实12名", "长期坚持"],
    ):
        sheet.append(line)
    return book


def of_a_county() -> openpyxl.Workbook:
    """Categories as merged rows, a measure merged over two rows of progress, 完成情况 that holds states alone."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "台账"
    for line in (
        ["2024年度巡察整改工作台账"],
        ["编号", "具体问题", "整改举措", "牵头领导", "责任部门", "最新进展", "更新时间", "资料来源", "完成情况"],
        ["（一）关于民生保障方面"],
        [
            "1",
            "低保评审不严",
            "①重新核查。②完善程序。",
            "周八\n吴九",
            "民政办",
            "已核查。",
            "2024-03-01",
            "通报",
            "未完成",
        ],
        [None, None, None, None, None, "全部完成。", "2024/4/1 09:30", "公告", "已完成"],
        [2, "养老设施闲置", "1、盘活闲置设施\n2、引入社会力量", "周八", "民政办", None, None, None, "正在推进"],
        ["（二）生态环境方面"],
        [3, "河道垃圾清理不及时", "1.建立巡河制度。2.购置清理设备。", "郑十", "水利站", None, None, None, "已完成"],
        ["小计", None, "=COUNTA(C4:C8)"],
        ["2024年5月"],
        ["制表：", None, None, None, "复核："],
    ):
        sheet.append(line)
    for area in ("A1:I1", "A3:I3", "A7:I7", "A4:A5", "B4:B5", "C4:C5", "D4:D5", "E4:E5"):
        sheet.merge_cells(area)
    return book


@pytest.fixture
def office(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("data").mkdir()
    return tmp_path


def read(book: openpyxl.Workbook) -> list[Issue]:
    book.save("台账.xlsx")
    assert main(["import", "台账.xlsx"]) == 0
    assert main(["check"]) == 0
    return source.load(DATA).announcement.issues


def test_it_becomes_a_site_whose_ledger_is_to_be_edited_from_then_on(office, capsys):
    of_a_county().save("台账.xlsx")
    assert main(["new", "网站", "--from", "台账.xlsx"]) == 0
    assert "以后更新：在新文件夹里用 gongkai export --xlsx 写出编好序号的台账" in capsys.readouterr().out
    made = subprocess.run(["make", "site"], cwd="网站", capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stderr
    assert main(["verify", "网站/site"]) == 0
    page = Path("网站/site/issues/1/index.html").read_text(encoding="utf-8")
    assert "重新核查" in page
    assert "全部完成" in page
    assert "周八" not in page


@pytest.mark.parametrize("make", [of_a_town, of_a_bureau, of_a_county])
def test_what_is_then_exported_comes_back_as_it_was_and_with_one_edit(office, capsys, make):
    read(make())
    before = DATA.read_bytes()
    assert main(["export", "--xlsx", "新台账.xlsx"]) == 0
    assert main(["import", "新台账.xlsx"]) == 0
    assert "没有要改的" in capsys.readouterr().out
    book = openpyxl.load_workbook("新台账.xlsx")
    sheet = book[ledger.SHEET]
    for cell, words in {"H3": "全部销号。", "I3": "已完成", "K3": "2024年9月1日", "L3": "政务公开栏"}.items():
        sheet[cell] = words
    book.save("新台账.xlsx")
    assert main(["import", "新台账.xlsx", "--yes"]) == 0
    made = source.load(DATA).announcement.issues[0].measures[0]
    assert (made.updates[-1].date, made.current) == (datetime.date(2024, 9, 1), "done")
    kept = iter(DATA.read_bytes().splitlines())
    assert all(line in kept for line in before.splitlines())


@pytest.mark.parametrize("make", [of_a_town, of_a_bureau, of_a_county])
def test_an_office_s_own_ledger_that_comes_again_changes_nothing(office, capsys, make):
    read(make())
    before = DATA.read_bytes()
    capsys.readouterr()
    assert main(["import", "台账.xlsx", "--yes"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("这份台账不是 gongkai export 写出的，照新的台账读")
    assert printed.endswith("没有要改的\n")
    assert DATA.read_bytes() == before


def again(book: openpyxl.Workbook, **cells: object) -> tuple[int, list[str]]:
    """What the import of a ledger with other cells returns, and the lines of the data that it takes away and adds."""
    before = DATA.read_text(encoding="utf-8").splitlines()
    for cell, value in cells.items():
        book.active[cell] = value
    book.save("台账.xlsx")
    code = main(["import", "台账.xlsx", "--yes"])
    made = difflib.ndiff(before, DATA.read_text(encoding="utf-8").splitlines())
    return code, [re.sub(r"^([+-])\s+", r"\1", line) for line in made if line[0] in "+-"]


def test_what_is_changed_in_it_changes_for_each_measure_of_the_row_and_no_more(office):
    read(of_a_town())
    assert again(of_a_town(), E10="孙八") == (0, ["-leader: 王五", "+leader: 孙八"] * 2)


def test_it_is_followed_when_its_rows_were_sorted_and_a_row_is_gone(office, capsys):
    read(of_a_bureau())
    book = of_a_bureau()
    book.active.move_range("A2:F2", rows=2)
    assert again(book, A4="乡村振兴办") == (0, ["-unit: 农业农村办", "+unit: 乡村振兴办"] * 2)
    book.active.delete_rows(4)
    assert again(book)[1] == []
    assert "台账里没有、数据里保持不变的措施：1-1、1-2" in capsys.readouterr().out


def test_new_progress_with_day_and_source_is_added_to_each_of_its_measures(office):
    read(of_a_county())
    code, lines = again(of_a_county(), F8="已清理河道。", G8="2024.6.1", H8="公告")
    words = "已清理河道。（2条措施合写）"
    added = ["+updates:", "+- date: 2024-06-01", "+status: done", f"+text: {words}", "+source: 公告"]
    assert (code, lines) == (0, added * 2)
    assert main(["check"]) == 0


def test_it_takes_nothing_from_the_data_that_it_cannot_say(office):
    read(of_a_bureau())
    assert source.load(DATA).announcement.issues[1].measures[0].status == "standing"
    assert again(of_a_bureau(), A3=None, D3=None, E3=None, F3=None) == (0, [])


def test_another_state_in_it_needs_words_that_say_so_or_news(office, capsys):
    book = of_a_bureau()
    book.active["G1"], book.active["G3"], book.active["F3"] = "依据", "落实管护员", "推进中"
    read(book)
    assert source.load(DATA).announcement.issues[1].measures[0].status == "ongoing"
    assert again(book, F3="已完成") == (1, [])
    assert re.search(r"问题清单!F3: .*\[no-evidence\]", capsys.readouterr().out)
    news = {"E3": "管护员已到岗。", "H1": "更新日期", "H3": "2024-06-01", "I1": "来源", "I3": "公告"}
    assert again(book, **news)[0] == 0
    assert again(book, F3="推进中", E3=None, H3=None, I3=None) == (0, [])
    assert again(book, F3="长期坚持", G3="落实管护员。") == (1, [])
    assert re.search(r"问题清单!F3: .*\[update-changed\]", capsys.readouterr().out)


@pytest.mark.parametrize(
    ("cells", "code", "cell"),
    [
        ({"C8": "1.建立巡河制度。2.添置清理设备。"}, "row-unknown", "C8"),
        ({"B8": "河道不清洁"}, "row-unknown", "C8"),
        ({"F5": "基本完成。"}, "dates-order", "G5"),
        ({"F8": "已清理。", "G8": "2024-06-01", "H8": "13800138000"}, "privacy-mobile", "H8"),
    ],
)
def test_what_it_says_and_cannot_be_followed_is_named_and_nothing_is_written(office, capsys, cells, code, cell):
    read(of_a_county())
    assert again(of_a_county(), **cells) == (1, [])
    assert re.search(rf"^台账\.xlsx:台账!{cell}: .*\[{code}\]$", capsys.readouterr().out, re.MULTILINE)


def test_the_town_s_measures_come_one_by_one_with_what_the_office_keeps(office):
    one, two, three = read(of_a_town())
    assert [measure.text for measure in one.measures] == ["制定学习计划。", "每月集中学习一次。", "开展测试。"]
    assert [measure.note for measure in one.measures] == [
        "进展情况：已制定计划。\n更新日期：二〇二四年五月一日",
        "进展情况：已学习5次。\n更新日期：二〇二四年五月一日",
        "进展情况：正在准备。\n更新日期：二〇二四年五月一日",
    ]
    assert {(measure.leader, measure.unit, measure.deadline) for measure in one.measures} == {
        ("张三", "党政办", "2024年6月30日")
    }
    assert [measure.text for measure in two.measures] == ["规范格式；", "专人负责。", "加强培训"]
    assert [measure.deadline for measure in two.measures] == ["立行立改", "立行立改", "2024年8月底"]
    assert (three.counted, three.measures[0].deadline) == (True, "2024年6月30日")
    assert text(source.load(DATA).announcement) == (
        "清水镇党委巡察反馈问题整改台账\n填报日期：2024年5月20日\n"
        "（一）党的建设方面\n"
        "1.针对“学习不深入”的问题，1.制定学习计划。\n2.每月集中学习一次。\n3.开展测试。\n是否完成：否\n"
        "2.针对“会议记录不规范”的问题，（1）规范格式；（2）专人负责。\n加强培训\n是否完成：（1）是；（2）是；（3）否\n"
        "（二）财务管理方面\n"
        "3.针对“违规发放补贴”的问题，一是清退补贴。二是完善制度。\n是否完成：已完成\n"
    )


def test_all_that_was_not_taken_from_the_town_s_workbook_is_named(office, capsys):
    read(of_a_town())
    printed = capsys.readouterr().out
    for line in (
        "台账.xlsx:1: 没有读的工作表\n    联系人、选项（隐藏）\n",
        "台账.xlsx:1: 表头上面的这些字没有读\n    附件1\n",
        "台账.xlsx:3: 表头上面的这些字没有读\n    填报单位：清水镇党委（盖章） 填报时间：2024年5月20日\n",
        "台账.xlsx:5: 没有读的列\n    联系电话\n",
        "台账.xlsx:6: 这一行不是措施，没有读\n    1 2 3 4 5 6 7 8 9 10 11 12\n",
        "台账.xlsx:3: 按填报单位填了发布单位（issuer），请核对\n    清水镇党委\n",
        "台账.xlsx:5: 状态按这一列的字填了，这些字作为依据写在各个问题之后，会公开，请核对\n    是否完成\n",
        "台账.xlsx:11: 这一行不是措施，没有读\n    合计 共3个问题 共7条\n",
        "台账.xlsx:12: 这一行不是措施，没有读\n    备注：本表一式三份。\n",
        "台账.xlsx:13: 这一行不是措施，没有读\n    填表人：赵六 审核人：钱七 填报日期：2024年5月20日\n",
    ):
        assert line in printed


def test_measures_in_rows_that_end_without_a_stop_stand_on_lines_of_their_own(office):
    book = of_a_bureau()
    book.active.append(["农业农村办", "高标准农田管护不力", "签订协议", "长期"])
    read(book)
    assert text(source.load(DATA).announcement).endswith(
        "的问题，一是落实管护员。二是签订协议\n销号情况：（1）长期坚持\n"
    )
    DATA.unlink()
    Path("data/announcement.txt").unlink()
    book.active["C3"] = "落实管护员"
    read(book)
    assert text(source.load(DATA).announcement).endswith(
        "的问题，一是落实管护员\n二是签订协议\n销号情况：（1）长期坚持\n"
    )


def test_the_county_s_merged_measure_has_both_rows_of_progress(office, capsys):
    one, two, three = read(of_a_county())
    assert [measure.text for measure in one.measures] == ["重新核查。", "完善程序。"]
    for measure in one.measures:
        assert [(update.text, update.status, update.date.month) for update in measure.updates] == [
            ("已核查。（2条措施合写）", "ongoing", 3),
            ("全部完成。（2条措施合写）", "done", 4),
        ]
    assert [len(two.measures), len(three.measures)] == [2, 2]
    categories = source.load(DATA).announcement.categories
    assert [category.title for category in categories] == ["关于民生保障方面", "生态环境方面"]
    printed = capsys.readouterr().out
    assert "台账!F4 进展情况没有按 2 条措施分开写，每条措施都记了全文，注明是合写的，请核对\n    已核查。\n" in printed
    assert "台账.xlsx:11: 这一行不是措施，没有读\n    制表： 复核：\n" in printed


def test_progress_and_states_of_a_bureau_are_read_from_columns_of_other_names(office):
    one, two = read(of_a_bureau())
    assert [measure.unit for measure in one.measures] == ["农业农村办"] * 2
    assert (two.measures[0].note, two.measures[0].deadline) == ("进展情况：落实12名", "长期")
    assert {(measure.status, measure.evidence) for measure in one.measures} == {("done", "销号情况：已销号")}
    assert (two.measures[0].status, two.measures[0].evidence) == ("standing", "销号情况：长期坚持")


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("已完成", "done"),
        ("未完成", "ongoing"),
        ("持续整改", "ongoing"),
        ("长期坚持", "standing"),
        ("基本完成", "ongoing"),
        ("正在整改", "ongoing"),
        ("已整改", "done"),
        ("整改中", "ongoing"),
        ("已完成（长期坚持）", "standing"),
        ("是", "stated"),  # nothing was asked
        ("未整改", "stated"),
        ("已完成×", "stated"),
    ],
)
def test_a_state_in_the_office_s_own_words_is_taken_where_it_is_plain_and_else_kept_and_named(
    office, capsys, words, status
):
    book = of_a_bureau()
    book.active["F3"] = words
    measure = read(book)[1].measures[0]
    assert measure.status == status
    if status == "stated":
        assert measure.note == f"销号情况：{words}\n进展情况：落实12名"
        assert f"台账.xlsx:3: 问题清单!F3 认不出状态“{words}”" in capsys.readouterr().out
    else:
        assert measure.evidence == f"销号情况：{words}"


def test_a_column_of_progress_with_states_alone_is_one_of_states_though_one_of_them_is_not_plain(office):
    book = of_a_county()
    book.active["I2"] = "整改完成情况"
    book.active["F2"], book.active["I6"] = "备注", "未整改"
    _, two, three = read(book)
    assert [issue.measures[1].status for issue in (two, three)] == ["stated", "done"]
    assert two.measures[1].note == "整改完成情况：未整改"


@pytest.mark.parametrize(
    ("cells", "row"),
    [
        ({"E2": "尚未复耕。"}, 2),
        ({"E2": "部分完成"}, 2),
        ({"C2": "摸排底数。（正在整改）"}, 2),
    ],
)
def test_a_state_that_other_words_of_its_row_contradict_is_claimed_for_no_measure(office, capsys, cells, row):
    book = of_a_bureau()
    for cell, words in cells.items():
        book.active[cell] = words
    one = read(book)[0]
    assert {measure.status for measure in one.measures} == {"stated"}
    assert "销号情况：已销号" in one.measures[0].note
    assert f"台账.xlsx:{row}: 问题清单!F{row} 状态“已完成”与这一行别的话不一致" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("progress", "state"),
    [
        ("由办公室负责，已完成", "未销号"),
        ("已完成，退回资金3万元", "正在整改"),
        ("方案已定，推进中，月底收尾", "已销号"),
    ],
)
def test_a_state_that_the_progress_of_its_row_contradicts_in_one_clause_is_named_and_claimed_nowhere(
    office, capsys, progress, state
):
    book = of_a_bureau()
    book.active["E3"], book.active["F3"] = progress, state
    measure = read(book)[1].measures[0]
    assert (measure.status, measure.note) == ("stated", f"进展情况：{progress}\n销号情况：{state}")
    assert "台账.xlsx:3: 问题清单!F3 状态" in capsys.readouterr().out


def test_a_state_under_way_agrees_with_a_step_that_is_done(office):
    book = of_a_bureau()
    book.active["E3"], book.active["F3"] = "一期已完成，二期正在建设", "正在整改"
    assert read(book)[1].measures[0].status == "ongoing"


def test_news_with_a_state_that_its_words_contradict_comes_without_it(office, capsys):
    book = of_a_county()
    book.active["F6"], book.active["G6"], book.active["H6"] = "已完成，投入使用", "2024-03-01", "公告"
    one = read(book)[1].measures[0]
    assert [update.status for update in one.updates] == [None]
    assert (one.status, one.note) == ("stated", "完成情况：正在推进")
    assert "台账!I6 状态“推进中”与进展情况不一致" in capsys.readouterr().out


def test_rows_of_one_measure_that_do_not_agree_on_its_state_claim_none(office, capsys):
    book = of_a_county()
    for area in [str(one) for one in book.active.merged_cells.ranges]:
        book.active.unmerge_cells(area)
    book.active.insert_rows(6)
    book.active["I6"] = "未完成"
    for column in "ABCDE":
        book.active.merge_cells(f"{column}4:{column}6")
    for cell in ("G4", "G5"):
        book.active[cell] = None
    one = read(book)[0]
    assert [(measure.status, measure.updates) for measure in one.measures] == [("stated", [])] * 2
    assert "完成情况：未完成" in one.measures[0].note
    assert "完成情况：已完成" in one.measures[0].note
    assert "台账!I5 同一条措施的几行状态不一致" in capsys.readouterr().out


def test_progress_in_a_cell_over_the_rows_of_several_measures_says_that_it_is_of_them_all(office, capsys):
    book = of_a_bureau()
    book.active["C2"], book.active["B3"], book.active["E3"] = "摸排底数。", "耕地撂荒", None
    book.active.merge_cells("E2:E3")
    (one,) = read(book)
    assert [measure.note for measure in one.measures] == ["进展情况：已复耕120亩（2条措施合写）"] * 2
    assert "问题清单!E2 进展情况没有按 2 条措施分开写" in capsys.readouterr().out


def test_another_state_in_a_column_that_comes_again_is_named_and_is_no_news_by_itself(office, capsys):
    read(of_a_bureau())
    assert again(of_a_bureau(), F3="已销号") == (0, [])
    assert "台账.xlsx:3: 问题清单!F3 2-1 的状态数据里是“长期坚持”，没有改" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("title", "signed", "issuer"),
    [
        ("清水镇党委巡察反馈问题整改台账", "填报单位：清水镇党委（盖章）", "清水镇党委"),
        ("云岭县水利局党组巡察整改台账", "填报单位：云岭县水利局", "云岭县水利局党组"),
        ("巡察反馈问题整改台账", "填报单位: 云岭县水利局", "云岭县水利局"),
        ("中共云岭县水利局支部整改台账", "填报单位：云岭县水利局", None),
        ("巡察反馈问题整改台账", "填报单位：水利", None),
        ("巡察反馈问题整改台账", "填报单位：", None),
    ],
)
def test_the_body_that_fills_a_ledger_in_is_its_issuer_where_that_is_plain(office, title, signed, issuer):
    book = of_a_town()
    book.active["A2"], book.active["A3"] = title, signed
    read(book)
    assert source.load(DATA).announcement.facts.issuer == issuer


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("事项", "把写问题的一列改名为“反馈问题”"),
        ("问题及原因", "把写问题的一列改名为“反馈问题”"),
    ],
)
def test_a_head_that_does_not_name_the_problem_is_shown_with_what_to_call_it(office, capsys, heading, expected):
    book = of_a_bureau()
    book.active["B1"] = heading
    book.save("台账.xlsx")
    assert main(["import", "台账.xlsx"]) == 1
    assert capsys.readouterr().out == (
        "台账.xlsx:问题清单!A1: 没有找到台账：表头里要有“序号”“反馈问题”“整改措施”这样的列名 [no-ledger]\n"
        f"    这一行的列名是：整改责任部门、{heading}、具体举措、办结时限、落实情况、销号情况。{expected}\n"
    )


def test_a_ledger_without_the_problem_has_one_line_and_not_one_a_row(office, capsys):
    book = of_a_county()
    book.active["B2"] = "事项"
    book.save("台账.xlsx")
    assert main(["import", "台账.xlsx"]) == 1
    assert capsys.readouterr().out == (
        "台账.xlsx:台账!A2: 没有找到“反馈问题”这一列 [no-ledger]\n"
        "    第 2 行的列名是：编号、事项、整改举措、牵头领导、责任部门、最新进展、更新时间、资料来源、完成情况。"
        "把写问题的一列改名为“反馈问题”\n"
    )


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("二〇二四年三月十一日", "2024-03-11"),
        ("2024年3月1日", "2024-03-01"),
        ("2024.3.1", "2024-03-01"),
        ("2024/3/1", "2024-03-01"),
        ("24/3/1", "2024-03-01"),
        ("24年3月11日", "2024-03-11"),
        ("2024-03-01 00:00:00", "2024-03-01"),
        (datetime.datetime(2024, 3, 1), "2024-03-01"),
        (45352, "2024-03-01"),
        ("45352", "2024-03-01"),
    ],
)
def test_a_day_is_read_in_any_of_the_ways_in_which_it_is_written(office, words, day):
    book = of_a_county()
    book.active["G4"] = words
    assert read(book)[0].measures[0].updates[0].date.isoformat() == day


def test_days_counted_from_1904_are_those_days(office):
    book = of_a_county()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.active["G4"] = 45352 - 1462
    assert read(book)[0].measures[0].updates[0].date.isoformat() == "2024-03-01"


@pytest.mark.parametrize("words", ["2024年3月", "三月一日", "近期", "2024-02-30", "24/3/12"])
def test_any_other_day_is_named_by_its_cell_and_kept(office, capsys, words):
    book = of_a_county()
    book.active["G4"] = words
    first = read(book)[0].measures[0]
    assert re.search(rf"台账\.xlsx:4: 台账!G4 .*“?{words}.*；.+\n    {words}\n", capsys.readouterr().out)
    assert f"更新日期：{words}" in first.note


def test_the_data_says_that_it_was_made_of_a_ledger_and_the_title_has_its_day(office):
    read(of_a_town())
    facts = source.load(DATA).announcement.facts
    assert (facts.made_of, facts.published) == ("ledger", None)
    assert facts.title.split("\n")[:2] == ["清水镇党委巡察反馈问题整改台账", "填报日期：2024年5月20日"]


def book_of(*rows) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    return book


@pytest.mark.parametrize("merged", [(), ("A1:A2", "B1:C1", "D1:D2", "E1:F1")])
def test_titles_in_two_rows_are_read_whether_cells_are_merged_or_not(office, capsys, merged):
    book = book_of(
        ["序号", "反馈问题", None, "整改措施", "责任人", None],
        [None, "类别", "问题", None, "领导", "单位"],
        [1, "党建", "学习不深", "制定计划", "张三", "党建办"],
    )
    for area in merged:
        book.active.merge_cells(area)
    [issue] = read(book)
    assert (issue.problem, issue.measures[0].leader, issue.measures[0].unit) == ("学习不深", "张三", "党建办")
    assert "没有读" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("numbers", "issues"),
    [((1, None, 2), [2, 1]), ((1, 1, 2), [2, 1]), ((1, 2, 3), [3]), ((None, None, None), [3])],
)
def test_issues_of_equal_wording_are_two_where_the_numbers_are_those_of_issues(office, numbers, issues):
    """Numbers that count each row say nothing of the issues."""
    rows = [
        (number, "学习不深", words) for number, words in zip(numbers, ("制定计划", "集中学习", "测试"), strict=True)
    ]
    found = read(book_of(("序号", "反馈问题", "整改措施"), *rows))
    assert [len(issue.measures) for issue in found] == issues


def test_the_number_before_a_problem_is_that_of_the_issue_where_it_is_the_same(office):
    rows = (
        [1, "1.学习不深", "制定计划"],
        [2, "2、调研不够", "开展调研"],
        [3, "3.5万元未入账", "入账"],
        [4, "5.作风", "整治"],
    )
    issues = read(book_of(["序号", "反馈问题", "整改措施"], *rows))
    assert [issue.problem for issue in issues] == ["学习不深", "调研不够", "3.5万元未入账", "5.作风"]


def test_a_retyped_title_of_the_evidence_is_known(office):
    [issue] = read(
        book_of(["序号", "反馈问题", "整改措施", "状态", "依据原文"], [1, "学习", "已制定计划", "已完成", "已制定计划"])
    )
    assert (issue.measures[0].status, issue.measures[0].evidence) == ("done", "已制定计划")
