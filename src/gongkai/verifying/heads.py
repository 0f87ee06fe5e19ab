"""The head of a page repeats the announcement for those who see the page elsewhere: in a list of results, in a shared
link. Title, tags and schema.org's vocabulary say there what the page is about.
"""

import json
from collections.abc import Iterator
from typing import Any

from gongkai import progress, sitemap, structured
from gongkai.faults import Fault, Faulty
from gongkai.model import Announcement, Glossary
from gongkai.verifying import opendata, tags
from gongkai.verifying.built import HOME, Site
from gongkai.verifying.page import START, Page, Place
from gongkai.verifying.words import difference

_ADVICE = "重新建站；还是这样，核对 overrides/ 里的模板"


def check(site: Site) -> Iterator[Fault]:
    """Faults `mirror`, where a head does not say what follows from the data and from the home page's head."""
    try:
        announcement = opendata.announcement(site)
    except Faulty:
        return
    if not announcement:
        return
    for made in sitemap.pages(announcement, Glossary(terms=[])):
        name = f"{made.path}{HOME}"
        if name in site.pages:
            for place, here, there in _said(site, announcement, made, site.pages[name]):
                if here != there:
                    _, shown, wanted = difference(here, there)
                    message = f"网页的标题或标签与 {opendata.DATA} 不一致：这里是“{shown}”，那里是“{wanted}”"
                    yield site.fault(name, place, "mirror", message, _ADVICE)


def _said(site: Site, announcement: Announcement, made: sitemap.Page, page: Page) -> Iterator[tuple[Place, str, str]]:
    """Where a head says something, what it says and what it should."""
    own, about = (_content(site.pages[HOME], name) for name in (tags.NAME, "description"))
    home = made.path == sitemap.HOME
    title, description = (own, about) if home else (made.title, f"{made.title}。{about}")
    yield START, page.title, own if home else f"{title} - {own}"
    wanted = {"og:title": title, "ArticleTitle": title, "description": description, "og:description": description}
    wanted["og:image:alt"] = progress.summary(announcement).described
    for tag in page.tags:
        if tag.name in wanted:
            yield tag.place, tag.content, wanted[tag.name]
    site_about = {"site": own, "address": site.address, "publisher": ""}
    described = structured.web_page(announcement, made.path, title, description=description, **site_about)
    for words in page.structured:
        shown = _read(words.text)
        for key, value in described.items():
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
