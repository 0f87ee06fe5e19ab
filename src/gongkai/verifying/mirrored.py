"""The mirror on what is published: data, text and pages of a built site all say what the announcement says."""

import re
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

from gongkai import reading, source
from gongkai.checks.mirror import RECEIVED, normal
from gongkai.faults import Fault
from gongkai.model import Announcement
from gongkai.verifying import announced, opendata
from gongkai.verifying.blocks import way
from gongkai.verifying.built import HOME, Site
from gongkai.verifying.page import START, Place, Words
from gongkai.verifying.words import difference

_OF_ANNOUNCEMENT = re.compile(rf"(issues|parts)/[0-9]+/{HOME}")
_LINK = re.compile("‹→(.*?)›")
_ADVICE = "重新建站；还是这样，核对 overrides/ 里的模板：网站自己的话，元素上要标 data-own"


def check(site: Site) -> Iterator[Fault]:
    """Faults `mirror`: the published text against the text received, where that is at hand; every page that repeats
    the announcement against the published data.
    """
    received = site.project / source.DEFAULT.parent / RECEIVED if site.project else None
    if opendata.TEXT in site.texts and received and received.is_file():
        yield from _text(site, received)
    announcement = opendata.sound(site)
    if announcement:
        yield from _pages(site, announcement)


def _text(site: Site, received: Path) -> Iterator[Fault]:
    published, wanted = (normal(text).split("\n") for text in (site.texts[opendata.TEXT], reading.read(received)))
    lines = [Words(line, Place(number, 1)) for number, line in enumerate(published, start=1)]
    yield from _differing(site, opendata.TEXT, lines, wanted, str(received))


def _pages(site: Site, announcement: Announcement) -> Iterator[Fault]:
    held = {f"{made.path}{HOME}": (made, said) for made, said in announced.pages(announcement)}
    for name in site.pages:
        if _OF_ANNOUNCEMENT.fullmatch(name) and name not in held:
            yield site.fault(name, START, "mirror", f"{opendata.DATA} 里没有这一页说的问题或部分", _ADVICE)
    for name, (made, said) in held.items():
        if name in site.pages:
            shown = [_resolved(site, name, words) for words in site.pages[name].blocks.found]
            yield from _differing(site, name, shown, said, opendata.DATA)
        else:
            yield site.fault(name, START, "mirror", f"没有这一页：{made.title}", _ADVICE)


def _resolved(site: Site, name: str, words: Words) -> Words:
    """A block with the files that its links lead to, in place of their addresses as written."""

    def file(link: re.Match[str]) -> str:
        target = site.target(name, link[1])
        return way(f"{target.file}#{target.anchor}" if target.file else link[1])

    return Words(_LINK.sub(file, words.text), words.place) if "‹→" in words.text else words


def _differing(site: Site, name: str, shown: list[Words], wanted: list[str], against: str) -> Iterator[Fault]:
    """The first block that differs, white space apart."""
    for words, other in zip_longest(shown, wanted):
        here, there = _plain(words.text if words else ""), _plain(other or "")
        if here != there:
            _, ours, theirs = difference(here, there)
            message = f"与 {against} 不一致：这里是“{ours}”，那里是“{theirs}”"
            place = words.place if words else shown[-1].place if shown else START
            yield site.fault(name, place, "mirror", message, _ADVICE)
            return


def _plain(text: str) -> str:
    return "".join(text.split())
