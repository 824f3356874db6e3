"""From the encoder's scores to attributions: which words form a source, a cue, a content, and which belong together.

In:  a Passage, its Windows and the encoder's Answer to each.   Out: RawAttributions, in text order of their cues.
Pure arithmetic on arrays. Its cost grows with the text's length, not with its square: a cue is compared only with
words of its own window.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from counterclaim.reading.attribution.encoding import Passage, Window

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
Spans = tuple[tuple[int, int], ...]
Run = tuple[int, int]  # words [first, end)

TAG_COUNT = 7  # O, then B and I of source, cue, content
# An inside tag may follow the begin or inside tag of its own role only.
_FOLLOWS = np.array([[t % 2 == 1 or t == 0 or p in (t - 1, t) for t in range(TAG_COUNT)] for p in range(TAG_COUNT)])


@dataclass(frozen=True, slots=True)
class RawAttribution:
    """Source, cue and content as code point spans of the text, each sorted, disjoint and possibly empty (source)."""

    source: Spans
    cue: Spans
    content: Spans
    confidence: float  # 0..1; see the model card for what it has been measured to mean


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """What the encoder says of one window of k pieces; row 0 is [CLS], row k + 1 [SEP]."""

    tags: Floats  # [k + 2, 7] scores
    cues: Floats  # [k + 2, d] each piece as the first of a cue
    words: Floats  # [k + 2, d] each piece as part of a source or content


@dataclass(frozen=True, slots=True, eq=False)
class LinkWeights:
    """The bilinear form that says whether a word belongs to a cue: channel 0 its source, channel 1 its content."""

    weight: Floats  # [2, d + 1, d]
    bias: Floats  # [2]


@dataclass(frozen=True, slots=True)
class DecodingRules:
    """Thresholds, fitted on held-out articles; a model's are in its model.json."""

    content_link: float = 0.3  # least mean probability with which a content belongs to its cue
    source_link: float = 0.3  # the same for a source; below, the attribution has none
    sourceless_margin: float | None = None  # no source if [CLS]'s link exceeds the best source's by this; None: never
    tag_bias: tuple[float, ...] = (0.0,) * TAG_COUNT  # added to the tag scores
    fill_gap: int = 0  # words between two parts of one content that are taken in if nothing else claims them
    confidence: tuple[float, ...] = field(default=())  # logistic weights of CONFIDENCE_TERMS; empty: uncalibrated


CONFIDENCE_TERMS = ("one", "cue", "content", "edges", "content link", "source link", "source tags", "has source")


@dataclass(frozen=True, slots=True, eq=False)
class _Tagged:
    """A passage's words with their tags and the runs that the tags form."""

    tags: Ints  # [n]
    log_probability: Floats  # [n, 7]
    sources: list[Run]
    cues: list[Run]
    contents: list[Run]


@dataclass(slots=True)
class _Draft:
    """An attribution in the making: word runs and the evidence for them."""

    cue: Run
    source: Run | None = None
    source_link: float = 0.0
    sourceless: float = 0.0
    contents: list[Run] = field(default_factory=list)
    links: list[float] = field(default_factory=list)


def decode(
    passage: Passage, cover: Sequence[Window], answers: Sequence[Answer], link: LinkWeights, rules: DecodingRules
) -> list[RawAttribution]:
    """Read attributions off the encoder's answers.

    Args:
        cover: The windows of `encoding.windows(passage, ...)`.
        answers: The encoder's answer to each of them, in the same order.
    Returns:
        Attributions with a cue and a content, ordered by cue.
    """
    return [attribution for attribution, _ in decode_with_evidence(passage, cover, answers, link, rules)]


def decode_with_evidence(
    passage: Passage, cover: Sequence[Window], answers: Sequence[Answer], link: LinkWeights, rules: DecodingRules
) -> list[tuple[RawAttribution, tuple[float, ...]]]:
    """As `decode`, with the values of CONFIDENCE_TERMS that each confidence comes from (training fits on them)."""
    if not len(passage):
        return []
    tagged = _tag(passage, cover, answers, rules)
    drafts = _assign(passage, cover, answers, link, tagged, rules)
    for draft in drafts:
        draft.contents = _close_gaps(draft.contents, tagged.tags, passage.cut, rules.fill_gap)
    return [_finish(passage, tagged, draft, rules) for draft in drafts if draft.contents]


def _tag(passage: Passage, cover: Sequence[Window], answers: Sequence[Answer], rules: DecodingRules) -> _Tagged:
    scores = np.empty((len(passage), TAG_COUNT), np.float32)
    for window, answer in zip(cover, answers, strict=True):
        own = slice(window.own_first, window.own_last)
        scores[own] = answer.tags[passage.first[own] - passage.first[window.first] + 1]
    scores += np.asarray(rules.tag_bias, np.float32)
    scores -= scores.max(axis=1, keepdims=True)
    scores -= np.log(np.exp(scores).sum(axis=1, keepdims=True))
    tags = constrained_tags(scores)
    runs: list[list[Run]] = [[], [], []]
    begins = np.flatnonzero(tags % 2 == 1)
    inside = (tags > 0) & (tags % 2 == 0)
    outs = np.flatnonzero(~inside)
    for begin in begins.tolist():
        after = int(np.searchsorted(outs, begin, side="right"))
        end = int(outs[after]) if after < len(outs) else len(tags)
        runs[(int(tags[begin]) - 1) // 2].append((begin, end))
    return _Tagged(tags, scores, *runs)


def constrained_tags(scores: Floats) -> Ints:
    """The best tag sequence in which no inside tag stands without its beginning.

    Args:
        scores: [n, 7] log probabilities.
    Returns:
        [n] tags. Where each word's best tag already gives a legal sequence, that is it; only the stretches between
        two words outside everything that are illegal are searched (Viterbi), so the cost stays that of an argmax.
    """
    tags = scores.argmax(axis=1)
    before = np.r_[0, tags[:-1]]
    wrong = np.flatnonzero(~_FOLLOWS[before, tags])
    outs = np.flatnonzero(tags == 0)
    done = 0
    for i in wrong.tolist():
        if i < done:
            continue
        at = int(np.searchsorted(outs, i))
        low = int(outs[at - 1]) + 1 if at else 0
        high = int(outs[at]) if at < len(outs) else len(tags)
        tags[low:high] = _viterbi(scores[low:high])
        done = high
    return tags


def _viterbi(scores: Floats) -> Ints:
    """Best legal sequence of a stretch that stands between words outside everything."""
    barrier = np.where(_FOLLOWS, 0.0, -np.inf)
    best = scores[0] + barrier[0]
    back = np.zeros(scores.shape, np.int64)
    for i in range(1, len(scores)):
        reach = best[:, None] + barrier
        back[i] = reach.argmax(axis=0)
        best = reach.max(axis=0) + scores[i]
    out = np.empty(len(scores), np.int64)
    out[-1] = int(best.argmax())
    for i in range(len(scores) - 1, 0, -1):
        out[i - 1] = back[i, out[i]]
    return out


def _assign(
    passage: Passage,
    cover: Sequence[Window],
    answers: Sequence[Answer],
    link: LinkWeights,
    tagged: _Tagged,
    rules: DecodingRules,
) -> list[_Draft]:
    """Give each cue its source and each content run the cue that it belongs to most."""
    drafts = [_Draft(cue) for cue in tagged.cues]
    firsts = np.array([cue[0] for cue in tagged.cues], np.int64)
    best: dict[Run, tuple[float, int]] = {}
    for window, answer in zip(cover, answers, strict=True):
        low, high = np.searchsorted(firsts, (window.own_first, window.own_last)).tolist()
        if low == high:
            continue
        in_window = passage.first[window.first : window.last] - passage.first[window.first] + 1
        rows = in_window[firsts[low:high] - window.first]
        links = _link_probabilities(answer, rows, link)
        sums = np.cumsum(links[:, :, in_window], axis=2)
        sums = np.concatenate([np.zeros_like(sums[:, :, :1]), sums], axis=2)
        for run, means in _means(tagged.contents, sums[:, 1], window):
            at = int(means.argmax())
            if means[at] > best.get(run, (rules.content_link, 0))[0]:
                best[run] = (float(means[at]), low + at)
        for offset in range(high - low):
            drafts[low + offset].sourceless = float(links[offset, 0, 0])
        for run, means in _means(tagged.sources, sums[:, 0], window):
            for offset, mean in enumerate(means.tolist()):
                draft = drafts[low + offset]
                if mean > draft.source_link:
                    draft.source, draft.source_link = run, mean
    for run, (mean, at) in sorted(best.items()):
        drafts[at].contents.append(run)
        drafts[at].links.append(mean)
    for draft in drafts:
        _drop_weak_source(draft, rules)
    return drafts


def _link_probabilities(answer: Answer, rows: Ints, link: LinkWeights) -> Floats:
    """[cues, 2, k + 2] probability that each piece is in the source, in the content of the cues at `rows`."""
    cues = np.concatenate([answer.cues[rows], np.ones((len(rows), 1), np.float32)], axis=1)
    asked = np.stack([cues @ link.weight[channel] for channel in (0, 1)], axis=1)
    scores = asked @ answer.words.T + link.bias[None, :, None]
    out: Floats = (1 / (1 + np.exp(-np.clip(scores, -30, 30)))).astype(np.float32)
    return out


def _means(runs: list[Run], sums: Floats, window: Window) -> list[tuple[Run, Floats]]:
    """For each run that reaches into the window: the mean link of its words there, for every cue of the window.

    Args:
        sums: [cues, words + 1] running sums over the window's words.
    """
    out: list[tuple[Run, Floats]] = []
    for run in _reaching(runs, window):
        a, b = max(run[0], window.first) - window.first, min(run[1], window.last) - window.first
        out.append((run, (sums[:, b] - sums[:, a]) / np.float32(b - a)))
    return out


def _reaching(runs: list[Run], window: Window) -> list[Run]:
    """The runs (sorted, disjoint) that share a word with the window."""
    low = int(np.searchsorted([end for _, end in runs], window.first, side="right"))
    high = int(np.searchsorted([begin for begin, _ in runs], window.last))
    return runs[low:high]


def _drop_weak_source(draft: _Draft, rules: DecodingRules) -> None:
    margin = rules.sourceless_margin
    if draft.source_link < rules.source_link or (margin is not None and draft.sourceless > draft.source_link + margin):
        draft.source = None


def _close_gaps(contents: list[Run], tags: Ints, cut: Ints, most: int) -> list[Run]:
    """Join parts of one content that at most `most` words of the same sentence, tagged as nothing, keep apart."""
    out: list[Run] = []
    for begin, end in contents:
        gap = slice(out[-1][1], begin) if out else slice(0, 0)
        if out and begin - gap.start <= most and not (tags[gap].any() or cut[gap.start : begin + 1].any()):
            out[-1] = (out[-1][0], end)
        else:
            out.append((begin, end))
    return out


def _finish(
    passage: Passage, tagged: _Tagged, draft: _Draft, rules: DecodingRules
) -> tuple[RawAttribution, tuple[float, ...]]:
    """Turn word runs into spans of the text, with a confidence and the evidence for it."""
    evidence = _evidence(tagged, draft)
    source = _spans(passage, [draft.source] if draft.source else [])
    cue, content = _spans(passage, [draft.cue]), _spans(passage, draft.contents)
    return RawAttribution(source, cue, content, _confidence(evidence, rules.confidence)), evidence


def _spans(passage: Passage, runs: list[Run]) -> Spans:
    """Code point spans of word runs; runs that touch become one span."""
    out: list[tuple[int, int]] = []
    previous = -1
    for begin, end in runs:
        start, stop = int(passage.starts[begin]), int(passage.ends[end - 1])
        if begin == previous:
            out[-1] = (out[-1][0], stop)
        else:
            out.append((start, stop))
        previous = end
    return tuple(out)


def _evidence(tagged: _Tagged, draft: _Draft) -> tuple[float, ...]:
    """Values of CONFIDENCE_TERMS for one attribution: log-odds of links, mean log probabilities of tags."""
    chosen = tagged.log_probability[np.arange(len(tagged.tags)), tagged.tags]
    content = np.concatenate([chosen[a:b] for a, b in draft.contents])
    size = len(tagged.tags)
    edges = [float(chosen[i]) for a, b in draft.contents for i in (a, min(b, size - 1))]
    has_source = draft.source is not None
    source_link = draft.source_link if has_source else 1 - draft.source_link
    source_tags = float(chosen[slice(*draft.source)].mean()) if draft.source else 0.0
    return (
        1.0,
        float(chosen[slice(*draft.cue)].mean()),
        float(content.mean()),
        min(edges),
        _log_odds(min(draft.links)),
        _log_odds(source_link),
        source_tags,
        float(has_source),
    )


def _log_odds(probability: float) -> float:
    p = min(max(probability, 1e-4), 1 - 1e-4)
    return math.log(p / (1 - p))


def _confidence(evidence: tuple[float, ...], weights: tuple[float, ...]) -> float:
    """Logistic in the evidence; without fitted weights, the product of the content's and its link's probability."""
    if weights:
        total = sum(w * e for w, e in zip(weights, evidence, strict=True))
        return 1 / (1 + math.exp(-min(max(total, -30.0), 30.0)))
    return math.exp(evidence[2]) / (1 + math.exp(-evidence[4]))
