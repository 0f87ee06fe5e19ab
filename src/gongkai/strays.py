"""Files that nobody means to publish: those that editors, systems and tools leave beside others, those of keys, those
that a server runs or obeys, those that the site is made from, the office's own ledger.
"""

import re
import zipfile
import zlib
from fnmatch import translate
from pathlib import Path, PurePosixPath

from gongkai import ledger

_COPIES = ("backup*", "备份*", "site", "www", "wwwroot", "网站")  # of a whole site
_ARCHIVES = ("zip", "rar", "7z", "tar", "tgz")
# What a site hands out: pages and what they show, documents, archives, data, what browsers and hosts ask for.
_OF_WEB = ("md", "html", "htm", "xhtml", "css", "js", "mjs", "webmanifest", "woff", "woff2", "ttf", "otf", "gz", "br")
_PICTURES = ("png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "ico", "bmp", "tif", "tiff")
_FILMS_AND_SOUND = ("mp3", "mp4", "webm", "vtt")
_DOCUMENTS = ("pdf", "ofd", "doc", "docx", "wps", "xls", "xlsx", "et", "ppt", "pptx", "dps", "odt", "ods", "odp", "rtf")
_DATA = ("txt", "csv", "tsv", "json", "geojson", "xml", "xsd", "atom", "rss", "ics", "vcf", "kml", "sha256", "asc")
_KINDS = frozenset(f".{kind}" for kind in (*_OF_WEB, *_PICTURES, *_FILMS_AND_SOUND, *_DOCUMENTS, *_DATA, *_ARCHIVES))
_NAMES = frozenset({"CNAME", "SHA256SUMS", "_headers", "_redirects"})
# In lower case, as names are compared.
_LEFT = (
    *("*~", "~$*", "*.bak", "*.old", "*.orig", "*.rej", "*.swp", "*.swo", "*.tmp", "*.temp", "*.part", "*.crdownload"),
    *("thumbs.db", "ehthumbs.db", "desktop.ini", "__macosx", "__pycache__", "node_modules", "*.lnk", "*.log"),
    *("*.map", "*.py", "*.pyc", "*.sh", "*.bat", "*.env", "*.sql", "*.sqlite", "*.sqlite3", "*.wbk", "*.xlk"),
    *("*.php", "*.phtml", "*.asp", "*.aspx", "*.ashx", "*.jsp", "*.jspx", "*.cgi", "*.pl", "web.config", "_worker.js"),
    *("*.db", "*.mdb", "*.accdb", "*.dump", *(f"{name}.{kind}" for name in _COPIES for kind in _ARCHIVES)),
    *("* - 副本*", "* - copy*", "复件*", "副本*", "requirements*.txt", "package.json", "package-lock.json"),
    *("*.pem", "*.key", "*.p12", "*.pfx", "*.jks", "*.kdbx", "id_rsa", "id_ed25519"),
)
_STRAY = re.compile("|".join(map(translate, _LEFT)))
# What hosts ask for by these names: RFC 8615; GitHub Pages.
_ASKED_FOR = frozenset({".well-known", ".nojekyll"})


def is_stray(path: str) -> bool:
    """Whether a file, or a folder that it is in, is of this kind. `path` has `/` between its steps."""
    return any(
        (step.startswith(".") and step not in _ASKED_FOR) or _STRAY.match(step) is not None
        for step in path.lower().split("/")
    )


def is_of_no_kind(path: str) -> bool:
    """Whether a file is none that a site hands out, by its name."""
    name = PurePosixPath(path)
    return (
        name.suffix.lower() not in _KINDS
        and name.name not in _NAMES | _ASKED_FOR
        and not _ASKED_FOR.intersection(name.parts)
    )


def is_ledger(file: Path) -> bool:
    """Whether a file is a workbook with the hidden sheet of the office's ledger, which has what is not published."""
    try:
        with zipfile.ZipFile(file) as it:
            return f'"{ledger.BEFORE}"'.encode() in it.read("xl/workbook.xml")
    except (OSError, KeyError, ValueError, RuntimeError, NotImplementedError, zipfile.BadZipFile, zlib.error):
        return False  # no workbook, or none that can be read
