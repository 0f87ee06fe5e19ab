"""Explanations: the site's own words, in a file that staff correct, marked where a term first occurs."""

from pathlib import Path

import pytest
from conftest import ROOT, SMALL

from gongkai import checks, glossary, printing
from gongkai.evidence import Paragraph, Run
from gongkai.glossary import Marker
from gongkai.model import Glossary, Term

A, AB = Term(term="三会", meaning="甲。"), Term(term="三会一课", meaning="乙。")


def marked(*texts: str) -> list[list[tuple[str, str | None]]]:
    marker = Marker(Glossary(terms=[A, AB]))
    paragraphs = marker.mark([Paragraph((Run(text),)) for text in texts])
    return [[(run.text, run.term and run.term.term) for run in one.runs] for one in paragraphs]


def test_a_term_is_marked_where_it_first_occurs_on_a_page_only():
    assert marked("开三会。", "又开三会。") == [[("开", None), ("三会", "三会"), ("。", None)], [("又开三会。", None)]]


def test_the_longer_of_two_terms_at_one_place_is_marked():
    assert marked("三会一课") == [[("三会一课", "三会一课")]]


def test_a_term_inside_evidence_stays_evidence():
    (paragraph,) = Marker(Glossary(terms=[A])).mark([Paragraph((Run("开三会", evidence=True),))])
    assert paragraph.runs == (Run("开", evidence=True), Run("三会", evidence=True, term=A))


def test_every_shipped_term_occurs_in_the_announcement(announcement):
    text = printing.text(announcement)
    terms = glossary.load(ROOT / "data" / "glossary.yaml").terms
    assert len(terms) > 20
    assert [one.term for one in terms if one.term not in text] == []
    assert all(one.meaning.endswith("。") and one.meaning.count("。") == 1 for one in terms)


@pytest.mark.parametrize(
    ("written", "line", "code"),
    [
        ("terms:\n  - {term: 三会, meaning: 甲。}\n  - {term: 三会, meaning: 乙。}\n", 3, "term-twice"),
        ("terms:\n  - {term: 三会}\n", 2, "missing-key"),
        ("terms:\n  - {term: 三会, 意思: 甲。}\n", 2, "unknown-key"),
        ("terms: [\n", 1, "unclosed-bracket"),
    ],
)
def test_faults_of_the_glossary_come_with_those_of_the_data(folder, written, line, code):
    Path("data/issues.yaml").write_text(SMALL.replace("slug: traffic", "slug: 交通"), encoding="utf-8")
    Path("data/glossary.yaml").write_text(written, encoding="utf-8")
    faults = checks.run(Path("data/issues.yaml"))[1]
    assert [(fault.file, fault.line, fault.code) for fault in faults] == [
        ("data/glossary.yaml", line, code),
        ("data/issues.yaml", 20, "bad-slug"),
    ]
