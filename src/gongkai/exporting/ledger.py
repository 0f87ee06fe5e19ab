"""The announcement as a ledger to fill in, print and sign: `gongkai import` reads it back.

Category and problem are merged over the measures of an issue, as offices expect. The cells below a merged one keep
their text all the same, so that filters show every row of an issue, and nothing is lost where a person takes the
merging away to sort, which Excel asks for.
"""

from datetime import date
from itertools import groupby
from typing import Any

from gongkai import ledger
from gongkai.exporting import workbook
from gongkai.ledger import TITLES, Row
from gongkai.model import STATUS_LABELS, Announcement
from gongkai.wording import is_chinese

_HEAD = 1  # the line of the column titles, below the title of the ledger
_WIDTHS = {
    "number": 6.5,
    "category": 11,
    "problem": 14,
    "text": 38,
    "leader": 9,
    "unit": 9.5,
    "deadline": 9.5,
    "progress": 24,
    "status": 8.5,
    "evidence": 15,
    "date": 11,
    "source": 11,
    "note": 10,
}
_CENTRED = ("number", "leader", "unit", "deadline", "status", "date")
_MERGED = ("category", "problem")
_SPARE = 200  # lines below the last that take the same kinds of values
_LINE, _PADDING, _TALLEST = 13.5, 5, 409  # points
_BODY = {"font_name": "宋体", "font_size": 10, "valign": "vcenter", "text_wrap": True, "border": 1}
_TEXT = "@"
_SIGNED = "&L填表人：　　　　　　　审核人：&C第 &P 页，共 &N 页&R责任领导签字：　　　　　　　日期：　　　　　"

_EXPLAINED = {
    "number": "问题编号和第几条措施，20-2 是问题 20 的第 2 条。导回时凭它找到是哪一条，请不要改；"
    "排序、筛选、移动行列都不影响。",
    "category": "通报里的类别，请不要改。",
    "problem": "通报里的问题，请不要改。",
    "text": "通报原文，请不要改：网站与原文逐字一致，改了会被拒绝。原文确实有误，改数据文件和通报原文。",
    "leader": "内部使用。数据文件的 publish 里列了 leader 才会公开，否则不会出现在网站上。",
    "unit": "内部使用。数据文件的 publish 里列了 unit 才会公开。",
    "deadline": "内部使用，照写，例如：2024年6月底前、长期坚持。数据文件的 publish 里列了 deadline 才会公开。",
    "progress": "通报以后的新情况：做了什么，到了哪一步，会公开。这一格里是最近一次的情况；有了新情况，写新的，"
    "同时写新的更新日期和来源。导回时加在以前的情况之后，以前的不会丢。",
    "status": "已完成、推进中、长期坚持或已公布措施，从下拉框里选。同时写了新的进展情况，就是到那时的状态；"
    "没有后续情况的，就是通报时的状态，除已公布措施外都要有依据；更正它，依据要一起改。",
    "evidence": "通报时的状态根据这条措施里的哪句话：从整改措施里复制，一字不差。",
    "date": "进展情况的日期，例如 2024-03-01。新情况要写新的日期。",
    "source": "进展情况从哪里来，会公开，例如：镇政府网站2024年3月1日公告。新情况必须写。",
    "note": "内部使用。数据文件的 publish 里列了 note 才会公开。",
}
_ADVICE = (
    "灰底的四列来自通报，不要改；其余各列可以填写。自己加的列、空行、标题行、签字栏都可以有，导回时不读。",
    "筛选：点表头的箭头。排序：Excel 要求先取消合并，选中“类别”“反馈问题”两列，点“合并后居中”，"
    "各行的内容都在；再排序。",
    "删掉的行不会删掉数据。同一条措施只能有一行。清空责任领导、责任单位、整改时限、备注或依据，导回时就是去掉它。",
    "写出时各格的内容记在一张隐藏的工作表里，导回时凭它分清哪些格是后来改的，没有改的格不会盖掉数据里的新内容；"
    "请不要删。",
    "填好后运行 gongkai import 台账.xlsx：先显示要改哪些地方，确认后才写入。",
)


def as_xlsx(announcement: Announcement) -> bytes:
    """The ledger of an announcement as a workbook, internal fields included: it is for the office, not for the site."""
    facts = announcement.facts
    title = f"{facts.issuer or ''}{'巡察' if facts.inspection else ''}{ledger.SHEET}"
    rows = [ledger.row(category, issue, count) for category, issue, count, _ in ledger.measures(announcement)]

    def fill(book: Any) -> None:
        _fill_ledger(book, title, rows)
        _fill_notes(book)
        _fill_before(book, rows)

    return workbook.made(fill, title)


def _fill_ledger(book: Any, title: str, rows: list[Row]) -> None:
    sheet = workbook.growing_sheet(book, ledger.SHEET)
    names, last = list(TITLES), _HEAD + len(rows)
    looks = {name: book.add_format(_look(name)) for name in names}
    sheet.merge_range(0, 0, 0, len(names) - 1, title, book.add_format(_TITLE))
    sheet.set_row(0, 36)
    sheet.set_row(_HEAD, 24)
    head = book.add_format(_COLUMN_TITLE)
    for column, name in enumerate(names):
        sheet.set_column(column, column, _WIDTHS[name])
        sheet.write_string(_HEAD, column, TITLES[name], head)
    line = _HEAD + 1
    for _, group in groupby(rows, key=lambda row: row.number.partition("-")[0]):
        issue = list(group)
        _fill_issue(sheet, line, issue, names, looks)
        line += len(issue)
    _let_choose(sheet, names, last)
    sheet.autofilter(_HEAD, 0, max(last, _HEAD + 1), len(names) - 1)
    sheet.freeze_panes(_HEAD + 1, 1)
    _lay_out(sheet, title, _SIGNED)
    sheet.repeat_rows(_HEAD)
    sheet.print_area(0, 0, max(last, _HEAD + 1), len(names) - 1)


def _fill_issue(sheet: Any, line: int, rows: list[Row], names: list[str], looks: dict[str, Any]) -> None:
    last = line + len(rows) - 1
    if last > line:
        for column, name in enumerate(names):
            if name in _MERGED:
                sheet.merge_range(line, column, last, column, "", looks[name])
    for offset, row in enumerate(rows):
        for column, name in enumerate(names):
            value = getattr(row, name)
            workbook.write(sheet, line + offset, column, value.label if name == "status" else value, looks[name])
    for offset, height in enumerate(_heights(rows)):
        sheet.set_row(line + offset, height)


def _heights(rows: list[Row]) -> list[float]:
    """How tall the lines of an issue must be: for their own texts, and together for what is merged over them."""
    own = [
        max(_lines(str(getattr(row, name) or ""), width) for name, width in _WIDTHS.items() if name not in _MERGED)
        for row in rows
    ]
    merged = max(_lines(getattr(rows[0], name), _WIDTHS[name]) for name in _MERGED)
    own[-1] += max(merged - sum(own), 0)
    return [min(lines * _LINE + _PADDING, _TALLEST) for lines in own]


def _lines(text: str, width: float) -> int:
    def taken(words: str) -> int:
        return sum(2 if is_chinese(character) else 1 for character in words)

    return sum(max(1, -int(-taken(words) // (width * 0.93 - 1))) for words in text.split("\n"))


def _let_choose(sheet: Any, names: list[str], last: int) -> None:
    column = names.index("status")
    choices = {"validate": "list", "source": list(STATUS_LABELS.values()), "error_title": "状态"}
    choices["error_message"] = "请从下拉框里选一个"
    sheet.data_validation(_HEAD + 1, column, last + _SPARE, column, choices)
    column = names.index("date")
    first, end = date(2000, 1, 1), date(2099, 12, 31)
    days = {"validate": "date", "criteria": "between", "minimum": first, "maximum": end, "error_title": "更新日期"}
    days["error_message"] = "请写日期，例如 2024-03-01"
    sheet.data_validation(_HEAD + 1, column, last + _SPARE, column, days)


def _lay_out(sheet: Any, title: str, footer: str = "&C第 &P 页，共 &N 页") -> None:
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.set_margins(left=0.4, right=0.4, top=0.55, bottom=0.75)
    sheet.center_horizontally()
    sheet.fit_to_pages(1, 0)
    sheet.set_header(f"&R&8{title.replace('&', '&&')[:200]}", {"margin": 0.25})
    sheet.set_footer(footer, {"margin": 0.35})


def _fill_notes(book: Any) -> None:
    sheet = workbook.growing_sheet(book, ledger.NOTES)
    sheet.set_column(0, 0, 14)
    sheet.set_column(1, 1, 96)
    head, look, words = book.add_format(_COLUMN_TITLE), book.add_format(_BODY), book.add_format(_BODY | {"border": 0})
    sheet.write_string(0, 0, "列", head)
    sheet.write_string(0, 1, "怎么填", head)
    sheet.set_row(0, 22)
    for line, (name, title) in enumerate(TITLES.items(), start=1):
        sheet.write_string(line, 0, title, look)
        sheet.write_string(line, 1, _EXPLAINED[name], look)
        sheet.set_row(line, _lines(_EXPLAINED[name], 96) * _LINE + _PADDING)
    for line, advice in enumerate(_ADVICE, start=len(TITLES) + 2):
        sheet.merge_range(line, 0, line, 1, advice, words)
        sheet.set_row(line, _lines(advice, 110) * _LINE + _PADDING)
    _lay_out(sheet, ledger.NOTES)


def _fill_before(book: Any, rows: list[Row]) -> None:
    """What the cells to fill in say now: when the ledger comes back, this tells what people have changed."""
    sheet = book.add_worksheet(ledger.BEFORE)
    for column, name in enumerate(("number", *ledger.EDITABLE)):
        look = book.add_format({"num_format": workbook.DAY if name == "date" else _TEXT})
        sheet.write_string(0, column, TITLES[name])
        for line, row in enumerate(rows, start=1):
            value = getattr(row, name)
            workbook.write(sheet, line, column, value.label if name == "status" else value, look)
    sheet.hide()


def _look(name: str) -> dict[str, Any]:
    look = _BODY | {"align": "center" if name in _CENTRED else "left"}
    if name in ("number", "deadline"):
        look["num_format"] = _TEXT  # a spreadsheet would take 5-1 for a day
    if name in _MERGED:
        look["valign"] = "top"  # where a page ends within an issue, its words are whole on the page where it begins
    if name == "date":
        look["num_format"] = workbook.DAY
    if name in (*ledger.FROM_THE_TEXT, "number"):
        look["bg_color"] = "#F4F4F4"
    return look


_TITLE = {"font_name": "黑体", "font_size": 18, "align": "center", "valign": "vcenter"}
_COLUMN_TITLE = {
    "font_name": "黑体",
    "font_size": 10,
    "align": "center",
    "valign": "vcenter",
    "text_wrap": True,
    "border": 1,
    "bg_color": "#DDDDDD",
}
