"""The command that must be quick: nothing is loaded here that it does not use."""

import argparse

from gongkai import releasing
from gongkai.commands.telling import tell


def rollback(given: argparse.Namespace) -> int:
    """gongkai rollback FOLDER: serves the release before."""
    replaced = releasing.current(given.folder)
    release = releasing.rollback(given.folder)
    same = replaced is not None and releasing.sum_of(replaced) == releasing.sum_of(release)
    more = "；它的内容和退回之前的一样，要再往前退，再运行一次" if same else ""
    tell(f"{given.folder / releasing.CURRENT} 退回到 {release.name}{more}")
    return 0
