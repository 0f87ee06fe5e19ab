"""Where the running gongkai was installed from, in the words by which pip installs the same elsewhere."""

import json
import subprocess
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from urllib.parse import unquote, urlsplit

NAME = "gongkai"


def requirement(extra: str) -> str | None:
    """A line of a requirements file (PEP 508) for this version with an extra; None where it lies on this machine alone.

    A name alone is given only where pip had it from an index: elsewhere anyone might offer something under that name.
    """
    try:
        installed = distribution(NAME)
    except PackageNotFoundError:
        return None
    named = f"{NAME}[{extra}]"
    written = installed.read_text("direct_url.json")  # PEP 610: by pip, but for what comes from an index
    if not written:
        return f"{named}=={installed.version}" if installed.read_text("INSTALLER") else None
    address = _address(json.loads(written))
    return f"{named} @ {address}" if address else None


def _address(origin: dict) -> str | None:
    url, commit = origin["url"], origin.get("vcs_info", {}).get("commit_id")
    if "dir_info" in origin:
        checkout = Path(unquote(urlsplit(url).path))
        if not _git(checkout, "branch", "--remotes", "--contains", "HEAD"):
            return None  # no other machine has this version
        url, commit = _git(checkout, "remote", "get-url", "origin"), _git(checkout, "rev-parse", "HEAD")
    parts = urlsplit(url)
    if parts.scheme != "https":
        return None
    public = parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()  # without a name or a password
    return f"git+{public}@{commit}" if commit else public


def _git(checkout: Path, *arguments: str) -> str:
    command = ["git", "--git-dir", checkout / ".git", *arguments]
    try:
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
    except OSError:
        return ""
