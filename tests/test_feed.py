"""The feed of what came after the announcement holds to RFC 4287 and to the data."""

from xml.etree import ElementTree

import pytest
from conftest import SMALL

from gongkai import exporting, source
from gongkai.exporting import feed

ATOM = "{http://www.w3.org/2005/Atom}"
UPDATES = """\
                updates:
                  - {date: 2024-03-01, text: 已动工<b>。, source: 公告一}
                  - {date: 2024-05-06, status: done, text: 已建成。, source: 公告二}
"""
AFTER = SMALL.replace("              - text: 加强管理。\n", f"{UPDATES}              - text: 加强管理。\n")


def read(text: str, address: str = "") -> ElementTree.Element:
    announcement = source.parse("a.yaml", text).announcement
    return ElementTree.fromstring(feed.as_atom(announcement, "某站", address, "data/updates.atom"))


def test_every_update_is_an_entry_the_latest_first():
    entries = read(AFTER).findall(f"{ATOM}entry")
    assert [one.findtext(f"{ATOM}updated") for one in entries] == [
        "2024-05-06T00:00:00+08:00",
        "2024-03-01T00:00:00+08:00",
    ]
    assert [one.findtext(f"{ATOM}content") for one in entries] == [
        "已建成。\n来源：公告二",
        "已动工<b>。\n来源：公告一",
    ]
    assert entries[0].findtext(f"{ATOM}title").endswith("停车难（已完成）")
    assert entries[0].find(f"{ATOM}link").get("href") == "../issues/1/#issue-1-measure-1"


def test_addresses_are_whole_where_the_site_has_one():
    root = read(AFTER, "https://example.org/a/")
    assert [one.get("href") for one in root.findall(f"{ATOM}link")] == [
        "https://example.org/a/data/updates.atom",
        "https://example.org/a/",
    ]
    link = root.find(f"{ATOM}entry/{ATOM}link").get("href")
    assert link == "https://example.org/a/issues/1/#issue-1-measure-1"


@pytest.mark.parametrize("text", [SMALL, AFTER])
@pytest.mark.parametrize("address", ["", "https://example.org/"])
def test_what_the_standard_requires_is_there_once(text, address):
    root = read(text, address)
    for element in (root, *root.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            (found,) = element.findall(f"{ATOM}{name}")
            assert found.text
    assert root.findtext(f"{ATOM}author/{ATOM}name") == "某镇党委"
    identities = [one.text for one in root.iter(f"{ATOM}id")]
    assert len(set(identities)) == len(identities)


def test_an_entry_keeps_its_name_when_others_come():
    first = read(
        AFTER.replace(
            "{date: 2024-05-06, status: done, text: 已建成。, source: 公告二}",
            "{date: 2024-05-07, text: 另。, source: 乙}",
        )
    )
    assert first.findall(f"{ATOM}entry/{ATOM}id")[1].text == read(AFTER).findall(f"{ATOM}entry/{ATOM}id")[1].text


def test_before_the_first_update_the_feed_is_as_old_as_what_the_announcement_dates():
    root = read(SMALL)
    assert root.findtext(f"{ATOM}updated") == "2023-07-26T00:00:00+08:00"
    assert root.findall(f"{ATOM}entry") == []


def test_without_any_date_there_is_no_feed():
    undated = "announcement: {issuer: null, published: null}\nparts: []\n"
    announcement = source.parse("a.yaml", undated).announcement
    assert "updates.atom" not in [one.name for one in exporting.files(announcement, "某站")]
