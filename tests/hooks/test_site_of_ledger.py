"""A site that no announcement was received for speaks of the ledger, on every page and in every file of open data."""

import csv
import json
import re
from pathlib import Path

import openpyxl
import pytest
from conftest import build

from gongkai.cli import main

COLUMN = "通报时的进展"  # of the table of measures: its name is the same for all sites


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    """The site of a small ledger with an update on two days."""
    folder = tmp_path_factory.mktemp("ledger")
    book = openpyxl.Workbook()
    for row in (
        ["柳河镇党委巡察整改台账"],
        ["序号", "问题类别", "反馈问题", "整改措施", "整改状态"],
        [1, "党的建设", "学习不深入", "制定学习计划", "推进中"],
        [3, "党的建设", "会议记录不规范", "规范会议记录", ""],
    ):
        book.active.append(row)
    book.save(folder / "台账.xlsx")
    project = folder / "网站"
    assert main(["new", str(project), "--from", str(folder / "台账.xlsx")]) == 0
    news = ["--text", "计划已经印发。", "--source", "办公室"]
    for day in ("2024-03-01", "2024-05-01"):
        given = ["update", "1", "--status", "done", "--date", day]
        assert main([*given, *news, "-f", str(project / "data/issues.yaml")]) == 0
    finished = build(project, folder / "site")
    assert finished.returncode == 0, finished.stderr
    return folder / "site"


def said(file: Path) -> str:
    """What a file says, but for the two sentences in which an announcement is rightly named."""
    return file.read_text(encoding="utf-8").replace("没有收到通报", "").replace(COLUMN, "")


def test_no_page_and_no_open_data_speaks_of_an_announcement(site):
    described = site / "data/announcement.schema.json"  # the form of all data, whatever it was made of
    files = [one for one in site.rglob("*") if one.suffix in (".html", ".json", ".csv", ".xml", ".js", ".svg")]
    files.append(site / "data/announcement.txt")
    assert len(files) > 12
    assert [one.relative_to(site).as_posix() for one in files if one != described and "通报" in said(one)] == []


def test_what_came_after_stands_beside_what_the_ledger_said(site):
    pages = {name: re.sub("<[^<>]*>", "", said(site / name / "index.html")) for name in (".", "progress", "issues/1")}
    assert "当前的进展：台账上的进展，加上台账之后公布的情况，截至2024年5月1日。" in pages["."]
    assert "台账之后的新情况" in pages["."]
    assert "每条措施台账上的进展都以台账原文的话为依据，台账之后的都写明来源" in pages["progress"]
    assert len(re.findall(r"^\s*(?:台账上)", pages["progress"], re.MULTILINE)) == 2
    assert "台账之后" in pages["issues/1"]


def test_the_table_keeps_the_name_of_its_column_and_says_what_it_means_here(site):
    head = next(csv.reader((site / "data/issues.csv").read_text(encoding="utf-8-sig").splitlines()))
    package = json.loads((site / "data/datapackage.json").read_text(encoding="utf-8"))
    fields = next(one for one in package["resources"] if one["path"] == "issues.csv")["schema"]["fields"]
    assert COLUMN in head
    assert [one["description"] for one in fields if one["name"] == COLUMN] == ["台账上的进展；没有收到通报，列名不改"]
