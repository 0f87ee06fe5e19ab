"""Compressed copies beside files: each is its file, byte for byte."""

import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path

from gongkai import compressing
from gongkai.faults import Fault
from gongkai.verifying.built import COMPRESSED, Site
from gongkai.verifying.page import Place

_ADVICE = "重新建站；压缩的副本由程序生成，不要手改"


def check(site: Site) -> Iterator[Fault]:
    """Faults `copy-wrong`: a compressed copy that does not unpack to its file, or that has none.

    Another archive that ends in `.gz` is a file to be handed out as it is.
    """
    for name in filter(lambda name: is_copy(site, name), site.sizes):
        original = name[:-3]
        if original not in site.sizes:
            yield site.fault(name, Place(1, 1), "copy-wrong", f"没有它的原文件 {original}", _ADVICE)
        elif _unpacked(name, (site.folder / name).read_bytes()) != (site.folder / original).read_bytes():
            yield site.fault(name, Place(1, 1), "copy-wrong", f"解压后与 {original} 不同", _ADVICE)


def is_copy(site: Site, name: str) -> bool:
    """Whether a file is meant as the compressed copy of another."""
    original = name[:-3]
    ours = original in site.sizes or Path(original).suffix in compressing.SUFFIXES
    return name.endswith(COMPRESSED) and ours


def _unpacked(name: str, content: bytes) -> bytes | None:
    if name.endswith(".br"):
        import brotli  # only a site with such copies needs it

        try:
            return brotli.decompress(content)
        except brotli.error:
            return None
    try:
        return gzip.decompress(content)
    except (OSError, EOFError, zlib.error):
        return None
