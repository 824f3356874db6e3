import io
import zipfile

import docx
import pytest
import typst

from counterclaim.intake.pdf import Line, paragraphs, without_running_heads

TEXT = "The regional governor said on Tuesday that four people had been wounded when shells hit the market in Orlivka."
PARAGRAPHS = [
    f"{TEXT} It was paragraph {n} of a long-range report, which goes on over several lines of a narrow page."
    for n in range(14)
]

PRINTED = """
#set page(header: [The Harbour Dispatch #h(1fr) Special report], footer: context [Page #counter(page).display()])
#set par(justify: true)
#set text(hyphenate: true, lang: "en")
#set document(title: "Shells hit market", author: "Ana Kovac")
= Shells hit market

"""


def _printed(body):
    return typst.compile(('#set page(paper: "a6")' + PRINTED + body).encode())


def test_the_paragraphs_of_a_pdf_are_rebuilt_and_running_heads_left_out(through):
    data = _printed("\n\n".join(PARAGRAPHS))
    [taken] = through(data, "report.pdf")
    assert taken.item.text == "\n\n".join(["Shells hit market", *PARAGRAPHS]) + "\n"
    assert (taken.item.title, taken.item.author, taken.item.published) == ("Shells hit market", "Ana Kovac", None)
    assert taken.item.original == data
    assert [note.split(" pages: ")[1] for note in taken.notes] == ["'Page 1'", "'The Harbour Dispatch Special report'"]


def test_two_columns_are_read_one_after_the_other(through):
    [taken] = through(_printed("#columns(2)[\n" + "\n\n".join(PARAGRAPHS) + "\n]"))
    assert taken.item.text == "\n\n".join(["Shells hit market", *PARAGRAPHS]) + "\n"


def test_a_pdf_of_pictures_is_a_drop_that_says_so(through):
    data = typst.compile(b"#set page(width: 10cm, height: 10cm)\n#rect(width: 5cm, height: 5cm)")
    [taken] = through(data, "scan.pdf")
    assert (taken.item.reason, taken.item.detail) == (
        "PDF without text",
        "1 pages hold pictures only (a scan); give it with a text layer (OCR)",
    )


@pytest.mark.parametrize("data", [b"%PDF-1.7\n%broken", b"%PDF-1.7\n" + b"<<" * 100_000])
def test_a_broken_pdf_is_a_drop(through, data):
    [taken] = through(data, "x.pdf")
    assert taken.item.reason == "damaged PDF"


def test_a_line_that_repeats_in_the_text_is_no_running_head():
    page = [Line(f"Line {n}", 50, 300, 500 - 12 * n, 510 - 12 * n) for n in range(10)]
    kept, left_out = without_running_heads([page, page, page])
    assert (kept, left_out) == ([page] * 3, [])


def test_a_word_broken_at_a_line_end_is_made_whole_and_a_compound_kept():
    lines = [
        Line("The long-range rockets hit the mar\u00ad", 50, 300, 100, 110),
        Line("ket with long\u00ad", 50, 300, 88, 98),
        Line("range fire.", 50, 120, 76, 86),
    ]
    assert list(paragraphs([lines])) == ["The long-range rockets hit the market with long-range fire."]


def _document(fill):
    document = docx.Document()
    fill(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_docx_gives_paragraphs_and_tables_in_order(through):
    def fill(document):
        document.core_properties.author = "Ana Kovac"
        document.add_heading("Shells hit market", 0)
        document.add_paragraph(TEXT)
        table = document.add_table(2, 2)
        for number, cell in enumerate(cell for row in table.rows for cell in row.cells):
            cell.text = f"cell {number}"
        document.add_paragraph("Last.")

    data = _document(fill)
    [taken] = through(data, "report.docx")
    assert taken.item.text == f"{TEXT}\n\ncell 0 | cell 1\ncell 2 | cell 3\n\nLast.\n"
    assert (taken.item.title, taken.item.author, taken.kind) == ("Shells hit market", "Ana Kovac", "DOCX")
    assert taken.item.original == data


def _with_part(data, name, content):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            new.writestr(part, content if part.filename == name else old.read(part))
    return out.getvalue()


def test_an_entity_bomb_in_a_docx_is_refused(through):
    bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><a>&b;</a>'
    data = _with_part(_document(lambda d: d.add_paragraph(TEXT)), "word/document.xml", bomb)
    [taken] = through(data, "x.docx")
    assert (taken.item.reason, taken.item.detail) == (
        "entity bomb",
        "word/document.xml declares entities, which no word processor writes",
    )


def test_a_docx_that_unpacks_to_too_much_is_refused(through):
    data = _with_part(_document(lambda d: d.add_paragraph(TEXT)), "word/document.xml", b" " * 30_000_000)
    [taken] = through(data, "x.docx")
    assert taken.item.reason == "decompression bomb"


def test_a_docx_inside_a_zip_is_read_like_one_beside_it(through):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.docx", _document(lambda d: d.add_paragraph(TEXT)))
    [taken] = through(out.getvalue(), "a.zip")
    assert (taken.name, taken.item.text) == ("a.zip!a.docx", f"{TEXT}\n")
