"""One run at a time in a folder. The system lets go of the lock of a process that dies."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from gongkai.faults import Refused
from gongkai.waiting import waiting

PATIENCE = 60  # seconds
_AGAIN = 0.05
_held: set[tuple[int, int]] = set()  # by this run, which need not wait for itself


@contextmanager
def alone(folder: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Waits until no other run holds the folder, and holds it inside. Leaves no file behind.

    Raises `Refused` where another run holds it for longer than a number of seconds.
    """
    opened = os.open(folder, os.O_RDONLY)
    try:
        known = os.fstat(opened)
        place = (known.st_dev, known.st_ino)
        if place in _held:
            yield
            return
        if not _taken(opened):
            _wait(opened, folder, patience)
        _held.add(place)
        try:
            yield
        finally:
            _held.discard(place)
    finally:
        os.close(opened)


def _wait(opened: int, folder: Path, patience: float) -> None:
    end = time.monotonic() + patience
    with waiting("别的程序正在这个文件夹里写，等它写完"):
        while not _taken(opened):
            if time.monotonic() > end:
                message = f"{folder}：别的程序 {patience:g} 秒还没有写完，没有写入；看看它是不是卡住了，再运行一次"
                raise Refused(message)
            time.sleep(_AGAIN)


def _taken(opened: int) -> bool:
    with suppress(BlockingIOError):
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    return False
