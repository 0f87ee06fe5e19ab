"""Where in a file of the staff something stands that another program has named without its line."""

import re
from collections.abc import Iterator
from pathlib import Path

from gongkai import reading
from gongkai.faults import Faulty


def places(file: Path, words: str) -> list[tuple[int, int]]:
    """Where words stand by themselves in a file, a place a line; its beginning where they are not found as written."""
    form = rf"(?<![\w./#-]){re.escape(words)}(?![\w./#-])"
    found = [(number, one.start() + 1) for number, line in _lines(file) for one in re.finditer(form, line)]
    return found or [(1, 1)]


def of_key(file: Path, key: str) -> tuple[int, int] | None:
    """Where a key is set, or named."""
    name = rf"(?<![\w./-]){re.escape(key)}(?![\w./-])"
    return first(file, rf"{name}[\"']?\s*:") or first(file, name)


def first(file: Path, form: str) -> tuple[int, int] | None:
    """The first place of a regular expression within a line."""
    return next(((number, one.start() + 1) for number, one in matches(file, form)), None)


def matches(file: Path, form: str) -> Iterator[tuple[int, re.Match[str]]]:
    """What a regular expression finds within each line, with the line's number."""
    return ((number, one) for number, line in _lines(file) for one in re.finditer(form, line))


def lines(file: Path, words: str) -> list[int]:
    """The lines that words stand in, by themselves or not."""
    return [number for number, line in _lines(file) if words in line]


def _lines(file: Path) -> list[tuple[int, str]]:
    try:
        return list(enumerate(reading.read(file).split("\n"), start=1))
    except Faulty:
        return []
