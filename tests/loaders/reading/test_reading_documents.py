"""Documents of every sort come out as blocks, and what cannot be read is said."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
import pdfplumber
import pytest
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reportlab.lib.colors import black
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

from graph.errors import UnreadableFile
from loaders.reading.documents.document import Document, Sort, is_verbatim
from loaders.reading.documents.opening import open_document
from loaders.reading.documents.plain_text import read_text
from loaders.reading.documents.web_page import read_web_page

BOX = (
    '<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape><v:textbox><w:txbxContent>'
    "<w:p><w:r><w:t>In a box: Elm School</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)


def blocks(document: Document) -> list[tuple[str, str]]:
    return [(block.sort.name, block.text) for block in document.blocks]


def holds_its_places(document: Document) -> bool:
    """Whether each block's words are found in the raw text at their places."""
    for block in document.blocks:
        for word in (mark for mark in block.text.split() if mark.isalnum()):
            start = block.text.index(word)
            place = document.place(block, start, start + len(word))
            if not is_verbatim(place.quote, document.raw) or place.quote.replace("- ", "") != word:
                return False
    return True


def test_markdown_and_text() -> None:
    raw = (
        "# Oak School\n\nKey facts\n\nSize: 230\nPlace: Kent\n\n1. Background\n\n- one\n- two\n\nA | B | C\n1 | 2 | 3\n"
    )
    document = read_text("a note", raw)
    assert blocks(document) == [
        ("HEADING", "Oak School"),
        ("HEADING", "Key facts"),
        ("PARAGRAPH", "Size: 230"),
        ("PARAGRAPH", "Place: Kent"),
        ("HEADING", "1. Background"),
        ("ITEM", "one"),
        ("ITEM", "two"),
        ("ROW", "A | B | C"),
        ("ROW", "1 | 2 | 3"),
    ]
    assert holds_its_places(document)


def test_what_goes_on_without_an_end_is_read_in_parts_that_leave_nothing_out() -> None:
    (block,) = read_text("list", "Oak School, " * 3000).blocks
    parts = list(block.sentences())
    assert max(end - start for start, end in parts) <= 10_000
    assert "".join(block.text[start:end] for start, end in parts) == block.text
    assert {block.text[end - 1] for _, end in parts[:-1]} == {" "}, "no word is cut"


def test_broken_lines_are_joined_and_compounds_keep_their_hyphen() -> None:
    raw = (
        "The co-operative trust has worked with the governors of the two schools and the co-\n"
        "operative trust has held a meeting on the future of the part-\nnership each term since the schools first met.\n"
    )
    (block,) = read_text("a note", raw).blocks
    assert "the co-operative trust has held" in block.text
    assert "the partnership each" in block.text


def test_ligatures_soft_hyphens_and_odd_spaces_are_mended() -> None:
    (block,) = read_text("a note", "The ﬁrst\u00a0oﬃce of the clus\u00adter  met.").blocks
    assert block.text == "The first office of the cluster met."


def test_a_web_page() -> None:
    html = (
        "<html><head><title>x</title><style>p{}</style></head><body><nav>Home</nav><h2>Our partners</h2>"
        "<p>Oak &amp; Elm<br>meet.</p><ul><li>Ash School</li></ul><script>var a='Bad School'</script>"
        "<table><tr><th>Name</th><th>School</th></tr><tr><td>Ada</td><td><p>Oak School</p></td></tr></table>"
    )
    document = read_web_page("a page", html)
    assert blocks(document) == [
        ("HEADING", "x"),
        ("HEADING", "Our partners"),
        ("PARAGRAPH", "Oak & Elm"),
        ("PARAGRAPH", "meet."),
        ("ITEM", "Ash School"),
        ("ROW", "Name | School"),
        ("ROW", "Ada | Oak School"),
    ]
    assert holds_its_places(document)


def test_a_word_file(tmp_path: Path) -> None:
    file = docx.Document()
    file.sections[0].header.paragraphs[0].text = "Kent County Council"
    file.add_heading("Our cluster", 1)
    paragraph = file.add_paragraph("Oak School leads it.")
    paragraph._p.append(parse_xml(BOX))
    file.add_paragraph("Ash School", style="List Bullet")
    table = file.add_table(rows=2, cols=2)
    for cell, text in zip(
        (cell for row in table.rows for cell in row.cells), ["Name", "School", "Ada", "Oak"], strict=True
    ):
        cell.text = text
    path = tmp_path / "cluster.docx"
    file.save(str(path))
    document = open_document(path)
    assert blocks(document) == [
        ("PARAGRAPH", "Kent County Council"),
        ("HEADING", "Our cluster"),
        ("PARAGRAPH", "Oak School leads it."),
        ("PARAGRAPH", "In a box: Elm School"),
        ("ITEM", "Ash School"),
        ("ROW", "Name | School"),
        ("ROW", "Ada | Oak"),
    ]
    assert holds_its_places(document)


CHANGED = (
    f'<w:p {nsdecls("w")}><w:r><w:t xml:space="preserve">Oak School </w:t></w:r>'
    '<w:del w:id="1" w:author="A"><w:r><w:delText>left</w:delText></w:r></w:del>'
    '<w:ins w:id="2" w:author="A"><w:r><w:t xml:space="preserve">joined </w:t></w:r></w:ins>'
    "<w:sdt><w:sdtContent><w:r><w:t>the Weald Cluster</w:t></w:r></w:sdtContent></w:sdt></w:p>"
)
IN_CONTROL = (
    f"<w:sdt {nsdecls('w')}><w:sdtContent><w:tbl><w:tr><w:tc><w:p><w:r><w:t>Ash School</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    "</w:sdtContent></w:sdt>"
)
FOOTNOTES = (
    f'<w:footnotes {nsdecls("w")}><w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:id="1"><w:p><w:r><w:t>Elm School withdrew in 2014.</w:t></w:r></w:p></w:footnote></w:footnotes>'
)


def test_a_word_file_with_tracked_changes_content_controls_nested_tables_and_footnotes(tmp_path: Path) -> None:
    file = docx.Document()
    body = file.element.body
    body.insert(0, parse_xml(CHANGED))
    body.insert(1, parse_xml(IN_CONTROL))
    cell = file.add_table(rows=1, cols=1).rows[0].cells[0]
    cell.text = "Outer"
    cell.add_table(rows=1, cols=1).rows[0].cells[0].text = "Inner"
    notes = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, FOOTNOTES.encode(), file.part.package)
    file.part.relate_to(notes, RELATIONSHIP_TYPE.FOOTNOTES)
    path = tmp_path / "changed.docx"
    file.save(str(path))
    document = open_document(path)
    assert blocks(document) == [
        ("PARAGRAPH", "Oak School joined the Weald Cluster"),
        ("ROW", "Ash School"),
        ("ROW", "Outer"),
        ("ROW", "Inner"),
        ("PARAGRAPH", "Elm School withdrew in 2014."),
    ]
    assert holds_its_places(document)


def written_pdf(path: Path, pages: list[list[str]]) -> Path:
    canvas = Canvas(str(path), pagesize=A4)
    for number, lines in enumerate(pages, 1):
        canvas.drawString(72, 800, "Annual report of the Weald Cluster")
        for row, line in enumerate(lines):
            canvas.drawString(72, 760 - 14 * row, line)
        canvas.drawString(300, 40, f"Page {number}")
        canvas.showPage()
    canvas.showPage()
    canvas.save()
    return path


def table_pdf(path: Path, *styles: tuple[Any, ...]) -> Path:
    rows = [["Name", "School"], ["Ruth Vine", "Lower Wick Church of\nEngland Primary School"]]
    text = getSampleStyleSheet()["Normal"]
    parts = [
        Paragraph("Those who came:", text),
        Table(rows, style=TableStyle(styles)),
        Paragraph("They met at ten.", text),
    ]
    SimpleDocTemplate(str(path), pagesize=A4).build(parts)
    return path


def test_a_ruled_table_in_a_pdf_file_is_read_row_by_row(tmp_path: Path) -> None:
    document = open_document(table_pdf(tmp_path / "ruled.pdf", ("GRID", (0, 0), (-1, -1), 0.5, black)))
    assert blocks(document) == [
        ("HEADING", "Those who came:"),
        ("ROW", "Name | School"),
        ("ROW", "Ruth Vine | Lower Wick Church of England Primary School"),
        ("PARAGRAPH", "They met at ten."),
    ]
    assert holds_its_places(document)


def test_a_frame_around_text_is_no_table(tmp_path: Path) -> None:
    document = open_document(table_pdf(tmp_path / "framed.pdf", ("BOX", (0, 0), (-1, -1), 0.5, black)))
    assert "ROW" not in {sort for sort, _ in blocks(document)}
    assert "Lower Wick Church of England Primary School" in " ".join(text for _, text in blocks(document))


def test_a_file_whose_lines_make_no_sense_is_read_without_its_tables(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = table_pdf(tmp_path / "ruled.pdf", ("GRID", (0, 0), (-1, -1), 0.5, black))
    monkeypatch.setattr(pdfplumber, "open", lambda _: 1 / 0)
    assert "Ruth Vine" in " ".join(text for _, text in blocks(open_document(path)))


def test_a_pdf_file_with_pages_running_heads_and_a_scan(tmp_path: Path) -> None:
    lines = [
        "Oak School has been a member of the Weald Cluster for as many years as any part-",
        "ner can remember now.",
    ]
    document = open_document(
        written_pdf(tmp_path / "report.pdf", [lines, ["Elm School has left."], ["Ash School too."]])
    )
    texts = [block.text for block in document.blocks]
    assert "any partner can remember now." in " ".join(texts)
    assert not [text for text in texts if text.startswith(("Page", "Annual"))]
    assert {block.page for block in document.blocks} == {1, 2, 3}
    assert document.unread == ("page 4 holds no text (a scan or a picture): it was not read",)
    assert holds_its_places(document)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("broken.docx", b"PK\x03\x04 this is no archive"),
        ("broken.pdf", b"%PDF-1.7 and then nothing"),
        ("old.doc", b"\xd0\xcf\x11\xe0 an older Word"),
        ("picture.png", b"\x89PNG"),
        ("binary.txt", b"\x00\x01\x02"),
    ],
)
def test_what_cannot_be_read_is_said_with_the_next_step(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(UnreadableFile) as said:
        open_document(path)
    assert name in str(said.value)
    assert said.value.next_step


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=400), ending=st.sampled_from(["txt", "md", "html", "docx", "pdf"]))
def test_any_bytes_are_read_or_refused(tmp_path: Path, data: bytes, ending: str) -> None:
    head = {"docx": b"PK\x03\x04", "pdf": b"%PDF-1.4\n"}.get(ending, b"")
    path = tmp_path / f"any.{ending}"
    path.write_bytes(head + data)
    try:
        document = open_document(path)
    except UnreadableFile:
        return
    assert all(len(block.text) == len(block.spots) for block in document.blocks)


@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<li>",
                "<table>",
                "<tr>",
                "<td>",
                "</td>",
                "</tr>",
                "<h1>",
                "Oak",
                "&amp;",
                "<script>",
                "<",
            ]
        )
    ).map("".join)
)
def test_any_page_can_be_read(html: str) -> None:
    document = read_web_page("a page", html)
    assert all(block.sort is not Sort.ROW or block.text for block in document.blocks)
