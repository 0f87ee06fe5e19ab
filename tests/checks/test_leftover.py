"""What is left unwritten in the words around the announcement is named where it was written."""

from pathlib import Path

import pytest

GLOSSARY = "terms:\n  - {term: 巡察, meaning: 监督检查。}\n  - {term: 道路, meaning: %s}\n"
SETTINGS = "site_name: 某镇\nsite_description: %s\nextra:\n  official: {sponsor: 某镇党委}\n"


def unwritten(check) -> list[tuple[str, int, int, str, str]]:
    found = [fault for fault in check() if fault.severity == "error"]
    return [(fault.file, fault.line, fault.column, fault.code, fault.message) for fault in found]


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        ("TODO", "placeholder", "网页上还有没写完的“TODO”"),
        ("内容待补充。", "placeholder", "网页上还有没写完的“待补充”"),
        ("走的**路**。", "markdown-left", "Markdown 没有排出来：“**路**”"),
    ],
)
def test_it_is_named_at_its_line(check, words, code, message):
    Path("data/glossary.yaml").write_text(GLOSSARY % words, encoding="utf-8")
    Path("mkdocs.yml").write_text(SETTINGS % f'"{words}"', encoding="utf-8")
    assert unwritten(check) == [("data/glossary.yaml", 3, 25, code, message), ("mkdocs.yml", 2, 1, code, message)]


def test_what_an_office_fills_in_counts_as_well(check):
    Path("mkdocs.yml").write_text("extra:\n  official:\n    contact: 待补充\n  data_licence: TBD\n", encoding="utf-8")
    assert [(line, column) for _, line, column, _, _ in unwritten(check)] == [(3, 5), (4, 3)]


@pytest.mark.parametrize("words", ["还没有定下来的，写待定。", "办理手续待补充的情况。", "停车难的“XXX”项目。"])
def test_good_words_and_those_of_the_announcement_itself_are_none(check, words):
    Path("data/glossary.yaml").write_text(GLOSSARY % words, encoding="utf-8")
    received, named = Path("data/announcement.txt"), ("停车难", "停车难的“XXX”项目")
    received.write_text(received.read_text(encoding="utf-8").replace(*named), encoding="utf-8")
    assert [fault for fault in check(named) if fault.severity == "error"] == []
