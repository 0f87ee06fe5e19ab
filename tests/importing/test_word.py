"""Announcements in Word are read as Word shows them, automatic numbers included; unsettled ones are refused."""

from pathlib import Path

import docx
import pytest
from conftest import RECEIVED
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


@pytest.mark.parametrize("mark", ["w:ins", "w:del", "w:commentReference"])
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
