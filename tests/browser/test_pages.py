"""What citizens see, in a real Chromium: the whole announcement, on a phone, without scripts."""

import itertools

import pytest
from conftest import RECEIVED

from gongkai.checks.mirror import normal
from gongkai.wording import fold_width

PAGES = ["", "announcement/", "parts/1/", "parts/3/", "categories/", "categories/traffic/", "categories/finance/",
         "issues/1/", "issues/20/", "progress/", "places/", "figures/", "glossary/", "open-data/", "about/",
         "404.html"]  # fmt: skip


@pytest.fixture
def phone(browser):
    context = browser.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_the_page_with_the_full_text_holds_the_announcement_in_order(address, browser):
    page = browser.new_page()
    page.goto(address + "announcement/")
    shown = page.inner_text("article.full-text")
    notes = page.locator("article.full-text .gap").all_inner_texts()
    page.close()
    for note in notes:
        assert note in shown
        shown = shown.replace(note, "", 1)
    assert normal(shown) == normal(RECEIVED.read_text(encoding="utf-8"))


def test_every_line_of_the_announcement_is_on_the_page_even_with_the_notes(address, phone):
    phone.goto(address + "announcement/")
    shown = "".join(fold_width(phone.inner_text("body")).split())
    place = 0
    for line in normal(RECEIVED.read_text(encoding="utf-8")).split("\n"):
        place = shown.index(line, place) + len(line)


@pytest.fixture(scope="module", params=PAGES)
def opened(request, browser, address):
    """A page opened once on a phone for all that is asked of it."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=False)
    page = context.new_page()
    page.goto(address + request.param)
    yield page
    context.close()


def test_a_page_reads_on_a_phone_without_scripts(opened):
    assert opened.locator("h1").count() == 1
    assert opened.locator("header nav a").count() == 6
    assert opened.evaluate("document.documentElement.scrollWidth") == 360
    edges = opened.locator("#content > *").evaluate_all("all => all.map(one => one.getBoundingClientRect().right)")
    assert edges
    assert all(edge <= 360 for edge in edges)


def test_headings_go_down_by_one_level_at_a_time(opened):
    levels = opened.locator("h1, h2, h3, h4").evaluate_all("all => all.map(one => Number(one.tagName[1]))")
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_from_the_summary_the_words_behind_a_status_are_one_click_away(address, phone):
    phone.goto(address + "progress/")
    link = phone.locator("table.all-issues tr", has_text="停车难").locator(".statuses a").first
    assert link.get_attribute("href") == "../issues/20/#issue-20-measure-1"
    phone.goto(address + "issues/20/#issue-20-measure-1")
    assert phone.locator(":target mark").inner_text() == "加快完善公共停车设施"


def test_the_bars_are_drawn_and_described_without_scripts(address, phone):
    phone.goto(address + "progress/")
    bar = phone.locator("svg.bar").first
    assert bar.get_attribute("aria-label") == "已完成7条，长期坚持16条，推进中23条，已公布措施29条"
    assert bar.bounding_box()["width"] > 300


def test_the_language_of_pages_is_simplified_chinese(address, phone):
    phone.goto(address + "issues/20/")
    assert phone.locator("html").get_attribute("lang") == "zh-CN"
    assert phone.title() == "问题20：停车难问题解决不到位 - 洪梅镇巡察整改进展公开"


def test_the_link_of_an_issue_is_copied_from_its_category(browser, address):
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(address + "categories/traffic/")
    page.get_by_role("button", name="复制链接 问题20").click()
    page.get_by_role("status").filter(has_text="已复制").wait_for(state="attached")
    assert page.evaluate("navigator.clipboard.readText()") == address + "issues/20/"
    context.close()
