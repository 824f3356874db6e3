"""The registers of phrases that make a line a notice, a blurb or a heading of links: `data/*.toml`, compiled once."""

import functools
import re
import tomllib
from dataclasses import dataclass
from importlib import resources
from typing import Any


@dataclass(frozen=True, slots=True)
class Notice:
    """One kind of line that is the page's."""

    name: str
    reason: str
    zone: str  # any, head, tail, edge
    max_words: int
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Feature:
    """One sign of an appeal to the reader, with its points."""

    name: str
    kind: str
    points: int
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Blurbs:
    """When the points of a line make it a blurb."""

    needed: int
    needed_prose: int
    max_words: int
    features: tuple[Feature, ...]


@dataclass(frozen=True, slots=True)
class Related:
    """What heads and fills a list of links."""

    max_words: int
    heads: re.Pattern[str]
    date: re.Pattern[str]
    label: re.Pattern[str]


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath("data", name).read_text(encoding="utf-8"))


def _any(patterns: list[str], *, case: bool = False) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in patterns), 0 if case else re.IGNORECASE)


@functools.cache
def notices() -> tuple[Notice, ...]:
    """The kinds of notices, in the file's order; the first that fits counts."""
    return tuple(
        Notice(n["name"], n["reason"], n["zone"], n["max_words"], _any(n["patterns"], case=n.get("case", False)))
        for n in _table("notices.toml")["notice"]
    )


@functools.cache
def blurbs() -> Blurbs:
    """The points of the appeal to the reader."""
    table = _table("blurbs.toml")
    features = tuple(Feature(f["name"], f["kind"], f["points"], _any([f["pattern"]])) for f in table["feature"])
    return Blurbs(table["needed"], table["needed_prose"], table["max_words"], features)


@functools.cache
def related() -> Related:
    """Headings, dates and labels of lists of links."""
    table = _table("related.toml")
    return Related(
        table["heads"]["max_words"],
        _any(table["heads"]["patterns"]),
        _any([table["dates"]["pattern"]]),
        _any([table["labels"]["pattern"]]),
    )
