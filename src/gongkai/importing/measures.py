"""The body of an issue -> its lead, its measures and the words on the whole issue, whatever marks part them.

Measures stand behind 一是 … 二是 …, （1） … （2） …, ① … ② …, 首先 … 其次 …, or each in a paragraph of its own;
labels such as 整改措施： may stand before them, and 整改成效： or 整改状态： after them. Nothing is dropped: what
stands around a measure is kept as written.
"""

import re
from bisect import bisect
from itertools import pairwise
from typing import Any

from gongkai import printing
from gongkai.importing import labels, marks, passages, states
from gongkai.importing.forms import BOX
from gongkai.importing.marks import Mark
from gongkai.model import Issue, Status
from gongkai.wording import chinese_number

_LABEL_MAY_BEGIN = re.compile(rf"(?<=[。；！？）\s])|(?={BOX})")
_STOPS = tuple("。；！？）\n")
_SENTENCE_ENDS = tuple("。！？；：…”’）》")


def opens(line: str) -> bool:
    """Whether a line begins with a label or with the first mark of measures that are counted."""
    return bool(labels.ANY.match(line)) or marks.lists(line)


def belongs(lines: list[str], line: str) -> bool:
    """Whether a line goes on with an issue's lines: by its label, or by counting what they count."""
    if labels.ANY.match(line) or passages.is_about_state(line) or not lines or labels.ANY.fullmatch(lines[-1]):
        return True
    if line.startswith(marks.FIRST_OF_A_LIST) or (lines[-1].endswith("：") and (opens(line) or marks.may_list(line))):
        return True
    return counts_on(lines, line)


def counts_on(lines: list[str], line: str) -> bool:
    """Whether a line begins with the number that follows those which an issue's lines count, in the same way."""
    return any(marks.count_on("\n".join(lines[start:]), line) for start in range(len(lines)))


def broken(line: str) -> bool:
    """Whether a line ends in mid-sentence; words such as 整改状态：已完成 and 已完成整改 need no full stop."""
    labelled = list(labels.ABOUT_ISSUE_INSIDE.finditer(line))
    ended = line.endswith(_SENTENCE_ENDS) or states.ends_in_state(line)
    return not ended and (not labelled or bool(labelled[-1]["result"]))


def fields(lines: list[str], *, paragraphs: bool) -> dict[str, Any]:
    """An issue's lead, counted, measures and closing, as the model has them.

    `paragraphs`: the body does not begin on the line of the issue's head, so that each paragraph is a measure.
    """
    text = "\n".join(lines)
    starts = _blocks(text)
    above, lead, measures, usual = text[: starts[0]], "", [], len(starts) == 1
    for start, end in pairwise([*starts, len(text)]):
        part, on_issue = _parted(text[start:end])
        own_line = part.endswith("\n")
        before, more, counted = _measures(part.rstrip("\n"), above=text[:start], paragraphs=paragraphs)
        usual = usual and counted
        if not measures:
            lead = (above + before).rstrip("\n")
        elif before:
            _lead_in(more[0], before, own_line=text[:start].endswith("\n"))
        measures += more
        if end < len(text) and on_issue:
            _append(measures[-1], on_issue.rstrip("\n"), own_line=own_line)
    closing = ""
    if on_issue and any(labels.ABOUT_ISSUE_INSIDE.search(one["text"]) for one in measures[:-1]):
        _append(measures[-1], on_issue, own_line=own_line)
        on_issue = ""
    if len(measures) > 1 and not any(passages.bracket_at_end(one["text"]) for one in measures[:-1]):
        above = any(states.on_progress(one["text"]) for one in measures[:-1])
        closing = _take_closing(measures[-1], alone=not above and not measures[-1].get("written", {}).get("own_line"))
    made: dict[str, Any] = {"lead": lead} if lead.strip() else {}
    if usual:
        _leave_out_usual(measures)
    else:
        made["counted"] = False
    if on_issue and own_line and not closing:
        made["closing_on_own_line"] = True
    if closing and on_issue and own_line:
        closing += "\n"
    if closing := (closing + on_issue).rstrip("\n"):
        made["closing"] = closing
    on_others = any(states.is_on_others(closing, one["text"]) for one in measures)
    on_all = "" if on_others else closing
    if above := passages.lone_bracket(made.get("lead", "")):
        on_all = f"{above}\n{on_all}"
    stated = states.of_issue(on_all.strip(), len(measures))
    made["measures"] = [
        _with_status(measure, states.of_measure_in_issue(measure["text"], of_issue))
        for measure, of_issue in zip(measures, stated, strict=True)
    ]
    return made


def undivided(lines: list[str]) -> dict[str, Any]:
    """An issue's lines as one measure of which nothing is known."""
    return {"counted": False, "measures": [_with_status(_measure("\n".join(lines), {}), None)]}


def print_back(made: dict[str, Any], lines: list[str]) -> bool:
    """Whether what `fields` made of an issue's lines prints as these lines do, white space aside."""
    issue = Issue.model_validate({"number": 1, "problem": "…"} | made)
    printed = "".join(piece.text for piece in printing.body(issue, ()))
    return "".join(printed.split()) == "".join("".join(lines).split())


def unread_states(issue: dict[str, Any]) -> list[str]:
    """The words on progress from which a measure of an issue, as `fields` made it, has no status; and those that
    deny what its measures state.
    """
    unread = [measure for measure in issue["measures"] if measure["status"] is Status.STATED]
    words = [words for measure in unread for words in states.on_progress(measure["text"])]
    if unread or states.denies(issue.get("closing", "")):
        words += states.on_progress(issue.get("closing", ""))
        words += states.above_measures(issue.get("lead", ""))
    return list(dict.fromkeys(words))


def doubtful_state(issue: dict[str, Any]) -> str:
    """The words at the end of the last measure, as `fields` made it, that may be on the whole issue as well."""
    *above, last = issue["measures"]
    silent = all(
        one["status"] is Status.STATED
        and not states.on_progress(one["text"])
        and not labels.ABOUT_ISSUE_INSIDE.search(one["text"])
        for one in above
    )
    evidence = last.get("evidence", "")
    return evidence if above and silent and evidence in last["text"] else ""


def _blocks(text: str) -> list[int]:
    """Where the measures of a body begin: at their label, whatever a list above it counts, and again at each label
    after results or before a list that counts anew.
    """
    starts: list[int] = []
    results = [found.start() for found in labels.ABOUT_ISSUE_INSIDE.finditer(text)]
    for label in labels.OF_MEASURES_INSIDE.finditer(text):
        after = text[label.end() : label.end() + 20].lstrip()
        if starts:
            results_above = bisect(results, label.start()) > bisect(results, starts[-1])
            begins = results_above or after.startswith(marks.FIRST_OF_A_LIST)
        else:
            begins = not marks.count_on(text[: label.start()], after)
        if begins:
            starts.append(label.start())
    return starts or [0]


def _leave_out_usual(measures: list[dict[str, Any]]) -> None:
    """Leaves out the marks before measures that are 一是 … 二是 … through their whole issue."""
    for number, measure in enumerate(measures, start=1):
        if measure["written"].get("before") == f"{chinese_number(number)}是":
            del measure["written"]["before"]
        if not measure["written"]:
            del measure["written"]


def _lead_in(measure: dict[str, Any], words: str, *, own_line: bool) -> None:
    """Writes words before a measure that is not the first of its issue."""
    written = measure.get("written", {})
    between = "\n" * written.get("own_line", False)
    measure["written"] = {"before": words + between + written.get("before", ""), "own_line": own_line}


def _parted(text: str) -> tuple[str, str]:
    """A body as the text of its lead and measures, and the words on the whole issue that follow them.

    A label without a stop before it may be on the last of several measures alone, where no label stands before these.
    """
    if headed := labels.OF_MEASURES_INSIDE.search(text):
        begin = headed.end()
    else:
        first = _opening(text)
        label = labels.ANY.match(text, first)
        begin = label.end() if label else first
    for place in (one.start() for one in _LABEL_MAY_BEGIN.finditer(text, begin)):
        found = labels.ABOUT_ISSUE_INSIDE.match(text, place) or (
            text[place - 1] == "\n" and passages.is_about_state(text[place:].partition("\n")[0])
        )
        if not found or not text[begin:place].strip() or _goes_on(text[:place], text[place:]):
            continue
        if headed or text[:place].endswith(_STOPS) or len(marks.found(text[:place])[0]) < 2:
            end = len(text[:place].rstrip(" \t　"))  # the blank goes with the words on the issue
            return text[:end], text[end:]
    return text, ""


def _goes_on(before: str, after: str) -> bool:
    """Whether words after a place name or count more of the measures before it."""
    if labels.OF_MEASURES_INSIDE.search(after):
        return True
    return any(not labels.ABOUT_ISSUE.match(after, place) for place in marks.going_on(before, after))


def _opening(text: str) -> int:
    """Where the measures of a text without marks begin: at their label, else after lines on who is in charge."""
    if found := labels.OF_MEASURES_INSIDE.search(text):
        return found.start()
    place = 0
    for line in text.split("\n")[:-1]:
        if not labels.is_on_charge(line) and not passages.lone_bracket(line):
            break
        place += len(line) + 1
    return place


def _measures(text: str, *, above: str, paragraphs: bool) -> tuple[str, list[dict[str, Any]], bool]:
    """The lead, the measures with their marks, and whether these are the usual 一是 …, each before one measure.

    `above`: what stands above the text.
    """
    found, usual = marks.found(text)
    if not found:
        start = _opening(text)
        written = {"own_line": True} if (above + text[:start]).endswith("\n") else {}
        return text[:start].rstrip("\n"), _paragraphs(text[start:], written, apart=paragraphs, marked=False), False
    lead = text[: found[0].start]
    label = labels.AT_END.search(lead)
    if label:
        lead = lead[: label.start()]
    measures: list[dict[str, Any]] = []
    for mark, after in pairwise([*found, Mark(len(text), len(text))]):
        marker = text[mark.start : mark.end]
        written: dict[str, Any] = {"before": marker}
        start = mark.start
        if label and not measures:
            written, start = {"before": label[0].lstrip("\n") + marker}, label.start() + label[0].startswith("\n")
        if (above + text[:start]).endswith("\n"):
            written["own_line"] = True
        measures += _paragraphs(text[mark.end : after.start].rstrip(), written, apart=False, marked=True)
    return lead.rstrip("\n"), measures, usual and len(measures) == len(found)


def _paragraphs(text: str, written: dict[str, Any], *, apart: bool, marked: bool) -> list[dict[str, Any]]:
    """The measures of a stretch of lines: one, and one more for each label; or one a line where they stand apart.

    `marked`: a mark such as （1） stands before the stretch, so that its first line has no label of its own.
    """
    measures: list[dict[str, Any]] = []
    lines = text.split("\n")
    while lines:
        line = lines.pop(0)
        label = labels.OF_MEASURES.match(line) if measures else None if marked else labels.ANY.match(line)
        if label and label.end() == len(line) and lines:
            line += "\n" + lines.pop(0)  # the label has a line of its own
        around = {"own_line": True} if measures else dict(written)
        if label and line[label.end() :].strip():
            words = line[label.end() :]
            before = line[: len(line) - len(words.lstrip("\n"))]
            measures.append(_measure(words.lstrip("\n"), {"before": before} | around))
        elif not measures:
            measures.append(_measure(line, around))
        elif apart and not labels.ABOUT_ISSUE.match(line):
            measures.append(_measure(line, {"before": ""} | around))
        else:
            _append(measures[-1], line, own_line=True)
    return measures


def _append(measure: dict[str, Any], words: str, *, own_line: bool) -> None:
    """Words that go on with a measure: what follows where it is broken, or its next paragraph."""
    if "after_gap" not in measure and own_line and broken(measure["text"]) and not labels.ANY.match(words):
        measure["after_gap"] = words
    else:
        measure["after_gap" if "after_gap" in measure else "text"] += "\n" * own_line + words


def _measure(text: str, written: dict[str, Any]) -> dict[str, Any]:
    return ({"written": written} if written else {}) | {"text": text}


def _take_closing(measure: dict[str, Any], *, alone: bool) -> str:
    """The words on the whole issue in which its last measure ends, taken from it."""
    name = "after_gap" if "after_gap" in measure else "text"
    found = states.of_issue_at_end(measure[name], alone=alone)
    if not found or not measure[name][: found.start()].strip():
        return ""
    measure[name] = measure[name][: found.start()]
    return found[0]


def _with_status(measure: dict[str, Any], stated: states.Stated | None) -> dict[str, Any]:
    return measure | ({"status": stated[0], "evidence": stated[1]} if stated else {"status": Status.STATED})
