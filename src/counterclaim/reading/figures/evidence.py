"""What was read of a number: its measure, and the word that says so.

In and out: nothing but the type; the rules that make it are in beside, parsed, tolls, defaults and alone.
"""

from dataclasses import dataclass
from typing import Any

from counterclaim.records.values import Measure


@dataclass(frozen=True, slots=True)
class Read:
    """A measure, the token that says so (verb, noun, state word) and the name of the rule."""

    measure: Measure
    evidence: Any | None
    rule: str
