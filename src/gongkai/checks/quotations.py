"""What is quoted stands in the text to the letter: the evidence of a status, the source of a figure or an event."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from gongkai import printing
from gongkai.faults import Fault
from gongkai.model import DataPath, Event, Figure, Measure, Status
from gongkai.source import Source
from gongkai.wording import written_number


def check(source: Source) -> Iterator[Fault]:
    """Faults `no-evidence`, `uncounted-measures`, and `…-not-in-text`, `not-in-quotation` for what is quoted."""
    for path, issue in source.issues():
        if not issue.counted and len(issue.measures) > 1:
            message = "counted 是 false（原文没有分条），却有不止一条措施"
            yield source.fault((*path, "counted"), "uncounted-measures", message, "合为一条，或删掉 counted")
        for place, measure in enumerate(issue.measures):
            at = (*path, "measures", place)
            yield from _evidence(source, measure, at)
            for number, figure in enumerate(measure.figures):
                yield from _figure(source, figure, issue.problem, measure.passages, (*at, "figures", number))
    if source.announcement.facts.events:
        paragraphs = [paragraph.text for paragraph in printing.paragraphs(source.announcement)]
        for place, event in enumerate(source.announcement.facts.events):
            yield from _event(source, event, paragraphs, ("announcement", "events", place))


def nearest(quotation: str, passages: list[str]) -> str:
    """The passage of a text that is most like a quotation that does not occur in it."""
    best, score = "", 0.0
    for passage in passages:
        match = SequenceMatcher(None, passage, quotation, autojunk=False).find_longest_match()
        start = max(match.a - match.b, 0)
        window = passage[start : start + len(quotation)]
        likeness = SequenceMatcher(None, window, quotation, autojunk=False).ratio()
        if match.size and likeness > score:
            best, score = window, likeness
    return best


def _evidence(source: Source, measure: Measure, path: DataPath) -> Iterator[Fault]:
    if measure.evidence is None:
        if measure.status is not Status.STATED:
            message = f"进展是 {measure.status}（{measure.status.label}），却没有依据"
            advice = "加一行 evidence: 引用这条措施的原文；原文没有说的，status 写 stated"
            yield source.fault((*path, "status"), "no-evidence", message, advice)
    elif not any(measure.evidence in passage for passage in measure.passages):
        advice = _advice(measure.evidence, measure.passages)
        yield source.fault((*path, "evidence"), "evidence-not-in-text", "依据不在措施原文中", advice)


def _figure(source: Source, figure: Figure, problem: str, passages: list[str], path: DataPath) -> Iterator[Fault]:
    yield from _quotation(source, figure.quotation, passages, path)
    value = written_number(figure.value)
    target = "" if figure.target is None else written_number(figure.target)
    for key, number in (("value", value), ("target", target)):
        if not re.search(rf"(?<![\d.]){number}(?!\.?\d)", figure.quotation):
            yield from _unquoted(source, number, (*path, key))
    if value + figure.unit not in figure.quotation:
        yield from _unquoted(source, value + figure.unit, (*path, "unit"))
    if figure.change and figure.change not in figure.quotation:
        yield from _unquoted(source, figure.change, (*path, "change"))
    if figure.title not in figure.quotation + "\n" + problem:
        yield from _unquoted(source, figure.title, (*path, "title"))


def _event(source: Source, event: Event, paragraphs: list[str], path: DataPath) -> Iterator[Fault]:
    yield from _quotation(source, event.quotation, paragraphs, path)
    day = f"{event.date.month}月{event.date.day}日"
    for key, words in (("date", day), ("title", event.title)):
        if words not in event.quotation:
            yield from _unquoted(source, words, (*path, key))


def _unquoted(source: Source, words: str, path: DataPath) -> Iterator[Fault]:
    yield source.fault(path, "not-in-quotation", f"出处里没有“{words}”", "照 quotation 里的原文填写")


def _quotation(source: Source, quotation: str, passages: list[str], path: DataPath) -> Iterator[Fault]:
    if not any(quotation in passage for passage in passages):
        advice = _advice(quotation, passages)
        yield source.fault((*path, "quotation"), "quotation-not-in-text", "出处不在原文中", advice)


def _advice(quotation: str, passages: list[str]) -> str:
    close = nearest(quotation, passages)
    return f"最接近的原文是“{close}”" if close else "从原文中复制一段"
