import datetime as dt

import pytest

from counterclaim.reading.timex.anchors import anchors, spoken_of
from counterclaim.reading.timex.phrases import NamedIn


def test_every_row_of_the_table_is_usable():
    rows = anchors()
    assert {a.kind for a in rows} == {"war", "event", "memory", "office", "topic"}
    assert all(a.name and a.phrases and dt.date(1975, 1, 1) <= a.first for a in rows)
    assert all(a.last is None or a.first <= a.last for a in rows)
    assert all(isinstance(p, NamedIn) or p.words for a in rows for p in a.phrases)


def test_terms_of_one_person_are_numbered_in_order():
    assert [(a.term, a.first.year) for a in anchors() if a.name == "Donald Trump"] == [(1, 2017), (2, 2025)]


@pytest.mark.parametrize(
    ("text", "war"),
    [
        ("Georgia accused Russia of bombing Gori as tanks left South Ossetia, Saakashvili said.", "August 2008 war"),
        ("The RSF shelled Omdurman, and Sudan’s army under Burhan struck back.", "Sudan war"),
        ("Russia’s invasion of Ukraine goes on, the Kremlin said.", "Russia's full-scale invasion of Ukraine"),
        ("A match was lost in extra time.", None),
    ],
)
def test_the_war_that_a_text_is_about(text, war):
    found = spoken_of(text).wars
    assert (found[0].name if found else None) == war


def test_a_mention_spans_the_words_that_name_the_event():
    text = "Donors met a week after the fall of Kabul to the Taliban."
    [found] = spoken_of(text).mentions
    assert (found.anchor.name, found.span.of(text)) == ("fall of Kabul", "fall of Kabul")


def test_what_a_row_needs_begins_a_word_of_the_text():
    among = {a.name for a in spoken_of("Ukrainian drones hit Kursk.").anchors}
    assert "Kursk incursion" in among
    assert "Kursk incursion" not in {a.name for a in spoken_of("ProUkrainian drones hit preKursk.").anchors}


def test_a_text_of_one_long_word_costs_no_more_than_its_length():
    assert spoken_of("x" * 60_000).anchors == spoken_of("x").anchors
