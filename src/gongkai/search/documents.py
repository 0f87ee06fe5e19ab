"""What is searched: one document for every issue, category, section, place, term and page."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from gongkai import reading, sitemap
from gongkai.model import Announcement, Category, Glossary, Issue, Section, Status, Written
from gongkai.sitemap import numbered_parts
from gongkai.wording import chinese_number

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_BOX = re.compile(r'^\s*!!! ?[\w -]+?(?:\s+"(.*)")?\s*$')
Kind = Literal["issue", "category", "section", "place", "term", "page"]


@dataclass(frozen=True)
class WrittenPage:
    """A page of `content/`: its address below the site's root and its Markdown."""

    path: str
    markdown: str


@dataclass(frozen=True)
class Document:
    """Something that a search may find.

    `passages` joined are its text, as the announcement has it, and `updates` what came after; the title stands in the
    first passage, from `title_start` on. `statuses` are those of an issue's measures; `numbers` those by which it may
    be asked for.
    """

    kind: Kind
    path: str
    title: str
    passages: tuple[str, ...]
    title_start: int = 0
    updates: tuple[str, ...] = ()
    category: Category | None = None
    statuses: tuple[Status, ...] = ()
    numbers: tuple[int, ...] = ()

    @property
    def text(self) -> str:
        """All of it in one piece."""
        return "".join((*self.passages, *self.updates))


def written_pages(folder: Path) -> list[WrittenPage]:
    """The pages that staff wrote in a folder, by path; not index.md, whose words stand on the home page."""
    files = [file for file in sorted(folder.rglob("*.md")) if file != folder / "index.md"]
    return [WrittenPage(_path(file.relative_to(folder)), file.read_text(encoding="utf-8-sig")) for file in files]


def _path(file: Path) -> str:
    return "".join(f"{name}/" for name in file.with_suffix("").parts if name != "index")


def documents(announcement: Announcement, glossary: Glossary, written: Iterable[WrittenPage] = ()) -> list[Document]:
    """The documents in the order of the announcement; what is beside it (places, terms, pages) after it."""
    return [*_announced(announcement), *_beside(announcement, glossary), *filter(None, map(of_page, written))]


def _announced(announcement: Announcement) -> Iterator[Document]:
    facts = announcement.facts
    for name, words in (("标题", facts.title), ("前言", facts.preamble), ("联系方式和落款", facts.closing)):
        if words:
            yield Document("section", sitemap.FULL_TEXT, name, (name, *words.split("\n")))
    for number, part in numbered_parts(announcement):
        address = f"{sitemap.FULL_TEXT}#{sitemap.part_anchor(number)}"
        if part.title:
            yield _numbered("section", address, sitemap.part_numeral(number, part), part.title, part.lead or "")
        for section in part.sections:
            if isinstance(section, Section):
                address = f"{sitemap.part_path(number)}#{sitemap.section_anchor(number, section.number)}"
                yield _numbered("section", address, _bracketed(section.number), section.title, section.text)
        for category in part.categories:
            before = _words(category.written, "before", _bracketed(category.number))
            after = _words(category.written, "after", "")
            group = category.group.split("\n") if category.group else ()
            yield Document(
                kind="category",
                path=sitemap.category_path(category),
                title=category.name,
                passages=(
                    (before + category.title + after) if category.title else category.name,
                    *group,
                    *category.unplaced,
                ),
                title_start=len(before) if category.title else 0,
                category=category,
            )
            yield from (_issue(issue, category) for issue in category.issues)


def _numbered(kind: Kind, path: str, number: str, title: str, *passages: str) -> Document:
    return Document(kind, path, title, (number + title, *passages), title_start=len(number))


def _bracketed(number: int) -> str:
    return f"（{chinese_number(number)}）"


def _words(written: Written | None, side: Literal["before", "after"], usual: str) -> str:
    words = getattr(written, side) if written else None
    return usual if words is None else words.replace("\n", "")


def _issue(issue: Issue, category: Category) -> Document:
    opening = _words(issue.written, "before", f"{issue.number}.针对“")
    after = _words(issue.written, "after", f"”的问题{issue.mark_after_problem}")
    head = f"{opening}{issue.problem}{after}{issue.lead or ''}"
    counts = (f"{chinese_number(count)}是" if issue.counted else "" for count in range(1, len(issue.measures) + 1))
    measures = (
        _words(one.written, "before", count) + "".join(one.passages)
        for count, one in zip(counts, issue.measures, strict=True)
    )
    closing = issue.closing.split("\n") if issue.closing else ()
    return Document(
        kind="issue",
        path=sitemap.issue_path(issue),
        title=issue.problem,
        passages=(head, *measures, *closing, *issue.unplaced),
        title_start=len(opening),
        updates=tuple(
            words for one in issue.measures for update in one.updates for words in (update.text, update.source)
        ),
        category=category,
        statuses=tuple(measure.current for measure in issue.measures),
        numbers=(issue.number,),
    )


def _beside(announcement: Announcement, glossary: Glossary) -> Iterator[Document]:
    for place in sitemap.places_of(announcement):
        address = f"{sitemap.PLACES}#{sitemap.place_anchor(announcement, place)}"
        yield Document("place", address, place, (place, "被巡察的村（社区）"))
    for term in glossary.terms:
        yield Document("term", f"{sitemap.GLOSSARY}#{sitemap.term_anchor(term)}", term.term, (term.term, term.meaning))
    for page in sitemap.pages(announcement, glossary):
        if page.template in ("full_text", "categories", "progress", "places", "figures", "glossary", "open_data"):
            yield Document("page", page.path, page.title, (page.title,))
    if missing := announcement.missing:
        words = f"所据文本缺第{'、'.join(map(str, missing))}项"
        address = f"{sitemap.PROGRESS}#{sitemap.MISSING_ANCHOR}"
        yield Document("page", address, "所据文本缺的问题", ("所据文本缺的问题", words), numbers=tuple(missing))


def of_page(page: WrittenPage) -> Document | None:
    """The document of a page that staff wrote, if it says anything."""
    text = _COMMENT.sub("", reading.without_front_matter(page.markdown))
    title, *lines = [line for line in map(_plain, text.splitlines()) if line] or [""]
    return Document("page", page.path, title, (title, *lines)) if title else None


def _plain(line: str) -> str:
    """A line of Markdown without its marks."""
    line = _BOX.sub(lambda box: box[1] or "", line)
    line = re.sub(r"!?\[([^]]*)]\([^)]*\)", r"\1", line)
    line = re.sub(r"^\s*(#+|[-*+>|]|\d+\.)\s+|^\s*\{.*\}\s*$|[*`|]", "", line)
    return line.strip()
