"""Values are spliced into a data file: what is meant changes and no other byte does, whenever it is killed."""

import datetime
import errno
import os
import signal
import sys
from pathlib import Path

import openpyxl
import pytest
from conftest import LEDGER, SHIPPED, SMALL, SMALL_RECEIVED
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai import ledger, merging, source, writing
from gongkai.cli import main
from gongkai.exporting import ledger as exporting
from gongkai.faults import Faulty
from gongkai.merging import Addition, Setting
from gongkai.model import Status, Update

DATA = Path("data/issues.yaml")
SOURCE = source.load(SHIPPED)
PATHS = [(*path, "measures", place) for path, issue in SOURCE.issues() for place in range(len(issue.measures))]
FIELDS = ("evidence", "leader", "unit", "deadline", "note")
words = st.text(st.sampled_from("停车位已启用，。：“”'\"#-[]{}:>|&*!%@` 0aZ\\\n"), min_size=1, max_size=90)
settings_of = st.builds(
    Setting, st.sampled_from(PATHS), st.sampled_from(FIELDS), st.none() | words.map(str.strip).filter(bool)
)
states = st.builds(Setting, st.sampled_from(PATHS), st.just("status"), st.sampled_from(Status))


@settings(max_examples=25)
@given(st.lists(settings_of | states, min_size=1, max_size=5, unique_by=lambda one: (one.path, one.field)))
def test_only_the_lines_of_the_changed_fields_change(changes):
    made = merging.changed(SOURCE, changes)
    for change in changes:
        value = made.announcement
        for step in change.path:
            value = value[step] if isinstance(step, int) else getattr(value, step)
        assert getattr(value, change.field) == change.value
    touched = set()
    for change in changes:
        node = source.yamltree.at(SOURCE.root, change.path).child(change.field)
        touched |= set(range(*merging.lines_of(node))) | {merging.lines_of(node)[1]} if node else set()
    lines = iter(made.text.split("\n"))
    kept = [line for number, line in enumerate(SOURCE.text.split("\n"), start=1) if number not in touched]
    assert all(line in lines for line in kept)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("evidence: 已修复道路", "evidence: 换了"),
        ("evidence: 已修复道路  # 看过", "evidence: 换了  # 看过"),
        ("evidence:   '已修复道路'   # 看过", "evidence:   换了   # 看过"),
        ('evidence: "已修复道路"', "evidence: 换了"),
        ("evidence: >-  # 看过\n                  已修复\n                  道路", "evidence: 换了  # 看过"),
        ("evidence: 已修复\n                  道路  # 看过", "evidence: 换了  # 看过"),
        ("evidence:  # 空着", "evidence: 换了  # 空着"),
    ],
)
def test_a_value_written_in_any_way_is_replaced_and_its_comment_stays(old, new):
    text = LEDGER.replace("evidence: 已修复道路", old)
    made = merging.changed(source.parse("a.yaml", text), [Setting(_last(), "evidence", "换了")])
    assert made.text == LEDGER.replace("evidence: 已修复道路", new)


def test_a_long_value_is_folded_below_its_key_and_the_comment_stays_beside_it():
    text = LEDGER.replace("evidence: 已修复道路", "evidence: 已修复道路  # 看过")
    long = "已修复道路，" * 12
    made = merging.changed(source.parse("a.yaml", text), [Setting(_last(), "evidence", long)])
    assert "evidence: >-  # 看过\n                  已修复道路，" in made.text


def test_several_fields_at_one_place_come_in_the_order_of_the_model():
    path = ("parts", 1, "categories", 0, "issues", 0, "measures", 0)
    update = Update(date=datetime.date(2024, 1, 1), text="好", source="公告")
    changes = [Addition(path, "updates", update), Setting(path, "unit", "甲"), Setting(path, "leader", "乙")]
    made = merging.changed(source.parse("a.yaml", LEDGER), changes)
    space = " " * 16
    assert f"{space}evidence: 加快建设停车场\n{space}leader: 乙\n{space}unit: 甲\n{space}updates:\n" in made.text


def test_what_cannot_be_changed_is_named_at_its_place():
    text = LEDGER.replace(
        "- text: 加强管理。  # 原文如此\n                leader: 张三\n", "- {text: 加强管理。, leader: 张三,\n"
    )
    text = text.replace("unit: 镇城建办\n", "unit: 镇城建办,\n").replace("2024年6月30日\n", "2024年6月30日,\n")
    loaded = source.parse("a.yaml", text.replace("每月报一次\n", "每月报一次}\n"))
    path = ("parts", 1, "categories", 0, "issues", 0, "measures", 1)
    changes = [Setting(_last(), "leader", "李四"), Setting(path, "evidence", "加强管理")]
    with pytest.raises(Faulty) as caught:
        merging.changed(loaded, changes)
    assert [(fault.code, fault.line) for fault in caught.value.faults] == [("cannot-insert", 29)]


def _last():
    return ("parts", 1, "categories", 0, "issues", 1, "measures", 0)


def import_a_ledger() -> int:
    return main(["import", "台账.xlsx", "-o", str(DATA), "--yes"])


def update() -> int:
    return main(["update", "3", "--date", "2024-05-01", "--text", "已通车。", "--source", "公告"])


@pytest.mark.parametrize("command", [import_a_ledger, update])
def test_killed_at_any_moment_the_file_is_as_before_or_as_after(folder, command):
    DATA.write_text(LEDGER, encoding="utf-8")
    Path("台账.xlsx").write_bytes(exporting.as_xlsx(source.load(DATA).announcement))
    book = openpyxl.load_workbook("台账.xlsx")
    book[ledger.SHEET]["E3"] = "李四"
    book.save("台账.xlsx")
    moments = finished(command, None)
    after = DATA.read_bytes()
    assert after != LEDGER.encode()
    found = []
    for moment in range(moments - 30, moments + 1):
        DATA.write_text(LEDGER, encoding="utf-8")
        assert finished(command, moment) == -signal.SIGKILL
        found.append(DATA.read_bytes())
    assert set(found) == {LEDGER.encode(), after}
    assert found == sorted(found, key=after.__eq__)
    assert finished(command, None)
    assert sorted(os.listdir("data")) == ["announcement.txt", "issues.yaml"]


def import_another_text() -> int:
    return main(["import", "另一份.txt", "-o", str(DATA), "--force"])


def test_an_import_killed_at_any_moment_leaves_both_files_or_says_that_it_was_broken_off(folder, capfd):
    received = Path("data/announcement.txt")
    Path("另一份.txt").write_text(SMALL_RECEIVED.replace("道路", "桥梁"), encoding="utf-8")

    def begin():
        DATA.write_text(SMALL, encoding="utf-8")
        received.write_text(SMALL_RECEIVED, encoding="utf-8")

    begin()
    before = (DATA.read_bytes(), received.read_bytes())
    moments = finished(import_another_text, None)
    after = (DATA.read_bytes(), received.read_bytes())
    told = set()
    for moment in range(moments - 150, moments + 1):
        begin()
        assert finished(import_another_text, moment) == -signal.SIGKILL
        found = (DATA.read_bytes(), received.read_bytes())
        capfd.readouterr()
        main(["check"])
        if "[import-unfinished]" in capfd.readouterr().out:
            told.add(found)
            assert import_another_text() == 0
            assert (DATA.read_bytes(), received.read_bytes()) == after
        else:
            assert found in (before, after)
        assert not Path("data/.import-unfinished").exists()
    assert (after[0], before[1]) in told


@pytest.mark.parametrize(
    ("failing", "broken_off"), [(".import-unfinished", False), ("issues.yaml", False), ("announcement.txt", True)]
)
def test_a_full_disk_breaks_an_import_off_only_where_a_file_was_replaced(
    folder, capsys, monkeypatch, failing, broken_off
):
    DATA.write_text(SMALL, encoding="utf-8")
    Path("另一份.txt").write_text(SMALL_RECEIVED.replace("道路", "桥梁"), encoding="utf-8")
    put = writing.put

    def full(path: Path, content: str) -> None:
        if path.name == failing:
            raise OSError(errno.ENOSPC, "No space left on device")
        put(path, content)

    with monkeypatch.context() as patch:
        patch.setattr(writing, "put", full)
        assert import_another_text() == 1
    assert "磁盘满了" in capsys.readouterr().err
    assert Path("data/.import-unfinished").exists() is broken_off
    assert main(["check"]) == int(broken_off)
    assert import_another_text() == 0
    assert main(["check"]) == 0


def test_what_a_killed_run_left_goes_with_the_next_and_nothing_else(folder):
    DATA.write_text(LEDGER, encoding="utf-8")
    steps = finished(update, None)
    DATA.write_text(LEDGER, encoding="utf-8")
    moment = steps
    while sorted(os.listdir("data")) == ["announcement.txt", "issues.yaml"]:
        moment -= 1
        assert finished(update, moment) == -signal.SIGKILL
        if DATA.read_text(encoding="utf-8") != LEDGER:
            DATA.write_text(LEDGER, encoding="utf-8")
    others = [".issues.yaml.swp", ".issues.yaml.backup12345", ".announcement.txt.abcdefgh", "issues.yaml.abcdefgh"]
    for name in others:
        Path("data", name).write_text("别人的", encoding="utf-8")
    assert len(os.listdir("data")) == 2 + 1 + len(others)
    assert update() == 0
    assert sorted(os.listdir("data")) == sorted(["announcement.txt", "issues.yaml", *others])


def test_a_file_keeps_its_permissions_and_a_link_to_it_stays_one(folder):
    shared = folder / "共享盘"
    shared.mkdir()
    (shared / "data.yaml").write_text(LEDGER, encoding="utf-8")
    (shared / "data.yaml").chmod(0o640)
    DATA.symlink_to(shared / "data.yaml")
    assert update() == 0
    assert DATA.is_symlink()
    assert "已通车。" in (shared / "data.yaml").read_text(encoding="utf-8")
    assert (shared / "data.yaml").stat().st_mode & 0o777 == 0o640
    assert os.listdir(shared) == ["data.yaml"]
    Path("台账.xlsx").symlink_to(shared / "台账.xlsx")
    (shared / "台账.xlsx").write_bytes(b"")
    (shared / "台账.xlsx").chmod(0o600)
    assert main(["export", "--xlsx", "台账.xlsx", "--force"]) == 0
    assert Path("台账.xlsx").is_symlink()
    assert (shared / "台账.xlsx").stat().st_size > 0
    assert (shared / "台账.xlsx").stat().st_mode & 0o777 == 0o600


def finished(command, moment: int | None) -> int:
    """Runs a command in a process of its own, killed at its nth step: a line of what writes, or a call to the system.

    Gives how the process ended: minus the signal or, where it was let run, how many steps it took.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        steps = 0

        def step() -> None:
            nonlocal steps
            steps += 1
            if steps == moment:
                os.kill(os.getpid(), signal.SIGKILL)

        def trace(frame, event, argument):
            if not frame.f_code.co_filename.endswith(("writing.py", "merging.py", "unfinished.py")):
                return None
            step()
            return trace

        sys.addaudithook(lambda event, _: step() if event.startswith(("os.", "open", "tempfile.")) else None)
        sys.settrace(trace)
        command()
        sys.settrace(None)
        os.write(writing, str(steps).encode())
        os._exit(0)
    _, status = os.waitpid(child, 0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        counted = pipe.read()
    return int(counted) if counted else os.waitstatus_to_exitcode(status)
