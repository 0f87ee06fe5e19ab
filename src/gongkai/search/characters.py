"""The tables of characters that a search needs, and no more of them than its text has."""

import re
from collections.abc import Iterable
from functools import cache

IDEOGRAPHS = "㐀-鿿豈-﫿"
_RUN = re.compile(f"[{IDEOGRAPHS}]+")


def simplified(texts: Iterable[str]) -> dict[str, str]:
    """Traditional to simplified (OpenCC), for those whose simplified character stands in the texts.

    A character that stands in the texts itself stays as it is.
    """
    standing = set().union(*texts)
    return {old: new for old, new in _all_simplified().items() if new in standing and old not in standing}


def readings(texts: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The readings in pinyin, without tones and with v for ü, that each ideograph has where it stands in the texts."""
    from pypinyin import lazy_pinyin  # a fifth of a second, which only searching needs

    found: dict[str, dict[str, None]] = {}
    for run in {run for text in texts for run in _RUN.findall(text)}:
        for character, reading in zip(run, lazy_pinyin(run, errors=list), strict=True):
            if reading.isascii() and reading.isalpha():
                found.setdefault(character, {})[reading] = None
    return {character: tuple(sorted(some)) for character, some in sorted(found.items())}


@cache
def _all_simplified() -> dict[str, str]:
    from opencc import OpenCC

    characters = [chr(code) for code in range(0x3400, 0xA000)]
    turned = OpenCC("t2s").convert("\n".join(characters)).split("\n")
    return {old: new for old, new in zip(characters, turned, strict=True) if old != new}
