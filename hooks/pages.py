"""Which pages exist? The data is read and checked once a build; every page that the site map lists gets a file."""

import os
import sys
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import File, Files

from gongkai import broken, checks, exporting, internal, places, printing, sitemap, strays
from gongkai.faults import REPORT, REPORTS, Fault, as_text, errors, refusal
from gongkai.model import Announcement
from gongkai.source import Source

DATA = Path("data/issues.yaml")


@dataclass
class Site:
    """What this build publishes: the announcement, its pages by source file, and what is wrong with the data now.

    `assets` has the published name of every asset by the name it has here, `integrity` the sum that pages state of it.
    """

    source: Source | None
    name: str
    address: str
    faults: list[Fault] = field(default_factory=list)
    pages: dict[str, sitemap.Page] = field(default_factory=dict)
    serving: bool = False
    assets: dict[str, str] = field(default_factory=dict)
    integrity: dict[str, str] = field(default_factory=dict)

    @property
    def announcement(self) -> Announcement | None:
        """The announcement of the last good data, as it may be published."""
        return self.source.announcement if self.source else None

    @cached_property
    def paths(self) -> set[str]:
        """The addresses of the pages made from the data."""
        return {page.path for page in self.pages.values()}

    @cached_property
    def mentions(self) -> dict[str, list[places.Mention]]:
        """The issues that name a place, by place."""
        return places.mentions(self.announcement)

    @cached_property
    def exports(self) -> list[exporting.Export]:
        """The files of open data."""
        return exporting.files(self.announcement, self.name, self.address)

    @cached_property
    def version(self) -> str:
        """A short name of the data that is published."""
        return exporting.version(self.announcement)

    @cached_property
    def text(self) -> str:
        """All that the announcement says."""
        return printing.text(self.announcement)

    @property
    def fault_lines(self) -> str:
        """What `gongkai check` prints of the errors."""
        return as_text(errors(self.faults))


_serving = False
_last_good: Source | None = None


def on_startup(command: str, dirty: bool) -> None:
    global _serving
    _serving = command == "serve"
    os.environ.setdefault(
        "SOURCE_DATE_EPOCH", "0"
    )  # no file says when it was built, so that the same data gives the same bytes


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Reads and checks the data. A fault stops a build; while serving, the last good data stays on show, and MkDocs
    names the links that are broken itself when it has made their pages.
    """
    global _last_good
    loaded, faults = checks.run(_data_file(config))
    if _serving:
        faults = [fault for fault in faults if fault.code != broken.CODE]
    sys.stderr.write(REPORTS[os.environ.get(REPORT, "text")](faults))
    if errors(faults):
        if not _serving:
            raise Abort(refusal(faults))
    elif loaded:
        _last_good = replace(loaded, announcement=internal.published(loaded.announcement))
    pages = sitemap.pages(_last_good.announcement, _last_good.glossary) if _last_good else ()
    by_file = {sitemap.markdown_file(page.path): page for page in pages}
    address = config.site_url or ""
    config.extra["gongkai"] = Site(_last_good, config.site_name, address, faults, by_file, _serving)
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Adds a file for every page that staff have not written; leaves out the theme's assets, which no page uses, and
    what editors and systems leave in `content/`.
    """
    ours = (Path(config.theme.custom_dir), Path(config.docs_dir))
    for file in list(files):
        of_theme = file.src_uri.startswith("assets/") and not any(map(Path(file.abs_src_path).is_relative_to, ours))
        if of_theme or strays.is_stray(file.src_uri):
            files.remove(file)
    for source_file in config.extra["gongkai"].pages:
        if files.get_file_from_path(source_file) is None:
            files.append(File.generated(config, source_file, content=""))
    return files


def _data_file(config: MkDocsConfig) -> Path:
    """The data file, named as staff see it: below the folder they stand in, where that is possible."""
    file = Path(config.config_file_path).parent / DATA
    return file.relative_to(Path.cwd()) if file.is_relative_to(Path.cwd()) else file
