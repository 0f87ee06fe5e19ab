"""Which status one phrase names: a closed list of plain forms.

Words on a plan, an aim, an application or a part of the whole claim nothing, and so does all that is not listed.
"""

import re

from gongkai.importing import labels
from gongkai.model import Status
from gongkai.wording import CHINESE_NUMERAL

LONGEST = 60
_NOT_TICKED = re.compile(r"[（【［\[]\s*[）】］\]]")
AROUND = "。；，、：（）【】［］[]—– \n"
PLANNED = re.compile("计划|预计|目标|拟")
_YES = re.compile(rf"(?:{labels.WHETHER_DONE}：\s*[是√✓✔]|{labels.HOW_FAR}：\s*[√✓✔])")
NO = re.compile(rf"(?:{labels.WHETHER_DONE}|{labels.HOW_FAR})：\s*[否×✗✘](?!\w)")
_DATE = r"\d{4}年(?:\d{1,2}月(?:\d{1,2}日|底|末)?|底)?"
WHEN = f"(?:(?:截至|截止|到|至)?(?:目前|现在|{_DATE})(?:为止)?)"
ISSUE = (
    "(?:(?:该|此|本|这一|上述|以上)(?:项|个|类|些)?(?:反馈)?(?:问题|任务|事项)|反馈问题|"
    rf"(?:以上|上述|这)(?:(?:{CHINESE_NUMERAL}|两|\d+)[项条])?(?:整改)?(?:措施|任务|工作)|各项(?:整改)?(?:措施|任务|工作))"
)
_WHOLE = f"(?:{ISSUE}|问题|(?:该|此|本)项(?:整改)?(?:措施|工作)|整改(?:任务|工作|措施)?)"
_OPENING = f"{WHEN}?{_WHOLE}?{WHEN}?"
_BY = f"(?:均|都|现|已经|已于{_DATE}|已|全部|全面|按[期时]|如期)*"
_FORMS = {
    "done": (
        f"{_OPENING}{_BY}(?:完成(?:整改|全部整改)?(?:任务|工作)?(?:并?销号)?|整改(?:完成|到位|完毕|结束|销号)?|(?:整改)?落实到位|办结|销号|完成{_WHOLE})",
        f"整改(?:任务|工作|措施)?{_BY}到位",
    ),
    "nearly": (f"{_OPENING}{_BY}基本(?:上)?(?:完成(?:整改)?(?:任务)?|(?:整改|落实)?到位|整改完成|办结)",),
    "ongoing": (
        f"(?=.*(?:正|持续|有序|稳步|中$)){_OPENING}(?:仍|还|均|都|尚)?(?:正在?|持续|有序|稳步|加快|抓紧|积极)*"
        "(?:推进|整改|落实|办理|进行|实施)(?:整改)?之?中?",
        f"{_OPENING}{_BY}部分(?:完成(?:整改)?|整改(?:完成|到位))",
        f"{_OPENING}(?:尚|还|仍)?(?:未|没有)(?:全部|完全)?(?:完成(?:整改)?(?:任务)?|整改到位|销号|办结)",
    ),
    "standing": ("(?:需要?|须|已|仍需)?(?:(?:长期|持续)坚持(?:整改|落实)?|长期整改)",),
    "nothing yet": (WHEN, _WHOLE, "立行立改|立查立改|边查边改|即知即改"),
    "planned": (
        f"(?:预计|计划|力争|确保|拟)(?:于|在|到)?(?:{_DATE}|[今明本]?年(?:年?底|内))(?:以?前|之前|内)?"
        "(?:全部|基本)?(?:完成(?:整改)?|整改(?:完成|到位))",
    ),
}
_PATTERNS = {name: re.compile("|".join(forms)) for name, forms in _FORMS.items()}
_STATUS = {
    frozenset({"done"}): Status.DONE,
    frozenset({"nearly"}): Status.ONGOING,
    frozenset({"ongoing"}): Status.ONGOING,
    frozenset({"nearly", "ongoing"}): Status.ONGOING,
    frozenset({"ongoing", "planned"}): Status.ONGOING,
    frozenset({"nearly", "planned"}): Status.ONGOING,
    frozenset({"standing"}): Status.STANDING,
    frozenset({"done", "standing"}): Status.STANDING,
    frozenset({"nearly", "standing"}): Status.STANDING,
}
_RATE = re.compile(
    rf"{_OPENING}(?:已经?)?(?:整改|任务)?(?:完成(?:率|进度)?|进度)：?\s*(?:已经?)?(?:为|达到?)?(\d+(?:\.\d+)?)[%％]"
)
_NEEDS_ALREADY = re.compile(rf"{_DATE}|按[期时]|如期|[到至](?:目前|现在)|(?:^|[^成])(?:整改|销号)$")
ALREADY = re.compile("已|均|都")
_IS_DONE = re.compile(f"{ALREADY.pattern}|整改(?:完成|到位|完毕)")
AT_PRESENT = re.compile("正|中|目前|未|没有|基本|部分")


def state_of(words: str) -> Status | None:
    """The status that a phrase names, if all of it is plain."""
    if len(words) > LONGEST or _NOT_TICKED.search(words):
        return None
    words = labels.unboxed(words).strip(AROUND)
    label = labels.ABOUT_ISSUE.match(words)
    if label and (label["charge"] or PLANNED.search(label[0])):
        return None
    phrase = words[label.end() :] if label else words
    if rate := _RATE.fullmatch(phrase) or _RATE.fullmatch(words):
        share = float(rate[1])
        return Status.DONE if share == 100 else Status.ONGOING if 0 < share < 100 else None
    if label and _YES.fullmatch(words, label.start("state")):
        return Status.DONE
    said = {_form(clause) for clause in re.split(r"[，；、。\s]|并(?!未|销号)", phrase) if clause}
    return _STATUS.get(frozenset(said - {"nothing yet"}))


def told(words: str) -> Status | None:
    """The status that words among others name, where no label and no bracket says that they do."""
    status = state_of(words)
    sure = {Status.DONE: _IS_DONE, Status.ONGOING: AT_PRESENT}.get(status)
    return None if sure and (not sure.search(words) or _RATE.fullmatch(words.strip(AROUND))) else status


def _form(clause: str) -> str | None:
    """The name of the form that a clause has."""
    for name, pattern in _PATTERNS.items():
        if pattern.fullmatch(clause) and not (
            name == "done" and _NEEDS_ALREADY.search(clause) and not ALREADY.search(clause)
        ):
            return name
    return None
