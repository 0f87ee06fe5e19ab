"""The files of open data: each is what the program makes of the published data, byte for byte; the table holds to its
Table Schema and the feed to RFC 4287, so that a fault of the program itself is found too.
"""

import csv
import io
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime
from itertools import zip_longest
from typing import Any
from xml.etree import ElementTree

from gongkai import exporting
from gongkai.exporting import Export, feed, workbook
from gongkai.faults import Fault
from gongkai.verifying import opendata, tags
from gongkai.verifying.built import COMPRESSED, HOME, Site
from gongkai.verifying.opendata import AGAIN, DATA
from gongkai.verifying.page import START, Place
from gongkai.verifying.words import difference

PACKAGE = f"{exporting.FOLDER}{exporting.PACKAGE}"
_ATOM = f"{{{feed.NAMESPACE}}}"
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")  # RFC 3339
_IDENTITY = re.compile(r"[a-z][a-z0-9+.-]*:\S+", re.IGNORECASE)


def check(site: Site) -> Iterator[Fault]:
    """Faults `export-differs`, `table-wrong`, `feed-wrong`, and `file-stray` for what stands beside the exports."""
    yield from _made(site)
    yield from _tables(site)
    yield from _feeds(site)


def _made(site: Site) -> Iterator[Fault]:
    announcement = opendata.sound(site)
    if announcement:
        named = site.pages[HOME].tag(tags.NAME)
        exports = exporting.files(announcement, named.content if named else "", site.address)
        for export in exports:
            yield from _differing(site, export)
        ours = {export.path + kind for export in exports for kind in ("", *COMPRESSED)}
        for name in site.sizes:
            if name.startswith(exporting.FOLDER) and name not in ours:
                message, advice = "开放数据里没有这个文件", "从来源文件夹（多半是 content/data/）删去它，再建一次"
                yield site.fault(name, START, "file-stray", message, advice)


def _differing(site: Site, export: Export) -> Iterator[Fault]:
    """The first place where a published file is not what is made of the data."""
    name = export.path
    if name not in site.sizes:
        yield site.fault(name, START, "export-differs", "没有这个文件", AGAIN)
    elif export.media_type == exporting.XLSX:
        if not workbook.alike((site.folder / name).read_bytes(), export.content):
            yield site.fault(name, START, "export-differs", f"工作簿打不开，或与 {DATA} 不符", AGAIN)
    elif name in site.texts:
        published, made = io.StringIO(site.texts[name]), io.StringIO(export.content.decode())
        lines = zip_longest(published, made, fillvalue="")  # with their ends, so that one more is a difference
        for number, (here, there) in enumerate(lines, start=1):
            if here != there:
                column, shown, wanted = difference(here, there)
                message = f"与 {DATA} 不符：这里是“{shown}”，应是“{wanted}”"
                yield site.fault(name, Place(number, column), "export-differs", message, AGAIN)
                return


def _tables(site: Site) -> Iterator[Fault]:
    try:
        resources = opendata.from_json(site.texts.get(PACKAGE, "{}")).get("resources", ())
        tables = {exporting.FOLDER + one["path"]: one["schema"]["fields"] for one in resources if "schema" in one}
        for name, fields in tables.items():
            with suppress(csv.Error):  # `csv-ragged`
                yield from _table(site, name, fields)
    except (ValueError, KeyError, TypeError, AttributeError):
        yield site.fault(PACKAGE, START, "table-wrong", "不是数据包说明", AGAIN)


def _table(site: Site, name: str, fields: list[dict[str, Any]]) -> Iterator[Fault]:
    rows = opendata.rows(site.texts.get(name, ""))
    if next(rows, []) != [field["name"] for field in fields]:
        yield site.fault(name, START, "table-wrong", f"表头与 {PACKAGE} 所列的不符", AGAIN)
        return
    for row in rows:
        for field, cell in zip(fields, row, strict=False):
            if not _allowed(cell, field["type"], **field.get("constraints", {})):
                message = f"“{field['name']}”一格的内容不合 {PACKAGE} 的规定：“{cell[:20]}”"
                yield site.fault(name, Place(rows.line_num, 1), "table-wrong", message, AGAIN)


def _allowed(cell: str, kind: str, required: bool = False, enum: list[str] | None = None) -> bool:
    """Whether a cell has the type and holds to the constraints of its field (Table Schema, version 1)."""
    if not cell:
        return not required
    if kind == "date" and not _is_day(cell):
        return False
    if kind == "integer" and not re.fullmatch(r"[+-]?[0-9]+", cell):
        return False
    return enum is None or cell in enum


def _is_day(cell: str) -> bool:
    try:
        return date.fromisoformat(cell).isoformat() == cell
    except ValueError:
        return False


def _feeds(site: Site) -> Iterator[Fault]:
    for name, text in site.of_kind(frozenset({".atom"})).items():
        try:
            root = ElementTree.fromstring(text)
        except ElementTree.ParseError:
            continue  # `xml-invalid`
        starts = [0, *(found.start() for found in re.finditer("<entry", text))]
        elements = [root, *root.findall(f"{_ATOM}entry")]
        for start, element in zip(starts, elements, strict=False):
            for lacking in _lacking(element, root):
                place = site.place(name, start)
                yield site.fault(name, place, "feed-wrong", f"不合 RFC 4287：{lacking}", AGAIN)


def _lacking(element: ElementTree.Element, root: ElementTree.Element) -> Iterator[str]:
    """What the standard requires of the feed or of an entry and is not there."""
    if root.tag != f"{_ATOM}feed":
        yield "不是 Atom 的 feed"
        return
    for name, right in (("id", _IDENTITY.fullmatch), ("title", str.strip), ("updated", _is_moment)):
        found = element.findall(_ATOM + name)
        if len(found) != 1 or not right(found[0].text or ""):
            yield f"{name} 应有一个，写法要对"
    if not any((one.findtext(f"{_ATOM}author/{_ATOM}name") or "").strip() for one in (element, root)):
        yield "没有 author"
    if not any(
        one.get("href") and one.get("rel", "alternate") == "alternate" for one in element.findall(f"{_ATOM}link")
    ):
        yield "没有 link"


def _is_moment(text: str) -> bool:
    try:
        return bool(_MOMENT.fullmatch(text) and datetime.fromisoformat(text))
    except ValueError:
        return False
