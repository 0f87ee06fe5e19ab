"""What search engines read first is in its form: sitemap.xml by sitemaps.org, robots.txt by RFC 9309."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from xml.etree import ElementTree

from gongkai.faults import Fault
from gongkai.verifying.addresses import MAP, ROBOTS
from gongkai.verifying.built import Site
from gongkai.verifying.page import START, Place

_SCHEMA = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
_RULE = re.compile(r"(?:user-agent|disallow|allow|sitemap|crawl-delay)\s*:.*", re.IGNORECASE)
_ADVICE = "恢复 overrides/ 里的模板，再建一次"


def check(site: Site) -> Iterator[Fault]:
    """Faults `sitemap-wrong` and `robots-wrong`."""
    for wrong in _wrong(site.texts.get(MAP, "")):
        yield site.fault(MAP, START, "sitemap-wrong", f"网站地图不合 sitemaps.org 的规定：{wrong}", _ADVICE)
    for number, line in enumerate(site.texts.get(ROBOTS, "").splitlines(), start=1):
        rule = line.partition("#")[0].strip()
        if rule and not _RULE.fullmatch(rule):
            yield site.fault(ROBOTS, Place(number, 1), "robots-wrong", "robots.txt 没有这样的写法", _ADVICE)


def _wrong(text: str) -> Iterator[str]:
    try:
        root = ElementTree.fromstring(text)
    except ElementTree.ParseError:
        return  # `xml-invalid`, or there is none
    if root.tag != f"{_SCHEMA}urlset":
        yield "不是 urlset，或没有写 xmlns"
        return
    for entry in root:
        parts = [part.tag.removeprefix(_SCHEMA) for part in entry]
        if entry.tag != f"{_SCHEMA}url" or parts not in (["loc"], ["loc", "lastmod"]):
            yield "每一条是 url，里面先是 loc，后面可以有 lastmod"
        if not _is_day(entry.findtext(f"{_SCHEMA}lastmod")):
            yield f"没有 {entry.findtext(f'{_SCHEMA}lastmod')} 这个日子"
    counted = Counter((location.text or "").strip() for location in root.iter(f"{_SCHEMA}loc"))
    yield from (f"{address} 写了两次" for address, count in counted.items() if count > 1)


def _is_day(text: str | None) -> bool:
    try:
        return text is None or bool(date.fromisoformat(text[:10]))
    except ValueError:
        return False
