"""A tree of nodes -> a record of the model. Every fault of shape comes at once, with its place and what to do."""

from __future__ import annotations

import datetime
import difflib
import re
from typing import Any, TypeVar, get_args

import yaml
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from gongkai import mending, yamltree
from gongkai.faults import Fault, Faulty
from gongkai.model import MISSING, PRESENT, SEEN, STATUS_LABELS, DataPath, Record
from gongkai.yamltree import Mapping, Node, Scalar, Sequence

R = TypeVar("R", bound=Record)
_MENDINGS = 5


def read(file: str, text: str, record: type[R]) -> tuple[Mapping, R]:
    """A YAML text as its tree and the record it holds; `file` names it in faults. Raises `Faulty` with all of them."""
    root, faults = yamltree.parse(file, text)
    try:
        made = record.model_validate(_value(root))
    except ValidationError as error:
        reporter = _Reporter(file, root, record)
        faults += reporter.faults(_details(error))
        made = reporter.mended(error)
    if faults:
        raise Faulty(faults, meant=made and (root, made))
    return root, made


def _details(error: ValidationError) -> list[ErrorDetails]:
    return error.errors(include_url=False, include_input=False)[: Faulty.MOST]


def _value(node: Node) -> Any:
    if isinstance(node, Mapping):
        return {key: _value(value) for key, value in node.values.items()}
    if isinstance(node, Sequence):
        return [_value(value) for value in node.values]
    return plain_value(node.text) if node.plain else node.text


_PLAIN_TAG = "tag:yaml.org,2002:str"
_resolver = yaml.resolver.Resolver()


class _Ambiguous:
    """Stands for a value without quotes that YAML readers do not agree on (no, 1.10, 010): no field takes it."""


def plain_value(text: str) -> Any:
    if text in ("", "~", "null", "Null", "NULL"):
        return None
    if text in ("true", "false"):
        return text == "true"
    if re.fullmatch("0|[1-9][0-9]{0,17}", text):
        return int(text)
    if re.fullmatch(r"(0|[1-9][0-9]{0,8})\.[0-9]{0,8}[1-9]", text):
        return float(text)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
        try:
            return datetime.date.fromisoformat(text)
        except ValueError:
            return text
    if re.fullmatch(r"0o[0-7]+|[-+]?(\d[\d_.,:]*|\.\d+)([eE][-+]?\d+)?", text, re.ASCII):
        return _Ambiguous()
    tag = _resolver.resolve(yaml.ScalarNode, text, (True, False))
    return text if tag == _PLAIN_TAG else _Ambiguous()


class _Reporter:
    """Says what pydantic found in the words of staff, at the place in the file."""

    def __init__(self, file: str, root: Mapping, record: type[Record]):
        self.file = file
        self.root = root
        self.record = record

    def faults(self, errors: list[ErrorDetails]) -> list[Fault]:
        """The faults of shape. A key that lacks because it was misspelt is one fault, not two."""
        unknown = [error["loc"] for error in errors if error["type"] == "extra_forbidden"]
        meant = {(*location[:-1], self._nearest(location)) for location in unknown}
        return [self._fault(error) for error in errors if error["type"] != "missing" or error["loc"] not in meant]

    def mended(self, error: ValidationError) -> Record | None:
        """The record that the file most likely means, its tree changed to match; None where there is no telling."""
        if error.error_count() > Faulty.MOST:
            return None
        for _ in range(_MENDINGS):
            try:
                for details in reversed(_details(error)):
                    location, kind = details["loc"], details["type"]
                    mending.mend(
                        self.root, _path(location), kind, kind == "extra_forbidden" and self._nearest(location)
                    )
                return self.record.model_validate(_value(self.root))
            except mending.Hopeless:
                return None
            except ValidationError as another:
                error = another
        return None

    def _fault(self, details: ErrorDetails) -> Fault:
        location, kind = details["loc"], details["type"]
        path = _path(location)
        node = yamltree.at(self.root, path)
        place = node.place
        if kind == "missing":
            title = self._names(location).get(str(path[-1]), "")
            code, message = "missing-key", f"缺少“{path[-1]}”"
            advice = f"加一行“{path[-1]}: …”" + (f"（{title}）" if title else "")
        elif kind == "extra_forbidden":
            parent = yamltree.at(self.root, path[:-1])
            place = parent.keys.get(str(path[-1]), place) if isinstance(parent, Mapping) else place
            near = self._nearest(location)
            code, message = "unknown-key", f"没有“{path[-1]}”这个键"
            advice = f"是否想写“{near}”" if near else f"这里可以写：{'、'.join(self._names(location))}"
        else:
            code, message, advice = _value_fault(node, details)
        return Fault(self.file, place.line, place.column, code, f"{message}{_where(path)}", advice)

    def _nearest(self, location: DataPath) -> str | None:
        """The known key that an unknown one was most likely meant to be, by its spelling or its Chinese title."""
        names = self._names(location)
        key = str(location[-1]).strip()
        for name, title in names.items():
            if key == title or key.lower() == name:
                return name
        for holds in (str.endswith, str.__contains__):
            for name, title in names.items():
                if len(key) > 1 and holds(title, key):
                    return name
        return next(iter(difflib.get_close_matches(key, names, 1, 0.5)), None)

    def _names(self, location: DataPath) -> dict[str, str]:
        """The keys that may stand beside the last step of a location, with their Chinese titles."""
        record = _record_at(self.record, location[:-1])
        fields = record.model_fields.items() if record else ()
        return {field.alias or name: field.title or "" for name, field in fields}


def _path(location: DataPath) -> DataPath:
    return tuple(step for step in location if step not in (MISSING, PRESENT))


def _value_fault(node: Node, details: ErrorDetails) -> tuple[str, str, str]:
    kind, context = details["type"], details.get("ctx", {})
    written = node.text if isinstance(node, Scalar) else ""
    empty = isinstance(node, Scalar) and not written.strip()
    if empty and kind == "list_type":
        return "empty", "这里没有内容", "没有就写 []，或删掉这一行"
    if empty or (kind in ("string_too_short", "string_pattern_mismatch") and not re.search(SEEN, written)):
        return "empty", "这里没有内容", "填上内容；若内容以 # 开头，要加引号"
    if isinstance(node, Scalar) and node.plain and kind == "string_type":
        return "needs-quotes", f"“{written}”不加引号会被当成别的意思", f'这里要的是文字，写成 "{written}"'
    if isinstance(node, Scalar) and not node.plain and kind in ("int_type", "float_type"):
        if not re.fullmatch(r"[1-9][0-9]*(\.[0-9]+)?", written):
            return "wrong-type", f"这里应是{_NUMBERS[kind]}{_written(written)}", "只写数字，不加引号"
        return "wrong-type", "这里不能加引号", f"去掉引号，直接写 {written}"
    if kind == "date_type":
        if isinstance(node, Scalar) and re.fullmatch(r"\d{4}-\d\d-\d\d", written, re.ASCII):
            return "no-such-date", f"没有 {written} 这一天", "核对年月日"
        return "wrong-type", "这里应是日期", "写成 2023-04-17 这样的形式"
    if kind in ("int_type", "float_type"):
        return "wrong-type", f"这里应是{_NUMBERS[kind]}{_written(written)}", "只写数字，不要以 0 开头，不要单位"
    if kind == "literal_error" and "True" in str(context.get("expected")):
        return "wrong-type", f"这里应是 true{_written(written)}", "写 true，或删掉这一行"
    if kind == "bool_type":
        word = mending.boolean(written)
        advice = f"写 {word}，不加引号" if word else "写 true 或 false，不加引号"
        return "wrong-type", f"这里应是 true（是）或 false（否）{_written(written)}", advice
    if kind in ("enum", "literal_error"):
        word = next((status for status, label in STATUS_LABELS.items() if label == written.strip()), None)
        advice = f"写 {word}（{written.strip()}）" if word else f"只能写：{_choices(context)}"
        return "not-allowed", f"不能写“{written}”", advice
    if kind == "string_pattern_mismatch":
        return "bad-slug", f"“{written}”不能用作网址", "只用小写英文字母、数字和连字符，例如 road-safety"
    if kind == "string_too_long":
        return "bad-slug", "网址名太长", f"不超过 {context.get('max_length')} 个字符"
    if kind in ("greater_than_equal", "less_than_equal"):
        return "out-of-range", f"数字 {written} 不在范围内", "应在 1 至 9999 之间"
    if kind == "too_short":
        return "empty", "这里至少要有一项", "补上内容"
    return "wrong-type", f"内容的类型不对{_written(written)}", f"这里应是{_SHAPES.get(kind, '别的内容')}"


_NUMBERS = {"int_type": "整数", "float_type": "数字"}
_SHAPES = {
    "string_type": "文字",
    "list_type": "列表，每项以“- ”开头",
    "model_type": "若干行“名称: 内容”",
    "model_attributes_type": "若干行“名称: 内容”",
    "dict_type": "若干行“名称: 内容”",
}


def _written(text: str) -> str:
    return f"，现在写的是“{_shortened(text)}”" if text else ""


def _shortened(text: str) -> str:
    return text if len(text) <= 30 else text[:30] + "…"


def _choices(context: dict[str, Any]) -> str:
    return str(context.get("expected", "")).replace(" or ", "、").replace(", ", "、").replace("'", "")


def _where(path: DataPath) -> str:
    steps = [f"第 {step + 1} 项" if isinstance(step, int) else str(step) for step in path]
    return f"（{' › '.join(steps)}）" if steps else ""


def _record_at(root: type[Record], location: DataPath) -> type[Record] | None:
    """The record class that an error's location, with its union tags, leads to."""
    here: Any = root
    for step in location:
        if isinstance(step, int):
            here = next(iter(get_args(here)), None)
        elif step in (MISSING, PRESENT):
            here = _tagged(here, str(step))
        elif isinstance(here, type) and issubclass(here, Record):
            fields = {field.alias or name: field.annotation for name, field in here.model_fields.items()}
            here = fields.get(str(step))
    options = [here, *get_args(here)]
    return next((one for one in options if isinstance(one, type) and issubclass(one, Record)), None)


def _tagged(union: Any, tag: str) -> Any:
    pending = [union]
    while pending:
        one = pending.pop()
        if any(getattr(extra, "tag", None) == tag for extra in getattr(one, "__metadata__", ())):
            return get_args(one)[0]
        pending += get_args(one)
    return None
