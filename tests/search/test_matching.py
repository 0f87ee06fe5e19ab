"""What is found, and in which order: the table, and the law that every run of characters finds its issue."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from search.table import cases

from gongkai.search import matching
from gongkai.search.corpus import Corpus


def names(corpus: Corpus, answer: matching.Answer) -> list[str]:
    """What was found as the table names it: an issue's number, or a path."""
    found = [corpus.documents[one.index] for one in answer.found]
    return [str(one.numbers[0]) if one.kind == "issue" else one.path for one in found]


def test_the_table_is_as_long_as_it_should_be():
    assert len({case.query for case in cases()}) >= 150


@pytest.mark.parametrize("case", cases(), ids=str)
def test_a_query_of_the_table(corpus, case):
    answer = matching.search(corpus, case.query)
    case.check(names(corpus, answer), answer.partial)


def test_every_run_of_two_to_eight_characters_of_every_issue_finds_it(corpus):
    for index, document in enumerate(corpus.documents):
        if document.kind == "issue":
            for length in range(2, 9):
                for start in range(len(document.text) - length + 1):
                    run = document.text[start : start + length]
                    terms = [corpus.fold(word).text for word in run.split() if corpus.fold(word).text]
                    if terms:
                        assert index in {one.index for one in matching.written(corpus, terms)}, run


def test_hits_are_where_the_query_stands(corpus):
    for one in matching.search(corpus, "停車 秩序").found:
        folded = corpus.folded[one.index].text
        assert {folded[start:end] for start, end in one.hits} == {"停车", "秩序"}


def test_a_word_that_stands_nowhere_is_answered_with_its_parts_that_do(corpus):
    assert matching.search(corpus, "彩票中心") == matching.Answer(nearest=("中心",))


@pytest.mark.parametrize(
    ("query", "number"),
    [
        *(("20", 20), ("第20项", 20), ("问题 20", 20), ("２０", 20), ("二十", 20), ("第二十个问题", 20), ("no.20", 20)),
        *(("20.", 20), ("20年", None), ("一是", None), ("十十", None), ("", None), ("第项", None)),
    ],
)
def test_the_number_of_an_issue(query, number):
    assert matching.number_asked(query) == number


@given(st.text(max_size=30))
def test_no_query_fails(corpus, query):
    answer = matching.search(corpus, query)
    assert len({one.index for one in answer.found}) == len(answer.found)


def test_what_came_after_the_announcement_is_found_after_what_it_said(updated):
    assert names(updated, matching.search(updated, "公共停车位")) == ["20", "19"]
    assert names(updated, matching.search(updated, "比特币")) == ["19"]
    assert names(updated, matching.search(updated, "网站公告")) == ["19"]


@pytest.mark.parametrize("query", ["停车彩票" * 2500, "停车 彩票 " * 2000, "xian" * 2500, "第" * 10_000, "的" * 10_000])
def test_a_query_of_ten_thousand_characters_is_answered(corpus, query):
    answer = matching.search(corpus, query)
    assert len(answer.nearest) < matching.MOST_ASKED
