"""Days are those of China, wherever the machine stands."""

import datetime

from gongkai import chinatime


class AtSixInTheEvening(datetime.datetime):
    """A clock that stands at 18:00 UTC, which is two in the morning in China."""

    @classmethod
    def now(cls, tz=None):
        return datetime.datetime(2026, 1, 31, 18, tzinfo=datetime.UTC).astimezone(tz)


def test_the_day_begins_eight_hours_before_it_does_in_utc(monkeypatch):
    monkeypatch.setattr(chinatime, "datetime", AtSixInTheEvening)
    assert chinatime.today() == datetime.date(2026, 2, 1)
    monkeypatch.undo()
    assert chinatime.beginning(datetime.date(2026, 2, 1)) == "2026-02-01T00:00:00+08:00"


def test_an_update_of_today_in_china_is_not_yet_to_come(check, monkeypatch):
    added = (
        "evidence: 已修复道路\n",
        "evidence: 已修复道路\n                updates:\n                  - {date: DAY, text: 好, source: 公告}\n",
    )

    def codes(day):
        return [fault.code for fault in check((added[0], added[1].replace("DAY", day)))]

    monkeypatch.setattr(chinatime, "datetime", AtSixInTheEvening)
    assert "date-future" not in codes("2026-02-01")
    assert "date-future" in codes("2026-02-02")
