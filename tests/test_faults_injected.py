"""Whoever looks while publishing is killed again and again sees whole pages of one release."""

import shutil

from conftest import ROOT
from faulting import Reading, inject, judge

from gongkai.cli import main


def test_readers_see_whole_pages_of_one_release_while_publishing_is_killed_again_and_again(folder):
    """The command itself, on a small site: checking, building, verifying, switching, clearing away."""
    assert main(["new", "网站", "--from", "data/announcement.txt"]) == 0
    (folder / "网站/overrides").unlink()
    shutil.copytree(ROOT / "overrides", folder / "网站/overrides")
    for name in ("www", "nginx"):
        (folder / name).mkdir()
    outcome = inject(folder / "网站", folder / "www", folder / "nginx", kills=30, seed=6)
    assert outcome.wrong == []
    assert outcome.kills.keys() == {"SIGKILL", "SIGTERM"}
    assert outcome.kills.total() == 30
    assert outcome.unfinished
    assert outcome.releases >= outcome.seen > 2
    assert outcome.pages >= outcome.assets > 1000


def test_a_page_that_is_torn_missing_or_of_two_releases_would_be_found():
    manifests = [{"a.html": "1", "a.css": "11"}, {"a.html": "2", "a.css": "22"}]
    good = Reading("a.html", 200, "1")
    assert judge([good, Reading("a.css", 200, "11", good)], manifests) == []
    assert judge([Reading("a.html", 200, "3")], manifests) == ["a.html: of no release"]
    assert judge([Reading("a.html", 404, "0")], manifests) == ["a.html: 404"]
    assert judge([Reading("a.css", 200, "22", good)], manifests) == ["a.css: not of the release of a.html"]
