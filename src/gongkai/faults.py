"""A fault in a file, as data, and the ways to print faults: for people, as JSON, for GitHub, for GitLab."""

import hashlib
import json
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any, Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, order=True)
class Fault:
    """One thing that is wrong at one place.

    `line` and `column` count from 1, columns in characters. `code` is stable and listed in README.
    `message` says what is wrong, `advice` what to do; both are Simplified Chinese. In a workbook `cell` names the
    place as spreadsheets do (整改台账!C12), and line and column count its rows and columns.
    """

    file: str
    line: int
    column: int
    code: str
    message: str
    advice: str
    severity: Severity = "error"
    cell: str = ""

    @property
    def where(self) -> str:
        """The file and the place in it, as people look it up."""
        return f"{self.file}:{self.cell}" if self.cell else f"{self.file}:{self.line}:{self.column}"


class Faulty(Exception):
    """A file cannot be used; `faults` says why, all of it at once, up to a number that a person can still read.

    `meant` is what the file most likely means, where that can be told: never to be used but to look for more faults.
    """

    MOST = 200

    def __init__(self, faults: list[Fault], meant: Any = None):
        super().__init__(f"{len(faults)} faults")
        self.meant = meant
        self.faults = sorted(set(faults))[: self.MOST]


class Refused(Exception):
    """Something was not done, and what was there is there still; says why in one line of Chinese."""


def errors(faults: list[Fault]) -> list[Fault]:
    """The faults that stop a build."""
    return [fault for fault in faults if fault.severity == "error"]


def refusal(faults: list[Fault]) -> str:
    """Why there is no site."""
    return f"数据有 {len(errors(faults))} 处错误，没有构建网站。"


def as_text(faults: list[Fault]) -> str:
    """One line a fault, as compilers print them, and the advice indented below it."""
    return "".join(
        f"{fault.where}: {_label(fault)}{_one_line(fault.message)} [{fault.code}]\n    {_one_line(fault.advice)}\n"
        for fault in faults
    )


def as_json(faults: list[Fault]) -> str:
    """A JSON array of objects with the fields of `Fault`; `cell` only where there is one."""
    fields = [{name: value for name, value in asdict(fault).items() if name != "cell" or value} for fault in faults]
    return json.dumps(fields, ensure_ascii=False, indent=2) + "\n"


def as_github(faults: list[Fault]) -> str:
    """Workflow commands that GitHub shows as annotations at the line."""
    return "".join(
        f"::{fault.severity} file={_property(fault.file)},line={fault.line},col={fault.column},"
        f"title={_property(fault.code)}::{_escaped(fault.message + '。' + fault.advice)}\n"
        for fault in faults
    )


def as_gitlab(faults: list[Fault]) -> str:
    """A Code Quality report, which GitLab shows at the line (docs.gitlab.com, Code Quality report format).

    A fingerprint stays the same when lines above a fault come or go, so that GitLab knows an old fault from a new one.
    """
    same: Counter[tuple[str, str, str]] = Counter()
    report = []
    for fault in faults:
        known = (fault.file, fault.code, fault.message)
        same[known] += 1
        report.append(
            {
                "description": f"{fault.message}。{fault.advice}",
                "check_name": fault.code,
                "fingerprint": hashlib.sha256(repr((*known, same[known])).encode()).hexdigest(),
                "severity": "major" if fault.severity == "error" else "minor",
                "location": {"path": fault.file, "lines": {"begin": fault.line}},
            }
        )
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


Report = Callable[[list[Fault]], str]
REPORT = "GONGKAI_REPORT"  # names, in the environment of MkDocs, the one that the hooks print the faults of the data in
REPORTS: dict[str, Report] = {"text": as_text, "json": as_json, "github": as_github, "gitlab": as_gitlab}
MARKING = ("github", "gitlab")  # the reports that mark faults in what was changed


def _label(fault: Fault) -> str:
    return "提醒：" if fault.severity == "warning" else ""


def _one_line(text: str) -> str:
    return "".join(character if character.isprintable() else "�" for character in text.replace("\n", "⏎"))


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
