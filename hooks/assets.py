"""Under which names are assets published? Each name carries a hash of the bytes, so that browsers may keep the file
for good and a page always gets the files of its own release.
"""

import base64
import hashlib
import posixpath
import re

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files

from gongkai import serving

_LOADED_LATER = re.compile(r'(?<=import\(")\./([^"]+)(?="\))')


@event_priority(-100)
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Gives every asset its name for publishing; templates ask `site.assets` for it by the name it has here."""
    site = config.extra["gongkai"]
    assets = [file for file in files if file.src_uri.startswith(serving.ASSETS)]
    index = [file for file in assets if file.src_uri.startswith(serving.SEARCH_INDEX)]
    # Scripts in folders first: the one that loads them later names them by their bytes.
    for file in sorted(assets, key=lambda file: -file.src_uri.count("/")):
        if file not in index:
            _name_loaded(file, site.assets)
            site.assets[file.src_uri] = _publish(
                file, serving.asset_name(file.src_uri, serving.digest(file.content_bytes))
            )
            site.integrity[file.src_uri] = _integrity(file)
    # The files of the index belong together, so that they move together.
    contents = (file.content_bytes for file in sorted(index, key=lambda file: file.src_uri))
    site.assets[serving.SEARCH_INDEX] = f"{serving.SEARCH_INDEX}{serving.digest(*contents)}/"
    for file in index:
        _publish(file, site.assets[serving.SEARCH_INDEX] + file.src_uri.removeprefix(serving.SEARCH_INDEX))
    return files


def _publish(file: File, path: str) -> str:
    file.dest_uri = file.url = path
    return path


def _name_loaded(file: File, names: dict[str, str]) -> None:
    """Writes the published names of other scripts into a script made here that loads them later."""
    if file.generated_by and file.src_uri.endswith(".js"):
        folder = posixpath.dirname(file.src_uri)
        file.content_string = _LOADED_LATER.sub(
            lambda found: "./" + posixpath.relpath(names[f"{folder}/{found[1]}"], folder), file.content_string
        )


def _integrity(file: File) -> str:
    """What a page says of a script that it loads (W3C, Subresource Integrity)."""
    return "sha256-" + base64.b64encode(hashlib.sha256(file.content_bytes).digest()).decode()
