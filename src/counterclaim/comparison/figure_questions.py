"""Questions about numbers: "How many Russian soldiers were killed, 24 February to early March 2022?"

In: figure claims. Out: one question a group of a series (series.py), with origins, relations, bounds and status.
"""

from collections.abc import Callable, Iterable, Sequence

from counterclaim.comparison.bounds import bounds_of
from counterclaim.comparison.event_tolls import judge_event_figures
from counterclaim.comparison.ids import derived_id
from counterclaim.comparison.interest import interest_of
from counterclaim.comparison.origins import origins_of
from counterclaim.comparison.parts import is_age, part_words, parts_among
from counterclaim.comparison.periods import period_of
from counterclaim.comparison.relations import relations_of
from counterclaim.comparison.series import APART, SeriesKey, Setting, claim_order, core_of, series_of, split_series
from counterclaim.comparison.status import status_of
from counterclaim.comparison.surroundings import Surroundings, is_total
from counterclaim.comparison.titles import figure_title
from counterclaim.records.claim import Claim
from counterclaim.records.question import Account, Question


def figure_questions_of(
    claims: Iterable[Claim], family_of: Callable[[str], str], rule: str, setting_of: Callable[[Claim], Setting]
) -> list[Question]:
    """Every question that figures answer, those with one account included.

    Args:
        claims: figures that answer one at all (see `counts`).
        family_of: the family of an article id.
        rule: the rule of bounds.
        setting_of: the place and the story that surround a figure.
    """
    return [
        figure_question(key, group, family_of, rule, setting_of)
        for key, members in series_of(claims, family_of, setting_of).items()
        for group in split_series(key, members)
    ]


def setting_in(around: Surroundings, claim: Claim, story_of: Callable[[str], str | None]) -> Setting:
    """What surrounds a figure: a place that its article names, and its story where it counts one event's victims."""
    return Setting(around.place_of(claim), None if is_total(claim) else story_of(claim.article.id))


def counts(claim: Claim) -> bool:
    """Whether a figure is a count that others may rival; "half of the children" is a share.

    Distances, durations and plain counts answer no question: they say too little to be set side by side. Nor do ages.
    """
    if claim.kind != "figure" or claim.measure is None or claim.measure in APART or is_age(claim):
        return False
    return claim.unit != "person" or any(value is not None and value >= 1 for value in (claim.low, claim.high))


def figure_question(
    key: SeriesKey,
    group: Sequence[Claim],
    family_of: Callable[[str], str],
    rule: str,
    setting_of: Callable[[Claim], Setting],
) -> Question:
    """One question over the figures of one group."""
    ordered = sorted(group, key=claim_order)
    core = core_of(ordered)
    origin = origins_of(ordered, family_of)
    accounts = tuple(Account(claim, origin[claim.id], interest_of(claim)) for claim in ordered)
    parts = parts_among(ordered) if key.scope != "party" else {c.id: w for c in ordered if (w := part_words(c))}
    judge = judge_event_figures(parts, one_event=key.scope != "party", one_story=key.scope == "story")
    relations = relations_of(accounts, judge)
    in_core = {claim.id for claim in core}
    start = period_of(core[0]).day
    # The first core account's day, not its members: an account that comes later does not make it another question.
    identity = start.isoformat() if start else core[0].id
    return Question(
        id=derived_id("q", "figure", key.family, key.kind, key.unit, key.scope, key.value, core[0].measure, identity),
        title=figure_title(core, setting_of(core[0]).place if key.scope in {"place", "story"} else None),
        kind="figure",
        track=core[0].track,
        status=status_of(accounts, relations),
        accounts=accounts,
        relations=relations,
        bounds=bounds_of([account for account in accounts if account.claim.id in in_core], rule),
    )
