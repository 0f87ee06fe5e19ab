"""The list of a site's files with their SHA-256 sums, and whether a copy of the site, in a folder or on the web, is
still as the list says.
"""

import hashlib
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http.client import HTTPException
from pathlib import Path, PurePosixPath
from typing import BinaryIO
from urllib.error import HTTPError, URLError
from urllib.parse import quote
from urllib.request import Request, urlopen

from gongkai import reasons, serving
from gongkai.faults import Fault, Faulty

NAME = "MANIFEST.sha256"
LARGEST = 32 * 1024 * 1024
LARGEST_FILE = 1024 * 1024 * 1024
TIMEOUT = 30  # seconds without a byte
AT_ONCE = 8
_LINE = re.compile(r"([0-9a-f]{64})  (\S.*)")
_ADVICE = {
    "file-changed": "这份副本不可信，从原来的网站重新取",
    "file-lost": "副本不完整，从原来的网站重新取",
    "file-extra": "原来的网站没有它，核对它从哪里来",
    "file-unread": "过一会儿再试；一直这样，告诉网站的主办单位",
    "no-manifest": "核对网址或文件夹；用 gongkai build 或 publish 建成的网站才有清单",
    "manifest-invalid": "从原来的网站重新取清单",
}


def of(site: Path) -> str:
    """The sums of a site's files, as `sha256sum -c` reads them, in the order of their names."""
    names = sorted(file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file())
    return "".join(f"{_sum_of(site / name)}  {name}\n" for name in names if name != NAME)


def short(manifest: str) -> str:
    """A short name of exactly these files: the first eight digits of the manifest's own sum. Releases end with it."""
    return hashlib.sha256(manifest.encode()).hexdigest()[:8]


def read(site: str) -> str:
    """The manifest of a site, in a folder or at an http(s) address. Raises `Faulty` with `no-manifest`, or with
    `manifest-invalid` for lines that are none of a manifest.
    """
    where = _where(site, NAME)
    try:
        content = b"".join(_pieces(site, NAME, LARGEST)).decode()
    except UnicodeDecodeError:
        raise _faulty(where, 1, "manifest-invalid", "清单不是 UTF-8") from None
    except (OSError, HTTPException, ValueError) as error:
        raise _faulty(where, 1, "no-manifest", f"没有取到清单（{_reason(error)}）") from None
    _stated(content, where)
    return content


def differences(site: str, manifest: str) -> list[Fault]:
    """What of a copy, in a folder or at an http(s) address, is not as a manifest that was read says, a fault a file:
    `file-changed`, `file-lost`, `file-unread`, and in a folder `file-extra` for whatever else stands there, files,
    links, folders or pipes; on the web nobody can list what else there is, and a host that follows `_headers` does not
    hand it out. The copy's own manifest is one of its files: others hold the copy against it.
    """
    stated = _stated(manifest, NAME) | {NAME: hashlib.sha256(manifest.encode()).hexdigest()}
    with ThreadPoolExecutor(AT_ONCE) as threads:
        checked = threads.map(lambda name: _difference(site, name, stated[name]), sorted(stated))
    found = [fault for fault in checked if fault]
    if not on_the_web(site):
        found += [_fault(site, name, "file-extra", f"清单里没有{kind}") for name, kind in _others(Path(site), stated)]
    return sorted(found)


def _others(site: Path, stated: dict[str, str]) -> Iterator[tuple[str, str]]:
    """What stands in a folder beside the files that are stated: its name, and what it is."""
    folders = {folder.as_posix() for name in stated for folder in PurePosixPath(name).parents}
    for path in site.rglob("*"):
        name = path.relative_to(site).as_posix()
        if path.is_dir() and not path.is_symlink():
            if name not in folders:
                yield name, "这个文件夹"
        elif name not in stated:
            yield name, "这个文件" if path.is_file() and not path.is_symlink() else "它，也不是普通的文件"


def _stated(manifest: str, where: str) -> dict[str, str]:
    """The sums by name. A name that leads out of the site would have a stranger's manifest read other files."""
    stated, wrong = {}, []
    for number, line in enumerate(manifest.splitlines(), start=1):
        found = _LINE.fullmatch(line)
        if not found or found[2].startswith("/") or ".." in found[2].split("/"):
            wrong += _faulty(where, number, "manifest-invalid", "这一行不是“校验值  文件名”").faults
        elif found[2] in stated:
            wrong += _faulty(where, number, "manifest-invalid", "这个文件前面已经有一行").faults
        else:
            stated[found[2]] = found[1]
    if wrong or not stated:
        raise Faulty(wrong or _faulty(where, 1, "manifest-invalid", "清单是空的").faults)
    return stated


def _difference(site: str, name: str, stated: str) -> Fault | None:
    sum_ = hashlib.sha256()
    if not on_the_web(site) and _is_special(Path(site) / name):
        return _fault(site, name, "file-changed", "变成了链接，或不是普通的文件")
    try:
        for piece in _pieces(site, name, LARGEST_FILE):
            sum_.update(piece)
    except (OSError, HTTPException, ValueError) as error:
        if isinstance(error, FileNotFoundError) or (isinstance(error, HTTPError) and error.code in (404, 410)):
            if on_the_web(site) and name == serving.HEADERS_FILE:
                return None
            return _fault(site, name, "file-lost", "缺这个文件")
        return _fault(site, name, "file-unread", f"没有取到（{_reason(error)}）")
    return None if sum_.hexdigest() == stated else _fault(site, name, "file-changed", "内容被改动过")


def _pieces(site: str, name: str, most: int) -> Iterator[bytes]:
    """The content of a file, as it stands in the site and in no coding of the way there."""
    taken = 0
    with closing(_opened(site, name)) as opened:
        while piece := opened.read(1 << 20):
            taken += len(piece)
            if taken > most:
                raise ValueError(f"超过 {most >> 20} MB")
            yield piece


def _opened(site: str, name: str) -> BinaryIO:
    if not on_the_web(site):
        if _is_special(Path(site) / name):
            raise ValueError("是链接，或不是普通的文件")
        return (Path(site) / name).open("rb")
    asked = Request(_where(site, name), headers={"Accept-Encoding": "identity", "User-Agent": "gongkai verify"})
    return urlopen(asked, timeout=TIMEOUT)


def _is_special(path: Path) -> bool:
    """Whether a path is there and no ordinary file: a pipe would be waited for, a link leads to another file."""
    return path.is_symlink() or (path.exists() and not path.is_file())


def on_the_web(site: str) -> bool:
    """Whether a site is given by its http(s) address."""
    return site.lower().startswith(("http://", "https://"))


def _where(site: str, name: str) -> str:
    """Where a file of a site is. Raises `Faulty` for an address that is none of a folder."""
    if on_the_web(site) and re.search("[?#]", site):
        raise Faulty([Fault(site, 1, 1, "no-manifest", "网址里不能有“?”或“#”", "只写到网站的首页为止")])
    return f"{site.rstrip('/')}/{quote(name)}" if on_the_web(site) else str(Path(site) / name)


def _reason(error: Exception) -> str:
    if isinstance(error, HTTPError):
        return f"服务器答复 {error.code}"
    cause = error.reason if isinstance(error, URLError) else error
    if isinstance(cause, TimeoutError):
        return f"{TIMEOUT} 秒没有答复"
    if isinstance(cause, FileNotFoundError):
        return "没有这个文件"
    if isinstance(error, URLError | ConnectionError):
        return "连不上"
    return reasons.of(cause) if isinstance(cause, OSError) else str(cause)


def _fault(site: str, name: str, code: str, message: str) -> Fault:
    return Fault(_where(site, name), 1, 1, code, message, _ADVICE[code])


def _faulty(where: str, line: int, code: str, message: str) -> Faulty:
    return Faulty([Fault(where, line, 1, code, message, _ADVICE[code])])


def _sum_of(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
