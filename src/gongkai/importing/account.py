"""What the reading of a ledger finds on its way: what a person should look at, and the marks that it changes."""

from dataclasses import dataclass, field

from gongkai.importing.cells import Line
from gongkai.importing.ledger import Table
from gongkai.importing.notes import Note
from gongkai.wording import punctuate


@dataclass
class Account:
    """A ledger that is read, the notes on its rows, and how many marks of punctuation were changed."""

    table: Table
    notes: list[Note] = field(default_factory=list)
    marks_changed: int = 0

    def proper(self, words: str) -> str:
        """The words with Chinese punctuation, which the data asks for, without empty lines."""
        lines = [line.strip() for line in words.split("\n") if line.strip()]
        proper = [punctuate(line) for line in lines]
        self.marks_changed += sum(
            a != b for old, new in zip(lines, proper, strict=True) for a, b in zip(old, new, strict=True)
        )
        return "\n".join(proper)

    def note(self, line: Line, name: str, message: str, words: str) -> None:
        """Names a cell by its place."""
        self.note_row(line.number, f"{self.table.place(line.number, name)} {message}", words)

    def note_row(self, row: int, message: str, words: str) -> None:
        """Names a row."""
        self.notes.append(Note(row, message, " ".join(words.split())))
