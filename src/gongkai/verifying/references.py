"""Where a site leads and what it loads: every address in it resolves, and nothing comes from another site."""

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Literal

from gongkai.faults import Fault
from gongkai.verifying.built import XML, Site
from gongkai.verifying.page import START, Page, Reference

_SCHEMES = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_KNOWN = frozenset({"http", "https", "mailto", "tel", "sms"})
_ELSEWHERE = frozenset({"data", "javascript", "vbscript", "file"})  # for the policy and the leaks to judge
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_CSS = re.compile(
    r"""url\(\s*(["']?)(?P<url>.*?)\1\s*\)|@import\s+(["'])(?P<import>.*?)\3""", re.DOTALL | re.IGNORECASE
)
_MODULE = re.compile(
    r"""(?:\bimport\s*\(\s*|\bimport\s*|\bfrom\s*|\b(?:Worker|SharedWorker)\s*\(\s*)(["'`])(?P<path>\.{0,2}/(?!/)[^"'`]*)\1"""
)
_FOREIGN = re.compile(r"""["'`](?P<address>(?:(?:https?|wss?):)?//(?!www\.w3\.org/)[\w\[][^"'`\s]*)""")
_SVG = re.compile(r"""\b(?:xlink:)?href\s*=\s*(["'])(?P<address>.*?)\1""")
_FEED = re.compile(r"""<link\b[^>]*\bhref="(?P<address>[^"]*)"|<link>(?P<text>[^<]*)</link>""")
_ADDRESSES = frozenset({"url", "@id", "image", "logo", "item", "contentUrl", "thumbnailUrl", "mainEntityOfPage"})


def check(site: Site) -> Iterator[Fault]:
    """Faults `link-broken` and `third-party`."""
    for name, page in site.pages.items():
        for reference in [*page.references, *_structured(page)]:
            yield from _fault(site, name, reference)
    for name, references in of_files(site).items():
        for reference in references:
            yield from _fault(site, name, reference)


def of_files(site: Site) -> dict[str, list[Reference]]:
    """The addresses in files other than pages, by file."""
    found: dict[str, list[Reference]] = {}
    for name, text in site.of_kind(frozenset({".css"})).items():
        found[name] = _matches(site, name, _CSS_COMMENT.sub(_blank, text), _CSS, "load")
    for name, text in site.of_kind(frozenset({".js", ".mjs"})).items():
        found[name] = _matches(site, name, text, _MODULE, "load") + _matches(site, name, text, _FOREIGN, "load")
    for name, text in site.of_kind(XML).items():
        found[name] = _matches(site, name, text, *((_SVG, "load") if name.endswith(".svg") else (_FEED, "link")))
    for name, text in site.of_kind(frozenset({".webmanifest"})).items():
        found[name] = [Reference(address, START, "load") for address in _of_manifest(text)]
    return found


def _matches(
    site: Site, name: str, text: str, pattern: re.Pattern[str], kind: Literal["link", "load"]
) -> list[Reference]:
    """What the named groups of a pattern find, one a match."""
    return [
        Reference(unescape(one[one.lastgroup]), site.place(name, one.start()), kind) for one in pattern.finditer(text)
    ]


def _blank(comment: re.Match[str]) -> str:
    """As many characters and lines, without words."""
    return re.sub(r"[^\n]+", lambda line: " " * len(line[0]), comment[0])


def _of_manifest(text: str) -> Iterator[str]:
    """https://www.w3.org/TR/appmanifest/: the start and the icons."""
    try:
        stated = json.loads(text)
        addresses = [one["src"] for one in (*stated.get("icons", ()), *stated.get("screenshots", ()))]
    except (ValueError, TypeError, KeyError, AttributeError):
        return  # of its form the JSON's own check speaks
    yield from (*addresses, stated.get("start_url", "."))


def _structured(page: Page) -> Iterator[Reference]:
    """The addresses in a page's JSON-LD."""
    for block in page.structured:
        try:
            waiting = [json.loads(block.text)]
        except ValueError:
            continue
        while waiting:
            value = waiting.pop()
            if isinstance(value, list):
                waiting += value
            elif isinstance(value, dict):
                waiting += value.values()
                for key in _ADDRESSES & value.keys():
                    if isinstance(value[key], str):
                        yield Reference(value[key], block.place, "link")


def _fault(site: Site, name: str, reference: Reference) -> Iterator[Fault]:
    scheme = _SCHEMES.match(reference.address.strip())
    if scheme and scheme[1].lower() in _ELSEWHERE:
        return
    target = site.target(name, reference.address)
    if target.outside and reference.kind == "load":
        message = f"网页向别的网站要东西：{reference.address}"
        yield site.fault(name, reference.place, "third-party", message, "把文件放进 content/，从本站提供")
    elif target.outside:
        if scheme and scheme[1].lower() not in _KNOWN:
            message = f"不认识的网址写法：{reference.address}"
            yield site.fault(name, reference.place, "link-broken", message, "网址以 https:// 开头")
    elif target.file is None:
        message = f"链接打不开：{reference.address}"
        yield site.fault(name, reference.place, "link-broken", message, "核对网址；要的文件没有建成")
    elif not _has(site, target.file, target.anchor):
        message = f"链接打不开：{target.file} 里没有“#{target.anchor}”"
        yield site.fault(name, reference.place, "link-broken", message, "核对“#”后面的锚点")


def _has(site: Site, file: str, anchor: str) -> bool:
    if not anchor or anchor == "top" or anchor.startswith(":~:"):
        return True
    if file in site.pages:
        return anchor in site.pages[file].ids
    return not file.endswith(".svg") or f'id="{anchor}"' in site.texts[file]
