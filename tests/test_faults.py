"""Every row of the table of faults: a file that staff might save, and the lines that they then read.

A golden file holds the data file, a line of `=`, and what `gongkai check` prints. `GOLDEN=write` writes the second
half anew, to be read over before it is committed.
"""

import os
from pathlib import Path

import pytest
from conftest import RECEIVED, SHIPPED

from gongkai import checks
from gongkai.faults import as_text

GOLDEN = sorted((Path(__file__).parent / "golden" / "faults").glob("*.txt"))
DIVIDER = "=" * 20 + "\n"


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda golden: golden.stem)
def test_a_faulty_file_gets_the_lines_that_say_what_to_do(golden: Path, folder: Path):
    written, _, expected = golden.read_text(encoding="utf-8").partition(DIVIDER)
    Path("data/issues.yaml").write_text(written, encoding="utf-8")
    printed = as_text(checks.run(Path("data/issues.yaml"))[1])
    if os.environ.get("GOLDEN") == "write":
        golden.write_text(written + DIVIDER + printed, encoding="utf-8")
    assert printed == expected
    assert printed


def test_many_faults_of_syntax_come_at_once(folder: Path):
    lines = SHIPPED.read_text(encoding="utf-8").replace("problem: ", "problem：").split("\n")
    wrong = [number for number, line in enumerate(lines, start=1) if "problem：" in line]
    Path("data/issues.yaml").write_text("\n".join(lines), encoding="utf-8")
    Path("data/announcement.txt").write_bytes(RECEIVED.read_bytes())
    _, faults = checks.run(Path("data/issues.yaml"))
    assert [(fault.line, fault.code) for fault in faults] == [(number, "full-width-colon") for number in wrong]
