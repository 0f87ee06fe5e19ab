"""What runs elsewhere: workflow files keep to their schemas, and the hooks before a commit pass here."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from conftest import ROOT, copy_project

from gongkai.faults import Fault, as_gitlab

BIN = Path(sys.executable).parent
WORKFLOWS = [
    *((file, "vendor.github-workflows") for file in sorted((ROOT / ".github/workflows").glob("*.yml"))),
    (ROOT / ".gitlab-ci.yml", "vendor.gitlab-ci"),
]
HOOKS = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"][0]["hooks"]
FILES = {"schema": ["data/issues.yaml"], "yamllint": ["."], "ruff": ["hooks", "src"], "format": ["hooks", "src"]}


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


def test_a_key_given_twice_in_a_workflow_would_be_found(tmp_path):
    wrong = tmp_path / "wrong.yml"
    wrong.write_text("name: a\nname: b\n", encoding="utf-8")
    command = [BIN / "yamllint", "--config-file", ROOT / ".yamllint", wrong]
    finished = subprocess.run(command, capture_output=True, text=True, check=False)
    assert finished.returncode == 1
    assert "key-duplicates" in finished.stdout


GITEE = sorted((ROOT / ".workflow").glob("*.yml"))


@pytest.mark.parametrize("file", GITEE, ids=lambda file: file.name)
def test_a_workflow_for_gitee_has_the_fields_that_its_documentation_asks_for(file):
    """There is no schema of Gitee Go; these are the names that its help and public pipelines use."""
    read = yaml.safe_load(file.read_text(encoding="utf-8"))
    assert read.keys() == {"version", "name", "displayName", "triggers", "stages"}
    assert read["version"] == "1.0"
    assert read["triggers"]["trigger"] == "auto"
    (stage,) = read["stages"]
    assert {"name", "displayName", "steps"} <= stage.keys()
    (step,) = stage["steps"]
    assert step["step"] == "build@python"
    assert step["commands"][0] == "set -e"


def test_only_the_main_branch_publishes():
    assert {file.stem: set(yaml.safe_load(file.read_text(encoding="utf-8"))["triggers"]) for file in GITEE} == {
        "check": {"trigger", "pr"},
        "publish": {"trigger", "push"},
    }
    gitlab = yaml.safe_load((ROOT / ".gitlab-ci.yml").read_text(encoding="utf-8"))
    assert all("$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH" in rule["if"] for rule in gitlab["pages"]["rules"])
    github = yaml.safe_load((ROOT / ".github/workflows/site.yml").read_text(encoding="utf-8"))
    assert "github.ref_name == github.event.repository.default_branch" in github["jobs"]["deploy"]["if"]


def test_a_fault_is_shown_at_its_line_by_gitlab():
    one = Fault("data/issues.yaml", 412, 9, "evidence-not-in-text", "依据不在措施原文中", "改")
    lower = replace(one, line=500)
    read = json.loads(as_gitlab([one, lower, replace(one, code="x", severity="warning")]))
    assert [fault["location"]["lines"]["begin"] for fault in read] == [412, 500, 412]
    assert [fault["severity"] for fault in read] == ["major", "major", "minor"]
    assert len({fault["fingerprint"] for fault in read}) == 3
    moved = json.loads(as_gitlab([replace(one, line=413)]))
    assert moved[0]["fingerprint"] == read[0]["fingerprint"]


@pytest.mark.parametrize("workflow", [".github/workflows/site.yml", ".gitlab-ci.yml", *GITEE], ids=str)
def test_every_service_checks_builds_and_verifies(workflow):
    text = (ROOT / workflow).read_text(encoding="utf-8")
    for step in ("gongkai check", "check-jsonschema", "make site links", "gongkai verify site"):
        assert step in text


def test_links_hold_where_the_site_stands_below_a_path(tmp_path):
    project = copy_project(tmp_path)
    shutil.copytree(ROOT / "deploy", project / "deploy")
    (project / ".venv").symlink_to(Path(sys.prefix))
    environment = os.environ | {"SITE_URL": "https://clerk.example/town/"}
    assert subprocess.run([BIN / "gongkai", "build"], cwd=project, env=environment, check=False).returncode == 0
    for address, status in (("https://clerk.example/town/", 0), ("https://clerk.example/other/", 2)):
        command = ["deploy/setup.sh", "links"]
        finished = subprocess.run(
            command, cwd=project, env=environment | {"SITE_URL": address}, capture_output=True, check=False
        )
        assert finished.returncode == status, finished.stdout
