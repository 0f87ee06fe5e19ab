"""The mirror on what is published: data, text and pages of a built site all say what the announcement says."""

from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

from gongkai import reading
from gongkai.checks.mirror import normal
from gongkai.faults import Fault, Faulty
from gongkai.model import Announcement
from gongkai.verifying import announced, opendata
from gongkai.verifying.built import HOME, Site
from gongkai.verifying.page import START, Place, Words
from gongkai.verifying.words import difference

_ADVICE = "重新建站；还是这样，核对 overrides/ 里的模板：网站自己的话，元素上要标 data-own"


def check(site: Site, received: Path | None) -> Iterator[Fault]:
    """Faults `mirror`: the published text against the text received, where that is at hand; every page that repeats
    the announcement against the published data.
    """
    if opendata.TEXT in site.texts and received and received.is_file():
        yield from _text(site, received)
    try:
        announcement = opendata.announcement(site)
    except Faulty:
        return
    if announcement:
        yield from _pages(site, announcement)


def _text(site: Site, received: Path) -> Iterator[Fault]:
    published, wanted = (normal(text).split("\n") for text in (site.texts[opendata.TEXT], reading.read(received)))
    lines = [Words(line, Place(number, 1)) for number, line in enumerate(published, start=1)]
    yield from _differing(site, opendata.TEXT, lines, wanted, str(received))


def _pages(site: Site, announcement: Announcement) -> Iterator[Fault]:
    for made, said in announced.pages(announcement):
        name = f"{made.path}{HOME}"
        if name in site.pages:
            yield from _differing(site, name, site.pages[name].blocks.found, said, opendata.DATA)
        else:
            yield site.fault(name, START, "mirror", f"没有这一页：{made.title}", _ADVICE)


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
