"""`gongkai update`: what came after the announcement is added, and nothing else changes."""

import datetime
from pathlib import Path

import pytest
from conftest import SHIPPED, SMALL
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai import progress, source, updating
from gongkai.cli import main
from gongkai.faults import Faulty
from gongkai.model import Status, Update

DATA = Path("data/issues.yaml")
SOURCE = source.load(SHIPPED)
MEASURES = [
    (issue.number, count) for issue in SOURCE.announcement.issues for count in range(1, len(issue.measures) + 1)
]
words = st.text(st.sampled_from("停车位已启用，。：“”'\"#-[]{}:>|&*!%@` 0aZ\\"), min_size=1, max_size=90).filter(
    str.strip
)
updates = st.builds(
    Update,
    date=st.dates(datetime.date(2024, 1, 1), datetime.date(2030, 1, 1)),
    status=st.none() | st.sampled_from(Status),
    text=words.map(str.strip),
    source=words.map(str.strip),
)


@settings(max_examples=60)
@given(st.sampled_from(MEASURES), st.lists(updates, min_size=1, max_size=3))
def test_only_lines_are_added_and_they_say_the_update(measure, added):
    loaded = SOURCE
    for update in added:
        loaded = updating.updated(loaded, *measure, update)
    issue = next(one for one in loaded.announcement.issues if one.number == measure[0])
    assert issue.measures[measure[1] - 1].updates == added
    lines = iter(loaded.text.split("\n"))
    assert all(line in lines for line in SOURCE.text.split("\n"))


@pytest.fixture
def small(folder):
    DATA.write_text(SMALL, encoding="utf-8")
    return folder


def update(*more: str, issue: str = "3", date: str = "2024-03-01", text: str = "已通车。", name: str = "公告") -> int:
    return main(["update", issue, "--date", date, "--text", text, "--source", name, *more])


def test_the_lines_that_were_added_are_shown(small, capsys):
    assert update("--status", "done") == 0
    printed = capsys.readouterr().out
    assert "+                   - date: 2024-03-01\n" in printed
    assert "已加在问题 3 的第 1 条措施之后" in printed
    assert DATA.read_text(encoding="utf-8").startswith(SMALL.rstrip("\n"))
    assert main(["check"]) == 0


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ({"issue": "2"}, "no-such-issue"),
        ({"date": "2024-02-30"}, "no-such-date"),
        ({"date": "明天"}, "wrong-type"),
        ({"date": "1999-01-01"}, "dates-order"),
        ({"text": " "}, "empty"),
        ({"name": "13800138000"}, "privacy-mobile"),
    ],
)
def test_what_cannot_stand_is_refused_and_nothing_is_written(small, capsys, arguments, code):
    assert update(**arguments) == 1
    assert f"[{code}]" in capsys.readouterr().out
    assert DATA.read_text(encoding="utf-8") == SMALL


def test_a_measure_and_a_status_that_are_not_there_are_named(small, capsys):
    assert update("--measure", "2") == 1
    assert "只有 1 至 1" in capsys.readouterr().out
    assert update("--status", "快了") == 1
    assert "不能写“快了”（status）" in capsys.readouterr().out
    assert DATA.read_text(encoding="utf-8") == SMALL


@pytest.mark.parametrize("status", Status)
def test_a_status_may_be_written_as_the_ledger_writes_it(small, status):
    assert update("--status", status.label) == 0
    assert f"status: {status.value}\n                    text: 已通车" in DATA.read_text(encoding="utf-8")


def test_a_file_in_another_style_is_left_alone(small):
    flow = SMALL.replace(
        "              - text: 已修复道路。\n                status: done\n                evidence: 已修复道路\n",
        "              - {text: 已修复道路。, status: done,\n                evidence: 已修复道路}\n",
    )
    assert flow != SMALL
    loaded = source.parse("issues.yaml", flow)
    with pytest.raises(Faulty) as caught:
        updating.updated(loaded, 3, 1, Update(date=datetime.date(2024, 1, 1), text="好", source="公告"))
    assert caught.value.faults[0].code == "cannot-insert"


def test_the_summary_tells_what_was_announced_from_what_is_now():
    def later(loaded, number, day, status):
        made = Update(date=datetime.date(2024, day, 1), status=status, text="好", source="公告")
        return updating.updated(loaded, number, 1, made)

    loaded = later(later(later(SOURCE, 2, 3, Status.DONE), 33, 1, Status.DONE), 2, 5, None)
    before, after = progress.summary(SOURCE.announcement), progress.summary(loaded.announcement)
    assert before.current == before.tally == after.tally
    assert after.current.counts[Status.DONE] > before.tally.counts[Status.DONE]
    assert [change.update.date.month for change in progress.changes(loaded.announcement)] == [5, 3, 1]
    history = progress.over_time(loaded.announcement)
    assert [day.month for day, _ in history] == [1, 3, 5]
    assert history[-1][1] == after.current
    assert {tally.total for _, tally in history} == {75}
    assert progress.latest(loaded.announcement) == history[-1][0]
    by_category = [progress.of_category(category) for category in loaded.announcement.categories]
    assert sum(tally.counts[Status.DONE] for tally in by_category) == after.current.counts[Status.DONE]
