"""What must never be published: keys and passwords, and paths of the machine that built the site."""

import re
from collections.abc import Iterator
from pathlib import Path

from gongkai.faults import Fault
from gongkai.verifying.built import Site

# The forms are those that the services document for scanners. Each begins with letters to look for, which is quick.
_SECRETS = [
    re.compile(form)
    for form in (
        r"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----",
        r"A(?:KIA|SIA)[A-Z0-9]{16}\b",  # Amazon
        r"LTAI[A-Za-z0-9]{16,20}\b",  # Aliyun
        r"AKID[A-Za-z0-9]{32}\b",  # Tencent Cloud
        r"gh[pousr]_[A-Za-z0-9]{36}\b|github_pat_\w{40,}",
        r"glpat-[\w-]{20,}",
        r"xox[abprs]-[\w-]{10,}",
        r"eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}",  # JSON Web Token
        r"://[^\s/:@\"'<>]+:[^\s/:@\"'<>]+@",
    )
]
_PASSWORD = re.compile(r"(?:password|passwd|pwd|secret|api_?key|access_?key)\s*[=:]\s*[\"']?[^\s\"'<>{}()\[\],;]{6,}")
_PATHS = (
    r"/(?<![\w.:/-]/)(?:(?:home|Users)/[A-Za-z_][\w.-]*/|root/)[\w.]",
    r"[A-Z]:\\+(?:Users|Documents)\b",
    r"file:///",
)


def check(site: Site) -> Iterator[Fault]:
    """Faults `secret` and `machine-path`, one a file and form."""
    paths = [re.compile(path) for path in (*_PATHS, *_own())]
    for name, text in site.texts.items():
        for found in filter(None, [*(form.search(text) for form in _SECRETS), _PASSWORD.search(text.lower())]):
            message = f"像是密钥或密码：{found[0][:12]}…"
            advice = "马上删去，并换掉这个密钥：发布过的要当作已经泄露"
            yield site.fault(name, site.place(name, found.start()), "secret", message, advice)
        for found in filter(None, (path.search(text) for path in paths)):
            yield site.fault(
                name, site.place(name, found.start()), "machine-path", f"有本机的路径 {found[0]}", "删去路径"
            )


def _own() -> list[str]:
    """Where this machine builds and whose it is. A path of one step could be a page's."""
    return [rf"{re.escape(str(path))}(?![\w.-])" for path in (Path.cwd(), Path.home()) if len(path.parts) > 2]
