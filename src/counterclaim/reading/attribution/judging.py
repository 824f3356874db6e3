"""Why a candidate is no attribution: nothing was said, nobody could have said it, or it is only wished for.

In:  a Candidate with the token that heads its cue.   Out: a named reason to drop it, or None where it stands; and
whether it is kept without a claim.
For what the encoder found only what is no claim by this project's own lights is a reason. Thirteen further doubts (an
unknown cue, nobody named, an impersonal speaker, a content of one word, ...) and the agreement of a rule were tried as
terms of a logistic regression beside the encoder's confidence on the articles of PolNeAR train held out of training:
cross-validated log loss 0.466 with them, 0.463 without. The encoder's confidence holds all that they know.
"""

import re
from typing import Any

from counterclaim.reading.attribution.candidates import Candidate, minus
from counterclaim.reading.attribution.lexicon import is_idiom, noun_act, refuses_to, silences
from counterclaim.reading.attribution.mandative import is_mandative
from counterclaim.reading.attribution.quotations import Quotation, overlapping
from counterclaim.reading.attribution.sources import can_speak, is_document, is_voiceless, outlet_in
from counterclaim.reading.attribution.turns import Turn, turn_at
from counterclaim.reading.document import Document
from counterclaim.records.reading import Attribution
from counterclaim.records.span import Span, hull

Quotations = tuple[Quotation, ...]
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


NOTHING_SAID = "nothing was said"
OWN_WORDS = "the writer's or the reader's own voice"
UNSURE = "low confidence"


def reason_against(
    document: Document, anchor: Any | None, found: Candidate, quotations: Quotations, turns: tuple[Turn, ...] = ()
) -> str | None:
    """Why the candidate is no attribution, as a short, countable reason; None: it may be one."""
    if anchor is None:
        return None
    if _nothing_said(anchor):
        return NOTHING_SAID
    if is_idiom(document.text[max(0, anchor.idx - 30) : anchor.idx + 30]):
        return "a turn of phrase"
    if (found.rule.endswith("saying: relative") and is_document(anchor.head)) or _only_cites(anchor):
        return "passed on only"  # "a message, which the Tribune reported", "a mediator cited by the Tribune"
    if _says_nothing(document, found) or _asks(document, anchor, found):
        return NOTHING_SAID
    if _told_in_passing(anchor, found):
        return "told in passing of what the sentence is about"
    if _own_voice(document.text, anchor, found):
        here = Span(anchor.idx, anchor.idx + max(1, len(anchor)))
        if not _inside_quotation(anchor, quotations) and turn_at(here, turns) is None:
            return OWN_WORDS
    if reason := _unreal(anchor, found):
        return reason
    if not is_ruled_only(found):
        return UNSURE if found.confidence < LEAST else None
    if found.rule in UNTRUSTED:
        return "a frame that misleads without the encoder"
    rest = " ".join(s.of(document.text) for s in minus(found.content, found.cue)).strip(" ,.;:–—-")
    if not rest or outlet_in(rest) == rest:
        return NOTHING_SAID  # "they made accusations", "he admitted to AFP"
    if reason := _unreal_rule(anchor):
        return reason
    if _inside_quotation(anchor, quotations):
        return "inside a quotation"
    return _voiceless(document, found, anchor) if found.source else _sourceless(anchor)


ANYBODY = "nobody in particular"


def is_anybody(document: Document, found: Candidate) -> bool:
    """ "By any honest count": whoever counts, which is nobody."""
    return bool(found.source) and hull(found.source).of(document.text).lower().startswith("any ")


# What says nothing is kept where the encoder is surer than this: of the held-out finds 27 of 34 right, else 7 of 17.
LEAST_WITHHELD = 0.5


def is_withheld(found: Candidate, reason: str | None) -> bool:
    """Whether it is an attribution all the same, of which no claim is made.

    "Declined to say whether ...", "I wonder if ...": the encoder sees source, cue and content, as PolNeAR annotates
    them, and nobody whom the article reports on has claimed anything; or it is too unsure. On 64 held-out articles
    keeping the first takes full F1 from 67.5 to 68.1, the others partial F1 from 75.6 to 76.3.
    """
    if is_ruled_only(found):
        return False
    return reason in (OWN_WORDS, UNSURE) or (reason == NOTHING_SAID and found.confidence >= LEAST_WITHHELD)


# Of what the encoder finds at less than this no claim is made. It is low: whoever lists claims sets the bar (settings:
# min_confidence).
LEAST = 0.2


# Rules that are right in less than one case of six where the encoder sees nothing (the held-out articles of PolNeAR
# train, seven articles on other wars): "they call it Artsakh", "which the paper reported", "agreed to form ...".
UNTRUSTED = frozenset({"calling names: object", "saying: relative", "agreeing: infinitive"})


# What the encoder alone says at less than this is kept, and carries nothing else: a figure or an event within it is
# told by the narrator. Right in half of the cases.
SURE = 0.55


def is_sure(found: Attribution) -> bool:
    """Whether figures, events and forecasts within it are what its source says."""
    return found.withheld is None and (found.rule != "encoder" or found.confidence >= SURE)


def is_ruled_only(found: Candidate) -> bool:
    """Whether no encoder saw it."""
    return not found.rule.startswith("encoder")


def _nothing_said(anchor: Any) -> bool:
    """ "Did not confirm", "declined to say", "neither confirmed nor denied"."""
    lemma, head = anchor.lemma_.lower(), anchor.head
    if is_negated(anchor) and (silences(lemma) or lemma == "comment"):
        return True
    if refuses_to(head.lemma_.lower()) and anchor.dep_ == "xcomp" and silences(lemma):
        return True
    if refuses_to(lemma) and any(c.dep_ == "xcomp" and silences(c.lemma_.lower()) for c in anchor.children):
        return True
    if any(c.lower_ in ("nobody", "none") and c.dep_ == "nsubj" for c in anchor.lefts):
        return True
    return any(c.lower_ == "neither" for v in (anchor, head) for c in v.lefts)


CITING = frozenset({"cite", "quote"})
ASKING = frozenset({"ask", "wonder", "inquire", "query"})
INTERROGATIVES = frozenset({"whether", "if", "how", "why", "what", "who", "when", "where", "which"})


def _only_cites(anchor: Any) -> bool:
    """ "A mediator cited by the Tribune": the mediator speaks."""
    return bool(anchor.dep_ == "acl" and anchor.tag_ == "VBN" and anchor.lemma_.lower() in CITING)


def _told_in_passing(anchor: Any, found: Candidate) -> bool:
    """ "The call-up, ordered in September, has filled the gaps": nobody says that it has filled them."""
    subject = anchor.head
    if found.source or anchor.tag_ != "VBN" or anchor.dep_ != "acl" or subject.dep_ not in ("nsubj", "nsubjpass"):
        return False
    told = subject.head.idx
    return told > anchor.idx and any(span.start <= told < span.end for span in found.content)


def _asks(document: Document, anchor: Any, found: Candidate) -> bool:
    """ "Asked whether the truce held": a question claims nothing and demands nothing."""
    first = found.content[0].of(document.text).lstrip("“\"'‘ ").split()
    return anchor.lemma_.lower() in ASKING and bool(first) and first[0].lower() in INTERROGATIVES


def _says_nothing(document: Document, found: Candidate) -> bool:
    """Whether the content is a lone pronoun or article: "some", "that"."""
    if found.content[-1].end - found.content[0].start > LONGEST_FUNCTION_WORD_CHARS:
        return False
    tokens = [t for t in document.tokens(hull(found.content)) if t.is_alpha]
    return all(t.pos_ in ("PRON", "DET", "SCONJ", "ADP", "AUX", "PART") for t in tokens)


LONGEST_FUNCTION_WORD_CHARS = 10


def _own_voice(text: str, anchor: Any, found: Candidate) -> bool:
    words = found.source[0].of(text).lower() if len(found.source) == 1 else ""
    if words == "one":
        return bool(anchor.tag_ != "VBD")  # "one said" after "three farmers"; "one says" is anybody
    if _OWN_VIEW.match(words):
        return True
    return words in OWN_VOICE and not (words in ("we", "us") and anchor.lemma_ == "tell")


# "Our reading of the footage suggests that …"; "our forces report" is theirs.
_OWN_VIEW = re.compile(
    r"(?:my|our)\s(?:own\s)?(?:reading|view|estimate|assessment|analysis|count|tally|guess|judgement|judgment|sense|"
    r"calculation|reckoning|impression|hunch|research|data|findings)s?\b"
)
OWN_VOICE = frozenset({"i", "you", "we", "us"})


def is_negated(anchor: Any) -> bool:
    """Whether the cue's verb is denied: "did not confirm", "has not been accepted", "is not willing"."""
    denied = (c for c in anchor.children if c.dep_ == "neg" or c.lower_ in ("never", "nor"))
    return any(c.i < anchor.i or anchor.pos_ == "AUX" for c in denied)


def _unreal(anchor: Any, found: Candidate) -> str | None:
    """Whether the saying itself is only wished for or still to come."""
    if anchor.pos_ != "VERB":
        return None
    verb = _governing(anchor)
    modal = next((c.lower_ for c in (*anchor.children, *verb.children) if c.dep_ == "aux" and c.lower_ in MODALS), None)
    if modal in ("should", "must", "may", "might", "could") and anchor.lemma_.lower() not in ("say", "argue"):
        return "only possible or wished for"
    will = any(c.dep_ == "aux" and c.lower_ in ("will", "'ll", "’ll", "wo") for c in verb.children)
    if will and group_of(found) in MINDED:
        return "not said yet"
    return "only possible or wished for" if is_mandative(verb) or _under_ought(verb) else None


def _governing(anchor: Any) -> Any:
    """The first of several joined verbs, which carries the auxiliaries."""
    verb = anchor
    for _ in range(4):
        own = any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)
        if own or verb.dep_ != "conj" or verb.head.pos_ not in ("VERB", "AUX"):
            break
        verb = verb.head
    return verb


def _is_stray_infinitive(anchor: Any) -> bool:
    """ "Met them to discuss ...": an infinitive that no verb of beginning or going on governs."""
    if anchor.pos_ != "VERB":
        return False
    verb = _governing(anchor)
    to = any(c.dep_ == "aux" and c.tag_ == "TO" for c in verb.children)
    return to and verb.head.lemma_.lower() not in ASPECTS


def _unreal_rule(anchor: Any) -> str | None:
    """What no rule may propose: a saying under a modal verb or a condition, or a request to the reader."""
    if anchor.pos_ != "VERB":
        return None
    verb = _governing(anchor)
    if any(c.dep_ == "aux" and c.lower_ in MODALS for c in (*anchor.children, *verb.children)):
        return "only possible or wished for"
    if any(c.dep_ == "aux" and c.lower_ in ("will", "'ll", "’ll", "wo") for c in verb.children):
        return "not said yet"
    if _is_stray_infinitive(anchor):
        return "only possible or wished for"
    if any(c.dep_ == "mark" and c.lower_ in IRREALIS_MARKS for c in verb.children):
        return "only under a condition"
    if verb.tag_ == "VB" and not any(c.dep_ in ("aux", "nsubj") for c in verb.children):
        return "a request to the reader"
    return None


def _under_ought(verb: Any) -> bool:
    """ "X ought to reverse ... and encourage ...": the writer's wish, not X's words."""
    governor = verb.head if verb.dep_ in ("xcomp", "conj", "ccomp") else verb
    for _ in range(3):
        if governor.lemma_.lower() == "ought" or any(c.lower_ == "ought" and c.i < verb.i for c in governor.children):
            return True
        governor = governor.head
    return False


def _inside_quotation(anchor: Any, quotations: tuple[Quotation, ...]) -> bool:
    here = Span(anchor.idx, anchor.idx + max(1, len(anchor)))
    return any(q.span.covers(here) for q in overlapping(here, quotations))


def _voiceless(document: Document, found: Candidate, anchor: Any) -> str | None:
    """Whether what a rule took for the speaker could not say it."""
    tokens = document.tokens(Span(found.source[0].start, found.source[-1].end))
    if not len(tokens):
        return None
    head = tokens.root
    group, lower = group_of(found), head.lower_
    nobody = (
        (lower in IMPERSONAL and not _someone(head))
        or head.ent_type_ in MEASURES
        or (not can_speak(head) and (is_voiceless(head) or anchor.lemma_.lower() not in PLAIN))
        or (group in MINDED and is_document(head))
        or (group == "finding" and (is_voiceless(head) or lower == "it"))
    )
    return "nobody who could say it" if nobody else None


# A time or a sum says nothing; "60 percent" of those asked do.
MEASURES = frozenset({"DATE", "TIME", "MONEY", "QUANTITY"})


def group_of(found: Candidate) -> str:
    """The group of data/cues.toml by which a rule found it; "encoder" where only the encoder did."""
    return found.rule.removeprefix("encoder + ").split(": ")[0]


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
