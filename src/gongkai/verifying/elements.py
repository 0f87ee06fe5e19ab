"""A page's tree against the HTML standard's tables: elements that exist, where they may stand, attributes and values.

What stands in SVG or MathML is not judged, nor in a template. Custom elements (with a hyphen) may be anything.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple
from xml.etree.ElementTree import Element

from gongkai.verifying import standard
from gongkai.verifying.built import shown
from gongkai.verifying.words import SHOWING

_ONCE = frozenset({"main", "title", "base"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# What is there to be filled, unless a script does it.
_FILLED = frozenset({"p", "li", "table", "dt", "dd", "caption", "figcaption", "blockquote"})
_LIVE = frozenset({"hidden", "aria-live", "role"})
_NAMING = ("alt", "aria-label", "aria-labelledby", "title")
_IN_ORDER = frozenset({"details", "fieldset", "figure", *standard.ORDER})
_UNKNOWN = standard.Element(frozenset({"flow", "phrasing"}), frozenset({"transparent"}), frozenset())
_DIV_OF_DL = frozenset({"dt", "dd", "script", "template"})


class Wrong(NamedTuple):
    """What is wrong with the `number`th element of a name, from 0 in the order of the page."""

    name: str
    number: int
    message: str
    obsolete: bool = False


class _Place(NamedTuple):
    """An element's surroundings: the nearest name, what may stand here, and what may not at any depth and why."""

    name: str
    contents: frozenset[str]
    barred: dict[str, str]


def wrong(root: Element) -> Iterator[Wrong]:
    """What the tree of a page, without a namespace for HTML, has that the standard has not."""
    counted: dict[str, int] = {}
    seen: set[str] = set()
    named = {one.get("id"): one.tag for one in root.iter() if isinstance(one.tag, str) and "id" in one.attrib}
    maps = {"#", *(f"#{one.get('name')}" for one in root.iter("map"))}
    waiting = [(root, _Place("", frozenset({"html"}), {}))]
    while waiting:
        element, place = waiting.pop()
        if not isinstance(element.tag, str):
            continue  # a comment
        namespace, _, name = element.tag.rpartition("}")
        name = name.lower()
        number = counted[name] = counted.get(name, -1) + 1
        within = place
        if namespace:
            within = _Place(name, frozenset({"flow"} if name == "foreignobject" else ()), place.barred)
        else:
            messages = [*_standing(name, element, place), *_attributes(name, tuple(element.attrib.items()))]
            messages += [(message, False) for message in (*_held(name, element), *_apart(name, element, place))]
            labelled = named.get(element.get("for")) if name == "label" else None
            if labelled and labelled not in standard.LABELABLE and "-" not in labelled:
                messages.append((f"<label> 不能说明 <{labelled}>", False))
            if element.get("usemap", "#") not in maps:
                messages.append((f"<{name}> 的 usemap 指的图，这一页没有", False))
            if (one := _only_one(name, element)) and one in seen:
                messages.append((f"一页只能有一个 {one}", False))
            seen.add(one)
            for message, obsolete in messages:
                yield Wrong(name, number, message, obsolete)
            within = _inside(name, place)
        if name != "template":
            waiting += ((child, within) for child in reversed(element))
    yield from _bare(root)


def _bare(root: Element) -> Iterator[Wrong]:
    """The headings of a page's `main` under which nothing stands before the next one that is no part of them."""
    numbers = {one: number for tag in _HEADINGS for number, one in enumerate(root.iter(tag))}
    for main in root.iter("main"):
        bare: list[Element] = []
        for piece in _pieces(main):
            if not isinstance(piece, Element):
                bare.clear()
                continue
            yield from (_without(one, numbers) for one in bare if one.tag >= piece.tag)
            bare = [*(one for one in bare if one.tag < piece.tag), piece]
        yield from (_without(one, numbers) for one in bare)


def _without(heading: Element, numbers: dict[Element, int]) -> Wrong:
    return Wrong(heading.tag, numbers[heading], f"标题“{shown(_text(heading))}”下面没有内容")


def _pieces(element: Element) -> Iterator[Element | str]:
    """The headings in an element and what stands between them, as words or the name of what shows something."""
    waiting: list[Element | str | None] = [element]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Element) and isinstance(one.tag, str):
            name = one.tag.rpartition("}")[2]
            if name in _HEADINGS:
                yield one
            elif name in SHOWING:
                yield name
            else:
                waiting += reversed([one.text, *(piece for child in one for piece in (child, child.tail))])
        elif isinstance(one, str) and one.strip():
            yield one


def _inside(name: str, place: _Place) -> _Place:
    known = standard.ELEMENTS.get(name, _UNKNOWN)
    contents = _DIV_OF_DL if name == "div" and place.name == "dl" else known.contents
    if "transparent" in contents:
        contents |= place.contents
    barred = place.barred
    if name in standard.NOT_WITHIN:
        barred = {**barred, **dict.fromkeys(standard.NOT_WITHIN[name], name)}
    return _Place(name, contents, barred)


def _standing(name: str, element: Element, place: _Place) -> Iterator[tuple[str, bool]]:
    """Whether there is such an element, and whether it may stand where it does."""
    if name in standard.OBSOLETE_ELEMENTS:
        yield f"<{name}> 已经废止", True
        return
    if name not in standard.ELEMENTS and "-" not in name:
        yield f"没有 <{name}> 这个标签", False
        return
    categories = standard.ELEMENTS.get(name, _UNKNOWN).categories
    if not ({name} | categories) & place.contents and not _in_body(name, element, place):
        yield f"<{name}> 不能放在 <{place.name}> 里", False
    elif name in place.barred:
        yield f"<{name}> 不能放在 <{place.barred[name]}> 里", False
    elif "#interactive" in place.barred and _interactive(name, element):
        yield f"<{name}> 不能放在 <{place.barred['#interactive']}> 里：点一下有两个意思", False


def _only_one(name: str, element: Element) -> str:
    """How an element is called of which a page has one at most, else empty."""
    if name in _ONCE and "hidden" not in element.attrib:
        return f"<{name}>"
    if name == "link" and element.get("rel", "").lower() == "canonical":
        return "<link rel=canonical>"
    if name == "meta" and not {"media", "lang"} & element.attrib.keys():
        for attribute in ("name", "http-equiv", "charset"):
            if attribute in element.attrib:
                stated = "" if attribute == "charset" else f"={element.attrib[attribute].lower()}"
                return f"<meta {attribute}{stated}>"
    return ""


def _in_body(name: str, element: Element, place: _Place) -> bool:
    """Whether a `meta` or `link` may stand amid text."""
    if name not in ("meta", "link") or not place.contents & {"flow", "phrasing"}:
        return False
    relations = frozenset(element.get("rel", "").lower().split())
    return "itemprop" in element.attrib or "property" in element.attrib or bool(relations & standard.BODY_OK)


def _interactive(name: str, element: Element) -> bool:
    if "tabindex" in element.attrib:
        return True
    if name in ("audio", "video"):
        return "controls" in element.attrib
    if name == "img":
        return "usemap" in element.attrib
    if name == "input":
        return element.get("type", "").lower() != "hidden"
    return "interactive" in standard.ELEMENTS.get(name, _UNKNOWN).categories


def _apart(name: str, element: Element, place: _Place) -> Iterator[str]:
    """Attributes that mean something only within certain elements."""
    if name == "li" and "value" in element.attrib and place.name != "ol":
        yield "<li> 的 value 只用在 <ol> 里"
    elif name == "img" and "ismap" in element.attrib and "a" not in place.barred:
        yield "<img> 的 ismap 只用在链接里"


def _held(name: str, element: Element) -> Iterator[str]:
    """What an element lacks inside, or has in the wrong order."""
    contents = standard.ELEMENTS.get(name, _UNKNOWN).contents
    if contents and not contents & {"phrasing", "flow", "text", "transparent"}:
        texts = (element.text, *(child.tail for child in element))
        if any(text and text.strip() for text in texts):
            yield f"<{name}> 里不能直接写字"
    children = [child.tag for child in element if isinstance(child.tag, str)]
    if name in _FILLED and not _said(element) and not _LIVE & element.attrib.keys() and not _shows(element):
        yield f"<{name}> 里没有内容"
    if name == "tr" and not children:  # one of empty cells is to be filled in by hand
        yield "<tr> 里没有内容"
    if name == "div" and _boxed_nothing(element):
        yield f"提示框“{shown(_text(element))}”里没有内容"
    if name in _HEADINGS and not _said(element):
        yield f"<{name}> 里没有字"
    elif name in ("button", "a") and (name == "button" or "href" in element.attrib) and not _said(element):
        yield f"<{name}> 里没有字，也没有名称：读屏的人不知道它是什么"
    elif name == "time" and "datetime" not in element.attrib and not standard.fits("time", "datetime", _text(element)):
        yield "<time> 里不是日期或时间的，要写 datetime"
    elif name == "dl" and children and "div" not in children:
        described = [child for child in children if child in ("dt", "dd")]
        if described[:1] != ["dt"] or described[-1:] != ["dd"]:
            yield "<dl> 里先写 <dt>，后写 <dd>"
    elif name == "label" and _controls(element) > 1:
        yield "一个 <label> 只说明一项，里面有几项"
    elif name == "details" and "summary" not in children:
        yield "<details> 里先写 <summary>"
    if name == "table":
        yield from _grid(element)
    if name in _IN_ORDER:
        yield from _ordered(name, [child for child in children if child not in ("script", "template")])


def _controls(element: Element) -> int:
    """How many of what a label can speak of stand in an element."""
    return sum(one.tag in standard.LABELABLE and one.get("type") != "hidden" for one in element.iter())


def _boxed_nothing(element: Element) -> bool:
    """Whether this is a box that Markdown makes of `!!! note`, with a title at most."""
    titles = "".join(_text(child) for child in element if child.get("class") == "admonition-title")
    return "admonition" in element.get("class", "").split() and _text(element) == titles and not _shows(element)


def _ordered(name: str, children: list[str]) -> Iterator[str]:
    """What stands once in its parent, and what stands first or last."""
    for one in ("summary", "legend", "caption", "figcaption"):
        places = [place for place, child in enumerate(children) if child == one]
        last = len(children) - 1
        if len(places) > 1 or (places and places[0] not in ((0, last) if one == "figcaption" else (0,))):
            yield f"<{name}> 里 <{one}> 只有一个，而且在最前"
    ranks = [standard.ORDER[name].get(child, 0) for child in children] if name in standard.ORDER else []
    if ranks != sorted(ranks):
        yield f"<{name}> 里的次序不对：{'、'.join(f'<{one}>' for one in standard.ORDER[name])}"


def _grid(table: Element) -> Iterator[str]:
    """The standard's table model: cells that lie on each other, reach below their rows, or make columns of no cell."""
    own: set[int] = set()
    width = 0
    for group in (table, *(child for child in table if child.tag in ("thead", "tbody", "tfoot"))):
        rows = [row for row in group if row.tag == "tr"]
        taken: set[tuple[int, int]] = set()
        for at, row in enumerate(rows):
            column = 0
            for cell in (cell for cell in row if cell.tag in ("td", "th")):
                while (at, column) in taken:
                    column += 1
                across, down = (_span(cell, name) for name in ("colspan", "rowspan"))
                if at + down > len(rows):
                    yield f"<{cell.tag}> 的 rowspan 超出了表格的行"
                covered = {(at + y, column + x) for y in range(min(down, len(rows) - at)) for x in range(across)}
                if covered & taken:
                    yield f"<{cell.tag}> 与别的格子重叠"
                taken |= covered
                own.add(column)
                width = max(width, column + across)
    if len(own) < width:
        yield "<table> 里有的列没有自己的格子：colspan 太大"


def _span(cell: Element, name: str) -> int:
    """How many rows or columns a cell covers; a row group's end is as far as none says."""
    given = cell.get(name, "1").strip()
    return int(given) or 1 if given.isascii() and given.isdigit() and len(given) < 5 else 1


def _shows(element: Element) -> bool:
    return any(isinstance(one.tag, str) and one.tag.rpartition("}")[2] in SHOWING for one in element.iter())


def _text(element: Element) -> str:
    return "".join(element.itertext()).strip()


def _said(element: Element) -> bool:
    """Whether an element has words, or a picture or control that is named."""
    named = (one.get(label) for one in element.iter() if isinstance(one.tag, str) for label in _NAMING)
    return bool(_text(element)) or any(named)


@lru_cache(maxsize=4096)
def _attributes(name: str, given: tuple[tuple[str, str], ...]) -> list[tuple[str, bool]]:
    """What is wrong with the attributes of an element; pages have most of theirs in common."""
    found = []
    known = standard.ELEMENTS.get(name)
    if known is None:
        return []
    for attribute, value in given:
        if attribute.startswith(("data-", "on")):
            continue  # a handler is the policy's to refuse
        if attribute not in known.attributes | standard.GLOBAL | standard.ARIA.keys():
            obsolete = attribute in standard.OBSOLETE_ATTRIBUTES
            message = f"<{name}> 的属性 {attribute} 已经废止" if obsolete else f"<{name}> 没有 {attribute} 这个属性"
            found.append((message, obsolete))
        elif not standard.fits(name, attribute, value):
            found.append((f"<{name}> 的 {attribute} 不能是“{shown(value)}”", False))
    attributes = dict(given)
    for attribute, needed in standard.WITH.get(name, {}).items():
        if attribute in attributes and needed not in attributes:
            found.append((f"<{name}> 有 {attribute}，却没有 {needed}", False))
    kind = attributes.get("type", "text").lower()
    for attribute, kinds in standard.OF_INPUT.items() if name == "input" else ():
        if attribute in attributes and kind not in kinds:
            found.append((f"<input> 的 {attribute} 不能用于 type={kind}", False))
    for attribute in ("min", "max") if name == "input" and kind in ("number", "range") else ():
        if attribute in attributes and not standard.fits("meter", attribute, attributes[attribute]):
            found.append((f"<input> 的 {attribute} 不是数", False))
    found += [(f"<{name}> 的 {one} 不在最小值和最大值之间", False) for one in standard.beyond(name, attributes)]
    for one_of in standard.REQUIRED.get(name, ()):
        if not one_of & attributes.keys():
            found.append((f"<{name}> 没有写 {' 或 '.join(sorted(one_of))}", False))
    return found
