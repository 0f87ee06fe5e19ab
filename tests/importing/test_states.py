"""What words say of how far a measure has got: nothing that they do not name plainly."""

import time

import pytest

from gongkai.importing import headings, labels, states
from gongkai.model import Status


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("修订制度。（已完成）", ("done", "（已完成）")),
        ("修订制度（正在推进）；", ("ongoing", "（正在推进）；")),
        ("修订制度。【已完成，并长期坚持】", ("standing", "【已完成，并长期坚持】")),
        ("修订制度。已完成整改。", ("done", "已完成整改。")),
        ("责令限期整改，已全部整改到位。", ("done", "已全部整改到位。")),
        ("建设二期。目前正在持续推进。", ("ongoing", "目前正在持续推进。")),
        ("成立专班。\n整改成效：已完成。", ("done", "已完成。")),
        ("成立专班。\n整改状态：推进中", ("ongoing", "整改状态：推进中")),
        ("追缴欠款，剩余8万元，完成情况：部分完成", ("ongoing", "完成情况：部分完成")),
        ("追缴欠款。（已于2023年12月完成）", ("done", "（已于2023年12月完成）")),
        ("追缴欠款。整改完成。", ("done", "整改完成。")),
        ("追缴欠款。整改到位，已销号。", ("done", "整改到位，已销号。")),
        ("成立专班。\n整改状态：\n已完成整改", ("done", "已完成整改")),
        ("制定计划，已完成。", ("done", "已完成。")),
        ("制定计划，已完成", ("done", "制定计划，已完成")),
        ("制定计划，正在推进；", ("ongoing", "正在推进；")),
        ("制定计划——已完成。", ("done", "已完成。")),
        ("制定计划：长期坚持。", ("standing", "长期坚持。")),
        ("制定计划，截至目前，已整改到位。", ("done", "截至目前，已整改到位。")),
    ],
)
def test_a_measure_states_its_own_progress_at_its_end(text, stated):
    assert states.of_measure(text) == stated


@pytest.mark.parametrize(
    "text",
    [
        "召开会议3次（含推进会）。",
        "覆盖率上升（同比提升90%）。",
        "建设二期（2024年底前完成）。",
        "清理项目5个，已完成3个。",
        "其余3家正在整改，已完成整改。",
        "办法已印发。",
        "统一招标，已完成公司章程修订。",
        "督促企业，要求年底前完成整改。",
        "督促企业举一反三，完成整改。",
        "完善制度，持续推进整改。",
        "清理欠款，除个别企业外，已完成整改。",
        "清理欠款。完成率80%。",
        "督促各村举一反三，整改到位。",
        "开展自查，发现问题3个。推进建设。以上问题均已整改到位。",
    ],
)
def test_a_measure_that_tells_of_something_else_states_nothing(text):
    assert states.of_measure(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "问责5个村中的3个，已完成。",
        "对不合格的，已完成。",
        "凡不合格企业，已完成。",
        "力争2024年底前，已完成。",
        "督促企业清退，已完成。",
        "其余企业，已完成。",
        "大部分村，已完成。",
        "建设一期，推进二期，已完成。",
        "制定方案。建设泵站，已完成。",
        "建成首批——正在推进。",
        "排查隐患，均已完成。",
        "二期工程，已完成。",
    ],
)
def test_a_bare_state_behind_a_part_a_condition_or_several_things_is_named_and_claims_nothing(text):
    assert states.of_measure(text) is None
    assert states.on_progress(text)


HEADINGS = (
    f"{labels.HEADINGS_OF_STATE} {labels.LESSER_OF_STATE} {labels.HEADINGS_OF_PROGRESS} {labels.LESSER_OF_PROGRESS}"
)


@pytest.mark.parametrize("heading", HEADINGS.split())
def test_what_may_stand_over_a_column_of_progress_is_a_label_in_a_text(heading):
    assert headings.field_of(heading) in ("status", "progress")
    for label in (heading, f"{heading}（截至6月底）"):
        assert states.of_issue(f"{label}：已完成", 2) == [("done", f"{label}：已完成")] * 2
        assert states.on_progress(f"{label}：尚未启动") == [f"{label}：尚未启动"]


@pytest.mark.parametrize("label", ["完成情况（计划）", "进展（预计）"])
def test_what_a_label_plans_states_nothing(label):
    assert states.of_issue(f"{label}：已完成", 1) == [None]


def test_an_issue_under_way_may_have_solved_what_it_came_upon():
    words = "整改成效：发现问题5个，均已完成整改。\n整改状态：推进中"
    assert states.of_issue(words, 1) == [("ongoing", "整改状态：推进中")]


@pytest.mark.parametrize(
    ("words", "each"),
    [
        ("整改状态：（1）已完成（2）推进中", [("done", "（1）已完成"), ("ongoing", "（2）推进中")]),
        ("整改状态：第一项已完成，第二项推进中。", [("done", "第一项已完成"), ("ongoing", "第二项推进中")]),
        ("整改进展：一是已完成；二是正在推进。", [("done", "一是已完成"), ("ongoing", "二是正在推进")]),
        ("完成情况：①已完成②未启动", [("done", "①已完成"), None]),
        ("整改状态：已完成", [("done", "整改状态：已完成")] * 2),
        ("整改成效：制度健全。已完成整改。", [("done", "已完成整改。")] * 2),
        ("整改进展：正在推进。\n整改状态：推进中", [("ongoing", "整改状态：推进中")] * 2),
        ("整改进展：已完成整改。\n整改状态：长期坚持", [("standing", "整改状态：长期坚持")] * 2),
        ("责任单位：办公室\n是否完成：是", [("done", "是否完成：是")] * 2),
        ("是否完成：√", [("done", "是否完成：√")] * 2),
        ("（正在推进）", [("ongoing", "（正在推进）")] * 2),
        ("目前，该问题已整改到位。", [("done", "目前，该问题已整改到位。")] * 2),
        ("以上两项措施均已完成。", [("done", "以上两项措施均已完成。")] * 2),
        ("整改状态：（一）已完成；（二）筹备阶段。", [("done", "（一）已完成"), None]),
        ("整改状态：（一）正在整改；（二）已完成", [("ongoing", "（一）正在整改"), ("done", "（二）已完成")]),
        ("整改状态：\n已完成", [("done", "整改状态：\n已完成")] * 2),
        ("整改成效：效果好（已完成）", [("done", "（已完成）")] * 2),
        ("整改成效：效果好。制度健全。（基本完成，长期坚持）", [("standing", "（基本完成，长期坚持）")] * 2),
    ],
)
def test_words_on_an_issue_are_about_each_of_its_measures(words, each):
    assert states.of_issue(words, 2) == each


@pytest.mark.parametrize(
    "words",
    [
        "整改状态：（1）已完成（2）推进中（3）长期坚持",
        "整改状态：已完成2项，推进中1项",
        "整改状态：第一项已完成",
        "整改进展：正在推进。\n整改状态：已完成",
        "整改进展：正在推进。\n整改状态：长期坚持",
        "整改成效：督查3次，发现问题5个，均已完成整改。",
        "整改成效：已完成调研报告3篇。",
        "整改时限：长期坚持",
        "整改状态：未启动",
        "以上三项措施均已完成。",
        "整改状态：1.已完成2.5万元",
        "整改状态：已完成。二期尚未启动。",
        "整改情况：一期已建成。已完成。二期尚未启动。",
        "整改情况：剩余2户。均已完成整改。",
        "完成情况：已完成\n整改状态：申请延期",
        "整改状态：已完成\n是否完成：否",
        "整改成效：二期尚未完成。\n是否完成：√",
        "已完成",
    ],
)
def test_words_that_do_not_fit_the_measures_or_contradict_each_other_state_nothing(words):
    assert states.of_issue(words, 2) == [None, None]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("追缴欠款。（已完成，待验收）", ["（已完成，待验收）"]),
        ("追缴欠款。截至目前，反馈问题5个，已完成整改4个。", ["截至目前，反馈问题5个，已完成整改4个。"]),
        ("追缴欠款，除个别企业外，已完成整改。", ["已完成整改。"]),
        ("追缴欠款。整改状态：申请销号", ["整改状态：申请销号"]),
        ("责任单位：办公室\n整改状态：未启动", ["整改状态：未启动"]),
        ("整改进展：已完成3项，剩余2项正在推进。", ["整改进展：已完成3项，剩余2项正在推进。"]),
        ("追缴欠款。已完成整改任务，并建立长效机制。", ["已完成整改任务，并建立长效机制。"]),
        ("整改成效：完成清理3笔。", []),
        ("整改成效：效果好，已完成整改。", ["整改成效：效果好，已完成整改。"]),
        ("整改成效：一是效果好；二是制度健全（已完成）", ["整改成效：一是效果好；二是制度健全（已完成）"]),
        ("整改成效：剩余2户（已完成）", ["整改成效：剩余2户（已完成）"]),
        ("整改成效：清理垃圾，建设公厕（已完成）", ["整改成效：清理垃圾，建设公厕（已完成）"]),
        ("进展：正在起草。", ["进展：正在起草。"]),
        ("召开会议3次（含视频会）。", []),
        ("已完成一期工程并投入使用。", []),
    ],
)
def test_words_on_progress_are_found_whatever_they_say(text, words):
    assert states.on_progress(text) == words


def test_a_measure_whose_own_words_on_progress_are_not_known_has_no_state_of_its_issue():
    assert states.allowed(("done", "整改状态：已完成"), "追缴欠款（已完成，待验收）") is None
    assert states.allowed(("done", "整改状态：已完成"), "追缴欠款") == ("done", "整改状态：已完成")


@pytest.mark.parametrize("words", ["已整改130座，未整改2座", "修缮130座，还有2座未修", "追回3万元，仍有部分未追回"])
def test_what_says_that_some_is_left_is_not_done_because_its_issue_is(words):
    assert states.allowed((Status.DONE, "整改状态：已完成"), f"{words}。") is None
    assert states.of_measure(f"{words}；建立台账。已完成整改。") is None


def test_what_was_lacking_before_is_no_word_on_what_is_left():
    stated = (Status.DONE, "整改状态：已完成")
    assert states.allowed(stated, "排查未办证5户，已全部补办。") == stated


def test_a_long_text_of_clauses_is_read_in_no_time():
    begun = time.process_time()
    assert states.of_measure("整改成效：已完成，" * 20_000) is None
    assert time.process_time() - begun < 2
