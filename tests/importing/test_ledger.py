"""A ledger comes back as people leave it: what they changed changes, and no more; what cannot be followed is named."""

import contextlib
import datetime
import difflib
import io
import os
import re
import shutil
import time
import zipfile
from pathlib import Path

import openpyxl
import pytest
from conftest import LEDGER, ROOT, SHIPPED, SMALL, SMALL_RECEIVED
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai import ledger, reconciling, rereading, source
from gongkai.cli import main
from gongkai.exporting import ledger as exporting
from gongkai.faults import Faulty
from gongkai.importing import headings, unwritten
from gongkai.importing import ledger as importing
from gongkai.importing.cells import Line

DATA = Path("data/issues.yaml")
FILE = Path("台账.xlsx")
TITLES = list(ledger.TITLES.values())
EXPORTED = exporting.as_xlsx(source.parse("a.yaml", LEDGER).announcement)
LOADED = source.parse("data/issues.yaml", LEDGER)


def rows() -> list[list]:
    """The exported ledger as values: the columns' titles, then a list for each measure, 1-1, 1-2 and 3-1."""
    loaded = source.parse("a.yaml", LEDGER)
    made = [ledger.row(*one[:3]) for one in ledger.measures(loaded.announcement)]
    lines = [[getattr(row, name) for name in ledger.TITLES] for row in made]
    return [TITLES[:], *([one.label if hasattr(one, "label") else one for one in line] for line in lines)]


def save(table: list[list], path: Path = FILE, sheet: str = ledger.SHEET) -> None:
    book = openpyxl.Workbook()
    book.active.title = sheet
    for line in table:
        book.active.append(line)
    book.save(path)


def put(table: list[list], line: int, title: str, value: object) -> list[list]:
    table[line][TITLES.index(title)] = value
    return table


@pytest.fixture
def office(folder: Path) -> Path:
    """A folder with the small announcement's data, as an office keeps it."""
    DATA.write_text(LEDGER, encoding="utf-8")
    return folder


def import_(*more: str) -> int:
    return main(["import", str(FILE), *more])


def difference() -> list[str]:
    """The lines taken away and added, as a difference shows them."""
    made = difflib.ndiff(LEDGER.splitlines(), DATA.read_text(encoding="utf-8").splitlines())
    return [re.sub(r"^([+-])\s+", r"\1", line) for line in made if line[0] in "+-"]


def test_what_was_exported_changes_nothing(office, capsys):
    assert main(["export", "--xlsx", str(FILE)]) == 0
    assert FILE.read_bytes() == EXPORTED
    assert import_() == 0
    assert "没有要改的" in capsys.readouterr().out
    assert DATA.read_text(encoding="utf-8") == LEDGER
    assert main(["export", "--xlsx", str(FILE)]) == 1


def test_the_shipped_announcement_comes_back_unchanged(tmp_path):
    loaded = source.load(SHIPPED)
    (tmp_path / "a.xlsx").write_bytes(exporting.as_xlsx(loaded.announcement))
    found = reconciling.differences(loaded, importing.read(tmp_path / "a.xlsx"))
    assert (found.changes, found.absent) == ([], [])


@pytest.mark.parametrize("name", ["libreoffice.xlsx", "libreoffice-edited.xlsx"])
def test_what_libreoffice_saved_changes_nothing(office, name):
    shutil.copy(ROOT / "tests" / "fixtures" / "ledger" / name, FILE)
    assert import_() == 0
    assert DATA.read_text(encoding="utf-8") == LEDGER


def test_no_fixture_names_a_machine():
    fixtures = sorted((ROOT / "tests" / "fixtures" / "ledger").iterdir())
    assert fixtures
    for fixture in fixtures:
        package = zipfile.ZipFile(fixture)
        for name in package.namelist():
            assert not re.search(rb"/tmp/|/root|/home/|file://", package.read(name)), (fixture, name)


def test_what_libreoffice_saved_still_says_what_the_ledger_was(office):
    table = importing.read(ROOT / "tests" / "fixtures" / "ledger" / "libreoffice-edited.xlsx")
    assert [*table.before] == ["1-1", "1-2", "3-1"]
    assert table.sheets == []


def sorted_the_other_way(table):
    return [table[0], *reversed(table[1:])]


def with_blank_rows(table):
    return [table[0], [], table[1], [None] * 13, ["  "], *table[2:], [], []]


def with_own_columns(table):
    return [
        ["审核", *table[0][:4], "联系电话", *table[0][4:]],
        *([1, *line[:4], "无", *line[4:]] for line in table[1:]),
    ]


def with_columns_moved(table):
    return [line[::-1] for line in table]


def with_columns_left_out(table):
    return [[line[0], line[3], line[4], line[8]] for line in table]


def with_heads_retyped(table):
    heads = ["序 号", "问题类别", "存在的问题", "整改措施情况", "责任　领导", "责任\n单位", "完成时限（内部）"]
    return [[*heads, "整改进展情况", "整改状态：", "【依据】", "更新时间", " 信息来源", "备注说明"], *table[1:]]


def with_rows_above(table):
    return [["附件2"], ["某镇巡察整改台账"], ["填报单位：某镇", None, None, "2024年5月"], *table]


def with_a_signature(table):
    return [*table, ["填表人：张三　　审核人：李四"]]


def with_the_head_repeated(table):
    return [*table[:2], table[0], *table[2:]]


def with_unmerged_cells_emptied(table):
    return put(put(table, 2, "类别", None), 2, "反馈问题", None)


def with_states_spaced(table):
    return put(put(table, 1, "状态", " 推 进　中 "), 3, "状态", "已完成。")


def with_numbers_rewritten(table):
    return put(put(put(table, 1, "序号", "问题1－１"), 2, "序号", "1（2）"), 3, "序号", 3)


def with_rows_numbered_through(table):
    return put(put(put(table, 1, "序号", 1), 2, "序号", 2), 3, "序号", 3)


def with_chinese_numerals(table):
    return put(put(put(table, 1, "序号", "一"), 2, "序号", "（二）"), 3, "序号", "三、")


def with_numbers_that_a_spreadsheet_took_for_days(table):
    day = datetime.datetime(2024, 1, 1)
    return put(put(put(table, 1, "序号", day), 2, "序号", 45293), 3, "序号", "1月2日")


def without_numbers(table):
    return [line[1:] for line in table]


def with_line_ends_of_others(table):
    return put(table, 2, "备注", "每月报一次\r\n")


def with_a_day_as(value):
    def edit(table):
        return put(table, 3, "更新日期", value)

    edit.__name__ = f"with_a_day_as_{value}"
    return edit


def with_a_term_as_a_day(table):
    return put(table, 2, "整改时限", datetime.datetime(2024, 6, 30))


DAYS = [
    "2024.3.1",
    "2024年3月1日",
    "2024/3/1",
    "２０２４－０３－０１",
    "20240301",
    45352,
    datetime.datetime(2024, 3, 1),
]


@pytest.mark.parametrize(
    "edit",
    [
        sorted_the_other_way,
        with_blank_rows,
        with_own_columns,
        with_columns_moved,
        with_columns_left_out,
        with_heads_retyped,
        with_rows_above,
        with_a_signature,
        with_the_head_repeated,
        with_unmerged_cells_emptied,
        with_states_spaced,
        with_numbers_rewritten,
        with_rows_numbered_through,
        with_chinese_numerals,
        with_numbers_that_a_spreadsheet_took_for_days,
        without_numbers,
        with_line_ends_of_others,
        with_a_term_as_a_day,
        *map(with_a_day_as, DAYS),
    ],
    ids=lambda edit: edit.__name__,
)
def test_how_people_rearrange_it_changes_nothing(office, edit):
    save(edit(rows()))
    assert import_() == 0
    assert DATA.read_text(encoding="utf-8") == LEDGER


def test_rows_that_a_filter_hides_are_read_and_merged_cells_count_for_all_their_rows(office):
    book = openpyxl.load_workbook(io.BytesIO(EXPORTED))
    sheet = book[ledger.SHEET]
    sheet.row_dimensions[3].hidden = True
    sheet["E3"] = "李四"
    sheet["E4"] = None
    sheet.merge_cells("E3:E4")
    book.save(FILE)
    assert import_("--yes") == 0
    assert difference() == ["+leader: 李四", "-leader: 张三", "+leader: 李四"]


def test_numbers_merged_over_an_issue_leave_each_row_to_its_own_measure(office, capsys):
    book = openpyxl.load_workbook(io.BytesIO(EXPORTED))
    sheet = book[ledger.SHEET]
    sheet.merge_cells("A3:A4")
    sheet["F4"] = "镇执法队"
    book.save(FILE)
    assert import_("--yes") == 0
    assert difference() == ["-unit: 镇城建办", "+unit: 镇执法队"]


@pytest.mark.parametrize("numbers", [(1, 2, 3), ("一", "二", "三"), (None, None, None), (45292, 45293, 45352)])
def test_an_exported_ledger_whose_numbers_were_lost_is_followed_by_its_words(office, numbers):
    book = openpyxl.load_workbook(io.BytesIO(EXPORTED))
    sheet = book[ledger.SHEET]
    for row, number in enumerate(numbers, start=3):
        sheet.cell(row, 1).value = number
    sheet["F4"], sheet["I5"] = "镇执法队", None
    book.save(FILE)
    assert import_("--yes") == 1  # the state is gone: no other way to read it
    sheet["I5"] = "已完成"
    book.save(FILE)
    assert import_("--yes") == 0
    assert difference() == ["-unit: 镇城建办", "+unit: 镇执法队"]


def test_deleted_rows_delete_nothing_and_are_named(office, capsys):
    save(rows()[:2])
    assert import_() == 0
    assert "数据里保持不变的措施：1-2、3-1" in capsys.readouterr().out


def test_columns_and_rows_that_are_not_read_are_named(office, capsys):
    save(with_a_signature(with_own_columns(rows())))
    assert import_() == 0
    printed = capsys.readouterr().out
    assert "没有读的列：审核、联系电话" in printed
    assert "没有读的行：5" in printed


@pytest.mark.parametrize(
    ("line", "title", "value", "expected"),
    [
        (1, "责任领导", "李四", ["+leader: 李四"]),
        (2, "责任领导", "李四", ["-leader: 张三", "+leader: 李四"]),
        (2, "责任单位", "镇城建办、镇执法队", ["-unit: 镇城建办", "+unit: 镇城建办、镇执法队"]),
        (2, "整改时限", datetime.datetime(2024, 12, 31), ["-deadline: 2024年6月30日", "+deadline: '2024年12月31日'"]),
        (2, "备注", None, ["-note: 每月报一次"]),
        (2, "备注", "第一行\n第二行", ["-note: 每月报一次", '+note: "第一行\\n第二行"']),
        (2, "备注", "#井号: 冒号", ["-note: 每月报一次", "+note: '#井号: 冒号'"]),
        (1, "依据", "建设停车场", ["-evidence: 加快建设停车场", "+evidence: 建设停车场"]),
    ],
)
def test_a_changed_cell_changes_its_field_alone(office, line, title, value, expected):
    save(put(rows(), line, title, value))
    assert import_("--yes") == 0
    found = difference()
    if "\n" in str(value):
        assert found[0] == expected[0]
        assert all(one.startswith("+") for one in found[1:])
    else:
        assert found == expected
    assert main(["check"]) == 0


def test_new_progress_is_added_after_what_was_there(office, capsys):
    table = put(put(put(rows(), 3, "进展情况", "已通车。"), 3, "更新日期", "2024.5.6"), 3, "来源", "现场公告")
    save(
        put(
            put(put(put(table, 2, "进展情况", "已划线。"), 2, "更新日期", 45352), 2, "来源", "公告"),
            2,
            "状态",
            "推进中",
        )
    )
    assert import_("--yes") == 0
    first = ["+updates:", "+- date: 2024-03-01", "+status: ongoing", "+text: 已划线。", "+source: 公告"]
    assert difference() == [*first, "+- date: 2024-05-06", "+text: 已通车。", "+source: 现场公告"]
    assert "第 3 行　1-2 加上 2024-03-01 的情况（推进中）：已划线。" in capsys.readouterr().out
    assert main(["check"]) == 0


def test_a_ledger_written_before_the_latest_update_takes_nothing_back(office, capsys):
    assert main(["update", "3", "--date", "2024-06-01", "--text", "又修了一段。", "--source", "公告"]) == 0
    before = DATA.read_text(encoding="utf-8")
    capsys.readouterr()
    save(rows())
    assert import_() == 0
    assert "不是最新进展、数据里保持不变的措施：3-1" in capsys.readouterr().out
    table = rows()
    for title in PROGRESS:
        put(table, 3, title, None)
    save(table)
    assert import_("--yes") == 0
    assert DATA.read_text(encoding="utf-8") == before


PROGRESS = {"进展情况": "已划线。", "更新日期": "2024-04-01", "来源": "公告"}


@pytest.mark.parametrize(
    ("changes", "code", "cell"),
    [
        ({(1, "序号"): "9-1"}, "no-such-issue", "A2"),
        ({(1, "序号"): "1-3"}, "no-such-measure", "A2"),
        ({(1, "序号"): "1-0"}, "no-such-measure", "A2"),
        ({(1, "序号"): "一", (1, "整改措施"): None}, "row-unknown", "A2"),
        ({(1, "序号"): None, (1, "整改措施"): "另建停车场。"}, "row-unknown", "A2"),
        ({(1, "序号"): None, (1, "反馈问题"): "道路破损"}, "row-unknown", "A2"),
        ({(1, "序号"): datetime.datetime(2024, 1, 1), (1, "整改措施"): None}, "row-unknown", "A2"),
        ({(1, "序号"): 45293, (1, "整改措施"): None}, "row-unknown", "A2"),
        ({(1, "序号"): 1, (1, "整改措施"): None}, "row-unknown", "A2"),
        ({(2, "序号"): "1-1", (2, "整改措施"): None}, "row-twice", "A3"),
        ({(2, "整改措施"): "加强管理和服务。"}, "text-changed", "D3"),
        ({(2, "反馈问题"): "停车不难"}, "text-changed", "C3"),
        ({(1, "状态"): "差不多"}, "status-unknown", "I2"),
        ({(1, "状态"): None}, "status-unknown", "I2"),
        ({(2, "状态"): "已完成"}, "no-evidence", "I3"),
        ({(1, "状态"): "已完成"}, "no-evidence", "I2"),
        ({(1, "状态"): "已公布措施"}, "no-evidence", "I2"),
        ({(1, "状态"): "已完成", (1, "依据"): "已经建成停车场"}, "evidence-not-in-text", "J2"),
        ({(1, "依据"): "已经建成"}, "evidence-not-in-text", "J2"),
        ({(1, "依据"): None}, "no-evidence", "J2"),
        ({(2, "责任领导"): "张三 13800138000"}, "privacy-mobile", "E3"),
        ({(2, "备注"): "有\u200b\ufeff字"}, "no-value", "M3"),
        ({(2, "备注"): "半个字_xD800_"}, "no-value", "M3"),
        ({(1, "进展情况"): "已划线。"}, "update-incomplete", "K2"),
        ({(1, "更新日期"): "2024-04-01", (1, "来源"): "公告"}, "update-incomplete", "H2"),
        ({(1, "进展情况"): "已划线。", (1, "更新日期"): "2024-04-01"}, "update-incomplete", "L2"),
        ({(1, "更新日期"): "2024年3月"}, "day-unknown", "K2"),
        ({(1, "更新日期"): "2024-02-30"}, "day-unknown", "K2"),
        ({(1, one): value for one, value in (PROGRESS | {"更新日期": "1999-01-01"}).items()}, "dates-order", "K2"),
        ({(1, one): value for one, value in (PROGRESS | {"来源": "13800138000"}).items()}, "privacy-mobile", "L2"),
        (
            {(1, one): value for one, value in (PROGRESS | {"进展情况": "13800138000"}).items()},
            "privacy-mobile",
            "H2",
        ),
        ({(3, "进展情况"): "又有新情况。"}, "update-changed", "K4"),
        ({(3, "更新日期"): "2024-04-01"}, "update-changed", "K4"),
        ({(3, "来源"): "别处"}, "update-changed", "L4"),
        ({(3, "状态"): "推进中"}, "update-changed", "I4"),
        ({(3, one): None for one in PROGRESS} | {(3, "状态"): "推进中"}, "update-changed", "I4"),
        ({(3, one): value for one, value in (PROGRESS | {"更新日期": "2024-02-01"}).items()}, "dates-order", "K4"),
    ],
)
def test_what_cannot_be_followed_is_named_by_its_cell_and_nothing_is_written(office, capsys, changes, code, cell):
    table = rows()
    for (line, title), value in changes.items():
        put(table, line, title, value)
    put(table, 1, "责任单位", "别的单位")
    save(table)
    assert import_("--yes") == 1
    printed = capsys.readouterr().out
    assert re.search(rf"^台账\.xlsx:整改台账!{cell}: .*\[{code}\]$", printed, re.MULTILINE), printed
    assert DATA.read_text(encoding="utf-8") == LEDGER


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"状态": "长期坚持", "依据": "每周巡查"}, ["standing", "每周巡查"]),
        ({"状态": "已公布措施", "依据": None}, ["stated", None]),
        ({"状态": "已完成"}, None),
        ({"状态": "已完成"} | PROGRESS, ["ongoing", "加快建设停车场"]),
    ],
)
def test_the_announced_state_changes_only_with_evidence_for_it_and_a_new_state_is_an_update(office, changes, expected):
    DATA.write_text(LEDGER.replace("加快建设停车场。", "加快建设停车场，每周巡查。"), encoding="utf-8")
    Path("data/announcement.txt").write_text(
        SMALL_RECEIVED.replace("加快建设停车场。", "加快建设停车场，每周巡查。"), encoding="utf-8"
    )
    table = put(rows(), 1, "整改措施", "加快建设停车场，每周巡查。")
    for title, value in changes.items():
        put(table, 1, title, value)
    save(table)
    assert import_("--yes") == (0 if expected else 1)
    first = source.load(DATA).announcement.issues[0].measures[0]
    assert [first.status, first.evidence] == (expected or ["ongoing", "加快建设停车场"])
    assert [one.status for one in first.updates] == (["done"] if "进展情况" in changes else [])


def test_a_state_set_wrong_is_put_right_where_its_evidence_says_so_already(office, capsys):
    DATA.write_text(LEDGER.replace("加快建设停车场", "已建成停车场"), encoding="utf-8")
    Path("data/announcement.txt").write_text(SMALL_RECEIVED.replace("加快建设停车场", "已建成停车场"), encoding="utf-8")
    save(put(put(put(rows(), 1, "整改措施", "已建成停车场。"), 1, "依据", "已建成停车场"), 1, "状态", "已完成"))
    assert import_("--yes") == 0
    assert source.load(DATA).announcement.issues[0].measures[0].status == "done"


def test_a_state_without_evidence_says_what_a_clerk_may_have_meant(office, capsys):
    save(put(rows(), 1, "状态", "已完成"))
    assert import_("--yes") == 1
    assert capsys.readouterr().out == (
        "台账.xlsx:整改台账!I2: 状态改成已完成，依据还是“加快建设停车场” [no-evidence]\n"
        "    通报以后的新情况：写进展情况、更新日期和来源；更正通报时的状态：依据也改成措施里说明“已完成”的原文\n"
    )


def test_all_cells_that_cannot_be_followed_come_at_once(office, capsys):
    save(put(put(put(rows(), 1, "状态", "差不多"), 2, "序号", "8-8"), 3, "更新日期", "昨天"))
    assert import_("--yes") == 1
    assert len(re.findall(r"整改台账!\w+: ", capsys.readouterr().out)) == 3


def test_the_difference_is_shown_and_written_only_on_a_yes(office, capsys, monkeypatch):
    save(put(rows(), 2, "责任领导", "李四"))
    assert import_() == 1
    printed = capsys.readouterr()
    assert "-                leader: 张三\n+                leader: 李四\n" in printed.out
    assert "第 3 行　1-2 责任领导：张三 → 李四" in printed.out
    assert "--yes" in printed.err
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    for answer, status in (("", 1), ("n", 1), ("y", 0)):
        assert DATA.read_text(encoding="utf-8") == LEDGER
        monkeypatch.setattr("builtins.input", lambda prompt, answer=answer: answer)
        assert import_() == status
    assert "leader: 李四" in DATA.read_text(encoding="utf-8")


def test_a_file_that_changed_while_the_question_stood_is_left_alone(office, capsys, monkeypatch):
    save(put(rows(), 2, "责任领导", "李四"))
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)

    def answer(prompt):
        DATA.write_text(LEDGER + "# 别人写的\n", encoding="utf-8")
        return "y"

    monkeypatch.setattr("builtins.input", answer)
    assert import_() == 1
    assert "[changed-meanwhile]" in capsys.readouterr().out
    assert DATA.read_text(encoding="utf-8") == LEDGER + "# 别人写的\n"


def edited(path: str, **cells: object) -> None:
    """The exported ledger with some cells of its sheet changed."""
    book = openpyxl.load_workbook(io.BytesIO(EXPORTED))
    for name, value in cells.items():
        book[ledger.SHEET][name] = value
    book.save(path)


def import_of(path: str) -> int:
    return main(["import", path, "--yes"])


def test_two_copies_of_a_ledger_undo_nothing_of_each_other(office, capsys):
    edited("甲.xlsx", E4="甲领导", H5="甲的新情况。", K5="2024-04-01", L5="甲的公告", I5="推进中")
    edited("乙.xlsx", F5="乙单位")
    assert import_of("甲.xlsx") == 0
    assert import_of("乙.xlsx") == 0
    printed = capsys.readouterr().out
    assert "→ （空）" not in printed
    assert "台账里不是最新进展、数据里保持不变的措施：3-1" in printed
    first, second = source.load(DATA).announcement.issues
    assert (first.measures[1].leader, second.measures[0].unit) == ("甲领导", "乙单位")
    assert second.measures[0].current == "ongoing"
    assert import_of("甲.xlsx") == 0
    assert "没有要改的" in capsys.readouterr().out


def test_new_progress_in_an_old_copy_leaves_the_state_that_nobody_touched_there(office):
    text = LEDGER + "                  - {date: 2024-03-05, status: standing, text: 已成制度。, source: 公告}\n"
    DATA.write_text(text, encoding="utf-8")
    edited("乙.xlsx", H5="又增加了。", K5="2024-04-01", L5="乙的公告")
    assert import_of("乙.xlsx") == 0
    measure = source.load(DATA).announcement.issues[1].measures[0]
    assert [update.status for update in measure.updates] == ["done", "standing", None]


def test_a_cell_that_the_data_has_changed_too_is_refused_unless_a_person_sees_it(office, capsys, monkeypatch):
    DATA.write_text(LEDGER.replace("leader: 张三", "leader: 王五"), encoding="utf-8")
    before = DATA.read_bytes()
    edited("乙.xlsx", E4="李四", F5="乙单位")
    assert import_of("乙.xlsx") == 1
    printed = capsys.readouterr().out
    assert "乙.xlsx:整改台账!E4: 台账改成“李四”，数据在写出台账以后也改了，现在是“王五” [cell-overtaken]" in printed
    assert DATA.read_bytes() == before
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda _: "y")
    assert main(["import", "乙.xlsx"]) == 0
    assert "1-2 责任领导：王五 → 李四（写出台账以后，数据也改过）" in capsys.readouterr().out
    assert source.load(DATA).announcement.issues[0].measures[1].leader == "李四"


def test_a_ledger_that_does_not_say_what_it_was_names_what_would_be_lost(office, capsys):
    save(put(rows(), 2, "责任领导", None))
    assert import_() == 1
    assert "分不清是台账改了，还是数据后来改了；会去掉或退回数据里已有的，请逐条看：第 3 行责任领导\n" in (
        capsys.readouterr().out
    )


def test_words_that_look_like_what_a_workbook_escapes_are_no_change(office, capsys):
    DATA.write_text(LEDGER.replace("张三", "张三_x0041_"), encoding="utf-8")
    assert main(["export", "--xlsx", str(FILE)]) == 0
    assert import_() == 0
    assert "没有要改的" in capsys.readouterr().out


def test_line_ends_and_the_byte_order_mark_stay(office):
    before = b"\xef\xbb\xbf" + LEDGER.replace("\n", "\r\n").encode()
    DATA.write_bytes(before)
    save(put(rows(), 2, "责任领导", "李四"))
    assert import_("--yes") == 0
    assert DATA.read_bytes() == before.replace("张三".encode(), "李四".encode())


def test_a_file_in_another_style_is_left_alone(office, capsys):
    flow = LEDGER.replace("                status: ongoing\n                evidence: 加快建设停车场\n", "")
    flow = flow.replace(
        "- text: 加快建设停车场。", "- {text: 加快建设停车场。, status: ongoing, evidence: 加快建设停车场}"
    )
    DATA.write_text(flow, encoding="utf-8")
    save(put(rows(), 1, "责任领导", "李四"))
    assert import_("--yes") == 1
    assert "[cannot-insert]" in capsys.readouterr().out
    assert DATA.read_text(encoding="utf-8") == flow


def test_two_ledgers_or_two_columns_of_a_kind_are_named(office, capsys):
    book = openpyxl.Workbook()
    for name in ("甲", "乙"):
        sheet = book.create_sheet(name)
        for line in rows():
            sheet.append(line)
    book.save(FILE)
    assert import_() == 1
    assert "有几个工作表都像台账：甲、乙 [no-ledger]" in capsys.readouterr().out
    book["乙"].title = ledger.SHEET
    book.save(FILE)
    assert import_() == 0
    save([[*TITLES, "责 任 领 导"], *rows()[1:]])
    assert import_() == 1
    assert "台账.xlsx:整改台账!N1:" in capsys.readouterr().out


def test_a_formula_counts_as_its_stored_value_and_is_named_without_one(office, capsys):
    save(put(rows(), 2, "责任领导", "=1+1"))
    assert import_() == 1
    assert "台账.xlsx:整改台账!E3: 这一格是公式，文件里没有存下它的结果 [no-value]" in capsys.readouterr().out
    content = {one: zipfile.ZipFile(FILE).read(one) for one in zipfile.ZipFile(FILE).namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    content[sheet] = (
        content[sheet]
        .replace(b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>")
        .replace(b"<f>1+1</f><v />", b"<f>1+1</f><v>2</v>")
    )
    repack(FILE, content)
    capsys.readouterr()
    assert import_("--yes") == 0
    assert "是公式、按文件里存下的结果读的格，请核对：E3\n" in capsys.readouterr().out
    assert difference() == ["-leader: 张三", "+leader: '2'"]


PHONETIC = '<t>张三</t><rPh sb="0" eb="2"><t>zhāng sān</t></rPh><phoneticPr fontId="1" type="noConversion"/></si>'
OF_WPS = (
    ' xmlns:xr="http://schemas.microsoft.com/office/spreadsheetml/2014/revision"'
    ' xmlns:etc="http://www.wps.cn/officeDocument/2017/etCustomData"'
    ' xr:uid="{00000000-0001-0000-0000-000000000000}"'
)


def test_a_workbook_in_the_manner_of_wps_changes_nothing(office):
    """Not saved by WPS itself: the export rewritten in its manner, with its application name and namespaces, phonetic
    runs of shared strings, an inline string, and columns given more than once.
    """
    content = {name: data.decode() for name, data in members().items()}
    sheet, strings, app, book = (
        f"{name}.xml" for name in ("xl/worksheets/sheet1", "xl/sharedStrings", "docProps/app", "xl/workbook")
    )
    unit = content[strings][: content[strings].index("<si><t>镇城建办</t>")].count("<si>")
    for name, old, new in (
        (app, "<Application>Microsoft Excel</Application>", "<Application>WPS 表格</Application>"),
        (strings, "<t>张三</t></si>", PHONETIC),
        (sheet, f' t="s"><v>{unit}</v>', ' t="inlineStr"><is><t>镇城建办</t></is>'),
        (sheet, "<worksheet", f"<worksheet{OF_WPS}"),
        (sheet, "<cols>", '<cols><col min="1" max="16384" width="9" customWidth="1"/>'),
        (book, "<workbookPr", '<workbookPr date1904="0"'),
    ):
        assert content[name].count(old) == 1, (name, old)
        content[name] = content[name].replace(old, new)
    repack(FILE, {name: words.encode() for name, words in content.items()})
    assert import_() == 0
    assert DATA.read_text(encoding="utf-8") == LEDGER


def test_edits_in_a_second_sheet_that_is_like_a_ledger_are_named_and_so_are_hidden_sheets(office, capsys):
    book = openpyxl.load_workbook(io.BytesIO(EXPORTED))
    copy = book.copy_worksheet(book[ledger.SHEET])
    copy.title, copy["E3"] = "三月", "李四"
    hidden = book.create_sheet("选项")
    hidden["A1"], hidden.sheet_state = "是", "hidden"
    book.create_sheet("空的")
    book.save(FILE)
    assert import_() == 0
    printed = capsys.readouterr().out
    assert "没有读的工作表：三月（也像台账，里面的改动没有读）、选项（隐藏）\n" in printed
    assert "没有要改的" in printed


def with_rows_of_no_measure(table):
    return [
        *table,
        ["合计", "3条", None, 3],
        ["小计：3"],
        ["备注", "本表一式三份"],
        ["注：每月更新。"],
        ["填表人：张三", None, None, "审核人："],
        [None, None, None, None, "负责人（签字）：", None, None, "填报日期："],
        ["2024年5月6日"],
        ["年　月　日"],
    ]


def test_sums_signatures_and_remarks_are_no_measures_and_are_named(office, capsys):
    save(with_rows_of_no_measure(rows()))
    assert import_() == 0
    named = capsys.readouterr().out.split("不是措施、没有读的行：")[1].split("\n")[0]
    assert [int(row) for row in re.findall(r"(\d+)（", named) if int(row) < 20] == [5, 6, 7, 8, 9, 10, 11, 12]
    assert "5（合计 3条 3）" in named


def test_a_column_without_a_title_is_named(office, capsys):
    save([line if number == 0 else [*line, "有事"] for number, line in enumerate(rows())])
    assert import_() == 0
    assert "没有读的列：N1 之下（没有列名）" in capsys.readouterr().out


def test_a_number_without_end_is_named(office, capsys):
    save(put(rows(), 2, "备注", 12345.5))
    content = {one: zipfile.ZipFile(FILE).read(one) for one in zipfile.ZipFile(FILE).namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    assert b"12345.5" in content[sheet]
    repack(FILE, content | {sheet: content[sheet].replace(b"12345.5", b"1e999")})
    assert import_() == 1
    assert "整改台账!M3: 这一格里的数字太大 [no-value]" in capsys.readouterr().out


def repack(path: Path, content: dict[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in content.items():
            package.writestr(name, data)


def members() -> dict[str, bytes]:
    package = zipfile.ZipFile(io.BytesIO(EXPORTED))
    return {name: package.read(name) for name in package.namelist()}


def bomb() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for name, data in members().items():
            package.writestr(name, data)
        with package.open("xl/media/a.xml", "w") as member:
            for _ in range(60):
                member.write(bytes(1024 * 1024))
    return file.getvalue()


def package(**changes: bytes) -> bytes:
    file = io.BytesIO()
    repack(file, members() | {name.replace("__", "/"): data for name, data in changes.items()})
    return file.getvalue()


SHEET = members()["xl/worksheets/sheet1.xml"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "not-xlsx"),
        (EXPORTED[:3000], "not-xlsx"),
        ("序号,反馈问题\n".encode(), "not-xlsx"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "not-xlsx"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "not-xlsx"),
        (package(**{"xl__vbaProject.bin": b"x"}), "not-xlsx"),
        (bomb(), "too-large"),
        (package(**{"xl__worksheets__sheet1.xml": b"<a" * 2_100_000}), "too-many"),
        (package(**{"xl__worksheets__sheet1.xml": b"<!DOCTYPE a [<!ENTITY b 'c'>]>" + SHEET}), "not-xlsx"),
        (package(**{"xl__worksheets__sheet1.xml": SHEET.decode().encode("utf-16")}), "not-xlsx"),
        (package(**{"xl__worksheets__sheet1.xml": b"<c><v>1</v></c>" * 200_001}), "too-many"),
        (
            package(**{"xl__worksheets__sheet1.xml": b"".join(b'<c r="A%d"/>' % row for row in range(600_001))}),
            "too-many",
        ),
        (package(**{"xl__worksheets__sheet1.xml": SHEET.replace(b'<row r="3"', b'<row r="99999999"')}), "too-many"),
        (package(**{"xl__workbook.xml": b"<workbook/>"}), "no-ledger"),
    ],
    ids=[
        *("empty", "cut", "csv", "old", "locked", "macro", "bomb", "tags", "entities", "utf-16"),
        *("cells", "formats", "far-row", "no-sheets"),
    ],
)
def test_a_file_that_is_no_safe_workbook_gets_one_line(office, capsys, content, code):
    FILE.write_bytes(content)
    assert import_("--yes") == 1
    printed = capsys.readouterr().out
    assert re.fullmatch(rf"台账\.xlsx:1:1: [^\n]+ \[{code}\]\n    [^\n]+\n", printed)


def test_rows_that_reach_to_the_last_column_are_refused_at_once(office, capsys):
    book = openpyxl.load_workbook(io.BytesIO(EXPORTED))
    for row in range(3, 2000):
        book[ledger.SHEET].cell(row, 16384).value = 1
    book.save(FILE)
    before = time.process_time()
    assert import_() == 1
    assert time.process_time() - before < 10  # walked cell by cell it takes minutes
    assert "“整改台账”的行和列太多，大多是空的 [too-many]" in capsys.readouterr().out


def test_merged_cells_without_end_do_no_harm(office):
    merges = b'<mergeCells count="1"><mergeCell ref="A3:XFD1048576"/></mergeCells>'
    FILE.write_bytes(package(**{"xl__worksheets__sheet1.xml": re.sub(rb"<mergeCells.*</mergeCells>", merges, SHEET)}))
    assert import_() == 0


@pytest.mark.parametrize("name", ["台账.xls", "台账.et", "台账.xlsm", "没有.xlsx"])
def test_other_spreadsheets_and_files_that_are_not_there_get_a_line(office, capsys, name):
    assert main(["import", name, "-o", str(DATA)]) == 1
    assert f"{name}:1:1: 没有这个文件 [no-file]" in capsys.readouterr().out


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir])
@pytest.mark.parametrize("name", ["台账.xlsx", "通报.docx", "通报.txt"])
def test_what_is_no_file_is_not_waited_for(office, capsys, make, name):
    make(name)
    assert main(["import", name, "-o", str(DATA), "--force"]) == 1
    assert f"{name}:1:1: 这不是文件 [unreadable]" in capsys.readouterr().out


def test_without_the_component_a_line_says_what_to_install(office, capsys, monkeypatch):
    save(rows())
    monkeypatch.setitem(__import__("sys").modules, "openpyxl", None)
    assert import_() == 1
    assert 'pip install "gongkai[xlsx]"' in capsys.readouterr().out


def test_no_heading_stands_for_two_fields():
    for title in TITLES:
        assert headings.field_of(title) == next(name for name, words in ledger.TITLES.items() if words == title)
    assert headings.field_of("责任领导电话") is None


@settings(max_examples=60)
@given(
    st.binary(max_size=200)
    | st.builds(
        lambda cuts: bytes(byte for place, byte in enumerate(EXPORTED) if place not in cuts),
        st.sets(st.integers(0, len(EXPORTED) - 1), min_size=1, max_size=40),
    )
    | st.builds(
        lambda name, place, what: package(**{name.replace("/", "__"): spoilt(members()[name], place, what)}),
        st.sampled_from(sorted(members())),
        st.floats(0, 0.999),
        st.binary(max_size=6)
        | st.sampled_from([b'r="XFE9"', b"<c>", b"</row>", b' t="b"', b' t="d"', b"1e999", b"-1"]),
    )
)
def test_no_bytes_whatever_end_in_anything_but_a_line_or_a_ledger(tmp_path_factory, content):
    path = tmp_path_factory.getbasetemp() / "any.xlsx"
    path.write_bytes(content)
    for read in (
        lambda file: reconciling.differences(LOADED, importing.read(file)),
        lambda file: rereading.differences(LOADED, importing.read(file)),
        unwritten.read_new,
    ):
        with contextlib.suppress(Faulty):
            read(path)


def spoilt(content: bytes, place: float, what: bytes) -> bytes:
    at = int(len(content) * place)
    return content[:at] + what + content[at + len(what) :]


words = st.text(st.sampled_from("张李四，。：“'\"#-[]{}:>|&*!%@` 0aZ\\\n"), max_size=60)
INTERNAL = ("责任领导", "责任单位", "整改时限", "备注")
cells = st.tuples(st.integers(1, 3), st.sampled_from(INTERNAL), words)
others = st.tuples(st.integers(1, 3), st.sampled_from(("状态", "依据", "来源", "更新日期", "序号", "整改措施")), words)


@settings(max_examples=40)
@given(st.lists(cells, max_size=4), st.lists(others, max_size=1))
def test_any_edit_of_cells_is_refused_or_changes_exactly_those_fields(edits, more):
    table = importing.Table(
        "a.xlsx", ledger.SHEET, {name: at for at, name in enumerate(ledger.TITLES, 1)}, [], "", {}, {}
    )
    values = rows()
    for line, title, value in (*edits, *more):
        put(values, line, title, value)
    for number, line in enumerate(values[1:], start=2):
        held = {name: value for name, value in zip(ledger.TITLES, line, strict=True) if value}
        table.lines.append(Line(number, {name: as_cell(value) for name, value in held.items()}))
    try:
        made = reconciling.reconciled(LOADED, table, reconciling.differences(LOADED, table))
    except Faulty:
        assert more or any(not value.isprintable() for _, _, value in edits)
        return
    after = [ledger.row(*one[:3]) for one in ledger.measures(made.announcement)]
    for line, row in zip(values[1:], after, strict=True):
        for name, value in zip(ledger.TITLES, line, strict=True):
            if name not in ("status", "date", "number", "text"):
                assert getattr(row, name) == importing.workbook.text(value or None), name
    unchanged = iter(made.text.split("\n"))
    kept = [
        line for line in LEDGER.split("\n") if not re.match(r"\s+(leader|unit|deadline|note|status|evidence):", line)
    ]
    assert all(line in unchanged for line in kept)


def as_cell(value):
    return datetime.datetime(value.year, value.month, value.day) if isinstance(value, datetime.date) else value


def test_a_ledger_without_data_makes_an_announcement_that_passes_its_check(folder, capsys):
    shutil.rmtree("data")
    Path("data").mkdir()
    FILE.write_bytes(EXPORTED)
    assert import_() == 0
    assert "1 个类别，2 个问题，3 条措施" in capsys.readouterr().out
    announcement = source.load(DATA).announcement
    before = source.parse("a.yaml", SMALL).announcement
    assert [issue.problem for issue in announcement.issues] == [issue.problem for issue in before.issues]
    assert announcement.missing == [2]
    assert announcement.issues[0].measures[1].leader == "张三"
    assert announcement.issues[0].measures[0].status == "ongoing"
    assert announcement.issues[1].measures[0].updates[0].text == "沿线新增公共停车位。"
    assert main(["check"]) == 0
    assert "某镇党委巡察整改台账" in Path("data/announcement.txt").read_text(encoding="utf-8")


def test_a_ledger_of_another_office_is_read_row_by_row(folder, capsys):
    shutil.rmtree("data")
    Path("data").mkdir()
    head = ["序号", "存在问题", "整改措施", "责任人", "完成时限", "整改落实情况", "整改状态"]
    save(
        [
            ["某村巡察整改台账"],
            head,
            ["（一）关于党建方面"],
            [1, "学习不够", "一是每月学习.二是建立台账.", "王五", "2024年底", None, None],
            ["（二）关于财务方面"],
            [2, "账目不清", "1.清理账目。", "赵六", datetime.datetime(2024, 6, 1), "已清理。", "已完成"],
            [None, None, "2.公开账目。", None, None, None, "推进中"],
            ["填表人：孙七"],
        ]
    )
    assert import_() == 0
    printed = capsys.readouterr().out
    assert "进展情况、日期和来源不全，先记在备注里，不会公开" in printed
    assert "状态按这一列的字填了" in printed
    assert "填表人：孙七" in printed
    announcement = source.load(DATA).announcement
    assert [category.title for category in announcement.categories] == ["关于党建方面", "关于财务方面"]
    first, second = announcement.issues
    assert [measure.text for measure in first.measures] == ["每月学习。", "建立台账。"]
    assert [measure.text for measure in second.measures] == ["清理账目。", "公开账目。"]
    assert second.measures[0].note == "进展情况：已清理。"
    assert (second.measures[0].deadline, first.measures[1].leader) == ("2024年6月1日", "王五")
    assert "（二）关于财务方面\n2.针对“账目不清”的问题，一是清理账目。二是公开账目。\n" in Path(
        "data/announcement.txt"
    ).read_text(encoding="utf-8")


def test_a_new_ledger_with_a_day_to_come_keeps_its_progress_back_and_says_so(folder, capsys):
    FILE.write_bytes(EXPORTED)
    table = rows()
    put(table, 3, "更新日期", "2099-03-01")
    save(table)
    shutil.rmtree("data")
    Path("data").mkdir()
    assert import_() == 0
    assert "整改台账!K4 更新日期（2099-03-01）还没有到，进展没有当作已发生的，请核对" in capsys.readouterr().out
    measure = source.load(DATA).announcement.issues[1].measures[0]
    assert measure.updates == []
    assert "更新日期：2099-03-01" in measure.note
    assert main(["check"]) == 0


def test_a_new_ledger_overwrites_no_announcement(office):
    DATA.unlink()
    FILE.write_bytes(EXPORTED)
    assert import_() == 1
    assert Path("data/announcement.txt").read_text(encoding="utf-8") == SMALL_RECEIVED
