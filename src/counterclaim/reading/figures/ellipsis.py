"""A second figure that leaves unsaid what it counts, and takes it from the first.

"…12 sorties a day, against about 40 for the defenders"; "…the ministry puts that number closer to 300";
"…among them 3 children".
In:  Counted and the figure read before it.   Out: whether it carries on the first, and what it says of its own.
"""

import re
from typing import Any

from counterclaim.reading.figures.counted import Counted
from counterclaim.reading.figures.lexicon import PEOPLE

# The words right before the number that point back to an earlier one.
_POINTS_BACK = re.compile(
    r"\b(?:(?:that|this|the)\s(?:(?:earlier|previous|latest|first|initial|official)\s)?(?:number|figure|toll|total|count|estimate|sum|amount)|versus|vs\.?|compared\s(?:with|to)|against|as\sopposed\sto"
    r"|up\sfrom|down\sfrom|rather\sthan|instead\sof|not|put(?:s|ting)?\s(?:it|the\s\w+|that\s\w+)|more\slike|at\sabout|as|closer\sto|from|another|and|or"
    r"|further|confirm(?:s|ed)?|acknowledge(?:s|d)?|admit(?:s|ted)?|claim(?:s|ed)?|only|just|count(?:s|ed)?|estimate[sd]?)\b[^.;:]{0,40}\Z",
    re.IGNORECASE,
)
_PART_OF = re.compile(
    r"\b(?:including|among\sthem|amongst\sthem|of\swhom|of\sthem|of\swhich|of\sthose|among\swhom|also)\b[^.;:]{0,30}\Z",
    re.IGNORECASE,
)
_OF_WHOM = re.compile(r"\b(?:of\swhom|of\sthem|of\swhich|among\sthem|among\swhom)\b[^.;:]{0,30}\Z", re.IGNORECASE)
# A definite noun for a number names the last one told, even with a sentence between ("the toll was closer to …").
_NAMES_NUMBER = re.compile(
    r"\b(?:that|this|the|an?)\s(?:(?:death|earlier|previous|latest|last|first|initial|official|provisional|current)\s){0,2}"
    r"(?:toll|number|figure|total|count)\b[^.;:]{0,30}\Z",
    re.IGNORECASE,
)
# Tokens between the two sentences then: about three sentences of news.
_REACH = 75
_FOR = re.compile(r"\s(?:for|on|by|from|of|among)\sthe\s|\sof\s(?:them|whom|those)\b", re.IGNORECASE)


def carries_on(text: str, counted: Counted, previous: Counted | None) -> bool:
    """Whether the figure takes measure, unit and object from the previous one of the same or the last sentence."""
    if previous is None:
        return False
    before = text[max(counted.sentence.start_char, counted.quantity.hull.start - 70) : counted.quantity.hull.start]
    reach = _REACH if _NAMES_NUMBER.search(before) else 2
    if not _is_near(counted, previous, reach):
        return False
    if counted.quantity.unit is not None and counted.quantity.unit.kind != "times":
        return False
    if counted.noun is None:
        if has_own_verb(counted):
            return _were_of_a_kind(counted) or bool(_OF_WHOM.search(before))
        after = text[counted.quantity.hull.end : counted.quantity.hull.end + 12]
        return bool(_POINTS_BACK.search(before) or _PART_OF.search(before) or _FOR.match(after))
    same_sentence = counted.sentence.start == previous.sentence.start
    return same_sentence and counted.noun_class in PEOPLE and bool(_PART_OF.search(before))


def has_own_verb(counted: Counted) -> bool:
    """Whether a verb of its own follows: "two more were taken away" says what happened to them."""
    doc = counted.sentence.doc
    for token in doc[counted.last.i + 1 : min(counted.last.i + 4, counted.sentence.end)]:
        if token.pos_ in ("VERB", "AUX"):
            return True
        if token.lower_ not in ("more", "others", "other", "also", "later"):
            return False
    return False


_KINDS = frozenset(
    "child children woman women civilian civilians minor minors man men girl girls boy boys infant infants".split()
)


def _were_of_a_kind(counted: Counted) -> bool:
    """ "nine died there, seven were children": the second number is a part of the first."""
    after = counted.sentence.doc[counted.last.i + 1 : counted.last.i + 3]
    return len(after) == 2 and after[0].lower_ in ("were", "are", "was") and after[1].lower_ in _KINDS


def whose(counted: Counted) -> Any | None:
    """The noun of "for the Russians" right after an elliptic number; None where nothing is said."""
    doc = counted.sentence.doc
    at = counted.last.i + 1
    if at + 1 < counted.sentence.end and doc[at].lower_ in ("for", "on", "by", "from", "of", "among"):
        for token in doc[at + 1 : min(at + 6, counted.sentence.end)]:
            if token.pos_ in ("NOUN", "PROPN"):
                return token
            if token.pos_ not in ("DET", "ADJ", "PRON"):
                return None
    return None


def _is_near(counted: Counted, previous: Counted, reach: int) -> bool:
    """In the same sentence, or in one that begins at most `reach` tokens after it."""
    gap: int = counted.sentence.start - previous.sentence.end
    return 0 <= gap <= reach or bool(counted.sentence.start == previous.sentence.start)
