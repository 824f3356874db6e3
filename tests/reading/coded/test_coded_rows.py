"""Rows as texts and back, and Readings of whatever cells may hold."""

import tomllib
from importlib import resources

from hypothesis import given
from hypothesis import strategies as st

from counterclaim.reading.coded.cells import Cells, text_of
from counterclaim.reading.coded.rows import SHAPES, coded_shape, file_shape, read_row, row_reader, row_text
from counterclaim.records.article import Article
from counterclaim.records.values import EventType, Track
from counterclaim.records.wire import reading_from_json, reading_to_json

READER = row_reader("0.1.0")
WORDS = st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=30)
# What cells hold in real files, and what breaks readers that believe them.
CELLS = WORDS | st.sampled_from(
    ["0", "7", "-3", "1e400", "nan", "3", "2024-05-03", "0001-01-01", "9999-12-31", "3 May 2024", "Air/drone strike"]
)


@st.composite
def rows(draw):
    shape = draw(st.sampled_from(SHAPES))
    return shape, draw(st.dictionaries(st.sampled_from(shape.columns), CELLS))


@given(st.dictionaries(st.from_regex(r"[a-z][a-z0-9_]{0,9}", fullmatch=True), WORDS), st.lists(WORDS, max_size=3))
def test_every_cell_comes_back_from_a_row_s_text_with_its_place(cells, leading):
    text = text_of("Row", cells, [name for name in leading if name in cells])
    found = Cells.read(text)
    assert found.title == "Row"
    assert {name: "".join(cell.words.split()) for name, cell in found.of.items()} == {
        name: "".join(words.split()) for name, words in cells.items() if words.strip()
    }
    for name, cell in found.of.items():
        assert cell.span.of(text) == cell.words
        assert cell.line.of(text) == f"{name}: {cell.words}"


@given(rows())
def test_whatever_the_cells_hold_a_row_is_read_and_rests_on_its_own_words(row):
    shape, cells = row
    text = row_text(shape, cells)
    article = Article(text)
    assert coded_shape(article) is shape
    reading = read_row(article, shape, READER)
    assert all(figure.span.of(text) == figure.text for figure in reading.figures)
    assert all(figure.low is None or figure.low >= 0 for figure in reading.figures)
    assert len(reading.events) <= 1
    assert reading_from_json(reading_to_json(reading), text) == reading
    assert read_row(article, shape, READER) == reading


def test_whose_columns_a_file_has_is_told_by_names_that_no_other_file_has_together():
    for shape in SHAPES:
        found = file_shape(["\ufeff" + shape.columns[0], *shape.columns[1:], "more"])
        assert found == (shape, (*shape.columns, "more"), True)
    assert file_shape(["id", "date", "text"]) is None
    assert file_shape([""] * 49) is None
    assert coded_shape(Article("Row in the columns of ACLED were many.")) is None


def test_every_sub_event_has_a_type_of_ours():
    text = (resources.files("counterclaim.reading.coded") / "data" / "sub_events.toml").read_text("utf-8")
    table = tomllib.loads(text)
    assert len(table) == 24  # ACLED's 25 but for "Other", which can be anything
    for row in table.values():
        assert EventType(row["type"])
        assert "track" not in row or Track(row["track"])
