"""What is published of the data: pages, gaps in words, figures, marked evidence."""

from collections import Counter

import pytest
from conftest import ROOT

from gongkai import absences, evidence, glossary, places, progress, sitemap, timeline
from gongkai.evidence import Paragraph, Run
from gongkai.model import Announcement, Glossary, Measure, Part, Status

GLOSSARY = glossary.load(ROOT / "data" / "glossary.yaml")


def issues(*numbers: int) -> list[dict]:
    return [{"number": number, "problem": "某", "measures": [{"text": "某。"}]} for number in numbers]


def part(missing: list[int], *categories: list[int]) -> Part:
    made = [
        {"number": number, "slug": f"c{number}", "title": "某", "issues": issues(*held)}
        for number, held in enumerate(categories, start=1)
    ]
    return Part.model_validate({"title": "某", "missing": missing, "categories": made})


@pytest.mark.parametrize(
    ("missing", "categories", "expected"),
    [
        ([2], [[1, 3]], [((2,), [1], 1, 3)]),
        ([2], [[1], [3]], [((2,), [1, 2], 1, 3)]),
        ([2, 3, 5], [[1], [], [4], [6]], [((2, 3), [1, 2, 3], 1, 4), ((5,), [3, 4], 4, 6)]),
        ([1], [[], [2]], [((1,), [1, 2], None, 2)]),
        ([3], [[1, 2], []], [((3,), [1, 2], 2, None)]),
        ([], [[1, 2]], []),
    ],
)
def test_a_missing_number_may_be_of_any_category_between_its_neighbours(missing, categories, expected):
    gaps = absences.of_part(part(missing, *categories))
    assert [(gap.numbers, [one.number for one in gap.categories], gap.before, gap.after) for gap in gaps] == expected


def test_the_shipped_gaps_touch_the_empty_category(announcement):
    (gap,) = [gap for gap in absences.gaps(announcement) if 36 in gap.numbers]
    assert gap.numbers == (36, 37, 38, 39)
    assert [category.number for category in gap.categories] == [13, 14, 15]


def test_there_is_a_page_for_everything_and_no_address_twice(announcement):
    pages = list(sitemap.pages(announcement, GLOSSARY))
    templates = Counter(page.template for page in pages)
    singles = (
        "home",
        "full_text",
        "categories",
        "progress",
        "places",
        "figures",
        "glossary",
        "open_data",
        "search",
        "site_map",
    )
    assert templates == {"part": 2, "category": 19, "issue": 32, **dict.fromkeys(singles, 1)}
    assert len({page.path for page in pages}) == len(pages)
    paths = {page.path for page in pages}
    assert {"", "announcement/", "parts/1/", "parts/3/", "categories/traffic/", "issues/20/", "progress/"} <= paths


def test_pages_know_their_neighbours(announcement):
    pages = {page.path: page for page in sitemap.pages(announcement, GLOSSARY)}
    twenty = pages["issues/20/"]
    assert (twenty.before.number, twenty.after.number, twenty.home.slug) == (19, 21, "traffic")
    assert pages["issues/1/"].before is None
    assert pages["issues/51/"].after is None
    assert [gap.numbers for gap in pages["issues/17/"].gaps] == [(14, 15, 16), (18,)]


def test_navigation_does_not_grow_with_the_issues(announcement):
    labels = ["首页", "通报全文", "问题和措施", "整改进展", "按村（社区）", "关于"]
    assert [entry.label for entry in sitemap.navigation(announcement)] == labels
    current = [entry.label for entry in sitemap.navigation(announcement) if entry.holds("issues/20/")]
    assert current == ["问题和措施"]


def test_every_page_belongs_to_one_column(announcement):
    entries = sitemap.navigation(announcement)
    for page in sitemap.pages(announcement, GLOSSARY):
        assert len([entry for entry in entries if entry.holds(page.path)]) == 1, page.path


def test_a_trail_leads_from_the_home_page_to_what_is_above(announcement):
    above = ["首页", "问题和措施", "（七）关于交通整治力度有待加强方面"]
    assert [name for _, name in sitemap.trail(announcement, "issues/20/")] == above
    assert sitemap.trail(announcement, "about/") == [("", "首页")]
    assert sitemap.trail(announcement, "") == []


def test_what_comes_next_is_the_part_after_the_issues(announcement):
    number, part = sitemap.plans(announcement)
    assert (number, part.title) == (3, "下一步工作计划")
    assert sitemap.plans(announcement.model_copy(update={"parts": announcement.parts[:2]})) is None


def test_figures_are_counted_from_the_data(announcement):
    figures = progress.summary(announcement)
    assert (figures.categories, figures.issues, figures.missing, figures.tally.total) == (19, 32, 19, 75)
    by_category = [progress.of_category(category) for category in announcement.categories]
    for status in Status:
        assert sum(tally.counts[status] for tally in by_category) == figures.tally.counts[status]


def test_a_bar_is_shared_out_by_count():
    tally = progress.Tally({Status.DONE: 1, Status.STANDING: 0, Status.ONGOING: 2, Status.STATED: 1})
    segments = [(one.status, one.start, one.width) for one in tally.segments(100)]
    assert segments == [(Status.DONE, 0, 21), (Status.ONGOING, 25, 46), (Status.STATED, 75, 21)]
    assert tally.described == "已完成1条，推进中2条，已公布措施1条"


def test_every_status_of_the_shipped_data_rests_on_words_that_are_marked(announcement):
    for issue in announcement.issues:
        for measure in issue.measures:
            marked = [run.text for one in evidence.paragraphs(measure) for run in one.runs if run.evidence]
            assert "".join(marked) == ("" if measure.status is Status.STATED else measure.evidence)


def test_evidence_is_marked_once_and_no_word_is_lost():
    measure = Measure(text="已建成。还要建。\n已建成。", after_gap="已建成。", status=Status.DONE, evidence="已建成")
    assert evidence.paragraphs(measure) == [
        Paragraph((Run("已建成", evidence=True, lead=True), Run("。", lead=True), Run("还要建。"))),
        Paragraph((Run("已建成。"),)),
        Paragraph((Run("已建成。"),), after_gap=True),
    ]


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("加强管理。定期检查。", "加强管理。"),
        ("加强管理，定期检查。", "加强管理，"),
        ("加强管理。", ""),
        ("加强管理", ""),
        ("某" * 40 + "，某。", ""),
    ],
)
def test_the_first_phrase_stands_out_where_there_is_more(text, lead):
    (paragraph,) = evidence.paragraphs(Measure(text=text))
    assert "".join(run.text for run in paragraph.runs if run.lead) == lead
    assert "".join(run.text for run in paragraph.runs) == text


def test_an_announcement_without_issues_still_has_its_pages():
    only_words = Announcement.model_validate(
        {"announcement": {"issuer": None, "published": None, "preamble": "某。"}, "parts": []}
    )
    assert [page.template for page in sitemap.pages(only_words, Glossary())] == [
        "home",
        "full_text",
        "open_data",
        "search",
        "site_map",
    ]
    assert [entry.label for entry in sitemap.navigation(only_words)] == ["首页", "通报全文", "关于"]


def test_a_place_is_mentioned_where_the_words_name_it(announcement):
    found = places.mentions(announcement)
    assert list(found) == sitemap.places_of(announcement)
    mentioned = {
        place: [(one.issue.number, one.words, one.itself) for one in some] for place, some in found.items() if some
    }
    assert mentioned == {
        "洪屋涡": [(10, "洪屋涡村", True), (17, "洪屋涡村", True)],
        "梅沙": [(2, "梅沙单元", False)],
        "乌沙": [(9, "乌沙村", True)],
        "夏汇": [(2, "夏汇单元", False)],
    }


def test_a_common_word_is_not_the_community_of_that_name(announcement):
    assert any("居民" in measure.text for issue in announcement.issues for measure in issue.measures)
    assert places.mentions(announcement)["居民"] == []


def test_the_course_of_events_is_what_the_text_dates(announcement):
    assert [(one.written, one.title) for one in timeline.moments(announcement)] == [
        ("2023年4月17日至5月31日", "市委第六巡察组巡察"),
        ("2023年7月26日", "反馈巡察意见"),
        ("2023年8月9日", "党委会议"),
        ("2023年10月17日", "巡察整改专题民主生活会"),
    ]


def test_issues_of_the_same_place_know_each_other(announcement):
    issues = {issue.number: issue for issue in announcement.issues}
    found = places.mentions(announcement)
    assert {place: [one.number for one in some] for place, some in places.related(found, issues[10]).items()} == {
        "洪屋涡": [17]
    }
    assert places.related(found, issues[2]) == {}
