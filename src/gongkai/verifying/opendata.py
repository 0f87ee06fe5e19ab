"""The files that programs read: JSON, XML and CSV are well-formed, the published data is such as may be published."""

import csv
import io
import json
from collections.abc import Iterator
from functools import lru_cache
from typing import Any
from xml.etree import ElementTree

from gongkai import exporting, source
from gongkai.checks import facts, numbering, privacy, quotations
from gongkai.faults import Fault, Faulty, errors
from gongkai.model import Announcement
from gongkai.verifying.built import JSON, XML, Site
from gongkai.verifying.page import START, Place

DATA = f"{exporting.FOLDER}announcement.json"
TEXT = f"{exporting.FOLDER}announcement.txt"
_RULES = (numbering.check, quotations.check, facts.check, privacy.check)  # those that need no other file
AGAIN = "重新建站；这些文件由数据生成，不要手改"


def check(site: Site) -> Iterator[Fault]:
    """Faults `json-invalid`, `xml-invalid`, `csv-ragged`, and what `gongkai check` says of announcement.json."""
    yield from _json(site)
    yield from _xml(site)
    yield from _csv(site)
    try:
        announcement(site)
    except Faulty as faulty:
        yield from faulty.faults


def announcement(site: Site) -> Announcement | None:
    """The data that the site publishes, if it does. Raises `Faulty` where `gongkai check` would refuse it."""
    text = site.texts.get(DATA)
    return _parsed(str(site.folder / DATA), text) if text is not None else None


def sound(site: Site) -> Announcement | None:
    """The same for other subjects: None also where `gongkai check` would refuse it, of which this one speaks."""
    try:
        return announcement(site)
    except Faulty:
        return None


@lru_cache(maxsize=1)  # three subjects ask for it
def _parsed(file: str, text: str) -> Announcement:
    parsed = source.parse(file, text)
    if broken := errors([fault for rule in _RULES for fault in rule(parsed)]):
        raise Faulty(sorted(set(broken)))
    return parsed.announcement


def from_json(text: str) -> Any:
    """What JSON says. Raises ValueError, also for what is nested too deep."""
    try:
        return json.loads(text)
    except RecursionError:
        raise ValueError from None


def strings(text: str) -> Iterator[str]:
    """All that JSON says in words, without the keys; nothing where it cannot be read."""
    try:
        waiting = [from_json(text)]
    except ValueError:  # `json-invalid`
        return
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            yield value
        elif isinstance(value, list | dict):
            waiting += value.values() if isinstance(value, dict) else value


def rows(text: str) -> Any:
    """The rows of a CSV file, with `line_num`. Raises csv.Error for a cell that is too long."""
    return csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))


def _json(site: Site) -> Iterator[Fault]:
    blocks = [(name, words.text, words.place) for name, page in site.pages.items() for words in page.structured]
    for name, text, start in [*blocks, *((name, text, START) for name, text in site.of_kind(JSON).items())]:
        try:
            from_json(text)
        except json.JSONDecodeError as error:
            place = Place(start.line + error.lineno - 1, error.colno)
            yield site.fault(name, place, "json-invalid", f"JSON 写法有误（{error.msg}）", AGAIN)
        except ValueError:
            yield site.fault(name, start, "json-invalid", "JSON 套得太深，或里面有太长的数", AGAIN)


def _xml(site: Site) -> Iterator[Fault]:
    for name, text in site.of_kind(XML).items():
        try:
            ElementTree.fromstring(text)
        except ElementTree.ParseError as error:
            line, offset = error.position
            yield site.fault(name, Place(line, offset + 1), "xml-invalid", "XML 写法有误", AGAIN)


def _csv(site: Site) -> Iterator[Fault]:
    for name, text in site.of_kind(frozenset({".csv"})).items():
        table = rows(text)
        try:
            width = len(next(table, ()))
            for row in table:
                if len(row) != width:
                    message = f"这一行有 {len(row)} 格，表头有 {width} 格"
                    yield site.fault(name, Place(table.line_num, 1), "csv-ragged", message, AGAIN)
        except csv.Error:
            message = f"有一格超过 {csv.field_size_limit()} 个字，多半是少了一个引号"
            yield site.fault(name, Place(table.line_num, 1), "csv-ragged", message, AGAIN)
