"""`make serve` for staff: save the data and the page follows; a fault shows over the last good page."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import copy_project

PATIENCE = 30_000


def _heed_interrupts() -> None:
    """Also where whoever runs the tests ignores them, as shells do for what they run in the background."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def start(project: Path) -> tuple[subprocess.Popen, str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", "--livereload", "--dev-addr", f"127.0.0.1:{port}"]
    server = subprocess.Popen(
        command, cwd=project, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, preexec_fn=_heed_interrupts
    )
    os.set_blocking(server.stderr.fileno(), False)
    base = f"http://127.0.0.1:{port}/"
    deadline = time.monotonic() + PATIENCE / 1000
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(base, timeout=5):
                return server, base
        except OSError:
            time.sleep(0.2)
    server.terminate()
    raise AssertionError(f"the server did not start: {server.stderr.read()}")


@pytest.fixture
def served(tmp_path) -> Iterator[tuple[Path, str]]:
    project = copy_project(tmp_path)
    server, base = start(project)
    yield project / "data" / "issues.yaml", base
    server.send_signal(signal.SIGINT)
    server.wait()


def save(data: Path, old: str, new: str) -> None:
    text = data.read_text(encoding="utf-8")
    assert old in text
    data.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_page_follows_the_data_and_shows_its_faults(served, browser):
    data, base = served
    page = browser.new_page()
    page.goto(base + "issues/20/")
    assert page.locator(".faults").count() == 0

    save(data, "status: ongoing\n                evidence: 加快完善公共停车设施", "status: stated")
    page.wait_for_function("!document.querySelector('mark')", timeout=PATIENCE)

    save(data, "slug: traffic", "slug: 交通")
    page.wait_for_selector(".faults", timeout=PATIENCE)
    command = [str(Path(sys.executable).parent / "gongkai"), "check"]
    printed = subprocess.run(command, cwd=data.parents[1], capture_output=True, text=True, check=False).stdout
    assert "data/issues.yaml" in printed
    assert page.inner_text(".faults pre").split() == printed.split()
    assert "停车难问题解决不到位" in page.inner_text("h1")
    page.goto(base + "progress/")
    assert page.locator(".faults").count() == 1

    save(data, "slug: 交通", "slug: traffic")
    page.wait_for_function("!document.querySelector('.faults')", timeout=PATIENCE)
    assert page.locator("table.all-issues tbody tr").count() == 32
    page.close()


def test_serving_starts_with_faulty_data_and_recovers(tmp_path, browser):
    project = copy_project(tmp_path)
    data = project / "data" / "issues.yaml"
    save(data, "announcement:", "announcement：")
    server, base = start(project)
    page = browser.new_page()
    page.goto(base)
    assert "键后面用了全角冒号" in page.inner_text(".faults pre")
    save(data, "announcement：", "announcement:")
    page.wait_for_function("!document.querySelector('.faults')", timeout=PATIENCE)
    assert page.locator(".cards li").count() == 19
    page.close()
    server.send_signal(signal.SIGINT)
    server.wait()
