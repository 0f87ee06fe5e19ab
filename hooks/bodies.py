"""What does a page say? Bodies are rendered from the model by templates with autoescape on."""

import re
from functools import partial
from typing import Any

import jinja2
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from gongkai import (
    absences,
    boxes,
    evidence,
    internal,
    picture,
    places,
    printing,
    progress,
    qr,
    serving,
    sitemap,
    structured,
    timeline,
    wording,
)
from gongkai.exporting import table
from gongkai.glossary import Marker
from gongkai.model import Status

KNOWLEDGE = {
    "absences": absences,
    "evidence": evidence,
    "internal": internal,
    "picture": picture,
    "places": places,
    "printing": printing,
    "progress": progress,
    "serving": serving,
    "sitemap": sitemap,
    "timeline": timeline,
    "web_page": structured.web_page,
    "Status": Status,
}

_ALIGNED = re.compile(r'(<t[hd]) align="(left|center|right)"')

_bodies: jinja2.Environment


def on_pre_build(config: MkDocsConfig) -> None:
    """Makes the environment of the bodies anew, so that an edited template shows while serving."""
    global _bodies
    _bodies = jinja2.Environment(
        loader=jinja2.FileSystemLoader(config.theme.custom_dir),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    _bodies.globals.update(KNOWLEDGE)
    _bodies.filters["qr"] = _qr
    _bodies.filters["direction"] = wording.direction
    _bodies.filters.update(chinese=wording.chinese_number, day=wording.written_day, number=wording.written_number)


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """The body of a page made from the data; what staff wrote in a file of the same name stands in it."""
    page.present_anchor_ids = (page.present_anchor_ids or set()) | sitemap.EVERYWHERE
    html = boxes.titled(html)
    html = _ALIGNED.sub(r'\1 class="align-\2"', html)  # HTML has no such attribute, and the policy takes no style
    site = config.extra["gongkai"]
    here = site.pages.get(page.file.src_uri)
    if here is None:
        return html
    page.present_anchor_ids |= set(here.anchors)
    template = _bodies.get_template(f"bodies/{here.template}.html")
    link = partial(_link, page.url)
    return template.render(
        announcement=site.announcement,
        here=here,
        subject=here.subject,
        words=Markup("<div data-free>{}</div>").format(Markup(html)) if html else "",
        link=link,
        address=page.canonical_url,
        site_name=config.site_name,
        search_examples=[one for one in config.extra.get("search_examples") or () if str(one) in site.text],
        paths=site.paths,
        pages=site.pages.values(),
        mentions=site.mentions,
        exports=site.exports,
        columns=table.fields(site.announcement),
        data_licence=config.extra.get("data_licence"),
        marker=Marker(site.source.glossary),
    )


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
    """What the frame around the body needs."""
    site = config.extra["gongkai"]
    return (
        context
        | KNOWLEDGE
        | {"site": site, "here": site.pages.get(page.file.src_uri), "link": partial(_link, page.url), "qr": _qr}
    )


def on_template_context(context: dict[str, Any], template_name: str, config: MkDocsConfig) -> dict[str, Any]:
    """The same for pages without a source file (404), whose links must hold at any depth."""
    link = partial(_absolute_link, context["base_url"])
    return context | KNOWLEDGE | {"site": config.extra["gongkai"], "here": None, "link": link}


def _qr(address: str) -> Markup:
    return Markup(qr.svg(address))


def _link(here: str, path: str, anchor: str = "") -> str:
    """The address of a page of the site, relative to the page it stands on."""
    return get_relative_url(path or ".", here) + (f"#{anchor}" if anchor else "")


def _absolute_link(base: str, path: str) -> str:
    return f"{base.rstrip('/')}/{path}"
