"""The list of a finished site's files with their sums: it is there, and every file is as listed."""

from collections.abc import Iterator

from gongkai import manifest
from gongkai.faults import Fault, Faulty
from gongkai.verifying.built import Site


def check(site: Site) -> Iterator[Fault]:
    """The faults of `gongkai verify --manifest`."""
    folder = str(site.folder)
    try:
        yield from manifest.differences(folder, manifest.read(folder))
    except Faulty as faulty:
        yield from faulty.faults
