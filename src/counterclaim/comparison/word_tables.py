"""The tables of words by which rules of comparison read a sentence: TOML files that somebody without Python can extend.

In: a table's name, lists of patterns.   Out: the table; one compiled pattern of a list, without regard to case.
"""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def word_table(name: str) -> dict[str, Any]:
    """The table of data/`name`.toml, by section."""
    text = (files("counterclaim.comparison") / "data" / f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def any_of(patterns: Iterable[str], *, before: str = r"\b", after: str = r"\b") -> re.Pattern[str]:
    """Whatever one of some patterns finds, as whole words or with other marks around them."""
    return re.compile(f"{before}(?:{'|'.join(patterns)}){after}", re.IGNORECASE)
