"""Valid HTML: syntax and tree by the WHATWG's algorithm (tinyhtml5), doctype, language, encoding, ids."""

from collections.abc import Iterator

from tinyhtml5.parser import HTMLParser

from gongkai.faults import Fault
from gongkai.verifying import elements
from gongkai.verifying.built import Site, shown
from gongkai.verifying.page import START, Page, Place

_ADVICE = "改正 overrides/ 里的模板，或这一页的 Markdown"
_MEANING = {
    "duplicate-attribute": "同一个属性写了两次",
    "end-tag-too-early": "里面还有标签没有结束",
    "expected-one-end-tag-but-got-another": "有标签没有结束",
    "expected-closing-tag-but-got-eof": "有标签没有结束",
    "eof-in-attribute-value-double-quote": "属性的引号没有结束",
    "eof-in-attribute-value-single-quote": "属性的引号没有结束",
    "expected-doctype-but-got-start-tag": "第一行不是 <!doctype html>",
    "illegal-codepoint-for-numeric-entity": "“&#”后面不是字符的编号",
    "invalid-character-in-attribute-name": "属性名里有引号或“<”，多半是前面的引号没有结束",
    "invalid-codepoint": "有看不见的控制字符",
    "unexpected-doctype": "<!doctype html> 只写在第一行",
    "unexpected-html-element-in-foreign-content": "图形（SVG）里不能放这个标签",
    "unexpected-start-tag": "这个标签不能放在这里",
    "unexpected-start-tag-ignored": "这个标签不能放在这里",
    "unexpected-end-tag-treated-as": "这个标签没有结束标签",
    "unexpected-end-tag": "结束标签没有对应的开始",
    "unexpected-start-tag-implies-end-tag": "这个标签不能套在同类标签里",
    "unexpected-start-tag-implies-table-voodoo": "表格里有不属于表格的内容",
    "expected-named-entity": "“&”后面不是字符的名称",
    "named-entity-without-semicolon": "字符的名称后面缺“;”",
    "expected-tag-name": "“<”后面不是标签",
    "non-void-element-with-trailing-solidus": "这个标签不能用“/>”结束",
    "adoption-agency-1.3": "标签交叉，没有按次序结束",
}
# The parser's table is older than the standard's "Comments": their text may hold “--”, as in a table put aside.
_ALLOWED = frozenset({"unexpected-char-in-comment", "unexpected-dash-after-double-dash-in-comment"})


def check(site: Site) -> Iterator[Fault]:
    """Faults `html-invalid`, `html-obsolete`, `page-doctype`, `page-language`, `page-charset`, `id-twice`,
    `id-missing`.
    """
    for name, page in site.pages.items():
        if page.doctype:
            yield from _written(site, name, page)
        else:
            message = "第一行不是 <!doctype html>"
            yield site.fault(name, START, "page-doctype", message, _ADVICE)
        yield from _declared(site, name, page)
        yield from _ids(site, name, page)


def parsed(text: str) -> tuple[list[tuple[tuple[int, int], str, dict[str, object]]], list[elements.Wrong]]:
    """What the parser of the WHATWG's algorithm finds wrong in a page: place, its code, the names it is about; and what
    the standard does not have of the tree that it makes.
    """
    parser = HTMLParser(namespace_html_elements=False)
    tree = parser.parse(text)
    return parser.errors, list(elements.wrong(tree))


def _written(site: Site, name: str, page: Page) -> Iterator[Fault]:
    errors, wrong = parsed(site.texts[name])
    for (line, column), code, values in errors:
        if code in _ALLOWED:
            continue
        told = "、".join(f"<{value}>" for value in values.values() if isinstance(value, str))
        meaning = _MEANING.get(code, f"不合标准（{code}）")
        message = f"HTML 写法有误：{meaning}" + (f"（{told}）" if told else "")
        yield site.fault(name, Place(line, max(column, 1)), "html-invalid", message, _ADVICE)
    for words in (one for one in page.comments if "<!--" in one.text):
        message = "HTML 写法有误：注释里不能再有“<!--”"
        yield site.fault(name, words.place, "html-invalid", message, _ADVICE)
    for words in page.between_cells:  # which the parser moves in front of the table without a word
        message = f"HTML 写法有误：表格里的字要写在格子里：{shown(words.text)}"
        yield site.fault(name, words.place, "html-invalid", message, _ADVICE)
    for one in wrong:
        places = [place for element, place in page.elements if element == one.name]
        place = places[min(one.number, len(places) - 1)] if places else START
        if one.obsolete:
            yield site.fault(name, place, "html-obsolete", one.message, "用样式表达同样的外观")
        else:
            yield site.fault(name, place, "html-invalid", f"HTML 写法有误：{one.message}", _ADVICE)


def _declared(site: Site, name: str, page: Page) -> Iterator[Fault]:
    if not page.language:
        yield site.fault(
            name, START, "page-language", "没有写明语言（html 的 lang）", "在 mkdocs.yml 里填 theme.language"
        )
    if page.charset.lower() != "utf-8":
        yield site.fault(name, START, "page-charset", "没有写明编码是 UTF-8（meta charset）", _ADVICE)


def _ids(site: Site, name: str, page: Page) -> Iterator[Fault]:
    for again in page.ids_again:
        yield site.fault(name, again.place, "id-twice", f"锚点 {again.text} 在这一页有两个", "改其中一个的 id")
    for named in page.ids_named:
        if named.text not in page.ids:
            yield site.fault(name, named.place, "id-missing", f"这一页没有所指的 {named.text}", "改正所指的 id")
