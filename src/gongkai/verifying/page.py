"""What one page holds: its tags, words, anchors, and the addresses that it leads to or loads from."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Literal

from gongkai.verifying.blocks import Blocks
from gongkai.verifying.words import VOID, Place, Words

_LINKS = {"a": ("href",), "area": ("href",), "form": ("action",), "button": ("formaction",)}
_LOADS = {
    "base": ("href",),
    "body": ("background",),
    "script": ("src",),
    "img": ("src",),
    "iframe": ("src",),
    "source": ("src",),
    "video": ("src", "poster"),
    "audio": ("src",),
    "track": ("src",),
    "embed": ("src",),
    "object": ("data",),
    "input": ("src",),
    "use": ("href", "xlink:href"),
    "image": ("href", "xlink:href"),
    "form": ("data-search",),  # the script that the field of the search loads when it is asked for
}
_ONLY_NAMED = frozenset({"canonical", "alternate", "next", "prev", "license", "author", "help", "search"})
_NAMES_IDS = ("for", "list", "form", "headers", "aria-labelledby", "aria-describedby", "aria-controls", "data-copy")
_RUN = frozenset({"", "module", "text/javascript", "application/javascript"})


START = Place(1, 1)


@dataclass(frozen=True)
class Reference:
    """An address that a page leads to (`link`) or that a browser fetches with it (`load`)."""

    address: str
    place: Place
    kind: Literal["link", "load"]


@dataclass(frozen=True)
class Tag:
    """A meta element: its name, property or http-equiv, and its content."""

    name: str
    content: str
    place: Place


@dataclass
class Page(HTMLParser):
    """A page as read from its text by `feed` and `close`."""

    doctype: bool = False
    language: str = ""
    charset: str = ""
    title: str = ""
    headings: list[Place] = field(default_factory=list)
    tags: list[Tag] = field(default_factory=list)
    canonical: Reference | None = None
    references: list[Reference] = field(default_factory=list)
    ids: dict[str, Place] = field(default_factory=dict)
    ids_again: list[Words] = field(default_factory=list)
    ids_named: list[Words] = field(default_factory=list)
    inline: list[tuple[str, Place]] = field(default_factory=list)
    elements: list[tuple[str, Place]] = field(default_factory=list)
    structured: list[Words] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)
    main: list[str] = field(default_factory=list)
    blocks: Blocks = field(default_factory=Blocks)

    def __post_init__(self) -> None:
        super().__init__()
        self._open: list[tuple[str, str]] = []

    def tag(self, name: str) -> Tag | None:
        """The first meta element of a name, property or http-equiv."""
        return next((tag for tag in self.tags if tag.name == name), None)

    def _at(self) -> Place:
        line, offset = self.getpos()
        return Place(line, offset + 1)

    def _within(self, *names: str) -> bool:
        return any(tag in names for tag, _ in self._open)

    def handle_decl(self, decl: str) -> None:
        self.doctype |= decl.lower() == "doctype html"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        place = self._at()
        self.elements.append((tag, place))
        if tag == "html":
            self.language = given.get("lang", "")
        elif tag == "meta":
            self._meta(given, place)
        elif tag == "h1":
            self.headings.append(place)
        self._ids(tag, given, place)
        self._references(tag, given, place)
        self._inline(tag, given, place)
        self.blocks.start(tag, given, place)
        if tag not in VOID:
            self._open.append((tag, given.get("type", "")))

    def handle_endtag(self, tag: str) -> None:
        self.blocks.end(tag, self._at())
        while any(opened == tag for opened, _ in self._open):
            if self._open.pop()[0] == tag:
                break

    def handle_data(self, data: str) -> None:
        tag, kind = self._open[-1] if self._open else ("", "")
        if tag == "script" and kind == "application/ld+json":
            self.structured.append(Words(data, self._at()))
        if tag in ("script", "style"):
            return
        if tag == "title":
            self.title += data
        self.words.append(Words(data, self._at(), self._within("code", "pre")))
        self.blocks.say(data, self._at())
        if self._within("main") and not self._within("h1"):
            self.main.append(data)

    def _meta(self, given: dict[str, str], place: Place) -> None:
        self.charset = self.charset or given.get("charset", "")
        name = given.get("name") or given.get("property") or given.get("http-equiv", "").lower()
        if name:
            self.tags.append(Tag(name, given.get("content", ""), place))
        if name in ("og:image", "og:url"):
            self.references.append(Reference(given.get("content", ""), place, "link"))
        if name == "refresh" and "url=" in given.get("content", "").lower():
            self.references.append(Reference(given["content"].partition("=")[2].strip("'\" "), place, "link"))

    def _ids(self, tag: str, given: dict[str, str], place: Place) -> None:
        if named := given.get("id"):
            if named in self.ids:
                self.ids_again.append(Words(named, place))
            self.ids.setdefault(named, place)
        if tag == "a" and given.get("name"):
            self.ids.setdefault(given["name"], place)
        for attribute in _NAMES_IDS:
            self.ids_named += [Words(one, place) for one in given.get(attribute, "").split()]

    def _references(self, tag: str, given: dict[str, str], place: Place) -> None:
        if tag == "link" and "href" in given:
            relations = set(given.get("rel", "").lower().split())
            reference = Reference(given["href"], place, "link" if relations & _ONLY_NAMED else "load")
            self.references.append(reference)
            if "canonical" in relations:
                self.canonical = reference
        for kind, attributes in (("link", _LINKS.get(tag, ())), ("load", _LOADS.get(tag, ()))):
            self.references += [Reference(given[name], place, kind) for name in attributes if name in given]
        for one in given.get("srcset", "").split(","):
            if one.strip():
                self.references.append(Reference(one.split()[0], place, "load"))

    def _inline(self, tag: str, given: dict[str, str], place: Place) -> None:
        if tag == "script" and "src" not in given and given.get("type", "") in _RUN:
            self.inline.append(("<script>", place))
        if tag == "style":
            self.inline.append(("<style>", place))
        self.inline += [(name, place) for name in given if name == "style" or name.startswith("on")]


def read(text: str) -> Page:
    """What the text of a page holds."""
    page = Page()
    page.feed(text)
    page.close()
    return page
