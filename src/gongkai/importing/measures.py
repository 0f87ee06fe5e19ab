"""The body of an issue -> its lead, its measures and the words on its state, whatever marks part them.

Measures stand behind 一是 … 二是 …, （1） … （2） …, ① … ② …, 首先 … 其次 …, or each in a paragraph of its own;
labels such as 整改措施： may stand before them. Nothing is dropped: what stands around a measure is kept as written.
"""

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from gongkai.importing.forms import CIRCLED
from gongkai.model import Status
from gongkai.wording import chinese_number

LABEL = re.compile(
    "(?:整改(?:措施|情况|进展|成效|落实情况|落实|结果)|(?:工作|具体|主要)措施|(?:进展|落实)情况|(?:工作|取得)成效)："
)
_STATE_LINE = re.compile("(?:(?:整改|完成|进展|目前)状态|(?:整改)?完成情况|状态|是否完成)：.{2,20}")
_STATE_IN_BRACKETS = re.compile(r"（([^（）]{2,12})）[。；]?$")
_STATES = (
    (Status.STANDING, re.compile("长期坚持|持续坚持")),
    (Status.ONGOING, re.compile("基本完成|部分完成|未完成|正在|推进|整改中|进行中|限期")),
    (Status.DONE, re.compile("已完成|完成整改|已整改|整改完成|已办结|已销号")),
)
_NOT_YET_SAID = re.compile("计划|预计|拟|力争|是否")
_RATE = re.compile(r"(\d+(?:\.\d+)?)[%％]")
_STATE_SENTENCE = re.compile(
    "(?:^|(?<=[。；，\n]))((?:目前|现)?(?:已(?:经)?完成整改|已(?:经)?整改(?:完成|到位|完毕)|整改(?:已)?完成|基本完成整改))[。]?$"
)
_SENTENCE_ENDS = tuple("。！？；：…”’）》")
_ORDINALS = ("首先", "其次", "再次", "最后")
_MOST = 99
_FAMILIES = (
    tuple(f"{chinese_number(number)}是" for number in range(1, _MOST)),
    tuple(f"（{number}）" for number in range(1, _MOST)),
    tuple(f"({number})" for number in range(1, _MOST)),
    tuple(CIRCLED),
    _ORDINALS,
)
_USUAL = _FAMILIES[0]


@dataclass(frozen=True)
class _Mark:
    start: int
    end: int


def state_of(words: str) -> Status | None:
    """The status that words on the state of an issue or a measure name, if they do."""
    if _NOT_YET_SAID.search(words):
        return None
    if (rate := _RATE.search(words)) and float(rate[1]) < 100:
        return Status.ONGOING
    return next((status for status, pattern in _STATES if pattern.search(words)), None)


def belongs(lines: list[str], line: str) -> bool:
    """Whether a line goes on with an issue's lines: by its label, or by counting what they count."""
    if LABEL.match(line) or _is_state(line) or not lines or LABEL.fullmatch(lines[-1]):
        return True
    text = "\n".join(lines)
    return any(
        (marks := _marks(text, family)) and len(marks) < len(family) and line.startswith(family[len(marks)])
        for family in _FAMILIES
    )


def broken(line: str) -> bool:
    """Whether a line ends in mid-sentence."""
    return not line.endswith(_SENTENCE_ENDS)


def fields(lines: list[str], *, paragraphs: bool) -> dict[str, Any]:
    """An issue's lead, counted, measures and closing, as the model has them.

    `paragraphs`: the body does not begin on the line of the issue's head, so that each paragraph is a measure.
    """
    lines, closing = (lines[:-1], lines[-1]) if len(lines) > 1 and _is_state(lines[-1]) else (lines, None)
    text = "\n".join(lines)
    marks, usual = _found(text)
    lead = text[: marks[0].start] if marks else ""
    label = re.search(rf"(?:^|\n){LABEL.pattern}\n?$", lead)
    if label:
        lead = lead[: label.start()]
    made: dict[str, Any] = {"lead": lead.rstrip("\n")} if lead.strip() else {}
    measures: list[dict[str, Any]] = []
    for mark, after in pairwise([*marks, _Mark(len(text), len(text))]):
        marker = text[mark.start : mark.end]
        written: dict[str, Any] = {} if usual else {"before": marker}
        start = mark.start
        if label and not measures:
            written, start = {"before": label[0].lstrip("\n") + marker}, label.start() + label[0].startswith("\n")
        if start > 0 and text[start - 1] == "\n":
            written["own_line"] = True
        measures += _paragraphs(text[mark.end : after.start].rstrip("\n"), written, apart=False)
    if not marks:
        measures = _paragraphs(text, {}, apart=paragraphs)
    if not usual:
        made["counted"] = False
    if not closing and len(measures) > 1 and not any(_state_at_end(one["text"]) for one in measures[:-1]):
        closing = _take_state(measures[-1])
    elif closing:
        made["closing_on_own_line"] = True
    if closing:
        made["closing"] = closing.rstrip("\n")
    return made | {"measures": [_with_status(measure, closing) for measure in measures]}


def skipped(text: str, found: int) -> int | None:
    """The number of the 一是 … 二是 … that lacks, though the one after it is there."""
    return found + 1 if re.search(f"[，。；：\n]{_USUAL[found + 1]}", text) else None


def _is_state(line: str) -> bool:
    return bool(_STATE_LINE.fullmatch(line)) or (
        bool(_STATE_IN_BRACKETS.fullmatch(line)) and state_of(line) is not None
    )


def _found(text: str) -> tuple[list[_Mark], bool]:
    """The marks of the family that counts in a text, and whether it is the usual one (一是 …)."""
    candidates = [
        (marks[0].start, number, marks) for number, one in enumerate(_FAMILIES) if (marks := _marks(text, one))
    ]
    candidates = [one for one in candidates if one[1] == 0 or len(one[2]) > 1]
    if not candidates:
        return [], False
    _, number, marks = min(candidates, key=lambda one: one[:2])
    return marks, number == 0


def _marks(text: str, family: tuple[str, ...]) -> list[_Mark]:
    """Where a family counts: in sequence, each after a stop or at the start of a line, with words behind it."""
    marks: list[_Mark] = []
    for marker in family:
        place = marks[-1].end if marks else 0
        found = re.compile(rf"(?:^|(?<=[，。；：、！？”\n])){re.escape(marker)}(?=\S)").search(text, place)
        if found is None and family is _ORDINALS and marks:
            continue
        if found is None or (marks and not text[place : found.start()].strip()):
            break
        marks.append(_Mark(*found.span()))
    return marks


def _paragraphs(text: str, written: dict[str, Any], *, apart: bool) -> list[dict[str, Any]]:
    """The measures of a stretch of lines: one, and one more for each label; or one a line where they stand apart."""
    measures: list[dict[str, Any]] = []
    lines = text.split("\n")
    while lines:
        line = lines.pop(0)
        label = LABEL.match(line) if measures or not written else None
        if label and label.end() == len(line) and lines:
            line += "\n" + lines.pop(0)  # the label has a line of its own
        around = {"own_line": True} if measures else dict(written)
        if label and line[label.end() :].strip():
            words = line[label.end() :]
            before = line[: len(line) - len(words.lstrip("\n"))]
            measures.append(_measure(words.lstrip("\n"), {"before": before} | around))
        elif not measures:
            measures.append(_measure(line, around))
        elif apart:
            measures.append(_measure(line, {"before": ""} | around))
        else:
            _append(measures[-1], line)
    return measures


def _append(measure: dict[str, Any], line: str) -> None:
    """A line that goes on with a measure: what follows where it is broken, or its next paragraph."""
    if "after_gap" in measure:
        measure["after_gap"] += "\n" + line
    elif broken(measure["text"]):
        measure["after_gap"] = line
    else:
        measure["text"] += "\n" + line


def _measure(text: str, written: dict[str, Any]) -> dict[str, Any]:
    return ({"written": written} if written else {}) | {"text": text}


def _state_at_end(text: str) -> re.Match[str] | None:
    found = _STATE_IN_BRACKETS.search(text)
    return found if found and state_of(found[1]) else None


def _take_state(measure: dict[str, Any]) -> str | None:
    name = "after_gap" if "after_gap" in measure else "text"
    found = _state_at_end(measure[name])
    if not found or not measure[name][: found.start()].strip():
        return None
    measure[name] = measure[name][: found.start()]
    return found[0]


def _with_status(measure: dict[str, Any], closing: str | None) -> dict[str, Any]:
    found = _state_at_end(measure["text"]) or _STATE_SENTENCE.search(measure["text"])
    words = found[0] if found else closing
    status = state_of(words) if words else None
    return measure | ({"status": status, "evidence": words} if status else {"status": Status.STATED})
