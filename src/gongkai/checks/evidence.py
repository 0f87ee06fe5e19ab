"""A status rests on a quotation: present where it is needed, and in the measure to the letter."""

from collections.abc import Iterator
from difflib import SequenceMatcher

from gongkai.faults import Fault
from gongkai.model import DataPath, Measure, Status
from gongkai.source import Source


def check(source: Source) -> Iterator[Fault]:
    """Faults `no-evidence`, `evidence-not-in-text`, `uncounted-measures`."""
    for path, issue in source.issues():
        if not issue.counted and len(issue.measures) > 1:
            message = "counted 是 false（原文没有分条），却有不止一条措施"
            yield source.fault((*path, "counted"), "uncounted-measures", message, "合为一条，或删掉 counted")
        for place, measure in enumerate(issue.measures):
            yield from _measure(source, measure, (*path, "measures", place))


def nearest(evidence: str, passages: list[str]) -> str:
    """The passage of a text that is most like a quotation that does not occur in it."""
    best, score = "", 0.0
    for passage in passages:
        match = SequenceMatcher(None, passage, evidence, autojunk=False).find_longest_match()
        start = max(match.a - match.b, 0)
        window = passage[start : start + len(evidence)]
        likeness = SequenceMatcher(None, window, evidence, autojunk=False).ratio()
        if match.size and likeness > score:
            best, score = window, likeness
    return best


def _measure(source: Source, measure: Measure, path: DataPath) -> Iterator[Fault]:
    if measure.evidence is None:
        if measure.status is not Status.STATED:
            message = f"进展是 {measure.status}（{measure.status.label}），却没有依据"
            advice = "加一行 evidence: 引用这条措施的原文；原文没有说的，status 写 stated"
            yield source.fault((*path, "status"), "no-evidence", message, advice)
    elif not any(measure.evidence in passage for passage in measure.passages):
        close = nearest(measure.evidence, measure.passages)
        advice = f"最接近的原文是“{close}”" if close else "从这条措施的 text 中复制一段"
        yield source.fault((*path, "evidence"), "evidence-not-in-text", "依据不在措施原文中", advice)
