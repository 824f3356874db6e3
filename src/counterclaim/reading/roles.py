"""What a state's or a capital's name does in its sentence: it acts, it says where, or it only describes another word.

In:  an entity (spacy Span) with its parse.   Out: yes or no.
"Moscow claims" acts, "in Moscow" says where, "the Minsk agreements" describes. Shared by `placenames` and `actors`, so
that a name is not both unless its role leaves it open ("talks with Russia").
"""

from typing import Any

from counterclaim.reading.placecontext import is_place_word
from counterclaim.reading.wordlists import words_of

_ACTING = frozenset(("nsubj", "agent", "csubj"))


def acts(ent: Any) -> bool:
    """Whether the name is what does the verb's work, alone or in a list."""
    root = _first(ent)
    return root.dep_ in _ACTING and root.head.pos_ in ("VERB", "AUX")


def speaks_for_state(ent: Any) -> bool:
    """Whether a capital's name stands for its government: it acts as towns do not, owns, or is a party to something."""
    root = _first(ent)
    if root.dep_ in _ACTING and root.head.pos_ in ("VERB", "AUX"):
        return root.head.lemma_ not in words_of("town_verbs")
    if root.dep_ == "pobj":
        return root.head.lower_ in words_of("parties")
    if root.dep_ in ("dobj", "dative"):
        return root.head.lemma_ in words_of("verbs_to_parties")
    return root.dep_ == "poss" and not is_place_word(root.head.lower_)


def says_where(ent: Any) -> bool:
    """Whether the name follows a preposition of place."""
    root = _first(ent)
    return root.dep_ == "pobj" and root.head.lower_ in words_of("locative")


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
