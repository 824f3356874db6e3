"""What every way of foreseeing shares: the record, the word lists, the tense.

In:  data/foresight.toml.   Out: Foreseen, look-up tables.
"""

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any

FUTURE = frozenset({"will", "shall", "'ll", "’ll", "wo"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})


@dataclass(frozen=True, slots=True)
class Foreseen:
    """A forecast's words: the head of what is foreseen, the word that makes it a forecast, the rule's name."""

    head: Any
    cue: Any
    rule: str
    past: bool  # an expectation reported in the past


def is_past(verb: Any) -> bool:
    """Whether a verb of expecting stands in the past tense."""
    aux = [c for c in verb.children if c.dep_ in {"aux", "auxpass"}]
    if any(c.tag_ in {"VBP", "VBZ"} or c.lower_ in FUTURE for c in aux):
        return False
    return verb.tag_ == "VBD" or any(c.tag_ == "VBD" for c in aux)


@functools.cache
def foresight() -> Mapping[str, frozenset[str]]:
    """The word lists of data/foresight.toml by name."""
    table = read_table("foresight")
    return {
        **{name: frozenset(row["words"]) for name, row in table.items()},
        "future": frozenset(table["verbs"]["future"]),
    }


def read_table(name: str) -> dict[str, Any]:
    """A table of reading/data by its name."""
    return tomllib.loads((resources.files("counterclaim.reading") / "data" / f"{name}.toml").read_text("utf-8"))
