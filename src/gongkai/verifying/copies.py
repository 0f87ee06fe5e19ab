"""Compressed copies beside files: each is its file, byte for byte."""

import gzip
import zlib
from collections.abc import Iterator

from gongkai.faults import Fault
from gongkai.verifying.built import COMPRESSED, Site
from gongkai.verifying.page import Place

_ADVICE = "重新建站；压缩的副本由程序生成，不要手改"


def check(site: Site) -> Iterator[Fault]:
    """Faults `copy-wrong`: a `.gz` or `.br` without its file, or that does not unpack to it."""
    for name in site.sizes:
        if not name.endswith(COMPRESSED):
            continue
        original = name[:-3]
        if original not in site.sizes:
            yield site.fault(name, Place(1, 1), "copy-wrong", f"没有它的原文件 {original}", _ADVICE)
        elif _unpacked(name, (site.folder / name).read_bytes()) != (site.folder / original).read_bytes():
            yield site.fault(name, Place(1, 1), "copy-wrong", f"解压后与 {original} 不同", _ADVICE)


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
