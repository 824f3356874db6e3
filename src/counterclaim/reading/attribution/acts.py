"""What the source does by saying it, and whether the article gives the very words.

In:  the cue's own act (data/cues.toml), the words of the content.   Out: Act and Quote.
"""

import re

from counterclaim.reading.attribution.candidates import size
from counterclaim.reading.attribution.quotations import Quotation, quoted
from counterclaim.reading.attribution.wording import Rule, rules
from counterclaim.records.span import Spans
from counterclaim.records.values import Act, Quote

# A content is direct from this share of its letters inside marks: a word or two before the mark ("that", "But")
# belongs to the sentence, not to the speech.
DIRECT_SHARE = 0.9
# Quotation marks around fewer characters than this in a long content still make it mixed: the words are the source's.
LEAST_QUOTED_CHARS = 3


TELLING = frozenset({"media", "analyst", "document", "reports"})
_ESTIMATES = re.compile(r"\b(?:estimates?|estimations?|projections?)\b", re.IGNORECASE)


# Verbs that put a figure on something, and verbs of thinking: with a number they estimate. "Put the toll at 39" passes
# a count on, "puts it at 40,000" or "at more than 500" does not.
PUTTING = frozenset({"put", "place"})
RECKONING = frozenset({"think", "believe", "reckon", "consider", "suspect", "assume", "presume", "suppose", "suggest"})
# Of these a span of time or a share is an estimate too: "reckons that it was set back by a year, perhaps two".
ASSESSING = frozenset({"reckon", "assess"})
# Verbs that only name what was spoken about: the words of a topic are no deed of the speaker's.
TOPICAL = frozenset({"discuss", "debate", "touch"})
# "Will not recognise the vote", "does not allow inspectors in": denied, these verbs refuse.
WITHHOLDING = frozenset(
    "recognise recognize allow permit tolerate support join attend back send negotiate intend plan".split()
)
_NUMBER = re.compile(
    r"(?<![\w.,-])(?!(?:19|20)\d\d\b)\d[\d,.]*(?![\w-])(?!\s+(?:years?|months?|weeks?|days?|hours?)\b)"
    r"|\b(?:hundred|thousand|million|dozen)s?\b"
)
_ROUND = re.compile(
    r"\b(?:more|less|fewer|higher|lower|closer|over|under|above|below|least|most|about|around|roughly|some|nearly"
    r"|almost|approximately|between|up)\b|(?<![\d,.])[1-9]0\b(?![,.]\d)|\d[\d,.]*00\b(?![,.]\d)|\b(?:hundred|thousand|million|dozen)s?\b",
    re.IGNORECASE,
)


def _asks_for(rule: Rule, act: Act, verb: str, kind: str | None) -> bool:
    """Whether the rule is for such a cue, with this verb, of such a source."""
    if act.value not in rule.cues or (rule.speaker_only and kind in TELLING):
        return False
    return not rule.verbs or verb in rule.verbs


_MEASURED = re.compile(
    r"\b(?:a|one|two|three|several|\d+)\s+(?:years?|months?|weeks?|thirds?|quarters?|fifths?)\b|\bhalf\b", re.IGNORECASE
)
_PUT_AT = re.compile(r"\b(?:as|at|above|below|over|under|between|close|closer|nearer)\b", re.IGNORECASE)
_TO_COME = re.compile(r"\b(?:will|would)\b", re.IGNORECASE)


def _estimates(verb: str, content: str) -> bool:
    """Whether a verb that only asserts otherwise gives a figure that the source reckons itself."""
    if verb in ASSESSING and _MEASURED.search(content):
        return True
    if verb in RECKONING:
        return _NUMBER.search(content) is not None and _TO_COME.search(content) is None
    return verb in PUTTING and _PUT_AT.search(content) is not None and _ROUND.search(content) is not None


# What a denied cue does: who "does not expect a raid" still foretells, who "is not pleased" still feels.
_DENIED = {
    Act.AGREE: Act.DENY,
    Act.DENY: Act.AGREE,
    Act.OFFER: Act.REFUSE,
    Act.PREDICT: Act.PREDICT,
    Act.EXPRESS: Act.EXPRESS,
}


def act_of(
    cue_act: str | None, negated: bool, content: str, source: str = "", kind: str | None = None, verb: str = ""
) -> Act:
    """The act of an attribution.

    Args:
        cue_act: what data/cues.toml says of the cue; None for a cue it does not know.
        negated: whether the cue is denied ("did not agree", "has not been accepted").
        content: the words of the content.
        source: the words of the source; "estimates" estimate, whatever the cue.
        kind: the source's kind.
        verb: the lemma of the cue's verb; "" where it has none.
    """
    act = Act(cue_act) if cue_act else Act.ASSERT
    if verb in TOPICAL:
        return Act.ASSERT
    if negated and verb in WITHHOLDING:
        return Act.REFUSE
    if negated:
        return _DENIED.get(act, Act.DENY)
    if act is Act.ASSERT and _estimates(verb, content):
        return Act.ESTIMATE
    told, scheduled = rules()
    for rule in told:
        if not _asks_for(rule, act, verb, kind) or (found := rule.search(content)) is None:
            continue
        if rule.name == "future" and scheduled.search(content[: found.start()]):
            continue
        if rule.act is not Act.ASSERT:
            return rule.act
        act = Act.ASSERT  # "warned that the wells were poisoned": what is asserted may still accuse
    return Act.ESTIMATE if act is Act.ASSERT and _ESTIMATES.search(source) else act


def quote_of(content: Spans, quotations: tuple[Quotation, ...]) -> Quote:
    """direct: the words stand in marks; mixed: some do; indirect: none."""
    inside = quoted(content, quotations)
    if inside >= DIRECT_SHARE * size(content):
        return Quote.DIRECT
    return Quote.MIXED if inside >= LEAST_QUOTED_CHARS else Quote.INDIRECT
