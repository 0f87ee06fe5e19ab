"""A built site as files: names, sizes and texts, and where an address in one of them leads."""

import os
import posixpath
import re
from dataclasses import dataclass
from fnmatch import fnmatch
from functools import cache, cached_property
from pathlib import Path
from typing import NamedTuple
from urllib.parse import SplitResult, quote, unquote, urlsplit

from gongkai import manifest, reading, serving
from gongkai.checks import settings
from gongkai.faults import Fault
from gongkai.verifying import page
from gongkai.verifying.page import Page, Place

HOME = "index.html"
NOT_FOUND = "404.html"
COMPRESSED = (".gz", ".br")
XML = frozenset({".xml", ".svg", ".atom", ".rss"})
JSON = frozenset({".json", ".webmanifest", ".geojson"})
PAGES = frozenset({".html", ".htm", ".xhtml"})
_TEXT = XML | JSON | PAGES | frozenset({"", ".css", ".js", ".mjs", ".txt", ".csv", ".sha256"})
_CODE = re.compile(r"<(code|pre)\b.*?</\1>", re.DOTALL | re.IGNORECASE)
_USUAL_PORTS = (80, 443)  # nobody serves http on the port of https
# The index of the search is in the encoding that its side in the browser reads.
_INDEX, _INDEX_ENCODING = f"{serving.SEARCH_INDEX}*.txt", "gb18030"


class Target(NamedTuple):
    """Where an address leads: a file of the site, or None where there is none; `outside` to another site."""

    file: str | None
    anchor: str = ""
    outside: bool = False


@dataclass(frozen=True)
class Site:
    """A built site: sizes of all files and texts of those that are text, by name; the pages among them.

    `address` is where it says that it is served, with a slash at the end, or empty; `project` the folder that it was
    built of, where that is at hand.
    """

    folder: Path
    sizes: dict[str, int]
    texts: dict[str, str]
    pages: dict[str, Page]
    address: str
    project: Path | None = None

    def fault(self, name: str, place: Place, code: str, message: str, advice: str) -> Fault:
        """A fault at a place in a file."""
        return Fault(str(self.folder / name), *place, code, message, advice)

    def of_kind(self, suffixes: frozenset[str]) -> dict[str, str]:
        """The texts of the files with one of some suffixes."""
        return {name: text for name, text in self.texts.items() if _suffix(name) in suffixes}

    def place(self, name: str, offset: int) -> Place:
        """Where a character of a text stands."""
        return Place(*reading.place(self.texts[name], offset))

    def stated(self, name: str) -> str:
        """The address that a page is to state as its own; `target` is the way back."""
        return self.address + url_path(name)

    @cached_property
    def _own(self) -> tuple[str, tuple[str, int | None] | None]:
        """The path of the site's address, and its server where it has one."""
        own = urlsplit(self.address)
        return unquote(own.path), _server(own) if own.netloc else None

    @cached_property
    def _led(self) -> dict[tuple[str, str], Target]:
        """Where addresses lead that were asked for: several subjects ask for those of every page."""
        return {}

    def target(self, name: str, address: str) -> Target:
        """Where an address in a file leads to."""
        if (name, address) not in self._led:
            self._led[name, address] = self._target(name, address)
        return self._led[name, address]

    def _target(self, name: str, address: str) -> Target:
        try:
            parts = urlsplit(address.strip())
            own, server = self._own
            path = unquote(parts.path)
            ours = bool(parts.netloc) and _server(parts) == server and path.startswith(own)
        except ValueError:
            return Target(None)
        if (parts.scheme or parts.netloc) and not ours:
            return Target(None, outside=True)
        if path.startswith("/"):
            root = own or "/"
            if not path.startswith(root):
                return Target(None)
            path = path.removeprefix(root) or "."
            base = ""
        else:
            base = posixpath.dirname(name)
        found = posixpath.normpath(posixpath.join(base, path)) if path else name
        for file in (found, posixpath.normpath(posixpath.join(found, HOME))):
            if file in self.sizes or file == manifest.NAME:  # which is written when all else is well
                return Target(file, unquote(parts.fragment))
        return Target(None)


def read(folder: Path, project: Path | None = None) -> tuple[Site, list[Fault]]:
    """The site in a folder, and faults: `encoding` for each text that is not in its encoding, `file-stray` for what is
    no file of the site, `unreadable`.
    """
    sizes, faults = _files(folder)
    texts: dict[str, str] = {}
    for name in sizes:
        if _suffix(name) not in _TEXT:
            continue
        content = (folder / name).read_bytes()
        encoding = _INDEX_ENCODING if fnmatch(name, _INDEX) else "utf-8"
        try:
            texts[name] = content.decode(encoding)
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            message, advice = f"有不是 {encoding.upper()} 的字节", "把来源文件另存为 UTF-8，再建一次"
            faults.append(Fault(str(folder / name), line, 1, "encoding", message, advice))
    pages = {name: page.read(text) for name, text in texts.items() if _suffix(name) in PAGES}
    home = pages[HOME].canonical if HOME in pages else None
    address = home.address if home and settings.is_address(home.address) else ""
    return Site(folder, sizes, texts, pages, address, project), faults


def url_path(name: str) -> str:
    """A page's path below the site's address, as MkDocs writes it: what is no ASCII or has a meaning is escaped."""
    return quote(name.removesuffix(HOME))


def _server(parts: SplitResult) -> tuple[str, int | None]:
    """Host and port of an address as browsers compare them. Raises ValueError where they are none."""
    return parts.hostname or "", None if parts.port in _USUAL_PORTS else parts.port


@cache
def _suffix(name: str) -> str:
    return Path(name).suffix.lower()


def without_code(text: str) -> str:
    """A text with blanks for its code, in which anything may stand."""
    return _CODE.sub(lambda code: " " * len(code[0]), text)


def shown(text: str) -> str:
    """What a file says, as a message can quote it: in one line, and not for ever."""
    line = " ".join("".join(one if one.isprintable() else " " for one in text).split())
    return line if len(line) <= 80 else f"{line[:80]}…"


def _files(folder: Path) -> tuple[dict[str, int], list[Fault]]:
    """The sizes of a folder's files in the order of their names, and what in it is no file that can be published."""
    sizes: dict[str, int] = {}
    faults: list[Fault] = []
    root = folder.resolve()
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        if path != folder and (wrong := _wrong(path, root)):
            shown = str(path).encode(errors="replace").decode()
            advice = "从来源文件夹（多半是 content/）删去它，再建一次"
            faults.append(Fault(shown, 1, 1, "file-stray", wrong, advice))
        elif not os.access(path, os.R_OK | os.X_OK if path.is_dir() else os.R_OK):
            if path.exists():
                faults.append(Fault(str(path), 1, 1, "unreadable", "没有读取权限，打不开", "给它读取权限，再核对"))
        elif path.is_dir():
            waiting += path.iterdir()
        else:
            sizes[path.relative_to(folder).as_posix()] = path.stat().st_size
    return dict(sorted(sizes.items())), faults


def _wrong(path: Path, root: Path) -> str:
    """Why what a path names is nothing to publish; empty for a file or folder of the site."""
    if not path.name.isprintable():
        return "文件名里有看不见或不是 UTF-8 的字符"
    if path.is_symlink():
        if not path.exists():
            return "是链接，所指的文件不在"
        if path.is_dir() or not path.resolve().is_relative_to(root):
            return "是链接，指到网站外面或指着文件夹"
    elif not (path.is_file() or path.is_dir()):
        return "不是普通的文件"
    return ""
