"""A finished site -> a served release, all or nothing.

A folder of releases holds `releases/<time>-<hash>/`, the last few of them, and `current`, a symbolic link to the one
that is served. The link is switched by one rename, so that whoever looks at any moment sees one whole release.
`.before/<time>-<hash>` is a link to the release that was served before that one. `assets` has the assets of all of
them, for pages that were opened before the switch and ask for theirs after it.
"""

import fcntl
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TextIO

from gongkai import manifest
from gongkai.faults import Faulty, Refused

CURRENT = "current"
RELEASES = "releases"
STAMP = "%Y%m%dT%H%M%SZ"
ASSETS = "assets"
_LOCK = ".lock"
_UNFINISHED = ".new-"
_LEAVING = ".old-"
_BEFORE = ".before"
_OURS = {CURRENT, RELEASES, ASSETS, _LOCK, _BEFORE, f".{CURRENT}-new"}
_OF_A_DISK = {"lost+found"}
_NAME = re.compile(r"\d{8}T\d{6}Z-[0-9a-f]{8}")


def publish(folder: Path, build: Callable[[Path], None], *, keep: int = 10, now: datetime | None = None) -> Path:
    """Builds a site into a folder of releases and serves it. Returns the release.

    `build` fills the folder that it is given, or raises. Raises `Refused`, OSError, and what `build` raises; whatever
    happens, `current` stays as it was until the new release is whole on the disk.
    """
    with _locked(folder) as lock:
        releases = folder / RELEASES
        for one in (releases, folder / _BEFORE):
            one.mkdir(exist_ok=True)
            one.chmod(0o755)
        _clear(releases)
        _try_to_link(folder)
        # A name of its own: what a killed run started may still be writing into that run's folder.
        unfinished = Path(tempfile.mkdtemp(prefix=_UNFINISHED, dir=releases))
        try:
            build(unfinished)
            _refuse_another_folder(folder, lock)
            listed = manifest.of(unfinished)
            (unfinished / manifest.NAME).write_text(listed, encoding="utf-8")
            _to_disk(unfinished)
            release = releases / f"{_stamp(folder, now or datetime.now(UTC))}-{manifest.short(listed)}"
            served = current(folder)
            if served and served.is_dir():
                _link(folder / _BEFORE / release.name, f"../{served.relative_to(folder)}")
            _offer_assets(folder, unfinished)
            unfinished.rename(release)
            _sync(releases)
            _serve_or_withdraw(folder, release)
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)
        _prune(folder, keep)
        return release


def rollback(folder: Path) -> Path:
    """Serves the release that was served before. Returns it; raises `Refused` where there is none, and where it is not
    whole any more: to go further back is for people to decide.
    """
    with _locked(folder):
        previous, *earlier = _earlier(folder) or [None]
        if previous is None:
            raise Refused("没有更早的版本可以退回")
        if damage := _damage(previous):
            raise Refused(f"上一个版本 {previous} 坏了：{damage}。没有退回，对外的没有变。{_way_on(previous, earlier)}")
        _switch(folder, previous)
        return previous


def current(folder: Path) -> Path | None:
    """The release that is served, if there is one."""
    link = folder / CURRENT
    return folder / RELEASES / Path(os.readlink(link)).name if link.is_symlink() else None


def sum_of(release: Path) -> str:
    """The short name of a release's manifest, as its own name says it: the same for releases of the same bytes."""
    return release.name.rpartition("-")[2]


@contextmanager
def _locked(folder: Path) -> Iterator[TextIO]:
    """One run at a time; the system lets go of the lock of a process that dies."""
    if not folder.exists():
        raise Refused(f"没有文件夹 {folder}，请先建好（mkdir）")
    if not folder.is_dir():
        raise Refused(f"{folder} 不是文件夹，没有动它")
    others = sorted({one.name for one in folder.iterdir()} - _OURS - _OF_A_DISK)
    if others and not (folder / _BEFORE).is_dir():
        raise Refused(f"{folder} 里有别的文件（如 {others[0]}），没有动它；换一个空的文件夹")
    link = folder / CURRENT
    if link.exists() and not link.is_symlink():
        raise Refused(f"{link} 不是链接，没有动它；请先把它移到别处（mv），它应由 gongkai publish 建立")
    with (folder / _LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refused("另一个发布正在进行，等它结束再试") from None
        yield lock


def _refuse_another_folder(folder: Path, lock: TextIO) -> None:
    """A folder that went away during the build, as a disk does: programs make one of its name anew."""
    here = folder / _LOCK
    if here.exists() and os.path.samestat(here.stat(), os.fstat(lock.fileno())):
        return
    if not (folder / CURRENT).is_symlink():
        shutil.rmtree(folder / RELEASES, ignore_errors=True)
        with suppress(OSError):
            folder.rmdir()
    raise Refused(f"{folder} 在发布时不见了，没有换版本；核对磁盘还在不在，再试一次")


def _stamp(folder: Path, now: datetime) -> str:
    """The time in a release's name, later than in every other: where the clock went back, a second after the last."""
    last = max((_time_of(one) for one in _all(folder)), default=now - timedelta(seconds=1))
    return max(now, last + timedelta(seconds=1)).strftime(STAMP)


def _time_of(release: Path) -> datetime | None:
    """The time in a release's name; None where it is none, or one that no clock shows."""
    try:
        time = datetime.strptime(release.name.partition("-")[0], STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None
    return time if time.year < 9999 else None


def _previous(folder: Path) -> Path | None:
    """What a rollback would serve."""
    return next(iter(_earlier(folder)), None)


def _earlier(folder: Path) -> list[Path]:
    """What was served before the release that is served, and before that, and so on; the ones made before where it is
    not known.
    """
    releases = _all(folder)
    one, earlier = current(folder), []
    while one:
        before = folder / _BEFORE / one.name
        known = folder / RELEASES / Path(os.readlink(before)).name if before.is_symlink() else None
        older = [release for release in releases if release.name < one.name]
        one = known if known and known.name < one.name else next(reversed(older), None)
        if one in older:
            earlier.append(one)
    return earlier


def _damage(release: Path) -> str:
    """What of a release is not as it was published; empty where all is."""
    try:
        listed = manifest.read(str(release))
        found = manifest.differences(str(release), listed)
    except Faulty as faulty:
        found = faulty.faults
    else:
        if not found and manifest.short(listed) != sum_of(release):
            return f"{manifest.NAME} 被改动过"
    if not found:
        return ""
    first = f"{Path(found[0].file).relative_to(release)} {found[0].message}"
    return first if len(found) == 1 else f"{first}，等 {len(found)} 处"


def _way_on(damaged: Path, earlier: list[Path]) -> str:
    whole = next((one for one in earlier if not _damage(one)), None)
    if whole is None:
        return "再早的也没有完好的：改好内容，用 gongkai publish 发布新的版本"
    between = [damaged, *earlier[: earlier.index(whole)]]
    aside = "、".join(map(str, between))
    return f"再早的 {whole.name} 完好，要退回到它：把 {aside} 移到别处，再运行一次"


def _switch(folder: Path, release: Path) -> None:
    _link(folder / CURRENT, str(release.relative_to(folder)))


def _try_to_link(folder: Path) -> None:
    """Raises OSError where no release could be served in a folder: known before a site is built for it."""
    new = folder / f".{CURRENT}-new"
    _link_anew(new, RELEASES)
    new.unlink()


def _serve_or_withdraw(folder: Path, release: Path) -> None:
    """A release that was never served is none to keep, nor to go back to."""
    try:
        _switch(folder, release)
    except BaseException:
        if current(folder) != release:
            with suppress(OSError):  # the next run clears what is left
                _remove(release)
                _drop_unneeded(folder)
        raise


def _link(link: Path, target: str) -> None:
    """A symbolic link, made anew or in the place of another by one rename, and on the disk."""
    new = link.with_name(f".{link.name}-new")
    _link_anew(new, target)
    with _named_by(link.parent):
        new.replace(link)
        _sync(link.parent)


def _link_anew(link: Path, target: str) -> None:
    with _named_by(link.parent):
        link.unlink(missing_ok=True)
        link.symlink_to(target, target_is_directory=True)


@contextmanager
def _named_by(folder: Path) -> Iterator[None]:
    """An OSError names the folder of a link: the system's own names the target, which is not at fault."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(folder)) from None


def _all(folder: Path) -> list[Path]:
    """The releases, the oldest first."""
    found = (folder / RELEASES).glob("*")
    return sorted(one for one in found if one.is_dir() and _NAME.fullmatch(one.name) and _time_of(one))


def _prune(folder: Path, keep: int) -> None:
    """Removes releases but the last, the served one and what was served before it; none is ever there by half."""
    needed = {current(folder), _previous(folder)}
    for old in _all(folder)[:-keep]:
        if old not in needed:
            _remove(old)
    _clear(folder / RELEASES)
    _drop_unneeded(folder)


def _drop_unneeded(folder: Path) -> None:
    """Drops what belongs to releases that are gone."""
    for link in (folder / _BEFORE).iterdir():
        if not (folder / RELEASES / link.name).is_dir():
            link.unlink()
    _drop_assets(folder)


def _clear(releases: Path) -> None:
    """Removes what killed runs left. What they started may write there a second longer, and so make some of it anew."""
    for left in releases.glob(f"{_LEAVING}*"):
        _delete(left)
    for left in releases.glob(f"{_UNFINISHED}*"):
        _remove(left)


def _remove(path: Path) -> None:
    """Renames first, so that no release is ever there by half and nobody still writes by the name of what goes."""
    leaving = path.with_name(_LEAVING + path.name.removeprefix("."))
    path.rename(leaving)
    _delete(leaving)


def _delete(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()


def _offer_assets(folder: Path, release: Path) -> None:
    """Keeps a release's assets where they are found after the next switch too. Their names follow from their bytes."""
    for name in _assets(release):
        kept = folder / name
        for above in reversed(name.parents[:-1]):  # the web server reads them, whatever the umask
            (folder / above).mkdir(exist_ok=True)
            (folder / above).chmod(0o755)
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
