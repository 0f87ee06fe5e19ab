"""A new site is whole at once: from a text, from Word, from nothing; what all sites share comes from the package."""

import os
import re
import socket
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest
import yaml
from conftest import RECEIVED, ROOT, SMALL_RECEIVED
from hatchling.build import build_wheel

from gongkai import building, printing, provenance, shapes, shared, source, starting
from gongkai.checks.mirror import normal
from gongkai.cli import main
from gongkai.exporting import ledger
from gongkai.model import Announcement

INVENTED = sorted((ROOT / "tests/golden/announcements").glob("*.txt"))


def make(folder: Path, target: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["make", target], cwd=folder, capture_output=True, text=True, check=False)


def mirrored(folder: Path, text: str) -> None:
    """Builds a new site and holds what it publishes against the text that it was made from."""
    building.site(folder)
    published = (folder / "site/data/announcement.txt").read_text(encoding="utf-8")
    assert normal(published) == normal(text)
    assert main(["verify", str(folder / "site")]) == 0


@pytest.mark.parametrize("announcement", [*INVENTED, RECEIVED], ids=lambda path: path.stem)
def test_an_announcement_becomes_a_site_that_mirrors_it(announcement, tmp_path):
    folder = tmp_path / "网站"
    assert main(["new", str(folder), "--from", str(announcement)]) == 0
    mirrored(folder, announcement.read_text(encoding="utf-8"))


def test_a_word_document_becomes_a_site_that_mirrors_it(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    made = docx.Document()
    text = RECEIVED.read_text(encoding="utf-8")
    for line in text.splitlines():
        made.add_paragraph(line)
    made.save("通报.docx")
    assert main(["new", "某 网站", "--from", "通报.docx"]) == 0
    printed = capsys.readouterr().out
    assert "19 个类别，32 个问题，75 条措施" in printed
    assert "看一看：cd '某 网站' && make serve\n" in printed
    assert "开放数据的使用许可没有填" in printed
    assert "定了填在 某 网站/mkdocs.yml 的 data_licence\n" in printed
    made = make(Path("某 网站"), "site")
    assert made.returncode == 0, made.stderr
    mirrored(Path("某 网站"), text)


def test_a_ledger_becomes_a_site_of_the_same_measures(tmp_path, monkeypatch, announcement):
    monkeypatch.chdir(tmp_path)
    Path("台账.xlsx").write_bytes(ledger.as_xlsx(announcement))
    assert main(["new", "网站", "--from", "台账.xlsx"]) == 0
    made = source.load(Path("网站/data/issues.yaml")).announcement
    assert [issue.problem for issue in made.issues] == [issue.problem for issue in announcement.issues]
    assert made.missing == announcement.missing
    mirrored(Path("网站"), printing.text(made))
    claims = re.compile("通报(?:原文|全文|说|发布单位)")
    pages = {page: page.read_text(encoding="utf-8") for page in Path("网站/site").rglob("*.html")}
    assert not [page for page, text in pages.items() if claims.search(text) or "没有收到通报" not in text]


def test_nothing_becomes_a_site_with_an_example_that_can_be_taken_over(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(["new", "网站"]) == 0
    mirrored(Path("网站"), "")
    data = Path("网站/data/issues.yaml").read_text(encoding="utf-8")
    before, example = data.split("parts: []\n")
    taken_over = before + re.sub("^# ", "", example, flags=re.MULTILINE)
    _, announcement = shapes.read("例子", taken_over, Announcement)
    assert [measure.status for measure in announcement.issues[0].measures] == ["done", "stated"]


def test_the_words_of_a_new_site_name_who_inspected_whom(folder):
    assert main(["new", "网站", "--from", "data/announcement.txt"]) == 0
    words = Path("网站/content/index.md").read_text(encoding="utf-8")
    assert "2023年4月17日至5月31日，某巡察组巡察了某镇党委。" in words
    assert "site_name: 某镇党委整改进展公开\n" in Path("网站/mkdocs.yml").read_text(encoding="utf-8")


def test_the_words_of_a_new_site_name_whom_they_inspected_only_where_the_text_does(folder):
    text = Path("data/announcement.txt").read_text(encoding="utf-8")
    visited = text.replace("某巡察组对某镇党委", "省委第五巡视组对某县").replace("进行了巡察", "进行了巡视")
    Path("data/announcement.txt").write_text(visited, encoding="utf-8")
    assert main(["new", "网站", "--from", "data/announcement.txt"]) == 0
    words = Path("网站/content/index.md").read_text(encoding="utf-8")
    assert "2023年4月17日至5月31日，省委第五巡视组开展了巡视。" in words


def test_names_that_would_be_markup_stay_out_of_the_words_and_are_quoted_in_the_settings(folder):
    hostile = SMALL_RECEIVED.replace("某镇党委", "某<b>*{site_name}镇党委")
    Path("data/announcement.txt").write_text(hostile, encoding="utf-8")
    assert main(["new", "网站", "--from", "data/announcement.txt"]) == 0
    assert "<b>" not in Path("网站/content/index.md").read_text(encoding="utf-8")
    mirrored(Path("网站"), hostile)


def test_a_folder_that_holds_anything_is_left_alone(folder, capsys):
    assert main(["new", "data", "--from", "data/announcement.txt"]) == 1
    assert capsys.readouterr().err == "data 已经存在；换一个名称\n"
    assert os.listdir("data") == ["announcement.txt"]


def test_a_file_that_cannot_be_read_leaves_nothing(folder, capsys):
    Path("坏.docx").write_bytes(b"no document")
    assert main(["new", "网站", "--from", "坏.docx"]) == 1
    assert "[not-docx]" in capsys.readouterr().out
    assert sorted(os.listdir()) == ["data", "坏.docx"]


def test_looks_of_its_own_stay_when_the_site_is_built(folder):
    assert main(["new", "网站", "--from", "data/announcement.txt"]) == 0
    looks = Path("网站/overrides")
    assert looks.is_symlink()
    real = looks.resolve()
    looks.unlink()
    subprocess.run(["cp", "-r", real, looks], check=True)
    (looks / "404.html").write_text('{% extends "main.html" %}{% block content %}<h1>自己的</h1>{% endblock %}')
    assert make(Path("网站"), "site").returncode == 0
    assert "<h1>自己的</h1>" in Path("网站/site/404.html").read_text(encoding="utf-8")


def test_a_new_site_is_checked_and_published_elsewhere_as_this_one_is(folder):
    """But for the hooks that look at programs."""
    assert main(["new", "网站", "--from", "data/announcement.txt"]) == 0
    for name in starting.ELSEWHERE:
        ours, its = ((one / name).read_text(encoding="utf-8") for one in (ROOT, Path("网站")))
        if name == ".pre-commit-config.yaml":
            (ours,), (its,) = yaml.safe_load(ours)["repos"], yaml.safe_load(its)["repos"]
            assert [hook["id"] for hook in ours["hooks"][-2:]] == ["ruff", "format"]
            ours["hooks"] = ours["hooks"][:-2]
        assert its == ours, name
    command = [Path(sys.executable).with_name("yamllint"), "--strict", "."]
    finished = subprocess.run(command, cwd="网站", capture_output=True, text=True, check=False)
    assert finished.returncode == 0, finished.stdout


def test_a_new_site_names_the_version_that_made_it(folder, monkeypatch):
    known = f"gongkai[site] @ git+https://git.example/gongkai.git@{'a' * 40}"
    monkeypatch.setattr(provenance, "requirement", lambda _: known)
    assert main(["new", "网站"]) == 0
    named = Path("网站/requirements.txt").read_text(encoding="utf-8").splitlines()
    assert [line for line in named if not line.startswith("#")] == [known]


def test_a_version_that_is_on_this_machine_alone_is_asked_for(folder, monkeypatch):
    monkeypatch.setattr(provenance, "requirement", lambda _: None)
    assert main(["new", "网站"]) == 0
    made = make(Path("网站"), "ready")
    assert made.returncode != 0
    assert made.stderr.startswith("requirements.txt 里没有写明从哪里装 gongkai：")
    assert not Path("网站/.venv").exists()


def test_a_version_that_cannot_be_had_is_said_so(folder, monkeypatch):
    monkeypatch.setattr(provenance, "requirement", lambda _: "gongkai[site] @ file:///nowhere/gongkai.whl")
    assert main(["new", "网站"]) == 0
    made = make(Path("网站"), "ready")
    assert made.returncode != 0
    assert "装不了 gongkai：核对 requirements.txt 里的网址和版本" in made.stderr
    assert not Path("网站/.venv/ready").exists()


def test_the_installed_package_has_all_that_a_site_needs(tmp_path, monkeypatch):
    monkeypatch.chdir(ROOT)
    wheel = tmp_path / build_wheel(str(tmp_path))
    monkeypatch.chdir(tmp_path)
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall("installed")
    assert (Path("installed/gongkai/shared") / shared.LOCK).is_file()
    program = "import sys; from gongkai import cli; sys.exit(cli.main(sys.argv[1:]))"
    environment = os.environ | {"PYTHONPATH": str(tmp_path / "installed")}
    for folder, arguments in ((tmp_path, ["new", "网站", "--from", RECEIVED]), (tmp_path / "网站", ["build"])):
        subprocess.run([sys.executable, "-c", program, *arguments], cwd=folder, env=environment, check=True)
    assert (tmp_path / "网站/hooks").readlink() == tmp_path / "installed/gongkai/shared/hooks"
    assert (tmp_path / "网站/site/issues/20/index.html").is_file()
    assert all((tmp_path / "网站" / name).is_file() for name in starting.ELSEWHERE)


def test_a_site_without_the_program_says_where_to_name_it(folder):
    assert main(["new", "网站"]) == 0
    Path("网站/local.mk").write_text("GONGKAI := /nowhere/gongkai\n", encoding="utf-8")
    made = make(Path("网站"), "site")
    assert made.returncode != 0
    assert "找不到 gongkai" in made.stderr


def test_what_killed_runs_left_is_swept_when_the_site_is_made_again(folder):
    def left(name: str, *parts: str) -> Path:
        made = Path(name)
        made.mkdir()
        for part in parts:
            (made / part).write_text("", encoding="utf-8")
        return made

    swept = [left(".网站.a_1b2c3d"), left(".网站.12345678", "mkdocs.yml", "gitignore")]
    kept = [
        left(".网站.12345678x"),
        left(".别的.12345678", "mkdocs.yml"),
        left(".网站.87654321", "mkdocs.yml", "自己的.txt"),
    ]
    assert main(["new", "网站"]) == 0
    assert [one.exists() for one in swept] == [False, False]
    assert all(one.exists() for one in kept)
    assert Path("网站/mkdocs.yml").is_file()


def test_an_address_that_is_taken_is_named_with_how_to_take_another(folder):
    assert main(["new", "网站"]) == 0
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        command = ["make", "--no-print-directory", "serve", f"ADDRESS={address}"]
        served = subprocess.run(command, cwd="网站", capture_output=True, text=True, check=False)
    assert served.returncode != 0
    assert served.stdout == ""
    told = f"地址 {address} 已经被别的程序占用（也许上次的 make serve 还开着）；换一个，例如 make serve ADDRESS="
    assert served.stderr.splitlines()[0] == f"{told}127.0.0.1:8001"
    assert "Traceback" not in served.stderr


@pytest.mark.parametrize("address", ["8000", "127.0.0.1", "127.0.0.1:x", "127.0.0.1:99999", "某处:8000", ":8000", ""])
def test_what_is_no_address_is_named(folder, capsys, address):
    assert main(["serve", address]) == 1
    assert capsys.readouterr().err.startswith(f"地址“{address}”写法有误，应是 127.0.0.1:8000 这样")


def test_an_address_of_another_machine_is_named(folder, capsys):
    assert main(["serve", "192.0.2.1:8000"]) == 1
    assert capsys.readouterr().err.startswith("地址 192.0.2.1:8000 用不了（")


def test_a_new_site_does_not_say_that_words_have_made_a_state_which_staff_have_not(folder):
    assert main(["new", "网站"]) == 0
    about = Path("网站/content/about.md").read_text(encoding="utf-8")
    assert "没有核定的标“已公布措施”" in about
    assert not re.search("“(?:正在|将|已|完成|每月|定期|常态化|持续)”", about)


def test_an_empty_site_speaks_of_a_ledger_once_one_is_imported_and_of_an_announcement_after_that(
    tmp_path, monkeypatch, capsys
):
    monkeypatch.chdir(tmp_path)
    book = openpyxl.Workbook()
    for row in (["序号", "反馈问题", "整改措施"], [1, "学习不深", "制定计划"]):
        book.active.append(row)
    book.save("台账.xlsx")
    assert main(["new", "网站"]) == 0
    words = [Path("网站") / name for name in ("content/about.md", "content/index.md", "mkdocs.yml")]
    empty = [file.read_bytes() for file in words]
    data = ["-o", "网站/data/issues.yaml", "--force"]
    assert main(["import", "台账.xlsx", *data]) == 0
    assert (
        "网站自己的话也换成了台账的：网站/content/about.md、网站/content/index.md、网站/mkdocs.yml\n"
        in capsys.readouterr().out
    )
    assert "本站没有收到通报" in words[0].read_text(encoding="utf-8")
    assert "通报" not in words[1].read_text(encoding="utf-8")
    assert "文字由整改台账整理而成" in words[2].read_text(encoding="utf-8")
    Path("通报.txt").write_text(
        "某镇党委关于巡察整改情况的通报\n1.针对“学习不深”的问题，制定计划。\n", encoding="utf-8"
    )
    assert main(["import", "通报.txt", *data]) == 0
    assert [file.read_bytes() for file in words] == empty
    words[0].write_text("自己的话\n", encoding="utf-8")
    assert main(["import", "台账.xlsx", *data]) == 0
    assert words[0].read_text(encoding="utf-8") == "自己的话\n"
