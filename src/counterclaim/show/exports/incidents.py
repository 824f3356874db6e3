"""Event claims folded into incidents: one for each day or span of days, place and pair of actors, with their dead.

In:  a ledger and a filter.   Out: Incidents in order of date; a count of what was left out, by reason.

ACLED enters one row a dyad, place and day; UCDP one an event, which may last. Both leave out what has no place or no
date of its own. Claims of several articles about one such row become its accounts. Deaths are the figures of killed in
the very sentences that tell the event; a toll since some earlier day is none of this event's and is left aside.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from counterclaim.comparison.origins import origins_of
from counterclaim.flow import Ledger
from counterclaim.flow.coding import Party, codes_of, is_coded, party_of
from counterclaim.flow.kin import Kin
from counterclaim.ledger.store import ArticleEntry, ClaimFilter
from counterclaim.records.claim import Claim
from counterclaim.records.places import Located
from counterclaim.records.values import Measure, Modality, Status
from counterclaim.records.when import When
from counterclaim.show.exports.public import Shown
from counterclaim.show.exports.sorting import in_order
from counterclaim.show.exports.walking import Beside, articles_beside, entry_of

# What is put forward as having happened; ACLED and UCDP enter nothing that is denied, planned or imagined.
ENTERED = frozenset({Status.HAPPENED, Status.ALLEGED})
_COUNTED = frozenset({Modality.ASSERTED, Modality.ESTIMATED})
# ACLED codes a month at the widest (time_precision 3), UCDP a year; wider than that nothing is said of when.
WIDEST_DAYS = 31
COUNTRY_WIDE = frozenset({"country", "continent", "ocean"})
_CIVILIANS = frozenset(
    (
        "civilian civilians people residents villagers passengers families children women men evacuees refugees "
        "worshippers commuters workers miners patients students pupils tourists journalists medics doctors bystanders"
    ).split()
)


@dataclass(frozen=True, slots=True)
class Telling:
    """One claim that tells an event, with what an incident is made of."""

    claim: Claim
    when: When
    place: Located
    sub_event: str | None  # ACLED's; None = ACLED has no home for it
    deaths: tuple[Claim, ...]  # figures of killed in its sentence
    article: ArticleEntry
    coded: bool = False  # a data set's row tells it

    @property
    def parties(self) -> tuple[Party | None, Party | None]:
        """Who did it, and to whom, where the words say so; of a row that does not tell them apart, both sides."""
        actors, targets = self.claim.actors, self.claim.targets
        if self.coded and len(actors) == 2 and not targets:
            return (party_of(actors[0]), target_of(actors[1]) or party_of(actors[1]))
        known = [party for party in map(target_of, targets) if party is not None]
        return (party_of(actors[0]) if actors else None, known[0] if known else None)

    @property
    def outlet(self) -> str | None:
        """Who published it: of a row the outlet that it names, not whoever coded it."""
        if self.coded:
            return self.claim.via[0] if self.claim.via else self.claim.source
        return self.article.outlet


@dataclass(frozen=True, slots=True)
class Incident:
    """Tellings of one event."""

    when: When
    place: Located
    actors: tuple[Party | None, Party | None]
    tellings: tuple[Telling, ...]
    denials: tuple[Claim, ...]  # claims that say it did not happen
    origins: dict[str, str]  # claim id to origin, of the tellings

    @property
    def n_independent(self) -> int:
        """How many origins tell it; copies count once."""
        return len(set(self.origins.values()))


def incidents(
    ledger: Ledger, wanted: ClaimFilter, left_out: Counter[str], shown: Shown, *, widest_days: int = WIDEST_DAYS
) -> Iterator[Incident]:
    """Every incident that the claims of a filter tell, by first day, last day and place."""
    found = _tellings(ledger, wanted, left_out, widest_days)
    ordered = in_order(found, key=_key)
    kin = Kin(ledger)
    for _, group in groupby(ordered, key=lambda telling: _key(telling)[:4]):
        tellings = list(group)
        family_of = kin.among({telling.article.id for telling in tellings})
        for incident in _folded(tellings, family_of):
            yield _shown(incident, shown)


def target_of(name: str) -> Party | None:
    """Who a target is: somebody the register knows, or civilians; None for a thing."""
    party = party_of(name)
    if party.actor is not None:
        return party
    words = name.lower().split()
    return replace(party, name="Civilians", kind="civilians") if _CIVILIANS & set(words) else None


def _key(telling: Telling) -> tuple[str, str, float, float, str]:
    place = telling.place
    return (telling.when.first.isoformat(), telling.when.last.isoformat(), place.lat, place.lon, telling.claim.id)


def _shown(incident: Incident, shown: Shown) -> Incident:
    """The incident as it may be shown. Folding looks at what is known, not at what is shown of it."""
    if not shown.public:
        return incident
    tellings = tuple(
        replace(t, claim=shown.claim(t.claim), place=shown.place(t.place), article=shown.article(t.article))
        for t in incident.tellings
    )
    denials = tuple(map(shown.claim, incident.denials))
    return replace(incident, place=shown.place(incident.place), tellings=tellings, denials=denials)


def _tellings(ledger: Ledger, wanted: ClaimFilter, left_out: Counter[str], widest_days: int) -> Iterator[Telling]:
    events = ledger.claims(replace(wanted, kind="event")) if wanted.kind in (None, "event") else iter(())
    killed = ClaimFilter(kind="figure", measure=Measure.KILLED, article=wanted.article)
    dead = Beside(ledger.claims(killed), lambda figure: figure.article)
    entries = articles_beside(ledger)
    for article, group in groupby(events, key=lambda claim: claim.article.id):
        claims = list(group)
        deaths = dead.of(claims[0].article)
        usable = [claim for claim in claims if _usable(claim, left_out, widest_days)]
        if not usable:
            continue
        rules = {event.id: event.rule for event in ledger.view.reading(article).events}
        entry = entry_of(entries, claims[0])
        for claim in usable:
            place = min(claim.located, key=lambda p: (p.reach_km, claim.located.index(p)))
            rule = rules.get(claim.local, "")
            assert claim.when is not None
            yield Telling(
                claim,
                claim.when,
                place,
                codes_of(claim, rule).acled,
                tuple(figure for figure in deaths if _is_of(figure, claim)),
                entry,
                is_coded(rule),
            )


def _usable(claim: Claim, left_out: Counter[str], widest_days: int) -> bool:
    if claim.status not in ENTERED and claim.status is not Status.DENIED:
        left_out[f"{claim.status}: not put forward as having happened"] += 1
    elif not claim.located:
        left_out["no place known"] += 1
    elif all(place.kind in COUNTRY_WIDE for place in claim.located):
        left_out["no place narrower than a country"] += 1
    elif claim.when is None:
        left_out["no date"] += 1
    elif claim.when.days > widest_days:
        left_out[f"dated to more than {widest_days} days"] += 1
    else:
        return True
    return False


def _is_of(figure: Claim, event: Claim) -> bool:
    """Whether a figure of dead is this event's: told in its sentence, of persons, and no toll since an earlier day."""
    if figure.modality not in _COUNTED or figure.unit not in (None, "person"):
        return False
    if not (figure.sentence.start < event.sentence.end and event.sentence.start < figure.sentence.end):
        return False
    return figure.since is None or event.when is None or figure.since.first >= event.when.first


def _folded(tellings: list[Telling], family_of: Callable[[str], str]) -> Iterator[Incident]:
    """Incidents of one time and place. A telling that names one actor or none joins the only pair that it fits."""
    told = [t for t in tellings if t.claim.status in ENTERED]
    denied = tuple(t.claim for t in tellings if t.claim.status is Status.DENIED)
    pairs: dict[frozenset[str], list[Telling]] = {}
    for telling in told:
        pairs.setdefault(_names(telling), []).append(telling)
    for names in sorted(pairs, key=lambda names: (len(names), sorted(names))):
        wider = [other for other in pairs if names < other]
        if len(wider) == 1:
            pairs[wider[0]] += pairs.pop(names)
    for names in sorted(pairs, key=sorted):
        group = sorted(pairs[names], key=lambda t: (t.article.published is None, _published(t), t.claim.id))
        fullest = max(group, key=lambda t: (sum(p is not None for p in t.parties), -group.index(t)))
        claims = [t.claim for t in group]
        yield Incident(
            when=group[0].when,
            place=group[0].place,
            actors=fullest.parties,
            tellings=tuple(group),
            denials=denied,
            origins=origins_of(claims, family_of),
        )


def _names(telling: Telling) -> frozenset[str]:
    return frozenset(party.actor or party.name.casefold() for party in telling.parties if party is not None)


def _published(telling: Telling) -> str:
    return telling.article.published.first.isoformat() if telling.article.published else ""
