"""Which file of content/ does a published file come from? A fault of the site names what staff can open and mend."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path

from gongkai import looking, reading, serving
from gongkai.faults import Fault, Faulty

PAGES = "content"
# The faults that say in quotation marks, or behind a colon, what stands in the page as its writer has written it.
_QUOTING = ("placeholder", "markdown-left", "template-left", "link-broken", "third-party", "machine-path")
_QUOTED = re.compile("“(.+?)”|：([^“]+)$")
_HASHED = re.compile(r"\.[0-9a-f]{8}(?=\.\w+$)")
_TAG = re.compile(r"<[^>]*>")
_HEADING = re.compile(r"<h[1-6]\b")
_BOX = re.compile(r'<div class="admonition ([\w-]+)')
_WRITTEN_BOX = r"^\s*!!! ?([\w-]+)"


def named(faults: Iterable[Fault], site: Path, project: Path, shown: Path, *, marked: bool = False) -> list[Fault]:
    """The faults of a site that was built of a project, as its staff find their places: below `shown`, where the site
    stands when it is built for them, and with the file of content/ that a page comes from.

    `marked` faults stand in that file themselves, to be marked in what was changed: no repository has the site.
    """
    return [_named(fault, site, project, shown, marked) for fault in faults]


def _named(fault: Fault, site: Path, project: Path, shown: Path, marked: bool) -> Fault:
    if not Path(fault.file).is_relative_to(site):
        return fault
    name = Path(fault.file).relative_to(site)
    origin = _origin(name.as_posix(), project / PAGES)
    if origin is None:
        return replace(fault, file=str(shown / name))
    origin = project / origin
    lines = _lines(fault, origin)
    if not marked:
        where = f":{'、'.join(map(str, lines))}" if lines else ""
        return replace(fault, file=str(shown / name), advice=f"{fault.advice}（来自 {origin}{where}）")
    advice = f"{fault.advice}（在建成的 {shown / name}:{fault.line}）"
    as_written = origin.suffix != ".md"
    place = (fault.line, fault.column) if as_written else (lines[0] if lines else 1, 1)
    return replace(fault, file=str(origin), line=place[0], column=place[1], advice=advice)


def _lines(fault: Fault, origin: Path) -> list[int]:
    """The lines of a page where it says what a fault is about: all of them, since one alone may be well."""
    if origin.suffix != ".md":
        return []
    return next(filter(None, _ways(fault, origin)), [])


def _ways(fault: Fault, origin: Path) -> Iterator[list[int]]:
    """What is found by the words that a fault quotes, else by what stands at its place in the built page."""
    quoted = _QUOTED.search(fault.message) if fault.code in _QUOTING else None
    if quoted:
        yield looking.lines(origin, quoted[1] or quoted[2])
    before, line = _built(fault)
    if "<main" not in before or "</main>" in before:
        return  # the frame says nothing that stands in content/
    if box := _BOX.match(line):
        yield _of_box(len(_BOX.findall(before)), box[1], origin)
    words = unescape(next(filter(None, map(str.strip, _TAG.split(line))), ""))
    tags = [tag for tag in _TAG.findall(line)[:1] if " " in tag]
    for one in (f"# {words}" if _HEADING.match(line) else "", line.strip(), *tags, words):
        found = looking.lines(origin, one) if one else []
        yield found if len(found) == 1 else []  # of several, which it is, is not known


def _built(fault: Fault) -> tuple[str, str]:
    """What stands in the built page before a fault, and from there to the end of the line."""
    try:
        text = reading.read(Path(fault.file))
    except Faulty:
        return "", ""
    lines = text.split("\n")
    line, at = lines[fault.line - 1] if fault.line <= len(lines) else "", fault.column - 1
    return "\n".join((*lines[: fault.line - 1], line[:at])), line[at:]


def _of_box(number: int, kind: str, origin: Path) -> list[int]:
    """The line of the box of a number, from 0, where it is of that kind."""
    written = list(looking.matches(origin, _WRITTEN_BOX))[number:][:1]
    return [line for line, box in written if box[1].lower() == kind]


def _origin(name: str, content: Path) -> Path | None:
    stem = name.removesuffix("index.html").rstrip("/") if name.endswith("index.html") else None
    sources = [name, _HASHED.sub("", name)] if name.startswith(serving.ASSETS) else [name]
    if stem is not None:
        sources += [f"{stem}.md"] * bool(stem) + [f"{stem}/{one}.md".lstrip("/") for one in ("index", "README")]
    return next((Path(PAGES, source) for source in sources if (content / source).is_file()), None)
