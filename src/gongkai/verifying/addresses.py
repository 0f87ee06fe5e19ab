"""The addresses that a site gives itself: canonical links, site map, robots.txt. All say the same."""

import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from gongkai import sitemap
from gongkai.faults import Fault
from gongkai.verifying.built import HOME, NOT_FOUND, Site, shown
from gongkai.verifying.page import START, Place

MAP = "sitemap.xml"
ROBOTS = "robots.txt"
DOMAIN = "CNAME"
_LOCATION = re.compile(r"<loc>\s*(.*?)\s*</loc>", re.DOTALL)
_SITEMAP = re.compile(r"^Sitemap:[ \t]*(\S*)", re.MULTILINE | re.IGNORECASE)
# Pages that no search engine should show: the second is found by searching on it, not for it.
HIDDEN = (NOT_FOUND, f"{sitemap.SEARCH}{HOME}")
_ENGINES = ("baiduspider", "360spider", "sogou web spider", "bytespider", "bingbot", "googlebot")
_ADVICE = "核对 mkdocs.yml 的 site_url，再建一次"


def check(site: Site) -> Iterator[Fault]:
    """Faults `canonical-wrong`, `sitemap-wrong`, `robots-wrong`."""
    stated = {name: site.stated(name) for name in site.pages if name != NOT_FOUND}
    for name, address in stated.items():
        yield from _named(site, name, address)
    if MAP in site.texts:
        yield from _mapped(site, set(stated.values()) if site.address else set())
    elif site.address:
        yield site.fault(MAP, START, "sitemap-wrong", "没有网站地图 sitemap.xml", _ADVICE)
    yield from _barred(site)
    yield from _of_another_host(site)
    wanted = f"{site.address}{MAP}" if site.address else None
    if ROBOTS in site.texts:
        found = _SITEMAP.search(site.texts[ROBOTS])
        if (found[1] if found else None) != wanted:
            place = site.place(ROBOTS, found.start()) if found else START
            message = f"robots.txt 的网站地图应是 {wanted or '没有（没有填网址）'}"
            yield site.fault(ROBOTS, place, "robots-wrong", message, _ADVICE)


def _of_another_host(site: Site) -> Iterator[Fault]:
    """The file by which GitHub Pages knows the domain that it serves a site at."""
    host, named = urlsplit(site.address).hostname, site.texts.get(DOMAIN, "").strip()
    if host and named and named.lower() != host:
        message = f"{DOMAIN} 里的域名是 {shown(named)}，网址（site_url）的是 {host}"
        yield site.fault(DOMAIN, START, "canonical-wrong", message, "改成同一个，再建一次")


def _barred(site: Site) -> Iterator[Fault]:
    """What keeps search engines off a page, and so citizens who look for it."""
    for name, page in site.pages.items():
        if name in HIDDEN:
            continue
        for tag in page.tags:
            if tag.name.lower() in ("robots", *_ENGINES) and re.search(r"\bno(?:index|ne)\b", tag.content.lower()):
                message = f"页面标签 {tag.name} 让搜索引擎不收录这一页"
                yield site.fault(name, tag.place, "robots-wrong", message, "去掉 noindex")
    root = unquote(urlsplit(site.address).path) or "/"
    agents: list[str] = []
    rules_follow = False
    for number, line in enumerate(site.texts.get(ROBOTS, "").splitlines(), start=1):
        field, _, value = (one.strip() for one in line.partition("#")[0].partition(":"))
        if field.lower() == "user-agent":
            agents = [value.lower()] if rules_follow else [*agents, value.lower()]
        rules_follow = field.lower() != "user-agent" if field else rules_follow
        if field.lower() == "disallow" and value and {*agents} & {"*", *_ENGINES}:
            starts = re.compile(re.escape(unquote(value)).replace(r"\*", ".*").replace(r"\$", "$"))
            barred = next((name for name in site.pages if starts.match(root + name.removesuffix(HOME))), None)
            if barred:
                message = f"robots.txt 不让搜索引擎看 {barred}"
                yield site.fault(ROBOTS, Place(number, 1), "robots-wrong", message, "去掉这一行 Disallow")


def _named(site: Site, name: str, address: str) -> Iterator[Fault]:
    page = site.pages[name]
    canonical, shared = page.canonical, page.tag("og:url")
    if canonical is None:
        if site.address:
            yield site.fault(name, START, "canonical-wrong", f"没有写明本页网址，应是 {address}", _ADVICE)
    elif not site.address:
        message = f"本页网址写成了 {canonical.address}，这不是网址"
        yield site.fault(name, canonical.place, "canonical-wrong", message, _ADVICE)
    elif canonical.address != address:
        message = f"本页网址写成了 {canonical.address}，应是 {address}"
        yield site.fault(name, canonical.place, "canonical-wrong", message, _ADVICE)
    if shared and shared.content != address:
        message = f"分享用的网址（og:url）写成了 {shared.content}，应是 {address}"
        yield site.fault(name, shared.place, "canonical-wrong", message, _ADVICE)


def _mapped(site: Site, wanted: set[str]) -> Iterator[Fault]:
    listed = {found[1]: found.start() for found in _LOCATION.finditer(site.texts[MAP])}
    for address in sorted(wanted - listed.keys()):
        yield site.fault(MAP, START, "sitemap-wrong", f"网站地图里没有 {address}", _ADVICE)
    for address in sorted(listed.keys() - wanted):
        place = site.place(MAP, listed[address])
        yield site.fault(MAP, place, "sitemap-wrong", f"网站地图里的 {address} 不是本站的网页", _ADVICE)
