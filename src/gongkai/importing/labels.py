"""The labels in the body of an issue: 整改措施： before its measures, and those of what has come of them.

A label ends in a colon or a line, or stands in brackets: 【整改措施】.
"""

import re

from gongkai.importing.forms import BOX, BOX_END, CIRCLED
from gongkai.wording import CHINESE_NUMERAL

WHETHER_DONE = "是否(?:已经?)?(?:完成(?:整改)?|整改(?:完成|到位)|销号|办结)"
HOW_FAR = "(?:整改|目前)?完成情况"
_STATE = f"(?:整改|完成|进展|目前|当前)状态|{HOW_FAR}|状态|(?:整改|任务)?完成率|(?:整改|完成)进度|{WHETHER_DONE}"
_RESULT = (
    "(?:整改|工作)(?:落实)?(?:情况|进展|进展情况|成效|结果|效果)|(?:进展|落实)情况|目前进展|(?:取得|主要|阶段性?)成效"
)
_CHARGE = "(?:整改)?(?:责任|牵头|配合)(?:单位|部门|领导|人)|(?:整改|完成)(?:时限|期限|时间)|整改类型"
_MEASURES = (
    r"(?:整改措施(?:[及和](?:成效|进展|(?:落实)?情况))?|整改落实|整改举措|(?:工作|具体|主要|采取的?)措施)"
    rf"(?:{CHINESE_NUMERAL}|\d+)?"
)
_NUMBERED = rf"(?:[（(](?:{CHINESE_NUMERAL}|\d+)[)）]\s*|(?:{CHINESE_NUMERAL}|\d+)[.．、]\s*|[{CIRCLED}]\s*)?"
_BEGINS = r"(?:^|(?<=[。；！？）\n]))"

OF_MEASURES = re.compile(rf"{_NUMBERED}(?:{BOX}{_MEASURES}{BOX_END}|{_MEASURES}(?:：|(?=\n|$)))")
OF_MEASURES_INSIDE = re.compile(rf"{_BEGINS}{OF_MEASURES.pattern}(?=\s*\S)")
ABOUT_ISSUE = re.compile(
    rf"{_NUMBERED}(?P<box>{BOX})?(?:(?P<state>{_STATE})|(?P<result>{_RESULT})|(?P<charge>{_CHARGE}))"
    rf"(?(box){BOX_END}\s*|(?:：\s*|(?=\n|$)))"
)
ABOUT_ISSUE_INSIDE = re.compile(rf"(?:{_BEGINS}|(?<=，)(?=(?:{_STATE})：)){ABOUT_ISSUE.pattern}")
ANY = re.compile(rf"{OF_MEASURES.pattern}|{ABOUT_ISSUE.pattern}")
AT_END = re.compile(rf"(?:^|\n)(?:{ANY.pattern})\n?$")
BEFORE_A_LIST = re.compile(rf"{_BEGINS}(?:{ANY.pattern})\s*$")


def is_labelled(line: str) -> bool:
    """Whether a line begins with a label of measures, or of what has come of them."""
    return bool(OF_MEASURES.match(line)) or bool((found := ABOUT_ISSUE.match(line)) and found["result"])


def unboxed(words: str) -> str:
    """Words on an issue whose label stands in brackets, with a colon behind it instead."""
    label = ABOUT_ISSUE.match(words)
    return f"{label[label.lastgroup]}：{words[label.end() :]}" if label and label["box"] else words
