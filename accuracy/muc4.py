"""Incidents, victims' numbers and perpetrators' certainty on MUC-4: `python -m accuracy.muc4 --corpus FOLDER`.

In:  a folder with MUC-4's development part (dev.jsonl: text, templates).   Out: small tables on standard output.

  incidents   of each report, the kinds of incident told (ATTACK, BOMBING, KIDNAPPING) against those of its templates
  numbers     human targets' numbers of two and more with their bounds: was the number read as a figure, with exactly
              these bounds, with the measure that the effect asks for; and what went wrong where it did not
  certainty   a template says whether the perpetrator's part is REPORTED AS FACT, CLAIMED OR ADMITTED, SUSPECTED OR
              ACCUSED, or POSSIBLE: how the events with this perpetrator as actor are presented

Reports are in capitals and have no boilerplate marked. A template has no sentence: what the tables say of one report is
counted once, whatever the number of its events. `--every N --from K` reads every Nth report from the Kth on, so that a
part stays unseen.
"""

import argparse
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from accuracy.corpora import dev_rows
from counterclaim.reading.models import load_models
from counterclaim.reading.reader import read_articles
from counterclaim.records.article import Article
from counterclaim.records.reading import Event, Figure, Reading
from counterclaim.records.values import EventType, Measure, Status

KINDS = ("ATTACK", "BOMBING", "KIDNAPPING")
_UNREAL = frozenset({Status.DENIED, Status.HYPOTHETICAL})
_BOMBING_MODES = frozenset({"explosives", "suicide-attack", "aerial"})
_EFFECTS = {
    "DEATH": frozenset({Measure.KILLED, Measure.CASUALTIES}),
    "INJURY": frozenset({Measure.WOUNDED, Measure.CASUALTIES}),
    "KIDNAPPING": frozenset({Measure.CAPTURED}),
}


@dataclass(frozen=True, slots=True)
class Number:
    """One number slot of a template: bounds that are right, and the effect on those counted."""

    bounds: frozenset[tuple[float | None, float | None]]
    effect: str | None


@dataclass(slots=True)
class Tally:
    """Counts over all reports."""

    right: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    wanted: Counter[str] = field(default_factory=Counter)
    numbers: Counter[str] = field(default_factory=Counter)
    errors: Counter[str] = field(default_factory=Counter)
    certainty: dict[str, Counter[str]] = field(default_factory=dict)


def incidents(events: tuple[Event, ...]) -> set[str]:
    """The kinds of incident that a report's events stand for; what is denied or imagined stands for none."""
    found = set()
    for event in events:
        if event.status in _UNREAL or event.type is not EventType.ASSAULT:
            continue
        abducts = event.mode == "abduct"
        found.add("KIDNAPPING" if abducts else "BOMBING" if event.mode in _BOMBING_MODES else "ATTACK")
    return found


def numbers(report: dict[str, Any]) -> Iterator[Number]:
    """The number slots on human targets, of two and more; "several" without bounds is left out."""
    for template in report["templates"]:
        effects = {a.get("ref"): a["value"] for slot in template.get("hum_effect", []) for a in slot["alts"]}
        for slot in [*template.get("hum_num", []), *template.get("hum_total", [])]:
            rows = [a for a in slot["alts"] if a.get("bounds") and not a["bounds"].get("plural")]
            bounds = frozenset((a["bounds"]["low"], a["bounds"]["high"]) for a in rows)
            if bounds and any(max(low or 0, high or 0) >= 2 for low, high in bounds):
                effect = next((effects[a.get("ref")] for a in rows if a.get("ref") in effects), effects.get(None))
                yield Number(bounds, effect)


def score_number(number: Number, figures: tuple[Figure, ...], dropped: list[str], tally: Tally) -> None:
    """Whether a number is among the figures, as wide and with the measure that it should have; else what went wrong."""
    ends = {end for pair in number.bounds for end in pair if end is not None}
    near = [f for f in figures if {f.low, f.high} & ends]
    exact = [f for f in near if (f.low, f.high) in number.bounds]
    wanted = _EFFECTS.get(number.effect or "")
    tally.numbers["wanted"] += 1
    tally.numbers["read"] += bool(near)
    tally.numbers["with bounds"] += bool(exact)
    if wanted is not None:
        tally.numbers["with an effect"] += 1
        tally.numbers["with measure"] += any(f.measure in wanted for f in near)
    if not near:
        tally.errors["seen and left out" if dropped else "not in the text as a number"] += 1
    elif not exact:
        read, gold = near[0], sorted(number.bounds, key=str)[0]
        kind = (
            "a bound too many" if None in (read.low, read.high) else "a bound missed" if None in gold else "other width"
        )
        tally.errors[kind] += 1
    if near and wanted is not None and not any(f.measure in wanted for f in near):
        tally.errors[f"{number.effect} read as {near[0].measure}"] += 1


def score_certainty(report: dict[str, Any], events: tuple[Event, ...], tally: Tally) -> None:
    """How the events are presented whose actor a template names as perpetrator, by the template's certainty."""
    for template in report["templates"]:
        for slot in template.get("perp_org_confidence", []):
            for alt in slot["alts"][:1]:
                words = set((alt.get("ref") or "").lower().replace("[", " ").replace("]", " ").split()) - {"the", "of"}
                acts = [e for e in events if words & {w for a in e.actors for w in a.lower().split()}]
                if not acts or not words:
                    continue
                statuses = {e.status for e in acts if e.type is EventType.ASSAULT}
                shown = "nothing" if not statuses else "fact" if Status.HAPPENED in statuses else "attributed or open"
                tally.certainty.setdefault(alt["value"].split(" BY ")[0], Counter())[shown] += 1


def measure(reports: list[dict[str, Any]]) -> Tally:
    """Read the reports and count."""
    tally = Tally()
    articles = [Article(report["text"]) for report in reports]
    for report, reading in zip(reports, read_articles(articles, load_models()), strict=True):
        if not isinstance(reading, Reading):
            raise SystemExit(f"{report['doc_id']}: {reading.reason}: {reading.detail}")
        gold = {a["value"] for t in report["templates"] for slot in t["type"] for a in slot["alts"][:1]} & set(KINDS)
        told = incidents(reading.events)
        tally.right.update(gold & told)
        tally.found.update(told)
        tally.wanted.update(gold)
        for number in numbers(report):
            ends = {f"{end:g}" for pair in number.bounds for end in pair if end is not None}
            left_out = [d.reason for d in reading.dropped if d.item.replace(",", "") in ends]
            score_number(number, reading.figures, left_out, tally)
        score_certainty(report, reading.events, tally)
    return tally


def table(tally: Tally) -> str:
    """The three tables as text."""
    lines = [f"{'incidents':14}{'P':>7}{'R':>7}{'F1':>7}{'wanted':>8}"]
    for kind in (*KINDS, "all"):
        right, found, wanted = (
            sum(c.values()) if kind == "all" else c[kind] for c in (tally.right, tally.found, tally.wanted)
        )
        p, r = right / max(1, found), right / max(1, wanted)
        lines.append(f"{kind:14}{p:7.3f}{r:7.3f}{2 * p * r / max(1e-9, p + r):7.3f}{wanted:8}")
    n = tally.numbers
    lines += ["", f"{'numbers of victims':34}{n['wanted']:5}"]
    for name, of in (("read", "wanted"), ("with bounds", "wanted"), ("with measure", "with an effect")):
        lines.append(f"  {name:32}{n[name]:5} of {n[of]} ({n[name] / max(1, n[of]):.1%})")
    lines += [f"    {count:4}  {what}" for what, count in tally.errors.most_common(12)]
    lines += ["", f"{'perpetrator is …':30}{'told as fact':>14}{'attributed or open':>20}{'no attack read':>16}"]
    for said, shown in sorted(tally.certainty.items()):
        lines.append(f"{said.lower():30}{shown['fact']:14}{shown['attributed or open']:20}{shown['nothing']:16}")
    return "\n".join(lines)


def run(arguments: list[str] | None = None) -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True, help="folder with dev.jsonl")
    parser.add_argument("--every", type=int, default=15, help="read every Nth report (default 15)")
    parser.add_argument("--from", dest="first", type=int, default=7, help="begin with the Kth (default 7)")
    options = parser.parse_args(arguments)
    print(table(measure(list(dev_rows(options.corpus))[options.first :: options.every])))


if __name__ == "__main__":
    run()
