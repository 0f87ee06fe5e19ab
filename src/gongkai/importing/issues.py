"""The lines of an issue -> the issue as the model has it, and notes on what of it is in doubt.

An issue that is still read holds the lines behind its head as its `body`; `settle` makes its measures of them.
"""

import re
from dataclasses import replace
from typing import Any

from gongkai.importing import forms, marks, measures, passages
from gongkai.importing.forms import IssueHead
from gongkai.importing.heads import Line
from gongkai.importing.notes import Note
from gongkai.wording import chinese_number

_QUOTED = re.compile("([“「『])([^“”「」『』]+)([”」』])")


def unquoted(head: IssueHead) -> IssueHead:
    """A head whose problem is a quotation as a whole, with its quotation marks among the words around it."""
    found = _QUOTED.fullmatch(head.problem)
    if not found:
        return head
    opening, problem, closing = found.groups()
    return replace(head, before=head.before + opening, problem=problem, after=closing + head.after)


def quoted_words(words: str) -> str:
    """Words without the quotation marks around them, where they are a quotation as a whole."""
    found = _QUOTED.fullmatch(words)
    return found[2] if found else words


def opened(line: Line, head: IssueHead, number: int) -> tuple[dict[str, Any], list[Note]]:
    """An issue of which the head has been read, with the words around its problem where they are not
    1.针对“…”的问题，.
    """
    head = unquoted(head)
    issue: dict[str, Any] = {"number": number, "problem": head.problem}
    issue["body"] = [Line(line.number, head.body)] if head.body else []
    usual = head.before in (f"{number}.针对“", f"{number}．针对“") and head.after == f"”的问题{head.mark}"
    written: dict[str, Any] = {} if usual and head.mark else {"before": head.before, "after": head.after.strip()}
    if not head.body:
        written["own_line"] = True
    if written:
        issue["written"] = written
    notes = []
    if head.said:
        notes.append(
            Note(line.number, "问题之前写了这几个字，没有认定；是进展的，请核对后填写 status 和 evidence", head.said)
        )
    if "after" in written or head.mark == "，":
        return issue, notes
    issue["mark_after_problem"] = head.mark
    return issue, [*notes, Note(line.number, f"“的问题”之后是“{head.mark}”，不是逗号，照原样保留", line.text)]


def go_on(issue: dict[str, Any], line: Line, *, strange: bool) -> list[Note]:
    """Adds a line after an issue: its next measure, the rest of a broken sentence, or something else; `strange`: it
    begins as a heading does.
    """
    texts = [one.text for one in issue["body"]]
    apart = _stands_apart(issue)
    belongs = measures.belongs(texts, line.text)
    if "unplaced" in issue or (strange and not belongs):
        return [keep_unplaced(issue, line)]
    message = None
    if apart or belongs:
        if not belongs and forms.number_starting(line.text):
            message = "这一行有序号，与上面各行不成次序；作为另一段保留，请核对"
    elif measures.broken(texts[-1]):
        message = "上一行在句中中断，与这一行不相接；作为中断之后的原文（after_gap）保留"
    else:
        return [keep_unplaced(issue, line)]
    issue["body"].append(line)
    return [Note(line.number, message, line.text)] if message else []


def _stands_apart(issue: dict[str, Any]) -> bool:
    """Whether the measures of an issue begin on the line below its head; a state in brackets is none."""
    body = issue.get("body") or [None]
    return "own_line" in issue.get("written", {}) or bool(body[0] and passages.lone_bracket(body[0].text))


def keep_unplaced(entry: dict[str, Any], line: Line) -> Note:
    """Keeps a line that was not understood to the letter, after an issue or a category."""
    entry.setdefault("unplaced", []).append(line.text)
    return Note(line.number, "没有认出这一段，原样保留（unplaced）", line.text)


def settle(issue: dict[str, Any]) -> list[Note]:
    """Makes lead, measures and closing of the issue's body."""
    body: list[Line] = issue["body"]
    texts, notes = [line.text for line in body], []
    made = measures.fields(texts, paragraphs=_stands_apart(issue))
    del issue["body"]
    if not measures.print_back(made, texts):
        made = measures.undivided(texts)
        notes.append(Note(body[0].number, "没有把握分条，作为一条措施原样保留，请核对分条", texts[0]))
    issue |= made
    words = "\n".join(texts)
    if issue.get("counted", True):
        found, last = len(issue["measures"]), issue["measures"][-1]["text"]
        if number := marks.skipped(words, found):
            message = f"没有找到“{chinese_number(number)}是”，却有“{chinese_number(number + 1)}是”；请核对分条"
            notes.append(Note(body[0].number, message, words))
        if marks.runs_on(last, found):
            message = f"“{chinese_number(found + 1)}是”前面没有标点，没有分条，请核对"
            notes.append(Note(_line_of(last, body), message, last))
    if len(issue["measures"]) == 1 and marks.lists_demands(words):
        notes.append(Note(body[0].number, "有“一要”“二要”，没有作分条的标志；是措施的，请分条", texts[0]))
    for text in (one["text"] for one in issue["measures"]):
        if marks.counts_behind_words(text):
            message = "“一是”一类的前面还有别的字，可能是查出的问题，也可能是措施；没有分条，请核对"
            notes.append(Note(_line_of(text, body), message, text))
    if marks.may_count_findings(issue.get("lead", "")):
        message = "这里列的可能是查出的问题或原因，不是措施；请核对分条和进展"
        notes.append(Note(body[0].number, message, texts[0]))
    if state := measures.doubtful_state(issue):
        number = next((line.number for line in reversed(body) if state in line.text), body[-1].number)
        message = "可能说的是整个问题，也可能只是最后一条措施；只认作最后一条的状态，请核对其他各条"
        notes.append(Note(number, message, state))
    for state in measures.unread_states(issue):
        notes.append(Note(_line_of(state, body), "写了进展，没有认定；请核对后填写 status 和 evidence", state))
    return notes


def _line_of(words: str, body: list[Line]) -> int:
    """The number of the first line of an issue's body that words begin on."""
    first = words.partition("\n")[0]
    return next((line.number for line in body if first in line.text), body[0].number)
