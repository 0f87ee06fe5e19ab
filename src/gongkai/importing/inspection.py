"""What a preamble says of the inspection: who inspected, between which days, and when the findings were given.

Where a preamble says nothing of it, the lines right below the heading of the first part may.
Each of the three is taken where the text says it plainly, whatever else is not understood; what stays open is named.
"""

import re
from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date
from typing import Any

# A team stands after a mark, a date or a word that ends no name, alone: 县委第三巡察组, 市委巡察第二组, 省委第五巡视组.
_TEAM = (
    "(?:(?<![一-龥、])|(?<=[日月底初旬起间由受被了]))(?!期间|[上中下]旬|[本此该各]|上述|[年月日至到底初旬起])"
    "(?:(?![巡由受被派对从至于在向的了据照])[一-龥]){1,20}巡[察视](?:工作)?(?:(?!领导小|整改|反馈)[一-龥]){0,4}?组"
)
_NOTHING_ELSE = "(?!反馈|整改|回访|动员|调研|督[查导]|评估|培训|检查|办|组|条例|工作(?:领导|办|会|培训|条例|方案))"
_DONE = rf"(?:进行|开展|实施)了?[^，。；\n]{{0,24}}?巡[察视]{_NOTHING_ELSE}"
_WHEN = r"(?:[于自从在]?\d[^，。；\n对反]{0,40}|(?:集中|利用|历?用?时|为期)[^，。；\n对反]{1,20})"
_OF = rf"(?:对|进驻|入驻)(?P<of>(?:(?!反馈|巡[察视])[^。；\n]){{1,160}}?){_DONE}"
_BY_TEAM = re.compile(
    rf"(?P<inspectors>{_TEAM})(?:（[^）\n]*）)?(?:，?{_WHEN}，?){{0,2}}{_OF}"
    rf"|接受了?(?P<received>{_TEAM})[^，。；\n]{{0,30}}?巡[察视]{_NOTHING_ELSE}"
)
_ANY_TEAM = re.compile(
    rf"巡[察视](?:工作)?[^，。；\n]{{0,4}}?组(?:(?!反馈)[^。；\n]){{0,200}}?(?:对|进驻|入驻)(?:(?!巡[察视])[^。；\n]){{1,160}}?{_DONE}"
    rf"|接受了?[^，。；\n]{{0,30}}?巡[察视](?:工作)?[^，。；\n]{{0,4}}?组[^，。；\n]{{0,30}}?巡[察视]{_NOTHING_ELSE}"
)
_NO_TEAM = re.compile(
    r"(?:对(?:(?!反馈|巡[察视])[^。；\n]){1,160}?(?:进行|开展|实施)了|接受了)(?:(?!巡[察视])[^，。；\n]){0,24}巡[察视]"
    + _NOTHING_ELSE
)
_BODY = re.compile("(?![我本该])[^，。；]{1,30}?(?:党委|党组(?!织)|工委|委员会|总支|支部|[省市县区旗州]委)")
_SHORT_DAY = re.compile(r"(?<![\d.])(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d|[./]\d)")
_NEXT = "[次翌]年|第二年"
_TO = rf" *(?:起|开始)?，? *(?:至|到|—+|－|-|–|~|～|〜) *(?:(?:(?P<to_year>\d{{4}})年|(?P<next>{_NEXT})|[同当]年))?"
_PERIOD = re.compile(
    rf"(?P<year>\d{{4}})年(?P<month>\d{{1,2}})月(?P<day>\d{{1,2}})日{_TO}"
    r"(?:(?P<to_month>\d{1,2})月)?(?P<to_day>\d{1,2})日"
)
_MONTHS = re.compile(
    rf"(?P<year>\d{{4}})年(?P<month>\d{{1,2}})月(?:底|初|[上中下]旬)?份?{_TO}(?P<to_month>\d{{1,2}})月(?!\d)"
)
_RECEIVER = "向(?:(?!报|提交|汇报|递交)[^，。；]){2,40}"
_FEEDBACK = re.compile(
    r"(?:(?<!\d)(?P<year>\d{4})年|[^\d]年|(?<![\d年]))(?P<month>\d{1,2})月(?P<day>\d{1,2})日(?:[上下]午)?，?"
    r"(?:(?:受|经|按照?|根据)[^，。；]{2,30}，)?(?P<who>[^，。；]{0,24}?巡[察视][^，。；]{0,10}?(?:组|办|办公室))?"
    rf"(?:召开[^。；]{{0,20}}?反馈会(?:议)?(?=[，。；\n]|$)|(?:召开[^，。；]{{0,20}}会议?，?)?(?:{_RECEIVER})?"
    r"(?:进行|作|做)?了?(?:书面|正式|集中|现场|当面)*反馈"
    r"(?![^，。；\n]{0,20}(?:整改|方案|问题清单|会))了?[^，。；\n]{0,30}(?=[，。；\n]|$))"
)
_GIVEN = re.compile(r"巡[察视](?:工作)?[^，。；\n]{0,4}?组[^。；\n]{0,40}?反馈")
_YEAR = re.compile(rf"(?<!\d)(?P<year>\d{{4}})年|(?P<next>{_NEXT})|[去今本]年")
_NUMBER = re.compile(r"[一二三四五六七八九十百\d]+")
_PLACES = re.compile(r"及((?:[^、，。；]{1,10}、)+[^、，。；]{1,10}?)等?[一二三四五六七八九十两\d]+个(?:村|社区)")

_EARLIER = re.compile("上一?[轮次届回]|前[一几两二三]?[轮次]|以往|以前|此前|历次|历轮|往年|曾|回头看")
_NO_PERIOD = "没有认出巡察时间（原文要写明起止的年月日），没有填；请核对后填写 period"


@dataclass
class Stated:
    """What a preamble states; `facts` as the model has them, `body`: the name of who was inspected, `ended`: a day on
    which the inspection was over; `doubts`: what a person must look at, by the place of its line; `several`: it tells
    of more than one inspection, and nothing is taken.
    """

    text: str
    facts: dict[str, Any] | None = None
    body: str | None = None
    ended: date | None = None
    doubts: dict[int, str] = field(default_factory=dict)
    several: bool = False

    @property
    def is_silent(self) -> bool:
        """Whether nothing is said of an inspection."""
        return not (self.facts or self.doubts)

    def doubt(self, place: int, message: str) -> None:
        line = self.text.count("\n", 0, place)
        if message not in (named := self.doubts.get(line, "")):
            self.doubts[line] = f"{named}。{message}" if named else message


def stated(preamble: list[str]) -> Stated:
    """Reads lines that introduce an announcement."""
    text = _SHORT_DAY.sub(r"\1年\3月\4日", "\n".join(preamble))
    made = Stated(text)
    acts = list(_BY_TEAM.finditer(text))
    mentioned = list(_ANY_TEAM.finditer(text))
    spans = [one.span() for one in (*acts, *mentioned)]
    without = [one for one in _NO_TEAM.finditer(text) if all(one.end() <= a or b <= one.start() for a, b in spans)]
    if len(several := [*max(mentioned, acts, key=len), *without]) > 1:
        made.several = True
        for one in several:
            made.doubt(one.start(), "这里写到的巡察（巡视）不止一次，没有填巡察情况；请核对后填写 inspection")
        return made
    act = next(iter([*acts, *mentioned, *without]), None)
    inspectors = (acts[0]["inspectors"] or acts[0]["received"]) if acts else None
    if act and not inspectors and "巡视" in act[0]:
        made.doubt(act.start(), "没有认出是谁巡察了谁，没有填巡察情况；请核对后填写 inspection")
        return made
    period, ended = _period(made, act) if act else (None, None)
    feedback, giver = _feedback(made, act, inspectors, ended)
    inspectors = inspectors or giver
    if act and not inspectors:
        made.doubt(act.start(), "没有认出是哪个巡察组，没有填；请核对后填写 inspectors")
    if inspectors or period or feedback:
        made.ended = feedback or ended
        made.facts = {"inspectors": inspectors, "period": period, "feedback": feedback}
        if places := _PLACES.search(text, act.start() if act else 0):
            made.facts["places"] = places[1].split("、")
        if not act:
            made.doubt(text.find(inspectors) if inspectors else 0, _NO_PERIOD)
    elif unread := _GIVEN.search(text):
        made.doubt(unread.start(), "没有认出巡察情况，没有填；请核对后填写 inspection")
    if acts and acts[0]["of"] and (body := _BODY.match(acts[0]["of"])):
        made.body = body[0]
    return made


def stated_below(heading: str, lines: list[str], others: list[str]) -> Stated:
    """Reads the lines below the heading of the first part, for a text whose preamble tells of no inspection. `others`:
    the rest of its prose. Nothing is taken of an earlier inspection, nor where the text tells of several.
    """
    told, unclear = stated(lines), Stated("\n".join(lines))
    if told.several:
        return told
    if not (told.facts and told.facts["inspectors"]):
        return unclear
    if _EARLIER.search(f"{heading}\n{told.text}"):
        unclear.doubt(0, "像是以往的巡察，没有填巡察情况；请核对后填写 inspection")
    elif any(_is_another(stated(words.split("\n")), told.facts) for words in others):
        unclear.doubt(0, "下文还写到另外的巡察（巡视），没有填巡察情况；请核对后填写 inspection")
    return unclear if unclear.doubts else told


def _is_another(other: Stated, facts: dict[str, Any]) -> bool:
    """Whether words tell of an inspection other than that of these facts, as far as they say."""
    told = other.facts or {}
    return other.several or any(told.get(name) not in (None, facts[name]) for name in ("inspectors", "period"))


def _period(made: Stated, act: re.Match[str]) -> tuple[dict[str, date] | None, date | None]:
    """The days that the sentence on the inspection gives it, and the day by which it had ended."""
    text = made.text
    start = max(text.rfind(stop, 0, act.start()) for stop in "。\n") + 1
    exact = list(_PERIOD.finditer(text, start, act.end()))
    if len(exact) == 1:
        one = exact[0]
        first = _day(one["year"], one["month"], one["day"])
        last = _day(_last_year(one), one["to_month"] or one["month"], one["to_day"])
        if first and last and first <= last:
            return {"from": first, "to": last}, last
    months = list(_MONTHS.finditer(text, start, act.end()))
    if not exact and len(months) == 1:
        made.doubt(act.start(), "巡察时间只写到月，没有填起止日期；知道的，请填写 period")
        year, month = _last_year(months[0]), months[0]["to_month"]
        first = _day(year, month, "1")
        return None, first and first.replace(day=monthrange(first.year, first.month)[1])
    made.doubt(act.start(), _NO_PERIOD)
    return None, None


def _last_year(period: re.Match[str]) -> str:
    return period["to_year"] or str(int(period["year"]) + bool(period["next"]))


def _feedback(
    made: Stated, act: re.Match[str] | None, inspectors: str | None, ended: date | None
) -> tuple[date | None, str | None]:
    """The day on which the findings were given, by those who inspected, and the team that gave them."""
    text, start = made.text, act.end() if act else 0
    given = list(_FEEDBACK.finditer(text, start))
    if act:
        visited = "巡视" in act[0]
        said = [(one, _giver(text, one) or one["who"]) for one in given]
        given = [one for one, who in said if not who or ("巡视" in who) == visited]
    if inspectors:
        given = [one for one in given if not _another(_giver(text, one), inspectors)]
    if not act:
        given = [one for one in given if one["year"] and _giver(text, one)]
    if len(given) > 1:
        for one in given:
            made.doubt(one.start(), "写到反馈的日期不止一个，没有填反馈日期；请核对后填写 feedback")
    elif given:
        one = given[0]
        day = _feedback_day(text, act, one, ended)
        if one["year"] and day is None:
            made.doubt(one.start("month"), "反馈日期不对，或者早于巡察结束，没有填；请核对后填写 feedback")
        elif day is None:
            message = f"反馈日期（{one['month']}月{one['day']}日）没有写年份，从前文也不能确定，没有填"
            made.doubt(one.start("month"), f"{message}；请核对后填写 feedback")
        return day, _giver(text, one)
    elif act and (mentioned := text.find("反馈", start)) >= 0:
        made.doubt(mentioned, "没有认出反馈日期，没有填；原文写明了的，请核对后填写 feedback")
    return None, None


def _giver(text: str, feedback: re.Match[str]) -> str | None:
    """The team that gave its findings, named after the day or right before it."""
    if feedback["who"]:
        return feedback["who"] if re.fullmatch(_TEAM, feedback["who"]) else None
    start = max(feedback.start() - 40, 0)
    before = re.search(f"({_TEAM})[于在]?$", text[start : feedback.start()])
    return before[1] if before else None


def _another(giver: str | None, inspectors: str) -> bool:
    """Whether the team that gave its findings is not the one that inspected, by their numbers."""
    return bool(giver and (numbers := _NUMBER.findall(giver)) and numbers[-1:] != _NUMBER.findall(inspectors)[-1:])


def _feedback_day(text: str, act: re.Match[str] | None, feedback: re.Match[str], ended: date | None) -> date | None:
    """The day of the feedback; without a year of its own only where the paragraph leaves no other than that in which
    the inspection ended, or the one that it calls the next.
    """
    month, day = feedback["month"], feedback["day"]
    if feedback["year"]:
        made = _day(feedback["year"], month, day)
        return made if made and not (ended and made < ended) else None
    paragraph = text[text.rfind("\n", 0, feedback.start("month")) + 1 : feedback.start("month")]
    if not act or not ended or act.start() < feedback.start("month") - len(paragraph):
        return None
    year = following = None
    for named in _YEAR.finditer(paragraph):
        following = named["next"] and named.end() == len(paragraph)
        year = int(named["year"]) if named["year"] else year + 1 if named["next"] and year else None
    made = _day(str(year), month, day) if year else None
    return made if made and ended < made and made.year == ended.year + bool(following) else None


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
