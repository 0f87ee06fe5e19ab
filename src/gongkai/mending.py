"""What a file with faults of shape most likely means, so that the rules can be held against all the rest of it.

Nothing mended is ever published: it only lets one run name every fault, not those of shape alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from gongkai.model import DataPath
from gongkai.yamltree import Mapping, Node, Place, Scalar, Sequence, at

UNKNOWN = "？"
_WHOLE = {"inspection", "events", "figures", "updates", "terms"}
_TEXTS = {"title", "text", "problem"}
_YES, _NO = ("true", "yes", "on", "y", "1", "是"), ("false", "no", "off", "n", "0", "否")
_BOOLEANS = dict.fromkeys(_YES, "true") | dict.fromkeys(_NO, "false")


class Hopeless(Exception):
    """There is no telling what was meant."""


def mend(root: Mapping, path: DataPath, kind: str, meant: str | None = None) -> None:
    """Changes a tree where pydantic found an error of a kind: the value as it was meant, left out, or a stand-in.

    `meant` is the key that an unknown one was to be. Raises `Hopeless`.
    """
    parent, key = at(root, path[:-1]), path[-1]
    node = parent.child(key)
    if kind == "extra_forbidden":
        _rename(parent, str(key), meant)
    elif node is None:
        _stand_in(root, path, parent.place)
    elif as_meant := _MEANT.get(kind, _nothing)(node):
        _put(parent, key, as_meant)
    elif kind == "too_short" or key in _TEXTS | {"slug", "number"}:
        _stand_in(root, path, node.place)
    else:
        _leave_out(root, path)


def boolean(written: str) -> str | None:
    """`true` or `false`, where that is what a word means."""
    return _BOOLEANS.get(written.strip().lower())


def _as_boolean(node: Node) -> Node | None:
    word = boolean(node.text) if isinstance(node, Scalar) else None
    return Scalar(node.place, word, True, node.rows) if word else None


def _as_text(node: Node) -> Node | None:
    return Scalar(node.place, node.text, False, node.rows) if isinstance(node, Scalar) and node.text.strip() else None


def _as_number(node: Node) -> Node | None:
    found = (
        re.fullmatch("[^0-9A-Za-z]*0*([1-9][0-9]{0,3})[^0-9A-Za-z]*", node.text) if isinstance(node, Scalar) else None
    )
    return Scalar(node.place, found[1], True, node.rows) if found else None


def _as_list(node: Node) -> Node | None:
    return Sequence(node.place, [node]) if isinstance(node, Scalar) and node.text.strip() else None


def _as_entry(node: Node) -> Node | None:
    return Mapping(node.place, {"text": node}, {"text": node.place}) if isinstance(node, Scalar) else None


def _nothing(node: Node) -> None:
    """No way to read the value as what it should be."""


_MEANT: dict[str, Callable[[Node], Node | None]] = {
    "string_type": _as_text,
    "int_type": _as_number,
    "bool_type": _as_boolean,
    "literal_error": _as_boolean,
    "list_type": _as_list,
    "model_type": _as_entry,
    "model_attributes_type": _as_entry,
}


def _stand_in(root: Mapping, path: DataPath, place: Place) -> None:
    key = str(path[-1])
    if any(step in _WHOLE for step in path[:-1]):
        _leave_out(root, path[:-1])
        return
    unknown = _scalar(place, UNKNOWN)
    if key in _TEXTS:
        value: Node = unknown
    elif key == "slug":
        value = _scalar(place, f"line-{place.line}-{place.column}")
    elif key == "measures":
        value = Sequence(place, [Mapping(place, {"text": unknown}, {"text": place})])
    elif key in ("issuer", "published"):
        value = Scalar(place, "null", True, [(place, "null")])
    else:
        raise Hopeless
    _put(at(root, path[:-1]), path[-1], value)


def _scalar(place: Place, text: str) -> Scalar:
    return Scalar(place, text, False, [(place, text)])


def _put(parent: Node, key: str | int, value: Node) -> None:
    if isinstance(parent, Mapping):
        parent.values[str(key)] = value
        parent.keys.setdefault(str(key), value.place)
    elif isinstance(parent, Sequence) and isinstance(key, int):
        parent.values[key] = value
    else:
        raise Hopeless


def _leave_out(root: Mapping, path: DataPath) -> None:
    """Takes away the value at a path; of what only makes sense as a whole, all of it."""
    last = max((place for place, step in enumerate(path) if step in _WHOLE), default=None)
    if last is not None:
        path = path[: last + 2]
    parent = at(root, path[:-1])
    if isinstance(parent, Mapping) and len(path) > 1:
        parent.values.pop(str(path[-1]), None)
    elif isinstance(parent, Sequence) and isinstance(path[-1], int) and path[-1] < len(parent.values):
        del parent.values[path[-1]]
    else:
        raise Hopeless


def _rename(parent: Node, key: str, meant: str | None) -> None:
    if not isinstance(parent, Mapping) or key not in parent.values:
        raise Hopeless
    value = parent.values.pop(key)
    if meant and meant not in parent.values:
        parent.values[meant] = value
