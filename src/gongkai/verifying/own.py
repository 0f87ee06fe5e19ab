"""The site's own words, which stand around the announcement's, are those of its templates and of nobody else.

Templates are read as text: what stands between their tags, what they quote. A run of own words is put together of such
pieces and of what the data and the settings are called by; which piece stands where is not told.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from pathlib import Path

from gongkai import exporting, shared, sitemap
from gongkai.exporting import table
from gongkai.faults import Fault
from gongkai.model import Announcement, Status
from gongkai.verifying import explained, named, opendata, tags
from gongkai.verifying.built import HOME, NOT_FOUND, Site, shown
from gongkai.verifying.page import Page, Words
from gongkai.wording import written_day

_TEMPLATES = "overrides"
_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_FILLED = re.compile(r"\{[{%].*?[%}]\}", re.DOTALL)
_QUOTED = re.compile(r"""(["'])(.*?)\1""")
_TAG = re.compile(r"<[^<>]*>")
_LABEL = re.compile(r"""\b(?:title|alt|aria-label|placeholder)="([^"]*)\"""")
_MARK = re.compile("‹[^›]*›")
_WHOLE = (f"{sitemap.GLOSSARY}{HOME}", f"{sitemap.OPEN_DATA}{HOME}", NOT_FOUND)  # pages of no other words
_ADVICE = "重新建站；还是这样，核对 overrides/ 里的模板：通报的话，元素上不标 data-own"


def check(site: Site) -> Iterator[Fault]:
    """Faults `mirror`, where the site says what no template of it does."""
    announcement = opendata.sound(site)
    if announcement is None:
        return
    of_project = site.project / _TEMPLATES if site.project else None
    folder = of_project if of_project and of_project.is_dir() else shared.folder() / _TEMPLATES
    made_of = _maker({*_templates(folder), *filter(None, map(_plain, _called(site, announcement)))})
    made = {f"{one.path}{HOME}" for one in sitemap.pages(announcement, explained.glossary_of(site))}
    for name, page in site.pages.items():
        here = _plain(site.stated(name))
        asked = {_plain(link.words) for link in page.links if f"{sitemap.SEARCH}?q=" in link.address}
        for words in _said(name, page, name in made):
            text = _plain(_MARK.sub("", words.text))
            if not (made_of(text.replace(here, "") if site.address else text) or text in asked or _official(text)):
                message = f"这句话不是通报的，模板里也没有：{shown(words.text)}"
                yield site.fault(name, words.place, "mirror", message, _ADVICE)


def _said(name: str, page: Page, made: bool) -> Iterable[Words]:
    """The site's own words on a page, run by run: on one that is made of the data also the names of its regions,
    which on others are staff's.
    """
    blocks = page.blocks
    return [*page.around, *blocks.own, *(blocks.spoken if made else ()), *(blocks.found if name in _WHOLE else ())]


def _official(text: str) -> bool:
    """Whether a line tells what the office is called or allows, of which another subject speaks."""
    return text.partition("：")[0] in (*named.LINES, named.LICENCE)


def _called(site: Site, announcement: Announcement) -> Iterator[str]:
    """What templates fill in between own words."""
    glossary = explained.glossary_of(site)
    yield from (words for one in glossary.terms for words in (one.term, one.meaning))
    own = site.pages[HOME].tag(tags.NAME)
    yield own.content if own else ""
    yield from (words for entry in sitemap.navigation(announcement) for words in (entry.label, entry.short))
    for page in sitemap.pages(announcement, glossary):
        if page.template not in ("part", "category", "issue"):
            yield page.title
    yield from (status.label for status in Status)
    facts = announcement.facts
    yield facts.issuer or ""
    yield from (facts.called, facts.at_first)
    yield written_day(facts.published) if facts.published else ""
    yield exporting.version(announcement)
    for issue in announcement.issues:
        yield str(issue.number)
    for column in table.fields(announcement):
        yield from (column["name"], column.get("description", ""))
    yield from (words for named_file in exporting.TITLES.items() for words in named_file)


@lru_cache(maxsize=4)
def _templates(folder: Path) -> frozenset[str]:
    """What templates say themselves, piece by piece."""
    found: set[str] = set()
    for file in sorted(folder.rglob("*.html")):
        text = _COMMENT.sub("", file.read_text(encoding="utf-8", errors="replace"))
        for filled in _FILLED.findall(text):
            found |= {quoted for _, quoted in _QUOTED.findall(filled) if not quoted.isascii()}
        text = _FILLED.sub("\0", text)
        found |= {piece for label in _LABEL.findall(text) for piece in label.split("\0")}
        found |= set(re.split("[\0\n]", _TAG.sub("\0", text)))
    return frozenset(filter(None, map(_plain, found)))


def _maker(pieces: set[str]) -> Callable[[str], bool]:
    """Whether a text is put together of pieces."""
    by_first: dict[str, list[str]] = {}
    for piece in pieces:
        by_first.setdefault(piece[0], []).append(piece)

    @cache  # pages have most of theirs in common
    def made_of(text: str) -> bool:
        ends = {0}
        for at, first in enumerate(text):
            if at in ends:
                ends |= {at + len(piece) for piece in by_first.get(first, ()) if text.startswith(piece, at)}
        return len(text) in ends

    return made_of


def _plain(text: str) -> str:
    return "".join(text.split())
