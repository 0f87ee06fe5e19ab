"""What a page says to its reader: title, heading, description, words; and what was left unwritten."""

import html
import json
import re
from collections.abc import Iterator

from gongkai.faults import Fault
from gongkai.verifying.built import PAGES, XML, Site
from gongkai.verifying.opendata import DATA
from gongkai.verifying.opendata import TEXT as ANNOUNCEMENT
from gongkai.verifying.page import START, Page

SHORTEST = 5  # characters besides the heading
_UNWRITTEN = re.compile(
    r"\bTODO\b|\bFIXME\b|\bTBD\b|lorem ipsum|(?<![A-Za-z0-9])[XＸ]{3,}(?![A-Za-z0-9])|×{3,}|＿{3,}|_{4,}"
    r"|(?:此处|在此|这里)(?:填写|输入)|(?:示例|样例|测试)(?:文字|文本|内容)|占位(?:符|文字|内容|图)|敬请期待|(?:栏目|页面)建设中"
    r"|(?<![有尚亟还需仍])待(?:补充|完善)|(?:^|[：:（(\[【])\s*(?:待定|占位|待填)\s*(?=$|[。）)\]】])",
    re.IGNORECASE,
)
# What programs write for what they do not have, cannot decode or have encoded twice.
_SPOILT = re.compile(
    r"\bInvalid Date\b|\bNaN%|\[object Object\]|\$\{\w|\bobject at 0x|Traceback \(most|锟斤拷|\ufffd"
    r"|&(?:nbsp|amp|lt|gt|quot);"
)
_TEMPLATE = re.compile(r"(?:\{\{|\{%)[^<\n]*?(?:\}\}|%\}|(?=[<\n])|\Z)|%\}")
_NOTHING = frozenset({"None", "null", "undefined", "NaN", "[object Object]"})
_RENDERED = XML | PAGES | {".txt"}


def check(site: Site) -> Iterator[Fault]:
    """Faults `page-untitled`, `page-heading`, `page-undescribed`, `page-empty`, `placeholder`, `template-left`.

    A word that the announcement itself says is no placeholder, and what the published data says is no template.
    """
    announced = site.texts.get(ANNOUNCEMENT, "")
    for name, page in site.pages.items():
        yield from _said(site, name, page)
        yield from _unwritten(site, name, page, announced)
    for name, text in site.of_kind(_RENDERED).items():
        if found := next((one for one in _TEMPLATE.finditer(text) if not _is_said(site, one[0])), None):
            message = f"有模板没有执行：“{found[0][:2]}”"
            yield site.fault(
                name, site.place(name, found.start()), "template-left", message, "改正 overrides/ 里的模板"
            )


def _said(site: Site, name: str, page: Page) -> Iterator[Fault]:
    if not page.title.strip():
        yield site.fault(name, START, "page-untitled", "网页没有标题", "在这一页的 Markdown 里写一行“# 标题”")
    if len(page.headings) != 1:
        place = page.headings[1] if page.headings else START
        message = f"网页应有一个大标题（h1），现有 {len(page.headings)} 个"
        yield site.fault(name, place, "page-heading", message, "每页只留一个“# 标题”")
    described = page.tag("description")
    if not (described and described.content.strip()):
        place = described.place if described else START
        message = "网页没有说明（description）"
        yield site.fault(name, place, "page-undescribed", message, "在 mkdocs.yml 里填 site_description")
    if len("".join("".join(page.main).split())) < SHORTEST:
        yield site.fault(name, START, "page-empty", "网页几乎没有内容", "写上内容，或删掉这一页")


def _is_said(site: Site, words: str) -> bool:
    """Whether words of a page stand in the published data, however they are escaped there and on the page."""
    words, data = html.unescape(words), site.texts.get(DATA, "")
    return words in data or json.dumps(words, ensure_ascii=False)[1:-1] in data


def _unwritten(site: Site, name: str, page: Page, announced: str) -> Iterator[Fault]:
    shown = [(words.text, words.place) for words in (*page.words, *page.labels) if not words.quoted]
    for text, place in [*shown, *((tag.content, tag.place) for tag in page.tags)]:
        if text.strip() in _NOTHING:
            message = f"该有内容的地方是“{text.strip()}”"
            yield site.fault(name, place, "placeholder", message, "填上内容，或让模板在没有内容时不写")
        if found := _SPOILT.search(text):
            message = f"网页上有写坏了的“{found[0]}”"
            yield site.fault(name, place, "placeholder", message, "改正来源文件或模板")
        for found in _UNWRITTEN.finditer(text):
            if found[0] not in announced:
                yield site.fault(name, place, "placeholder", f"网页上还有没写完的“{found[0]}”", "写完，或删掉")
