"""What MkDocs says while it builds -> faults of the files that staff wrote, in their language.

MkDocs names a page and a link in English words; the line is looked up in the page. What it says in words that are not
known here is kept as it is, behind a Chinese lead: never dropped, and never a traceback.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from gongkai import broken, looking, miswritten
from gongkai.checks.settings import SETTINGS
from gongkai.faults import Fault
from gongkai.origins import PAGES

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_SAID = re.compile(r"(DEBUG|INFO|WARNING|ERROR|CRITICAL) *-  (.*)")
_ITS_END = re.compile(r"Traceback \(most recent call last\):|Error: ")
_FRAME_OF_A_TEMPLATE = re.compile(r'File "[^"]*/(overrides/[^"]+)", line (\d+)')
_DETAILS = "技术人员看详情：gongkai build --details"

_GUESS = r"(?: Did you mean '(?P<guess>.*)'\?)?"
# What MkDocs says of a link in a page: in which way it is broken.
_OF_A_LINK = {
    rf"contains a link '(?P<link>.*)', but the target.* is not found among documentation files\.{_GUESS}": broken.GONE,
    rf"contains an unrecognized relative link '(?P<link>.*)', it was left as is\.{_GUESS}": broken.GONE,
    rf"contains an absolute link '(?P<link>.*)', it was left as is\.{_GUESS}": broken.ABSOLUTE,
    r"contains a link '(?P<link>.*)', but (?:there is no such anchor on this page|the doc '.*' does not contain an "
    r"anchor '.*')\..*": broken.NO_SUCH_PLACE,
}
_IN_THE_NAV = re.compile(r"A reference to '(?P<link>.*)' is included in the 'nav' configuration, which is .*")
_NOT_INHERITED = re.compile(r"Inherited config file '(.*?)' does not exist")
_NOT_READ = re.compile(rf'in "(?:[^"]*/)?{re.escape(SETTINGS)}", line (\d+), column (\d+)')
_NO_TEMPLATE = re.compile(r"Template skipped: '(?P<what>.*)' not found in docs_dir\.")
# What else it warns of: the setting that is meant, the message, the advice.
_OF_OTHERS = {
    r"edit_uri: .* is not a valid URL.*": ("edit_uri", "edit_uri 不是完整的网址", "从 https:// 写起，或删去这一项"),
    r"Path '(?P<what>.*)' uses OS-specific separator .*": ("{what}", "路径里有“\\”：{what}", "把“\\”改成“/”"),
    r"Template skipped: '(?P<what>.*)' not found in theme directories\.": (
        "{what}",
        "overrides/ 里没有“{what}”",
        "核对 static_templates 的写法，或删去它",
    ),
    r"Error reading template '(?P<what>.*?)': .*": (
        "{what}",
        "content/ 里的“{what}”读不出来",
        "另存为 UTF-8，或删去它",
    ),
    r"No translations could be found for the locale '(?P<what>.*)'\. .*": (
        "locale",
        "主题没有这种语言：{what}",
        "删去 theme：各个网站共用的设置里已经有",
    ),
}
_IN_A_PAGE = re.compile(r"Doc file '(?P<page>.+?)' (?P<rest>contains .*)")
_FAILED = re.compile(r"Error (?:reading|building) page '(?P<page>.+?)': ?(?P<why>.*)")
_UNREADABLE = re.compile(r"(?:File not found|Encoding error reading file): (?P<page>.*)")
_OF_SETTINGS = re.compile(r"Config value '(?P<key>.*?)': (?P<rest>.*)")
_QUOTED = re.compile(r"""(['"])(.+?)(?:\\n|\1)""")


@dataclass
class Said:
    """The two streams of MkDocs taken apart: its warnings, how it ended, and what others wrote between."""

    warnings: list[str] = field(default_factory=list)
    ending: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)


def taken_apart(text: str) -> Said:
    """What MkDocs wrote to its standard error, by whom and to what end; its news of progress is left out."""
    said = Said()
    loading = False  # the words that something cannot be loaded go on over lines
    for line in _COLOUR.sub("", text).splitlines():
        found = _SAID.match(line)
        if said.ending or _ITS_END.match(line):
            said.ending.append(line)
        elif found:
            loading = "Failed to load" in line
            said.warnings += [found[2]] if found[1] not in ("DEBUG", "INFO") else []
        elif not loading:
            said.others.append(line)
    return said


def faults(said: Said, folder: Path) -> list[Fault]:
    """What keeps the site of a folder from being built, as `link-broken`, `page-fails`, `setting-wrong`, `encoding`, or
    `mkdocs-says` where MkDocs says what is not known here.
    """
    found = [fault for warning in said.warnings for fault in _of_warning(warning, said, folder)]
    ending = said.ending
    if ending and ending[0].startswith("Error: "):
        found.append(_of_the_ending(said, folder))
    elif ending and not found:
        found.append(_fault(*_template(said), "mkdocs-says", f"建站程序出错：{_last(ending)}", _DETAILS))
    return sorted({*found})


def _of_warning(text: str, said: Said, folder: Path) -> Iterator[Fault]:
    if found := _IN_A_PAGE.fullmatch(text):
        yield from _of_a_link(found["page"], found["rest"], folder)
    elif found := _IN_THE_NAV.fullmatch(text):
        for place in looking.places(folder / SETTINGS, found["link"]):
            yield _fault(SETTINGS, place, broken.CODE, f"导航里的“{found['link']}”打不开", broken.TO_MEND)
    elif found := _OF_SETTINGS.fullmatch(text):
        yield _of_a_setting(found["key"], found["rest"], folder)
    elif found := _NO_TEMPLATE.fullmatch(text):
        for place in looking.places(folder / SETTINGS, found["what"]):
            yield _fault(SETTINGS, place, "setting-wrong", f"content/ 里没有“{found['what']}”", "核对写法，或删去它")
    elif found := _UNREADABLE.fullmatch(text):
        advice = "用编辑器另存为 UTF-8"
        yield _fault(f"{PAGES}/{found['page']}", (1, 1), "encoding", "读不出来：文件不是 UTF-8", advice)
    elif found := _FAILED.fullmatch(text):
        if not any(one.endswith(f": {found['page']}") for one in said.warnings):  # its encoding is named already
            yield _of_a_page(found["page"], found["why"] or _last(said.ending), said, folder)
    else:
        yield _of_another(text, folder)


def _of_another(text: str, folder: Path) -> Fault:
    for form, (key, message, advice) in _OF_OTHERS.items():
        if found := re.fullmatch(form, text):
            place = looking.of_key(folder / SETTINGS, key.format(**found.groupdict())) or (1, 1)
            return _fault(SETTINGS, place, "setting-wrong", message.format(**found.groupdict()), advice)
    return _fault(SETTINGS, (1, 1), "mkdocs-says", f"建站程序提醒：{text}", _DETAILS)


def _of_a_link(page: str, rest: str, folder: Path) -> Iterator[Fault]:
    file = f"{PAGES}/{page}"
    for form, way in _OF_A_LINK.items():
        if found := re.fullmatch(form, rest):
            yield from broken.faults(folder / file, file, found["link"], way, found.groupdict().get("guess"))
            return
    yield _fault(file, (1, 1), "mkdocs-says", f"建站程序提醒：{rest}", _DETAILS)


def _of_a_setting(key: str, rest: str, folder: Path) -> Fault:
    meant, message, advice = miswritten.explained(key, rest)
    place = looking.of_key(folder / SETTINGS, meant) or looking.of_key(folder / SETTINGS, key) or (1, 1)
    return _fault(SETTINGS, place, "setting-wrong", message, advice)


def _of_the_ending(said: Said, folder: Path) -> Fault:
    """Why MkDocs did not so much as begin."""
    words = " ".join(said.ending)
    if found := _NOT_INHERITED.search(words):
        place = looking.of_key(folder / SETTINGS, "INHERIT") or (1, 1)
        message, advice = f"INHERIT 所指的文件不在：{found[1]}", "写成 INHERIT: hooks/mkdocs.yml"
        return _fault(SETTINGS, place, "setting-wrong", message, advice)
    if found := _NOT_READ.search(words):
        message, advice = "这里以“!”开头的标签读不了", "删去它；是文字的，给整个值加上引号"
        return _fault(SETTINGS, (int(found[1]), int(found[2])), "setting-wrong", message, advice)
    if "'!relative' tag" in words:
        place = looking.first(folder / SETTINGS, "!relative") or (1, 1)
        return _fault(SETTINGS, place, "setting-wrong", "!relative 不能写在这里", "删去它")
    return _fault(SETTINGS, (1, 1), "setting-wrong", f"设置读不出来：{_last(said.ending)}", _DETAILS)


def _of_a_page(page: str, why: str, said: Said, folder: Path) -> Fault:
    file = f"{PAGES}/{page}"
    if not (folder / file).is_file():  # made from the data, by a template
        return _fault(*_template(said), "page-fails", f"生成 {page} 时出错：{why}", _DETAILS)
    quoted = _QUOTED.search(why)
    place = looking.first(folder / file, re.escape(quoted[2])) if quoted else None
    advice = "改正这一处；“<”不是网页标记的，写成 &lt;" if place else _DETAILS
    return _fault(file, place or (1, 1), "page-fails", f"生成这一页时出错：{why}", advice)


def _template(said: Said) -> tuple[str, tuple[int, int]]:
    frames = _FRAME_OF_A_TEMPLATE.findall("\n".join(said.ending))
    return (frames[-1][0], (int(frames[-1][1]), 1)) if frames else (SETTINGS, (1, 1))


def _last(lines: list[str]) -> str:
    """The last line that says something, without where the site stands on this machine."""
    return next((line.removeprefix("Error: ") for line in reversed(lines) if line.strip()), "没有说明")


def _fault(file: str, place: tuple[int, int], code: str, message: str, advice: str) -> Fault:
    return Fault(file, *place, code, message, advice)
