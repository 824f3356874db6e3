"""What a person types into a search, taken apart the same way for every database; and the texts that are searched.

In: words as typed.   Out: words and phrases, all of which must occur.
"""

import re
from collections.abc import Iterator

from sqlalchemy import ColumnElement, Connection, select

from counterclaim.ledger import tables
from counterclaim.ledger.rows import unpacked

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
