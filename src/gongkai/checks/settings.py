"""Settings that cannot be read or are of another kind than they should be; and what a government site names
(国办发〔2017〕47号) and mkdocs.yml leaves empty: a warning, nothing is made up.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

from gongkai import reading, syntax
from gongkai.faults import Fault, Faulty
from gongkai.origins import PAGES
from gongkai.source import Source

SETTINGS = "mkdocs.yml"
_SPACE = re.compile(r"\s").search
REQUIRED = {
    "site_url": "网址",
    "domain": "网站域名（SiteDomain）",
    "id_code": "网站标识码（SiteIDCode）",
    "column_type": "栏目类别（ColumnType）",
    "column_keywords": "栏目关键词（ColumnKeywords）",
    "sponsor": "主办单位",
    "contact": "联系方式",
    "icp": "ICP备案号",
    "police": "公安备案号",
}


def check(source: Source) -> Iterator[Fault]:
    """The faults of settings that are gone or cannot be read, and of a home page that is gone; the warning
    `site-unnamed`, one for all that are empty; nothing where there is no site to set.
    """
    path = Path(source.file).parent.parent / SETTINGS
    if not path.exists():
        if _home(path.parent).exists():
            yield Fault(str(path), 1, 1, "no-file", "没有网站的设置", "从 git 里取回它，或照 gongkai new 建的写一个")
        return
    if (home := _home(path.parent)).parent.is_dir() and not home.exists():
        yield Fault(str(home), 1, 1, "no-file", "没有首页的文字", "从 git 里取回它，或写一个，第一行是“# 标题”")
    try:
        given = read(path)
    except Faulty as faulty:
        yield from faulty.faults
        return
    yield from _of_other_kinds(path, given)
    extra = given.get("extra")
    official = extra.get("official") if isinstance(extra, dict) else None
    named = given | (official if isinstance(official, dict) else {})
    if empty := [title for key, title in REQUIRED.items() if not named.get(key)]:
        advice = "填上以后，网页的标签和页脚才会出现这些内容；没有的可以留空"
        yield Fault(str(path), 1, 1, "site-unnamed", f"没有填：{'、'.join(empty)}", advice, "warning")


def _home(site: Path) -> Path:
    """The words of the home page, without which there is no site."""
    return site / PAGES / "index.md"


def _of_other_kinds(path: Path, given: dict[str, Any]) -> Iterator[Fault]:
    """Our own settings that are no text, no list, no mapping: what they print is not what was meant (0123 is 83)."""
    extra = given.get("extra")
    if not isinstance(extra, dict):
        return
    if not isinstance(official := extra.get("official") or {}, dict):
        yield _of_a_kind(path, "official", "一组“名称: 值”", "下面一行一项，写成“名称: 值”，缩进两格")
        official = {}
    for key, value in {**official, "data_licence": extra.get("data_licence")}.items():
        if value is not None and not isinstance(value, str):
            yield _of_a_kind(path, key, "文字", "给整个值加上引号")
    examples = extra.get("search_examples") or []
    if not isinstance(examples, list) or not all(isinstance(one, str) for one in examples):
        yield _of_a_kind(path, "search_examples", "列表，每项是文字", "写成 [停车, 污水] 这样；数字加上引号")


def _of_a_kind(path: Path, key: str, kind: str, advice: str) -> Fault:
    lines = enumerate(reading.read(path).split("\n"), start=1)
    places = (
        (number, found.start(1) + 1) for number, line in lines if (found := re.match(rf"[^#]*?\b({key})\b", line))
    )
    return Fault(str(path), *next(places, (1, 1)), "setting-wrong", f"{key} 应是{kind}", advice)


def read(path: Path) -> dict[str, Any]:
    """The settings in a file as MkDocs would read them. Raises `Faulty` where it could not, at the line."""
    text = reading.read(path)
    try:
        settings = yaml.load(text, _Loader)
    except yaml.YAMLError as error:
        raise Faulty(syntax.faults(str(path), [*text.split("\n"), ""], error)) from None
    except (ValueError, RecursionError):
        settings = None
    if isinstance(settings, dict):
        return settings
    message, advice = "设置应是一行一项的“名称: 值”", "照 gongkai new 建的 mkdocs.yml 写"
    raise Faulty([Fault(str(path), 1, 1, "setting-wrong", message, advice)])


def is_address(text: str) -> bool:
    """Whether a site can be served at an address."""
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0 and not _SPACE(text)
    except ValueError:
        return False


class _Loader(yaml.SafeLoader):
    """Reads what MkDocs reads: a value from the environment, and other tags that do not matter here."""


def _tagged(loader: yaml.SafeLoader, tag: str, node: yaml.Node) -> Any:
    if tag != "!ENV" or not isinstance(node, yaml.SequenceNode):
        return None
    *names, default = loader.construct_sequence(node)
    return next((os.environ[name] for name in names if os.environ.get(name)), default)


_Loader.add_multi_constructor("", _tagged)
