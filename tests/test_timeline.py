"""What happened when: as much of it as the announcement says."""

import pytest

from gongkai.importing.announcement import read
from gongkai.timeline import moments


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
