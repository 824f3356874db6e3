"""Which words of a sentence speak of what was then the future.

In:  a parsed sentence.   Out: Foreseen: the head of what is foreseen, the word that makes it a forecast, the rule.
One function for each way in which English does it: modals, adjectives ("is set to"), verbs of expecting and planning,
arrangements ("are to arrive by Friday"), time granted, courses ("on the brink of"). Words: data/foresight.toml.
"""

from collections.abc import Iterator
from typing import Any

from counterclaim.reading.chances import by_chance, by_likeliest, by_threatening, by_time_left
from counterclaim.reading.events.grammar import lemma_of, verb_lemma
from counterclaim.reading.events.lexicon import load_lexicon
from counterclaim.reading.foresight import FUTURE, SUBJECTS, Foreseen, foresight, is_past

DEEPEST = 6
_FIRST_PERSON = frozenset({"we", "i"})
# "Heading for the front line" is a journey, no outlook.
_SPOTS = frozenset("line front border home door exit coast city town village airport hill base house road".split())
_CONDITIONAL = frozenset({"would", "'d", "’d"})
_POSSIBLE = frozenset({"may", "might", "could"})
_ARRANGED = frozenset({"should", "can", "must"})
# "Should meet on 5 October": a forecast only where the day is still to come when it is said.
DATED = "arranged for a day"
REPORTED = "reported will"
_WH = frozenset({"how", "when", "where", "why", "whether", "what", "who", "which"})
_WARNING = frozenset({"warn", "fear", "predict", "caution", "assess", "expect", "foresee", "worry", "believe"})
_FIXED = frozenset(
    {"scheduled", "planned", "due", "slated", "set", "expected", "forecast", "predicted", "anticipated", "projected"}
)


def foreseen_in(sentence: Any) -> Iterator[Foreseen]:
    """What a sentence says of the future, in text order of the words that say so; a question says nothing."""
    if sentence[-1].text == "?":
        return
    for token in sentence:
        pos = token.pos_
        if pos == "AUX" and token.dep_ == "aux":
            found = _by_modal(token)
        elif pos in {"AUX", "VERB", "ADJ", "NOUN", "ADP", "ADV"}:
            found = _by_word(token)
        else:
            continue
        if found is not None and not is_asked(found.head):
            yield found


def is_asked(head: Any) -> bool:
    """Whether a clause is an indirect question ("nobody knows how it will end"): it foresees nothing."""
    top = head.head if head.dep_ == "xcomp" else head
    if top.dep_ not in {"ccomp", "pcomp", "csubj", "acl", "conj"}:
        return False
    inside = (*head.children, *top.children)
    return any(c.lower_ in _WH and c.dep_ in {"advmod", "dobj", "attr", "mark"} and c.i < head.i for c in inside)


def _by_modal(modal: Any) -> Foreseen | None:
    low, verb = modal.lower_, modal.head
    if verb.pos_ not in {"VERB", "AUX"}:
        return None
    if low in FUTURE:
        return (
            None
            if _is_vow(verb) or _is_address(verb) or _is_sought(modal, verb)
            else Foreseen(verb, modal, "will", past=False)
        )
    if _is_perfect(verb):
        return None  # "would have", "may have": about the past
    if low in _CONDITIONAL:
        if _is_reported(verb):
            return Foreseen(verb, modal, REPORTED, past=False)
        return Foreseen(verb, modal, "on a condition", past=False) if _hangs_on_an_event(verb) else None
    if low in _POSSIBLE and _looks_ahead(modal, verb):
        return Foreseen(verb, modal, f"possible: {low}", past=False)
    asked = modal.i < min((c.i for c in verb.children if c.dep_ in SUBJECTS), default=modal.i)
    if low in _ARRANGED and not asked and not _is_vow(verb) and not _is_address(verb) and _names_a_date(verb):
        return Foreseen(verb, modal, DATED, past=False)
    return None


def _is_sought(modal: Any, verb: Any) -> bool:
    """Whether a "will" asks ("Will the army use gas", a headline) or says what something is done for ("so that …")."""
    asked = modal.is_sent_start and any(c.dep_ in SUBJECTS and c.i > modal.i for c in verb.children)
    mark = next((c for c in verb.children if c.dep_ == "mark" and c.lower_ == "that"), None)
    return asked or (mark is not None and mark.i > 0 and mark.nbor(-1).lower_ == "so")


def _names_a_date(verb: Any) -> bool:
    """Whether the clause names a day, a month or an end: only what lies ahead of publication is kept later."""
    return any(t.ent_type_ == "DATE" for c in verb.children if c.dep_ in {"prep", "npadvmod"} for t in c.subtree)


def _is_vow(verb: Any) -> bool:
    return any(c.dep_ in SUBJECTS and c.lower_ in _FIRST_PERSON for c in verb.children)


def _is_address(verb: Any) -> bool:
    """Whether the reader is spoken to ("you will find")."""
    return any(c.dep_ in SUBJECTS and c.lower_ == "you" for c in verb.children)


def _is_perfect(verb: Any) -> bool:
    return any(c.dep_ == "aux" and c.lower_ in {"have", "'ve", "’ve"} for c in verb.children)


def _is_imagined(verb: Any) -> bool:
    return any(c.dep_ == "aux" and c.lower_ in _POSSIBLE | _CONDITIONAL for c in verb.children)


def _is_reported(verb: Any) -> bool:
    """Whether "would" is a "will" told afterwards: under a verb or noun of saying or expecting, without a condition."""
    words = foresight()
    if _has_condition(verb):
        return False
    if _is_vow(verb) or any(c.lower_ in {"like", "rather"} for c in verb.children) or verb.lemma_ == "like":
        return False
    if any(_adverb_of_likelihood(c) for c in verb.children):
        return True
    head, dep = verb.head, verb.dep_
    for _ in range(DEEPEST):
        if dep in {"ccomp", "acl", "relcl"} and head.pos_ in {"VERB", "NOUN"}:
            lemma = verb_lemma(head)
            if dep == "relcl" or (head.pos_ == "VERB" and _is_perfect(head) and _is_imagined(head)):
                return False  # "you might have thought that people would …"
            return lemma in words["saying"] or lemma in words["nouns"]
        if dep == "conj" and head.pos_ in {"VERB", "AUX"}:
            head, dep = head.head, head.dep_
            continue
        return False
    return False


def _hangs_on_an_event(verb: Any) -> bool:
    """ "The capture of the town would open the road", "if it falls, they would …": an event still to come."""
    if _is_vow(verb) or verb.lemma_ in {"like", "be"}:
        return False
    for child in verb.children:
        if child.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ == "if" for c in child.children):
            return child.tag_ in {"VBZ", "VBP"} or any(c.tag_ in {"VBZ", "VBP"} for c in child.children)
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if subject is None or subject.pos_ != "NOUN" or lemma_of(subject) not in load_lexicon().nouns:
        return verb.dep_ == "conj" and verb.head.pos_ == "VERB" and _hangs_on_an_event(verb.head)
    return any(c.dep_ == "prep" and c.lower_ in {"of", "on", "by"} for c in subject.children)


def _has_condition(verb: Any) -> bool:
    for child in verb.children:
        if child.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in {"if", "unless"} for c in child.children):
            return True
    return False


def _looks_ahead(modal: Any, verb: Any) -> bool:
    """Whether "may", "might" or "could" foresees rather than permits, guesses at the present or tells an ability."""
    words = foresight()
    if verb.lemma_.lower() in words["states"] or _is_vow(verb) or verb.dep_ in {"advcl", "csubj"}:
        return False
    ahead = any(
        c.lower_ in words["soon"] or c.lemma_.lower() in words["soon"] or c.ent_type_ in {"DATE", "TIME"}
        for c in verb.subtree
    )
    if not ahead and modal.lower_ != "could" and verb.lemma_ == "be" and any(c.dep_ == "attr" for c in verb.children):
        return False  # "may be a trap": a guess at what is
    if any(c.dep_ == "neg" for c in verb.children) and modal.lower_ == "could" and not ahead:
        return False  # "could not reach them": an inability
    if verb.tag_ == "VBG" and any(c.lower_ == "be" for c in verb.children) and modal.lower_ == "may" and not ahead:
        return False  # "may be hiding": a guess at the present
    if verb.dep_ == "relcl":
        return ahead
    # "said it could" tells an ability as often as an outlook.
    told = verb.dep_ == "ccomp" and modal.lower_ == "could" and verb.head.tag_ == "VBD"
    return ahead or not told or verb_lemma(verb.head) in _WARNING


def _by_word(token: Any) -> Foreseen | None:
    words = foresight()
    lemma = verb_lemma(token) if token.pos_ == "VERB" else token.lemma_.lower()
    if token.lower_ in words["adjectives"] | words["outlooks"] or lemma in words["adjectives"]:
        found = _by_adjective(token)
        if found is not None:
            return found
    if token.pos_ == "VERB":
        if lemma in words["future"]:
            return _by_expecting(token)
        if lemma == "go" and token.tag_ == "VBG":
            verb = next((c for c in token.children if c.dep_ == "xcomp" and c.tag_ == "VB"), None)
            return None if verb is None or _is_vow(token) else Foreseen(verb, token, "going to", past=False)
        if lemma in words["allotting"]:
            return _by_allotting(token)
        if lemma in words["planning"]:
            return _by_planning(token)
    if token.pos_ == "AUX" and lemma == "be":
        return _by_arrangement(token)
    if token.pos_ in {"VERB", "NOUN"}:
        return _by_course(token, lemma) or (by_threatening(token, lemma) if token.pos_ == "VERB" else _by_noun(token))
    return None


def _by_noun(noun: Any) -> Foreseen | None:
    return by_chance(noun) or by_likeliest(noun) or by_time_left(noun)


def _by_planning(verb: Any) -> Foreseen | None:
    """ "is preparing to withdraw", "intends to resume": said in the present of somebody else."""
    if verb.tag_ not in {"VBZ", "VBP", "VBG"} or _is_vow(verb) or is_past(verb):
        return None
    if verb.tag_ == "VBG" and not any(c.dep_ == "aux" and c.tag_ in {"VBZ", "VBP"} for c in verb.children):
        return None
    if any(c.dep_ == "neg" for c in verb.children):
        return None
    planned = next((c for c in verb.children if c.dep_ == "xcomp" and c.tag_ == "VB"), None)
    return Foreseen(planned, verb, f"planned: {verb_lemma(verb)}", past=False) if planned is not None else None


def _by_arrangement(be: Any) -> Foreseen | None:
    """ "1.6m doses are to arrive by the end of August": arranged, where a time is named or it is done to them."""
    if be.tag_ not in {"VBZ", "VBP"}:
        return None
    verb = next((c for c in be.children if c.dep_ == "xcomp" and c.tag_ == "VB"), None)
    if verb is None or not any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children):
        return None
    subject = next((c for c in be.children if c.dep_ == "nsubj"), None)
    if subject is None or lemma_of(subject) in foresight()["aims"]:
        return None  # "their aim is to hold the road"
    passive = any(c.dep_ == "auxpass" for c in verb.children)
    return Foreseen(verb, be, "be to", past=False) if passive or _names_a_date(verb) else None


def _by_adjective(word: Any) -> Foreseen | None:
    """ "is set to", "seems unlikely to", "an attack is likely"; a passive "is expected to" is read here too."""
    words = foresight()
    if word.head.tag_ == "VB" and word.head.dep_ == "ROOT" and not any(c.dep_ in SUBJECTS for c in word.head.children):
        return None  # "Be sure to …": an order
    verb = next((c for c in word.children if c.dep_ in {"xcomp", "ccomp", "advcl"} and c.tag_ in {"VB", "VBN"}), None)
    tense_bearer = word if any(c.dep_ == "auxpass" for c in word.children) else word.head
    if verb is not None and any(c.lower_ == "to" for c in verb.children):
        if word.pos_ == "VERB" and not any(c.dep_ in {"auxpass", "nsubjpass"} for c in word.children):
            return None
        return Foreseen(verb, word, f"be {word.lower_} to", past=is_past(tense_bearer))
    if word.lower_ in _FIXED and not is_past(tense_bearer):
        told = word.head if word.dep_ == "acomp" else word
        if _names_a_date(word) or (told.lemma_ == "be" and _names_a_date(told)):
            return Foreseen(told, word, f"be {word.lower_} for a day", past=False)
    return _by_outlook(word, verb) if word.lower_ in words["outlooks"] else None


def _by_outlook(word: Any, verb: Any | None) -> Foreseen | None:
    """ "A deal is improbable", "is it likely that …", "they consider an attack unlikely"."""
    above = word.head
    if word.dep_ == "acomp" and above.lemma_ in {"be", "seem", "look", "remain"}:
        clause = verb or next((c for c in above.children if c.dep_ in {"ccomp", "csubj"} and c.i > word.i), None)
        said_of = above
    elif word.dep_ in {"ccomp", "oprd"} and verb_lemma(above) in foresight()["judging"]:
        clause, said_of = None, word if word.dep_ == "ccomp" else above
    else:
        return None
    nouns = {"nsubj"} if said_of is not above or word.dep_ == "acomp" else {"dobj"}
    subject = next((c for c in said_of.children if c.dep_ in nouns and c.pos_ == "NOUN"), None)
    foreseen = clause if clause is not None else subject
    return None if foreseen is None else Foreseen(foreseen, word, f"be {word.lower_}", past=is_past(above))


def _by_expecting(verb: Any) -> Foreseen | None:
    """A verb of expecting with what it governs."""
    if verb.tag_ == "VBN" and _is_headline(verb) and not any(c.dep_ in _HELPERS for c in verb.children):
        return _by_headline(verb)
    if verb.dep_ == "amod" or (verb.tag_ == "VBN" and verb.dep_ not in {"ROOT", "ccomp", "conj", "advcl", "relcl"}):
        return None
    passive = any(c.dep_ == "auxpass" for c in verb.children)
    governed = next((c for c in verb.children if c.dep_ in {"xcomp", "ccomp"}), None)
    governed = governed or next((c for c in verb.children if c.dep_ == "dobj" and c.pos_ != "PRON"), None)
    if governed is None and verb.dep_ == "relcl":
        governed = verb.head  # "the quick victory that he expected"
    if governed is None or passive:
        return None
    if governed.head == verb and governed.i < verb.i and any(c.lower_ in FUTURE for c in governed.children):
        return None  # "…, officials predict": what they predict stands before, with a "will" of its own
    beside = verb.tag_ == "VBG" and not any(c.dep_ == "aux" for c in verb.children)
    if governed.dep_ == "dobj" and (beside or not _is_outcome(governed)):
        return None
    return Foreseen(governed, verb, f"expecting: {verb.lemma_.lower()}", past=is_past(verb))


_HELPERS = frozenset({"aux", "auxpass", "dobj", "ccomp", "xcomp"})


def _is_headline(verb: Any) -> bool:
    """Whether a participle is all that a sentence has for a verb."""
    if verb.dep_ == "acl":
        return verb.head.dep_ == "ROOT" and verb.head.pos_ in {"NOUN", "PROPN"}
    return bool(verb.dep_ == "ROOT")


def _by_headline(verb: Any) -> Foreseen | None:
    """ "US envoy expected in Beirut on Monday": a headline's short form of "is expected"."""
    bare = verb.dep_ == "acl" or any(c.dep_ in SUBJECTS for c in verb.children)
    return Foreseen(verb, verb, f"expected: {verb.lower_}", past=False) if bare and _names_a_date(verb) else None


def _is_outcome(noun: Any) -> bool:
    """Whether what is expected is a happening rather than a guest, a parcel or a child."""
    return noun.ent_type_ not in {"PERSON", "DATE", "TIME"} and not (noun.pos_ == "PROPN" and noun.ent_type_ == "ORG")


def _by_allotting(verb: Any) -> Foreseen | None:
    """ "granted the capital no more than seventy-two hours", "until the spring": time given is a forecast of an end."""
    words = foresight()
    # The parser calls either of the two objects a dative, or both of them direct ones.
    objects = [c for c in verb.children if c.dep_ in {"dobj", "dative"}]
    if any(c.dep_ in {"xcomp", "advcl"} and c.tag_ == "VB" for c in verb.children):
        return None  # "gave them two days to leave": an ultimatum
    for child in verb.children:
        is_length = child.dep_ in {"dobj", "npadvmod"} and child.lemma_.lower() in words["units"]
        receiver = any(c.dep_ == "dative" or c.i < child.i for c in objects if c != child)
        if is_length and receiver and any(True for _ in child.children):
            return Foreseen(child, verb, "time granted", past=is_past(verb))
        if objects and child.dep_ == "prep" and child.lower_ in {"until", "till"}:
            return Foreseen(child, verb, "time granted", past=is_past(verb))
    return None


def _by_course(token: Any, lemma: str) -> Foreseen | None:
    """On the way to an outcome: "is heading toward defeat", "on the brink of default"."""
    # "Heads to Europe for talks" is a journey: the first preposition decides.
    for child in [c for c in token.children if c.dep_ in {"prep", "prt"}][:1]:
        if f"{lemma} {child.lower_}" in foresight()["courses"]:
            outcome = next((c for c in child.children if c.dep_ in {"pobj", "pcomp"}), None)
            if (
                outcome is None
                or lemma_of(outcome) in _SPOTS
                or outcome.ent_type_ in {"GPE", "LOC", "FAC"}
                or outcome.pos_ == "PROPN"
            ):
                return None
            return Foreseen(token, token, f"course: {lemma} {child.lower_}", past=False)
    return None


def _adverb_of_likelihood(token: Any) -> bool:
    return token.dep_ == "advmod" and token.lower_ in {"likely", "probably", "certainly", "inevitably", "undoubtedly"}
