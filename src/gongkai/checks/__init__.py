"""Rules that a shape cannot say, each family in a file of its own. `run` is the whole check of a data file."""

from pathlib import Path

from gongkai import source
from gongkai.checks import (
    beside,
    facts,
    hyperlinks,
    leftover,
    links,
    mirror,
    names,
    numbering,
    privacy,
    punctuation,
    quotations,
    settings,
)
from gongkai.faults import Fault, Faulty, errors
from gongkai.source import Source

RULES = (
    *(numbering.check, quotations.check, facts.check, mirror.check, privacy.check),
    *(punctuation.check, settings.check, beside.check, links.check, names.check),
    leftover.check,
)


def run(path: Path) -> tuple[Source | None, list[Fault]]:
    """The data file, or None where it cannot be used, and all its faults in the order of their places.

    Where the shape is wrong the rules are held against what the file most likely means, and say nothing of the lines
    that are to be mended first. Links are followed on sound data alone: they lead to the pages that it makes.
    """
    try:
        loaded = source.load(path)
    except Faulty as faulty:
        named = {(fault.file, fault.line) for fault in faulty.faults}
        more = [fault for fault in errors(broken_rules(faulty.meant)) if (fault.file, fault.line) not in named]
        return None, sorted({*faulty.faults, *more})
    return loaded, sorted({*broken_rules(loaded), *hyperlinks.check(loaded)})


def broken_rules(loaded: Source | None) -> list[Fault]:
    """The faults of a data file that has the right shape, in the order of their places."""
    return sorted({fault for rule in RULES for fault in rule(loaded)}) if loaded else []
