"""What an office keeps for itself stays with it: only what `publish` lists is on the site and in open data."""

import io
import zipfile

import pytest
from conftest import SHIPPED, SMALL, build, copy_project

from gongkai import exporting, internal, source

LEADER, UNIT, NOTE = "欧阳不公开", "城建办可公开", "备注不公开"
KEPT = f"""\
                leader: {LEADER}
                unit: {UNIT}
                note: {NOTE}
"""


def with_fields(text: str, publish: str, after: str) -> str:
    """Data with internal fields after the line of a measure, and a list of those that may be published."""
    assert text.count(after) == 1
    return text.replace(after, after + KEPT).replace("\n  preamble:", f"\n  publish: {publish}\n  preamble:", 1)


@pytest.mark.parametrize(
    ("publish", "titles"),
    [("[]", []), ("[unit]", ["责任单位"]), ("[note, leader]", ["责任领导", "备注"])],
)
def test_only_listed_fields_are_left_in_what_is_published(publish, titles):
    announcement = internal.published(
        source.parse("a.yaml", with_fields(SMALL, publish, "                evidence: 已修复道路\n")).announcement
    )
    measure = announcement.issues[-1].measures[-1]
    assert [title for title, _ in internal.entries(measure)] == titles
    columns = [field["name"] for field in exporting.table.fields(announcement)]
    assert columns[12:] == titles


def test_without_a_list_nothing_is_published_and_nothing_else_changes():
    held = source.parse("a.yaml", SMALL + KEPT).announcement
    assert internal.published(held) == source.parse("a.yaml", SMALL).announcement
    assert '"leader"' not in exporting.as_json(internal.published(held))


def test_a_field_that_cannot_be_published_is_named(check):
    (fault,) = check(("  preamble:", "  publish: [text]\n  preamble:"))
    assert (fault.code, fault.line) == ("not-allowed", 9)


def test_personal_data_in_an_internal_field_stops_the_check(check):
    old = "evidence: 已修复道路\n"
    (fault,) = check((old, f"{old}                leader: 张三 13800138000\n"))
    assert (fault.code, fault.line) == ("privacy-mobile", 37)


def test_a_name_that_is_not_listed_stands_in_no_file_of_the_site(tmp_path):
    project = copy_project(tmp_path)
    text = with_fields(
        SHIPPED.read_text(encoding="utf-8"), "[unit]", "                evidence: 加快完善公共停车设施\n"
    )
    (project / "data" / "issues.yaml").write_text(text, encoding="utf-8")
    finished = build(project, tmp_path / "site")
    assert finished.returncode == 0, finished.stderr
    files = {path.relative_to(tmp_path).as_posix(): path.read_bytes() for path in (tmp_path / "site").rglob("*.*")}
    for name, content in list(files.items()):
        if name.endswith(".xlsx"):
            package = zipfile.ZipFile(io.BytesIO(content))
            files |= {f"{name}/{member}": package.read(member) for member in package.namelist()}
    for encoding in ("utf-8", "gb18030", "utf-16-le"):
        for kept_back in (LEADER, NOTE):
            assert [name for name, content in files.items() if kept_back.encode(encoding) in content] == []
    shown = {name for name, content in files.items() if UNIT.encode() in content}
    assert {"site/data/announcement.json", "site/data/issues.csv", "site/issues/20/index.html"} <= shown
    assert {"site/categories/traffic/index.html", "site/data/issues.xlsx/xl/sharedStrings.xml"} <= shown
