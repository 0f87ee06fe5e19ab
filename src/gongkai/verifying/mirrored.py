"""The mirror on what is published: data, text and pages of a built site all say what the announcement says."""

from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

from gongkai import printing, reading
from gongkai.checks.mirror import normal
from gongkai.faults import Fault, Faulty
from gongkai.model import Announcement
from gongkai.verifying import announced, opendata
from gongkai.verifying.built import HOME, Site
from gongkai.verifying.page import START, Place, Words

AROUND = 8
_ADVICE = "重新建站；还是这样，核对 overrides/ 里的模板：网站自己的话，元素上要标 data-own"


def check(site: Site, received: Path | None) -> Iterator[Fault]:
    """Faults `mirror`: the published text against the published data and, where it is at hand, the text received;
    every page that repeats the announcement against the published data.
    """
    if (text := site.texts.get(opendata.TEXT)) is not None and received and received.is_file():
        yield from _text(site, text, reading.read(received), str(received))
    try:
        announcement = opendata.announcement(site)
    except Faulty:
        return
    if announcement:
        if text is not None:
            yield from _text(site, text, printing.text(announcement), opendata.DATA)
        yield from _pages(site, announcement)


def _text(site: Site, text: str, other: str, against: str) -> Iterator[Fault]:
    lines = [Words(line, Place(number, 1)) for number, line in enumerate(normal(text).split("\n"), start=1)]
    yield from _differing(site, opendata.TEXT, lines, normal(other).split("\n"), against)


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
            at = next(at for at, (one, another) in enumerate(zip_longest(here, there)) if one != another)
            message = f"与 {against} 不一致：这里是“{_around(here, at)}”，那里是“{_around(there, at)}”"
            place = words.place if words else shown[-1].place if shown else START
            yield site.fault(name, place, "mirror", message, _ADVICE)
            return


def _plain(text: str) -> str:
    return "".join(text.split())


def _around(text: str, at: int) -> str:
    return text[max(at - AROUND, 0) : at + AROUND] or "（没有）"
