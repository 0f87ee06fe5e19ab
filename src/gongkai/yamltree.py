"""YAML text -> a tree of nodes that know their place, within limits that untrusted text needs.

A strict subset: one document, text keys, no anchors, aliases or tags, no key twice. Built from parser events
without recursion, so that depth and size can do no harm. What a scalar means is left to `source`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from gongkai import syntax
from gongkai.faults import Fault, Faulty
from gongkai.reading import UNPRINTABLE
from gongkai.wording import join_lines

DEEPEST = 32
MOST_NODES = 100_000
MOST_MENDED = 100
MOST_READ_AGAIN = 8_000_000  # characters, over all mendings
MOST_MARKS = 5
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Place:
    """Line and column, from 1."""

    line: int
    column: int


@dataclass
class Scalar:
    """A value as written: `text` without quotes, folded lines joined; `plain` when it stood without quotes.

    `rows` are the places of the pieces of `text` in the file, in order, with what stands there.
    """

    place: Place
    text: str
    plain: bool
    rows: list[tuple[Place, str]]

    def child(self, step: str | int) -> None:
        """A scalar has no parts."""

    def place_of(self, offset: int) -> Place:
        """Where in the file the character of `text` at `offset` stands."""
        passed = "".join(self.text[:offset].split())
        left = len(passed)
        for place, row in self.rows:
            for column, character in enumerate(row):
                if character.isspace():
                    continue
                if left == 0:
                    return Place(place.line, place.column + column)
                left -= 1
        last, row = self.rows[-1]
        return Place(last.line, last.column + max(len(row.rstrip()) - 1, 0))


@dataclass
class Mapping:
    place: Place
    values: dict[str, Node] = field(default_factory=dict)
    keys: dict[str, Place] = field(default_factory=dict)

    def child(self, step: str | int) -> Node | None:
        """The value under a key, if there is one."""
        return self.values.get(str(step))


@dataclass
class Sequence:
    place: Place
    values: list[Node] = field(default_factory=list)

    def child(self, step: str | int) -> Node | None:
        """The item at an index, if there is one."""
        return self.values[step] if isinstance(step, int) and step < len(self.values) else None


Node = Scalar | Mapping | Sequence


def parse(file: str, text: str) -> tuple[Mapping, list[Fault]]:
    """The root mapping of a YAML text and the faults that do not keep it from being read.

    Broken syntax is read on as its faults' advice would have it, so that one run names every fault. Raises `Faulty`
    where there is no tree to speak of: syntax that cannot be guessed, nesting too deep, no mapping at the top.
    """
    lines, faults = text.split("\n"), []
    while True:
        try:
            root, more = _Builder(file, "\n".join(lines)).build()
            return root, faults + more
        except Faulty as faulty:
            raise Faulty(faults + faulty.faults) from None
        except yaml.YAMLError as error:
            found = syntax.faults(file, [*lines, ""], error)
            if any(syntax.follows_from(fault, faults) for fault in found):
                raise Faulty(faults) from None
            faults += found
            as_meant = syntax.mended(lines, found)
            if as_meant is None or len(faults) > min(MOST_MENDED, MOST_READ_AGAIN // len(text)):
                raise Faulty(faults) from None
            lines = as_meant


def at(root: Node, path: tuple[str | int, ...]) -> Node:
    """The node at a path of keys and indexes, or the nearest one above it."""
    node = root
    for step in path:
        child = node.child(step)
        if child is None:
            break
        node = child
    return node


class _Builder:
    """Follows the parser's events with a stack of open collections."""

    def __init__(self, file: str, text: str):
        self.file = file
        self.text = text
        self.lines = [*text.split("\n"), ""]  # the parser may name the line after the last
        self.faults: list[Fault] = []
        self.open: list[Mapping | Sequence] = []
        self.pending_keys: list[tuple[str, Place] | None] = []
        self.root: Node | None = None
        self.nodes = 0
        self.marks = 0

    def build(self) -> tuple[Mapping, list[Fault]]:
        for event in self._events():
            self._take(event)
        if self.root is None:
            raise Faulty([self._fault(Place(1, 1), "empty-file", "文件里没有内容", "从备份或版本记录中找回内容")])
        if not isinstance(self.root, Mapping):
            message = "文件最外层应是“名称: 内容”的形式"
            raise Faulty([self._fault(self.root.place, "wrong-type", message, "最外层写 announcement: 和 parts:")])
        return self.root, self.faults

    def _events(self) -> Iterator[yaml.Event]:
        loader = _Loader(self.text)
        try:
            while loader.check_event():
                yield loader.get_event()
        finally:
            loader.dispose()

    def _take(self, event: yaml.Event) -> None:
        place = Place(event.start_mark.line + 1, event.start_mark.column + 1)
        if isinstance(event, yaml.DocumentStartEvent) and self.root is not None:
            raise Faulty([self._fault(place, "several-documents", "文件里有不止一份 YAML（用 --- 隔开）", "只留一份")])
        if isinstance(event, yaml.AliasEvent):
            self._refuse(place, f"用了别名 *{event.anchor}")
            self._add(Scalar(place, f"*{event.anchor}", False, [(place, f"*{event.anchor}")]))
        elif isinstance(event, yaml.ScalarEvent):
            self._refuse_marks(event, place)
            self._scalar(event, place)
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            self._refuse_marks(event, place)
            self._start(Mapping(place) if isinstance(event, yaml.MappingStartEvent) else Sequence(place))
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self.open.pop()
            self.pending_keys.pop()

    def _start(self, node: Mapping | Sequence) -> None:
        if len(self.open) >= DEEPEST:
            raise Faulty([self._fault(node.place, "too-deep", f"层次超过 {DEEPEST} 层", "核对缩进和括号")])
        if self._expects_key():
            self._name(("", node.place))
        else:
            self._add(node)
        self.open.append(node)
        self.pending_keys.append(None)

    def _scalar(self, event: yaml.ScalarEvent, place: Place) -> None:
        if found := UNPRINTABLE.search(event.value):
            message = f"文字里有看不见的控制字符 U+{ord(found[0]):04X}"
            self.faults.append(self._fault(place, "control-character", message, "删掉反斜杠和它后面的代号"))
        if self._expects_key():
            self._name((event.value, place))
        else:
            self._add(_scalar(event, place, self.lines))

    def _expects_key(self) -> bool:
        return bool(self.open) and isinstance(self.open[-1], Mapping) and self.pending_keys[-1] is None

    def _name(self, key: tuple[str, Place]) -> None:
        if not key[0]:
            message = "键应是文字，不能是空的，也不能是列表或别的"
            self.faults.append(self._fault(key[1], "wrong-type", message, "写成“名称: 内容”"))
        self.pending_keys[-1] = key

    def _add(self, node: Node) -> None:
        self.nodes += 1
        if self.nodes > MOST_NODES:
            raise Faulty([self._fault(node.place, "too-many", f"内容超过 {MOST_NODES} 项", "核对是否选错了文件")])
        if not self.open:
            self.root = node
        elif isinstance(parent := self.open[-1], Sequence):
            parent.values.append(node)
        elif (key := self.pending_keys[-1]) is None:
            self._name(("", node.place))
        else:
            self.pending_keys[-1] = None
            name, place = key
            if not name:
                return
            if (first := parent.keys.get(name)) is not None:
                message = f"“{name}”写了两次，第一次在第 {first.line} 行"
                self.faults.append(self._fault(place, "duplicate-key", message, "删掉其中一处，或改成另一个名称"))
                return
            parent.keys[name] = place
            parent.values[name] = node

    def _refuse_marks(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent, place: Place) -> None:
        if event.anchor:
            self._refuse(place, f"用了锚点 &{event.anchor}")
        if event.tag:
            self._refuse(place, f"用了标签 {event.tag}")

    def _refuse(self, place: Place, message: str) -> None:
        advice = "直接写出内容；以 &、*、! 开头的文字要加引号"
        self.faults.append(self._fault(place, "anchor-or-tag", message, advice))
        self.marks += 1
        if self.marks > MOST_MARKS:
            raise Faulty(self.faults)

    def _fault(self, place: Place, code: str, message: str, advice: str) -> Fault:
        return Fault(self.file, place.line, place.column, code, message, advice)


def _scalar(event: yaml.ScalarEvent, place: Place, lines: list[str]) -> Scalar:
    """A scalar with its folded lines joined as Chinese needs it: YAML itself would put a space between them."""
    rows = _rows(event, lines)
    plain = not event.style
    if len(rows) == 1 and event.style not in ("|", ">"):
        return Scalar(place, event.value, plain, rows)
    written = [row for _, row in rows]
    if event.style == "'":
        written = [row.replace("''", "'") for row in written]
    elif event.style == '"' and any("\\" in row for row in written):
        return Scalar(place, event.value, plain, rows)
    return Scalar(place, join_lines(written), plain, rows)


def _rows(event: yaml.ScalarEvent, lines: list[str]) -> list[tuple[Place, str]]:
    start, end = event.start_mark, event.end_mark
    if event.style in ("|", ">"):
        last = end.line if end.column == 0 else end.line + 1
        numbered = [(number, 0, lines[number]) for number in range(start.line + 1, last)]
    elif start.line == end.line:
        numbered = [(start.line, start.column, lines[start.line][start.column : end.column])]
    else:
        numbered = [(start.line, start.column, lines[start.line][start.column :])]
        numbered += [(number, 0, lines[number]) for number in range(start.line + 1, end.line)]
        numbered += [(end.line, 0, lines[end.line][: end.column])]
    quote = event.style if event.style in ("'", '"') else ""
    rows = []
    for number, column, row in numbered:
        indent = len(row) - len(row.lstrip(" \t"))
        rows.append((Place(number + 1, column + indent + 1), row.strip(" \t")))
    if quote and rows:
        first_place, first = rows[0]
        rows[0] = (Place(first_place.line, first_place.column + 1), first.removeprefix(quote))
        rows[-1] = (rows[-1][0], rows[-1][1].removesuffix(quote))
    return rows or [(Place(start.line + 1, start.column + 1), "")]
