"""Commands on the ledger: write it, and follow what people have changed in it."""

import argparse
import difflib
import sys
from pathlib import Path
from textwrap import indent

from gongkai import merging, progress, reconciling, rereading, source, writing
from gongkai.exporting import ledger as exporting
from gongkai.faults import Faulty
from gongkai.importing import ledger as importing
from gongkai.importing.ledger import Table
from gongkai.importing.notes import Note
from gongkai.reconciling import Differences
from gongkai.source import Source
from gongkai.waiting import waiting


def export(given: argparse.Namespace) -> int:
    """gongkai export --xlsx LEDGER [FILE]: the ledger of an announcement, to fill in, print and sign."""
    if given.xlsx.exists() and not given.force:
        print(f"{given.xlsx}：已经存在，没有改动。要覆盖，加 --force", file=sys.stderr)
        return 1
    with waiting("正在写台账"):
        announcement = source.load(given.file).announcement
        made = exporting.as_xlsx(announcement)
    writing.replace(given.xlsx, made)
    print(f"{given.xlsx}：{progress.summary(announcement).tally.total} 条措施。含内部内容，不要直接公开")
    return 0


def follow(given: argparse.Namespace) -> int:
    """gongkai import LEDGER -o YAML: changes in the data what the ledger says otherwise, once a person agrees."""
    with waiting("正在读台账"):
        loaded, table = source.load(given.output), importing.read(given.text)
        if table.is_of_the_office:
            found, notes = rereading.differences(loaded, table)
        else:
            found, notes = reconciling.differences(loaded, table), None
    if notes is None:
        _say_what_was_not_read(table)
    else:
        _say_how_it_was_read(given.text, notes)
    _say_what_stays(found)
    if not found.changes:
        print(f"{given.text}：与 {given.output} 相同，没有要改的")
        return 0
    with waiting("正在写入台账里的改动并核对"):
        made = reconciling.reconciled(loaded, table, found)
    if given.yes and found.overtaken:
        raise Faulty(list(found.overtaken.values()))
    _show(loaded, made, found)
    if not given.yes and not agreed():
        return 1
    merging.write(loaded, made)
    print(f"{given.output}：改了 {len(found.changes)} 处")
    return 0


def _say_how_it_was_read(ledger: Path, notes: list[Note]) -> None:
    print("这份台账不是 gongkai export 写出的，照新的台账读；空着的、下面说“没有”或“先记为”的，数据里已经填了的不动")
    for note in notes:
        print(f"{ledger}:{note.line}: {note.message}\n{indent(note.text, '    ')}")


def _say_what_was_not_read(table: Table) -> None:
    if table.sheets:
        print(f"没有读的工作表：{'、'.join(table.sheets)}")
    if table.others:
        print(f"没有读的列：{'、'.join(table.others.values())}")
    if table.stray:
        rows = (f"{row}（{reconciling.short(words)}）" for row, words in table.stray.items())
        print(f"不是措施、没有读的行：{'、'.join(rows)}")
    if table.formulas:
        print(f"是公式、按文件里存下的结果读的格，请核对：{table.counted}")


def _say_what_stays(found: Differences) -> None:
    if found.absent:
        print(f"台账里没有、数据里保持不变的措施：{'、'.join(found.absent)}")
    if found.losing:
        print(
            f"这份台账没有记下写出时的内容，分不清是台账改了，还是数据后来改了；"
            f"会去掉或退回数据里已有的，请逐条看：{'、'.join(found.losing)}"
        )
    if found.behind:
        print(f"台账里不是最新进展、数据里保持不变的措施：{'、'.join(found.behind)}")


def _show(loaded: Source, made: Source, found: Differences) -> None:
    """The difference as lines of the file, then in words."""
    before, after = loaded.text.split("\n"), made.text.split("\n")
    names = (f"{loaded.file}（现在）", f"{loaded.file}（改动后）")
    for line in difflib.unified_diff(before, after, *names, lineterm=""):
        print(line)
    for words in reconciling.described(loaded, found):
        print(words)


def agreed() -> bool:
    """Whether a person says that it may be written; without anybody to ask, they must have said so before."""
    if not sys.stdin.isatty():
        print("没有写入：确认无误后，加 --yes 再运行一次", file=sys.stderr)
        return False
    try:
        said_so = input("写入吗？[y/N] ").strip().lower() in ("y", "yes", "是")
    except EOFError:
        said_so = False
    if not said_so:
        print("没有写入")
    return said_so
