"""What of a claim a person can correct, and the claim with a correction made.

In: a claim, a field's name, the right value.   Out: the claim with it; the values of all its fields.
Dates are written in ISO 8601 (2022-03-11, 2022-03, 2022, FROM/TO), names as words.md has them.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from counterclaim.errors import RecordError
from counterclaim.records.claim import Claim
from counterclaim.records.decisions import Anchor, Value
from counterclaim.records.values import Act, EventType, Measure, Modality, Quote, Side, Status, Track
from counterclaim.records.when import When

NARRATOR = "narrator"
"""As a source: the article's own voice."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a claim that people correct."""

    name: str
    kinds: tuple[str, ...]  # of claims that have it
    level: str  # of measurement, for agreement: nominal, or interval (amounts; days, by the first)
    parse: Callable[[Value], Any]  # from a decision's value to the claim's own; raises ValueError or TypeError


def _text(value: Value) -> str | None:
    if value is None or (isinstance(value, str) and value.strip()):
        return value.strip() if isinstance(value, str) else None
    raise ValueError("expected words, or nothing")


def _amount(value: Value) -> float | None:
    if value is None or (isinstance(value, float | int) and not isinstance(value, bool)):
        return None if value is None else float(value)
    raise ValueError("expected a number, or nothing")


def _yes_or_no(value: Value) -> bool:
    if isinstance(value, bool):
        return value
    raise ValueError("expected true or false")


def _names(value: Value) -> tuple[str, ...]:
    if isinstance(value, tuple):
        return value
    return () if value is None else (str(_text(value)),)


def _date(value: Value) -> When | None:
    if value is None:
        return None
    if isinstance(value, str):
        return When.parse(value)
    raise ValueError("expected a date as 2022-03-11, 2022-03, 2022 or FROM/TO")


def _one_of(values: type[StrEnum], *, needed: bool = False) -> Callable[[Value], Any]:
    def parse(value: Value) -> Any:
        if value is None and not needed:
            return None
        if value not in list(values):
            raise ValueError(f"expected one of: {', '.join(values)}")
        return values(str(value))

    return parse


_ALL = ("statement", "figure", "event", "forecast")
_FIGURE, _EVENT, _FORECAST, _STATEMENT = ("figure",), ("event",), ("forecast",), ("statement",)

FIELDS: dict[str, Field] = {
    field.name: field
    for field in (
        Field("source", _ALL, "nominal", _text),
        Field("side", _ALL, "nominal", _one_of(Side)),
        Field("said", _ALL, "interval", _date),
        Field("track", _ALL, "nominal", _one_of(Track)),
        Field("act", _STATEMENT, "nominal", _one_of(Act)),
        Field("quote", _STATEMENT, "nominal", _one_of(Quote)),
        Field("measure", _FIGURE, "nominal", _one_of(Measure, needed=True)),
        Field("low", _FIGURE, "interval", _amount),
        Field("high", _FIGURE, "interval", _amount),
        Field("approximate", _FIGURE, "nominal", _yes_or_no),
        Field("of", _FIGURE, "nominal", _text),
        Field("unit", _FIGURE, "nominal", _text),
        Field("by", _FIGURE, "nominal", _text),
        Field("since", _FIGURE, "interval", _date),
        Field("as_of", _FIGURE, "interval", _date),
        Field("place", _FIGURE, "nominal", _text),
        Field("modality", _FIGURE, "nominal", _one_of(Modality, needed=True)),
        Field("event_type", _EVENT, "nominal", _one_of(EventType, needed=True)),
        Field("status", _EVENT, "nominal", _one_of(Status, needed=True)),
        Field("when", _EVENT, "interval", _date),
        Field("where", _EVENT, "nominal", _names),
        Field("actors", _EVENT, "nominal", _names),
        Field("targets", _EVENT, "nominal", _names),
        Field("horizon", _FORECAST, "interval", _date),
        Field("made", _FORECAST, "interval", _date),
    )
}
"""Every field that can be corrected, by name, in the order in which they are shown."""


def fields_of(kind: str) -> tuple[Field, ...]:
    """The fields that claims of a kind have."""
    return tuple(field for field in FIELDS.values() if kind in field.kinds)


def value_of(claim: Claim, name: str) -> Value:
    """What a claim says in a field, as decisions write it."""
    if name == "source" and claim.narrator:
        return NARRATOR
    value = getattr(claim, name)
    if isinstance(value, When):
        return value.text
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    return value or None if isinstance(value, tuple) else value


def values_of(claim: Claim) -> dict[str, Value]:
    """Every field of a claim with what it says, the empty ones as None."""
    return {field.name: value_of(claim, field.name) for field in fields_of(claim.kind)}


def check(kind: str, name: str, value: Value) -> None:
    """Raises RecordError where a claim of that kind cannot have that value in that field."""
    field = FIELDS.get(name)
    if field is None or kind not in field.kinds:
        names = ", ".join(field.name for field in fields_of(kind))
        raise RecordError(f"a {kind} has no field {name!r} to correct; it has: {names}")
    try:
        field.parse(value)
    except (ValueError, TypeError) as err:
        raise RecordError(f"{value!r} cannot be the {name} of a {kind}: {err}") from err


def corrected(claim: Claim, name: str, value: Value) -> Claim:
    """The claim with one field put right.

    Another source takes the mention, its place, the register's entry and the side of the former one with it: they were
    somebody else's. Raises RecordError as `check` does.
    """
    check(claim.kind, name, value)
    parsed = FIELDS[name].parse(value)
    if name != "source":
        return replace(claim, **{name: parsed})
    if value == value_of(claim, "source"):
        return claim
    anew = replace(claim, source_text=None, source_spans=(), actor=None, side=None, source_kind=None)
    if parsed == NARRATOR:
        return replace(anew, source=None, narrator=True, via=(), cue=None, quote=None, act=None, confidence=None)
    return replace(anew, source=parsed, narrator=False)


def value_from_text(kind: str, name: str, text: str) -> Value:
    """A value as a person types it: nothing or "-" for none, 12,000 for a number, names split by semicolons.

    Raises RecordError where a claim of that kind cannot have it.
    """
    typed = text.strip()
    field = FIELDS.get(name)
    value: Value = None if typed in ("", "-") else typed
    if field is not None and value is not None:
        if field.parse is _amount:
            try:
                value = float(typed.replace(",", "").replace("_", ""))
            except ValueError as err:
                raise RecordError(f"{typed!r} cannot be the {name} of a {kind}: expected a number, or nothing") from err
        elif field.parse is _yes_or_no:
            value = {"yes": True, "true": True, "no": False, "false": False}.get(typed.lower(), typed)
        elif field.parse is _names:
            value = tuple(part.strip() for part in typed.split(";") if part.strip())
    check(kind, name, value)
    return value


def anchor_of(claim: Claim, of: str | None = None) -> Anchor:
    """The words that a decision about a claim holds on to.

    Args:
        of: the question that the claim is an account of, where the decision is about that.
    """
    said = {name: value for name, value in values_of(claim).items() if value is not None}
    if claim.trigger:
        said["trigger"] = claim.trigger  # what tells an event from another one in the same clause
    return Anchor(
        claim=claim.id,
        article=claim.article.id,
        kind=claim.kind,
        span=claim.span,
        words=claim.text,
        of=of or claim.id,
        was=tuple(sorted(said.items())),
    )
