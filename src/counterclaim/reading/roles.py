"""What a state's or a capital's name does in its sentence: it acts, it says where, or it only describes another word.

In:  an entity (spacy Span) with its parse.   Out: yes or no.
"Moscow claims" acts, "in Moscow" says where, "the Minsk agreements" describes. Shared by `placenames` and `actors`, so
that a name is not both unless its role leaves it open ("talks with Russia").
"""

from typing import Any

from counterclaim.reading.placecontext import is_place_word

_ACTING = frozenset(("nsubj", "agent", "csubj"))
_PARTIES = frozenset(("with", "between", "by", "against", "among", "versus"))
_LOCATIVE = frozenset(
    "in into across inside near at outside over through throughout around within toward towards onto off along".split()
)
# What is done to governments and not to towns.
_VERBS_TO_PARTIES = frozenset(
    "accuse urge tell warn ask blame press pressure push convince persuade sanction support arm isolate supply condemn"
    " criticise criticize thank call demand force allow help aid fund assure inform notify offer give send back".split()
)
# What a town does without being a government: "Kyiv fell", "Kyiv came under fire", "Kyiv lies on the river".
_TOWN_VERBS = frozenset(
    ("fall", "come", "burn", "lie", "sit", "stand", "host", "wake", "see", "remain", "suffer", "lose")
)


def acts(ent: Any) -> bool:
    """Whether the name is what does the verb's work, alone or in a list."""
    root = _first(ent)
    return root.dep_ in _ACTING and root.head.pos_ in ("VERB", "AUX")


def speaks_for_state(ent: Any) -> bool:
    """Whether a capital's name stands for its government: it acts as towns do not, owns, or is a party to something."""
    root = _first(ent)
    if root.dep_ in _ACTING and root.head.pos_ in ("VERB", "AUX"):
        return root.head.lemma_ not in _TOWN_VERBS
    if root.dep_ == "pobj":
        return root.head.lower_ in _PARTIES
    if root.dep_ in ("dobj", "dative"):
        return root.head.lemma_ in _VERBS_TO_PARTIES
    return root.dep_ == "poss" and not is_place_word(root.head.lower_)


def says_where(ent: Any) -> bool:
    """Whether the name follows a preposition of place."""
    root = _first(ent)
    return root.dep_ == "pobj" and root.head.lower_ in _LOCATIVE


def describes(ent: Any) -> bool:
    """Whether the name only describes the noun after it ("the Minsk agreements"), which is no kind of place."""
    root = ent.root
    return (
        root.dep_ in ("compound", "amod", "nmod")
        and root.head.i >= ent.end
        and not is_place_word(root.head.lower_)
        and root.head.ent_type_ not in ("GPE", "LOC", "FAC")
    )


def _first(ent: Any) -> Any:
    """The first name of the list that the name stands in ("Kiev and Moscow")."""
    root = ent.root
    for _ in range(8):
        if root.dep_ != "conj" or root.head.pos_ not in ("PROPN", "NOUN"):
            break
        root = root.head
    return root
