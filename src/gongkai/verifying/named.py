"""What the site and its office are called is what mkdocs.yml says, where that is at hand: in tags and in the footer."""

from collections.abc import Iterator
from typing import Any

from gongkai import sitemap
from gongkai.checks import settings
from gongkai.faults import Fault, Faulty
from gongkai.verifying import tags
from gongkai.verifying.built import HOME, Site, shown
from gongkai.verifying.page import START, Page

LICENCE = "使用许可"
LINES = {"主办单位": "sponsor", "联系方式": "contact", "网站标识码": "id_code", "ICP备案": "icp", "公安备案": "police"}
_OFFICIAL_TAGS = {"SiteDomain": "domain", "SiteIDCode": "id_code"}
_OPEN_DATA = f"{sitemap.OPEN_DATA}{HOME}"
_ADVICE = f"核对 {settings.SETTINGS}，再建一次"


def check(site: Site) -> Iterator[Fault]:
    """Faults `tag-differs` and `page-frame` of the home page, which the others are held to, and `mirror`."""
    given = _settings(site)
    if given is None:
        return
    extra = _within(given, "extra")
    home, official = site.pages[HOME], _within(extra, "official")
    stated = {tags.NAME: given.get("site_name"), "description": given.get("site_description")}
    stated |= {name: official.get(key) for name, key in _OFFICIAL_TAGS.items()}
    for name, value in stated.items():
        tag = home.tag(name)
        if (tag.content if tag else "") != str(value or ""):
            message = f"页面标签 {name} 与 {settings.SETTINGS} 不同：{shown(tag.content if tag else '没有')}"
            yield site.fault(HOME, tag.place if tag else START, "tag-differs", message, _ADVICE)
    wanted = [(label, str(official[key])) for label, key in LINES.items() if official.get(key)]
    said = lines(home)
    for label, value in [one for one in said if one not in wanted] + [one for one in wanted if one not in said]:
        message = f"页脚的“{label}：{shown(value)}”与 {settings.SETTINGS} 不一致"
        yield site.fault(HOME, START, "page-frame", message, _ADVICE)
    if page := site.pages.get(_OPEN_DATA):
        licence = str(extra.get("data_licence") or "")
        licensed = [
            value for label, _, value in (one.text.partition("：") for one in page.blocks.found) if label == LICENCE
        ]
        if licensed != [licence] * bool(licence):
            message = f"{LICENCE}与 {settings.SETTINGS} 不一致：{shown(''.join(licensed) or '没有写')}"
            yield site.fault(_OPEN_DATA, START, "mirror", message, _ADVICE)


def lines(page: Page) -> list[tuple[str, str]]:
    """What a page says of the office: each label and what stands behind it."""
    said = (words.text.partition("：") for words in page.around)
    return [(label, value) for label, _, value in said if label in LINES]


def _settings(site: Site) -> dict[str, Any] | None:
    file = site.project / settings.SETTINGS if site.project else None
    try:
        return settings.read(file) if file and file.is_file() else None
    except Faulty:  # of which `gongkai check` speaks
        return None


def _within(given: dict[str, Any], name: str) -> dict[str, Any]:
    found = given.get(name)
    return found if isinstance(found, dict) else {}
