"""A Word document (.docx) -> the text of an announcement, a paragraph a line, automatic numbering written out.

Needs the extra `gongkai[docx]`. Documents with tracked changes or comments are refused, since what they say is not
settled; so are those with footnotes, formulas, symbols, charts, other files or hidden text, which have no place in a
line of text. Pictures are named.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from gongkai.faults import Faulty
from gongkai.importing import announcement, cautions, forms, front, issues, numbering, people, tables, unsettled
from gongkai.importing.ledger import Table
from gongkai.importing.notes import Note
from gongkai.importing.numbering import Marker
from gongkai.importing.packages import Kind, refuse_others
from gongkai.importing.styles import Styles, is_set
from gongkai.importing.tables import OfficeOnly, Told
from gongkai.importing.unsettled import FALLBACK
from gongkai.spacing import tidy
from gongkai.wording import chinese_number, punctuate

SUFFIX = ".docx"
_KIND = Kind(
    code="not-docx",
    name="Word 文件（.docx）",
    older="这是旧式 .doc 文件",
    main="(?:.*/)?word/document.xml",
    save="在 Word 或 WPS 里打开，另存为“Word 文档（.docx）”，再试一次",
)
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OF_ISSUES = "巡察反馈的问题"  # the title of a part that tables among sections get
_EDGES = {"header": "页眉", "footer": "页脚"}
_ANNOUNCED_LEDGER = (
    "标题是台账的，但另有说明、联系方式或落款，读作通报；只是台账的，请写 made_of: ledger，删去 published"
)
_PAGE_NUMBER = re.compile(r"[第共页/—–－·\-\d,，]*")


@dataclass(frozen=True)
class Document:
    """The text of a document, a paragraph a line, and what a person should look at.

    `office_only` is what its ledgers say for the office alone, with the line of the issue that it is about; `of_ledger`
    whether it is a ledger and nothing else.
    """

    text: str
    notes: list[Note]
    office_only: list[tuple[int, OfficeOnly]] = field(default_factory=list)
    of_ledger: bool = False


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
        styles = Styles(document.styles.element)
        markers = numbering.markers(document, styles)
        edges = list(_edges(document))
    except Exception:  # python-docx has no error of its own for what is inside a package
        raise _KIND.damaged(path) from None
    if faults := list(unsettled.faults(str(path), body, styles, markers)):
        raise Faulty(faults)
    reader = _Reader(str(path), markers)
    for block in _blocks(body):
        reader.take(block)
    if not reader.lines and reader.pictures:
        message = f"文件里没有文字，只有 {reader.pictures} 张图片"
        raise _KIND.fault(path, message, "把图片里的字录成文字，存为 .docx 或 .txt，再试一次", "empty-file")
    return reader.document([Note(1, f"{where}里的文字没有读", words) for where, words in edges])


class _Reader:
    """Takes the paragraphs and tables of a document in order. `issues` are the lines on which those of tables begin."""

    def __init__(self, file: str, markers: dict[Any, Marker]):
        self.file = file
        self.markers = markers
        self.lines: list[str] = []
        self.notes: list[Note] = []
        self.issues: list[int] = []
        self.around: list[str] = []  # the lines beside tables, and the titles in them
        self.office_only: list[tuple[int, OfficeOnly]] = []
        self.pictures = 0
        self.below_a_form = False  # whether the line above is one of those that stand under a ledger

    def take(self, block: Any) -> None:
        """Reads the next paragraph or table."""
        at = len(self.lines) + 1
        if block.tag == f"{_W}p":
            written = [line for line in self._written(block) if not self._is_of_a_form(line)]
            self.lines += written
            self.around += [punctuate(line.strip()) for line in written]
            nodes = (node for node in block.iter() if _paragraph_of(node) is block)
        else:
            self._table(block)
            nodes = block.iter()
        if number := unsettled.pictures(nodes):
            self.pictures += number
            near = min(at, max(len(self.lines), 1))
            text = self.lines[near - 1] if self.lines else "文件开头"
            self.notes.append(Note(near, f"这一段附近有 {number} 张图片，图片里的字没有读，请核对", text))

    def _is_of_a_form(self, line: str) -> bool:
        """Whether a line below a ledger says who filled it in, as its last rows may; named, and not read."""
        words = punctuate(line.strip())
        if self.issues and words:
            self.below_a_form = people.fills_a_form_in(words, below=self.below_a_form)
            if self.below_a_form:
                self.notes.append(Note(len(self.lines), "台账下面的这一行是填表人等，没有读，不会公开", line.strip()))
        return bool(self.issues and words) and self.below_a_form

    def document(self, notes: list[Note]) -> Document:
        """The whole document. Where the issues of its tables stand among sections, they get a part of their own."""
        lines, notes = self.lines, [*notes, *self.notes]
        if not self.issues:
            return Document(_text(lines), notes, self.office_only)
        around = [line for line in self.around if line]
        of_ledger = front.is_of_ledger_alone(around)
        if (title := front.title_of_ledger(around)) and not of_ledger:
            number = next((at for at, line in enumerate(lines, 1) if punctuate(line.strip()) == title[0]), 1)
            notes.append(Note(number, _ANNOUNCED_LEDGER, title[0]))
        first, heads = self.issues[0], [lines[line - 1] for line in self.issues]
        part = 1 + sum(forms.PART.fullmatch(line.strip()) is not None for line in lines[: first - 1])
        added = f"{chinese_number(part)}、{_OF_ISSUES}"
        below = [*lines[: first - 1], added, *lines[first - 1 :]]
        placed, placed_below = _placed(heads, lines), _placed(heads, below)
        if placed_below > placed:
            lines, placed = below, placed_below
            notes = [replace(note, line=note.line + 1) if note.line >= first else note for note in notes]
            notes.append(Note(first, "表格之上没有问题的标题，加了这个标题，请核对", added))
        if lost := len(heads) - placed:
            notes.append(Note(first, f"表格里有 {lost} 个问题没有读成问题，请核对", heads[0]))
        return Document(_text(lines), notes, self.office_only, of_ledger)

    def _table(self, block: Any) -> None:
        told = tables.told(self.file, block, self._written, self._last_issue)
        at, table = len(self.lines) + 1, told.table
        if told.lines:
            message = "这个表格按台账读出，各列写成“列名：内容”" if table else "这个表格按行读出，请核对"
            self.notes.append(Note(at, message, told.lines[0]))
        if told.internal and not table:
            message = "表格里的这些内容会作为通报原文公开；不公开的，先在 Word 里删去"
            self.notes.append(Note(at, message, "、".join(told.internal.values())))
        if table:
            self._ledger(at, told, table)
        self.lines += told.lines
        self.around += [] if table and not table.title else [punctuate(table.title)] if table else told.lines

    @property
    def _last_issue(self) -> int:
        """The number of the last issue that a table above has."""
        head = tables.ISSUE.match(self.lines[self.issues[-1] - 1]) if self.issues else None
        return int(head[1]) if head else 0

    def _ledger(self, at: int, told: Told, table: Table) -> None:
        if column := table.columns.get("category"):
            self.notes.append(Note(at, "类别按表格里的这一列读出，写成“……方面”，请核对", table.titles[column]))
        if told.office_only:
            message = (
                f"表格里的这些列是内部内容，没有读进通报原文，记在各条措施的 {'、'.join(told.internal)} 里，默认不公开"
            )
            self.notes.append(Note(at, message, "、".join(told.internal.values())))
        kept = "\n".join(words for one in told.office_only for _, fields in one.rows for words in fields.values())
        for words in kept.split("\n"):
            self.notes += [Note(at, message, words) for message in cautions.of_numbers(words, inside=True)]
        if table.others:
            self.notes.append(Note(at, "表格里的这些列没有读，不会公开", "、".join(table.others.values())))
        self.notes += [Note(at, "表格里的这一行不是措施，没有读，不会公开", words) for words in told.rows_not_read]
        heads = {at + place: head for place, line in enumerate(told.lines) if (head := tables.ISSUE.match(line))}
        self.issues += heads
        of_issues = {int(head[1]): line for line, head in heads.items()}
        self.office_only += [(of_issues.get(one.number, at), one) for one in told.office_only]
        given = {line.issue for line in table.lines if line.text("number")}
        if given and given != of_issues.keys():
            message = "这一列不是问题的编号，或不成次序：问题按先后编了号，请核对"
            self.notes.append(Note(at, message, table.titles[table.columns["number"]]))

    def _written(self, paragraph: Any) -> Iterator[str]:
        """The lines of a paragraph: line breaks part them, its automatic number stands before the first."""
        if next(paragraph.iterancestors(FALLBACK), None) is not None:
            return
        nodes = [node for node in paragraph.iter() if _paragraph_of(node) is paragraph]
        words = "".join(_written(node) for node in nodes if not _is_placeholder(node))
        if prompt := "".join(_written(node) for node in nodes if _is_placeholder(node)).strip():
            message = "这里的内容控件没有填写，里面的提示文字没有读；填上，或在 Word 里删去"
            self.notes.append(Note(len(self.lines) + 1, message, prompt))
        marker = self.markers.get(paragraph, Marker(""))
        in_cell = next(paragraph.iterancestors(f"{_W}tc"), None) is not None
        near = len(self.lines) + 1
        if not words.strip() and not in_cell:
            if marker.text:
                message = "这里有一段只有自动编号，没有文字，没有读；后面的编号照 Word 显示的接着数"
                self.notes.append(Note(near, message, marker.text))
            return
        if not marker.certain:
            message = "自动编号可能与 Word 里看到的不同，请核对"
            self.notes.append(Note(near, message, f"{marker.text}{words.strip()}"))
        if words.strip() or marker.text:
            yield from (marker.text + words).split("\n")


def _placed(heads: list[str], lines: list[str]) -> int:
    """How many of the lines that open issues are read as such in a text: some have no place without a heading."""
    read_issues = {issue.problem for issue in announcement.read(_text(lines)).announcement.issues}
    opened = (forms.issue_head(punctuate(tidy(line))) for line in heads)
    return sum(head is not None and issues.unquoted(head).problem in read_issues for head in opened)


def _text(lines: list[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _blocks(body: Any) -> Iterator[Any]:
    """Paragraphs, those of text boxes among them, and tables that stand in no other, in order."""
    for node in body.iter(f"{_W}p", f"{_W}tbl"):
        if next(node.iterancestors(f"{_W}tbl", FALLBACK), None) is None:
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


def _paragraph_of(node: Any) -> Any:
    """The paragraph that a node stands in: that of a text box stands inside another."""
    return node if node.tag == f"{_W}p" else next(node.iterancestors(f"{_W}p"), None)


def _is_placeholder(node: Any) -> bool:
    """Whether a node is of a content control that shows what is to be filled in."""
    return any(is_set(control, "sdtPr", "showingPlcHdr") for control in node.iterancestors(f"{_W}sdt"))


def _written(node: Any) -> str:
    if node.tag == f"{_W}t":
        return "" if next(node.iterancestors(f"{_W}rt"), None) is not None else node.text or ""
    if node.tag == f"{_W}noBreakHyphen":
        return "-"
    if node.tag in (f"{_W}br", f"{_W}cr"):
        return "\n"
    return "\t" if node.tag == f"{_W}tab" and node.getparent().tag == f"{_W}r" else ""
