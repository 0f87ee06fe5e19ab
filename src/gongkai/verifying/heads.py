"""The head of a page repeats the announcement for those who see the page elsewhere: in a list of results, in a shared
link. Title, tags and schema.org's vocabulary say there what the page is about.
"""

import json
from collections.abc import Iterator
from fnmatch import fnmatch
from typing import Any, NamedTuple

from gongkai import picture, progress, serving, sitemap, structured
from gongkai.faults import Fault
from gongkai.model import Announcement, Glossary
from gongkai.verifying import named, opendata, tags
from gongkai.verifying.built import HOME, NOT_FOUND, Site, url_path
from gongkai.verifying.page import START, Page, Place
from gongkai.verifying.words import difference

_ADVICE = "重新建站；还是这样，核对 overrides/ 里的模板"


def check(site: Site) -> Iterator[Fault]:
    """Faults `mirror`, where a head does not say what follows from the data and from the home page's head."""
    announcement = opendata.sound(site)
    if not announcement:
        return
    made = {f"{page.path}{HOME}": page for page in sitemap.pages(announcement, Glossary(terms=[]))}
    drawn = dict(_of_picture(site, announcement)) if announcement.issues else {}
    shared, about = dict(_of_all(site)), _content(site.pages[HOME], "description")
    for name, page in site.pages.items():
        head = _head(site, name, made.get(name))
        said = [(START, page.title, head.window)] if name in made else []
        said += _said(site, announcement, head, page)
        wanted = shared | dict(_of_page(announcement, head, made.get(name), about))
        if name != NOT_FOUND and site.address:
            wanted["og:url"] = site.stated(name)
            wanted |= drawn
        for tag in page.tags:
            if tag.name in wanted:
                said.append((tag.place, tag.content, wanted[tag.name]))
        for lacking in wanted.keys() - {tag.name for tag in page.tags}:
            yield site.fault(name, START, "tag-missing", f"没有页面标签 {lacking}", _ADVICE)
        if name != NOT_FOUND and not page.structured:
            yield site.fault(name, START, "tag-missing", "没有给搜索引擎的说明（JSON-LD）", _ADVICE)
        for place, here, there in said:
            if here != there:
                _, shown, other = difference(here, there)
                message = f"网页的标题或标签与 {opendata.DATA} 不一致：这里是“{shown}”，那里是“{other}”"
                yield site.fault(name, place, "mirror", message, _ADVICE)


class _Head(NamedTuple):
    """What a page says that it is about."""

    path: str
    window: str
    title: str
    description: str


def _head(site: Site, name: str, made: sitemap.Page | None) -> _Head:
    own, about = (_content(site.pages[HOME], tag) for tag in (tags.NAME, "description"))
    path = url_path(name)
    if name in (HOME, NOT_FOUND):
        return _Head(path, own, own, about)
    if made:
        return _Head(path, f"{made.title} - {own}", made.title, f"{made.title}。{about}")
    page = site.pages[name]
    title = page.title.removesuffix(f" - {own}")
    explained = f"{title}。{about}"  # of the glossary, which is not in the published data
    return _Head(path, page.title, title, explained if _content(page, "description") == explained else about)


def _of_all(site: Site) -> Iterator[tuple[str, str]]:
    """The tags that all pages have alike."""
    yield "viewport", "width=device-width,initial-scale=1"
    yield "og:locale", "zh_CN"
    yield "og:site_name", _content(site.pages[HOME], tags.NAME)


def _of_picture(site: Site, announcement: Announcement) -> Iterator[tuple[str, str]]:
    """The tags of the picture that stands beside a shared link."""
    drawn = serving.asset_name(picture.PATH, "*")
    yield "og:image", site.address + next((name for name in site.sizes if fnmatch(name, drawn)), picture.PATH)
    yield "og:image:width", str(picture.WIDTH)
    yield "og:image:height", str(picture.HEIGHT)
    yield "og:image:alt", progress.summary(announcement).described
    yield "twitter:card", "summary_large_image"


def _of_page(
    announcement: Announcement, head: _Head, made: sitemap.Page | None, about: str
) -> Iterator[tuple[str, str]]:
    """The tags that say what one page is about, and in which column it stands."""
    yield "og:type", "article" if made and made.template == "issue" else "website"
    yield from {"og:title": head.title, "description": head.description, "og:description": head.description}.items()
    if head.path not in (sitemap.HOME, NOT_FOUND):
        for entry in sitemap.navigation(announcement):
            if entry.holds(head.path):
                yield "ColumnName", entry.label
                yield "ColumnDescription", f"{entry.label}：{about}"
    if made and made.template in ("full_text", "part", "category", "issue"):
        yield "ArticleTitle", head.title
        if announcement.facts.published:
            yield "PubDate", str(announcement.facts.published)
        if announcement.facts.issuer:
            yield "ContentSource", announcement.facts.issuer


def _said(site: Site, announcement: Announcement, head: _Head, page: Page) -> Iterator[tuple[Place, str, str]]:
    """Where the vocabulary of schema.org says something of a page, what it says and what it should."""
    site_about = {"site": _content(site.pages[HOME], tags.NAME), "address": site.address}
    site_about["publisher"] = dict(named.lines(site.pages[HOME])).get("主办单位", "")
    described = structured.web_page(announcement, head.path, head.title, description=head.description, **site_about)
    for words in page.structured:
        shown = _read(words.text)
        for key, value in (dict.fromkeys(shown) | described).items():
            yield words.place, _written(shown.get(key)), _written(value)


def _content(page: Page, name: str) -> str:
    tag = page.tag(name)
    return tag.content if tag else ""


def _read(text: str) -> dict[str, Any]:
    try:
        read = opendata.from_json(text)
    except ValueError:  # `json-invalid`
        return {}
    return read if isinstance(read, dict) else {}


def _written(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
