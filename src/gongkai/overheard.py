"""What MkDocs says while it serves -> the same faults that a build names. A program of its own, beside MkDocs.

It reads what MkDocs writes to its standard error, and tells what is wrong when a build has ended. It ends with MkDocs.
"""

import io
import re
import sys
from collections.abc import Iterable
from pathlib import Path

from gongkai import complaints
from gongkai.faults import as_text

_BUILT = re.compile(r"INFO *-  Documentation built in ")
# Its web server: requests for what is not there, edits that were seen, a build that it broke off.
_OF_THE_SERVER = re.compile(r"[A-Z]+ *-  \[\d\d:\d\d:\d\d\] |Aborted")
_BROKEN_OFF = "An error happened during the rebuild."
_STUCK = "网页没有更新，浏览器里仍是原来的；改好以后会自动更新\n"


def told(lines: Iterable[str], folder: Path) -> Iterable[str]:
    """What staff are to read of each build, as it ends; nothing of one that went well."""
    heard: list[str] = []
    for line in lines:
        if _OF_THE_SERVER.match(line):
            if _BROKEN_OFF in line:
                yield _in_chinese(heard, folder) + _STUCK
                heard = []
            continue
        heard.append(line)
        if _BUILT.match(line):
            yield _in_chinese(heard, folder)
            heard = []
    yield _in_chinese(heard, folder)


def _in_chinese(heard: list[str], folder: Path) -> str:
    said = complaints.taken_apart("".join(heard))
    return "".join(f"{line}\n" for line in said.others) + as_text(complaints.faults(said, folder))


if __name__ == "__main__":
    heard_from = io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8", errors="replace")
    for one in told(heard_from, Path()):
        sys.stderr.write(one)
        sys.stderr.flush()
