"""White space that stands for nothing in Chinese, as texts from Word have it: 2024 年 12 月 20 日, （ 1 ）, 问题 1 ：.

Taken out only where nothing runs together without it: it stays between names, between a name and a day, and between
what two labels say. Text in, text out; no other character changes.
"""

import re

from gongkai.wording import CHINESE_NUMERAL, YEAR_DIGITS

_CHINESE = "一-龥〇○"
_NUMBER = rf"(?:{CHINESE_NUMERAL}|\d{{1,4}})"
_CIRCLED = "①-⑳"
_LABEL = (
    r"[^\s，。；：:]{2,8}\s*[：:]"  # after the colon of a label without words, the white space parts it from the next
)
_BEGUN = r"(?:^|(?<=[。；：:，！？）)\s]))"


def _spread(words: str) -> str:
    """A pattern of each of the words, with or without white space among its characters."""
    return "|".join(r"\s*".join(word) for word in words.split())


# The words of a match stay as they are, all white space among them goes.
_TIGHT = (
    r"(?<!\d)(?:\d\s*){4}年(?:\s*\d(?:\s*\d)?\s*月(?:\s*\d(?:\s*\d)?\s*日)?)?",
    r"(?<!\d)\d{1,2}\s*月(?:\s*\d(?:\s*\d)?\s*日)?",
    r"(?<!\d)\d{4}\s*([-/.])\s*\d{1,2}\s*\1\s*\d{1,2}(?!\d)",
    rf"(?:[{YEAR_DIGITS}]\s*){{4}}年\s*(?:[一二三四五六七八九十]\s*){{1,3}}月(?:\s*(?:[一二三四五六七八九十]\s*){{1,3}}日)?",
    rf"[（(]\s*{_NUMBER}\s*[）)]",
    rf"(?:^|(?<=[【［\[]))\s*问\s*题\s*{_NUMBER}\s*(?=[：:、.．】］\]])|^问题\s+(?={_NUMBER}\s)",
    r"(?<![\d.])\d{1,4}\s+[个项条%％]",
    r"(?:针对|关于)\s+(?=[“「『\"])|(?<=[”」』\"])\s+(?=的?\s*问\s*题|方面)",
)
# What an announcement gives to be reached by: 电  话：, 邮  编：, 监督 电  话：, 电  话 0712-3330000.
_OF_CONTACT = (
    "电话 邮编 邮箱 地址 传真 信箱 网址 热线 邮政编码 邮政信箱 电子邮箱 电子邮件 通讯地址 通信地址 联系人 联系方式"
)
_WHOSE = "联系 监督 举报 咨询 受理 办公 值班 来信 来访 监督举报"
_CONTACT = rf"{_BEGUN}(?:(?:{_spread(_WHOSE)})\s*)?(?:{_spread(_OF_CONTACT)})(?=\s*(?:[：:]|$)|\s+[\d{_CHINESE}a-zA-Z])"
# A run of single characters that are spread in one way: 中 共 柳 河 镇 委 员 会.
_SPREAD = rf"(?:^|(?<=[\s：:，。；、（(“]))[{_CHINESE}](\s+)[{_CHINESE}](?:\1[{_CHINESE}])+(?=$|[\s：:，。；、（）()”])"
_BETWEEN = (
    rf"(?<=[。；，、！？（“《【「『{_CIRCLED}])\s++|(?<!\s)\s++(?=[。；，、：！？）”》】」』])|(?<=：)\s++(?!{_LABEL})",
    rf"(?<=[{_CHINESE}\d）”])\s++(?=[:;,]\s*[{_CHINESE}\d（“])",
    rf"(?<=[{_CHINESE}\d）”][:;,])\s++(?=[{_CHINESE}（“])(?!{_LABEL})",
    rf"(?<=\()\s++(?=[{_CHINESE}\d])|(?<=[{_CHINESE}\d])\s++(?=\))",
    rf"(?<=[】］])\s++|(?<=[{_CHINESE}\d]\])\s++(?=[{_CHINESE}\d（“])",
    rf"(?<=[）)])\s++(?={CHINESE_NUMERAL}是|[（(]{_NUMBER}[）)]|[{_CIRCLED}])",
    r"(?<=[于自从至到])\s++(?=\d)|(?<=日)\s++(?=[至到起])",
)
_MARKS = (
    rf"{_BEGUN}(?:\d{{1,4}}\s*[.．、])\s+(?!\d)",
    rf"{_BEGUN}(?:\d{{1,4}})\s+(?=[.．、])",
    rf"{_BEGUN}(?:{CHINESE_NUMERAL}\s*[、是])\s+",
    rf"{_BEGUN}(?:[（(]{_NUMBER}[）)])\s+",
)

_STEPS = tuple(map(re.compile, (_SPREAD, _CONTACT, *_TIGHT, *_BETWEEN, *_MARKS)))


def tidy(line: str) -> str:
    """A line without the white space that stands for nothing in it."""
    line = line.strip()
    if not any(map(str.isspace, line)):
        return line
    for pattern in _STEPS:
        line = pattern.sub(_closed, line)
    return line


def _closed(found: re.Match[str]) -> str:
    return "".join(found[0].split())
