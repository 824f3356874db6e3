"""Two tellings of one event in one article are one; in doubt they stay two."""

import pytest

from counterclaim.reading.events.sameness import Telling, first_tellings, speaks_against
from counterclaim.records.values import EventType, Status
from counterclaim.records.when import When

MAY_2 = When.parse("2031-05-02")


def telling(sentence, **said):
    return Telling(
        **{
            "type": EventType.ASSAULT,
            "mode": None,
            "status": Status.HAPPENED,
            "when": None,
            "towns": frozenset(),
            "lands": frozenset(),
            "actors": (),
            "targets": (),
            "words": "",
            "trigger": "attacked",
            "context": "",
            **said,
        },
        sentence=sentence,
    )


@pytest.mark.parametrize(
    "text",
    [
        # told again with the same thing hit and the same doer
        "Rebels shelled the grain depot in Marrow on Tuesday. The army said the rebels had hit the depot with mortars.",
        # a headline's event told in the lead
        "Rebels shell the hospital in Marrow. Rebels fired rockets at the hospital on Tuesday, a doctor said.",
        # the same round of talks
        "The third round of talks was held in Geneva. The third round of negotiations took place in Geneva on Monday.",
    ],
)
def test_what_is_told_twice_is_one_event_with_two_mentions(read, text):
    first, second = [e for e in read(text).events if e.type in {EventType.ASSAULT, EventType.CONSULT}][:2]
    assert (first.same_as, second.same_as) == (None, first.id)
    assert first.span != second.span


@pytest.mark.parametrize(
    "text",
    [
        # another day
        "Rebels shelled the grain depot in Marrow on Monday. Rebels shelled the grain depot in Marrow on Tuesday.",
        # another thing hit
        "Rebels shelled the grain depot on Monday. Rebels shelled the bridge on Monday.",
        # another side
        "Belarus struck the bridge with mortars. Lithuania struck the bridge, a witness said.",
        # said to be another one
        "Rebels shelled the grain depot on Monday. Rebels again shelled the depot.",
        # another number of dead
        "The strike on the market killed seven people. The strike on the market killed nine people.",
        # only planned
        "Rebels shelled the grain depot in Marrow. The rebels plan to shell the grain depot in Marrow.",
        # the first round and the second
        "The first round of talks was held in Geneva. The second round of talks was held in Geneva.",
        # one sentence tells two
        "Rebels shelled the bridge at dawn and later the army retook the bridge.",
        # nothing but the war in common
        "Rebels attacked government troops. Rebels attacked government troops.",
    ],
)
def test_what_may_be_two_events_stays_two(read, text):
    assert [e.same_as for e in read(text).events if e.same_as] == []


def test_a_third_telling_names_the_first():
    said = {"targets": ("the bridge",), "towns": frozenset({"Marrow"})}
    assert first_tellings([telling(n, **said) for n in range(3)]) == [None, 0, 0]


def test_a_telling_that_contradicts_one_mention_of_an_event_is_not_of_it():
    bridge = {"targets": ("the bridge",), "actors": ("Norland",)}
    tellings = [
        telling(1, **bridge),
        telling(2, **bridge, when=MAY_2),
        telling(3, **bridge, when=When.parse("2031-05-09")),
    ]
    assert first_tellings(tellings) == [None, 0, None]


def test_a_town_in_a_land_contradicts_nothing_and_two_lands_do():
    marrow, norland = telling(1, towns=frozenset({"Marrow"})), telling(2, lands=frozenset({"Norland"}))
    assert speaks_against(marrow, norland) is None
    assert speaks_against(norland, telling(3, lands=frozenset({"Southland"}))) == "place"


def test_thousands_of_tellings_cost_no_more_than_each_its_share():
    many = [telling(n, targets=(f"bridge {n}",), towns=frozenset({f"T{n}"})) for n in range(4000)]
    assert first_tellings(many) == [None] * 4000
