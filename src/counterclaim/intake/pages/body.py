"""The body of a page: trafilatura finds it; its paragraphs are kept apart.

In:  a tree.   Out: paragraphs in order, each one line of words (a table's rows and a list's items stand on lines of
their own within one paragraph).
"""

import logging
import re
from collections.abc import Iterator
from typing import Any

from counterclaim.intake.pages.tree import one_line

# These libraries report every page that they find nothing in; here that is a Drop, not a message on the terminal.
for _name in ("trafilatura", "htmldate", "charset_normalizer"):
    logging.getLogger(_name).addHandler(logging.NullHandler())

_ANY_WORD = re.compile(r"\w")


def find_body(tree: Any, url: str | None) -> tuple[str, ...]:
    """The paragraphs of the article that the page shows; none where trafilatura finds no text."""
    from trafilatura import bare_extraction

    found: Any = bare_extraction(tree, url=url, include_comments=False, include_tables=True, with_metadata=False)
    if found is None or found.body is None:
        return ()
    return tuple(p for p in _paragraphs(found.body) if _ANY_WORD.search(p))


def _paragraphs(body: Any) -> Iterator[str]:
    for element in body:
        if element.tag in {"list", "quote", "code"} and len(element):
            inner = [words for item in element for words in _lines(item)]
            words = [one_line(element.text or ""), *inner]
            yield "\n".join(w for w in words if w)
        elif element.tag == "table":
            yield "\n".join(row for r in element.iter("row") if (row := " | ".join(_cells(r))))
        else:
            yield from _lines(element)
        if tail := one_line(element.tail or ""):
            yield tail


def _lines(element: Any) -> Iterator[str]:
    """The words of an element, broken where the page breaks its lines (two breaks: a new paragraph)."""
    text = "".join(_pieces(element))
    for line in re.split(r"\n\s*", text):
        if words := one_line(line):
            yield words


def _pieces(element: Any) -> Iterator[str]:
    if element.tag == "graphic":
        return
    yield (element.text or "").replace("\n", " ")
    for child in element:
        if child.tag == "lb":
            yield "\n"
        else:
            block = child.tag in {"p", "item", "list", "quote", "head", "row"}
            yield "\n" if block else ""
            yield from _pieces(child)
            yield "\n" if block else ""
        yield (child.tail or "").replace("\n", " ")


def _cells(row: Any) -> list[str]:
    return [words for cell in row if (words := one_line(" ".join(cell.itertext())))]
