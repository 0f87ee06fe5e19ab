"""Files of office suites are looked at before they are opened; what is no safe document or workbook gets one line."""

import io
import re
import zipfile

import docx
import openpyxl
import pytest
from conftest import ROOT

from gongkai.cli import main

LOCKED = ROOT / "tests" / "fixtures" / "office"  # really encrypted (ECMA-376 agile), with msoffcrypto-tool


def content(name: str) -> bytes:
    file = io.BytesIO()
    if name.endswith(".docx"):
        document = docx.Document()
        document.add_paragraph("某镇")
        document.save(file)
    else:
        openpyxl.Workbook().save(file)
    return file.getvalue()


def repacked(name: str, change) -> bytes:
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content(name))) as package,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for member in package.namelist():
            made.writestr(member, change(member, package.read(member)))
    return file.getvalue()


def strict(name: str, data: bytes) -> bytes:
    """A member as ISO/IEC 29500-4 (Strict) names things."""
    data = data.replace(
        b"http://schemas.openxmlformats.org/officeDocument/2006/", b"http://purl.oclc.org/ooxml/officeDocument/"
    )
    for kind in (b"wordprocessingml", b"spreadsheetml", b"drawingml"):
        data = data.replace(
            b"http://schemas.openxmlformats.org/%s/2006/" % kind, b"http://purl.oclc.org/ooxml/%s/" % kind
        )
    return data


def with_entities(name: str, data: bytes) -> bytes:
    return data if "document" not in name and "workbook" not in name else b"<!DOCTYPE a [<!ENTITY b 'c'>]>" + data


def refused(name: str, given: bytes, capsys, tmp_path, monkeypatch) -> str:
    monkeypatch.chdir(tmp_path)
    (tmp_path / name).write_bytes(given)
    assert main(["new", "网站", "--from", name]) == 1
    assert [one.name for one in tmp_path.iterdir()] == [name]
    printed = capsys.readouterr().out
    assert re.fullmatch(rf"{name}:1:1: [^\n]+ \[[a-z-]+\]\n    [^\n]+\n", printed)
    return printed


@pytest.mark.parametrize("name", ["通报.docx", "台账.xlsx"])
def test_a_file_with_a_password_is_named_as_such(name, capsys, tmp_path, monkeypatch):
    locked = (LOCKED / f"locked{name[2:]}").read_bytes()
    assert "文件加了密码" in refused(name, locked, capsys, tmp_path, monkeypatch)


@pytest.mark.parametrize("name", ["通报.docx", "台账.xlsx"])
def test_strict_files_are_to_be_saved_in_the_usual_form(name, capsys, tmp_path, monkeypatch):
    printed = refused(name, repacked(name, strict), capsys, tmp_path, monkeypatch)
    assert "文件是“Strict Open XML”格式，读不了" in printed
    assert "另存为" in printed


@pytest.mark.parametrize("name", ["通报.docx", "台账.xlsx"])
def test_what_may_grow_or_is_of_another_kind_is_not_opened(name, capsys, tmp_path, monkeypatch):
    other = "台账.xlsx" if name == "通报.docx" else "通报.docx"
    for given, words in (
        (repacked(name, with_entities), "不该有的内容"),
        (content(other), "这不是"),
        (content(name)[:900], "已经损坏"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "旧式"),
        (b"", "这不是"),
    ):
        assert words in refused(name, given, capsys, tmp_path, monkeypatch)


def test_a_workbook_that_openpyxl_cannot_open_is_named_as_damaged(capsys, tmp_path, monkeypatch):
    spoilt = repacked("台账.xlsx", lambda name, data: b"<" if name == "xl/workbook.xml" else data)
    assert "可能已经损坏" in refused("台账.xlsx", spoilt, capsys, tmp_path, monkeypatch)
