"""Commands on the data: check it, read an announcement into it, add to it, print it, search it."""

import argparse
import difflib
import os
import sys
from dataclasses import replace
from pathlib import Path
from textwrap import indent

from gongkai import (
    checks,
    internal,
    merging,
    printing,
    progress,
    reading,
    schema,
    shapes,
    source,
    starting,
    unfinished,
    updating,
    writing,
)
from gongkai.commands import ledger
from gongkai.faults import REPORTS, Faulty, as_text, errors
from gongkai.importing import files, front
from gongkai.importing.announcement import Reading
from gongkai.model import STATUS_LABELS, Update
from gongkai.origins import PAGES
from gongkai.search import matching
from gongkai.search.corpus import Corpus
from gongkai.search.documents import Document, documents, written_pages
from gongkai.search.passages import best_sentence
from gongkai.waiting import waiting


def check(given: argparse.Namespace) -> int:
    """gongkai check [FILE]: prints every fault; 1 when one of them stops a build."""
    with waiting("正在检查"):
        loaded, faults = checks.run(given.file)
    sys.stdout.write(REPORTS[given.format](faults))
    if errors(faults) or loaded is None:
        return 1
    if given.format == "text":
        figures = progress.summary(loaded.announcement)
        whole = "由台账整理的全文" if loaded.announcement.facts.made_of else "通报原文"
        print(
            f"{given.file}：没有错误，与{whole}一致（{figures.categories} 个类别，{figures.issues} 个问题，"
            f"{figures.tally.total} 条措施，缺 {figures.missing} 个编号）"
        )
    return 0


def import_(given: argparse.Namespace) -> int:
    """gongkai import TEXT -o YAML: reads an announcement, writes its data, says what to look at."""
    if files.is_ledger(given.text) and given.output.exists() and not given.force:
        return ledger.follow(given)
    with waiting("正在读原文"):
        read = files.read(given.text)
    kept = given.output.parent / checks.mirror.RECEIVED
    for target, content in ((given.output, None), (kept, read.text)):
        if target.exists() and not given.force and (content is None or reading.read(target, foreign=True) != content):
            print(f"{target}：已经存在，没有改动。要覆盖，加 --force", file=sys.stderr)
            return 1
    if files.is_open_data(given.text) and given.output.exists():
        read, lost = _with_what_the_office_keeps(given.output, read)
        if lost and not given.yes and not ledger.agreed():
            return 1
    made = {given.output: writing.as_yaml(read.announcement)}
    if not kept.exists() or kept.read_bytes() != read.text.encode():
        made[kept] = read.text
    unfinished.write(given.output.parent, made)
    report(given.text, given.output, read)
    if changed := starting.suit(given.output.absolute().parent.parent, read.announcement):
        print(f"网站自己的话也换成了{read.announcement.facts.called}的：{'、'.join(map(os.path.relpath, changed))}")
    return 0


def _with_what_the_office_keeps(file: Path, read: Reading) -> tuple[Reading, bool]:
    """What was read, with the internal fields of the data that it takes the place of; whether any of those are lost."""
    try:
        before = source.load(file).announcement
    except Faulty:
        print(f"{file}：原来的数据有错，读不出内部内容（{'、'.join(internal.FIELDS.values())}），覆盖以后就没有了")
        return read, True
    announcement, got, lost = internal.brought_over(before, read.announcement)
    if got:
        print(f"{file}：开放数据里没有内部内容，保留了原来的，{got} 条措施")
    if lost:
        print(f"{file}：原来的这些内部内容对不上措施，或与读入的不同，覆盖以后就没有了")
        print("\n".join(f"    {' '.join(one.split())}" for one in lost))
    return replace(read, announcement=announcement), bool(lost)


def report(text: Path, output: Path, read: Reading) -> None:
    for note in read.notes:
        print(f"{text}:{note.line}: {note.message}\n{indent(note.text, '    ')}")
    figures, facts = progress.summary(read.announcement), read.announcement.facts
    print(f"{output}：{figures.categories} 个类别，{figures.issues} 个问题，{figures.tally.total} 条措施")
    if figures.issues:
        print(f"措施的进展：{figures.tally.described}，请核对")
    else:
        print("没有读出一个问题：请核对是否选错了文件，或者它的写法是否认得；全文照原样公开，请看上面列出的各行")
    if facts.made_of:
        print("没有通报，只有台账：网站会写明文字由台账整理而成（made_of: ledger）；收到了通报，用通报导入")
    found = {title: bool(getattr(facts, name)) for name, title in _FACTS.items()}
    found |= front.parts_of_closing(facts.closing)
    if known := [title for title, is_known in found.items() if is_known]:
        print(f"认出了：{'、'.join(known)}，请核对")
    if unknown := [title for title in found if title not in known]:
        print(f"没有认出：{'、'.join(unknown)}；原文里有的，请自己填写")
    if read.announcement.missing:
        print(f"所据文本缺的问题编号：{'、'.join(map(str, read.announcement.missing))}（已写入 missing）")
    print(f"改成中文标点的符号：{read.marks_changed} 个；需要看一看的地方：{len(read.notes)} 处")
    print("接下来：核对巡察情况，填写 slug、status 和 evidence，然后运行 gongkai check")


_FACTS = {
    "title": "标题",
    "issuer": "发布单位",
    "published": "发布日期",
    "inspection": "巡察情况",
    "preamble": "前言",
}


def print_(given: argparse.Namespace) -> int:
    """gongkai print [FILE]: the announcement's text, put together again from the data."""
    with waiting("正在读数据"):
        text = printing.text(source.load(given.file).announcement)
    sys.stdout.write(text)
    return 0


def update(given: argparse.Namespace) -> int:
    """gongkai update ISSUE …: adds what happened after the announcement; the rest of the file stays as it is."""
    with writing.holding(given.file):  # a second update waits, and is added to what the first has written
        with waiting("正在加上这一条并核对"):
            loaded = source.load(given.file)
            after = updating.updated(loaded, given.issue, given.measure, _update(given))
            known = {(fault.code, fault.message) for fault in checks.broken_rules(loaded)}
            faults = [one for one in errors(checks.broken_rules(after)) if (one.code, one.message) not in known]
        if faults:
            sys.stdout.write(as_text(faults))
            print("没有写入", file=sys.stderr)
            return 1
        merging.write(loaded, after)
    added = difflib.ndiff(loaded.text.splitlines(), after.text.splitlines())
    for line in (line[2:] for line in added if line.startswith("+ ")):
        print(f"+ {line}")
    print(f"{given.file}：已加在问题 {given.issue} 的第 {given.measure} 条措施之后")
    return 0


def _update(given: argparse.Namespace) -> Update:
    """What the options say, as the model has it; raises `Faulty` in the words of the data's own faults."""
    fields = {name: getattr(given, name) for name in ("date", "status", "text", "source")}
    fields["status"] = _BY_LABEL.get(given.status, given.status)
    written = "\n".join(writing.item({name: value for name, value in fields.items() if value is not None}))
    read = shapes.read("gongkai update", "\n".join(line[2:] for line in written.split("\n")), Update)
    return read[1]


_BY_LABEL = {label: status.value for status, label in STATUS_LABELS.items()}  # as the ledger has them


def search(given: argparse.Namespace) -> int:
    """gongkai search QUERY [FILE]: what the site's search finds, best first; 1 when it finds nothing."""
    query = " ".join(given.query)
    with waiting("正在搜索"):
        loaded = source.load(given.file)
        written = written_pages(given.file.parent.parent / PAGES)
        corpus = Corpus(documents(loaded.announcement, loaded.glossary, written))
        answer = matching.search(corpus, query)
    if not answer.found:
        print(f"没有找到“{query}”" + (f"，文中有：{'、'.join(answer.nearest)}" if answer.nearest else ""))
        return 1
    if answer.partial:
        print("没有完全一致的内容，下面的与其中一部分相符")
    for found in answer.found:
        document = corpus.documents[found.index]
        print(f"{document.path}　{document.title}" + _standing(document))
        if sentence := best_sentence(corpus, found, ("【", "】")):
            print(f"    {sentence}")
    return 0


def _standing(document: Document) -> str:
    if document.kind != "issue":
        return ""
    return f"　（{document.category.name}；{progress.tally(document.statuses).described}）"


def schema_(given: argparse.Namespace) -> int:
    """gongkai schema [-o FILE]: the JSON Schema of the data."""
    if given.output:
        writing.replace(given.output, schema.as_json())
    else:
        sys.stdout.write(schema.as_json())
    return 0
