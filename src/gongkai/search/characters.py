"""The tables of characters that a search needs, and no more of them than its text has."""

import os
import re
from collections.abc import Iterable
from functools import cache

from gongkai.wording import is_ideograph

# Second readings of common characters: those that a twelfth or more of the words with the character have in
# pypinyin's dictionary of phrases, less the rare ones, and 会 as in 会计.
_SECOND_READINGS = (
    "了liao 会kuai 传zhuan 便pian 卡qia 参shen 否pi 圈juan 宿xiu 屏bing "
    "差chai 弹tan 恶wu 折she 拓ta 曾zeng 朝zhao 校jiao 模mu 没mo "
    "泊bo 率shuai 畜xu 的di 盛cheng 省xing 着zhuo 称chen 系ji 给ji "
    "薄bo 藏zang 行hang 角jue 觉jiao 调tiao 还huan 都du 重chong 长chang "
    "降xiang 露lou 乐yue"
)
_ALSO_READ = dict(re.findall("(.)([a-z]+)", _SECOND_READINGS))


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
