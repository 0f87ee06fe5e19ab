"""The mirror: what is published says what the announcement said, to the letter."""

from pathlib import Path

import pytest
from conftest import RECEIVED, SHIPPED
from hypothesis import given
from hypothesis import strategies as st

from gongkai import checks, printing, source
from gongkai.checks.mirror import normal
from gongkai.faults import Fault
from gongkai.model import DataPath
from gongkai.yamltree import Mapping, Node, Place, Scalar, Sequence

NOT_WORDS = {"slug", "status", "number", "missing", "published", "counted", "from", "to", "feedback", "date", "value"}
NOT_WORDS |= {"target"}
MIRROR = {
    "mirror",
    "evidence-not-in-text",
    "fact-not-in-text",
    "not-allowed",
    "quotation-not-in-text",
    "not-in-quotation",
}


def texts(node: Node, path: DataPath = ()) -> list[tuple[DataPath, Scalar]]:
    """Every text field of a data file: all of its values but addresses, statuses, numbers and dates."""
    if isinstance(node, Scalar):
        return [] if NOT_WORDS & set(path) else [(path, node)]
    children = node.values.items() if isinstance(node, Mapping) else enumerate(node.values)
    assert isinstance(node, Mapping | Sequence)
    return [found for step, child in children for found in texts(child, (*path, step))]


SOURCE = source.load(SHIPPED)
LINES = SHIPPED.read_text(encoding="utf-8").split("\n")
FIELDS = texts(SOURCE.root)


def test_the_data_prints_the_announcement():
    assert normal(printing.text(SOURCE.announcement)) == normal(RECEIVED.read_text(encoding="utf-8"))


def test_there_are_as_many_text_fields_as_the_announcement_has_words_for():
    announcement = SOURCE.announcement
    measures = [measure for issue in announcement.issues for measure in issue.measures]
    facts = 2 + len(announcement.facts.inspection.places) + 1
    sections = 2 * 5 + 1 + 3
    words = len(announcement.categories) + len(announcement.issues) + len(measures)
    figures = [figure for measure in measures for figure in measure.figures]
    facts += 2 * len(announcement.facts.events)
    words += sum(3 + (figure.change is not None) for figure in figures)
    extras = sum(measure.evidence is not None for measure in measures) + 1 + 1 + 1
    assert len(FIELDS) == facts + sections + words + extras


@pytest.mark.parametrize(("path", "scalar"), FIELDS, ids=["/".join(map(str, path)) for path, _ in FIELDS])
def test_one_character_changed_in_any_text_field_is_found_and_its_place_is_named(path, scalar, folder):
    (folder / "data" / "announcement.txt").write_bytes(RECEIVED.read_bytes())
    offset = len(scalar.text) // 2
    place = scalar.place_of(offset)
    assert LINES[place.line - 1][place.column - 1] == scalar.text[offset]
    faults = check_with(place, "某")
    assert {fault.code for fault in faults} <= MIRROR
    assert {fault.line for fault in faults} & {row.line for row, _ in scalar.rows}


PRINTED = {"text", "after_gap", "title", "problem", "lead", "preamble"}
WORDS = [field for field in FIELDS if field[0][-1] in PRINTED and not {"figures", "events"} & set(field[0])]


@pytest.mark.parametrize("lost", ["first", "last"])
@pytest.mark.parametrize(("path", "scalar"), WORDS, ids=["/".join(map(str, path)) for path, _ in WORDS])
def test_a_character_lost_at_either_end_of_a_field_is_found_there(path, scalar, lost, folder):
    (folder / "data" / "announcement.txt").write_bytes(RECEIVED.read_bytes())
    place = scalar.place_of(0 if lost == "first" else len(scalar.text) - 1)
    assert place.line in {fault.line for fault in check_with(place, "")}


def check_with(place: Place, put: str) -> list[Fault]:
    """The faults of the shipped data with one character replaced."""
    lines = list(LINES)
    line, column = lines[place.line - 1], place.column - 1
    lines[place.line - 1] = line[:column] + put + line[column + 1 :]
    Path("data/issues.yaml").write_text("\n".join(lines), encoding="utf-8")
    return checks.run(Path("data/issues.yaml"))[1]


def test_the_width_of_punctuation_may_differ_and_is_only_mentioned(check):
    faults = check(("5月31日，某巡察组", "5月31日,某巡察组"))
    assert [(fault.code, fault.severity) for fault in faults] == [("punctuation", "warning")]


def test_a_difference_is_shown_with_the_line_in_both_files(check):
    (fault,) = check(("加强管理", "加快管理"))
    assert (fault.file, fault.line, fault.column) == ("data/issues.yaml", 29, 24)
    assert "加【快】管理" in fault.message
    assert "data/announcement.txt 第 6 行" in fault.message
    assert "加【强】管理" in fault.message


def test_every_paragraph_that_differs_is_named_at_once(check):
    faults = check(("召开会议", "召开大会"), ("加强管理", "加快管理"), ("道路破损", "道路损坏"))
    assert [fault.code for fault in faults] == ["mirror"] * 3


def test_data_without_its_gap_no_longer_mirrors_the_text(folder):
    (folder / "data" / "announcement.txt").write_bytes(RECEIVED.read_bytes())
    lines = "\n".join(LINES)
    start = lines.index("                after_gap:")
    end = lines.index("                status:", start)
    Path("data/issues.yaml").write_text(lines[:start] + lines[end:], encoding="utf-8")
    faults = checks.run(Path("data/issues.yaml"))[1]
    assert [fault.code for fault in faults] == ["mirror"]


@given(st.text())
def test_what_is_compared_is_the_same_when_it_is_compared_again(text):
    assert normal(normal(text)) == normal(text)
