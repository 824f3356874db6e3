"""Figures that may answer one question: cheap keys first, then splitting by date. Never quadratic in the ledger.

A series holds the figures of one kind of loss (or strength, area, ...) of one party, or at one place. Within it the
counts that end together form a core; what stands alone (another measure's total, a toll of years later) is set beside
the nearest core, so that it is seen in the same view and not taken for a contradiction.

In: figure claims. Out: groups of them; the core of a group. The order of the claims does not matter.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from counterclaim.comparison.counted import counted_by, root_of
from counterclaim.comparison.interest import LOSSES
from counterclaim.comparison.periods import is_dated_by_telling, period_of
from counterclaim.comparison.places import place_key
from counterclaim.comparison.rules.figures import is_unreal
from counterclaim.comparison.scope import local_place
from counterclaim.comparison.units import unit_class
from counterclaim.records.claim import Claim
from counterclaim.records.values import Measure

# A toll of a war is told again within a fortnight; a core longer than six weeks would set March beside May.
WAR_GAP, WAR_SPAN = 14, 45
# A toll of one event is told, and revised, within a few days.
EVENT_GAP, EVENT_SPAN = 3, 7

# Casualties stand in one view with the killed: they hold them.
_FAMILY = {Measure.KILLED: "deaths", Measure.CASUALTIES: "deaths"}
# Losses of officers stand beside losses of soldiers; applications do not stand beside volunteers.
_BY_ROOT = frozenset(("deaths", "wounded", "captured", "missing", "displaced"))
_PERSONS = frozenset((Measure.KILLED, Measure.WOUNDED, Measure.CASUALTIES, Measure.MISSING, Measure.DISPLACED))
# Measures that say too little to be set side by side: "two days", "nine miles", "three options".
APART = frozenset((Measure.DISTANCE, Measure.DURATION, Measure.COUNT))
_LOCAL = frozenset(("place", "story"))


@dataclass(frozen=True, slots=True)
class Setting:
    """What surrounds a figure, where it counts the victims of one event."""

    place: str | None = None
    story: str | None = None  # the first article's id of the story, where several articles report it


NOWHERE = Setting()


@dataclass(frozen=True, slots=True, order=True)
class SeriesKey:
    """What figures of one series have in common."""

    family: str
    kind: str  # the root category, else the noun, of what is counted
    unit: str  # the class of unit
    scope: str  # "party", "place", "story" or "article"
    value: str  # the party's, place's, story's or article family's key


def series_key(claim: Claim, family_of: Callable[[str], str], setting: Setting = NOWHERE) -> SeriesKey:
    """The series that a figure belongs to.

    Args:
        claim: a figure.
        setting: the place that its surroundings give, where it names none itself, and the story that it is a toll of.
        family_of: the family of an article id; copies of one text share it.
    """
    assert claim.measure is not None, "a figure claim has a measure"
    counted = counted_by(claim)
    family = _FAMILY.get(claim.measure, claim.measure.value)
    root = root_of(counted.category) if family in _BY_ROOT else counted.category
    kind = root or counted.noun or "unnamed"
    if is_unreal(claim):
        family = f"{family} to come"  # a feared toll is no account of what happened
    place = place_key(local_place(claim))
    unit = unit_class(claim)
    if claim.measure in APART:
        return SeriesKey(family, kind, unit, "article", f"{family_of(claim.article.id)} {claim.span.start}")
    if setting.story and (place or counted.party is None) and claim.measure in _PERSONS:
        return SeriesKey(family, kind, unit, "story", f"{setting.story}|{counted.party or ''}")
    if place is None and counted.party is None and claim.measure in _PERSONS:
        place = place_key(setting.place)
    if place:
        return SeriesKey(family, kind, unit, "place", f"{place}|{counted.party or ''}")
    if counted.party:
        return SeriesKey(family, kind, unit, "party", counted.party)
    return SeriesKey(family, kind, unit, "article", family_of(claim.article.id))


def series_of(
    claims: Iterable[Claim], family_of: Callable[[str], str], setting_of: Callable[[Claim], Setting] = lambda _: NOWHERE
) -> dict[SeriesKey, list[Claim]]:
    """Figures by series. A figure that names no party joins the one party counted at its place or in its story."""
    found: dict[SeriesKey, list[Claim]] = defaultdict(list)
    for claim in claims:
        found[series_key(claim, family_of, setting_of(claim))].append(claim)
    at_place: dict[tuple[str, str, str, str], list[SeriesKey]] = defaultdict(list)
    for key in found:
        if key.scope in _LOCAL and not key.value.endswith("|"):
            at_place[(key.family, key.kind, key.unit, key.value.split("|")[0])].append(key)
    for key in sorted(found):
        bare = key.value.removesuffix("|")
        homes = at_place.get((key.family, key.kind, key.unit, bare), []) if key.scope in _LOCAL else []
        if len(homes) == 1 and homes[0] != key:
            found[homes[0]].extend(found.pop(key))
    return found


def by_date[T](items: Iterable[T], day_of: Callable[[T], dt.date], gap: int, span: int) -> list[list[T]]:
    """Split items into runs of dates: wherever more than `gap` days pass, and at the widest gap of a run over `span`.

    The result depends on the set of items only (given `day_of` and a sort by day).
    """
    ordered = sorted(items, key=day_of)
    runs: list[list[T]] = []
    for item in ordered:
        if runs and (day_of(item) - day_of(runs[-1][-1])).days <= gap:
            runs[-1].append(item)
        else:
            runs.append([item])
    return [part for run in runs for part in _narrowed(run, day_of, span)]


def _narrowed[T](run: list[T], day_of: Callable[[T], dt.date], span: int) -> list[list[T]]:
    done: list[list[T]] = []
    waiting = [run]
    while waiting:
        part = waiting.pop()
        if (day_of(part[-1]) - day_of(part[0])).days <= span:
            done.append(part)
            continue
        gaps = [(day_of(part[i]) - day_of(part[i - 1])).days for i in range(1, len(part))]
        widest = max(gaps)
        # of equal gaps the one nearest the middle, so that a long even run falls into even parts
        middle = len(part) / 2
        at = min((i + 1 for i, size in enumerate(gaps) if size == widest), key=lambda i: (abs(i - middle), i))
        waiting += [part[at:], part[:at]]
    return done


def split_series(key: SeriesKey, claims: Sequence[Claim]) -> list[list[Claim]]:
    """The groups of a series, each of which is one question."""
    ordered = sorted(claims, key=claim_order)
    undated = [claim for claim in ordered if period_of(claim).day is None]
    dated = [claim for claim in ordered if period_of(claim).day is not None]
    if key.scope == "story":
        return [ordered]  # a story is bounded in time by itself
    groups = _around_cores(dated) if key.scope == "party" else by_date(dated, _event_days(dated), EVENT_GAP, EVENT_SPAN)
    by_article: dict[str, list[Claim]] = defaultdict(list)
    for claim in undated:
        by_article[claim.article.id].append(claim)  # within one text, no date is no obstacle
    return groups + [by_article[article] for article in sorted(by_article)]


def _event_days(claims: Sequence[Claim]) -> Callable[[Claim], dt.date]:
    """The day by which tolls at one place are put in order: what an article dates by its telling is of its event's day.

    "A strike on 17 April killed 84. … The ministry put the dead at 74": both are of 17 April, where the article gives
    the tolls there one such day only.
    """
    told: dict[str, set[dt.date]] = defaultdict(set)
    for claim in claims:
        if claim.measure in _PERSONS and not is_dated_by_telling(claim):
            told[claim.article.id].add(_day(claim))

    def day_of(claim: Claim) -> dt.date:
        days = told[claim.article.id]
        lent = len(days) == 1 and claim.measure in _PERSONS and is_dated_by_telling(claim)
        return next(iter(days)) if lent else _day(claim)

    return day_of


def _around_cores(claims: Sequence[Claim]) -> list[list[Claim]]:
    """Cores of at least two accounts, each with the lone figures that lie nearest to it."""
    runs = _runs(claims)
    cores = [run for run in runs if _is_core(run)]
    if claims and claims[0].measure not in LOSSES:
        return runs  # strength and ground rise and fall: what was so a year ago is no account of today
    if not cores:
        return [list(claims)] if claims else []
    groups = [list(core) for core in cores]
    for run in runs:
        if _is_core(run):
            continue
        nearest = min(range(len(cores)), key=lambda i: (_distance(cores[i], run), cores[i][0].id))
        groups[nearest].extend(run)
    return [sorted(group, key=claim_order) for group in groups]


def _runs(claims: Sequence[Claim]) -> list[list[Claim]]:
    kinds: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        kinds[_exact_kind(claim)].append(claim)
    return [
        run for kind in sorted(kinds) for run in by_date(sorted(kinds[kind], key=claim_order), _day, WAR_GAP, WAR_SPAN)
    ]


def _exact_kind(claim: Claim) -> tuple[str, str]:
    """What a core has in common: killed is not casualties, children are not people."""
    return (str(claim.measure), counted_by(claim).category or "")


def _is_core(run: Sequence[Claim]) -> bool:
    return len({(claim.article.id, claim.source, claim.low, claim.high) for claim in run}) > 1


def _distance(core: Sequence[Claim], run: Sequence[Claim]) -> int:
    first, last, day = _day(core[0]), _day(core[-1]), _day(run[0])
    if first <= day <= last:
        return 0
    return min(abs((day - first).days), abs((day - last).days))


def core_of(claims: Sequence[Claim]) -> list[Claim]:
    """The figures of a group that answer its question itself: of one measure, and ending together.

    The run with the most accounts; of several the one that counts all (people before children), then the earlier one.
    """
    dated = [claim for claim in claims if period_of(claim).day is not None]
    if not dated:
        counts = Counter(_exact_kind(claim) for claim in claims)
        kind = min(counts, key=lambda k: (-counts[k], k))
        return [claim for claim in claims if _exact_kind(claim) == kind]
    runs = _runs(dated)
    # "killed" before "casualties" where all else is equal: str order would put the wider first
    return min(runs, key=_core_order)


def _core_order(run: Sequence[Claim]) -> tuple[int, bool, dt.date, bool, str]:
    told = len({(claim.article.id, claim.source, claim.low, claim.high) for claim in run})
    category = counted_by(run[0]).category
    part = category is not None and root_of(category) != category
    return (-told, part, _day(run[0]), run[0].measure is Measure.CASUALTIES, run[0].id)


def claim_order(claim: Claim) -> tuple[str, str, int, str]:
    """One order for accounts everywhere: by date, article, place in the text."""
    day = period_of(claim).day
    return (day.isoformat() if day else "9999", claim.article.path or claim.article.id, claim.span.start, claim.id)


def _day(claim: Claim) -> dt.date:
    day = period_of(claim).day
    assert day is not None, "only dated claims are put in order of date"
    return day
