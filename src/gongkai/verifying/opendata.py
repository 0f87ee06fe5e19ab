"""The files that programs read: JSON, XML and CSV are well-formed, the published data has the shape of the model."""

import csv
import io
import json
from collections.abc import Iterator
from functools import lru_cache
from xml.etree import ElementTree

from gongkai import exporting, source
from gongkai.faults import Fault, Faulty
from gongkai.model import Announcement
from gongkai.verifying.built import JSON, XML, Site
from gongkai.verifying.page import START, Place

DATA = f"{exporting.FOLDER}announcement.json"
TEXT = f"{exporting.FOLDER}announcement.txt"
AGAIN = "重新建站；这些文件由数据生成，不要手改"


def check(site: Site) -> Iterator[Fault]:
    """Faults `json-invalid`, `xml-invalid`, `csv-ragged`, and those of the data's shape in announcement.json."""
    yield from _json(site)
    yield from _xml(site)
    yield from _csv(site)
    try:
        announcement(site)
    except Faulty as faulty:
        yield from faulty.faults


def announcement(site: Site) -> Announcement | None:
    """The data that the site publishes, if it does. Raises `Faulty` where it does not have the model's shape."""
    text = site.texts.get(DATA)
    return _parsed(str(site.folder / DATA), text) if text is not None else None


@lru_cache(maxsize=1)  # three subjects ask for it
def _parsed(file: str, text: str) -> Announcement:
    return source.parse(file, text).announcement


def _json(site: Site) -> Iterator[Fault]:
    blocks = [(name, words.text, words.place) for name, page in site.pages.items() for words in page.structured]
    for name, text, start in [*blocks, *((name, text, START) for name, text in site.of_kind(JSON).items())]:
        try:
            json.loads(text)
        except json.JSONDecodeError as error:
            place = Place(start.line + error.lineno - 1, error.colno)
            yield site.fault(name, place, "json-invalid", f"JSON 写法有误（{error.msg}）", AGAIN)


def _xml(site: Site) -> Iterator[Fault]:
    for name, text in site.of_kind(XML).items():
        try:
            ElementTree.fromstring(text)
        except ElementTree.ParseError as error:
            line, offset = error.position
            yield site.fault(name, Place(line, offset + 1), "xml-invalid", "XML 写法有误", AGAIN)


def _csv(site: Site) -> Iterator[Fault]:
    for name, text in site.of_kind(frozenset({".csv"})).items():
        rows = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
        width = len(next(rows, ()))
        for row in rows:
            if len(row) != width:
                message = f"这一行有 {len(row)} 格，表头有 {width} 格"
                yield site.fault(name, Place(rows.line_num, 1), "csv-ragged", message, AGAIN)
