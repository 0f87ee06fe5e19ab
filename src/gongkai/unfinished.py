"""Files that belong together, the data and the text that it is of, and no rename can replace at once.

A mark stands beside them from before the first is replaced until all are there: where a run was killed in between,
whoever reads the data is told so, and not that one file contradicts the other.
"""

import os
from contextlib import suppress
from pathlib import Path

from gongkai import writing
from gongkai.faults import Fault, Faulty, Refused
from gongkai.locking import alone

MARK = ".import-unfinished"


def write(folder: Path, files: dict[Path, str]) -> None:
    """Writes files, with the mark in the folder of the data until all are there. Raises OSError that names a file."""
    mark = folder / MARK
    with alone(folder):
        try:
            writing.replace(mark, "")
        except OSError as error:
            raise OSError(error.errno, error.strerror, str(next(iter(files)))) from None
        before = [_stamp(path) for path in files]
        try:
            for path, content in files.items():
                writing.replace(path, content)
        except BaseException:
            if [_stamp(path) for path in files] == before:
                mark.unlink()
            raise
        mark.unlink()


def refuse(path: Path) -> None:
    """Raises `Faulty` for a data file beside which an import was broken off; one that still runs is waited for."""
    mark = path.parent / MARK
    if not os.path.exists(mark):
        return
    with suppress(Refused), alone(path.parent):
        if not os.path.exists(mark):
            return
    message = "上一次导入没有做完就中断了，数据和通报原文可能对不上"
    advice = f"再运行一次 gongkai import 原文 --force；已经用别的办法恢复了这两个文件，就删掉 {mark}"
    raise Faulty([Fault(str(path), 1, 1, "import-unfinished", message, advice)])


def _stamp(path: Path) -> int:
    return path.stat().st_ino if path.exists() else 0
