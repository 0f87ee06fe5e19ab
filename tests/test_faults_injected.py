"""Whoever looks while publishing is killed again and again sees whole pages of one release."""

from faulting import Reading, inject, judge


def test_readers_see_whole_pages_of_one_release_while_publishing_is_killed_again_and_again(tmp_path):
    for name in ("site", "www", "nginx"):
        (tmp_path / name).mkdir()
    for number in range(12):
        (tmp_path / f"site/{number}.html").write_text(f"<p>第{number}页</p>" * 1500, encoding="utf-8")
    outcome = inject(tmp_path / "site", tmp_path / "www", tmp_path / "nginx", kills=30, seed=6)
    assert outcome.wrong == []
    assert outcome.kills.keys() == {"SIGKILL", "SIGTERM"}
    assert outcome.kills.total() == 30
    assert outcome.unfinished
    assert outcome.releases > outcome.seen // 2 > 1
    assert outcome.pages > outcome.assets > 30


def test_a_page_that_is_torn_missing_or_of_two_releases_would_be_found():
    manifests = [{"a.html": "1", "a.css": "11"}, {"a.html": "2", "a.css": "22"}]
    good = Reading("a.html", 200, "1")
    assert judge([good, Reading("a.css", 200, "11", good)], manifests) == []
    assert judge([Reading("a.html", 200, "3")], manifests) == ["a.html: of no release"]
    assert judge([Reading("a.html", 404, "0")], manifests) == ["a.html: 404"]
    assert judge([Reading("a.css", 200, "22", good)], manifests) == ["a.css: not of the release of a.html"]
