"""What all sites share, hooks and looks: where it is."""

from pathlib import Path


def folder() -> Path:
    """In the installed package, or at the root of a checkout."""
    installed = Path(__file__).parent / "shared"
    return installed if installed.is_dir() else Path(__file__).parents[2]
