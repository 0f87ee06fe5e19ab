"""Numbers of sections, categories and issues: none twice, none out of order, no gap that is not declared."""

import re
from collections.abc import Iterable, Iterator

from gongkai import printing
from gongkai.checks import mirror
from gongkai.faults import Fault
from gongkai.importing import forms
from gongkai.model import DataPath
from gongkai.printing import Kind, Paragraph
from gongkai.source import Source
from gongkai.wording import chinese_number

_MOST_LISTED = 20

Numbered = list[tuple[int, DataPath]]


def check(source: Source) -> Iterator[Fault]:
    """Faults `number-twice`, `number-order`, `number-gap`, `missing-present`, `missing-unknown`, `slug-twice`,
    `mixed-part`, `category-untitled`; a gap that a paragraph which was not read may fill is a warning.
    """
    paragraphs = list(printing.paragraphs(source.announcement))
    for at, part in source.parts():
        own = of_part(paragraphs, at[-1] + 1)
        if part.sections and part.categories:
            message = "同一部分既有 sections（各节）又有 categories（类别）"
            yield source.fault(at, "mixed-part", message, "一个部分只用其中一种")
        sections = [(one.number, (*at, "sections", place, "number")) for place, one in enumerate(part.sections)]
        categories = [(one.number, (*at, "categories", place, "number")) for place, one in enumerate(part.categories)]
        missing = [(number, (*at, "missing_categories", place)) for place, number in enumerate(part.missing_categories)]
        declare = "若所据文本缺这一节，加一行“- {{number: {1}, missing: true}}”；缺几节就加几行"
        yield from _numbers(source, "节", sections, [], declare, doubtful(own, "section"))
        declare = "若所据文本确实没有，把 {0} 写进 missing_categories"
        yield from _numbers(source, "类别", categories, missing, declare, doubtful(own, "category"))
    issues = [(issue.number, (*path, "number")) for path, issue in source.issues()]
    missing = [(n, (*path, "missing", place)) for path, part in source.parts() for place, n in enumerate(part.missing)]
    yield from _numbers(
        source, "问题", issues, missing, "若所据文本确实没有，把 {0} 写进 missing", doubtful(paragraphs, "issue")
    )
    for path, category in source.categories():
        if not (category.title or category.issues):
            message = "这一类别既没有标题，也没有问题"
            yield source.fault((*path, "title"), "category-untitled", message, "填上 title，或删掉这一类别")
    yield from _slugs(source)


def of_part(paragraphs: Iterable[Paragraph], number: int) -> list[Paragraph]:
    """The paragraphs that may hold what a part lacks: its own, and for the first those above it."""
    return [one for one in paragraphs if one.part_number == number or (number == 1 and one.kind == "preamble")]


def doubtful(paragraphs: Iterable[Paragraph], kind: Kind) -> dict[int, Paragraph]:
    """Numbers of issues, categories or sections that a paragraph may be which was not read as one.

    Such a paragraph begins with that number, or stands between the two numbers around the gap and begins with any
    number, since lists may count anew, or names a problem. Whoever calls such a number missing says more than the text.
    What a body plans is no issue.
    """
    found: dict[int, Paragraph] = {}
    named: dict[int, Paragraph] = {}
    before, between, plans = 0, None, False
    for paragraph in paragraphs:
        if paragraph.kind == "part":
            plans = kind == "issue" and bool(forms.PLANS.search(paragraph.text))
        if paragraph.kind == kind and paragraph.first:
            number = paragraph.subject.number
            if between:
                found |= dict.fromkeys(range(before + 1, number), between)
            before, between = max(before, number), None
        elif not plans and _was_not_read(paragraph):
            if number := forms.number_starting(paragraph.text):
                named.setdefault(number, paragraph)
            if number or (kind == "issue" and paragraph.kind == "unplaced" and forms.issue_head(paragraph.text)):
                between = between or paragraph
    return named | found


def _was_not_read(paragraph: Paragraph) -> bool:
    prose = paragraph.kind == "section" and not paragraph.first
    return prose or paragraph.kind in ("unplaced", "lead", "preamble")


def _numbers(
    source: Source,
    what: str,
    present: Numbered,
    missing: Numbered,
    declare: str,
    unread: dict[int, Paragraph],
) -> Iterator[Fault]:
    """Faults of numbers that should be, with those declared missing, all from 1 to the highest.

    `unread`: the paragraphs that may be what lacks, by its number.
    """
    yield from _order(source, present, what)
    yield from _order(source, missing, f"缺失的{what}")
    places = dict(reversed(present))
    for number, path in missing:
        if number in places:
            message = f"{what} {number} 标为缺失，但第 {source.place(places[number]).line} 行就有"
            yield source.fault(path, "missing-present", message, f"从这里删掉 {number}")
    last = max(places, default=0)
    for number, path in missing:
        if number > last and not _named(number, source) and not any(mirror.check(source)):
            message = f"{what} {number} 在最后一个{what}（{last}）之后，原文里没有它"
            yield source.fault(path, "missing-unknown", message, f"从这里删掉 {number}：只有能看出缺了的才写")
    known = places | {number: path for number, path in missing if number not in places}
    before = 0
    for number in sorted(known):
        absent = range(before + 1, number)
        before = number
        for one in (one for one in absent if one in unread):
            piece = unread[one].pieces[0]
            line = source.place(piece.path, piece.offset).line
            message = f"缺{what} {one}；第 {line} 行未识别的段落像是它"
            advice = "按格式写到它的位置，从现在的地方删掉那一段"
            yield source.fault(known[number], "number-gap", message, advice, severity="warning")
        if rest := [one for one in absent if one not in unread]:
            message = f"缺{what}编号 {_listed(rest)}，没有说明"
            yield source.fault(known[number], "number-gap", message, _advice(rest, declare))


def _named(number: int, source: Source) -> bool:
    """Whether the announcement names a number, as in 反馈的52个问题: then one that comes after the last can lack."""
    words = printing.text(source.announcement)
    return bool(re.search(rf"((?<!\d){number}|{chinese_number(number)})(个|项|条|类|方面)", words))


def _listed(numbers: list[int]) -> str:
    return "、".join(map(str, numbers)) if len(numbers) <= _MOST_LISTED else f"{numbers[0]} 至 {numbers[-1]}"


def _advice(numbers: list[int], declare: str) -> str:
    return declare.format(_listed(numbers), numbers[0]) if len(numbers) <= _MOST_LISTED else "核对编号是不是写错了"


def _order(source: Source, numbered: Numbered, what: str) -> Iterator[Fault]:
    """Faults of a list of numbers with their paths that should grow from one to the next."""
    seen: dict[int, DataPath] = {}
    highest, highest_path = 0, None
    for number, path in numbered:
        if number in seen:
            line = source.place(seen[number]).line
            yield source.fault(path, "number-twice", f"{what}编号 {number} 与第 {line} 行重复", "改正其中一处的编号")
        elif number < highest and highest_path:
            line = source.place(highest_path).line
            message = f"{what}编号 {number} 排在第 {line} 行的 {highest} 之后"
            yield source.fault(path, "number-order", message, "按编号从小到大排列，或改正编号")
        seen.setdefault(number, path)
        if number > highest:
            highest, highest_path = number, path


def _slugs(source: Source) -> Iterator[Fault]:
    seen: dict[str, DataPath] = {}
    for path, category in source.categories():
        if category.slug in seen:
            line = source.place(seen[category.slug]).line
            message = f"网址名 {category.slug} 与第 {line} 行重复"
            yield source.fault((*path, "slug"), "slug-twice", message, "每个类别用不同的网址名")
        seen.setdefault(category.slug, (*path, "slug"))
