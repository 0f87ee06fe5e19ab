"""What a page says to its reader: title, heading, description, words; and what was left unwritten."""

import csv
import html
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import filterfalse

from gongkai import exporting, leftovers, reading, serving, unwritten
from gongkai.faults import Fault
from gongkai.verifying import opendata, references
from gongkai.verifying.built import PAGES, XML, Site, without_code
from gongkai.verifying.page import START, Page, Place, Words

_WORD = re.compile(r"\w")
_TEMPLATE = re.compile(r"(?:\{\{|\{%)[^<\n]*?(?:\}\}|%\}|(?=[<\n])|\Z)|%\}|\{#[^<\n{}]*#\}")
_OF_PICTURE = re.compile(r">([^<>]+)<(?!/style|/script)", re.IGNORECASE)
_ATTACHED = frozenset({".txt", ".csv", ".json", ".geojson"})
_RENDERED = XML | PAGES | {".txt"}
_CODED = "\ufffc"  # stands for code, in which anything may stand
_ADVICE = {
    "placeholder": "写完，或删掉",
    "markdown-left": "核对它的写法，以及前后有没有空行",
    "control-character": "删掉这个字符",
    "merge-conflict": "在来源文件里留下正确的一份，删去标记和另一份",
}
_MEANT = "真要写这几个字：正文里放进代码（`…`），标题、术语表、mkdocs.yml 里换个说法"


def check(site: Site) -> Iterator[Fault]:
    """Faults `page-untitled`, `page-heading`, `page-undescribed`, `page-empty`, `template-left`; `placeholder`,
    `markdown-left`, `control-character` and `merge-conflict` for what was left in the words.

    What the data says itself is published to the letter: it is no placeholder and no template.
    """
    data = site.texts.get(opendata.DATA, "")
    said = [*site.texts.get(opendata.TEXT, "").splitlines(), *opendata.strings(data)]
    own = unwritten.Said(said)
    for name, page in site.pages.items():
        yield from _said(site, name, page)
        yield from _unwritten(site, name, _passages(page), own)
        in_comments = _unwritten(site, name, ([one] for one in page.comments), own)
        yield from (fault for fault in in_comments if fault.code != "markdown-left")  # a passage put aside
    for name, text in site.of_kind(frozenset({".svg"})).items():
        words = [[Words(one[1], site.place(name, one.start(1)))] for one in _OF_PICTURE.finditer(text)]
        yield from _unwritten(site, name, words, own)
    for name, text in site.of_kind(references.SCRIPTS | {".css"}).items():
        for offset, message in leftovers.in_code(text):
            yield site.fault(name, site.place(name, offset), "placeholder", message, "写完，或删掉")
    for name, passages in _attached(site):
        for words in filterfalse(_is_value, passages):
            for message in unwritten.unfinished(words.text, own):
                yield site.fault(name, words.place, "placeholder", message, "写完，或换掉这个附件，再建一次")
    for name, text in site.texts.items():
        if found := reading.CONFLICT.search(text):
            message = f"合并没有做完：git 的标记“{found[0][:20]}”还在"
            yield site.fault(
                name, site.place(name, found.start()), "merge-conflict", message, _ADVICE["merge-conflict"]
            )
    for name, text in site.of_kind(_RENDERED).items():
        if name.startswith(serving.SEARCH_INDEX):
            continue
        left = _TEMPLATE.finditer(without_code(text))
        if found := next((one for one in left if not any(html.unescape(one[0]) in line for line in said)), None):
            message, advice = f"有模板没有执行：“{found[0][:20]}”", f"改正 overrides/ 里的模板；{_MEANT}"
            yield site.fault(name, site.place(name, found.start()), "template-left", message, advice)


def _said(site: Site, name: str, page: Page) -> Iterator[Fault]:
    if not page.title.strip():
        yield site.fault(name, START, "page-untitled", "网页没有标题", "在这一页的 Markdown 里写一行“# 标题”")
    if len(page.headings) != 1:
        place = page.headings[1] if page.headings else START
        message = f"网页应有一个大标题（h1），现有 {len(page.headings)} 个"
        advice = "每页只留一个“# 标题”" if page.headings else "在这一页的开头加一行“# 标题”"
        yield site.fault(name, place, "page-heading", message, advice)
    described = page.tag("description")
    if not (described and described.content.strip()):
        place = described.place if described else START
        message = "网页没有说明（description）"
        yield site.fault(name, place, "page-undescribed", message, "在 mkdocs.yml 里填 site_description")
    if not (page.shows or _WORD.search("".join(page.main))):
        yield site.fault(name, START, "page-empty", "网页没有内容", "写上内容，或删掉这一页")


def _attached(site: Site) -> Iterator[tuple[str, Iterable[Words]]]:
    """What text files say that are no export: line by line, cell by cell, string by string."""
    for name, text in site.of_kind(_ATTACHED).items():
        if name.startswith((serving.SEARCH_INDEX, exporting.FOLDER)):
            continue
        if name.lower().endswith(".csv"):
            yield name, _cells(text)
        elif name.lower().endswith(".txt"):
            yield name, (Words(line, Place(number, 1)) for number, line in enumerate(text.split("\n"), start=1))
        else:
            yield name, (Words(one, START) for one in opendata.strings(text))


def _cells(text: str) -> Iterator[Words]:
    table = opendata.rows(text)
    with suppress(csv.Error):  # `csv-ragged`
        for row in table:
            yield from (Words(cell, Place(table.line_num, 1), cell=True) for cell in row)


def _passages(page: Page) -> Iterator[list[Words]]:
    """All that a page says, to its reader, to those who listen and to programs."""
    yield from page.passages
    yield from ([label] for label in page.labels)
    yield from ([Words(tag.content, tag.place)] for tag in page.tags)
    yield from ([Words(one, block.place)] for block in page.structured for one in opendata.strings(block.text))


def _is_value(words: Words) -> bool:
    """Whether a cell has a value as programs write it: in the announcement's tables the mirror tells of it."""
    return words.cell and words.text.strip() in leftovers.VALUES


def _unwritten(site: Site, name: str, passages: Iterable[list[Words]], own: unwritten.Said) -> Iterator[Fault]:
    for passage in passages:
        pieces = [_CODED if words.quoted or _is_value(words) else words.text for words in passage]
        for piece, code, message in unwritten.found(pieces, own):
            yield site.fault(name, passage[piece].place, code, message, f"{_ADVICE[code]}；{_MEANT}")
