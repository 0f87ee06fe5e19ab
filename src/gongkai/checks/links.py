"""What in content/ is a link or no ordinary file: followed, it would publish what stands elsewhere on the machine."""

from collections.abc import Iterator
from pathlib import Path

from gongkai import strays
from gongkai.checks.beside import PAGES
from gongkai.faults import Fault
from gongkai.source import Source


def check(source: Source) -> Iterator[Fault]:
    """The error `file-stray` for every link, pipe and the like in content/ that a build would publish."""
    folder = Path(source.file).parent.parent / PAGES
    for path in sorted(folder.rglob("*")):
        if strays.is_stray(path.relative_to(folder).as_posix()):
            continue
        if path.is_symlink():
            where = f"是链接，指到 {path.readlink()}；跟着它公开的可能是别处的文件"
            yield Fault(str(path), 1, 1, "file-stray", where, "删去链接；要公开那个文件，就把它复制到 content/ 里")
        elif not (path.is_file() or path.is_dir()):
            yield Fault(str(path), 1, 1, "file-stray", "不是普通的文件", "删去它")
