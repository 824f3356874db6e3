"""Who a mention stands for: pronouns, "the ministry", "those same estimates", "others", family names.

In:  a source's spans, the article's Cast and the sources before it.   Out: a full name, or None with a reason.
Pronouns by salience (Lappin and Leass 1994, much reduced): nearness in sentences, being a subject, being the latest
speaker, agreement in number and gender. Nobody is guessed where nothing agrees.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from counterclaim.reading.attribution import sources
from counterclaim.reading.attribution.mentions import Cast, Mention
from counterclaim.reading.attribution.naming import PLURAL, Identity, kind_of, name_of
from counterclaim.reading.document import Document
from counterclaim.records.span import Span, Spans

MASCULINE, FEMININE = frozenset({"he", "him", "his", "himself"}), frozenset({"she", "her", "hers", "herself"})
NEUTER = frozenset({"it", "its", "itself"})
RELATIVE = frozenset({"who", "which", "that", "whom"})
POSSESSIVES = frozenset({"his", "her", "their", "its"})
PARTITIVE = frozenset({"some", "others", "many", "most", "few", "several", "one", "another", "all", "none"})
DEFINITE = frozenset({"the", "that", "those", "this", "these", "both"})

# How far back an antecedent is looked for, in sentences, and how many mentions are weighed: a bound on the cost.
REACH_SENTENCES = 4
REACH_MENTIONS = 40
REACH_DESCRIBED, REACH_SPEAKERS = 400, 60  # the same for "the ministry", which may lie pages back
# Weights of the reduced salience, chosen by hand: a sentence back costs a little more than being a subject earns.
PER_SENTENCE, FOR_SUBJECT, FOR_SPEAKER, OTHER_PARAGRAPH, POSSESSIVE = -6, 5, 6, -2, -3
# "After Hama there was no front", "Rice sells by the cup": one word that only the recogniser calls a person.
UNSURE_PERSON = -12


@dataclass(frozen=True, slots=True)
class Speaker:
    """A source met earlier in the article, for those that follow."""

    span: Span
    head_lemma: str
    identity: Identity
    text: str


def identify(document: Document, spans: Spans, cast: Cast, earlier: Sequence[Speaker], said: Spans = ()) -> Identity:
    """Say who the source at `spans` is, in full form.

    Args:
        earlier: the speakers before this one, in text order.
        said: what the source says: a pronoun outside never stands for a name inside ("the judge may ask, he said").
    """
    span = Span(spans[0].start, spans[-1].end)
    tokens = document.tokens(span)
    words = span.of(document.text)
    head = _head(tokens) if len(tokens) else None
    lower = words.lower().strip()
    if head is None:
        return Identity(None, None, None, named=False, reason="no words")
    if _is_acronym(document, span, words):
        return name_of(document, span, tokens, head, cast)
    if lower in RELATIVE or (head.lower_ in RELATIVE and len(tokens) == 1):
        return _relative(document, head, cast)
    if ahead := _subject_ahead(tokens[0], cast):
        return _of_mention(ahead, cast, earlier[-6:])
    alone = len(tokens) == 1 or (head.pos_ == "PRON" and len(tokens) == 2)
    if alone and (pronoun := _pronoun(head.lower_)):
        return _antecedent(document, span, pronoun, cast, earlier, said)
    if lower in PARTITIVE:
        return _partitive(document, span, lower, cast, earlier)
    if _is_definite(tokens, head) and (found := _described(document, span, head, cast, earlier)):
        return found
    named = name_of(document, span, tokens, head, cast)
    # "His colleague, Foreign Minister A. B." names somebody: whose colleague that is does not change who.
    by_name = any(e.label_ == "PERSON" for e in document.entities_in(tokens))
    if tokens[0].lower_ in POSSESSIVES and not by_name and named.name and (owner := _pronoun(tokens[0].lower_)):
        whose = _antecedent(document, Span(span.start, span.start + 1), owner, cast, earlier, ())
        if whose.name is None:
            return replace(named, name=None, named=False, reason="no antecedent for the possessive")
        ending = "’" if whose.name.endswith("s") else "’s"
        return replace(named, name=f"{whose.name}{ending} {named.name.split(None, 1)[-1]}")
    return named


def _is_acronym(document: Document, span: Span, words: str) -> bool:
    """Whether a pronoun's letters are a name's: "WHO estimates", where the line is not all in capitals."""
    if not (words.isupper() and len(words) > 1):
        return False
    paragraph = document.paragraph_at(span.start)
    return paragraph is not None and not paragraph.of(document.text).isupper()


def _subject_ahead(owner: Any, cast: Cast) -> Mention | None:
    """Whom "own" in an opening phrase stands for: "By its own count the army lost forty men"."""
    pronoun = _pronoun(owner.lower_)
    if owner.tag_ != "PRP$" or owner.i + 1 >= len(owner.doc) or owner.nbor().lower_ != "own" or pronoun is None:
        return None
    phrase = owner.head
    while phrase.dep_ == "pobj":
        phrase = phrase.head
    subject = next((c for c in phrase.head.children if c.dep_ in ("nsubj", "nsubjpass") and c.i > owner.i), None)
    if phrase.dep_ != "prep" or subject is None:
        return None
    near = cast.before(subject.idx + len(subject), 4)
    return next((m for m in near if m.head.i == subject.i and _agrees(m, pronoun)), None)


def _head(tokens: Any) -> Any:
    """The token that heads a mention; of "the president's spokesman" the spokesman, however it was parsed."""
    root = tokens.root
    if root.i + 2 < tokens.end and root.nbor().tag_ == "POS":
        return next(
            (t for t in tokens if t.i > root.i + 1 and t.pos_ in ("NOUN", "PROPN") and t.dep_ != "compound"), root
        )
    return root


def _pronoun(lower: str) -> str | None:
    for name, listed in (("m", MASCULINE), ("f", FEMININE), ("plural", PLURAL), ("neuter", NEUTER)):
        if lower in listed:
            return name
    return None


def _relative(document: Document, head: Any, cast: Cast) -> Identity:
    clause = head
    while clause.dep_ != "relcl" and clause.head != clause:
        clause = clause.head
    if clause.dep_ != "relcl":
        return Identity(None, None, None, named=False, reason="no antecedent of a relative pronoun")
    antecedent = clause.head
    left = antecedent.left_edge
    end = head.idx
    span = Span(left.idx, max(left.idx + 1, min(end, antecedent.idx + len(antecedent))))
    tokens = document.tokens(span)
    return name_of(document, span, tokens, antecedent, cast)


def _antecedent(
    document: Document, span: Span, pronoun: str, cast: Cast, earlier: Sequence[Speaker], said: Spans
) -> Identity:
    """The most salient mention that agrees with the pronoun."""
    here = document.sentence_index(span.start)
    home = document.paragraph_at(span.start)
    speaker = earlier[-1] if earlier else None
    own = document.tokens(span)
    verb = own[0].head if len(own) and own[0].dep_ in ("nsubj", "nsubjpass") else None
    best: tuple[int, int, Identity] | None = None
    for mention in cast.before(span.start, REACH_MENTIONS):
        distance = here - mention.sentence
        if distance > REACH_SENTENCES or mention.quoted or not _agrees(mention, pronoun):
            continue
        if mention.head.left_edge.tag_ == "WP$":
            continue  # "the daily, whose editor ...": an aside's subject is nobody's antecedent
        if any(s.overlaps(mention.span) for s in said) or _holds_it(document, mention, pronoun):
            continue
        if verb is not None and _clause_of(mention.head) == verb.i:
            continue  # "in a post it said": what the verb's own clause tells of where is not who
        score = PER_SENTENCE * distance
        score += FOR_SUBJECT if mention.subject else 0
        score += POSSESSIVE if mention.head.dep_ == "poss" else 0
        score += UNSURE_PERSON if pronoun in ("m", "f") and _may_be_no_person(mention, cast) else 0
        if home is not None and not home.covers(mention.span):
            score += OTHER_PARAGRAPH
        if speaker is not None and _same(speaker, mention):
            score += FOR_SPEAKER
        if best is None or (score, mention.span.start) >= best[:2]:
            best = (score, mention.span.start, _of_mention(mention, cast, earlier[-6:]))
    # Those who spoke before count where they spoke, even as "he": who goes on speaking is mostly the same.
    for spoken in earlier[-4:]:
        distance = here - document.sentence_index(spoken.span.start)
        if not 0 <= distance <= REACH_SENTENCES or not _fits(spoken.identity, pronoun):
            continue
        score = PER_SENTENCE * distance + FOR_SUBJECT + (FOR_SPEAKER if spoken is speaker else 0)
        if home is not None and not home.covers(spoken.span):
            score += OTHER_PARAGRAPH
        if best is None or (score, spoken.span.start) > best[:2]:
            best = (score, spoken.span.start, spoken.identity)
    if best is not None:
        return best[2]
    return Identity(None, None, None, named=False, reason="no antecedent for the pronoun")


def _may_be_no_person(mention: Mention, cast: Cast) -> bool:
    """Whether a mention is one word in which neither a title nor the rest of the article shows a person."""
    if mention.kind is not None or mention.gender is not None or mention.actor is not None:
        return False
    return len(mention.name.split()) == 1 and mention.name.lower() not in cast.people


def _clause_of(token: Any) -> int | None:
    """The index of the verb in whose clause a word stands."""
    return next((t.i for t in token.ancestors if t.pos_ in ("VERB", "AUX")), None)


def _holds_it(document: Document, mention: Mention, pronoun: str) -> bool:
    """Whether a mention holds a possessive of the same person: "on its channel it said" is not the channel's word."""
    return any(t.lower_ in POSSESSIVES and _pronoun(t.lower_) == pronoun for t in document.tokens(mention.span))


def _fits(known: Identity, pronoun: str) -> bool:
    """Whether a known speaker agrees with the pronoun."""
    if known.name is None or known.plural != (pronoun == "plural"):
        return False
    if pronoun in ("m", "f"):
        return known.person and known.gender in (None, pronoun)
    return pronoun == "plural" or not known.person


def _same(speaker: Speaker, mention: Mention) -> bool:
    return speaker.span.overlaps(mention.span) or (
        speaker.identity.name is not None and speaker.identity.name == mention.name
    )


def _agrees(mention: Mention, pronoun: str) -> bool:
    if pronoun in ("m", "f"):
        return mention.person and not mention.plural and mention.gender in (None, pronoun)
    if pronoun == "plural":
        body = not mention.person and (mention.head.ent_type_ in ("ORG", "NORP") or mention.subject)
        return mention.plural or body
    return not mention.person and not mention.plural


def _of_mention(mention: Mention, cast: Cast, earlier: Sequence[Speaker] = ()) -> Identity:
    """Who a mention is; where it is part of what named an earlier speaker, that speaker."""
    inside = next((s.identity for s in reversed(earlier) if s.span.covers(mention.span)), None)
    if inside is not None and inside.name and inside.person == mention.person:
        return inside
    actor = cast.actor_in(mention.span)
    kind = mention.kind or ("person" if mention.person else None) or kind_of(actor)
    named = mention.head.pos_ == "PROPN" or mention.head.ent_type_ != ""
    return Identity(
        mention.name, actor, kind, named, gender=mention.gender, person=mention.person, plural=mention.plural
    )


def _partitive(document: Document, span: Span, lower: str, cast: Cast, earlier: Sequence[Speaker]) -> Identity:
    """ "Some think ... Others think ...": of the group that the sentences before speak of."""
    here = document.sentence_index(span.start)
    first = {"others": "other", "another": "another of the", "one": "one of the"}.get(lower, lower)
    if earlier and earlier[-1].identity.plural and earlier[-1].identity.name and lower in ("others", "another", "many"):
        known = earlier[-1].identity
        if known.name and here - document.sentence_index(earlier[-1].span.start) <= 2:
            return Identity(f"{first} {_group(known.name)}", None, known.kind, named=False, plural=True)
    for mention in reversed(cast.before(span.start, REACH_MENTIONS)):
        if here - mention.sentence > 2:
            break
        if (
            mention.plural
            and not mention.quoted
            and mention.kind in ("analyst", "official", "military", "witness", "media", "body")
        ):
            return Identity(f"{first} {_group(mention.name)}", None, mention.kind, named=False, plural=True)
    return Identity(None, None, None, named=False, reason=f"nothing says who {lower!r} are", plural=True)


def _group(name: str) -> str:
    """The group without "some" or "many" before it."""
    return re.sub(r"^(?:some|many|other|others|most|several)\s+", "", name, flags=re.IGNORECASE)


def _is_definite(tokens: Any, head: Any) -> bool:
    """A common noun with "the", "that", "those", whose words name nobody."""
    if head.pos_ != "NOUN" or head.ent_type_ in ("PERSON", "ORG", "GPE"):
        return False
    first = tokens[0].lower_
    if first not in DEFINITE or any(t.tag_ == "POS" for t in tokens):
        return False  # "the minister's office" says itself whose it is
    return not any(t.pos_ == "PROPN" or t.ent_type_ in ("GPE", "ORG", "PERSON", "NORP") for t in tokens)


# Nouns that take up an unnamed person given with another one: "a representative ..." - "the official". For some of them
# only one whom the first mention called nearly the same.
GENERIC: dict[str, frozenset[str]] = {
    **dict.fromkeys(("official", "source", "man", "woman", "person"), frozenset()),
    **dict.fromkeys(
        ("spokesman", "spokeswoman", "spokesperson"),
        frozenset({"representative", "spokesman", "spokeswoman", "spokesperson"}),
    ),
    **dict.fromkeys(
        ("soldier", "officer"), frozenset({"soldier", "officer", "serviceman", "commander", "sergeant", "fighter"})
    ),
}
# "The minister" is one whom everybody knows: "the spokesman" after him is somebody else.
INDEFINITE = frozenset({"a", "an", "one", "another"})


def _takes_up(lemma: str, head: Any, speaker: Speaker) -> bool:
    """Whether a noun like "the official" stands for an unnamed speaker before it."""
    if lemma not in GENERIC or head.tag_ != "NN" or speaker.identity.named or not speaker.identity.person:
        return False
    if speaker.identity.kind not in ("official", "military", "analyst", "witness"):
        return False
    called = GENERIC[lemma]
    return speaker.text.split()[0].lower() in INDEFINITE and (not called or speaker.head_lemma in called)


# Words for one post: "the ministry's official representative, Major General A. B.", then "the spokesman".
_SAME_POST = {
    "spokesman": ("spokesman", "spokesperson", "representative"),
    "spokeswoman": ("spokeswoman", "spokesperson", "representative"),
    "spokesperson": ("spokesperson", "spokesman", "spokeswoman", "representative"),
}


def _described(document: Document, span: Span, head: Any, cast: Cast, earlier: Sequence[Speaker]) -> Identity | None:
    """The mention before that has the same head noun and says more, or the only one of the kind the noun names."""
    lemma = head.lemma_.lower()
    kind = sources.kind_of_noun(lemma)
    before = cast.before(span.start, REACH_DESCRIBED)
    for mention in reversed(before):
        if mention.quoted or mention.head.i == head.i:
            continue
        same_post = mention.head.lemma_.lower() in _SAME_POST.get(lemma, (lemma,))
        alike = same_post and mention.plural == (head.tag_ in ("NNS", "NNPS"))
        if alike and _says_more(mention, span, document):
            return _of_mention(mention, cast, earlier[-REACH_SPEAKERS:])
        ends = mention.name.lower().split()
        if mention.head.ent_type_ == "ORG" and ends and ends[-1] == lemma:
            return _of_mention(mention, cast)
        if mention.person and mention.head.ent_type_ == "PERSON" and _titled(document, mention, lemma):
            return _of_mention(mention, cast)
    for speaker in reversed(earlier[-REACH_SPEAKERS:]):
        if kind == "media" and (outlet := sources.outlet_in(speaker.text)):
            return Identity(outlet, speaker.identity.actor, "media", named=True)
        if _takes_up(lemma, head, speaker) or _is_think_tank(head, speaker.identity):
            return speaker.identity
    if kind == "media":
        for mention in reversed(before):
            if mention.kind == "media" and mention.head.pos_ == "PROPN":
                return _of_mention(mention, cast)
    return None


def _is_think_tank(head: Any, known: Identity) -> bool:
    """Whether a known speaker may be "the think tank": its name need not say that it is one."""
    named = head.tag_ == "NN" and head.lower_ == "tank" and head.i > 0 and head.nbor(-1).lower_ == "think"
    return named and known.kind in ("analyst", "body") and known.named and not known.person


def _says_more(mention: Mention, span: Span, document: Document) -> bool:
    """Whether the earlier mention has words beyond article and noun that the later one lacks."""
    own = set(re.findall(r"\w+", span.of(document.text).lower()))
    more = set(re.findall(r"\w+", mention.text.lower())) - own
    return bool(more - {"the", "a", "an", "s", "some"})


def _titled(document: Document, mention: Mention, lemma: str) -> bool:
    """Whether a person was given with this title: "President X" for "the president"."""
    before = document.text[max(0, mention.span.start - 60) : mention.span.start].split("\n")[-1]
    words = [w.strip(",.’'").lower() for w in before.split()[-5:]]
    inside = [w.lower() for w in mention.text.split()[:-1]]
    after = mention.head.children
    appositive = any(c.dep_ == "appos" and c.lemma_.lower() == lemma for c in after)
    near = words[-3:] if words else []
    return lemma in near or lemma in inside or appositive
