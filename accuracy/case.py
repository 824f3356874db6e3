"""ACLED's sub-event of a snippet, derived from its events: `python -m accuracy.case --corpus FOLDER`.

In:  a folder with CASE 2021 task 2's development part (dev.jsonl: text, label).   Out: a table on standard output.
The task puts a snippet into one of 30 classes: ACLED's 25 sub-events and five that ACLED does not know. A reading
has no class of a snippet: the most telling of its events' derived codes stands for it (_TELLING). Where none of them
has a home in ACLED the snippet is left without a class, which counts as wrong. The task gives no training data; the
systems that took part (Haneczok et al. 2021) reach a weighted F1 of 0.77 to 0.84.
"""

import argparse
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from accuracy.corpora import dev_rows
from counterclaim.flow.coding import party_of
from counterclaim.reading.events.codes import derive_codes
from counterclaim.reading.models import load_models
from counterclaim.reading.reader import read_articles
from counterclaim.records.article import Article
from counterclaim.records.reading import Event, Reading
from counterclaim.records.values import Status

SUB_EVENTS = {
    "ABDUCT_DISSAP": "Abduction/forced disappearance",
    "AGREEMENT": "Agreement",
    "AIR_STRIKE": "Air/drone strike",
    "ARMED_CLASH": "Armed clash",
    "ARREST": "Arrests",
    "ART_MISS_ATTACK": "Shelling/artillery/missile attack",
    "ATTACK": "Attack",
    "CHANGE_TO_GROUP_ACT": "Change to group/activity",
    "CHEM_WEAP": "Chemical weapon",
    "DISR_WEAP": "Disrupted weapons use",
    "FORCE_AGAINST_PROTEST": "Excessive force against protesters",
    "GOV_REGAINS_TERIT": "Government regains territory",
    "GRENADE": "Grenade",
    "HQ_ESTABLISHED": "Headquarters or base established",
    "MOB_VIOL": "Mob violence",
    "NON_STATE_ACTOR_OVERTAKES_TER": "Non-state actor overtakes territory",
    "NON_VIOL_TERRIT_TRANSFER": "Non-violent transfer of territory",
    "OTHER": "Other",
    "PEACE_PROTEST": "Peaceful protest",
    "PROPERTY_DISTRUCT": "Looting/property destruction",
    "PROTEST_WITH_INTER": "Protest with intervention",
    "REM_EXPLOS": "Remote explosive/landmine/IED",
    "SEX_VIOL": "Sexual violence",
    "SUIC_BOMB": "Suicide bomb",
    "VIOL_DEMONSTR": "Violent demonstration",
}
"""The task's labels as ACLED names them; the five others (ATTRIB, DIPLO, MAN_MADE_DISASTER, ...) have no such name."""

# Of several kinds in one snippet the earlier one here is what it is about: those that others only accompany come last.
_TELLING = (
    "Chemical weapon", "Suicide bomb", "Sexual violence", "Grenade", "Abduction/forced disappearance",
    "Government regains territory", "Non-state actor overtakes territory", "Headquarters or base established",
    "Non-violent transfer of territory", "Disrupted weapons use", "Excessive force against protesters",
    "Violent demonstration", "Peaceful protest", "Remote explosive/landmine/IED", "Air/drone strike",
    "Shelling/artillery/missile attack", "Armed clash", "Attack", "Arrests", "Change to group/activity",
    "Looting/property destruction", "Agreement", "Other",
)  # fmt: skip
_UNREAL = frozenset({Status.DENIED, Status.HYPOTHETICAL})


@dataclass(frozen=True, slots=True)
class Row:
    """One snippet: its label as ACLED names it (the task's own where ACLED has none), and what was derived."""

    index: int
    text: str
    wanted: str
    found: str | None  # None: no event with a home in ACLED


def sub_event(events: Sequence[Event]) -> str | None:
    """The derived sub-event that tells most of a snippet; None where no event has one."""
    real = [e for e in events if e.status not in _UNREAL] or list(events)
    derived = {derive_codes(e, by_state=any(party_of(name).is_state for name in e.actors)).acled for e in real}
    if {"Peaceful protest", "Violent demonstration"} & derived and "Arrests" in derived:
        return "Protest with intervention"
    return next((name for name in _TELLING if name in derived), None)


def read_rows(folder: Path) -> list[Row]:
    """Read the snippets. Raises FileNotFoundError when the folder holds no dev.jsonl."""
    gold = list(dev_rows(folder))
    readings = read_articles([Article(row["text"]) for row in gold], load_models())
    return [
        Row(
            n,
            row["text"],
            SUB_EVENTS.get(row["label"], row["label"]),
            sub_event(reading.events) if isinstance(reading, Reading) else None,
        )
        for n, (row, reading) in enumerate(zip(gold, readings, strict=True))
    ]


def f1_by_class(rows: Sequence[Row]) -> dict[str, float]:
    """F1 of each class that a row wants, 0..1."""
    right = Counter(r.wanted for r in rows if r.found == r.wanted)
    found, wanted = Counter(r.found for r in rows), Counter(r.wanted for r in rows)
    return {name: 2 * right[name] / (found[name] + count) for name, count in wanted.items()}


def weighted_f1(rows: Sequence[Row]) -> float:
    """F1 of the classes, each weighted by its rows, as the task reports it; 0 for no rows."""
    scores = f1_by_class(rows)
    return sum(scores[r.wanted] for r in rows) / max(1, len(rows))


def table(rows: Sequence[Row]) -> str:
    """The figures as text: by half (even rows were read while the tables were written, odd ones not), by class."""
    halves = [("even", [r for r in rows if r.index % 2 == 0]), ("odd", [r for r in rows if r.index % 2])]
    lines = [f"{'half':<36}{'rows':>6}{'F1':>8}{'none':>6}"]
    for name, half in [*halves, ("all", list(rows))]:
        lines.append(f"{name:<36}{len(half):>6}{weighted_f1(half):>8.3f}{sum(r.found is None for r in half):>6}")
    lines.append("")
    wanted = Counter(r.wanted for r in rows)
    lines += [f"{name:<36}{wanted[name]:>6}{score:>8.3f}" for name, score in sorted(f1_by_class(rows).items())]
    return "\n".join(lines)


def run() -> None:
    """Print the table; with --misses also the even rows whose class is wrong."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--corpus", type=Path, required=True, help="folder with CASE 2021 task 2's dev.jsonl")
    parser.add_argument("--misses", action="store_true", help="also list the even rows that are wrong")
    args = parser.parse_args()
    rows = read_rows(args.corpus)
    print(table(rows))
    if args.misses:
        for row in rows:
            if row.found != row.wanted and row.index % 2 == 0:
                print(f"{row.index} {row.wanted} read as {row.found}: {row.text}")


if __name__ == "__main__":
    run()
