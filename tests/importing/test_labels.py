"""Labels in brackets (【问题1】, [整改措施]) are read as those with a colon are, and stay as they are written."""

import re

import pytest
from conftest import ROOT

from gongkai import printing
from gongkai.checks.mirror import normal
from gongkai.importing.announcement import read
from gongkai.model import Status

ANNOUNCEMENTS = ROOT / "tests/golden/announcements"
LABEL = re.compile("^(问题[1-9]|整改[一-龥]{2})：", re.MULTILINE)


def said(text):
    """What is read of a text, its labels in one form; and it is printed back."""
    reading = read(text)
    assert normal(printing.text(reading.announcement)) == normal(text)
    made = [
        (issue.number, issue.problem, measure.text, measure.status, LABEL.sub("", measure.evidence or ""))
        for issue in reading.announcement.issues
        for measure in issue.measures
    ]
    return made, [category.title for category in reading.announcement.categories], len(reading.notes)


@pytest.mark.parametrize("box", ["【{}】", "[{}]", "［{}］", "【{}】：", "【 {} 】 ", "【{}】\n"])
@pytest.mark.parametrize("text", sorted(ANNOUNCEMENTS.glob("*-labels*.txt")), ids=lambda path: path.stem)
def test_an_announcement_says_the_same_whether_its_labels_have_colons_or_brackets(text, box):
    written = text.read_text(encoding="utf-8")
    boxed = LABEL.sub(lambda label: box.format(label[1]), written)
    (made, titles, notes), (expected, *others) = said(boxed), said(written)
    assert boxed.count(box[0]) >= len(expected)
    without = re.compile(r"[【［\[].*?[】］\]]：?")
    assert ([(*one[:4], without.sub("", one[4]).strip()) for one in made], titles, notes) == (expected, *others)


@pytest.mark.parametrize("label", ["【问题一】", "[问题（1）]", "1.【问题】", "【反馈问题】", "【问题1】\n"])
def test_a_problem_may_be_labelled_in_brackets_and_its_words_begin_on_the_same_line(label):
    words = "学习不深。【整改措施】一是学习。二是培训。【整改成效】已完成整改。"
    (made,) = read(f"（一）关于学习方面\n{label}{words}\n").announcement.issues
    assert (made.number, made.problem, [one.text for one in made.measures]) == (1, "学习不深", ["学习。", "培训。"])
    assert {one.status for one in made.measures} == {Status.DONE}


@pytest.mark.parametrize("below", ["【整改措施】学习。", "整改措施：学习。", "【问题3】乙。\n【整改措施】学习。"])
def test_a_label_with_no_problem_behind_it_is_named_and_its_number_is_not_called_missing(below):
    measure = "【整改措施】学习。"
    text = f"（一）关于甲方面\n【问题1】甲。\n{measure}\n【问题2】\n{below}\n【问题4】丙。\n{measure}\n"
    reading = read(text)
    assert normal(printing.text(reading.announcement)) == normal(text)
    assert 4 in [note.line for note in reading.notes]
    assert 2 not in [number for part in reading.announcement.parts for number in part.missing]


@pytest.mark.parametrize(
    ("body", "texts"),
    [
        ("整改措施：一是学。二是做。整改成效：效果好 整改状态：已完成", ["学。", "做。"]),
        ("整改措施：一是学。二是做。 整改状态：已完成", ["学。", "做。"]),
        ("整改成效：效果好　整改状态：已完成", ["效果好"]),
        ("责任单位：党政办 整改措施：一是学。二是做 整改时限：2024年5月 整改状态：已完成", ["学。", "做"]),
        ("【整改措施】一是学。二是做。【整改成效】效果好【整改状态】已完成", ["学。", "做。"]),
        ("【整改措施】一是学。二是做【整改状态】已完成", ["学。", "做"]),
        ("【整改措施】学【整改成效】效果好【整改状态】已完成", ["学"]),
        ("【责任单位】党政办【整改措施】一是学。二是做。【整改状态】已完成【整改时限】2024年5月", ["学。", "做。"]),
    ],
)
def test_a_label_behind_a_blank_or_in_brackets_needs_no_stop_before_it(body, texts):
    made, _, notes = said(f"（一）关于甲方面\n1.关于“甲”问题的整改情况\n{body}\n")
    assert [(text, status) for _, _, text, status, _ in made] == [(text, Status.DONE) for text in texts]
    assert notes == 0


@pytest.mark.parametrize("label", [" 整改状态：", "【整改状态】"])
def test_such_a_label_behind_several_measures_that_no_label_heads_may_be_on_the_last_alone_and_is_named(label):
    made, _, notes = said(f"（一）关于甲方面\n1.针对“甲”的问题，一是学。二是做{label}已完成\n")
    assert [status for _, _, _, status, _ in made] == [Status.STATED, Status.DONE]
    assert notes == 1


def test_a_state_as_a_measure_that_the_label_behind_it_contradicts_is_named():
    made, _, notes = said("（一）关于甲方面\n1.关于“甲”问题的整改情况\n整改成效：正在推进 整改状态：已完成\n")
    assert [status for _, _, _, status, _ in made] == [Status.STATED]
    assert notes > 0


def test_each_measure_may_have_its_state_behind_a_blank_or_in_brackets():
    for first, second in (
        (" 整改状态：已完成\n", " 整改状态：正在推进"),
        ("【整改状态】已完成；", "【整改状态】正在推进。"),
    ):
        made, _, _ = said(f"（一）关于甲方面\n1.针对“甲”的问题，一是学{first}二是做{second}\n")
        assert [status for _, _, _, status, _ in made] == [Status.DONE, Status.ONGOING]


@pytest.mark.parametrize("answer", ["【是否完成】否", "【整改状态】未启动", "[完成情况]×", "【完成率】80"])
def test_a_state_that_is_not_known_is_named_behind_a_label_in_brackets_too(answer):
    reading = read(f"（一）关于甲方面\n【问题1】甲。\n【整改措施】学习。\n{answer}\n")
    assert reading.announcement.issues[0].measures[0].status is Status.STATED
    assert [note.text for note in reading.notes] == [answer]


def test_a_label_in_brackets_alone_says_nothing_on_progress():
    text = "1.关于甲方面\n（1）针对“甲”的问题，\n【整改情况】\n2.关于乙方面\n（1）针对“乙”的问题，学习。\n"
    assert said(text)[1] == ["关于甲方面", "关于乙方面"]


@pytest.mark.parametrize("label", ["整改措施：", "【整改措施】"])
def test_a_label_of_measures_with_nothing_behind_it_is_no_measure(label):
    text = f"（一）关于甲方面\n1.针对“甲”的问题，学习。\n培训。整改成效：好。{label}\n"
    reading = read(text)
    assert normal(printing.text(reading.announcement)) == normal(text)
    assert label not in [measure.text for measure in reading.announcement.issues[0].measures]


def test_people_behind_a_label_in_brackets_are_pointed_out():
    reading = read("（一）关于甲方面\n【问题1】甲。\n【整改措施】学习。\n【责任领导】张三\n")
    assert [note.line for note in reading.notes if "责任领导" in note.message] == [4]
