"""What a ledger says otherwise than the data: the changes to be made, or the cells that cannot be followed.

The announcement's own words are not changed from a ledger, and what was published after it is only added to.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field

from gongkai import baseline, checks, internal, ledger, merging, yamltree
from gongkai.checks import quotations
from gongkai.faults import Fault, Faulty, errors
from gongkai.importing.cells import Line, Unreadable
from gongkai.importing.ledger import Table
from gongkai.ledger import FROM_THE_TEXT, TITLES, Row
from gongkai.merging import Addition, Change, Setting
from gongkai.model import Status, Update
from gongkai.placing import Place, Places, Refused
from gongkai.source import Source
from gongkai.wording import bare
from gongkai.yamltree import Node

_RANKS = {Status.STATED: 0, Status.ONGOING: 1, Status.STANDING: 2, Status.DONE: 2}


@dataclass
class Differences:
    """The changes, each with the line and the column that ask for it.

    `absent` are the numbers of measures that the ledger does not have, `behind` of those where it does not have the
    latest update. `overtaken` are the cells, by line and column, that both people and the data have changed since the
    ledger was written; `losing` those that would take something from the data in a ledger that does not say whether
    anybody has changed them.
    """

    changes: list[tuple[Change, Line, str]] = field(default_factory=list)
    overtaken: dict[tuple[int, str], Fault] = field(default_factory=dict)
    losing: list[str] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    behind: list[str] = field(default_factory=list)


def described(loaded: Source, found: Differences) -> Iterator[str]:
    """The changes in words, for the person who is asked: 第 3 行　1-2 责任领导：张三 → 李四."""
    places = {place.path: place.row for place in Places(loaded).every}
    for change, line, name in found.changes:
        held = places[change.path]
        at = f"第 {line.number} 行　{held.number}"
        if isinstance(change, Addition):
            state = f"（{change.item.status.label}）" if change.item.status else ""
            yield f"{at} 加上 {change.item.date} 的情况{state}：{short(change.item.text)}"
            continue
        before, after = getattr(held, name), change.value
        old, new = (one.label if isinstance(one, Status) else short(one or "（空）") for one in (before, after))
        also = "（写出台账以后，数据也改过）" if (line.number, name) in found.overtaken else ""
        yield f"{at} {TITLES[name]}：{old} → {new}{also}"


def short(words: str) -> str:
    """The beginning of a text, for a line that a person reads."""
    words = " ".join(words.split())
    return words if len(words) <= 30 else words[:30] + "…"


def differences(loaded: Source, table: Table) -> Differences:
    """How a ledger differs from the data. Raises `Faulty` with every cell that cannot be followed."""
    places = Places(loaded)
    found, faults = Differences(), []
    seen: dict[str, Line] = {}
    for line in table.lines:
        try:
            place = places.find(line)
        except Refused as refused:
            faults.append(refused.fault(table, line))
            continue
        if (before := seen.setdefault(place.row.number, line)) is not line:
            message = f"序号 {place.row.number} 与第 {before.number} 行重复"
            faults.append(table.fault(line, "number", "row-twice", message, "只留一行"))
            continue
        filled = baseline.as_filled(place, line, table)
        for step in (_text, _internal, _evidence, _progress):
            try:
                for change, name in step(place, filled, table):
                    found.changes.append((change, line, name))
                    weigh(found, place, change, line, name, table)
            except Refused as refused:
                faults.append(refused.fault(table, line))
        with suppress(Refused):  # a day that cannot be read is named above
            found.behind += [place.row.number] if _earlier(place, line, table) else []
    if faults:
        raise Faulty(faults)
    found.absent = [place.row.number for place in places.every if place.row.number not in seen]
    return found


def reconciled(loaded: Source, table: Table, found: Differences) -> Source:
    """The data with the differences of a ledger made.

    Raises `Faulty` where the file cannot be changed so, or where the result would break a rule that the data keeps
    now: at the cell that asks for it.
    """
    made = merging.changed(loaded, [change for change, _, _ in found.changes])
    known = {(fault.code, fault.message) for fault in checks.broken_rules(loaded)}
    broken = [one for one in errors(checks.broken_rules(made)) if (one.code, one.message) not in known]
    if broken:
        raise Faulty([_at_its_cell(fault, made, table, found) for fault in broken])
    return made


def _at_its_cell(fault: Fault, made: Source, table: Table, found: Differences) -> Fault:
    """A fault of the changed data, at the cell whose change it stands in, or else at one of the same measure.

    Rules look at what is published first: an office's own fields come last.
    """
    for whole in (False, True):
        for change, line, name in sorted(found.changes, key=lambda one: one[2] in internal.FIELDS):
            record = yamltree.at(made.root, change.path)
            node = record if whole else record.child(change.field)
            if node and fault.file == made.file and _holds(node, fault.line):
                if isinstance(change, Addition) and not whole:
                    name = _column_of(node.child(-1), fault.line) or name
                return table.fault(line, name, fault.code, fault.message, fault.advice)
    return fault


def _column_of(update: Node, line: int) -> str | None:
    """The column that asks for what stands in a line of an update."""
    for field_name, name in {"date": "date", "status": "status", "text": "progress", "source": "source"}.items():
        if (node := update.child(field_name)) and _holds(node, line):
            return name
    return None


def _holds(node: Node, line: int) -> bool:
    first, last = merging.lines_of(node)
    return first <= line <= last


def weigh(found: Differences, place: Place, change: Change, line: Line, name: str, table: Table) -> None:
    """Keeps what a person should know before a change is made: what the data says now may be newer than the ledger."""
    held, before = getattr(place.row, name), table.before.get(place.row.number)
    after = change.value if isinstance(change, Setting) else change.item.status
    if before is None:
        if (isinstance(change, Setting) and after is None) or _goes_back(place.row.status, after):
            found.losing.append(f"第 {line.number} 行{TITLES[name if isinstance(change, Setting) else 'status']}")
    elif isinstance(change, Setting) and baseline.shown(baseline.said(before, name)) != baseline.shown(held).strip():
        here, there = (short(baseline.shown(one)) or "（空）" for one in (after, held))
        message = f"台账改成“{here}”，数据在写出台账以后也改了，现在是“{there}”"
        advice = "用数据里的，照它改这一格；用台账里的，不加 --yes 运行，看清以后确认；或者重新写出台账，在新的上面改"
        found.overtaken[line.number, name] = table.fault(line, name, "cell-overtaken", message, advice)


def _goes_back(before: Status, after: object) -> bool:
    return isinstance(after, Status) and _RANKS[after] < _RANKS[before]


def _text(place: Place, line: Line, table: Table) -> Iterator[tuple[Change, str]]:
    """What comes from the announcement must be as it is there, or the cell empty."""
    for name in FROM_THE_TEXT:
        if (words := line.text(name)) and bare(words) != bare(getattr(place.row, name)):
            message = f"序号 {place.row.number} 的{TITLES[name]}与通报不同"
            advice = "照通报改回；若是序号错了，改序号。通报原文有误要更正的，改数据文件和 announcement.txt"
            raise Refused(name, "text-changed", message, advice)
    yield from ()


def _internal(place: Place, line: Line, table: Table) -> Iterator[tuple[Change, str]]:
    for name in internal.FIELDS:
        if name in table.columns and (words := line.text(name)) != getattr(place.row, name).strip():
            yield Setting(place.path, name, words or None), name


def _evidence(place: Place, line: Line, table: Table) -> Iterator[tuple[Change, str]]:
    if "evidence" in table.columns and (words := line.text("evidence")) != place.row.evidence.strip():
        yield Setting(place.path, "evidence", words or None), "evidence"


def _progress(place: Place, line: Line, table: Table) -> Iterator[tuple[Change, str]]:
    """A new update where progress, its day or its source are new; else the state that the announcement gives."""
    held, day = place.row, _read(line, "date", "date")
    status = _read(line, "status", "status")
    if status is None and "status" in table.columns:
        raise Refused("status", "status-unknown", "没有填状态", "没有变化就照原来的写")
    if earlier := _earlier(place, line, table):
        if status not in (None, earlier, held.status):
            message = "状态改了，却没有新的进展情况；数据里还有更新的情况"
            raise Refused("status", "update-changed", message, "重新写出台账，在新的上面改")
        return
    changed = [
        name
        for name, new, old in (
            ("progress", line.text("progress"), held.progress.strip()),
            ("date", day, held.date),
            ("source", line.text("source"), held.source.strip()),
        )
        if name in table.columns and new != old
    ]
    if changed:
        _refuse_what_is_no_update(held, line, day, changed)
        new = status if status != held.status else None
        update = Update(date=day, status=new, text=line.text("progress"), source=line.text("source"))
        yield Addition(place.path, "updates", update), "progress"
    elif status not in (None, held.status):
        refuse_without_evidence(place, line, table, status)
        yield Setting(place.path, "status", status), "status"


def refuse_without_evidence(place: Place, line: Line, table: Table, status: Status) -> None:
    """Raises `Refused` for another state of the announcement without words of it that say so; news is an update."""
    if place.measure.updates:
        message = "状态改了，却没有新的进展情况"
        raise Refused("status", "update-changed", message, "同时写新的进展情况、更新日期和来源，说明是怎么变的")
    held, old = place.row.evidence.strip(), place.measure.status
    evidence = line.text("evidence") if "evidence" in table.columns else held
    label, before = status.label, short(held)
    if status is Status.STATED:
        if not evidence:
            return
        message, correct = f"状态改成{label}，依据还是“{before}”", "也清空依据"
    elif evidence and (evidence != held or (quotations.tells(status, held) and not quotations.tells(old, held))):
        return
    else:
        message = f"状态改成{label}，依据还是“{before}”" if evidence else f"状态改成{label}，没有依据"
        correct = f"依据也改成措施里说明“{label}”的原文"
    advice = f"通报以后的新情况：写进展情况、更新日期和来源；更正通报时的状态：{correct}"
    raise Refused("status", "no-evidence", message, advice)


def _earlier(place: Place, line: Line, table: Table) -> Status | None:
    """The state at the time that a row tells of, where the data has updates after it; None where the row is new."""
    told = {"progress": line.text("progress"), "date": _read(line, "date", "date"), "source": line.text("source")}
    told = {name: value for name, value in told.items() if name in table.columns}
    status = place.measure.status
    known: dict[str, object] = {"progress": "", "date": None, "source": ""}
    for update in place.measure.updates:
        if told and all(value == known[name] for name, value in told.items()):
            return status
        status = update.status or status
        words = {name: ledger.fitting(getattr(update, name)).strip() for name in ("text", "source")}
        known = {"progress": words["text"], "date": update.date, "source": words["source"]}
    return None


def _refuse_what_is_no_update(held: Row, line: Line, day: object, changed: list[str]) -> None:
    correct = "已经公布的情况要改正，在数据文件里改"
    if held.date and "progress" not in changed:
        message = f"{TITLES[changed[0]]}改了，进展情况没有改"
        raise Refused(changed[0], "update-changed", message, f"有新情况，写新的进展情况；{correct}")
    if held.date and "date" not in changed:
        message = "进展情况改了，更新日期没有改"
        raise Refused("date", "update-changed", message, f"新的情况写新的日期，以前的会保留；{correct}")
    for name, empty in (
        ("progress", not line.text("progress")),
        ("date", day is None),
        ("source", not line.text("source")),
    ):
        if empty:
            message = f"没有{TITLES[name]}"
            raise Refused(name, "update-incomplete", message, "新的情况要有进展情况、更新日期和来源，三样都填")
    if held.date and day < held.date:
        message = f"更新日期 {day} 早于上一次的 {held.date}"
        raise Refused("date", "dates-order", message, "核对日期；补记以前的情况，在数据文件里加")


def _read(line: Line, name: str, attribute: str):
    try:
        return getattr(line, attribute)
    except Unreadable as unreadable:
        code = {"date": "day-unknown", "status": "status-unknown"}[name]
        raise Refused(name, code, unreadable.message, unreadable.advice) from None
