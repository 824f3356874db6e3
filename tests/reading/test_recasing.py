"""Text in capitals, as the parser is given it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.reading.recasing import is_capitals, recased

CABLE = (
    "TEGUCIGALPA, 12 MAY 91 (ABC) -- [TEXT] GUERRILLAS ATTACKED THE HONDURAN ARMY POST ON FRIDAY. "
    "GENERAL ARTURO QUISPE SAID THAT TWO SOLDIERS MAY HAVE BEEN KIDNAPPED BY THE FMLN [NATIONAL FRONT]."
)


def test_names_and_beginnings_of_sentences_keep_their_capitals_and_the_rest_becomes_small():
    assert recased(CABLE) == (
        "Tegucigalpa, 12 May 91 (abc) -- [Text] guerrillas attacked the Honduran army post on Friday. "
        "General Arturo Quispe said that two soldiers may have been kidnapped by the FMLN [National front]."
    )


@pytest.mark.parametrize("text", ["NATO SAID NO.", "The FMLN attacked the post, the army said on Friday.", "", "1990"])
def test_mixed_case_and_short_stretches_stay_as_they_are(text):
    assert not is_capitals(text)
    assert recased(text) == text


@given(st.text(alphabet=st.characters(categories=["Lu", "Zs", "Po", "Nd"]), max_size=200))
def test_the_parsers_text_is_character_for_character_as_long(text):
    assert len(recased(text)) == len(text)


def test_events_and_figures_are_read_from_a_cable_in_capitals(read):
    reading = read(
        "LIMA, 14 MAY 90 (EFE) -- THE BUSES WERE ATTACKED BY HOODED MEN ON SATURDAY. ON 11 MAY A BOMB DESTROYED A "
        "BRIDGE NEAR CUZCO, AND 8 SOLDIERS WERE KILLED."
    )
    text = reading.article.text
    assert [(e.trigger.of(text), e.type) for e in reading.events] == [
        ("ATTACKED", "ASSAULT"),
        ("DESTROYED", "ASSAULT"),
        ("KILLED", "ASSAULT"),
    ]
    assert [(f.text, f.low, f.measure) for f in reading.figures] == [("8", 8, "killed")]
    assert reading.events[1].when is not None
    assert reading.events[1].when.text == "1990-05-11"
