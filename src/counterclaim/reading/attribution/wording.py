"""The words of a claim that tell what is done by saying it: the rules of data/acts.toml.

In:  data/acts.toml.   Out: Rules in the order in which they are tried, and the subjects of a plan.
"""

import functools
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources

from counterclaim.records.values import Act

# What may stand before the words that a content begins with.
_BEFORE = r"\A\W*(?:that\s+)?(?:[\"“‘]\s*)?"
# A space inside a look-behind, whose width must be fixed, is one character.
_BEHIND = re.compile(r"\(\?<[!=][^)]*\)")
_BROKEN = re.compile(r"\s*\n\s*")
_CLASS = re.compile(r"<([a-z ]+)>")


@dataclass(frozen=True, slots=True)
class Rule:
    """One [[rule]] of data/acts.toml."""

    name: str
    act: Act
    cues: frozenset[str]
    verbs: frozenset[str]  # the cue's verb is one of these; empty: any
    speaker_only: bool  # not for those who tell what others do
    pattern: re.Pattern[str]
    background: re.Pattern[str] | None  # words in which the pattern does not count

    def search(self, content: str) -> re.Match[str] | None:
        """The first match in a content, outside the background."""
        if self.background is not None:
            content = self.background.sub(lambda m: " " * len(m.group()), content)
        return self.pattern.search(content)


@functools.cache
def rules() -> tuple[tuple[Rule, ...], re.Pattern[str]]:
    """The rules in their order, and the words whose "will" is a plan that somebody announces.

    Raises:
        ValueError: a rule has no words, or names a class or an act that there is not.
    """
    data = tomllib.loads(resources.files(__package__).joinpath("data/acts.toml").read_text(encoding="utf-8"))
    classes: dict[str, str] = {}
    for name, alternatives in data["classes"].items():
        classes[name] = "(?:" + "|".join(_expanded(a, classes) for a in alternatives) + ")"
    read = tuple(
        Rule(
            name=row["name"],
            act=Act(row["act"]),
            cues=frozenset(row.get("cues", [Act.ASSERT.value])),
            verbs=frozenset(row.get("verbs", ())),
            speaker_only=row.get("whose") == "speaker",
            pattern=compile_words(row.get("words", ()), row.get("opening", ()), classes),
            background=compile_words(row["background"], (), classes) if "background" in row else None,
        )
        for row in data["rule"]
    )
    return read, compile_words(data["scheduled"]["words"], (), classes)


def compile_words(words: Sequence[str], opening: Sequence[str], classes: dict[str, str]) -> re.Pattern[str]:
    """One pattern of alternatives that stand anywhere (`words`) and of those that a content begins with (`opening`).

    Raises:
        ValueError: there is none, or one names a class that `classes` does not hold.
    """
    found = [_whole(_expanded(a, classes)) for a in words]
    if opening:
        found.append(rf"{_BEFORE}(?:{'|'.join(_expanded(a, classes) for a in opening)})\b")
    if not found:
        raise ValueError("a rule of data/acts.toml has neither words nor an opening")
    return re.compile("|".join(found), re.IGNORECASE)


def _whole(alternative: str) -> str:
    """An alternative as whole words; one that says itself where it begins is taken as it stands."""
    if alternative.startswith((r"\A", r"(?:\A")):
        return f"(?:{alternative})"
    return rf"\b(?:{alternative})(?!\w)"


def _expanded(alternative: str, classes: dict[str, str]) -> str:
    """An alternative of the file as a regular expression."""
    joined = _BROKEN.sub("", alternative.strip())
    joined = _BEHIND.sub(lambda m: m.group().replace(" ", r"\s"), joined)
    try:
        named = _CLASS.sub(lambda m: classes[m.group(1)], joined)
    except KeyError as err:
        raise ValueError(f"data/acts.toml names the class {err}, which it does not define: {joined[:60]}") from err
    return named.replace(" ", r"\s+")
