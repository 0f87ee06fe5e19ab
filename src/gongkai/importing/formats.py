"""What a file is by what it begins with, whatever its name says: what is no plain text gets one line on what to do."""

import codecs
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

from gongkai.faults import Fault, Faulty

PLAIN = ("", ".txt", ".text")
_BEGINNING = 4096  # bytes
_WORD = "用 Word 或 WPS 打开，另存为“Word 文档（.docx）”，再试一次"
_PICTURE = "把图片里的字录成文字，存为 .docx 或 .txt，再试一次"
_COPY = "打开它，把文字复制到 Word 里，核对后存为 .docx，再试一次"
_UNPACK = "先解开，取出里面的 .docx、.xlsx 或 .txt，再试一次"


@dataclass(frozen=True)
class Format:
    """The name of a kind of file, and what to do with one."""

    name: str
    advice: str


PACKED = Format("压缩包", _UNPACK)
_SIGNS = (
    (rb"\s*\{\\rtf", Format("RTF 文件", _WORD)),
    (rb"\s*%PDF-", Format("PDF 文件", _COPY)),
    (rb"\xd0\xcf\x11\xe0", Format("旧式 Office 文件（.doc、.wps、.xls）", _WORD)),
    (rb"\x89PNG|\xff\xd8\xff|GIF8|BM....\0\0\0\0|II\*\0|MM\0\*|RIFF....WEBP", Format("图片", _PICTURE)),
    (rb"Rar!|7z\xbc\xaf|\x1f\x8b", PACKED),
    (rb"(?i)\s*<(?:!doctype html|html|head|body|meta|div|p|table)\b|MIME-Version:|From: <Saved", Format("网页", _WORD)),
    (rb"\s*<(?:\?xml|!DOCTYPE|!--)", Format("网页或 XML 文件", _WORD)),
)
_MEMBERS = (
    ("word/document.xml", Format("Word 文件（.docx）", "把文件名的末尾改成 .docx，再试一次")),
    ("xl/workbook.xml", Format("Excel 工作簿（.xlsx）", "把文件名的末尾改成 .xlsx，再试一次")),
    ("OFD.xml", Format("OFD 文件", _COPY)),
    ("mimetype", Format("OpenDocument 文件（.odt、.ods）", _WORD)),
    ("", PACKED),
)
_MARKUP = re.compile(
    r"^(?:\#{1,6}[ ]|\#!|```|(?:import|from|def|class|package|function)[ ]\w|[ ]*</?[A-Za-z]\w*[ />]|\\\w+\{)"
    r"|\*\*[^*\n]+\*\*|\]\(\S+\)",
    re.MULTILINE | re.VERBOSE,
)


def of(path: Path) -> Format | None:
    """The format of a file that is no plain text, as far as it is known by its beginning."""
    if not path.is_file():
        return None
    with path.open("rb") as file:
        beginning = file.read(_BEGINNING)
    if beginning.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        beginning = beginning.decode("utf-16", errors="ignore").encode()
    beginning = beginning.removeprefix(codecs.BOM_UTF8)
    if beginning.startswith(b"PK\x03\x04"):
        return _packed(path)
    return next((known for sign, known in _SIGNS if re.match(sign, beginning, re.DOTALL)), None)


def _packed(path: Path) -> Format:
    try:
        with zipfile.ZipFile(path) as package:
            names = {*package.namelist(), ""}
    except Exception:  # what zipfile raises on broken packages is many things
        return PACKED
    return next(known for member, known in _MEMBERS if member in names)


def refuse_other_than_text(path: Path) -> None:
    """Raises `Faulty` for a file that is of another kind; what cannot be opened is for who reads it."""
    try:
        found = of(path)
    except OSError:
        return
    if found:
        raise Faulty([Fault(str(path), 1, 1, "not-text", f"这是{found.name}，不是纯文本", found.advice)])


def refuse_markup(path: Path, text: str) -> None:
    """Raises `Faulty` for a text that is by its name no plain text and has the signs of a program or of markup."""
    found = _MARKUP.search(text) if path.suffix.lower() not in PLAIN else None
    if found:
        line = text.count("\n", 0, found.start()) + 1
        message = f"“{path.suffix}”文件里有程序或排版的记号，不是纯文本的通报"
        raise Faulty([Fault(str(path), line, 1, "not-text", message, "只留通报的文字，存为 .txt，再试一次")])
