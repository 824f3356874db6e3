"""A user's own tables, named by settings: where they are, what is wrong with them, and which reading used which.

In:  the settings `actors`, `anchors` and `outlets`.   Out: OwnTable; None for a setting that is empty.
They go before the tables that ship. A Reading names them by their hash, so that one made with another table is known.
"""

import functools
import hashlib
from dataclasses import dataclass
from pathlib import Path

from counterclaim import settings
from counterclaim.reading.csvtables import read_text

NAMES = ("actors", "anchors", "outlets")


@dataclass(frozen=True, slots=True)
class OwnTable:
    """A table of the user's own."""

    path: str
    text: str

    @property
    def version(self) -> str:
        """The first twelve digits of its SHA-256."""
        return hashlib.sha256(self.text.encode()).hexdigest()[:12]


def own_table(name: str) -> OwnTable | None:
    """The table that a setting names. Raises InputError where it cannot be read."""
    path = settings.value_of(name).strip()
    return _read(path) if path else None


@functools.cache  # one process reads with one version of a table, whatever becomes of the file meanwhile
def _read(path: str) -> OwnTable:
    return OwnTable(path, read_text(Path(path)))


def versions() -> tuple[tuple[str, str], ...]:
    """Name and version of each table of the user's own."""
    return tuple((f"own {name}", table.version) for name in NAMES if (table := own_table(name)))
