"""Titles of questions over statements, as a person would ask: who is to blame, is it so what somebody says.

In: the statements of one question. Out: a title without its question mark.
"""

import re
from collections.abc import Iterable, Sequence

from counterclaim.comparison.breaches import speaks_of_truce
from counterclaim.comparison.parties import name_of
from counterclaim.comparison.periods import span_words
from counterclaim.comparison.rules.statements import has_predicate
from counterclaim.comparison.rules.verdict import teller
from counterclaim.comparison.speakers import source_party
from counterclaim.comparison.titles import subject_words
from counterclaim.records.claim import Claim
from counterclaim.records.values import Act

LONGEST = 70
_THAT = re.compile(r"^\W*that\s+", re.IGNORECASE)
# "Israel of bombing the hospital": whom an accusation is of, and of what.
_OF_DOING = re.compile(
    r"^\W*((?:\w[\w’'.-]*\s+){1,5}?)(?:of|for)\s+((?:\w+ly\s+)?[a-z]+ing\b.*)$", re.IGNORECASE | re.DOTALL
)
# "blamed Russia": whom, and of what is told elsewhere.
_BLAMED = re.compile(r"^\W*(?:blam|accus)(?:ed|es|ing)\s+((?:[A-Z][\w’'.-]*\s*){1,4})$")
# Verbs that a clause may follow as it stands: "said the bridge was hit". Not "told", which asks for a hearer.
_SAID = re.compile(
    r"(?:has |have |had )?(?:sa(?:ys?|id)|claim(?:s|ed)?|insist(?:s|ed)?|admit(?:s|ted)?|stat(?:es?|ed)|"
    r"alleg(?:es?|ed)|announc(?:es?|ed)|confirm(?:s|ed)?|report(?:s|ed)?|add(?:s|ed)?|argu(?:es?|ed)|believ(?:es?|ed))"
)
_QUOTED = re.compile(r"\s*[\"“]")
# A content that goes on from its cue ("blamed Russia", "to have hit a depot") is no sentence of its own.
_GOES_ON = re.compile(r"^\W*(?:to|of|for|about|on|by|as|in|with|[a-z]+(?:ed|ing))\b")


def claim_title(said: Sequence[Claim]) -> str:
    """Whether it is so what is said, in the shortest of the words in which it is said."""
    shortest = min(said, key=lambda claim: (len(claim.text), claim.text))
    words = quoted_clause(shortest.text)
    accused = _OF_DOING.match(shortest.text[: LONGEST * 4])
    if shortest.act is Act.ACCUSE and accused:
        return f"Is {accused.group(1).strip()} to blame for {short(accused.group(2))}, according to {teller(shortest)}"
    blamed = _BLAMED.match(words)
    if shortest.act is Act.ACCUSE and blamed:
        return f"Is {blamed.group(1).strip()} to blame, according to {teller(shortest)}"
    who = teller(shortest)
    who = who[:1].upper() + who[1:]
    if not has_predicate(shortest.text) or _GOES_ON.match(words):
        cue = shortest.cue if shortest.cue and "…" not in shortest.cue else "says"
        told = short(words) if words.lower().startswith(cue.lower()) else f"{cue} {short(words)}"
    else:
        cue = shortest.cue if shortest.cue and _SAID.fullmatch(shortest.cue) else "says"
        told = f"{cue} “{short(words)}”" if _QUOTED.match(shortest.text) else f"{cue} {short(shortest.text)}"
    return f"{who} {told}: is it so"


def blame_title(told: Sequence[Claim], *, of_truce: bool) -> str:
    """Which enemies blame each other, for what, and when."""
    parties = _named(told)
    between = f", {' or '.join(parties)}" if len(parties) > 1 else ""
    when = span_words(None, told[0].said or told[0].article.published)
    subject = subject_words([claim.text for claim in told])
    if of_truce or all(speaks_of_truce(claim) for claim in told):
        title = f"Who broke the truce{between}"
    else:
        title = f"Who is to blame{between}" + (f": {subject}" if subject else "")
    return f"{title}, {when}" if when else title


def quoted_clause(text: str) -> str:
    """A content without the "that" by which it hangs on its cue."""
    return _THAT.sub("", text)


def short(text: str) -> str:
    """Words on one line, cut between two of them."""
    words = " ".join(text.split()).strip(' .,"“”')
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1].rsplit(' ', 1)[0]}…"


def _named(told: Iterable[Claim]) -> list[str]:
    return list(dict.fromkeys(name_of(party) for claim in told if (party := source_party(claim))))
