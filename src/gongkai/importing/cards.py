"""Cards: tables of one issue each, with a title beside each value -> the same as a ledger, an issue a row."""

from gongkai.importing import headings, workbook
from gongkai.importing.workbook import Sheet

_Card = dict[str, list[str]]  # the values of each title


def turned(sheet: Sheet) -> Sheet | None:
    """The cards of a table as a ledger (反馈问题 | X, 整改措施 | …, 责任领导 | 王五); None for a table of no cards.

    Each first, third … column holds titles, each next one their values, the more of them in rows without a title. A
    title that comes again begins another card.
    """
    cards = _cards(sheet)
    titles = {words: column for column, words in enumerate(dict.fromkeys(words for card in cards for words in card), 1)}
    if not {"problem", "text"} <= {headings.field_of(words) for words in titles}:
        return None
    made = Sheet(sheet.name, values={(1, column): words for words, column in titles.items()})
    for row, card in enumerate(cards, start=2):
        made.values |= {(row, titles[words]): "\n".join(values) for words, values in card.items() if values}
    return made


def _cards(sheet: Sheet) -> list[_Card]:
    """The cards, in order; none where a value stands below no title."""
    cards: list[_Card] = [{}]
    above: dict[int, str] = {}  # the last title of each column
    for at in sorted(sheet.values):
        column, words = at[1], workbook.text(sheet.values[at])
        if column % 2:
            if words in cards[-1]:
                cards.append({})
            cards[-1][words] = []
            above[column] = words
        elif above.get(column - 1) in cards[-1]:
            cards[-1][above[column - 1]].append(words)
        else:
            return []
    return cards
