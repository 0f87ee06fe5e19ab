"""What the rows of a ledger tell of their measures besides the text: states, updates, and what the office keeps.

A state rests on words of its measure; in an office's own ledger, on the cell of its column, whose words then stand
after the measures of the issue (是否完成：是). Progress needs a day and a source. What lacks these is kept as a note of
the office, and named.
"""

from functools import reduce
from typing import Any

from gongkai import internal
from gongkai.checks.quotations import SHORTEST_EVIDENCE
from gongkai.chinatime import today
from gongkai.importing import counting, states
from gongkai.importing.account import Account
from gongkai.importing.cells import Line, Unreadable
from gongkai.ledger import TITLES
from gongkai.model import Status

_OF_PROGRESS = ("progress", "date", "source")
_CELL = "cell"  # what the column of states says of a measure, until it stands after those of its issue


class Telling:
    """Reads the rows of a ledger; `of_column`: whether a state of theirs rests on the column of states."""

    def __init__(self, account: Account):
        self.account = account
        self.table = account.table
        self.together = _measures_of_progress(account.table.lines)
        self.of_column = False

    def of_measures(self, lines: list[Line], texts: list[str]) -> list[dict[str, Any]]:
        """What the rows of the same measures say of each; of states in their column that differ, none."""
        told = [self._told(line, texts) for line in lines]
        stated = [(line, made) for line, made in zip(lines, told, strict=True) if _CELL in made[0]]
        if len({made[0]["status"] for _, made in stated}) > 1:
            for line, made in stated:
                for measure in made:
                    del measure["status"], measure[_CELL]
                message = "同一条措施的几行状态不一致，先记为已公布措施，记在备注里"
                self.account.note(line, "status", message, self._remember(line, "status", made))
        return [reduce(_both, of_one) for of_one in zip(*told, strict=True)]

    def _told(self, line: Line, texts: list[str]) -> list[dict[str, Any]]:
        """What a row says of each of its measures besides the text: states, updates, and what the office keeps."""
        made = [dict(kept_inside(line)) for _ in texts]
        status, day = self._read(line, "status"), self._read(line, "date")
        if status is None and line.text("status"):
            self._remember(line, "status", made)
        if day and day > today():
            message = f"更新日期（{day}）还没有到，进展没有当作已发生的，请核对"
            self.account.note(line, "date", message, line.text("date"))
            day = None
        status = None if status is Status.STATED else status
        progress, source = self._progress(line, len(texts)), line.text("source")
        new = bool(progress and day and source)
        if new and status and self.table.is_of_the_office and states.contradict(status, line.text("progress")):
            message = f"状态“{status.label}”与进展情况不一致，没有写进后续进展，记在备注里"
            self.account.note(line, "status", message, self._remember(line, "status", made))
            status = None
        if new:
            state = {"status": status} if status else {}
            for said, words in zip(made, progress, strict=True):
                said["updates"] = [{"date": day, "text": words, "source": source} | state]
            status = None
        else:
            self._keep(line, progress, made)
        if status and self.table.is_of_the_office and not line.text("evidence"):
            self._state(line, status, texts, made)
        else:
            self._support(line, status, texts, made)
        return made

    def _state(self, line: Line, status: Status, texts: list[str], made: list[dict[str, Any]]) -> None:
        """The state of a row's measures by the cell of its column, unless the row itself says otherwise."""
        others = (line.text("progress"), line.text("note"))
        if any(states.contradict(status, words) for words in others) or not all(
            states.allowed((status, ""), text) for text in texts
        ):
            message = f"状态“{status.label}”与这一行别的话不一致，或措施里另写了进展，先记为已公布措施，记在备注里"
            self.account.note(line, "status", message, self._remember(line, "status", made))
            return
        for measure in made:
            measure |= {"status": status, _CELL: self.account.proper(line.text("status")).replace("\n", "")}

    def _remember(self, line: Line, name: str, made: list[dict[str, Any]]) -> str:
        """Words of a cell that make no field of the data, as a note of the office; the words."""
        words = f"{self.table.title_of(name)}：{line.text(name)}"
        for said in made:
            said["note"] = "\n".join([*filter(None, [said.get("note")]), words])
        return words

    def _keep(self, line: Line, progress: list[str], made: list[dict[str, Any]]) -> None:
        """Progress that lacks a day or a source, as a note of the office."""
        rest = [name for name in _OF_PROGRESS if line.text(name)]
        if not rest:
            return
        for place, said in enumerate(made):
            kept = {name: progress[place] if name == "progress" else line.text(name) for name in rest}
            lines = [f"{TITLES[name]}：{words}" for name, words in kept.items()]
            said["note"] = "\n".join([*filter(None, [said.get("note")]), *lines])
        words = "；".join(f"{TITLES[name]}：{line.text(name)}" for name in rest)
        self.account.note(line, "progress", "进展情况、日期和来源不全，先记在备注里，不会公开", words)

    def _support(self, line: Line, status: Status | None, texts: list[str], made: list[dict[str, Any]]) -> None:
        """The state of those measures that have the words on which it rests."""
        evidence = self.account.proper(line.text("evidence"))
        fit = [evidence in words and len(evidence) >= SHORTEST_EVIDENCE for words in texts]
        if status:
            for said in (said for said, fits in zip(made, fit, strict=True) if fits):
                said |= {"status": status, "evidence": evidence}
        if status and not any(fit):
            self.account.note(line, "status", f"状态“{status.label}”没有可用的依据，先记为已公布措施", " ".join(texts))
            self._remember(line, "status", made)
        elif status and not all(fit):
            message = f"依据只说明其中的措施，这一行的其余措施先记为已公布措施，不是“{status.label}”"
            self.account.note(line, "evidence", message, evidence)
        if evidence and not (status and any(fit)):
            self.account.note(line, "evidence", "依据没有采用", evidence)

    def _progress(self, line: Line, count: int) -> list[str]:
        """What a row says of the progress of each of its measures: its own item of as many, else all that is said,
        which may be in a cell over the measures of several rows.
        """
        words, together = line.text("progress"), self.together[line.number]
        items = counting.items(words) if words else []
        if len(items) == count == together > 1:
            return [item.text for item in items]
        if words and together > 1:
            message = f"进展情况没有按 {together} 条措施分开写，每条措施都记了全文，注明是合写的，请核对"
            self.account.note(line, "progress", message, words)
            words += f"（{together}条措施合写）"
        return [words] * count if words else []

    def below(self, measures: list[dict[str, Any]]) -> dict[str, Any]:
        """The words of the column of states on an issue, as the line below its measures that their states rest on."""
        cells = [measure.pop(_CELL, "") for measure in measures]
        if not any(cells):
            return {}
        self.of_column, title = True, self.table.title_of("status")
        if len(set(cells)) == 1:
            words = evidence = f"{title}：{cells[0]}"
        else:
            counted = [f"（{count}）{cell}" for count, cell in enumerate(cells, start=1) if cell]
            words, evidence = f"{title}：{'；'.join(counted)}", ""
        for count, (measure, cell) in enumerate(zip(measures, cells, strict=True), start=1):
            if cell:
                measure["evidence"] = evidence or f"（{count}）{cell}"
        return {"closing": words, "closing_on_own_line": True}

    def _read(self, line: Line, name: str) -> Any:
        try:
            return getattr(line, name)
        except Unreadable as unreadable:
            self.account.note(line, name, f"{unreadable.message}；{unreadable.advice}", line.text(name))
            return None


def is_text_alone(line: Line) -> bool:
    """Whether a row tells no state and no progress of its measures besides the text."""
    return not set(line.values) & {*_OF_PROGRESS, "status", "evidence"}


def kept_inside(line: Line) -> dict[str, str]:
    """What the office keeps of a row's measures for itself."""
    return {name: words for name in internal.FIELDS if (words := line.text(name))}


def _measures_of_progress(lines: list[Line]) -> dict[int, int]:
    """How many measures the cell on progress of each row is about, by the row's number: those of all that share it."""
    progress, text = 0, 0  # the rows in which the cells begin
    texts: dict[int, dict[int, int]] = {}
    begins: dict[int, int] = {}
    for line in lines:
        progress = progress if "progress" in line.shared else line.number
        text = text if "text" in line.shared else line.number
        texts.setdefault(progress, {})[text] = len(counting.items(line.text("text")))
        begins[line.number] = progress
    return {row: sum(texts[top].values()) for row, top in begins.items()}


def _both(said: dict[str, Any], more: dict[str, Any]) -> dict[str, Any]:
    """What two rows say of one measure: updates by their days, notes one below the other, else what the first says."""
    both = more | said
    if updates := said.get("updates", []) + more.get("updates", []):
        both["updates"] = sorted(updates, key=lambda update: update["date"])
    if notes := [*dict.fromkeys(filter(None, (said.get("note"), more.get("note"))))]:
        both["note"] = "\n".join(notes)
    return both
