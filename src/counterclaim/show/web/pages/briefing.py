"""The briefing: what is disputed first, then what each part of the war holds, talks, forecasts, articles."""

from dataclasses import dataclass

from counterclaim.ledger.store import Counts
from counterclaim.show.layout import Briefing
from counterclaim.show.tables import QUESTIONS
from counterclaim.show.web.pages.base import Data, Page, Site
from counterclaim.show.web.pages.questions import is_disputed

MOST_ROWS = 7  # of one entry; its own page has all
MOST_LISTED = 60  # articles under the briefing; the list of articles has all


@dataclass(frozen=True, slots=True)
class BriefingView:
    """The briefing and how much it rests on."""

    briefing: Briefing
    counts: Counts
    disputed: int
    most_listed: int
    most_rows: int


def briefing_page(site: Site) -> Page:
    """The briefing on all that the ledger holds."""
    snapshot = site.snapshot
    disputed = sum(1 for question in snapshot.questions if is_disputed(question))
    view = BriefingView(snapshot.briefing, snapshot.counts, disputed, MOST_LISTED, MOST_ROWS)
    return Page("briefing.html", "briefing", "Briefing", view, path=("briefing", {}))


def briefing_data(site: Site) -> Data[object]:
    """The disputed questions."""
    return Data(QUESTIONS, [q for q in site.snapshot.questions if is_disputed(q)])  # type: ignore[arg-type]
