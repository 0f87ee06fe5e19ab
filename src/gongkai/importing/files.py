"""A file that somebody hands in -> the announcement in it, whatever program the file comes from."""

import csv
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from gongkai import reading
from gongkai.faults import Fault, Faulty
from gongkai.importing import announcement, formats, office_only, published, unwritten, word, workbook
from gongkai.importing.announcement import Reading
from gongkai.importing.headings import Head
from gongkai.importing.word import Document


def read(path: Path) -> Reading:
    """Reads a text, a Word document, the open data of a site, or a ledger. Raises `Faulty`."""
    if is_open_data(path):
        return published.read(path)
    if is_ledger(path):
        return unwritten.read_new(path)
    document = word.read(path) if path.suffix.lower() == word.SUFFIX else Document(_plain(path), [])
    try:
        made = announcement.read(document.text, of_ledger=document.of_ledger)
        whole, unplaced = office_only.added(made.announcement, document.office_only)
        notes = sorted([*document.notes, *made.notes, *unplaced], key=lambda note: note.line)
        return replace(made, announcement=whole, notes=notes)
    except ValueError:
        raise Faulty([Fault(str(path), 1, 1, "empty-file", "文件里没有文字", "核对是否选错了文件")]) from None


def _plain(path: Path) -> str:
    formats.refuse_other_than_text(path)
    text = reading.read(path, foreign=True)
    formats.refuse_markup(path, text)
    _refuse_ledger(path, text)
    return text


def _refuse_ledger(path: Path, text: str) -> None:
    """Raises `Faulty` for a ledger saved as text (CSV): as an announcement, its internal columns would be published."""
    for mark in ",;\t|，":
        rows = csv.reader(text.split("\n")[: workbook.NEAR_THE_TOP], delimiter=mark)
        with suppress(csv.Error):  # a line without end
            if not any(Head(1, dict(enumerate(row))).is_of_ledger for row in rows):
                continue
            message = "这是存成文本（CSV）的台账，不是通报"
            advice = "在 Excel 或 WPS 里打开，核对后另存为“Excel 工作簿（.xlsx）”，再试一次"
            raise Faulty([Fault(str(path), rows.line_num, 1, "not-text", message, advice)])


def is_open_data(path: Path) -> bool:
    """Whether a file, by its name, is the open data of a site."""
    return path.suffix.lower() == published.SUFFIX


def is_ledger(path: Path) -> bool:
    """Whether a file, by its name, is a spreadsheet."""
    return path.suffix.lower() in workbook.SUFFIXES
