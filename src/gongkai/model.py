"""The announcement as data: Announcement > Part > Section, or Part > Category > Issue > Measure.

Says what shape the data has and no more; rules that a shape cannot say are in `checks`. Titles and descriptions
of the fields are what editors show to staff, and become the JSON Schema.
"""

from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, PlainSerializer, Tag, WithJsonSchema

SEEN = r"[^\s\u200b-\u200f\u2060]"  # a character that can be seen
Text = Annotated[str, Field(min_length=1, pattern=SEEN)]
Number = Annotated[int, Field(ge=1, le=9999)]
DataPath = tuple[str | int, ...]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]

Quantity = Annotated[
    float,
    Field(ge=0, le=1_000_000_000),
    PlainSerializer(lambda value: int(value) if value == int(value) else value, when_used="json"),
]

ISO_DATE = r"^\d{4}-\d{2}-\d{2}$"


def _iso_date(value: Any) -> Any:
    """Lets a date through that stands as text, and only in the form year-month-day."""
    if not isinstance(value, str):
        return value
    try:
        return date.fromisoformat(value) if len(value) == 10 else value
    except ValueError:
        return value


def _only_true(value: Any) -> Any:
    """Keeps 1 from passing for true, to which Python has it equal."""
    return value if value is True else None


Missing = Annotated[Literal[True], BeforeValidator(_only_true)]

Date = Annotated[
    date,
    BeforeValidator(_iso_date),
    WithJsonSchema({"type": "string", "format": "date", "pattern": ISO_DATE}),
]


class Status(StrEnum):
    """How far a measure has got, in the words of the announcement."""

    DONE = "done"
    STANDING = "standing"
    ONGOING = "ongoing"
    STATED = "stated"

    @property
    def label(self) -> str:
        """What citizens read."""
        return STATUS_LABELS[self]


STATUS_LABELS = {
    Status.DONE: "已完成",
    Status.STANDING: "长期坚持",
    Status.ONGOING: "推进中",
    Status.STATED: "已公布措施",
}


class Record(BaseModel):
    """Anything in the data: exactly the fields named, of exactly their types."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, populate_by_name=True)


class Entry(Record):
    """A record that holds words. `public` lets it hold what the privacy check would stop."""

    public: bool = Field(
        False, title="有意公开", description="填 true 表示此处的电话、邮箱等是有意公开的，须写明 reason。"
    )
    reason: Text | None = Field(None, title="公开理由", description="public 为 true 时必填，例如：通报公布的监督电话。")


class Written(Record):
    """How the announcement writes what stands around a value, where that is not the usual form."""

    before: str | None = Field(
        None, title="之前的字", description="代替通常写法的字，例如“问题1：”“（1）”；没有字就写 ''。"
    )
    after: str | None = Field(None, title="之后的字", description="代替通常写法的字，例如“存在的问题”；没有字就写 ''。")
    own_line: bool = Field(False, title="另起一行", description="这一段在原文中另起一行。")
    break_at: int | None = Field(
        None, title="标题断行", description="类别的标题在原文中分成两行的，第一行有标题的几个字。", ge=1
    )


_WRITTEN = Field(None, title="原文写法", description="原文的序号、引导语与通常写法不同时照写；相同就不写。")


class Period(Record):
    """The days of an inspection, first and last included."""

    start: Date = Field(alias="from", title="开始日期", description="巡察开始的日期，写作 2023-04-17。")
    end: Date = Field(alias="to", title="结束日期", description="巡察结束的日期，写作 2023-05-31。")


class Inspection(Entry):
    """Who inspected whom, and when: as much of it as the announcement says."""

    inspectors: Text | None = Field(
        None, title="巡察组", description="巡察组的名称，与通报原文一致，例如：市委第六巡察组；原文没有就填 null。"
    )
    period: Period | None = Field(
        None, title="巡察时间", description="巡察的起止日期；原文没有写明起止的年月日，就填 null。"
    )
    feedback: Date | None = Field(None, title="反馈日期", description="巡察组反馈意见的日期；原文没有就填 null。")
    places: list[Text] = Field([], title="被巡察的村（社区）", description="名称与通报原文一致，按原文顺序。")

    @property
    def kind(self) -> str:
        """巡视 is what the centre and the provinces do, 巡察 what those below them do; a team's name says which."""
        return "巡视" if self.inspectors and "巡视" in self.inspectors else "巡察"


class Event(Entry):
    """Something that the announcement dates."""

    date: Date = Field(title="日期", description="通报原文写明的日期。")
    title: Text = Field(title="事件", description="出处中的说法，例如：党委会议。")
    quotation: Text = Field(title="出处", description="通报原文中写到这件事和日期的一段话，一字不差。")


Internal = Literal["leader", "unit", "deadline", "note"]


class Facts(Entry):
    """What the announcement says of itself, and what may be published besides."""

    title: Text | None = Field(None, title="通报标题", description="前言之前的标题和题注，一行一行照原文；没有就不写。")
    issuer: Text | None = Field(title="发布单位", description="名称与通报原文一致；不知道就填 null。")
    published: Date | None = Field(title="发布日期", description="通报发布的日期；原文没有就填 null，不要推测。")
    made_of: Literal["ledger"] | None = Field(
        None,
        title="文字的来由",
        description="没有收到通报、文字由本单位的台账整理而成时是 ledger，网站会写明；收到了通报就不写。",
    )
    inspection: Inspection | None = Field(None, title="巡察情况", description="谁在什么时候巡察了哪里，何时反馈。")
    events: list[Event] = Field([], title="经过", description="通报写明日期的会议等，按时间顺序；巡察和反馈不必再写。")
    preamble: Text | None = Field(None, title="前言", description="第一部分之前的文字；空一行表示另起一段。")
    closing: Text | None = Field(None, title="结尾", description="最后一部分之后的联系方式、落款和日期，照原文。")
    publish: list[Internal] = Field(
        [],
        title="可以公开的台账内容",
        description="各条措施的 leader 责任领导、unit 责任单位、deadline 整改时限、note 备注中，"
        "列在这里的才会出现在网站和开放数据里；不写就都不公开。",
    )

    @property
    def called(self) -> str:
        """What the words come from, as the site calls it."""
        return "台账" if self.made_of else "通报"

    @property
    def at_first(self) -> str:
        """When a measure stood as these words say, before any update."""
        return "台账上" if self.made_of else "通报时"


class MissingSection(Record):
    """A section that the text received lacks."""

    number: Number = Field(title="序号", description="节的序号。")
    missing: Missing = Field(title="原文缺失", description="所据文本缺这一节。缺失的内容不得补写。")


class Section(Entry):
    """A run-in section of a part: （一）title。text."""

    number: Number = Field(title="序号", description="节的序号，3 即（三）。")
    written: Written | None = _WRITTEN
    title: Text = Field(title="标题", description="节的标题，不带序号和末尾的句号。")
    text: Text = Field(title="正文", description="标题之后的文字；空一行表示另起一段。")


class Figure(Entry):
    """A number that the announcement gives, to be drawn."""

    title: Text = Field(title="名称", description="这个数字说的是什么，用出处或问题中的说法，例如：空气质量达标率。")
    value: Quantity = Field(title="数值", description="原文给出的数值，例如 92.23。")
    unit: Text = Field(title="单位", description="原文的单位，例如 %、个、mg/L。")
    target: Quantity | None = Field(None, title="目标值", description="原文给出的目标值；没有就不写。")
    change: Text | None = Field(None, title="变化", description="原文说的变化，一字不差，例如：同比提升7.2%。")
    quotation: Text = Field(title="出处", description="这条措施中写到这些数字的一段原文，一字不差。")


class Update(Entry):
    """What happened to a measure after the announcement. It never overwrites what the announcement said."""

    date: Date = Field(title="日期", description="这件事的日期，写作 2024-03-01。")
    status: Annotated[Status, Field(strict=False)] | None = Field(
        None, title="进展", description="到这时的进展：done、ongoing、standing 或 stated；没有变化就不写。"
    )
    text: Text = Field(title="情况", description="做了什么，到了哪一步。")
    source: Text = Field(title="来源", description="这个情况是从哪里来的，例如：镇政府网站2024年3月1日公告。")


_OF_THE_LEDGER = "台账里的内容，通报原文没有；announcement 的 publish 列出了才公开"


class Measure(Entry):
    """One 一是… of an issue, or all that an issue says where it does not count its measures."""

    written: Written | None = _WRITTEN
    text: Text = Field(title="措施原文", description="通报原文，不带“一是”“二是”。")
    after_gap: Text | None = Field(
        None, title="中断之后的原文", description="原文在句中中断、两处不相接时，中断之后的文字；站点会标明此处有缺。"
    )
    status: Annotated[Status, Field(strict=False)] = Field(
        Status.STATED,
        title="进展",
        description="done 已完成，ongoing 推进中，standing 长期坚持，stated 已公布措施（原文没有说明进展）。"
        "除 stated 外都要有 evidence。",
    )
    evidence: Text | None = Field(
        None,
        title="依据",
        description="这条措施中的一段原文，或者总述、整改状态或成效中的一段，一字不差，能说明进展。只写原文说了的。",
    )
    leader: Text | None = Field(None, title="责任领导", description=f"{_OF_THE_LEDGER}，例如：张三（镇党委委员）。")
    unit: Text | None = Field(None, title="责任单位", description=f"{_OF_THE_LEDGER}，例如：镇城建办。")
    deadline: Text | None = Field(None, title="整改时限", description=f"{_OF_THE_LEDGER}，例如：2024年6月底前。")
    note: Text | None = Field(None, title="备注", description=f"{_OF_THE_LEDGER}。")
    figures: list[Figure] = Field([], title="数字", description="这条措施中值得画出来的数字。")

    updates: list[Update] = Field(
        [], title="后续进展", description="通报之后的情况，先发生的在前；不改动通报原来的进展。"
    )

    @property
    def current(self) -> Status:
        """How far it has got by the latest update that says so; without one, as the announcement said."""
        return next((update.status for update in reversed(self.updates) if update.status), self.status)

    @property
    def passages(self) -> list[str]:
        """The text as it stands, in one piece, or in two where it is broken."""
        return [self.text] if self.after_gap is None else [self.text, self.after_gap]


class Issue(Entry):
    """A problem that the inspection found, and what is done about it."""

    number: Number = Field(title="问题编号", description="通报中的编号，全文连续。")
    written: Written | None = _WRITTEN
    problem: Text = Field(title="反馈的问题", description="“针对……的问题”中引号里的文字。")
    mark_after_problem: Literal["，", "。", "：", "；", "、"] = Field(
        "，", title="“的问题”之后的标点", description="通常是逗号，可不写；原文是别的标点时照写。"
    )
    lead: Text | None = Field(None, title="总述", description="“一是”之前的话；没有就不写。")
    counted: bool = Field(
        True, title="分条", description="原文用“一是”“二是”分条（可不写）；没有分条时填 false，只有一条措施。"
    )
    measures: list[Measure] = Field(min_length=1, title="整改措施", description="一条“一是……”就是一条措施。")
    closing: Text | None = Field(
        None,
        title="整改状态或成效",
        description="各条措施之后说整个问题的原文，例如：整改成效：……、整改状态：已完成、责任单位：……；空一行表示另起一段。没有就不写。",
    )
    closing_on_own_line: bool = Field(
        False, title="整改状态或成效另起一行", description="整改状态或成效在原文中另起一行。"
    )
    unplaced: list[Text] = Field([], title="未识别的段落", description="导入时没有认出的段落，原样保留在本问题之后。")

    @property
    def around(self) -> list[str]:
        """What it says of all its measures together: above them, and after them."""
        return [words for words in (self.lead, self.closing) if words]

    def is_evident_around(self, measure: Measure) -> bool:
        """Whether the evidence of a measure stands in words on the whole issue."""
        above = self.lead and not any((measure.evidence or "") in passage for passage in measure.passages)
        said = [words for words, counts in ((self.lead, above), (self.closing, True)) if words and counts]
        return bool(measure.evidence) and any(measure.evidence in words for words in said)


UNTITLED = "反馈的问题"  # what pages call the issues that the announcement puts under no heading


class Category(Entry):
    """关于…方面: a group of issues."""

    number: Number = Field(title="类别序号", description="7 即（七）。")
    group: Text | None = Field(
        None,
        title="上一级标题",
        description="这一类别和后面几类之上的标题，连同序号照原文，例如：（一）聚焦群众身边不正之风方面；没有就不写。",
    )
    written: Written | None = _WRITTEN
    slug: Slug = Field(title="网址名", description="网址中的名称，小写英文、数字和连字符；公布后不要再改。")
    title: Text | None = Field(
        title="类别名称",
        description="与通报原文一致，例如：关于交通整治力度有待加强方面；原文的问题上面没有标题就填 null。",
    )
    unplaced: list[Text] = Field([], title="未识别的段落", description="导入时没有认出的段落，原样保留在标题之后。")
    issues: list[Issue] = Field([], title="问题", description="这一类别的问题；所据文本中没有就写 []。")

    @property
    def name(self) -> str:
        """What pages call it: its title, or where the announcement gives none, a neutral word."""
        return self.title or UNTITLED


class MissingPart(Record):
    """A part that the text received lacks; it keeps the numbers of the parts after it right."""

    missing: Missing = Field(title="原文缺失", description="所据文本缺这一部分。缺失的内容不得补写。")


def _presence(value: Any) -> str:
    if isinstance(value, dict):
        return MISSING if "missing" in value and "title" not in value else PRESENT
    return MISSING if isinstance(value, MissingSection | MissingPart) else PRESENT


# Tags of unions, which stand in the location of an error; no key of a file can be like them.
MISSING, PRESENT = "\0missing", "\0present"
AnySection = Annotated[
    Annotated[Section, Tag(PRESENT)] | Annotated[MissingSection, Tag(MISSING)], Discriminator(_presence)
]


class Part(Entry):
    """A part under a Chinese numeral, by its place: sections, or categories of issues."""

    written: Written | None = _WRITTEN
    title: Text | None = Field(title="标题", description="不带序号“一、”，序号由先后顺序决定；原文没有标题就填 null。")
    lead: Text | None = Field(None, title="引言", description="标题与第一节之间的文字；空一行表示另起一段。")
    sections: list[AnySection] = Field([], title="各节", description="（一）（二）……各节，按顺序。")
    missing: list[Number] = Field([], title="缺失的问题编号", description="所据文本缺失的问题编号，从小到大。")
    missing_categories: list[Number] = Field(
        [], title="缺失的类别序号", description="所据文本缺失的类别的序号，从小到大；没有就不写。"
    )
    categories: list[Category] = Field([], title="类别", description="“关于……方面”各类别，按顺序。")


AnyPart = Annotated[Annotated[Part, Tag(PRESENT)] | Annotated[MissingPart, Tag(MISSING)], Discriminator(_presence)]


class Announcement(Record):
    """The whole: facts and preamble, then the parts in order."""

    facts: Facts = Field(alias="announcement", title="通报", description="通报的基本情况和前言。")
    parts: list[AnyPart] = Field(title="各部分", description="一、二、三……各部分，按顺序。")

    @property
    def categories(self) -> list[Category]:
        """Every category, in order."""
        return [category for part in self.parts if isinstance(part, Part) for category in part.categories]

    @property
    def issues(self) -> list[Issue]:
        """Every issue, in order."""
        return [issue for category in self.categories for issue in category.issues]

    @property
    def missing(self) -> list[int]:
        """The numbers of issues that the text received lacks, in order."""
        return [number for part in self.parts if isinstance(part, Part) for number in part.missing]

    @property
    def missing_categories(self) -> list[int]:
        """The numbers of categories that the text received lacks, in order."""
        return [number for part in self.parts if isinstance(part, Part) for number in part.missing_categories]


class Term(Record):
    """A word and one neutral sentence on what it means."""

    term: Text = Field(title="词", description="通报里的词，一字不差。")
    meaning: Text = Field(title="意思", description="一句话，不加评价。")


class Glossary(Record):
    """The explanations of a site."""

    terms: list[Term] = Field([], title="名词", description="一项一个词。")
