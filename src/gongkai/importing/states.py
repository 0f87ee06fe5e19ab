"""What the words of an announcement say of how far a measure has got, and which words are about that at all.

A status is claimed only where the words name it plainly: a sentence, a bracket or a label that speaks of nothing else.
Words on a plan, an aim or a part of the whole claim nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from gongkai.checks.quotations import SHORTEST_EVIDENCE
from gongkai.importing.forms import CIRCLED
from gongkai.model import Status
from gongkai.wording import CHINESE_NUMERAL, chinese_number

Stated = tuple[Status, str]  # a status, and the words that say so

_WHETHER_DONE = "是否完成"
_STATE_LABELS = f"(?:整改|完成|进展|目前|当前)状态|(?:整改|目前)?完成情况|状态|{_WHETHER_DONE}"
_RESULT_LABELS = (
    "(?:整改|工作)(?:落实)?(?:情况|进展|进展情况|成效|结果|效果)|(?:进展|落实)情况|目前进展|(?:取得|主要|阶段性?)成效"
)
_CHARGE_LABELS = "(?:整改)?(?:责任|牵头|配合)(?:单位|部门|领导|人)|(?:整改|完成)(?:时限|期限|时间)|整改类型"
NUMBERED = rf"(?:[（(](?:{CHINESE_NUMERAL}|\d+)[)）]\s*|(?:{CHINESE_NUMERAL}|\d+)[.．、]\s*|[{CIRCLED}]\s*)?"
ABOUT_ISSUE = re.compile(
    rf"{NUMBERED}(?:(?P<state>{_STATE_LABELS})|(?P<result>{_RESULT_LABELS})|(?P<charge>{_CHARGE_LABELS}))(?:：\s*|(?=\n|$))"
)
ABOUT_ISSUE_INSIDE = re.compile(rf"(?:^|(?<=[。；！？）\n])){ABOUT_ISSUE.pattern}")
_BRACKETED = re.compile(r"[（【]([^（）【】\n]{2,30})[）】][。；]?$")
_LAST_SENTENCE = re.compile(r"(?:^|(?<=[。！？\n]))[^。！？\n]+。?$")
_CLAUSES_AT_END = re.compile(r"(?<=[，；])(?=([^。！？\n]+。?)$)")
_OF_THE_MEASURE = re.compile("整改|[该此本]项")
_LONGEST_PHRASE = 24
_LONGEST_STATE = 60

_WHEN = r"(?:(?:截至|截止|到|至)?(?:目前|现在|\d{4}年\d{1,2}月(?:\d{1,2}日|底|末)?)(?:为止)?)"
_ISSUE = (
    "(?:(?:该|此|本|这一|上述|以上)(?:项|个|类|些)?(?:反馈)?(?:问题|任务|事项)|(?:反馈)?问题|"
    f"(?:(?:以上|上述)(?:{CHINESE_NUMERAL}项)?|各项)(?:整改)?(?:措施|任务|工作))"
)
_WHOLE = f"(?:{_ISSUE}|(?:该|此|本)项(?:整改)?(?:措施|工作)|整改(?:任务|工作)?)"
_FULLY = "(?:均|都|现|已经?|已于|全部|全面|基本|部分|按[期时])*"
_CORES = (
    rf"(?=.*(?:已|完|到位|结|销)){_FULLY}(?:完成(?:整改|销号)?|整改(?:完成|到位|完毕|结束)?|落实到位|办结|销号)",
    "(?=.*(?:正|持续|有序|稳步|中$))(?:仍|还|均|尚)?(?:正在?|持续|有序|稳步|加快|抓紧)*(?:推进|整改|落实|办理|进行|实施)之?中?",
    "(?:尚|还|仍)?(?:未|没有|未能)(?:全部|完全)?完成(?:整改)?",
    "(?:并|需|须|已|仍需)?(?:长期|持续)坚持(?:整改|落实)?",
    r"(?:已|整改|任务)*完成(?:率|进度)?(?:为|达到?)?\d+(?:\.\d+)?[%％]",
)
_PLAIN = re.compile(rf"{_WHEN}?{_WHOLE}?{_WHEN}?(?:{'|'.join(_CORES)})(?:{_WHOLE})?")
_NOTHING_YET = re.compile(f"{_WHEN}|{_WHOLE}")
_OF_THE_ISSUE = re.compile(rf"(?:{_WHEN}，?)?{_ISSUE}")

_UNSURE = re.compile("是否|有望|可望|[□☐☑☒√✓■]")
_AHEAD = re.compile(
    "计划|预计|拟|力争|确保|争取|务必|将|要求|督促|限期|尽快|应|须|待|(?<!目)[前内](?:全部|基本)?(?:完成|整改|办结|销号)"
)
_PLANNED = re.compile("计划|预计|拟")
_DENIED = re.compile("没有|无法|不能|难以|未(?!来)")
_GOES_ON = re.compile("正在|尚未|未完成")
_LEFT_OPEN = re.compile("正在|尚未|未完成|剩余|其余|仍有|部分|下一步")
_RATE = re.compile(r"(?:完成|整改|进度)[^，。；]{0,6}?(\d+(?:\.\d+)?)[%％]")
_STANDING = re.compile("(?:长期|持续)坚持")
_UNFINISHED = re.compile("未[^，。；]{0,4}(?:完成|到位|完毕)|没有完成|正在|整改中|进行中|推进中|(?:基本|部分)完成")
_UNDER_WAY = re.compile("推进")
_DONE = re.compile(
    "已[经全部面]*(?:完成|整改)|完成整改|整改[已全部]*(?:完成|到位|完毕)|全部完成|已[经全部面]*落实到位|办结|销号|^完成$"
)
_COUNTING = re.compile(
    rf"第[一二三四五六七八九十\d]|[前后][一二两三四五六七八九十\d]+[项条个]|其余|其他|[（(]\d|[{CIRCLED}]|[一二两三四五六七八九十\d]+[项条个]"
)
_MOST = 40
_COUNTS = (
    tuple(f"（{number}）" for number in range(1, _MOST)),
    tuple(CIRCLED),
    *(
        tuple(before + chinese_number(number) + after for number in range(1, _MOST))
        for before, after in (("", "是"), ("第", "项"), ("第", "条"), ("措施", ""))
    ),
    *(
        tuple(f"{before}{number}{after}" for number in range(1, _MOST))
        for before, after in (("第", "项"), ("第", "条"), ("措施", ""), ("", "."), ("", "、"))
    ),
)


class _Kind(Enum):
    STATE = auto()
    RESULT = auto()
    CHARGE = auto()


@dataclass(frozen=True)
class _Passage:
    """A run of words on an issue: what it is said to be, its words without the label, and all of it."""

    kind: _Kind
    words: str
    whole: str


def state_of(words: str) -> Status | None:
    """The status that words on a state name, if they do and leave no doubt."""
    if _UNSURE.search(words):
        return None
    ahead = _AHEAD.search(words)
    if rate := _RATE.search(words):
        return None if ahead else Status.ONGOING if float(rate[1]) < 100 else Status.DONE
    if _STANDING.search(words) and not ahead:
        return Status.STANDING
    if any(_UNFINISHED.search(clause) and not _PLANNED.search(clause) for clause in re.split("[，；。]", words)):
        return Status.ONGOING
    if ahead:
        return None
    if _UNDER_WAY.search(words):
        return Status.ONGOING
    return Status.DONE if _DONE.search(words) and not _DENIED.search(words) else None


def is_about_state(line: str) -> bool:
    """Whether a line says how far the issue above it has got, and nothing else."""
    bracketed = _BRACKETED.fullmatch(line)
    return bool(
        ((found := ABOUT_ISSUE.match(line)) and found["state"]) or (bracketed and _plain(bracketed[1])) or _plain(line)
    )


def at_end(text: str) -> re.Match[str] | None:
    """The bracket with a state in which a text ends."""
    found = _BRACKETED.search(text)
    return found if found and _plain(found[1]) else None


def of_issue_at_end(text: str) -> re.Match[str] | None:
    """The words after the last of several measures that say how far the whole issue has got: after a full stop
    （已完成）, or a sentence on 该问题.
    """
    if (found := at_end(text)) and text[: found.start()].endswith(("。", "；", "！", "？")):
        return found
    found = _LAST_SENTENCE.search(text)
    return found if found and found.start() and _plain(found[0]) and _OF_THE_ISSUE.match(found[0]) else None


def of_measure(text: str) -> Stated | None:
    """The status that a measure's own words state, with those words."""
    if label := ABOUT_ISSUE_INSIDE.search(text):
        return of_issue(text[label.start() :], 1)[0] or of_measure(text[: label.start()].rstrip("\n"))
    if bracketed := at_end(text):
        return _stated(bracketed[0])
    sentence = _LAST_SENTENCE.search(text)
    last = text[-_LONGEST_STATE:]
    ends = [found[1] for found in _CLAUSES_AT_END.finditer(last) if _OF_THE_MEASURE.search(found[1])]
    words = next(filter(_plain, [sentence[0], *ends] if sentence else ends), None)
    if words is None:
        return None
    stated = _stated(words)
    if stated and stated[0] is Status.DONE and _LEFT_OPEN.search(text.removesuffix(words)):
        return None
    if stated and len(words) < SHORTEST_EVIDENCE:
        return (stated[0], text) if len(text) >= SHORTEST_EVIDENCE else None
    return stated


def allowed(stated: Stated | None, text: str) -> Stated | None:
    """What an issue states of a measure, unless its own words say that it still goes on."""
    return None if stated and stated[0] is Status.DONE and _GOES_ON.search(text) else stated


def of_issue(words: str, measures: int) -> list[Stated | None]:
    """What words on an issue state of each of its measures: all the same, or as they count them; None for nothing."""
    nothing: list[Stated | None] = [None] * measures
    named: list[Stated] = []
    told: list[Stated] = []
    for passage in _passages(words):
        each = _counted(passage.words)
        some = re.sub(f"(?:以上|上述)(?:{chinese_number(measures)}|{measures})项", "", passage.words)
        if passage.kind is _Kind.STATE and (each or (measures > 1 and _COUNTING.search(some))):
            return [_stated(one) for _, one in each] if len(each) == measures else nothing
        if passage.kind is _Kind.RESULT and len(each) == measures and all(_plain(one[mark:]) for mark, one in each):
            return [_stated(one) for _, one in each]
        if passage.kind is _Kind.STATE and (stated := _named(passage)):
            named.append(stated)
        elif passage.kind is _Kind.RESULT and not each:
            told += _told(passage)
    said = [*told, *named]  # what a label names goes before what a sentence tells
    statuses = {status for status, _ in said}
    if len(statuses) > 1 and statuses != {Status.DONE, Status.STANDING}:
        return nothing  # they contradict each other
    return (
        [next((one for one in reversed(said) if one[0] is Status.STANDING), said[-1])] * measures if said else nothing
    )


def state_line(words: str) -> str | None:
    """The words of an issue that a label says to be on its state, if there are any."""
    return next((passage.whole for passage in _passages(words) if passage.kind is _Kind.STATE), None)


def _passages(words: str) -> Iterator[_Passage]:
    """The words on an issue, parted at their labels and at lines that are about its state alone."""
    starts = {0} | {found.start() for found in ABOUT_ISSUE_INSIDE.finditer(words)}
    place = 0
    for line in words.split("\n"):
        if is_about_state(line):
            starts |= {place}
        place += len(line) + 1
    for start, end in zip(sorted(starts), [*sorted(starts)[1:], len(words)], strict=True):
        whole = words[start:end].strip("\n")
        label = ABOUT_ISSUE.match(whole)
        kind = _Kind[label.lastgroup.upper()] if label else _Kind.STATE
        yield _Passage(kind, whole[label.end() :] if label else whole, whole)


def _named(passage: _Passage) -> Stated | None:
    """The status of a passage on the state: of a phrase as it is, of more words only where a sentence names it."""
    phrase = passage.words.strip("。； ")
    if len(phrase) > _LONGEST_PHRASE or "。" in phrase:
        return next(_told(passage), None)
    if passage.whole.startswith(_WHETHER_DONE):
        status = Status.DONE if phrase == "是" else state_of(phrase)
    else:
        status = state_of(phrase) or state_of(passage.whole)  # 完成率：80% needs its label
    return (status, passage.whole) if status else None


def _told(passage: _Passage) -> Iterator[Stated]:
    """The statuses that sentences of a passage name plainly."""
    for sentence in re.findall(r"[^。！？\n]+[。！？]?", passage.words):
        if _plain(sentence) and (stated := _stated(sentence)):
            yield stated if len(sentence) >= SHORTEST_EVIDENCE else (stated[0], passage.whole)


def _counted(words: str) -> list[tuple[int, str]]:
    """What stands behind each of （1）（2） or the like: the length of the mark, and the words from it on."""
    for family in _COUNTS:
        starts: list[int] = []
        for mark in family:
            start = words.find(mark, starts[-1] + 1 if starts else 0)
            if start < 0:
                break
            starts.append(start)
        if len(starts) > 1 and starts[0] == 0:
            ends = [*starts[1:], len(words)]
            return [
                (len(mark), words[start:end].rstrip("，；。、 \n"))
                for mark, start, end in zip(family, starts, ends, strict=False)
            ]
    return []


def _stated(words: str) -> Stated | None:
    status = state_of(words.strip("。； （）"))
    return (status, words) if status else None


def _plain(words: str) -> bool:
    """Whether words name a state and say nothing else."""
    if len(words) > _LONGEST_STATE:
        return False
    words = words.removesuffix("。").removesuffix("；")
    label = ABOUT_ISSUE.match(words)
    if label and label["charge"]:
        return False
    clauses = re.split("[，；、]|并(?!未)", words[label.end() :] if label else words)
    named = [bool(_PLAIN.fullmatch(clause)) for clause in clauses]
    return any(named) and all(
        plain or not clause or _NOTHING_YET.fullmatch(clause) for plain, clause in zip(named, clauses, strict=True)
    )
