"""Files that editors, systems and tools leave beside others, those of keys, and those that a server runs or obeys:
nobody means to publish them.
"""

import re
from fnmatch import translate

_COPIES = ("backup*", "备份*", "site", "www", "wwwroot", "网站")  # of a whole site
_ARCHIVES = ("zip", "rar", "7z", "tar", "tgz")
# In lower case, as names are compared.
_LEFT = (
    *("*~", "~$*", "*.bak", "*.old", "*.orig", "*.rej", "*.swp", "*.swo", "*.tmp", "*.temp", "*.part", "*.crdownload"),
    *("thumbs.db", "ehthumbs.db", "desktop.ini", "__macosx", "__pycache__", "node_modules", "*.lnk", "*.log"),
    *("*.map", "*.py", "*.pyc", "*.sh", "*.bat", "*.env", "*.sql", "*.sqlite", "*.sqlite3", "*.wbk", "*.xlk"),
    *("*.php", "*.phtml", "*.asp", "*.aspx", "*.ashx", "*.jsp", "*.jspx", "*.cgi", "*.pl", "web.config", "_worker.js"),
    *("*.db", "*.mdb", "*.accdb", "*.dump", *(f"{name}.{kind}" for name in _COPIES for kind in _ARCHIVES)),
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
