"""The words that put something into somebody's mouth, looked up for a token of the parse.

In:  a spaCy token.   Out: the groups of data/cues.toml that fit it, and the tokens that make up its cue.
"""

import functools
import tomllib
from dataclasses import dataclass
from importlib import resources
from typing import Any

# Verbs that say too little, and what they lean on.
LIGHT = frozenset(
    """be remain stay feel seem make issue give reach strike conclude sign take voice have lodge file raise send extend
    get come level set draw join win grant show""".split()
)
COMPLEMENTS = frozenset({"dobj", "acomp", "attr", "oprd"})
PARTICLE_DEPS = frozenset({"prt", "prep", "dobj", "acomp", "oprd", "advmod", "dative", "ccomp"})


@dataclass(frozen=True, slots=True)
class Group:
    """One [[group]] of data/cues.toml."""

    name: str
    act: str
    frames: frozenset[str]


@dataclass(frozen=True, slots=True)
class Use:
    """A verb of a group in a text."""

    group: Group
    tokens: tuple[Any, ...]  # the verb and the particles that its entry asks for


type _Table = tuple[
    dict[str, tuple[tuple[tuple[str, ...], Group], ...]], dict[str, str], dict[str, frozenset[str]], dict[str, str]
]


@functools.cache
def _table() -> _Table:
    data = tomllib.loads(resources.files(__package__).joinpath("data/cues.toml").read_text(encoding="utf-8"))
    verbs: dict[str, list[tuple[tuple[str, ...], Group]]] = {}
    for row in data["group"]:
        group = Group(row["name"], row["act"], frozenset(row["frames"]))
        for entry in row["verbs"]:
            first, *rest = entry.split()
            verbs.setdefault(first, []).append((tuple(rest), group))
    # Entries with a particle are more particular than the bare verb, so they are tried first.
    ranked = {verb: tuple(sorted(entries, key=lambda e: -len(e[0]))) for verb, entries in verbs.items()}
    nouns = {noun: act for act, listed in data["nouns"].items() for noun in listed}
    silence = {key: frozenset(value) for key, value in data["silence"].items()}
    silence["speaking"] = frozenset(data["speaking"]["verbs"])
    silence["idioms"] = frozenset(data["idioms"]["phrases"])
    silence["hinting"] = frozenset(data["hinting"]["verbs"])
    leaning = {word: act for act, listed in data["leaning"].items() for word in listed}
    return ranked, nouns, silence, leaning


# Verbs whose forms the model takes for those of a shorter one: "hopes" for a form of "hop".
_MISREAD = {"hop": "hope", "grip": "gripe", "rag": "rage"}


def _entries(token: Any) -> tuple[tuple[tuple[str, ...], Group], ...]:
    lemma = token.lemma_.lower()
    return _table()[0].get(_MISREAD.get(lemma, lemma), ())


def uses(token: Any) -> tuple[Use, ...]:
    """The groups that `token` belongs to here, the most particular first; () for any other word."""
    out = []
    for rest, group in _entries(token):
        tokens = _with_particles(token, rest)
        if tokens is not None:
            out.append(Use(group, tokens))
    return tuple(out)


def is_cue_verb(token: Any) -> bool:
    """Whether some entry begins with this verb, in a group that has a frame: the others only tell an act."""
    return any(group.frames for _, group in _entries(token))


def noun_act(token: Any) -> str | None:
    """The act of a noun that heads what somebody said ("denial"); None for other nouns."""
    return _table()[1].get(token.lemma_.lower())


def hints(lemma: str) -> bool:
    """Whether the verb lets a noun of speech speak: "his remarks suggest ..."."""
    return lemma in _table()[2]["hinting"]


def act_of_cue(token: Any | None) -> str | None:
    """The act of a cue that no rule has read: of its verb's first group, of its noun, or of what the verb leans on."""
    if token is None:
        return None
    if token.pos_ not in ("VERB", "AUX"):
        return noun_act(token)
    found = uses(token)
    if found:
        return found[0].group.act
    if token.lemma_.lower() not in LIGHT:
        return None
    # "Is unwilling to", "issued a denial", "reached an agreement"; "has no doubt" is none.
    leant_on = (c for c in token.rights if c.dep_ in COMPLEMENTS and not any(d.lower_ == "no" for d in c.lefts))
    return next((act for c in leant_on if (act := _act_leant_on(c)) is not None), None)


def _act_leant_on(token: Any) -> str | None:
    return noun_act(token) or _table()[3].get(token.lemma_.lower())


def speaks_up(lemma: str) -> bool:
    """Whether the verb lets somebody speak, so that a quotation right after it is that person's."""
    return lemma in _table()[2]["speaking"]


def is_idiom(words: str) -> bool:
    """Whether a turn of phrase in which nobody says anything stands in `words`."""
    lower = words.lower()
    return any(phrase in lower for phrase in _table()[2]["idioms"])


def silences(lemma: str) -> bool:
    """Whether the verb makes no claim when it is negated ("did not confirm")."""
    return lemma in _table()[2]["verbs"]


def refuses_to(lemma: str) -> bool:
    """Whether the verb makes silence of a verb of speech under it ("declined to say")."""
    return lemma in _table()[2]["refusing"]


def _with_particles(token: Any, rest: tuple[str, ...]) -> tuple[Any, ...] | None:
    tokens = [token]
    for word in rest:
        found = next(
            (
                c
                for c in token.children
                if c.i > token.i - 1 and c.dep_ in PARTICLE_DEPS and c.lemma_.lower() == word and c not in tokens
            ),
            None,
        )
        if (
            found is None
            and token.i + 1 < token.sent.end
            and token.nbor().dep_ == "mark"
            and token.nbor().lower_ == word
        ):
            found = token.nbor()  # "called for the port to be opened": the parser hangs "for" on the other verb
        if found is None:
            found = next(
                (g for c in tokens[1:] for g in c.children if g.dep_ in PARTICLE_DEPS and g.lemma_.lower() == word),
                None,
            )
        if found is None:
            return None
        tokens.append(found)
    return tuple(sorted(tokens, key=lambda t: int(t.i)))
