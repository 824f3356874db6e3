"""The accounts of a question about a figure on one axis: dots and ranges, in the order of their days.

In: a Question whose accounts are figures.   Out: Chart. Each account has a column of its own under the day that it
holds as of, so that a figure of another year does not press the rest together; one without a date stands at the end.
An open bound ends in an arrow. Colour and shape tell whose loss the source counts.
"""

import json
import math
import textwrap
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Literal

import altair as alt

from counterclaim.comparison.bounds import RULES, bounds_of, core_accounts
from counterclaim.comparison.periods import period_of
from counterclaim.comparison.rules.verdict import teller, value_words
from counterclaim.records.question import Account, Question
from counterclaim.records.units import UNIT_SAID, unit_words
from counterclaim.records.when import When
from counterclaim.show.charts.drawing import Chart, finish
from counterclaim.show.charts.palette import INTEREST_ROLE, INTEREST_WORDS, colour
from counterclaim.show.excerpts import short_date

# Values that lie further apart than this (largest to smallest) are shown on an axis of powers of ten.
WIDE = 30.0
MOST_ACCOUNTS = 60  # that many columns fill a screen; the table has the rest
NAMED = 14  # up to so many accounts, each column has its source's name under it
_NAME_PX = 6.4  # of a letter under a column
_SHAPES = {"own": "circle", "enemy": "square", "third": "diamond", "none": "cross"}
_HEIGHT, _WIDEST, _WIDEST_COLUMN, _LEAST_WIDE = 240, 700, 170, 420
_Kind = Literal["linear", "log", "symlog"]


def accounts_chart(question: Question, table: str, rule: str) -> Chart | None:
    """The chart, with the bounds by `rule` as a band; None where no account has a number.

    The specification holds the bounds by every rule: the parameter `rule` picks one.
    """
    core = core_accounts(question.accounts)
    within = {account.claim.id for account in core}
    # one column an origin: copies count once, on the chart as everywhere
    firsts = {a.origin: a for a in reversed(question.accounts) if a.claim.low is not None or a.claim.high is not None}
    shown = list(firsts.values())
    if not shown:
        return None
    shown.sort(key=_by_day)
    named = len(shown) <= NAMED
    shown = shown[:MOST_ACCOUNTS]
    width = max(_LEAST_WIDE, min(_WIDEST, _WIDEST_COLUMN * len(shown))) if named else _WIDEST
    letters = int(width / len(shown) / _NAME_PX) if named else 0
    records = [_record(number, a, a.claim.id in within, letters) for number, a in enumerate(shown)]
    bands = [
        {"rule": b.rule, "low": b.low, "best": b.best, "high": b.high} for b in (bounds_of(core, r) for r in RULES)
    ]
    claim = shown[0].claim
    unit = unit_words(claim.unit, None, None) if claim.unit and claim.measure in UNIT_SAID else None
    spec = _template(*_scale(records), unit)
    filled = json.loads(spec)
    filled["datasets"] = {"accounts": records, "bounds": bands}
    filled["params"] = [{"name": "rule", "value": rule}]
    for layer in filled["layer"]:
        if "x" in layer["encoding"]:  # each layer knows its own columns only
            layer["encoding"]["x"]["scale"] = {"domain": [record["slot"] for record in records]}
    filled["width"] = width
    count = f"{len(firsts)} origins" if len(firsts) > 1 else "1 origin"
    return finish(filled, "accounts", f"{count}: {question.title}", table)


def _by_day(account: Account) -> tuple[str, str]:
    day = period_of(account.claim).day
    return (day.isoformat() if day else "9999", account.claim.id)


def _date_under(when: When | None, letters: int) -> str:
    """A date as it stands under its column: in lines of about so many letters."""
    words = short_date(when) if when else "no date"
    if not letters:
        return words
    return "\n".join(textwrap.wrap(words.replace("-", "- "), letters + 1)).replace("- ", "-")


def _record(number: int, account: Account, core: bool, letters: int) -> dict[str, Any]:
    """One column; under it its date and so many letters of the source's name, none where there is no room for names."""
    claim = account.claim
    period = period_of(claim)
    day = short_date(period.end) if period.end else "no date"
    under = _date_under(period.end, letters)
    name = teller(claim)
    short = name if len(name) <= letters else name[: max(0, letters - 1)].rstrip() + "…"
    at = claim.high if claim.low is None else claim.low
    opened = "up" if claim.high is None else "down" if claim.low is None else ""
    return {
        "slot": f"{number}\n{under}\n{short}" if letters else f"{number}\n{under}",
        "who": name,
        "value": value_words(claim),
        "interest": INTEREST_WORDS[account.interest],
        "low": at,
        "high": claim.high if claim.high is not None else at,
        "open": opened,
        "point": not opened and claim.low == claim.high,
        "as_of": day,
        "dated": "by its own words" if period.said else "by its article",
        "core": core,
    }


def _scale(records: Sequence[dict[str, Any]]) -> tuple[_Kind, bool, tuple[float, ...]]:
    """The kind of axis, whether it begins at zero, and where its lines are drawn (empty: wherever they fall)."""
    values = [value for r in records for value in (r["low"], r["high"]) if value]
    least, most = min(values, default=0.0), max(values, default=1.0)
    if least > 0 and most / least >= WIDE:
        powers = range(math.floor(math.log10(least)), math.ceil(math.log10(most)) + 1)
        if any(r["low"] == 0 for r in records):
            return "symlog", True, (0.0, *(10.0**p for p in powers))
        return "log", False, tuple(10.0**p for p in powers)
    return "linear", least < 0.6 * most, ()


@lru_cache(maxsize=64)
def _template(kind: _Kind, zero: bool, lines: tuple[float, ...], unit: str | None) -> str:
    """The specification without its data: making it takes a hundred times as long as filling it."""
    domain = [lines[0] or 0, lines[-1]] if lines else alt.Undefined
    scale = (
        alt.Scale(type="log", domain=domain)
        if kind == "log"
        else alt.Scale(type=kind, zero=zero, domain=domain, padding=14)
    )
    y_axis = alt.Axis(title=unit, tickCount=6, values=list(lines)) if lines else alt.Axis(title=unit, tickCount=6)
    y = alt.Y("low:Q", scale=scale, axis=y_axis)
    x = alt.X(
        "slot:N",
        sort=None,
        title=None,
        axis=alt.Axis(labelExpr="slice(split(datum.label, '\\n'), 1)", labelAngle=0, ticks=False, labelPadding=6),
    )
    words = [INTEREST_WORDS[interest] for interest in INTEREST_ROLE]
    roles = list(INTEREST_ROLE.values())
    colours = alt.Scale(domain=words, range=[colour(role) for role in roles])
    told = alt.Color("interest:N", scale=colours, legend=None)
    shape = alt.Shape("interest:N", scale=alt.Scale(domain=words, range=[_SHAPES[r] for r in roles]), legend=None)
    # paler: set beside the question for its other period or scope
    faded = alt.condition("datum.core", alt.value(1), alt.value(0.5))
    tip = [
        alt.Tooltip("who:N", title="source"),
        alt.Tooltip("value:N"),
        alt.Tooltip("as_of:N", title="as of"),
        alt.Tooltip("dated:N"),
        alt.Tooltip("interest:N", title="whose loss"),
    ]
    base = alt.Chart(alt.NamedData(name="accounts"))
    same: dict[str, Any] = {"x": x, "y": y, "opacity": faded, "tooltip": tip}
    layers = [
        *_bands(scale),
        base.transform_filter("datum.low != datum.high")
        .mark_rule(strokeWidth=5, strokeCap="round")
        .encode(y2="high:Q", color=told, **same),
        base.transform_filter("datum.point")
        .mark_point(size=90, filled=True, opacity=1)
        .encode(color=told, shape=shape, **same),
        base.transform_filter("datum.open == 'up'")
        .mark_point(size=120, filled=True, shape="triangle-up")
        .encode(color=told, **same),
        base.transform_filter("datum.open == 'down'")
        .mark_point(size=120, filled=True, shape="triangle-down")
        .encode(color=told, **same),
    ]
    chart = alt.layer(*layers).properties(height=_HEIGHT)
    return json.dumps(chart.to_dict(validate=False))


def _bands(scale: alt.Scale) -> list[Any]:
    base = alt.Chart(alt.NamedData(name="bounds")).transform_filter("datum.rule == rule")
    best = "isValid(datum.best) ? datum.best : datum.low == datum.high ? datum.low : null"
    return [
        base.transform_filter("isValid(datum.low) && isValid(datum.high) && datum.low != datum.high")
        .mark_rect(color=colour("band"))
        .encode(y=alt.Y("low:Q", scale=scale), y2="high:Q"),
        base.transform_calculate(at=best)
        .transform_filter("isValid(datum.at)")
        .mark_rule(color=colour("best"), strokeWidth=2)
        .encode(y=alt.Y("at:Q", scale=scale)),
    ]
