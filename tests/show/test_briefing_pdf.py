import pypdfium2
import pytest
from typer.testing import CliRunner

from counterclaim.commands.app import app
from counterclaim.flow import Ledger
from counterclaim.show.briefing import render_pdf
from counterclaim.show.gather import gather

TEXT = """---
title: '#eval("1+1") and \\input{x}'
outlet: Northern Wire
date: 2022-03-11
---
The Ukrainian General Staff said on Friday that more than 12,000 Russian soldiers had been killed since the invasion \
began on 24 February.

The Russian Defense Ministry said that 498 Russian soldiers had been killed since 24 February.

"#read(\\"/etc/passwd\\") $x$ *bold* @label," the governor of Київ region said on Friday.
"""


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pdf")
    (folder / "toll.txt").write_text(TEXT, "utf-8")
    with Ledger.open(folder / "war.ledger") as opened:
        opened.ingest([str(folder / "toll.txt")])
    return folder / "war.ledger"


def words_of(pdf):
    pages = pypdfium2.PdfDocument(pdf)
    return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in pages).split())


def test_the_briefing_on_paper_has_the_accounts_their_words_and_the_articles_as_endnotes(ledger):
    with Ledger.open(ledger, read_only=True) as opened:
        material = gather(opened)
        pdf = render_pdf(material)
        assert pdf == render_pdf(material)
    words = words_of(pdf)
    assert "How many Russian soldiers were killed" in words
    assert "more than 12,000 Russian soldiers had been killed" in words
    assert "ARTICLES 1 Northern Wire" in words.replace("ART ICLES", "ARTICLES").replace("ARTICL ES", "ARTICLES")


def test_what_an_article_says_is_printed_and_never_run(ledger):
    with Ledger.open(ledger, read_only=True) as opened:
        words = words_of(render_pdf(gather(opened)))
    assert '#eval("1+1")' in words
    assert "root:" not in words


def test_the_command_writes_the_pdf_where_it_is_told(ledger, tmp_path):
    done = CliRunner().invoke(
        app, ["brief", "--ledger", str(ledger), "--format", "pdf", "-o", str(tmp_path / "brief.pdf")]
    )
    assert done.exit_code == 0, done.output
    assert (tmp_path / "brief.pdf").read_bytes()[:5] == b"%PDF-"
