"""The briefing: what is disputed first, then what each part of the war holds, talks, forecasts, articles.

The page shows less of each section than the briefing as a report does: it stays light however large the ledger is, and
leads to the lists that hold all.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from counterclaim.comparison.bounds import with_bounds
from counterclaim.flow.catalogue import QuestionsWanted
from counterclaim.records.question import CONTESTED, Bounds, Question
from counterclaim.show.layout import Briefing, Entry, Section
from counterclaim.show.tables import QUESTIONS
from counterclaim.show.web.digest import ALL_LISTED
from counterclaim.show.web.pages.base import Data, Page, Site
from counterclaim.show.web.pages.questions import bounds_by_rule

MOST_ROWS = 5  # of one entry; its own page has all
SECTION_ROWS = {"disputed": 24}  # after so many rows a section is cut: disputes lead, and have more room
OTHER_SECTION_ROWS = 14
MOST_NOTES = 4


@dataclass(frozen=True, slots=True)
class BriefingView:
    """The briefing as far as the page shows it."""

    briefing: Briefing
    ranges: dict[str, tuple[Bounds, ...]]  # of the questions over figures that are shown: their bounds by every rule
    questions: dict[str, Question]  # those questions
    unlisted: int  # articles that the ledger holds beside those listed
    most_rows: int = MOST_ROWS
    most_notes: int = MOST_NOTES


def briefing_page(site: Site) -> Page:
    """The briefing on all that the ledger holds."""
    digest = site.snapshot.digest
    sections = tuple(_cut(section) for section in digest.briefing.sections)
    articles = digest.briefing.articles
    if digest.articles > ALL_LISTED:
        cited = set(_cited(sections))
        articles = tuple(line for line in articles if line.number in cited)
    shown = [entry.id for section in sections for entry in section.entries]
    figures = {i: q for i in shown if (q := digest.questions.get(i)) is not None and q.kind == "figure"}
    ranges = {i: bounds_by_rule(question) for i, question in figures.items()}
    briefing = replace(digest.briefing, sections=sections, articles=articles)
    view = BriefingView(briefing, ranges, figures, digest.articles - len(articles))
    return Page("briefing.html", "briefing", "Briefing", view, path=("briefing", {"bounds": site.picked_bounds}))


def briefing_data(site: Site) -> Data[Question]:
    """The disputed questions, with their bounds by the rule that was picked."""
    wanted = QuestionsWanted(statuses=tuple(status.value for status in CONTESTED))
    return Data(QUESTIONS, (with_bounds(q, site.bounds) for q in site.snapshot.catalogue.wanted(wanted)))


def _cited(sections: Iterable[Section]) -> Iterator[int]:
    """The numbers of the articles that the sections cite, as far as the page shows their rows."""
    for section in sections:
        for entry in section.entries:
            for row in entry.rows[:MOST_ROWS]:
                yield from (cite.number for cite in (row.cite, *row.also))


def _cut(section: Section) -> Section:
    """The section's first entries, as many as there is room for."""
    shown = tuple(_fitting(section))
    more = None if section.more is None else section.more + len(section.entries) - len(shown)
    return replace(section, entries=shown, more=more)


def _fitting(section: Section) -> Iterator[Entry]:
    left = SECTION_ROWS.get(section.key, OTHER_SECTION_ROWS)
    for entry in section.entries:
        if left <= 0:
            return
        left -= max(1, min(MOST_ROWS, len(entry.rows)))
        yield entry
