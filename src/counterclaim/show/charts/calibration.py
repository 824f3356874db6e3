"""How often what was called so likely came true: a calibration plot.

In: bins of judged forecasts.   Out: Chart. On the diagonal, words and outcomes agree.
"""

from collections.abc import Sequence

import altair as alt

from counterclaim.show.charts.drawing import Chart, finish
from counterclaim.show.charts.palette import colour


def calibration_chart(bins: Sequence[tuple[float, float, int]], table: str) -> Chart | None:
    """The plot of (mean likelihood, share that came true, forecasts); None where nothing has been judged."""
    if not bins:
        return None
    percent = alt.Axis(format=".0%", tickCount=5)
    whole = alt.Scale(domain=[0, 1])
    line = alt.Chart(alt.InlineData(values=[{"x": 0, "y": 0}, {"x": 1, "y": 1}])).mark_line(
        color=colour("faint"), strokeDash=[3, 3], strokeWidth=1
    )
    points = alt.Chart(
        alt.InlineData(values=[{"said": said, "came": came, "forecasts": number} for said, came, number in bins])
    ).mark_point(filled=True, color=colour("accent"), opacity=1)
    chart = alt.layer(
        line.encode(x=alt.X("x:Q", scale=whole, axis=percent, title="called so likely"), y=alt.Y("y:Q", scale=whole)),
        points.encode(
            x=alt.X("said:Q", scale=whole, title="called so likely"),
            y=alt.Y("came:Q", scale=whole, axis=percent, title="came true"),
            size=alt.Size("forecasts:Q", legend=None, scale=alt.Scale(range=[60, 400])),
            tooltip=[
                alt.Tooltip("said:Q", format=".0%"),
                alt.Tooltip("came:Q", format=".0%"),
                alt.Tooltip("forecasts:Q"),
            ],
        ),
    ).properties(width=260, height=260)
    return finish(chart, "calibration", "Calibration: how often what was called so likely came true", table)
