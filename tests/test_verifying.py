"""What a visitor must not meet is found in the built site."""

from pathlib import Path

import pytest
from conftest import ROOT, build

from gongkai import verifying

GOOD = """<!doctype html><html lang="zh-CN"><head><title>某页</title><meta name="description" content="说明">
<link rel="stylesheet" href="/a.css"></head><body><main><h1 id="top">某页</h1>
<p>这里有足够多的文字，说明这一页不是空的。</p><a href="#top">上</a> <a href="other/">另一页</a></main></body></html>"""


@pytest.fixture(scope="module")
def shipped_site(tmp_path_factory) -> Path:
    output = tmp_path_factory.mktemp("built") / "site"
    assert build(ROOT, output).returncode == 0
    return output


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "other").mkdir()
    (tmp_path / "a.css").write_text("", encoding="utf-8")
    (tmp_path / "index.html").write_text(GOOD, encoding="utf-8")
    (tmp_path / "other/index.html").write_text(GOOD.replace('"other/"', '"../#top"'), encoding="utf-8")
    return tmp_path


def test_a_good_site_has_no_fault(site):
    assert verifying.check(site) == []


def test_the_shipped_site_has_no_fault(shipped_site):
    assert verifying.check(shipped_site) == []


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("<title>某页</title>", "<title> </title>", "page-untitled"),
        ('<h1 id="top">某页</h1>', '<p id="top">某页</p>', "page-heading"),
        ("</h1>", "</h1><h1>又一个</h1>", "page-heading"),
        ('content="说明"', 'content=""', "page-undescribed"),
        ("这里有足够多的文字，说明这一页不是空的。", "", "page-empty"),
        ("这里有", "待补充，这里有", "placeholder"),
        ('href="other/"', 'href="gone/"', "link-broken"),
        ('href="other/"', 'href="other/#gone"', "link-broken"),
        ('href="other/"', 'href="../../etc/passwd"', "link-broken"),
        ('href="/a.css"', 'href="/b.css"', "link-broken"),
        ('href="/a.css"', 'href="https://cdn.example/a.css"', "third-party"),
        ("<p>", '<img src="//cdn.example/a.png" alt=""><p>', "third-party"),
        ("<p>", '<img src="/a.css" srcset="/b.png 2x" alt=""><p>', "link-broken"),
    ],
)
def test_each_fault_is_named(site, old, new, code):
    assert old in GOOD
    (site / "index.html").write_text(GOOD.replace(old, new, 1), encoding="utf-8")
    assert [fault.code for fault in verifying.check(site)] == [code]


def test_a_path_of_the_building_machine_is_named(site):
    (site / "index.html").write_text(GOOD.replace("这里有", f"{Path.cwd()}这里有"), encoding="utf-8")
    assert [fault.code for fault in verifying.check(site)] == ["machine-path"]


def test_a_folder_without_a_site_is_named(tmp_path):
    assert [fault.code for fault in verifying.check(tmp_path)] == ["site-empty"]
