"""A person who waits longer than a second is told what for; a quick run says nothing."""

import time

from gongkai import waiting


def test_a_quick_run_says_nothing(capsys):
    with waiting.waiting("正在做"):
        pass
    assert capsys.readouterr().err == ""


def test_a_slow_run_says_what_is_being_done_once(capsys, monkeypatch):
    monkeypatch.setattr(waiting, "PATIENCE", 0.01)
    with waiting.waiting("正在做"):
        time.sleep(0.2)
    assert capsys.readouterr().err == "正在做……\n"


def test_a_terminal_also_sees_for_how_long_and_is_left_clean(capsys, monkeypatch):
    monkeypatch.setattr(waiting, "PATIENCE", 0.01)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    with waiting.waiting("正在做"):
        time.sleep(0.2)
    told = capsys.readouterr().err
    assert told.startswith("\r正在做…… 1 秒\r正在做…… 2 秒")
    assert told.endswith("\r\033[K")


def test_the_time_that_the_program_took_to_start_counts(capsys, monkeypatch):
    monkeypatch.setattr(waiting, "_BEGAN", time.monotonic() - 0.9)
    with waiting.waiting("正在做"):
        time.sleep(0.4)
    assert capsys.readouterr().err == "正在做……\n"
