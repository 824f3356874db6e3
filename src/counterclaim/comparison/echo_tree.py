"""Who had a claim from whom: the accounts of one origin as a tree, each with the evidence for where it came from.

In: a question, and which articles are copies. Out: one Origin each, its first account and what was made of it. An
account hangs on a copy's original, on who passed it on, or on the earlier account of the same source; what nothing ties
to an earlier one hangs on the first, and says so.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from counterclaim.comparison.families import Families
from counterclaim.comparison.origins import source_key
from counterclaim.comparison.periods import when_words
from counterclaim.comparison.rules.verdict import teller
from counterclaim.comparison.series import claim_order
from counterclaim.records.claim import Claim
from counterclaim.records.question import Question


@dataclass(frozen=True, slots=True)
class Echo:
    """One account, and where it was had from."""

    claim: Claim
    of: str | None  # the claim id of the account that it hangs on; None = the origin itself
    credited: str | None  # who it names as having passed it on, nearest to the source first
    evidence: str


@dataclass(frozen=True, slots=True)
class Origin:
    """One origin of a question with its echoes, first account first."""

    name: str  # o1, o2, ... within the question
    echoes: tuple[Echo, ...]

    @property
    def outlets(self) -> int:
        """How many outlets bring it."""
        return len({echo.claim.article.outlet or echo.claim.article.id for echo in self.echoes})


def origins_of_question(question: Question, families: Families) -> tuple[Origin, ...]:
    """Every origin of a question with its tree, those of most accounts first."""
    groups: dict[str, list[Claim]] = {}
    for account in question.accounts:
        groups.setdefault(account.origin, []).append(account.claim)
    found = [Origin(name, _tree(members, families)) for name, members in groups.items()]
    return tuple(sorted(found, key=lambda origin: (-len(origin.echoes), int(origin.name[1:] or 0))))


def _tree(members: Sequence[Claim], families: Families) -> tuple[Echo, ...]:
    ordered = sorted(members, key=_order)
    by_outlet: dict[str, Claim] = {}
    by_article: dict[str, Claim] = {}
    found: list[Echo] = []
    for claim in ordered:
        via = ", ".join(claim.via) or None
        if not found:
            evidence = f"The earliest account, {_told(claim)}"
            found.append(Echo(claim, None, via, f"{evidence}; it names {via}." if via else f"{evidence}."))
        else:
            parent, evidence = _parent(claim, ordered[0], by_outlet, by_article, families)
            found.append(Echo(claim, parent.id, via, evidence))
        by_article.setdefault(claim.article.id, claim)
        if claim.article.outlet:
            by_outlet.setdefault(claim.article.outlet.casefold(), claim)
    return tuple(found)


def _parent(
    claim: Claim, first: Claim, by_outlet: Mapping[str, Claim], by_article: Mapping[str, Claim], families: Families
) -> tuple[Claim, str]:
    """The earlier account that one hangs on, and why."""
    original = families.of(claim.article.id)
    if original != claim.article.id and original in by_article:
        return by_article[original], families.evidence.get(claim.article.id, "Its text is a copy.")
    if claim.article.id in by_article:
        return by_article[claim.article.id], "The same article tells it again."
    for name in claim.via:
        passed_on = next((held for outlet, held in by_outlet.items() if _names(name, outlet)), None)
        if passed_on is not None:
            return passed_on, f"It credits {name}, whose own account is earlier."
    if claim.via:
        return first, f"It credits {', '.join(claim.via)}; the earliest account in the ledger is {_told(first)}."
    if source_key(claim) is not None and source_key(claim) == source_key(first):
        return first, f"The same statement of {teller(claim)}, {_told(claim)}."
    return first, "The same value, told later; nothing else says where it was had from."


def _names(name: str, outlet: str) -> bool:
    words = name.casefold().removeprefix("the ")
    return words in outlet or outlet.split(".", maxsplit=1)[0] in words


def _told(claim: Claim) -> str:
    where = claim.article.outlet or claim.article.path or claim.article.id[:12]
    return f"{where}, {when_words(claim.article.published)}" if claim.article.published else where


def _order(claim: Claim) -> tuple[str, tuple[str, str, int, str]]:
    published = claim.article.published
    return (published.first.isoformat() if published else "9999", claim_order(claim))
