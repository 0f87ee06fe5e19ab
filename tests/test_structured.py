"""What pages say in schema.org's vocabulary: only what is known."""

from datetime import date

from gongkai.model import Update
from gongkai.structured import web_page


def said(announcement, address="", publisher=""):
    words = {"site": "某站", "address": address, "description": "某。", "publisher": publisher}
    return web_page(announcement, "issues/19/", "问题19", **words)


def test_without_an_address_a_publisher_or_a_date_none_is_made_up(announcement):
    assert not {"url", "breadcrumb", "publisher", "datePublished", "dateModified"} & said(announcement).keys()


def test_the_last_update_is_the_day_of_change(announcement):
    issue = next(issue for issue in announcement.issues if issue.number == 19)
    later = announcement.model_copy(deep=True)
    measure = next(one for one in later.issues if one.number == issue.number).measures[0]
    measure.updates.append(Update(date=date(2024, 3, 1), text="某。", source="某"))
    assert said(later)["dateModified"] == "2024-03-01"


def test_a_trail_names_every_page_above_with_its_address(announcement):
    known = said(announcement, "https://example.org/", "某办公室")
    assert known["publisher"]["name"] == "某办公室"
    places = [(one["position"], one["item"]) for one in known["breadcrumb"]["itemListElement"]]
    base = "https://example.org/"
    expected = [base, base + "categories/", base + "categories/traffic/", base + "issues/19/"]
    assert places == list(enumerate(expected, start=1))
