"""Hand-made claims, one call each: what is not said takes a plain default."""

import datetime as dt
import hashlib

import pytest

from counterclaim.records.claim import ArticleRef, Claim
from counterclaim.records.span import Span
from counterclaim.records.values import Act, EventType, Measure, Modality, Side, Status, Track
from counterclaim.records.when import When

DATES = {"since", "as_of", "when", "said", "horizon", "made"}


def make_claim(kind="figure", text="40", article="a", at=10, published="2024-05-03", outlet=None, **fields):
    """One claim. Dates are written as ISO; `measure`, `event_type`, `act`, `side`, ... as their values."""
    ref = ArticleRef(
        id=hashlib.sha256(article.encode()).hexdigest(),
        path=f"{article}.txt",
        title=None,
        outlet=outlet or f"Outlet {article}",
        published=When.parse(published) if published else None,
    )
    for name in DATES & fields.keys():
        fields[name] = When.parse(fields[name]) if fields[name] else None
    source = fields.get("source")
    for name, kind_of in (("measure", Measure), ("event_type", EventType), ("act", Act), ("side", Side)):
        if fields.get(name):
            fields[name] = kind_of(fields[name])
    if kind == "event":
        fields.setdefault("status", "happened")
        fields["status"] = Status(fields["status"])
    if fields.get("modality"):
        fields["modality"] = Modality(fields["modality"])
    span = Span(at, at + max(len(text), 1))
    key = f"{article}|{kind}|{at}|{text}|{source}"
    settled = {
        "id": "c" + hashlib.sha256(key.encode()).hexdigest()[:16],
        "kind": kind,
        "article": ref,
        "span": span,
        "text": text,
        "sentence": span,
        "context": fields.pop("context", text),
        "source": source,
        "source_text": source,
        "source_spans": (Span(0, 5),) if source else (),
        "actor": None,
        "side": None,
        "narrator": source is None,
        "via": (),
        "track": Track.LOSSES if kind == "figure" else None,
        "said": None,
        "confidence": 0.9,
        "local": f"{kind[0]}1",
    }
    return Claim(**(settled | fields))


def make_toll(low, high=None, source=None, as_of="2024-05-02", of="Ruritanian soldiers", **fields):
    """A count of the dead; `high` is `low` unless given, None in `open_` fields is said as high=0."""
    top = low if high is None else (None if high == 0 else high)
    text = fields.pop("text", f"{low:,}" if low is not None else "some")
    settled = {"measure": "killed", "unit": "person", "modality": "asserted"}
    return make_claim("figure", text, source=source, as_of=as_of, of=of, low=low, high=top, **(settled | fields))


@pytest.fixture(scope="session")
def claim():
    return make_claim


@pytest.fixture(scope="session")
def toll():
    return make_toll


@pytest.fixture(scope="session")
def day():
    return dt.date.fromisoformat
