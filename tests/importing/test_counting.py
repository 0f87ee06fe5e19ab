"""What words count they list one by one, and nothing of them is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.importing.counting import items


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("1.完善制度。\n2.加强巡查。", ["1.", "2."]),
        ("1. 完善制度\n2. 加强巡查", ["1. ", "2. "]),
        ("1、完善制度；2、加强巡查", ["1、", "2、"]),
        ("（1）完善制度；（2）加强巡查。", ["（1）", "（2）"]),
        ("（一）完善制度。（二）加强巡查。", ["（一）", "（二）"]),
        ("1）完善制度 2）加强巡查", ["1）", "2）"]),
        ("一、完善制度。\n二、加强巡查。\n三、公开账目。", ["一、", "二、", "三、"]),
        ("①完善制度②加强巡查", ["①"]),
        ("①完善制度。②加强巡查。", ["①", "②"]),
        ("一是完善制度。二是加强巡查。", ["一是", "二是"]),
        ("一是抓好三件事：1.修路。2.划线。二是加强巡查。", ["一是", "二是"]),
        ("措施如下：1.修路，2.划线。", ["措施如下：1.", "2."]),
        ("1.2024年底前修路。2.2025年划线。", ["1.", "2."]),
        ("1.5万元已清退。2.5万元在办。", [""]),
        ("2.公开账目。", ["2."]),
        ("1.完善制度。3.加强巡查。", ["1."]),
        ("完善第1、2、3条制度。", [""]),
        ("1.", [""]),
    ],
)
def test_each_marker_opens_an_item(words, expected):
    assert [item.marker for item in items(words)] == expected


FRAGMENTS = [
    "1.",
    "2.",
    "1、",
    "2、",
    "（1）",
    "（2）",
    "一是",
    "二是",
    "①",
    "②",
    "修路",
    "5",
    "。",
    "：",
    "\n",
    " ",
    "\u3000",
]


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=12).map("".join))
def test_nothing_is_lost_but_white_space(words):
    found = items(words)
    assert "".join("".join(item.marker + item.text for item in found).split()) == "".join(words.split())
    assert len(found) == 1 or all(item.text for item in found)
