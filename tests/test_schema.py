"""The JSON Schema: in step with the model, and a check that is not ours accepts the shipped data by it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT, SHIPPED, SMALL

from gongkai import schema

KEPT = ROOT / "data" / "issues.schema.json"


def validate(data: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "check_jsonschema", "--schemafile", str(KEPT), str(data)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_schema_that_is_kept_is_the_models():
    assert KEPT.read_text(encoding="utf-8") == schema.as_json()


def test_check_jsonschema_accepts_the_schema_itself_and_the_shipped_data():
    command = [sys.executable, "-m", "check_jsonschema", "--check-metaschema", str(KEPT)]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0
    finished = validate(SHIPPED)
    assert finished.returncode == 0, finished.stdout


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("slug: traffic", "slug: 交通"),
        ("slug: traffic", "slug: traffic\n        xyz: 1"),
        ("            problem: 停车难\n", ""),
        ("status: ongoing", "status: finished"),
        ("number: 3", 'number: "3"'),
        ("title: 精心部署", "title: 1.10"),
        ("title: 精心部署", 'title: ""'),
        ("to: 2023-05-31", "to: 2023年5月31日"),
        ("missing: [2]", "missing: 2"),
    ],
)
def test_check_jsonschema_refuses_what_the_model_refuses(tmp_path, old, new):
    assert old in SMALL
    (tmp_path / "issues.yaml").write_text(SMALL.replace(old, new, 1), encoding="utf-8")
    assert validate(tmp_path / "issues.yaml").returncode == 1


def test_the_workflow_is_one_that_github_accepts():
    workflow = ROOT / ".github" / "workflows" / "site.yml"
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows", str(workflow)]
    finished = subprocess.run(command, capture_output=True, text=True, check=False)
    assert finished.returncode == 0, finished.stdout


def test_every_field_has_a_chinese_title_and_description():
    made = json.loads(schema.as_json())
    records = [made, *(one for one in made["$defs"].values() if "properties" in one)]
    fields = [field for record in records for field in record["properties"].values()]
    assert len(fields) > 40
    for field in fields:
        for explanation in (field["title"], field["description"]):
            assert any("\u4e00" <= character <= "\u9fff" for character in explanation), field


def test_the_data_names_its_schema_for_editors():
    assert SHIPPED.read_text(encoding="utf-8").startswith("# yaml-language-server: $schema=issues.schema.json\n")
