"""What else is published? Open data, the search index, the style sheet and the search's scripts in one file each,
pictures of the summary, the headers for static hosts.
"""

import re
from collections.abc import Iterable
from pathlib import Path

import rjsmin
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from gongkai import picture, progress, serving
from gongkai.checks import names
from gongkai.search import index
from gongkai.search.corpus import Corpus
from gongkai.search.documents import documents, written_pages

STYLES = "assets/stylesheets"
SHEETS = (
    *("tokens", "ground", "frame", "search", "progress", "lists", "figures"),
    *("issue", "explained", "full-text", "tables", "prose", "contrast", "paper"),
)
SCRIPTS = "assets/javascripts/search"
# In the order in which they need each other. pairs.js stays apart: only a large site loads it.
MODULES = ("folding", "pinyin", "matching", "corpus", "passages", "shown", "field", "page")
ENTRANCES = ("suggest", "results", "corpusOf", "search")

_TOGGLE = r'<input class="md-toggle"[^>]*>'
_OVERLAY = r'<label class="md-overlay"[^>]*></label>'
_DIALOG = r'<div class="md-dialog"[^>]*>\s*<div[^>]*></div>\s*</div>'
_FOR_SCRIPTS = re.compile(rf"\s*(?:{_TOGGLE}|{_OVERLAY}|{_DIALOG})")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Adds the index of what the site says, and puts the modules of the search together."""
    files.append(File.generated(config, serving.HEADERS_FILE, content=serving.headers_file()))
    sheets = _taken(files, STYLES, SHEETS, "css")
    files.append(File.generated(config, f"{STYLES}/site.css", content="\n".join(sheets)))
    site = config.extra["gongkai"]
    if site.announcement is None:
        return files
    corpus = Corpus(documents(site.announcement, site.source.glossary, written_pages(Path(config.docs_dir))))
    for name, content in index.files(corpus):
        files.append(File.generated(config, serving.SEARCH_INDEX + name, content=content))
    for export in site.exports:
        files.append(File.generated(config, export.path, content=export.content))
    summary = progress.summary(site.announcement)
    files.append(File.generated(config, picture.PATH, content=picture.png(summary)))
    files.append(File.generated(config, picture.ICON, content=picture.icon(summary.current)))
    modules = map(_body, _taken(files, SCRIPTS, MODULES, "js"))
    bundle = rjsmin.jsmin("".join(modules)) + f"export{{{','.join(ENTRANCES)}}};"
    files.append(File.generated(config, f"{SCRIPTS}.js", content=bundle))
    for name in names.FILES:  # what MkDocs or we write without a file here: pages may link to it
        if files.get_file_from_path(name) is None:
            files.append(File.generated(config, name, content="", inclusion=InclusionLevel.EXCLUDED))
    return files


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Leaves out what Material's frame has for its own scripts, which no page loads."""
    return _FOR_SCRIPTS.sub("", output)


def on_post_template(output: str, template_name: str, config: MkDocsConfig) -> str:
    """The same for pages without a source file (404)."""
    return _FOR_SCRIPTS.sub("", output) if template_name.endswith(".html") else output


def _taken(files: Files, folder: str, names: Iterable[str], ending: str) -> list[str]:
    """The contents of some files, in order, which are not published themselves."""
    found = [files.get_file_from_path(f"{folder}/{name}.{ending}") for name in names]
    for file in found:
        files.remove(file)
    return [file.content_string for file in found]


def _body(module: str) -> str:
    """A module without its static imports and exports, which one file for all of them does not need."""
    return re.sub("^(import .*;$|export )", "", module, flags=re.MULTILINE)
