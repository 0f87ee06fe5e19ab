"""The tables of characters that a search needs, and no more of them than its text has."""

import os
from collections.abc import Iterable
from functools import cache

from gongkai.wording import is_ideograph

# Second readings of common characters: those that a twelfth or more of the words with the character have in
# pypinyin's dictionary of phrases, less the rare ones, and 会 as in 会计.
_ALSO_READ = {
    **{
        "了": "liao",
        "会": "kuai",
        "传": "zhuan",
        "便": "pian",
        "卡": "qia",
        "参": "shen",
        "否": "pi",
        "圈": "juan",
        "宿": "xiu",
    },
    **{
        "屏": "bing",
        "差": "chai",
        "弹": "tan",
        "恶": "wu",
        "折": "she",
        "拓": "ta",
        "曾": "zeng",
        "朝": "zhao",
        "校": "jiao",
    },
    **{
        "模": "mu",
        "没": "mo",
        "泊": "bo",
        "率": "shuai",
        "畜": "xu",
        "的": "di",
        "盛": "cheng",
        "省": "xing",
        "着": "zhuo",
    },
    **{
        "称": "chen",
        "系": "ji",
        "给": "ji",
        "薄": "bo",
        "藏": "zang",
        "行": "hang",
        "角": "jue",
        "觉": "jiao",
        "调": "tiao",
    },
    **{"还": "huan", "都": "du", "重": "chong", "长": "chang", "降": "xiang", "露": "lou", "乐": "yue"},
}


def simplified(texts: Iterable[str]) -> dict[str, str]:
    """Traditional to simplified (OpenCC), for those whose simplified character stands in the texts.

    A character that stands in the texts itself stays as it is.
    """
    standing = set().union(*texts)
    return {old: new for old, new in _all_simplified().items() if new in standing and old not in standing}


def readings(texts: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The usual readings in pinyin, without tones and with v for ü, of every ideograph that stands in the texts."""
    characters = sorted(filter(is_ideograph, set().union(*texts)))
    found = zip(characters, _first_readings(characters), strict=True)
    read = {character: first for character, first in found if first.isascii() and first.isalpha()}
    return {character: tuple(filter(None, (first, _ALSO_READ.get(character)))) for character, first in read.items()}


def _first_readings(characters: list[str]) -> list[str]:
    # The dictionary of phrases, which single characters have no use for, takes a quarter of a second to load.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    from pypinyin import lazy_pinyin

    return lazy_pinyin(characters, errors=lambda unread: unread)


@cache
def _all_simplified() -> dict[str, str]:
    from opencc import OpenCC

    characters = [chr(code) for code in range(0x3400, 0xA000)]
    turned = OpenCC("t2s").convert("\n".join(characters)).split("\n")
    return {old: new for old, new in zip(characters, turned, strict=True) if old != new}
