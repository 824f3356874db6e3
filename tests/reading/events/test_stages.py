"""How far support and sanctions have got, by the words that tell of them."""

import pytest

from counterclaim.records.values import Stage


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("The union imposed new sanctions on the regime.", Stage.IMPOSED),
        ("The council lifted the sanctions on the regime.", Stage.LIFTED),
        ("The ministers are considering sanctions against the regime.", Stage.PROPOSED),
        ("Parliament approved a package of military aid.", Stage.APPROVED),
        ("The union pledged more generators.", Stage.PLEDGED),
        ("The neighbouring state supplied the rebels with rifles.", Stage.DELIVERED),
        ("The republic has asked the alliance for ammunition.", Stage.PROPOSED),
        ("The alliance will send tanks to the government.", Stage.PLEDGED),
    ],
)
def test_support_and_sanctions_have_a_stage(read, text, stage):
    assert [e.stage for e in read(text).events if e.stage] == [stage]


@pytest.mark.parametrize(
    "text", ["Rebels attacked the army post.", "The envoys met in Geneva.", "The union did not impose sanctions on it."]
)
def test_other_events_and_denied_ones_have_none(read, text):
    assert [e.stage for e in read(text).events if e.stage] == []
