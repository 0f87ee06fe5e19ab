"""The mirror on what is published: data, text and pages of a built site all say what the announcement says."""

from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

from gongkai import printing, reading, sitemap
from gongkai.checks.mirror import normal
from gongkai.faults import Fault, Faulty
from gongkai.model import Announcement
from gongkai.verifying import opendata
from gongkai.verifying.built import HOME, Site
from gongkai.verifying.page import START, Place

_ADVICE = "重新建站；还是这样，核对 overrides/ 里的模板"


def check(site: Site, received: Path | None) -> Iterator[Fault]:
    """Faults `mirror`: the published text against the published data and, where it is at hand, the text received;
    the page of the full text against the published text; each issue's page against the data.
    """
    text = site.texts.get(opendata.TEXT)
    if text is None:
        return
    published = normal(text).split("\n")
    if received and received.is_file():
        theirs = normal(reading.read(received)).split("\n")
        yield from _differing(site, opendata.TEXT, published, theirs, str(received))
    try:
        announcement = opendata.announcement(site)
    except Faulty:
        announcement = None
    if announcement:
        printed = normal(printing.text(announcement)).split("\n")
        yield from _differing(site, opendata.TEXT, published, printed, opendata.DATA)
        yield from _issues(site, announcement)
    name = f"{sitemap.FULL_TEXT}{HOME}"
    if name in site.pages:
        paragraphs = [words for words in site.pages[name].paragraphs if words.text.strip()]
        shown = [normal(" ".join(words.text.split("\n"))) for words in paragraphs]
        places = [words.place for words in paragraphs]
        yield from _differing(site, name, shown, published, opendata.TEXT, places)


def _differing(
    site: Site, name: str, lines: list[str], wanted: list[str], against: str, places: list[Place] | None = None
) -> Iterator[Fault]:
    """The first paragraph that differs; `places` says where those of a page begin, else each is a line."""
    for index, (line, other) in enumerate(zip_longest(lines, wanted, fillvalue="")):
        if line == other:
            continue
        place = Place(index + 1, 1) if places is None else [START, *places][min(index + 1, len(places))]
        at = next(at for at, (here, there) in enumerate(zip_longest(line, other)) if here != there)
        message = f"与 {against} 不一致：这里是“{_around(line, at)}”，那里是“{_around(other, at)}”"
        yield site.fault(name, place, "mirror", message, _ADVICE)
        return


def _around(line: str, at: int) -> str:
    return line[max(at - 8, 0) : at + 8] or "（没有）"


def _issues(site: Site, announcement: Announcement) -> Iterator[Fault]:
    for issue in announcement.issues:
        name = f"{sitemap.issue_path(issue)}{HOME}"
        if name not in site.pages:
            yield site.fault(name, START, "mirror", f"没有问题 {issue.number} 的网页", _ADVICE)
            continue
        shown = _plain("".join(site.pages[name].announced))
        passages = (passage for measure in issue.measures for passage in measure.passages)
        for said in filter(None, (issue.problem, issue.lead, *passages, issue.closing)):
            if _plain(said) not in shown:
                message = f"网页上没有通报的这一段：“{said[:16]}…”"
                yield site.fault(name, START, "mirror", message, _ADVICE)


def _plain(text: str) -> str:
    return normal(text).replace("\n", "")
