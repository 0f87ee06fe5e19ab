"""What a person must be told of words before they are in a file that anybody may see: people named in what will be
published, and numbers of their own, which stop check and build wherever they stand.
"""

from collections.abc import Iterator

from gongkai import internal
from gongkai.checks import privacy
from gongkai.importing import headings, people, rows
from gongkai.importing.cells import Line
from gongkai.importing.ledger import Table
from gongkai.importing.notes import Note
from gongkai.wording import punctuate

_OF_AN_UPDATE = ("progress", "date", "source")  # published where all are there


def of_people(words: str, place: str = "这一行") -> Iterator[str]:
    """That words which will be published name people in charge or to ask."""
    if labels := people.named(words):
        yield f"{place}写了{'、'.join(labels)}，会照原文公开；不宜公开的，先从原文删去，再导入"


def of_numbers(words: str, *, inside: bool = False) -> Iterator[str]:
    """What of a person's own stands in words; `inside` those that an office keeps to itself."""
    advice = (
        "这里的字不公开，数据文件可能公开，先从原文删去，再导入"
        if inside
        else "删去，或者写明有意公开（public: true 和 reason）"
    )
    for name in sorted({name for _, _, name in privacy.findings(words)}):
        yield f"这里有{name}，检查和构建会停下；{advice}"


def of_ledger(table: Table) -> Iterator[Note]:
    """The same for the cells of a ledger, by row."""
    title = " ".join(table.title.split())
    yield from (Note(max(table.head - 1, 1), message, title) for message in _of_public(title, f"{table.sheet} 的标题"))
    for row, words in table.stray.items():
        if rows.heading_of(words.strip()):
            yield from (Note(row, message, words) for message in _of_public(words, f"{table.sheet} 的这一行"))
    for line in table.lines:
        for name in [name for name in line.values if name not in line.shared]:
            yield from _of_cell(table, line, name)


def _of_cell(table: Table, line: Line, name: str) -> Iterator[Note]:
    place, words = table.place(line.number, name), " ".join(line.text(name).split())
    held_back = name in internal.FIELDS or (name in _OF_AN_UPDATE and not all(map(line.text, _OF_AN_UPDATE)))
    found = (
        (f"{place} {message}" for message in of_numbers(words, inside=True)) if held_back else _of_public(words, place)
    )
    yield from (Note(line.number, message, words) for message in found)


def _of_public(words: str, place: str) -> Iterator[str]:
    yield from of_people(punctuate(words), f"{place} ")
    yield from (f"{place} {message}" for message in of_numbers(words))


def take_out_leaders(table: Table) -> Iterator[Note]:
    """Takes lines such as 责任领导：张三 out of the cells of measures and keeps them where an office keeps leaders."""
    for line in table.lines:
        lines = line.text("text").split("\n")
        plain = {words: name for words in lines if (name := _leader(punctuate(words.strip())))}
        if not plain or len(plain) == len(lines):
            continue
        line.values["text"] = "\n".join(words for words in lines if words not in plain)
        known = line.text("leader")
        new = [name for name in plain.values() if name not in known]
        line.values["leader"] = "；".join(filter(None, [known, *new]))
        message = f"{table.place(line.number, 'text')} 里的这一行是内部内容，没有读进措施，记在 leader 里，默认不公开"
        yield from (Note(line.number, message, words.strip()) for words in plain)


def _leader(words: str) -> str:
    """The name in a line that says who is in charge, and nothing else."""
    label, _, name = words.partition("：")
    plain = headings.field_of(label) == "leader" and people.named(words)
    return name.strip() if plain and not any(mark in name for mark in "：。；") else ""
