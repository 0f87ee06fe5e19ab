"""What one page holds: its tags, words, anchors, and the addresses that it leads to or loads from."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Literal, NamedTuple

from gongkai.verifying.blocks import INLINE, Blocks, hides, turns
from gongkai.verifying.words import SHOWING, VOID, Place, Words

_LINKS = {"a": ("href",), "area": ("href",)} | dict.fromkeys(("blockquote", "q", "ins", "del"), ("cite",))
_OURS = {"form": ("action",), "button": ("formaction",), "input": ("formaction",), "a": ("ping",)}
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
    "feimage": ("href", "xlink:href"),
    "form": ("data-search",),  # the script that the field of the search loads when it is asked for
}
_ONLY_NAMED = frozenset({"canonical", "alternate", "next", "prev", "license", "author", "help", "search"})
_FETCHED = frozenset({"stylesheet", "icon", "preload", "modulepreload", "prefetch", "preconnect", "dns-prefetch"})
_PAINTED = re.compile(r"""\s*url\(\s*["']?(.*?)["']?\s*\)""", re.IGNORECASE)
_LABELS = ("title", "alt", "aria-label", "placeholder")
_NAMES_IDS = frozenset(
    {"for", "list", "form", "headers", "popovertarget", "commandfor", "data-copy", "aria-labelledby"}
    | {"aria-describedby", "aria-controls", "aria-owns", "aria-details", "aria-errormessage"}
)
_MARKED = ("gloss", "citation")
_SHOWN = frozenset({"main", "header", "nav", "footer", "h1"})
_OF_TABLE = frozenset({"table", "thead", "tbody", "tfoot", "tr", "colgroup"})
_RUN = frozenset({"", "module", "importmap", "speculationrules"})
_SCRIPTS = ("javascript", "ecmascript", "jscript", "livescript")
# Files that are shown with the site elsewhere, by the name of the meta element: Open Graph, Twitter, Windows.
_SHARED = frozenset(
    {"og:image", "og:image:url", "og:image:secure_url", "og:video", "og:video:url", "og:audio", "og:audio:url"}
    | {"twitter:image", "twitter:image:src", "twitter:player", "msapplication-tileimage", "msapplication-config"}
)
_REFRESH = re.compile(r"\s*[\d.]+\s*[;,]?\s*(?:url\s*=)?\s*[\"']?(.*?)[\"']?\s*", re.IGNORECASE | re.DOTALL)


START = Place(1, 1)


@dataclass(frozen=True)
class Reference:
    """An address that a page leads to (`link`), that a browser fetches with it (`load`), or that has to be the site's
    own though it is not fetched with the page (`ours`): where forms go. `integrity` has the sums that are stated of it.
    """

    address: str
    place: Place
    kind: Literal["link", "load", "ours"]
    integrity: str = ""


@dataclass(frozen=True)
class Tag:
    """A meta element: its name, property or http-equiv, and its content."""

    name: str
    content: str
    place: Place


@dataclass
class Link:
    """An `a` that leads somewhere: its words, without the explanation of a term, which is `gloss`.

    `staffs` where staff wrote it; `anywhere` where it stands on every page, around the `main`.
    """

    address: str
    place: Place
    staffs: bool
    anywhere: bool
    words: str = ""
    gloss: str = ""


class _Open(NamedTuple):
    """An element that is open: `kind` is its type, `mark` its class or id where that is one of `_MARKED`; `hidden` also
    where its words run from right to left.
    """

    tag: str
    kind: str
    mark: str
    hidden: bool


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
    passages: list[list[Words]] = field(default_factory=lambda: [[]])
    labels: list[Words] = field(default_factory=list)
    comments: list[Words] = field(default_factory=list)
    main: list[str] = field(default_factory=list)
    shows: bool = False
    linked: list[tuple[str, Reference]] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    fields: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    hidden: list[Words] = field(default_factory=list)
    between_cells: list[Words] = field(default_factory=list)
    around: list[Words] = field(default_factory=list)
    footer: str = ""
    citation: str = ""
    blocks: Blocks = field(default_factory=Blocks)

    def __post_init__(self) -> None:
        super().__init__()
        self._open: list[_Open] = []

    def tag(self, name: str) -> Tag | None:
        """The first meta element of a name, property or http-equiv."""
        return next((tag for tag in self.tags if tag.name == name), None)

    @property
    def footer_lines(self) -> list[str]:
        """What the footer says, without white space around a line."""
        return [line.strip() for line in self.footer.splitlines() if line.strip()]

    def _at(self) -> Place:
        line, offset = self.getpos()
        return Place(line, offset + 1)

    def _within(self, *names: str) -> bool:
        return any(opened.tag in names for opened in self._open)

    def _marked(self, mark: str) -> bool:
        return any(opened.mark == mark for opened in self._open)

    def parse_marked_section(self, i: int, report: int = 1) -> int:
        """`<![` is a comment in HTML; the library knows some words behind it and raises for all others."""
        return self.parse_bogus_comment(i, report)

    def handle_decl(self, decl: str) -> None:
        self.doctype |= decl.lower() == "doctype html"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        place = self._at()
        self.elements.append((tag, place))
        self._pass(tag)
        if tag == "html":
            self.language = given.get("lang", "")
        elif tag == "meta":
            self._meta(given, place)
        elif tag == "h1":
            self.headings.append(place)
        self.shows |= (tag in SHOWING or tag == "table") and self._within("main")
        self._ids(tag, given, place)
        self._references(tag, given, place)
        self._inline(tag, given, place)
        self.blocks.start(tag, given, place)
        labels = [Words(given[name], place) for name in _LABELS if name in given]
        self.labels += labels
        if self._within("body") and not self._within("main"):
            self.around += labels
        if tag == "a" and "href" in given:
            self.links.append(Link(given["href"], place, self.blocks.staffs, not self._within("main")))
        if tag in ("form", "input") and not self._within("main"):
            self.fields.append((tag, given))
        mark = next((one for one in _MARKED if one in (given.get("id"), given.get("class"))), "")
        hidden = hides(tag, given) or turns(tag, given) or given.get("aria-hidden") == "true"
        opened = _Open(tag, given.get("type", ""), mark, hidden)
        if tag in _SHOWN and any(one.hidden for one in (*self._open, opened)):
            self.hidden.append(Words(tag, place))
        if tag not in VOID:
            self._open.append(opened)

    def handle_comment(self, data: str) -> None:
        self.comments.append(Words(data, self._at()))

    def handle_endtag(self, tag: str) -> None:
        self.blocks.end(tag, self._at())
        self._pass(tag)
        while any(opened.tag == tag for opened in self._open):
            if self._open.pop().tag == tag:
                break

    def handle_data(self, data: str) -> None:
        tag, kind, *_ = self._open[-1] if self._open else ("", "")
        if tag == "script" and kind == "application/ld+json":
            self.structured.append(Words(data, self._at()))
        if tag in ("script", "style"):
            return
        if tag in _OF_TABLE and data.strip():
            self.between_cells.append(Words(data, self._at()))
        if tag == "title":
            self.title += data
        self.passages[-1].append(Words(data, self._at(), self._within("code", "pre"), self._within("td", "th")))
        self.blocks.say(data, self._at())
        if self._within("body") and not self._within("main"):
            self.around.append(Words(data, self._at()))
        if self._within("a") and self.links:
            self.links[-1].gloss += data if self._marked("gloss") else ""
            self.links[-1].words += "" if self._marked("gloss") else data
        self.footer += data if self._within("footer") else ""
        self.citation += data if self._marked("citation") else ""
        if self._within("main") and not self._within("h1"):
            self.main.append(data)

    def _pass(self, tag: str) -> None:
        """A passage ends where a reader sees it end."""
        if self.passages[-1] and (tag not in INLINE or tag == "br"):
            self.passages.append([])

    def _meta(self, given: dict[str, str], place: Place) -> None:
        self.charset = self.charset or given.get("charset", "")
        name = given.get("name") or given.get("property") or given.get("http-equiv", "").lower()
        if name:
            self.tags.append(Tag(name, given.get("content", ""), place))
        if name == "og:url" or name.lower() in _SHARED:
            self.references.append(Reference(given.get("content", ""), place, "link" if name == "og:url" else "ours"))
        if name == "refresh" and (found := _REFRESH.fullmatch(given.get("content", ""))) and found[1]:
            self.references.append(Reference(found[1], place, "ours"))

    def _ids(self, tag: str, given: dict[str, str], place: Place) -> None:
        if named := given.get("id"):
            if named in self.ids:
                self.ids_again.append(Words(named, place))
            self.ids.setdefault(named, place)
        if tag == "a" and given.get("name"):
            self.ids.setdefault(given["name"], place)
        for attribute in _NAMES_IDS & given.keys():
            self.ids_named += [Words(one, place) for one in given[attribute].split()]

    def _references(self, tag: str, given: dict[str, str], place: Place) -> None:
        if tag == "link" and "href" in given:
            relations = set(given.get("rel", "").lower().split())
            named = relations & _ONLY_NAMED and not relations & _FETCHED
            reference = Reference(given["href"], place, "link" if named else "load", given.get("integrity", ""))
            self.references.append(reference)
            self.linked += [(relation, reference) for relation in relations]
            if "canonical" in relations:
                self.canonical = reference
        for kind, named in (("link", _LINKS), ("load", _LOADS), ("ours", _OURS)):
            attributes = named.get(tag, ())
            integrity = given.get("integrity", "")
            self.references += [Reference(given[name], place, kind, integrity) for name in attributes if name in given]
        if "data-index" in given:
            self.references.append(Reference(f"{given['data-index']}index.txt", place, "ours"))
        painted = (_PAINTED.match(value) for value in given.values() if "(" in value)
        self.references += [Reference(one[1], place, "load") for one in painted if one]
        for one in (*given.get("srcset", "").split(","), *given.get("imagesrcset", "").split(",")):
            if one.strip():
                self.references.append(Reference(one.split()[0], place, "load"))

    def _inline(self, tag: str, given: dict[str, str], place: Place) -> None:
        kind = given.get("type", "").lower()
        if tag == "script" and "src" not in given and (kind in _RUN or kind.endswith(_SCRIPTS)):
            self.inline.append(("<script>", place))
        if tag == "style":
            self.inline.append(("<style>", place))
        self.inline += [(name, place) for name in given if name in ("style", "srcdoc") or name.startswith("on")]


def read(text: str) -> Page:
    """What the text of a page holds."""
    page = Page()
    page.feed(text)
    page.close()
    return page
