"""How a published file is to be served: its type, how long it may be kept, the headers that protect the reader.

The one source of the policy in the pages, of `_headers` for static hosts and of what is uploaded to an object store;
deploy/nginx.conf says the same, and a test holds it to this module.
"""

import hashlib
import posixpath
import re
from pathlib import PurePosixPath

# Below this folder a file's name carries the digest of its bytes, so that it never changes.
ASSETS = "assets/"
# Written by gongkai.search.index, whose encoding it is.
SEARCH_INDEX = f"{ASSETS}search/"
HEADERS_FILE = "_headers"

FOREVER = "public, max-age=31536000, immutable"
REVALIDATED = "no-cache"

# In the pages themselves. `frame-ancestors` counts in a header only (CSP Level 3, 3.3).
PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'"
)
PROTECTING = {
    "Content-Security-Policy": f"{PAGE_POLICY}; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
# Only where the site is reached by TLS: a browser ignores it elsewhere (RFC 6797, 8.1).
STRICT_TRANSPORT = "max-age=63072000; includeSubDomains"

# A table of its own: what a machine knows of types differs from one to the next.
TYPES = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".txt": "text/plain",
    ".sha256": "text/plain",
    ".csv": "text/csv",
    ".json": "application/json",
    ".webmanifest": "application/manifest+json",
    ".xml": "application/xml",
    ".atom": "application/atom+xml",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".ico": "image/x-icon",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".pdf": "application/pdf",
    ".zip": "application/zip",
    ".gz": "application/gzip",
    ".doc": "application/msword",
    ".xls": "application/vnd.ms-excel",
    ".ppt": "application/vnd.ms-powerpoint",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
# Also of .wps, .et, .dps and .ofd, which have no type that is registered: a browser saves them under their names.
OTHER = "application/octet-stream"
# Of these, browsers and spreadsheets want to be told the encoding.
TEXTUAL = frozenset(
    {
        "text/html",
        "text/css",
        "text/javascript",
        "text/plain",
        "text/csv",
        "application/json",
        "application/manifest+json",
        "application/xml",
        "application/atom+xml",
        "image/svg+xml",
    }
)
_NAMED = {HEADERS_FILE: "text/plain", "SHA256SUMS": "text/plain"}


_DIGITS = 8
_DIGEST = re.compile(rf"\.([0-9a-f]{{{_DIGITS}}})(?:\.[^./]*)?$")


def digest(*contents: bytes) -> str:
    """What names of assets carry of the bytes: of one file, or of files that belong together, in the order of names."""
    sums = (hashlib.sha256(content).digest() for content in contents)
    return hashlib.sha256(b"".join(sums)).hexdigest()[:_DIGITS]


def asset_name(path: str, digest: str) -> str:
    """Under which name an asset is published whose bytes have a digest."""
    stem, ending = posixpath.splitext(path)
    return f"{stem}.{digest}{ending}"


def stated_digest(name: str) -> str:
    """The digest in the published name of an asset; empty where it has none."""
    found = _DIGEST.search(name)
    return found[1] if found else ""


def content_type(path: str) -> str:
    """The Content-Type of a file of the site, by its path."""
    name = PurePosixPath(path)
    kind = _NAMED.get(name.name) or TYPES.get(name.suffix.lower(), OTHER)
    if kind not in TEXTUAL:
        return kind
    return f"{kind}; charset={'gb18030' if path.startswith(SEARCH_INDEX) else 'utf-8'}"


def cache_control(path: str) -> str:
    """How long a file of the site may be kept without asking for it again."""
    return FOREVER if path.startswith(ASSETS) else REVALIDATED


def headers_file() -> str:
    """`_headers` in the form of Netlify and Cloudflare Pages, which join the values of all rules that match a path; so
    what is said of assets alone is not said of all.
    """
    blocks = {"/*": PROTECTING | {"Strict-Transport-Security": STRICT_TRANSPORT}}
    blocks[f"/{ASSETS}*"] = {"Cache-Control": FOREVER}
    blocks[f"/{SEARCH_INDEX}*"] = {"Content-Type": content_type(f"{SEARCH_INDEX}index.txt")}
    return "\n".join(
        f"{pattern}\n" + "".join(f"  {name}: {value}\n" for name, value in headers.items())
        for pattern, headers in blocks.items()
    )
