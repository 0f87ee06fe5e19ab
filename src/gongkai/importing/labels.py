"""The labels in the body of an issue: 整改措施： before its measures, and those of what has come of them.

A label ends in a colon or a line, or stands in brackets: 【整改措施】. What stands over the columns of a ledger is one
of them too, so that 进展 means the same in a text, in a Word table and in a workbook.
"""

import re

from gongkai.importing.forms import BOX, BOX_END, CIRCLED
from gongkai.wording import CHINESE_NUMERAL

# The words under which offices write how far an issue has got: over a column, or as a label in a text.
HEADINGS_OF_STATE = (
    "整改状态 完成状态 进展状态 当前状态 目前状态 当前进展 是否完成 是否完成整改 办理状态 是否整改完成 是否整改到位 "
    "是否销号 是否办结 销号情况 销号状态"
)
HEADINGS_OF_PROGRESS = (
    "进展 进展情况 整改进展 整改进展情况 整改情况 整改落实情况 落实情况 完成情况 工作进展 目前进展 最新进展 整改成效 "
    "整改完成情况 整改落实进展情况 目前整改情况 整改结果 当前进展情况 工作进展情况 整改进度 办理情况 办理进展 "
    "办理进展情况"
)
# Those that a column has beside another one of progress or of states as well.
LESSER_OF_STATE = "整改销号 整改销号情况 办结情况 办结状态"
LESSER_OF_PROGRESS = "进度 目前进度 当前进度 工作进度 办理结果 现状 目前现状 结果 工作成效 取得成效"

WHETHER_DONE = "是否(?:已经?)?(?:完成(?:整改)?|整改(?:完成|到位)|销号|办结)"
HOW_FAR = "(?:整改|目前)?完成情况"
_ALSO = "(?:整改|巡[察视])?"  # before what a column is called
_STATE = (
    f"{HOW_FAR}|状态|(?:整改|任务)?完成率|(?:整改|完成|工作|目前|当前)?进度|{WHETHER_DONE}|"
    f"{_ALSO}(?:{'|'.join(f'{HEADINGS_OF_STATE} {LESSER_OF_STATE}'.split())})"
)
_RESULT = (
    "(?:整改|工作)(?:落实)?(?:情况|进展|进展情况|成效|结果|效果)|(?:取得|主要|阶段性?)成效|"
    f"{_ALSO}(?:{'|'.join(f'{HEADINGS_OF_PROGRESS} {LESSER_OF_PROGRESS}'.split())})"
)
_CHARGE = (
    "(?:整改)?(?:责任|牵头|配合)(?:单位|部门|领导|人)|(?:整改|完成)(?:时限|期限|时间)|整改类型|"
    "(?:更新|进展|情况)(?:日期|时间)|(?:信息|情况|进展|资料)?来源"
)
_HINT = r"(?:（[^（）\n]{1,30}）)?"  # 进展情况（截至6月底）：
_MEASURES = (
    r"(?:整改措施(?:[及和](?:成效|进展|(?:落实)?情况))?|整改落实|整改举措|(?:工作|具体|主要|采取的?)措施)"
    rf"(?:{CHINESE_NUMERAL}|\d+)?"
)
_NUMBERED = rf"(?:[（(](?:{CHINESE_NUMERAL}|\d+)[)）]\s*|(?:{CHINESE_NUMERAL}|\d+)[.．、]\s*|[{CIRCLED}]\s*)?"
_BEGINS = r"(?:^|(?<=[。；！？）\n]))"
_APART = r"(?<=[^\S\n])"  # behind a blank, where a colon follows: 效果好 整改状态：已完成

OF_MEASURES = re.compile(rf"{_NUMBERED}(?:{BOX}{_MEASURES}{BOX_END}|{_MEASURES}(?:：|(?=\n|$)))")
OF_MEASURES_INSIDE = re.compile(rf"(?:{_BEGINS}|{_APART}(?={_MEASURES}：)|(?={BOX})){OF_MEASURES.pattern}(?=\s*\S)")
ABOUT_ISSUE = re.compile(
    rf"{_NUMBERED}(?P<box>{BOX})?(?:(?P<state>{_STATE})|(?P<result>{_RESULT})|(?P<charge>{_CHARGE}))"
    rf"(?(box){BOX_END}\s*|(?:{_HINT}：\s*|(?=\n|$)))"
)
ABOUT_ISSUE_INSIDE = re.compile(
    rf"(?:{_BEGINS}|(?<=，)(?=(?:{_STATE}){_HINT}：)|{_APART}(?=(?:{_STATE}|{_RESULT}|{_CHARGE}){_HINT}：)|(?={BOX}))"
    f"{ABOUT_ISSUE.pattern}"
)
ANY = re.compile(rf"{OF_MEASURES.pattern}|{ABOUT_ISSUE.pattern}")
AT_END = re.compile(rf"(?:^|\n)(?:{ANY.pattern})\n?$")
BEFORE_A_LIST = re.compile(rf"{_BEGINS}(?:{ANY.pattern})\s*$")


def is_labelled(line: str) -> bool:
    """Whether a line begins with a label of measures, or of what has come of them."""
    return bool(OF_MEASURES.match(line)) or bool((found := ABOUT_ISSUE.match(line)) and found["result"])


def is_on_charge(line: str) -> bool:
    """Whether a line begins with a label of who is in charge, or by when."""
    return bool((found := ABOUT_ISSUE.match(line)) and found["charge"])


def unboxed(words: str) -> str:
    """Words on an issue whose label stands in brackets, with a colon behind it instead."""
    label = ABOUT_ISSUE.match(words)
    return f"{label[label.lastgroup]}：{words[label.end() :]}" if label and label["box"] else words
