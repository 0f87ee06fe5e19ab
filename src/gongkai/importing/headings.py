"""The words that offices write over the columns of a ledger -> the fields of `gongkai.ledger`; and where they stand."""

import re
import unicodedata
from dataclasses import dataclass

from gongkai.importing import labels, workbook
from gongkai.importing.workbook import Sheet
from gongkai.ledger import TITLES

FEWEST = 3  # columns known by their titles that make a row the head; or problem and measure alone

_SYNONYMS = {
    "number": "编号 问题编号 问题序号 措施编号 NO 号",
    "category": "问题类别 问题类型 分类 反馈问题类别 问题分类 类型",
    "problem": "问题 反馈的问题 存在问题 存在的问题 巡察反馈问题 巡视反馈问题 反馈具体问题 具体问题 "
    "反馈的具体问题 问题表述 问题描述 问题内容 反馈意见 主要问题 问题清单 问题事项 问题表现 "
    "问题具体表现 具体表现 巡察反馈意见 巡察反馈的问题 巡察发现问题 巡察指出问题 发现问题 "
    "发现的问题 整改问题 反馈问题清单 反馈问题内容 巡察反馈具体问题 存在的主要问题 "
    "存在主要问题",
    "text": "措施 措施原文 整改举措 具体措施 具体整改措施 整改措施情况 整改任务 整改具体措施 "
    "整改措施内容 主要措施 主要整改措施 具体举措 整改措施清单 采取措施 采取的措施 任务清单 "
    "措施清单",
    "leader": "牵头领导 分管领导 责任人 整改责任人 责任领导姓名 牵头责任领导 包案领导 负责人 整改负责人 牵头责任人 "
    "整改责任领导 挂牌领导",
    "unit": "牵头单位 责任部门 牵头部门 整改责任单位 整改单位 承办单位 主责单位 牵头责任单位 责任科室 责任股室",
    "deadline": "完成时限 整改期限 完成期限 时限 时限要求 完成时间 整改完成时限 计划完成时间 整改时间 "
    "办结时限 期限 整改时限要求 整改完成时间 完成时间节点",
    "progress": f"{labels.HEADINGS_OF_PROGRESS} {labels.LESSER_OF_PROGRESS}",
    "status": f"{labels.HEADINGS_OF_STATE} {labels.LESSER_OF_STATE}",
    "evidence": "状态依据 原文依据 依据原文 进展依据",
    "date": "更新时间 进展日期 情况日期 填报日期 填报时间 日期",
    "source": "信息来源 情况来源 进展来源 资料来源",
    "note": "备注说明 备注信息",
}
_FIELDS = {word: name for name, words in _SYNONYMS.items() for word in words.split()}
_EXACT = {title: name for name, title in TITLES.items()}
_LESSER_WORDS = {*labels.LESSER_OF_PROGRESS.split(), *labels.LESSER_OF_STATE.split()}
EXACT, OTHER, LESSER = range(3)


def folded(words: str) -> str:
    """A heading without white space, punctuation, what stands in brackets, and the width of its characters."""
    plain = unicodedata.normalize("NFKC", words)
    plain = re.sub(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】", "", plain)
    return re.sub(r"[\W_]", "", plain).upper()


def field_of(words: str) -> str | None:
    """The field that a heading names, by its own title or by another usual word for it."""
    plain = folded(words)
    return _EXACT.get(plain) or _FIELDS.get(plain) or _FIELDS.get(re.sub("^(?:整改|巡[察视])", "", plain))


def rank(words: str) -> int:
    """Which heading comes first where several name a field: its own title, another word for it, a lesser one."""
    plain = folded(words)
    return EXACT if plain in _EXACT else LESSER if plain in _LESSER_WORDS else OTHER


def asks_yes_or_no(words: str) -> bool:
    """Whether a heading is a question: 是否完成."""
    return folded(words).startswith("是否")


@dataclass(frozen=True)
class Head:
    """The row of the columns' titles, and those. `top` is the row above it, where that holds titles of its own."""

    row: int
    titles: dict[int, str]
    top: int = 0

    @property
    def fields(self) -> set[str]:
        """The fields that they name."""
        return set(filter(None, map(field_of, self.titles.values())))

    @property
    def is_of_ledger(self) -> bool:
        """Whether they are those of a ledger."""
        known = self.fields
        return {"problem", "text"} <= known or (len(known) >= FEWEST and bool(known & {"number", "problem"}))


def head(sheet: Sheet) -> Head | None:
    """The row that names most fields, else most columns; with the row above it where titles stand in two rows."""
    own: dict[int, dict[int, str]] = {}
    for (row, column), value in sorted(sheet.values.items()):
        if row <= workbook.NEAR_THE_TOP and isinstance(value, str):
            own.setdefault(row, {})[column] = workbook.text(value)
    across = {row: dict(words) for row, words in own.items()}
    for (row, column), (top, left) in sheet.covered().items():
        if left in own.get(top, {}):
            across.setdefault(row, {})[column] = own[top][left]
            if top < row and left == column and row in own:
                own[row].setdefault(column, own[top][left])
    heads = [
        Head(row, _over(across.get(row - 1, {}), dict(sorted(words.items()))))
        for row, words in own.items()
        if len(words) > 1
    ]
    heads += [
        _of_two_rows(upper, own[upper.row + 1]) for upper in heads if _is_below(upper, own.get(upper.row + 1, {}))
    ]
    return max(heads, key=lambda head: (len(head.fields), len(head.titles), -head.row), default=None)


def _over(above: dict[int, str], row: dict[int, str]) -> dict[int, str]:
    """The title of each column: from its own row, or with the row above it where only both name a field (责任 领导)."""
    return {column: _below(above.get(column, ""), words) for column, words in row.items()}


def _below(above: str, words: str) -> str:
    """The title of a column: its own words, with those above where only both name a field: 责任人 over 领导, 单位."""
    if field_of(words):
        return words
    whole = (above + words, f"责任{words}" if field_of(above) in ("leader", "unit") else "")
    return next(filter(field_of, whole), words)


def _left(titles: dict[int, str], column: int) -> str:
    """What stands over a column: the nearest title that begins at it or before."""
    return titles[max((at for at in titles if at <= column), default=min(titles))]


def _is_below(upper: Head, row: dict[int, str]) -> bool:
    """Whether a row holds nothing but lower titles of a head that no merged cell reaches down from."""
    named = (field_of(_below(_left(upper.titles, column), words)) for column, words in row.items())
    return len(row) > 1 and len(upper.fields) >= FEWEST and all(named)


def _of_two_rows(upper: Head, row: dict[int, str]) -> Head:
    lower = {column: _below(_left(upper.titles, column), words) for column, words in row.items()}
    return Head(upper.row + 1, dict(sorted((upper.titles | lower).items())), top=upper.row)
