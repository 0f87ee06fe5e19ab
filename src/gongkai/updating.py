"""An update put into the text of a data file; all the rest of the file stays as it is, byte for byte."""

from gongkai import merging
from gongkai.faults import Fault, Faulty
from gongkai.model import DataPath, Update
from gongkai.source import Source


def updated(loaded: Source, issue_number: int, count: int, update: Update) -> Source:
    """The data with an update added to a measure (counted from 1) of an issue, as text and as model.

    Raises `Faulty` where there is no such issue or measure, or where the file is written in a form that would have to
    be changed elsewhere.
    """
    path = _path(loaded, issue_number, count)
    return merging.changed(loaded, [merging.Addition(path, "updates", update)])


def _path(loaded: Source, issue_number: int, count: int) -> DataPath:
    for path, issue in loaded.issues():
        if issue.number == issue_number:
            if 1 <= count <= len(issue.measures):
                return (*path, "measures", count - 1)
            message = f"问题 {issue_number} 没有第 {count} 条措施"
            raise Faulty([loaded.fault(path, "no-such-measure", message, f"只有 1 至 {len(issue.measures)}")])
    message = f"没有问题 {issue_number}"
    raise Faulty([Fault(loaded.file, 1, 1, "no-such-issue", message, "核对问题编号；所据文本缺的问题不能更新")])
