"""The words that tell what a figure counts (measures.toml), looked up by lemma.

In:  nothing but the package's data.   Out: Lexicon. Loaded once, at first use.
"""

import functools
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any

from counterclaim.records.values import Measure

OTHER = "other"  # class of a noun that no list holds
NONE = "none"  # class where nothing is named: "killed 12"

PEOPLE = frozenset({"people", "troops", "recruits", "refugees", "prisoners"})
# What only people are counted as.
OF_PEOPLE = frozenset(
    {
        Measure.KILLED,
        Measure.WOUNDED,
        Measure.CAPTURED,
        Measure.CASUALTIES,
        Measure.MISSING,
        Measure.DISPLACED,
        Measure.TROOPS,
        Measure.RECRUITS,
    }
)


_MODEL = re.compile(r"[A-Z][A-Za-z]{0,3}-?\d{1,3}[A-Z]{0,2}s?")  # "F-16s", "T72", "Su-34"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Lemma tables. Keys are lower-case lemmas; verb tables are keyed by (lemma, class of the counted noun)."""

    noun_class: Mapping[str, str]
    outcome: Mapping[str, Measure]
    of_object: Mapping[tuple[str, str], Measure]
    of_subject: Mapping[tuple[str, str], Measure]
    of_phrasal: Mapping[tuple[str, str], Measure]  # keyed by ("blow up", class)
    state: Mapping[str, Measure]
    nominal: Mapping[str, Measure]  # "deaths of 12"
    toll: Mapping[str, Measure]
    mixed: tuple[tuple[str, ...], ...]
    animate_verbs: frozenset[str]
    inanimate: frozenset[str]
    carried_verbs: frozenset[str]
    carried_places: frozenset[str]
    sick: frozenset[str]
    attack_nouns: frozenset[str]
    attack_verbs: frozenset[str]
    attack_at: frozenset[str]
    attack_with: frozenset[str]
    partitive: frozenset[str]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], Measure], ...]]  # by first word

    def _is_materiel(self, token: Any) -> bool:
        """Units that are things: "artillery units", "units of special equipment"."""
        if token.lemma_.lower() not in ("unit", "item") or not token.i:
            return False
        doc, at = token.doc, token.i
        of = at + 1 < len(doc) and doc[at + 1].lower_ == "of"
        told = doc[at + 2 : at + 6] if of else doc[at - 1 : at]
        return any(self.noun_class.get(t.lemma_.lower()) in ("equipment", "munitions") for t in told)

    def class_of(self, token: Any) -> str:
        """The class of a noun token; people for the name of a people in the plural."""
        if self._is_materiel(token):
            return "equipment"
        pair = f"{token.nbor(-1).lower_} {token.lemma_.lower()}" if token.i else ""
        model = token.lower_.split("-")[0]  # "16 Shahed-136 attack drones"
        for form in (pair, compound_of(token), token.lemma_.lower(), token.lower_, model):
            if form in self.noun_class:
                return self.noun_class[form]
        text = token.text
        if _MODEL.fullmatch(text):
            return "equipment"
        singular = token.lower_.removesuffix("s") if not token.lower_.endswith("ies") else token.lower_[:-3] + "y"
        if singular in self.noun_class:
            return self.noun_class[singular]
        man = singular.removesuffix("en") + "an" if singular.endswith("men") else singular
        if man in self.noun_class:
            return self.noun_class[man]
        if token.lower_.endswith(("men", "women", "man", "woman", "ists", "ians", "ist", "ian")) and len(text) > 5:
            return "people"
        if text[:1].isupper() and token.ent_type_ == "NORP":
            return "people"  # "200 Taliban", "800 Tutsi"
        # "Hutus", "Chechens", "Houthis": a capitalised plural is a people or the members of something.
        if (
            text[:1].isupper()
            and text[1:].islower()
            and text.endswith("s")
            and token.ent_type_ in ("NORP", "ORG", "PERSON", "")
        ):
            return "people"
        return OTHER


def singular_of(token: Any) -> str:
    """The noun in the singular, in lower case; where the lemmatiser slips ("bases": "basis") a listed noun wins."""
    listed = token.lower_.removesuffix("s")
    compound = compound_of(token)
    for form in (compound, listed):
        if form in lexicon().noun_class:
            return form
    return str(token.lemma_).lower()


def compound_of(token: Any) -> str:
    """The noun with what a hyphen ties to it, in the singular: "pick-up", "fighter-bomber"."""
    doc, at = token.doc, token.i
    while at >= 2 and doc[at - 1].text in ("-", "‑") and not doc[at - 1].whitespace_ and not doc[at - 2].whitespace_:
        at -= 2
    return str(doc[at : token.i + 1].text.lower().removesuffix("s"))


@functools.cache
def lexicon() -> Lexicon:
    """The tables of measures.toml."""
    raw = tomllib.loads(resources.files(__package__).joinpath("measures.toml").read_text(encoding="utf-8"))
    nouns: dict[str, str] = {}
    for name, words in raw["nouns"].items():
        for word in words:
            nouns.setdefault(word, name)
    return Lexicon(
        noun_class=nouns,
        outcome=_flat(raw["outcomes"]),
        of_object=_verbs(raw["object"]),
        of_subject=_verbs(raw["subject"]),
        of_phrasal=_verbs(raw["phrasal"]),
        state=_flat(raw["state"]),
        nominal=_flat(raw["of"]),
        toll=_flat(raw["toll"]),
        mixed=tuple(tuple(row) for row in raw["mixed"]["words"]),
        animate_verbs=frozenset(raw["animate"]["verbs"]),
        inanimate=frozenset(raw["animate"]["inanimate"]),
        carried_verbs=frozenset(raw["carried"]["verbs"]),
        carried_places=frozenset(raw["carried"]["places"]),
        sick=frozenset(raw["sick"]["words"]),
        attack_nouns=frozenset(raw["attack"]["nouns"]),
        attack_verbs=frozenset(raw["attack"]["verbs"]),
        attack_at=frozenset(raw["attack"]["at"]),
        attack_with=frozenset(raw["attack"]["with"]),
        partitive=frozenset(raw["partitive"]["words"]),
        phrases=_by_first_word(raw["phrases"]),
    )


def _by_first_word(rows: Mapping[str, list[str]]) -> dict[str, tuple[tuple[tuple[str, ...], Measure], ...]]:
    out: dict[str, tuple[tuple[tuple[str, ...], Measure], ...]] = {}
    for phrase, measure in _flat(rows).items():
        words = tuple(phrase.split())
        out[words[0]] = (*out.get(words[0], ()), (words, measure))
    return out


def _flat(rows: Mapping[str, list[str]]) -> dict[str, Measure]:
    out: dict[str, Measure] = {}
    for name, words in rows.items():
        for word in words:
            out.setdefault(word, Measure(name))
    return out


def _verbs(rows: Mapping[str, Mapping[str, Any]]) -> dict[tuple[str, str], Measure]:
    out: dict[tuple[str, str], Measure] = {}
    for name, row in rows.items():
        for verb in row["verbs"]:
            for kind in row["classes"]:
                out.setdefault((verb, kind), Measure(row.get("measure", name)))
    return out
