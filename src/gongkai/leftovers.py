"""The words and signs that people and programs leave where something is unwritten or came out broken."""

import re
from functools import lru_cache
from typing import NamedTuple

HAN = "\u3400-\u9fff"
_TAGS = "p|br|b|i|u|em|strong|small|span|div|a|ul|ol|li|h[1-6]|table|tr|td|th|img|hr|code|pre|blockquote|mark|sup|sub"
# Where a sentence or what is set apart ends; a comma is no end: staff may write of 手续待补充，预计6月完成.
_ENDED = r"(?=\s*(?:$|[。；！？….!?~～）)\]】》〉>”’」』—–]|、\s*待)|\s[-–|]\s)"
# In ASCII's sense of a word: a Chinese character ends one.
# None is the rest of a plate or a number that is masked (粤S·×××××, No.XXXX-1), nor a year in the title of a model.
_FILLER = re.compile(
    r"\b(?:TODO|FIXME|TBD|TBC|lorem(?: ipsum)?|asdf)\b|dolor sit amet|[XＸ×]+月[XＸ×]+日"
    rf"|(?<![{HAN}][A-Z])(?<![A-Z][·•・])(?<!No\.)"
    r"(?:(?<![A-Za-z0-9])[XＸ]{3,}(?![A-Za-z0-9]|-\d)|(?<![\d×])×{3,})"
    r"|\b20[XＸ×]{2}年(?![^《》]*》|[^。；]{0,20}(?:范本|样本|样表|模板))"
    # What office programs print into an empty field.
    r"|(?:单击|点击)(?:或点击)?(?:此处|这里)(?:添加|编辑|输入|键入)\w{0,12}|在此(?:处)?键入",
    re.ASCII | re.IGNORECASE,
)
# 待定 is none of them: that a fee or a day is not fixed yet is a statement.
_WAITING = re.compile(
    rf"(?:(?<![有亟急])待(?:补充|補充|补|补录|填写?|编写|撰写|更新|添加)|(?<![有亟急尚仍还])待完善){_ENDED}", re.ASCII
)
# What tables of data write for nothing: in a cell it is a value, elsewhere a program had no words.
VALUES = ("None", "null")
# Marks of a question where the answer should stand; what a draft asks its writer for.
_ASKING = re.compile(
    r"(?:^|(?<=[：:（(]))\s*[？?]{3,}(?=\s*(?:$|[）)]))|[\[［]请(?:填写(?!人)|填入|插入|补充)[^\[\]［］]{0,20}[\]］]"
)
_UNFINISHED = "网页上还有没写完的“{}”"
_OTHERS = (
    (
        # What programs write for what they do not have or cannot decode, how Python writes its own values, tags
        # and characters that were escaped twice, text that was decoded as Latin-1 or GBK.
        "placeholder",
        r"\bInvalid Date\b|\bNaN%|\[object Object\]|\$\{|\bobject at 0x|Traceback \(most|锟斤拷|\ufffd|[烫屯]{4,}"
        r"|\b[A-Z][A-Za-z]+\([a-z_]+=|\[(?:'[^']*'(?:, )?)+\]|\{'\w+': |\bdatetime\.(?:date|datetime)\("
        r"|<(?:bound method|function|generator object|class '|module ')"
        rf"|</?(?:{_TAGS})(?:\s[^<>]*)?/?>|&(?:nbsp|amp|lt|gt|quot|#\d+);"
        r"|[ÃÂ][\x80-\xbf]|[ä-é][\x80-\xbf‘-›Œ-ž€™]{2}|[锛銆鈥][\u3400-\u9fff\ue000-\uf8ff]"
        rf"|(?<=[{HAN}])(?:None|null|undefined|NaN)(?!\w)|(?<!\w)(?:None|null|undefined|NaN)(?=[{HAN}])",
        "网页上有写坏了的“{}”",
    ),
    (
        "placeholder",
        r"^(?:None|null|undefined|NaN|\[object Object\])$",
        "该有内容的地方是“{}”",
    ),
    (
        "merge-conflict",
        r"(?<![<>|=])(?:<{7}|>{7}|\|{7}|={7})(?![<>|=])(?: \S+)?",
        "合并没有做完：git 的标记“{}”还在",
    ),
    (
        "control-character",
        r"[\u202a-\u202e\u2066-\u2069]",
        "有颠倒文字次序的控制字符 {!a}",
    ),
    (
        # Headings, notes, bold words, links and pictures, rules of tables, names for anchors.
        "markdown-left",
        r"^#{1,6} \S.{0,9}|(?:!!!|\?\?\?\+?) [a-z]\w*|(?<!\*)\*\*(?!\*)[^*]{1,80}\*\*(?!\*)"
        r"|!?\[[^\[\]]{1,80}\]\([^()\s]+\)"
        r"|\|\s*:?-{3,}:?\s*\||^(?:```|~~~)|\{:?\s?[#.][A-Za-z][\w .#=-]*\}|\[\^\w+\]",
        "Markdown 没有排出来：“{}”",
    ),
    (
        # The same where good text comes near to it: tables of two columns without outer bars, links by reference, what
        # is struck out, the settings at a page's top, boxes of other dialects, lists of contents.
        "markdown-left",
        r"(?<![\w|-])(?<!\| ):?-{3,}:?\s*\|\s*:?-{3,}:?(?!\s*\||[\w-])"
        rf"|(?<!\w)\[[^\[\]]{{0,40}}[{HAN}][^\[\]]{{0,40}}\]\[[A-Za-z0-9-]{{1,20}}\]"
        r"|(?:^|(?<=[\s：:；;，,。（(]))~~[^~\s][^~]{0,60}~~(?![\w~])"
        r"|^(?:-{3} )?(?:title|description|tags|hide|template|icon): \S.{0,9}|^:::+ ?[a-z]+|^\[TOC\]$|^--8<-- ",
        "Markdown 没有排出来：“{}”",
    ),
    (
        # What office programs write for what they do not find or cannot show, and places of messages that a program
        # did not fill: between Chinese characters, since % and braces mean more elsewhere.
        "placeholder",
        r"错误[!！]\s?(?:未找到(?:引用源|目录项|图形项目表|索引项)|未定义书签|文档中没有指定样式|不能通过编辑域代码|超链接引用无效)"
        r"|Error! (?:Bookmark|Reference source|Hyperlink)|#REF!|#DIV/0!|#VALUE!|#NAME\?|^#N/A$|^#{5,}$|\bjinja2\.[a-z]+"
        rf"|(?<=[{HAN}])(?:%[sd]|\{{\d?\}})(?=[{HAN}])",
        "网页上有写坏了的“{}”",
    ),
)
_FORMS = [(code, re.compile(form, re.ASCII), message) for code, form, message in _OTHERS]
# These are ordinary words as well: they count as the whole of a passage, a bracket, or what a colon announces.
_WHOLE = re.compile(
    r"(?:^|(?<=[：:（(\[【《〈<“—。；！？]))\s*(?P<words>"
    r"请?在?(?:此处|这里)(?:填|输入|写|插入|放|补充)(?!写?[的着])[^。；！？]{0,12}"
    r"|请?在此(?:填写|输入)(?:内容|正文|文字|说明|标题)?"
    r"|暂缺[，,、]?(?:后|待|稍后|以后)补充?"
    r"|(?:图片?|照片|配图|附件|附图|视频)待(?:上传|插入|添加)"
    r"|(?:(?:这里?|此处|以下)[是为])?(?:示例|样例|测试|演示)(?:文字|文本|内容|段落|标题)"
    r"|占位(?:符|文字|内容|图)?"
    r"|(?:后续|稍后|以后|随后|有空)再?(?:补充?|完善|更新|添加|上传)"
    r"|(?:更多(?:内容|精彩)[，,]?)?敬请期待"
    r"|(?:本|该|此)?(?:栏目|页面|网页|频道|页)(?:正在)?(?:建设|施工|完善)中"
    rf"){_ENDED}"
)

# Three Chinese characters in UTF-8, which were decoded as GBK.
_GARBLED = re.compile(rb"(?:[\xe4-\xe9][\x80-\xbf]{2}){3}")
_STRING = re.compile(r"""(["'`])((?:(?!\1)[^\\\n]|\\.)*)\1""")


class Left(NamedTuple):
    """What was left in a passage: from where to where, and what is said of it."""

    start: int
    end: int
    code: str
    message: str


def unfinished(text: str) -> list[Left]:
    """What was left unwritten in a passage, whoever says it."""
    spans = [one.span() for form in (_FILLER, _WAITING, _ASKING) for one in form.finditer(text)]
    spans += [one.span("words") for one in _WHOLE.finditer(text)]
    return [Left(*span, "placeholder", _UNFINISHED.format(text[slice(*span)][:30])) for span in spans]


@lru_cache(maxsize=10_000)  # every page has the same passages around its own
def left(text: str) -> list[Left]:
    """The same, and what came out broken."""
    told = unfinished(text)
    told += [
        Left(one.start(), one.end(), code, message.format(one[0][:30]))
        for code, form, message in _FORMS
        for one in form.finditer(text)
    ]
    if _GARBLED.search(text.encode("gb18030", "ignore")):
        told.append(Left(0, len(text), "placeholder", f"网页上有乱码“{text[:20]}”"))
    return told


@lru_cache(maxsize=100)
def in_code(text: str) -> list[tuple[int, str]]:
    """Where a script or a style sheet is unwritten, and a message about it: what people put in it for themselves, and
    what its strings say.
    """
    told = [(one.start(), _UNFINISHED.format(one[0])) for one in _FILLER.finditer(text)]
    for quoted in _STRING.finditer(text):
        told += [(quoted.start(), _UNFINISHED.format(words[0])) for words in _WAITING.finditer(quoted[2])]
        told += [(quoted.start(), _UNFINISHED.format(words["words"])) for words in _WHOLE.finditer(quoted[2])]
    return told
