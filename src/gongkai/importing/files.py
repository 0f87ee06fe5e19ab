"""A file that somebody hands in -> the announcement in it, whatever program the file comes from."""

from pathlib import Path

from gongkai import printing, reading, source
from gongkai.faults import Fault, Faulty
from gongkai.importing import announcement, word
from gongkai.importing.announcement import Reading

JSON = ".json"


def read(path: Path) -> Reading:
    """Reads a text, a Word document, or the open data of a site. Raises `Faulty` with what is wrong with the file."""
    suffix = path.suffix.lower()
    if suffix == JSON:
        published = source.parse(str(path), reading.read(path)).announcement
        return Reading(published, printing.text(published))
    text = word.read(path) if suffix == word.SUFFIX else reading.read(path, foreign=True)
    try:
        return announcement.read(text)
    except ValueError:
        raise Faulty([Fault(str(path), 1, 1, "empty-file", "文件里没有文字", "核对是否选错了文件")]) from None
