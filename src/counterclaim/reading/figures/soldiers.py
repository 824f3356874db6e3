"""Men who are soldiers, and volunteers who are recruits, only because the sentence is one of war.

In:  Counted.   Out: Counted, its noun a class of troops where it names armed men, of people where nobody recruits.
"""

from dataclasses import replace

from counterclaim.reading.figures.counted import Counted

_AT_WAR = frozenset(
    "army arms front rebel insurgent militia fighter soldier troop brigade battalion regiment company division corps "
    "attack offensive battle assault commander colonel general garrison defender attacker tank gun rifle trench valley "
    "column unit enemy revolt rebellion insurrection uprising".split()
)
_TAKING_ARMS = frozenset(
    "fight war legion recruit conscript reservist mobilize mobilise convict enlist enlistment mobilization "
    "mobilisation military defend join conscription draft".split()
)
_OF_ARMS = _AT_WAR | _TAKING_ARMS
# These are recruits of an army where the sentence speaks of one, and of a campaign elsewhere.
_ASKING = frozenset({"volunteer", "applicant", "application"})
_NOT_SOLDIERS = frozenset({"women", "children", "boys", "woman", "girls", "old", "unarmed", "civilian", "elderly"})
_ARMED = frozenset("armed police military security army paramilitary uniformed".split())
_AROUND = 60  # words before and behind the sentence in which war is spoken of
_A_FORCE = 20  # one or a few of them are somebody, not strength


def as_soldiers(counted: Counted) -> Counted:
    """The same, with men of war and armed people counted as troops."""
    noun = counted.noun
    if noun is not None and noun.lemma_.lower() in _ASKING and not speaks_of_arms(counted):
        return replace(counted, noun_class="people")
    if noun is None or counted.noun_class != "people":
        return counted
    if (counted.quantity.value_low or counted.quantity.value_high or 0) < _A_FORCE:
        return counted
    return replace(counted, noun_class="troops") if _are_armed(counted) or _are_men_of_war(counted) else counted


def speaks_of_arms(counted: Counted) -> bool:
    """Whether the sentence is one of war."""
    return any(t.lemma_.lower() in _OF_ARMS for t in counted.sentence)


def _are_armed(counted: Counted) -> bool:
    """ "5,000 armed men", "8,000 police agents"."""
    noun = counted.noun
    return noun is not None and any(t.lower_ in _ARMED for t in noun.doc[counted.last.i + 1 : noun.i])


def _are_men_of_war(counted: Counted) -> bool:
    """Men and nothing but men, where war is spoken of; not "120 men and women"."""
    if counted.noun is None or counted.noun.lower_ != "men":
        return False
    if any(t.lower_ in _NOT_SOLDIERS for t in counted.sentence):
        return False
    doc, at = counted.sentence.doc, counted.noun.i
    around = doc[max(0, counted.sentence.start - _AROUND) : min(len(doc), counted.sentence.end + _AROUND)]
    return any(t.lemma_.lower() in _AT_WAR for t in around) and doc[at].dep_ not in ("nsubj", "nsubjpass")
