"""The model -> YAML as a person would like to edit it: block style, folded Chinese, comments where they help."""

import datetime
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager
from enum import Enum
from pathlib import Path
from typing import Any

from gongkai import yamltree
from gongkai.faults import Faulty
from gongkai.locking import alone
from gongkai.model import Announcement
from gongkai.shapes import plain_value
from gongkai.wording import fold_lines, join_lines, written_number

WIDTH = 44
SCHEMA_LINE = "# yaml-language-server: $schema=issues.schema.json\n"

_HEADER = """\
# 本文件是网站的唯一数据来源。文字与通报原文（announcement.txt）逐字一致，改完请运行 make check。
#
# 每条措施的 status（进展）只按原文的说法填：
#   done      已完成      原文说已经做完、已经实现
#   ongoing   推进中      原文说正在做、将要做完
#   standing  长期坚持    原文说成为制度、经常开展
#   stated    已公布措施  原文没有说明进展
# 除 stated 外都要有 evidence（依据）：这条措施中的一段原文，一字不差。
# slug 是网址中的名称，公布后不要再改。
# 长的文字写在“>-”下面，可以随意换行；空一行表示另起一段。
"""

_COMMENTS = {
    "published": "通报的发布日期；原文没有就填 null，不要推测",
    "made_of": "没有收到通报，文字由台账整理而成",
    "missing": "所据文本缺失，不得补写",
    "missing_categories": "所据文本缺失的类别，不得补写",
    "mark_after_problem": "“的问题”之后的标点，原文如此",
    "lead": "标题或“……的问题”之后、分条之前的话",
    "counted": "没有按“一是”“二是”分条",
    "after_gap": "原文在上一句中断，两处不相接",
    "unplaced": "导入时没有认出的段落，照原样保留",
    "issues": "所据文本中没有这一类别的问题",
}
_NO_ISSUE_READ = "没有读出这一类别的问题；没有认出的段落里可能有"

_FACTS_TO_FILL = """\
  # 请按通报原文填写下面几行，去掉行首的“# ”：
  # inspection:
  #   inspectors: 市委第几巡察组
  #   period: {from: 2023-01-01, to: 2023-01-31}
  #   feedback: 2023-02-01
  #   places: [甲村, 乙社区]
"""


def as_yaml(announcement: Announcement) -> str:
    """The YAML text of the data; reading it back gives the same data."""
    data = announcement.model_dump(by_alias=True, exclude_unset=True)
    text = SCHEMA_LINE + _HEADER + "\n" + "".join(line + "\n" for line in _mapping(data, 0))
    if announcement.facts.inspection is None:
        text = text.replace("\nparts:", "\n" + _FACTS_TO_FILL + "parts:", 1)
    return text


def item(data: dict[str, Any]) -> list[str]:
    """A mapping as the lines of an item of a list, without indentation before the first."""
    return list(_item(data, 0))


def entry(key: str, value: Any) -> list[str]:
    """A key and its value as lines, without indentation before the first."""
    return list(_mapping({key: value}, 0))


def replace(path: Path, content: str | bytes) -> None:
    """Writes a file as `put` does, once no other run holds its folder. Raises OSError that names the file itself."""
    try:
        with holding(path):
            put(path, content)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from None


def holding(path: Path) -> AbstractContextManager[None]:
    """Holds the folder of a file, inside: no other run writes there."""
    return alone(_real(path).parent)


def put(path: Path, content: str | bytes) -> None:
    """Writes a file under a temporary name beside it and renames it: it is whole, or as it was.

    A link stays one, and what it leads to is written; a file keeps the permissions that it has. For a run that holds
    the folder: what killed runs left of the file under temporary names is removed. Raises OSError.
    """
    path = _real(path)
    for left in path.parent.iterdir():
        if re.fullmatch(re.escape(f".{path.name}.") + "[a-z0-9_]{8}", left.name):  # as mkstemp names them
            left.unlink()
    descriptor, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content.encode() if isinstance(content, str) else content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _mapping(data: dict[str, Any], indent: int) -> Iterator[str]:
    for key, value in data.items():
        comment = _NO_ISSUE_READ if key == "issues" and data.get("unplaced") else _COMMENTS.get(key)
        yield from _entry(key, value, indent, f"  # {comment}" if comment else "")


def _entry(key: str, value: Any, indent: int, comment: str) -> Iterator[str]:
    space = "  " * indent
    if isinstance(value, dict):
        yield f"{space}{key}:"
        yield from _mapping(value, indent + 1)
    elif isinstance(value, list):
        yield from _list(key, value, indent, comment)
    elif isinstance(value, str) and not isinstance(value, Enum) and _is_long(value):
        yield f"{space}{key}: >-{comment}"
        yield from _folded(value, indent + 1)
    else:
        yield f"{space}{key}: {scalar(value)}{comment}"


def _list(key: str, values: list[Any], indent: int, comment: str) -> Iterator[str]:
    space = "  " * indent
    if not values:
        yield f"{space}{key}: []{comment}"
    elif not any(isinstance(value, dict) or (isinstance(value, str) and _is_long(value)) for value in values):
        yield f"{space}{key}: [{', '.join(scalar(value, inside=True) for value in values)}]{comment}"
    else:
        yield f"{space}{key}:" + (comment if not isinstance(values[0], dict) else "")
        for value in values:
            yield from _item(value, indent + 1)


def _item(value: Any, indent: int) -> Iterator[str]:
    space = "  " * indent
    if isinstance(value, dict):
        first, *rest = _mapping(value, indent + 1)
        yield f"{space}- {first.lstrip(' ')}"
        yield from rest
    elif _is_long(value):
        yield f"{space}- >-"
        yield from _folded(value, indent + 1)
    else:
        yield f"{space}- {scalar(value)}"


def _folded(text: str, indent: int) -> Iterator[str]:
    for number, paragraph in enumerate(text.split("\n")):
        if number:
            yield ""
        yield from ("  " * indent + line for line in fold_lines(paragraph, WIDTH))


def _is_long(text: str) -> bool:
    """Whether a text is better folded, and can be without losing a character when it is read back."""
    lines = [line for paragraph in text.split("\n") for line in ["", *fold_lines(paragraph, WIDTH)]]
    return ("\n" in text or len(text) > WIDTH) and join_lines(lines) == text


def scalar(value: Any, *, inside: bool = False) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, Enum):
        return str(value)
    if isinstance(value, int | float):
        return written_number(value)
    return value if _reads_plain(value, inside) else _quoted(value)


def _reads_plain(text: str, inside: bool) -> bool:
    """Whether a text without quotes is read back as itself by every YAML reader."""
    if not re.match(r"[^\W\d_]|[“《‘（]", text) or (inside and re.search(r"[\[\]{},]", text)):
        return False
    try:
        root, faults = yamltree.parse("", f"a: {text}\n")
    except Faulty:
        return False
    node = root.values.get("a")
    return not faults and isinstance(node, yamltree.Scalar) and node.plain and plain_value(node.text) == text


def _quoted(text: str) -> str:
    if re.search(r"[\n\t]| {2}|^ | $", text):
        escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
        return f'"{escaped}"'
    return "'" + text.replace("'", "''") + "'"
