"""`gongkai publish` as staff run it: the same data gives the same bytes anywhere, and nothing unchecked is served."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import copy_project

from gongkai import manifest
from gongkai.cli import main

GONGKAI = Path(sys.executable).parent / "gongkai"
ADDRESS = "https://example.gov.cn/%E6%95%B4%E6%94%B9/"  # as one copies it out of a browser

# Read by every Python that starts: another day, and folders that list their files backwards.
OTHERWISE = """
import os, time
moved = time.time
time.time = lambda: moved() + 400 * 86400
localtime, gmtime = time.localtime, time.gmtime
time.localtime = lambda seconds=None: localtime(time.time() if seconds is None else seconds)
time.gmtime = lambda seconds=None: gmtime(time.time() if seconds is None else seconds)
listdir, scandir = os.listdir, os.scandir
os.listdir = lambda *given: sorted(listdir(*given), reverse=True)
class Backwards:
    def __init__(self, *given):
        with scandir(*given) as found:
            self.entries = iter(sorted(found, key=lambda entry: entry.name, reverse=True))
    def __iter__(self): return self
    def __next__(self): return next(self.entries)
    def __enter__(self): return self
    def __exit__(self, *ignored): self.close()
    def close(self): pass
os.scandir = Backwards
print("otherwise", file=open(os.environ["STARTED"], "a"))
"""


@pytest.fixture(scope="module")
def projects(tmp_path_factory) -> list[Path]:
    """The same project in two folders, published with everything different that must not matter."""
    one, two = tmp_path_factory.mktemp("a"), tmp_path_factory.mktemp("b") / "另一个 文件夹"
    two.mkdir()
    (two.parent / "python").mkdir()
    (two.parent / "python" / "sitecustomize.py").write_text(OTHERWISE, encoding="utf-8")
    for project in (one, two):
        copy_project(project)
        (project / "www").mkdir()
        (project / "content/办事指南").mkdir()
        (project / "content/办事指南/停车 (一).md").write_text("# 停车\n\n填[申请表](申请表.txt)。\n", encoding="utf-8")
        (project / "content/办事指南/申请表.txt").write_text("姓名\n", encoding="utf-8")
    for file in two.rglob("*"):
        os.utime(file, (1_000_000_000, 1_000_000_000))
    usual = {"LC_ALL": "C.UTF-8", "TZ": "UTC", "PYTHONHASHSEED": "1"}
    other = {
        "LC_ALL": "C",
        "PYTHONUTF8": "0",  # names are read as ASCII, as a locale of GBK reads them as GBK
        "TZ": "Asia/Shanghai",
        "PYTHONHASHSEED": "2",
        "STARTED": str(two.parent / "started"),
    }
    other["PYTHONPATH"] = str(two.parent / "python")
    running = [
        subprocess.Popen(
            [GONGKAI, "publish", "www"],
            cwd=project,
            env=os.environ | {"SITE_URL": ADDRESS} | more,
            umask=umask,
            stdout=-1,
            stderr=-1,
        )
        for project, more, umask in ((one, usual, 0o022), (two, other, 0o077))
    ]
    for process in running:
        printed = process.communicate()
        assert process.returncode == 0, printed
    assert (two.parent / "started").read_text().count("otherwise") >= 2
    return [one, two]


@pytest.fixture(autouse=True)
def _address(monkeypatch):
    monkeypatch.setenv("SITE_URL", ADDRESS)


def current(project: Path) -> Path:
    return project / "www" / "current"


def test_the_same_data_gives_the_same_bytes_whenever_wherever_and_however_it_is_published(projects):
    one, two = ((current(project) / manifest.NAME).read_text(encoding="utf-8") for project in projects)
    assert one.splitlines() == two.splitlines()
    assert {".gz", ".br"} <= {Path(line).suffix for line in one.splitlines()}
    assert [manifest.differences(str(current(project)), one) for project in projects] == [[], []]
    releases = [os.readlink(current(project)) for project in projects]
    assert releases[0].rpartition("-")[2] == releases[1].rpartition("-")[2] == manifest.short(one)


def test_what_make_site_gives_and_ci_publishes_is_the_release_itself(projects, monkeypatch):
    project = projects[0]
    monkeypatch.chdir(project)
    assert main(["build"]) == 0
    assert Path("site", manifest.NAME).read_bytes() == (current(project) / manifest.NAME).read_bytes()
    assert main(["verify", "site", "--manifest"]) == 0


def test_the_web_server_can_read_a_release_whatever_the_umask(projects):
    for project in projects:
        release = current(project).resolve()
        assert {one.stat().st_mode & 0o777 for one in [release, *release.rglob("*")] if one.is_dir()} == {0o755}
        assert {one.stat().st_mode & 0o777 for one in release.rglob("*") if one.is_file()} == {0o644}
        assert release.parent.stat().st_mode & 0o777 == 0o755


def test_what_fails_the_check_the_build_or_the_verification_is_not_served(projects, monkeypatch, capsys):
    project = projects[0]
    monkeypatch.chdir(project)
    before = os.readlink(current(project))
    for file, old, new, said in (
        ("data/issues.yaml", "停车难问题", "停车问题", "[mirror]"),
        ("content/about.md", "# ", "# TODO ", "[placeholder]"),
        ("overrides/bodies/home.html", "{{ words }}", "{% if %}", "没有建成"),
    ):
        good = (project / file).read_text(encoding="utf-8")
        (project / file).write_text(good.replace(old, new, 1), encoding="utf-8")
        assert main(["publish", "www"]) == 1
        (project / file).write_text(good, encoding="utf-8")
        assert said in "".join(capsys.readouterr())
        assert os.readlink(current(project)) == before
        assert len(list((project / "www" / "releases").iterdir())) == 1
