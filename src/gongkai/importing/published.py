"""announcement.json, as a site publishes it and as other programs write it again -> the announcement in it.

JSON is YAML but for two things: tabs between tokens, and characters beyond U+FFFF escaped as two halves. Once it is
known to be JSON both are rewritten where they stand, so that every fault of shape is named by its place in the file.
"""

import json
import re
from contextlib import suppress
from pathlib import Path

from gongkai import printing, reading, source
from gongkai.faults import Fault, Faulty
from gongkai.importing.announcement import Reading

SUFFIX = ".json"
_ESCAPE = re.compile(r"\\(?:u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})|.)")


def read(path: Path) -> Reading:
    """Reads the file. Raises `Faulty`."""
    text = reading.read(path)
    with suppress(RecursionError):  # nesting without end is named below
        try:
            json.loads(text, parse_int=str, parse_float=str)
        except json.JSONDecodeError as error:
            message = "这里不是有效的 JSON"
            raise Faulty([Fault(str(path), error.lineno, error.colno, "json-invalid", message, _ADVICE)]) from None
    announcement = source.parse(str(path), _ESCAPE.sub(_whole, text.replace("\t", " "))).announcement
    return Reading(announcement, printing.text(announcement))


_ADVICE = "核对文件是否完整；可以从网站的开放数据重新下载"


def _whole(found: re.Match[str]) -> str:
    """The character that two halves make; any other escape as it stands."""
    if not found[1]:
        return found[0]
    return bytes.fromhex(found[1] + found[2]).decode("utf-16-be")
