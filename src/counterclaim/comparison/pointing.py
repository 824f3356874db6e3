"""Denials that name little of what they deny, and the statement of the same article that they point at.

"… as the rebels said": the words that one denies are told as another's. "Rejected this account" points at what was told
right before, "the army's version" at what the army told, "denied any part in it" at whoever charged the one who denies.
In: statement claims of one article; words of data/denials.toml. Out: the statement that a denial points at, or None.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from counterclaim.comparison.bearers import side_words
from counterclaim.comparison.denials import denies_outright, is_denial
from counterclaim.comparison.origins import source_key
from counterclaim.comparison.parties import parties_in_words
from counterclaim.comparison.rules.statements import has_predicate, said_in
from counterclaim.comparison.speakers import source_party
from counterclaim.comparison.word_tables import any_of, word_table
from counterclaim.comparison.words import LONGEST, content_words
from counterclaim.records.claim import Claim
from counterclaim.records.values import Act

# "This report" is the one before: a sentence may stand between, a paragraph not.
BEFORE_CHARACTERS = 300
# A charge that is named by who makes it, or that names who denies it, may stand further off, or come after.
AROUND_CHARACTERS = 700
# "That it was rigged, a charge that the league denied": a comma, and perhaps who had said it.
APPOSED_CHARACTERS = 40
# Of two contents read from one place, as much is common where they are the same words.
SAME_WORDS = 0.8
_TOLD = frozenset((Act.ASSERT, Act.ACCUSE, Act.ESTIMATE))
# Words between "the" and "version" ...
_BETWEEN = r"(?:(?!that\b|who\b|which\b)\S+\s+){0,4}?"
# ... and how it goes on where nothing more is said of which version it is.
_NOTHING_MORE = r"\W*$|[,;:.]|\s+(?:is|are|was|were|as|and|but|by)\b"
_NAME = re.compile(r"[^\W\d_]{4,}")
_THAT, _TO = re.compile(r"\W*that\b", re.IGNORECASE), re.compile(r"\W*to\b", re.IGNORECASE)
MANY_WORDS = 8  # of which one is a verb, whether or not a list knows it
_NUMBER = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class _Words:
    nouns: re.Pattern[str]  # what was said before, by name
    points: re.Pattern[str]  # ... with "the" or "this" before it
    apposed: re.Pattern[str]  # "a charge that the league denied", behind what it is
    bare: re.Pattern[str]  # ... and nothing behind it that says which one
    answering: re.Pattern[str]
    charges: re.Pattern[str]
    numbers: re.Pattern[str]
    courts: re.Pattern[str]
    verbs: re.Pattern[str]
    part: re.Pattern[str]
    deeds: re.Pattern[str]
    deed_alone: re.Pattern[str]


@cache
def _words() -> _Words:
    table = word_table("denials")
    cue, said, part = table["cue"], table["said"], table["part"]
    nouns, deeds = any_of(said["nouns"]), any_of(part["deeds"])
    verbs, false = any_of(cue["denying"]), any_of(said["false"])
    # "the military version", "these irresponsible charges", and not "that the army claims"
    named = rf"(?:this|these|those|such|the|that(?!\s+(?:the|an?|all|any)\b))\s+{_BETWEEN}{nouns.pattern}"
    return _Words(
        nouns=nouns,
        points=any_of((named,)),
        apposed=any_of((rf"an?\s+{_BETWEEN}{nouns.pattern}", r"a\s+point"), before=r"\W*"),
        bare=any_of(
            (rf"{named}(?={_NOTHING_MORE}|\W+(?:\w+\W+){{0,2}}?{false.pattern})(?!.{{0,40}}\bthat\b)",), after=""
        ),
        charges=any_of(said["charges"]),
        numbers=any_of(said["numbers"]),
        courts=any_of(said["courts"]),
        answering=any_of(cue["answering"]),
        verbs=verbs,
        part=any_of(part["denied"]),
        deeds=deeds,
        deed_alone=any_of((rf"(?:{verbs.pattern}\s+)?(?:the|this|that|these|those)\s+{deeds.pattern}",), after=r"\W*$"),
    )


def pointed_at(denial: Claim, statements: Sequence[Claim]) -> Claim | None:
    """The statement that a denial points at without repeating it.

    Args:
        denial: a statement for which denials.is_denial holds.
        statements: of the same article, in any order.
    """
    others = [claim for claim in statements if claim.id != denial.id and _is_anothers(claim, denial)]
    same = [claim for claim in others if _are_same_words(claim, denial)]
    if same:
        return min(same, key=lambda claim: (claim.span.start, claim.id))
    words, text = _words(), denial.text[:LONGEST]
    apart = [claim for claim in others if not claim.span.overlaps(denial.span)]
    if words.apposed.match(text):
        return _nearest([c for c in apart if 0 <= denial.span.start - c.span.end <= APPOSED_CHARACTERS], denial)
    if words.points.search(text):
        of_court = words.charges.search(text) and words.courts.search(denial.context[:LONGEST])
        # a judge dismisses charges of another kind; "the photos do not support the claim" denies in passing
        if of_court or not denies_outright(denial):
            return None
        return _told_by_maker(denial, apart) if _names_maker(denial) else _told_before(denial, apart)
    if words.part.search(f"{denial.cue or ''} {text}") or words.deed_alone.match(text):
        charges = [c for c in apart if _charges(c, denial) and _distance(c, denial) <= AROUND_CHARACTERS]
        return _nearest(charges, denial)
    return None


def _is_anothers(said: Claim, denial: Claim) -> bool:
    """Whether somebody else tells it, as far as the names say, and nobody denies by it."""
    if said.act not in _TOLD or is_denial(said) or _words().answering.search(said.cue or ""):
        return False
    if _words().points.match(said.text[:LONGEST]):
        return False  # "that report surprised me" speaks of the same report
    if said.act is not Act.ACCUSE and not _is_clause(said.text[:LONGEST]):
        return False
    if source_key(said) is None:
        return not said.narrator
    party = source_party(said)
    if party and party == source_party(denial):
        return False
    known = bool(_name(said)) or party is not None
    return known and not _name(said) & _name(denial) and source_key(said) != source_key(denial)


def _is_clause(text: str) -> bool:
    """Whether the words can be denied: "that they skirt the law", and not "immigrants" or "to overthrow the regime"."""
    return has_predicate(text) or bool(_THAT.match(text)) or (len(text.split()) >= MANY_WORDS and not _TO.match(text))


def _are_same_words(said: Claim, denial: Claim) -> bool:
    """Whether both contents are the same words of the article: "denied that P, as the rebels say"."""
    first, last = max(said.span.start, denial.span.start), min(said.span.end, denial.span.end)
    longest = max(said.span.end - said.span.start, denial.span.end - denial.span.start)
    told_of = any(said.span.overlaps(span) for span in denial.source_spans)
    return not told_of and last - first >= SAME_WORDS * longest


def _names_maker(denial: Claim) -> bool:
    """Whether the words say whose account is denied: "the military version", "Russia's claim", "the rebel report"."""
    text = _words().nouns.sub(" ", denial.text[:LONGEST])
    parties = set(parties_in_words(text)) - {source_party(denial)}
    return bool(parties or side_words(text) - _sides(denial))


def _told_by_maker(denial: Claim, others: Sequence[Claim]) -> Claim | None:
    """What the one told who is named in the denial: "the military version", "the accusations made by the FMLN"."""
    text = _words().nouns.sub(" ", denial.text[:LONGEST])
    named, sides = content_words(text), side_words(text) - _sides(denial)
    charging = bool(_words().charges.search(denial.text[:LONGEST]))
    made = [
        claim
        for claim in others
        if _distance(claim, denial) <= AROUND_CHARACTERS
        and (not charging or claim.act is Act.ACCUSE or _names(claim, denial))
        and (content_words(claim.source or "") & named or side_words(claim.source or "") & sides)
    ]
    return _nearest(made, denial)


def _told_before(denial: Claim, others: Sequence[Claim]) -> Claim | None:
    """What was told right before a denial of "this", of the kind that it is called; first what names who denies."""
    before = [c for c in others if 0 <= denial.span.start - c.span.end <= BEFORE_CHARACTERS]
    text = denial.text[:LONGEST]
    charging = bool(_words().charges.search(text))
    if not charging and not _words().bare.search(text):
        return None
    if _words().numbers.search(text):
        meant = [c for c in before if _NUMBER.search(c.text)]
    else:
        accusing = [c for c in before if c.act is Act.ACCUSE] if charging else before
        meant = [c for c in before if _names(c, denial)] or accusing
    # the last, and of one saying within another the whole
    return max(meant, key=lambda c: (c.span.end, -c.span.start, c.id), default=None)


def _charges(said: Claim, denial: Claim) -> bool:
    """Whether a statement charges the one who denies with the matter of which he denies a part."""
    if not _names(said, denial):
        return False
    if said.act is not Act.ACCUSE and not _words().deeds.search(said.text[:LONGEST]):
        return False
    if said.act is Act.ACCUSE and 0 <= denial.span.start - said.span.end <= BEFORE_CHARACTERS:
        return True
    matter = denial.text[:LONGEST]
    for named in (_words().verbs, _words().part, _words().deeds):
        matter = named.sub(" ", matter)
    own = content_words(denial.source or "")
    telling = {word for word in said_in(matter).telling if not content_words(word) & own}
    return not telling or bool(content_words(" ".join(telling)) & content_words(said.context[:LONGEST]))


def _names(said: Claim, denial: Claim) -> bool:
    """Whether a statement names the one who denies: by name, by party, or as one of those who fight for one side."""
    text = said.text[:LONGEST]
    party = source_party(denial)
    if party and party in parties_in_words(text):
        return True
    own = said_in(denial.source or "").telling
    return bool(set(own) & set(said_in(text).words) or _sides(denial) & side_words(text))


def _sides(claim: Claim) -> frozenset[str]:
    return side_words(f"{claim.source or ''} {claim.source_text or ''}")


def _name(claim: Claim) -> frozenset[str]:
    return frozenset(word.casefold() for word in _NAME.findall(claim.source or ""))


def _distance(said: Claim, denial: Claim) -> int:
    return max(denial.span.start - said.span.end, said.span.start - denial.span.end, 0)


def _nearest(claims: Sequence[Claim], denial: Claim) -> Claim | None:
    return min(claims, key=lambda c: (_distance(c, denial), c.id), default=None)
