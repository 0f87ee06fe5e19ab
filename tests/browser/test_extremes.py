"""Text that is extreme keeps every page whole: long, without a break, many, one, none."""

from datetime import date

import pytest
from conftest import build, copy_project
from playwright.sync_api import Page

from gongkai import printing, source, writing
from gongkai.model import Announcement

LONG_PROBLEM = "道路交通建设管理存在隐患" * 17
LONG_MEASURE = "加快整改事故多发重点路段，深入开展交通综合整治。" * 125
UNBROKEN = "Pneumonoultramicroscopicsilicovolcanoconiosis" * 2
MANY = 40


def issue(number: int, problem: str, text: str) -> dict:
    return {"number": number, "problem": problem, "measures": [{"text": text, "status": "stated"}]}


def extreme() -> Announcement:
    """An announcement of extremes: a category with one issue, with forty, with none."""
    one = [issue(1, LONG_PROBLEM, LONG_MEASURE)]
    many = [issue(number, f"某{UNBROKEN}", f"某{UNBROKEN}。") for number in range(2, 2 + MANY)]
    categories = [
        {"number": number, "slug": slug, "title": title, "issues": issues}
        for number, (slug, title, issues) in enumerate(
            [
                ("one", f"关于{LONG_PROBLEM}方面", one),
                ("many", f"关于{UNBROKEN}方面", many),
                ("none", "关于财务方面", []),
            ],
            start=1,
        )
    ]
    inspection = {
        "inspectors": "某巡察组",
        "period": {"from": date(2023, 4, 17), "to": date(2023, 5, 31)},
        "places": [UNBROKEN, "甲村"],
    }
    preamble = f"2023年4月17日至5月31日，某巡察组对{UNBROKEN}、甲村进行了巡察。{LONG_MEASURE}"
    facts = {"issuer": None, "published": None, "inspection": inspection, "preamble": preamble}
    part = {"title": LONG_PROBLEM, "categories": categories}
    return Announcement.model_validate({"announcement": facts, "parts": [part]})


@pytest.fixture(scope="module")
def extremes(tmp_path_factory):
    folder = tmp_path_factory.mktemp("extremes")
    project = copy_project(folder)
    (project / "content" / "about.md").write_text("# 关于\n", encoding="utf-8")
    (project / "data" / "issues.yaml").write_text(writing.as_yaml(extreme()), encoding="utf-8")
    data = source.load(project / "data" / "issues.yaml").announcement
    (project / "data" / "announcement.txt").write_text(printing.text(data), encoding="utf-8")
    finished = build(project, folder / "site")
    assert finished.returncode == 0, finished.stderr
    return folder / "site"


@pytest.fixture
def page(browser):
    context = browser.new_context(viewport={"width": 360, "height": 740}, bypass_csp=True)
    yield context.new_page()
    context.close()


def styled(page: Page, site, path: str) -> None:
    """Opens a page from its file, with the style sheet that its policy keeps from files."""
    page.goto((site / path / "index.html").as_uri())
    (sheet,) = (site / "assets/stylesheets").glob("site.*.css")
    page.add_style_tag(path=sheet)


PAGES = [
    "",
    "announcement",
    "categories",
    "categories/one",
    "categories/many",
    "categories/none",
    "issues/1",
    "issues/2",
]


@pytest.mark.parametrize("path", [*PAGES, "progress", "places", "search", "sitemap"])
def test_an_extreme_page_does_not_scroll_sideways_and_loses_nothing(extremes, page, path):
    styled(page, extremes, path)
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 740})
        assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.locator("h1").count() == 1
    text = page.inner_text("#content")
    if path in ("announcement", "categories/one", "issues/1"):
        assert LONG_PROBLEM in text
        assert LONG_MEASURE in text
    if path in ("announcement", "categories/many", "progress", "sitemap"):
        assert text.count(UNBROKEN) >= MANY
    if path == "categories/none":
        assert "没有列出问题" in text


def test_extreme_data_passes_its_own_checks():
    assert len(LONG_PROBLEM) > 200
    assert len(LONG_MEASURE) >= 3000
    assert len(UNBROKEN) >= 80
