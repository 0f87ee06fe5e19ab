"""The table of queries with their right answers by hand, which holds Python and the browser together."""

from dataclasses import dataclass
from pathlib import Path

TABLE = Path(__file__).with_name("queries.txt")
WITHIN = 10


@dataclass(frozen=True)
class Case:
    """A query; the answers that must be among the first ten, the first of them first; whether they are in part only."""

    query: str
    answers: tuple[str, ...]
    partial: bool

    def __str__(self) -> str:
        return self.query

    def check(self, found: list[str], partial: bool) -> None:
        """Holds what was found, best first, against the table."""
        assert found[:1] == list(self.answers[:1])
        assert set(self.answers) <= set(found[:WITHIN])
        assert partial == self.partial


def cases() -> list[Case]:
    """Every case of the table."""
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return [_case(*line.rsplit(" | ", 1)) for line in lines]


def _case(query: str, answers: str) -> Case:
    words = answers.split()
    return Case(query, tuple(word for word in words if word not in ("~", "—")), "~" in words)
