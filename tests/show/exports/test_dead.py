"""Whose dead an incident's figures count: in all, either side's fighters, civilians; and what stays a gap."""

from collections import Counter

import pytest

from counterclaim.flow import Ledger
from counterclaim.ledger.claims import claims_of
from counterclaim.ledger.store import ClaimFilter
from counterclaim.records.article import Article, Published
from counterclaim.records.reading import Event, Figure, Place, Reader, Reading
from counterclaim.records.span import Span
from counterclaim.records.values import EventType, Measure
from counterclaim.records.when import When
from counterclaim.show.exports import acled, ucdp
from counterclaim.show.exports.public import Shown

PUBLISHED = Published(When.parse("2024-05-04"), "given")


def battle(text, figures, outlet="Valley Post"):
    """A fight of Ukraine's forces with Russia's at Branovka, told in one sentence with these figures of dead."""

    def at(words):
        return Span(text.index(words), text.index(words) + len(words))

    event = Event(
        "e1",
        at("fought at Branovka"),
        at("fought"),
        EventType.ASSAULT,
        actors=("Ukrainian forces",),
        targets=("Russian forces",),
        where=("Branovka",),
        when=When.parse("2024-05-03"),
    )
    counted = tuple(
        Figure(f"f{n}", at(words), words, low, high, False, Measure.KILLED, of, actor, "person")
        for n, (words, low, high, of, actor) in enumerate(figures, 1)
    )
    place = Place(at("Branovka"), "Branovka", None, 48.7311, 37.5678, "UA", "town", ucdp=1, acled=1)
    article = Article(text, outlet=outlet, published=PUBLISHED)
    reader = Reader("0.1.0", ())
    return Reading(article, reader, PUBLISHED, events=(event,), figures=counted, places=(place,))


def dead_in(tmp_path, *readings, rule="ucdp"):
    with Ledger.open(tmp_path / "war.ledger") as ledger:
        for reading in readings:
            ledger.store.add(reading, claims_of(reading))
        [deadly] = ucdp.deadly(ledger, ClaimFilter(), rule, Counter(), Shown())
        [coded] = acled.coded(ledger, ClaimFilter(), "acled", Counter(), Shown())
        row = ucdp.UCDP.row(deadly)
        return acled.ACLED.row(coded)["fatalities"], {
            name: row[name]
            for name in ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "low", "best", "high")
        }


def dead(a, b, civilians, unknown, low, best, high):
    names = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "low", "best", "high")
    return dict(zip(names, (a, b, civilians, unknown, low, best, high), strict=True))


RUSSIANS = ("12", 12.0, 12.0, "Russian soldiers", "rus-mil")
UKRAINIANS = ("9", 9.0, 9.0, "Ukrainian soldiers", "ukr-mil")
VILLAGERS = ("3", 3.0, 3.0, "civilians", None)


@pytest.mark.parametrize(
    ("text", "figures", "fatalities", "expected"),
    [
        ("They fought at Branovka and 12 Russian soldiers died.", [RUSSIANS], 12, dead(None, 12, None, 0, 12, 12, 12)),
        (
            "They fought at Branovka; 12 Russian soldiers, 9 Ukrainian soldiers and 3 civilians were killed.",
            [RUSSIANS, UKRAINIANS, VILLAGERS],
            24,
            dead(9, 12, 3, 0, 24, 24, 24),
        ),
        (
            "They fought at Branovka; of 20 dead 12 were Russian soldiers.",
            [("20", 20.0, 20.0, "dead", None), RUSSIANS],
            20,
            dead(None, 12, None, 8, 20, 20, 20),
        ),
        (
            "They fought at Branovka; of 10 to 14 dead 9 were Ukrainian soldiers and 3 civilians.",
            [("10 to 14", 10.0, 14.0, "dead", None), UKRAINIANS, VILLAGERS],
            10,
            dead(9, None, 3, 0, 10, 12, 14),
        ),
        (
            "They fought at Branovka and killed 7 people.",
            [("7", 7.0, 7.0, "people", None)],
            7,
            dead(None, None, None, 7, 7, 7, 7),
        ),
        (
            "They fought at Branovka and killed 4 Polish soldiers.",
            [("4", 4.0, 4.0, "Polish soldiers", "pol-mil")],
            4,
            dead(None, None, None, 4, 4, 4, 4),
        ),
    ],
)
def test_the_dead_of_each_side_are_those_that_a_figure_counts(tmp_path, text, figures, fatalities, expected):
    assert dead_in(tmp_path, battle(text, figures)) == (fatalities, expected)


def test_groups_that_are_more_than_the_best_number_are_left_unknown(tmp_path):
    one = battle("They fought at Branovka and 12 Russian soldiers died.", [RUSSIANS])
    other = battle(
        "Both fought at Branovka and 5 people died.", [("5", 5.0, 5.0, "people", None)], outlet="Harbour Wire"
    )
    _, found = dead_in(tmp_path, one, other, rule="acled")
    assert found == dead(None, None, None, 5, 5, 5, 5)
