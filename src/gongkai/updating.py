"""An update put into the text of a data file; all the rest of the file stays as it is, byte for byte."""

from collections.abc import Iterator

from gongkai import source, writing, yamltree
from gongkai.faults import Fault, Faulty
from gongkai.model import DataPath, Update
from gongkai.source import Source
from gongkai.yamltree import Mapping, Node, Scalar, Sequence


def updated(loaded: Source, issue_number: int, count: int, update: Update) -> Source:
    """The data with an update added to a measure (counted from 1) of an issue, as text and as model.

    Raises `Faulty` where there is no such issue or measure, or where the file is written in a form that would have to
    be changed elsewhere.
    """
    path = _path(loaded, issue_number, count)
    measure = yamltree.at(loaded.root, path)
    before = measure.child("updates")
    lines = loaded.text.split("\n")
    item = writing.item(update.model_dump(by_alias=True, exclude_none=True, exclude_defaults=True))
    if isinstance(before, Sequence) and before.values:
        after, indent, new = _last_line(before), before.place.column - 1, item
    else:
        after, indent, new = (
            _last_line(measure),
            measure.place.column - 1,
            ["updates:", *(f"  {line}" for line in item)],
        )
    text = "\n".join([*lines[:after], *(" " * indent + line if line else "" for line in new), *lines[after:]])
    try:
        made = source.parse(loaded.file, text)
    except Faulty:
        made = None
    if made is None or made.announcement.issues != _expected(loaded, path, update):
        message = f"问题 {issue_number} 的第 {count} 条措施写法特殊，没有把握只加一条而不动别处"
        raise Faulty([loaded.fault(path, "cannot-insert", message, "请在文件里手工加上 updates")])
    return made


def _path(loaded: Source, issue_number: int, count: int) -> DataPath:
    for path, issue in loaded.issues():
        if issue.number == issue_number:
            if 1 <= count <= len(issue.measures):
                return (*path, "measures", count - 1)
            message = f"问题 {issue_number} 没有第 {count} 条措施"
            raise Faulty([loaded.fault(path, "no-such-measure", message, f"只有 1 至 {len(issue.measures)}")])
    message = f"没有问题 {issue_number}"
    raise Faulty([Fault(loaded.file, 1, 1, "no-such-issue", message, "核对问题编号；所据文本缺的问题不能更新")])


def _expected(loaded: Source, path: DataPath, update: Update) -> list:
    number, count = next((issue.number, path[-1]) for at, issue in loaded.issues() if at == path[: len(at)])
    expected = []
    for issue in loaded.announcement.issues:
        if issue.number == number:
            measures = list(issue.measures)
            measures[count] = measures[count].model_copy(update={"updates": [*measures[count].updates, update]})
            issue = issue.model_copy(update={"measures": measures})
        expected.append(issue)
    return expected


def _last_line(node: Node) -> int:
    return max(_lines(node))


def _lines(node: Node) -> Iterator[int]:
    if isinstance(node, Scalar):
        yield node.rows[-1][0].line
        return
    yield node.place.line
    for child in node.values.values() if isinstance(node, Mapping) else node.values:
        yield from _lines(child)
