"""No file of content/ takes the place of another, nor of what the site publishes itself, without a word."""

import shutil
from pathlib import Path

import pytest
from conftest import ROOT

from gongkai.checks import names
from gongkai.faults import Fault


def errors(found: list[Fault]) -> list[Fault]:
    """Those of a site that has settings; that they leave much empty is no matter here."""
    return [fault for fault in found if fault.severity == "error"]


def write(name: str) -> None:
    path = Path("content", name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("# 页\n", encoding="utf-8")


@pytest.mark.parametrize(
    "name",
    [
        "assets/search/index.txt",
        "assets/stylesheets/site.css",
        "assets/javascripts/site.js",
        "assets/images/summary.png",
        "data/announcement.json",
        "data/index.md",
        "data/更多.csv",
        "robots.txt",
        "404.html",
        "_headers",
    ],
)
def test_a_name_of_the_site_itself_is_not_for_a_file_of_the_staff(check, name):
    write(name)
    (fault,) = check()
    assert (fault.file, fault.code, fault.severity) == (f"content/{name}", "name-taken", "error")
    assert fault.message == f"“{name}”是网站自己用的名称"


@pytest.mark.parametrize("name", ["progress/index.md", "progress/README.md", "issues/1/index.html"])
def test_a_page_at_the_address_of_one_that_is_made_is_named(check, name):
    write(name)
    (fault,) = check()
    assert (fault.file, fault.code) == (f"content/{name}", "name-taken")
    assert fault.message.startswith("网站自己的网页“")


def test_two_files_at_one_address_are_named_with_each_other(check):
    shutil.copy(ROOT / "mkdocs.yml", ".")
    for name in ("help.md", "help/index.md", "README.md", "index.md"):
        write(name)
    assert [(fault.file, fault.message) for fault in errors(check())] == [
        ("content/help/index.md", "与 content/help.md 是同一个网址"),
        ("content/index.md", "与 content/README.md 是同一个网址"),
    ]


def test_other_files_and_words_for_a_page_that_is_made_are_welcome(check):
    shutil.copy(ROOT / "mkdocs.yml", ".")
    for name in (
        "index.md",
        "about.md",
        "progress.md",
        "open-data.md",
        "assets/logo.png",
        "assets/搜索/图.png",
        "附件/data/表.xlsx",
    ):
        write(name)
    assert errors(check()) == []


@pytest.mark.parametrize("name", ["issues/1.md", "categories/traffic.md"])
def test_words_for_a_page_that_would_not_show_them_are_named(check, name):
    write(name)
    (fault,) = check()
    assert (fault.file, fault.code) == (f"content/{name}", "name-taken")
    assert fault.message.endswith("这一页全由数据生成，这里写的不会出现")


def test_every_other_page_shows_them():
    without = {
        one.stem for one in (ROOT / "overrides/bodies").glob("*.html") if "{{ words }}" not in one.read_text("utf-8")
    }
    assert without == set(names.WHOLLY_OF_DATA)


def test_what_is_not_published_takes_no_name(check):
    write("data/~$announcement.json")
    assert check() == []
