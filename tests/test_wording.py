import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai import wording

text = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp"]))
chinese = st.text(st.sampled_from("某镇党委，。；“”（）、2023VOCs a"), min_size=1)


@pytest.mark.parametrize(
    ("number", "numeral"),
    [
        (1, "一"),
        (10, "十"),
        (11, "十一"),
        (19, "十九"),
        (20, "二十"),
        (101, "一百零一"),
        (110, "一百一十"),
        (1010, "一千零一十"),
    ],
)
def test_numbers_are_written_as_headings_write_them(number, numeral):
    assert wording.chinese_number(number) == numeral


@given(st.integers(1, 9999))
def test_a_numeral_is_read_as_the_number_it_was_written_from(number):
    assert wording.number_of(wording.chinese_number(number)) == number


@pytest.mark.parametrize("numeral", ["", "一十", "十百", "二十十", "零", "甲", "一二"])
def test_a_numeral_that_nobody_writes_so_is_no_number(numeral):
    assert wording.number_of(numeral) is None


@pytest.mark.parametrize(
    ("received", "proper"),
    [
        ("部署,2023年", "部署，2023年"),
        ("(一)关于方面", "（一）关于方面"),
        ("各村(社区)干部", "各村（社区）干部"),
        ("好不好?很好!", "好不好？很好！"),
        ("电话:12", "电话：12"),
        ("完成整改.", "完成整改。"),
        ('学习"三会一课"制度', "学习“三会一课”制度"),
        ("东府(2023)5号", "东府（2023）5号"),
    ],
)
def test_half_width_marks_in_chinese_become_chinese_marks(received, proper):
    assert wording.punctuate(received) == proper


@pytest.mark.parametrize(("before", "inside"), [("甲", ""), ("", "甲")])
def test_brackets_in_brackets_without_end_are_read_at_once(before, inside):
    line = f"{before}{'(' * 20_000}{inside}{')' * 20_000}"
    assert wording.punctuate(line) == line.replace("(", "（").replace(")", "）")


@pytest.mark.parametrize(
    "line", ["64.2mg/L", "1,000元", "10:30", "f(x), g(y)", "http://a.cn/b?c=1", "20.针对", "一.总则", "it's", '5" 屏幕']
)
def test_marks_in_numbers_latin_text_and_addresses_stay(line):
    assert wording.punctuate(line) == line


@given(text)
def test_punctuation_changes_marks_one_for_one_and_settles_at_once(line):
    proper = wording.punctuate(line)
    assert len(proper) == len(line)
    assert wording.punctuate(proper) == proper


@given(text)
def test_folding_width_keeps_offsets(line):
    assert len(wording.fold_width(line)) == len(line)


@given(chinese.map(str.strip).filter(bool), st.integers(4, 20))
def test_folded_chinese_joins_to_what_it_was(paragraph, width):
    assert wording.join_lines(wording.fold_lines(paragraph, width)) == paragraph


def test_lines_fold_after_punctuation():
    assert wording.fold_lines("坚持边整改、边总结，把做法上升为制度。着力构建体系。", 20) == [
        "坚持边整改、边总结，把做法上升为制度。",
        "着力构建体系。",
    ]


def test_joined_lines_have_a_space_only_between_latin_words():
    assert wording.join_lines(["完成", "VOCs", "治理 and", "more", "", "下一段"]) == "完成VOCs治理 and more\n下一段"


@pytest.mark.parametrize(
    ("change", "shown"),
    [
        ("同比提升7.2%", "↑"),
        ("上升21位", "↑"),
        ("同比下降3%", "↓"),
        ("减少2个", "↓"),
        ("基本持平", ""),
        ("先升后降", ""),
    ],
)
def test_a_change_has_a_direction_where_its_words_name_one(change, shown):
    assert wording.direction(change) == shown
