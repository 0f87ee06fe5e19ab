"""Title, dates, signature and the facts of the inspection, in the ways in which bodies write them."""

from pathlib import Path

import pytest

from gongkai import checks, printing, source, writing
from gongkai.checks import facts as checked_facts
from gongkai.checks.mirror import normal
from gongkai.faults import errors
from gongkai.importing import front
from gongkai.importing.announcement import read

INSPECTED = "2023年4月3日至5月12日，县委第一巡察组对青木县委进行了巡察。"
BODY = "一、情况\n（一）甲。乙。"
TITLE = "青木县委关于巡察整改情况的通报"


def facts(text):
    made = read(text).announcement
    assert normal(printing.text(made)) == normal(text)
    return made.facts


@pytest.mark.parametrize(
    ("title", "issuer"),
    [
        ("中共青木县水利局委员会\n关于巡察整改进展情况的通报", "中共青木县水利局委员会"),
        ("中共青木县委办公室\n关于十三届县委第三轮巡察\n整改情况的公告", "中共青木县委办公室"),
        ("青木县委关于县委第五轮巡察\n整改进展情况的通报", "青木县委"),
        (TITLE, "青木县委"),
    ],
)
def test_a_title_may_be_broken_over_lines(title, issuer):
    made = facts(f"{title}\n{INSPECTED.replace('青木县委', '我单位')}\n{BODY}")
    assert made.title == title
    assert made.issuer == issuer


@pytest.mark.parametrize(
    "title",
    [
        "青木县委关于巡察整改情况的通告",
        "青木县委\n关于巡察整改情况的\n通告",
        "青木县委巡察整改公开",
        "青木县委巡察整改情况公开",
        "青木县委关于巡察整改完成情况的说明",
        "青木县委关于报送巡察整改情况的函",
        "青木县委关于印发《巡察整改进展情况通报》的通知",
    ],
)
def test_a_title_may_call_the_announcement_by_another_name(title):
    made = facts(f"{title}\n{INSPECTED}\n{BODY}")
    assert (made.title, made.issuer) == (title, "青木县委")


def test_the_heading_of_a_web_page_is_no_title():
    assert facts(f"青木县委政务公开\n{INSPECTED}\n{BODY}").title is None


@pytest.mark.parametrize("below", ["（公开时间：2024年2月1日至2月15日）", "（2024年10月）"])
def test_days_below_the_title_that_are_none_of_publication_are_no_more_of_it_and_named(below):
    text = f"{TITLE}\n{below}\n{INSPECTED}\n{BODY}"
    made = facts(text)
    assert (made.title, made.published, made.preamble) == (TITLE, None, f"{below}\n{INSPECTED}")
    message = "写了日期，没有认出发布是哪一天，没有作发布日期；请核对后填写 published"
    assert (2, message) in [(note.line, note.message) for note in read(text).notes]


@pytest.mark.parametrize(
    "below",
    [
        "（2024年3月1日）",
        "2024年3月1日",
        "二〇二四年三月一日",
        "2024-03-01",
        "发布时间：2024-03-01 来源：青木县委办",
        "来源：青木县委办　发布日期：2024年3月1日　浏览次数：120",
        "日期：2024/3/1",
    ],
)
def test_a_day_below_the_title_is_that_of_publication_and_no_more_of_the_title(below):
    made = facts(f"{TITLE}\n（虚构，供测试）\n{below}\n{INSPECTED}\n{BODY}")
    assert str(made.published) == "2024-03-01"
    assert made.title == f"{TITLE}\n（虚构，供测试）"
    assert made.preamble == f"{below}\n{INSPECTED}"


@pytest.mark.parametrize(
    "title", ["关于巡察整改情况的公告", "关于县委第三轮巡察\n整改情况的公告", "县委巡察\n整改进展\n情况的通报"]
)
@pytest.mark.parametrize("below", ["东河街道党工委\n（2024年3月1日）", "东河街道党工委　2024年3月1日"])
def test_the_body_below_the_title_is_who_issues_and_no_more_of_the_title(title, below):
    made = facts(f"{title}\n{below}\n根据安排进行整改。\n{BODY}")
    assert (made.title, made.issuer, str(made.published)) == (title, "东河街道党工委", "2024-03-01")


def test_a_category_without_a_number_right_below_the_title_is_no_more_of_the_title():
    made = read(f"{TITLE}\n干部队伍建设\n①针对“校长轮岗不及时”的问题，一是轮岗。二是培训。").announcement
    assert [category.title for category in made.parts[0].categories] == ["干部队伍建设"]


def test_a_name_of_any_kind_right_above_the_day_stands_with_it():
    made = facts(f"{TITLE}\n东河街道\n2024年3月1日\n{INSPECTED}\n{BODY}")
    assert (made.title, str(made.published)) == (TITLE, "2024-03-01")


def test_a_period_below_the_title_is_no_day():
    assert facts(f"{TITLE}\n（2023年4月3日至5月12日）\n{INSPECTED}\n{BODY}").published is None


@pytest.mark.parametrize(
    "closing",
    [
        "中共青木县委员会\n2024年3月1日",
        "中共青木县委员会　2024年3月1日",
        "中共青木县委员会\n2024年3月1日\n（此件公开发布）",
        "如有意见建议，请及时向我们反映。\n中共青木县委员会\n2024年3月1日",
        "特此公告。\n中共青木县委员会\n2024年3月1日",
    ],
)
def test_the_end_gives_the_body_and_the_day(closing):
    made = facts(f"{TITLE}\n{INSPECTED}\n{BODY}\n{closing}")
    assert (made.issuer, str(made.published), made.closing) == ("中共青木县委员会", "2024-03-01", closing)


@pytest.mark.parametrize(
    ("title", "inspected", "name", "issuer"),
    [
        ("青木镇党委关于巡察整改情况的通报", "我镇", "青木镇", "青木镇党委"),
        ("中共青木镇委员会关于巡察整改情况的通报", "我镇", "青木镇（盖章）", "中共青木镇委员会"),
        ("关于巡察整改情况的通报", "东河街道党工委", "东河街道", "东河街道党工委"),
        ("县文化馆关于巡察整改情况的通报", "我馆", "县文化馆", "县文化馆"),
        ("县文化馆巡察整改情况的通报", "县文化馆党组织", "县文化馆", "县文化馆"),
    ],
)
def test_the_announcing_body_may_sign_without_its_organ(title, inspected, name, issuer):
    closing = f"联系电话：0571-12345678\n{name}\n2024年3月1日"
    reading = read(f"{title}\n{INSPECTED.replace('青木县委', inspected)}\n{BODY}\n{closing}")
    made = reading.announcement.facts
    assert (made.issuer, str(made.published), made.closing) == (issuer, "2024-03-01", closing)
    assert closing.split("\n")[1] not in [note.text for note in reading.notes]


@pytest.mark.parametrize("name", ["东河镇", "青木", "镇党委办公楼", "（盖章）"])
@pytest.mark.parametrize(
    ("title", "issuer"),
    [("青木镇党委关于巡察整改情况的通报", "青木镇党委"), ("关于青木镇党委巡察整改情况的通报", None)],
)
def test_a_name_above_the_day_that_is_not_the_announcing_body_s_is_no_signature_and_named(title, issuer, name):
    issue = "（一）关于甲方面\n1.针对“甲”的问题，学习。"
    reading = read(f"{title}\n{INSPECTED.replace('青木县委', '我镇')}\n{issue}\n{name}\n2024年3月1日")
    made = reading.announcement.facts
    assert (made.issuer, made.closing, [note.text for note in reading.notes]) == (issuer, "2024年3月1日", [name])


@pytest.mark.parametrize(
    "feedback",
    [
        "2023年6月14日，巡察组反馈了意见。",
        "6月14日，巡察组反馈了意见。",
        "同年6月14日，巡察组反馈了意见。",
        "巡察结束后，经县委同意，6月14日召开巡察情况反馈会。",
        "2023年6月1日研究，6月14日反馈了意见。2024年1月整改。",
    ],
)
def test_the_day_of_the_feedback_has_the_year_that_the_paragraph_leaves_no_doubt_of(feedback):
    reading = read(f"{TITLE}\n{INSPECTED}{feedback}\n{BODY}")
    assert str(reading.announcement.facts.inspection.feedback) == "2023-06-14"
    assert reading.notes == []


@pytest.mark.parametrize(
    ("feedback", "day", "line"),
    [
        ("1月14日，巡察组反馈了意见。", "1月14日", 2),
        ("今年1月14日，巡察组反馈了意见。", "1月14日", 2),
        ("2024年研究。次年1月14日，巡察组反馈了意见。", "1月14日", 2),
        ("2022年的问题再次出现。6月14日，巡察组反馈了意见。", "6月14日", 2),
        ("\n6月14日，巡察组反馈了意见。", "6月14日", 3),
    ],
)
def test_a_feedback_whose_year_is_open_has_no_day_and_is_named(feedback, day, line):
    reading = read(f"{TITLE}\n{INSPECTED}{feedback}\n{BODY}")
    assert reading.announcement.facts.inspection.feedback is None
    message = f"反馈日期（{day}）没有写年份，从前文也不能确定，没有填；请核对后填写 feedback"
    assert [(note.line, note.message) for note in reading.notes] == [(line, message)]


@pytest.mark.parametrize("year", ["次年", "翌年", "第二年"])
def test_the_next_year_is_the_one_after_that_in_which_the_inspection_ended(year):
    reading = read(f"{TITLE}\n{INSPECTED}{year}1月14日，巡察组反馈了意见。\n{BODY}")
    assert str(reading.announcement.facts.inspection.feedback) == "2024-01-14"
    assert reading.notes == []


OTHER = "2021年3月1日至5月1日，省委第三巡视组对青木县委开展了巡视，7月3日反馈了意见。"


def test_of_several_inspections_none_is_taken_and_their_lines_are_named():
    reading = read(f"{TITLE}\n{OTHER}\n{INSPECTED}\n{BODY}")
    assert reading.announcement.facts.inspection is None
    message = "这里写到的巡察（巡视）不止一次，没有填巡察情况；请核对后填写 inspection"
    assert [(note.line, note.message) for note in reading.notes] == [(2, message), (3, message)]


@pytest.mark.parametrize(
    "other",
    [
        "于2023年6月28日召开民主生活会，对照反馈意见深刻检视。",
        "2023年6月10日县委研究反馈意见整改方案。",
        "2023年7月10日，向市委巡察办报送反馈意见整改方案。",
        "2023年6月20日，省委第三巡视组反馈了意见。",
    ],
)
def test_a_day_on_which_something_else_was_done_is_no_day_of_feedback(other):
    reading = read(f"{TITLE}\n{INSPECTED}{other}\n{BODY}")
    assert reading.announcement.facts.inspection.feedback is None
    message = "没有认出反馈日期，没有填；原文写明了的，请核对后填写 feedback"
    assert [(note.line, note.message) for note in reading.notes] == [(2, message)]


def test_of_two_days_of_feedback_none_is_taken():
    reading = read(f"{TITLE}\n{INSPECTED}2023年6月14日反馈了意见。2023年7月1日反馈了意见。\n{BODY}")
    assert reading.announcement.facts.inspection.feedback is None
    message = "写到反馈的日期不止一个，没有填反馈日期；请核对后填写 feedback"
    assert [note.message for note in reading.notes] == [message]


@pytest.mark.parametrize(
    ("period", "end"),
    [
        ("2023年4月3日～5月12日", "2023-05-12"),
        ("自2023年4月3日起至5月12日", "2023-05-12"),
        ("2023年04月03日至05月12日", "2023-05-12"),
        ("2023-04-03至2023-05-12", "2023-05-12"),
        ("2023年4月3日至次年1月12日", "2024-01-12"),
        ("2023年4月3日至翌年1月12日", "2024-01-12"),
    ],
)
def test_a_period_of_exact_days_is_read_and_is_found_by_the_check(folder, period, end):
    text = f"{TITLE}\n{INSPECTED.replace('2023年4月3日至5月12日', period)}\n{BODY}"
    made = facts(text)
    assert (str(made.inspection.period.start), str(made.inspection.period.end)) == ("2023-04-03", end)
    Path("data/announcement.txt").write_text(text, encoding="utf-8")
    Path("data/issues.yaml").write_text(writing.as_yaml(read(text).announcement), encoding="utf-8")
    assert errors(checks.run(Path("data/issues.yaml"))[1]) == []


def test_a_day_after_the_inspection_is_of_the_year_in_which_that_ended():
    text = (
        f"{TITLE}\n{INSPECTED.replace('2023年4月3日至5月12日', '2023年4月3日至次年5月12日')}7月1日反馈了意见。\n{BODY}"
    )
    assert str(facts(text).inspection.feedback) == "2024-07-01"


TEAM, DAYS, DAY = "县委第三巡察组", "2024-03-05 2024-05-10", "2024-06-18"
GIVEN = "2024年6月18日，向我镇反馈了意见。"


def taken(words):
    """Team, period and feedback as they were taken from a preamble, and what was named; they pass the check."""
    reading = read(f"{TITLE}\n{words}\n{BODY}")
    checked = checked_facts.check(source.parse("issues.yaml", writing.as_yaml(reading.announcement)))
    assert [fault.message for fault in checked if fault.severity == "error"] == []
    made, notes = reading.announcement.facts.inspection, [note.message for note in reading.notes]
    if made is None:
        return (None, None, None), notes
    period = f"{made.period.start} {made.period.end}" if made.period else None
    return (made.inspectors, period, str(made.feedback) if made.feedback else None), notes


@pytest.mark.parametrize(
    ("words", "team"),
    [
        ("2024年3月5日至5月10日，县委第三巡察组对柳河镇开展了常规巡察。", TEAM),
        ("2024年3月5日至5月10日，县委第三巡察组对我镇进行了巡察。", TEAM),
        ("2024年3月5日至5月10日，县委第三巡察组对我局进行了为期两个月的巡察。", TEAM),
        ("2024年3月5日至5月10日，县委第三巡察组对本单位及下属单位开展常规巡察。", TEAM),
        ("2024年3月5日至5月10日县委第三巡察组对本单位开展政治巡察。", TEAM),
        ("县委第三巡察组（以下简称巡察组）于2024年3月5日至5月10日对县水利局进行了巡察。", TEAM),
        ("县委第三巡察组2024年3月5日至5月10日，对县水利局进行巡察“回头看”。", TEAM),
        ("2024年3月5日至5月10日，县委第三巡察组集中两个月时间，对柳河镇开展了巡察。", TEAM),
        ("2024年3月5日至5月10日，县委第三巡察组进驻县水利局开展巡察。", TEAM),
        ("2024年3月5日至5月10日，我局接受了县委第三巡察组的常规巡察。", TEAM),
        ("2024年3月5日至5月10日期间县委第三巡察组对柳河镇开展了巡察。", TEAM),
        ("2024年3月5日至5月10日，十四届县委第三轮巡察第二巡察组对我镇开展了巡察。", "十四届县委第三轮巡察第二巡察组"),
        ("2024年3月5日起至5月10日，由县委第三巡察组对柳河镇开展了巡察。", TEAM),
        ("2024年3月5日至5月10日，市委巡察第二组对柳河镇开展了提级巡察。", "市委巡察第二组"),
        ("2024年3月5日至5月10日，自治区党委第五巡视组对白水县进行了巡视。", "自治区党委第五巡视组"),
        ("按照关于对8个单位开展巡察的部署，2024年3月5日至5月10日，县委第三巡察组对我镇开展了巡察。", TEAM),
    ],
)
def test_who_inspected_and_when_are_read_whatever_the_inspected_are_called(words, team):
    assert taken(words + GIVEN) == ((team, DAYS, DAY), [])


@pytest.mark.parametrize(
    ("period", "days"),
    [
        ("2024-03-05至2024-05-10", DAYS),
        ("2024/3/5～2024/5/10", DAYS),
        ("自2024.3.5-2024.5.10", DAYS),
        ("2024年3月5日 至 2024年5月10日", DAYS),
        ("2023年12月5日至次年1月10日", "2023-12-05 2024-01-10"),
        ("2024年3月5日至同年5月10日", DAYS),
    ],
)
def test_a_period_is_read_in_the_ways_in_which_days_are_written(period, days):
    text = f"{period}，县委第三巡察组对我镇进行了巡察，并于2024-06-18向镇党委反馈了意见。"
    assert taken(text) == ((TEAM, days, DAY), [])


MONTHS = "巡察时间只写到月，没有填起止日期；知道的，请填写 period"
NO_PERIOD = "没有认出巡察时间（原文要写明起止的年月日），没有填；请核对后填写 period"
NO_TEAM = "没有认出是哪个巡察组，没有填；请核对后填写 inspectors"
NO_DAY = "没有认出反馈日期，没有填；原文写明了的，请核对后填写 feedback"
NO_YEAR = "反馈日期（6月18日）没有写年份，从前文也不能确定，没有填；请核对后填写 feedback"


@pytest.mark.parametrize(
    ("words", "facts", "notes"),
    [
        ("2024年3月至5月，县委第三巡察组对我镇进行了巡察，6月18日反馈。", (TEAM, None, DAY), [MONTHS]),
        ("2024年3月至5月，县委第三巡察组对我镇进行了巡察，5月18日反馈。", (TEAM, None, None), [MONTHS, "5月18日"]),
        ("2023年12月至次年2月，县委第三巡察组对我镇进行了巡察。2024年6月18日反馈。", (TEAM, None, DAY), [MONTHS]),
        ("2024年3月中旬至5月底，县委第三巡察组对我镇进行了巡察。" + GIVEN, (TEAM, None, DAY), [MONTHS]),
        ("2024年3月至5月县委第三巡察组对我镇进行了巡察。" + GIVEN, (TEAM, None, DAY), [MONTHS]),
        ("今年上半年，县委第三巡察组对我镇进行了巡察。" + GIVEN, (TEAM, None, DAY), [NO_PERIOD]),
        ("今年上半年，县委第三巡察组对我镇进行了巡察。6月18日反馈。", (TEAM, None, None), [NO_PERIOD, NO_YEAR]),
        ("2024年5月10日至3月5日，县委第三巡察组对我镇进行了巡察。" + GIVEN, (TEAM, None, DAY), [NO_PERIOD]),
        ("2024年3月5日至5月40日，县委第三巡察组对我镇进行了巡察。" + GIVEN, (TEAM, None, DAY), [NO_PERIOD]),
        ("2024年3月5日至5月10日，县委对我镇进行了巡察。" + GIVEN, (None, DAYS, DAY), [NO_TEAM]),
        ("2024年3月5日至5月10日，县委第一、第三巡察组对我镇进行了巡察。" + GIVEN, (None, DAYS, DAY), [NO_TEAM]),
        ("2024年3月5日至5月10日，县委第一巡察组和第三巡察组对我镇进行了巡察。" + GIVEN, (None, DAYS, DAY), [NO_TEAM]),
        ("2024年3月5日至5月10日，我局接受了市委巡察。" + GIVEN, (None, DAYS, DAY), [NO_TEAM]),
        ("2024年3月5日至5月10日，县委对我镇进行了巡察。2024年6月18日，县委第三巡察组反馈。", (TEAM, DAYS, DAY), []),
        ("2024年3月5日至5月10日，县委第三巡察组对我镇进行了巡察，6月作了反馈。", (TEAM, DAYS, None), [NO_DAY]),
        (
            "2024年3月5日至5月10日，县委第三巡察组对我镇进行了巡察。2024年6月18日，县委第九巡察组反馈。",
            (TEAM, DAYS, None),
            [NO_DAY],
        ),
        (
            "2021年3月5日，县委第三巡察组对我镇进行了巡察。2024年3月5日至5月10日，县委对我镇进行了巡察。" + GIVEN,
            (None, None, None),
            ["不止一次"],
        ),
        ("根据安排，县委第三巡察组于2024年6月18日向我局反馈了意见。", (TEAM, None, DAY), [NO_PERIOD]),
        ("2024年6月18日，县委第三巡察组向我局反馈了意见。", (TEAM, None, DAY), [NO_PERIOD]),
        ("2024年6月18日，县委巡察办向我局反馈了意见。", (None, None, None), []),
        ("6月18日，县委第三巡察组向我局反馈了意见。", (None, None, None), ["没有认出巡察情况，没有填"]),
        (
            "2024年3月5日至5月10日，县委对我镇进行了巡察。2024年6月18日，省委第三巡视组反馈。",
            (None, DAYS, None),
            [NO_TEAM, NO_DAY],
        ),
        (
            "2024年3月5日至5月10日，县委第三巡察组对我镇进行了巡察。2024年4月1日反馈。",
            (TEAM, DAYS, None),
            ["早于巡察结束"],
        ),
        ("2024年6月18日，县委巡察工作领导小组对我局整改开展了巡察督查。", (None, None, None), []),
        ("县委决定对8个单位开展巡察。", (None, None, None), []),
        ("2024年3月5日至5月10日，省委对我县进行了巡视。" + GIVEN, (None, None, None), ["没有认出是谁巡察了谁"]),
    ],
)
def test_each_fact_is_taken_by_itself_and_what_stays_open_is_named(words, facts, notes):
    made, named = taken(words)
    assert made == facts
    assert len(named) == bool(notes)
    assert all(note in named[0] for note in notes)


@pytest.mark.parametrize("below", ["（联系人：李某）", "责任编辑：王某", "附件\n整改台账\n共20条。"])
def test_lines_below_the_date_are_of_the_end_too(below):
    closing = f"欢迎监督。\n中共青木县委员会\n2024年3月1日\n{below}"
    made = facts(f"{TITLE}\n{INSPECTED}\n{BODY}\n{closing}")
    assert (made.issuer, str(made.published), made.closing) == ("中共青木县委员会", "2024-03-01", closing)


@pytest.mark.parametrize("above", ["首页 > 政务公开 > 巡察整改", "索引号：113-2023-001\n主题分类：巡察整改"])
def test_a_title_below_lines_of_a_web_page_is_named(above):
    reading = read(f"{above}\n{TITLE}\n{INSPECTED}\n{BODY}")
    assert reading.announcement.facts.title is None
    message = "像是标题，但上面还有别的字（网页的栏目、时间等），没有填标题；从原文删掉上面几行，再导入"
    assert [(note.line, note.message) for note in reading.notes] == [(above.count("\n") + 2, message)]


def test_an_announced_e_mail_address_is_public_on_purpose_and_named():
    reading = read(f"{TITLE}\n{INSPECTED}\n{BODY}\n联系方式：电子邮箱 qm@163.com\n中共青木县委员会\n2024年3月1日")
    assert (reading.announcement.facts.public, reading.announcement.facts.reason) == (True, "通报公布的联系方式")
    assert [note.line for note in reading.notes] == [5]


@pytest.mark.parametrize("line", ["联系人：李某，13812345678", "请写信给qm@163.com。"])
def test_other_personal_data_is_left_to_a_person_and_named(line):
    reading = read(f"{TITLE}\n{INSPECTED}\n{BODY}\n中共青木县委员会\n2024年3月1日\n{line}")
    assert reading.announcement.facts.public is False
    assert [note.message for note in reading.notes if "检查和构建会停下" in note.message]


def test_a_day_of_publication_before_the_inspection_is_none_and_named():
    reading = read(f"{TITLE}\n{INSPECTED}\n{BODY}\n中共青木县委员会\n2023年3月1日")
    assert reading.announcement.facts.published is None
    assert [note.line for note in reading.notes] == [6]


@pytest.mark.parametrize(
    ("signature", "day"),
    [
        ("中共青木县委员会（盖章）", "2024年3月1日"),
        ("中共青木县委员会 （公章）", "二O二四年三月一日"),
        ("中共青木县委员会（代章）", "2024年3月1日"),
        ("中共青木县委员会　青木县人民政府", "2024年3月1日"),
        ("中共青木县委员会\n青木县人民政府", "2024年3月1日"),
        ("中共青木县委员会", "二〇二四年三月一日（公开方式：主动公开）"),
        ("中共青木县委员会", "2024年3月1日（此件公开发布）"),
    ],
)
def test_seals_and_remarks_on_openness_do_not_hide_signature_and_day(signature, day):
    made = facts(f"{TITLE}\n{INSPECTED}\n{BODY}\n{signature}\n{day}")
    assert (made.issuer, str(made.published)) == ("中共青木县委员会", "2024-03-01")
    assert made.closing == f"{signature}\n{day}"


@pytest.mark.parametrize(
    "line",
    [
        "电  话：0571-12345678",
        "监督电 话：0571-12345678",
        "电  话  0571-12345678",
        "邮  编：310000",
        "地　　址：青木路1号",
        "电 子 邮 箱：qm@qingmu.gov.cn",
        "受理电话：0571-12345678",
        "传真：0571-12345678",
        "意见箱设在县委大院门口。",
        "以上通报，请予监督。",
    ],
)
@pytest.mark.parametrize(
    "last", ["中共青木县委员会\n2024年3月1日", "中共青木县委员会（代章）\n2024年3月1日印发", "2024年3月"]
)
def test_contact_lines_above_the_signature_are_of_the_end(line, last):
    reading = read(f"{TITLE}\n{INSPECTED}\n（一）关于学习方面\n1.针对“甲”的问题，学。\n联系方式：\n{line}\n{last}")
    (issue,) = reading.announcement.issues
    assert issue.unplaced == []
    assert normal(reading.announcement.facts.closing) == normal(f"联系方式：\n{line}\n{last}")


@pytest.mark.parametrize(
    "last",
    [
        "设立举报电话0571-12345678，收到线索3条。",
        "意见箱设在村口，收到意见30条。",
        "举报箱设于村口。",
        "值班电话全天有人。",
    ],
)
def test_a_measure_on_telephones_or_boxes_is_none_of_the_end(last):
    made = read(f"{TITLE}\n{INSPECTED}\n（一）关于学习方面\n1.针对“甲”的问题，\n{last}\n中共青木县委员会").announcement
    assert (made.issues[0].measures[0].text, made.facts.closing) == (last, "中共青木县委员会")


@pytest.mark.parametrize("preamble", ["", "现将情况公布如下。\n"])
def test_where_the_preamble_does_not_tell_of_the_inspection_the_first_words_of_the_first_part_may(preamble):
    inspected = "2023年4月3日至5月12日，县委第一巡察组对青木镇党委进行了巡察，6月2日进行了反馈。"
    told = facts(f"{TITLE}\n{preamble}一、工作情况\n{inspected}\n二、整改情况\n（一）努力。再努力。").inspection
    assert (told.inspectors, str(told.period.end), str(told.feedback)) == (
        "县委第一巡察组",
        "2023-05-12",
        "2023-06-02",
    )


@pytest.mark.parametrize(
    "text",
    [
        "一、工作情况\n（一）举一反三。2023年4月3日至5月12日，县委第一巡察组对3个村开展了巡察。",
        "一、工作情况\n开会2次。\n二、其他\n2023年4月3日至5月12日，县委第一巡察组对3个村开展了巡察。",
        "一、工作情况\n2023年4月3日至5月12日，对3个村开展了巡察。",
    ],
)
def test_no_other_words_of_the_parts_tell_of_it(text):
    assert facts(f"{TITLE}\n{text}").inspection is None


@pytest.mark.parametrize(
    ("heading", "inspected", "more"),
    [
        ("关于上轮巡察整改情况", "县委第一巡察组对青木镇党委进行了巡察。", ""),
        ("巡察“回头看”整改情况", "县委第一巡察组对青木镇党委进行了巡察。", ""),
        ("整改情况", "上一轮巡察中，县委第一巡察组对青木镇党委进行了巡察。", ""),
        ("整改情况", "此前，县委第一巡察组对青木镇党委进行了巡察。", ""),
        ("整改情况", "县委第一巡察组对青木镇党委进行了巡察。", "市委第三巡察组对青木镇党委进行了巡察。"),
        ("整改情况", "县委第一巡察组对青木镇党委进行了巡察。镇党委对3个村开展了巡察。", ""),
    ],
)
def test_an_earlier_inspection_or_one_of_several_in_the_first_part_is_named_and_not_taken(heading, inspected, more):
    inspected = f"2021年4月3日至5月12日，{inspected}"
    reading = read(f"{TITLE}\n一、{heading}\n{inspected}\n二、本轮整改情况\n{more}\n（一）努力。再努力。")
    assert reading.announcement.facts.inspection is None
    assert [note.text for note in reading.notes if "请核对后填写 inspection" in note.message] == [inspected]


@pytest.mark.parametrize("day", ["2024年3月1日印发", "二〇二四年三月", "2024年3月"])
def test_what_is_like_a_day_below_a_signature_is_named_and_is_no_day_of_publication(day):
    reading = read(f"{TITLE}\n{INSPECTED}\n{BODY}\n中共青木县委员会\n{day}")
    made = reading.announcement.facts
    assert (made.issuer, made.published) == ("中共青木县委员会", None)
    assert made.closing == f"中共青木县委员会\n{day}"
    assert day in [note.text for note in reading.notes]


@pytest.mark.parametrize(
    ("closing", "found"),
    [
        ("联系电话：0571-12345678\n中共青木县委员会", ["联系方式", "落款"]),
        ("特此通报。\n中共青木县委员会\n2024年3月1日", ["落款"]),
        ("附件：整改清单", []),
        (None, []),
    ],
)
def test_contact_lines_and_signature_are_found_each_for_itself(closing, found):
    assert [name for name, is_found in front.parts_of_closing(closing).items() if is_found] == found
