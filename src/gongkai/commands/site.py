"""Commands on a site: begin one, build it, show it, publish it, verify it."""

import argparse
import os
import re
import shlex
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from gongkai import building, checks, manifest, origins, releasing, source, starting, uploading, verifying
from gongkai.checks import settings
from gongkai.commands import data
from gongkai.commands.telling import tell
from gongkai.faults import MARKING, REPORTS, Faulty, Refused, as_text, errors, refusal
from gongkai.importing import files
from gongkai.waiting import waiting

_HTML_LINK = re.compile(r"<[a-z][^>]*\s(?:href|src|srcset|poster)\s*=", re.IGNORECASE)
_ENDING = (signal.SIGHUP, signal.SIGQUIT, signal.SIGTERM, signal.SIGALRM, signal.SIGUSR1, signal.SIGUSR2)


def new(given: argparse.Namespace) -> int:
    """gongkai new FOLDER [--from FILE]: a site of its own for an announcement, or with a commented example."""
    with waiting("正在读原文"):
        read = files.read(given.given) if given.given else None
    starting.start(given.folder, read)
    if read:
        data.report(given.given, given.folder / source.DEFAULT, read)
    if read and read.announcement.facts.made_of:
        print("以后更新：在新文件夹里用 gongkai export --xlsx 写出编好序号的台账，在它上面改，再用 gongkai import 导回")
    written = given.folder / settings.SETTINGS
    print(f"开放数据的使用许可没有填，网页会写“没有注明”：由发布单位决定，定了填在 {written} 的 data_licence")
    print(f"网站的文件夹已建好：{given.folder}\n看一看：cd {shlex.quote(str(given.folder))} && make serve")
    return 0


def build(given: argparse.Namespace) -> int:
    """gongkai build [--details] [--format …]: the site of this folder, in `site/` when it is whole."""
    built = building.site(
        details=given.details, report=given.format, verify=lambda site: _refuse_dead(site, given.format)
    )
    tell(f"网站已建成：{built}/")
    return 0


def _refuse_dead(site: Path, report: str) -> None:
    """Links that staff wrote as HTML: MkDocs follows those written as Markdown alone. Takes its half second only where
    there are any.
    """
    written = (file.read_text(encoding="utf-8", errors="replace") for file in Path(origins.PAGES).rglob("*.md"))
    if not any(map(_HTML_LINK.search, written)):
        return
    built, _ = verifying.built.read(site)
    if dead := {fault for fault in verifying.references.check(built) if fault.code == "link-broken"}:
        named = origins.named(sorted(dead), site, Path(), Path(building.SITE), marked=report in MARKING)
        sys.stderr.write(REPORTS[report](named))
        raise Refused(building.NOT_BUILT)


def serve(given: argparse.Namespace) -> int:
    """gongkai serve [ADDRESS]: shows the site of this folder, and every edit."""
    building.refuse_taken(given.address)
    print(f"在浏览器里打开 http://{given.address}/ ，按 Ctrl+C 停止", flush=True)
    building.serve(given.address)
    return 0


def publish(given: argparse.Namespace) -> int:
    """gongkai publish FOLDER | s3://…: checks, builds, verifies, and only then serves a new release."""
    with _said_when_ended(lambda: _how_things_stand(given.folder)):
        loaded, faults = checks.run(source.DEFAULT)
        if errors(faults) or loaded is None:
            sys.stdout.write(as_text(faults))
            print(refusal(faults), file=sys.stderr)
            return 1
        if isinstance(given.folder, uploading.Place):
            return _upload(given.folder)
        _refuse_own(given.folder)
        before = releasing.current(given.folder)
        try:
            release = releasing.publish(given.folder, _build, keep=given.keep)
        except OSError as error:
            release = releasing.current(given.folder)
            if release is None or release == before:
                raise OSError(error.errno, error.strerror, error.filename or str(given.folder)) from None
            print(f"已经发布，只是旧的版本没有清理完：{error.filename} 删不掉，请核对它的权限", file=sys.stderr)
        tell(f"{given.folder / releasing.CURRENT} 现在是 {release.name}")
        return 0


def _refuse_own(folder: Path) -> None:
    """A release in a folder of the site itself would be built into the next one, or be swept away by it."""
    target, project = Path(os.path.realpath(folder)), Path(os.path.realpath(""))
    if target == project or any(target.is_relative_to(os.path.realpath(project / name)) for name in building.OWN):
        raise Refused(f"{folder} 是这个网站自己的文件夹，没有发布；换一个空的文件夹，例如 /srv/www")


def _how_things_stand(target: Path | uploading.Place) -> str:
    if isinstance(target, uploading.Place):
        return f"上传中断了，{target} 里原来的网页还在；再运行一次，接着传"
    served = releasing.current(target)
    return f"发布中断了，对外的是{served.name if served else '空的：还没有发布过'}"


@contextmanager
def _said_when_ended(how_things_stand: Callable[[], str]) -> Iterator[None]:
    """Signals that end a program end this one in order, with a line on how things stand. Those that whoever started
    it had ignored, as nohup does, are ignored still.
    """

    def end(number: int, _: object) -> NoReturn:
        sys.exit(128 + number)

    before = {one: signal.signal(one, end) for one in _ENDING if signal.getsignal(one) is signal.SIG_DFL}
    try:
        yield
    except (KeyboardInterrupt, SystemExit):
        print(how_things_stand(), file=sys.stderr)
        raise
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


def _upload(to: uploading.Place) -> int:
    """Makes a release here as for a folder, and sends it to an object store."""
    uploading.reach(to)
    with tempfile.TemporaryDirectory(prefix="gongkai-") as folder:
        uploaded = uploading.upload(releasing.publish(Path(folder), _build), to)
    tell(f"{to}：传了 {uploaded.sent} 个文件，{uploaded.same} 个没有变，删了 {uploaded.deleted} 个")
    return 0


def _build(folder: Path) -> None:
    """Fills a folder with the site and verifies it."""
    building.into(folder)
    with waiting("正在核对建成的网站"):
        faults = verifying.check(folder, Path())
    if faults:
        print("没有发布，对外的网页没有变。要看有错误的网页：先 gongkai build，再 gongkai verify", file=sys.stderr)
        raise Faulty(origins.named(faults, folder, Path(), Path(building.SITE)))


def verify(given: argparse.Namespace) -> int:
    """gongkai verify SITE: the faults of a built site; with --manifest, whether a copy is as it was published."""
    if given.manifest or given.against or manifest.on_the_web(given.site):
        with waiting("正在按清单核对"):
            listed = manifest.read(given.against or given.site)
            faults = manifest.differences(given.site, listed)
        good = f"与清单一致，没有改动过；清单的短名是 {manifest.short(listed)}，原站版本名的末尾应与它相同"
    else:
        with waiting("正在核对建成的网站"):
            site = Path(given.site)
            found, good = verifying.check(site, site.parent, finished=True), "没有发现问题"
        faults = origins.named(found, site, site.parent, site, marked=given.format in MARKING)
    sys.stdout.write(REPORTS[given.format](faults))
    if not faults and given.format == "text":
        print(f"{given.site}：{good}")
    return 1 if faults else 0
