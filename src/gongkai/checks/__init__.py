"""Rules that a shape cannot say, each family in a file of its own. `run` is the whole check of a data file."""

from pathlib import Path

from gongkai import source
from gongkai.checks import facts, mirror, numbering, privacy, punctuation, quotations, settings
from gongkai.faults import Fault, Faulty
from gongkai.source import Source

RULES = (numbering.check, quotations.check, facts.check, mirror.check, privacy.check, punctuation.check, settings.check)


def run(path: Path) -> tuple[Source | None, list[Fault]]:
    """The data file, or None where it cannot be read, and all its faults in the order of their places."""
    try:
        loaded = source.load(path)
    except Faulty as faulty:
        return None, faulty.faults
    return loaded, sorted({fault for rule in RULES for fault in rule(loaded)})
