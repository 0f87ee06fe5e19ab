"""Access for everybody: axe-core's rules, the keyboard, large type, narrow and zoomed windows, a strict policy."""

import gzip

import pytest
from axe_playwright_python.sync_playwright import Axe

PAGES = [
    *(".", "announcement/", "parts/1/", "categories/", "categories/key-projects/", "issues/10/"),
    *("progress/", "places/", "figures/", "glossary/", "open-data/", "search/", "about/", "404.html"),
]
ALL_RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture(params=[(360, "light"), (360, "dark"), (1280, "light"), (1280, "dark")], ids=str)
def window(request, browser):
    width, scheme = request.param
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(window, address, path):
    window.goto(address + path)
    found = Axe().run(window, options=ALL_RULES).response["violations"]
    assert [(one["id"], one["nodes"][0]["target"]) for one in found] == []


def test_axe_finds_what_is_planted(browser, address):
    page = browser.new_page()
    page.goto(address + "issues/10/")
    page.evaluate("document.querySelector('#content').append(document.createElement('img'))")
    found = Axe().run(page, options=ALL_RULES).response["violations"]
    assert "image-alt" in [one["id"] for one in found]
    page.close()


@pytest.mark.parametrize("path", PAGES)
def test_a_page_keeps_the_policy_and_asks_nobody_else(browser, address, path):
    page = browser.new_page()
    said, asked = [], []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address + path, wait_until="networkidle")
    assert "script-src 'self'" in page.locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content")
    assert said == []
    assert all(url.startswith(address) for url in asked)
    page.close()


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("width", [320, 640])
def test_nothing_scrolls_sideways_at_320_pixels_or_twice_the_size(browser, address, path, width):
    page = browser.new_page(viewport={"width": width, "height": 700})
    page.goto(address + path)
    if width == 640:
        page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_large_type_is_remembered_on_every_page(browser, address):
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(address)
    before = page.locator("h1").evaluate("node => parseFloat(getComputedStyle(node).fontSize)")
    button = page.get_by_role("button", name="大字版")
    assert button.get_attribute("aria-pressed") == "false"
    button.click()
    assert page.locator("h1").evaluate("node => parseFloat(getComputedStyle(node).fontSize)") > before * 1.2
    page.goto(address + "issues/20/")
    assert page.get_by_role("button", name="大字版").get_attribute("aria-pressed") == "true"
    assert page.locator("html.large").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.get_by_role("button", name="大字版").press("Enter")
    assert page.locator("html.large").count() == 0
    context.close()


def test_the_keyboard_reaches_the_words_behind_a_status_and_an_explanation(browser, address):
    page = browser.new_page()
    page.goto(address + "issues/10/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "跳到正文"
    page.keyboard.press("Enter")
    shown = []
    for _ in range(8):
        page.keyboard.press("Tab")
        tip = page.locator(":focus > .tip")
        shown += [tip.inner_text()] if tip.count() and tip.is_visible() else []
    assert "耕地没有用来种粮食的情况。" in shown
    assert "依据：原文这样说，所以定为“推进中”" in shown
    page.close()


@pytest.mark.parametrize("path", PAGES)
def test_what_is_pressed_is_large_enough_for_a_thumb(browser, address, path):
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto(address + path)
    for target in page.locator("nav.goto a, .goto a, button, select, .chips a").all():
        box = target.bounding_box()
        assert box is None or box["height"] >= 44
    page.close()


def test_the_table_of_issues_filters_and_its_address_can_be_shared(browser, address):
    page = browser.new_page()
    page.goto(address + "progress/")
    rows = page.locator(".all-issues tbody tr:visible")
    assert rows.count() == 32
    page.locator("select[name=status]").select_option("已完成")
    page.locator("select[name=category]").select_option("（十五）关于镇属企业管理有待加强方面")
    assert rows.count() == 1
    assert "42" in rows.first.inner_text()
    assert page.locator("output").inner_text() == "显示 1 个问题，共 32 个"
    assert page.url.endswith("?status=done&category=15")
    shared = browser.new_page()
    shared.goto(page.url)
    assert shared.locator(".all-issues tbody tr:visible").count() == 1
    shared.goto(address + "progress/?sort=last&status=nonsense")
    assert shared.locator(".all-issues tbody tr:visible").count() == 32
    assert shared.locator(".all-issues tbody tr").first.locator("td").first.inner_text() == "51"
    shared.close()
    page.close()


def test_a_first_visit_to_a_category_is_light(browser, address):
    context = browser.new_context()
    page = context.new_page()
    bodies = []
    page.on("response", lambda response: bodies.append(response.body()))
    page.goto(address + "categories/traffic/", wait_until="networkidle")
    assert sum(len(gzip.compress(body)) for body in bodies) <= 45_000
    assert len(bodies) <= 5
    context.close()


@pytest.mark.parametrize("path", ["announcement/", "issues/20/", "progress/"])
def test_a_page_prints_on_paper_without_its_ways_around(browser, address, path, tmp_path):
    page = browser.new_page()
    page.goto(address + path)
    page.emulate_media(media="print")
    assert not page.locator("header nav").is_visible()
    assert page.locator("h1").is_visible()
    assert page.pdf(format="A4", prefer_css_page_size=True).startswith(b"%PDF")
    page.close()


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("path", ["issues/10/", "issues/24/", "categories/urban-quality/"])
def test_every_explanation_stands_inside_the_window(browser, address, path, width):
    page = browser.new_page(viewport={"width": width, "height": 740})
    page.goto(address + path)
    targets = page.locator("mark, .term").all()
    assert targets
    for target in targets:
        target.focus()
        box = target.locator("> .tip").bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        assert page.evaluate("document.documentElement.scrollWidth") == width
    page.close()
