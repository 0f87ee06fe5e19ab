"""Links and pictures in the Markdown of content/ that lead nowhere: to another page of it, to a file, to a page that
the data makes, or to a place on one. They are followed by MkDocs' rules, which the build holds them to again.
"""

import posixpath
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit, urlunsplit

from gongkai import broken, exporting, prose, reading, shared, sitemap, strays
from gongkai.checks import names as taken
from gongkai.checks import settings
from gongkai.exporting import feed
from gongkai.faults import Fault, Faulty
from gongkai.origins import PAGES
from gongkai.source import Source


def check(source: Source) -> Iterator[Fault]:
    """Faults `link-broken`. Of a page that cannot be rendered, or of extensions that are not there, the build tells."""
    project = Path(source.file).parent.parent
    content = project / PAGES
    named = (file.relative_to(content).as_posix() for file in sorted(content.rglob("*")) if file.is_file())
    names = [name for name in named if not strays.is_stray(name)]
    made_of_data = sitemap.pages(source.announcement, source.glossary)
    made = {sitemap.markdown_file(page.path): set(page.anchors) for page in made_of_data}
    pages = _read(project, [name for name in names if name.endswith(".md")])
    anchors = made | {name: page.anchors | made.get(name, set()) for name, page in pages.items()}
    files = {*names, *made, *_of_the_site(project, source)}
    for name, page in pages.items():
        for link in dict.fromkeys(page.links):
            if wrong := _wrong(name, link, files, anchors):
                yield from broken.faults(content / name, str(content / name), link, *wrong)


def _of_the_site(project: Path, source: Source) -> Iterator[str]:
    """Other files that the site publishes itself."""
    has_feed = bool(feed.days(source.announcement))
    yield from (exporting.FOLDER + name for name in exporting.TITLES if has_feed or name != feed.FILE)
    yield from taken.FILES
    looks = project / "overrides"
    yield from (file.relative_to(looks).as_posix() for file in looks.rglob("*") if file.suffix != ".html")


def _read(project: Path, names: list[str]) -> dict[str, prose.Prose]:
    """The pages that can be rendered, by their names."""
    found = {}
    try:
        reader = prose.Reader(_extensions(project)) if names else None
    except Exception:  # whatever an extension raises that the settings name
        return found
    for name in names:
        try:
            found[name] = reader.read(reading.read(project / PAGES / name))
        except Faulty:  # named by `beside`
            continue
        except Exception:  # whatever an extension raises at words that it does not expect
            continue
    return found


def _extensions(project: Path) -> list[Any]:
    """The extensions that the settings of a site name, else those of all sites."""
    for file in (project / settings.SETTINGS, shared.folder() / "hooks" / settings.SETTINGS):
        named = settings.read(file).get("markdown_extensions") if file.exists() else None
        if isinstance(named, list | dict):
            return named if isinstance(named, list) else [named]
    return []


def _wrong(page: str, link: str, files: set[str], anchors: dict[str, set[str]]) -> tuple[broken.Way, str | None] | None:
    """In which way a link of a page is broken, and what was most likely meant; None where it is none."""
    try:
        scheme, host, path, query, anchor = urlsplit(link)
    except ValueError:  # the build names the page
        return None
    if scheme or host:
        return None
    target = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(path))) if path else page
    if link.startswith(("/", "\\")):
        way = broken.ABSOLUTE
    elif target not in files:
        way = broken.GONE
    else:
        lost = anchor and target in anchors and anchor not in anchors[target] | sitemap.EVERYWHERE
        return (broken.NO_SUCH_PLACE, None) if lost else None
    guess = next((one for one in _guesses(page, unquote(path)) if one in files), None)
    if guess is None:
        return way, f"mailto:{link}" if "@" in link and "." in link and "/" not in link else None
    near = "" if anchor and guess == page else posixpath.relpath(guess, posixpath.dirname(page) or ".")
    return way, urlunsplit(("", "", near, query, anchor))


def _guesses(page: str, path: str) -> Iterator[str]:
    """The files that a path may mean which leads nowhere: it was written from the page's address, as a folder, as what
    is published.
    """
    if posixpath.normpath(path) == ".":
        yield page
    address = PurePosixPath(page)
    address = address.parent if address.stem in ("index", "README") else address.with_suffix("")
    for folder in (posixpath.dirname(page), address.as_posix()):
        target = posixpath.normpath(posixpath.join(folder, path).lstrip("/"))
        yield target
        if not posixpath.splitext(target)[1]:
            yield from (posixpath.normpath(f"{target}/{name}.md") for name in ("index", "README"))
        yield f"{target.removesuffix('.html')}.md"
