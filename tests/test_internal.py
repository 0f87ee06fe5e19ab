"""What an office keeps for itself stays with it: only what `publish` lists is on the site and in open data."""

import io
import zipfile
from pathlib import Path

import pytest
from conftest import SHIPPED, SMALL, build, copy_project

from gongkai import exporting, internal, source
from gongkai.cli import main

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


@pytest.fixture
def published(tmp_path, monkeypatch) -> str:
    """A folder with data that has internal fields, and its own open data beside; the text of the data."""
    monkeypatch.chdir(tmp_path)
    Path("issues.yaml").write_text(text := SMALL + KEPT, encoding="utf-8")
    open_data = exporting.as_json(internal.published(source.load(Path("issues.yaml")).announcement))
    assert LEADER not in open_data
    Path("a.json").write_text(open_data, encoding="utf-8")
    return text


IMPORT = ["import", "a.json", "-o", "issues.yaml", "--force"]


def test_open_data_over_the_data_it_is_of_loses_nothing_that_the_office_keeps(published, capsys):
    before = source.load(Path("issues.yaml")).announcement
    assert main(IMPORT) == 0
    assert source.load(Path("issues.yaml")).announcement == before
    assert "issues.yaml：开放数据里没有内部内容，保留了原来的，1 条措施\n" in capsys.readouterr().out


def test_what_would_be_lost_is_named_and_asked_about(published, capsys):
    Path("issues.yaml").write_text(published.replace("已修复道路", "已修复两条道路"), encoding="utf-8")
    before = Path("issues.yaml").read_bytes()
    assert main(IMPORT) == 1
    said = capsys.readouterr()
    lost = f"    3-1 责任领导：{LEADER}\n    3-1 责任单位：{UNIT}\n    3-1 备注：{NOTE}\n"
    assert f"issues.yaml：原来的这些内部内容对不上措施，或与读入的不同，覆盖以后就没有了\n{lost}" in said.out
    assert "没有写入：确认无误后，加 --yes 再运行一次" in said.err
    assert Path("issues.yaml").read_bytes() == before
    assert main([*IMPORT, "--yes"]) == 0
    assert LEADER not in Path("issues.yaml").read_text(encoding="utf-8")


def test_data_that_cannot_be_read_is_not_written_over_unasked(published, capsys):
    Path("issues.yaml").write_text("parts: [", encoding="utf-8")
    assert main(IMPORT) == 1
    assert "issues.yaml：原来的数据有错，读不出内部内容" in capsys.readouterr().out
    assert main([*IMPORT, "--yes"]) == 0
