"""Files that are no announcement get one line: what they are, by their content, and what to do."""

import io
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest

from gongkai.cli import main
from gongkai.faults import Faulty
from gongkai.importing import files

TEXT = "（一）停车方面\n1.针对“停车难”的问题，一是修路。\n"


def of(kind: str) -> bytes:
    file = io.BytesIO()
    if kind in ("docx", "xlsx"):
        (docx.Document() if kind == "docx" else openpyxl.Workbook()).save(file)
    else:
        with zipfile.ZipFile(file, "w") as package:
            package.writestr({"ofd": "OFD.xml", "odt": "mimetype", "zip": "通报.txt"}[kind], "")
    return file.getvalue()


def refused(tmp_path: Path, name: str, content: bytes) -> tuple[str, int, str, str]:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(Faulty) as caught:
        files.read(tmp_path / name)
    (fault,) = caught.value.faults
    return fault.code, fault.line, fault.message, fault.advice


@pytest.mark.parametrize(
    ("content", "named", "advice"),
    [
        (rb"{\rtf1\ansi text}", "RTF 文件", "另存为“Word 文档（.docx）”"),
        (b"%PDF-1.7\n%\xe2\xe3", "PDF 文件", "把文字复制到 Word 里"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "旧式 Office 文件", "另存为“Word 文档（.docx）”"),
        (f"<!DOCTYPE html><p>{TEXT}".encode(), "网页", "另存为"),
        (f"\ufeff\n<HTML><p>{TEXT}".encode(), "网页", "另存为"),
        (f"<html>{TEXT}".encode("utf-16"), "网页", "另存为"),
        (f"<div class='x'>{TEXT}".encode("gbk"), "网页", "另存为"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related", "网页", "另存为"),
        (b"<?xml version='1.0'?><?mso-application progid='Word.Document'?>", "XML", "另存为"),
        (b"\x89PNG\r\n\x1a\n", "图片", "录成文字"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "图片", "录成文字"),
        (b"Rar!\x1a\x07", "压缩包", "先解开"),
        (of("docx"), "Word 文件", "末尾改成 .docx"),
        (of("xlsx"), "Excel 工作簿", "末尾改成 .xlsx"),
        (of("odt"), "OpenDocument", "另存为"),
        (of("ofd"), "OFD 文件", "复制到 Word 里"),
        (of("zip"), "压缩包", "先解开"),
        (b"PK\x03\x04 spoilt", "压缩包", "先解开"),
    ],
)
@pytest.mark.parametrize("name", ["通报.txt", "通报.doc", "通报"])
def test_a_file_of_another_kind_is_named_whatever_its_name(tmp_path, name, content, named, advice):
    code, line, message, told = refused(tmp_path, name, content)
    assert (code, line) == ("not-text", 1)
    assert message.startswith(f"这是{named}") or named in message
    assert advice in told


@pytest.mark.parametrize(
    ("content", "named"), [(rb"{\rtf1 text}", "RTF 文件"), (b"%PDF-1.7", "PDF 文件"), (b"<html>", "网页")]
)
@pytest.mark.parametrize("name", ["通报.docx", "台账.xlsx"])
def test_so_is_one_under_the_name_of_an_office_file(tmp_path, name, content, named):
    assert refused(tmp_path, name, content)[2].startswith(f"这是{named}，不是")


@pytest.mark.parametrize("words", ["# 标题\n", "import re\n", "**一、**提高认识\n", "<p>一</p>\n", "见[附件](a.pdf)\n"])
def test_a_program_or_markup_is_no_announcement(tmp_path, words):
    code, line, message, _ = refused(tmp_path, "通报.md", f"第一行\n{words}{TEXT}".encode())
    assert (code, line) == ("not-text", 2)
    assert "“.md”" in message


@pytest.mark.parametrize("name", ["通报.txt", "通报", "通报.TXT", "通报.md", "通报.2023年"])
def test_plain_text_is_read_whatever_its_name(tmp_path, name):
    (tmp_path / name).write_text(TEXT, encoding="utf-8")
    assert [issue.problem for issue in files.read(tmp_path / name).announcement.issues] == ["停车难"]


@pytest.mark.parametrize("name", ["台账.csv", "台账.txt", "台账"])
@pytest.mark.parametrize(
    "words",
    [
        "附件\n序号,反馈问题,整改措施,责任领导,备注\n1,停车难,建设停车场。,张三,内部\n",
        "序号\t存在问题\t整改举措\t责任领导\n1\t停车难\t建设停车场。\t张三\n",
        '"序号";"反馈\n问题";"整改\n措施";"责任领导"\n"1";"停车难";"建设。";"张三"\n',
    ],
    ids=["commas", "tabs", "quoted"],
)
def test_a_ledger_saved_as_text_is_no_announcement_and_nothing_of_it_is_published(tmp_path, name, words):
    for encoding in ("utf-8-sig", "gb18030", "utf-16"):
        code, _, message, advice = refused(tmp_path, name, words.encode(encoding))
        assert (message, code) == ("这是存成文本（CSV）的台账，不是通报", "not-text")
        assert "Excel 工作簿（.xlsx）" in advice


def test_a_line_without_end_is_read_as_the_text_that_it_is(tmp_path):
    (tmp_path / "a.txt").write_text("停" * 140_000, encoding="utf-8")
    assert files.read(tmp_path / "a.txt").text == "停" * 140_000


def test_a_text_without_a_single_issue_is_told_so(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    Path("记录.md").write_text("今天开会。\n", encoding="utf-8")
    assert main(["import", "记录.md", "-o", "issues.yaml"]) == 0
    assert "没有读出一个问题：请核对是否选错了文件" in capsys.readouterr().out


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_its_mark_is_read_where_it_is_certain(tmp_path, encoding):
    (tmp_path / "a.txt").write_bytes(TEXT.replace("\n", "\r\n").encode(encoding))
    assert files.read(tmp_path / "a.txt").text == TEXT


@pytest.mark.parametrize("content", ["abc\n12".encode("utf-16-le"), bytes(300), "停\0车\0".encode()])
def test_what_has_empty_characters_and_is_no_certain_utf_16_gets_one_line(tmp_path, content):
    assert refused(tmp_path, "a.txt", content)[:1] == ("encoding",)
