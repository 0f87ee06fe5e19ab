"""The last good site stays until a new one is whole."""

import subprocess
import sys
from pathlib import Path

import pytest
from conftest import copy_project

from gongkai import building
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
    assert "没有建成，原来的网站不动" in capfd.readouterr().err
    assert files == {file: file.read_bytes() for file in Path("site").rglob("*") if file.is_file()}
    assert left(Path()) == {"site"}


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

    def fails(output, folder):
        raise Refused

    monkeypatch.setattr(building, "into", fails)
    with pytest.raises(Refused):
        building.site(project)
    assert (project / "site/index.html").read_text(encoding="utf-8") == "上次的"
    assert left(project) == {"site"}


def test_what_a_killed_run_still_writes_does_not_reach_the_next_site(project, monkeypatch):
    late = project / ".site-new-1/late.html"

    def build(output, folder):
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
    building.prepare(building.shared_folder())
    assert not (building.shared_folder() / "hooks").is_symlink()


def test_two_at_once_wait_for_each_other(project):
    program = "from gongkai.cli import main; raise SystemExit(main(['build']))"
    running = [subprocess.Popen([sys.executable, "-c", program], cwd=project) for _ in range(2)]
    assert [one.wait() for one in running] == [0, 0]
    assert main(["verify", "--manifest", str(project / "site")]) == 0
    assert left(project) == {"site"}
