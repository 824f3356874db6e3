"""Score reading records against answer keys: what was found, what is right of it, and what should not be there.

In:  an article's text, its answer key and its reading record (both JSON, docs/data-format.md, accuracy/README.md).
Out: a Tally: for each figure of merit how many of how many.

A key anchors every row in a verbatim stretch of the article. Rows and predictions are paired one to one, best first.
"""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from counterclaim.records.when import When

Json = dict[str, Any]  # keys and records as they lie on disk
Pair = tuple[int, int]  # start and end, code points

_WORD = re.compile(r"\w+(?:[’'.-]\w+)*")
_FUNCTION_WORDS = frozenset(
    "the a an of to in on for and or by at from with as its his her their he she it they that this some".split()
)
_PRONOUNS = frozenset("he she it they his her their i we".split())

# A prediction stands for a key's claim when its content holds this share of the anchor's words ...
CLAIM_SHARE = 0.5
# ... and is no false alarm from this share on: a key's anchor need not be the whole of what was said.
NEAR_SHARE = 0.3
# An interval of publication wider than this says too little to count.
WIDEST_PUBLISHED_DAYS = 61


@dataclass(slots=True)
class Tally:
    """Matched and wanted for each figure of merit, with the misses in words."""

    rows: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    misses: list[str] = field(default_factory=list)

    def add(self, name: str, hit: object, miss: str = "") -> None:
        """Count one case; a miss is kept with its description."""
        self.rows[name][0] += bool(hit)
        self.rows[name][1] += 1
        if not hit:
            self.misses.append(f"{name}: {miss}")

    def share(self, name: str) -> float:
        """Matched over wanted; 0 where nothing was wanted."""
        hit, of = self.rows.get(name, [0, 0])
        return hit / of if of else 0.0


class MisplacedAnchor(ValueError):
    """An answer key does not fit its article."""


def score_article(text: str, key: Json, record: Json, tally: Tally) -> None:
    """Add one article's scores to `tally`. Raises MisplacedAnchor when an anchor is not in the article exactly once."""
    skip = [_boilerplate(text, row) for row in key["boilerplate"]]
    _score_layout(text, key, record, skip, tally)
    _score_claims(text, key, record, skip, tally)
    _score_figures(text, key, record, skip, tally)
    _score_events(text, key, record, skip, tally)
    spans = [tuple(p["span"]) for p in record["forecasts"]]
    for row in key["forecasts"]:
        tally.add("forecasts found", _touches(spans, *locate(text, row["anchor"])), _label(key, row))


def locate(text: str, anchor: str) -> Pair:
    """Where `anchor` stands. Raises MisplacedAnchor unless it stands there exactly once."""
    if text.count(anchor) != 1:
        raise MisplacedAnchor(f"the anchor stands {text.count(anchor)} times in the article, not once: {anchor!r}")
    at = text.index(anchor)
    return at, at + len(anchor)


def _score_layout(text: str, key: Json, record: Json, skip: list[Pair], tally: Tally) -> None:
    excluded = [(x["start"], x["end"]) for x in record["excluded"]]
    both = sum(max(0, min(e, f) - max(s, t)) for s, e in skip for t, f in excluded)
    wanted = sum(e - s for s, e in skip)
    if wanted:
        tally.add("boilerplate excluded", both >= 0.9 * wanted, f"{key['article']}: {both} of {wanted} characters")
    lost = sum(e - s for s, e in excluded) - both
    tally.add("body kept", lost <= 0.02 * (len(text) - wanted), f"{key['article']}: {lost} characters lost")
    when = _when(record["article"]["published"])
    right = when and when.overlaps(_needed(key["published"])) and when.days <= WIDEST_PUBLISHED_DAYS
    tally.add("published", right, f"{key['article']}: {record['article']['published']}")


def _score_claims(text: str, key: Json, record: Json, skip: list[Pair], tally: Tally) -> None:
    found = [  # the ledger's claims: of what is withheld ("declined to say") none is made, and a key has no row
        a
        for a in record["attributions"]
        if not a.get("withheld") and not any(_touches(skip, *s) for s in a["content"]["spans"])
    ]
    anchors = [locate(text, row["anchor"]) for row in key["claims"]]
    pairs = []
    for i, (row, anchor) in enumerate(zip(key["claims"], anchors, strict=True)):
        for j, a in enumerate(found):
            share = _share(a["content"]["spans"], *anchor, text)
            if share >= CLAIM_SHARE:
                size = sum(e - s for s, e in a["content"]["spans"])
                pairs.append((share + _names(a, row) + 1 / (2 + size), i, j))
    match = _assign(pairs)
    for i, row in enumerate(key["claims"]):
        label = _label(key, row)
        a = found[match[i]] if i in match else None
        tally.add("claims found", a, label)
        tally.add("claims found with source", a and _names(a, row), f"{label} [{a and a['source']}]")
        if a:
            tally.add("quote kind, of those found", a["quote"] == row["quote"], f"{label} [{a['quote']}]")
            tally.add("act, of those found", a["act"] == row["act"], f"{label} [{a['act']} for {row['act']}]")
            if row["via"]:
                via = " ".join(v["name"] for v in a["via"])
                tally.add("via, of those found", all(_same(via, v) for v in row["via"]), f"{label} [{via}]")
    for a in found:
        near = any(_share(a["content"]["spans"], *anchor, text) >= NEAR_SHARE for anchor in anchors)
        tally.add("attributions that match a key row", near, f"{key['article']}: {a['content']['text'][:70]}")


def _score_figures(text: str, key: Json, record: Json, skip: list[Pair], tally: Tally) -> None:
    found = [f for f in record["figures"] if not _touches(skip, *f["span"])]
    pairs = []
    for i, row in enumerate(key["figures"]):
        start, end = locate(text, row["anchor"])
        at = text.find(row["number"], start, end)
        start, end = (at, at + len(row["number"])) if at >= 0 else (start, end)
        for j, f in enumerate(found):
            s, e = f["span"]
            if s < end and start < e:
                pairs.append((min(e, end) - max(s, start) + 1 / (1 + e - s), i, j))
    match = _assign(pairs)
    for i, row in enumerate(key["figures"]):
        label = _label(key, row)
        f = found[match[i]] if i in match else None
        got = f and (f["low"], f["high"], f["measure"])
        bounds = f and (f["low"], f["high"]) == (row["low"], row["high"])
        measure = f and f["measure"] == row["measure"]
        source = f and _source_fits(record, f, row)
        tally.add("figures found", f, label)
        tally.add("figures with bounds", bounds, f"{label} [{got} for {row['low']}..{row['high']}]")
        tally.add("figures with measure", measure, f"{label} [{got} for {row['measure']}]")
        if f:
            tally.add("source, of figures found", source, f"{label} [{f['attribution']} for {row['source']}]")
            if row["as_of"]:
                tally.add("as_of, of figures found", _overlap(f["as_of"], row["as_of"]), f"{label} [{f['as_of']}]")
        tally.add("figures wholly right", bounds and measure and source, label)
    for j, f in enumerate(found):
        tally.add("figures that match a key row", j in match.values(), f"{key['article']}: {f['text']}")


def _score_events(text: str, key: Json, record: Json, skip: list[Pair], tally: Tally) -> None:
    found = [e for e in record["events"] if not _touches(skip, *e["span"])]
    pairs = []
    for i, row in enumerate(key["events"]):
        start, end = locate(text, row["anchor"])
        for j, event in enumerate(found):
            s, e = event["span"]
            common = min(e, end) - max(s, start)
            if common > 0:
                pairs.append((common / (e - s + end - start - common) + (event["type"] == row["type"]), i, j))
    match = _assign(pairs)
    for i, row in enumerate(key["events"]):
        label = _label(key, row)
        event = found[match[i]] if i in match else None
        tally.add("events found", event, label)
        tally.add("events with type", event and event["type"] == row["type"], f"{label} [{event and event['type']}]")
        if event:
            if row["when"]:
                right = _overlap(event["when"], row["when"])
                tally.add("when, of events found", right, f"{label} [{event['when']} for {row['when']}]")
            tally.add("status, of events found", event["status"] == row["status"], f"{label} [{event['status']}]")
    for j, event in enumerate(found):
        words = text[slice(*event["span"])]
        tally.add("events that match a key row", j in match.values(), f"{key['article']}: {words[:60]}")


def _source_fits(record: Json, figure: Json, row: Json) -> bool:
    by_id = {a["id"]: a for a in record["attributions"]}
    source = by_id.get(figure["attribution"], {}).get("source")
    if not source:
        return bool(row["source"] == "author")
    return _same(source["name"] or source["text"], row["source"])


def _names(attribution: Json, row: Json) -> bool:
    """Whether the prediction's source shares a content word with the key's; a pronoun counts only when resolved."""
    source = attribution["source"]
    if not source:
        return False
    said_by = source["name"] or ""
    if source["text"].lower() not in _PRONOUNS:
        said_by += f" {source['text']}"
    return _same(said_by, f"{row['source']} {row['name']}")


def _same(one: str, other: str) -> bool:
    return bool(_content_words(one) & _content_words(other))


def _content_words(text: str) -> set[str]:
    return {m.group().lower().strip("’'.") for m in _WORD.finditer(text)} - _FUNCTION_WORDS


def _share(spans: Iterable[list[int]], start: int, end: int, text: str) -> float:
    inside = [(m.start() + start, m.end() + start) for m in _WORD.finditer(text[start:end])]
    return sum(_touches(spans, s, e) for s, e in inside) / max(1, len(inside))


def _touches(spans: Iterable[Any], start: int, end: int) -> bool:
    return any(s < end and start < e for s, e in spans)


def _assign(pairs: list[tuple[float, int, int]]) -> dict[int, int]:
    """Greedy one-to-one assignment, best score first; ties go to the earlier row."""
    match: dict[int, int] = {}
    for _, i, j in sorted(pairs, key=lambda p: (-p[0], p[1], p[2])):
        if i not in match and j not in match.values():
            match[i] = j
    return match


def _boilerplate(text: str, row: Json) -> Pair:
    start = text.find(row["anchor"])
    end = text.find(row["to"], start) + len(row["to"])
    if start < 0 or end <= start:
        raise MisplacedAnchor(f"the boilerplate is not in the article: {row['anchor']!r} … {row['to']!r}")
    return start, end


def _label(key: Json, row: Json) -> str:
    return f"{key['article']} {row['id']} {row['source']} | {row['anchor'][:60]}"


def _overlap(one: str | None, other: str | None) -> bool:
    a, b = _when(one), _when(other)
    return bool(a and b and a.overlaps(b))


def _when(value: Any) -> When | None:
    if not value:
        return None
    if isinstance(value, dict):
        value = When.between(dt.date.fromisoformat(value["from"]), dt.date.fromisoformat(value["to"])).text
    return When.parse(value)


def _needed(value: Json) -> When:
    return When.parse(f"{value['from']}/{value['to']}")
