"""Front matter: what an article's first lines say of it, between two lines of three hyphens.

---
title: Talks resume in Istanbul
outlet: The Harbour Dispatch
author: A. Writer
date: 2025-06-03
url: https://example.org/talks
---
"""

import re
from dataclasses import dataclass

from counterclaim.records.span import Span

FIELDS = ("title", "outlet", "author", "date", "url")

_BLOCK = re.compile(r"\ufeff?---[ \t]*\r?\n(?P<lines>(?:[^\r\n]*\r?\n)*?)---[ \t]*(?:\r?\n|\Z)")
_FIELD = re.compile(r"(?P<name>[A-Za-z_]+)[ \t]*:[ \t]*(?P<value>.*?)[ \t]*\r?\Z")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The fields found; `span` is None when the text has no front matter."""

    span: Span | None = None
    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    date: str | None = None
    url: str | None = None


def read_front_matter(text: str) -> FrontMatter:
    """The front matter at the very beginning of `text`, if it has one with at least one known field."""
    block = _BLOCK.match(text)
    if not block:
        return FrontMatter()
    values: dict[str, str] = {}
    for line in block["lines"].split("\n"):
        found = _FIELD.match(line)
        if found and found["name"].lower() in FIELDS:
            values[found["name"].lower()] = _unquoted(found["value"])
    if not values:
        return FrontMatter()
    return FrontMatter(Span(0, block.end()), **{name: value for name, value in values.items() if value})


def _unquoted(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value
