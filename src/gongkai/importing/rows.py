"""The rows of a ledger that are no measure: titles, headings, sums, signatures, remarks; people put them anywhere."""

import re

from gongkai.importing import headings, workbook
from gongkai.importing.cells import Line, is_number, narrow
from gongkai.importing.headings import FEWEST, Head
from gongkai.importing.workbook import Merged, Sheet
from gongkai.wording import CHINESE_NUMERAL

_SUM = re.compile(r"(?:本页|本表|以上|全部)?(?:合计|小计|总计|共计|累计)(?:[(:].*|[\d,.]*[项个条件元]?)")
_SIGNED = re.compile(
    r"[^:。]{0,12}(?:人|单位|日期|时间|签字|签名|签章|盖章|审核|复核|制表|填报|电话|领导|书记)(?:\([^()]*\))?:.*"
)
_REMARK = re.compile(r"(?:备注|附注|附件|注|说明|填表说明|填报说明)\d{0,2}(?:[:、.].*)?")
_DATED = re.compile(r"(?:\d{4})?年(?:\d{1,2})?月(?:(?:\d{1,2})?日)?")
_HEADING = re.compile(
    rf"(?:[（(]?{CHINESE_NUMERAL}[)）、.．]+)\s*(\S.*)|(关于\S+方面|\S{{2,40}}方面)(?:存在的?问题|的问题)?"
)
_TABLE_TITLE = re.compile(r"台账|清单|一览表|情况表|汇总表|登记表|任务表|分解表|推进表|明细表")


def is_no_measure(line: Line, words: dict[int, str], names: dict[int, str], merged: list[Merged]) -> bool:
    """Whether a row is something else that people put into a ledger: a heading, a sum, a signature, a remark.

    `words` are those of all its cells, `names` the fields by column, `merged` the merged cells that reach over the row.
    """
    if all(headings.field_of(line.text(name)) == name for name in line.values):
        return True  # the head once more
    if len(words) >= FEWEST and [*words.values()] == [str(count) for count in range(1, len(words) + 1)]:
        return True  # the columns' numbers
    if any(area.top < line.number and area.left in names for area in merged):
        return False  # more of the issue above
    first, said = next(iter(words.items()))
    across = any(area.left == first and sum(first <= column <= area.right for column in names) > 1 for area in merged)
    said = narrow(said)
    numbered = is_number(said)
    if across or (len(words) == 1 and ((names.get(first) == "number" and not numbered) or _DATED.fullmatch(said))):
        return True
    remark = any(form.fullmatch(said) for form in (_SUM, _SIGNED, _REMARK))
    measure = narrow(line.text("text"))
    return remark and (names.get(first) == "number" or not measure or _counts_or_signs(measure))


def heading_of(words: str) -> str | None:
    """The category that a row names which is the heading of those below it; None for any other row."""
    found = _HEADING.fullmatch(words)
    return (found[1] or found[2]) if found else None


def without_number(problem: str, number: int) -> str:
    """The words of a problem without the number of its issue before them: 1.学习不深, but not 1.5亿元未入账."""
    return (
        re.sub(rf"{number}\s*[.．、]\s*(?=[^\d\s])", "", problem, count=1)
        if problem.startswith(str(number))
        else problem
    )


def _counts_or_signs(words: str) -> bool:
    return bool(_SIGNED.fullmatch(words) or re.fullmatch(r"共?[\d,.]+[项个条件]?", words))


def above(sheet: Sheet, head: Head) -> tuple[str, dict[int, str]]:
    """What stands over the head: the title of the table, and the rest by row (附件2, a unit, a day)."""
    over = {
        at: workbook.text(value)
        for at, value in sorted(sheet.values.items())
        if at[0] < (head.top or head.row)
        and workbook.text(value) not in head.titles.values()
        and not _is_over_columns(sheet, at, head)
    }
    candidates = {at: words for at, words in over.items() if not _is_about_the_form(words)}
    title = max(candidates, key=lambda at: (bool(_TABLE_TITLE.search(over[at])), len(over[at])), default=None)
    rest: dict[int, list[str]] = {}
    for at, words in over.items():
        if at != title:
            rest.setdefault(at[0], []).append(words)
    return over.get(title, ""), {row: "　".join(words) for row, words in rest.items()}


def _is_over_columns(sheet: Sheet, at: tuple[int, int], head: Head) -> bool:
    """Whether a cell is the upper row of the head: 责任 over 责任领导 and 责任单位."""
    return at[0] == head.row - 1 and any(
        (area.top, area.left) == at and area.right - area.left + 1 < len(head.titles) for area in sheet.merged
    )


def _is_about_the_form(words: str) -> bool:
    plain = narrow(words)
    return any(form.fullmatch(plain) for form in (_SIGNED, _REMARK, _DATED)) or len(plain) < FEWEST
