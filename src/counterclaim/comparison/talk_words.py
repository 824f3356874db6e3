"""What the words of talks say: what a move is about, at which level they are held, how they ended.

In: words, claims. Out: Issue, a level's name, the article's words for the outcome. Patterns: data/talks.toml.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache

from counterclaim.comparison.word_tables import word_table
from counterclaim.records.claim import Claim
from counterclaim.records.talks import Issue
from counterclaim.records.values import Status

# How talks went is told in their sentence or in the next two.
OUTCOME_CHARACTERS = 300
LONGEST = 2000  # characters; a longer stretch without a full stop is no sentence that tells one outcome
# An outcome's verb has its subject (the talks, the sides) this close before it; a pronoun may be anybody's further on.
SUBJECT_CHARACTERS, PRONOUN_CHARACTERS = 100, 60
_SUBJECT = re.compile(
    r"\b(?:talks?|negotiations?|summit|rounds?|meetings?|met|dialogue|sides?|parties|delegations?|negotiators)\b[^.;]*$"
    rf"|\b(?:they|it)\b[^.;]{{0,{PRONOUN_CHARACTERS}}}$",
    re.IGNORECASE,
)
# Words behind a mention that still say who meets: "talks in Moscow between their foreign ministers".
LEVEL_CHARACTERS = 60
# The opening words of a move: what it is about is said in these, or anywhere.
_OPENING = re.compile(r"\s*(?:\S+\s+){15}")
# ", Reuters reported" is not part of how it ended.
_SAID = re.compile(r",\s+(?:[\w’'.]+\s+){1,5}(?:said|says|reported|reports|wrote|told|announced|added)\b.*$")
_TALKS = re.compile(r"\b(?:talks?|negotiat\w+|summit|rounds?|sides|delegations?|meetings?)\b", re.IGNORECASE)


@cache
def _table() -> tuple[list[tuple[str, re.Pattern[str]]], list[tuple[str, re.Pattern[str]]], list[re.Pattern[str]]]:
    table = word_table("talks")

    def compiled(section: str) -> list[tuple[str, re.Pattern[str]]]:
        return [(name, re.compile(rf"\b(?:{p})", re.IGNORECASE)) for name, p in table[section].items()]

    outcomes = [re.compile(rf"\b{p}", re.IGNORECASE) for p in table["outcomes"]["patterns"]]
    return compiled("issues"), compiled("levels"), outcomes


def level_of(ordered: Sequence[Claim]) -> str | None:
    """At which level the parties meet, from the mentions and the titles in them; None where nothing says."""
    words = " ".join((*map(_mention_words, ordered), *(name for m in ordered for name in (*m.actors, *m.targets))))
    return next((name for name, pattern in _table()[1] if pattern.search(words)), None)


def _mention_words(mention: Claim) -> str:
    """A mention and what follows it up to the next comma."""
    end = max(0, mention.span.end - mention.sentence.start)
    return mention.text + re.split(r"[,.;:]", mention.context[end : end + LEVEL_CHARACTERS], maxsplit=1)[0]


def sentences_by_article(claims: Sequence[Claim]) -> dict[str, list[Claim]]:
    """One claim a sentence that speaks of talks, by article, in order of the text."""
    found: dict[str, dict[tuple[int, int], Claim]] = defaultdict(dict)
    for claim in claims:
        if len(claim.context) <= LONGEST and _TALKS.search(claim.context):
            found[claim.article.id].setdefault((claim.sentence.start, claim.sentence.end), claim)
    return {article: [rows[key] for key in sorted(rows)] for article, rows in found.items()}


def outcome_of(ordered: Sequence[Claim], near: dict[str, list[Claim]]) -> str | None:
    """The words that tell how it went, from a mention's sentence or the next ones; only of talks that took place."""
    for mention in ordered:
        if mention.status in {Status.PLANNED, Status.PREDICTED, Status.HYPOTHETICAL}:
            continue
        at = max(0, mention.span.start - mention.sentence.start)
        own = mention.context[at : at + LONGEST]
        after = [
            c.context
            for c in near.get(mention.article.id, [])
            if 0 <= c.sentence.start - mention.sentence.end <= OUTCOME_CHARACTERS
        ]
        for text in (own, *after):
            words = _outcome_in(text)
            if words:
                return words
    return None


def _outcome_in(text: str) -> str | None:
    """The first stretch that tells an outcome of talks: its verb stands close behind a word for talks or parties."""
    found = [
        m
        for pattern in _table()[2]
        for m in pattern.finditer(text)
        if _SUBJECT.search(text[max(0, m.start() - SUBJECT_CHARACTERS) : m.start()])
    ]
    if not found:
        return None
    words = min(found, key=lambda m: (m.start(), -len(m.group()))).group()
    return _SAID.sub("", " ".join(words.split())).rstrip(" ,:—–-")


def issue_of(text: str) -> Issue:
    """What a demand, offer or refusal is about, by the words of data/talks.toml.

    The first thing that its opening words name counts, else the first that the rest names: what stands far behind is
    what it serves or how it is said. That it is about talks counts only where the same stretch names nothing else.
    """
    opening = _OPENING.match(text)
    end = opening.end() if opening else len(text)
    return _first_issue(text[:end]) or _first_issue(text) or Issue.OTHER


def _first_issue(text: str) -> Issue | None:
    found = [
        (name == Issue.TALKS, match.start(), -len(match.group()), name)
        for name, pattern in _table()[0]
        if (match := pattern.search(text))
    ]
    return Issue(min(found)[3]) if found else None
