"""The day and the hour in China, wherever the machine stands: a build server counts in UTC, eight hours behind."""

from datetime import date, datetime, timedelta, timezone

_ZONE = timezone(timedelta(hours=8))


def today() -> date:
    """The day that it is in China."""
    return datetime.now(_ZONE).date()


def beginning(day: date) -> str:
    """The first moment of a day in China, as RFC 3339 writes it."""
    return datetime(day.year, day.month, day.day, tzinfo=_ZONE).isoformat()
