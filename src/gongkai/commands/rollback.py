"""The command that must be quick: nothing is loaded here that it does not use."""

import argparse

from gongkai import releasing
from gongkai.telling import tell


def rollback(given: argparse.Namespace) -> int:
    """gongkai rollback FOLDER: serves the release before."""
    tell(f"{given.folder / releasing.CURRENT} 退回到 {releasing.rollback(given.folder).name}")
    return 0
