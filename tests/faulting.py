"""`gongkai publish` killed at random moments of its whole run, while readers fetch pages through nginx all the while.

Shared by tests/test_faults_injected.py and bench/faults.py.
"""

import gzip
import hashlib
import os
import random
import re
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

GONGKAI = Path(sys.executable).parent / "gongkai"
# A part of the style sheet that every page names. It is marked before each run, so that no two releases share a page.
SHEET = Path("overrides/assets/stylesheets/paper.css")
NAMED_SHEET = re.compile(rb"assets/stylesheets/site\.[0-9a-f]{8}\.css")
KEEP = 4
READERS = 3
AT_THE_SWITCH = 0.3


@dataclass(frozen=True)
class Reading:
    """What a reader was given: a file of the site as it came over the wire, by the sum of its bytes."""

    path: str
    status: int
    sum: str
    page: "Reading | None" = None


@dataclass
class Outcome:
    """What happened: kills by signal, those that left an unfinished release, runs that ended before they were killed,
    readings, what was wrong with them.
    """

    kills: Counter[str] = field(default_factory=Counter)
    unfinished: int = 0
    ended: int = 0
    releases: int = 0
    seen: int = 0
    pages: int = 0
    assets: int = 0
    wrong: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Course:
    """How long a whole run takes, and how much of it is left when the built site is verified and the switch begins."""

    whole: float
    switching: float


def inject(project: Path, folder: Path, state: Path, *, kills: int, seed: int) -> Outcome:
    """Publishes the site of `project` into `folder` and kills every run of it at a moment that `seed` decides.

    Then publishes once more and lets that run end. Nothing may be wrong in what comes back.
    """
    chosen = random.Random(seed)
    outcome = Outcome()
    publisher = _Publisher(project, folder, state / "printed")
    course = publisher.run_to_its_end("first")
    with nginx(folder, state) as server, _manifests(folder) as manifests, _readers(server, folder, seed) as readings:
        for count in range(kills):
            how = chosen.choice((signal.SIGKILL, signal.SIGTERM))
            while publisher.run_and_kill(f"run{count}", how, course, chosen) is None:
                outcome.ended += 1
            outcome.kills[how.name] += 1
            outcome.unfinished += any((folder / releasing.RELEASES).glob(".new-*"))
            outcome.wrong += [f"after kill {count}: {line}" for line in publisher.unsound()]
        publisher.run_to_its_end("last")
        time.sleep(0.1)
    outcome.wrong += publisher.unsound() + _leftovers(folder)
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


class _Publisher:
    """Runs the command as staff do, each time on a site that differs in every page."""

    def __init__(self, project: Path, folder: Path, printed: Path) -> None:
        self.project, self.folder, self.printed = project, folder, printed
        self.sheet = (project / SHEET).read_text(encoding="utf-8")

    def run_to_its_end(self, mark: str) -> Course:
        begun = time.monotonic()
        running, before = self._start(mark)
        self._await_the_switch(running, before)
        switching = time.monotonic()
        assert running.wait() == 0, self.printed.read_text(encoding="utf-8")
        return Course(time.monotonic() - begun, time.monotonic() - switching)

    def run_and_kill(self, mark: str, how: signal.Signals, course: Course, chosen: random.Random) -> int | None:
        """At any moment before what is served changes, or of the part in which it does. What the run started dies
        with it, or goes on, as the signal goes to all of it or to the command alone. None where it ended by itself.
        """
        running, before = self._start(mark)
        if chosen.random() < AT_THE_SWITCH:
            self._await_the_switch(running, before)
            time.sleep(chosen.uniform(0, 1.2 * course.switching))
        else:
            time.sleep(chosen.uniform(0, course.whole - course.switching))
        if running.poll() is not None:
            return None
        (os.killpg if chosen.random() < 0.5 else os.kill)(running.pid, how)
        return running.wait()

    def _start(self, mark: str) -> tuple[subprocess.Popen, set[Path]]:
        before = self._verified()
        (self.project / SHEET).write_text(f"{self.sheet}/* {mark} */\n", encoding="utf-8")
        command = [GONGKAI, "publish", self.folder, "--keep", str(KEEP)]
        with self.printed.open("w", encoding="utf-8") as printed:
            running = subprocess.Popen(
                command, cwd=self.project, stdout=printed, stderr=printed, start_new_session=True
            )
        return running, before

    def _await_the_switch(self, running: subprocess.Popen, before: set[Path]) -> None:
        while running.poll() is None and self._verified() <= before:
            time.sleep(0.003)

    def _verified(self) -> set[Path]:
        """The manifests of sites that are verified and not yet served, of killed runs too."""
        return set((self.folder / releasing.RELEASES).glob(f".new-*/{manifest.NAME}"))

    def unsound(self) -> list[str]:
        """What is wrong after a run: one release is served, and all are whole, so that one can go back to each; the
        run printed nothing that staff could not read.
        """
        served = releasing.current(self.folder)
        releases = [one for one in (self.folder / releasing.RELEASES).iterdir() if not one.name.startswith(".")]
        wrong = [str(fault) for one in releases for fault in manifest.differences(str(one), manifest.read(str(one)))]
        if served not in releases:
            wrong.append("nothing is served")
        if "Traceback" in (printed := self.printed.read_text(encoding="utf-8")):
            wrong.append(printed)
        return wrong


def _leftovers(folder: Path) -> list[str]:
    """What a plain run should have cleared away, and assets that no release has."""
    left = [file.name for file in (folder / releasing.RELEASES).glob(".*")]
    has = {name for release in (folder / releasing.RELEASES).iterdir() for name in _assets(release)}
    return [f"left: {name}" for name in left + sorted(has ^ _assets(folder))]


def _assets(folder: Path) -> set[str]:
    return {file.relative_to(folder).as_posix() for file in (folder / "assets").rglob("*") if file.is_file()}


@contextmanager
def _manifests(folder: Path) -> Iterator[dict[str, dict[str, str]]]:
    """Collects the manifest of every release while it is there."""
    found: dict[str, dict[str, str]] = {}
    over = threading.Event()

    def watch() -> None:
        while True:
            last = over.is_set()
            for file in (folder / releasing.RELEASES).glob(f"2*/{manifest.NAME}"):
                if file.parent.name not in found:
                    lines = file.read_text(encoding="utf-8").splitlines()
                    found[file.parent.name] = dict(reversed(line.split("  ", 1)) for line in lines)
            if last:
                return
            time.sleep(0.02)

    with _running([watch], over):
        yield found


@contextmanager
def _readers(server: Server, folder: Path, seed: int) -> Iterator[list[Reading]]:
    """Readers who fetch random pages, half of them compressed, and then the style sheet that the page names."""
    current = folder / releasing.CURRENT
    names = sorted(file.relative_to(current).as_posix() for file in current.rglob("*.html"))
    readings: list[Reading] = []
    over = threading.Event()

    def read(number: int) -> None:
        chosen = random.Random(seed * READERS + number)
        while not over.is_set():
            connection = HTTPConnection("127.0.0.1", server.port, timeout=10)
            page, body = _fetch(connection, chosen.choice(names), packed=chosen.random() < 0.5)
            readings.append(page)
            if page.status == 200:
                plain = gzip.decompress(body) if page.path.endswith(".gz") else body
                (sheet,) = set(NAMED_SHEET.findall(plain))
                readings.append(_fetch(connection, sheet.decode(), page=page)[0])
            connection.close()
            time.sleep(0.03)

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
