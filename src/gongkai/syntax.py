"""Why YAML does not parse, in plain words: the parser's complaint and the line it means, as a fault."""

import re
from collections.abc import Callable, Iterator
from itertools import islice

import yaml

from gongkai.faults import Fault, Faulty

_WHITE = {"\t": "制表符（Tab）", "\u3000": "全角空格", "\xa0": "不换行空格"}
_CODES = {"\t": "tab", "\u3000": "wide-space", "\xa0": "wide-space"}
_KEY = r"\s*(?:- +)*[^\s:#'\"\[{-][^:#]*?"


def faults(file: str, lines: list[str], error: yaml.YAMLError) -> list[Fault]:
    """The faults of a text that does not parse: every line indented with a tab, else the one the parser stopped at."""
    complaint = f"{getattr(error, 'context', None)} {getattr(error, 'problem', None)}"
    indented = list(islice(_wrongly_indented(file, lines), Faulty.MOST))
    if indented and (indented[0].code == "wide-space" or re.search("tab|cannot start any token", complaint)):
        return indented
    if opened := _open_quote(lines):
        return [Fault(file, *opened)]
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return [Fault(file, 1, 1, "yaml", "文件不是有效的 YAML", "核对编码和内容")]
    started = getattr(error, "context_mark", None) or mark
    for wanted, describe in _CAUSES:
        if re.search(wanted, complaint):
            line, column, code, message, advice = describe(lines, started, mark)
            break
    else:
        line, column, code, message, advice = _otherwise(lines, started, mark)
    line = min(max(line, 1), len(lines))
    return [Fault(file, line, max(column, 1), code, message, advice)]


def mended(lines: list[str], faults: list[Fault]) -> list[str] | None:
    """The lines as their faults' advice would have them, or None where it does not say enough."""
    lines = list(lines)
    for fault in faults:
        if fault.code == "indentation":
            lines[fault.line - 1] = _aligned(lines, fault.line - 1)
            continue
        if fault.code not in _MENDS:
            return None
        line = lines[fault.line - 1]
        lines[fault.line - 1] = _MENDS[fault.code](line[: fault.column - 1], line[fault.column - 1 :])
    return lines


def follows_from(fault: Fault, earlier: list[Fault]) -> bool:
    """Whether a fault of mended lines may be no more than the mending of earlier ones."""
    vague = fault.code in ("indentation", "yaml")
    return any(
        one.line == fault.line or (vague and (one.code in _CODES.values() or one.line == fault.line - 1))
        for one in earlier
    )


def _wrongly_indented(file: str, lines: list[str]) -> Iterator[Fault]:
    for number, line in enumerate(lines, start=1):
        if found := re.match(r"[ \t\u3000\xa0]*?([\t\u3000\xa0])\s*(?=\S)", line):
            white = found[1]
            if white == "\t" or re.match(r"(- |[a-z_]+:)", line[found.end() :]):
                message = f"用了{_WHITE[white]}缩进"
                yield Fault(file, number, found.start(1) + 1, _CODES[white], message, "改用空格缩进，每层两格")


def _open_quote(lines: list[str]):
    """The first quote that is not closed before a line that must be a key of its own."""
    for number, line in enumerate(lines):
        opened = re.match(r"(\s*)(?:- +)*(?:\w+: +)?(['\"])(.*)", line)
        if not opened or _closes(opened[2], opened[3]):
            continue
        for later in lines[number + 1 :]:
            if re.match(rf"\s{{0,{len(opened[1]) + 2}}}(?:- +)?[a-z_]+:(?:\s|$)", later):
                return number + 1, opened.start(2) + 1, *_UNCLOSED
            if _closes(opened[2], later):
                break
    return None


def _closes(quote: str, words: str) -> bool:
    return quote in (words.replace("''", "") if quote == "'" else re.sub(r"\\.", "", words))


_UNCLOSED = ("unclosed-quote", "引号没有配对：从这里开始的引号没有结束", "在这段文字的末尾补上同样的引号")


def _quote(lines, started, mark):
    return started.line + 1, started.column + 1, *_UNCLOSED


def _colon(lines, started, mark):
    return _key_without_colon(lines, started.line, started.column)


def _key_without_colon(lines, number, column):
    """What is wrong with a line that should have been “key: value” and is not."""
    line, place = lines[number], number + 1
    if found := re.match(r"\s*-(?=[a-z_]+:)", line):
        return place, found.end() + 1, "missing-space", "“-”后面缺一个空格", "写成“- 名称: 内容”，“-”后空一格"
    if found := re.match(rf"{_KEY}\s*：", line):
        return place, found.end(), "full-width-colon", "键后面用了全角冒号“：”", "改成半角冒号加一个空格“: ”"
    if found := re.match(rf"{_KEY}:(?=\S)", line):
        return place, found.end(), "missing-space", "冒号后面缺一个空格", "写成“名称: 内容”，冒号后空一格"
    return place, column + 1, "missing-colon", "这一行缺冒号", "写成“名称: 内容”；若是上一行的续行，多缩进两格"


def _second_colon(lines, started, mark):
    line = lines[mark.line]
    if re.match(rf"{_KEY}:\s", line[: mark.column]):
        message = "一行里有两个“: ”，YAML 分不清哪个是键"
        return mark.line + 1, mark.column + 1, "colon-in-text", message, "给冒号后面的整段文字加上引号"
    return _indentation(lines, started, mark)


def _indentation(lines, started, mark):
    before = mark.line
    while before > 0 and not lines[before - 1].strip():
        before -= 1
    above = lines[before - 1] if before > 0 else ""
    for number in (before - 1, mark.line):
        if re.match(r"\s*-[a-z_]+:", lines[number]):
            return _key_without_colon(lines, number, 0)
    if mark.column > 0 and re.search(r":\s+['\"]", lines[mark.line][: mark.column]):
        message = "引号里又有同样的引号，YAML 以为文字到此为止"
        advice = "文字里的引号改成“”，或整段换用另一种引号"
        return mark.line + 1, mark.column + 1, "unclosed-quote", message, advice
    if re.search(r":\s+['\"]", above) and not re.search(r"['\"]\s*(#.*)?$", above):
        return before, above.index(":") + 3, "unclosed-quote", "引号没有配对", "在这段文字的末尾补上同样的引号"
    if re.fullmatch(r"\s*(- +)?[a-z_]+(：.*|:\S.*| +[^:：]*)?", above):
        return _key_without_colon(lines, before - 1, len(above) - len(above.lstrip(" -")))
    message = "缩进和上下文对不上"
    return mark.line + 1, mark.column + 1, "indentation", message, "与同级的上一项左边对齐；下一级多缩进两格"


def _reserved(lines, started, mark):
    mark = started if started.line == mark.line else mark
    character = lines[mark.line][mark.column : mark.column + 1]
    message = f"文字不能以“{character}”开头"
    return mark.line + 1, mark.column + 1, "reserved-character", message, "给这段文字加上引号"


def _bracket(lines, started, mark):
    message = "方括号或花括号没有配对，或其中缺逗号"
    advice = "补上括号；若括号是文字的一部分，给整段加引号"
    line, column = started.line, started.column
    while line > 0 and not re.search(r"[\[{]", lines[line][column:]):
        line, column = line - 1, 0
    bracket = re.search(r"[\[{]", lines[line][column:])
    return line + 1, column + (bracket.start() if bracket else 0) + 1, "unclosed-bracket", message, advice


def _block(lines, started, mark):
    message = "“|”或“>”后面不能直接跟文字"
    return mark.line + 1, mark.column + 1, "block-text", message, "文字从下一行开始写，并多缩进两格"


def _escape(lines, started, mark):
    message = "双引号里的反斜杠“\\”有特殊含义"
    return mark.line + 1, mark.column + 1, "escape", message, "改用单引号，或写成“\\\\”"


def _deep(lines, started, mark):
    return mark.line + 1, mark.column + 1, "too-deep", "层次太深", "核对缩进和括号"


def _otherwise(lines, started, mark):
    return mark.line + 1, mark.column + 1, "yaml", "YAML 写法有误", "核对这一行和上一行的缩进、冒号和引号"


_CAUSES = [
    ("nesting depth", _deep),
    ("quoted scalar.*(end of stream|document)", _quote),
    ("escape", _escape),
    ("simple key", _colon),
    ("mapping values are not allowed", _second_colon),
    ("flow (sequence|mapping|node)", _bracket),
    ("block scalar", _block),
    ("cannot start any token|node content|alias|anchor|tag|directive", _reserved),
    ("block (mapping|collection|end)|block sequence|sequence entries|document start|indentation", _indentation),
]


def _aligned(lines: list[str], number: int) -> str:
    """A line moved to the column, nearest to its own, where a line above that it could belong beside begins."""
    line = lines[number].lstrip(" ")
    indent, is_item = len(lines[number]) - len(line), line.startswith("- ")
    columns, innermost = [], len(lines[number]) + indent
    for above in reversed(lines[:number]):
        found = re.match(r"( *)((?:- +)*)[a-z_]+:(?=\s|$)", above)
        if found and len(found[1]) <= innermost:
            innermost = len(found[1])
            columns += [len(found[1])] if is_item == bool(found[2]) else []
            columns += [found.end(2)] if found[2] and not is_item else []
    nearest = min(columns, key=lambda column: abs(column - indent), default=indent)
    return " " * nearest + line


def _colon_after_key(before: str, line: str) -> str:
    found = re.match(r"(\s*(?:- +)*[a-z_]+)(?: +|$)", before + line)
    return f"{found[1]}: {(before + line)[found.end() :]}" if found else f"# {before}{line}"


# What the advice to a fault comes to, from what stands before its place and after it.
_MENDS: dict[str, Callable[[str, str], str]] = {
    "tab": lambda before, rest: before + rest.replace("\t", "  "),
    "wide-space": lambda before, rest: before + re.sub(r"^\s+", lambda white: " " * 2 * len(white[0]), rest),
    "full-width-colon": lambda before, rest: (
        f"{before[:-1]}: {rest}" if before.endswith("：") else f"{before}: {rest[1:]}"
    ),
    "missing-space": lambda before, rest: (
        f"{before} {rest}" if before.endswith((":", "-")) else f"{before}: {rest[1:]}"
    ),
    "missing-colon": _colon_after_key,
    "colon-in-text": lambda before, rest: f"{before}：{rest[1:]}",
    "unclosed-quote": lambda before, rest: before + rest + rest[:1],
    "reserved-character": lambda before, rest: f"{before}？{rest[1:]}",
    "escape": lambda before, rest: before + rest.replace("\\", "\\\\"),
}
