"""What happened when: as much of it as the announcement says."""

import pytest

from gongkai.importing.announcement import read
from gongkai.timeline import lacks_publication, moments


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            "2024年3月5日至5月10日，县委第三巡察组对我镇进行了巡察。6月18日反馈。",
            [("2024年3月5日至5月10日", "县委第三巡察组巡察"), ("2024年6月18日", "反馈巡察意见")],
        ),
        (
            "2024年3月5日至5月10日，省委第五巡视组对白水县进行了巡视。6月18日反馈。",
            [("2024年3月5日至5月10日", "省委第五巡视组巡视"), ("2024年6月18日", "反馈巡视意见")],
        ),
        (
            "2024年3月5日至5月10日，县委对我镇进行了巡察。6月18日反馈。",
            [("2024年3月5日至5月10日", "巡察"), ("2024年6月18日", "反馈巡察意见")],
        ),
        ("2024年3月至5月，县委第三巡察组对我镇进行了巡察。6月18日反馈。", [("2024年6月18日", "反馈巡察意见")]),
    ],
)
def test_an_inspection_stands_in_the_course_of_events_with_what_is_known_of_it(words, told):
    announcement = read(f"{words}\n一、情况\n（一）甲。乙。").announcement
    assert [(moment.written, moment.title) for moment in moments(announcement)] == told


@pytest.mark.parametrize(
    ("ending", "lacks"),
    [
        ("", True),
        ("中共柳河镇委员会\n", True),
        ("已于2024年6月完成。\n", True),
        ("中共柳河镇委员会\n2024年12月20日印发\n", False),
        ("柳河镇人\n2024 年 12 月\n", False),
        ("贰零贰肆年12月20日\n", False),
        ("本通报于12月20日在镇政府网站公布。\n", False),
    ],
)
def test_a_day_that_was_not_understood_is_not_called_lacking(ending, lacks):
    assert lacks_publication(read(f"一、情况\n（一）甲。乙。\n{ending}").announcement) is lacks
