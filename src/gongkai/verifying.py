"""A built site as a visitor gets it: what must not go out is found before it is served."""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from gongkai.faults import Fault

_PLACEHOLDER = re.compile(r"\bTODO\b|\bFIXME\b|lorem ipsum|待补充|此处填写|XXXX", re.IGNORECASE)
_LOADED = {"script": "src", "img": "src", "iframe": "src", "source": "src", "link": "href", "use": "href"}
_NOT_LOADED = {"canonical", "alternate"}
LARGEST_PAGE = 1024 * 1024
SHORTEST_BODY = 20


@dataclass
class _Page(HTMLParser):
    """What a page has and leads to."""

    title: str = ""
    headings: int = 0
    described: bool = False
    text: list[str] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    links: list[tuple[int, str]] = field(default_factory=list)
    loads: list[tuple[int, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self.inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.ids.add(given.get("id", ""))
        self.headings += tag == "h1"
        self.described |= tag == "meta" and given.get("name") == "description" and bool(given.get("content"))
        if tag in ("title", "main", "script", "style"):
            self.inside.append(tag)
        line = self.getpos()[0]
        if tag == "a" and "href" in given:
            self.links.append((line, given["href"]))
        elif tag in _LOADED and _LOADED[tag] in given and given.get("rel") not in _NOT_LOADED:
            self.loads.append((line, given[_LOADED[tag]]))
        for one in given.get("srcset", "").split(","):
            if one.strip():
                self.loads.append((line, one.split()[0]))

    def handle_endtag(self, tag: str) -> None:
        if self.inside and self.inside[-1] == tag:
            self.inside.pop()

    def handle_data(self, data: str) -> None:
        if self.inside[-1:] == ["title"]:
            self.title += data
        elif "main" in self.inside and self.inside[-1] not in ("script", "style"):
            self.text.append(data)


def check(site: Path) -> list[Fault]:
    """The faults of a built site, in the order of its files: `site-empty`, `page-…`, `link-broken`, `third-party`,
    `placeholder`, `machine-path`.
    """
    pages = {file.relative_to(site).as_posix(): _read(file) for file in sorted(site.rglob("*.html"))}
    if "index.html" not in pages:
        return [Fault(str(site), 1, 1, "site-empty", "没有首页 index.html", "先运行 make site")]
    return [fault for name, page in pages.items() for fault in _faults(site, name, page, pages)]


def _read(file: Path) -> _Page:
    page = _Page()
    page.feed(file.read_text(encoding="utf-8"))
    page.close()
    return page


def _faults(site: Path, name: str, page: _Page, pages: dict[str, _Page]) -> Iterator[Fault]:
    file = site / name

    def fault(code: str, message: str, line: int = 1) -> Fault:
        return Fault(str(file), line, 1, code, message, _ADVICE[code])

    words = "".join(page.text)
    if not page.title.strip():
        yield fault("page-untitled", "网页没有标题")
    if page.headings != 1:
        yield fault("page-heading", f"网页应有一个大标题（h1），现有 {page.headings} 个")
    if not page.described:
        yield fault("page-undescribed", "网页没有说明（description）")
    if len("".join(words.split())) < SHORTEST_BODY:
        yield fault("page-empty", "网页几乎没有内容")
    if file.stat().st_size > LARGEST_PAGE:
        yield fault("page-large", f"网页超过 {LARGEST_PAGE // 1024} KB，手机上打开会慢")
    if found := _PLACEHOLDER.search(words):
        yield fault("placeholder", f"网页上还有没写完的“{found[0]}”")
    if str(Path.cwd()) in file.read_text(encoding="utf-8"):
        yield fault("machine-path", "网页里有本机的路径")
    for line, address in page.loads:
        if urlsplit(address).netloc:
            yield fault("third-party", f"网页向别的网站要东西：{address}", line)
    for line, address in [*page.links, *page.loads]:
        if not _resolves(site, name, address, pages):
            yield fault("link-broken", f"链接打不开：{address}", line)


def _resolves(site: Path, name: str, address: str, pages: dict[str, _Page]) -> bool:
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return True
    path = unquote(parts.path)
    base = "" if path.startswith("/") else posixpath.dirname(name)
    target = posixpath.normpath(posixpath.join(base, path.lstrip("/"))) if path else name
    if (site / target).is_dir():
        target = posixpath.normpath(posixpath.join(target, "index.html"))
    if target.startswith("..") or not (site / target).is_file():
        return False
    anchor = unquote(parts.fragment)
    return not anchor or target not in pages or anchor in pages[target].ids


_ADVICE = {
    "page-untitled": "在这一页的 Markdown 里写一行“# 标题”",
    "page-heading": "每页只留一个“# 标题”",
    "page-undescribed": "在 mkdocs.yml 里填 site_description",
    "page-empty": "写上内容，或删掉这一页",
    "page-large": "分成几页",
    "placeholder": "写完，或删掉",
    "machine-path": "删去路径",
    "third-party": "把文件放进 content/，从本站提供",
    "link-broken": "核对网址和“#”后面的锚点",
}
