"""Where a site leads and what it loads: every address in it resolves, and nothing comes from another site."""

import base64
import hashlib
import re
from collections.abc import Callable, Iterator
from functools import cache
from html import unescape
from typing import Literal
from urllib.parse import urlsplit

from gongkai.faults import Fault
from gongkai.verifying import opendata
from gongkai.verifying.built import XML, Site, shown
from gongkai.verifying.page import START, Page, Reference

_SCHEMES = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
# Addresses outside: with a host, and without the punctuation of the sentence that they were copied from.
_WRITTEN = re.compile(
    r"(?:(?:https?:)?//[\w-]+(?:\.[\w-]+)*\.?(?::\d+)?(?:[/?#](?:\S*[^\s，。；、：）》”])?)?|mailto:[^@\s]+@[^@\s]+\.[^@\s]+"
    r"|(?:tel|sms):\+?[\d(][\d\s().,;=*#-]*|(?:weixin|alipays)://[\w-]\S*)",
    re.IGNORECASE,
)
_ELSEWHERE = frozenset({"data", "javascript", "vbscript", "file"})  # for the policy and the leaks to judge
_TO_TOP = re.compile(r"顶|页首|页头|开头|上面|↑|▲|\btop\b", re.IGNORECASE)  # where "#" alone leads
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_CSS = re.compile(
    r"""url\(\s*(["']?)(?P<url>.*?)\1\s*\)|@import\s+(["'])(?P<import>.*?)\3""", re.DOTALL | re.IGNORECASE
)
_IMAGE_SET = re.compile(r"image-set\((?:[^()]|\([^()]*\))*\)", re.IGNORECASE)
_OF_SET = re.compile(r"""(?<!type\()(["'])(?P<address>[^"']*)\1""")
_MODULE = re.compile(
    r"""(?:\bimport\s*\(\s*|\bimport\s*|\bfrom\s*|\b(?:Worker|SharedWorker)\s*\(\s*)(["'`])(?P<path>\.{0,2}/(?!/)[^"'`]*)\1"""
    r"""|\bnew\s+URL\(\s*(["'`])(?P<beside>[^"'`:$]*)\3\s*,\s*import\.meta\.url"""
)
# These start from the page that the script runs on, not from the script.
_ASKED = re.compile(r"""\b(?:fetch|EventSource|sendBeacon)\s*\(\s*(["'`])(?P<address>(?!//)[^"'`:$]+)\1""")
_FOREIGN = re.compile(
    r"""["'`](?P<address>(?:(?:https?|wss?):)?(?://|\\/\\/)(?!www\.w3\.org/)[\w\[$][^"'`\s]*)""", re.IGNORECASE
)
_STYLE_OF_XML = re.compile(r"""<\?xml-stylesheet\b[^>]*?\bhref\s*=\s*(["'])(?P<address>.*?)\1""")
_SVG = re.compile(r"""\b(?:xlink:)?href\s*=\s*(["'])(?P<address>.*?)\1""")
_FEED = re.compile(r"""<link\b[^>]*\bhref="(?P<address>[^"]*)"|<link>(?P<text>[^<]*)</link>""")
_SEARCH = re.compile(r"""<Url\b[^>]*\btemplate="(?P<address>[^"{]*)""")  # OpenSearch 1.1
_ENTITY = re.compile(
    r"""<!ENTITY\s+(?:%\s+)?\S+\s+(?:SYSTEM|PUBLIC\s+(["'])[^"']*\1)\s+(["'])(?P<address>.*?)\2""", re.IGNORECASE
)
_REDIRECTS = "_redirects"  # which Netlify and Cloudflare Pages obey
_REDIRECT = re.compile(
    r"^[^#\s]\S*[ \t]+(?P<address>(?:https?:)?//[^/\s]+(?:/[^:*\s]*)?)", re.MULTILINE | re.IGNORECASE
)
# To a page here, whole; what stands after a : is filled in by the host, and names with a dot or = are other things.
_REDIRECT_HERE = re.compile(
    r"^(?P<from>[^#\s]\S*)(?:[ \t]+[^/\s]\S*=\S*)*[ \t]+(?P<address>/(?![/.])[^:*\s]*)(?!\S)", re.MULTILINE
)
_SUMS = re.compile(r"(sha(?:256|384|512))-([A-Za-z0-9+/=]+)")
SCRIPTS = frozenset({".js", ".mjs"})
_ADDRESSES = frozenset({"url", "@id", "image", "logo", "item", "contentUrl", "thumbnailUrl", "mainEntityOfPage"})


def check(site: Site) -> Iterator[Fault]:
    """Faults `link-broken` and `third-party`, and `sums-wrong` for a file that is not as a page states."""

    @cache  # every page states the same of the same scripts
    def sum_of(file: str, kind: str) -> str:
        return base64.b64encode(hashlib.new(kind, (site.folder / file).read_bytes()).digest()).decode()

    for name, page in site.pages.items():
        for reference in [*page.references, *_structured(page)]:
            yield from _fault(site, name, reference)
        for link in page.links:
            if link.address.strip() == "#" and link.words.strip() and not _TO_TOP.search(link.words):
                message, advice = (
                    f"链接“{shown(link.words)}”没有写网址，只有“#”",
                    "写上要去的网址；回到页首的，写“回到顶部”",
                )
                yield site.fault(name, link.place, "link-broken", message, advice)
        yield from _changed(site, name, page, sum_of)
    for name, text in site.of_kind(SCRIPTS).items():
        for found in _ASKED.finditer(text):
            if not any(site.target(page, found["address"]).file for page in site.pages):
                reference = Reference(found["address"], site.place(name, found.start()), "load")
                yield _broken(site, name, reference, shown(reference.address))
    for name, references in of_files(site).items():
        for reference in references:
            yield from _fault(site, name, reference)


def of_files(site: Site) -> dict[str, list[Reference]]:
    """The addresses in files other than pages, by file."""
    found: dict[str, list[Reference]] = {}
    for name, text in site.of_kind(frozenset({".css"})).items():
        found[name] = _of_style(site, name, text)
    for name, text in site.of_kind(SCRIPTS).items():
        found[name] = _matches(site, name, text, _MODULE, "load") + _matches(site, name, text, _FOREIGN, "load")
    for name, text in site.of_kind(XML).items():
        found[name] = _matches(site, name, text, _STYLE_OF_XML, "load") + _matches(site, name, text, _ENTITY, "load")
        if name.endswith(".svg"):
            found[name] += _matches(site, name, text, _SVG, "load") + _of_style(site, name, text)
        else:
            found[name] += _matches(site, name, text, _FEED, "link") + _matches(site, name, text, _SEARCH, "ours")
    if redirects := site.texts.get(_REDIRECTS):
        found[_REDIRECTS] = _matches(site, _REDIRECTS, redirects, _REDIRECT, "ours")
        found[_REDIRECTS] += _redirected(site, redirects)
    for name, text in site.of_kind(frozenset({".webmanifest"})).items():
        found[name] = [Reference(address, START, "load") for address in _of_manifest(text)]
    return found


def _redirected(site: Site, redirects: str) -> Iterator[Reference]:
    """Where a host leads readers within the site; not where another line leads on, nor to a page without its ending,
    which hosts serve too.
    """
    lines = list(_REDIRECT_HERE.finditer(redirects))
    led_on = {line["from"].rstrip("/") for line in lines}
    root = urlsplit(site.address).path or "/"
    for line in lines:
        path = line["address"].partition("#")[0].partition("?")[0]
        if not path.startswith(root) or path.rstrip("/") in led_on or site.target(_REDIRECTS, f"{path}.html").file:
            continue
        yield Reference(line["address"], site.place(_REDIRECTS, line.start()), "ours")


def _matches(
    site: Site, name: str, text: str, pattern: re.Pattern[str], kind: Literal["link", "load", "ours"]
) -> list[Reference]:
    """What the named groups of a pattern find, one a match."""
    return [
        Reference(unescape(one[one.lastgroup]).replace("\\/", "/"), site.place(name, one.start()), kind)
        for one in pattern.finditer(text)
    ]


def _of_style(site: Site, name: str, text: str) -> list[Reference]:
    """What a style sheet, or the styles in a picture, load."""
    text = _CSS_COMMENT.sub(_blank, text)
    found = _matches(site, name, text, _CSS, "load")
    for images in _IMAGE_SET.finditer(text):
        place = site.place(name, images.start())
        found += (Reference(one["address"], place, "load") for one in _OF_SET.finditer(images[0]))
    return found


def _blank(comment: re.Match[str]) -> str:
    """As many characters and lines, without words."""
    return re.sub(r"[^\n]+", lambda line: " " * len(line[0]), comment[0])


def _of_manifest(text: str) -> Iterator[str]:
    """https://www.w3.org/TR/appmanifest/: the start and the icons."""
    try:
        stated = opendata.from_json(text)
        addresses = [one["src"] for one in (*stated.get("icons", ()), *stated.get("screenshots", ()))]
    except (ValueError, TypeError, KeyError, AttributeError):
        return  # of its form the JSON's own check speaks
    yield from map(str, (*addresses, stated.get("start_url", ".")))


def _structured(page: Page) -> Iterator[Reference]:
    """The addresses in a page's JSON-LD."""
    for block in page.structured:
        try:
            waiting = [opendata.from_json(block.text)]
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
    if target.outside and reference.kind != "link":
        message = f"网页要用到别的网站：{shown(reference.address)}"
        yield site.fault(name, reference.place, "third-party", message, "把文件放进 content/，从本站提供")
    elif target.outside:
        if not _WRITTEN.fullmatch(reference.address.strip()):
            message = f"网址写错了：{shown(reference.address)}"
            yield site.fault(name, reference.place, "link-broken", message, "网址以 https:// 和域名开头，末尾没有标点")
    elif target.file is None:
        yield _broken(site, name, reference, shown(reference.address))
    elif not _has(site, target.file, target.anchor):
        message = f"链接打不开：{target.file} 里没有“#{target.anchor}”"
        yield site.fault(name, reference.place, "link-broken", message, "核对“#”后面的锚点")


def _broken(site: Site, name: str, reference: Reference, what: str) -> Fault:
    return site.fault(name, reference.place, "link-broken", f"链接打不开：{what}", "核对网址；要的文件没有建成")


def _changed(site: Site, name: str, page: Page, sum_of: Callable[[str, str], str]) -> Iterator[Fault]:
    """Files that are not as the page states (W3C, Subresource Integrity): a browser would refuse them."""
    for reference in page.references:
        file = site.target(name, reference.address).file if reference.integrity else None
        if file and not any(sum_of(file, kind) == stated for kind, stated in _SUMS.findall(reference.integrity)):
            message = f"{shown(reference.address)} 与网页上写的校验值（integrity）不符"
            yield site.fault(name, reference.place, "sums-wrong", message, "再建一次；校验值由程序生成，不要手改")


def _has(site: Site, file: str, anchor: str) -> bool:
    if not anchor or anchor == "top" or anchor.startswith(":~:"):
        return True
    if file in site.pages:
        return anchor in site.pages[file].ids
    return not file.endswith(".svg") or f'id="{anchor}"' in site.texts[file]
