"""Links of the site's own say where they lead: words that name a page, a file or a place on a page lead there, and a
term's explanation is that of the glossary. Links of the announcement's words are in the mirror.
"""

from collections.abc import Iterator

from gongkai import exporting, sitemap
from gongkai.faults import Fault
from gongkai.model import Announcement, Category, Glossary, Issue
from gongkai.verifying import explained, opendata, tags
from gongkai.verifying.built import HOME, Site

_ADVICE = "核对 overrides/ 里的模板"
# What pages call a page otherwise than by its title.
_CALLED = {
    "口径说明": sitemap.ABOUT,
    "进展和依据是怎么定的": sitemap.ABOUT,
    "查看通报全文": sitemap.FULL_TEXT,
    "查看全文": sitemap.FULL_TEXT,
    "逐条查看进展和依据": sitemap.PROGRESS,
}


def check(site: Site) -> Iterator[Fault]:
    """Faults `mirror`."""
    announcement = opendata.sound(site)
    if announcement is None:
        return
    named = dict(_named(site, announcement))
    made = {f"{one.path}{HOME}": one for one in sitemap.pages(announcement, Glossary(terms=[]))}
    meant = {
        f"{explained.PAGE}#{sitemap.term_anchor(one)}": ("".join(one.term.split()), one.meaning)
        for one in explained.glossary_of(site).terms
    }
    for name, page in site.pages.items():
        wanted = named | {"跳到正文": (f"{name}#content",)} | (dict(_of_page(made[name])) if name in made else {})
        for link in page.links:
            if link.staffs or not (link.anywhere or name in made):
                continue
            target = site.target(name, link.address)
            words, leads = "".join(link.words.split()), f"{target.file}#{target.anchor}"
            if link.gloss and meant.get(leads) != (words, link.gloss):
                message = f"“{words}”的解释与名词解释那一页不同"
                yield site.fault(name, link.place, "mirror", message, _ADVICE)
            elif not link.gloss and words in wanted and leads.removesuffix("#") not in wanted[words]:
                message = f"链接“{words}”应到 {wanted[words][0]}，这里到 {target.file or link.address}"
                yield site.fault(name, link.place, "mirror", message, _ADVICE)


def _named(site: Site, announcement: Announcement) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What links are called wherever they stand, and the files that they may lead to."""
    for entry in sitemap.navigation(announcement):
        yield f"{entry.label}{entry.short}", (f"{entry.path}{HOME}",)
        yield entry.label, (f"{entry.path}{HOME}",)
    if own := site.pages[HOME].tag(tags.NAME):
        yield "".join(own.content.split()), (HOME,)
    for words, path in _CALLED.items():
        yield words, (f"{path}{HOME}",)
    for page in sitemap.pages(announcement, Glossary(terms=[])):
        if not isinstance(page.subject, Category | Issue):  # those are in the mirror
            yield "".join(page.title.split()), (f"{page.path}{HOME}",)
    for name in site.sizes:
        if name.startswith(exporting.FOLDER):
            yield name.removeprefix(exporting.FOLDER), (name,)


def _of_page(page: sitemap.Page) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What links are called on one page."""
    yield "本页链接", (f"{page.path}{HOME}",)
    yield "看缺哪些", (f"{sitemap.PROGRESS}{HOME}#{sitemap.MISSING_ANCHOR}",)
    anchors = {"issue": sitemap.issue_anchor, "category": sitemap.category_anchor}
    if page.template in anchors:
        for title in ("通报全文", "全文"):
            yield f"在{title}中查看", (f"{sitemap.FULL_TEXT}{HOME}#{anchors[page.template](page.subject)}",)
    for issue in page.subject.issues if isinstance(page.subject, Category) else ():
        yield f"问题{issue.number}的页面", (f"{sitemap.issue_path(issue)}{HOME}",)
