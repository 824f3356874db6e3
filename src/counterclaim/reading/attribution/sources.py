"""What kind of source a mention is: a person, a body, an official nobody names; whether it can speak at all.

In:  the head token of a mention, or its words.   Out: its kind, gender, the outlet that it names.
"""

import functools
import re
import tomllib
from dataclasses import dataclass
from importlib import resources
from typing import Any

from counterclaim.reading.registertables import load_register

PERSON_ENTITIES = frozenset({"PERSON"})
BODY_ENTITIES = frozenset({"ORG", "GPE", "NORP", "FAC", "PRODUCT", "WORK_OF_ART", "LOC"})
SPEAKING_PRONOUNS = frozenset({"he", "she", "they", "we", "i", "you", "who", "it", "him", "her", "them", "one"})
QUANTIFIERS = frozenset(
    {
        "some",
        "others",
        "many",
        "most",
        "few",
        "several",
        "other",
        "all",
        "both",
        "none",
        "those",
        "another",
        "everyone",
        "everybody",
        "someone",
        "somebody",
        "nobody",
        "neither",
        "either",
        "half",
        "anyone",
        "more",
        "majority",
    }
)
_WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*\.?")


@dataclass(frozen=True, slots=True)
class _Register:
    kinds: dict[str, str]  # head noun -> kind
    titles: frozenset[str]
    feminine: frozenset[str]
    masculine: frozenset[str]
    voiceless: frozenset[str]
    outlets: re.Pattern[str]
    outlet_nouns: frozenset[str]
    outlet_titles: frozenset[str]
    platforms: re.Pattern[str]
    hearers: frozenset[str]  # nouns
    hearing_actors: frozenset[str]  # ids of the actor register
    audiences: frozenset[str]  # nouns
    given_feminine: frozenset[str]
    given_masculine: frozenset[str]


@functools.cache
def register() -> _Register:
    """data/sources.toml, read once."""
    data = tomllib.loads(resources.files(__package__).joinpath("data/sources.toml").read_text(encoding="utf-8"))
    kinds: dict[str, str] = {}
    for row in data["kind"]:
        for noun in row["nouns"]:
            kinds.setdefault(noun, row["name"])
    names = sorted(load_register().outlets, key=lambda n: (-len(n), n))
    return _Register(
        kinds=kinds,
        titles=frozenset(data["titles"]["words"]),
        feminine=frozenset(data["titles"]["feminine"]),
        masculine=frozenset(data["titles"]["masculine"]),
        voiceless=frozenset(data["voiceless"]["nouns"]),
        outlets=re.compile(r"(?<!\w)(?:" + "|".join(map(_spelled, names)) + r")(?!\w)"),
        outlet_nouns=frozenset(data["outlets"]["nouns"]),
        outlet_titles=frozenset(data["outlets"]["titles"]),
        platforms=re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, data["platforms"]["names"])) + r")(?!\w)"),
        hearers=frozenset(data["hearers"]["nouns"]),
        hearing_actors=frozenset(data["hearers"]["actors"]),
        audiences=frozenset(data["hearers"]["audiences"]),
        given_feminine=frozenset(data["given"]["feminine"]),
        given_masculine=frozenset(data["given"]["masculine"]),
    )


def _spelled(name: str) -> str:
    """A name as a pattern: the Arabic article is written with a capital or without."""
    return re.escape(name).replace("Al\\-", "[Aa]l\\-")


def kind_of_noun(lemma: str) -> str | None:
    """The kind of source that a head noun names; None for a word that names nobody who speaks."""
    lower = lemma.lower()
    kinds = register().kinds
    if lower in kinds or not lower.endswith("s"):
        return kinds.get(lower)
    # Plurals that the tagger took for names ("COMMENTATORS") keep their ending.
    return kinds.get(f"{lower[:-3]}y" if lower.endswith("ies") else lower[:-1])


def can_speak(head: Any) -> bool:
    """Whether the head of a noun phrase names somebody or something that can say, think or want."""
    lower = head.lower_
    if head.lemma_.lower() in register().voiceless:
        return False
    if head.ent_type_ in PERSON_ENTITIES or head.ent_type_ in BODY_ENTITIES:
        return True
    if lower in SPEAKING_PRONOUNS or lower in QUANTIFIERS:
        return True
    if kind_of_noun(head.lemma_) or kind_of_noun(lower):
        return True
    if _shouted(head):
        return False  # in capitals nothing tells a name from a word
    if lower != head.text and not head.is_sent_start and head.pos_ in ("NOUN", "PROPN", "VERB"):
        return head.ent_type_ not in ("DATE", "TIME")  # a name that the tagger took for a word
    # "the 23-year-old", "the accused", agent nouns that no list holds
    return bool(head.pos_ == "PROPN" or lower.endswith(("ist", "ists", "man", "men", "woman", "women", "-old")))


def _shouted(head: Any) -> bool:
    """Whether the word stands in a text in capitals rather than being an acronym in one that is not."""
    if not head.is_upper or len(head) < 4:
        return False
    around = head.doc[max(0, head.i - 3) : head.i + 4]
    letters = [t for t in around if t.is_alpha and len(t) > 1]
    return len(letters) > 2 and all(t.is_upper for t in letters)


def is_voiceless(head: Any) -> bool:
    """Whether what "says" so is the narrator's inference rather than somebody: "all evidence suggests"."""
    return head.lemma_.lower() in register().voiceless


def is_title(lemma: str) -> bool:
    """Whether the word may stand before a person's name as a title."""
    return lemma.lower() in register().titles


def is_document(head: Any) -> bool:
    """Whether the head is something written or broadcast rather than somebody."""
    return kind_of_noun(str(head.lemma_)) == "document"


def outlet_in(words: str) -> str | None:
    """The outlet's or agency's name in a mention; None if it names none."""
    for found in register().outlets.finditer(words):
        if not (found.group().istitle() and " " not in found.group() and _is_within_name(words, found)):
            return found.group()
    return None


def is_outlet_word(word: str) -> bool:
    """Whether an outlet's name may end with this word: "agency", "Tribune" (not "tribune")."""
    lower = word.lower()
    return lower in register().outlet_nouns or (word[:1].isupper() and lower in register().outlet_titles)


_NAME_BEFORE = re.compile(r"(?P<word>[A-Z][\w’'-]*)\s\Z")
_NAME_AFTER = re.compile(r"\s[A-Z]")


def _is_within_name(words: str, found: re.Match[str]) -> bool:
    """Whether a plain word is part of a longer name: "Liberation" in "Karen National Liberation Army"."""
    before = _NAME_BEFORE.search(words, 0, found.start())
    return bool((before and before["word"] != "The") or _NAME_AFTER.match(words, found.end()))


def gender(words: str) -> str | None:
    """ "f" or "m" where a title, a noun or a given name shows it."""
    known = register()
    parts = _WORD.findall(words)
    lower = [p.lower() for p in parts]
    if any(w in known.feminine for w in lower):
        return "f"
    if any(w in known.masculine for w in lower):
        return "m"
    if any(p in known.given_feminine for p in parts):
        return "f"
    if any(p in known.given_masculine for p in parts):
        return "m"
    return None
