"""A finished site -> a served release, all or nothing.

A folder of releases holds `releases/<time>-<hash>/`, the last few of them, and `current`, a symbolic link to the one
that is served. The link is switched by one rename, so that whoever looks at any moment sees one whole release.
"""

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from gongkai import manifest

CURRENT = "current"
RELEASES = "releases"
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
        releases.chmod(0o755)
        unfinished = releases / _UNFINISHED
        shutil.rmtree(unfinished, ignore_errors=True)  # what a killed run left
        try:
            unfinished.mkdir()
            build(unfinished)
            listed = manifest.of(unfinished)
            (unfinished / manifest.NAME).write_text(listed, encoding="utf-8")
            _to_disk(unfinished)
            stamp = (now or datetime.now(UTC)).strftime("%Y%m%dT%H%M%SZ")
            release = releases / f"{stamp}-{manifest.short(listed)}"
            if not release.exists():
                unfinished.rename(release)
                _sync(releases)
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
    served = current(folder)
    for old in _all(folder)[:-keep]:
        if old != served:
            shutil.rmtree(old)


def _to_disk(folder: Path) -> None:
    """Every file and folder on the disk, with modes that let a web server read them whatever the umask was."""
    for one in [*folder.rglob("*"), folder]:
        one.chmod(0o755 if one.is_dir() else 0o644)
        _sync(one)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
