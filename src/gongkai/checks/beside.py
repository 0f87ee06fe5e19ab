"""Personal data in what staff write beside the announcement: pages, explained words, settings. All of it is published.

A line that names somebody's number on purpose says so in a comment: 有意公开：理由.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from gongkai import glossary, reading, strays
from gongkai.checks import privacy, settings
from gongkai.faults import Fault, Faulty
from gongkai.origins import PAGES
from gongkai.source import Source

_ON_PURPOSE = re.compile(r"有意公开[：:]\s*\w")
_ADVICE = "删去或隐去；有意公开的，在这一行的注释里写“有意公开：理由”"


def check(source: Source) -> Iterator[Fault]:
    """Faults `privacy-…` in the Markdown of content/, in the glossary and in mkdocs.yml, and of pages that cannot be
    read; the other two are read by those who use them.
    """
    data = Path(source.file).parent
    site = data.parent
    pages = [path for path in sorted((site / PAGES).rglob("*.md")) if not _is_left_out(path.relative_to(site))]
    for path in (*pages, data / glossary.FILE, site / settings.SETTINGS):
        try:
            lines = reading.read(path).split("\n")
        except Faulty as faulty:
            yield from faulty.faults if path in pages else ()
            continue
        for number, line in enumerate(lines, start=1):
            for offset, code, name in () if _ON_PURPOSE.search(line) else privacy.findings(line):
                yield Fault(str(path), number, offset + 1, code, f"这里有{name}", _ADVICE)


def _is_left_out(path: Path) -> bool:
    return strays.is_stray(path.relative_to(PAGES).as_posix())
