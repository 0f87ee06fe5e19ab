"""Personal data is found in all that staff write beside the announcement, since all of it is published."""

from pathlib import Path

import pytest


@pytest.mark.parametrize(
    ("file", "before", "written"),
    [
        ("content/about.md", "# 关于\n\n", "联系人电话13800138000。"),
        ("content/help/index.md", "", "身份证号11010519491231002X"),
        ("data/glossary.yaml", "terms: []\n", "# 问 zhang@qq.com"),
        ("mkdocs.yml", "site_name: 某镇\n", "copyright: 13800138000"),
    ],
)
def test_it_stops_the_check_at_its_place_unless_the_line_says_that_it_is_on_purpose(check, file, before, written):
    path = Path(file)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(before + written + "\n", encoding="utf-8")
    (fault,) = [fault for fault in check() if fault.severity == "error"]
    assert fault.code.startswith("privacy-")
    assert (fault.file, fault.line) == (file, before.count("\n") + 1)
    assert written[fault.column - 1] in "1z"
    path.write_text(f"{before}{written}  # 有意公开：监督电话\n", encoding="utf-8")
    assert [fault for fault in check() if fault.severity == "error"] == []


def test_a_page_that_is_no_text_is_named_before_it_is_built(check):
    Path("content").mkdir()
    Path("content/about.md").write_bytes(b"\xff\xfe\xff13800138000")
    (fault,) = check()
    assert (fault.file, fault.code) == ("content/about.md", "encoding")


@pytest.mark.parametrize(
    ("file", "before"),
    [
        ("content/about.md", "# 关于\n\n"),
        ("data/glossary.yaml", "terms: []\n"),
        ("mkdocs.yml", "site_name: 某镇\n"),
    ],
)
def test_a_merge_that_git_left_to_people_stops_the_check_at_each_mark(check, file, before):
    path = Path(file)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{before}<<<<<<< HEAD\n甲\n=======\n乙\n>>>>>>> 3fa1b2c (改电话)\n", encoding="utf-8")
    first = before.count("\n") + 1
    found = [(fault.file, fault.line) for fault in check() if fault.code == "merge-conflict"]
    assert found == [(file, first), (file, first + 4)]


def test_what_an_editor_leaves_beside_a_page_is_not_read(check):
    Path("content").mkdir()
    Path("content/.#about.md").symlink_to("clerk@office.123:456")
    Path("content/about.md.bak").write_text("13800138000", encoding="utf-8")
    assert check() == []
