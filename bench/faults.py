"""Runs `gongkai publish` on the shipped site and kills it at random moments of its whole run, 300 times, while readers
fetch through nginx.

Prints what happened; returns 1 when a reader was given anything but whole pages of one release.
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from conftest import copy_project  # noqa: E402
from faulting import inject  # noqa: E402


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="gongkai-bench-") as folder:
        project, releases, state = (Path(folder) / name for name in ("project", "www", "nginx"))
        for one in (project, releases, state):
            one.mkdir()
        copy_project(project)
        begun = time.monotonic()
        outcome = inject(project, releases, state, kills=given.kills, seed=given.seed)
        took = time.monotonic() - begun
    signals = ", ".join(f"{count} {name}" for name, count in sorted(outcome.kills.items()))
    print(
        f"kills      {outcome.kills.total()} ({signals}; {outcome.unfinished} in the middle of a release), {took:.0f} s"
    )
    print(f"not killed {outcome.ended} runs that ended before their moment came")
    print(f"releases   {outcome.releases} published, {outcome.seen} of them met by a reader")
    print(f"readings   {outcome.pages} pages, {outcome.assets} assets of theirs")
    print(f"wrong      {len(outcome.wrong)}")
    print("".join(f"  {line}\n" for line in outcome.wrong[:20]), end="")
    return 1 if outcome.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
