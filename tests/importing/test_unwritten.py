"""A ledger of any words makes an announcement that says what the ledger says, and that its own text mirrors."""

import datetime
from pathlib import Path

from conftest import SHIPPED
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai import checks, ledger, printing, source, writing
from gongkai.exporting import ledger as exporting
from gongkai.faults import errors
from gongkai.importing import counting, unwritten
from gongkai.importing.cells import Line
from gongkai.importing.ledger import Table
from gongkai.wording import punctuate

FRAGMENTS = [
    "一是",
    "二是",
    "1.",
    "2.",
    "（1）",
    "①",
    "整改状态：已完成",
    "整改措施：",
    "已完成",
    "。",
    "，",
    "公开账目",
    "\n",
    " ",
]
FRAGMENTS += ["（已完成）", "关于党建方面", "（一）", "“", "”", "问题1：", "首先", "a.b,c", "：", "针对", "=1"]
words = st.lists(st.sampled_from(FRAGMENTS), max_size=4).map("".join)
some = words.map(lambda one: one + "账目")
days = st.sampled_from(["2024-03-01", 45352, "昨天", datetime.datetime(2024, 3, 1)])
numbers = st.integers(0, 12) | st.sampled_from(["1-1", "1-2", "2-1", "3", "x", "9999-1", "（一）关于财务方面"])
rows = st.fixed_dictionaries(
    {"problem": some, "text": some | words.filter(str.strip)},
    optional={
        "number": numbers,
        "status": st.sampled_from(["已完成", "推进中", "乱写"]),
        "date": days,
        "evidence": words | st.just("公开账目"),
        **dict.fromkeys(("category", "leader", "unit", "deadline", "progress", "source", "note"), words),
    },
)


@settings(max_examples=60)
@given(st.lists(rows, min_size=1, max_size=6), words)
def test_what_it_says_is_kept_and_passes_the_check(folder, monkeypatch, lines, title):
    columns = {name: column for column, name in enumerate(ledger.TITLES, start=1)}
    held = [
        {name: value for name, value in line.items() if not isinstance(value, str) or value.strip()} for line in lines
    ]
    table = Table(
        "a.xlsx", ledger.SHEET, columns, [Line(row, one) for row, one in enumerate(held, 3)], title.strip(), {}, {}
    )
    monkeypatch.setattr(unwritten.ledger, "read", lambda path: table)
    read = unwritten.read_new(Path("a.xlsx"))
    data = Path("data/issues.yaml")
    data.write_text(writing.as_yaml(read.announcement), encoding="utf-8")
    Path("data/announcement.txt").write_text(printing.text(read.announcement), encoding="utf-8")
    loaded, faults = checks.run(data)
    assert errors(faults) == []
    assert loaded.announcement == read.announcement
    said = "".join(str(one) for one in read.announcement.model_dump().values()) + "".join(
        note.text for note in read.notes
    )
    printed = "".join(read.text.split())
    for line in held:
        words = "\n".join(punctuate(one.strip()) for one in line["text"].split("\n") if one.strip())
        assert all("".join(item.text.split()) in printed for item in counting.items(words))
        for name in ("leader", "unit", "deadline", "source"):
            assert repr(line.get(name, "").strip())[1:-1] in said


def test_the_shipped_ledger_gives_the_shipped_problems_measures_and_states(tmp_path):
    announcement = source.load(SHIPPED).announcement
    (tmp_path / "a.xlsx").write_bytes(exporting.as_xlsx(announcement))
    made = unwritten.read_new(tmp_path / "a.xlsx").announcement
    assert made.missing == announcement.missing
    for one, other in zip(made.issues, announcement.issues, strict=True):
        assert (one.number, one.problem) == (other.number, other.problem)
        for measure, before in zip(one.measures, other.measures, strict=True):
            assert measure.text == "\n".join(before.passages)
            assert (measure.status, measure.evidence) == (before.status, before.evidence)
