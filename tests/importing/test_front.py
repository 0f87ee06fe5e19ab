"""Title, dates, signature and the facts of the inspection, in the ways in which bodies write them."""

import pytest

from gongkai import printing
from gongkai.checks.mirror import normal
from gongkai.importing.announcement import read

INSPECTED = "2023年4月3日至5月12日，县委第一巡察组对青木县委进行了巡察。"
BODY = "一、情况\n（一）甲。乙。"
TITLE = "青木县委关于巡察整改情况的通报"


def facts(text):
    made = read(text).announcement
    assert normal(printing.text(made)) == normal(text)
    return made.facts


@pytest.mark.parametrize(
    ("title", "issuer"),
    [
        ("中共青木县水利局委员会\n关于巡察整改进展情况的通报", "中共青木县水利局委员会"),
        ("中共青木县委办公室\n关于十三届县委第三轮巡察\n整改情况的公告", "中共青木县委办公室"),
        ("青木县委关于县委第五轮巡察\n整改进展情况的通报", "青木县委"),
        (TITLE, "青木县委"),
    ],
)
def test_a_title_may_be_broken_over_lines(title, issuer):
    made = facts(f"{title}\n{INSPECTED.replace('青木县委', '我单位')}\n{BODY}")
    assert made.title == title
    assert made.issuer == issuer


@pytest.mark.parametrize(
    "below",
    [
        "（2024年3月1日）",
        "2024年3月1日",
        "二〇二四年三月一日",
        "2024-03-01",
        "发布时间：2024-03-01 来源：青木县委办",
        "来源：青木县委办　发布日期：2024年3月1日　浏览次数：120",
        "日期：2024/3/1",
        "（虚构，供测试）\n2024年3月1日",
    ],
)
def test_a_day_below_the_title_is_that_of_publication(below):
    made = facts(f"{TITLE}\n{below}\n{INSPECTED}\n{BODY}")
    assert str(made.published) == "2024-03-01"
    assert made.title == f"{TITLE}\n{below}"


def test_a_period_below_the_title_is_no_day():
    assert facts(f"{TITLE}\n（2023年4月3日至5月12日）\n{INSPECTED}\n{BODY}").published is None


@pytest.mark.parametrize(
    "closing",
    [
        "中共青木县委员会\n2024年3月1日",
        "中共青木县委员会　2024年3月1日",
        "中共青木县委员会\n2024年3月1日\n（此件公开发布）",
        "如有意见建议，请及时向我们反映。\n中共青木县委员会\n2024年3月1日",
        "特此公告。\n中共青木县委员会\n2024年3月1日",
    ],
)
def test_the_end_gives_the_body_and_the_day(closing):
    made = facts(f"{TITLE}\n{INSPECTED}\n{BODY}\n{closing}")
    assert (made.issuer, str(made.published), made.closing) == ("中共青木县委员会", "2024-03-01", closing)


@pytest.mark.parametrize(
    "feedback",
    [
        "2023年6月14日，巡察组反馈了意见。",
        "6月14日，巡察组反馈了意见。",
        "同年6月14日，巡察组反馈了意见。",
        "巡察结束后，经县委同意，6月14日召开巡察情况反馈会。",
        "2023年6月1日研究，6月14日反馈了意见。2024年1月整改。",
    ],
)
def test_the_day_of_the_feedback_has_the_year_that_the_paragraph_leaves_no_doubt_of(feedback):
    reading = read(f"{TITLE}\n{INSPECTED}{feedback}\n{BODY}")
    assert str(reading.announcement.facts.inspection.feedback) == "2023-06-14"
    assert reading.notes == []


@pytest.mark.parametrize(
    ("feedback", "day", "line"),
    [
        ("1月14日，巡察组反馈了意见。", "1月14日", 2),
        ("次年1月14日，巡察组反馈了意见。", "1月14日", 2),
        ("2022年的问题再次出现。6月14日，巡察组反馈了意见。", "6月14日", 2),
        ("\n6月14日，巡察组反馈了意见。", "6月14日", 3),
    ],
)
def test_a_feedback_whose_year_is_open_has_no_day_and_is_named(feedback, day, line):
    reading = read(f"{TITLE}\n{INSPECTED}{feedback}\n{BODY}")
    assert reading.announcement.facts.inspection.feedback is None
    message = f"反馈日期（{day}）没有写年份，从前文也不能确定，没有填；请核对后填写 feedback"
    assert [(note.line, note.message) for note in reading.notes] == [(line, message)]
