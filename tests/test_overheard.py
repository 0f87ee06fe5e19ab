"""While it serves, the site of a folder says what a build would say, when a build has ended, and nothing else."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

from gongkai.cli import main
from gongkai.overheard import told

BUILT = "INFO    -  Documentation built in 0.52 seconds\n"
NO_FILE = "WARNING -  Doc file 'a.md' contains a link 'b.md', but the target is not found among documentation files.\n"
BROKEN_LINK = (
    "content/a.md:1:1: 链接打不开：没有“b.md” [link-broken]\n"
    "    改成 content/ 里的文件名（如 about.md#小标题），或删去这个链接\n"
)
STUCK = "网页没有更新，浏览器里仍是原来的；改好以后会自动更新\n"


def heard(text: str, folder: Path) -> str:
    return "".join(told(text.splitlines(keepends=True), folder))


def test_each_build_tells_its_own_faults(tmp_path):
    assert heard(f"INFO    -  Building documentation...\n{NO_FILE}{BUILT}{BUILT}", tmp_path) == BROKEN_LINK
    assert heard((NO_FILE + BUILT) * 2, tmp_path) == BROKEN_LINK * 2


def test_what_the_web_server_says_is_left_out(tmp_path):
    said = (
        "INFO    -  [13:10:01] Serving on http://127.0.0.1:8000/\n"
        'WARNING -  [13:10:02] "GET /favicon.ico HTTP/1.1" code 404\n'
    )
    assert heard(said + BUILT, tmp_path) == ""


def test_a_fault_of_the_data_is_passed_on(tmp_path):
    fault = "data/issues.yaml:3:1: 没有这个键 [unknown-key]\n    删去\n"
    assert heard(fault + BUILT, tmp_path) == fault


def test_a_build_that_breaks_off_is_told_without_its_traceback(tmp_path):
    (tmp_path / "content").mkdir()
    (tmp_path / "content/a.md").write_text("# 页\n", encoding="utf-8")
    said = (
        "ERROR   -  Error reading page 'a.md': bad\n"
        'Traceback (most recent call last):\n  File "/srv/build.py", line 1, in f\nValueError: bad\n'
        "ERROR   -  [13:10:03] An error happened during the rebuild. The server will appear stuck until …\n"
    )
    fault = "content/a.md:1:1: 生成这一页时出错：bad [page-fails]\n    技术人员看详情：gongkai build --details\n"
    assert heard(said, tmp_path) == fault + STUCK
    settings = (
        "ERROR   -  Config value 'foo': Unrecognised configuration name: foo\nAborted with a configuration error!\n"
    )
    assert heard(settings, tmp_path) == (
        "mkdocs.yml:1:1: 没有这一项设置：foo [setting-wrong]\n    核对写法，或删去这一行\n"
    )


def test_a_site_that_is_served_names_its_broken_links_and_ends_at_once(folder):
    assert main(["new", "网站", "--from", "data/announcement.txt"]) == 0
    page = Path("网站/content/about.md")
    page.write_text("# 页\n\n[甲](gone.md)\n", encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    command = [Path(sys.executable).with_name("gongkai"), "serve", address]
    serving = subprocess.Popen(command, cwd="网站", stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    lines = iter(serving.stderr.readline, "")
    assert next(line for line in lines if "link-broken" in line).startswith("content/about.md:3:5: 链接打不开")
    os.kill(serving.pid, signal.SIGINT)
    assert "Traceback" not in serving.communicate(timeout=20)[1]  # and the one that tells has ended too
