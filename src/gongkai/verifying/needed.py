"""Files that a site cannot do without, though no link leads to them: the page for lost addresses, what machines and
servers read, the index of the search; and files that got into it by mistake.
"""

from collections.abc import Iterator

from gongkai import serving, strays
from gongkai.faults import Fault
from gongkai.verifying.built import Site
from gongkai.verifying.page import START

FILES = ("404.html", "robots.txt", "sitemap.xml", serving.HEADERS_FILE)
_INDEX = f"{serving.SEARCH_INDEX}index.txt"


def check(site: Site) -> Iterator[Fault]:
    """Faults `file-needed`, for what is not there or is empty, and `file-stray`."""
    for name in FILES:
        if not site.sizes.get(name):
            yield _fault(site, name)
    if not any(name.startswith(serving.SEARCH_INDEX) and size for name, size in site.sizes.items()):
        yield _fault(site, _INDEX)
    for name in site.sizes:
        if message := _stray(site, name):
            yield site.fault(name, START, "file-stray", message, "从来源文件夹（多半是 content/）删去它，再建一次")


def _stray(site: Site, name: str) -> str:
    """Why a file should not be there; empty where it may be."""
    plain = name.removesuffix(".gz").removesuffix(".br")
    if strays.is_stray(plain) or strays.is_of_no_kind(name):
        return "这个文件不该公开：是编辑器、系统或程序留下的，或建站用的"
    if strays.is_ledger(site.folder / name):
        return "这个文件不该公开：是内部的整改台账，有不公开的栏目"
    return ""


def _fault(site: Site, name: str) -> Fault:
    return site.fault(name, START, "file-needed", "网站少了这个文件，或它是空的", "再建一次；还是没有，核对 mkdocs.yml")
