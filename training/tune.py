"""Fit thresholds and confidence on the held-out articles, and write model.json.

The network is asked once; decoding is then tried with one setting after the other. Settings are searched one at a
time around the defaults (coordinate ascent), on the mean of full and exact F1. Confidence is a logistic regression of
"content and source are both right" on decoding.CONFIDENCE_TERMS; its reliability is measured by cross-validation over
articles, never on what it was fitted to.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from corpus import Annotated
from counterclaim.reading.attribution.decoding import (
    CONFIDENCE_TERMS,
    Answer,
    DecodingRules,
    RawAttribution,
    decode_with_evidence,
)
from counterclaim.reading.attribution.encoder import LINKS, NETWORK, TOKENIZER, AttributionEncoder
from counterclaim.reading.attribution.encoding import ENCODING_VERSION, OVERLAP_PIECES, Passage, Window
from scoring import Prediction, f1, judge, roles

Asked = list[tuple[Passage, list[Window], list[Answer]]]
Found = list[tuple[RawAttribution, tuple[float, ...]]]

# Precision that a claim shown to a reader should have, and the recall below which the price is too high.
WANTED_PRECISION, LEAST_RECALL = 0.85, 0.5
FOLDS = 5
RIDGE = 1.0  # keeps the weights of eight correlated terms small; about 1,300 examples
ROUNDS = 2  # of coordinate ascent; a third changed nothing

# Tried for each setting. Tag biases are for both tags of a role: (source, cue, content), 0 = as trained.
GRID: dict[str, tuple[Any, ...]] = {
    "cue_bias": (-0.4, 0.0, 0.4, 0.8, 1.2, 1.6),
    "content_bias": (-0.4, 0.0, 0.4, 0.8),
    "source_bias": (-0.4, 0.0, 0.4, 0.8),
    "content_link": (0.1, 0.15, 0.2, 0.3, 0.4),
    "source_link": (0.1, 0.2, 0.3, 0.4, 0.5),
    "sourceless_margin": (None, -0.3, 0.0, 0.3),
    "fill_gap": (0, 2, 4, 8),
}


@dataclass(frozen=True, slots=True)
class Bin:
    """One row of a reliability table."""

    low: float
    high: float
    count: int
    mean_confidence: float
    share_right: float


def ask(encoder: AttributionEncoder, articles: Sequence[Annotated]) -> list[Asked]:
    """Run the network over the articles, once."""
    return [list(encoder.answers(article.text)) for article in articles]


def find(encoder: AttributionEncoder, asked: Iterable[Asked], rules: DecodingRules) -> list[Found]:
    """Decode every article under the given rules."""
    return [
        [
            pair
            for passage, cover, given in parts
            for pair in decode_with_evidence(passage, cover, given, encoder.link, rules)
        ]
        for parts in asked
    ]


def judge_all(articles: Sequence[Annotated], found: Sequence[Found]) -> list[list[Prediction]]:
    """Whether each attribution found is right."""
    return [
        judge(roles(article, article.annotations[0]), roles(article, [a for a, _ in pairs]))
        for article, pairs in zip(articles, found, strict=True)
    ]


def search(encoder: AttributionEncoder, articles: Sequence[Annotated], asked: Sequence[Asked]) -> DecodingRules:
    """Find the decoding rules that score best on the articles."""
    total = sum(len(a.annotations[0]) for a in articles)
    chosen: dict[str, Any] = {
        "cue_bias": 0.0, "content_bias": 0.0, "source_bias": 0.0,
        "content_link": 0.3, "source_link": 0.3, "sourceless_margin": None, "fill_gap": 0,
    }  # fmt: skip

    def value(setting: dict[str, Any]) -> float:
        scores = f1(judge_all(articles, find(encoder, asked, rules_of(setting))), total)
        return (scores["full"] + scores["exact"]) / 2

    best = value(chosen)
    for _ in range(ROUNDS):
        for name, options in GRID.items():
            for option in options:
                trial = chosen | {name: option}
                if trial != chosen and (score := value(trial)) > best + 1e-9:
                    best, chosen = score, trial
        print(f"{best:.4f} {chosen}", flush=True)
    return rules_of(chosen)


def rules_of(setting: dict[str, Any]) -> DecodingRules:
    """Decoding rules from the settings of GRID."""
    biases = (0.0, *(setting[f"{role}_bias"] for role in ("source", "cue", "content") for _ in "BI"))
    return DecodingRules(
        setting["content_link"], setting["source_link"], setting["sourceless_margin"], biases, setting["fill_gap"]
    )


def fit_confidence(evidence: np.ndarray, right: np.ndarray) -> tuple[float, ...]:
    """Weights of a ridge-penalised logistic regression, by Newton's method.

    Args:
        evidence: [n, terms]; the first term is the constant and is not penalised.
        right: [n] 0 or 1.
    """
    weights = np.zeros(len(CONFIDENCE_TERMS))
    penalty = np.diag([0.0] + [RIDGE] * (len(weights) - 1))
    for _ in range(50):
        p = 1 / (1 + np.exp(-np.clip(evidence @ weights, -30, 30)))
        gradient = evidence.T @ (right - p) - penalty @ weights
        curvature = (evidence * (p * (1 - p))[:, None]).T @ evidence + penalty
        step = np.linalg.solve(curvature, gradient)
        weights += step
        if np.abs(step).max() < 1e-8:
            break
    return tuple(round(float(w), 5) for w in weights)


def reliability(confidence: np.ndarray, right: np.ndarray) -> list[Bin]:
    """Stated against observed share of right attributions, in tenths of confidence."""
    out = []
    for low in np.arange(0, 1, 0.1).round(1).tolist():
        inside = (confidence >= low) & ((confidence < low + 0.1) | (low == 0.9))
        if inside.any():
            means = float(confidence[inside].mean()), float(right[inside].mean())
            out.append(Bin(low, round(low + 0.1, 1), int(inside.sum()), *means))
    return out


def calibrate(
    articles: Sequence[Annotated], found: Sequence[Found]
) -> tuple[tuple[float, ...], list[Bin], float, dict[str, float]]:
    """Fit confidence and choose the threshold.

    Returns:
        (weights, cross-validated reliability table, threshold, precision and recall at it)
    """
    judged = judge_all(articles, found)
    evidence = np.array([e for pairs in found for _, e in pairs])
    right = np.array([float(p.full) for row in judged for p in row])
    fold = np.array([i % FOLDS for i, pairs in enumerate(found) for _ in pairs])
    confidence = np.zeros(len(right))
    for k in range(FOLDS):
        weights = np.array(fit_confidence(evidence[fold != k], right[fold != k]))
        confidence[fold == k] = 1 / (1 + np.exp(-evidence[fold == k] @ weights))
    total = sum(len(a.annotations[0]) for a in articles)
    threshold, at = 0.0, {"precision": float(right.mean()), "recall": float(right.sum() / total)}
    for candidate in np.arange(0.05, 0.96, 0.01).round(2).tolist():
        kept = right[confidence >= candidate]
        precision, recall = float(kept.mean()) if len(kept) else 0.0, float(kept.sum() / total)
        if recall < LEAST_RECALL:
            break
        threshold, at = candidate, {"precision": precision, "recall": recall}
        if precision >= WANTED_PRECISION:
            break
    return fit_confidence(evidence, right), reliability(confidence, right), threshold, at


def describe(folder: Path, rules: DecodingRules, threshold: float, **more: Any) -> None:
    """Write model.json for the files that are in the folder."""
    description = {
        **more,
        "encoding": ENCODING_VERSION,
        "overlap": OVERLAP_PIECES,
        "threshold": threshold,
        "decoding": {
            "content_link": rules.content_link,
            "source_link": rules.source_link,
            "sourceless_margin": rules.sourceless_margin,
            "tag_bias": rules.tag_bias,
            "fill_gap": rules.fill_gap,
            "confidence": rules.confidence,
        },
        "sha256": {n: hashlib.sha256((folder / n).read_bytes()).hexdigest() for n in (NETWORK, LINKS, TOKENIZER)},
    }
    (folder / "model.json").write_text(json.dumps(description, indent=1) + "\n", encoding="utf-8")


def tune(folder: Path, articles: Sequence[Annotated], **more: Any) -> None:
    """Choose rules, fit confidence, and finish the model folder."""
    describe(folder, DecodingRules(), 0.0, **more)
    encoder = AttributionEncoder.load(folder)
    asked = ask(encoder, articles)
    rules = search(encoder, articles, asked)
    found = find(encoder, asked, rules)
    weights, table, threshold, at = calibrate(articles, found)
    describe(folder, replace(rules, confidence=weights), threshold, **more)
    total = sum(len(a.annotations[0]) for a in articles)
    print({k: round(v, 4) for k, v in f1(judge_all(articles, found), total).items()}, flush=True)
    print(f"threshold {threshold}: {at}", *table, sep="\n", flush=True)
