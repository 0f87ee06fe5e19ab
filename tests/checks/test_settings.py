"""mkdocs.yml names what government sites have to name, or the check says what lacks."""

from pathlib import Path

import pytest
from conftest import ROOT

NAMED = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").replace('!ENV [SITE_URL, ""]', "https://example.org/")


def test_what_is_left_empty_is_named_in_one_warning(check):
    Path("mkdocs.yml").write_text(NAMED, encoding="utf-8")
    (fault,) = check()
    assert (fault.file, fault.code, fault.severity) == ("mkdocs.yml", "site-unnamed", "warning")
    assert "网站标识码（SiteIDCode）、栏目类别" in fault.message
    assert "网址" not in fault.message.replace("网站", "")


def test_settings_that_are_filled_in_are_not_mentioned(check):
    Path("mkdocs.yml").write_text(NAMED.replace('""', '"某"'), encoding="utf-8")
    assert check() == []


def test_data_without_a_site_has_no_settings_to_warn_of(check):
    assert check() == []


@pytest.mark.parametrize(("there", "gone"), [("content/index.md", "mkdocs.yml"), ("mkdocs.yml", "content/index.md")])
def test_a_site_that_lost_its_settings_or_its_home_page_is_told_so(check, there, gone):
    """As by a commit that deletes one of them."""
    Path("content").mkdir()
    Path(there).write_text(NAMED.replace('""', '"某"') if there == "mkdocs.yml" else "# 首页\n", encoding="utf-8")
    (fault,) = check()
    assert (fault.file, fault.code, fault.severity) == (gone, "no-file", "error")


def test_settings_that_nobody_wrote_are_empty_too(check):
    Path("mkdocs.yml").write_text("site_name: 某\n", encoding="utf-8")
    (fault,) = check()
    assert "公安备案号" in fault.message


def test_an_address_from_the_environment_counts(check, monkeypatch):
    Path("mkdocs.yml").write_text((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setenv("SITE_URL", "https://example.org/")
    (fault,) = check()
    assert "网址、" not in fault.message


def test_settings_that_do_not_parse_are_named_at_their_line(check):
    Path("mkdocs.yml").write_text("site_name: 某\na: [1\n", encoding="utf-8")
    (fault,) = check()
    assert (fault.file, fault.line, fault.code, fault.severity) == ("mkdocs.yml", 2, "unclosed-bracket", "error")
    Path("mkdocs.yml").write_text("- a\n", encoding="utf-8")
    assert [fault.code for fault in check()] == ["setting-wrong"]


@pytest.mark.parametrize("settings", ["a: 2024-13-45", "a: !ENV []", "a: " + "[" * 20_000])
def test_settings_that_yaml_takes_and_mkdocs_would_not_are_no_traceback(check, settings):
    Path("mkdocs.yml").write_text(settings, encoding="utf-8")
    assert {fault.code for fault in check()} <= {"setting-wrong", "site-unnamed", "too-deep", "unclosed-bracket"}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('id_code: ""', "id_code: 0123", (11, 5, "id_code 应是文字")),
        ('sponsor: ""', "sponsor: [某镇]", (14, 5, "sponsor 应是文字")),
        ('data_licence: ""', "data_licence: 4.0", (18, 3, "data_licence 应是文字")),
        ("[停车难, 违建, 污水, 洪屋涡]", "停车难", (19, 3, "search_examples 应是列表，每项是文字")),
        ("[停车难, 违建, 污水, 洪屋涡]", "[20]", (19, 3, "search_examples 应是列表，每项是文字")),
        ("official:\n", "official: 某\n  other:\n", (9, 3, "official 应是一组“名称: 值”")),
    ],
)
def test_a_setting_that_would_print_something_else_is_named(check, old, new, said):
    """An identification code 0123 without quotes is 83 to YAML."""
    assert old in NAMED
    Path("mkdocs.yml").write_text(NAMED.replace(old, new), encoding="utf-8")
    faults = [fault for fault in check() if fault.severity == "error"]
    assert [(fault.line, fault.column, fault.message, fault.code) for fault in faults] == [(*said, "setting-wrong")]
