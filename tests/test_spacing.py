"""White space that stands for nothing goes, what parts words stays."""

import time

import pytest

from gongkai import checks, printing, writing
from gongkai.checks.mirror import normal
from gongkai.importing.announcement import read
from gongkai.spacing import tidy


@pytest.mark.parametrize(
    ("spaced", "tight"),
    [
        ("2024 年 12 月 20 日", "2024年12月20日"),
        ("2 0 2 4 年 1 2 月 2 0 日", "2024年12月20日"),
        ("二 〇 二 四 年 十二 月 二十 日", "二〇二四年十二月二十日"),
        ("2024 . 12 . 20", "2024.12.20"),
        ("2024 年 3 月 5 日 至 5 月 10 日， 县委巡察", "2024年3月5日至5月10日，县委巡察"),
        ("中 共 柳 河 镇 委 员 会", "中共柳河镇委员会"),
        (
            "（ 1 ）针对 “X” 的问题， 一是 学。 二是 做。（ 已完成 ） 三是看",
            "（1）针对“X”的问题，一是学。二是做。（已完成）三是看",
        ),
        ("( 一 ) 关于学习方面", "(一)关于学习方面"),
        ("1 .针对甲的问题", "1.针对甲的问题"),
        ("1、 针对甲的问题", "1、针对甲的问题"),
        ("问题 1 ：学习不深", "问题1：学习不深"),
        ("问题 1 学习不深", "问题1 学习不深"),
        ("【 问题 1 】 学习不深", "【问题1】学习不深"),
        ("[ 问题 1] 学习不深", "[问题1]学习不深"),
        ("整改状态 ： 已 完 成", "整改状态：已完成"),
        ("整改状态 : 已完成", "整改状态:已完成"),
        ("① 学。 ② 做。", "①学。②做。"),
        ("首先， 学；\u3000其次，\t做。", "首先，学；其次，做。"),
    ],
)
def test_white_space_that_stands_for_nothing_is_taken_out(spaced, tight):
    assert tidy(spaced) == tight == tidy(tight)


@pytest.mark.parametrize(
    "line",
    [
        "责任单位：甲  责任人：乙",
        "责任单位：  责任人：乙",
        "来源：  发布时间：2024-12-20",
        "发布时间：2024-12-20 10:30  来源：县纪委",
        "中共柳河镇委员会  2024年12月20日",
        "责任人：王五  李四  张三",
        "王 五  李 四",
        "1. 5个村",
        "用 Word 2016 and hello , world ( a ) [b] c",
        "电话：0571 - 12345678 联系人：王五",
    ],
)
def test_white_space_that_parts_words_stays(line):
    assert tidy(line) == line


def test_any_amount_of_white_space_is_read_at_once():
    started = time.process_time()
    for line in ("中" + " " * 100_000 + "中", "1 " * 50_000, "中 " * 50_000, "：  " * 30_000):
        tidy(line)
    assert time.process_time() - started < 5


SPACED = """柳河镇党委关于巡察整改进展情况的通报
2024 年 3 月 5 日 至 5 月 10 日， 县委第三巡察组对柳河镇党委进行了巡察， 2024 年 6 月 18 日反馈了意见。
( 一 )关于学习方面
问题 1 ：“学习不深”
整改措施 ：一是 学； 二是 做。
整改状态 ： 已 完 成
( 二 )关于作风方面
（ 2 ）针对 “作风不实” 的问题， 一是 学。
中 共 柳 河 镇 委 员 会（盖章）
2024 年 12 月 20 日
"""


def test_an_announcement_with_the_white_space_of_word_is_read_as_one_without():
    spaced, tight = read(SPACED), read(SPACED.replace(" ", ""))
    assert spaced.announcement == tight.announcement
    assert normal(printing.text(spaced.announcement)) == normal(SPACED)
    facts = spaced.announcement.facts
    assert (facts.issuer, str(facts.published)) == ("中共柳河镇委员会", "2024-12-20")
    assert (str(facts.inspection.period.start), str(facts.inspection.feedback)) == ("2024-03-05", "2024-06-18")
    assert [issue.problem for issue in spaced.announcement.issues] == ["学习不深", "作风不实"]
    assert [one.status.value for issue in spaced.announcement.issues for one in issue.measures] == [
        "done",
        "done",
        "stated",
    ]
    assert spaced.notes == []


def test_the_mirror_lets_white_space_go_that_stands_for_nothing_and_no_other(tmp_path):
    data = tmp_path / "issues.yaml"
    text = "一、情况\n（一）关于学习方面\n1.针对“甲”的问题，一是于 2024 年 3 月 5 日 学习。二是由王五  李四负责。\n"
    data.write_text(writing.as_yaml(read(text).announcement), encoding="utf-8")
    (tmp_path / "announcement.txt").write_text(text, encoding="utf-8")
    assert "于2024年3月5日 学习" in data.read_text(encoding="utf-8")
    assert "mirror" not in {fault.code for fault in checks.run(data)[1]}
    run_together = data.read_text(encoding="utf-8").replace("王五  李四", "王五李四")
    data.write_text(run_together, encoding="utf-8")
    assert "mirror" in {fault.code for fault in checks.run(data)[1]}
