"""The facts of the inspection: dates in order, and nothing that the announcement does not say."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Any

from gongkai import printing
from gongkai.chinatime import today
from gongkai.faults import Fault
from gongkai.model import DataPath, Inspection
from gongkai.source import Source
from gongkai.wording import is_ideograph, written_day

AT: DataPath = ("announcement", "inspection")
_FEEDBACK = "(?:(?<!巡[察视])反馈|反馈会)"  # the act, not 巡察反馈 as a word for what was found
_BODY = re.compile("(委|党组|政府|支部|总支|组|局|厅|办|室|处|科|部|署|院|校|学|所|站|队|会|社|行|公司|集团|中心)$")
_BEFORE_A_NAME = "由经受被对向和与及在日将把的为以据按月间起底旬派遣请出驻到了自从给让使各该本我"
_PLACE = re.compile("(村|社区|居|镇|乡|街道|区|县|市|园|场|部)$")
_AFTER_A_PLACE = "村社区居镇街乡党两等和及与的在对共为以已将由向一二三四五六七八九十百"


def check(source: Source) -> Iterator[Fault]:
    """Faults `dates-order`, `date-future`, `update-twice`, `fact-not-in-text`, `fact-cut`, `place-twice`; the warnings
    `fact-unknown` and `fact-doubtful`.
    """
    facts = source.announcement.facts
    yield from _said(source)
    yield from _names(source)
    yield from _updates(source)
    if facts.published and facts.published > today():
        message = f"发布日期（{facts.published}）还没有到"
        yield source.fault(("announcement", "published"), "date-future", message, "核对日期；不知道就填 null")
    yield from _unknown(source)
    if (inspection := facts.inspection) is None:
        return
    period, feedback = inspection.period, inspection.feedback
    if period and period.end < period.start:
        message = f"巡察结束（{period.end}）早于开始（{period.start}）"
        yield source.fault((*AT, "period", "to"), "dates-order", message, "核对起止日期")
    if period and feedback and feedback < period.start:
        message = f"反馈（{feedback}）早于巡察开始（{period.start}）"
        yield source.fault((*AT, "feedback"), "dates-order", message, "核对反馈日期")
    inspected = _inspected(inspection)
    if facts.published and inspected and facts.published < inspected:
        message = f"发布（{facts.published}）早于巡察反馈（{inspected}）"
        yield source.fault(("announcement", "published"), "dates-order", message, "核对发布日期；不知道就填 null")
    for place, name in enumerate(inspection.places):
        if name in inspection.places[:place]:
            path = (*AT, "places", place)
            line = source.place((*AT, "places", inspection.places.index(name))).line
            yield source.fault(path, "place-twice", f"“{name}”写了两次，第一次在第 {line} 行", "删掉一处")


def _unknown(source: Source) -> Iterator[Fault]:
    """Warnings of what the facts leave open."""
    facts, advice = source.announcement.facts, "通报里写了就填上；确实没有，可以不管这条提醒"
    wanted: list[tuple[DataPath, Any, str]] = [
        (("announcement", "issuer"), facts.issuer, "发布单位"),
        (AT, facts.inspection, "巡察情况"),
    ]
    if facts.inspection:
        wanted.append(((*AT, "inspectors"), facts.inspection.inspectors, "巡察组"))
        wanted.append(((*AT, "period"), facts.inspection.period, "巡察时间"))
    for path, value, title in wanted:
        if value is None:
            yield source.fault(path, "fact-unknown", f"没有填{title}", advice, severity="warning")


def _inspected(inspection: Inspection) -> date | None:
    """The last day that is known of an inspection."""
    return inspection.feedback or (inspection.period and inspection.period.end)


def _updates(source: Source) -> Iterator[Fault]:
    facts = source.announcement.facts
    known = facts.published or (facts.inspection and _inspected(facts.inspection))
    for path, issue in source.issues():
        for place, measure in enumerate(issue.measures):
            at = (*path, "measures", place, "updates")
            for count, update in enumerate(measure.updates):
                if known and update.date < known:
                    message = f"后续进展的日期（{update.date}）早于通报（{known} 之后才有）"
                    yield source.fault((*at, count, "date"), "dates-order", message, "核对日期；这里只写通报之后的情况")
                if update.date > today():
                    message = f"后续进展的日期（{update.date}）还没有到"
                    yield source.fault((*at, count, "date"), "date-future", message, "核对日期；只写已经发生的")
                if update in measure.updates[:count]:
                    yield source.fault((*at, count), "update-twice", "这一条后续进展写了两次", "删掉一处")
            for count, (before, after) in enumerate(pairwise(measure.updates), start=1):
                if after.date < before.date:
                    message = f"后续进展的日期（{after.date}）早于上一条（{before.date}）"
                    yield source.fault((*at, count, "date"), "dates-order", message, "核对日期，或按先后排列")


def is_whole_name(body: str) -> bool:
    """Whether a name ends as names of bodies do."""
    return bool(_BODY.search(body))


def _said(source: Source) -> Iterator[Fault]:
    text = printing.text(source.announcement)
    facts, inspection = source.announcement.facts, source.announcement.facts.inspection
    claims: list[tuple[DataPath, str, str]] = []
    if facts.issuer:
        claims.append((("announcement", "issuer"), facts.issuer, re.escape(facts.issuer)))
    if inspection and inspection.inspectors:
        claims.append(((*AT, "inspectors"), inspection.inspectors, re.escape(inspection.inspectors)))
    if inspection:
        claims += [((*AT, "places", place), name, re.escape(name)) for place, name in enumerate(inspection.places)]
    if inspection and inspection.period:
        start, end = inspection.period.start, inspection.period.end
        claims.append(((*AT, "period", "from"), written_day(start), _from(start)))
        if re.search(_from(start), text):
            said = f"从{written_day(start)}到{written_day(end)}"
            claims.append(((*AT, "period", "to"), said, _from(start) + ".{1,30}?" + _after(start, end)))
    if inspection and (feedback := inspection.feedback):
        near = rf"{_by_paragraph(feedback)}[^。\n]*{_FEEDBACK}|{_FEEDBACK}[^。\n]*{_from(feedback)}"
        claims.append(((*AT, "feedback"), f"{written_day(feedback)}反馈", near))
    for path, said, pattern in claims:
        if not re.search(pattern, text):
            message = f"通报原文里没有“{said}”"
            yield source.fault(path, "fact-not-in-text", message, "照通报原文填写；原文没有的不要填")


def _from(day: date) -> str:
    """A pattern of a date as announcements write it: in full, or without the year where the sentence said it before."""
    return rf"(?<!\d)(?:{day.year}年(?:[^。\n]*[^。\n\d])?{_month_day(day)}|{_short(day)})"


def _by_paragraph(day: date) -> str:
    """The same, where the year may also be the one that the paragraph named last, in an earlier sentence."""
    return (
        rf"(?:{_from(day)}|(?<!\d){day.year}年(?:(?!\d{{4}}年|[次翌]年)[^\n])*(?<!\d){_month_day(day)}"
        rf"|(?<!\d){day.year - 1}年(?:(?!\d{{4}}年|[次翌]年)[^\n])*(?:[次翌]年|第二年){_month_day(day)})"
    )


def _short(day: date) -> str:
    """A pattern of a date in digits alone: 2023-04-17, 2023.4.17, 2023/4/17."""
    return rf"{day.year}[-/.]0?{day.month}[-/.]0?{day.day}(?!\d)"


def _month_day(day: date) -> str:
    return f"0?{day.month}月0?{day.day}日"


def _after(start: date, end: date) -> str:
    """A pattern of a date after another: without the year, or year and month, that they share."""
    forms = [f"{end.year}年{_month_day(end)}", _short(end)]
    if end.year == start.year + 1:
        forms.append(f"(?:[次翌]年|第二年){_month_day(end)}")
    if end.year == start.year:
        forms.append(_month_day(end))
        if end.month == start.month:
            forms.append(f"0?{end.day}日")
    return rf"(?<!\d)(?:{'|'.join(forms)})"


def _names(source: Source) -> Iterator[Fault]:
    """Names that the text only ever writes longer; and, as warnings, what looks like no full name or no full list."""
    text = printing.text(source.announcement)
    facts, inspection = source.announcement.facts, source.announcement.facts.inspection
    places = inspection.places if inspection else []
    longer = [((*AT, "places", place), name, _longer_place(name, text)) for place, name in enumerate(places)]
    if inspection and inspection.inspectors:
        longer.append(((*AT, "inspectors"), inspection.inspectors, _longer_body(inspection.inspectors, text)))
    if facts.issuer:
        longer.append((("announcement", "issuer"), facts.issuer, _longer_body(facts.issuer, text)))
    for path, name, whole in longer:
        if whole:
            message = f"通报里写的是“{whole}”，“{name}”没有写全"
            yield source.fault(path, "fact-cut", message, "照通报原文写全")
    if facts.issuer and not is_whole_name(facts.issuer):
        yield _doubtful(source, ("announcement", "issuer"), f"“{facts.issuer}”不像一个单位的全称")
    if any(f"{one}、{other}" in text for one, other in pairwise(places)):
        for place, (one, other) in enumerate(pairwise(places), start=1):
            if one in text and other in text and f"{one}、{other}" not in text:
                yield _doubtful(source, (*AT, "places", place), f"通报里“{one}”后面列出的不是“{other}”")
        if f"、{places[0]}、" in text or f"{places[-2]}、{places[-1]}、" in text:
            yield _doubtful(source, (*AT, "places"), "通报里列出的不止这几个")


def _longer_place(name: str, text: str) -> str | None:
    """What a text always writes in place of the name of a village or community that lacks a character at an end."""
    before, after = _beside(name, text)
    if after and not _PLACE.search(name) and all(is_ideograph(one) and one not in _AFTER_A_PLACE for one in after):
        return f"{name}{min(after)}"
    return _longer_at_its_start(name, before)


def _longer_body(name: str, text: str) -> str | None:
    """The same for a body, whose name ends as names of bodies do."""
    before, after = _beside(name, text)
    if after and not _BODY.search(name) and all(_BODY.search(name + one) for one in after):
        return f"{name}{min(after)}"
    return _longer_at_its_start(name, before)


def _longer_at_its_start(name: str, before: set[str]) -> str | None:
    if before and all(is_ideograph(one) and one not in _BEFORE_A_NAME for one in before):
        return f"{min(before)}{name}"
    return None


def _beside(name: str, text: str) -> tuple[set[str], set[str]]:
    """The characters before and after a name, wherever it stands in a text."""
    found = list(re.finditer(re.escape(name), text))
    return {text[one.start() - 1 : one.start()] for one in found}, {text[one.end() : one.end() + 1] for one in found}


def _doubtful(source: Source, path: DataPath, message: str) -> Fault:
    return source.fault(
        path, "fact-doubtful", message, "照通报原文写全；没有写错，可以不管这条提醒", severity="warning"
    )
