"""Searching in a real browser: the same table, the field, the page of results."""

import gzip
import random
import re
import shutil
from contextlib import ExitStack

import pytest
from browser.test_access import faults
from conftest import served
from playwright.sync_api import expect
from search.table import cases

from gongkai import serving
from gongkai.search import index, matching

RESULTS = """async (query) => {
  const form = document.querySelector("[data-search]");
  const { engine } = window;
  const corpus = await engine.corpusOf(form);
  const { found, partial } = await engine.search(corpus, query);
  await corpus.show(found.map(({ index }) => index));
  return { partial, found: found.map(({ index }) => {
    const one = corpus.documents[index];
    return one.kind === "issue" ? String(one.number) : one.path;
  }) };
}"""
LOAD = """async () => {
  window.engine = await import(new URL(document.querySelector("[data-search]").dataset.search, document.baseURI));
}"""
LINKS = ".results a"


@pytest.fixture(scope="module", params=["whole", "in pieces"])
def page(request, browser, address, site, corpus, tmp_path_factory):
    """The page of results and the search's functions, on the site and on one whose index is that of a large one."""
    with ExitStack() as stack:
        if request.param == "in pieces":
            large = tmp_path_factory.mktemp("large") / "site"
            shutil.copytree(site, large)
            (folder,) = (large / serving.SEARCH_INDEX).iterdir()
            for name, content in index.files(corpus, whole=0):
                (folder / name).write_bytes(content)
            address = stack.enter_context(served(large))
        opened = browser.new_page(viewport={"width": 1280, "height": 900})
        opened.goto(address + "search/")
        opened.evaluate(LOAD)
        yield opened
        opened.close()


@pytest.mark.parametrize("case", cases(), ids=str)
def test_a_query_of_the_table(page, case):
    answer = page.evaluate(RESULTS, case.query)
    case.check(answer["found"], answer["partial"])


def test_runs_of_characters_find_their_issue_as_in_python(page, corpus):
    chosen = random.Random(20)
    issues = [one for one in corpus.documents if one.kind == "issue"]
    for _ in range(200):
        issue = chosen.choice(issues)
        start, length = chosen.randrange(len(issue.text) - 8), chosen.randint(2, 8)
        run = issue.text[start : start + length]
        answer = matching.search(corpus, run)
        expected = [corpus.documents[one.index] for one in answer.found]
        names = [str(one.numbers[0]) if one.kind == "issue" else one.path for one in expected]
        assert page.evaluate(RESULTS, run)["found"] == names, run


@pytest.mark.parametrize("query", ["停车彩票" * 2500, "xian" * 2500, ".*+?^${}()|[]\\\\", "%E5%", "😀🅰", "<b>停车</b>"])
def test_no_query_fails_and_both_find_the_same(page, corpus, query):
    answer = matching.search(corpus, query)
    expected = [corpus.documents[one.index] for one in answer.found]
    names = [str(one.numbers[0]) if one.kind == "issue" else one.path for one in expected]
    assert page.evaluate(RESULTS, query)["found"] == names


def test_what_came_after_the_announcement_is_found_after_what_it_said(browser, site, updated, tmp_path):
    later = tmp_path / "site"
    shutil.copytree(site, later)
    (folder,) = (later / serving.SEARCH_INDEX).iterdir()
    for name, content in index.files(updated):
        (folder / name).write_bytes(content)
    with served(later) as address:
        tab = browser.new_page()
        tab.goto(address + "search/")
        tab.evaluate(LOAD)
        assert tab.evaluate(RESULTS, "公共停车位")["found"] == ["20", "19"]
        assert tab.evaluate(RESULTS, "比特币")["found"] == ["19"]
        tab.close()


@pytest.fixture
def tab(browser):
    opened = browser.new_page(viewport={"width": 360, "height": 800})
    yield opened
    opened.close()


def test_the_page_of_results_links_what_it_found_in_order(tab, address):
    tab.goto(address + "search/?q=违建")
    tab.wait_for_selector(LINKS)
    assert [link.get_attribute("data-issue") for link in tab.locator(LINKS).all()][:2] == ["8", "33"]
    assert tab.locator(".results mark").first.inner_text() == "违建"
    assert "推进中" in tab.locator(".results .about").first.inner_text()
    tab.locator(LINKS).first.click()
    assert "issues/8/" in tab.url


def test_filters_are_kept_in_the_address(tab, address):
    tab.goto(address + "search/?q=宣传")
    tab.wait_for_selector(LINKS)
    tab.select_option("[name=category]", "8")
    expect(tab.locator(LINKS)).to_have_count(2)
    assert "category=8" in tab.url
    kept = [link.get_attribute("href") for link in tab.locator(LINKS).all()]
    tab.reload()
    tab.wait_for_selector(LINKS)
    assert [link.get_attribute("href") for link in tab.locator(LINKS).all()] == kept


@pytest.mark.parametrize("query", ["地铁", "彩票中心", "？"])
def test_what_stands_nowhere_has_no_result_and_a_way_on(tab, address, query):
    tab.goto(f"{address}search/?q={query}")
    expect(tab.locator("output")).to_contain_text("没有找到")
    assert tab.locator(LINKS).count() == 0
    assert tab.get_by_role("heading", name="也可以这样找").is_visible()


def test_a_part_of_a_question_is_said_to_be_one(tab, address):
    tab.goto(address + "search/?q=怎么解决停车难的问题")
    tab.wait_for_selector(LINKS)
    assert tab.locator(LINKS).first.get_attribute("data-issue") == "20"
    assert "没有完全一致" in tab.locator("output").inner_text()


def test_a_query_cannot_become_markup(tab, address):
    tab.goto(address + "search/?q=<img src=x onerror=alert(1)>停车")
    expect(tab.locator("output")).to_contain_text("没有找到")
    assert tab.locator("img").count() == 0


def test_without_scripts_the_field_leads_to_other_ways(browser, address):
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(address)
    tab.fill("[name=q]", "停车")
    tab.press("[name=q]", "Enter")
    assert "search/?q=" in tab.url
    assert "Ctrl+F" in tab.locator("#content").inner_text()
    assert tab.get_by_role("link", name="通报全文").first.is_visible()
    context.close()


def asked_for(tab) -> list[str]:
    names: list[str] = []
    tab.on("request", lambda request: names.append(request.url))
    return names


def test_nothing_of_it_is_loaded_before_the_field_is_touched(tab, address):
    names = asked_for(tab)
    tab.goto(address + "issues/20/", wait_until="networkidle")
    assert not [name for name in names if "search" in name]
    tab.focus("[name=q]")
    tab.wait_for_selector("[role=combobox]")
    assert any(re.search(r"/search\.[0-9a-f]{8}\.js$", name) for name in names)


def test_all_of_it_is_at_most_25_kilobytes(site):
    files = [*(site / "assets/javascripts").glob("search.*.js"), *(site / serving.SEARCH_INDEX).glob("*/*.txt")]
    assert len(files) == 3
    assert sum(len(gzip.compress(file.read_bytes(), 9, mtime=0)) for file in files) <= 25_000


def test_by_keyboard_alone(tab, address):
    tab.goto(address + "categories/traffic/")
    tab.keyboard.press("/")
    tab.wait_for_selector("[role=combobox]")
    assert tab.evaluate("document.activeElement.name") == "q"
    tab.keyboard.insert_text("停车")
    tab.wait_for_selector("[role=option]")
    field = tab.locator("[role=combobox]")
    assert field.get_attribute("aria-expanded") == "true"
    tab.keyboard.press("ArrowDown")
    chosen = tab.locator("[role=option][aria-selected=true]")
    assert field.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    tab.keyboard.press("Escape")
    assert field.get_attribute("aria-expanded") == "false"
    assert field.get_attribute("aria-activedescendant") is None
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/issues/20/")
    tab.keyboard.press("Control+k")
    assert tab.evaluate("document.activeElement.name") == "q"


def test_enter_without_a_choice_shows_all_results(tab, address):
    tab.goto(address)
    tab.fill("[name=q]", "停车")
    tab.press("[name=q]", "Enter")
    tab.wait_for_url(re.compile("search/"))
    tab.wait_for_selector(LINKS)
    assert tab.input_value("[name=q]") == "停车"


def test_nothing_is_searched_in_the_middle_of_composing(tab, address):
    tab.goto(address)
    tab.focus("[name=q]")
    tab.wait_for_selector("[role=combobox]")
    client = tab.context.new_cdp_session(tab)
    client.send("Input.imeSetComposition", {"text": "ting'che", "selectionStart": 8, "selectionEnd": 8})
    tab.wait_for_timeout(300)
    assert tab.locator(".suggestions").is_hidden()
    client.send("Input.insertText", {"text": "停车"})
    tab.wait_for_selector("[role=option]")


def test_what_was_found_is_told_to_screen_readers(tab, address):
    tab.goto(address)
    tab.fill("[name=q]", "停车")
    tab.wait_for_selector("[role=option]")
    assert re.fullmatch(r"\d+ 个结果", tab.locator(".suggestions [role=status]").inner_text())


@pytest.mark.parametrize("query", ["停车", "违建谁来管", "zzzqqq"])
def test_axe_finds_nothing_with_suggestions(tab, address, query):
    tab.goto(address)
    tab.fill("[name=q]", query)
    tab.wait_for_selector(".suggestions:not([hidden])")
    for width, scheme in ((360, "light"), (1280, "dark")):
        tab.set_viewport_size({"width": width, "height": 800})
        tab.emulate_media(color_scheme=scheme)
        assert faults(tab) == []
