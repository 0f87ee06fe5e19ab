"""Automatic numbers are those that Word shows; what is not certain is named, what is not known is refused."""

from pathlib import Path

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from gongkai.faults import Faulty
from gongkai.importing import word

W = nsdecls("w")


def level(depth: int, form: str, text: str, start: str | None = "1", more: str = "") -> str:
    begins = f'<w:start w:val="{start}"/>' if start else ""
    return f'<w:lvl w:ilvl="{depth}">{begins}<w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


def with_lists(kinds: dict[int, str], lists: dict[int, tuple[int, str]]):
    """A document with kinds of lists (their levels), and lists of a kind (and what they change of it)."""
    made = docx.Document()
    root = made.part.numbering_part.element
    for name, levels in kinds.items():
        root.insert(0, parse_xml(f'<w:abstractNum {W} w:abstractNumId="{name}">{levels}</w:abstractNum>'))
    for name, (kind, more) in lists.items():
        root.append(parse_xml(f'<w:num {W} w:numId="{name}"><w:abstractNumId w:val="{kind}"/>{more}</w:num>'))
    return made


def numbered(properties, name: int | None, depth: int | None = 0) -> None:
    number = properties.get_or_add_numPr()
    if depth is not None:
        number.get_or_add_ilvl().val = depth
    if name is not None:
        number.get_or_add_numId().val = name


def add(made, name: int, *depths: int, words: str = "甲") -> None:
    for depth in depths:
        numbered(made.add_paragraph(words)._p.get_or_add_pPr(), name, depth)


def read(made, tmp_path: Path) -> word.Document:
    made.save(tmp_path / "a.docx")
    return word.read(tmp_path / "a.docx")


def shown(made, tmp_path: Path) -> list[str]:
    return [line.removesuffix("甲") for line in read(made, tmp_path).text.splitlines()]


def override(depth: int, start: int) -> str:
    return f'<w:lvlOverride w:ilvl="{depth}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


def test_a_list_begins_where_it_says_so_itself(tmp_path):
    made = with_lists({90: level(0, "decimal", "%1.")}, {91: (90, ""), 92: (90, override(0, 5))})
    add(made, 91, 0, 0)
    add(made, 92, 0, 0)
    assert shown(made, tmp_path) == ["1.", "2.", "5.", "6."]


def test_lists_of_one_kind_count_on_over_other_lists(tmp_path):
    kinds = {90: level(0, "decimal", "%1."), 95: level(0, "chineseCounting", "（%1）")}
    made = with_lists(kinds, {91: (90, ""), 92: (90, ""), 96: (95, "")})
    for name in (96, 91, 91, 96, 92, 92):
        add(made, name, 0)
    assert shown(made, tmp_path) == ["（一）", "1.", "2.", "（二）", "3.", "4."]


def test_a_list_can_have_a_level_of_its_own(tmp_path):
    own = f'<w:lvlOverride w:ilvl="0">{level(0, "upperRoman", "%1)", "3")}</w:lvlOverride>'
    made = with_lists({90: level(0, "decimal", "%1.")}, {91: (90, own)})
    add(made, 91, 0, 0)
    assert shown(made, tmp_path) == ["III)", "IV)"]


def test_deeper_levels_begin_anew_unless_they_say_otherwise(tmp_path):
    levels = level(0, "decimal", "%1.") + level(1, "decimal", "%1.%2")
    made = with_lists({90: levels, 95: levels.replace("%1.%2", "%2)")}, {91: (90, ""), 96: (95, "")})
    made.part.numbering_part.element.xpath('w:abstractNum[@w:abstractNumId="95"]/w:lvl')[1].insert(
        1, parse_xml(f'<w:lvlRestart {W} w:val="0"/>')
    )
    add(made, 91, 0, 1, 1, 0, 1)
    add(made, 96, 0, 1, 0, 1)
    assert shown(made, tmp_path) == ["1.", "1.1", "1.2", "2.", "2.1", "1.", "1)", "2.", "2)"]


def test_a_style_gives_its_number_to_those_based_on_it(tmp_path):
    levels = level(0, "chineseCounting", "（%1）") + level(1, "decimal", "%2.")
    made = with_lists({90: levels}, {91: (90, "")})
    first = made.styles.add_style("公文一级", WD_STYLE_TYPE.PARAGRAPH)
    numbered(first.element.get_or_add_pPr(), 91, None)
    bold = made.styles.add_style("公文一级加粗", WD_STYLE_TYPE.PARAGRAPH)
    bold.base_style = first
    second = made.styles.add_style("公文二级", WD_STYLE_TYPE.PARAGRAPH)
    second.base_style = first
    numbered(second.element.get_or_add_pPr(), None, 1)
    for style in (bold, second, second, first):
        made.add_paragraph("甲", style=style)
    without = made.add_paragraph("甲", style=bold)
    numbered(without._p.get_or_add_pPr(), 0)
    assert shown(made, tmp_path) == ["（一）", "1.", "2.", "（二）", ""]


def test_a_style_stands_on_the_level_that_is_for_it(tmp_path):
    made = docx.Document()
    style = made.styles.add_style("二级", WD_STYLE_TYPE.PARAGRAPH)
    numbered(style.element.get_or_add_pPr(), 91, None)
    levels = level(0, "decimal", "%1.") + level(1, "lowerLetter", "%2)", more=f'<w:pStyle w:val="{style.style_id}"/>')
    root = made.part.numbering_part.element
    root.insert(0, parse_xml(f'<w:abstractNum {W} w:abstractNumId="90">{levels}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num {W} w:numId="91"><w:abstractNumId w:val="90"/></w:num>'))
    made.add_paragraph("甲", style=style)
    assert shown(made, tmp_path) == ["a)"]


def test_a_list_whose_levels_a_style_has_is_numbered(tmp_path):
    made = with_lists(
        {90: level(0, "decimal", "%1."), 95: '<w:numStyleLink w:val="list"/>'}, {91: (90, ""), 96: (95, "")}
    )
    style = f'<w:style {W} w:type="numbering" w:styleId="list"><w:pPr><w:numPr><w:numId w:val="91"/></w:numPr></w:pPr>'
    made.styles.element.append(parse_xml(style + "</w:style>"))
    add(made, 96, 0, 0)
    assert shown(made, tmp_path) == ["1.", "2."]


@pytest.mark.parametrize(
    ("form", "start", "number"),
    [
        ("decimal", 12, "12"),
        ("decimalZero", 3, "03"),
        ("decimalFullWidth", 12, "１２"),
        ("decimalEnclosedCircle", 20, "⑳"),
        ("decimalEnclosedParen", 2, "⑵"),
        ("chineseCounting", 21, "二十一"),
        ("chineseCountingThousand", 10, "十"),
        ("japaneseCounting", 11, "十一"),
        ("ideographDigital", 9, "九"),
        ("ideographTraditional", 2, "乙"),
        ("upperLetter", 1, "A"),
        ("upperLetter", 28, "BB"),
        ("lowerLetter", 26, "z"),
        ("upperRoman", 1994, "MCMXCIV"),
        ("lowerRoman", 4, "iv"),
        ("none", 1, ""),
    ],
)
def test_numbers_are_written_in_their_format(tmp_path, form, start, number):
    made = with_lists({90: level(0, form, "%1、", str(start))}, {91: (90, "")})
    add(made, 91, 0)
    assert shown(made, tmp_path) == [f"{number}、"]
    assert read(made, tmp_path).notes == []


def test_bullets_are_no_numbers_and_nothing_of_the_text(tmp_path):
    made = with_lists({90: level(0, "bullet", "\uf06c")}, {91: (90, "")})
    add(made, 91, 0)
    assert shown(made, tmp_path) == [""]


def test_all_levels_are_plain_where_the_list_asks_for_it(tmp_path):
    levels = level(0, "chineseCounting", "%1、") + level(1, "decimal", "%1.%2", more="<w:isLgl/>")
    made = with_lists({90: levels}, {91: (90, "")})
    add(made, 91, 0, 1)
    assert shown(made, tmp_path) == ["一、", "1.1"]


CUSTOM = '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice>'
CUSTOM += '<w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/>'
CUSTOM += "</mc:Fallback></mc:AlternateContent>"


@pytest.mark.parametrize(
    "levels",
    [
        level(0, "hebrew1", "%1."),
        level(0, "ordinalText", "%1."),
        level(0, "ideographTraditional", "%1.", "11"),
        level(0, "chineseCounting", "%1、", "0"),
        level(0, "x", "%1.").replace('<w:numFmt w:val="x"/>', CUSTOM),
    ],
)
def test_a_number_that_cannot_be_written_is_refused_with_its_paragraph(tmp_path, levels):
    made = with_lists({90: levels}, {91: (90, "")})
    made.add_paragraph("前言")
    add(made, 91, 0)
    with pytest.raises(Faulty) as caught:
        read(made, tmp_path)
    assert [(fault.code, fault.message) for fault in caught.value.faults] == [
        ("unsettled", "第 2 段有不常用的自动编号，读不准")
    ]


@pytest.mark.parametrize(
    ("levels", "depth", "number"),
    [
        (level(0, "decimal", "%1.") + level(1, "decimal", "%1.%2"), 1, "1.1"),
        (level(0, "chineseCountingThousand", "%1、", "101"), 0, "一百零一、"),
        (level(0, "ideographDigital", "%1、", "10"), 0, "一〇、"),
        (level(0, "decimal", "%1.", None), 0, "1."),
    ],
)
def test_a_number_that_is_not_certain_is_named(tmp_path, levels, depth, number):
    made = with_lists({90: levels}, {91: (90, "")})
    made.add_paragraph("前言")
    add(made, 91, depth)
    assert [(note.line, note.message, note.text) for note in read(made, tmp_path).notes] == [
        (2, "自动编号可能与 Word 里看到的不同，请核对", f"{number}甲")
    ]


def test_an_empty_paragraph_counts_as_in_word_and_is_named(tmp_path):
    made = with_lists({90: level(0, "decimal", "%1.")}, {91: (90, "")})
    add(made, 91, 0)
    add(made, 91, 0, words="")
    add(made, 91, 0)
    assert shown(made, tmp_path) == ["1.", "3."]
    (note,) = read(made, tmp_path).notes
    assert (note.line, note.text) == (2, "2.")


def test_an_empty_cell_that_is_merged_away_shows_no_number_and_those_after_it_are_named(tmp_path):
    made = with_lists({90: level(0, "decimal", "%1.")}, {91: (90, "")})
    table = made.add_table(rows=3, cols=1)
    for row, words in enumerate(("甲", "", "甲")):
        paragraph = table.cell(row, 0).paragraphs[0]
        paragraph.text = words
        numbered(paragraph._p.get_or_add_pPr(), 91)
    for row, merge in enumerate(("restart", "continue")):
        cell = table.cell(row, 0)._tc.get_or_add_tcPr()
        cell.append(parse_xml(f'<w:vMerge {W} w:val="{merge}"/>'))
    assert shown(made, tmp_path) == ["1.", "2."]
    message = "自动编号可能与 Word 里看到的不同，请核对"
    assert (message, "2.甲") in [(note.message, note.text) for note in read(made, tmp_path).notes]


@pytest.mark.parametrize("attribute", ["w:numId", "w:ilvl"])
def test_no_nonsense_in_a_number_gives_a_traceback(tmp_path, attribute):
    made = with_lists({90: level(0, "decimal", "%1.", "x") + level(12, "decimal", "%1")}, {91: (90, override(0, 1))})
    name = attribute.removeprefix("w:")
    paragraph = made.add_paragraph("甲")._p
    properties = paragraph.get_or_add_pPr()
    properties.append(parse_xml(f'<w:numPr {W}><w:numId w:val="91"/></w:numPr>'))
    for old in properties.xpath(f"w:numPr/{attribute}"):
        old.getparent().remove(old)
    properties.numPr.append(parse_xml(f'<{attribute} {W} w:val="不是数"/>'))
    assert shown(made, tmp_path) == ["" if name == "numId" else "1."]
