"""What came after the announcement, as an Atom feed (RFC 4287) that readers and other programs follow."""

import uuid
from datetime import date
from urllib.parse import urljoin
from xml.etree import ElementTree

from gongkai import progress, sitemap, timeline
from gongkai.chinatime import beginning
from gongkai.model import Announcement
from gongkai.progress import Change

FILE = "updates.atom"
MEDIA_TYPE = "application/atom+xml"
NAMESPACE = "http://www.w3.org/2005/Atom"
_OF_THIS_FORM = uuid.UUID("6f3d5b0e-8a53-5c62-9d0e-3b7f0c1a2e44")


def as_atom(announcement: Announcement, title: str, address: str, path: str) -> bytes | None:
    """The feed, the latest update first; None where the data has no date, which a feed cannot do without.

    `address` is where the site stands, if that is known, `path` that of the feed below it. Atom wants a time of day:
    an update has a day alone, and so gets the first moment of it in China. Before the first update the feed is as old
    as the last thing that the announcement dates.
    """
    changes = progress.changes(announcement)
    dated = days(announcement)
    if not dated:
        return None
    root = ElementTree.Element("feed", {"xmlns": NAMESPACE, "xml:lang": "zh-CN"})
    _add(root, "id", address or _urn(title))
    _add(root, "title", f"{title}：后续进展")
    _add(root, "updated", beginning(changes[0].update.date if changes else max(dated)))
    _add(_add(root, "author"), "name", announcement.facts.issuer or title)
    if address:
        _add(root, "link", rel="self", href=urljoin(address, path))
    _add(root, "link", href=_link(address, path, ""))
    for change in changes:
        root.append(_entry(change, address, path))
    ElementTree.indent(root, " ")
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"


def days(announcement: Announcement) -> list[date]:
    """All that a feed can go by: the days of its updates and of what the announcement dates."""
    updated = [change.update.date for change in progress.changes(announcement)]
    return updated + [one.end or one.start for one in timeline.moments(announcement)]


def _entry(change: Change, address: str, path: str) -> ElementTree.Element:
    issue, update = change.issue, change.update
    page = f"{sitemap.issue_path(issue)}#{sitemap.measure_anchor(issue, change.count)}"
    entry = ElementTree.Element("entry")
    _add(entry, "id", _urn(f"{address} {page} {update.date} {update.text}"))
    standing = f"（{update.status.label}）" if update.status else ""
    _add(entry, "title", f"{sitemap.issue_title(issue)}{standing}")
    _add(entry, "updated", beginning(update.date))
    _add(entry, "link", href=_link(address, path, page))
    _add(entry, "content", f"{update.text}\n来源：{update.source}", type="text")
    return entry


def _add(parent: ElementTree.Element, name: str, text: str | None = None, **attributes: str) -> ElementTree.Element:
    element = ElementTree.SubElement(parent, name, attributes)
    element.text = text
    return element


def _link(address: str, path: str, page: str) -> str:
    """The address of a page; where it is not known, relative to the feed."""
    return urljoin(address, page) if address else "../" * path.count("/") + page


def _urn(words: str) -> str:
    """A name that the same words always get, as the standard wants an entry's to be."""
    return uuid.uuid5(_OF_THIS_FORM, words).urn
