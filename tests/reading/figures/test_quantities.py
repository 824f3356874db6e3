"""The number reader: values, bounds and units as the words around a number give them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.reading.figures.quantities import read_numbers


def bounds(text, **kwargs):
    quantities, _ = read_numbers(text, **kwargs)
    return [(q.span.of(text), q.low, q.high, q.approximate) for q in quantities]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("killed 12 men", ("12", 12, 12, False)),
        ("more than 16,000 men", ("16,000", 16000, None, False)),
        ("at least another seven men", ("seven", 7, None, False)),
        ("as little as forty-eight hours", ("forty-eight", 48, None, False)),
        ("no fewer than 30 men", ("30", 30, None, False)),
        ("100,000-plus men", ("100,000-plus", 100000, None, False)),
        ("40 men or more", ("40", 40, None, False)),
        ("up to 60 men", ("60", None, 60, False)),
        ("up to an estimated 60 men", ("60", None, 60, False)),
        ("no more than seventy-two hours", ("seventy-two", None, 72, False)),
        ("fewer than 20 men", ("20", None, 20, False)),
        ("within two days", ("two", None, 2, False)),
        ("about 70 miles", ("70", 70, 70, True)),
        ("some 70 miles", ("70", 70, 70, True)),
        ("nearly 70 miles", ("70", None, 70, True)),
        ("almost half a million men", ("half a million", None, 500000, True)),
        ("a toll approaching 500,000", ("500,000", None, 500000, True)),
        ("close to 70 miles", ("70", 70, 70, True)),
        ("another billion dollars", ("another billion", 1e9, 1e9, False)),
        ("another dozen tanks", ("another dozen", 12, 12, False)),
        ("70 or so miles", ("70", 70, 70, True)),
        ("closer to 2,000 to 4,000", ("2,000 to 4,000", 2000, 4000, True)),
        ("between 2 and 3 million men", ("2 and 3 million", 2e6, 3e6, False)),
        ("20-30 thousand men", ("20-30 thousand", 20000, 30000, False)),
        ("a timeline of 3-4 days", ("3-4", 3, 4, False)),
        ("five to 10 sorties", ("five to 10", 5, 10, False)),
        ("between $5 and $6 million", ("$5 and $6 million", 5e6, 6e6, False)),
        ("outnumbered 10 to one", ("10 to one", 10, 10, False)),
        ("dozens of men", ("dozens", 24, None, False)),
        ("hundreds of men", ("hundreds", 200, None, False)),
        ("tens of thousands of men", ("tens of thousands", 20000, None, False)),
        ("several hundred men", ("several hundred", 200, None, False)),
    ],
)
def test_bounds_are_those_that_the_words_leave(text, wanted):
    assert bounds(text) == [wanted]


def test_a_change_from_one_level_to_another_is_two_numbers():
    assert bounds("rose from 400 to 500") == [("400", 400, 400, False), ("500", 500, 500, False)]


def test_a_preposition_of_place_is_no_bound():
    assert bounds("flew over two villages") == [("two", 2, 2, False)]
    assert bounds("died over three days") == [("three", 3, 3, False)]
    assert bounds("lasted over three days") == [("three", 3, None, False)]


def test_vague_words_follow_the_rule_set_that_is_asked_for():
    assert bounds("dozens of men", rule_set="acled") == [("dozens", 12, 12, False)]
    assert bounds("dozens of men", rule_set="decade") == [("dozens", 12, 120, False)]
    assert bounds("several men", rule_set="acled") == [("several", 3, 3, False)]
    assert bounds("several men") == []


@pytest.mark.parametrize(
    ("text", "unit", "kind"),
    [
        ("over 400 square miles", "square mile", "area"),
        ("tens of thousands of square kilometres", "square kilometre", "area"),
        ("$800 million", "USD", "money"),
        ("300 million euros", "EUR", "money"),
        ("£5m", "GBP", "money"),
        ("80 per cent", "percent", "share"),
        ("80% of it", "percent", "share"),
        ("a 30-day truce", "day", "duration"),
        ("90km away", "kilometre", "distance"),
    ],
)
def test_units_are_kept_as_written_in_the_singular(text, unit, kind):
    [quantity], _ = read_numbers(text)
    assert (quantity.unit.name, quantity.unit.kind) == (unit, kind)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("on March 2", "date"),
        ("on 2 March", "date"),
        ("in 1999 they left", "date"),
        ("at 9:35 the bells", "time of day"),
        ("at 7 p.m. sharp", "time of day"),
        ("the 66th Brigade", "ordinal"),
        ("an F-16 jet", "part of a name"),
        ("two", None),
        ("a Boeing 737 crashed", "part of a name"),
        ("won 2-1", "score"),
        ("Article 5 of it", "label"),
        ("no one came", "pronoun"),
        ("the bridge fell at 1615 [2215 GMT]", "time of day"),
        ("At 0640, the guns fell silent", "time of day"),
        ("as it stood as of 24.00 on Sunday", "time of day"),
        ("on 13, 14, and 15 September", "date"),
        ("from 28 may 1993 on", "date"),
        ("throughout the 470s", "date"),
        ("the two hundred and sixteenth day", "ordinal"),
        ("the 3D brigade", "ordinal"),
        ("on km 9.5 of the road", "label"),
        ("Image 3 of 12", "label"),
        ("a downed Orlan-10", "part of a name"),
        ("leaders of the Group of 20 (G20)", "part of a name"),
        ("the Committee of Thirty,", "part of a name"),
        ("as she wrote.[16]:87 Later", "footnote"),
        ("call (305) 471-TIPS", "telephone number"),
        ("dial for HELP-TALK (8255)", "telephone number"),
        ("won the battle of Five Forks", "part of a name"),
    ],
)
def test_numbers_that_state_no_quantity_are_dropped_with_a_reason(text, reason):
    _, dropped = read_numbers(text)
    assert {d.reason for d in dropped} == ({reason} if reason else set())


@pytest.mark.parametrize("text", ["put the toll at 1200.", "a group of 20 fighters", "12 may die", "the dead at 1340"])
def test_numbers_that_look_like_a_clock_a_name_or_a_date_are_quantities_still(text):
    [_], dropped = read_numbers(text)
    assert dropped == ()


PHRASES = st.sampled_from(
    [
        "{} men",
        "at least {} men",
        "up to {} tanks",
        "about {} shells",
        "more than {} homes",
        "killing {} people",
        "lost {} tanks",
    ]
)


@given(PHRASES, st.integers(min_value=2, max_value=999), st.sampled_from([10, 100, 1000]))
def test_scaling_the_number_scales_the_bounds(phrase, n, factor):
    [(_, low, high, about)] = bounds(phrase.format(f"{n:,}"))
    [(_, low2, high2, about2)] = bounds(phrase.format(f"{n * factor:,}"))
    assert (low2, high2, about2) == (low and low * factor, high and high * factor, about)


@given(PHRASES, st.integers(min_value=13, max_value=99_999))
def test_what_stands_before_and_after_the_sentence_changes_nothing(phrase, n):
    sentence = phrase.format(f"{n:,}") + " were named."
    alone = bounds(sentence)
    assert bounds(f"It rained all night.\n{sentence}\nNobody else came.") == alone


@given(st.text(alphabet="0123456789 ,.-%$toandbewuplvrmi\n", max_size=80))
def test_bounds_never_cross_and_spans_slice_back(text):
    quantities, dropped = read_numbers(text)
    for q in quantities:
        assert q.low is None or q.high is None or q.low <= q.high
        assert q.span.end <= len(text)
        assert q.hull.covers(q.span)
    spans = sorted([q.span for q in quantities])
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(d.span.end <= len(text) for d in dropped)


@pytest.mark.parametrize(
    "text", ["", "1", "9" * 50_000, "1," * 20_000, "one " * 20_000, "12 000 " * 10_000, "\u200f12\u200f", "“" * 999]
)
def test_hostile_text_does_not_raise(text):
    read_numbers(text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The talks ended in less than an hour.", [("an hour", None, 1)]),
        ("Barely a mile away stood the bridge.", [("a mile", 1, 1)]),
        ("It took more than a month.", [("a month", 1, None)]),
        ("About a year ago the road was closed.", []),
        ("In less than a day or two it was over.", []),
        ("A day passed.", []),
    ],
)
def test_an_article_before_a_unit_is_one_where_a_bound_stands_before_it(text, wanted):
    read = [q for q in read_numbers(text)[0] if q.rule.startswith("numeral:a unit")]
    assert [(q.span.of(text), q.low, q.high) for q in read] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Two missile attacks wounded at least five people.", [("Two", 2, 2), ("five", 5, None)]),
        ("The toll tops 5,000.", [("5,000", 5000, None)]),
        ("They capped it at 600,000.", [("600,000", None, 600000)]),
        ("The toll would pass 5,000.", [("5,000", 5000, None)]),
        ("The toll was “well over” 5,000.", [("5,000", 5000, None)]),
        ("Forty men at least.", [("Forty", 40, None)]),
    ],
)
def test_a_bound_belongs_to_the_number_beside_it(text, wanted):
    assert [(text[q.span.start : q.span.end], q.low, q.high) for q in read_numbers(text)[0]] == wanted
