"""The command: what it prints, what it returns, what it leaves on disk."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import RECEIVED, ROOT, SHIPPED, SMALL, SMALL_RECEIVED

from gongkai import printing, source
from gongkai.checks.mirror import normal
from gongkai.cli import main

DATA = Path("data/issues.yaml")


@pytest.fixture
def small(folder: Path) -> Path:
    DATA.write_text(SMALL, encoding="utf-8")
    return folder


def test_check_says_that_good_data_is_good(small, capsys):
    assert main(["check"]) == 0
    printed = "data/issues.yaml：没有错误，与通报原文一致（1 个类别，2 个问题，3 条措施，缺 1 个编号）\n"
    assert capsys.readouterr().out == printed


def test_check_prints_every_fault_and_fails(small, capsys):
    DATA.write_text(
        SMALL.replace("加强管理", "加快管理").replace("evidence: 已修复道路", "evidence: 已修好"), encoding="utf-8"
    )
    assert main(["check", "data/issues.yaml"]) == 1
    printed = capsys.readouterr().out
    assert "data/issues.yaml:29:24: 与通报原文不一致" in printed
    assert "data/issues.yaml:36:27: 依据不在措施原文中 [evidence-not-in-text]" in printed


def test_a_warning_is_printed_and_does_not_fail(small, capsys):
    DATA.write_text(SMALL.replace("issuer: 某镇党委", "issuer: null"), encoding="utf-8")
    assert main(["check"]) == 0
    assert "提醒：没有填发布单位 [fact-unknown]" in capsys.readouterr().out


def test_json_is_for_programs(small, capsys):
    assert main(["check", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == []
    DATA.write_text(SMALL.replace("加强管理", "加快管理"), encoding="utf-8")
    assert main(["check", "--format", "json"]) == 1
    (fault,) = json.loads(capsys.readouterr().out)
    assert set(fault) == {"file", "line", "column", "code", "message", "advice", "severity"}
    assert (fault["file"], fault["line"], fault["code"]) == ("data/issues.yaml", 29, "mirror")


def test_github_shows_annotations_at_the_line(small, capsys):
    DATA.write_text(SMALL.replace("slug: traffic", "slug: 50%,\n        a: b"), encoding="utf-8")
    assert main(["check", "--format", "github"]) == 1
    first, *_ = capsys.readouterr().out.splitlines()
    assert first.startswith("::error file=data/issues.yaml,line=20,col=15,title=bad-slug::")
    assert "50%25," in first


def test_print_gives_the_announcement_back(capsys):
    assert main(["print", str(SHIPPED)]) == 0
    assert normal(capsys.readouterr().out) == normal(RECEIVED.read_text(encoding="utf-8"))


def test_schema_is_printed_or_written(small, capsys):
    assert main(["schema"]) == 0
    assert main(["schema", "-o", "data/s.json"]) == 0
    assert Path("data/s.json").read_text(encoding="utf-8") == capsys.readouterr().out


def test_import_writes_data_that_checks_and_keeps_the_text_beside_it(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    Path("received.txt").write_bytes(RECEIVED.read_bytes())
    Path("data").mkdir()
    assert main(["import", "received.txt", "-o", "data/issues.yaml"]) == 0
    printed = capsys.readouterr().out
    assert "19 个类别，32 个问题，75 条措施" in printed
    assert "4、7、11、14、15、16、18、23、25、28、31、36、37、38、39、45、47、48、49" in printed
    assert "改成中文标点的符号：446 个" in printed
    assert "received.txt:9: 上一行在句中中断" in printed
    assert main(["check"]) == 0


def imported(text, capsys):
    Path("received.txt").write_text(text, encoding="utf-8")
    assert main(["import", "received.txt", "-o", "new/issues.yaml", "--force"]) == 0
    return capsys.readouterr().out


def test_import_says_how_many_states_it_took_and_what_it_did_not_find(small, capsys):
    Path("new").mkdir()
    printed = imported("（一）关于甲方面\n1.针对“甲”的问题，一是学习。（已完成）二是培训。\n", capsys)
    assert "措施的进展：已完成1条，已公布措施1条，请核对\n" in printed
    assert "没有认出：标题、发布单位、发布日期、巡察情况、前言、联系方式、落款；" in printed


def test_import_says_plainly_that_it_found_no_issue(small, capsys):
    Path("new").mkdir()
    printed = imported("一、情况\n1.学习不深入。\n已学习。\n", capsys)
    assert "received.txt:2: 像是标题、问题或措施，没有认出；当作普通段落保留\n    1.学习不深入。\n" in printed
    assert "没有读出一个问题：" in printed


def test_import_overwrites_nothing_unless_told(small, capsys):
    Path("new.txt").write_text(SMALL_RECEIVED + "补充。\n", encoding="utf-8")
    assert main(["import", "new.txt", "-o", "data/issues.yaml"]) == 1
    assert DATA.read_text(encoding="utf-8") == SMALL
    assert Path("data/announcement.txt").read_text(encoding="utf-8") == SMALL_RECEIVED
    assert "已经存在" in capsys.readouterr().err
    assert main(["import", "new.txt", "-o", "data/issues.yaml", "--force"]) == 0
    assert "补充" in printing.text(source.load(DATA).announcement)
    assert "补充" in Path("data/announcement.txt").read_text(encoding="utf-8")


def test_import_of_an_empty_file_writes_nothing(small, capsys):
    Path("empty.txt").write_text("\n", encoding="utf-8")
    assert main(["import", "empty.txt", "-o", "other.yaml"]) == 1
    assert not Path("other.yaml").exists()
    assert "empty.txt:1:1: 文件里没有文字 [empty-file]" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments", [["check", "no.yaml"], ["print", "no.yaml"], ["import", "no.txt", "-o", "x.yaml"]]
)
def test_a_file_that_is_not_there_is_said_in_a_line(folder, capsys, arguments):
    assert main(arguments) == 1
    assert "没有这个文件 [no-file]" in capsys.readouterr().out


def test_a_place_that_cannot_be_written_to_is_said_in_a_line(small, capsys):
    assert main(["import", "data/announcement.txt", "-o", "nowhere/issues.yaml"]) == 1
    assert "nowhere" in capsys.readouterr().err
    assert not Path("nowhere").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "缺少 命令"),
        (["chekc"], "没有“chekc”"),
        (["check", "--format", "xml"], "没有“xml”"),
        (["check", "a", "b"], "不认识 b"),
        (["import"], "缺少 原文"),
        (["check", "--format"], "后面缺内容"),
        (["update", "1", "--source", "-公告"], '内容以“-”开头的，用等号接上，例如 --source="-公告"'),
    ],
)
def test_a_command_written_wrong_is_explained_in_chinese(capsys, arguments, said):
    with pytest.raises(SystemExit, match="2"):
        main(arguments)
    assert said in capsys.readouterr().err


def test_an_argument_in_another_encoding_is_explained_by_every_command(small):
    gbk = "建成三条道路".encode("gbk")
    command = [str(Path(sys.executable).parent / "gongkai").encode()]
    update = [b"update", b"3", b"--date", b"2024-03-01", b"--source", b"x", b"--text", gbk]
    for arguments, place in ((update, 8), ([b"search", gbk], 2), ([b"check", gbk], 2)):
        finished = subprocess.run([*command, *arguments], env=os.environ | {"LC_ALL": "C.UTF-8"}, capture_output=True)
        assert finished.returncode == 2
        assert f"第 {place} 个参数的文字不是 UTF-8 编码" in finished.stderr.decode()
    assert Path("data/issues.yaml").read_text(encoding="utf-8") == SMALL


def test_a_chinese_name_of_a_file_is_read_whatever_the_locale(small):
    Path("data/issues.yaml").rename("data/一.yaml")
    command = [Path(sys.executable).parent / "gongkai", "check", "data/一.yaml"]
    finished = subprocess.run(command, env=os.environ | {"LC_ALL": "C", "PYTHONUTF8": "0"}, capture_output=True)
    assert finished.returncode == 0, finished
    assert finished.stderr.isascii()  # what it says is in the encoding of the terminal


def test_help_is_chinese(capsys):
    with pytest.raises(SystemExit, match="0"):
        main(["--help"])
    printed = capsys.readouterr().out
    assert "检查数据" in printed
    assert "usage" not in printed
    assert "show this help" not in printed


def test_the_command_is_installed_and_prints_chinese_whatever_the_locale():
    command = [str(Path(sys.executable).parent / "gongkai"), "check"]
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C"}
    finished = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False)
    assert finished.returncode == 0
    assert "没有错误" in finished.stdout.decode()


def test_a_reader_that_goes_away_is_no_fault_of_ours():
    gongkai = Path(sys.executable).parent / "gongkai"
    command = f"{gongkai} print {SHIPPED} | head -c 10 >/dev/null; echo ${{PIPESTATUS[0]}}"
    finished = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert finished.stderr == ""


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["check"], "正在检查"),
        (["print"], "正在读数据"),
        (["search", "道路"], "正在搜索"),
        (["export", "--xlsx", "台账.xlsx"], "正在写台账"),
        (["update", "3", "--date", "2024-03-01", "--text", "好", "--source", "公告"], "正在加上这一条并核对"),
        (["import", "data/announcement.txt", "-o", "b.yaml"], "正在读原文"),
    ],
)
def test_a_command_that_takes_longer_says_what_it_does(small, capsys, monkeypatch, arguments, told):
    monkeypatch.setattr("gongkai.waiting.PATIENCE", 0.0)
    assert main(arguments) == 0
    assert f"{told}……\n" in capsys.readouterr().err


def test_search_prints_what_the_site_finds(capsys):
    assert main(["search", "停車", "秩序", "--file", str(SHIPPED)]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert printed[0] == "issues/20/　停车难问题解决不到位　（关于交通整治力度有待加强方面；推进中1条，已公布措施1条）"
    assert "【停车】" in printed[1]


def test_search_says_when_only_a_part_was_found(capsys):
    assert main(["search", "怎么解决停车难的问题", "--file", str(SHIPPED)]) == 0
    assert capsys.readouterr().out.startswith("没有完全一致的内容，下面的与其中一部分相符\nissues/20/")


def test_search_says_when_nothing_was_found(capsys):
    assert main(["search", "彩票中心", "--file", str(SHIPPED)]) == 1
    assert capsys.readouterr().out == "没有找到“彩票中心”，文中有：中心\n"


@pytest.mark.parametrize(
    ("given", "said"),
    [("", "是空的，请写明是哪个网站"), ("s3://town", "s3://town 不能核对，请写文件夹，或 https:// 开头的网址")],
)
@pytest.mark.parametrize("how", [["verify"], ["verify", ".", "--against"]])
def test_what_is_no_place_of_a_site_is_a_fault_of_writing(capsys, how, given, said):
    with pytest.raises(SystemExit):
        main([*how, given])
    assert said in capsys.readouterr().err
