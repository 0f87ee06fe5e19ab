"""A finished site -> a served release, all or nothing.

A folder of releases holds `releases/<time>-<hash>/`, the last few of them, and `current`, a symbolic link to the one
that is served. The link is switched by one rename, so that whoever looks at any moment sees one whole release. `assets`
has the assets of all of them, for pages that were opened before the switch and ask for theirs after it.
"""

import fcntl
import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

CURRENT = "current"
RELEASES = "releases"
MANIFEST = "MANIFEST.sha256"
ASSETS = "assets"
_LOCK = ".lock"
_UNFINISHED = ".new"


class Refused(Exception):
    """A release could not be made or switched; says why in Chinese. What was served is served still."""


def publish(folder: Path, build: Callable[[Path], None], *, keep: int = 10, now: datetime | None = None) -> Path:
    """Builds a site into a folder of releases and serves it. Returns the release.

    `build` fills the folder that it is given, or raises. Raises `Refused`, OSError, and what `build` raises; whatever
    happens, `current` stays as it was until the new release is whole on the disk.
    """
    with _locked(folder):
        releases = folder / RELEASES
        releases.mkdir(exist_ok=True)
        unfinished = releases / _UNFINISHED
        shutil.rmtree(unfinished, ignore_errors=True)  # what a killed run left
        try:
            unfinished.mkdir()
            build(unfinished)
            manifest = _manifest(unfinished)
            (unfinished / MANIFEST).write_text(manifest, encoding="utf-8")
            _to_disk(unfinished)
            stamp = (now or datetime.now(UTC)).strftime("%Y%m%dT%H%M%SZ")
            release = releases / f"{stamp}-{hashlib.sha256(manifest.encode()).hexdigest()[:8]}"
            _offer_assets(folder, unfinished)
            if not release.exists():
                unfinished.rename(release)
            _switch(folder, release)
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)
        _prune(folder, keep)
        return release


def rollback(folder: Path) -> Path:
    """Serves the release before the one that is served. Returns it; raises `Refused` where there is none."""
    with _locked(folder):
        served = current(folder)
        earlier = [one for one in _all(folder) if served and one.name < served.name]
        if not earlier:
            raise Refused("没有更早的版本可以退回")
        _switch(folder, earlier[-1])
        return earlier[-1]


def current(folder: Path) -> Path | None:
    """The release that is served, if there is one."""
    link = folder / CURRENT
    return folder / os.readlink(link) if link.is_symlink() else None


def untouched(site: Path) -> list[str]:
    """What differs from a site's manifest, a line a file; nothing where the copy is whole and as it was published."""
    manifest = site / MANIFEST
    if not manifest.is_file():
        return [f"没有 {MANIFEST}"]
    stated = dict(
        reversed(line.split("  ", 1)) for line in manifest.read_text(encoding="utf-8").splitlines() if "  " in line
    )
    found = dict(reversed(line.split("  ", 1)) for line in _manifest(site).splitlines())
    return [
        f"{name}：{_difference(stated.get(name), found.get(name))}"
        for name in sorted(stated.keys() | found.keys())
        if stated.get(name) != found.get(name)
    ]


def _difference(stated: str | None, found: str | None) -> str:
    if found is None:
        return "缺这个文件"
    return "清单里没有这个文件" if stated is None else "内容被改动过"


def _manifest(site: Path) -> str:
    """The SHA-256 sums of a site's files, as `sha256sum -c` reads them, in the order of their names."""
    files = sorted(file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file())
    return "".join(f"{_sum(site / name)}  {name}\n" for name in files if name != MANIFEST)


def _sum(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """One run at a time; the system lets go of the lock of a process that dies."""
    if not folder.is_dir():
        raise Refused(f"没有文件夹 {folder}，请先建好（mkdir）")
    with (folder / _LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refused("另一个发布正在进行，等它结束再试") from None
        yield


def _switch(folder: Path, release: Path) -> None:
    new = folder / f".{CURRENT}"
    new.unlink(missing_ok=True)
    new.symlink_to(release.relative_to(folder), target_is_directory=True)
    new.replace(folder / CURRENT)
    _sync(folder)


def _all(folder: Path) -> list[Path]:
    """The releases, the oldest first."""
    return sorted(one for one in (folder / RELEASES).glob("*") if one.is_dir() and not one.name.startswith("."))


def _prune(folder: Path, keep: int) -> None:
    served, gone = current(folder), folder / RELEASES / _UNFINISHED
    for old in _all(folder)[:-keep]:
        if old != served:
            old.rename(gone)  # a run killed half-way leaves nothing that looks like a release
            shutil.rmtree(gone)
    _drop_assets(folder)


def _offer_assets(folder: Path, release: Path) -> None:
    """Keeps a release's assets where they are found after the next switch too. Their names follow from their bytes."""
    for name in _assets(release):
        kept = folder / name
        kept.parent.mkdir(parents=True, exist_ok=True)
        if not kept.exists():
            kept.hardlink_to(release / name)


def _drop_assets(folder: Path) -> None:
    """Drops the assets that no release has any more."""
    needed = {name for release in _all(folder) for name in _assets(release)}
    for name in _assets(folder) - needed:
        (folder / name).unlink()
    for left in sorted((folder / ASSETS).rglob("*/"), reverse=True):
        if left.is_dir() and not any(left.iterdir()):
            left.rmdir()


def _assets(folder: Path) -> set[Path]:
    return {file.relative_to(folder) for file in (folder / ASSETS).rglob("*") if file.is_file()}


def _to_disk(folder: Path) -> None:
    for file in folder.rglob("*"):
        if file.is_file():
            _sync(file)
    _sync(folder)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
