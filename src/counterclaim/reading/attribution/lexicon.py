"""The words that put something into somebody's mouth, looked up for a token of the parse.

In:  a spaCy token.   Out: the groups of data/cues.toml that fit it, and the tokens that make up its cue.
"""

import functools
import tomllib
from dataclasses import dataclass
from importlib import resources
from typing import Any

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


@functools.cache
def _table() -> tuple[dict[str, tuple[tuple[tuple[str, ...], Group], ...]], dict[str, str], dict[str, frozenset[str]]]:
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
    return ranked, nouns, silence


def uses(token: Any) -> tuple[Use, ...]:
    """The groups that `token` belongs to here, the most particular first; () for any other word."""
    entries = _table()[0].get(token.lemma_.lower())
    if not entries:
        return ()
    out = []
    for rest, group in entries:
        tokens = _with_particles(token, rest)
        if tokens is not None:
            out.append(Use(group, tokens))
    return tuple(out)


def is_cue_verb(token: Any) -> bool:
    """Whether some entry begins with this verb, in a group that has a frame: the others only tell an act."""
    return any(group.frames for _, group in _table()[0].get(token.lemma_.lower(), ()))


def noun_act(token: Any) -> str | None:
    """The act of a noun that heads what somebody said ("denial"); None for other nouns."""
    return _table()[1].get(token.lemma_.lower())


def hints(lemma: str) -> bool:
    """Whether the verb lets a noun of speech speak: "his remarks suggest ..."."""
    return lemma in _table()[2]["hinting"]


def act_of_cue(token: Any | None) -> str | None:
    """The act of a cue that no rule has read: of its verb's first group, or of its noun."""
    if token is None:
        return None
    found = uses(token) if token.pos_ in ("VERB", "AUX") else ()
    return found[0].group.act if found else noun_act(token)


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
        if found is None:
            found = next(
                (g for c in tokens[1:] for g in c.children if g.dep_ in PARTICLE_DEPS and g.lemma_.lower() == word),
                None,
            )
        if found is None:
            return None
        tokens.append(found)
    return tuple(sorted(tokens, key=lambda t: int(t.i)))
