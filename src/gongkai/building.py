"""The folder of a site -> the built site, beside the last good one until it is whole.

MkDocs runs as a program of its own. What all sites share, hooks and looks, is taken from the installed package.
"""

import errno
import ipaddress
import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from gongkai import complaints, compressing, manifest, reasons, schema, shared, writing
from gongkai.checks import settings
from gongkai.faults import REPORT, REPORTS, Faulty, Refused, as_text
from gongkai.locking import alone
from gongkai.origins import PAGES
from gongkai.waiting import waiting

SITE = "site"
SHARED = ("hooks", "overrides")
SCHEMA = Path("data/issues.schema.json")
OWN = (PAGES, "data", SITE, *SHARED)
_BUILDS = 1800  # seconds that a run waits for others to build
NOT_BUILT = "没有建成，原来的网站不动"
_NEW, _BEFORE = ".site-new-", ".site-before"
# In one encoding, and a line a message whatever the width of the terminal.
_READABLE = {"PYTHONIOENCODING": "utf-8", "COLUMNS": "0"}
_READABLE |= {"NO_MKDOCS_2_WARNING": "true", "DISABLE_MKDOCS_2_WARNING": "true"}
_OF_THE_DISK = re.compile(r"^\w*Error: \[Errno (\d+)\] ([^:\n]*)", re.MULTILINE)


def prepare(folder: Path) -> None:
    """Gives the folder of a site what it takes from the installed package: links to the shared folders, and the schema
    for its editor. Folders of its own under the same names stay. Raises `Refused` where there is no site.
    """
    if not (folder / settings.SETTINGS).exists():
        raise Refused(f"这里没有网站（缺 {settings.SETTINGS}）；先用 cd 进入网站的文件夹，或用 gongkai new 新建一个")
    source = shared.folder()
    if source.resolve() == folder.resolve():
        return
    for name in SHARED:
        link, target = folder / name, source / name
        if (link.is_symlink() and link.readlink() != target) or not link.exists():
            new = folder / f".{name}-{os.getpid()}"  # by one rename: another run may be reading through the old one
            new.unlink(missing_ok=True)
            new.symlink_to(target, target_is_directory=True)
            new.replace(link)
    target = folder / SCHEMA
    if not target.exists() or target.read_text(encoding="utf-8") != schema.as_json():
        writing.replace(target, schema.as_json())


def into(output: Path, folder: Path = Path(), *, details: bool = False, report: str = "text") -> None:
    """Builds the site of a folder into `output`, with compressed copies beside its text files.

    Prints what is wrong in the form `report`; `details` prints what MkDocs itself said too. Raises `Refused` where
    anything is, and OSError where the disk is the reason.
    """
    prepare(folder)
    _refuse_wrong_settings(folder / settings.SETTINGS)
    # Not quietly: what MkDocs does not say, it does not count as a fault either.
    command = _mkdocs("build", "--strict", "--site-dir", str(output.absolute()))
    with waiting("正在检查数据、建成网站"):
        finished = subprocess.run(
            command,
            cwd=folder,
            env=os.environ | _READABLE | {REPORT: report},
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    if failed := finished.returncode and _OF_THE_DISK.search(finished.stderr):
        raise OSError(int(failed[1]), failed[2], str(output))
    if details:
        sys.stderr.write(finished.stderr)
    said = complaints.taken_apart(finished.stderr)
    sys.stderr.write("".join(f"{line}\n" for line in said.others))
    if finished.returncode:
        sys.stderr.write(REPORTS[report](complaints.faults(said, folder)))
        if finished.returncode < 0:
            raise Refused(f"建站的程序被系统结束了（信号 {-finished.returncode}）：{NOT_BUILT}")
        raise Refused(NOT_BUILT)
    compressing.compress(output)


def site(
    folder: Path = Path(),
    *,
    details: bool = False,
    report: str = "text",
    verify: Callable[[Path], None] = lambda _: None,
) -> Path:
    """Builds the site of a folder with its manifest, and puts it in the place of the last one only when it is whole and
    `verify` raises nothing at it.

    Waits for another run in the same folder. Returns it.
    """
    with alone(folder, _BUILDS):
        # A name of its own: what a killed run started may still be writing into that run's folder.
        target, new, before = folder / SITE, folder / f"{_NEW}{os.getpid()}", folder / _BEFORE
        _restore(target, before)  # a run was killed between the two renames below
        try:
            into(new, folder, details=details, report=report)
            verify(new)
            (new / manifest.NAME).write_text(manifest.of(new), encoding="utf-8")
            if target.exists():
                target.rename(before)
            new.rename(target)
        finally:
            _restore(target, before)
            for left in (*folder.glob(f"{_NEW}*"), before):
                shutil.rmtree(left, ignore_errors=True)
        return target


def refuse_taken(address: str) -> None:
    """Raises `Refused` where a site cannot be served at an address, host and port."""
    host, _, port = address.rpartition(":")
    bare = host.removeprefix("[").removesuffix("]")
    another = "换一个，例如 make serve ADDRESS=127.0.0.1:8001"
    try:
        family = socket.AF_INET if bare == "localhost" or ipaddress.ip_address(bare).version == 4 else socket.AF_INET6
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as MkDocs does
            probe.bind((bare, int(port)))
    except (ValueError, OverflowError):
        raise Refused(f"地址“{address}”写法有误，应是 127.0.0.1:8000 这样；{another}") from None
    except OSError as error:
        taken = error.errno == errno.EADDRINUSE
        reason = "已经被别的程序占用（也许上次的 make serve 还开着）" if taken else f"用不了（{reasons.of(error)}）"
        raise Refused(f"地址 {address} {reason}；{another}") from None


def serve(address: str, folder: Path = Path()) -> None:
    """Serves the site of a folder, shows its edits and says what is wrong. Becomes MkDocs, and so does not return.

    Raises `Refused` for an address of the site that is none.
    """
    prepare(folder)
    _refuse_wrong_settings(folder / settings.SETTINGS)
    os.chdir(folder)
    # In a session of its own: Ctrl+C ends MkDocs, whose last words are still to be told.
    overheard = [sys.executable, "-m", "gongkai.overheard"]
    ear = subprocess.Popen(overheard, stdin=subprocess.PIPE, start_new_session=True)
    os.dup2(ear.stdin.fileno(), sys.stderr.fileno())
    command = _mkdocs("serve", "--livereload", "--dev-addr", address)
    os.execve(command[0], command, os.environ | _READABLE)


def _refuse_wrong_settings(path: Path) -> None:
    """MkDocs would say it in English, or break off."""
    try:
        address = settings.read(path).get("site_url")
    except Faulty as faulty:
        sys.stderr.write(as_text(faulty.faults))
        raise Refused(NOT_BUILT) from None
    if address and not settings.is_address(str(address)):
        raise Refused(f"网站的网址（site_url）写错了：{address}。网址以 https:// 和域名开头；也可以先空着")


def _restore(target: Path, before: Path) -> None:
    if before.exists() and not target.exists():
        before.rename(target)


def _mkdocs(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "mkdocs", *arguments]
