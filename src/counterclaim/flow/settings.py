"""What is wrong with the settings as they stand: numbers that are none, tables of the user's own that break a rule.

In:  names of settings.   Out: a Finding for each; nothing is read but the files that settings name.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from counterclaim import settings
from counterclaim.errors import InputError, UsageError
from counterclaim.intake import outlets
from counterclaim.reading.actorrows import actor_faults
from counterclaim.reading.registertables import load_countries
from counterclaim.reading.timex.anchors import anchor_faults


@dataclass(frozen=True, slots=True)
class Finding:
    """One setting's value and what is wrong with it."""

    setting: str
    value: str
    rows: int | None  # of a table; None = the setting names none
    faults: tuple[str, ...]


def findings(names: Iterable[str]) -> Iterator[Finding]:
    """Check settings one by one. An empty value is never wrong: nothing is set then."""
    for name in names:
        value = settings.value_of(name).strip()
        if name in _TABLES and value:
            yield _table(name, value)
        else:
            yield Finding(name, value, None, tuple(_number(name)))


def _table(name: str, path: str) -> Finding:
    try:
        rows, faults = _TABLES[name](path)
    except InputError as err:
        return Finding(name, path, None, (err.reason,))
    return Finding(name, path, rows, faults)


def _number(name: str) -> Iterator[str]:
    """A setting whose default is a number needs a number."""
    try:
        float(settings.default_of(name))
    except ValueError:
        return
    try:
        settings.number_of(name)
    except UsageError as err:
        yield str(err)


def _actors(path: str) -> tuple[int, tuple[str, ...]]:
    return actor_faults(Path(path), {country.iso2: country.side for country in load_countries()})


def _anchors(path: str) -> tuple[int, tuple[str, ...]]:
    return anchor_faults(Path(path))


_TABLES: dict[str, Callable[[str], tuple[int, tuple[str, ...]]]] = {
    "actors": _actors,
    "anchors": _anchors,
    "outlets": outlets.check,
}
