"""What is undertaken rather than foreseen: appointments, vows told of others, the contents of a plan.

In:  what a sentence foresees.   Out: whether it is only undertaken.
"The minister will travel to the capital on Monday" announces what he has arranged: a planned event, and nothing that
anybody foresees about the war. A round of talks between two parties is another matter: whether it comes about is as
open as a ceasefire ("the two sides are set to meet again"), and so is a visit that is only expected or due.
"""

from typing import Any

from counterclaim.reading.events.grammar import classes_of, clause_of, lemma_of, objects_via, verb_lemma
from counterclaim.reading.foresight import Foreseen, foresight

# How one's own diary is announced; "is expected to" and "may" are somebody's outlook.
_ANNOUNCED = frozenset(
    {"will", "reported will", "going to", "be to", "be scheduled to", "be set to", "be slated to", "be due to"}
)
_ONE = frozenset({"NN", "NNP", "PRP", "WP"})
_PARTIES = frozenset({"person", "polity"})
_NOT_ONE = frozenset({"they", "we", "you", "it"})
_NOWHERE: frozenset[int] = frozenset()


def is_undertaken(foreseen: Foreseen) -> bool:
    """Whether what is foreseen is an appointment, a vow or what a plan contains."""
    if foreseen.rule == "will" and (verb_lemma(foreseen.head) in foresight()["containing"] or _is_vowed(foreseen.head)):
        return True
    return _is_appointment(foreseen)


def _is_vowed(verb: Any) -> bool:
    """ "Will not allow anyone to …", "will stand with its ally": what a party binds itself to."""
    words, lemma = foresight(), verb_lemma(verb)
    if any(c.dep_ == "neg" for c in verb.children) and lemma in words["refusing"]:
        return any(_is_one_party(s) for s in clause_of(verb).subjects)
    return lemma == "stand" and any(c.dep_ == "prep" and c.lower_ in {"with", "by", "behind"} for c in verb.children)


def _is_appointment(foreseen: Foreseen) -> bool:
    """Whether one person or body is said to go somewhere, to receive somebody or to hold an occasion."""
    if foreseen.rule not in _ANNOUNCED and not foreseen.rule.startswith("planned"):
        return False
    verb, clause = foreseen.head, clause_of(foreseen.head)
    if clause.passive and verb.dep_ == "relcl":
        return verb_lemma(verb) in foresight()["holding"] and any(_is_occasion(o) for o in clause.objects)
    if clause.passive or len(clause.subjects) != 1 or not _is_one_party(clause.subjects[0]):
        return False
    words, lemma = foresight(), verb_lemma(verb)
    met = [*clause.objects, *objects_via(verb, {"with"})]
    if lemma in words["journeys"]:
        return True
    if lemma in words["audiences"] and any(classes_of(m, _NOWHERE) & _PARTIES for m in met):
        return True
    return lemma in words["holding"] and any(_is_occasion(o) for o in clause.objects)


def _is_one_party(subject: Any) -> bool:
    classes = classes_of(subject, _NOWHERE)
    fighters = "armed" in classes and "person" not in classes
    return subject.tag_ in _ONE and subject.lower_ not in _NOT_ONE and bool(classes & _PARTIES) and not fighters


def _is_occasion(noun: Any) -> bool:
    return "talks" in classes_of(noun, _NOWHERE) or lemma_of(noun) in foresight()["occasions"]
