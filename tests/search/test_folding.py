"""Folding: width, case, traditional characters, punctuation and white space do not count."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.search.folding import fold

SIMPLIFIED = {"車": "车", "難": "难"}


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("停車難", "停车难"),
        ("ＶＯＣｓ", "vocs"),
        ("“两违”整治", "两违整治"),
        ("停 车　难", "停车难"),
        ("92.23%", "92.23"),
        ("９２．２３％", "92.23"),
        ("第1.问题", "第1问题"),
        ("①㎡", "1m2"),
        ("，。！", ""),
    ],
)
def test_what_is_the_same(text, folded):
    assert fold(text, SIMPLIFIED).text == folded


def test_each_character_leads_back_to_its_place():
    assert fold("“停車”。㎡", SIMPLIFIED).places == (1, 2, 5, 5)


@given(st.text(st.characters(max_codepoint=0xD7FF)))
def test_folding_twice_changes_nothing_but_points(text):
    once = fold(text, SIMPLIFIED).text
    assert fold(once, SIMPLIFIED).text.replace(".", "") == once.replace(".", "")


@given(st.text())
def test_a_folded_text_has_a_unit_for_each_place(text):
    folded = fold(text, SIMPLIFIED)
    assert len(folded.text) == len(folded.places) == len(folded.text.encode("utf-16-le", "surrogatepass")) // 2
