"""What runs elsewhere: workflow files keep to their schemas, and the hooks before a commit pass here."""

import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from conftest import ROOT

BIN = Path(sys.executable).parent
WORKFLOWS = [
    *((file, "vendor.github-workflows") for file in sorted((ROOT / ".github/workflows").glob("*.yml"))),
    (ROOT / ".gitlab-ci.yml", "vendor.gitlab-ci"),
]
HOOKS = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"][0]["hooks"]
FILES = {"schema": ["data/issues.yaml"], "ruff": ["hooks", "src"], "format": ["hooks", "src"]}


@pytest.mark.parametrize(("file", "schema"), WORKFLOWS, ids=lambda value: getattr(value, "name", ""))
def test_a_workflow_keeps_to_its_schema(file, schema):
    command = [BIN / "check-jsonschema", "--builtin-schema", schema, file]
    finished = subprocess.run(command, capture_output=True, text=True, check=False)
    assert finished.returncode == 0, finished.stdout


def test_a_workflow_that_does_not_keep_to_it_would_be_found(tmp_path):
    wrong = tmp_path / "wrong.yml"
    wrong.write_text("on: push\njobs: {a: {steps: none}}\n", encoding="utf-8")
    command = [BIN / "check-jsonschema", "--builtin-schema", "vendor.github-workflows", wrong]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 1


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_a_hook_passes_on_this_repository(hook):
    program, *arguments = hook["entry"].split()
    command = [BIN / Path(program).name, *arguments, *FILES.get(hook["id"], [])]
    finished = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert finished.returncode == 0, finished.stdout + finished.stderr


@pytest.mark.parametrize("workflow", [".github/workflows/site.yml", ".gitlab-ci.yml"])
def test_every_service_checks_builds_and_verifies(workflow):
    text = (ROOT / workflow).read_text(encoding="utf-8")
    for step in ("gongkai check", "check-jsonschema", "make site links", "gongkai verify site"):
        assert step in text
