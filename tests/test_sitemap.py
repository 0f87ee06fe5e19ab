"""What pages call what the announcement leaves without a name, and where their links lead."""

from pathlib import Path

from gongkai import checks, ledger, progress, sitemap, writing
from gongkai.exporting import table
from gongkai.importing.announcement import read
from gongkai.model import Category

UNTITLED = "1.针对“甲”的问题，学习。\n2.针对“乙”的问题，培训。\n"
GROUPED = (
    "（一）聚焦作风方面\n共两类。\n1.关于学习方面\n（1）针对“甲”的问题，学习。\n"
    "2.关于会议方面\n（2）针对“乙”的问题，培训。\n"
)


def test_a_category_without_a_title_has_a_neutral_name_and_no_number_and_is_not_counted():
    announcement = read(UNTITLED).announcement
    (category,) = announcement.categories
    assert sitemap.category_title(category) == "反馈的问题"
    assert progress.summary(announcement).described.startswith("2个问题，2条措施")
    assert ledger.row(category, category.issues[0], 1).category == "反馈的问题"
    assert "1,反馈的问题,1,甲" in table.as_csv(announcement)


def test_its_place_in_the_full_text_is_that_of_its_first_issue():
    (category,) = read(UNTITLED).announcement.categories
    assert sitemap.category_anchor(category) == "issue-1"
    assert sitemap.category_anchor(Category(number=1, slug="a", title="甲")) == "category-1"


def test_a_category_with_neither_title_nor_issues_is_a_fault(folder):
    written = writing.as_yaml(read("（一）关于甲方面\n").announcement).replace("title: 关于甲方面", "title: null")
    Path("data/issues.yaml").write_text(written, encoding="utf-8")
    assert "category-untitled" in [fault.code for fault in checks.run(Path("data/issues.yaml"))[1]]


def test_categories_stand_under_the_last_heading_above_them():
    announcement = read(GROUPED).announcement
    assert [sitemap.group_of(announcement, one) for one in announcement.categories] == [
        ["（一）聚焦作风方面", "共两类。"]
    ] * 2
    assert sitemap.group_of(read(UNTITLED).announcement, read(UNTITLED).announcement.categories[0]) == []
