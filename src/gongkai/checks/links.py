"""What in content/ cannot be published: a link or no ordinary file, which would publish what stands elsewhere on the
machine; a file of a kind that no site hands out, the office's ledger; a page where files are kept by browsers for good.
"""

from collections.abc import Iterator
from pathlib import Path

from gongkai import serving, strays
from gongkai.faults import Fault
from gongkai.origins import PAGES
from gongkai.source import Source


def check(source: Source) -> Iterator[Fault]:
    """The error `file-stray` for every link, pipe and the like in content/ that a build would publish, for files that
    are none to hand out, and for pages in content/assets/.
    """
    folder = Path(source.file).parent.parent / PAGES
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if strays.is_stray(name):
            continue
        if path.is_symlink():
            where = f"是链接，指到 {path.readlink()}；跟着它公开的可能是别处的文件"
            yield Fault(str(path), 1, 1, "file-stray", where, "删去链接；要公开那个文件，就把它复制到 content/ 里")
        elif not (path.is_file() or path.is_dir()):
            yield Fault(str(path), 1, 1, "file-stray", "不是普通的文件", "删去它")
        elif name.startswith(serving.ASSETS) and path.suffix == ".md":
            yield Fault(str(path), 1, 1, "file-stray", "assets/ 里放图片和附件，不放网页", "移到 content/ 的别处")
        elif path.is_file() and (wrong := _wrong(path, name)):
            yield Fault(str(path), 1, 1, "file-stray", wrong, "移出 content/：那里的文件会原样公开")


def _wrong(path: Path, name: str) -> str:
    """Why a file is none to hand out; empty where it may be."""
    if strays.is_of_no_kind(name):
        return f"这种文件（{path.suffix or path.name}）不是网页，也不是给人看的附件"
    return "是内部的整改台账，有不公开的栏目" if strays.is_ledger(path) else ""
