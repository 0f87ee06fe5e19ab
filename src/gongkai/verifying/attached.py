"""Files that are handed out are what their names say: none empty, broken off, of another kind, or left in the place of
the real one. Kinds are told by the first bytes, as by the programs that open them.
"""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from gongkai import exporting
from gongkai.faults import Fault
from gongkai.verifying import copies
from gongkai.verifying.built import PAGES, Site
from gongkai.verifying.page import START

_BEGINNING = 1024  # bytes; in which readers of PDF look for its mark
_POINTER = b"version https://git-lfs.github.com/spec/"
_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html|head|body)\b", re.IGNORECASE)
# A picture or an archive is opened under the name of another kind too, and an office file with a password is no
# package. What old office programs write is anything: pages and tables are common under these names, and open.
_PICTURE = re.compile(
    rb"\x89PNG\r\n\x1a\n|\xff\xd8\xff|GIF8|RIFF....WEBP|....ftyp|BM|II\*\0|MM\0\*|\0\0[\x01\x02]\0", re.DOTALL
)
_ARCHIVE = re.compile(rb"PK(?:\x03\x04|\x05\x06|\x07\x08)|Rar!|7z\xbc\xaf|\x1f\x8b")
_OFFICE = re.compile(rb"PK\x03\x04|\xd0\xcf\x11\xe0")
_MARKS = {
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".ico", ".bmp", ".tif", ".tiff"), _PICTURE),
    **dict.fromkeys((".docx", ".xlsx", ".pptx", ".ofd", ".odt", ".ods", ".odp"), _OFFICE),
    **dict.fromkeys((".zip", ".rar", ".7z", ".tgz"), _ARCHIVE),
    ".pdf": re.compile(rb".*?%PDF-", re.DOTALL),
    ".rtf": re.compile(rb"\s*\{\\rtf"),
}
_ADVICE = "换上能打开的文件，再建一次"
_FETCH = "先运行 git lfs pull，再建一次；在 CI 里，取代码时要打开 LFS"


def check(site: Site) -> Iterator[Fault]:
    """Faults `file-broken`."""
    for name, size in site.sizes.items():
        kind = Path(name).suffix.lower()
        made = kind in PAGES or name.startswith(exporting.FOLDER) or copies.is_copy(site, name)  # others verify these
        if made or not kind:
            continue
        if not size:
            yield site.fault(name, START, "file-broken", "这是空文件，没有内容", _ADVICE)
            continue
        with (site.folder / name).open("rb") as file:
            beginning = file.read(_BEGINNING)
        if beginning.startswith(_POINTER):
            message = "这是 Git LFS 留下的替身，不是文件本身"
            yield site.fault(name, START, "file-broken", message, _FETCH)
        elif kind in _MARKS and not _MARKS[kind].match(beginning):
            really = "网页，多半是没有登录就下载的" if _PAGE.match(beginning) else "别的，打不开"
            yield site.fault(name, START, "file-broken", f"文件名是 {kind}，内容却是{really}", _ADVICE)
        elif kind in _MARKS and beginning.startswith(b"PK\x03\x04") and not zipfile.is_zipfile(site.folder / name):
            yield site.fault(name, START, "file-broken", "文件不完整，打不开", _ADVICE)
