"""The labels in the body of an issue: 整改措施： before its measures, and those of what has come of them."""

import re

from gongkai.importing import states
from gongkai.wording import CHINESE_NUMERAL

OF_MEASURES = re.compile(
    rf"{states.NUMBERED}(?:整改措施(?:[及和](?:成效|进展|(?:落实)?情况))?|整改落实|整改举措|(?:工作|具体|主要|采取的?)措施)(?:{CHINESE_NUMERAL}|\d+)?(?:：|(?=\n|$))"
)
OF_MEASURES_INSIDE = re.compile(rf"(?:^|(?<=[。；！？）\n])){OF_MEASURES.pattern}")
ANY = re.compile(rf"{OF_MEASURES.pattern}|{states.ABOUT_ISSUE.pattern}")
AT_END = re.compile(rf"(?:^|\n)(?:{ANY.pattern})\n?$")
BEFORE_A_LIST = re.compile(rf"(?:^|(?<=[。；！？）\n]))(?:{ANY.pattern})\s*$")


def is_labelled(line: str) -> bool:
    """Whether a line begins with a label of measures, or of what has come of them."""
    return bool(OF_MEASURES.match(line)) or bool((found := states.ABOUT_ISSUE.match(line)) and found["result"])
