"""The page tags of 国办发〔2017〕47号, annex: what the site gives on one page it gives on all of the same kind."""

from collections.abc import Iterator

from gongkai.faults import Fault
from gongkai.verifying.built import HOME, Site
from gongkai.verifying.page import START, Page

NAME = "SiteName"
OF_SITE = (NAME, "SiteDomain", "SiteIDCode")
OF_COLUMN = ("ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType")
OF_ARTICLE = ("ArticleTitle", "PubDate", "ContentSource")
_ADVICE = "核对 mkdocs.yml 的 extra.official 和 overrides/partials/tags.html"


def check(site: Site) -> Iterator[Fault]:
    """Faults `tag-missing`, `tag-empty`, `tag-differs`."""
    given = {tag.name for page in site.pages.values() for tag in page.tags if tag.content.strip()}
    for name, page in site.pages.items():
        for tag in page.tags:
            if not tag.content.strip() and tag.name != "description":
                yield site.fault(name, tag.place, "tag-empty", f"页面标签 {tag.name} 没有内容", _ADVICE)
        for wanted in _wanted(page):
            if (wanted in given or wanted == NAME) and page.tag(wanted) is None:
                yield site.fault(name, START, "tag-missing", f"没有页面标签 {wanted}", _ADVICE)
        for common in OF_SITE:
            home, here = site.pages[HOME].tag(common), page.tag(common)
            if home and here and here.content.strip() and here.content != home.content:
                message = f"页面标签 {common} 与首页不同：{here.content}"
                yield site.fault(name, here.place, "tag-differs", message, _ADVICE)


def _wanted(page: Page) -> tuple[str, ...]:
    """The tags that a page of its kind has: a column page, an article, or any."""
    kind = page.tag("og:type")
    article = page.tag(OF_ARTICLE[0]) is not None or (kind is not None and kind.content == "article")
    column = article or any(page.tag(name) for name in OF_COLUMN)
    return OF_SITE + (OF_COLUMN if column else ()) + (OF_ARTICLE if article else ())
