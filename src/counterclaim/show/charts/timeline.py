"""How many events are told of for each stretch of time and part of the war, as a grid of cells.

In: (first day of a stretch, track, number of events).   Out: Chart. The darker, the more is said to have happened.
"""

import datetime as dt
import json
from collections.abc import Sequence
from functools import cache

import altair as alt

from counterclaim.show.charts.drawing import Chart, finish
from counterclaim.show.charts.palette import colour

_WIDTH = 960  # pixels, as wide as a page; a narrow screen scrolls


def timeline_chart(cells: Sequence[tuple[dt.date, dt.date, str, int]], table: str, stretch: str) -> Chart | None:
    """The grid; None where there is nothing to show.

    Args:
        cells: first day, first day of the next stretch, track, events told of.
        table: id of the table that holds the same numbers.
        stretch: "day", "week", "month", "year".
    """
    if not cells:
        return None
    filled = json.loads(_template(stretch))
    filled["datasets"] = {
        "cells": [
            {"from": first.isoformat(), "to": after.isoformat(), "track": track, "events": number}
            for first, after, track, number in cells
        ]
    }
    filled["encoding"]["opacity"]["scale"]["domain"] = [0, max(number for *_, number in cells)]
    return finish(filled, "timeline", f"Events told of, by {stretch} and part of the war", table)


@cache
def _template(stretch: str) -> str:
    """The specification without its data: making it takes much longer than filling it."""
    chart = (
        alt.Chart(alt.NamedData(name="cells"))
        .mark_rect(color=colour("accent"))
        .encode(
            x=alt.X("from:T", title=None, axis=alt.Axis(labelOverlap=True, grid=False, tickCount=10)),
            x2="to:T",
            y=alt.Y("track:N", title=None, sort="ascending", axis=alt.Axis(ticks=False, domain=False)),
            opacity=alt.Opacity("events:Q", scale=alt.Scale(type="sqrt", range=[0.12, 1.0]), legend=None),
            tooltip=[
                alt.Tooltip("track:N"),
                alt.Tooltip("from:N", title=stretch),
                alt.Tooltip("events:Q", title="events told of"),
            ],
        )
        .properties(width=_WIDTH, height=alt.Step(22))
    )
    return json.dumps(chart.to_dict(validate=False))
