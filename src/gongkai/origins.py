"""Which file of content/ does a published file come from? A fault of the site names what staff can open and mend."""

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from gongkai import looking, serving
from gongkai.faults import Fault

PAGES = "content"
# The faults that say in quotation marks, or behind a colon, what stands in the page as its writer has written it.
_QUOTING = ("placeholder", "markdown-left", "template-left", "link-broken", "third-party")
_QUOTED = re.compile("[“：](.+?)(?:”|$)")
_HASHED = re.compile(r"\.[0-9a-f]{8}(?=\.\w+$)")


def named(faults: Iterable[Fault], site: Path, project: Path, shown: Path) -> list[Fault]:
    """The faults of a site that was built of a project, as its staff find their places: below `shown`, where the site
    stands when it is built for them, and with the file of content/ that a page comes from.
    """
    return [_named(fault, site, project, shown) for fault in faults]


def _named(fault: Fault, site: Path, project: Path, shown: Path) -> Fault:
    if not Path(fault.file).is_relative_to(site):
        return fault
    name = Path(fault.file).relative_to(site)
    origin = _origin(name.as_posix(), project / PAGES)
    advice = f"{fault.advice}（来自 {project / origin}{_lines(fault, project / origin)}）" if origin else fault.advice
    return replace(fault, file=str(shown / name), advice=advice)


def _lines(fault: Fault, origin: Path) -> str:
    """The lines of a page where the words stand that a fault quotes: all of them, since one alone may be well."""
    quoted = _QUOTED.search(fault.message) if fault.code in _QUOTING and origin.suffix == ".md" else None
    found = looking.lines(origin, quoted[1]) if quoted else []
    return f":{'、'.join(map(str, found))}" if found else ""


def _origin(name: str, content: Path) -> Path | None:
    stem = name.removesuffix("index.html").rstrip("/") if name.endswith("index.html") else None
    sources = [name, _HASHED.sub("", name)] if name.startswith(serving.ASSETS) else [name]
    if stem is not None:
        sources += [f"{stem}.md"] * bool(stem) + [f"{stem}/{one}.md".lstrip("/") for one in ("index", "README")]
    return next((Path(PAGES, source) for source in sources if (content / source).is_file()), None)
