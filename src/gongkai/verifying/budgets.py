"""How much a visitor has to fetch: a page, a first visit, the whole site. Compressed copies do not count."""

from collections.abc import Iterator

from gongkai.faults import Fault
from gongkai.verifying import copies, references
from gongkai.verifying.built import Site
from gongkai.verifying.page import START

KB = 1024
LARGEST_PAGE = 1024 * KB
HEAVIEST_VISIT = 2 * LARGEST_PAGE
LARGEST_SITE = 1024 * 1024 * KB  # what GitHub Pages takes


def check(site: Site) -> Iterator[Fault]:
    """Faults `page-large`, `visit-heavy`, `site-large`."""
    within = references.of_files(site)
    for name, page in site.pages.items():
        if site.sizes[name] > LARGEST_PAGE:
            message = f"网页 {site.sizes[name] // KB} KB，超过 {LARGEST_PAGE // KB} KB，手机上打开会慢"
            yield site.fault(name, START, "page-large", message, "分成几页")
        loaded = {site.target(name, one.address).file for one in page.references if one.kind == "load"}
        loaded |= {site.target(one, more.address).file for one in loaded for more in within.get(one, ())}
        visit = sum(site.sizes.get(one, 0) for one in loaded | {name})
        if visit > HEAVIEST_VISIT:
            message = f"第一次打开要取 {visit // KB} KB，超过 {HEAVIEST_VISIT // KB} KB"
            yield site.fault(name, START, "visit-heavy", message, "缩小这一页用到的图片、样式和脚本")
    whole = sum(size for name, size in site.sizes.items() if not copies.is_copy(site, name))
    if whole > LARGEST_SITE:
        message = f"整个网站 {whole // KB // KB} MB，超过 {LARGEST_SITE // KB // KB} MB"
        yield site.fault("", START, "site-large", message, "缩小或删去大的文件")
