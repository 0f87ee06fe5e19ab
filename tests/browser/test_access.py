"""Access for everybody: axe-core, the keyboard, touch, large type, narrow and zoomed windows, paper, the policy."""

import gzip
import json
import subprocess
from dataclasses import dataclass

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

PAGES = [
    *(".", "announcement/", "parts/1/", "categories/", "categories/key-projects/", "issues/10/", "progress/"),
    *("places/", "figures/", "glossary/", "open-data/", "sitemap/", "about/", "404.html"),
    *("search/", "search/?q=违建", "search/?q=zzzqqq"),
]
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "experimental"]
# A mark with its explanation is reached by the keyboard and is no widget: it may hold links, which no button may.
ALL_RULES = {
    "runOnly": TAGS,
    "rules": {"focus-order-semantics": {"enabled": False}},
    "resultTypes": ["violations"],  # of what is right axe need not describe every place
}
FIRST_OF_EACH = "found => found.violations.map(one => [one.id, one.nodes[0].html])"
SHIFT = """() => new Promise((told) => {
  let sum = 0;
  new PerformanceObserver((list) => { for (const one of list.getEntries()) sum += one.value; })
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => told(sum), 50);
})"""
# What is pressed and is not a word of a sentence: beside it in its block stand at most a few characters.
ALONE = """() => [...document.querySelectorAll("a, button, select, input, summary")].filter((one) => {
  if (!one.checkVisibility({ visibilityProperty: true }) || one.getBoundingClientRect().right < 0) return false;
  let block = one.parentElement;
  while (getComputedStyle(block).display.startsWith("inline")) block = block.parentElement;
  const beside = [...block.childNodes].filter((node) => {
    if (node.contains(one) || node.nodeType === Node.COMMENT_NODE) return false;
    return node.nodeType === Node.TEXT_NODE || getComputedStyle(node).display === "inline" && node.tagName !== "A";
  });
  return beside.map((node) => node.textContent.trim()).join("").length < 8;
}).map((one) => ({ words: one.textContent || one.name, box: one.getBoundingClientRect() }))
  .filter(({ box }) => box.width < 44 || box.height < 44).map(({ words, box }) => [words, box.width, box.height])"""

# Of each word with an explanation, once it has the focus: the explanation's edges, whether it shows, the page's width.
EXPLAINED = """async (all) => {
  const found = [];
  for (const one of all) {
    one.focus();
    await new Promise(requestAnimationFrame);
    const tip = one.querySelector(":scope > .gloss");
    const { left, right } = tip.getBoundingClientRect();
    const shown = tip.checkVisibility({ visibilityProperty: true });
    found.push([left, right, shown, document.documentElement.scrollWidth]);
  }
  return found;
}"""


@dataclass
class Visit:
    """A page opened once on a phone for all that is asked of it: what it said, asked for and shifted meanwhile."""

    page: Page
    said: list[str]
    asked: list[str]
    shift: float

    def look(self, width: int, scheme: str = "light", size: str = "", zoom: str = "") -> Page:
        """The same page in another window."""
        self.page.set_viewport_size({"width": width, "height": 800})
        self.page.emulate_media(color_scheme=scheme)
        self.page.evaluate("size => document.documentElement.classList.toggle('large', size === 'large')", size)
        self.page.evaluate("zoom => { document.documentElement.style.fontSize = zoom }", zoom)
        return self.page


@pytest.fixture(scope="module", params=PAGES)
def visit(request, browser, address):
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    said, asked = [], []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address + request.param, wait_until="networkidle")
    yield Visit(page, said, asked, page.evaluate(SHIFT))
    context.close()


def faults(page: Page) -> list[list[str]]:
    """The rules that a page breaks, each with a place."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    return page.evaluate(f"axe.run({json.dumps(ALL_RULES)}).then({FIRST_OF_EACH})")


def test_nothing_moves_while_a_page_comes(visit):
    assert visit.shift < 0.001


def test_a_page_keeps_the_policy_and_asks_nobody_else(visit, address):
    policy = visit.page.locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content")
    assert "script-src 'self'" in policy
    assert visit.said == []
    assert all(url.startswith(address) for url in visit.asked)


def test_what_is_pressed_is_large_enough_for_a_thumb(visit):
    assert visit.look(360).evaluate(ALONE) == []


def test_nothing_scrolls_sideways_at_320_pixels_or_twice_the_size(visit):
    for width, zoom in ((320, ""), (640, "200%")):
        page = visit.look(width, zoom=zoom)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        wide = "[...document.querySelectorAll('.scroll')].filter((one) => one.scrollWidth > one.clientWidth).length"
        assert width > 320 or page.evaluate(wide) == 0


@pytest.mark.parametrize("look", [(360, "light"), (360, "dark"), (360, "light", "large"), (1280, "dark")])
def test_axe_finds_nothing(visit, look):
    assert faults(visit.look(*look)) == []


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("target", ["mark", ".term"])
def test_axe_finds_nothing_in_an_open_explanation(browser, address, width, target):
    page = browser.new_page(viewport={"width": width, "height": 740})
    page.goto(address + "issues/10/")
    page.locator(target).first.focus()
    assert page.locator(f"{target} > .gloss").first.is_visible()
    assert faults(page) == []
    page.close()


def test_an_explanation_is_shut_by_escape_and_stays_while_it_is_pointed_at(browser, address):
    page = browser.new_page(viewport={"width": 1280, "height": 740})
    page.goto(address + "issues/10/")
    tip = page.locator(".term > .gloss").first
    page.locator(".term").first.hover()
    word, note = page.locator(".term").first.bounding_box(), tip.bounding_box()
    for y in range(round(word["y"] + word["height"] / 2), round(note["y"]) + 8):
        page.mouse.move(word["x"] + 8, y)
        assert tip.is_visible(), y
    page.keyboard.press("Escape")
    assert tip.is_hidden()
    page.mouse.move(0, 0)
    page.locator(".term").first.hover()
    assert tip.is_visible()
    page.close()


def test_the_first_tap_on_a_term_explains_it_and_the_second_follows_it(browser, address):
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(address + "issues/10/")
    term = page.locator(".term").first
    term.tap()
    assert page.url.endswith("issues/10/")
    word, note = term.bounding_box(), term.locator("> .gloss").bounding_box()
    assert note["y"] >= word["y"] + word["height"] - 8
    term.tap(position={"x": 4, "y": 4})
    page.wait_for_url("**/glossary/**")
    context.close()


def test_high_contrast_keeps_words_statuses_and_the_current_page_apart(browser, address):
    context = browser.new_context(forced_colors="active", color_scheme="dark")
    page = context.new_page()
    page.goto(address + "issues/10/")
    mark = page.locator("mark").first
    assert mark.evaluate("node => getComputedStyle(node).color") == page.locator("h1").evaluate(
        "node => getComputedStyle(node).color"
    )
    assert "underline" in mark.evaluate("node => getComputedStyle(node).textDecorationLine")
    edge = "node => getComputedStyle(node).borderBottomColor"
    assert page.locator(".goto [aria-current]").evaluate(edge) != page.locator(".goto a").first.evaluate(edge)
    assert (
        page.locator(".status").first.evaluate("node => getComputedStyle(node, '::before').forcedColorAdjust") == "none"
    )
    context.close()


def test_axe_finds_what_is_planted(browser, address):
    page = browser.new_page()
    page.goto(address + "issues/10/")
    page.evaluate("document.querySelector('#content').append(document.createElement('img'))")
    assert "image-alt" in [rule for rule, _ in faults(page)]
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
        tip = page.locator(":focus > .gloss")
        shown += [tip.inner_text()] if tip.count() and tip.is_visible() else []
    assert "耕地没有用来种粮食的情况。" in shown
    assert "依据：原文这样说，所以定为“推进中”" in shown
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
    page.locator("select[name=status]").select_option("长期坚持")
    page.locator("select[name=category]").select_option("（三）关于提升城市品质力度不足方面")
    assert page.locator("output").inner_text() == "没有符合条件的问题，共 32 个"
    page.get_by_role("button", name="清除筛选").click()
    assert rows.count() == 32
    page.get_by_role("button", name="编号").click()
    assert page.get_by_role("columnheader", name="编号").get_attribute("aria-sort") == "descending"
    assert rows.first.locator("td").first.inner_text() == "51"
    page.goto(address + "progress/?status=done&category=15")
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


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("path", ["issues/10/", "issues/24/", "categories/urban-quality/"])
def test_every_explanation_stands_inside_the_window(browser, address, path, width):
    page = browser.new_page(viewport={"width": width, "height": 740})
    page.goto(address + path)
    boxes = page.locator("mark, .term").evaluate_all(EXPLAINED)
    assert boxes
    for left, right, shown, wide in boxes:
        assert shown
        assert left >= 0
        assert right <= width
        assert wide == width
    page.close()


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("announcement/", ["洪梅镇党委整改情况", "根据市委统一部署", "坚持以改促治"]),
        ("issues/20/", ["停车难问题解决不到位", "推动现有公共停车位物尽其用", "推进中"]),
        ("progress/", ["整改进展", "停车难问题解决不到位", "已公布措施"]),
        (".", ["改到哪一步了", "关于交通整治力度有待加强方面", "下一步"]),
    ],
)
def test_a_page_prints_its_words_and_leaves_out_its_ways_around(browser, address, path, words, tmp_path):
    page = browser.new_page(color_scheme="dark")
    page.goto(address + path)
    page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
    page.emulate_media(media="print")
    assert page.locator("body").evaluate("node => getComputedStyle(node).color") == "rgb(0, 0, 0)"
    page.close()
    command = ["pdftotext", "-raw", str(tmp_path / "page.pdf"), "-"]
    printed = "".join(subprocess.run(command, capture_output=True, text=True, check=True).stdout.split())
    assert [one for one in words if one not in printed] == []
    assert [one for one in ("大字版", "跳到正文", "网站地图", "逐条查看进展和依据") if one in printed] == []
