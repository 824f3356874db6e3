"""The briefing: what is disputed first, then what each part of the war holds, talks, forecasts, articles.

The page shows less of each section than the briefing as a report does: it stays light however large the ledger is, and
leads to the lists that hold all.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from counterclaim.comparison.bounds import with_bounds
from counterclaim.records.question import Bounds, Question
from counterclaim.show.layout import Briefing, Entry, Section
from counterclaim.show.tables import QUESTIONS
from counterclaim.show.web.pages.base import Data, Page, Site
from counterclaim.show.web.pages.questions import bounds_by_rule, is_disputed

MOST_ROWS = 5  # of one entry; its own page has all
SECTION_ROWS = {"disputed": 24}  # after so many rows a section is cut: disputes lead, and have more room
OTHER_SECTION_ROWS = 14
MOST_NOTES = 4
MOST_LISTED = 30  # articles under the briefing; the list of articles has all


@dataclass(frozen=True, slots=True)
class BriefingView:
    """The briefing as far as the page shows it."""

    briefing: Briefing
    ranges: dict[str, tuple[Bounds, ...]]  # of the questions over figures that are shown: their bounds by every rule
    questions: dict[str, Question]  # those questions
    most_listed: int = MOST_LISTED
    most_rows: int = MOST_ROWS
    most_notes: int = MOST_NOTES


def briefing_page(site: Site) -> Page:
    """The briefing on all that the ledger holds."""
    snapshot = site.snapshot
    briefing = replace(snapshot.briefing, sections=tuple(_cut(section) for section in snapshot.briefing.sections))
    shown = [entry.id for section in briefing.sections for entry in section.entries]
    questions = {i: snapshot.questions[snapshot.question_places[i]] for i in shown if i in snapshot.question_places}
    figures = {i: question for i, question in questions.items() if question.kind == "figure"}
    ranges = {i: bounds_by_rule(question) for i, question in figures.items()}
    view = BriefingView(briefing, ranges, figures)
    return Page("briefing.html", "briefing", "Briefing", view, path=("briefing", {"bounds": site.picked_bounds}))


def briefing_data(site: Site) -> Data[Question]:
    """The disputed questions, with their bounds by the rule that was picked."""
    return Data(QUESTIONS, (with_bounds(q, site.bounds) for q in site.snapshot.questions if is_disputed(q)))


def _cut(section: Section) -> Section:
    """The section's first entries, as many as there is room for."""
    shown = tuple(_fitting(section))
    return replace(section, entries=shown, more=section.more + len(section.entries) - len(shown))


def _fitting(section: Section) -> Iterator[Entry]:
    left = SECTION_ROWS.get(section.key, OTHER_SECTION_ROWS)
    for entry in section.entries:
        if left <= 0:
            return
        left -= max(1, min(MOST_ROWS, len(entry.rows)))
        yield entry
