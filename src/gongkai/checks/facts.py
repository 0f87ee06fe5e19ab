"""The facts of the inspection: dates in order, and nothing that the announcement does not say."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from gongkai import printing
from gongkai.faults import Fault
from gongkai.model import DataPath
from gongkai.source import Source
from gongkai.wording import written_day

AT: DataPath = ("announcement", "inspection")


def check(source: Source) -> Iterator[Fault]:
    """Faults `dates-order`, `fact-not-in-text`, `place-twice`; the warning `fact-unknown`."""
    facts = source.announcement.facts
    yield from _said(source)
    yield from _updates(source)
    for key, title in (("issuer", "发布单位"), ("inspection", "巡察情况")):
        if getattr(facts, key) is None:
            advice = "通报里写了就填上；确实没有，可以不管这条提醒"
            yield source.fault(("announcement", key), "fact-unknown", f"没有填{title}", advice, severity="warning")
    if (inspection := facts.inspection) is None:
        return
    period = inspection.period
    if period.end < period.start:
        message = f"巡察结束（{period.end}）早于开始（{period.start}）"
        yield source.fault((*AT, "period", "to"), "dates-order", message, "核对起止日期")
    if inspection.feedback and inspection.feedback < period.start:
        message = f"反馈（{inspection.feedback}）早于巡察开始（{period.start}）"
        yield source.fault((*AT, "feedback"), "dates-order", message, "核对反馈日期")
    for place, name in enumerate(inspection.places):
        if name in inspection.places[:place]:
            path = (*AT, "places", place)
            line = source.place((*AT, "places", inspection.places.index(name))).line
            yield source.fault(path, "place-twice", f"“{name}”写了两次，第一次在第 {line} 行", "删掉一处")


def _updates(source: Source) -> Iterator[Fault]:
    for path, issue in source.issues():
        for place, measure in enumerate(issue.measures):
            for count, (before, after) in enumerate(pairwise(measure.updates), start=1):
                if after.date < before.date:
                    at = (*path, "measures", place, "updates", count, "date")
                    message = f"后续进展的日期（{after.date}）早于上一条（{before.date}）"
                    yield source.fault(at, "dates-order", message, "核对日期，或按先后排列")


def _said(source: Source) -> Iterator[Fault]:
    text = printing.text(source.announcement)
    facts, inspection = source.announcement.facts, source.announcement.facts.inspection
    claims: list[tuple[DataPath, list[str]]] = [(("announcement", "issuer"), [facts.issuer or ""])]
    if inspection:
        claims.append(((*AT, "inspectors"), [inspection.inspectors]))
        claims += [((*AT, "places", place), [name]) for place, name in enumerate(inspection.places)]
        claims.append(((*AT, "period", "from"), _written(inspection.period.start)))
        claims.append(((*AT, "period", "to"), _written(inspection.period.end)))
        if inspection.feedback:
            claims.append(((*AT, "feedback"), _written(inspection.feedback)))
    for path, forms in claims:
        if not any(form in text for form in forms):
            message = f"通报原文里没有“{forms[0]}”"
            yield source.fault(path, "fact-not-in-text", message, "照通报原文填写；原文没有的不要填")


def _written(day: date) -> list[str]:
    """A date as announcements write it: in full, or after 至 without the year (or month) said before."""
    month_day = f"{day.month}月{day.day}日"
    return [written_day(day), f"至{month_day}", f"至{day.day}日", day.isoformat()]
