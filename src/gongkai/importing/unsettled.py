"""What a Word document holds that is no settled text: refused where words would be lost or shown, else named."""

import re
from collections.abc import Iterator
from typing import Any

from gongkai.faults import Fault
from gongkai.importing.numbering import Marker
from gongkai.importing.styles import Styles, is_on

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_V = "{urn:schemas-microsoft-com:vml}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_HIDDEN = "隐藏文字"
_NUMBER = "不常用的自动编号，读不准"
_OTHER_FILE = "插入的另一个文件"
_UNSETTLED = {
    f"{_W}ins": "修订",
    f"{_W}del": "修订",
    f"{_W}moveFrom": "修订",
    f"{_W}moveTo": "修订",
    f"{_W}cellIns": "修订",
    f"{_W}cellDel": "修订",
    f"{_W}rPrChange": "修订",  # of formatting: what is hidden, struck out or numbered hangs on it
    f"{_W}pPrChange": "修订",
    f"{_W}commentReference": "批注",
    f"{_W}footnoteReference": "脚注",
    f"{_W}endnoteReference": "尾注",
    f"{_W}vanish": _HIDDEN,
    f"{_W}sym": "图形符号",
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath": "公式",
    f"{_W}altChunk": _OTHER_FILE,
    f"{_W}subDoc": _OTHER_FILE,
    f"{_W}object": "嵌入的对象",
    f"{_A}t": "图形里的文字",
}
_GRAPHICS = {"chart": "图表", "chartex": "图表", "diagram": "SmartArt 图形"}
_READ_ELSEWHERE = ("picture", "wordprocessingShape", "wordprocessingGroup", "wordprocessingCanvas", "lockedCanvas")
# Fields that show what stands in no run of the document.
_FIELDS = re.compile(r"\s*(?:EQ|AUTONUM\w*|LISTNUM|SYMBOL|FORMCHECKBOX|FORMDROPDOWN)\b", re.IGNORECASE)
_SETTLE = "在 Word 的“审阅”里接受或拒绝全部修订，删除批注，再试一次"
_SAVE = "在 Word 里打开，另存为“Word 文档（.docx）”，它就并入正文；再试一次"
_RENUMBER = "换成“1.”“一、”一类的编号，或改成手工输入的文字，再试一次"
_ADVICE = {"修订": _SETTLE, "批注": _SETTLE, _OTHER_FILE: _SAVE, _NUMBER: _RENUMBER}
_REWRITE = "改成正文里的普通文字，或删去，再试一次"


def faults(file: str, body: Any, styles: Styles, markers: dict[Any, Marker]) -> Iterator[Fault]:
    """A fault for each kind of thing that is not settled, or that is no plain text, once a paragraph."""
    number, named = 0, set()
    for node in body.iter():
        shown = next(node.iterancestors(FALLBACK), None) is None
        number += shown and node.tag == f"{_W}p"
        what = _what(node, styles, markers) if shown else None
        if what and (number, what) not in named:
            named.add((number, what))
            message = f"第 {max(number, 1)} 段{'之后' if node.tag == f'{_W}altChunk' else ''}有{what}"
            yield Fault(file, max(number, 1), 1, "unsettled", message, _ADVICE.get(what, _REWRITE))


def _what(node: Any, styles: Styles, markers: dict[Any, Marker]) -> str | None:
    if node.tag == f"{_W}p":
        return _NUMBER if node in markers and markers[node].text is None else None
    if node.tag == f"{_W}t":
        run = next(node.iterancestors(f"{_W}r"), None)
        return _HIDDEN if run is not None and (node.text or "").strip() and styles.hide(run) else None
    if node.tag in (f"{_W}strike", f"{_W}dstrike"):
        of_words = node.getparent().getparent().tag == f"{_W}r" and is_on(node.get(f"{_W}val"))
        return "加了删除线的文字" if of_words else None
    if node.tag in (f"{_W}fldChar", f"{_W}fldSimple"):
        return "用域显示的字（带圈字符、自动编号域等）" if _FIELDS.match(_instruction(node)) else None
    if node.tag == f"{_V}textpath":
        return "艺术字" if node.get("string", "").strip() else None
    if node.tag == f"{_A}graphicData":
        return _GRAPHICS.get(_kind(node))
    return _UNSETTLED.get(node.tag) if is_on(node.get(f"{_W}val")) else None


def _instruction(field: Any) -> str:
    """What a field is told to show, from its beginning on; it can be cut over several runs."""
    if field.tag == f"{_W}fldSimple":
        return field.get(f"{_W}instr", "")
    words = ""
    if field.get(f"{_W}fldCharType") == "begin":
        run = field.getparent()
        for node in (node for one in (run, *run.itersiblings(f"{_W}r")) for node in one):
            if node.tag == f"{_W}fldChar" and node is not field:
                break
            words += (node.text or "") if node.tag == f"{_W}instrText" else ""
    return words


def pictures(nodes: Iterator[Any]) -> int:
    """How many pictures there are among nodes, and other graphics of which nothing is read."""
    shown = (node for node in nodes if next(node.iterancestors(FALLBACK), None) is None)
    return sum(
        _kind(node) not in _READ_ELSEWHERE if node.tag == f"{_A}graphicData" else True
        for node in shown
        if node.tag in (f"{_A}graphicData", f"{_A}blip", f"{_V}imagedata")
    )


def _kind(graphic: Any) -> str:
    return graphic.get("uri", "").rpartition("/")[2]
