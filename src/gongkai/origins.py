"""Which file of content/ does a published file come from? A fault of the site names what staff can open and mend."""

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from gongkai import serving
from gongkai.faults import Fault

PAGES = "content"
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
    advice = f"{fault.advice}（来自 {project / origin}）" if origin else fault.advice
    return replace(fault, file=str(shown / name), advice=advice)


def _origin(name: str, content: Path) -> Path | None:
    stem = name.removesuffix("index.html").rstrip("/") if name.endswith("index.html") else None
    sources = [name, _HASHED.sub("", name)] if name.startswith(serving.ASSETS) else [name]
    if stem is not None:
        sources += [f"{stem}.md"] * bool(stem) + [f"{stem}/{one}.md".lstrip("/") for one in ("index", "README")]
    return next((Path(PAGES, source) for source in sources if (content / source).is_file()), None)
