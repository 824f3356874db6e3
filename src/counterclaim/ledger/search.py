"""What a person types into a search, taken apart the same way for every database; and the texts that are searched.

In: words as typed.   Out: words and phrases, all of which must occur.
"""

import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, and_, func, select

from counterclaim.ledger import tables
from counterclaim.ledger.rows import unpacked
from counterclaim.records.span import Span

_TEXTS_AT_A_TIME = 200
_TERM = re.compile(r'"([^"]*)"|([^\s"]+)')


def terms_of(typed: str) -> tuple[str, ...]:
    """The words and the "phrases in quotation marks"; nothing in them is an operator. Empty where there is no word."""
    clean = typed.replace("\0", " ")  # which databases take for the end
    terms = (phrase or word for phrase, word in _TERM.findall(clean))
    return tuple(term for term in terms if re.search(r"\w", term))


def texts_of(connection: Connection, wanted: ColumnElement[bool]) -> Iterator[tuple[int, str]]:
    """Numbers and words of the articles that meet a condition, one at a time, without the NUL that databases refuse."""
    number, text = tables.article.c.number, tables.article.c.text
    last = 0
    while True:
        page = select(number, text).where(wanted, number > last).order_by(number).limit(_TEXTS_AT_A_TIME)
        rows = connection.execute(page).all()
        for row in rows:
            if words := unpacked(row.text).replace("\0", " "):
                yield row.number, words
        if len(rows) < _TEXTS_AT_A_TIME:
            return
        last = rows[-1].number


def come_with(begun: int) -> ColumnElement[bool]:
    """The condition that an article is the newest, and came in with a log entry: found without a walk over all."""
    article = tables.article.c
    return and_(article.number == select(func.max(article.number)).scalar_subquery(), article.begun == begun)


@dataclass(frozen=True, slots=True)
class Snippet:
    """A few words of a text around what was searched for."""

    text: str
    hits: tuple[Span, ...]  # where in `text` the words stand; empty = found in a form that cannot be pointed at


def snippets(texts: Sequence[str], words: str) -> list[Snippet]:
    """A snippet of each text, around the words that a search found in it.

    SQLite's own index cuts and marks them, in memory, whatever database the texts come from: it folds and stems words
    as the ledger's search does. Where it finds none (PostgreSQL stems a few words otherwise) the beginning is given.
    """
    query = " OR ".join(f'"{term}"' for term in terms_of(words)) or '""'
    with closing(sqlite3.connect(":memory:")) as memory:
        memory.execute("CREATE VIRTUAL TABLE t USING fts5(words, tokenize='porter unicode61 remove_diacritics 2')")
        rows = ((number, text.translate(_NO_MARKS)) for number, text in enumerate(texts))
        memory.executemany("INSERT INTO t (rowid, words) VALUES (?, ?)", rows)
        cut = "SELECT rowid, snippet(t, 0, ?, ?, '…', ?) FROM t WHERE t MATCH ?"
        found = dict(memory.execute(cut, (_BEGINS, _ENDS, _SNIPPET_TOKENS, query)))
    return [_marked(found[n]) if n in found else _beginning(text) for n, text in enumerate(texts)]


_SNIPPET_TOKENS = 28  # some two lines
_BEGINS, _ENDS = "\x02", "\x03"  # which stand in no text that a person reads
_NO_MARKS = {ord(_BEGINS): " ", ord(_ENDS): " ", 0: " "}


def _marked(cut: str) -> Snippet:
    text, hits, begun = "", [], 0
    for piece in re.split(f"([{_BEGINS}{_ENDS}])", " ".join(cut.split())):
        if piece == _BEGINS:
            begun = len(text)
        elif piece == _ENDS:
            hits.append(Span(begun, len(text)))
        else:
            text += piece
    return Snippet(text, tuple(hits))


def _beginning(text: str) -> Snippet:
    words = text.translate(_NO_MARKS).split(None, _SNIPPET_TOKENS)
    return Snippet(" ".join(words[:_SNIPPET_TOKENS]) + ("…" if len(words) > _SNIPPET_TOKENS else ""), ())
