"""The index of the search is what is made of the published data, of the glossary and of the pages of content/."""

from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

from gongkai import origins, serving
from gongkai.faults import Fault
from gongkai.search import index
from gongkai.search.corpus import Corpus
from gongkai.search.documents import Document, documents, of_page, written_pages
from gongkai.verifying import explained, opendata
from gongkai.verifying.built import HOME, Site
from gongkai.verifying.opendata import AGAIN
from gongkai.verifying.page import START
from gongkai.verifying.words import difference

_FILES = f"{serving.SEARCH_INDEX}*/*.txt"
_TEXT = "text-"


def check(site: Site) -> Iterator[Fault]:
    """Faults `export-differs`.

    What staff wrote is held to content/ where that is at hand, and else taken as the index has it: a page shows what
    became of its Markdown, the index has the Markdown.
    """
    announcement = opendata.sound(site)
    names = {name.rpartition("/")[2]: name for name in site.texts if fnmatch(name, _FILES)}
    if announcement is None or not names:
        return
    glossary = explained.glossary_of(site)
    known = documents(announcement, glossary)
    shown = {name: site.texts[file] for name, file in names.items() if name.startswith(_TEXT)}
    written = _written(site.project / origins.PAGES) if site.project else None
    if written is None:
        written = [one for one in _indexed(shown)[len(known) :] if one and f"{one.path}{HOME}" in site.pages]
    corpus = Corpus([*known, *written])
    wanted = {name: content.decode(index.ENCODING) for name, content in index.files(corpus)}
    for name in sorted(wanted.keys() | names.keys()):
        here, there = site.texts.get(names.get(name, ""), ""), wanted.get(name, "")
        if here != there:
            _, ours, theirs = difference(here, there)
            message = f"搜索的索引与 {opendata.DATA} 或来源文件夹不一致：这里是“{ours}”，应是“{theirs}”"
            file = names.get(name, f"{serving.SEARCH_INDEX}{name}")
            yield site.fault(file, START, "export-differs", message, AGAIN)


def _written(content: Path) -> list[Document] | None:
    """The documents of the pages that staff wrote; None where they are not there, or cannot be read any more."""
    try:
        return [one for one in map(of_page, written_pages(content)) if one] if content.is_dir() else None
    except (OSError, UnicodeError):
        return None


def _indexed(texts: dict[str, str]) -> list[Document | None]:
    """Each document in the texts of an index, if it has the form of a page that staff wrote."""
    found: list[Document | None] = []
    for name in sorted(texts, key=lambda name: (len(name), name)):
        try:
            rows = opendata.from_json(texts[name])
        except ValueError:
            continue
        for row in rows if isinstance(rows, list) else ():
            match row:
                case [str(path), 0, int(), str(title), *lines] if all(isinstance(line, str) for line in lines):
                    found.append(Document("page", path, title, (title, *lines)))
                case _:
                    found.append(None)
    return found
