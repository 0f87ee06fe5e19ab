"""Publishing while its process is killed at random moments and readers fetch pages through nginx all the while.

Shared by tests/test_faults_injected.py and bench/faults.py.
"""

import hashlib
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path

from webserver import Server, nginx

from gongkai import manifest, releasing

# Says that it is about to publish, then publishes copies of a site, each marked as no other, until it is killed.
PUBLISHER = """
import gzip, shutil, signal, sys
from pathlib import Path
from gongkai import releasing

folder, source, name, most = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], int(sys.argv[4])
signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
print(flush=True)
for count in range(most):
    mark = f"{name}-{count}"

    def build(target):
        shutil.copytree(source, target, dirs_exist_ok=True)
        (target / "assets").mkdir(exist_ok=True)
        (target / f"assets/{mark}.css").write_text(f"/* {mark} */", encoding="utf-8")
        for page in target.rglob("*.html"):
            page.write_text(page.read_text(encoding="utf-8") + f"<!-- {mark} -->", encoding="utf-8")
            page.with_name(f"{page.name}.gz").write_bytes(gzip.compress(page.read_bytes(), 1, mtime=0))

    releasing.publish(folder, build, keep=20)
"""
# Twenty releases are kept: they come every few milliseconds, and a reader's asset stays as long as its release does.
READERS = 3


@dataclass(frozen=True)
class Reading:
    """What a reader was given: a file of the site as it came over the wire, by the sum of its bytes."""

    path: str
    status: int
    sum: str
    page: "Reading | None" = None


@dataclass
class Outcome:
    """What happened: kills by signal, those that left an unfinished release, readings, what was wrong with them."""

    kills: Counter[str] = field(default_factory=Counter)
    unfinished: int = 0
    releases: int = 0
    seen: int = 0
    pages: int = 0
    assets: int = 0
    wrong: list[str] = field(default_factory=list)


def inject(source: Path, folder: Path, state: Path, *, kills: int, seed: int) -> Outcome:
    """Publishes copies of the site `source` into `folder` and kills every run of it at a moment that `seed` decides.

    Then publishes once more and lets that run end. Nothing may be wrong in what comes back.
    """
    chosen = random.Random(seed)
    outcome = Outcome()
    took = _publish_once(source, folder, "first")
    with nginx(folder, state) as server, _manifests(folder) as manifests, _readers(server, source, seed) as readings:
        for count in range(kills):
            how = chosen.choice((signal.SIGKILL, signal.SIGTERM))
            running = _start(source, folder, f"run{count}", 1000)
            running.stdout.readline()
            time.sleep(chosen.uniform(0, 1.6 * took))
            running.send_signal(how)
            running.wait()
            running.stdout.close()
            outcome.kills[how.name] += 1
            outcome.unfinished += any((folder / releasing.RELEASES).glob(".new-*"))
            outcome.wrong += [f"after kill {count}: {line}" for line in _unsound(folder)]
        _publish_once(source, folder, "last")
        time.sleep(0.1)
    outcome.wrong += _unsound(folder) + _leftovers(folder)
    outcome.wrong += judge(readings, manifests.values())
    outcome.releases = len(manifests)
    outcome.pages = sum(one.page is None for one in readings)
    outcome.assets = len(readings) - outcome.pages
    outcome.seen = sum(
        any(stated.get(one.path) == one.sum for one in readings if one.page is None) for stated in manifests.values()
    )
    return outcome


def judge(readings: list[Reading], manifests: Iterable[dict[str, str]]) -> list[str]:
    """What is wrong with readings: nothing where each is, byte for byte, a file of one release, and an asset one of the
    release that its page is of. A manifest is the sums of a release's files by path.
    """
    known = {(path, total): stated for stated in manifests for path, total in stated.items()}
    wrong = []
    for one in readings:
        page = one.page or one
        if one.status != 200:
            wrong.append(f"{one.path}: {one.status}")
        elif (stated := known.get((page.path, page.sum))) is None:
            wrong.append(f"{page.path}: of no release")
        elif stated.get(one.path) != one.sum:
            wrong.append(f"{one.path}: not of the release of {page.path}")
    return wrong


def _start(source: Path, folder: Path, name: str, most: int) -> subprocess.Popen:
    command = [sys.executable, "-c", PUBLISHER, str(folder), str(source), name, str(most)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)


def _publish_once(source: Path, folder: Path, name: str) -> float:
    """Publishes and waits for the end; returns how long the publishing itself took."""
    running = _start(source, folder, name, 1)
    running.stdout.readline()
    begun = time.monotonic()
    assert running.wait() == 0
    running.stdout.close()
    return time.monotonic() - begun


def _unsound(folder: Path) -> list[str]:
    """What is wrong with the releases: one is served, and all are whole, so that one can go back to each."""
    served = releasing.current(folder)
    releases = [one for one in (folder / releasing.RELEASES).iterdir() if not one.name.startswith(".")]
    wrong = [str(fault) for one in releases for fault in manifest.differences(str(one), manifest.read(str(one)))]
    return wrong if served in releases else [*wrong, "nothing is served"]


def _leftovers(folder: Path) -> list[str]:
    """What a plain run should have cleared away, and assets that no release has."""
    left = [file.name for file in (folder / releasing.RELEASES).glob(".*")]
    has = {file.name for file in (folder / releasing.RELEASES).glob("*/assets/*.css")}
    return [f"left: {name}" for name in left + sorted({one.name for one in (folder / "assets").glob("*.css")} ^ has)]


@contextmanager
def _manifests(folder: Path) -> Iterator[dict[str, dict[str, str]]]:
    """Collects the manifest of every release while it is there."""
    found: dict[str, dict[str, str]] = {}
    over = threading.Event()

    def watch() -> None:
        while True:
            last = over.is_set()
            for file in (folder / releasing.RELEASES).glob(f"*/{manifest.NAME}"):
                if file.parent.name not in found:
                    lines = file.read_text(encoding="utf-8").splitlines()
                    found[file.parent.name] = dict(reversed(line.split("  ", 1)) for line in lines)
            if last:
                return
            time.sleep(0.005)

    with _running([watch], over):
        yield found


@contextmanager
def _readers(server: Server, source: Path, seed: int) -> Iterator[list[Reading]]:
    """Readers who fetch random pages, and then the asset that the page they were given is marked with."""
    names = sorted(file.relative_to(source).as_posix() for file in source.rglob("*.html"))
    readings: list[Reading] = []
    over = threading.Event()

    def read(number: int) -> None:
        chosen = random.Random(seed * READERS + number)
        while not over.is_set():
            connection = HTTPConnection("127.0.0.1", server.port, timeout=10)
            page, body = _fetch(connection, chosen.choice(names), packed=chosen.random() < 0.5)
            readings.append(page)
            if page.status == 200 and not page.path.endswith(".gz"):
                mark = body.rpartition(b"<!-- ")[2].removesuffix(b" -->").decode(errors="replace")
                readings.append(_fetch(connection, f"assets/{mark}.css", page=page)[0])
            connection.close()

    with _running([lambda number=number: read(number) for number in range(READERS)], over):
        yield readings


def _fetch(
    connection: HTTPConnection, path: str, *, packed: bool = False, page: Reading | None = None
) -> tuple[Reading, bytes]:
    connection.request("GET", f"/{path}", headers={"Accept-Encoding": "gzip"} if packed else {})
    answer = connection.getresponse()
    body = answer.read()
    named = f"{path}.gz" if answer.headers["Content-Encoding"] == "gzip" else path
    return Reading(named, answer.status, hashlib.sha256(body).hexdigest(), page), body


@contextmanager
def _running(tasks: list, over: threading.Event) -> Iterator[None]:
    """Runs tasks in threads until `over`; a task that failed fails the whole."""
    failed: list[BaseException] = []

    def guarded(task) -> None:
        try:
            task()
        except Exception as error:
            failed.append(error)

    threads = [threading.Thread(target=guarded, args=[task]) for task in tasks]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        over.set()
        for thread in threads:
            thread.join()
    if failed:
        raise failed[0]
