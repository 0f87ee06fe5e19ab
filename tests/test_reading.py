"""Files as people hand them in: what cannot be data gets a clear line, what can is simply read."""

import os
from pathlib import Path

import pytest
from conftest import SMALL
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai import checks, reading
from gongkai.checks import privacy
from gongkai.faults import REPORTS, Fault, Faulty
from gongkai.reading import LARGEST

DATA = Path("data/issues.yaml")

ALIAS_BOMB = "a: &a [x, x]\n" + "".join(
    f"{new}: &{new} [*{old}, *{old}]\n" for old, new in zip("abcdefghi", "bcdefghij", strict=True)
)


def checked(content: bytes) -> list[Fault]:
    DATA.write_bytes(content)
    return checks.run(DATA)[1]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (ALIAS_BOMB.encode(), "anchor-or-tag"),
        (b"#" * (LARGEST + 1), "too-large"),
        (b"[" * 1000, "too-deep"),
        (b"[" * LARGEST, "too-deep"),
        (b"{a: " * 1000, "too-deep"),
        (b"- " * 1000, "too-deep"),
        ("".join(" " * depth + "a:\n" for depth in range(1000)).encode(), "too-deep"),
        (SMALL.replace("停车难", "停\0车难").encode(), "control-character"),
        (SMALL.encode("gbk"), "encoding"),
        (SMALL.encode("utf-16"), "encoding"),
        (b"\xff\xfe\xfd\xfc" + SMALL.encode(), "encoding"),
        (b"a: \xe5\x81", "encoding"),
        (b"", "empty-file"),
        (SMALL.replace("parts:", "<<<<<<< HEAD\nparts:").encode(), "merge-conflict"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_data_gets_a_clear_line(folder, content, code):
    faults = checked(content)
    assert code in {fault.code for fault in faults}


def test_a_file_of_50_megabytes_is_refused_without_being_read(folder):
    with DATA.open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    assert [fault.code for fault in checks.run(DATA)[1]] == ["too-large"]


def test_gbk_is_named_as_such_with_its_line(folder):
    (fault,) = checked(SMALL.encode("gbk"))
    assert fault.line == 2
    assert "GBK" in fault.message


def test_a_control_character_is_named_with_its_place(folder):
    (fault,) = checked(SMALL.replace("停车难", "停\0车难").encode())
    assert (fault.line, fault.column) == (24, 23)
    assert "U+0000" in fault.message


@pytest.mark.parametrize(
    "content",
    [SMALL.encode("utf-8-sig"), SMALL.replace("\n", "\r\n").encode(), SMALL.replace("\n", "\r").encode()],
    ids=["byte order mark", "CRLF", "CR"],
)
def test_what_is_only_stored_otherwise_is_read(folder, content):
    assert checked(content) == []


def test_a_file_that_is_not_there_or_no_file_gets_a_line(folder):
    assert [fault.code for fault in checks.run(Path("nothing.yaml"))[1]] == ["no-file"]
    assert [fault.code for fault in checks.run(Path("data"))[1]] == ["unreadable"]
    assert [fault.code for fault in checks.run(Path("a\0b"))[1]] == ["unreadable"]


def test_an_announcement_that_cannot_be_read_is_a_fault_and_not_a_skipped_check(folder):
    DATA.write_text(SMALL, encoding="utf-8")
    Path("data/announcement.txt").unlink()
    assert [fault.code for fault in checks.run(DATA)[1]] == ["mirror-source"]
    Path("data/announcement.txt").write_bytes("原文".encode("gbk"))
    assert [fault.code for fault in checks.run(DATA)[1]] == ["mirror-source"]


PIECES = st.sampled_from(
    [
        *"\n\t:-#'\"[]{}&*!|>%@`,?= 。：“”停0",
        "  ",
        ": ",
        "- ",
        "\n  ",
        "&a ",
        "*a",
        "!!str ",
        "? ",
        "---\n",
        "no",
        "1.10",
    ]
)


def assert_reports(faults: list[Fault]) -> None:
    for report in REPORTS.values():
        assert isinstance(report(faults), str)
    for fault in faults:
        assert fault.line >= 1
        assert fault.column >= 1
        assert fault.advice


@given(st.binary(max_size=300))
def test_no_bytes_whatever_give_a_traceback(folder, content):
    assert_reports(checked(content))


@given(st.lists(PIECES, max_size=40).map("".join))
def test_no_text_of_yaml_signs_gives_a_traceback(folder, text):
    faults = checked(text.encode())
    assert faults
    assert_reports(faults)


@settings(max_examples=300)
@given(st.integers(0, len(SMALL) - 1), st.integers(0, 12), PIECES | st.text(max_size=5))
def test_no_edit_of_good_data_gives_a_traceback(folder, start, length, inserted):
    edited = SMALL[:start] + inserted + SMALL[start + length :]
    assert_reports(checked(edited.encode(errors="surrogatepass")))


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
PLACES = [
    "issuer: 某镇党委",
    "[2]",
    "slug: traffic",
    "number: 3",
    "status: ongoing",
    "text: 召开会议。",
    "counted: false",
]


@given(st.sampled_from(PLACES), values)
def test_no_value_of_another_type_gives_a_traceback(folder, place, value):
    import yaml

    written = (
        yaml.safe_dump(value, default_flow_style=True, allow_unicode=True, width=10**6).removesuffix("...\n").strip()
    )
    key = place.partition(": ")[0] + ": " if ": " in place else ""
    assert_reports(checked(SMALL.replace(place, key + written).encode()))


def test_what_is_no_file_is_refused_at_once(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path("/dev/zero"), tmp_path):
        with pytest.raises(Faulty) as refused:
            reading.read(path)
        assert [fault.code for fault in refused.value.faults] == ["unreadable"]


@pytest.mark.parametrize("words", ["1" * 500_000, "a." * 250_000, "13800138000，" * 40_000, "a@" * 250_000])
def test_long_runs_of_digits_and_letters_are_looked_through_in_one_pass(words):
    assert len(list(privacy.findings(words))) <= Faulty.MOST
