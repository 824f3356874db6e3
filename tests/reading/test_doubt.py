"""What nobody puts forward: figures inside a refusal to speak, events inside a quotation that nobody speaks."""

import pytest

from counterclaim.reading.doubt import in_doubt, unsaid
from counterclaim.records.reading import Attribution, Figure
from counterclaim.records.span import Span
from counterclaim.records.values import Act, Measure, Modality, Quote


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("The army declined to say whether 40 soldiers had died in the raid.", "hypothetical"),
        ("The ministry did not confirm that 40 soldiers had died in the raid.", "hypothetical"),
        ("The army said that 40 soldiers had died in the raid.", "asserted"),
        ("The army declined to comment. In the raid 40 soldiers died.", "asserted"),
    ],
)
def test_a_figure_that_nobody_confirms_is_hypothetical(read, text, modality):
    assert [(f.text, f.modality) for f in read(text, "2024-05-03").figures] == [("40", modality)]


@pytest.mark.parametrize(
    ("withheld", "found"),
    [
        ("nothing was said", [Span(9, 30)]),
        ("low confidence", []),
        ("the writer's or the reader's own voice", []),
        (None, []),
    ],
)
def test_only_what_says_nothing_puts_figures_in_doubt(withheld, found):
    one = Attribution("a1", None, (), (), (Span(9, 30),), Quote.INDIRECT, Act.ASSERT, None, 0.9, withheld=withheld)
    assert list(unsaid([one], [])) == found


def test_only_figures_inside_what_is_unsaid_change():
    inside, outside = (
        Figure(i, Span(s, s + 2), "40", 40, 40, False, Measure.KILLED) for i, s in (("f1", 12), ("f2", 40))
    )
    assert [f.modality for f in in_doubt([inside, outside], [Span(10, 30), Span(0, 11)])] == [
        Modality.HYPOTHETICAL,
        Modality.ASSERTED,
    ]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The wall was painted white. “The rebels stormed the depot before dawn and burned it.”", "alleged"),
        ("The wall was painted white. The rebels stormed the depot before dawn and burned it.", "happened"),
    ],
)
def test_an_event_in_a_quotation_that_nobody_speaks_is_alleged(read, text, status):
    stormed = [e for e in read(text, "2024-05-03").events if text[e.trigger.start : e.trigger.end] == "stormed"]
    assert [(e.status, e.attribution) for e in stormed] == [(status, None)]


def test_a_question_about_the_future_is_no_forecast(read):
    asked = read("Asked whether she expected talks by June, the envoy laughed.", "2024-05-03")
    said = read("The envoy said she expected talks by June.", "2024-05-03")
    assert ([str(p.horizon) for p in asked.forecasts], [p.id for p in said.forecasts]) == ([], ["p1"])
