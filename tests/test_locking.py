"""One run at a time in a folder: the next waits, says so after a second, and does not wait for ever."""

import multiprocessing
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import SMALL

from gongkai import locking, source, waiting
from gongkai.cli import main
from gongkai.faults import Refused

DATA = Path("data/issues.yaml")
GONGKAI = Path(sys.executable).parent / "gongkai"


@pytest.fixture
def another(folder):
    """Another run that holds the folder of the data until it is let go."""
    DATA.write_text(SMALL, encoding="utf-8")
    context = multiprocessing.get_context("fork")
    holds, go = context.Event(), context.Event()

    def hold():
        with locking.alone(DATA.parent):
            holds.set()
            go.wait(20)

    running = context.Process(target=hold)
    running.start()
    assert holds.wait(20)
    yield go
    go.set()
    running.join(20)


def test_a_run_that_waits_says_so_and_gives_up_with_a_line(another, capsys, monkeypatch):
    monkeypatch.setattr(waiting, "PATIENCE", 0.01)
    with pytest.raises(Refused, match=r"别的程序 0\.2 秒还没有写完"), locking.alone(DATA.parent, 0.2):
        pass
    assert capsys.readouterr().err == "别的程序正在这个文件夹里写，等它写完……\n"


def test_a_run_goes_on_when_the_other_is_done(another):
    command = [GONGKAI, "update", "3", "--date", "2024-03-01", "--text", "已通车。", "--source", "公告"]
    waits = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    with pytest.raises(subprocess.TimeoutExpired):
        waits.wait(2.5)
    another.set()
    printed, told = waits.communicate(timeout=20)
    assert (waits.returncode, told) == (0, "别的程序正在这个文件夹里写，等它写完……\n"), printed


def test_a_run_does_not_wait_for_itself(folder):
    with locking.alone(DATA.parent), locking.alone(DATA.parent, 0):
        pass
    with locking.alone(DATA.parent, 0):
        pass


def test_updates_at_once_are_all_written(folder):
    DATA.write_text(SMALL, encoding="utf-8")
    update = [GONGKAI, "update", "3", "--date", "2024-03-01", "--source", "公告", "--text"]
    runs = [subprocess.Popen([*update, f"第{place}段通车。"], stdout=subprocess.DEVNULL) for place in range(4)]
    assert [run.wait(60) for run in runs] == [0] * 4
    updates = source.load(DATA).announcement.issues[1].measures[0].updates
    assert sorted(one.text for one in updates) == [f"第{place}段通车。" for place in range(4)]


def test_a_broken_off_import_is_told_by_every_command_that_reads_the_data(folder, capsys):
    DATA.write_text(SMALL, encoding="utf-8")
    Path("data/.import-unfinished").touch()
    for command in (["check"], ["print"], ["search", "道路"], ["export", "--xlsx", "a.xlsx"]):
        assert main(command) == 1
        assert "data/issues.yaml:1:1: 上一次导入没有做完就中断了" in capsys.readouterr().out
