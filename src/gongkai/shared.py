"""What all sites share, hooks, looks and the versions of other packages: where it is; and where a site has its data.

Imports nothing that is not there before these are installed.
"""

from pathlib import Path

LOCK = "requirements-site.lock"  # of all that a site is built and checked with, to the byte
DATA = Path("data/issues.yaml")


def folder() -> Path:
    """In the installed package, or at the root of a checkout."""
    installed = Path(__file__).parent / "shared"
    return installed if installed.is_dir() else Path(__file__).parents[2]
