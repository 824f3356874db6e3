"""What teachers say of a text, for a student to learn: tags of every word, links of every cue.

Knowledge distillation (Hinton et al. 2015) with several teachers of one size, whose mean scores are better than any of
them. They are finished model folders, asked once, as reading asks them: what they say of a word comes from the window
that owns it. A text without annotation is learned from them alone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from counterclaim.reading.attribution.encoder import AttributionEncoder
from counterclaim.reading.attribution.encoding import Passage, Window
from examples import IGNORED, LINKS, TAGS, Example, Link, Taught

Floats = npt.NDArray[np.float32]

# A word that the teachers take for the beginning of a cue with this probability is asked for its links, where no
# annotator says which words are cues.
LIKELY_CUE = 0.3
BEGIN_CUE = 3  # the tag


@dataclass(frozen=True, slots=True, eq=False)
class _Said:
    """One passage: the teachers' mean tag probabilities, and what links are made from."""

    passage: Passage
    tags: Floats  # [n, TAGS]
    cover: list[Window]
    cues: list[list[Floats]]  # per window and teacher, [k + 2, d]
    words: list[list[Floats]]


def load_teachers(folders: Iterable[Path], threads: int) -> list[AttributionEncoder]:
    """Load model folders; they must share words and windows, so they are of one encoding."""
    return [AttributionEncoder.load(folder, threads=threads) for folder in folders]


def teach(teachers: Sequence[AttributionEncoder], text: str, options: list[list[Example]]) -> list[list[Example]]:
    """Add what the teachers say to an article's examples.

    Args:
        options: For each annotator the article's passages with targets; empty for a text without annotation, which
            gets one option whose words have no targets and whose links begin at the teachers' own cues.
    """
    said = [_ask(teachers, parts) for parts in zip(*(t.answers(text) for t in teachers), strict=True)]
    said = [one for one in said if len(one.passage)]
    if not options:
        options = [[_unannotated(one) for one in said]]
    return [[_taught(example, one, teachers) for example, one in zip(option, said, strict=True)] for option in options]


def _ask(teachers: Sequence[AttributionEncoder], parts: Sequence[tuple]) -> _Said:
    passage, cover, _ = parts[0]
    scores = np.zeros((len(passage), TAGS), np.float32)
    for _, _, answers in parts:
        for window, answer in zip(cover, answers, strict=True):
            own = slice(window.own_first, window.own_last)
            scores[own] += answer.tags[passage.first[own] - passage.first[window.first] + 1] / len(teachers)
    scores -= scores.max(axis=1, keepdims=True)
    tags = np.exp(scores)
    tags /= tags.sum(axis=1, keepdims=True)
    by_window = list(zip(*(answers for _, _, answers in parts), strict=True))
    return _Said(
        passage, tags, cover, [[a.cues for a in w] for w in by_window], [[a.words for a in w] for w in by_window]
    )


def _unannotated(said: _Said) -> Example:
    firsts = said.passage.first[np.flatnonzero(said.tags[:, BEGIN_CUE] >= LIKELY_CUE)]
    links = tuple(Link(int(first), (), (), False, annotated=False) for first in firsts)
    return Example(said.passage, np.full(len(said.passage.pieces), IGNORED, np.int64), links)


def _taught(example: Example, said: _Said, teachers: Sequence[AttributionEncoder]) -> Example:
    first = said.passage.first
    tags = np.full((len(said.passage.pieces), said.tags.shape[1]), np.nan, np.float16)
    tags[first[:-1]] = said.tags
    links = tuple(replace(link, taught=_links(link, said, teachers)) for link in example.links)
    return replace(example, taught=tags, links=links)


def _links(link: Link, said: _Said, teachers: Sequence[AttributionEncoder]) -> Taught:
    """[LINKS, m + 1] probabilities of a cue's links to [CLS] and to each first piece; NaN where nobody looked."""
    passage = said.passage
    word = int(np.searchsorted(passage.first, link.first))
    number = next(i for i, w in enumerate(said.cover) if w.own_first <= word < w.own_last)
    window = said.cover[number]
    low, high = passage.first[window.first], passage.first[window.last]
    scores = np.zeros((LINKS, int(high - low) + 1), np.float32)
    for teacher, cues, words in zip(teachers, said.cues[number], said.words[number], strict=True):
        cue = np.r_[cues[link.first - low + 1], np.float32(1)]
        asked = np.einsum("d,kde->ke", cue, teacher.link.weight)
        scores += (asked @ words[:-1].T + teacher.link.bias[:, None]) / len(teachers)
    out = np.full((LINKS, len(passage.pieces) + 1), np.nan, np.float16)
    out[:, 0] = 1 / (1 + np.exp(-scores[:, 0]))
    pieces = passage.first[window.first : window.last]
    out[:, pieces + 1] = 1 / (1 + np.exp(-scores[:, pieces - low + 1]))
    return out
