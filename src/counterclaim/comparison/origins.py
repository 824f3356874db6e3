"""How many origins stand behind several accounts: the same statement of the same source counts once.

In: claims that answer one question, and the family of each article. Out: an origin name (o1, o2, ...) for each claim.

Two claims share an origin where
- the same source gives the same bounds (however many outlets bring them);
- copies of one text (one family) bring the same source, or their own voice, with the same bounds;
- one side's people give the same exact number, such as a ministry and its spokesman;
- an article's own voice repeats an exact number that a source gives in it or elsewhere.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Sequence

from counterclaim.comparison.joining import join, root
from counterclaim.comparison.series import claim_order
from counterclaim.comparison.speakers import source_party
from counterclaim.records.claim import Claim

_LEADING = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
# An exact number: three digits that are not rounding zeros. 2,870 is nobody's guess; 3,000 may be two people's.
EXACT_DIGITS = 3


def source_key(claim: Claim) -> str | None:
    """Who is behind a claim, for comparison; None for the article's own voice and for sources without a name."""
    if claim.narrator or claim.source is None:
        return None
    if claim.actor:
        return claim.actor
    return _LEADING.sub("", claim.source).casefold().strip() or None


def origins_of(claims: Sequence[Claim], family_of: Callable[[str], str]) -> dict[str, str]:
    """Claim id to origin name, numbered in the order of dates and places in the text."""
    ordered = sorted(claims, key=claim_order)
    parent = {claim.id: claim.id for claim in ordered}
    first: dict[tuple[object, ...], str] = {}
    for claim in ordered:
        for key in _keys(claim, family_of):
            if key in first:
                join(parent, first[key], claim.id)
            else:
                first[key] = claim.id
    for claim, mate in _retold(ordered, family_of):
        join(parent, mate.id, claim.id)
    names: dict[str, str] = {}
    return {claim.id: names.setdefault(root(parent, claim.id), f"o{len(names) + 1}") for claim in ordered}


def _retold(claims: Sequence[Claim], family_of: Callable[[str], str]) -> list[tuple[Claim, Claim]]:
    """An article's own voice with the value of the one source that it quotes for it: a headline and its sentence."""
    quoted: dict[tuple[object, ...], dict[str, Claim]] = defaultdict(dict)
    for claim in claims:
        if not claim.narrator:
            key = source_key(claim) or claim.source_text or claim.id
            quoted[(family_of(claim.article.id), *_value(claim)[:3])].setdefault(key, claim)
    pairs = []
    for claim in claims:
        mates = quoted.get((family_of(claim.article.id), *_value(claim)[:3]), {}) if claim.narrator else {}
        if len(mates) == 1:
            pairs.append((claim, next(iter(mates.values()))))
    return pairs


def _keys(claim: Claim, family_of: Callable[[str], str]) -> list[tuple[object, ...]]:
    """What claims of one origin have in common: any one of these keys."""
    value = _value(claim)
    family = family_of(claim.article.id)
    source = source_key(claim)
    keys: list[tuple[object, ...]] = [("text", family, source, value)]
    if source and _is_named(claim):
        keys.append(("source", source, value))
    if claim.kind == "figure" and is_exact(claim.low):
        party = source_party(claim)
        if party:
            keys.append(("side", party, value))
        if claim.narrator:
            keys += [("exact", value, family)]
        else:
            keys += [("exact", value, family)] if party else []
    return keys


def _value(claim: Claim) -> tuple[object, ...]:
    if claim.kind == "figure":
        return (claim.measure, claim.low, claim.high)
    if claim.kind == "event":
        return (claim.event_type, *sorted(claim.where[:1]))
    return (claim.text.casefold(),)


def _is_named(claim: Claim) -> bool:
    """Whether the source is somebody in particular: "analysts" in two articles need not be the same ones."""
    if claim.actor:
        return True
    return any(word[:1].isupper() for word in (claim.source or "").split())


def is_exact(value: float | None) -> bool:
    """Whether a number is told to three digits or more before its rounding zeros."""
    if value is None or value != int(value):
        return False
    return len(str(int(abs(value))).rstrip("0")) >= EXACT_DIGITS
