"""Which measure of the data a line of a ledger is of: by its number, else by its words, else by neither."""

from dataclasses import dataclass
from functools import cached_property

from gongkai import ledger
from gongkai.faults import Fault
from gongkai.importing.cells import Line, Unreadable
from gongkai.importing.ledger import Table
from gongkai.ledger import Row
from gongkai.model import DataPath, Measure
from gongkai.source import Source
from gongkai.wording import bare

_WRITE = "或运行 gongkai export --xlsx 写出编好序号的台账，在它上面改"
_NO_MORE = "核对序号；台账里不能增加通报没有的{}"


@dataclass(frozen=True)
class Place:
    """A measure: where it stands in the data, and what the ledger would say of it now."""

    path: DataPath
    row: Row
    measure: Measure


class Refused(Exception):
    """A line cannot be followed, because of the cell of a field."""

    def __init__(self, name: str, code: str, message: str, advice: str):
        super().__init__(message)
        self.name, self.code, self.message, self.advice = name, code, message, advice

    def fault(self, table: Table, line: Line) -> Fault:
        """The same, at its cell."""
        return table.fault(line, self.name, self.code, self.message, self.advice)


class Places:
    """Every measure, to be found by its number in the ledger or by its words."""

    def __init__(self, loaded: Source):
        homes = {issue.number: category for category in loaded.announcement.categories for issue in category.issues}
        self.of_issue: dict[int, list[Place]] = {
            issue.number: [
                Place((*path, "measures", count - 1), ledger.row(homes[issue.number], issue, count), measure)
                for count, measure in enumerate(issue.measures, start=1)
            ]
            for path, issue in loaded.issues()
        }
        self.every = [place for places in self.of_issue.values() for place in places]

    @cached_property
    def _saying(self) -> dict[str, list[Place]]:
        saying: dict[str, list[Place]] = {}
        for place in self.every:
            saying.setdefault(bare(place.row.text), []).append(place)
        return saying

    def saying(self, problem: str, text: str) -> list[Place]:
        """The measures that have a text, of a problem; of any where none is named."""
        found = self._saying.get(bare(text), [])
        return [place for place in found if not problem or bare(place.row.problem) == bare(problem)]

    def find(self, line: Line) -> Place:
        """The measure that a line is of. Raises `Refused` where that is not certain."""
        issue, count = self._number(line)
        if count is not None:
            return self._numbered(issue, count)
        alike = self._alike(line)
        here = self.of_issue.get(issue, [])
        if len(alike) > 1:
            alike = [place for place in alike if place in here]
        if len(alike) == 1:
            return alike[0]
        if issue is None:
            raise self._unnumbered(line)
        if not here:
            raise Refused("number", "no-such-issue", f"没有问题 {issue}", _NO_MORE.format("问题"))
        if len(here) == 1:
            return here[0]
        message = f"问题 {issue} 有 {len(here)} 条措施，不知道是哪一条"
        raise Refused(
            "number", "row-unknown", message, f"一条措施一行，写成 {issue}-1 至 {issue}-{len(here)}；{_WRITE}"
        )

    def _number(self, line: Line) -> tuple[int | None, int | None]:
        """The number of an issue and of a measure; none that only a merged cell gives, or that the words do without."""
        try:
            issue, count = line.measure or (None, None)
            return issue, None if "number" in line.shared else count
        except Unreadable as unreadable:
            if len(self._alike(line)) == 1:
                return None, None
            raise Refused("number", "row-unknown", unreadable.message, f"{unreadable.advice}；{_WRITE}") from None

    def _numbered(self, issue: int, count: int) -> Place:
        here = self.of_issue.get(issue, [])
        if not here:
            raise Refused("number", "no-such-issue", f"没有问题 {issue}", _NO_MORE.format("问题"))
        if count > len(here):
            advice = f"只有 1 至 {len(here)}；{_NO_MORE.format('措施')}"
            raise Refused("number", "no-such-measure", f"问题 {issue} 没有第 {count} 条措施", advice)
        if count == 0:
            raise Refused("number", "no-such-measure", "措施从 1 数起", f"写 1 至 {len(here)}")
        return here[count - 1]

    def _alike(self, line: Line) -> list[Place]:
        return self.saying(line.text("problem"), line.text("text"))

    def _unnumbered(self, line: Line) -> Refused:
        message = "这一行没有序号，问题和措施也对不上，不知道是哪一条措施"
        if alike := self._alike(line):
            message = f"这一行没有序号，而 {'、'.join(place.row.number for place in alike)} 的措施一样，不知道是哪一条"
        advice = f"填上序号，例如 20-2（问题编号-第几条措施）；不用的行删掉；{_WRITE}"
        return Refused("number", "row-unknown", message, advice)
