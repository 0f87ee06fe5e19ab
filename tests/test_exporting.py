"""Open data: the same announcement for programs and spreadsheets, the same bytes every time."""

import csv
import hashlib
import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import LEDGER, SHIPPED, SMALL, SMALL_RECEIVED
from hypothesis import given
from hypothesis import strategies as st

from gongkai import exporting, source
from gongkai.checks.mirror import normal
from gongkai.cli import main
from gongkai.exporting import table


@pytest.fixture(scope="module")
def exports(announcement):
    return {one.name: one for one in exporting.files(announcement, "某站")}


def test_the_json_reads_back_as_the_same_data(exports, announcement, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    Path("announcement.json").write_bytes(exports["announcement.json"].content)
    Path("data").mkdir()
    assert main(["import", "announcement.json", "-o", "data/issues.yaml"]) == 0
    assert source.load(Path("data/issues.yaml")).announcement == announcement
    assert main(["check"]) == 0
    assert Path("data/issues.yaml").read_bytes() == SHIPPED.read_bytes()
    assert main(["import", "announcement.json", "-o", "data/issues.yaml"]) == 1
    assert "已经存在" in capsys.readouterr().err


def test_json_is_read_as_json_however_a_program_writes_it(tmp_path, monkeypatch, exports, announcement, capsys):
    monkeypatch.chdir(tmp_path)
    data = json.loads(exports["announcement.json"].content)
    data["announcement"]["title"] = "𠮷村 \\ud842 的通报"
    Path("a.json").write_text(json.dumps(data, indent="\t"), encoding="utf-8")
    assert r"\ud842\udfb7" in Path("a.json").read_text(encoding="utf-8")
    assert main(["import", "a.json", "-o", "a.yaml"]) == 0
    made = source.load(Path("a.yaml")).announcement
    assert made.facts.title == "𠮷村 \\ud842 的通报"
    assert made.parts == announcement.parts
    Path("a.json").write_text('{"parts": [],\n  "announcement": }', encoding="utf-8")
    assert main(["import", "a.json", "-o", "b.yaml"]) == 1
    assert "a.json:2:19: 这里不是有效的 JSON [json-invalid]" in capsys.readouterr().out


@pytest.mark.parametrize("text", ['{"parts": "\\ud842"}', "[" * 100_000, '{"parts": ' + "9" * 5000 + "}", "NaN", ""])
def test_json_of_any_kind_gets_a_line(tmp_path, capsys, text):
    (tmp_path / "a.json").write_text(text, encoding="utf-8")
    assert main(["import", str(tmp_path / "a.json"), "-o", str(tmp_path / "b.yaml")]) == 1
    assert re.search(r"a.json:\d+:\d+: ", capsys.readouterr().out)


def test_json_that_is_no_announcement_gets_a_line(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    Path("a.json").write_text('{"parts": [], "announcment": {}}', encoding="utf-8")
    assert main(["import", "a.json", "-o", "b.yaml"]) == 1
    assert "a.json:1:15: 没有“announcment”这个键" in capsys.readouterr().out
    assert not Path("b.yaml").exists()


@pytest.mark.parametrize("text", [SHIPPED.read_text(encoding="utf-8"), LEDGER], ids=["shipped", "invented"])
def test_the_json_holds_to_the_schema_beside_it(text, tmp_path):
    for one in exporting.files(source.parse("a.yaml", text).announcement, "某站"):
        (tmp_path / one.name).write_bytes(one.content)
    command = [Path(sys.executable).parent / "check-jsonschema", "--schemafile", "announcement.schema.json"]
    finished = subprocess.run(
        [*command, "announcement.json"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert finished.returncode == 0, finished.stdout


def test_the_table_has_a_row_a_measure_and_opens_in_excel(exports, announcement):
    content = exports["issues.csv"].content
    assert content.startswith(b"\xef\xbb\xbf")
    head, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    assert head == [field["name"] for field in table.fields(announcement)]
    assert len(rows) == 75
    texts = ["\n".join(measure.passages) for issue in announcement.issues for measure in issue.measures]
    assert [row[5] for row in rows] == texts


@given(st.text(st.sampled_from("=+-@＝＋－＠\t某1,\"'"), min_size=1, max_size=8).filter(str.strip))
def test_no_cell_runs_as_a_formula(problem):
    quoted = "'" + problem.replace("'", "''") + "'"
    announcement = source.parse("a.yaml", SMALL.replace("problem: 停车难", f"problem: {quoted}")).announcement
    (_, row, *_) = csv.reader(io.StringIO(table.as_csv(announcement).removeprefix("\ufeff"), newline=""))
    assert not row[3].startswith(tuple("=+-@＝＋－＠\t"))
    assert row[3].removeprefix("'").strip() == announcement.issues[0].problem.removeprefix("'").strip()


def test_the_text_is_the_announcement(exports):
    announcement = source.parse("a.yaml", SMALL).announcement
    text = next(one for one in exporting.files(announcement, "某站") if one.name == "announcement.txt")
    assert normal(text.content.decode()) == normal(SMALL_RECEIVED)


def test_sums_and_package_name_every_file_as_it_is(exports):
    sums = dict(reversed(line.split("  ")) for line in exports["SHA256SUMS"].content.decode().splitlines())
    others = {name: one for name, one in exports.items() if name != "SHA256SUMS"}
    assert sums == {name: hashlib.sha256(one.content).hexdigest() for name, one in others.items()}
    package = json.loads(exports["datapackage.json"].content)
    resources = {one["path"]: one for one in package["resources"]}
    assert set(resources) == set(others) - {"datapackage.json"}
    assert all(len(exports[name].content) == one["bytes"] for name, one in resources.items())
    assert all(one["hash"] == f"sha256:{sums[name]}" for name, one in resources.items())


def test_the_same_data_gives_the_same_bytes(exports, announcement):
    assert {one.name: one for one in exporting.files(announcement, "某站")} == exports
