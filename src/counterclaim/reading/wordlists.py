"""The word lists of data/words.toml, by name.

In:  a list's name.   Out: its words. Anyone can edit the file; each list there says what it decides.
"""

import functools
import tomllib
from pathlib import Path

WORDS = Path(__file__).parent / "data" / "words.toml"


@functools.cache
def words_of(name: str) -> frozenset[str]:
    """The words of a list, in lower case. Raises KeyError for a list that the file does not have."""
    return frozenset(_lists()[name].split())


@functools.cache
def _lists() -> dict[str, str]:
    return tomllib.loads(WORDS.read_text(encoding="utf-8"))
