"""Personal data that must not go out: identity numbers, mobile numbers, bank cards, e-mail, number plates.

《政府信息公开条例》 art. 15. An entry that holds such data on purpose says `public: true` and gives its reason.
"""

import re
from collections.abc import Iterator

from gongkai.faults import Fault, Faulty
from gongkai.source import Source
from gongkai.wording import fold_width
from gongkai.yamltree import Mapping, Node, Scalar

_HIDDEN = "[\u00ad\u200b-\u200d\u2060\ufeff]*"  # what no one sees between two digits
_DIGIT = rf"{_HIDDEN}\d"
_GAP = rf"{_HIDDEN}[ ·./-]{{0,2}}"
_IDENTITY = re.compile(rf"(?<!\d)[1-9](?:{_GAP}{_DIGIT}){{16}}{_GAP}{_HIDDEN}[0-9Xx](?![0-9A-Za-z])")
_OLD_IDENTITY = re.compile(r"(?<!\d)[1-8]\d{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}(?![0-9A-Za-z])")
_GROUPINGS = ((9,), (1, 4, 4), (1, 8), (5, 4), (1, 3, 5), (2, 4, 3), (2, 7), (3, 6))  # of the digits after 13, 15 …
_MOBILE = re.compile(
    rf"(?<!\d)(?:(?:\+|00)?86{_GAP})?0?1{_HIDDEN}[3-9]"
    rf"(?:{'|'.join(_GAP.join(f'(?:{_DIGIT}){{{count}}}' for count in counts) for counts in _GROUPINGS)})(?!\d)"
)
_CARD = re.compile(rf"(?<!\d)\d(?:{_GAP}{_DIGIT}){{15,18}}(?!\d)")
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
_PLATE = re.compile(
    r"(?i)[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼] ?[A-HJ-NP-Z][·• -]?"
    r"(?:[A-HJ-NP-Z0-9]{5,6}|[A-HJ-NP-Z0-9]{4}[挂学警港澳领使])(?![A-Z0-9])"
)
_SPACES = dict.fromkeys(map(ord, "\t\u00a0\u2002\u2003\u2009\u202f\u3000–—‐‑"), " ")
OFFICIAL_DOMAIN = ".gov.cn"


def check(source: Source) -> Iterator[Fault]:
    """Faults `privacy-…`, and `public-without-reason`. Comments are read too, since the file is public."""
    yield from _check(source, source.root, ())
    for number, line in enumerate(source.text.split("\n"), start=1):
        comment = re.search(r"(?:^|(?<=\s))#.*", line)
        for offset, code, name in findings(comment[0]) if comment else ():
            advice = "从注释里删去：注释会随数据公开"
            yield Fault(source.file, number, comment.start() + offset + 1, code, f"注释里有{name}", advice)


def findings(text: str) -> Iterator[tuple[int, str, str]]:
    """Offset, code and Chinese name of each piece of personal data in a text; no more than a person would read."""
    folded = fold_width(text).translate(_SPACES)
    taken: list[tuple[int, int]] = []
    for code, name, pattern, holds in _KINDS:
        for found in pattern.finditer(folded):
            inside = any(start <= found.start() < end for start, end in taken)
            if holds(found[0]) and not inside:
                taken.append(found.span())
                yield found.start(), code, name
                if len(taken) == Faulty.MOST:
                    return


def _check(source: Source, node: Node, path: tuple[str | int, ...], *, public: bool = False) -> Iterator[Fault]:
    if isinstance(node, Scalar):
        if public:
            return
        for offset, code, name in findings(node.text):
            advice = "删去或隐去；有意公开的，在同一处加 public: true 和 reason: 公开理由"
            yield source.fault(path, code, f"这里有{name}", advice, offset=offset)
    elif isinstance(node, Mapping):
        here = isinstance(mark := node.values.get("public"), Scalar) and mark.text == "true"
        if here and "reason" not in node.values:
            message = "标了 public: true（有意公开），却没有写理由"
            yield source.fault((*path, "public"), "public-without-reason", message, "加一行 reason: 公开理由")
        for key, value in node.values.items():
            yield from _check(source, value, (*path, key), public=here and not isinstance(value, Mapping))
    else:
        for place, value in enumerate(node.values):
            yield from _check(source, value, (*path, place), public=public)


def _is_identity(text: str) -> bool:
    """ISO 7064 MOD 11-2, as GB 11643-1999 sets it for resident identity numbers."""
    text = re.sub("[^0-9Xx]", "", text)
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(digit) * weight for digit, weight in zip(text[:17], weights, strict=True))
    return "10X98765432"[total % 11] == text[17].upper()


def _is_card(text: str) -> bool:
    """The Luhn check of ISO/IEC 7812."""
    digits = [int(character) for character in text if character.isdigit()]
    doubled = [sum(divmod(digit * 2, 10)) for digit in digits[-2::-2]]
    return (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0 and len(set(digits)) > 1


def _is_personal_email(text: str) -> bool:
    return not text.lower().endswith(OFFICIAL_DOMAIN)


def _always(text: str) -> bool:
    return bool(text)


_KINDS = (
    ("privacy-identity", "居民身份证号码", _IDENTITY, _is_identity),
    ("privacy-identity", "15位居民身份证号码", _OLD_IDENTITY, _always),
    ("privacy-bank-card", "银行卡号", _CARD, _is_card),
    ("privacy-mobile", "手机号码", _MOBILE, _always),
    ("privacy-email", "个人电子邮箱", _EMAIL, _is_personal_email),
    ("privacy-plate", "车牌号", _PLATE, _always),
)
