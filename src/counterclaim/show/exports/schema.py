"""A table's columns said once: CSV, Parquet, JSON Lines, their metadata and DataFrames all follow from it.

In:  records of one kind.   Out: rows, each a mapping of every column's name to a plain value or None.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from counterclaim.records.when import When

Value = str | int | float | bool | dt.date | list[Any] | dict[str, Any] | None
Row = dict[str, Value]


class Type(StrEnum):
    """What a column holds."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    LIST = "list"  # of texts
    JSON = "json"  # whatever JSON can say; in CSV and Parquet as text


@dataclass(frozen=True, slots=True)
class Field[T]:
    """One column."""

    name: str
    type: Type
    value: Callable[[T], Value]
    about: str  # what it holds, for people who read the metadata
    required: bool = False  # never None


@dataclass(frozen=True, slots=True)
class Link:
    """A column that names a row of another table."""

    field: str
    table: str
    to: str


@dataclass(frozen=True, slots=True)
class Table[T]:
    """One kind of record as a table."""

    name: str
    about: str
    key: tuple[str, ...]  # the columns that tell its rows apart; empty = rows have no key
    fields: tuple[Field[T], ...]
    links: tuple[Link, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The columns' names in order."""
        return tuple(field.name for field in self.fields)

    def row(self, item: T) -> Row:
        """One record as a row."""
        return {field.name: field.value(item) for field in self.fields}

    def rows(self, items: Iterable[T]) -> Iterator[Row]:
        """Records as rows, as they come."""
        pairs = [(field.name, field.value) for field in self.fields]
        for item in items:
            yield {name: value(item) for name, value in pairs}


def text_of(when: When | None) -> str | None:
    """A date as it is written: a day, a month, a year or FROM/TO."""
    return when.text if when else None


def first_of(when: When | None) -> dt.date | None:
    """Its first day."""
    return when.first if when else None


def last_of(when: When | None) -> dt.date | None:
    """Its last day."""
    return when.last if when else None


def dates[T](name: str, of: Callable[[T], When | None], about: str) -> tuple[Field[T], ...]:
    """Three columns for one interval of days: as written, first day, last day."""
    return (
        Field(name, Type.TEXT, lambda item: text_of(of(item)), f"{about}: ISO day, month, year or FROM/TO"),
        Field(f"{name}_from", Type.DATE, lambda item: first_of(of(item)), f"{about}: first day"),
        Field(f"{name}_to", Type.DATE, lambda item: last_of(of(item)), f"{about}: last day"),
    )


def when_from(row: Mapping[str, Any], name: str) -> When | None:
    """The interval that `dates` wrote. Raises ValueError where it is no date."""
    return When.parse(row[name]) if row.get(name) else None
