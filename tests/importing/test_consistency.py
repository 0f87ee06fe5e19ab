"""Whatever is read passes the check: numbers once and in order, nothing called missing that may be there."""

from pathlib import Path

from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai import checks, printing, writing
from gongkai.checks.mirror import normal
from gongkai.faults import errors
from gongkai.importing.announcement import read

ANNOUNCEMENTS = sorted((ROOT / "tests/golden/announcements").glob("*.txt"))
LINES = sorted(
    {line for path in ANNOUNCEMENTS for line in path.read_text(encoding="utf-8").split("\n") if line.strip()}
)


def faults_of_new_data(text):
    """The errors of data that was just read, but for personal data, on which a person must decide."""
    made = read(text).announcement
    Path("data/announcement.txt").write_text(text, encoding="utf-8")
    Path("data/issues.yaml").write_text(writing.as_yaml(made), encoding="utf-8")
    assert normal(printing.text(made)) == normal(text)
    faults = errors(checks.run(Path("data/issues.yaml"))[1])
    return [(fault.code, fault.message) for fault in faults if not fault.code.startswith("privacy-")]


@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=14))
def test_lines_of_announcements_in_any_order_pass_the_check(folder, lines):
    assert faults_of_new_data("\n".join(lines)) == []


@given(st.sampled_from(ANNOUNCEMENTS), st.data())
@settings(max_examples=40)
def test_an_announcement_with_lines_lost_moved_or_doubled_passes_the_check(folder, path, data):
    lines = path.read_text(encoding="utf-8").splitlines()
    for _ in range(data.draw(st.integers(1, 4))):
        line = lines.pop(data.draw(st.integers(0, len(lines) - 1)))
        for place in data.draw(st.lists(st.integers(0, len(lines)), max_size=2)):
            lines.insert(place, line)
    assert faults_of_new_data("\n".join(lines)) == []
