"""What a page says to its reader: title, heading, description, words; and what was left unwritten."""

import html
import re
from collections.abc import Iterable, Iterator

from gongkai import leftovers, reading, serving, unwritten
from gongkai.faults import Fault
from gongkai.verifying import opendata, references
from gongkai.verifying.built import PAGES, XML, Site
from gongkai.verifying.page import START, Page, Words

SHORTEST = 5  # characters besides the heading
_TEMPLATE = re.compile(r"(?:\{\{|\{%)[^<\n]*?(?:\}\}|%\}|(?=[<\n])|\Z)|%\}|\{#[^<\n{}]*#\}")
_CODE = re.compile(r"<(code|pre)\b.*?</\1>", re.DOTALL | re.IGNORECASE)
_OF_PICTURE = re.compile(r">([^<>]+)<(?!/style|/script)", re.IGNORECASE)
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
    for name, text in site.of_kind(frozenset({".svg"})).items():
        words = [[Words(one[1], site.place(name, one.start(1)))] for one in _OF_PICTURE.finditer(text)]
        yield from _unwritten(site, name, words, own)
    for name, text in site.of_kind(references.SCRIPTS | {".css"}).items():
        for offset, message in leftovers.in_code(text):
            yield site.fault(name, site.place(name, offset), "placeholder", message, "写完，或删掉")
    for name, text in site.texts.items():
        if found := reading.CONFLICT.search(text):
            message = f"合并没有做完：git 的标记“{found[0][:20]}”还在"
            yield site.fault(
                name, site.place(name, found.start()), "merge-conflict", message, _ADVICE["merge-conflict"]
            )
    for name, text in site.of_kind(_RENDERED).items():
        if name.startswith(serving.SEARCH_INDEX):
            continue
        left = _TEMPLATE.finditer(_CODE.sub(lambda code: " " * len(code[0]), text))
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
    if len("".join("".join(page.main).split())) < SHORTEST:
        yield site.fault(name, START, "page-empty", "网页几乎没有内容", "写上内容，或删掉这一页")


def _passages(page: Page) -> Iterator[list[Words]]:
    """All that a page says, to its reader, to those who listen and to programs."""
    yield from page.passages
    yield from ([label] for label in page.labels)
    yield from ([Words(tag.content, tag.place)] for tag in page.tags)
    yield from ([Words(one, block.place)] for block in page.structured for one in opendata.strings(block.text))


def _unwritten(site: Site, name: str, passages: Iterable[list[Words]], own: unwritten.Said) -> Iterator[Fault]:
    for passage in passages:
        pieces = [_CODED if words.quoted else words.text for words in passage]
        for piece, code, message in unwritten.found(pieces, own):
            yield site.fault(name, passage[piece].place, code, message, f"{_ADVICE[code]}；{_MEANT}")
