"""Results as DataFrames with documented types, and as notebooks show them, hostile words included."""

import datetime as dt
import subprocess
import sys

import pytest

import counterclaim
from counterclaim.errors import UsageError
from counterclaim.flow import Ledger
from counterclaim.ledger.claims import claims_of
from counterclaim.records.article import Article
from counterclaim.records.notebook import Results, question_html, results_html
from counterclaim.records.reading import Attribution, Figure, Reader, Reading, Source, Time
from counterclaim.records.span import Span
from counterclaim.records.values import Act, Measure, Quote
from counterclaim.records.when import When
from counterclaim.show import frames
from counterclaim.show.exports.tables import TABLES

HOSTILE = "<script>alert(1)</script> said “<img src=x onerror=alert(2)>” killed 12 & more"


@pytest.fixture(scope="module")
def reading():
    at = HOSTILE.index("12")
    return Reading(
        Article(HOSTILE, title="</table><script>alert(3)</script>", outlet="\"><b>Post"),
        Reader("0.1.0", ()),
        None,
        attributions=(
            Attribution("a1", Source((Span(0, 25),), HOSTILE[:25], "<i>Name</i>"), (), (), (Span(31, 80),),
                        Quote.DIRECT, Act.ASSERT, None, 0.9),
        ),
        figures=(Figure("f1", Span(at, at + 2), "12", 12.0, None, False, Measure.KILLED, "<b>men</b>", attribution="a1",
                        as_of=When.parse("2024-05")),),
        times=(Time(Span(0, 3), "2024", When.parse("2024")),),
    )  # fmt: skip


@pytest.fixture(scope="module")
def ledger(tmp_path_factory, reading):
    with Ledger.open(tmp_path_factory.mktemp("frames") / "<b>war.ledger") as opened:
        opened.store.add(reading, claims_of(reading))
        yield opened


def test_claims_become_a_frame_with_typed_columns(ledger):
    frame = frames.to_pandas(ledger.claims())
    types = {name: str(kind) for name, kind in frame.dtypes.items()}
    assert {types[n] for n in ("id", "text", "source")} == {"string"}
    assert (types["start"], types["low"], types["narrator"], types["as_of_from"], types["via"]) == (
        "Int64", "Float64", "boolean", "datetime64[s]", "object",
    )  # fmt: skip
    figure = frame[frame["kind"] == "figure"].iloc[0]
    assert (figure["low"], str(figure["high"]), figure["as_of"]) == (12.0, "<NA>", "2024-05")
    assert figure["as_of_to"].date() == dt.date(2024, 5, 31)


@pytest.mark.parametrize("name", TABLES)
def test_every_table_is_a_frame_also_an_empty_one(ledger, name):
    frame = frames.table(ledger, name)
    assert tuple(frame.columns) == TABLES[name].table.names
    empty = frames.frame_of(TABLES[name].table, [])
    assert len(empty) == 0
    assert list(empty.dtypes) == list(frame.dtypes)


def test_what_an_article_says_is_frames_by_kind(reading):
    found = frames.of_reading(reading)
    assert {name: len(frame) for name, frame in found.items()} == {
        "claims": 2, "figures": 1, "events": 0, "places": 0, "times": 1, "actors": 0,
    }  # fmt: skip


def test_what_there_is_no_frame_of_is_said(ledger):
    with pytest.raises(UsageError, match="nothing to make a table of"):
        frames.to_pandas([])
    with pytest.raises(UsageError, match="there is no table of int"):
        frames.to_pandas([1])
    with pytest.raises(UsageError, match="there is no table 'rumours'"):
        frames.table(ledger, "rumours")


def test_no_word_of_an_article_is_markup_in_a_notebook(ledger, reading):
    questions, claims = ledger.questions(), Results(ledger.claims())
    shown = [
        reading._repr_html_(),
        ledger._repr_html_(),
        claims._repr_html_(),
        questions._repr_html_(),
        *(claim._repr_html_() for claim in claims),
        *(question._repr_html_() for question in questions),
    ]
    assert questions
    for html in shown:
        for tag in ("<script", "<img", "<i>", "<b>"):
            assert tag not in html
    assert "&lt;script&gt;" in shown[0]
    assert "killed: ≥ 12" in claims._repr_html_()


def test_a_long_listing_is_cut_and_says_how_much_there_is(ledger):
    claim = next(ledger.claims())
    html = results_html((claim,) * 1000)
    assert "1,000 claims" in html
    assert "… 980 more" in html
    assert len(html) < 40_000
    assert results_html(()) == "<p>0 results</p>"


def test_results_are_the_tuple_that_they_are(ledger):
    questions = ledger.questions()
    assert isinstance(questions, tuple)
    assert questions == tuple(questions)
    assert questions[0]._repr_html_() == question_html(questions[0])


def test_nothing_heavy_is_imported_before_it_is_used():
    code = (
        "import sys, counterclaim.show.frames, counterclaim.show.exports.writing, counterclaim.records.notebook; "
        "print([m for m in ('pandas', 'pyarrow', 'spacy', 'IPython') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
    assert counterclaim.__version__
