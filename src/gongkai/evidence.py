"""A measure's words with its evidence marked: what to show so that a reader sees on what a status rests."""

from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from gongkai.model import Measure, Term

LONGEST_LEAD = 30


@dataclass(frozen=True)
class Run:
    """Words in a row, alike in what they are.

    `evidence`: of the quotation that the status rests on; `lead`: of the first phrase, which names the measure;
    `term`: explained in the glossary.
    """

    text: str
    evidence: bool = False
    lead: bool = False
    term: Term | None = None


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of a measure; `after_gap` when the text received breaks off right before it."""

    runs: tuple[Run, ...]
    after_gap: bool = False


def paragraphs(measure: Measure) -> list[Paragraph]:
    """The paragraphs of a measure, its lead phrase and the first occurrence of its evidence marked."""
    quotation, made = measure.evidence, []
    for place, passage in enumerate(measure.passages):
        for number, words in enumerate(passage.split("\n")):
            start = words.find(quotation) if quotation else -1
            marked = range(start, start + len(quotation)) if quotation and start >= 0 else range(0)
            lead = range(0 if made else _lead(words))
            made.append(Paragraph(_runs(words, marked, lead), after_gap=place > 0 and number == 0))
            quotation = None if marked else quotation
    return made


def _lead(words: str) -> int:
    """How long the first phrase is, its mark included; 0 where there is none to stand out."""
    end = next((place for place, mark in enumerate(words, start=1) if mark in "，。；："), 0)
    return end if end <= LONGEST_LEAD and end < len(words) else 0


def _runs(words: str, marked: range, lead: range) -> tuple[Run, ...]:
    kinds = [(place in marked, place in lead) for place in range(len(words))]
    grouped = groupby(zip(words, kinds, strict=True), key=itemgetter(1))
    return tuple(Run("".join(each for each, _ in run), *kind) for kind, run in grouped)
