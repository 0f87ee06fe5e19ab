"""From the text of an announcement to data: complete, in order, nothing dropped."""

import os
import re
from pathlib import Path

import pytest
from conftest import RECEIVED, ROOT
from hypothesis import given
from hypothesis import strategies as st

from gongkai import checks, printing, source, writing
from gongkai.checks import quotations
from gongkai.checks.mirror import normal
from gongkai.checks.quotations import SHORTEST_EVIDENCE
from gongkai.faults import errors
from gongkai.importing import measures
from gongkai.importing.announcement import read
from gongkai.importing.notes import Note
from gongkai.model import MissingSection, Status

GOLDEN = ROOT / "tests" / "golden" / "import"
ANNOUNCEMENTS = ROOT / "tests" / "golden" / "announcements"


@pytest.fixture(scope="module")
def imported():
    return read(RECEIVED.read_text(encoding="utf-8"))


def test_every_form_is_read_into_the_yaml_that_a_person_would_write():
    made = writing.as_yaml(read((GOLDEN / "every-form.txt").read_text(encoding="utf-8")).announcement)
    golden = GOLDEN / "every-form.yaml"
    if os.environ.get("GOLDEN") == "write":
        golden.write_text(made, encoding="utf-8")
    assert made == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("text", sorted(ANNOUNCEMENTS.glob("*.txt")), ids=lambda path: path.stem)
def test_announcements_of_other_bodies_are_read_in_their_forms(text):
    """Invented, each in a form of its own; read, printed and checked as the shipped one is."""
    received = text.read_text(encoding="utf-8")
    reading = read(received)
    notes = "".join(f"# {note.line}: {note.message}\n" for note in reading.notes)
    golden = text.with_suffix(".yaml")
    if os.environ.get("GOLDEN") == "write":
        golden.write_text(notes + writing.as_yaml(reading.announcement), encoding="utf-8")
    assert notes + writing.as_yaml(reading.announcement) == golden.read_text(encoding="utf-8")
    assert normal(printing.text(reading.announcement)) == normal(received)


@pytest.mark.parametrize("text", sorted(ANNOUNCEMENTS.glob("*.txt")), ids=lambda path: path.stem)
def test_what_is_read_passes_the_check_as_it_is(text, folder):
    received = text.read_text(encoding="utf-8")
    (folder / "data/announcement.txt").write_text(received, encoding="utf-8")
    (folder / "data/issues.yaml").write_text(writing.as_yaml(read(received).announcement), encoding="utf-8")
    assert errors(checks.run(Path("data/issues.yaml"))[1]) == []


def test_what_has_no_place_in_the_form_is_named_with_its_line():
    assert [
        (note.line, note.message) for note in read((GOLDEN / "every-form.txt").read_text(encoding="utf-8")).notes
    ] == [
        (10, "没有认出这一段，原样保留（unplaced）"),
        (11, "“的问题”之后是“。”，不是逗号，照原样保留"),
        (13, "上一行在句中中断，与这一行不相接；作为中断之后的原文（after_gap）保留"),
        (16, "没有认出这一段，原样保留（unplaced）"),
    ]


def test_the_received_text_is_read_whole(imported):
    announcement = imported.announcement
    numbers = [issue.number for issue in announcement.issues]
    present = "1 2 3 5 6 8 9 10 12 13 17 19 20 21 22 24 26 27 29 30 32 33 34 35 40 41 42 43 44 46 50 51"
    missing = "4 7 11 14 15 16 18 23 25 28 31 36 37 38 39 45 47 48 49"
    assert numbers == list(map(int, present.split()))
    assert announcement.missing == list(map(int, missing.split()))
    assert [category.number for category in announcement.categories] == list(range(1, 20))
    assert [category.number for category in announcement.categories if not category.issues] == [14, 19]
    assert sum(len(issue.measures) for issue in announcement.issues) == 75


def test_missing_sections_of_the_received_text_are_declared(imported):
    first, _, third = imported.announcement.parts
    for part, present in ((first, [1, 3, 4]), (third, [1, 3])):
        assert [one.number for one in part.sections if not isinstance(one, MissingSection)] == present
        assert [one.number for one in part.sections if isinstance(one, MissingSection)] == [2]
    assert third.lead.startswith("经过集中整改")


def test_the_oddities_of_the_received_text_are_kept(imported):
    issues = {issue.number: issue for issue in imported.announcement.issues}
    (broken,) = issues[1].measures
    assert broken.text.endswith("主动性和")
    assert broken.after_gap.startswith("安置房二期")
    assert {number for number, issue in issues.items() if issue.mark_after_problem != "，"} == {41}
    assert {number for number, issue in issues.items() if issue.lead} == {42}
    assert {number for number, issue in issues.items() if not issue.counted} == {2, 33, 34, 44, 46, 50}
    assert all(len(issue.measures) == 1 for issue in issues.values() if not issue.counted)


def test_the_shipped_data_is_the_imported_text_completed(imported, announcement):
    def words(one):
        return [(paragraph.kind, paragraph.text) for paragraph in printing.layout(one)]

    assert words(imported.announcement) == words(announcement)


def test_marks_that_became_chinese_are_counted(imported):
    text = RECEIVED.read_text(encoding="utf-8")
    assert imported.marks_changed == text.count(",") + text.count("(") + text.count(")")


def test_a_missing_marker_is_pointed_out():
    notes = read("前言。\n一、整改\n（一）关于交通方面\n1.针对“停车难”的问题，一是建设。三是管理。\n").notes
    assert notes == [Note(4, "没有找到“二是”，却有“三是”；请核对分条", "一是建设。三是管理。")]


def test_a_heading_numbered_as_the_parts_are_is_a_part_and_gaps_are_counted_on():
    text = (
        "一、整改\n（一）关于交通方面\n1.针对“停车难”的问题，修路。\n3.针对“堵车”的问题，修桥。\n"
        "二、关于民生方面\n（一）关于供水方面\n5.针对“停水”的问题，铺管。\n"
    )
    reading = read(text)
    assert [part.title for part in reading.announcement.parts] == ["整改", "关于民生方面"]
    assert [part.missing for part in reading.announcement.parts] == [[2], [4]]
    assert len({category.slug for category in reading.announcement.categories}) == 2
    assert reading.notes == []


def test_a_missing_category_is_declared_and_named():
    reading = read(
        "一、整改\n（一）关于交通方面\n1.针对“停车难”的问题，修路。\n（四）关于污水方面\n2.针对“污水”的问题，治水。\n"
    )
    assert reading.announcement.missing_categories == [2, 3]
    message = "此前缺类别二、三（已写入 missing_categories），它的问题可能接在上一类别之后"
    assert reading.notes == [Note(4, message, "（四）关于污水方面")]


def test_a_number_that_an_unread_paragraph_begins_with_is_not_called_missing():
    reading = read(
        "一、整改\n（一）关于交通方面\n1.针对“停车难”的问题，修路。\n2、其他。\n3.针对“污水”的问题，治水。\n"
    )
    assert reading.announcement.missing == []
    assert [note.line for note in reading.notes] == [4]


@pytest.mark.parametrize("text", ["", "\n \n", "\u3000"])
def test_a_text_without_words_is_refused(text):
    with pytest.raises(ValueError, match="no text"):
        read(text)


words = st.text(st.sampled_from("某镇党委停车难一二三是的问题，。；：“”‘’、（）(),.1290aB "), min_size=1, max_size=25)
lines = st.one_of(
    words,
    st.builds("{}、{}".format, st.sampled_from("一二三四十"), words),
    st.builds("（{}）{}".format, st.sampled_from(["一", "二", "三", "十", "十一"]), words),
    st.builds("({}){}。{}".format, st.sampled_from("一二三"), words, words),
    st.builds("{}.针对“{}”的问题{}{}".format, st.integers(0, 30), words, st.sampled_from(",，。"), words),
    st.builds("{}.针对“{}”的问题,一是{}。二是{}。三是{}".format, st.integers(1, 9), words, words, words, words),
)


MARKERS = ["", "1.", "2、", "（一）", "(二)", "（3）", "①", "三是", "一、", "二、", "十、", "１．", "（２）"]
MEASURE_LABELS = ["整改措施：", "具体措施:", "【整改措施】", "[整改举措]："]
ISSUE_LABELS = ["整改成效：", "整改情况:", "进展情况：", "整改进展：", "整改状态：", "责任单位：", "整改时限："]
ISSUE_LABELS += ["【整改成效】", "[整改情况]", "【整改状态】：", "【责任单位】"]
STATES = [
    "已完成",
    "正在推进",
    "基本完成，长期坚持",
    "已完成90%",
    "（1）已完成（2）推进中",
    "一是已完成；二是推进中",
    "未启动",
]
STATE_LINES = [
    "整改状态：已完成",
    "完成情况：基本完成，长期坚持",
    "（已完成）",
    "【推进中】",
    "该问题已完成整改。",
    "是否完成：是",
    "是否完成：否",
    "是否完成：√",
    "完成情况：×",
    "已完成整改",
]
ENDS = [
    "。已完成整改",
    "。已完成整改。",
    "，已完成整改。",
    "（已完成）。",
    "。（已完成）",
    "；已完成整改",
    "。整改状态：已完成",
]
LABELS = [*MEASURE_LABELS, *ISSUE_LABELS, *STATE_LINES]
other_forms = st.one_of(
    st.builds("{}{}方面{}".format, st.sampled_from(MARKERS), words, st.sampled_from(["", "存在的问题", "的问题："])),
    st.builds(
        "{}{}“{}”{}{}{}".format,
        st.sampled_from(MARKERS),
        st.sampled_from(["针对", "关于", ""]),
        words,
        st.sampled_from(["的问题", "问题", "问题的整改情况", "的问题整改情况", "“乙”等问题"]),
        st.sampled_from(["", "，", "：", "。"]),
        st.one_of(st.just(""), words, st.sampled_from(LABELS)),
    ),
    st.builds("{}关于{}的问题{}".format, st.sampled_from(MARKERS), words, st.sampled_from(["", "，", "。"])),
    st.builds("{}某{}的问题{}{}".format, st.sampled_from(MARKERS), words, st.sampled_from(["", "，", "。"]), words),
    st.builds(
        "问题{}：{}{}".format,
        st.sampled_from(["", "1", "2", "三", "（一）"]),
        words,
        st.sampled_from(["", "。整改措施：某。"]),
    ),
    st.builds(
        "{}{}".format,
        st.sampled_from(["【问题1】", "[问题2]", "【问题三】：", "1.【存在问题】", "【问题1】\n", "【 问题 2 】 "]),
        st.one_of(words, st.builds("{}。【整改措施】{}【整改成效】{}".format, words, words, words)),
    ),
    st.builds(
        "{}{}{}".format,
        st.sampled_from([*LABELS, ""]),
        st.sampled_from(["一是", "（1）", "①", "首先", "第一，", "１、"]),
        words,
    ),
    st.builds(
        "{}1.{}。2.{}。{}".format, st.sampled_from([*LABELS, ""]), words, words, st.sampled_from(["", *STATE_LINES])
    ),
    st.builds(
        "{}关于“{}”问题的整改情况\n整改措施：\n{}针对{}的问题，{}".format,
        st.sampled_from(MARKERS),
        words,
        st.sampled_from(["（1）", "①", "1."]),
        words,
        words,
    ),
    st.builds(
        "{}针对“{}”的问题，\n{}{}\n{}{}".format,
        st.sampled_from(MARKERS),
        words,
        st.sampled_from(["①", "（一）", "一是"]),
        words,
        st.sampled_from(["②", "（二）", "二是"]),
        words,
    ),
    st.builds(
        "{}{}\n{}针对“{}”的问题，{}\n{}{}\n{}针对“{}”的问题，{}".format,
        *(
            part
            for marks in (["（1）", "①", "1.", "（一）"], ["（2）", "②", "2.", "（二）"])
            for part in (st.sampled_from(marks), words, st.sampled_from(["", "1.", "①", "（1）"]), words, words)
        ),
    ),
    st.builds("{}、{}不{}\n一是{}".format, st.integers(1, 3), words, words, words),
    st.builds("{}\n关于{}方面".format, st.sampled_from(["（一）", "（二）", "1."]), words),
    st.builds("（一）关于{}\n和{}方面".format, words, words),
    st.builds("1.针对“{}”的问题，一是{}。二是{}{}".format, words, words, words, st.sampled_from(ENDS)),
    st.builds(
        "{}；{}{}".format, words, st.sampled_from(["二是", "（2）", "②", "其次，", " （2）", "（２）", "第二，"]), words
    ),
    st.builds("{}{}".format, st.sampled_from([*LABELS, "1.", "2.", "1、", "2、"]), words),
    st.builds("{}{}{}".format, st.sampled_from(ISSUE_LABELS), st.sampled_from(STATES), st.sampled_from(["", "。"])),
    st.builds("{}。{}{}。{}".format, words, st.sampled_from(LABELS), words, st.sampled_from(LABELS)),
    st.builds(
        "{}{}（{}）{}{}。（{}）".format,
        st.sampled_from(["一是", "（1）", "①", "（１）"]),
        words,
        st.sampled_from(STATES),
        st.sampled_from(["二是", "（2）", "②", " （２）"]),
        words,
        st.sampled_from(STATES),
    ),
    st.sampled_from(LABELS),
    st.builds("{}{}{}".format, st.sampled_from(MARKERS), st.sampled_from(["聚焦", "下一步", "关于"]), words),
    st.sampled_from(
        [
            "中共某镇委员会",
            "某镇",
            "某镇\n2023年12月1日",
            "2023年12月1日",
            "（2024年3月1日）",
            "中共某镇委员会　2024年3月1日",
            "发布时间：2024-03-01 来源：某镇",
            "联系电话：0769-12345678",
            "（此件公开发布）",
            "某镇整改进展情况的通报",
            "关于某镇整改进展情况的通报",
            "某镇党委关于整改进展情况的通报",
            "某镇党建工作",
            "2023年4月17日至5月31日，某巡察组对某镇党委进行了巡察。6月14日，反馈了意见。",
            "次年1月4日，某巡察组反馈了意见。",
        ]
    ),
)
announcements = st.lists(st.one_of(lines, other_forms), max_size=14).map("\n".join)


@given(announcements)
def test_printing_what_was_read_gives_the_text_back(text):
    if not text.strip():
        return
    announcement = read(text).announcement
    assert normal(printing.text(announcement)) == normal(text)


WRITTEN = [
    [line for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
    for path in sorted(ANNOUNCEMENTS.glob("*.txt"))
]
foreign_lines = st.sampled_from(sorted({line for lines in WRITTEN for line in lines}))


@st.composite
def mixed(draw):
    """An announcement among whose lines stand some of others, perhaps in another order."""
    mixed = list(draw(st.sampled_from(WRITTEN)))
    for line in draw(st.lists(foreign_lines, max_size=8)):
        mixed.insert(draw(st.integers(0, len(mixed))), line)
    return "\n".join(draw(st.permutations(mixed)) if draw(st.booleans()) else mixed)


@given(mixed())
def test_announcements_with_lines_of_others_are_printed_back_and_hold_their_evidence(text):
    announcement = read(text).announcement
    assert normal(printing.text(announcement)) == normal(text)
    data = source.parse("issues.yaml", writing.as_yaml(announcement))
    assert [fault.code for fault in quotations.check(data)] == []


def test_an_issue_that_would_not_print_as_written_is_one_measure_and_named(monkeypatch):
    text = "（一）关于甲方面\n1.针对“甲”的问题，一是学习。二是培训。\n整改状态：已完成\n"
    monkeypatch.setattr(measures, "fields", lambda *_, **__: {"measures": [{"text": "学习。", "status": "stated"}]})
    reading = read(text)
    assert normal(printing.text(reading.announcement)) == normal(text)
    (measure,) = reading.announcement.issues[0].measures
    assert (measure.text, measure.status) == ("一是学习。二是培训。\n整改状态：已完成", "stated")
    assert [(note.line, note.message) for note in reading.notes] == [
        (2, "没有把握分条，作为一条措施原样保留，请核对分条"),
        (3, "写了进展，没有认定；请核对后填写 status 和 evidence"),
    ]


@given(announcements)
def test_a_status_rests_on_words_of_its_measure_or_of_its_issue(text):
    if not text.strip():
        return
    for issue in read(text).announcement.issues:
        for measure in issue.measures:
            assert (measure.evidence is None) == (measure.status == "stated")
            assert measure.evidence is None or len(measure.evidence) >= SHORTEST_EVIDENCE
            said = (*measure.passages, *issue.around)
            assert measure.evidence is None or any(measure.evidence in words for words in said)


@given(st.lists(lines, max_size=12).map("\n".join) | st.text())
def test_what_was_read_is_written_and_read_back_unchanged(text):
    text = "".join(character for character in text if character.isprintable() or character == "\n")
    if not text.strip():
        return
    announcement = read(text).announcement
    assert source.parse("issues.yaml", writing.as_yaml(announcement)).announcement == announcement


def test_golden_files_are_all_used():
    assert {path.name for path in GOLDEN.iterdir()} == {"every-form.txt", "every-form.yaml"}


def test_yaml_of_the_shipped_data_is_what_the_program_would_write(announcement):
    assert writing.as_yaml(announcement) == Path(ROOT / "data" / "issues.yaml").read_text(encoding="utf-8")


def test_a_mark_after_the_problem_stays_where_measures_stand_in_lines_of_their_own():
    text = "（一）关于甲方面\n1.针对“甲”的问题：\n一是学习。\n二是培训。\n"
    made = read(text).announcement
    assert normal(printing.text(made)) == normal(text)
    assert made.issues[0].mark_after_problem == "："


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("已完成90%", "ongoing"),
        ("整改完成率80%", "ongoing"),
        ("已完成100%", "done"),
        ("计划已完成", "stated"),
        ("基本完成", "ongoing"),
    ],
)
def test_a_state_says_no_more_than_its_words(words, status):
    (issue,) = read(f"（一）关于甲方面\n1.针对“甲”的问题，建厂。（{words}）").announcement.issues
    assert issue.measures[0].status == status


def test_a_state_that_may_be_of_the_last_measure_alone_is_named_with_its_line():
    reading = read(
        "（一）关于甲方面\n1.针对“甲”的问题，一是学习；二是培训（已完成）。\n2.针对“乙”的问题，一是查。二是改。已完成整改。"
    )
    assert [[one.status for one in issue.measures] for issue in reading.announcement.issues] == [
        ["stated", "done"],
        ["done", "done"],
    ]
    message = "可能说的是整个问题，也可能只是最后一条措施；只认作最后一条的状态，请核对其他各条"
    assert reading.notes == [Note(2, message, "（已完成）。")]


@pytest.mark.parametrize("measure", ["学习。", "学习。（已完成）"])
@pytest.mark.parametrize("answer", ["是否完成：否", "是否完成：×", "完成情况：×"])
def test_an_answer_of_no_is_named_and_states_nothing(measure, answer):
    reading = read(f"（一）关于甲方面\n1.针对“甲”的问题，{measure}\n{answer}\n")
    assert reading.announcement.issues[0].measures[0].evidence in (None, "（已完成）")
    assert reading.notes == [Note(3, "写了进展，没有认定；请核对后填写 status 和 evidence", answer)]


def test_a_last_sentence_that_states_the_end_is_evidence():
    (issue,) = read("（一）关于甲方面\n1.针对“甲”的问题，修订制度。已完成整改。").announcement.issues
    assert (issue.measures[0].status, issue.measures[0].evidence) == ("done", "已完成整改。")


def test_the_inspection_is_recognised_in_either_order_and_the_day_in_words():
    preamble = "市委第八巡察组于2023年9月5日至11月10日对市教育局党组进行了巡察，2024年1月18日反馈了意见。"
    facts = read(f"{preamble}\n一、情况\n（一）甲。乙。\n市教育局党组\n二〇二四年三月一日").announcement.facts
    assert facts.inspection.inspectors == "市委第八巡察组"
    assert str(facts.inspection.feedback) == "2024-01-18"
    assert (facts.issuer, str(facts.published)) == ("市教育局党组", "2024-03-01")
    ours = read("2023年5月1日至6月1日，县委第一巡察组对我局党组进行了巡察。\n一、情况\n（一）甲。乙。")
    assert ours.announcement.facts.issuer is None


def issues(text):
    announcement = read(text).announcement
    assert normal(printing.text(announcement)) == normal(text)
    return [(one.number, one.problem, [measure.text for measure in one.measures]) for one in announcement.issues]


@pytest.mark.parametrize(
    "opened", ["“不实”问题，", "「不实」问题。", "“不实”的问题：", "不实的问题。", "不实的问题，一是", "不实的问题\n"]
)
@pytest.mark.parametrize("marker", ["1.", "（1）", "1、", "①"])
def test_a_problem_may_stand_without_words_that_open_it(marker, opened):
    assert issues(f"（一）关于党建方面\n{marker}{opened}学习。\n") == [(1, "不实", ["学习。"])]


def test_bare_problems_are_issues_where_others_are_numbered_as_they_are():
    text = (
        "二、整改\n（一）关于甲的问题\n一是学习。\n（二）「乙」问题\n一是培训。\n（三）丙不实的问题\n整改措施：修订。\n"
    )
    assert issues(text) == [(1, "甲", ["学习。"]), (2, "乙", ["培训。"]), (3, "丙不实", ["修订。"])]


def test_a_heading_numbered_otherwise_than_the_issues_is_their_category():
    text = (
        "一、整改\n（一）组织不实的问题\n1.换届不规范的问题\n已换届。\n（二）作风不实的问题\n1.文多的问题\n已精简。\n"
    )
    announcement = read(text).announcement
    assert [one.title for one in announcement.categories] == ["组织不实的问题", "作风不实的问题"]
    assert [one.problem for one in announcement.issues] == ["换届不规范", "文多"]


def test_categories_of_problems_and_sentences_on_all_problems_are_no_issues():
    text = "（一）党建方面存在的问题\n1.针对“甲”的问题，学习。\n针对巡察反馈的问题，逐项研究。\n“两违”问题，已拆除。\n"
    reading = read(text)
    assert [one.problem for one in reading.announcement.issues] == ["甲"]
    assert reading.announcement.issues[0].unplaced == ["针对巡察反馈的问题，逐项研究。", "“两违”问题，已拆除。"]
    assert [(note.line, note.text) for note in reading.notes if "unplaced" in note.message] == [
        (3, "针对巡察反馈的问题，逐项研究。"),
        (4, "“两违”问题，已拆除。"),
    ]


def test_what_may_be_a_problem_or_a_section_is_named():
    reading = read("一、下一步\n（一）需要重视的问题\n持续推进。\n")
    assert [one.title for one in reading.announcement.parts[0].sections] == ["需要重视的问题"]
    assert reading.notes == [Note(2, "像是问题，但后面没有措施的标志；读作一节，请核对", "（一）需要重视的问题")]


def test_several_problems_in_quotation_marks_are_one_issue():
    assert issues("（一）关于甲方面\n1.针对“甲”、“乙”等问题，学习。\n") == [(1, "“甲”、“乙”等", ["学习。"])]


def test_a_problem_ends_where_the_words_on_it_begin():
    assert issues("（一）关于甲方面\n1.关于人事问题处理不当的问题。学习。\n") == [(1, "人事问题处理不当", ["学习。"])]
    assert issues("（一）关于甲方面\n问题1：学习不够。整改措施：学习。\n") == [(1, "学习不够", ["学习。"])]


@pytest.mark.parametrize(
    "head", ["问题1：", "问题一、", "问题（一）：", "反馈问题1：", "问题：", "存在问题：", "1.问题："]
)
def test_a_problem_may_be_labelled_as_one(head):
    assert issues(f"（一）关于甲方面\n{head}路灯不亮。\n整改措施：修复。\n") == [(1, "路灯不亮", ["修复。"])]


def test_issues_right_under_a_part_have_its_heading_as_their_category():
    text = (
        "一、组织\n（一）研究。开会。\n二、党建不实\n说明。\n1.针对“甲”的问题，学习。\n三、作风不实\n2.针对“乙”的问题，培训。\n"
        "四、下一步\n（一）继续。坚持。\n"
    )
    reading = read(text)
    assert normal(printing.text(reading.announcement)) == normal(text)
    assert [one.title for one in reading.announcement.categories] == ["党建不实", "作风不实"]
    assert [part.title for part in reading.announcement.parts] == ["组织", None, "下一步"]
    assert [(note.line, note.message) for note in reading.notes] == [
        (4, "没有认出这一段，原样保留（unplaced）"),
        (5, "问题之上没有类别，以这一部分的标题“党建不实”作类别"),
        (7, "问题之上没有类别，以这一部分的标题“作风不实”作类别"),
    ]


def test_a_part_after_categories_that_are_numbered_as_parts_are_lacks_none():
    reading = read(
        "一、党建方面\n1.针对“甲”的问题，学习。\n二、作风方面\n2.针对“乙”的问题，培训。\n三、下一步\n（一）继续。坚持。\n"
    )
    assert [part.title for part in reading.announcement.parts] == [None, "下一步"]
    assert reading.announcement.parts[1].written.before == "三、"
    assert reading.notes == []


def test_a_title_without_a_number_above_an_issue_is_a_category_and_named():
    reading = read("现将情况通报如下：\n党建工作\n1.针对“甲”的问题，学习。\n作风建设\n2.针对“乙”的问题，培训。\n")
    assert [one.title for one in reading.announcement.categories] == ["党建工作", "作风建设"]
    assert [(note.line, note.message) for note in reading.notes] == [
        (2, "这一行没有序号，读作类别的标题，请核对"),
        (4, "这一行没有序号，读作类别的标题，请核对"),
    ]


@pytest.mark.parametrize(("first", "second"), [("1.", "2."), ("一是", "二是"), ("（一）", "（二）")])
@pytest.mark.parametrize("head", ["针对“{}”的问题，", "关于“{}”问题的整改情况\n", "关于{}的问题\n"])
def test_items_need_no_number_below_categories_that_end_in_problems(first, second, head):
    text = (
        f"{first}关于甲方面存在的问题\n{head.format('乙')}学习。\n{head.format('丙')}培训。\n"
        f"{second}关于丁方面存在的问题\n{head.format('戊')}检查。\n"
    )
    assert issues(text) == [(1, "乙", ["学习。"]), (2, "丙", ["培训。"]), (3, "戊", ["检查。"])]
    assert [one.title for one in read(text).announcement.categories] == ["关于甲方面", "关于丁方面"]


@pytest.mark.parametrize("titles", [("学习方面", "作风方面"), ("学习教育", "作风建设")])
@pytest.mark.parametrize("between", ["\n", ""])
@pytest.mark.parametrize("head", ["针对“{}”的问题，", "关于“{}”问题的整改情况\n"])
def test_a_state_without_a_stop_is_no_title_and_hides_none(titles, between, head):
    def item(number, problem):
        return f"（{number}）{head.format(problem)}学习。{between}已完成整改\n"

    first, second = titles
    announcement = read(f"{first}\n{item(1, '甲')}{item(2, '乙')}{second}\n{item(3, '丙')}").announcement
    assert [one.title for one in announcement.categories] == [first, second]
    assert [[issue.problem for issue in one.issues] for one in announcement.categories] == [["甲", "乙"], ["丙"]]
    assert {measure.status for issue in announcement.issues for measure in issue.measures} == {"done"}


def test_a_sentence_cut_off_hides_the_title_below_it():
    reading = read("学习教育\n1.针对“甲”的问题，学习。该问题已\n作风建设\n2.针对“乙”的问题，培训。\n")
    assert [one.title for one in reading.announcement.categories] == ["学习教育"]
    assert [note.line for note in reading.notes] == [1, 3]


def test_digits_of_full_width_count():
    assert issues("（一）关于甲方面\n１．针对“甲”的问题，（１）学习；（２）培训。\n２．针对“乙”的问题，学习。\n") == [
        (1, "甲", ["学习；", "培训。"]),
        (2, "乙", ["学习。"]),
    ]


def test_a_state_from_which_no_status_was_read_is_named_with_its_line():
    reading = read("（一）关于甲方面\n1.针对“甲”的问题，一是学习。二是培训。\n整改状态：已完成1项，推进中1项\n")
    message = "写了进展，没有认定；请核对后填写 status 和 evidence"
    assert reading.notes == [Note(3, message, "整改状态：已完成1项，推进中1项")]


@pytest.mark.parametrize(
    "head",
    [
        "2.关于履行“一岗双责”不到位的问题\n",
        "2.关于学习不系统，联系实际不紧的问题\n",
        "2.关于履行“一岗双责”不到位，压力传导不够的问题。",
        "2.关于落实“放管服”改革不到位问题的整改。",
    ],
)
def test_a_problem_after_the_word_on_may_hold_quotation_marks_and_commas(head):
    problem = re.fullmatch("2.关于(.*?)的?问题(?:的整改)?。?\n?", head)[1]
    text = f"（一）关于甲方面\n1.关于作风不实的问题\n学习。\n{head}一是谈话。二是约谈。\n3.关于档案不全的问题\n补齐。\n"
    assert [one[:2] for one in issues(text)] == [(1, "作风不实"), (2, problem), (3, "档案不全")]
    assert read(text).announcement.missing == []
    assert read(text).notes == []


def test_a_bare_problem_may_hold_quotation_marks():
    text = "一、党建方面\n（一）学习不深的问题\n整改情况：学习。\n（二）落实“一岗双责”不到位的问题\n整改情况：谈话。\n"
    assert [one[:2] for one in issues(text)] == [(1, "学习不深"), (2, "落实“一岗双责”不到位")]


def test_a_labelled_problem_may_have_a_space_after_its_number():
    text = "（一）党建方面\n问题1：乱\n整改措施：治理。\n问题2 脏\n整改措施：清运。\n问题3：差\n整改措施：改进。\n"
    assert [one[:2] for one in issues(text)] == [(1, "乱"), (2, "脏"), (3, "差")]


def test_a_numbered_sentence_above_the_label_of_measures_is_a_problem():
    text = "一、党建方面\n1. 学习不深入。\n整改情况：一是自查。\n2. 作风不实。\n整改措施：谈话。\n"
    assert [one[:2] for one in issues(text)] == [(1, "学习不深入"), (2, "作风不实")]


def test_a_heading_parted_from_its_number_is_one_and_keeps_its_line_break():
    text = "（一）\n关于甲方面\n1.针对“甲”\n的问题，一是学。\n（二）\n关于乙方面\n2.\n针对“乙”的问题，一是查。"
    assert issues(text) == [(1, "甲", ["学。"]), (2, "乙", ["查。"])]
    assert [one.title for one in read(text).announcement.categories] == ["关于甲方面", "关于乙方面"]


def test_a_category_whose_title_is_on_two_lines_is_one_and_keeps_its_line_break():
    text = "（一）关于甲\n方面\n1.针对“甲”的问题，一是学。\n2.关于乙\n和丙方面存在的问题\n2.针对“乙”的问题，一是查。\n"
    assert issues(text) == [(1, "甲", ["学。"]), (2, "乙", ["查。"])]
    reading = read(text)
    assert [one.title for one in reading.announcement.categories] == ["关于甲方面", "关于乙和丙方面"]
    message = "类别的标题在原文中分成两行，接成了一个，请核对"
    assert Note(1, message, "（一）关于甲\n方面") in reading.notes
    assert printing.text(reading.announcement) == text


def test_a_bare_lack_above_measures_is_a_problem_and_named():
    text = "（一）关于甲方面\n1、学习不深\n一是学。\n二是做。\n2、调研不够\n走访。"
    assert issues(text) == [(1, "学习不深", ["学。", "做。"]), (2, "调研不够", ["走访。"])]
    message = "没有“问题”字样，因下面是措施而读作问题，请核对"
    assert read(text).notes == [Note(2, message, "1、学习不深"), Note(5, message, "2、调研不够")]


@pytest.mark.parametrize(
    "text", ["1、加强薄弱环节\n一是学。", "1、学习不深\n学。", "1、学习不深，已开展培训\n一是学。"]
)
def test_a_bare_line_that_may_be_a_measure_is_kept_and_named(text):
    reading = read("（一）关于甲方面\n" + text)
    assert reading.announcement.issues == []
    assert [(note.line, note.message) for note in reading.notes] == [
        (2, "没有认出这一段，原样保留（unplaced）"),
        (3, "没有认出这一段，原样保留（unplaced）"),
    ]


def test_a_numbered_measure_above_the_label_of_results_is_no_problem():
    text = "（一）党建方面\n1.针对“甲”的问题\n整改措施：\n1.学习。\n2.培训。\n整改成效：已完成。\n"
    assert issues(text) == [(1, "甲", ["学习。", "培训。"])]


def test_a_heading_that_was_not_understood_is_never_part_of_a_measure():
    reading = read("（一）关于甲方面\n1.关于甲的问题\n一是学习。\n2.乙没有写成问题\n三。\n3.关于丙的问题\n一是培训。\n")
    assert [measure.text for measure in reading.announcement.issues[0].measures] == ["学习。"]
    assert reading.announcement.issues[0].unplaced == ["2.乙没有写成问题", "三。"]
    assert [note.line for note in reading.notes] == [4, 5]
    assert reading.announcement.missing == []


@pytest.mark.parametrize("unread", ["2、其他。", "（2）其他。", "②其他。", "（二）其他。此外。", "问题2尚在核实。"])
def test_a_number_is_not_called_missing_where_an_unread_line_begins_with_it_in_any_numerals(unread):
    text = f"（一）关于甲方面\n1.针对“甲”的问题，学习。\n3.针对“丙”的问题，培训。\n{unread}\n"
    reading = read(text)
    assert [issue.number for issue in reading.announcement.issues] == [1, 3]
    assert reading.announcement.missing == []
    assert 4 in [note.line for note in reading.notes]


def test_a_number_out_of_order_is_kept_and_named():
    reading = read("（一）关于甲方面\n1.针对“甲”的问题，学习。\n3.针对“丙”的问题，培训。\n2.针对“乙”的问题，谈话。\n")
    assert [issue.number for issue in reading.announcement.issues] == [1, 3]
    assert reading.announcement.issues[1].unplaced == ["2.针对“乙”的问题，谈话。"]
    assert reading.notes[0] == Note(4, "像是标题或问题，但与前后不成次序；当作普通段落保留", "2.针对“乙”的问题，谈话。")


def test_a_category_out_of_order_is_counted_on_and_named():
    reading = read("（二）关于甲方面\n1.针对“甲”的问题，学习。\n（一）关于乙方面\n2.针对“乙”的问题，培训。\n")
    assert [category.number for category in reading.announcement.categories] == [2, 3]
    assert reading.announcement.missing_categories == [1]
    assert Note(3, "类别的序号与前面的不成次序，按先后作第 3 类，请核对", "（一）关于乙方面") in reading.notes


def test_a_category_out_of_order_is_printed_whole_though_its_number_holds_its_title():
    text = "党的建设\n1.针对“甲”的问题，学习。\n（三）三\n"
    assert normal(printing.text(read(text).announcement)) == normal(text)


def test_a_category_may_name_a_problem_in_quotation_marks():
    (category,) = read("（一）关于“党的建设弱化”方面\n1.针对“甲”的问题，学习。\n").announcement.categories
    assert (category.number, category.title, category.written) == (1, "关于“党的建设弱化”方面", None)


UNTITLED = "问题之上没有标题，读作没有标题的类别（title: null）"


def under_no_heading(text):
    reading = read(text)
    assert [one.title for one in reading.announcement.categories] == [None]
    assert [note.message for note in reading.notes] == [UNTITLED]
    assert reading.announcement.missing == []
    return issues(text)


@pytest.mark.parametrize("above", ["", "现将情况通报如下：\n"])
@pytest.mark.parametrize("below", ["", "欢迎监督。\n", "一、下一步\n（一）继续。坚持。\n"])
@pytest.mark.parametrize(
    "head",
    [
        "{0}.针对“{1}”的问题\n",
        "问题{0}：{1}\n整改措施：",
        "（{0}）关于“{1}”问题的整改情况\n",
        "{0}.某{1}的问题。\n整改情况：",
        "{0}.某{1}\n整改情况：",
    ],
)
def test_issues_under_no_heading_at_all_are_issues(above, below, head):
    text = f"{above}{head.format(1, '甲')}学习。\n{head.format(2, '乙')}培训。\n{below}"
    some = "某" * ("某" in head)
    assert under_no_heading(text) == [(1, f"{some}甲", ["学习。"]), (2, f"{some}乙", ["培训。"])]


def test_issues_may_be_numbered_as_the_parts_before_and_after_them_are():
    text = (
        "一、组织\n（一）研究。开会。\n二、关于甲的问题\n整改情况：学习。\n三、关于乙的问题\n整改情况：培训。\n"
        "四、下一步\n（一）继续。坚持。\n"
    )
    assert under_no_heading(text) == [(1, "甲", ["学习。"]), (2, "乙", ["培训。"])]
    assert [part.title for part in read(text).announcement.parts] == ["组织", None, "下一步"]


@pytest.mark.parametrize(
    "heading", ["二、关于甲的问题", "二、针对巡察反馈的具体问题整改落实情况", "二、关于下一步需要解决的问题"]
)
def test_a_part_on_all_problems_or_alone_of_its_form_is_none(heading):
    reading = read(f"一、组织\n（一）研究。开会。\n{heading}\n已经整改。\n")
    assert reading.announcement.issues == []
    assert reading.announcement.parts[1].lead == "已经整改。"


def test_of_sentences_without_a_number_none_opens_an_issue_under_no_heading():
    reading = read("针对“四风”问题，我镇多次研究。\n一、组织\n（一）研究。开会。\n")
    assert reading.announcement.issues == []
    assert reading.announcement.facts.preamble == "针对“四风”问题，我镇多次研究。"


def test_lines_kept_as_prose_that_look_like_more_are_named():
    reading = read("一、情况\n1. 学习不深入。\n已学习。\n")
    assert reading.announcement.parts[0].lead == "1.学习不深入。\n已学习。"
    assert reading.notes == [Note(2, "像是标题、问题或措施，没有认出；当作普通段落保留", "1.学习不深入。")]


def test_a_line_that_counts_on_from_the_categories_is_the_next_one():
    reading = read("①关于甲方面\n问题1：甲\n整改措施：学习。\n②作风建设\n问题2：乙\n整改措施：培训。\n")
    assert [(one.number, one.title) for one in reading.announcement.categories] == [(1, "关于甲方面"), (2, "作风建设")]
    assert reading.notes == []


THREE_LEVELS = (
    "一、整改\n（一）聚焦担当作为{0}\n共两类。\n1.关于学习方面\n（1）针对“甲”的问题，学习。\n2.关于责任方面\n（2）针对“乙”的问题，培训。\n"
    "（二）聚焦群众身边{0}\n1.关于执法方面\n（3）针对“丙”的问题，谈话。\n"
)


@pytest.mark.parametrize("ends", ["", "方面", "方面存在的问题"])
def test_a_heading_over_categories_stands_above_the_first_of_them_and_they_count_on(ends):
    text = THREE_LEVELS.format(ends)
    assert [one[:2] for one in issues(text)] == [(1, "甲"), (2, "乙"), (3, "丙")]
    reading = read(text)
    assert [(one.number, one.group, one.title) for one in reading.announcement.categories] == [
        (1, f"（一）聚焦担当作为{ends}\n共两类。", "关于学习方面"),
        (2, None, "关于责任方面"),
        (3, f"（二）聚焦群众身边{ends}", "关于执法方面"),
    ]
    assert reading.notes == []


def test_a_category_that_the_text_leaves_empty_is_no_heading_over_the_next_one():
    made = read("一、整改\n（一）关于甲方面\n（二）关于乙方面\n1.针对“乙”的问题，学习。\n").announcement
    assert [(one.title, one.group, len(one.issues)) for one in made.categories] == [
        ("关于甲方面", None, 0),
        ("关于乙方面", None, 1),
    ]


@pytest.mark.parametrize("marker", ["（{}）", "{}是", "{}、"])
def test_headings_in_a_part_after_the_issues_that_has_none_open_no_categories(marker):
    text = "一、整改\n（一）关于甲方面\n1.针对“甲”的问题，学习。\n二、下一步\n" + "".join(
        f"{marker.format(number)}关于持续学习方面\n坚持。\n" for number in "一二"
    )
    assert [one[:2] for one in issues(text)] == [(1, "甲")]
    (category,) = read(text).announcement.categories
    assert category.title == "关于甲方面"


def test_such_headings_are_sections_where_they_are_numbered_as_sections_are():
    reading = read(
        "一、整改\n（一）关于甲方面\n1.针对“甲”的问题，学习。\n"
        "二、下一步\n（一）关于学习方面\n坚持。\n（二）关于整改方面\n督办。\n"
    )
    assert [(one.title, one.text) for one in reading.announcement.parts[1].sections] == [
        ("关于学习方面", "坚持。"),
        ("关于整改方面", "督办。"),
    ]
    assert reading.notes == []


def test_a_skipped_numeral_of_a_part_is_named_and_nothing_is_called_missing():
    text = "一、组织\n（一）研究。开会。\n三、整改\n（一）关于甲方面\n1.针对“甲”的问题，学习。\n"
    reading = read(text)
    assert normal(printing.text(reading.announcement)) == normal(text)
    assert [part.title for part in reading.announcement.parts] == ["组织", "整改"]
    message = "第一部分之后接的是“三”，序号不连，没有当作缺失；确实缺的，在 parts 里加 missing: true"
    assert reading.notes == [Note(3, message, "三、整改")]


def test_what_a_body_plans_is_no_issue_however_it_is_written():
    text = (
        "一、整改\n（一）关于甲方面\n1.针对“甲”的问题，学习。\n"
        "二、下一步打算\n1.针对“乙”的问题，将培训。\n2.针对“丙”的问题，将督办。\n"
    )
    assert [one[:2] for one in issues(text)] == [(1, "甲")]
    assert [note.line for note in read(text).notes] == [5, 6]


def test_numbered_sentences_above_parts_with_issues_are_none():
    text = "1.针对“一岗双责”问题，压实责任。\n一、整改\n（一）关于甲方面\n1.针对“甲”的问题，学习。\n"
    assert [one[:2] for one in issues(text)] == [(1, "甲")]
    assert [note.line for note in read(text).notes] == [1]


def test_a_quoted_problem_whose_rectification_the_line_tells_of_is_one_whatever_others_are_like():
    text = "一、整改\n（一）“甲”问题整改情况\n已谈话。\n（二）“乙”问题整改情况\n已培训。\n二、其他\n1.关于丙的问题。\n"
    assert [one[:2] for one in issues(text)] == [(1, "甲"), (2, "乙")]


def test_a_part_named_for_problems_is_the_category_of_those_below_it():
    text = (
        "一、关于党建的问题\n（一）关于甲的问题\n整改措施：学习。\n"
        "二、关于作风的问题\n（一）关于乙的问题\n整改措施：培训。\n"
    )
    assert [one[:2] for one in issues(text)] == [(1, "甲"), (2, "乙")]
    reading = read(text)
    assert [one.title for one in reading.announcement.categories] == ["关于党建的问题", "关于作风的问题"]
    assert [note.message[:9] for note in reading.notes] == ["问题之上没有类别，"] * 2


@pytest.mark.parametrize("mark", ["1.", "一是", "（一）", "①", ""])
@pytest.mark.parametrize("item", ["针对“{}”的问题，查。", "关于“{}”问题的整改情况\n查。", "关于{}的问题\n查。"])
def test_categories_in_which_problems_are_found_are_none_themselves(mark, item):
    second = {"1.": "2.", "一是": "二是", "（一）": "（二）", "①": "②", "": ""}[mark]
    text = f"{mark}关于甲方面存在的问题\n{item.format('乙')}\n{item.format('丙')}\n"
    text += f"{second}关于丁方面存在的问题\n{item.format('戊')}\n"
    assert issues(text) == [(1, "乙", ["查。"]), (2, "丙", ["查。"]), (3, "戊", ["查。"])]
    assert [one.title for one in read(text).announcement.categories] == ["关于甲方面", "关于丁方面"]


def test_a_state_on_its_own_line_is_no_title():
    text = "学习方面\n①针对“甲”的问题，\n（1）查。\n（2）看。\n已完成整改\n②针对“乙”的问题，\n（1）改。\n（2）学。\n"
    assert issues(text) == [(1, "甲", ["查。", "看。"]), (2, "乙", ["改。", "学。"])]
    (category,) = read(text).announcement.categories
    assert [one.status for issue in category.issues for one in issue.measures] == [Status.DONE] * 2 + [
        Status.STATED
    ] * 2


def test_a_title_follows_a_state_without_a_full_stop():
    text = "学习教育\n（1）针对“甲”的问题，一是查。二是改。已完成整改\n作风建设\n（2）针对“乙”的问题，一是查。\n"
    assert [one.title for one in read(text).announcement.categories] == ["学习教育", "作风建设"]


@pytest.mark.parametrize(
    ("head", "problem"),
    [
        ("问题1：“学习不深”", "学习不深"),
        ("问题1：「学习不深」。", "学习不深"),
        ("1.针对 “学习不深” 的问题，", "学习不深"),
        ("问题1：“学习不深”和“作风不实”", "“学习不深”和“作风不实”"),
        ("问题1：“学习”不深", "“学习”不深"),
    ],
)
def test_quotation_marks_around_a_whole_problem_are_no_words_of_it(head, problem):
    text = f"（一）关于学习方面\n{head}\n整改措施：一是学。二是做。\n"
    announcement = read(text).announcement
    assert [issue.problem for issue in announcement.issues] == [problem]
    assert normal(printing.text(announcement)) == normal(text)


def outline_of(text):
    """The categories that were read, with the problem and the measures of each of their issues."""
    return [
        (one.title, [(issue.problem, [measure.text for measure in issue.measures]) for issue in one.issues])
        for one in read(text).announcement.categories
    ]


FAMILIES = ["①②", ["（1）", "（2）"], ["(1)", "(2)"], ["一是", "二是"], ["1.", "2."], ["（一）", "（二）"]]


@pytest.mark.parametrize("stops", ["。。", "；。", ["", ""]])
@pytest.mark.parametrize("head", ["针对“{}”的问题，", "问题{}：{}\n整改措施："])
@pytest.mark.parametrize("counts", [*FAMILIES, ["一、", "二、"]])
@pytest.mark.parametrize("categories", FAMILIES)
def test_a_measure_on_its_own_line_is_no_category_however_categories_are_counted(categories, counts, head, stops):
    def item(number, problem):
        opened = head.format(number, problem) if "问题{" in head else head.format(problem)
        return f"{opened}\n{counts[0]}制定计划{stops[0]}\n{counts[1]}建立制度{stops[1]}\n"

    text = f"{categories[0]}学习方面\n{item(1, '甲')}{item(2, '乙')}{categories[1]}作风方面\n{item(3, '丙')}"
    made = [f"制定计划{stops[0]}", f"建立制度{stops[1]}"]
    assert outline_of(text) == [("学习方面", [("甲", made), ("乙", made)]), ("作风方面", [("丙", made)])]
    assert read(text).announcement.missing_categories == []


@pytest.mark.parametrize("counts", ["①②", ["（一）", "（二）"], ["一是", "二是"]])
def test_a_line_that_counts_on_from_measures_and_from_categories_is_a_title_below_a_full_stop_and_named(counts):
    one, two = counts
    below = f"针对“乙”的问题，\n{one}整治。\n{two}督办。\n"
    text = f"{one}学习方面\n针对“甲”的问题，\n{one}制定计划{{}}\n{two}作风建设\n{below}"
    assert [title for title, _ in outline_of(text.format("。"))] == ["学习方面", "作风建设"]
    assert outline_of(text.format("；"))[0][1][0] == ("甲", ["制定计划；", "作风建设"])
    assert [title for title, _ in outline_of(text.format("\n整改状态：已完成"))] == ["学习方面", "作风建设"]
    for stop, what in ("。", "类别"), ("；", "措施"):
        assert [(note.line, note.message) for note in read(text.format(stop)).notes] == [
            (4, f"可能是措施，也可能是类别的标题；读作{what}，请核对")
        ]


@pytest.mark.parametrize(
    "opened",
    ["针对“乙”的问题：", "针对“乙”的问题", "针对“乙”的问题。", "针对“乙”的问题，镇党委：", "关于乙的问题\n整改措施："],
)
@pytest.mark.parametrize("stops", ["；。", "。。"])
def test_measures_counted_as_parts_are_make_neither_part_nor_category(opened, stops):
    above = "（一）关于学习方面\n1.针对“甲”的问题，学习。\n"
    text = f"{above}2.{opened}\n一、清理{stops[0]}\n二、建账{stops[1]}\n整改状态：已完成\n3.针对“丙”的问题，谈话。\n"
    issues = [("甲", ["学习。"]), ("乙", [f"清理{stops[0]}", f"建账{stops[1]}"]), ("丙", ["谈话。"])]
    assert outline_of(text) == [("关于学习方面", issues)]
    assert [part.title for part in read(text).announcement.parts] == [None]


def test_a_line_that_counts_on_from_measures_and_from_parts_is_a_part_below_a_full_stop_and_named():
    text = "一、整改情况\n（一）关于学习方面\n1.针对“甲”的问题：\n一、清理{}\n二、{}\n努力。\n"
    for stop, title, what in ("。", "存在困难", "一部分"), ("；", "建账", "措施"), ("；", "下一步打算", "一部分"):
        reading = read(text.format(stop, title))
        titles = [part.title for part in reading.announcement.parts]
        assert titles == ["整改情况", title][: 1 + (what == "一部分")]
        message = f"可能是措施，也可能是一部分的标题；读作{what}，请核对"
        assert (5, message) in [(note.line, note.message) for note in reading.notes]


def test_a_category_below_measures_counted_as_parts_is_one_whatever_stands_in_it():
    above = "一、情况\n开会。\n二、整改\n（一）关于学习方面\n1.针对“甲”的问题：\n一、清理；\n二、建账。\n"
    text = f"{above}（二）关于作风方面\n零散的话。\n三、下一步打算\n努力。"
    assert [title for title, _ in outline_of(text)] == ["关于学习方面", "关于作风方面"]


def test_a_line_that_counts_on_from_an_unread_one_is_no_part():
    text = "（一）关于学习方面\n1.针对“甲”的问题，学习。\n一、清理；\n二、建账。\n2.针对“乙”的问题，谈话。\n"
    assert outline_of(text) == [("关于学习方面", [("甲", ["学习。"]), ("乙", ["谈话。"])])]
    assert read(text).announcement.issues[0].unplaced == ["一、清理；", "二、建账。"]


def test_a_list_of_problems_above_the_first_part_is_no_category():
    above = "反馈的问题：\n1.关于甲的问题\n2.关于乙的问题\n一、整改情况\n"
    assert outline_of(f"{above}（一）关于学习方面\n1.针对“甲”的问题，学习。\n") == [
        ("关于学习方面", [("甲", ["学习。"])])
    ]


def test_plans_with_numbers_leave_issues_without_numbers_as_they_are():
    text = "一、整改情况\n（一）关于学习方面\n针对“甲”的问题，\n1.学习。\n2.研讨。\n（已完成）\n"
    plans = "二、下一步打算\n（一）针对“整改未到底”的问题，一是盯紧。二是问效。\n"
    assert outline_of(text + plans) == [("关于学习方面", [("甲", ["学习。", "研讨。"])])]


@pytest.mark.parametrize("before", ["1.（已完成）", "（已完成）1.", "【已完成】", "（已完成）"])
def test_a_state_before_a_problem_is_no_word_of_it_and_named(before):
    reading = read(f"（一）关于学习方面\n{before}针对“甲”的问题，一是学。二是做。\n")
    assert [issue.problem for issue in reading.announcement.issues] == ["甲"]
    assert printing.text(reading.announcement).split() == [
        "（一）关于学习方面",
        f"{before}针对“甲”的问题，一是学。二是做。",
    ]
    message = "问题之前写了这几个字，没有认定；是进展的，请核对后填写 status 和 evidence"
    assert [(note.line, note.message) for note in reading.notes] == [(2, message)]


def test_a_state_before_a_bare_problem_is_no_word_of_it_either():
    items = "1.（已完成）学习不深的问题，一是学。\n2.（正在推进）“乙”的问题，一是做。\n3.（村级）账目不清的问题，查。\n"
    text = f"（一）关于学习方面\n{items}"
    problems = [issue.problem for issue in read(text).announcement.issues]
    assert problems == ["学习不深", "乙", "（村级）账目不清"]
    assert [note.text for note in read(text).notes] == ["（已完成）", "（正在推进）"]


def test_demands_are_named_where_nothing_else_counts_the_measures():
    reading = read("（一）关于学习方面\n1.针对“甲”的问题，一要宣传；二要检查。\n")
    assert [note.message for note in reading.notes] == ["有“一要”“二要”，没有作分条的标志；是措施的，请分条"]


def test_a_category_of_which_nothing_was_read_is_not_said_to_have_no_issues():
    made = writing.as_yaml(
        read("（一）关于学习方面\n学习不深，已经整改。\n（二）关于作风方面\n1.针对“甲”的问题，学。\n").announcement
    )
    assert "issues: []  # 没有读出这一类别的问题；没有认出的段落里可能有" in made


def test_measures_below_a_part_that_is_their_category_are_none():
    item = "关于“{}”问题的整改情况\n整改措施：\n(1)制定计划。\n(2)建立制度。\n"
    text = f"一、学习教育\n（1）{item.format('甲')}（2）{item.format('乙')}二、作风建设\n（3）{item.format('丙')}"
    made = ["制定计划。", "建立制度。"]
    assert outline_of(text) == [("学习教育", [("甲", made), ("乙", made)]), ("作风建设", [("丙", made)])]


@pytest.mark.parametrize(
    "opened", ["{number}关于“{}”问题的整改情况\n整改措施：\n", "{number}针对“{}”的问题，\n", "{number}针对“{}”的问题，"]
)
@pytest.mark.parametrize("numbers", [["", "", ""], ["1.", "2.", "3."], ["①", "②", "③"]])
def test_a_measure_that_names_a_problem_is_no_issue(opened, numbers):
    measures = "（1）针对计划不细的问题，重订。\n（2）关于次数不足的问题，集中学习。\n"
    one, two, three = (
        opened.format(problem, number=number) + measures for problem, number in zip("甲乙丙", numbers, strict=True)
    )
    made = ["针对计划不细的问题，重订。", "关于次数不足的问题，集中学习。"]
    text = f"（一）学习方面\n{one}整改状态：已完成\n{two}（二）作风方面\n{three}"
    assert outline_of(text) == [("学习方面", [("甲", made), ("乙", made)]), ("作风方面", [("丙", made)])]
    assert {measure.status for issue in read(text).announcement.issues[1:] for measure in issue.measures} == {"stated"}


def test_what_a_body_plans_is_no_issue_that_lacks():
    text = "（一）关于甲方面\n1.针对“甲”的问题，学习。\n3.针对“丙”的问题，培训。\n"
    assert read(f"{text}二、下一步工作打算\n（一）持续。紧盯。\n（二）深化。\n").announcement.missing == [2]


def test_where_each_category_counts_anew_no_number_that_the_text_does_not_write_is_called_missing():
    text = (
        "（一）关于甲方面\n1.针对“甲”的问题，学习。\n2.针对“乙”的问题，培训。\n"
        "（二）关于丙方面\n1.针对“丙”的问题，谈话。\n3.针对“丁”的问题，督办。\n（三）关于戊方面\n2.针对“戊”的问题，约谈。\n"
    )
    reading = read(text)
    assert [(issue.number, issue.problem) for issue in reading.announcement.issues] == list(enumerate("甲乙丙丁戊", 1))
    assert reading.announcement.missing == []
    message = "问题不是从头连续编号，这里的序号不连，没有当作缺失，请核对"
    assert [(note.line, note.message) for note in reading.notes] == [(6, message), (8, message)]


def test_where_categories_count_anew_below_another_heading_none_is_called_missing():
    text = THREE_LEVELS.format("").replace("1.关于执法方面", "2.关于执法方面")
    reading = read(text)
    assert [category.number for category in reading.announcement.categories] == [1, 2, 3]
    assert reading.announcement.missing_categories == []
    assert [note.line for note in reading.notes] == [9]
