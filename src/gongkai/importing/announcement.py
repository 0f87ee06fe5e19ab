"""The text of an announcement -> the model: parts, sections, categories and issues, in the forms that bodies use.

Nothing is dropped: what has no place in that form is kept to the letter beside what it follows, and a note
names its line. Printing the result gives the text back, punctuation width and white space aside.
"""

from dataclasses import dataclass, field
from itertools import pairwise

from gongkai.importing import cautions, front, inspection
from gongkai.importing.heads import Heads, Line, joined
from gongkai.importing.notes import Note
from gongkai.importing.outline import Outline
from gongkai.model import Announcement
from gongkai.spacing import tidy
from gongkai.wording import punctuate


@dataclass(frozen=True)
class Reading:
    """An announcement read from a text, how many marks of punctuation were changed, and what to look at."""

    announcement: Announcement
    text: str
    marks_changed: int = 0
    notes: list[Note] = field(default_factory=list)


def read(text: str, *, of_ledger: bool = False) -> Reading:
    """Reads the text of an announcement, or of a ledger in its form. Raises ValueError when there is no text at all."""
    lines, changed = [], 0
    for number, raw in enumerate(text.split("\n"), start=1):
        written = tidy(raw)
        punctuated = punctuate(written)
        changed += sum(old != new for old, new in zip(written, punctuated, strict=True))
        if punctuated:
            lines.append(Line(number, punctuated))
    if not lines:
        raise ValueError("no text")
    every = lines
    title, body, closing = front.parted([line.text for line in lines])
    lines = joined(lines[len(title) : len(title) + len(body)])
    for line, after in pairwise(lines):
        line.following = after
    outline = Outline(Heads(lines))
    for line in lines:
        outline.take(line)
    telling, told = lines, inspection.stated(outline.preamble)
    if told.is_silent and outline.introduction:
        heading, *telling = outline.introduction
        told = inspection.stated_below(heading.text, [line.text for line in telling], outline.prose())
    facts = front.facts(title, outline.preamble, closing, told, of_ledger=of_ledger)
    for place, line in enumerate(telling):
        if message := told.doubts.get(place):
            outline.notes.append(Note(line.number, message, line.text))
    for words, message in front.remarks(title, outline.preamble, closing, facts):
        line = next(one for one in (reversed(every) if words in closing else every) if one.text == words)
        outline.notes.append(Note(line.number, message, words))
    for line in every:
        messages = [*cautions.of_people(line.text)]
        if not (facts.get("public") and line.text in closing):
            messages += cautions.of_numbers(line.text)
        outline.notes += [Note(line.number, message, line.text) for message in messages]
    announcement = outline.finish(facts)
    return Reading(announcement, text, changed, sorted(outline.notes, key=lambda note: note.line))
