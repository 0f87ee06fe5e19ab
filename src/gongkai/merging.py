"""Values changed in the text of a data file; all the rest of the file stays as it is, byte for byte.

The text is spliced at the places that the tree knows. The result is parsed and compared with what was meant, so that a
file written in a way that was not foreseen is refused, never spoilt.
"""

import codecs
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from gongkai import reading, source, writing, yamltree
from gongkai.faults import Fault, Faulty
from gongkai.model import Announcement, DataPath, Record
from gongkai.source import Source
from gongkai.yamltree import Mapping, Node, Scalar, Sequence


@dataclass(frozen=True)
class Setting:
    """A field of the record at a path that is to have a value; None takes the field away."""

    path: DataPath
    field: str
    value: Any


@dataclass(frozen=True)
class Addition:
    """A record to be added to the end of a list, which is a field of the record at a path."""

    path: DataPath
    field: str
    item: Record


Change = Setting | Addition


@dataclass(frozen=True, order=True)
class _Splice:
    """Lines from a start up to an end, counted from 0, and what takes their place. `rank` orders what is put in."""

    start: int
    replaces: bool
    rank: int
    end: int
    lines: tuple[str, ...]


def changed(loaded: Source, changes: list[Change]) -> Source:
    """The data with changes made, as text and as model.

    Raises `Faulty` (`cannot-insert`), at the place of the first that cannot be made, where the file is written in a
    form that would have to be changed elsewhere too.
    """
    if made := _made(loaded, changes):
        return made
    culprit = next((one for one in changes if _made(loaded, [one]) is None), changes[0])
    message = f"这里写法特殊，没有把握只改“{culprit.field}”而不动别处"
    raise Faulty([loaded.fault(culprit.path, "cannot-insert", message, "请在文件里手工改")])


def write(loaded: Source, made: Source) -> None:
    """Puts the changed text in the place of a data file, with the line ends and the byte order mark that it has.

    Raises `Faulty` when the file is not what was loaded any more.
    """
    path = Path(loaded.file)
    with writing.holding(path):
        _write(path, loaded, made)


def _write(path: Path, loaded: Source, made: Source) -> None:
    content = path.read_bytes()
    if reading.read(path) != loaded.text:
        message = "文件刚刚被别的程序改过，没有写入"
        raise Faulty([Fault(loaded.file, 1, 1, "changed-meanwhile", message, "核对以后再运行一次")])
    text = made.text
    if content.count(b"\n") == content.count(b"\r\n"):
        text = text.replace("\n", "\r\n")
    mark = codecs.BOM_UTF8 if content.startswith(codecs.BOM_UTF8) else b""
    writing.put(path, mark + text.encode())


def lines_of(node: Node) -> tuple[int, int]:
    """The first and the last line of a node, from 1."""
    found = list(_lines(node))
    return min(found), max(found)


def _made(loaded: Source, changes: list[Change]) -> Source | None:
    lines, wanted = loaded.text.split("\n"), loaded.announcement
    splices = sorted((_splice(loaded, lines, change) for change in changes), reverse=True)
    if any(above.end > below.start for below, above in pairwise(splices)):
        return None
    for splice in splices:
        lines[splice.start : splice.end] = splice.lines
    for change in changes:
        wanted = _with(wanted, change.path, _effect(change))
    try:
        made = source.parse(loaded.file, "\n".join(lines))
    except Faulty:
        return None
    return made if made.announcement == wanted else None


def _effect(change: Change) -> Callable[[Record], Record]:
    def effect(record: Record) -> Record:
        value = [*getattr(record, change.field), change.item] if isinstance(change, Addition) else change.value
        return record.model_copy(update={change.field: value})

    return effect


def _with(value: Any, path: DataPath, effect: Callable[[Record], Record]) -> Any:
    if not path:
        return effect(value)
    step, *rest = path
    if isinstance(value, list):
        return [_with(one, tuple(rest), effect) if place == step else one for place, one in enumerate(value)]
    return value.model_copy(update={step: _with(getattr(value, str(step)), tuple(rest), effect)})


def _splice(loaded: Source, lines: list[str], change: Change) -> _Splice:
    record = yamltree.at(loaded.root, change.path)
    order = list(type(_value_at(loaded.announcement, change.path)).model_fields)
    rank = order.index(change.field)
    held = record.child(change.field)
    if isinstance(change, Addition):
        item = writing.item(change.item.model_dump(by_alias=True, exclude_none=True, exclude_defaults=True))
        if isinstance(held, Sequence) and held.values:
            return _insertion(lines_of(held)[1], held.place.column - 1, item, rank)
        new = [f"{change.field}:", *(f"  {line}" for line in item)]
        return _insertion(lines_of(record)[1], record.place.column - 1, new, rank)
    if held is None:
        before = [record.values[name] for name in order[:rank] if name in getattr(record, "values", {})]
        entry = writing.entry(change.field, change.value) if change.value is not None else []
        return _insertion(lines_of(before[-1] if before else record)[1], record.place.column - 1, entry, rank)
    key = record.keys[change.field] if isinstance(record, Mapping) else record.place
    last = lines_of(held)[1]
    if change.value is None:
        return _Splice(key.line - 1, True, rank, last, ())
    head, *body = writing.entry(change.field, change.value)
    before, after = _around(held, lines, last)
    indent = " " * (key.column - 1)
    new = (before + head.partition(": ")[2] + after, *(indent + line if line else "" for line in body))
    return _Splice(held.place.line - 1, True, rank, last, new)


def _insertion(after: int, indent: int, lines: list[str], rank: int) -> _Splice:
    return _Splice(after, False, rank, after, tuple(" " * indent + line if line else "" for line in lines))


def _around(scalar: Node, lines: list[str], last: int) -> tuple[str, str]:
    """What stands before a value on its first line, and after it: a comment, or nothing."""
    first = lines[scalar.place.line - 1]
    before, value = first[: scalar.place.column - 1], first[scalar.place.column - 1 :]
    if not isinstance(scalar, Scalar):
        return before, value
    if value.startswith(("|", ">")) and not scalar.plain:
        return before, value.lstrip("|>+-123456789")
    place, row = scalar.rows[-1]
    end = place.column - 1 + len(row) + (0 if scalar.plain else 1)
    return before + (" " if before.endswith(":") else ""), lines[last - 1][end:]


def _value_at(announcement: Announcement, path: DataPath) -> Any:
    value: Any = announcement
    for step in path:
        value = value[step] if isinstance(step, int) else getattr(value, step)
    return value


def _lines(node: Node) -> Iterator[int]:
    yield node.place.line
    if isinstance(node, Scalar):
        yield from (place.line for place, row in node.rows if row)
        return
    for child in node.values.values() if isinstance(node, Mapping) else node.values:
        yield from _lines(child)
