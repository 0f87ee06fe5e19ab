"""The last good site stays until a new one is whole."""

import contextlib
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import copy_project

from gongkai import building, shared
from gongkai.cli import main
from gongkai.faults import Refused

DATA = Path("data/issues.yaml")


@pytest.fixture
def project(folder):
    """The folder of a small site, and the site that was last built there."""
    assert main(["new", "网站", "--from", "data/announcement.txt"]) == 0
    last = Path("网站/site")
    last.mkdir()
    (last / "index.html").write_text("上次的", encoding="utf-8")
    (last / "gone.html").write_text("旧", encoding="utf-8")
    return Path("网站")


def left(project: Path) -> set[str]:
    return {one.name for one in project.iterdir() if one.name.startswith((".site", "site"))}


def test_a_new_site_takes_the_place_of_the_last(project):
    assert building.site(project) == project / "site"
    assert main(["verify", "--manifest", str(project / "site")]) == 0
    assert (project / "site/index.html.gz").exists()
    assert (project / "site/index.html.br").exists()
    assert "停车难" in (project / "site/announcement/index.html").read_text(encoding="utf-8")
    assert not (project / "site/gone.html").exists()
    assert left(project) == {"site"}


def test_a_build_that_fails_half_way_leaves_every_file_of_the_last_site(tmp_path, monkeypatch, capfd):
    monkeypatch.chdir(copy_project(tmp_path))
    assert main(["build"]) == 0
    files = {file: file.read_bytes() for file in Path("site").rglob("*") if file.is_file()}
    assert len(files) > 60
    Path("overrides/bodies/glossary.html").write_text("{% if %}", encoding="utf-8")
    Path("content/about.md").write_text("# 别的", encoding="utf-8")
    assert main(["build"]) == 1
    told = capfd.readouterr().err
    assert "overrides/bodies/glossary.html:1:1: 生成 glossary.md 时出错" in told
    assert "Traceback" not in told
    assert told.endswith("没有建成，原来的网站不动\n")
    assert files == {file: file.read_bytes() for file in Path("site").rglob("*") if file.is_file()}
    assert left(Path()) == {"site"}


def test_a_dead_link_that_is_written_as_html_is_no_site(project, capfd):
    page = project / "content/about.md"
    page.write_text('# 关于\n\n说明在<a href="../gone/">这里</a>，那是别处。\n', encoding="utf-8")
    last = Path("网站/site/index.html")
    with contextlib.chdir(project):
        assert main(["build"]) == 1
    told = capfd.readouterr().err
    assert "链接打不开：../gone/ [link-broken]" in told
    assert "（来自 content/about.md:3）" in told
    assert told.endswith("没有建成，原来的网站不动\n")
    assert last.read_text(encoding="utf-8") == "上次的"
    page.write_text('# 关于\n\n说明在<a href="../announcement/">这里</a>，那是全文。\n', encoding="utf-8")
    with contextlib.chdir(project):
        assert main(["build"]) == 0


def test_a_build_that_the_system_ends_says_so_and_leaves_the_last_site(project, monkeypatch):
    monkeypatch.setattr(building, "_mkdocs", lambda *_: [sys.executable, "-c", "import os; os.kill(os.getpid(), 9)"])
    with pytest.raises(Refused, match="被系统结束了（信号 9）：没有建成，原来的网站不动"):
        building.site(project)
    assert (project / "site/index.html").read_text(encoding="utf-8") == "上次的"
    assert left(project) == {"site"}


@pytest.mark.parametrize("lack", [MemoryError(), RuntimeError("can't start new thread")])
def test_a_lack_of_memory_or_threads_is_said_in_one_line(lack, monkeypatch, capsys):
    def fail(**_: object) -> None:
        raise lack

    monkeypatch.setattr(building, "site", fail)
    assert main(["build"]) == 1
    assert capsys.readouterr().err.startswith("内存或可用的进程数不够，没有做完")


@pytest.mark.parametrize("address", ["https://[x/", "https://x:99999999/", "https://例 子/", "www.example.gov.cn"])
def test_an_address_that_is_none_is_said_in_one_line(project, address, monkeypatch, capfd):
    monkeypatch.chdir(project)
    monkeypatch.setenv("SITE_URL", address)
    assert main(["build"]) == 1
    assert (
        capfd.readouterr().err == f"网站的网址（site_url）写错了：{address}。网址以 https:// 和域名开头；也可以先空着\n"
    )
    assert Path("site/gone.html").exists()


def test_faulty_data_leaves_the_last_site(project, monkeypatch, capfd):
    monkeypatch.chdir(project)
    DATA.write_text(DATA.read_text(encoding="utf-8").replace("停车难", "停车"), encoding="utf-8")
    assert main(["build"]) == 1
    told = capfd.readouterr().err
    assert "data/issues.yaml:" in told
    assert "[mirror]" in told
    assert told.endswith("没有建成，原来的网站不动\n")
    assert Path("site/index.html").read_text(encoding="utf-8") == "上次的"
    assert left(Path()) == {"site"}


def test_a_run_killed_between_its_two_renames_is_put_right_by_the_next(project, monkeypatch):
    (project / "site").rename(project / ".site-before")
    (project / ".site-new-1").mkdir()

    def fails(output, folder, **_):
        raise Refused

    monkeypatch.setattr(building, "into", fails)
    with pytest.raises(Refused):
        building.site(project)
    assert (project / "site/index.html").read_text(encoding="utf-8") == "上次的"
    assert left(project) == {"site"}


def test_what_a_killed_run_still_writes_does_not_reach_the_next_site(project, monkeypatch):
    late = project / ".site-new-1/late.html"

    def build(output, folder, **_):
        output.mkdir()
        (output / "index.html").write_text("新", encoding="utf-8")
        late.parent.mkdir(exist_ok=True)
        late.write_text("旧", encoding="utf-8")

    monkeypatch.setattr(building, "into", build)
    building.site(project)
    assert sorted(file.name for file in (project / "site").iterdir()) == ["MANIFEST.sha256", "index.html"]
    assert left(project) == {"site"}


def test_the_editor_has_the_schema_of_the_installed_program(project):
    schema = project / building.SCHEMA
    schema.write_text("{}", encoding="utf-8")
    building.prepare(project)
    assert '"发布单位"' in schema.read_text(encoding="utf-8")


def test_the_checkout_is_not_linked_to_itself():
    building.prepare(shared.folder())
    assert not (shared.folder() / "hooks").is_symlink()


def test_two_at_once_wait_for_each_other(project):
    program = "from gongkai.cli import main; raise SystemExit(main(['build']))"
    running = [subprocess.Popen([sys.executable, "-c", program], cwd=project) for _ in range(2)]
    assert [one.wait() for one in running] == [0, 0]
    assert main(["verify", "--manifest", str(project / "site")]) == 0
    assert left(project) == {"site"}


def test_a_folder_that_is_no_site_is_left_as_it_is(project, monkeypatch, capsys):
    monkeypatch.chdir(project / "content")
    before = sorted(Path().rglob("*"))
    assert main(["build"]) == 1
    assert capsys.readouterr().err.startswith("这里没有网站（缺 mkdocs.yml）；")
    assert sorted(Path().rglob("*")) == before


def test_links_to_the_program_are_renewed_only_where_they_lead_elsewhere(project):
    before = (project / "hooks").lstat()
    building.prepare(project)
    assert (project / "hooks").lstat().st_ino == before.st_ino
    (project / "overrides").unlink()
    (project / "overrides").symlink_to("/gone", target_is_directory=True)
    building.prepare(project)
    assert (project / "overrides/main.html").exists()


def test_broken_links_leave_the_last_site_and_are_named_at_their_lines(project, monkeypatch, capfd):
    monkeypatch.chdir(project)
    page = "# 页\n\n[甲](gone.md)，[乙](index.md#nope)\n\n![丙](logo.png)\n[丁](/abs/)[戊](about/)[己](#zzz)\n"
    Path("content/页.md").write_text(page, encoding="utf-8")
    assert main(["build"]) == 1
    told = capfd.readouterr().err
    assert re.findall(r"^content/页.md:(\d+):(\d+): (.*) \[link-broken\]$", told, re.MULTILINE) == [
        ("3", "5", "链接打不开：没有“gone.md”"),
        ("3", "18", "链接打不开：网页在，但没有“index.md#nope”指的那一处"),
        ("5", "6", "链接打不开：没有“logo.png”"),
        ("6", "5", "链接以“/”开头：“/abs/”，网站放在别的路径下就打不开"),
        ("6", "15", "链接打不开：没有“about/”"),
        ("6", "26", "链接打不开：网页在，但没有“#zzz”指的那一处"),
    ]
    assert "    是不是要写“about.md”？\n" in told
    assert told.endswith("没有建成，原来的网站不动\n")
    assert Path("site/index.html").read_text(encoding="utf-8") == "上次的"


def test_a_broken_link_is_an_annotation_at_its_line_where_a_service_asks_for_it(project, monkeypatch, capfd):
    monkeypatch.chdir(project)
    Path("content/页.md").write_text("# 页\n\n[甲](gone.md)\n", encoding="utf-8")
    assert main(["build", "--format", "github"]) == 1
    lines = capfd.readouterr().err.splitlines()
    assert any(one.startswith("::error file=content/页.md,line=3,col=5,title=link-broken::链接打不开") for one in lines)


@pytest.mark.parametrize(
    ("added", "said"),
    [
        ("foo: [1", "mkdocs.yml:{line}:6: 方括号或花括号没有配对，或其中缺逗号 [unclosed-bracket]"),
        ("foo: 1", "mkdocs.yml:{line}:1: 没有这一项设置：foo [setting-wrong]"),
        ("plugins: [none]", "mkdocs.yml:{line}:1: 没有装这个插件：none [setting-wrong]"),
        ("nav: 4", "mkdocs.yml:{line}:1: nav 应是列表 [setting-wrong]"),
        ("markdown_extensions: [toc: {no: 1}]", "mkdocs.yml:{line}:1: markdown_extensions 里的“toc”或它的选项打不开"),
        ("nav: [关于: gone.md]", "mkdocs.yml:{line}:11: 导航里的“gone.md”打不开 [link-broken]"),
    ],
)
def test_a_wrong_setting_is_named_at_its_line(project, monkeypatch, capfd, added, said):
    monkeypatch.chdir(project)
    settings = Path("mkdocs.yml").read_text(encoding="utf-8")
    Path("mkdocs.yml").write_text(settings + added + "\n", encoding="utf-8")
    assert main(["build"]) == 1
    told = capfd.readouterr().err
    assert said.format(line=settings.count("\n") + 1) in told
    assert told.endswith("没有建成，原来的网站不动\n")
    assert 'File "' not in told


def test_settings_that_cannot_be_read_are_not_shown_either(project, monkeypatch, capfd):
    monkeypatch.chdir(project)
    Path("mkdocs.yml").write_text("site_name: [\n", encoding="utf-8")
    assert main(["serve"]) == 1
    assert "mkdocs.yml:1:12: 方括号或花括号没有配对" in capfd.readouterr().err


def test_technicians_can_see_what_mkdocs_itself_says(project, monkeypatch, capfd):
    monkeypatch.chdir(project)
    Path("content/页.md").write_text("# 页\n\n文字 <![ 写错了\n", encoding="utf-8")
    assert main(["build", "--details"]) == 1
    assert "Error reading page '页.md'" in capfd.readouterr().err
