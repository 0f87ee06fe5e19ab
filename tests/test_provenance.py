"""A new site names the gongkai that made it as pip finds it from elsewhere, or not at all."""

import json
import subprocess
from importlib.metadata import Distribution
from pathlib import Path

import pytest

from gongkai import provenance

COMMIT = "0123456789abcdef0123456789abcdef01234567"


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """A function that lets gongkai be installed with some files beside its metadata, and says how it is named."""

    def named(**files: str) -> str | None:
        written = {"METADATA": "Name: gongkai\nVersion: 0.1.0\n", "direct_url.json": files.get("origin")}
        written["INSTALLER"] = files.get("installer")
        (folder := tmp_path / "gongkai-0.1.0.dist-info").mkdir(exist_ok=True)
        for name, text in written.items():
            (folder / name).unlink(missing_ok=True)
            if text is not None:
                (folder / name).write_text(text, encoding="utf-8")
        monkeypatch.setattr(provenance, "distribution", lambda _: Distribution.at(folder))
        return provenance.requirement("site")

    return named


def git(folder: Path, *arguments: str) -> str:
    author = ("-c", "user.name=a", "-c", "user.email=a@b.example")
    return subprocess.run(["git", *author, *arguments], cwd=folder, capture_output=True, text=True, check=True).stdout


def test_from_an_index_it_is_named_by_its_version(installed):
    assert installed(installer="pip") == "gongkai[site]==0.1.0"


def test_what_nobody_installed_is_not_named_after_an_index(installed):
    assert installed() is None


def test_from_a_repository_it_is_named_by_address_and_commit_and_without_a_password(installed):
    origin = {"url": "https://clerk:secret@git.example/gongkai.git", "vcs_info": {"vcs": "git", "commit_id": COMMIT}}
    assert (
        installed(installer="pip", origin=json.dumps(origin))
        == f"gongkai[site] @ git+https://git.example/gongkai.git@{COMMIT}"
    )


def test_from_a_file_on_the_web_it_is_named_by_its_address(installed):
    origin = {"url": "https://files.example/gongkai-0.1.0-py3-none-any.whl", "archive_info": {}}
    assert installed(installer="pip", origin=json.dumps(origin)) == f"gongkai[site] @ {origin['url']}"


def test_a_file_on_this_machine_is_not_named(installed):
    origin = {"url": "file:///tmp/gongkai-0.1.0-py3-none-any.whl", "archive_info": {}}
    assert installed(installer="pip", origin=json.dumps(origin)) is None


def test_a_checkout_is_named_by_where_it_was_cloned_from_where_that_has_its_commit(installed, tmp_path):
    checkout = tmp_path / "程序 gongkai"
    checkout.mkdir()
    origin = json.dumps({"url": checkout.as_uri(), "dir_info": {"editable": True}})
    assert installed(installer="pip", origin=origin) is None
    git(checkout, "init", "-q")
    git(checkout, "commit", "-q", "--allow-empty", "-m", "a")
    git(checkout, "remote", "add", "origin", "https://git.example/gongkai.git")
    assert installed(installer="pip", origin=origin) is None
    git(checkout, "update-ref", "refs/remotes/origin/main", "HEAD")
    commit = git(checkout, "rev-parse", "HEAD").strip()
    assert installed(installer="pip", origin=origin) == f"gongkai[site] @ git+https://git.example/gongkai.git@{commit}"
    git(checkout, "remote", "set-url", "origin", "git@git.example:gongkai.git")
    assert installed(installer="pip", origin=origin) is None
