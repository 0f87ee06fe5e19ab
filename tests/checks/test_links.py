"""What stands elsewhere on the machine is not published through a link in content/, nor a page among assets."""

import os
from pathlib import Path

import pytest
from conftest import SMALL

from gongkai import source
from gongkai.exporting import ledger


@pytest.fixture
def content(check) -> Path:
    Path("content/子").mkdir(parents=True)
    return Path("content")


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("a.txt", "/etc/passwd"),
        ("子/apt", "/etc/apt"),
        ("内部台账.yaml", "../data/issues.yaml"),
        ("loop", ".."),
        ("gone.md", "nowhere.md"),
        ("page.md", "子/x.md"),
    ],
)
def test_a_link_is_named_with_what_it_leads_to(check, content, link, target):
    (content / "子/x.md").write_text("# 页\n", encoding="utf-8")
    (content / link).symlink_to(target)
    (fault,) = [fault for fault in check() if fault.code == "file-stray"]
    assert (fault.file, fault.severity) == (f"content/{link}", "error")
    assert f"是链接，指到 {target}" in fault.message


def test_a_pipe_is_named_and_keeps_nobody_waiting(check, content):
    os.mkfifo(content / "管道.md")
    assert {(fault.file, fault.code) for fault in check()} == {
        ("content/管道.md", "file-stray"),
        ("content/管道.md", "unreadable"),
    }


def test_what_is_left_out_anyway_is_no_fault(check, content):
    (content / ".#about.md").symlink_to("clerk@office.123:456")
    assert check() == []


def test_a_page_among_the_files_that_browsers_keep_for_good_is_named(check, content):
    (content / "assets").mkdir()
    (content / "assets/页.md").write_text("# 页\n", encoding="utf-8")
    (content / "assets/图.png").write_bytes(b"png")
    (fault,) = check()
    assert (fault.file, fault.code) == ("content/assets/页.md", "file-stray")


@pytest.mark.parametrize("name", ["issues.yaml", "mkdocs.yml", "Dockerfile", "子/a.toml", "Makefile", "模型.bin"])
def test_a_file_that_no_site_hands_out_is_named(check, content, name):
    (content / name).parent.mkdir(exist_ok=True)
    (content / name).write_bytes(b"x")
    (fault,) = check()
    assert (fault.file, fault.code, fault.severity) == (f"content/{name}", "file-stray", "error")


def test_the_ledger_of_the_office_is_named_whatever_it_is_called(check, content):
    (content / "附件1.xlsx").write_bytes(ledger.as_xlsx(source.parse("issues.yaml", SMALL).announcement))
    (fault,) = check()
    assert (fault.file, fault.code) == ("content/附件1.xlsx", "file-stray")
    assert "台账" in fault.message


def test_what_an_office_hands_out_is_no_fault(check, content):
    for name in ("附件.pdf", "表.xlsx", "文.wps", "照片.JPG", "子/数据.csv", "CNAME", "包.zip"):
        (content / name).write_bytes(b"x")
    assert check() == []
