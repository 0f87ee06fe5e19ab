"""The README says what the program does: its commands, and every code of a fault."""

import re

import pytest
from conftest import ROOT

CODE = re.compile(r'"((?:[a-z]+-)+[a-z]+|tab|empty|yaml|encoding|escape|indentation|mirror|punctuation|unreadable)"')
OF_SITE = re.compile(r'(?:place|START|\)|name|\d), "([a-z]+(?:-[a-z]+)+)"')
NOT_CODES = {"utf-8", "utf-16-le"}
OTHERS = ["reading", "syntax", "yamltree", "shapes", "glossary", "merging", "placing", "reconciling", "updating"]
OTHERS += [
    "complaints",
    "importing/packages",
    "importing/workbook",
    "importing/ledger",
    "importing/unwritten",
    "importing/word",
]


def codes() -> set[str]:
    """Every code that the sources give to a fault."""
    modules = [*(ROOT / "src" / "gongkai" / "checks").glob("*.py")]
    modules += [ROOT / "src" / "gongkai" / f"{name}.py" for name in OTHERS]
    found = {code for module in modules for code in CODE.findall(module.read_text(encoding="utf-8"))} - NOT_CODES
    verifying = [ROOT / "src" / "gongkai" / "manifest.py", *(ROOT / "src" / "gongkai" / "verifying").glob("*.py")]
    return found | {code for module in verifying for code in OF_SITE.findall(module.read_text(encoding="utf-8"))}


@pytest.mark.parametrize("name", ["README.md", "README.en.md"])
def test_every_code_of_a_fault_is_listed(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    found = codes()
    assert len(found) > 80
    assert {"site-large", "page-policy", "mirror"} <= found
    assert sorted(code for code in found if f"`{code}`" not in text) == []


@pytest.mark.parametrize("name", ["README.md", "README.en.md"])
def test_the_commands_that_are_named_exist(name):
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    text = (ROOT / name).read_text(encoding="utf-8")
    targets = set(re.findall(r"(?:^|`)make (?:-C \S+ )?([a-z-]+)", text, re.MULTILINE))
    assert {"site", "test", "serve", "check"} <= targets
    assert all(f"\n{target}:" in makefile for target in targets)
