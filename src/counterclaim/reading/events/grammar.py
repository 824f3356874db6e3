"""Who does what to whom in a clause, from the dependency parse alone.

In:  spaCy tokens.   Out: subjects, objects, agents as tokens; classes of nouns.
Surface differences are levelled: passives, reduced relatives, shared subjects of joined verbs, controlled infinitives,
participles. Every climb is bounded, so a degenerate parse of a long line costs no more than a plain one.
"""

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from counterclaim.reading.events.lexicon import load_classes, load_irregular, load_lexicon, load_light, load_operators

DEEPEST = 6  # levels climbed for a shared or controlled subject; English prose hardly needs three

_SUBJECTS = frozenset({"nsubj", "csubj", "nsubjpass", "csubjpass", "expl"})
_PASSIVE_SUBJECTS = frozenset({"nsubjpass", "csubjpass"})
_RELATIVES = frozenset({"which", "that", "who", "whom", "whose"})
# Verbs whose infinitive is done by their subject although they have an object ("promised him to leave").
_SUBJECT_CONTROL = frozenset({"promise", "vow", "threaten", "use"})
_PERSONAL = frozenset({"he", "she", "they", "we", "i", "you", "who", "them", "him", "her", "us", "me"})
_LOOSE = frozenset({"it", "this", "that", "these", "those", "which"})
_ENTITY_CLASSES = {
    "PERSON": frozenset({"person", "polity", "name"}),
    "NORP": frozenset({"person", "polity", "armed", "name"}),
    "ORG": frozenset({"polity", "name"}),
    "GPE": frozenset({"polity", "place", "name"}),
    "LOC": frozenset({"place", "name"}),
    "FAC": frozenset({"place", "site", "name"}),
    "PRODUCT": frozenset({"equipment", "name"}),
}
_ANYBODY = frozenset({"person", "polity", "armed"})
_ARMING = frozenset({"armed", "uniformed", "masked", "hooded", "camouflaged"})
_NOTHING: frozenset[str] = frozenset()
# "Su-25", "F-16s", "T-72": the makers' names of aircraft, tanks and missiles.
_MODEL = re.compile(r"[A-Za-z]{1,5}-\d{1,4}[A-Za-z]{0,2}s?")
TIME_ENTITIES = frozenset({"DATE", "TIME"})
# "Cut off by road", "supplied by air": the way, not who does it.
_MEANS = frozenset({"road", "land", "sea", "air", "rail", "train", "bus", "boat", "telephone", "phone", "law", "force"})
_TIMES_OF_DAY = frozenset(
    {"dawn", "dusk", "night", "midnight", "noon", "morning", "evening", "sunrise", "sunset", "time"}
)


@dataclass(frozen=True, slots=True)
class Clause:
    """The parts of one verb's clause, as head tokens."""

    subjects: tuple[Any, ...]  # who does it
    objects: tuple[Any, ...]  # to whom or what it is done
    datives: tuple[Any, ...]
    passive: bool


def clause_of(verb: Any) -> Clause:
    """Level the clause of a verb: for a passive the subjects are what stands after "by"."""
    surface, passive = surface_subjects(verb)
    objects: list[Any] = []
    datives: list[Any] = []
    agents: list[Any] = []
    for child in verb.children:
        dep = child.dep_
        if dep in {"dobj", "oprd"} and child.ent_type_ not in TIME_ENTITIES:
            objects.append(child)
        elif dep == "dative":
            datives.extend(pobj(child) if child.pos_ == "ADP" else [child])
        elif dep == "agent" or (passive and dep == "prep" and child.lower_ == "by"):
            agents.extend(o for o in pobj(child) if not _is_time(o) and o.lower_ not in _MEANS)
    if passive:
        return Clause(_spread(agents), _spread([*surface, *objects]), _spread(datives), True)
    if not objects and verb.dep_ == "relcl" and not any(s == antecedent(verb) for s in surface):
        objects = [antecedent(verb)]  # "the drive that the army launched"
    return Clause(_spread(surface), _spread(objects), _spread(datives), False)


def surface_subjects(verb: Any, depth: int = 0) -> tuple[list[Any], bool]:
    """The grammatical subjects of a verb, found up the tree where it shares one, and whether it is passive."""
    own = [c for c in verb.children if c.dep_ in _SUBJECTS and c.dep_ != "expl"]
    if own and own[0].lower_ == "it" and any(c.dep_ in {"ccomp", "csubj"} for c in verb.children):
        own = []  # "it has been established that": the pronoun stands for the clause
    passive = any(c.dep_ in {"auxpass", *_PASSIVE_SUBJECTS} for c in verb.children)
    if own:
        return [antecedent(verb) if c.lower_ in _RELATIVES and verb.dep_ == "relcl" else c for c in own], passive
    head, dep = verb.head, verb.dep_
    if depth > DEEPEST or head == verb:
        return [], passive
    if dep == "acl":
        if any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children):
            return [], passive  # "a claim to have taken the town": not the claim took it
        participle = verb.tag_ == "VBN" and not any(c.dep_ == "aux" for c in verb.children)
        return ([head] if verb.tag_ in {"VBN", "VBG", "VBD"} else []), passive or participle
    if dep == "relcl":
        return ([head] if any(c.lower_ in _RELATIVES for c in verb.children) else []), passive
    if dep == "conj" and head.pos_ in {"VERB", "AUX"}:
        above, above_passive = surface_subjects(head, depth + 1)
        shares = verb.tag_ == "VBN" and above_passive and not any(c.dep_ in {"aux", "dobj"} for c in verb.children)
        return above, passive or shares
    if dep == "xcomp":
        return _controller(head, depth), passive
    if dep in {"advcl", "ccomp"} and head.pos_ in {"VERB", "AUX"}:
        if dep == "advcl" and verb.tag_ == "VBN" and not any(c.dep_ == "aux" for c in verb.children):
            passive = True
        return surface_subjects(head, depth + 1)[0], passive
    if dep == "pcomp" and head.head.pos_ in {"VERB", "AUX"}:
        blamed = [c for c in head.head.children if c.dep_ == "dobj"]
        if blamed and head.lower_ in {"of", "for", "from"}:
            return blamed, passive
        return surface_subjects(head.head, depth + 1)[0], passive
    return [], passive


def _controller(head: Any, depth: int) -> list[Any]:
    """Who does what an infinitive under `head` says."""
    if head.pos_ in {"ADJ", "NOUN", "ADV"} and head.dep_ in {"acomp", "attr", "oprd"}:
        head = head.head
    objects = [c for c in head.children if c.dep_ == "dobj"]
    if objects and head.lemma_ not in _SUBJECT_CONTROL:
        return objects
    return surface_subjects(head, depth + 1)[0]


def antecedent(verb: Any) -> Any:
    """The noun that a relative clause describes."""
    return verb.head


def pobj(prep: Any) -> list[Any]:
    """The objects of a preposition."""
    return [c for c in prep.children if c.dep_ in {"pobj", "pcomp"} and c.pos_ != "VERB"]


def objects_via(head: Any, prepositions: Iterable[str]) -> list[Any]:
    """The objects that the given prepositions bring in under a verb or noun; no dates."""
    found: list[Any] = []
    for child in head.children:
        if child.dep_ in {"prep", "dative", "prt"} and child.lower_ in prepositions:
            found.extend(o for o in _through(child) if not _is_time(o))
    return list(_spread(found))


def _is_time(head: Any) -> bool:
    return head.ent_type_ in TIME_ENTITIES or head.lower_ in _TIMES_OF_DAY


def _through(prep: Any) -> list[Any]:
    """The objects of a preposition, also behind a second one ("deep into")."""
    direct = pobj(prep)
    if direct:
        return direct
    return [o for c in prep.children if c.dep_ == "prep" for o in pobj(c)]


def _spread(heads: Iterable[Any]) -> tuple[Any, ...]:
    """Heads and the nouns joined to them ("Kyiv and Moscow")."""
    found: list[Any] = []
    for head in heads:
        if head in found:
            continue
        found.append(head)
        node = head
        for _ in range(12):  # longer lists are rare, and the parser loses count anyway
            node = next((c for c in node.children if c.dep_ == "conj" and c.pos_ in _NOMINAL), None)
            if node is None:
                break
            found.append(node)
    return tuple(found)


_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ"})


def content_noun(head: Any) -> Any:
    """The noun that matters: behind "tens of thousands of", "a wave of", "one of the"."""
    for _ in range(3):
        if "portion" not in load_classes().get(lemma_of(head), _NOTHING) and head.pos_ != "NUM":
            return head
        inner = next((o for c in head.children if c.dep_ == "prep" and c.lower_ == "of" for o in pobj(c)), None)
        if inner is None:
            return head
        head = inner
    return head


def lemma_of(token: Any) -> str:
    """The lemma in lower case; of names in the plural the singular too, as a noun would have."""
    lemma: str = token.lemma_.lower()
    if token.tag_ in {"NNPS", "NNP"} and len(lemma) > 3 and lemma.endswith("s") and not lemma.endswith("ss"):
        single = lemma[:-1]
        return single if single in load_classes() else lemma
    return lemma


def verb_lemma(token: Any) -> str:
    """The lemma of a verb; where the lemmatizer made a word that no table knows, the stem that one does ("staged")."""
    return _known_lemma(token.lemma_.lower(), token.lower_)


@functools.cache
def _known_lemma(lemma: str, form: str) -> str:
    known = _known_verbs()
    if lemma in known:
        return lemma
    if form in load_irregular():
        return load_irregular()[form]
    if form.endswith("ied"):
        stems: tuple[str, ...] = (form[:-3] + "y", form[:-1])
    elif form.endswith("ed"):
        stems = (form[:-1], form[:-2], form[:-3])  # the last: a doubled consonant ("targetted")
    elif form.endswith("ing"):
        stems = (form[:-3] + "e", form[:-3], form[:-4])
    elif form.endswith("ies"):
        stems = (form[:-3] + "y",)
    else:
        stems = (form[:-1], form[:-2]) if form.endswith("s") else ()
    stems = (lemma, *stems)
    british = (stem.replace("is", "iz") for stem in stems if stem.endswith(("ise", "yse")))
    american = (stem[:-3] + "ise" for stem in stems if stem.endswith("ize"))
    stems = (*stems, *british, *american)
    return next((stem for stem in stems if stem in known), lemma)


@functools.cache
def _known_verbs() -> frozenset[str]:
    return frozenset({*load_lexicon().verbs, *load_light(), *load_operators().verbs})


def is_infinitive(verb: Any) -> bool:
    """Whether a verb stands with "to"."""
    return verb.tag_ == "VB" and has_to(verb)


def has_to(verb: Any) -> bool:
    """Whether "to" stands before a verb in any form ("to be held", "to have met")."""
    return any(c.lower_ == "to" and c.dep_ in {"aux", "mark"} for c in verb.children)


def is_noun(token: Any) -> bool:
    """Whether a token stands as a noun, also where the tagger took it for a verb ("rejected an appeal")."""
    if token.pos_ in {"NOUN", "PROPN"}:
        return True
    return token.pos_ == "VERB" and token.tag_ in {"VB", "VBP"} and token.dep_ in {"dobj", "pobj", "nsubj"}


def is_verb(token: Any) -> bool:
    """Whether a token stands as a verb, also where the tagger took it for a noun ("if the army shells the town")."""
    if token.pos_ == "VERB":
        return not is_noun(token)
    deps = {c.dep_ for c in token.children} if token.tag_ in {"NN", "NNS"} else _NOTHING
    return "nsubj" in deps and "dobj" in deps


def classes_of(head: Any, place_tokens: frozenset[int]) -> frozenset[str]:
    """The classes of a noun phrase by its head: from the noun lists, the entity type, the places found."""
    head = content_noun(head)
    if head.pos_ == "PRON" or head.tag_ in {"WDT", "DT"}:
        low = head.lower_
        if low in _PERSONAL:
            return _ANYBODY
        return frozenset({"any"}) if low in _LOOSE else _NOTHING
    found = load_classes().get(lemma_of(head), _NOTHING)
    if head.pos_ in {"PROPN", "NOUN", "ADJ"} and head.ent_type_:
        named = _ENTITY_CLASSES.get(head.ent_type_, _NOTHING)
        if head.pos_ == "PROPN" or not found:
            found = found | named
    if head.pos_ == "PROPN":
        found = found | _introduced(head)
    if _MODEL.fullmatch(head.text):
        found = found | {"equipment"}
    if head.i in place_tokens:
        found = (found - {"person"} if head.ent_type_ == "PERSON" else found) | {"place", "polity"}
    if "person" in found and any(c.dep_ == "amod" and c.lower_ in _ARMING for c in head.children):
        found = found | {"armed"}
    if head.pos_ == "NUM" or any(c.dep_ == "nummod" for c in head.children):
        found = found | ({"number", "bare number"} if head.pos_ == "NUM" else {"number"})
    if not found and (head.pos_ == "PROPN" or _is_acronym(head)):
        # A name that nothing knows: it may be anybody or any place.
        return _ANYBODY | {"place", "name"}
    if head.pos_ == "PROPN" and found == {"name"}:
        return _ANYBODY | found
    return found


def _is_acronym(noun: Any) -> bool:
    """Whether a noun is an acronym ("the AA blames the army"), which the tagger often takes for a common noun.

    Texts in capitals throughout are parsed in small letters (recasing.py), so capitals mean something here.
    """
    return noun.pos_ == "NOUN" and noun.is_upper and len(noun) > 1


def _introduced(name: Any) -> frozenset[str]:
    """The classes of the common noun that stands with a name ("the frigate Argus"); nothing where there is none."""
    kinds = [c for c in name.children if c.dep_ in {"compound", "nmod"} and c.pos_ == "NOUN"]
    return load_classes().get(lemma_of(kinds[-1]), _NOTHING) if kinds else _NOTHING


def fits(head: Any, wanted: frozenset[str], place_tokens: frozenset[int]) -> bool:
    """Whether a noun has one of the wanted classes or is one of the wanted lemmas."""
    classes = classes_of(head, place_tokens)
    lemma = lemma_of(content_noun(head))
    return "any" in classes or "*" in wanted or bool(classes & wanted) or lemma in wanted or f"={lemma}" in wanted


def below(token: Any, depth: int, *, right_of: int = -1) -> Iterator[Any]:
    """The tokens up to `depth` levels under `token`, those that begin before index `right_of` left out."""
    for child in token.children:
        if child.i > right_of:
            yield child
        if depth > 1:
            yield from below(child, depth - 1, right_of=right_of)
