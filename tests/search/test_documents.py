"""What is searched: a document for every issue, category, section, place, term and page."""

from collections import Counter

import pytest
from conftest import ROOT

from gongkai.importing.announcement import read
from gongkai.model import Glossary
from gongkai.search import matching
from gongkai.search.corpus import Corpus
from gongkai.search.documents import WrittenPage, documents, written_pages


def test_every_issue_category_section_place_term_and_page_is_there(corpus):
    kinds = Counter(one.kind for one in corpus.documents)
    assert kinds == {"issue": 32, "category": 19, "section": 9, "place": 10, "term": 25, "page": 9}


def test_an_issue_is_its_paragraph_of_the_announcement(corpus, announcement):
    issue = next(one for one in corpus.documents if one.numbers == (42,))
    assert issue.text.startswith("42.针对“资产管理不规范”的问题，明晰资产的实际权属问题，")
    assert "一是已将实属镇政府的资产，调整至实际使用的单位记帐和管理。二是镇属企业的资产" in issue.text
    assert issue.text[issue.title_start :].startswith(issue.title)


def test_a_title_stands_in_its_text(corpus):
    for one in corpus.documents:
        assert one.text[one.title_start :].startswith(one.title)


def test_missing_numbers_lead_to_where_they_are_told(corpus):
    gap = corpus.documents[corpus.numbered[4]]
    assert gap.path == "progress/#missing"
    assert 4 in gap.numbers
    assert 20 not in gap.numbers


def test_a_written_page_is_read_without_its_marks(announcement):
    page = WrittenPage("help/", "# 帮助\n\n- 看[通报](announcement.md)的**全文**\n{ .lede }\n")
    found = documents(announcement, Glossary(terms=[]), [page])[-1]
    assert found.passages == ("帮助", "看通报的全文")
    boxes = '!!! tip "先预约"\n    带证件。\n\n!!! note\n    周末不办。\n\n<!-- 以后\n\n再写 -->\n'
    page = WrittenPage("help/", f"---\ntitle: 帮\n---\n# 帮助\n\n{boxes}")
    found = documents(announcement, Glossary(terms=[]), [page])[-1]
    assert found.passages == ("帮助", "先预约", "带证件。", "周末不办。")


def test_pages_of_content_have_their_addresses():
    assert [page.path for page in written_pages(ROOT / "content")] == ["about/"]


ANNOUNCEMENTS = sorted((ROOT / "tests/golden/announcements").glob("*.txt"))


@pytest.mark.parametrize("text", ANNOUNCEMENTS, ids=lambda path: path.stem)
def test_every_line_of_an_announcement_of_another_form_is_found(text):
    received = text.read_text(encoding="utf-8")
    corpus = Corpus(documents(read(received).announcement, Glossary(terms=[])))
    for line in received.splitlines():
        for asked in (line[:8], line[-8:]):
            answer = matching.search(corpus, asked)
            assert answer.found, asked
            assert not answer.partial, asked
