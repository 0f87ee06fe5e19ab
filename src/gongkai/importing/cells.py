"""What the cells of a ledger say, however people write numbers, days and states in them."""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date, datetime

from gongkai.importing import headings, phrases, workbook
from gongkai.importing.workbook import Sheet, Value
from gongkai.model import STATUS_LABELS, Status
from gongkai.wording import CHINESE_NUMERAL, number_of

_NUMBER = re.compile(
    r"(?:问题)?第?(\d{1,4})(?:(?:[-–—―_.．、/:之]|项?第|\()(\d{1,3})(?:\)|条|条措施)?)?[.、)]?|\((\d{1,4})\)"
)
_DAY = re.compile(r"(\d{4})[-–—./年](\d{1,2})[-–—./月](\d{1,2})日?|(\d{4})(\d\d)(\d\d)")
# 24/3/1 can be no other order of year, month and day; 24/3/12 can.
_DAY_OF_SHORT_YEAR = re.compile(r"(\d\d)(?:年(\d{1,2})月(\d{1,2})日?|(?P<mark>[-./])(\d{1,2})(?P=mark)(\d))")
_DAY_IN_WORDS = re.compile(f"([〇○零一二三四五六七八九]{{4}})年({CHINESE_NUMERAL})月({CHINESE_NUMERAL})日?")
_YEAR_IN_WORDS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_TIME_OF_DAY = re.compile(r"[\sT]+\d{1,2}:\d\d(?::\d\d(?:[.]\d+)?)?$")
_ANSWERS = {"TRUE": "是", "FALSE": "否"}
_IN_FULL = {"否": "未完成"}  # an office that asks of each row whether it is done means this
_LONGEST_STATE = 10
_MONTHS = 12
_BETWEEN_STATES = re.compile(r"[()\[\]【】/\\,;:.。、_-]+|(?<=完成)(?=(?:长期|持续)坚持)")


class Unreadable(Exception):
    """A cell does not say what its column asks for: what is wrong, and what to do."""

    def __init__(self, message: str, advice: str):
        super().__init__(message)
        self.message = message
        self.advice = advice


@dataclass
class Line:
    """A row of the ledger: its values by field, those of merged cells among them. An empty cell has no value.

    `shared` are the fields whose cell is merged with that of a row above; `asked` is what its column of states asks
    (是否完成), if it asks.
    """

    number: int
    values: dict[str, Value] = field(default_factory=dict)
    shared: set[str] = field(default_factory=set)
    asked: str = ""

    def text(self, name: str) -> str:
        """The words of a field; nothing where the cell is empty."""
        return workbook.text(self.values.get(name))

    @property
    def measure(self) -> tuple[int, int | None] | None:
        """The number of an issue and, where it is given, of its measure; None where the cell is empty.

        Raises `Unreadable`.
        """
        value = self.values.get("number")
        if value is None:
            return None
        if isinstance(value, datetime) or workbook.day(value):
            advice = "把这一格的格式设为“文本”，写成 20-2 这样（问题编号-第几条措施）"
            raise Unreadable("序号被表格软件改成了日期", advice)
        found = _NUMBER.fullmatch(narrow(self.text("number")))
        if not found or isinstance(value, float):
            raise Unreadable(f"认不出序号“{short(self.text('number'))}”", "写成 20-2 这样：问题编号-第几条措施")
        return int(found[1] or found[3]), int(found[2]) if found[2] else None

    @property
    def counts_measures(self) -> bool:
        """Whether its number is that of a measure within its issue: 20-2."""
        try:
            return bool(self.measure and self.measure[1])
        except Unreadable:
            return False

    @property
    def issue(self) -> int | None:
        """The number of its issue; None where there is none that can be read."""
        try:
            return (self.measure or (None,))[0] or None
        except Unreadable:
            return None

    @property
    def date(self) -> date | None:
        """The day of its progress; None where the cell is empty. Raises `Unreadable`."""
        value = self.values.get("date")
        if value is None:
            return None
        if isinstance(value, datetime):
            return value.date()
        if counted := workbook.day(value):
            return counted.date()
        words = self.text("date")
        if numbers := _numbers_of_day(narrow(_TIME_OF_DAY.sub("", words))):
            try:
                return date(*numbers)
            except ValueError:
                raise Unreadable(f"没有 {short(words)} 这一天", "核对年月日") from None
        raise Unreadable(f"认不出日期“{short(words)}”", "年份写四位，写到哪一天，例如 2024-03-01")

    @property
    def status(self) -> Status | None:
        """The state that it names; None where the cell is empty. Raises `Unreadable`."""
        words = self.text("status")
        if not words:
            return None
        answer = f"{headings.folded(self.asked)}：{_IN_FULL.get(words, words)}"
        if status := _state(words) or (self.asked and phrases.state_of(answer)):
            return status
        raise Unreadable(f"认不出状态“{short(words)}”", f"只能写：{'、'.join(STATUS_LABELS.values())}")


def meant(name: str, title: str, value: Value, sheet: Sheet) -> Value:
    """What a cell says, as its column asks: a number as the day that it counts, a ticked box as an answer."""
    if name in ("date", "deadline"):
        return workbook.day(value, since_1904=sheet.since_1904) or value
    if name == "status" and headings.asks_yes_or_no(title):
        return _ANSWERS.get(workbook.text(value), value)
    return value


def names_a_state(words: str) -> bool:
    """Whether words are one of the ways to write a state."""
    return _state(words) is not None


def are_states(cells: list[str]) -> bool:
    """Whether the cells of a column tell states and nothing else: short words, which name one in most of them."""
    return all(len(words) <= _LONGEST_STATE for words in cells) and 2 * sum(map(names_a_state, cells)) > len(cells)


def _state(words: str) -> Status | None:
    """The state that a cell names, its phrases parted as a sentence would part them."""
    said = _BETWEEN_STATES.sub("，", narrow(words)).strip("，")
    return Status.STATED if said == Status.STATED.label else phrases.state_of(said)


def is_number(words: str) -> bool:
    """Whether words are the number of an issue or of a measure."""
    return bool(_NUMBER.fullmatch(narrow(words)))


def _numbers_of_day(words: str) -> tuple[int, int, int] | None:
    if found := _DAY.fullmatch(words):
        year, month, day = map(int, filter(None, found.groups()))
        return year, month, day
    if (found := _DAY_OF_SHORT_YEAR.fullmatch(words)) and int(found[1]) > _MONTHS:
        return 2000 + int(found[1]), int(found[2] or found[5]), int(found[3] or found[6])
    if found := _DAY_IN_WORDS.fullmatch(words):
        return int(found[1].translate(_YEAR_IN_WORDS)), number_of(found[2]) or 0, number_of(found[3]) or 0
    return None


def narrow(words: str) -> str:
    """Words without white space, each character in its narrow form."""
    return "".join(unicodedata.normalize("NFKC", words).split())


def short(words: str) -> str:
    """The beginning of words."""
    return words if len(words) <= 20 else words[:20] + "…"
