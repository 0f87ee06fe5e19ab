"""The words on an issue, parted: what stands behind each of its labels, and lines or brackets on its progress alone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from gongkai.importing import labels, phrases

SPEAKS_OF_PROGRESS = re.compile("完成|整改|推进|到位|办结|销号|坚持|启动|进行中|落实|验收|暂[停缓]|延期|筹备|滞后")
_BRACKETED = re.compile(
    rf"(?!{labels.ANY.pattern})[（【［\[](?P<words>[^（）【】［］\[\]\n]{{2,30}})[）】］\]][。；]?$"
)


class Kind(Enum):
    STATE = auto()
    RESULT = auto()
    CHARGE = auto()


@dataclass(frozen=True)
class Passage:
    """A run of words on an issue: what it is said to be, its words without the label, and all of it."""

    kind: Kind
    words: str
    whole: str


def of(words: str) -> Iterator[Passage]:
    """The words on an issue, parted at their labels and at lines that are about its state alone."""
    starts = {0} | {found.start() for found in labels.ABOUT_ISSUE_INSIDE.finditer(words)}
    place, before = 0, ""
    for line in words.split("\n"):
        if is_about_state(line) and not labels.ABOUT_ISSUE.fullmatch(before):
            starts |= {place}
        place, before = place + len(line) + 1, line
    for start, end in zip(sorted(starts), [*sorted(starts)[1:], len(words)], strict=True):
        whole = words[start:end].strip("\n")
        label = labels.ABOUT_ISSUE.match(whole)
        kind = Kind[label.lastgroup.upper()] if label else Kind.STATE
        yield Passage(kind, whole[label.end() :] if label else whole, whole)


def is_about_state(line: str) -> bool:
    """Whether a line says how far the issue above it has got, and nothing else."""
    label, bracketed = labels.ABOUT_ISSUE.match(line), _BRACKETED.fullmatch(line)
    return bool(
        (label and label["state"])
        or (bracketed and SPEAKS_OF_PROGRESS.search(bracketed["words"]))
        or phrases.state_of(line)
    )


def bracket_at_end(text: str) -> re.Match[str] | None:
    """The bracket on progress in which a text ends."""
    found = _BRACKETED.search(text)
    return found if found and SPEAKS_OF_PROGRESS.search(found["words"]) else None


def lone_bracket(words: str) -> str:
    """The bracket on progress that words consist of, but for the mark behind it; else nothing."""
    found = bracket_at_end(words.rstrip("，：\n"))
    return found[0] if found and not found.start() else ""
