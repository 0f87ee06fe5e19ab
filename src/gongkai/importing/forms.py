"""The ways in which announcements write their headings: part, category, section and issue, each as a pattern.

The forms are those of announcements of towns, counties and departments, with numerals 一、 （一） (1) 1. 1、 ① 一是.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from gongkai.wording import CHINESE_NUMERAL, number_of

CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_DIGITS = "[1-9１-９][0-9０-９]{0,3}"
MARKER = rf"(?:[（(](?:{CHINESE_NUMERAL}|{_DIGITS})[）)]|{CHINESE_NUMERAL}[、是]|{_DIGITS}[.．、]|[{CIRCLED}])\s*"
BOX, BOX_END = r"[【［\[]", r"[】］\]]：?"  # around a label: 【问题1】, 【整改措施】
_RESULT = r"(?:的?整改(?:落实)?(?:情况|进展|成效)?)?"
_RESULT_SAID = r"的?整改(?:落实)?(?:情况|进展|成效)"
_LABELS = "整改(?:措施|举措|落实|情况|进展|成效|结果|状态)|(?:工作|具体|主要)措施|(?:进展|落实|完成)情况"
_LABELLED = f"{BOX}(?:{_LABELS}){BOX_END}|(?:{_LABELS}|责任(?:单位|部门|领导|人))："
_BODY = f"一是|（1）|①|首先|{_LABELLED}"  # what only the words on an issue begin with
_AFTER = r"(?P<after>{quote}\n?的?问题{result}\s*(?P<mark>[，。：；、]?)\s*)(?P<body>.*)"
_AFTER_PLAIN = rf"(?P<after>的?问题{_RESULT}\s*(?P<mark>[，。：；、]|$|(?={_BODY}))\s*)(?P<body>.*)"

# Words in brackets before a problem, such as a state: （已完成）针对“…”的问题. No number is of these; and where no
# 针对 follows, nothing but a state is.
_SAID = rf"（(?!{CHINESE_NUMERAL}）|{_DIGITS}）)[^（）“”]{{2,12}}）|【(?![^】]*问题)[^【】“”]{{2,12}}】"
_STATE = "(?P<said>（[^（）“”]{0,6}(?:完成|推进|坚持|整改|到位|销号|办结)[^（）“”]{0,6}）)?+"

_QUOTED_BARE = re.compile(
    rf"(?P<before>(?P<marker>{MARKER})?{_STATE}[“「『])(?P<problem>[^”」』]+)(?P<after>[”」』]的?问题{_RESULT}\s*(?P<mark>[，。：；]|$)\s*)(?P<body>.*)"
)
_WORDS = "(?:[^“”「」『』。；：]|“[^“”。]*”|「[^「」。]*」|『[^『』。]*』)"  # quotation marks in pairs, commas as well
_BARE = re.compile(
    rf"(?P<before>(?P<marker>{MARKER}){_STATE})(?P<problem>{_WORDS}{{2,80}}?)(?P<after>的问题{_RESULT}\s*(?P<mark>[，。：]|$)\s*)(?P<body>.*)"
)
_ACT = "，[^，]{0,12}(?:解决|整治|纠治|纠正|采取|发现|存在)"  # what was done about a problem, not the problem
_NO_PROBLEM = re.compile(
    "(?:存在|反馈|指出|提出|发现|查摆|整改|需要|完成|推进|解决|突出|主要|方面)$|^(?:针对|对于?|围绕|关于)|" + _ACT
)
_ALL_PROBLEMS = re.compile(
    ".{0,16}(?:反馈|指出|提出|发现|查摆)出?的?(?:具体|主要|突出|重点|各类|各项|所有|全部|有关|相关|\\d+[个项条])*|下一步.*|(?:上述|以上|这些|这类|该|此类?|相关|有关|存在|突出|主要|重点|自身|具体).{0,6}|"
    "(?:尚?未(?:全部)?(?:完成|整改)|正在整改|已完成|完成|长期|需要?长期)(?:整改|坚持|到位)*"
)

PART = re.compile(f"({CHINESE_NUMERAL})、(.+)")
SECTION = re.compile(f"（({CHINESE_NUMERAL})）(.+)")
CATEGORY = re.compile(
    rf"(?P<marker>{MARKER})?+(?P<title>(?!针对|问题|关于[“「『](?![^”」』]+[”」』]方面))[^。；：，]{{2,60}}方面)(?P<after>(?:存在的?)?(?:主要|突出)?的?问题[。：]?|[。：]?)"
)
PLANS = re.compile("下一?步|今后|打算|努力方向|后续工作|工作计划|工作安排")  # of titles: what a body will do
BARE_TITLE = re.compile("(?!现将|根据|按照|特此)[^，。；：！？“”（）]{4,40}(?<!如下)")
_OF_INSPECTION = "(?:(?:巡[察视])?反馈的?|存在的?|具体)?"
_NUMBER = rf"[（(]?(?P<number>{_DIGITS}|{CHINESE_NUMERAL})[）)]?"
_BOXED_PROBLEM = f"{BOX}{_OF_INSPECTION}问题(?:{_NUMBER})?{BOX_END}"
_TO_THE_BODY = rf"(?P<problem>[^\n]+?)(?P<after>(?P<mark>[，。；]?)\s*)(?P<body>(?:{_BODY}).*)?"
_ISSUES = tuple(
    re.compile(rf"(?P<before>(?P<said>{_SAID})?(?P<marker>{MARKER})?(?P<said_behind>{_SAID})?{pattern}", re.DOTALL)
    for pattern in (
        rf"(?:针对|关于))(?P<problem>(?:[“「『][^”」』]+[”」』](?:[、，和及]|以及)?){{2,}}等?){_AFTER_PLAIN}",
        rf"针对[“「『])(?P<problem>.+?){_AFTER.format(quote='[”」』]', result=_RESULT)}",
        rf"关于[“「『])(?P<problem>.+?){_AFTER.format(quote='[”」』]', result=_RESULT)}",
        rf"[“「『])(?P<problem>[^”」』]+)(?P<after>[”」』]的?问题{_RESULT_SAID}\s*(?P<mark>[，。：]?)\s*)(?P<body>.*)",
        rf"关于)(?P<problem>[^“”「」，。；：]{{1,80}}?){_AFTER_PLAIN}",
        rf"针对)(?P<problem>[^，。；：]{{1,80}}?){_AFTER_PLAIN}",
        rf"{_OF_INSPECTION}问题(?:{_NUMBER}(?:[：、.．]|\s+(?![个项条]))|：)\s*){_TO_THE_BODY}",
        rf"{_BOXED_PROBLEM}\s*+)(?!{BOX}){_TO_THE_BODY}",
    )
)


_LONG = re.compile(
    rf"(?P<before>(?P<marker>{MARKER})关于)(?P<problem>{_WORDS}{{1,100}}?)"
    rf"(?P<after>的?问题{_RESULT}\s*(?P<mark>[，。：]|$|(?={_BODY}))\s*)(?P<body>.*)"
)
_PLAIN = re.compile(
    rf"(?P<before>(?P<marker>{MARKER}){_STATE})(?P<problem>[^。；：]{{2,80}}?)(?P<after>(?P<mark>[。：]?))(?P<body>)"
)
_HOW_FAR = "(?:完成|整改|到位|推进|坚持|销号|办结)"
_BEHIND = "(?:问题|情况|进展|成效)"  # where a bracket cannot be words of the problem
_STATE_AT_END = re.compile(  # 部分完成 and 未完成 may as well be what is wrong
    rf"(?:[（【［\[](?=[^（）]*{_HOW_FAR})(?:整改状态：|已经?|均|全部|全面|基本|正在?|持续|有序|稳步|长期|立行立改|{_HOW_FAR}|中|并|，|、)+"
    rf"|(?<={_BEHIND})[（【［\[](?=[^（）]*(?:{_HOW_FAR}|验收|启动))[^（）【】\[\]“”]{{2,20}})[）】］\]][：。，]?$"
)
_NUMBERED = re.compile(
    rf"{BOX}?(?:{_OF_INSPECTION}问题|第)\s*[（(]?(?P<number>{_DIGITS}|{CHINESE_NUMERAL})|(?P<marker>{MARKER}|[（(]?{_DIGITS}[）)])"
)


@dataclass(frozen=True)
class IssueHead:
    """The line that opens an issue: its number (None where it has none), its words, what follows on the line, in what
    way it is numbered, and what stands in brackets before its problem.
    """

    number: int | None
    before: str
    problem: str
    after: str
    mark: str
    body: str
    kind: str
    said: str = ""


def number_in(marker: str | None) -> int | None:
    """The number that a marker writes, or None."""
    if not marker:
        return None
    bare = marker.strip().strip("（）()、.．是：")
    if bare in CIRCLED:
        return CIRCLED.index(bare) + 1
    return int(bare) if bare.isdecimal() else number_of(bare)


def issue_head(line: str) -> IssueHead | None:
    """A line as the head of an issue, if it has one of the forms."""
    return _before_a_state(line, _named_head)


def _before_a_state(line: str, read: Callable[[str], IssueHead | None]) -> IssueHead | None:
    """A line as the head of an issue, with the state in brackets that it ends in, if it does, as its body."""
    state = _STATE_AT_END.search(line)
    head = read(line[: state.start()]) if state else None
    return replace(head, body=state[0]) if head and not head.body else read(line)


def _named_head(line: str) -> IssueHead | None:
    for pattern in _ISSUES:
        found = pattern.fullmatch(line)
        if found and found["problem"].strip() and not _ALL_PROBLEMS.fullmatch(found["problem"]):
            return _head(found)
    found = _LONG.fullmatch(line)
    if found and not (_ALL_PROBLEMS.fullmatch(found["problem"]) or re.search(_ACT, found["problem"])):
        return _head(found)
    return None


def plain_head(line: str) -> IssueHead | None:
    """A numbered line of one sentence: the head of an issue only where the next line has the label of measures."""
    return _before_a_state(line, lambda words: _head(found) if (found := _PLAIN.fullmatch(words)) else None)


def bare_head(line: str) -> IssueHead | None:
    """A line that names a problem without 针对 or 关于: the head of an issue only where others are written so."""
    return _before_a_state(line, _bare_head)


def _bare_head(line: str) -> IssueHead | None:
    if found := _QUOTED_BARE.fullmatch(line):
        return _head(found) if found["problem"].strip() else None
    found = _BARE.fullmatch(line)
    return _head(found) if found and not _NO_PROBLEM.search(found["problem"].strip()) else None


def _head(found: re.Match[str]) -> IssueHead:
    groups = found.groupdict()
    number = number_in(groups.get("number") or groups["marker"])
    words = (groups[name] for name in ("before", "problem", "after", "mark"))
    said = groups.get("said") or groups.get("said_behind") or ""
    return IssueHead(number, *words, (groups["body"] or "").strip(), marker_kind(groups.get("marker")), said)


def marker_kind(marker: str | None) -> str:
    """In what way a marker is written, whatever its number: （一） and （二） are of a kind, （1） is of another."""
    kind = re.sub(f"{CHINESE_NUMERAL}", "一", (marker or "").strip())
    kind = re.sub(r"[0-9０-９]+[.．、]?", "1", re.sub(f"[{CIRCLED}]", "①", kind))
    return kind.translate(str.maketrans("()", "（）"))


def is_label_of_problem(line: str) -> bool:
    """Whether a line is a label in brackets above a problem, and nothing else: 【问题1】."""
    return re.fullmatch(_BOXED_PROBLEM, line) is not None


def is_heading(line: str) -> bool:
    """Whether a line has the form of a heading of any kind."""
    return any(one.fullmatch(line) for one in (PART, SECTION, CATEGORY)) or issue_head(line) is not None


def kind_of(line: str) -> str | None:
    """In what way a line is numbered, or None where it is not."""
    marker = marker_of(line)
    return marker_kind(marker) if marker else None


def marker_of(line: str) -> str:
    """The number that a line begins with, as it is written, with the white space behind it."""
    found = re.match(MARKER, line)
    return found[0] if found else ""


def number_starting(line: str) -> int | None:
    """The number that a line begins with, in any numerals (1. （一） ① 问题2), or None."""
    found = _NUMBERED.match(line)
    return number_in(found["number"] or found["marker"]) if found else None
