"""What stands around the body of every page: what it loads, the navigation, the field of the search, the footer; and
nothing of it hidden.
"""

import re
from collections.abc import Iterator
from fnmatch import fnmatch

from gongkai import exporting, picture, serving, sitemap
from gongkai.exporting import feed
from gongkai.faults import Fault
from gongkai.model import Announcement
from gongkai.verifying import opendata, policy, tags
from gongkai.verifying.built import HOME, NOT_FOUND, Site
from gongkai.verifying.page import START, Page

LANGUAGE = "zh-CN"
_FEED = f"{exporting.FOLDER}{feed.FILE}"
_SCRIPT, _SEARCH, _PROGRESS = (f"{serving.ASSETS}javascripts/{name}.*.js" for name in ("site", "search", "progress"))
_SHEET, _ICON = f"{serving.ASSETS}stylesheets/site.*.css", serving.asset_name(picture.ICON, "*")
_INDEX = f"{serving.SEARCH_INDEX}*/index.txt"
_EARLY = 1024  # bytes in which a browser looks for the encoding
_COMMENT = re.compile(r"<!--.*?(?:-->|$)", re.DOTALL)
_CHARSET = re.compile(r"<meta\s[^>]*\bcharset=[^>]*>", re.IGNORECASE)
_FROM_ROOT = re.compile(r"/|#|[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_FOOTER = (("口径说明", sitemap.ABOUT), ("网站地图", sitemap.SITE_MAP), ("开放数据", sitemap.OPEN_DATA))
_OF_PAGE = "本页网址："
_ADVICE = "恢复 overrides/ 里的模板，再建一次"


def check(site: Site) -> Iterator[Fault]:
    """Faults `page-frame`, `page-language`, `page-charset`, `page-policy`, and `link-broken` on the page for lost
    addresses, whose own address may be any.
    """
    announcement = opendata.sound(site)
    common, version = _common(site.pages[HOME]), exporting.version(announcement) if announcement else ""
    for name, page in site.pages.items():
        yield from _beginning(site, name, page)
        for hidden in page.hidden:
            message = f"<{hidden.text}> 被隐藏，或文字从右往左排，读不到里面的内容"
            yield site.fault(name, hidden.place, "page-frame", message, _ADVICE)
        lacking = [*_loaded(site, name, page)]
        if announcement:
            lacking += [*_offered(site, name, page, announcement), *_footer(site, name, page, announcement, version)]
            if _common(page) != common:
                lacking.append("与首页相同的页脚")
        for what in lacking:
            yield site.fault(name, START, "page-frame", f"网页上没有{what}", _ADVICE)
    for reference in site.pages[NOT_FOUND].references if NOT_FOUND in site.pages else ():
        if not _FROM_ROOT.match(reference.address):
            message = f"这一页在任何网址下都会出现，链接要从“/”写起：{reference.address}"
            yield site.fault(NOT_FOUND, reference.place, "link-broken", message, _ADVICE)


def _beginning(site: Site, name: str, page: Page) -> Iterator[Fault]:
    if page.language and page.language != LANGUAGE:
        message = f"写明的语言是 {page.language}，应是 {LANGUAGE}"
        yield site.fault(name, START, "page-language", message, "在 mkdocs.yml 里填 theme.language")
    first = site.texts[name].encode()[:_EARLY].decode(errors="ignore")
    if page.charset and not _CHARSET.search(_COMMENT.sub("", first)):
        message = f"编码（meta charset）写得太晚，要在前 {_EARLY} 个字节里"
        yield site.fault(name, START, "page-charset", message, _ADVICE)
    stated = page.tag(policy.NAME)
    governed = next((place for tag, place in page.elements if tag in ("link", "script", "style", "body")), None)
    if stated and governed and governed < stated.place:
        message = "安全策略写在它要管的东西后面，管不到"
        yield site.fault(name, stated.place, "page-policy", message, _ADVICE)


def _loaded(site: Site, name: str, page: Page) -> Iterator[str]:
    """What a page should load, or name for browsers, and does not."""
    linked = {(relation, site.target(name, reference.address).file or "") for relation, reference in page.linked}
    loaded = [site.target(name, one.address).file or "" for one in page.references if one.kind == "load"]
    wanted = {"样式表": ("stylesheet", _SHEET), "图标": ("icon", _ICON)}
    if _FEED in site.sizes:
        wanted["订阅"] = ("alternate", _FEED)
    for what, (relation, file) in wanted.items():
        if not any(relation == one and fnmatch(target, file) for one, target in linked):
            yield what
    scripts = (_SCRIPT, _PROGRESS) if name == f"{sitemap.PROGRESS}{HOME}" else (_SCRIPT,)
    for script in scripts:
        if not any(fnmatch(target, script) for target in loaded):
            yield "脚本"


def _offered(site: Site, name: str, page: Page, announcement: Announcement) -> Iterator[str]:
    """Where a page should lead from around its body and does not."""
    around = [link for link in page.links if link.anywhere]
    given = {("".join(link.words.split()), site.target(name, link.address).file) for link in around}
    entries = [(f"{entry.label}{entry.short}", entry.label, entry.path) for entry in sitemap.navigation(announcement)]
    own = site.pages[HOME].tag(tags.NAME)
    named = "".join(own.content.split()) if own else ""
    entries += [(label, label, path) for label, path in ((named, sitemap.HOME), *_FOOTER)]
    for words, label, path in entries:
        if (words, f"{path}{HOME}") not in given:
            yield f"链接“{label}”，或它指到别处"
    forms = [given for tag, given in page.fields if tag == "form" and given.get("role") == "search"]
    form = forms[0] if forms else {}
    leads = {"action": f"{sitemap.SEARCH}{HOME}", "data-search": _SEARCH, "data-index": _INDEX}
    for attribute, file in leads.items():
        address = form.get(attribute, "") + ("index.txt" if attribute == "data-index" else "")
        if not fnmatch(site.target(name, address).file or "", file):
            yield f"搜索框，或它的 {attribute} 不对"
    if form.get("method", "get").lower() != "get" or not any(
        tag == "input" and given.get("name") == "q" for tag, given in page.fields
    ):
        yield "搜索框，或它送出的不是 q"


def _footer(site: Site, name: str, page: Page, announcement: Announcement, version: str) -> Iterator[str]:
    """The lines that follow from the data and the address, and are not there."""
    wanted = [f"数据版本：{version}"]
    if announcement.facts.issuer:
        label = "发布单位" if announcement.facts.made_of else "通报发布单位"
        wanted.append(f"{label}：{announcement.facts.issuer}")
    if site.address and name != NOT_FOUND:
        wanted.append(f"{_OF_PAGE}{site.stated(name)}")
    lines = page.footer_lines
    yield from (f"页脚的“{one}”" for one in wanted if one not in lines)


def _common(page: Page) -> list[str]:
    """The lines of the footer that all pages have alike."""
    return [line for line in page.footer_lines if not line.startswith(_OF_PAGE)]
