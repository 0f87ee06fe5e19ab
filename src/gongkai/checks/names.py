"""Files of content/ that would be published under a name of the site's own, or of each other: one would take the
place of the other without a word.
"""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from gongkai import exporting, manifest, picture, serving, sitemap, strays
from gongkai.faults import Fault
from gongkai.origins import PAGES
from gongkai.source import Source

# The site's own: what it makes or takes from the looks that all sites share.
FOLDERS = (
    exporting.FOLDER,
    *(f"{serving.ASSETS}{one}/" for one in ("stylesheets", "javascripts")),
    serving.SEARCH_INDEX,
)
FILES = ("404.html", "robots.txt", "sitemap.xml", serving.HEADERS_FILE, manifest.NAME, picture.PATH, picture.ICON)
# Other pages that are made take in what a file of their name says.
WHOLLY_OF_DATA = ("issue", "category")
_ADVICE = "换一个名称或文件夹，例如 content/附件/"


def check(source: Source) -> Iterator[Fault]:
    """Faults `name-taken`, at the file that staff can rename."""
    content = Path(source.file).parent.parent / PAGES
    files = sorted(one.relative_to(content).as_posix() for one in content.rglob("*") if one.is_file())
    made = {f"{page.path}index.html": page for page in sitemap.pages(source.announcement, source.glossary)}
    others: dict[str, str] = {}
    for name in files:
        if strays.is_stray(name):
            continue
        published = _published(name)
        page = made.get(published)
        if published in others:
            yield _fault(content / name, f"与 {PAGES}/{others[published]} 是同一个网址")
        elif page and name == sitemap.markdown_file(page.path):
            if page.template in WHOLLY_OF_DATA:
                yield _fault(content / name, f"“{page.title}”这一页全由数据生成，这里写的不会出现")
        elif published in FILES or published.startswith(FOLDERS):
            yield _fault(content / name, f"“{name}”是网站自己用的名称")
        elif page and page.path:
            yield _fault(content / name, f"网站自己的网页“{page.title}”也在这个网址")
        others.setdefault(published, name)


def _published(name: str) -> str:
    """The file that a file of content/ becomes, before assets are named by their bytes."""
    path = PurePosixPath(name)
    if path.suffix != ".md":
        return name
    folder = path.parent if path.stem in ("index", "README") else path.with_suffix("")
    return (folder / "index.html").as_posix()


def _fault(path: Path, message: str) -> Fault:
    return Fault(str(path), 1, 1, "name-taken", message, _ADVICE)
