"""The HTML standard's tables: which elements there are, what may stand in them, which attributes and values they take.

Source: WHATWG HTML, the indices "Elements", "Element content categories" and "Attributes", and the chapter "Obsolete
features"; WAI-ARIA 1.2 for `role` and `aria-*`; RDFa Lite 1.1 for `property` and its like. A test of one element in
another reads `categories` of the one against `contents` of the other.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Element:
    """An element: its categories, what it may hold (names and categories), the attributes that are its own."""

    categories: frozenset[str]
    contents: frozenset[str]
    attributes: frozenset[str]


# name | categories | contents ("transparent": those of the parent; "text": characters alone) | attributes
_ELEMENTS = """
a|flow phrasing|transparent|href target download ping rel hreflang type referrerpolicy
abbr|flow phrasing|phrasing|
address|flow|flow|
area|flow phrasing||alt coords shape href target download ping rel referrerpolicy
article|flow sectioning|flow|
aside|flow sectioning|flow|
audio|flow phrasing|source track transparent|src crossorigin preload autoplay loop muted controls loading
b|flow phrasing|phrasing|
base|metadata||href target
bdi|flow phrasing|phrasing|
bdo|flow phrasing|phrasing|
blockquote|flow|flow|cite
body||flow|
br|flow phrasing||
button|flow phrasing interactive|phrasing|command commandfor disabled form formaction formenctype formmethod formnovalidate formtarget name popovertarget popovertargetaction type value
canvas|flow phrasing|transparent|width height
caption||flow|
cite|flow phrasing|phrasing|
code|flow phrasing|phrasing|
col|||span
colgroup||col template|span
data|flow phrasing|phrasing|value
datalist|flow phrasing|option script template phrasing|
dd||flow|
del|flow phrasing|transparent|cite datetime
details|flow interactive|summary flow|name open
dfn|flow phrasing|phrasing|
dialog|flow|flow|open closedby
div|flow|flow|
dl|flow|dt dd div script template|
dt||flow|
em|flow phrasing|phrasing|
embed|flow phrasing interactive||src type width height
fieldset|flow|legend flow|disabled form name
figcaption||flow|
figure|flow|figcaption flow|
footer|flow|flow|
form|flow|flow|accept-charset action autocomplete enctype method name novalidate target rel
h1|flow heading|phrasing|
h2|flow heading|phrasing|
h3|flow heading|phrasing|
h4|flow heading|phrasing|
h5|flow heading|phrasing|
h6|flow heading|phrasing|
head||metadata|
header|flow|flow|
hgroup|flow heading|h1 h2 h3 h4 h5 h6 p script template|
hr|flow||
html||head body|
i|flow phrasing|phrasing|
iframe|flow phrasing interactive||src srcdoc name sandbox allow allowfullscreen width height referrerpolicy loading
img|flow phrasing||alt src srcset sizes crossorigin usemap ismap width height referrerpolicy decoding loading fetchpriority
input|flow phrasing||accept alpha alt autocomplete checked colorspace dirname disabled form formaction formenctype formmethod formnovalidate formtarget height list max maxlength min minlength multiple name pattern placeholder popovertarget popovertargetaction readonly required size src step type value width
ins|flow phrasing|transparent|cite datetime
kbd|flow phrasing|phrasing|
label|flow phrasing interactive|phrasing|for
legend||phrasing heading|
li||flow|value
link|metadata||href crossorigin rel as media hreflang type sizes imagesrcset imagesizes referrerpolicy integrity blocking color disabled fetchpriority
main|flow|flow|
map|flow phrasing|transparent|name
mark|flow phrasing|phrasing|
menu|flow|li script template|
meta|metadata||name http-equiv content charset media
meter|flow phrasing|phrasing|value min max low high optimum
nav|flow sectioning|flow|
noscript|metadata flow phrasing|transparent|
object|flow phrasing|transparent|data type name form width height
ol|flow|li script template|reversed start type
optgroup||option legend script template|disabled label
option||phrasing|disabled label selected value
output|flow phrasing|phrasing|for form name
p|flow|phrasing|
picture|flow phrasing|source img script template|
pre|flow|phrasing|
progress|flow phrasing|phrasing|value max
q|flow phrasing|phrasing|cite
rp||text|
rt||phrasing|
ruby|flow phrasing|phrasing rt rp|
s|flow phrasing|phrasing|
samp|flow phrasing|phrasing|
script|metadata flow phrasing|text|src type nomodule async defer crossorigin integrity referrerpolicy blocking fetchpriority
search|flow|flow|
section|flow sectioning|flow|
select|flow phrasing interactive|option optgroup hr button script template|autocomplete disabled form multiple name required size
slot|flow phrasing|transparent|name
small|flow phrasing|phrasing|
source|||type media src srcset sizes width height
span|flow phrasing|phrasing|
strong|flow phrasing|phrasing|
style|metadata|text|media blocking
sub|flow phrasing|phrasing|
summary||phrasing heading|
sup|flow phrasing|phrasing|
table|flow|caption colgroup thead tbody tfoot tr script template|
tbody||tr script template|
td||flow|colspan rowspan headers
template|metadata flow phrasing||shadowrootmode shadowrootdelegatesfocus shadowrootclonable shadowrootserializable
textarea|flow phrasing interactive|text|autocomplete cols dirname disabled form maxlength minlength name placeholder readonly required rows wrap
tfoot||tr script template|
th||flow|colspan rowspan headers scope abbr
thead||tr script template|
time|flow phrasing|phrasing|datetime
title|metadata|text|
tr||td th script template|
track|||default kind label src srclang
u|flow phrasing|phrasing|
ul|flow|li script template|
var|flow phrasing|phrasing|
video|flow phrasing|source track transparent|src crossorigin poster preload autoplay playsinline loop muted controls width height loading
wbr|flow phrasing||
"""  # noqa: E501 - a row an element, as in the standard


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ELEMENTS = {
    name: Element(*map(_words, columns))
    for name, *columns in (row.split("|") for row in _ELEMENTS.strip().splitlines())
}

GLOBAL = _words(
    "accesskey autocapitalize autocorrect autofocus class contenteditable dir draggable enterkeyhint hidden id inert"
    " inputmode is itemid itemprop itemref itemscope itemtype lang nonce popover role slot spellcheck style tabindex"
    " title translate writingsuggestions xml:lang xmlns property prefix resource typeof vocab"
)

OBSOLETE_ELEMENTS = _words(
    "acronym applet basefont bgsound big blink center dir font frame frameset isindex keygen listing marquee menuitem"
    " multicol nextid nobr noembed noframes param plaintext rb rtc spacer strike tt xmp"
)
OBSOLETE_ATTRIBUTES = _words(
    "abbr align alink allowtransparency archive axis background bgcolor border bordercolor cellpadding cellspacing char"
    " charoff charset classid clear code codebase codetype color compact coords datafld dataformatas datapagesize"
    " datasrc declare event face for frame frameborder height hspace language link longdesc lowsrc manifest"
    " marginheight marginwidth methods name nohref noshade nowrap profile rev rules scheme scope scrolling shape"
    " size standby summary target text type urn usemap valign valuetype version vlink vspace width"
)

# What an element must not hold at any depth, beyond what its contents say; "#" names a category or a state.
_SECTIONS = _words("article aside nav section header footer h1 h2 h3 h4 h5 h6 hgroup")
NOT_WITHIN = {
    "a": _words("#interactive a"),
    "button": _words("#interactive a"),
    "label": _words("label"),
    "form": _words("form"),
    "header": _words("header footer main"),
    "footer": _words("header footer main"),
    "article": _words("main"),
    "aside": _words("main"),
    "nav": _words("main"),
    "address": _SECTIONS | {"address"},
    "dt": _SECTIONS,
    "th": _SECTIONS,
    "caption": _words("table"),
    "dfn": _words("dfn"),
    "meter": _words("meter"),
    "progress": _words("progress"),
    "noscript": _words("noscript"),
    "audio": _words("audio video"),
    "video": _words("audio video"),
}

# Relations with which a `link` may stand in the body.
BODY_OK = _words("dns-prefetch modulepreload pingback preconnect prefetch preload stylesheet")

# In which order an element's children stand.
ORDER = {
    "table": {"caption": 0, "colgroup": 1, "thead": 2, "tbody": 3, "tr": 3, "tfoot": 4},
    "picture": {"source": 0, "img": 1},
}

# Attributes of which one must be there, by element.
REQUIRED = {
    "area": [_words("alt")],
    "base": [_words("href target")],
    "bdo": [_words("dir")],
    "data": [_words("value")],
    "embed": [_words("src")],
    "iframe": [_words("src srcdoc")],
    "img": [_words("alt"), _words("src srcset")],
    "link": [_words("rel itemprop property"), _words("href imagesrcset")],
    "map": [_words("name")],
    "meta": [_words("name http-equiv charset property itemprop")],
    "meter": [_words("value")],
    "object": [_words("data")],
    "optgroup": [_words("label")],
    "source": [_words("src srcset")],
    "track": [_words("src")],
}

# Attributes that say nothing unless another is there.
_OF_LINK = dict.fromkeys(_words("target download ping rel hreflang type referrerpolicy"), "href")
WITH = {"a": _OF_LINK, "area": _OF_LINK, "img": {"sizes": "srcset"}, "link": {"imagesizes": "imagesrcset"}}

# The types of an `input` that an attribute is for; the others take any.
_TYPED = _words("text search url tel email password number")
_RANGED = _words("date month week time datetime-local number range")
OF_INPUT = {
    "accept": _words("file"),
    "alt": _words("image"),
    "checked": _words("checkbox radio"),
    "height": _words("image"),
    "max": _RANGED,
    "maxlength": _TYPED - {"number"},
    "min": _RANGED,
    "minlength": _TYPED - {"number"},
    "multiple": _words("email file"),
    "pattern": _TYPED - {"number"},
    "placeholder": _TYPED,
    "size": _TYPED - {"number"},
    "src": _words("image"),
    "step": _RANGED,
    "width": _words("image"),
}
LABELABLE = _words("button input meter output progress select textarea")

_BOOLEAN = _words(
    "allowfullscreen alpha async autofocus autoplay checked controls default defer disabled formnovalidate inert ismap"
    " itemscope loop multiple muted nomodule novalidate open playsinline readonly required reversed selected"
    " shadowrootclonable shadowrootdelegatesfocus shadowrootserializable"
)
_REFERRER = (
    "|no-referrer|no-referrer-when-downgrade|same-origin|origin|strict-origin|origin-when-cross-origin"
    "|strict-origin-when-cross-origin|unsafe-url"
)
_ROLES = (
    "alert|alertdialog|application|article|banner|blockquote|button|caption|cell|checkbox|code|columnheader|combobox"
    "|complementary|contentinfo|definition|deletion|dialog|directory|document|emphasis|feed|figure|form|generic|grid"
    "|gridcell|group|heading|img|image|insertion|link|list|listbox|listitem|log|main|mark|marquee|math|menu|menubar"
    "|menuitem|menuitemcheckbox|menuitemradio|meter|navigation|none|note|option|paragraph|presentation|progressbar"
    "|radio|radiogroup|region|row|rowgroup|rowheader|scrollbar|search|searchbox|separator|slider|spinbutton|status"
    "|strong|subscript|suggestion|superscript|switch|tab|table|tablist|tabpanel|term|textbox|time|timer|toolbar|tooltip"
    "|tree|treegrid|treeitem|doc-[a-z]+"
)
_METHODS, _CODINGS = "get|post|dialog", "application/x-www-form-urlencoded|multipart/form-data|text/plain"
# A language by BCP 47; the letters of a country in its place are a common slip.
_LANGUAGE = "(?!(?:cn|jp)(?:-|$))[a-z]{2,3}(?:-[a-z0-9]{1,8})*|x(?:-[a-z0-9]{1,8})+"
# A frame's name may be any, but for the keywords without their "_" and what begins with one.
_FRAME = "_blank|_self|_parent|_top|(?!(?:blank|self|parent|top|new)$)[^_].*"
_WHOLE, _COUNT, _NUMBER = r"-?\d+", r"\d+", r"-?\d*\.?\d+(?:e[+-]?\d+)?"
_TOKEN = r"\S+"
_CLOCK = r"\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?"
_MONTH, _DAY = r"(?:0[1-9]|1[0-2])", r"(?:0[1-9]|[12]\d|3[01])"
_WHEN = (
    rf"(?:\d{{4,}}-)?{_MONTH}-{_DAY}(?:[T ]{_CLOCK}(?:Z|[+-]\d{{2}}:?\d{{2}})?)?|\d{{4,}}(?:-{_MONTH}|-W\d{{2}})?"
    rf"|{_CLOCK}|Z|[+-]\d{{2}}:?\d{{2}}|P[\dDTHMS.]+|(?:\s*[\d.]+\s*[wdhms])+\s*"
)
_CANDIDATE = r"\s*[^\s,]+(?:\s+(?:\d+w|\d*\.?\d+x))?\s*"
_CANDIDATES = rf"{_CANDIDATE}(?:,{_CANDIDATE})*|.*\bdata:.*"
_WHOLE_DAY = re.compile(r"(?<!\d)\d{4}-\d{2}-\d{2}")
_SIZES = dict.fromkeys(("canvas", "embed", "iframe", "img", "input", "object", "source", "video"), _COUNT)

# The form of a value by attribute, whole and in any case; where it depends on the element, by element.
_VALUES: dict[str, str | dict[str, str]] = {
    **dict.fromkeys(_BOOLEAN, ""),
    "as": "audio|document|embed|fetch|font|image|json|object|script|style|text|track|video|worker|xslt",
    "autocapitalize": "on|off|none|sentences|words|characters",
    "autocorrect": "on|off|",
    "autocomplete": {"form": "on|off"},
    "charset": "utf-8",
    "cite": r".*\S.*",
    "colspan": r"[1-9]\d*",
    "cols": r"[1-9]\d*",
    "contenteditable": "true|false|plaintext-only|",
    "crossorigin": "anonymous|use-credentials|",
    "datetime": _WHEN,
    "decoding": "sync|async|auto",
    "dir": "ltr|rtl|auto",
    "draggable": "true|false",
    "enctype": _CODINGS,
    "enterkeyhint": "enter|done|go|next|previous|search|send",
    "fetchpriority": "high|low|auto",
    "for": {"label": _TOKEN},
    "formenctype": _CODINGS,
    "formmethod": _METHODS,
    "formtarget": _FRAME,
    "height": _SIZES,
    "hidden": "hidden|until-found|",
    "high": _NUMBER,
    "href": r".*\S.*",
    "http-equiv": "content-type|default-style|refresh|x-ua-compatible|content-security-policy",
    "hreflang": _LANGUAGE,
    "id": _TOKEN,
    "imagesrcset": _CANDIDATES,
    "inputmode": "none|text|tel|url|email|numeric|decimal|search",
    "kind": "subtitles|captions|descriptions|chapters|metadata",
    "lang": _LANGUAGE,
    "loading": "lazy|eager",
    "low": _NUMBER,
    "max": {"meter": _NUMBER, "progress": _NUMBER},
    "maxlength": _COUNT,
    "method": _METHODS,
    "min": {"meter": _NUMBER},
    "minlength": _COUNT,
    "optimum": _NUMBER,
    "popover": "auto|manual|hint|",
    "popovertargetaction": "toggle|show|hide",
    "preload": "none|metadata|auto|",
    "referrerpolicy": _REFERRER,
    "role": rf"(?:{_ROLES})(?:\s+(?:{_ROLES}))*",
    "rows": r"[1-9]\d*",
    "rowspan": _COUNT,
    "sandbox": r"(?:\s*allow-[a-z-]+)*\s*",
    "scope": "row|col|rowgroup|colgroup",
    "shape": "circle|default|poly|rect",
    "size": r"[1-9]\d*",
    "span": r"[1-9]\d*",
    "spellcheck": "true|false|",
    "src": r".*\S.*",
    "srcset": _CANDIDATES,
    "start": _WHOLE,
    "tabindex": _WHOLE,
    "target": _FRAME,
    "translate": "yes|no|",
    "type": {
        "button": "submit|reset|button",
        "input": "hidden|text|search|tel|url|email|password|date|month|week|time|datetime-local|number|range|color"
        "|checkbox|radio|file|submit|image|reset|button",
        "ol": "1|a|i",
        "script": r"module|importmap|speculationrules|[\w.+-]+/[\w.+-]+.*|",
    },
    "usemap": "#.+",
    "value": {"li": _WHOLE, "meter": _NUMBER, "progress": _NUMBER},
    "width": _SIZES,
    "wrap": "soft|hard",
    "writingsuggestions": "true|false|",
}

_YES_NO, _MAYBE, _ANY = "true|false", "true|false|undefined", ".*"
ARIA = {
    "aria-activedescendant": _TOKEN,
    "aria-atomic": _YES_NO,
    "aria-autocomplete": "inline|list|both|none",
    "aria-braillelabel": _ANY,
    "aria-brailleroledescription": _ANY,
    "aria-busy": _YES_NO,
    "aria-checked": "true|false|mixed|undefined",
    "aria-colcount": _WHOLE,
    "aria-colindex": _COUNT,
    "aria-colindextext": _ANY,
    "aria-colspan": _COUNT,
    "aria-controls": _ANY,
    "aria-current": "page|step|location|date|time|true|false",
    "aria-describedby": _ANY,
    "aria-description": _ANY,
    "aria-details": _ANY,
    "aria-disabled": _YES_NO,
    "aria-dropeffect": r"(?:copy|execute|link|move|none|popup|\s)+",
    "aria-errormessage": _ANY,
    "aria-expanded": _MAYBE,
    "aria-flowto": _ANY,
    "aria-grabbed": _MAYBE,
    "aria-haspopup": "true|false|menu|listbox|tree|grid|dialog",
    "aria-hidden": _MAYBE,
    "aria-invalid": "true|false|grammar|spelling",
    "aria-keyshortcuts": _ANY,
    "aria-label": _ANY,
    "aria-labelledby": _ANY,
    "aria-level": r"[1-9]\d*",
    "aria-live": "off|polite|assertive",
    "aria-modal": _YES_NO,
    "aria-multiline": _YES_NO,
    "aria-multiselectable": _YES_NO,
    "aria-orientation": "horizontal|vertical|undefined",
    "aria-owns": _ANY,
    "aria-placeholder": _ANY,
    "aria-posinset": _COUNT,
    "aria-pressed": "true|false|mixed|undefined",
    "aria-readonly": _YES_NO,
    "aria-relevant": r"(?:additions|removals|text|all|\s)+",
    "aria-required": _YES_NO,
    "aria-roledescription": _ANY,
    "aria-rowcount": _WHOLE,
    "aria-rowindex": _COUNT,
    "aria-rowindextext": _ANY,
    "aria-rowspan": _COUNT,
    "aria-selected": _MAYBE,
    "aria-setsize": _WHOLE,
    "aria-sort": "ascending|descending|none|other",
    "aria-valuemax": _NUMBER,
    "aria-valuemin": _NUMBER,
    "aria-valuenow": _NUMBER,
    "aria-valuetext": _ANY,
}


def form(element: str, attribute: str) -> str | None:
    """The pattern that the value of an attribute is held to as a whole, or None where any will do."""
    stated = _VALUES.get(attribute, ARIA.get(attribute))
    if isinstance(stated, dict):
        return stated.get(element)
    return f"{stated}|{attribute}" if attribute in _BOOLEAN else stated


def fits(element: str, attribute: str, value: str) -> bool:
    """Whether the value is one that the attribute may have."""
    stated = form(element, attribute)
    if stated is not None and not re.fullmatch(stated, value, re.IGNORECASE | re.DOTALL):
        return False
    if attribute in ("srcset", "imagesrcset"):
        return _is_set(value)
    return attribute != "datetime" or all(map(_is_day, _WHOLE_DAY.findall(value)))


def beyond(name: str, attributes: dict[str, str]) -> Iterator[str]:
    """Attributes of a `progress` or `meter` that are not between its ends."""
    least, most = _number(attributes.get("min"), 0), _number(attributes.get("max"), 1)
    for one in ("value", "low", "high", "optimum") if name in ("progress", "meter") else ():
        if not least <= _number(attributes.get(one), least) <= most:
            yield one


def _number(text: str | None, default: float) -> float:
    return float(text) if text and re.fullmatch(_NUMBER, text, re.IGNORECASE) else default


def _is_set(value: str) -> bool:
    """Whether each picture of a set is for a width or a density of its own, and all for one of the two."""
    if "data:" in value:
        return True
    stated = [(*one.lower().split(), "1x")[1] for one in value.split(",")]
    return len({one[-1] for one in stated}) == 1 and len({float(one[:-1]) for one in stated}) == len(stated)


def _is_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False
