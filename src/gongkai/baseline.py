"""What people have changed in a ledger since it was written, where it says what it was then."""

from contextlib import suppress
from dataclasses import replace

from gongkai import ledger
from gongkai.importing import workbook
from gongkai.importing.cells import Line, Unreadable
from gongkai.importing.ledger import Table
from gongkai.model import Status
from gongkai.placing import Place


def as_filled(place: Place, line: Line, table: Table) -> Line:
    """The line with what the data has now in the cells that are as they were when the ledger was written."""
    before = table.before.get(place.row.number)
    if before is None:
        return line
    values = dict(line.values)
    for name in ledger.EDITABLE:
        if name in table.columns and said(line, name) == said(before, name):
            values[name] = workbook.cell(shown(getattr(place.row, name)))
    return replace(line, values={name: value for name, value in values.items() if value != ""})


def said(line: Line, name: str) -> object:
    """What a line says of a field, in whatever way it is written."""
    if name in ("date", "status"):
        with suppress(Unreadable):
            return getattr(line, name)
    return line.text(name)


def shown(value: object) -> str:
    """A value as a cell shows it."""
    return value.label if isinstance(value, Status) else str(value or "")
