"""What many tests share: the shipped data, small data to spoil, the built site, a browser."""

import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from gongkai import checks, source
from gongkai.faults import Fault
from gongkai.locking import alone
from gongkai.model import Announcement
from gongkai.search.corpus import Corpus
from gongkai.search.documents import documents, written_pages

ROOT = Path(__file__).parents[1]
SHIPPED = ROOT / "data" / "issues.yaml"
RECEIVED = ROOT / "data" / "announcement.txt"

settings.register_profile("gongkai", deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
settings.load_profile("gongkai")

SMALL = """\
announcement:
  issuer: 某镇党委
  published: null
  inspection:
    inspectors: 某巡察组
    period: {from: 2023-04-17, to: 2023-05-31}
    feedback: 2023-07-26
    places: [甲村, 乙村]
  preamble: 2023年4月17日至5月31日，某巡察组对某镇党委及甲村、乙村进行了巡察。2023年7月26日反馈了意见。
parts:
  - title: 提高认识
    sections:
      - number: 1
        title: 精心部署
        text: 召开会议。
  - title: 逐条整改
    missing: [2]
    categories:
      - number: 1
        slug: traffic
        title: 关于交通方面
        issues:
          - number: 1
            problem: 停车难
            measures:
              - text: 加快建设停车场。
                status: ongoing
                evidence: 加快建设停车场
              - text: 加强管理。
          - number: 3
            problem: 道路破损
            counted: false
            measures:
              - text: 已修复道路。
                status: done
                evidence: 已修复道路
"""

SMALL_RECEIVED = """\
2023年4月17日至5月31日,某巡察组对某镇党委及甲村、乙村进行了巡察。2023年7月26日反馈了意见。
一、提高认识
(一)精心部署。召开会议。
二、逐条整改
(一)关于交通方面
1.针对“停车难”的问题,一是加快建设停车场。二是加强管理。
3.针对“道路破损”的问题,已修复道路。
"""


UPDATE = """\
                updates:
                  - date: 2024-03-01
                    status: done
                    text: 沿线新增公共停车位，比特币<b>不相干</b>。
                    source: 镇政府网站公告
"""


# The small announcement as an office keeps it: with fields of its own, an update, and a comment on a line.
LEDGER = SMALL.replace(
    "              - text: 加强管理。\n",
    """\
              - text: 加强管理。  # 原文如此
                leader: 张三
                unit: 镇城建办
                deadline: 2024年6月30日
                note: 每月报一次
""",
) + UPDATE.replace("，比特币<b>不相干</b>", "")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder with data/announcement.txt of the small announcement."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "announcement.txt").write_text(SMALL_RECEIVED, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def check(folder: Path) -> Callable[..., list[Fault]]:
    """Checks the small data with some of its text replaced; every replacement must apply."""

    def checked(*replacements: tuple[str, str]) -> list[Fault]:
        text = SMALL
        for old, new in replacements:
            assert old in text
            text = text.replace(old, new, 1)
        Path("data/issues.yaml").write_text(text, encoding="utf-8")
        return checks.run(Path("data/issues.yaml"))[1]

    return checked


@pytest.fixture(scope="session")
def announcement() -> Announcement:
    """The announcement that is shipped."""
    return source.load(SHIPPED).announcement


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    """All that is searched on the shipped site."""
    loaded = source.load(SHIPPED)
    return Corpus(documents(loaded.announcement, loaded.glossary, written_pages(ROOT / "content")))


@pytest.fixture(scope="session")
def updated() -> Corpus:
    """The shipped announcement as it might be searched later: issue 19 has news of 停车位, a word of issue 20."""
    loaded = source.load(SHIPPED)
    text = SHIPPED.read_text(encoding="utf-8")
    first = next(issue for issue in loaded.announcement.issues if issue.number == 19).measures[0]
    evidence = f"                evidence: {first.evidence}\n"
    assert text.count(evidence) == 1
    announcement = source.parse(str(SHIPPED), text.replace(evidence, evidence + UPDATE)).announcement
    return Corpus(documents(announcement, loaded.glossary))


def copy_project(target: Path) -> Path:
    """A copy of what a site is built from, to spoil or to serve."""
    for name in ("content", "data", "hooks", "overrides"):
        shutil.copytree(ROOT / name, target / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", target)
    return target


def build(project: Path, output: Path) -> subprocess.CompletedProcess[str]:
    """Builds a project's site as `make site` does."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(output)]
    return subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """The shipped announcement's site, built once for all workers. No test changes it."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if hasattr(request.config, "workerinput") else base
    output = shared / "shipped"
    with alone(shared):
        if not output.exists():
            finished = build(ROOT, shared / "building")
            assert finished.returncode == 0, finished.stderr
            (shared / "building").rename(output)
    return output


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *arguments: object) -> None:
        """Tests print what fails, not what is fetched."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serves a folder; gives its address, with a slash at the end."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the built site is served."""
    with served(site) as at:
        yield at


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """A real Chromium."""
    from playwright.sync_api import sync_playwright

    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    quiet = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    flags = [*quiet.split(), "--disable-component-update", "--disable-sync"]
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=found, args=flags)
        yield launched
        launched.close()
