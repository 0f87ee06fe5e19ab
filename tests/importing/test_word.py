"""Announcements in Word are read as Word shows them, automatic numbers included; unsettled ones are refused."""

import re
from pathlib import Path

import docx
import pytest
from conftest import RECEIVED
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from hypothesis import given
from hypothesis import strategies as st

from gongkai import source
from gongkai.cli import main
from gongkai.faults import Faulty
from gongkai.importing import word


def document(tmp_path: Path, *lines: str) -> Path:
    made = docx.Document()
    for line in lines:
        made.add_paragraph(line)
    path = tmp_path / "通报.docx"
    made.save(path)
    return path


def test_paragraphs_headings_breaks_and_tables_come_in_order(tmp_path):
    made = docx.Document()
    made.add_heading("某镇党委整改情况的通报", level=1)
    made.add_paragraph("第一行\n第二行")
    made.add_paragraph("  ")
    table = made.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "问题", "措施"
    made.add_paragraph("结尾")
    made.save(tmp_path / "a.docx")
    assert word.read(tmp_path / "a.docx").text.splitlines() == [
        "某镇党委整改情况的通报",
        "第一行",
        "第二行",
        "问题",
        "措施",
        "结尾",
    ]


NUMBERING = f"""
<w:abstractNum {nsdecls("w")} w:abstractNumId="90">
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
  <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
  <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>
</w:abstractNum>"""


def numbered(*lines: tuple[int, str]):
    made = docx.Document()
    root = made.part.numbering_part.element
    root.insert(0, parse_xml(NUMBERING))
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    for depth, line in lines:
        properties = made.add_paragraph(line)._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = depth
        properties.get_or_add_numId().val = 90
    return made


def test_automatic_numbers_are_written_as_word_shows_them(tmp_path):
    numbered(
        (0, "提高认识"),
        (1, "精心部署。开会。"),
        (1, "压实责任。签字。"),
        (0, "逐条整改"),
        (1, "关于交通方面"),
        (2, "针对“停车难”的问题，一是修路。"),
    ).save(tmp_path / "a.docx")
    assert word.read(tmp_path / "a.docx").text.splitlines() == [
        "一、提高认识",
        "（一）精心部署。开会。",
        "（二）压实责任。签字。",
        "二、逐条整改",
        "（一）关于交通方面",
        "1.针对“停车难”的问题，一是修路。",
    ]


@pytest.mark.parametrize("mark", ["w:ins", "w:del", "w:commentReference", "w:rPrChange", "w:pPrChange"])
def test_tracked_changes_and_comments_are_refused_with_what_to_do(tmp_path, mark):
    made = docx.Document()
    made.add_paragraph("第一段")
    paragraph = made.add_paragraph("第二段")._p
    element = OxmlElement(mark)
    element.set(qn("w:id"), "1")
    (paragraph.r_lst[0] if mark == "w:commentReference" else paragraph).append(element)
    made.save(tmp_path / "a.docx")
    with pytest.raises(Faulty) as caught:
        word.read(tmp_path / "a.docx")
    (fault,) = caught.value.faults
    assert (fault.code, fault.line) == ("unsettled", 2)
    assert "接受或拒绝全部修订" in fault.advice


@given(st.binary(max_size=200) | st.binary(max_size=50).map(lambda content: b"PK\x03\x04" + content))
def test_no_bytes_give_a_traceback(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("word") / "a.docx"
    path.write_bytes(content)
    with pytest.raises(Faulty):
        word.read(path)


def test_old_documents_are_named_as_such(tmp_path):
    (tmp_path / "a.docx").write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600))
    with pytest.raises(Faulty) as caught:
        word.read(tmp_path / "a.docx")
    assert "旧式 .doc" in caught.value.faults[0].message


def test_the_shipped_announcement_in_word_becomes_the_same_data(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    received = RECEIVED.read_text(encoding="utf-8")
    path = document(tmp_path, *received.splitlines())
    Path("text.txt").write_text(received, encoding="utf-8")
    for folder, given_file in (("a", "text.txt"), ("b", path.name)):
        Path(folder).mkdir()
        assert main(["import", given_file, "-o", f"{folder}/issues.yaml"]) == 0
    assert source.load(Path("a/issues.yaml")).announcement == source.load(Path("b/issues.yaml")).announcement
    assert "19 个类别，32 个问题，75 条措施" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("xml", "what"),
    [
        ('<w:del {0} w:id="3" w:author="甲"/>', "修订"),
        ('<w:r {0}><w:footnoteReference w:id="2"/></w:r>', "脚注"),
        ("<w:r {0}><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r>", "隐藏文字"),
        ('<w:r {0}><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', "图形符号"),
    ],
)
def test_what_has_no_place_in_a_line_of_text_is_refused_and_named(tmp_path, xml, what):
    made = docx.Document()
    made.add_paragraph("第一段")
    made.add_paragraph("第二段")._p.append(parse_xml(xml.format(nsdecls("w"))))
    made.save(tmp_path / "a.docx")
    with pytest.raises(Faulty) as refused:
        word.read(tmp_path / "a.docx")
    assert [(fault.code, fault.message) for fault in refused.value.faults] == [("unsettled", f"第 2 段有{what}")]


def test_a_deleted_row_of_a_table_is_refused(tmp_path):
    made = docx.Document()
    row = made.add_table(rows=1, cols=1).rows[0]
    row.cells[0].text = "已删除的行"
    row._tr.get_or_add_trPr().append(parse_xml(f'<w:del {nsdecls("w")} w:id="3" w:author="甲"/>'))
    made.save(tmp_path / "a.docx")
    with pytest.raises(Faulty) as refused:
        word.read(tmp_path / "a.docx")
    assert [fault.code for fault in refused.value.faults] == ["unsettled"]


def test_the_words_of_a_text_box_come_once(tmp_path):
    made = docx.Document()
    box = '<w:r {0}><w:pict><v:textbox xmlns:v="urn:schemas-microsoft-com:vml"><w:txbxContent><w:p><w:r><w:t>框里</w:t>'
    box += "</w:r></w:p></w:txbxContent></v:textbox></w:pict></w:r>"
    made.add_paragraph("正文")._p.append(parse_xml(box.format(nsdecls("w"))))
    made.save(tmp_path / "a.docx")
    assert word.read(tmp_path / "a.docx").text == "正文\n框里\n"


VML = 'xmlns:v="urn:schemas-microsoft-com:vml"'
PICTURE = (
    "<w:r {0}><w:drawing><a:graphic {1}><a:graphicData "
    'uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><a:blip/></a:graphicData></a:graphic></w:drawing></w:r>'
)
GRAPHIC = PICTURE.replace("drawingml/2006/picture", "drawingml/2006/{2}").replace("<a:blip/>", "")
A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'


@pytest.mark.parametrize(
    ("xml", "what"),
    [
        ("<w:r {0}><w:object/></w:r>", "有嵌入的对象"),
        ('<w:subDoc {0} w:id="x"/>', "有插入的另一个文件"),
        (f"<w:r {{0}}><w:pict><v:textpath {VML} string='艺术'/></w:pict></w:r>", "有艺术字"),
        (f"<w:r {{0}}><w:drawing><a:t {A}>图里</a:t></w:drawing></w:r>", "有图形里的文字"),
        (GRAPHIC.format("{0}", A, "chart"), "有图表"),
        (GRAPHIC.format("{0}", A, "diagram"), "有SmartArt 图形"),
        ("<w:r {0}><w:rPr><w:strike/></w:rPr><w:t>作废</w:t></w:r>", "有加了删除线的文字"),
        ('<w:fldSimple {0} w:instr=" LISTNUM "/>', "有用域显示的字（带圈字符、自动编号域等）"),
        (
            '<w:r {0}><w:fldChar w:fldCharType="begin"/><w:instrText> e</w:instrText><w:instrText>q \\o\\ac(○,1)'
            '</w:instrText><w:fldChar w:fldCharType="end"/></w:r>',
            "有用域显示的字（带圈字符、自动编号域等）",
        ),
    ],
)
def test_words_that_would_be_lost_are_refused(tmp_path, xml, what):
    made = docx.Document()
    made.add_paragraph("第一段")
    made.add_paragraph("第二段")._p.append(parse_xml(xml.format(nsdecls("w"))))
    assert refused(made, tmp_path) == [f"第 2 段{what}"]


def test_fields_whose_words_stand_in_the_document_are_read(tmp_path):
    made = docx.Document()
    begin, end = ('<w:r {0}><w:fldChar w:fldCharType="' + kind + '"/></w:r>' for kind in ("begin", "end"))
    shown = ("<w:r {0}><w:instrText> DATE </w:instrText></w:r>", "<w:r {0}><w:t>5月1日</w:t></w:r>")
    paragraph = made.add_paragraph()._p
    for xml in (begin, *shown, end):
        paragraph.append(parse_xml(xml.format(nsdecls("w"))))
    made.save(tmp_path / "a.docx")
    assert word.read(tmp_path / "a.docx").text == "5月1日\n"


def refused(made, tmp_path: Path) -> list[str]:
    made.save(tmp_path / "a.docx")
    with pytest.raises(Faulty) as caught:
        word.read(tmp_path / "a.docx")
    assert {fault.code for fault in caught.value.faults} == {"unsettled"}
    return [fault.message for fault in caught.value.faults]


def test_another_file_that_word_shows_inside_is_refused_with_what_to_do(tmp_path):
    made = docx.Document()
    paragraph = made.add_paragraph("第一段")
    paragraph._p.addnext(parse_xml(f'<w:altChunk {nsdecls("w", "r")} r:id="rId1"/>'))
    assert refused(made, tmp_path) == ["第 1 段之后有插入的另一个文件"]


@pytest.mark.parametrize(
    "inside", ["<w:r><w:t>2024年3月1日</w:t></w:r>", "<w:p><w:r><w:t>2024年3月1日</w:t></w:r></w:p>"]
)
@pytest.mark.parametrize("filled", [True, False])
def test_a_content_control_is_read_where_it_is_filled_in_else_named(tmp_path, filled, inside):
    made = docx.Document()
    paragraph = made.add_paragraph("某镇党委")._p
    shows = "" if filled else "<w:showingPlcHdr/>"
    control = f"<w:sdt {nsdecls('w')}><w:sdtPr>{shows}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"
    if "<w:p>" in inside:
        paragraph.addnext(parse_xml(control))
    else:
        paragraph.append(parse_xml(control))
    made.save(tmp_path / "a.docx")
    found = word.read(tmp_path / "a.docx")
    between = "\n" if "<w:p>" in inside else ""
    assert found.text.rstrip() == f"某镇党委{between}2024年3月1日" if filled else "某镇党委"
    message = "这里的内容控件没有填写，里面的提示文字没有读；填上，或在 Word 里删去"
    assert [(one.message, one.text) for one in found.notes] == ([] if filled else [(message, "2024年3月1日")])


def test_pictures_are_counted_and_named_where_they_stand(tmp_path):
    made = docx.Document()
    picture = PICTURE.format(nsdecls("w"), A)
    made.add_paragraph("第一段")
    for _ in range(2):
        made.paragraphs[0]._p.append(parse_xml(picture))
    made.add_paragraph("第二段")
    made.add_paragraph()._p.append(parse_xml(picture))
    made.add_table(rows=1, cols=1).cell(0, 0).text = "格里"
    made.tables[0].cell(0, 0).paragraphs[0]._p.append(parse_xml(picture))
    made.save(tmp_path / "a.docx")
    notes = [one for one in word.read(tmp_path / "a.docx").notes if "图片" in one.message]
    assert [(note.line, note.text) for note in notes] == [(1, "第一段"), (2, "第二段"), (3, "格里")]
    assert [re.search(r"\d", note.message)[0] for note in notes] == ["2", "1", "1"]


def test_a_document_of_pictures_alone_is_refused_as_such(tmp_path):
    made = docx.Document()
    made.add_paragraph()._p.append(parse_xml(PICTURE.format(nsdecls("w"), A)))
    made.save(tmp_path / "a.docx")
    with pytest.raises(Faulty) as caught:
        word.read(tmp_path / "a.docx")
    assert [(fault.code, fault.message) for fault in caught.value.faults] == [
        ("empty-file", "文件里没有文字，只有 1 张图片")
    ]


def hidden_style(made, kind: int, based_on: str | None = None):
    style = made.styles.add_style(f"甲{len(made.styles)}", kind)
    style.font.hidden = based_on is None
    return style


@pytest.mark.parametrize("by", ["paragraph", "based on", "character", "table", "usual", "everywhere"])
def test_words_hidden_by_a_style_are_refused_as_those_hidden_themselves(tmp_path, by):
    made = docx.Document()
    paragraph = made.add_paragraph("公开") if by not in ("usual", "everywhere") else None
    if by == "table":
        table = made.add_table(rows=1, cols=1)
        table.cell(0, 0).text = "内部"
        table.style = hidden_style(made, WD_STYLE_TYPE.TABLE)
    else:
        paragraph = made.add_paragraph("内部")
    if by == "paragraph":
        paragraph.style = hidden_style(made, WD_STYLE_TYPE.PARAGRAPH)
    if by == "based on":
        paragraph.style = made.styles.add_style("乙", WD_STYLE_TYPE.PARAGRAPH)
        paragraph.style.base_style = hidden_style(made, WD_STYLE_TYPE.PARAGRAPH)
    if by == "character":
        paragraph.runs[0].style = hidden_style(made, WD_STYLE_TYPE.CHARACTER)
    if by == "usual":
        made.styles["Normal"].font.hidden = True
    if by == "everywhere":
        defaults = made.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
        defaults.append(OxmlElement("w:vanish"))
    assert refused(made, tmp_path) == [f"第 {len(made.paragraphs) + (by == 'table')} 段有隐藏文字"]


def test_words_that_show_themselves_in_a_hidden_style_are_read(tmp_path):
    made = docx.Document()
    paragraph = made.add_paragraph("公开", style=hidden_style(made, WD_STYLE_TYPE.PARAGRAPH))
    paragraph.runs[0].font.hidden = False
    shown = made.styles.add_style("乙", WD_STYLE_TYPE.PARAGRAPH)
    shown.base_style, shown.font.hidden = paragraph.style, False
    made.add_paragraph("也公开", style=shown)
    made.save(tmp_path / "a.docx")
    assert word.read(tmp_path / "a.docx").text == "公开\n也公开\n"
