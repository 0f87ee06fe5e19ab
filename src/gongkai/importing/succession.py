"""The numbers of the issues of a text, which each category may count anew."""

from dataclasses import dataclass

from gongkai.importing.forms import IssueHead


@dataclass
class Succession:
    """`last`: the highest number so far; `kind`: how the last head writes its own."""

    last: int = 0
    kind: str = ""
    _offset: int = 0  # what the numbers that count anew come after

    def is_next(self, head: IssueHead) -> bool:
        """Whether a head has the number right after those above it."""
        return self._number(head) == self.last + 1

    def may_go_on(self, head: IssueHead) -> bool:
        """Whether the number of a head can follow: the next, a higher one written alike, or a count anew."""
        grows = self._number(head) > self.last and head.kind == self.kind
        return head.number == 1 or self.is_next(head) or grows

    def take(self, head: IssueHead, *, first: bool, with_parts: bool) -> tuple[int, bool]:
        """The number of the next issue, and whether the text skips some where it does not count from one.

        `first`: it is the first one of its category; `with_parts`: it is counted with the parts, some of them above.
        """
        anew = first and head.number and head.number + self._offset <= self.last
        if with_parts and first:
            self._offset = self.last + 1 - head.number
        elif head.number == 1 or anew:
            self._offset = self.last  # each category counts anew
        number = self._number(head)
        skips = bool(self._offset) and number > self.last + 1
        if skips:  # no number that the text does not write is called missing
            number = self.last + 1
            self._offset = number - head.number
        self.last, self.kind = max(number, self.last), head.kind
        return number, skips

    def _number(self, head: IssueHead) -> int:
        return head.number + self._offset if head.number else self.last + 1
