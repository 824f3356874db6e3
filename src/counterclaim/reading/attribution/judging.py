"""Why a candidate is no attribution: nothing was said, nobody could have said it, or it is only wished for.

In:  a Candidate with the token that heads its cue.   Out: a named reason, or None where it stands.
"""

from typing import Any

from counterclaim.reading.attribution.candidates import Candidate
from counterclaim.reading.attribution.lexicon import is_cue_verb, is_idiom, noun_act, refuses_to, silences
from counterclaim.reading.attribution.quotations import Quotation, overlapping, quoted
from counterclaim.reading.attribution.sources import can_speak, is_document, is_voiceless
from counterclaim.reading.document import Document
from counterclaim.records.span import Span

MODALS = frozenset({"could", "should", "may", "might", "must", "can", "would", "shall"})
# Verbs under which a to-infinitive still tells what was said: "continued to insist".
ASPECTS = frozenset(
    {
        "continue",
        "begin",
        "start",
        "go",
        "proceed",
        "rush",
        "dare",
        "hasten",
        "use",
        "seem",
        "appear",
        "tend",
        "keep",
        "be",
        "have",
        "come",
        "happen",
        "step",
    }
)
IRREALIS_MARKS = frozenset({"if", "unless", "whether", "lest"})
# Cues of thinking and of finding need a subject that can do it; an operation does not "mean to show".
MINDED = frozenset(
    {
        "thinking",
        "thinking of something",
        "claiming",
        "hoping",
        "predicting",
        "predicting something",
        "doubting",
        "asking",
        "demanding",
        "offering",
        "refusing",
        "agreeing",
        "expressing",
        "accusing",
        "alleging",
        "dismissing",
        "signalling",
        "calling names",
        "estimating",
        "threatening",
        "denying",
        "alleging something",
        "warning",
        "warning of something",
        "countering",
    }
)


def reason_against(
    document: Document, anchor: Any | None, found: Candidate, quotations: tuple[Quotation, ...]
) -> str | None:
    """A short, countable reason not to keep the candidate; None to keep it."""
    ruled_only = not found.rule.startswith("encoder")
    if anchor is None:
        return None
    negation = is_negated(anchor)
    if negation and silences(anchor.lemma_.lower()):
        return "nothing was said"
    if refuses_to(anchor.head.lemma_.lower()) and anchor.dep_ == "xcomp" and silences(anchor.lemma_.lower()):
        return "nothing was said"
    if refuses_to(anchor.lemma_.lower()) and any(
        c.dep_ == "xcomp" and silences(c.lemma_.lower()) for c in anchor.children
    ):
        return "nothing was said"
    if any(c.lower_ == "neither" for v in (anchor, anchor.head) for c in v.lefts):
        return "nothing was said"
    if anchor.lemma_.lower() == "comment" and negation:
        return "nothing was said"
    around = document.text[max(0, anchor.idx - 30) : anchor.idx + 30]
    if is_idiom(around):
        return "a turn of phrase"
    if unreal := _unreal(anchor, found, ruled_only):
        return unreal
    if found.rule == "encoder" and found.confidence < BARE and _says_little(document.text, found, quotations):
        return "nothing was said"
    if found.rule == "encoder" and found.confidence < UNKNOWN_CUE and not _is_known(anchor):
        return "low confidence"
    if ruled_only and _inside_quotation(anchor, quotations):
        return "inside a quotation"
    return _speakerless(document, found, ruled_only, anchor)


def _is_known(anchor: Any) -> bool:
    """Whether the cue is a word that the rules know for saying something."""
    return is_cue_verb(anchor) or noun_act(anchor) is not None or anchor.lower_ == "according"


def _says_little(text: str, found: Candidate, quotations: tuple[Quotation, ...]) -> bool:
    """Whether the content is less than two words, and those not quoted."""
    words = sum(any(c.isalnum() for c in w) for s in found.content for w in s.of(text).split())
    return words < 2 and not quoted(found.content, quotations)


def is_negated(anchor: Any) -> bool:
    """Whether the cue's verb is denied: "did not confirm", "has not been accepted"."""
    return any((c.dep_ == "neg" or c.lower_ in ("never", "nor")) and c.i < anchor.i for c in anchor.children)


def _unreal(anchor: Any, found: Candidate, ruled_only: bool) -> str | None:
    verb = anchor
    hops = 0
    while verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX") and hops < 4:
        if any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children):
            break
        verb, hops = verb.head, hops + 1
    if anchor.pos_ != "VERB":
        return None
    modal = next((c.lower_ for c in (*anchor.children, *verb.children) if c.dep_ == "aux" and c.lower_ in MODALS), None)
    if modal and ruled_only:
        return "only possible or wished for"
    if modal in ("should", "must", "may", "might", "could") and anchor.lemma_.lower() not in ("say", "argue"):
        return "only possible or wished for"
    will = any(c.dep_ == "aux" and c.lower_ in ("will", "'ll", "’ll", "wo") for c in verb.children)
    if will and (ruled_only or group_of(found) in MINDED):
        return "not said yet"
    if _under_ought(verb):
        return "only possible or wished for"
    to = any(c.dep_ == "aux" and c.tag_ == "TO" for c in verb.children)
    unsupported = ruled_only or (found.rule == "encoder" and found.confidence < UNSUPPORTED)
    if to and unsupported and verb.head.lemma_.lower() not in ASPECTS:
        return "only possible or wished for"
    if ruled_only and any(c.dep_ == "mark" and c.lower_ in IRREALIS_MARKS for c in verb.children):
        return "only under a condition"
    if ruled_only and verb.tag_ == "VB" and not any(c.dep_ in ("aux", "nsubj") for c in verb.children):
        return "a request to the reader"
    return None


def _under_ought(verb: Any) -> bool:
    """ "X ought to reverse ... and encourage ...": the writer's wish, not X's words."""
    governor = verb.head if verb.dep_ in ("xcomp", "conj", "ccomp") else verb
    for _ in range(3):
        if governor.lemma_.lower() == "ought" or any(c.lower_ == "ought" for c in governor.children):
            return True
        governor = governor.head
    return False


def _inside_quotation(anchor: Any, quotations: tuple[Quotation, ...]) -> bool:
    here = Span(anchor.idx, anchor.idx + max(1, len(anchor)))
    return any(q.span.covers(here) for q in overlapping(here, quotations))


def _speakerless(document: Document, found: Candidate, ruled_only: bool, anchor: Any) -> str | None:
    if not found.source:
        sure = not ruled_only and found.confidence >= SOURCELESS and not is_negated(anchor)
        return None if sure else _sourceless(anchor)
    tokens = document.tokens(Span(found.source[0].start, found.source[-1].end))
    if not len(tokens):
        return None
    head = tokens.root
    words = tokens.text.lower()
    if words in ("i", "you", "one"):
        return "the writer's or the reader's own voice"
    if words in ("we", "us") and anchor.lemma_ != "tell":
        return "the writer's or the reader's own voice"
    if ruled_only and head.lower_ in IMPERSONAL and not _someone(head):
        return "nobody who could say it"
    if head.ent_type_ in ("DATE", "TIME", "PERCENT", "MONEY", "QUANTITY") or (
        ruled_only and not can_speak(head) and (is_voiceless(head) or anchor.lemma_.lower() not in PLAIN)
    ):
        return "nobody who could say it"
    if ruled_only and group_of(found) in MINDED and is_document(head):
        return "nobody who could say it"
    if group_of(found) == "finding" and (is_voiceless(head) or (ruled_only and head.lower_ == "it")):
        return "nobody who could say it"
    return None


def doubt(document: Document, found: Candidate) -> float:
    """What share of its confidence a find of the encoder keeps: less where its source is no usual speaker."""
    if not found.source:
        return 1.0
    tokens = document.tokens(Span(found.source[0].start, found.source[-1].end))
    if not len(tokens):
        return 1.0
    head = tokens.root
    if head.lower_ in IMPERSONAL and not _someone(head):
        return DOUBTFUL
    if group_of(found) in MINDED and not can_speak(head):
        return DOUBTFUL
    return 1.0


def group_of(found: Candidate) -> str:
    """The group of data/cues.toml by which a rule found it; "encoder" where only the encoder did."""
    return found.rule.removeprefix("encoder + ").split(": ")[0]


# The encoder's confidence is the probability that content and source are both right. What a find needs where the rules
# speak against it was swept on the 64 articles of PolNeAR train held out of training (1,510 attributions), for the
# best full F1 at a precision of no less than before; given are right and wrong attributions won or lost there.
# An infinitive that only the encoder takes for a report ("met them to discuss ..."): 0.6 wins 1 right, 3 wrong.
UNSUPPORTED = 0.75
# A cue that no list knows ("the convoy skirted ..."): 0.5 wins 13 right, 11 wrong; 0.7 loses 17 right, 15 wrong.
UNKNOWN_CUE = 0.6
# Nobody named, and no passive of saying ("was asked whether ..."): 0.5 wins 21 right, 7 wrong over dropping all.
SOURCELESS = 0.5
# A content of one word without marks ("a majority said yes"): 0.5 wins 9 right, 6 wrong over dropping all.
BARE = 0.5
# An operation or "that" as the speaker: right in about half of the cases on PolNeAR dev.
DOUBTFUL = 0.6
# Verbs so plain that whatever is their subject says something ("the armed wing said").
PLAIN = frozenset({"say", "tell", "announce", "state"})
IMPERSONAL = frozenset({"it", "this", "that", "which", "there", "what"})


def _someone(head: Any) -> bool:
    """A body called "it", or a relative pronoun whose antecedent can speak."""
    if head.lower_ in ("which", "that"):
        clause = head
        while clause.dep_ != "relcl" and clause.head != clause:
            clause = clause.head
        return bool(clause.dep_ == "relcl" and can_speak(clause.head))
    return bool(head.lower_ == "it" and head.dep_ == "nsubj")


def _sourceless(anchor: Any) -> str | None:
    """Without a source only a report in the passive ("it was reported") or a noun of saying is one."""
    if anchor.pos_ == "NOUN" and noun_act(anchor):
        return None
    passive = anchor.tag_ == "VBN" and any(c.dep_ in ("auxpass", "nsubjpass") for c in anchor.children)
    if passive and not is_negated(anchor) and anchor.lemma_.lower() in REPORTED:
        return None
    return "nobody is named and nothing says that it was said"


# Verbs whose passive is a report by nobody named: "it was reported", "is said to", "is believed to", "is expected
# to" (6 right, none wrong on the held-out articles of PolNeAR train).
REPORTED = frozenset(
    {
        "report",
        "say",
        "claim",
        "allege",
        "believe",
        "estimate",
        "announce",
        "rumour",
        "rumor",
        "tell",
        "accuse",
        "expect",
    }
)
