"""A page that staff wrote in Markdown, as it is rendered: where it links to, and the places that others may link to."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from xml.etree.ElementTree import Element

import markdown
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE

from gongkai import reading

_OF_MKDOCS = ("toc", "tables", "fenced_code")  # which it adds to those of the settings


@dataclass
class Prose:
    """The addresses of links and pictures as written, and the ids of places."""

    links: list[str] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)


class Reader:
    """Reads pages with extensions as settings name them, some with options. Raises what these raise."""

    def __init__(self, extensions: Iterable[str | dict[str, Any]]):
        options: dict[str, Any] = dict.fromkeys(_OF_MKDOCS)
        for one in extensions:
            options |= one if isinstance(one, dict) else {one: None}
        given = {name: value for name, value in options.items() if value}
        self._markdown = markdown.Markdown(extensions=list(options), extension_configs=given)
        self._found = Prose()
        # Where MkDocs has its own: after what is no markup has been set apart, and after all else.
        self._markdown.preprocessors.register(_Written(self), "gongkai_written", 21)
        self._markdown.treeprocessors.register(_Rendered(self), "gongkai_rendered", 0)

    def read(self, text: str) -> Prose:
        """What a page has."""
        self._found = Prose()
        self._markdown.reset()
        self._markdown.convert(reading.without_front_matter(text))
        return self._found


class _Written(Preprocessor):
    """Ids in what was written as HTML."""

    def __init__(self, reader: Reader):
        super().__init__()
        self._reader = reader

    def run(self, lines: list[str]) -> list[str]:
        parser = _Ids(self._reader._found.anchors)
        parser.feed("\n".join(lines))
        parser.close()
        return lines


class _Ids(HTMLParser):
    def __init__(self, into: set[str]):
        super().__init__()
        self._into = into

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._into.update(value for key, value in attrs if value and (key == "id" or (key, tag) == ("name", "a")))


class _Rendered(Treeprocessor):
    """Ids and addresses in what was written as Markdown."""

    def __init__(self, reader: Reader):
        super().__init__()
        self._reader = reader

    def run(self, root: Element) -> None:
        found = self._reader._found
        for element in root.iter():
            found.anchors.update(filter(None, (element.get("id"), element.tag == "a" and element.get("name"))))
            address = element.get({"a": "href", "img": "src"}.get(element.tag, ""), "")
            if address and AMP_SUBSTITUTE not in address:  # as addresses of e-mail are written
                found.links.append(address)
