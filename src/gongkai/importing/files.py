"""A file that somebody hands in -> the announcement in it, whatever program the file comes from."""

from dataclasses import replace
from pathlib import Path

from gongkai import reading
from gongkai.faults import Fault, Faulty
from gongkai.importing import announcement, formats, published, unwritten, word, workbook
from gongkai.importing.announcement import Reading
from gongkai.importing.word import Document


def read(path: Path) -> Reading:
    """Reads a text, a Word document, the open data of a site, or a ledger. Raises `Faulty`."""
    suffix = path.suffix.lower()
    if suffix == published.SUFFIX:
        return published.read(path)
    if is_ledger(path):
        return unwritten.read_new(path)
    document = word.read(path) if suffix == word.SUFFIX else Document(_plain(path), [])
    try:
        made = announcement.read(document.text)
        return replace(made, notes=sorted([*document.notes, *made.notes], key=lambda note: note.line))
    except ValueError:
        raise Faulty([Fault(str(path), 1, 1, "empty-file", "文件里没有文字", "核对是否选错了文件")]) from None


def _plain(path: Path) -> str:
    formats.refuse_other_than_text(path)
    text = reading.read(path, foreign=True)
    formats.refuse_markup(path, text)
    return text


def is_ledger(path: Path) -> bool:
    """Whether a file, by its name, is a spreadsheet."""
    return path.suffix.lower() in workbook.SUFFIXES
