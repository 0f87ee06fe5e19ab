"""Links of the staff's own pages are followed before anything is built, just as MkDocs follows them afterwards."""

import logging
import shutil
from pathlib import Path

import pytest
from conftest import ROOT
from mkdocs.config import load_config
from mkdocs.structure.files import get_files
from mkdocs.structure.pages import Page

from gongkai import broken, complaints
from gongkai.cli import main

PAGES = {
    "index.md": "# 首页\n\n[关于](about.md)\n",
    "about.md": "---\ntitle: 页\n---\n# 页\n\n<h2 id=办理>办理</h2>\n\n<a name='旧'></a>\n[页](指南/停车.md#时间)\n",
    "指南/停车.md": "# 停车\n\n<h2 id=时间>时间</h2>\n\n[上](../about.md#旧) ![](../附件/图%201.png)\n",
    "附件/图 1.png": "",
    "附件/表.pdf": "",
}
GOOD = """\
[甲](about.md) [乙](指南/停车.md#时间) [丙](#这里) [丁](issues/1.md#issue-1-measure-2) [戊](progress.md#missing)
[己](data/issues.csv) [午](data/updates.atom) [未](MANIFEST.sha256) [申](#top) [酉](about.md#content)
[庚](https://example.gov.cn/x) [辛](mailto:a@example.gov.cn) <b@example.gov.cn>
[壬](about.md?x=1#办理)
`[癸](gone.md)` \\[子](gone.md) ![丑](附件/表.pdf#page=2) [寅][1] [卯](tel:0769-1) [辰](%E6%8C%87%E5%8D%97/停车.md)

[1]: announcement.md
## 这里 { #这里 }

    [巳](gone.md)
"""


@pytest.fixture
def content(folder):
    for name, text in PAGES.items():
        path = Path("content", name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    shutil.copy(ROOT / "mkdocs.yml", ".")
    return Path("content")


def broken_links(check) -> list[tuple[int, int, str, str]]:
    found = [fault for fault in check() if fault.code == broken.CODE]
    assert {fault.file for fault in found} <= {"content/页.md"}
    return [as_told(fault) for fault in found]


def test_links_to_pages_files_places_and_pages_of_the_data_are_good(content, check):
    Path("content/页.md").write_text(GOOD, encoding="utf-8")
    assert broken_links(check) == []


@pytest.mark.parametrize(
    ("link", "message"),
    [
        ("gone.md", "链接打不开：没有“gone.md”"),
        ("附件/图.png", "链接打不开：没有“附件/图.png”"),
        ("issues/2.md", "链接打不开：没有“issues/2.md”"),
        ("data/feed.atom", "链接打不开：没有“data/feed.atom”"),
        ("about.md#没有", "链接打不开：网页在，但没有“about.md#没有”指的那一处"),
        ("issues/1.md#issue-1-measure-3", "链接打不开：网页在，但没有“issues/1.md#issue-1-measure-3”指的那一处"),
        ("/about/", "链接以“/”开头：“/about/”，网站放在别的路径下就打不开"),
    ],
)
def test_a_link_that_leads_nowhere_is_named_at_its_place(content, check, link, message):
    Path("content/页.md").write_text(f"# 页\n\n看[这里]({link})。\n", encoding="utf-8")
    ((line, column, said, _),) = broken_links(check)
    assert (line, column, said) == (3, 7, message)


def test_extensions_of_the_site_itself_count_and_those_that_are_not_there_are_left_to_the_build(content, check):
    Path("content/页.md").write_text("# 页\n\n注[^1]。[甲](gone.md)\n\n[^1]: 截至年底。\n", encoding="utf-8")
    assert [said for _, _, said, _ in broken_links(check)] == [
        "链接打不开：没有“gone.md”",
        "脚注排不出来，被当成链接：截至年底。",
    ]
    for own in ("[footnotes]", "{footnotes: {BACKLINK_TEXT: 回}}"):
        Path("mkdocs.yml").write_text(f"markdown_extensions: {own}\n", encoding="utf-8")
        assert [said for _, _, said, _ in broken_links(check)] == ["链接打不开：没有“gone.md”"]
    Path("mkdocs.yml").write_text("markdown_extensions: [nowhere]\n", encoding="utf-8")
    assert broken_links(check) == []


def test_no_link_is_called_broken_for_data_that_is_to_be_mended_first(content, check):
    Path("data/glossary.yaml").write_text("terms:\n  - {term: 巡察, meaning: 监督检查。}\n", encoding="utf-8")
    Path("content/页.md").write_text(
        "# 页\n\n[甲](glossary.md#term-巡察)[乙](categories/traffic.md)\n", encoding="utf-8"
    )
    assert broken_links(check) == []
    assert {fault.code for fault in check(("slug: traffic", "slug: 交通")) if fault.severity == "error"} == {"bad-slug"}
    arguments = ["--date", "2024-03-01", "--text", "建成停车场。", "--source", "镇城建办"]
    check()
    assert main(["update", "1", *arguments]) == 0


def test_a_page_that_cannot_be_rendered_is_left_to_the_build(content, check):
    Path("content/页.md").write_text("# 页\n\n<![ [甲](gone.md) [乙](http://[x)\n", encoding="utf-8")
    assert broken_links(check) == []


LINKS = """
gone.md about/ about ../about/ about.html ./ . .. 指南 指南/ ../指南/停车/ #x about.md#x /about.md \\\\about
about.md#办理 停车.md 停车#时间 a@example 附件/图%201.png 附件/图2.png 表.pdf 页.md#y 页/#x ?x=1 gone?x=1#y a.b/
index.md#z
"""


@pytest.mark.parametrize("page", ["页.md", "指南/页.md", "指南/index.md"])
def test_it_is_told_as_mkdocs_would_tell_it(content, check, caplog, page):
    lines = [f"[这里]({link})\n" for link in LINKS.split()]
    Path("content", page).write_text("\n".join(["# 页\n", *lines]), encoding="utf-8")
    found = [as_told(fault) for fault in check() if fault.code == broken.CODE]
    assert len(found) > len(lines) / 2
    assert found == of_mkdocs(page, caplog)


def as_told(fault) -> tuple[int, int, str, str]:
    return fault.line, fault.column, fault.message, fault.advice


def of_mkdocs(name: str, caplog) -> list[tuple[int, int, str, str]]:
    """What MkDocs says of the links of a page."""
    config = load_config(str(ROOT / "mkdocs.yml"), docs_dir=str(Path("content").absolute()), hooks=[], plugins=[])
    files = get_files(config)
    pages = [Page(None, file, config) for file in files.documentation_pages()]
    with caplog.at_level(logging.WARNING, "mkdocs"):
        caplog.clear()
        for page in pages:
            page.read_source(config)
            page.render(config, files)
        for page in pages:
            page.validate_anchor_links(files=files, log_level=logging.WARNING)
        said = complaints.Said([record.getMessage() for record in caplog.records])
    told = complaints.faults(said, Path())
    return [as_told(one) for one in told if one.file == f"content/{name}"]
