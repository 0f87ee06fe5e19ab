"""What an office's own ledger says anew: read as a new one is, and compared with the data measure by measure.

It does not say what it was before, and the data has more than it can hold. So it adds and changes, and takes nothing
away: what it leaves empty, or cannot support, stays in the data as it is.
"""

from collections.abc import Iterator
from contextlib import suppress

from gongkai import internal, ledger
from gongkai.faults import Fault, Faulty
from gongkai.importing import unwritten
from gongkai.importing.cells import Line, Unreadable
from gongkai.importing.ledger import Table
from gongkai.importing.notes import Note
from gongkai.merging import Addition, Change, Setting
from gongkai.model import Measure, Status
from gongkai.placing import Place, Places, Refused
from gongkai.reconciling import Differences, refuse_without_evidence, weigh
from gongkai.source import Source

_MOST_ROWS = 20  # that are named in one line


def differences(loaded: Source, table: Table) -> tuple[Differences, list[Note]]:
    """How the ledger differs from the data, and what of it was not taken as it stands.

    Raises `Faulty` for measures that are not those of the data to the letter, and for progress that is no news.
    """
    read, lines = unwritten.read_again(table)
    places, found, faults = Places(loaded), Differences(), []
    seen: set[str] = set()
    unknown: list[int] = []
    notes = [*read.notes]
    for (_, issue, count, measure), rows in zip(ledger.measures(read.announcement), lines, strict=True):
        alike = places.saying(issue.problem, ledger.row_text(measure))
        if len(alike) > 1:
            alike = [place for place in alike if place.row.number == ledger.number(issue, count)]
        if len(alike) != 1 or alike[0].row.number in seen:
            unknown.append(rows[0].number)
            continue
        seen.add(alike[0].row.number)
        notes += _state_not_taken(alike[0], measure, rows[0], table)
        for change, name in _changes(alike[0], measure):
            line = _line_of(change, rows)
            try:
                _refuse(alike[0], change, line, table)
            except Refused as refused:
                faults.append(refused.fault(table, line))
            found.changes.append((change, line, name))
            weigh(found, alike[0], change, line, name, table)
    if unknown:
        raise Faulty([_unknown(table, sorted(set(unknown)))])
    if faults:
        raise Faulty([*dict.fromkeys(faults)])
    found.absent = [place.row.number for place in places.every if place.row.number not in seen]
    return found, sorted(notes, key=lambda note: note.line)


def _unknown(table: Table, rows: list[int]) -> Fault:
    named = "、".join(map(str, rows[:_MOST_ROWS])) + (f" 等 {len(rows)} " if len(rows) > _MOST_ROWS else " ")
    message = f"这份台账不是 gongkai export 写出的，第 {named}行的问题和措施对不上数据里的一条措施"
    advice = (
        "问题和措施要与数据一字不差；或者运行 gongkai export --xlsx 写出编好序号的台账，把新的情况填在它上面；"
        "要用这份台账整个重做数据，加 --force（数据里后来填的会丢掉）"
    )
    return table.fault_at(rows[0], "text", "row-unknown", message, advice)


def _changes(place: Place, new: Measure) -> Iterator[tuple[Change, str]]:
    held = place.measure
    for name in internal.FIELDS:
        if (words := getattr(new, name)) and words != getattr(held, name):
            yield Setting(place.path, name, words), name
    if new.status is not Status.STATED and _rests_on_its_words(new):
        for name in ("status", "evidence"):
            if getattr(new, name) != getattr(held, name):
                yield Setting(place.path, name, getattr(new, name)), name
    for update in new.updates:
        if all((update.date, update.text) != (known.date, known.text) for known in held.updates):
            yield Addition(place.path, "updates", update), "progress"


def _rests_on_its_words(measure: Measure) -> bool:
    """Whether a state rests on the measure's own words, and not on the column of states alone."""
    return measure.evidence is not None and measure.evidence in measure.text


def _state_not_taken(place: Place, new: Measure, line: Line, table: Table) -> Iterator[Note]:
    """A state that the column alone gives and the data does not have: no news without progress, its day and source."""
    held = place.measure.current
    if new.status not in (Status.STATED, held) and not _rests_on_its_words(new):
        message = f"{table.place(line.number, 'status')} {place.row.number} 的状态数据里是“{held.label}”，没有改"
        yield Note(line.number, f"{message}；通报以后的新情况，写进展情况、更新日期和来源", line.text("status"))


def _line_of(change: Change, rows: list[Line]) -> Line:
    """The row that asks for a change: of several for one measure, the one with the day of its progress."""
    if isinstance(change, Addition):
        for row in rows:
            with suppress(Unreadable):
                if row.date == change.item.date:
                    return row
    return rows[0]


def _refuse(place: Place, change: Change, line: Line, table: Table) -> None:
    known = place.measure.updates
    if isinstance(change, Setting) and change.field == "status":
        refuse_without_evidence(place, line, table, change.value)
    if isinstance(change, Addition) and known and change.item.date <= known[-1].date:
        message = f"更新日期 {change.item.date} 不晚于数据里最近一次的 {known[-1].date}"
        raise Refused("date", "dates-order", message, "新的情况写新的日期；已经公布的情况要改正，在数据文件里改")
