"""One candidate for one act of saying: what the encoder and the rules found at the same cue, joined.

In:  a Document; Candidates with the head token of their cue, from encoder and rules.   Out: Candidates in text order.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from counterclaim.reading.attribution.candidates import Candidate, common, size
from counterclaim.reading.attribution.dividing import each_its_own, parted, without_reporters
from counterclaim.reading.attribution.lexicon import is_cue_verb
from counterclaim.reading.attribution.phrases import RECKONED
from counterclaim.reading.document import Document
from counterclaim.records.span import Span, Spans, hull

# Where the encoder saw less than this share of the rule's clause, the rule's words stand. Asking an unsure encoder for
# half of it lost two right attributions and won none on the held-out articles of PolNeAR train.
LEAST_SEEN = 0.2


def merge(
    document: Document,
    encoded: Iterable[tuple[Any | None, Candidate]],
    ruled: Iterable[tuple[Any | None, Candidate]],
) -> list[tuple[Any | None, Candidate]]:
    """Join finds at the same cue; the rest stand as they are. In text order of their content."""
    by_anchor: dict[int, tuple[Any, Candidate]] = {}
    for anchor, candidate in ruled:
        if anchor is not None:
            by_anchor.setdefault(anchor.i, (anchor, candidate))
    # The encoder's head of a cue may be another word of it: look up every token of the rules' cues too.
    by_start = {s.start: met for met in by_anchor.values() for s in met[1].cue}
    out: list[tuple[Any | None, Candidate]] = []
    used: set[int] = set()
    for anchor, candidate in encoded:
        met = by_anchor.get(anchor.i) if anchor is not None else None
        if met is None and anchor is not None:
            met = next((by_start[s.start] for s in candidate.cue if s.start in by_start), None)
        if met is None or met[0].i in used:
            out.append((anchor, candidate))
            continue
        used.add(met[0].i)
        out.append((met[0], _joined(document, candidate, met[1])))
    out.extend(found for i, found in by_anchor.items() if i not in used)
    out.sort(key=lambda f: (f[1].content[0].start, f[1].content[-1].end, f[1].cue[:1]))
    divided = without_reporters(document.text, parted(document.text, each_its_own(out)))
    return _without_doubles(divided)


def _without_doubles(found: list[tuple[Any | None, Candidate]]) -> list[tuple[Any | None, Candidate]]:
    """Of two finds with the same content and one's source inside the other's ("his remarks", "his"), the surer."""
    out: list[tuple[Any | None, Candidate]] = []
    for anchor, one in found:
        double = next((k for k in range(max(0, len(out) - 4), len(out)) if _doubles(out[k][1], one)), None)
        if double is None:
            out.append((anchor, one))
        elif one.confidence > out[double][1].confidence:
            out[double] = (anchor, one)
    return out


def _doubles(a: Candidate, b: Candidate) -> bool:
    shared = common(a.content, b.content)
    if shared < 0.8 * max(size(a.content), size(b.content)) or not a.source or not b.source:
        return False
    return common(a.source, b.source) == min(size(a.source), size(b.source))


def _joined(document: Document, encoded: Candidate, ruled: Candidate) -> Candidate:
    if size(encoded.content) and not common(encoded.content, ruled.content):
        # They speak of the same cue but not of the same words: the parse's clause beside a long quotation elsewhere.
        return replace(encoded, source=encoded.source or ruled.source, act=ruled.act)
    # The encoder knows how far names reach: its source was right more often by 5 of 980 on PolNeAR's held-out
    # articles, and made no difference on articles about wars. Of "by American estimates" it sees "American".
    source = ruled.source if ruled.rule == RECKONED else encoded.source or ruled.source
    return Candidate(
        source=source,
        cue=ruled.cue or encoded.cue,
        content=_with_last_numbers(document, _content(encoded, ruled), ruled),
        confidence=encoded.confidence,
        rule=f"encoder + {ruled.rule}",
        act=ruled.act,
    )


def _content(encoded: Candidate, ruled: Candidate) -> Spans:
    """The encoder's words; for a predicate also the verb and complements that the rule adds."""
    if ruled.rule.endswith("object"):
        begins = ruled.content[0].start
        after = [s for s in encoded.content if s.end > begins]
        return (hull((*after, *ruled.content)),) if len(after) < 3 and not _apart(after, ruled) else ruled.content
    shared = common(encoded.content, ruled.content)
    if shared < LEAST_SEEN * size(ruled.content):
        return ruled.content  # the encoder saw a piece of the clause, or something else
    return encoded.content


# Frames whose content is one clause of the parse, so that its end is known.
CLAUSES = ("clause", "infinitive")


def _with_last_numbers(document: Document, content: Spans, ruled: Candidate) -> Spans:
    """The content with the end of its clause where numbers stand there: "14 were killed, among them three children".

    The encoder is right to stop early in most clauses: growing every content to the end of its clause costs 0.5 of full
    F1 on the held-out articles of PolNeAR train. Where numbers are left out it makes no difference to that figure.
    """
    if not ruled.rule.endswith(CLAUSES):
        return content
    last, clause = content[-1], ruled.content[-1]
    if not clause.start < last.end < clause.end:
        return content
    left_out = document.tokens(Span(last.end, clause.end))
    # How far it is to somewhere ("..., about 350km from the border") is the writer's aside.
    counts = any(t.like_num and t.ent_type_ != "QUANTITY" for t in left_out)
    says_more = any(t.text == ";" or (t.pos_ == "VERB" and is_cue_verb(t)) for t in left_out)
    return (*content[:-1], Span(last.start, clause.end)) if counts and not says_more else content


def _apart(encoded: list[Span], ruled: Candidate) -> bool:
    """Whether the source would end up inside the joined content."""
    whole = hull((*encoded, *ruled.content))
    return any(whole.overlaps(s) for s in ruled.source)
