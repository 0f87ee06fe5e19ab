"""A Word document (.docx) -> the text of an announcement, a paragraph a line, automatic numbering written out.

Needs the extra `gongkai[docx]`. Documents with tracked changes or comments are refused, since what they say is not
settled; so are those with footnotes, formulas, symbols or hidden text, which have no place in a line of text.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gongkai.faults import Fault, Faulty
from gongkai.importing import ledger, tables
from gongkai.importing.announcement import Note
from gongkai.importing.forms import CIRCLED
from gongkai.importing.packages import Kind, refuse_others
from gongkai.wording import chinese_number

_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
SUFFIX = ".docx"
_KIND = Kind(
    code="not-docx",
    name="Word 文件（.docx）",
    older="这是旧式 .doc 文件",
    main="(?:.*/)?word/document.xml",
    save="在 Word 或 WPS 里打开，另存为“Word 文档（.docx）”，再试一次",
)
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_EDGES = {"header": "页眉", "footer": "页脚"}
_PAGE_NUMBER = re.compile(r"[第共页/—–－·\-\d,，]*")
_UNSETTLED = {
    f"{_W}ins": "修订",
    f"{_W}del": "修订",
    f"{_W}moveFrom": "修订",
    f"{_W}moveTo": "修订",
    f"{_W}cellIns": "修订",
    f"{_W}cellDel": "修订",
    f"{_W}commentReference": "批注",
    f"{_W}footnoteReference": "脚注",
    f"{_W}endnoteReference": "尾注",
    f"{_W}vanish": "隐藏文字",
    f"{_W}sym": "图形符号",
    f"{_M}oMath": "公式",
}


@dataclass(frozen=True)
class Document:
    """The text of a document, a paragraph a line, and what a person should look at."""

    text: str
    notes: list[Note]


def read(path: Path) -> Document:
    """The text of a document, and what a person should look at; its notes name lines of the text.

    Raises `Faulty` when it is no .docx, not safe to open, or has what is not settled.
    """
    try:
        import docx
    except ModuleNotFoundError:
        raise _KIND.fault(path, "读 Word 文件还缺一个组件", '运行 pip install "python-docx<2"', "needs-extra") from None
    refuse_others(path, _KIND)
    try:
        document = docx.Document(str(path))
        body = document.element.body
        numbering = _Numbering(document)
        edges = list(_edges(document))
    except Exception:  # python-docx has no error of its own for what is inside a package
        raise _KIND.damaged(path) from None
    if faults := list(_unsettled(str(path), body)):
        raise Faulty(faults)
    lines: list[str] = []
    notes = [Note(1, f"{where}里的文字没有读", words) for where, words in edges]
    for block in _blocks(body):
        if block.tag == f"{_W}p":
            lines += _lines(block, numbering)
            continue
        found, table = tables.lines(block, lambda paragraph: _lines(paragraph, numbering))
        at = len(lines) + 1
        if table and not lines and "category" not in table.columns and not table.title:
            notes.append(Note(at, "表格之上没有标题，加了这个类别，请核对", ledger.NO_CATEGORY))
            found.insert(0, ledger.NO_CATEGORY)
        if found:
            message = "这个表格按台账读出，各列写成“列名：内容”" if table else "这个表格按行读出，请核对"
            notes.append(Note(at, message, found[0]))
        if table and (column := table.columns.get("leader")):
            message = "表格里的这一列会作为通报原文公开；不公开人名的，先在 Word 里删去这一列"
            notes.append(Note(at, message, table.titles[column]))
        lines += found
    return Document("".join(f"{line}\n" for line in lines), notes)


def _blocks(body: Any) -> Iterator[Any]:
    """Paragraphs, those of text boxes among them, and tables that stand in no other, in order."""
    for node in body.iter(f"{_W}p", f"{_W}tbl"):
        if next(node.iterancestors(f"{_W}tbl", _FALLBACK), None) is None:
            yield node


def _edges(document: Any) -> Iterator[tuple[str, str]]:
    """What headers and footers say, each once; numbers of pages are left aside."""
    said = set()
    for relation in document.part.rels.values():
        where = _EDGES.get(relation.reltype.rpartition("/")[2])
        if where and not relation.is_external:
            words = "".join(node.text or "" for node in relation.target_part.element.iter(f"{_W}t")).strip()
            if (where, words) not in said and not _PAGE_NUMBER.fullmatch("".join(words.split())):
                said.add((where, words))
                yield where, words


_SETTLE = "在 Word 的“审阅”里接受或拒绝全部修订，删除批注，再试一次"
_REWRITE = "改成正文里的普通文字，或删去，再试一次"


def _unsettled(file: str, body: Any) -> Iterator[Fault]:
    """A fault for each kind of thing that is not settled, or that is no plain text, once a paragraph."""
    number, named = 0, set()
    for node in body.iter():
        number += node.tag == f"{_W}p"
        what = _UNSETTLED.get(node.tag)
        if what and node.get(f"{_W}val") not in ("0", "false") and (number, what) not in named:
            named.add((number, what))
            advice = _SETTLE if what in ("修订", "批注") else _REWRITE
            yield Fault(file, max(number, 1), 1, "unsettled", f"第 {max(number, 1)} 段有{what}", advice)


def _lines(paragraph: Any, numbering: "_Numbering") -> Iterator[str]:
    """The lines of a paragraph: line breaks part them, its automatic number stands before the first."""
    words = "".join(_written(node) for node in paragraph.iter() if _paragraph_of(node) is paragraph)
    if not words.strip() or next(paragraph.iterancestors(_FALLBACK), None) is not None:
        return
    yield from (numbering.marker(paragraph) + words).split("\n")


def _paragraph_of(node: Any) -> Any:
    """The paragraph that a node stands in: that of a text box stands inside another."""
    return node if node.tag == f"{_W}p" else next(node.iterancestors(f"{_W}p"), None)


def _written(node: Any) -> str:
    if node.tag == f"{_W}t":
        return "" if next(node.iterancestors(f"{_W}rt"), None) is not None else node.text or ""
    if node.tag == f"{_W}noBreakHyphen":
        return "-"
    if node.tag in (f"{_W}br", f"{_W}cr"):
        return "\n"
    return "\t" if node.tag == f"{_W}tab" and node.getparent().tag == f"{_W}r" else ""


_FORMATS: dict[str, Callable[[int], str]] = {
    "chineseCounting": chinese_number,
    "chineseCountingThousand": chinese_number,
    "japaneseCounting": chinese_number,
    "ideographDigital": chinese_number,
    "decimalEnclosedCircle": lambda number: CIRCLED[number - 1] if number <= len(CIRCLED) else str(number),
    "decimalEnclosedCircleChinese": lambda number: CIRCLED[number - 1] if number <= len(CIRCLED) else str(number),
    "none": lambda number: "",
    "bullet": lambda number: "",
}


class _Numbering:
    """Counts the automatic numbers of a document, level by level (ECMA-376-1, 17.9)."""

    def __init__(self, document: Any):
        self.styles = {style.style_id: style.element for style in document.styles}
        self.levels: dict[str, dict[int, Any]] = {}
        self.counts: dict[str, Counter[int]] = {}
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError):
            return
        abstract = {one.get(f"{_W}abstractNumId"): one for one in root.iter(f"{_W}abstractNum")}
        for num in root.iter(f"{_W}num"):
            kind = abstract.get(num.find(f"{_W}abstractNumId").get(f"{_W}val"))
            if kind is not None:
                levels = {int(level.get(f"{_W}ilvl")): level for level in kind.iter(f"{_W}lvl")}
                self.levels[num.get(f"{_W}numId")] = levels

    def marker(self, paragraph: Any) -> str:
        """The number that Word shows before a paragraph, or nothing."""
        number_id, depth = self._of(paragraph)
        levels = self.levels.get(number_id, {})
        if depth not in levels:
            return ""
        counts = self.counts.setdefault(number_id, Counter())
        counts[depth] += 1
        for deeper in [one for one in counts if one > depth]:
            if _value(levels[deeper], "lvlRestart", "") != "0":
                del counts[deeper]
        shown = _value(levels[depth], "lvlText", "")
        return re.sub(r"%(\d)", lambda found: self._number(levels, counts, int(found[1]) - 1), shown)

    def _number(self, levels: dict[int, Any], counts: Counter[int], depth: int) -> str:
        if depth not in levels:
            return ""
        start = int(_value(levels[depth], "start", "1"))
        number = max(start + max(counts[depth], 1) - 1, 1)
        return _FORMATS.get(_value(levels[depth], "numFmt", "decimal"), str)(number)

    def _of(self, paragraph: Any) -> tuple[str, int]:
        """The list that a paragraph is of, by itself or by its style, and how deep."""
        own = paragraph.find(f"{_W}pPr")
        style = self.styles.get(_value(own, "pStyle", "")) if own is not None else None
        for properties in (own, style.find(f"{_W}pPr") if style is not None else None):
            if properties is not None and (number := properties.find(f"{_W}numPr")) is not None:
                return _value(number, "numId", "0"), int(_value(number, "ilvl", "0"))
        return "0", 0


def _value(element: Any, name: str, otherwise: str) -> str:
    child = element.find(f"{_W}{name}")
    return otherwise if child is None else child.get(f"{_W}val", otherwise)
