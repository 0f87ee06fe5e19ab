"""Every row of the table of faults: a file that staff might save, and the lines that they then read.

A golden file holds the data file, a line of `=`, and what `gongkai check` prints. `GOLDEN=write` writes the second
half anew, to be read over before it is committed.
"""

import os
from pathlib import Path

import pytest

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
