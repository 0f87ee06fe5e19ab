"""Publishing cannot go wrong: `current` is always one whole release, whatever happens and whenever."""

import errno
import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from gongkai import manifest, releasing

START = datetime(2024, 3, 1, tzinfo=UTC)


def site(words: str):
    """A build of two files that must never be seen apart."""

    def build(folder: Path) -> None:
        for name in ("a.html", "b.html"):
            (folder / name).write_text(words, encoding="utf-8")

    return build


def untouched(copy: Path) -> bool:
    return manifest.differences(str(copy), manifest.read(str(copy))) == []


def served(folder: Path) -> str:
    words = {file.read_text(encoding="utf-8") for file in (folder / "current").glob("*.html")}
    assert len(words) == 1
    assert untouched(folder / "current")
    return words.pop()


def publish(folder: Path, count: int, **more) -> Path:
    return releasing.publish(folder, site(f"第{count}版"), now=START + timedelta(days=count), **more)


def test_a_release_is_served_through_a_relative_link_and_can_be_moved(tmp_path):
    folder = tmp_path / "www"
    folder.mkdir()
    release = publish(folder, 1)
    assert release.name.startswith("20240302T000000Z-")
    assert not os.path.isabs(os.readlink(folder / "current"))
    folder.rename(tmp_path / "elsewhere")
    assert served(tmp_path / "elsewhere") == "第1版"


def test_the_last_releases_stay_and_the_served_one_always(tmp_path):
    for count in range(1, 6):
        publish(tmp_path, count, keep=3)
    assert len(list((tmp_path / "releases").iterdir())) == 3
    assert releasing.rollback(tmp_path).name.startswith("20240305")
    assert served(tmp_path) == "第4版"
    releasing.rollback(tmp_path)
    assert served(tmp_path) == "第3版"
    with pytest.raises(releasing.Refused, match="没有更早的版本"):
        releasing.rollback(tmp_path)
    assert served(tmp_path) == "第3版"


@pytest.mark.parametrize(
    "error", [OSError(errno.ENOSPC, "full"), OSError(errno.EROFS, "read-only"), KeyboardInterrupt()]
)
def test_a_build_that_fails_leaves_what_was_served(tmp_path, error):
    publish(tmp_path, 1)

    def build(folder: Path) -> None:
        (folder / "a.html").write_text("半个", encoding="utf-8")
        raise error

    with pytest.raises(type(error)):
        releasing.publish(tmp_path, build)
    assert served(tmp_path) == "第1版"
    assert len(list((tmp_path / "releases").iterdir())) == 1


def test_two_at_once_are_refused_and_the_lock_goes_with_its_process(tmp_path):
    def build(folder: Path) -> None:
        with pytest.raises(releasing.Refused, match="另一个发布正在进行"):
            publish(tmp_path, 2)
        site("第1版")(folder)

    releasing.publish(tmp_path, build)
    assert served(tmp_path) == "第1版"


def test_a_missing_folder_is_said(tmp_path):
    with pytest.raises(releasing.Refused, match="请先建好"):
        publish(tmp_path / "没有", 1)


SLOWLY = """
import sys, time
from pathlib import Path
from gongkai import manifest, releasing
count = 0
while True:
    count += 1
    def build(folder):
        for name in ("a.html", "b.html"):
            (folder / name).write_text(sys.argv[2] + str(count), encoding="utf-8")
            time.sleep(0.002)
    releasing.publish(Path(sys.argv[1]), build, keep=3)
"""


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_a_run_killed_at_any_moment_leaves_one_whole_release(tmp_path, how):
    publish(tmp_path, 1)
    for moment in range(12):
        running = subprocess.Popen([sys.executable, "-c", SLOWLY, str(tmp_path), f"{moment}-"])
        time.sleep(0.15 + 0.0037 * moment)
        running.send_signal(how)
        running.wait()
        served(tmp_path)
    publish(tmp_path, 9999)
    assert not (tmp_path / "releases" / ".new").exists()
