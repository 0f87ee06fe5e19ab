"""The body of an issue as lead, measures and words on the whole issue."""

import time

import pytest

from gongkai.importing import announcement, issues, measures
from gongkai.importing.heads import Line


def read(*lines: str, paragraphs: bool = False) -> dict:
    return measures.fields(list(lines), paragraphs=paragraphs)


def statuses(made: dict) -> list[tuple[str, str | None]]:
    return [(measure["status"], measure.get("evidence")) for measure in made["measures"]]


@pytest.mark.parametrize(("first", "second"), [("（1）", "（2）"), ("①", "②"), ("一是", "二是"), ("（１）", "（２）")])
@pytest.mark.parametrize("space", ["", " "])
def test_each_measure_has_the_state_in_the_brackets_behind_it(first, second, space):
    made = read(f"{first}修订制度。（已完成）{space}{second}推进建设。（正在推进）")
    assert [measure["text"] for measure in made["measures"]] == ["修订制度。（已完成）", "推进建设。（正在推进）"]
    assert statuses(made) == [("done", "（已完成）"), ("ongoing", "（正在推进）")]
    assert "closing" not in made


def test_a_bracket_after_the_last_full_stop_is_about_the_issue():
    made = read("①开展活动；②建立台账。（已完成）")
    assert made["closing"] == "（已完成）"
    assert statuses(made) == [("done", "（已完成）")] * 2


@pytest.mark.parametrize(
    ("words", "evidence"),
    [
        ("一是开展活动；二是建立台账（已完成）。", "（已完成）。"),
        ("一是开展活动。二是建立台账，已完成整改。", "已完成整改。"),
        ("一是开展活动；二是建立台账；已完成整改", "已完成整改"),
        ("一是开展活动。二是追缴欠款。共12户。已完成整改。", "已完成整改。"),
        ("一是开展活动。二是开展自查，发现问题5个。已完成整改。", "已完成整改。"),
        ("一是开展活动。\n二是建立台账。已完成整改。", "已完成整改。"),
    ],
)
def test_a_state_that_may_be_of_the_last_measure_alone_is_its_and_is_named(words, evidence):
    made = read(*words.split("\n"))
    assert "closing" not in made
    assert statuses(made) == [("stated", None), ("done", evidence)]
    assert measures.doubtful_state(made) == evidence


def test_a_state_of_the_last_measure_is_not_doubtful_where_others_have_theirs():
    made = read("一是开展活动，已完成整改。二是建立台账。已完成整改。")
    assert statuses(made) == [("done", "已完成整改。")] * 2
    assert measures.doubtful_state(made) == ""


def test_a_state_that_numbers_the_measures_is_given_to_each():
    made = read("一是修订制度。二是推进建设。", "整改状态：（1）已完成（2）推进中")
    assert statuses(made) == [("done", "（1）已完成"), ("ongoing", "（2）推进中")]
    assert measures.unread_states(made) == []


def test_a_state_that_numbers_more_than_there_are_is_named():
    made = read("一是修订制度。二是推进建设。", "整改状态：（1）已完成（2）推进中（3）推进中")
    assert statuses(made) == [("stated", None)] * 2
    assert measures.unread_states(made) == ["整改状态：（1）已完成（2）推进中（3）推进中"]


def test_brackets_that_say_what_is_not_known_are_still_those_of_each_measure():
    made = read("一是补齐档案。（已完成，待验收）二是培训。（已于2023年12月完成）")
    assert statuses(made) == [("stated", None), ("done", "（已于2023年12月完成）")]
    assert measures.unread_states(made) == ["（已完成，待验收）"]


def test_a_list_above_the_label_of_measures_is_no_list_of_measures():
    made = read("一是下基层少；二是会议多。", "整改措施：一是走访；二是精简；三是建制。", "整改状态：已完成")
    assert made["lead"] == "一是下基层少；二是会议多。"
    assert [measure["text"] for measure in made["measures"]] == ["走访；", "精简；", "建制。"]
    assert statuses(made) == [("done", "整改状态：已完成")] * 3


def test_a_second_list_of_measures_counts_for_itself():
    made = read("整改措施：一是压减。", "整改成效：下降20%。", "整改措施：一是修订；二是审核。")
    assert made["counted"] is False
    assert [(measure["written"]["before"], measure["text"]) for measure in made["measures"]] == [
        ("整改措施：一是", "压减。\n整改成效：下降20%。"),
        ("整改措施：一是", "修订；"),
        ("二是", "审核。"),
    ]


def test_a_label_within_a_list_opens_a_measure_that_is_not_counted():
    made = read("整改措施：", "一是自查。", "整改措施：追缴。", "二是培训。")
    assert made["counted"] is False
    assert [measure["text"] for measure in made["measures"]] == ["自查。", "追缴。", "培训。"]
    assert measures.print_back(made, ["整改措施：", "一是自查。", "整改措施：追缴。", "二是培训。"])


@pytest.mark.parametrize(
    "label", ["整改成效", "整改情况", "整改进展", "整改结果", "取得成效", "责任单位", "整改时限", "进展", "来源"]
)
def test_paragraphs_on_the_whole_issue_are_no_measures(label):
    made = read("整改措施：一是学习。二是培训。", f"{label}：某某。", "整改状态：已完成", paragraphs=True)
    assert [measure["text"] for measure in made["measures"]] == ["学习。", "培训。"]
    assert made["closing"] == f"{label}：某某。\n整改状态：已完成"
    assert made["closing_on_own_line"] is True


def test_they_may_stand_in_the_same_line():
    made = read("整改措施：学习。整改成效：某某。整改状态：已完成。")
    assert [measure["text"] for measure in made["measures"]] == ["学习。"]
    assert made["closing"] == "整改成效：某某。整改状态：已完成。"
    assert "closing_on_own_line" not in made


@pytest.mark.parametrize("label", ["整改措施", "整改成效"])
def test_a_label_may_have_a_line_of_its_own_without_a_colon(label):
    made = read("整改措施：学习。", label, "某某。", paragraphs=True)
    texts = [measure["text"] for measure in made["measures"]]
    assert texts == (["学习。", "某某。"] if label == "整改措施" else ["学习。"])
    assert made.get("closing") == (None if label == "整改措施" else "整改成效\n某某。")


def test_where_there_are_no_measures_what_was_done_is_the_measure():
    made = read("责任单位：办公室", "整改情况：已印发制度。", "整改状态：已完成", paragraphs=True)
    assert made["lead"] == "责任单位：办公室"
    assert [(one["written"]["before"], one["text"]) for one in made["measures"]] == [("整改情况：", "已印发制度。")]
    assert made["closing"] == "整改状态：已完成"


def test_what_came_of_each_measure_stays_with_it():
    made = read("（1）成立专班。", "整改成效：已完成。", "（2）倒排工期。", "整改成效：正在推进。", paragraphs=True)
    assert [one["text"] for one in made["measures"]] == [
        "成立专班。\n整改成效：已完成。",
        "倒排工期。\n整改成效：正在推进。",
    ]
    assert statuses(made) == [("done", "已完成。"), ("ongoing", "正在推进。")]
    assert "closing" not in made


def test_a_list_among_the_results_is_no_list_of_measures():
    made = read("整改措施：（1）学习。（2）培训。", "整改成效：", "（1）学习3次。", "（2）培训2次。", paragraphs=True)
    assert [one["text"] for one in made["measures"]] == ["学习。", "培训。"]
    assert made["closing"] == "整改成效：\n（1）学习3次。\n（2）培训2次。"


def test_results_may_count_more_than_the_measures():
    made = read(
        "整改措施：", "（1）学习。", "（2）培训。", "整改成效：", "（1）甲。", "（2）乙。", "（3）丙。", paragraphs=True
    )
    assert [one["text"] for one in made["measures"]] == ["学习。", "培训。"]
    assert made["closing"] == "整改成效：\n（1）甲。\n（2）乙。\n（3）丙。"


def test_a_sentence_on_the_issue_after_its_last_measure_is_about_all():
    made = read("一是学习。二是培训。目前，该问题已完成整改。")
    assert made["measures"][1]["text"] == "培训。"
    assert statuses(made) == [("done", "目前，该问题已完成整改。")] * 2


def test_problems_that_a_measure_came_upon_are_not_the_issue():
    made = read("一是推进建设。二是自查，发现问题3个。上述问题均已整改到位。")
    assert statuses(made) == [("stated", None)] * 2
    assert measures.unread_states(made) == ["上述问题均已整改到位。"]
    assert statuses(read("一是推进建设。", "上述问题均已整改到位。")) == [("done", "上述问题均已整改到位。")]


def test_a_sentence_on_the_work_after_the_last_measure_of_one_sentence_is_about_the_issue():
    made = read("一是学习。二是培训。已完成整改。")
    assert made["closing"] == "已完成整改。"
    assert statuses(made) == [("done", "已完成整改。")] * 2
    assert measures.doubtful_state(made) == ""


def test_a_measure_that_is_still_going_on_is_not_done_since_the_issue_is():
    made = read("一是学习。二是正在建设二期。", "整改状态：已完成")
    assert statuses(made) == [("done", "整改状态：已完成"), ("stated", None)]
    assert measures.unread_states(made) == ["整改状态：已完成"]


@pytest.mark.parametrize(
    "marks", ["1.2.", "1、2、", "１．２．", "１、２、", "第一，第二，", "第一、第二、", "①②", "（1）（2）"]
)
@pytest.mark.parametrize("between", ["", "\n"])
def test_measures_are_counted_in_any_marks_in_one_line_or_several(marks, between):
    first, second = marks[: len(marks) // 2], marks[len(marks) // 2 :]
    lines = f"整改措施：{first}投入2.5万元。{between}{second}建立台账。".split("\n")
    made = read(*lines, "整改进展：1.已投入。2.已建立。", "整改状态：已完成")
    assert [(one["written"]["before"], one["text"]) for one in made["measures"]] == [
        (f"整改措施：{first}", "投入2.5万元。"),
        (second, "建立台账。"),
    ]
    assert statuses(made) == [("done", "整改状态：已完成")] * 2


@pytest.mark.parametrize(
    "words",
    ["镇党委{}学习；{}研讨。", "整改措施：我镇{}学习；{}研讨。", "各村通过{}学习；{}研讨。", "我局\n{}学习；{}研讨。"],
)
@pytest.mark.parametrize("marks", [("一是", "二是"), ("①", "②"), ("首先，", "其次，")])
def test_who_did_it_may_stand_right_before_the_first_mark_and_leads(words, marks):
    lines = words.format(*marks).split("\n")
    made = read(*lines)
    assert [one["text"] for one in made["measures"]] == ["学习；", "研讨。"]
    assert made["lead"] == words.partition("{")[0].rstrip()
    assert measures.print_back(made, lines)


@pytest.mark.parametrize(
    "words", ["全镇统一是关键；二是研讨。", "印发方案，其中一是学习；二是研讨。", "违建最多的村一是甲村；二是乙村。"]
)
def test_other_words_before_what_looks_like_a_mark_part_nothing(words):
    assert [one["text"] for one in read(words)["measures"]] == [words]


@pytest.mark.parametrize(
    "words",
    [
        "经核查：镇政府{}未公示；{}未招标。",
        "镇政府{}公示不及时；{}经费不足。",
        "发现村委会{}账目混乱；{}公款私存。",
        "原因分析：村委会{}走过场；{}管理乱。",
        "通过{}号会议室改造；{}号会议室改造。",
        "镇党委 {}学习；{}研讨。",
        "2024年5月，镇党委{}学习；{}研讨。",
    ],
)
@pytest.mark.parametrize("marks", [("一是", "二是"), ("①", "②"), ("首先，", "其次，")])
def test_what_was_found_or_is_named_by_a_number_is_no_measure_behind_a_subject_and_is_named(words, marks):
    text = words.format(*marks)
    issue = {"number": 1, "problem": "…", "body": [Line(7, f"{text}（已完成）")]}
    notes = issues.settle(issue)
    assert [one["text"] for one in issue["measures"]] == [f"{text}（已完成）"]
    assert [(note.line, note.message) for note in notes] == [
        (7, "“一是”一类的前面还有别的字，可能是查出的问题，也可能是措施；没有分条，请核对")
    ]


def test_measures_counted_below_what_was_found_behind_a_subject_are_those_of_the_issue():
    made = read("原因：村委会一是不重视；二是不会做。针对上述原因，一是培训。二是考核。")
    assert [one["text"] for one in made["measures"]] == ["培训。", "考核。"]


@pytest.mark.parametrize("words", ["投入资金，其中：1.学校3万。2.医院4万。", "1.2万元已拨付。2.5万元待拨付。"])
def test_numbers_within_a_measure_count_no_measures(words):
    assert [one["text"] for one in read(words)["measures"]] == [words]


def test_measures_counted_in_one_line_have_each_their_own_results():
    made = read("整改措施：1.甲。整改情况：已完成。2.乙。整改情况：正在推进。")
    assert statuses(made) == [("done", "已完成。"), ("ongoing", "正在推进。")]


@pytest.mark.parametrize("mark", [".", "．", "、"])
def test_numbered_lines_are_measures_without_their_numbers(mark):
    made = read(f"1{mark}学习。", f"2{mark}培训。", paragraphs=True)
    assert [(one["written"]["before"], one["text"]) for one in made["measures"]] == [
        (f"1{mark}", "学习。"),
        (f"2{mark}", "培训。"),
    ]


def test_the_comma_behind_an_ordinal_belongs_to_it():
    made = read("首先，学习；其次，培训。")
    assert [(one["written"]["before"], one["text"]) for one in made["measures"]] == [
        ("首先，", "学习；"),
        ("其次，", "培训。"),
    ]


@pytest.mark.parametrize(
    ("lines", "line"),
    [
        (["采取以下措施：", "（1）学习。"], "（2）培训。"),
        (["采取以下措施。"], "（1）学习。"),
        (["一是学习：", "（1）自学。", "（2）研讨。"], "二是培训。"),
        (["一是学习：", "（1）自学。", "二是培训："], "（1）集中。"),
        (["一是学习。"], "责任单位：办公室"),
        (["一是学习。"], "该问题已完成整改。"),
    ],
)
def test_a_line_that_goes_on_with_an_issue(lines, line):
    assert measures.belongs(lines, line)


@pytest.mark.parametrize(
    ("lines", "line"), [(["一是学习。"], "三是培训。"), (["学习。"], "本段与前后无关。"), (["学习。"], "1、其他。")]
)
def test_a_line_that_does_not(lines, line):
    assert not measures.belongs(lines, line)


@pytest.mark.parametrize("words", ["整改措施：甲。", "整改措施：一是甲。", "整改措施：甲。整改成效：乙。"])
def test_many_labels_are_read_in_no_time(words):
    begun = time.process_time()
    assert measures.print_back(read(words * 1000), [words * 1000])
    assert time.process_time() - begun < 3


@pytest.mark.parametrize(
    ("results", "left"),
    [
        ("整改成效：一是学，已完成。二是做，未完成。", ["done", "stated"]),
        ("整改进展：学已完成，做尚未启动。", ["stated", "stated"]),
        ("整改进展：项目还在施工。", ["stated", "stated"]),
        ("整改成效：解决了长期未完成的事项。", ["done", "done"]),
    ],
)
def test_an_issue_called_done_is_not_claimed_where_its_results_say_otherwise(results, left):
    made = read("整改措施：一是学；二是做。", results, "整改状态：已完成", paragraphs=True)
    assert [status for status, _ in statuses(made)] == left
    assert ("整改状态：已完成" in measures.unread_states(made)) is ("stated" in left)


def test_a_bare_state_that_is_that_of_the_issue_rests_on_either():
    made = read("一是整理5项，已完成。二是做。", "整改状态：已完成", paragraphs=True)
    assert statuses(made) == [("done", "整改状态：已完成")] * 2


def test_a_bracket_above_the_measures_is_about_the_issue():
    made = read("（已完成）：", "一是学。", "二是做。", "整改成效：效果好。")
    assert (made["lead"], statuses(made)) == ("（已完成）：", [("done", "（已完成）")] * 2)
    assert [one["text"] for one in read("（已完成）", "学。", "做。", paragraphs=True)["measures"]] == ["学。", "做。"]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("（待验收）", ""),
        ("（已完成）", "整改状态：推进中"),
        ("（已完成）", "整改成效：二期尚未完成。"),
        ("进展：已完成", ""),
    ],
)
def test_one_that_is_not_known_or_that_other_words_contradict_is_named(above, below):
    made = read(above, "整改措施：一是学。", "二是做。", *filter(None, [below]))
    assert statuses(made) == [("stated", None)] * 2
    assert above in measures.unread_states(made)


def test_an_issue_called_under_way_is_not_claimed_where_its_results_say_that_it_is_done():
    made = read("整改措施：学。", "进展：由办公室负责，已完成", "销号情况：未销号", paragraphs=True)
    assert statuses(made) == [("stated", None)]
    assert "销号情况：未销号" in measures.unread_states(made)


@pytest.mark.parametrize("words", ["正在推进", "尚未启动", "工程还在建设", "未开工"])
def test_an_issue_called_done_is_not_claimed_of_a_measure_that_says_otherwise(words):
    made = read(f"整改措施：一是学；二是做，{words}。", "整改状态：已完成", paragraphs=True)
    assert [status for status, _ in statuses(made)] == ["done", "stated"]
    assert measures.unread_states(made)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("①清运300吨②整治5公里。", "没有分条"),
        ("（1）清运（2）整治。", "没有分条"),
        ("一是清运300吨二是整治5公里。", "“二是”前面没有标点"),
        ("一是清运 二是整治。", "“二是”前面没有标点"),
        ("首先清运 其次整治。", "没有分条"),
    ],
)
def test_marks_without_a_stop_before_them_part_nothing_and_are_named(words, told):
    reading = announcement.read(f"（一）关于环境方面\n1.针对“甲”的问题，{words}\n")
    assert len(reading.announcement.issues[0].measures) == 1
    assert [note.line for note in reading.notes if told in note.message] == [2]


@pytest.mark.parametrize(
    "words", ["一是清运。", "一是学习第二是培训的要求。", "一是清运；二是整治。", "①清运；②整治。"]
)
def test_what_is_parted_or_counts_no_further_is_not_named(words):
    assert announcement.read(f"（一）关于环境方面\n1.针对“甲”的问题，{words}\n").notes == []


def test_a_number_is_not_called_missing_where_an_unread_line_above_names_a_problem():
    text = "（一）关于学习方面\n关于“甲”的问题：一是学；二是做。（已完成）\n问题2：丙\n整改措施：学。\n"
    assert announcement.read(text).announcement.missing == []


@pytest.mark.parametrize("lead", ["经核查，", "存在问题：", "主要表现为：", "原因是："])
def test_a_list_that_may_be_of_findings_is_named(lead):
    notes = announcement.read(f"（一）关于采购方面\n1.针对“甲”的问题，{lead}一是未公示；二是未招标。\n").notes
    assert [note.message[:13] for note in notes] == ["这里列的可能是查出的问题或"]
