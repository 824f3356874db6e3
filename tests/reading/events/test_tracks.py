"""Which part of the war an event belongs to."""

import pytest

from counterclaim.records.values import EventType, Track


@pytest.mark.parametrize(
    ("sentence", "kind", "track"),
    [
        ("The premier accused the separatists of shelling the hospital.", EventType.ACCUSE, Track.HUMANITARIAN),
        ("Both sides accused each other of violating the truce.", EventType.ACCUSE, Track.TALKS),
        ("The kingdom blamed the republic for the war.", EventType.ACCUSE, Track.ASSESSMENTS),
        ("The junta closed the border with the kingdom.", EventType.COERCE, Track.TERRITORY),
        ("Police arrested forty demonstrators.", EventType.COERCE, Track.HUMANITARIAN),
        ("The navy blockaded the port.", EventType.COERCE, Track.HUMANITARIAN),
        ("Thousands marched against the draft.", EventType.PROTEST, Track.FORCES),
        ("Parliament rejected the sanctions.", EventType.REJECT, Track.SUPPORT),
        ("The warlord threatened to bomb the dam.", EventType.THREATEN, Track.STRIKES),
        ("The president agreed to send food to the refugees.", EventType.AGREE, Track.SUPPORT),
        ("The two sides agreed on a ceasefire.", EventType.AGREE, Track.TALKS),
    ],
)
def test_what_an_act_is_about_says_its_track(read, sentence, kind, track):
    assert [e.track for e in read(sentence).events if e.type is kind] == [track]


def test_a_protest_about_nothing_of_the_war_has_no_track(read):
    assert [(e.type, e.track) for e in read("Students protested against the price of bread.").events] == [
        (EventType.PROTEST, None)
    ]


def test_a_crime_is_harm_to_civilians(read):
    told = [
        (e.type, e.track) for e in read("Gunmen looted the market at dawn and smugglers trafficked children.").events
    ]
    assert {track for kind, track in told if kind is EventType.CRIME} == {Track.HUMANITARIAN}
