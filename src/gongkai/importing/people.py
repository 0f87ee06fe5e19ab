"""Which lines name people: those in charge of a measure, those to ask, and those who filled a form in.

An announcement is public as it stands, so that the first are only pointed out. The last belong to the paper of a
ledger, and are no part of a text.
"""

import re

from gongkai.importing.forms import BOX_END

_CHARGE = "(?:整改|包案|挂牌|分管|牵头|配合|主管|直接|主要|具体|责任)"
_IN_CHARGE = f"{_CHARGE}{{0,4}}(?:领导|负责人)(?:姓名)?|{_CHARGE}{{1,4}}人(?:姓名)?"
_TO_ASK = "联系人(?:员)?"
_CLERK = (
    "(?:填表|填报|制表|报送|上报|审核|复核|审批|审签|经办|录入|校对|统计)(?:人员?)?"
    "|[^，。；：（）]{0,8}(?:签字|签名|签章)|[^，。；：（）]{0,8}(?:负责人|领导)（(?:签字|签名|签章)）"
)
_HINT = r"(?:（[^（）]*）)?"
_NAMED = re.compile(
    rf"(?:^|[\s，。；、（【［\[])((?:{_IN_CHARGE}|{_TO_ASK}|{_CLERK})){_HINT}(?:：|{BOX_END})(?=\s*[^\s，。；、：])"
)
_OF_A_FORM = re.compile(rf"(?:{_CLERK}){_HINT}：.*")
_TELEPHONE = re.compile(r"(?:联系|办公)?(?:电话|手机)(?:号码)?：[\s\d（）()-]*")


def named(line: str) -> list[str]:
    """The labels in a line, its punctuation Chinese, behind which people are named: 责任领导, 联系人."""
    return [*dict.fromkeys(found[1] for found in _NAMED.finditer(line))]


def fills_a_form_in(line: str, *, below: bool) -> bool:
    """Whether a line is what stands under a form: 填表人：…　审核人：…; `below` such a line, their telephone."""
    return bool(_OF_A_FORM.fullmatch(line) or (below and _TELEPHONE.fullmatch(line)))
