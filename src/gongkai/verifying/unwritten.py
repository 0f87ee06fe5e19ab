"""What was left unwritten, told by the words that people and programs put in its place."""

import re
from collections.abc import Iterator
from functools import lru_cache

_SPACE = re.compile(r"\s+")
_HAN = "\u3400-\u9fff"
_AMID_HAN = re.compile(rf"(?<=[{_HAN}])\s+(?=[{_HAN}])")
# In ASCII's sense of a word: a Chinese character ends one.
_FORMS = [
    (re.compile(form, re.ASCII | flags), message)
    for form, flags, message in (
        (
            r"\b(?:TODO|FIXME|TBD)\b|lorem ipsum|dolor sit amet|(?<![A-Za-z0-9])[XＸ]{3,}(?![A-Za-z0-9])"
            r"|(?<![\d×])×{3,}|[XＸ×]+月[XＸ×]+日|＿{3,}|_{4,}",
            re.IGNORECASE,
            "网页上还有没写完的“{}”",
        ),
        (
            # What programs write for what they do not have, cannot decode or have encoded twice.
            r"\bInvalid Date\b|\bNaN%|\[object Object\]|\$\{|\bobject at 0x|Traceback \(most|锟斤拷|\ufffd"
            r"|&(?:nbsp|amp|lt|gt|quot);"
            rf"|(?<=[{_HAN}])(?:None|null|undefined|NaN)(?!\w)|(?<!\w)(?:None|null|undefined|NaN)(?=[{_HAN}])",
            0,
            "网页上有写坏了的“{}”",
        ),
        (
            r"^(?:None|null|undefined|NaN|\[object Object\])$",
            0,
            "该有内容的地方是“{}”",
        ),
    )
]
# Chinese ones are ordinary words as well: they count as the whole of a passage, a bracket, or what a colon announces.
_WHOLE = re.compile(
    r"(?:^|(?<=[：:（(\[【。；！？—]))\s*(?P<words>"
    r"(?:(?:本|此|该|这)(?:一?[页节段项栏处]|部分|栏目|页面)?的?)?(?:具体|详细|相关)?(?:内容|信息|文字|材料|资料|说明)?"
    r"[尚仍还有]?待(?:补充|補充|完善|填写?|定|补|编写|撰写)"
    r"|请?在?(?:此处|这里)(?:填|输入|写|插入|放|补充)(?!写?[的着])[^。；！？]{0,12}"
    r"|请?在此(?:填写|输入)(?:内容|正文|文字|说明|标题)?"
    r"|(?:(?:这里?|此处|以下)[是为])?(?:示例|样例|测试|演示)(?:文字|文本|内容|段落|标题)"
    r"|占位(?:符|文字|内容|图)?"
    r"|(?:更多(?:内容|精彩)[，,]?)?敬请期待"
    r"|(?:本|该|此)?(?:栏目|页面|网页|频道|页)(?:正在)?(?:建设|施工|完善)中"
    r")\s*(?=$|[。；！？….）)\]】]|\s[-–|]\s)"
)

_STRING = re.compile(r"""(["'`])((?:(?!\1)[^\\\n]|\\.)*)\1""")


@lru_cache(maxsize=100)
def in_code(text: str) -> list[tuple[int, str]]:
    """Where a script or a style sheet is unwritten, and a message about it: what people put in it for themselves, and
    what its strings say.
    """
    form, message = _FORMS[0]
    quoted = ((one.start(), _WHOLE.search(one[2])) for one in _STRING.finditer(text))
    told = [(one.start(), message.format(one[0])) for one in form.finditer(text)]
    return told + [(start, message.format(one["words"])) for start, one in quoted if one]


def found(pieces: list[str]) -> Iterator[tuple[int, str]]:
    """What is unwritten in a passage that comes in pieces: in which piece it begins, and a message about it."""
    text = _AMID_HAN.sub("", _SPACE.sub(" ", "".join(pieces)).strip())
    for start, message in _in(text):
        yield _piece(pieces, text[:start]), message


@lru_cache(maxsize=10_000)  # every page has the same passages around its own
def _in(text: str) -> list[tuple[int, str]]:
    told = [(one.start(), message.format(one[0])) for form, message in _FORMS for one in form.finditer(text)]
    return told + [(one.start("words"), _FORMS[0][1].format(one["words"])) for one in _WHOLE.finditer(text)]


def _piece(pieces: list[str], before: str) -> int:
    """The piece in which a passage goes on after some of its text, white space apart."""
    left = len("".join(before.split()))
    for number, piece in enumerate(pieces):
        left -= len("".join(piece.split()))
        if left < 0:
            return number
    return 0
