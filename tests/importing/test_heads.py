"""Categories without 方面 are told by their place: counted on, each right above issues, and nothing else counted so."""

import pytest

from gongkai import printing
from gongkai.checks.mirror import normal
from gongkai.importing.announcement import read

ISSUES = ("甲不实", "乙不实", "丙不实")


def made(text):
    """The categories of a text with their problems, and the lines that are named; and it is printed back."""
    reading = read(text)
    assert normal(printing.text(reading.announcement)) == normal(text)
    parts = reading.announcement.parts
    categories = {
        (part.title, category.number, category.title): [issue.problem for issue in category.issues]
        for part in parts
        for category in part.categories
    }
    return categories, [note.text for note in reading.notes]


def written(titles, issue, *, between=""):
    """Two issues below the first title, one below the second."""
    one, two, three = (issue.format(count=count, problem=problem) for count, problem in enumerate(ISSUES, start=1))
    return f"{titles[0]}\n{one}\n{two}\n{between}{titles[1]}\n{three}\n"


LABELLED = "问题{count}：{problem}\n整改措施：一是查。\n二是改。"
BOXED = "【问题{count}】{problem}。\n【整改措施】查。"
ON_LINES = "{count}、针对“{problem}”的问题，\n一是查。\n二是改。\n整改状态：已完成"


@pytest.mark.parametrize(
    ("titles", "issue"),
    [
        (("（1）学习", "（2）作风"), "针对“{problem}”的问题，一是查。二是改。"),
        (("（1）学习", "（2）作风"), "{count}.针对“{problem}”的问题，①查。②改。"),
        (("（１）学习", "（２）作风"), ON_LINES),
        (("①学习", "②作风"), LABELLED),
        (("①学习", "②作风"), ON_LINES),
        (("（一）学习", "（二）作风"), BOXED),
        (("1．学习", "2．作风"), "（{count}）针对“{problem}”的问题，查。"),
        (("（1）学习", "（2）作风"), "针对“{problem}”的问题，\n（一）查。\n（二）改。"),
    ],
)
def test_titles_that_count_on_above_issues_are_categories_and_the_first_is_named(titles, issue):
    expected = {(None, 1, "学习"): [*ISSUES[:2]], (None, 2, "作风"): [ISSUES[2]]}
    assert made(written(titles, issue)) == (expected, [titles[0]])


def test_they_count_anew_in_each_part():
    text = written(("（1）学习", "（2）作风"), "①针对“{problem}”的问题，改。")
    categories, named = made(f"一、党建\n{text}二、经济\n{text}三、下一步打算\n（1）学习\n（2）作风\n")
    assert list(categories) == [
        (part, number, title) for part in ("党建", "经济") for number, title in ((1, "学习"), (2, "作风"))
    ]
    assert named == ["（1）学习", "（1）学习", "（1）学习", "（2）作风"]


@pytest.mark.parametrize("other", ["（2）关于作风方面", "（2）作风方面存在的问题"])
def test_one_that_names_itself_a_category_may_stand_among_them(other):
    categories, _ = made(written(("（1）学习", other), "①针对“{problem}”的问题，改。"))
    assert [(number, len(problems)) for (_, number, _), problems in categories.items()] == [(1, 2), (2, 1)]


def test_a_problem_of_which_no_word_follows_before_the_next_title_is_named():
    text = "（1）关于学习方面\n1.针对“甲”的问题\n（2）作风\n2.针对“乙”的问题，改。\n"
    categories, named = made(text)
    assert categories == {(None, 1, "关于学习方面"): [], (None, 2, "作风"): ["乙"]}
    assert "1.针对“甲”的问题" in named


@pytest.mark.parametrize("state", ["（已完成）", "【正在推进】", "（基本完成，长期坚持）："])
@pytest.mark.parametrize("below", ["一是查。\n二是改。", "整改措施：①查；②改。", "（1）查。\n（2）改。"])
@pytest.mark.parametrize(
    "head",
    [
        "1.关于“甲不实”问题的整改情况",
        "1.针对“甲不实”的问题",
        "1.关于甲不实的问题",
        "1.关于甲不实问题的整改情况",
        "问题1：甲不实",
    ],
)
def test_a_state_behind_a_head_is_no_part_of_its_problem_and_that_of_its_measures(head, below, state):
    text = f"（一）关于学习方面\n{head}{state}\n{below}\n"
    reading = read(text)
    assert normal(printing.text(reading.announcement)) == normal(text)
    (issue,) = reading.announcement.issues
    bracket = state.rstrip("：")
    assert (issue.number, issue.problem, issue.lead) == (1, "甲不实", state)
    assert [(one.text[0], one.evidence) for one in issue.measures] == [("查", bracket), ("改", bracket)]
    assert reading.notes == []


@pytest.mark.parametrize("words", ["甲不实（2023年）", "甲不实（未完成整改）", "甲不实（部分完成）"])
def test_a_bracket_that_may_be_what_is_wrong_stays_in_the_problem(words):
    (issue,) = read(f"（一）关于学习方面\n问题1：{words}\n整改措施：查。\n").announcement.issues
    assert (issue.problem, issue.measures[0].evidence) == (words, None)


ISSUE = "{count}.针对“{problem}”的问题，改。"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (written(("（1）学习", "（3）作风"), ISSUE), ["（1）学习", "（3）作风"]),  # a gap
        (written(("（1）学习", "②作风"), ISSUE), ["（1）学习", "②作风"]),
        (written(("（1）学习", "（2）作风"), ISSUE, between="（2）工程\n"), ["（1）学习", "（2）工程", "（2）作风"]),
        (written(("（1）学习", "（2）作风。"), ISSUE), ["（1）学习", "（2）作风。"]),  # a sentence
        (
            written(("（1）学习", "（2）作风"), "{count}.针对“{problem}”的问题，\n（1）查。\n（2）改。"),
            ["（1）学习", "（2）作风"],
        ),
        (written(("（1）学习", "（2）作风"), "（{count}）针对“{problem}”的问题，改。"), ["（1）学习", "（2）作风"]),
        ("1.针对“零”的问题，查。改。\n" + written(("（2）学习", "（3）作风"), ISSUE), ["（2）学习", "（3）作风"]),
    ],
)
def test_what_may_as_well_be_something_else_is_no_category_and_named(text, named):
    categories, lines = made(text)
    assert [title for _, _, title in categories] == [None]
    assert [line for line in lines if line in named] == named
