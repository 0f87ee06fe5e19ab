"""The files that programs read: JSON, XML and CSV are well-formed, sums hold, the data has the shape of its schema."""

import csv
import hashlib
import io
import json
import posixpath
from collections.abc import Iterator
from xml.etree import ElementTree

from gongkai import exporting, schema, source
from gongkai.faults import Fault, Faulty
from gongkai.model import Announcement
from gongkai.verifying.built import JSON, XML, Site
from gongkai.verifying.page import START, Place

DATA = f"{exporting.FOLDER}announcement.json"
SCHEMA = f"{exporting.FOLDER}announcement.schema.json"
TEXT = f"{exporting.FOLDER}announcement.txt"
_AGAIN = "重新建站；这些文件由数据生成，不要手改"


def check(site: Site) -> Iterator[Fault]:
    """Faults `json-invalid`, `xml-invalid`, `csv-ragged`, `sums-wrong`, `package-wrong`, `schema-differs`, and those
    of the data's shape in announcement.json.
    """
    yield from _json(site)
    yield from _xml(site)
    yield from _csv(site)
    for name in site.texts:
        if posixpath.basename(name) == exporting.SUMS:
            yield from _sums(site, name)
        elif posixpath.basename(name) == exporting.PACKAGE:
            yield from _package(site, name)
    if SCHEMA in site.texts and site.texts[SCHEMA] != schema.as_json():
        yield site.fault(SCHEMA, START, "schema-differs", "不是这一版程序的 JSON Schema", _AGAIN)
    try:
        announcement(site)
    except Faulty as faulty:
        yield from faulty.faults


def announcement(site: Site) -> Announcement | None:
    """The data that the site publishes, if it does. Raises `Faulty` where it does not have the model's shape."""
    text = site.texts.get(DATA)
    return source.parse(str(site.folder / DATA), text).announcement if text is not None else None


def _json(site: Site) -> Iterator[Fault]:
    blocks = [(name, words.text, words.place) for name, page in site.pages.items() for words in page.structured]
    for name, text, start in [*blocks, *((name, text, START) for name, text in site.of_kind(JSON).items())]:
        try:
            json.loads(text)
        except json.JSONDecodeError as error:
            place = Place(start.line + error.lineno - 1, error.colno)
            yield site.fault(name, place, "json-invalid", f"JSON 写法有误（{error.msg}）", _AGAIN)


def _xml(site: Site) -> Iterator[Fault]:
    for name, text in site.of_kind(XML).items():
        try:
            ElementTree.fromstring(text)
        except ElementTree.ParseError as error:
            line, offset = error.position
            yield site.fault(name, Place(line, offset + 1), "xml-invalid", "XML 写法有误", _AGAIN)


def _csv(site: Site) -> Iterator[Fault]:
    for name, text in site.of_kind(frozenset({".csv"})).items():
        rows = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
        width = len(next(rows, ()))
        for row in rows:
            if len(row) != width:
                message = f"这一行有 {len(row)} 格，表头有 {width} 格"
                yield site.fault(name, Place(rows.line_num, 1), "csv-ragged", message, _AGAIN)


def _sums(site: Site, name: str) -> Iterator[Fault]:
    for number, line in enumerate(site.texts[name].splitlines(), start=1):
        stated, _, listed = line.partition("  ")
        found = posixpath.join(posixpath.dirname(name), listed)
        if found not in site.sizes or _sum(site, found) != stated:
            message = f"{listed or line} 与校验值不符，或没有这个文件"
            yield site.fault(name, Place(number, 1), "sums-wrong", message, _AGAIN)


def _package(site: Site, name: str) -> Iterator[Fault]:
    try:
        resources = json.loads(site.texts[name])["resources"]
    except (ValueError, KeyError, TypeError):
        yield site.fault(name, START, "package-wrong", "数据包说明没有列出文件", _AGAIN)
        return
    for resource in resources:
        path = str(resource.get("path"))
        found = posixpath.join(posixpath.dirname(name), path)
        place = site.place(name, max(site.texts[name].find(f'"{path}"'), 0))
        if found not in site.sizes:
            yield site.fault(name, place, "package-wrong", f"没有所列的文件 {path}", _AGAIN)
        elif (resource.get("bytes"), resource.get("hash")) != (site.sizes[found], f"sha256:{_sum(site, found)}"):
            message = f"{path} 的大小或校验值与所列的不符"
            yield site.fault(name, place, "package-wrong", message, _AGAIN)


def _sum(site: Site, name: str) -> str:
    return hashlib.sha256((site.folder / name).read_bytes()).hexdigest()
