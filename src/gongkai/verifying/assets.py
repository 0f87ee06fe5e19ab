"""What browsers keep for good: each file's name carries the digest of its bytes, and the pictures are what is made of
the published data.
"""

from collections.abc import Iterator
from fnmatch import fnmatch
from itertools import groupby
from pathlib import PurePosixPath

from gongkai import picture, progress, serving
from gongkai.faults import Fault
from gongkai.verifying import opendata
from gongkai.verifying.built import COMPRESSED, Site
from gongkai.verifying.opendata import AGAIN, DATA
from gongkai.verifying.page import START

_CHANGED = "内容与文件名里的校验值不符：有的浏览器会一直用改动之前的"


def check(site: Site) -> Iterator[Fault]:
    """Faults `sums-wrong`, for what is not as its name says, and `export-differs` for a picture."""
    names = [name for name in site.sizes if name.startswith(serving.ASSETS) and not name.endswith(COMPRESSED)]
    indexed = [name for name in names if name.startswith(serving.SEARCH_INDEX)]
    for name in names:
        if name not in indexed and serving.stated_digest(name) != serving.digest(_bytes(site, name)):
            yield site.fault(name, START, "sums-wrong", _CHANGED, AGAIN)
    for folder, within in groupby(sorted(indexed), key=lambda name: str(PurePosixPath(name).parent)):
        if PurePosixPath(folder).name != serving.digest(*(_bytes(site, name) for name in within)):
            message = "搜索的索引少了文件，或改动过：内容与文件夹名里的校验值不符"
            yield site.fault(f"{folder}/index.txt", START, "sums-wrong", message, AGAIN)
    yield from _pictures(site, names)


def _pictures(site: Site, names: list[str]) -> Iterator[Fault]:
    announcement = opendata.sound(site)
    if announcement is None:
        return
    summary = progress.summary(announcement)
    drawn = {picture.PATH: (picture.png(summary), picture.alike)}
    drawn[picture.ICON] = (picture.icon(summary.current).encode(), bytes.__eq__)
    for path, (made, alike) in drawn.items():
        published = [name for name in names if fnmatch(name, serving.asset_name(path, "*"))]
        if not any(alike(_bytes(site, name), made) for name in published):
            place = published[0] if published else path
            yield site.fault(place, START, "export-differs", f"没有这张图，或与 {DATA} 不符", AGAIN)


def _bytes(site: Site, name: str) -> bytes:
    return (site.folder / name).read_bytes()
