"""A measure's words with its evidence marked: what to show so that a reader sees on what a status rests."""

from dataclasses import dataclass

from gongkai.model import Measure, Term


@dataclass(frozen=True)
class Run:
    """Words in a row; `evidence` when they are of the quotation that the status rests on, `term` when explained."""

    text: str
    evidence: bool = False
    term: Term | None = None


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of a measure; `after_gap` when the text received breaks off right before it."""

    runs: tuple[Run, ...]
    after_gap: bool = False


def paragraphs(measure: Measure) -> list[Paragraph]:
    """The paragraphs of a measure, the first occurrence of its evidence marked."""
    quotation, made = measure.evidence, []
    for place, passage in enumerate(measure.passages):
        for number, words in enumerate(passage.split("\n")):
            runs = _runs(words, quotation)
            if len(runs) > 1 or runs[0].evidence:
                quotation = None
            made.append(Paragraph(runs, after_gap=place > 0 and number == 0))
    return made


def _runs(words: str, quotation: str | None) -> tuple[Run, ...]:
    if not quotation or quotation not in words:
        return (Run(words),)
    before, _, after = words.partition(quotation)
    runs = (Run(before), Run(quotation, evidence=True), Run(after))
    return tuple(run for run in runs if run.text)
