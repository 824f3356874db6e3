"""Reads reporting on a war and keeps the disagreement.

    import counterclaim

    reading = counterclaim.read("The ministry said 40 soldiers were killed.", published="2024-05-03")
    with counterclaim.Ledger.open("war.ledger") as ledger:
        ledger.ingest(["articles/"])
        for question in ledger.questions(disputed=True):
            print(question.title)

Nothing heavy is imported until it is used: the names below load on first touch.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from counterclaim.version import __version__

if TYPE_CHECKING:
    from counterclaim.errors import CounterclaimError as CounterclaimError
    from counterclaim.flow import Ledger as Ledger
    from counterclaim.flow import read as read
    from counterclaim.flow import read_many as read_many
    from counterclaim.records.article import Article as Article
    from counterclaim.records.article import Drop as Drop
    from counterclaim.records.claim import Claim as Claim
    from counterclaim.records.question import Question as Question
    from counterclaim.records.reading import Reading as Reading
    from counterclaim.records.span import Span as Span
    from counterclaim.records.when import When as When

_HOMES = {
    "Article": "counterclaim.records.article",
    "Claim": "counterclaim.records.claim",
    "CounterclaimError": "counterclaim.errors",
    "Drop": "counterclaim.records.article",
    "Ledger": "counterclaim.flow",
    "Question": "counterclaim.records.question",
    "Reading": "counterclaim.records.reading",
    "Span": "counterclaim.records.span",
    "When": "counterclaim.records.when",
    "read": "counterclaim.flow",
    "read_many": "counterclaim.flow",
}

__all__ = [
    "Article",
    "Claim",
    "CounterclaimError",
    "Drop",
    "Ledger",
    "Question",
    "Reading",
    "Span",
    "When",
    "__version__",
    "read",
    "read_many",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'counterclaim' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
