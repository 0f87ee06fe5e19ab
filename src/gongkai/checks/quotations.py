"""What is quoted stands in the text to the letter: the evidence of a status, the source of a figure or an event."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from gongkai import printing
from gongkai.faults import Fault
from gongkai.model import DataPath, Event, Figure, Measure, Status
from gongkai.source import Source
from gongkai.wording import written_number

SHORTEST_EVIDENCE = 4
_CLAUSE_ENDS = "，。；：！？\n"
_MARKS = "，。；：、（）"
_AIM = "(?:目标|指标|任务|要求|计划)"
_PARTS_OF_DATES = "年月日"
_TELLING = {
    Status.DONE: "已|完成|完毕|全覆盖|了",
    Status.ONGOING: "正在|目前|加快|推进|推动|督促|待|将",
    Status.STANDING: "每[日天周月年季]|定期|常态|持续|坚持|保持|纳入",
}


def check(source: Source) -> Iterator[Fault]:
    """Faults `no-evidence`, `evidence-too-short`, `uncounted-measures`, and for what is quoted `…-not-in-text` and
    `not-in-quotation`; the warning `evidence-for-stated`.
    """
    for path, issue in source.issues():
        if not issue.counted and any(measure.written is None for measure in issue.measures[1:]):
            message = "counted 是 false（原文没有分条），却有不止一条措施"
            yield source.fault((*path, "counted"), "uncounted-measures", message, "合为一条，或删掉 counted")
        for place, measure in enumerate(issue.measures):
            at = (*path, "measures", place)
            yield from _evidence(source, measure, [*measure.passages, *issue.around], at)
            for number, figure in enumerate(measure.figures):
                yield from _figure(source, figure, issue.problem, measure.passages, (*at, "figures", number))
    if source.announcement.facts.events:
        paragraphs = [paragraph.text for paragraph in printing.paragraphs(source.announcement)]
        for place, event in enumerate(source.announcement.facts.events):
            yield from _event(source, event, paragraphs, ("announcement", "events", place))


def nearest(quotation: str, passages: list[str]) -> str:
    """The clauses of a text that are most like a quotation that does not occur in it; the first where none is."""
    best, score = "", 0.0
    for passage in passages:
        match = SequenceMatcher(None, passage, quotation, autojunk=False).find_longest_match()
        start = max(match.a - match.b, 0)
        window = passage[start : start + len(quotation)]
        likeness = SequenceMatcher(None, window, quotation, autojunk=False).ratio()
        if match.size and likeness > score:
            best, score = _whole_clauses(passage, start, start + len(window)), likeness
    return best or _whole_clauses(passages[0], 0, 1)


def _whole_clauses(passage: str, start: int, end: int) -> str:
    """The part of a passage from a start to an end, widened to whole clauses where it begins or ends within one."""
    before = max(passage.rfind(mark, 0, start + 1) for mark in _CLAUSE_ENDS) + 1
    after = [place for place in range(max(end - 1, before + 1), len(passage)) if passage[place] in _CLAUSE_ENDS]
    return passage[before : after[0] if after else len(passage)]


def tells(status: Status, words: str) -> bool:
    """Whether words have one by which a status is told; never for a status that needs none."""
    return status in _TELLING and bool(re.search(_TELLING[status], words))


def _telling_clause(status: Status, passages: list[str]) -> str:
    """The clause of a measure that has a word by which a status is told; its first where there is none."""
    found = ((passage, re.search(_TELLING[status], passage)) for passage in passages)
    passage, place = next(((one, hit.start()) for one, hit in found if hit), (passages[0], 0))
    return _whole_clauses(passage, place, place + 1)


def _evidence(source: Source, measure: Measure, passages: list[str], path: DataPath) -> Iterator[Fault]:
    if measure.evidence is None:
        if measure.status is not Status.STATED:
            message = f"进展是 {measure.status}（{measure.status.label}），却没有依据"
            clause = _telling_clause(measure.status, passages)
            advice = f"加一行 evidence: 引用这条措施的原文，例如“{clause}”；原文没有说的，status 写 stated"
            yield source.fault((*path, "status"), "no-evidence", message, advice)
    elif not any(measure.evidence in passage for passage in passages):
        advice = _advice(measure.evidence, passages)
        yield source.fault((*path, "evidence"), "evidence-not-in-text", "依据不在措施原文中", advice)
    elif len(measure.evidence) < SHORTEST_EVIDENCE:
        advice = f"引用能说明进展的整句话，例如“{nearest(measure.evidence, passages)}”"
        yield source.fault((*path, "evidence"), "evidence-too-short", "依据太短，说明不了进展", advice)
    elif measure.status is Status.STATED:
        message = "进展是 stated（已公布措施），却写了依据"
        advice = "依据说明了进展，就改 status；没有说明，就删掉 evidence"
        yield source.fault((*path, "evidence"), "evidence-for-stated", message, advice, severity="warning")


def _figure(source: Source, figure: Figure, problem: str, passages: list[str], path: DataPath) -> Iterator[Fault]:
    yield from _quotation(source, figure.quotation, passages, path)
    value = written_number(figure.value)
    target = "" if figure.target is None else written_number(figure.target)
    for key, number in (("value", value), ("target", target)):
        if not re.search(rf"(?<![\d.]){number}(?!\.?\d)", figure.quotation):
            yield from _unquoted(source, number, (*path, key))
    if value + figure.unit not in figure.quotation or figure.unit[0] in _PARTS_OF_DATES:
        yield from _unquoted(source, value + figure.unit, (*path, "unit"))
    if target and target in figure.quotation and not re.search(rf"{_AIM}[^，。；]*?{target}", figure.quotation):
        message = f"出处里没有说 {target} 是目标"
        yield source.fault((*path, "target"), "not-in-quotation", message, "核对 value 和 target 有没有写反")
    if figure.change and not re.search(
        rf"(?:^|[{_MARKS}]){re.escape(figure.change)}(?:$|[{_MARKS}])", figure.quotation
    ):
        yield from _unquoted(source, figure.change, (*path, "change"))
    if figure.title not in figure.quotation + "\n" + problem:
        yield from _unquoted(source, figure.title, (*path, "title"))


def _event(source: Source, event: Event, paragraphs: list[str], path: DataPath) -> Iterator[Fault]:
    unquoted = list(_quotation(source, event.quotation, paragraphs, path))
    yield from unquoted
    day = f"{event.date.month}月{event.date.day}日"
    if not re.search(rf"(?<!\d){day}", event.quotation):
        yield from _unquoted(source, day, (*path, "date"))
    elif not unquoted and str(event.date.year) not in (years := _years("\n".join(paragraphs), event.quotation, day)):
        told = f"是{'、'.join(years)}年的" if years else "没有写明年份"
        message = f"原文里这一天{told}，这里写的是 {event.date.year} 年"
        yield source.fault((*path, "date"), "not-in-quotation", message, "照通报原文填写")
    if event.title not in event.quotation:
        yield from _unquoted(source, event.title, (*path, "title"))


def _years(text: str, quotation: str, day: str) -> list[str]:
    """The years that a text last names before a day, at each place where it has the quotation."""
    places = (one.start() for one in re.finditer(re.escape(quotation), text))
    before = (text[: place + re.search(rf"(?<!\d){day}", quotation).start()] for place in places)
    named = (re.findall(r"(?<!\d)(\d{4})年", words)[-1:] for words in before)
    return sorted({year for found in named for year in found})


def _unquoted(source: Source, words: str, path: DataPath) -> Iterator[Fault]:
    yield source.fault(path, "not-in-quotation", f"出处里没有“{words}”", "照 quotation 里的原文填写")


def _quotation(source: Source, quotation: str, passages: list[str], path: DataPath) -> Iterator[Fault]:
    if not any(quotation in passage for passage in passages):
        advice = _advice(quotation, passages)
        yield source.fault((*path, "quotation"), "quotation-not-in-text", "出处不在原文中", advice)


def _advice(quotation: str, passages: list[str]) -> str:
    return f"最接近的原文是“{nearest(quotation, passages)}”" if passages else "原文里没有可以引用的话"
