"""Compressed copies beside the text files of a site, which web servers and GitLab Pages hand out as they are. The same
file gives the same copy: no time and no name is in it.
"""

import gzip
import io
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

SUFFIXES = frozenset({".html", ".css", ".js", ".mjs", ".json", ".webmanifest", ".xml", ".atom", ".svg", ".txt", ".csv"})
SMALLEST = 1024  # below it a copy saves no packet


def compress(site: Path) -> None:
    """Writes `.gz` and `.br` beside every text file of some size, where they are smaller. Raises OSError."""
    files = [file for file in sorted(site.rglob("*")) if file.suffix in SUFFIXES and file.stat().st_size >= SMALLEST]
    with ThreadPoolExecutor() as threads:
        list(threads.map(_compress, files))


def _compress(file: Path) -> None:
    content = file.read_bytes()
    for suffix, copy in ((".gz", _gzip(content)), (".br", _brotli(content))):
        if len(copy) < len(content):
            file.with_name(file.name + suffix).write_bytes(copy)


def _gzip(content: bytes) -> bytes:
    # gzip.compress leaves a byte of the header to the Python version.
    written = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", compresslevel=9, fileobj=written, mtime=0) as file:
        file.write(content)
    return written.getvalue()


def _brotli(content: bytes) -> bytes:
    import brotli  # only builds need it

    return brotli.compress(content, mode=brotli.MODE_TEXT)
