"""The order of the stages: the only package that knows all four. Counts what it kept and what it dropped.

paths ─intake→ Article ─reading→ Reading ─ledger→ claims ─comparison→ Questions, Rounds, Forecasts
"""

from counterclaim.flow.fetching import find_sources
from counterclaim.flow.ingesting import Became, Each, Outcome, Progress, Progressed, Report
from counterclaim.flow.ledger import Ledger
from counterclaim.flow.reading import make_defaults, read, read_many
from counterclaim.intake.fetching.manners import Manners, make_manners

__all__ = [
    "Became",
    "Each",
    "Ledger",
    "Manners",
    "Outcome",
    "Progress",
    "Progressed",
    "Report",
    "find_sources",
    "make_defaults",
    "make_manners",
    "read",
    "read_many",
]
