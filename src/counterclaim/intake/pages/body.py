"""The body of a page: trafilatura finds it; its paragraphs are kept apart.

In:  a tree.   Out: paragraphs in order, each one line of words (a table's rows and a list's items stand on lines of
their own within one paragraph).
"""

import logging
import re
from collections.abc import Iterator
from typing import Any

from counterclaim.intake.pages.tree import count_words, one_line, words_in

# These libraries report every page that they find nothing in; here that is a Drop, not a message on the terminal.
for _name in ("trafilatura", "htmldate", "charset_normalizer"):
    logging.getLogger(_name).addHandler(logging.NullHandler())

# trafilatura's quick way is taken where it finds as much; its backups (readability, justext) then only add what is no
# article. On 27 saved news pages of a dozen sites both ways gave the same text on 25, at 70 % of the time.
_ENOUGH_WORDS = 60
_ENOUGH_SHARE = 0.3  # of the words in long paragraphs, anywhere on the page
_PROSE_WORDS = 25
_ANY_WORD = re.compile(r"\w")


def find_body(tree: Any, url: str | None) -> tuple[str, ...]:
    """The paragraphs of the article that the page shows; none where trafilatura finds no text."""
    quick = _extracted(tree, url, fast=True)
    words = sum(count_words(p) for p in quick)
    prose = sum(n for p in tree.iter("p") if (n := count_words(words_in(p))) >= _PROSE_WORDS)
    if words >= max(_ENOUGH_WORDS, _ENOUGH_SHARE * prose):
        return quick
    return _extracted(tree, url, fast=False) or quick


def _extracted(tree: Any, url: str | None, *, fast: bool) -> tuple[str, ...]:
    from trafilatura import bare_extraction

    found: Any = bare_extraction(tree, url=url, fast=fast, include_comments=False, with_metadata=False)
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
