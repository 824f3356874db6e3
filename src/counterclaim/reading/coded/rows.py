"""Whose columns a file has, a row of it as an article's text, and that article's Reading.

In:  a file's first row; cells; an Article.   Out: a Shape; a text; a Reading. No model is loaded.
"""

from collections.abc import Mapping, Sequence

from counterclaim.reading.coded.acled import ACLED
from counterclaim.reading.coded.cells import Cells, text_of
from counterclaim.reading.coded.shapes import Shape, reading_of
from counterclaim.reading.coded.ucdp import UCDP
from counterclaim.records.article import Article, Published
from counterclaim.records.reading import Reader, Reading

__all__ = ["SHAPES", "Shape", "coded_shape", "file_shape", "published_of", "read_row", "row_reader", "row_text"]

SHAPES = (ACLED, UCDP)
RULES_VERSION = "1"
"""Of what is made of cells: part of a row's reader, so that rows are read anew when it changes."""


def file_shape(first: Sequence[str]) -> tuple[Shape, tuple[str, ...], bool] | None:
    """Whose columns a file has by its first row, the columns' names, and whether that row is a header.

    None where they are nobody's. Some files of UCDP's Candidate come without a header: 49 cells, of which those of the
    dead are numbers.
    """
    names = tuple(name.strip().lstrip("\ufeff").casefold() for name in first)
    for shape in SHAPES:
        if shape.telling <= set(names):
            return shape, names, True
    numbers = ("id", "type_of_violence", "best", "high", "low")
    if len(first) == len(UCDP.columns) and all(first[UCDP.columns.index(name)].strip().isdigit() for name in numbers):
        return UCDP, UCDP.columns, False
    return None


def row_text(shape: Shape, cells: Mapping[str, str]) -> str:
    """A row as a text, a line a cell."""
    return text_of(shape.title, cells, shape.leading)


def coded_shape(article: Article) -> Shape | None:
    """Whose columns an article's text has, where it is a row; None for every other text."""
    return next((shape for shape in SHAPES if article.text.startswith(shape.title + "\n\n")), None)


def published_of(shape: Shape, text: str) -> Published | None:
    """When the row was published, where it says so."""
    return shape.code(Cells.read(text)).published


def row_reader(version: str) -> Reader:
    """Who reads rows: a version of Counterclaim, and of what it makes of cells."""
    return Reader(version, (("coded rows", RULES_VERSION),))


def read_row(article: Article, shape: Shape, reader: Reader) -> Reading:
    """What a row says."""
    cells = Cells.read(article.text)
    return reading_of(article, cells, shape.code(cells), shape, reader)
