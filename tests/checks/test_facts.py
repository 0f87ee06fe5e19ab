"""The day of the feedback is held against the sentence that gives it, the year against the paragraph."""

from datetime import date

import pytest

from gongkai import source, writing
from gongkai.checks import facts
from gongkai.importing.announcement import read

INSPECTED = "2023年4月3日至5月12日，县委第一巡察组对青木县委进行了巡察。"


def named(words, severity, **changed):
    """What is named of the facts of a preamble, where some are not what was read."""
    announcement = read(f"{words}\n一、情况\n（一）甲。乙。").announcement
    inspection = announcement.facts.inspection.model_copy(update=changed)
    told = announcement.facts.model_copy(update={"inspection": inspection})
    yaml = writing.as_yaml(announcement.model_copy(update={"facts": told}))
    return [fault.message for fault in facts.check(source.parse("issues.yaml", yaml)) if fault.severity == severity]


def faults(feedback, day=date(2023, 6, 14)):
    return named(INSPECTED + feedback, "error", feedback=day)


@pytest.mark.parametrize(
    "feedback",
    [
        "2023年6月14日，巡察组反馈了意见。",
        "6月14日，巡察组反馈了意见。",
        "同年6月14日，巡察组反馈了意见。",
        "巡察结束后，经县委同意，6月14日召开巡察情况反馈会。",
    ],
)
def test_the_year_may_stand_earlier_in_the_paragraph(feedback):
    assert faults(feedback) == []


@pytest.mark.parametrize(
    "feedback",
    [
        "2024年6月14日，巡察组反馈了意见。",
        "次年6月14日，巡察组反馈了意见。",
        "2022年有过巡察。6月14日，巡察组反馈了意见。",
        "\n6月14日，巡察组反馈了意见。",
        "6月14日，县委开会。巡察组反馈了意见。",
        "16月14日，巡察组反馈了意见。",
    ],
)
def test_another_year_another_paragraph_or_another_sentence_is_not_that_day(feedback):
    assert faults(feedback) == ["通报原文里没有“2023年6月14日反馈”"]


@pytest.mark.parametrize("year", ["次年", "翌年", "第二年"])
def test_the_next_year_is_the_one_after_that_named_before_it(year):
    words = f"{year}1月14日，巡察组反馈了意见。"
    assert faults(words, date(2024, 1, 14)) == []
    assert faults(words, date(2025, 1, 14)) == ["通报原文里没有“2025年1月14日反馈”"]


@pytest.mark.parametrize("day", ["2023-06-14", "2023.6.14", "2023/06/14"])
def test_a_day_in_digits_alone_is_that_day_and_no_other(day):
    words = f"{day}，巡察组反馈了意见。"
    assert faults(words) == []
    assert faults(words, date(2023, 6, 1)) == ["通报原文里没有“2023年6月1日反馈”"]


def test_what_the_announcement_does_not_say_of_the_inspection_is_a_warning():
    words = INSPECTED + "2023年6月14日，巡察组反馈了意见。"
    assert named(words, "warning", inspectors=None) == ["没有填巡察组"]
    assert named(words, "warning", period=None) == ["没有填巡察时间"]
    assert named(words, "error", inspectors=None, period=None) == []
