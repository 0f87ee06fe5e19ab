"""A fault of a built site names the file of content/ that staff can open and mend."""

from dataclasses import replace
from pathlib import Path

import pytest
from conftest import copy_project

from gongkai.cli import main
from gongkai.faults import Fault
from gongkai.origins import named

ONE = Fault("/srv/www/releases/.new-x/index.html", 135, 4, "placeholder", "没写完", "写完")
BUILT = Path("/srv/www/releases/.new-x")


@pytest.fixture
def content(tmp_path, monkeypatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("index.md", "页.md", "帮助/index.md", "帮助/README.md", "assets/图.png", "a.txt"):
        Path("content", name).parent.mkdir(parents=True, exist_ok=True)
        Path("content", name).touch()
    return Path("content")


@pytest.mark.parametrize(
    ("built", "origin"),
    [
        ("index.html", "（来自 content/index.md）"),
        ("页/index.html", "（来自 content/页.md）"),
        ("帮助/index.html", "（来自 content/帮助/index.md）"),
        ("assets/图.0123abcd.png", "（来自 content/assets/图.png）"),
        ("a.txt", "（来自 content/a.txt）"),
        ("issues/20/index.html", ""),
        ("assets/site.0123abcd.css", ""),
    ],
)
def test_a_place_is_named_below_the_site_and_with_its_origin(content, built, origin):
    (found,) = named([replace(ONE, file=str(BUILT / built))], BUILT, Path(), Path("site"))
    assert found.file == f"site/{built}"
    assert found.advice == f"写完{origin}"
    assert (found.line, found.column, found.message) == (135, 4, "没写完")


def test_what_is_no_file_of_the_site_is_named_as_it_is(content):
    elsewhere = replace(ONE, file="data/announcement.txt")
    assert named([elsewhere], BUILT, Path(), Path("site")) == [elsewhere]


WRITTEN = """\
# 页

先看提示。

!!! tip "提示"
    先预约。

!!! note "提示"

## 提示

<p lang='cn'>中</p>

- 一
"""
SHOWN = """\
<nav><h2>先看提示。</h2></nav><main>
<h1>页</h1>
<p>先看提示。</p>
<div class="admonition tip">
<p class="admonition-title">提示</p>
<p>先预约。</p>
</div>
<div class="admonition note">
<p class="admonition-title">提示</p>
</div>
<h2>提示</h2>
<p lang='cn'>中</p>
<ul><li>一</li></ul>
</main>"""


@pytest.mark.parametrize(
    ("stands", "lines"),
    [
        ('<div class="admonition note">', ":8"),
        ("<h2>提示", ":10"),
        ("<p lang", ":12"),
        ("<p>先看", ":3"),
        ("<li>一", ":14"),
        ("<nav>", ""),
    ],
)
def test_the_line_of_a_page_is_found_by_what_stands_at_the_place(content, tmp_path, stands, lines):
    Path("content/页.md").write_text(WRITTEN, encoding="utf-8")
    built = tmp_path / "site/页/index.html"
    built.parent.mkdir(parents=True)
    built.write_text(SHOWN, encoding="utf-8")
    before = SHOWN[: SHOWN.index(stands)]
    line, column = before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1
    fault = Fault(str(built), line, column, "html-invalid", "HTML 写法有误", "改正")
    (found,) = named([fault], tmp_path / "site", Path(), Path("site"))
    assert found.advice == f"改正（来自 content/页.md{lines}）"
    (marked,) = named([fault], tmp_path / "site", Path(), Path("site"), marked=True)
    assert (marked.file, marked.line, marked.column) == ("content/页.md", int(lines[1:] or 1), 1)
    assert marked.advice == f"改正（在建成的 site/页/index.html:{line}）"


def test_what_is_published_as_it_is_is_marked_at_its_own_place(content):
    for name, origin in (("a.txt", "content/a.txt"), ("issues/20/index.html", "site/issues/20/index.html")):
        (marked,) = named([replace(ONE, file=str(BUILT / name))], BUILT, Path(), Path("site"), marked=True)
        assert (marked.file, marked.line, marked.column) == (origin, 135, 4)


def test_what_keeps_a_site_from_being_published_can_be_opened(tmp_path, monkeypatch, capfd):
    monkeypatch.chdir(copy_project(tmp_path))
    Path("content/页.md").write_text("# 页\n\nTODO 这一页还没有写。\n", encoding="utf-8")
    www = tmp_path / "www"
    www.mkdir()
    assert main(["publish", str(www)]) == 1
    told = capfd.readouterr()
    first, advice = told.out.splitlines()
    assert first.startswith("site/页/index.html:")
    assert advice.endswith("（来自 content/页.md:3）")
    assert "没有发布，对外的网页没有变" in told.err
    assert main(["build"]) == 0
    capfd.readouterr()
    assert main(["verify"]) == 1
    assert capfd.readouterr().out == told.out
    assert main(["verify", "--format", "github"]) == 1
    assert capfd.readouterr().out.startswith("::error file=content/页.md,line=3,")
