"""Rows to Articles: a text with what its row says of it.

In:  CSV, Parquet, JSON Lines, JSON.   Out: Taken for each row.
The mapping is found on the first rows, told to the person, and holds for the whole file.
"""

import datetime as dt
import json
from collections.abc import Iterator
from itertools import chain, islice

from counterclaim.intake.dated import parse_moment, plausible_day
from counterclaim.intake.found import Known, Opened, Take, Taken, Terms
from counterclaim.intake.kinds import Kind
from counterclaim.intake.limits import Refused
from counterclaim.intake.pages.shown import shown_words
from counterclaim.intake.tables.mapping import Columns, Row, find_columns
from counterclaim.intake.tables.rows import SAMPLE_ROWS, Numbered, names_of, rows_of
from counterclaim.intake.texts import taken, text_article
from counterclaim.records.article import Drop, Published
from counterclaim.records.when import When

_MARKUP = ("<p>", "<p ", "<br", "<div", "</a>", "</p>", "<span")


def read_table(opened: Opened, terms: Terms, take: Take) -> Iterator[Taken]:
    """A table or a file of JSON records."""
    rows = rows_of(opened, terms)
    first = list(islice(rows, SAMPLE_ROWS))
    sample = [row for _, row in first if not isinstance(row, Refused)]
    if not sample:
        yield from (_refused(opened, number, row) for number, row in first if isinstance(row, Refused))
        raise Refused("no rows", "no row of it can be read")
    columns = find_columns(names_of(sample), sample, terms.columns)
    if terms.tell:
        guessed = " (guessed; --columns says otherwise)" if columns.guessed else ""
        terms.tell(f"{opened.found.name}: columns {columns}{guessed}")
    done = (terms.done(opened.found) or (0,))[0]
    for number, row in chain(first, rows):
        if number > done:
            yield from _row(opened, terms, take, columns, (number, row))


def _row(opened: Opened, terms: Terms, take: Take, columns: Columns, numbered: Numbered) -> Iterator[Taken]:
    number, row = numbered
    if isinstance(row, Refused):
        yield _refused(opened, number, row)
        return
    known, notes = _known(row, columns, opened.found.known)
    name = f"row {number}"
    html = columns.value(row, "html")
    text = columns.value(row, "text")
    if text is None and html is not None:
        for one in take(opened.found.inside(name, html.encode("utf-8", "replace"), number, known)):
            yield Taken(one.item, one.name, one.kind, (*notes, *one.notes), one.at)
        return
    found = opened.found.inside(name, b"", number, known)
    inner = Opened(found, opened.stream, opened.kind)
    if text is None:
        yield inner.drop("no text", "its text is empty", *notes)
        return
    text, how = _words(text)
    item = text_article(text.encode("utf-8", "replace").decode("utf-8"), found.name, known, terms)
    original = json.dumps(dict(row), ensure_ascii=False, sort_keys=True, default=str).encode("utf-8", "replace")
    yield taken(inner, item, original, how, *notes)


def _words(text: str) -> tuple[str, str]:
    """The text of a cell as it is; where it is written in HTML, what that shows."""
    if sum(sign in text for sign in _MARKUP) >= 2:
        return shown_words(text), "the cell's HTML as it shows"
    return text, "the cell as it is"


def _known(row: Row, columns: Columns, known: Known) -> tuple[Known, tuple[str, ...]]:
    notes: tuple[str, ...] = ()
    published = known.published
    written = columns.value(row, "date")
    if written is not None:
        try:
            published, problem = _published(written, columns, known)
        except OverflowError:
            problem = "it is out of all bounds"
        if problem:
            notes = (f"date {written[:60]!r} is not taken: {problem}",)
    url = columns.value(row, "url")
    language = columns.value(row, "language")
    return (
        Known(
            url=url if url and url.startswith(("http://", "https://")) else known.url,
            outlet=columns.value(row, "outlet") or known.outlet,
            title=columns.value(row, "title") or known.title,
            author=columns.value(row, "author") or known.author,
            published=published,
            collected=known.collected,
        ),
        (*notes, *((f"language by the table: {language}",) if language else ())),
    )


def _published(written: str, columns: Columns, known: Known) -> tuple[Published | None, str | None]:
    basis = f"column {columns.of['date']}: {written[:60]}"
    moment = parse_moment(written, columns.order)
    collected = known.collected or dt.datetime.now(dt.UTC)
    if moment is None:
        try:  # a month, a year, FROM/TO
            when = When.parse(written.strip())
        except ValueError:
            return None, "it is no date, or its day and month cannot be told apart"
        return (
            (Published(when, basis), None) if when.first <= collected.date() else (None, "it lies after the collection")
        )
    day = plausible_day(moment, collected)
    return (None, day) if isinstance(day, str) else (Published(When.day(day), basis), None)


def _refused(opened: Opened, number: int, refused: Refused) -> Taken:
    name = f"{opened.found.name}!row {number}"
    return Taken(Drop(name, refused.reason, refused.detail), name, opened.kind, (), (*opened.found.at, number))


KINDS = {Kind.CSV: read_table, Kind.PARQUET: read_table, Kind.JSON: read_table, Kind.JSON_LINES: read_table}
"""The kinds that this module reads."""
