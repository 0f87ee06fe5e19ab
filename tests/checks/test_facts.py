"""The day of the feedback is held against the sentence that gives it, the year against the paragraph."""

from datetime import date

import pytest

from gongkai import source, writing
from gongkai.checks import facts
from gongkai.importing.announcement import read

INSPECTED = "2023年4月3日至5月12日，县委第一巡察组对青木县委进行了巡察。"


def faults(feedback):
    announcement = read(f"{INSPECTED}{feedback}\n一、情况\n（一）甲。乙。").announcement
    inspection = announcement.facts.inspection.model_copy(update={"feedback": date(2023, 6, 14)})
    told = announcement.facts.model_copy(update={"inspection": inspection})
    yaml = writing.as_yaml(announcement.model_copy(update={"facts": told}))
    return [fault.message for fault in facts.check(source.parse("issues.yaml", yaml)) if fault.severity == "error"]


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
