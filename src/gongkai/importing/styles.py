"""The styles of a Word document: what a paragraph, its words and its table take from them (ECMA-376-1, 17.7)."""

from functools import cache
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFF = ("0", "false", "off")


class Styles:
    """The styles of a document, by their kind and name."""

    def __init__(self, root: Any):
        self._known = {one.get(f"{_W}styleId"): one for one in root.iter(f"{_W}style")}
        usual = [one for one in self._known.values() if is_on(one.get(f"{_W}default", "0"))]
        self._usual = {one.get(f"{_W}type"): one for one in usual}
        self._all_hidden = is_set(root, "docDefaults", "rPrDefault", "rPr", "vanish")
        self.hidden_by = cache(self._hidden_by)

    def of(self, kind: str, name: str | None) -> list[Any]:
        """The style of a name, and those that it is based on; without a name, or an unknown one, the usual one."""
        style = self._known.get(name, self._usual.get(kind))
        chain: list[Any] = []
        while style is not None and style not in chain:
            chain.append(style)
            style = self._known.get(value(style, "basedOn"))
        return chain

    def hide(self, run: Any) -> bool:
        """Whether the words of a run are hidden by a style; what the run says itself goes before that."""
        if run.find(f"{_W}rPr/{_W}vanish") is not None:
            return False
        paragraph = next(run.iterancestors(f"{_W}p"), None)
        by_paragraph = self.hidden_by("paragraph", value(paragraph, "pPr", "pStyle"))
        tables = [value(table, "tblPr", "tblStyle") for table in run.iterancestors(f"{_W}tbl")]
        return bool(
            (self._all_hidden if by_paragraph is None else by_paragraph)
            or self.hidden_by("character", value(run, "rPr", "rStyle"))
            or any(self.hidden_by("table", name) for name in tables)
        )

    def _hidden_by(self, kind: str, name: str | None) -> bool | None:
        """Whether a style hides words; None where it says nothing of it. Of a table, any part of it."""
        for style in self.of(kind, name):
            said = [one.get(f"{_W}val") for one in style.iter(f"{_W}vanish")]
            if said:
                return any(map(is_on, said))
        return None


def value(element: Any, *path: str) -> str | None:
    """What the element at a path says; None where there is none."""
    found = _find(element, *path)
    return None if found is None else found.get(f"{_W}val")


def is_set(element: Any, *path: str) -> bool:
    """Whether the property at a path is there and on."""
    found = _find(element, *path)
    return found is not None and is_on(found.get(f"{_W}val"))


def _find(element: Any, *path: str) -> Any:
    return None if element is None else element.find("/".join(f"{_W}{name}" for name in path))


def is_on(written: str | None) -> bool:
    """Whether a property that is there is on: by its presence alone, unless it says otherwise."""
    return written not in _OFF
