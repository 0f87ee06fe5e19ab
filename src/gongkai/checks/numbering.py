"""Numbers of sections, categories and issues: none twice, none out of order, no gap that is not declared."""

from collections.abc import Iterator

from gongkai.faults import Fault
from gongkai.model import DataPath
from gongkai.source import Source


def check(source: Source) -> Iterator[Fault]:
    """Faults `number-twice`, `number-order`, `number-gap`, `missing-present`, `slug-twice`, `mixed-part`."""
    for at, part in source.parts():
        if part.sections and part.categories:
            message = "同一部分既有 sections（各节）又有 categories（类别）"
            yield source.fault(at, "mixed-part", message, "一个部分只用其中一种")
        sections = [(one.number, (*at, "sections", place, "number")) for place, one in enumerate(part.sections)]
        categories = [(one.number, (*at, "categories", place, "number")) for place, one in enumerate(part.categories)]
        advice = "若所据文本缺这一节，加一行“- {{number: {0}, missing: true}}”"
        yield from _sequence(source, sections, "节", advice)
        yield from _sequence(source, categories, "类别", "核对类别的序号")
    yield from _issues(source)
    yield from _slugs(source)


def _sequence(source: Source, numbered: list[tuple[int, DataPath]], what: str, advice: str) -> Iterator[Fault]:
    yield from _order(source, numbered, what)
    present = {number for number, _ in numbered}
    for number, path in numbered:
        for absent in _absent_before(number, present):
            yield source.fault(path, "number-gap", f"缺第 {absent} {what}，没有说明", advice.format(absent))


def _issues(source: Source) -> Iterator[Fault]:
    issues = [(issue.number, (*path, "number")) for path, issue in source.issues()]
    missing = [
        (number, (*path, "missing", place))
        for path, part in source.parts()
        for place, number in enumerate(part.missing)
    ]
    yield from _order(source, issues, "问题")
    yield from _order(source, missing, "缺失")
    present = dict(reversed(issues))
    for number, path in missing:
        if number in present:
            line = source.place(present[number]).line
            message = f"问题 {number} 标为缺失，但第 {line} 行就有"
            yield source.fault(path, "missing-present", message, f"从 missing 中删掉 {number}")
    declared = set(present) | {number for number, _ in missing}
    for number, path in issues:
        for absent in _absent_before(number, declared):
            message = f"缺问题 {absent}，没有说明"
            yield source.fault(path, "number-gap", message, f"若所据文本确实没有，把 {absent} 写进 missing")


def _order(source: Source, numbered: list[tuple[int, DataPath]], what: str) -> Iterator[Fault]:
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


def _absent_before(number: int, known: set[int]) -> list[int]:
    """The numbers that lack right before a number, back to the nearest known one."""
    before = number - 1
    while before > 0 and before not in known:
        before -= 1
    return list(range(before + 1, number))


def _slugs(source: Source) -> Iterator[Fault]:
    seen: dict[str, DataPath] = {}
    for path, category in source.categories():
        if category.slug in seen:
            line = source.place(seen[category.slug]).line
            message = f"网址名 {category.slug} 与第 {line} 行重复"
            yield source.fault((*path, "slug"), "slug-twice", message, "每个类别用不同的网址名")
        seen.setdefault(category.slug, (*path, "slug"))
