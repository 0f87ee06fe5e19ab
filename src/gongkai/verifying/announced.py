"""What a page of each kind says in the announcement's words, block by block, from the model: texts, statuses, figures,
what the text received lacks. The site's own words around them, which templates mark with `data-own`, are not here.
"""

from collections.abc import Iterable, Iterator, Mapping

from gongkai import absences, internal, places, printing, progress, sitemap, timeline
from gongkai.absences import Gap, LostCategories
from gongkai.model import (
    Announcement,
    Category,
    Figure,
    Glossary,
    Issue,
    Measure,
    MissingSection,
    Part,
    Section,
    Status,
)
from gongkai.places import Mention
from gongkai.progress import Change, Tally
from gongkai.verifying.blocks import END, UNREAD, drawn, leading, standing, stretch
from gongkai.verifying.built import HOME
from gongkai.wording import chinese_number, direction, written_day, written_number

LATEST = 10  # updates on the home page
ALL = "合计"
SQUARES, SQUARE = 40, "14"  # of a plot: how many at most, and how wide

Mentions = Mapping[str, list[Mention]]


def pages(announcement: Announcement) -> Iterator[tuple[sitemap.Page, list[str]]]:
    """Every page that repeats the announcement, and its blocks in order."""
    mentions = places.mentions(announcement)
    made = list(sitemap.pages(announcement, Glossary(terms=[])))
    for page in made:
        match page.template:
            case "home":
                said = _home(announcement, mentions)
            case "full_text":
                said = _full_text(announcement)
            case "part":
                said = _part(page.title, page.subject)
            case "categories":
                said = _categories(announcement, page.gaps)
            case "category":
                said = _category(page, announcement)
            case "issue":
                said = _issue(page, mentions)
            case "progress":
                said = _progress(announcement, page.gaps)
            case "places":
                said = _places(announcement, mentions)
            case "figures":
                said = _figures(announcement)
            case "search":
                said = [*_choices(announcement), *_cards(announcement)]
            case "site_map":
                said = _site_map(announcement, made)
            case _:
                continue
        yield page, [block for block in said if block.strip()]


def _home(announcement: Announcement, mentions: Mentions) -> Iterator[str]:
    figures = progress.summary(announcement)
    if figures.issues:
        yield from _current(announcement, figures.current)
        yield from (str(figures.categories or ""), str(figures.issues), str(figures.tally.total))
        if figures.missing:
            yield str(figures.missing)
    for change in progress.changes(announcement)[:LATEST]:
        yield from _latest(change)
    yield from _cards(announcement)
    for place in sitemap.places_of(announcement):
        words = f"{place}{len(mentions[place]) or ''}"
        yield _link(words, sitemap.PLACES, sitemap.place_anchor(announcement, place))
    for moment in timeline.moments(announcement):
        yield f"{moment.written}{moment.title}"
    if plans := sitemap.plans(announcement):
        yield sitemap.part_title(*plans)
        for section in plans[1].sections:
            if isinstance(section, Section):
                anchor = sitemap.heading_anchor(section.number)
                yield _link(_heading(section), sitemap.part_path(plans[0]), anchor)
    for number, part in sitemap.numbered_parts(announcement):
        if part.sections:
            yield _link(sitemap.part_title(number, part), sitemap.part_path(number))


def _latest(change: Change) -> Iterator[str]:
    yield f"{written_day(change.update.date)}{_badge(change.update.status)}"
    yield f"{_issue_link(change.issue, change.count)}：{change.update.text}"


def _full_text(announcement: Announcement) -> Iterator[str]:
    for paragraph in printing.layout(announcement):
        if paragraph.kind == "absent":
            yield _absence(paragraph.subject)
        elif paragraph.kind == "category" and paragraph.first:
            yield _link(paragraph.text, sitemap.category_path(paragraph.subject))
        elif paragraph.kind == "issue" and paragraph.first:
            first, *others = (piece.text for piece in paragraph.pieces)
            yield _link(first, sitemap.issue_path(paragraph.subject)) + "".join(others)
        else:
            if paragraph.after_gap:
                yield absences.BROKEN_OFF
            yield paragraph.text


def _part(title: str, part: Part) -> Iterator[str]:
    yield title
    yield from (part.lead or "").split("\n")
    for section in part.sections:
        if isinstance(section, Section):
            yield _heading(section)
            yield from section.text.split("\n")
        else:
            yield _absence(section)


def _heading(section: Section) -> str:
    return f"（{chinese_number(section.number)}）{section.title}"


def _categories(announcement: Announcement, gaps: tuple[Gap, ...]) -> Iterator[str]:
    figures = progress.summary(announcement)
    yield f"{figures.categories or ''}{figures.issues}{figures.tally.total}"
    yield from _cards(announcement)
    yield from _lacking(announcement, gaps)


def _cards(announcement: Announcement) -> Iterator[str]:
    for category in announcement.categories:
        yield (category.group or "").split("\n")[0]
        if category.title:
            words = f"{chinese_number(category.number)}{category.title}{len(category.issues) or ''}"
            yield from _card(_link(words, sitemap.category_path(category)), progress.of_category(category))
        else:
            for issue in category.issues:
                words = f"{issue.number}{issue.problem}"
                yield from _card(_link(words, sitemap.issue_path(issue)), progress.of_issue(issue))


def _card(link: str, tally: Tally) -> Iterator[str]:
    bar = list(_bar(tally))
    yield from (link.removesuffix(END), *bar, END) if bar else (link,)


def _category(page: sitemap.Page, announcement: Announcement) -> Iterator[str]:
    category: Category = page.subject
    tally, group = progress.of_category(category), sitemap.group_of(announcement, category)
    yield from group[:1]
    yield page.title
    if category.issues:
        yield f"{len(category.issues)}{tally.total}"
        yield from _current(announcement, tally)
    yield from map(_absence, page.gaps)
    yield from group[1:] if category.group else ()
    yield from category.unplaced
    for issue in category.issues:
        yield _link(f"{issue.number}{issue.problem}", sitemap.issue_path(issue))
        yield from _measures(issue)
    yield "".join(_category_link(one) for one in (page.before, page.after) if one)


def _issue(page: sitemap.Page, mentions: Mentions) -> Iterator[str]:
    issue: Issue = page.subject
    yield _category_link(page.home)
    yield f"问题{issue.number}{issue.problem}"
    yield from _measures(issue)
    for place, others in places.related(mentions, issue).items():
        yield from (f"{_issue_link(other)}{place}" for other in others)
    yield from (_issue_link(other) for other in page.home.issues if other is not issue)
    yield from map(_absence, page.gaps)
    yield page.title
    yield "".join(_issue_link(one) for one in (page.before, page.after) if one)


def _measures(issue: Issue) -> Iterator[str]:
    yield issue.lead or ""
    for count, measure in enumerate(issue.measures, start=1):
        own = measure.written.before if measure.written else None
        yield _count(issue, count) if own is None else own
        yield from _passages(measure)
        yield _badge(measure.status)
        if measure.evidence and issue.is_evident_around(measure):
            yield measure.evidence
        for title, value in internal.entries(measure):
            yield from (title, value)
        for update in measure.updates:
            yield f"{written_day(update.date)}{_badge(update.status)}"
            yield from (update.text, update.source)
    yield from (issue.closing or "").split("\n")
    yield from issue.unplaced


def _count(issue: Issue, count: int) -> str:
    return f"{chinese_number(count)}是" if issue.counted else ""


def _passages(measure: Measure) -> Iterator[str]:
    evidence = measure.evidence
    for place, passage in enumerate(measure.passages):
        if place:
            yield absences.BROKEN_OFF
        for line in passage.split("\n"):
            if evidence and evidence in line:
                explained = standing(measure.status, f"{evidence}{measure.status.label}")
                yield line.replace(evidence, explained, 1)
                evidence = None
            else:
                yield line


def _progress(announcement: Announcement, gaps: tuple[Gap, ...]) -> Iterator[str]:
    figures, history = progress.summary(announcement), progress.over_time(announcement)
    yield f"{figures.categories or ''}{figures.issues}{figures.tally.total}"
    if history:
        yield written_day(history[-1][0])
        yield from _tally(figures.current)
    yield from _tally(figures.tally)
    if len(history) > 1:
        for day, tally in [("", figures.tally), *((written_day(day), tally) for day, tally in history)]:
            yield from (day, *_bar(tally), tally.described)
    yield from (status.label for status in Status)
    for category in announcement.categories:
        yield _category_link(category)
        if category.issues:
            tally = progress.of_category(category)
            yield from (*_bar(tally), *_cells(tally))
    yield from _cells(figures.current)
    yield from _choices(announcement)
    for issue in announcement.issues:
        yield " ".join(one.current for one in issue.measures)
        yield from (str(issue.number), _link(issue.problem, sitemap.issue_path(issue)))
        for count, one in enumerate(issue.measures, start=1):
            anchor = sitemap.measure_anchor(issue, count)
            yield _link(_count(issue, count) + _badge(one.current), sitemap.issue_path(issue), anchor)
    yield from _lacking(announcement, gaps)
    yield from map(_category_link, figures.empty_categories)


def _lacking(announcement: Announcement, gaps: tuple[Gap, ...]) -> Iterator[str]:
    yield _numbered(announcement.missing_categories)
    yield from map(_absence, gaps)


def _absence(lacking: MissingSection | Gap | LostCategories) -> str:
    """What a page says that the text received lacks."""
    match lacking:
        case Gap():
            titles = [_category_link(category) for category in lacking.categories]
            candidates = "或".join(filter(None, ("、".join(titles[:-1]), "".join(titles[-1:]))))
            return "、".join(map(str, lacking.numbers)) + candidates + _numbered(lacking.lost)
        case LostCategories():
            return _numbered(lacking.categories)
    return _numbered([lacking.number])


def _numbered(numbers: Iterable[int]) -> str:
    return "".join(f"（{chinese_number(number)}）" for number in numbers)


def _choices(announcement: Announcement) -> Iterator[str]:
    yield from (status.label for status in Status)
    yield from (sitemap.category_title(category) for category in announcement.categories if category.issues)


def _places(announcement: Announcement, mentions: Mentions) -> Iterator[str]:
    yield str(len(sitemap.places_of(announcement)))
    for place in sitemap.places_of(announcement):
        yield place
        for mention in mentions[place]:
            yield _issue_link(mention.issue)
            yield mention.clause if mention.itself else f"{mention.clause}{mention.words}{place}"


def _figures(announcement: Announcement) -> Iterator[str]:
    for issue in announcement.issues:
        for count, measure in enumerate(issue.measures, start=1):
            for figure in measure.figures:
                yield from (figure.title, _value(figure), *_plot(figure))
                yield from (f"“{figure.quotation}”", _issue_link(issue, count))


def _value(figure: Figure) -> str:
    change = figure.change or ""
    arrow = direction(change) if change else ""
    return f"{written_number(figure.value)}{figure.unit}{f'{UNREAD}{arrow}{END}' if arrow else ''}{change}"


def _plot(figure: Figure) -> Iterator[str]:
    """A bar of a hundred, with a mark at the target; or as many squares as there are."""
    said = f"{figure.title}：{written_number(figure.value)}{figure.unit}"
    if figure.unit == "%":
        bar = drawn(f"{written_number(min(figure.value, 100))}%")
        if figure.target is None:
            yield f"{said}{bar}"
        else:
            target = f"目标 {written_number(figure.target)}%"
            yield f"{said}，{target}{bar}{drawn(f'{written_number(min(figure.target, 100))}%')}"
            yield target
    elif figure.unit.startswith("个") and figure.value <= SQUARES:
        yield said + drawn(SQUARE) * int(figure.value)


def _site_map(announcement: Announcement, made: list[sitemap.Page]) -> Iterator[str]:
    for entry in sitemap.navigation(announcement):
        for page in made:
            if entry.holds(page.path) and page.template in ("part", "category"):
                yield _link(page.title, page.path)
                issues = page.subject.issues if isinstance(page.subject, Category) else ()
                yield from map(_issue_link, issues)


def _tally(tally: Tally) -> Iterator[str]:
    """A bar, and the key below it."""
    yield from _bar(tally)
    yield from (f"{_badge(status)}{count}" for status, count in tally.counts.items())


def _current(announcement: Announcement, tally: Tally) -> Iterator[str]:
    """A bar and its key, and the day that they hold for, where something came after the announcement."""
    yield from _tally(tally)
    if latest := progress.latest(announcement):
        yield written_day(latest)


def _bar(tally: Tally) -> Iterator[str]:
    if tally.total:
        yield tally.described + "".join(stretch(one.status, one.width) for one in tally.segments(1000))


def _cells(tally: Tally) -> Iterator[str]:
    yield from (f"{status.label}{count}" for status, count in tally.counts.items())
    yield f"{ALL}{tally.total}"


def _badge(status: Status | None) -> str:
    return standing(status, status.label) if status else ""


def _link(words: str, path: str, anchor: str = "") -> str:
    return leading(f"{path}{HOME}#{anchor}", words)


def _category_link(category: Category) -> str:
    return _link(sitemap.category_title(category), sitemap.category_path(category))


def _issue_link(issue: Issue, measure: int | None = None) -> str:
    """The title of an issue, which leads to it, or to one of its measures, counted from 1."""
    anchor = sitemap.measure_anchor(issue, measure) if measure else ""
    return _link(sitemap.issue_title(issue), sitemap.issue_path(issue), anchor)
