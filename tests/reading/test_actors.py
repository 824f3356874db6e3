import itertools

import pytest


def actors_of(reading):
    return [(a.span.of(reading.article.text), a.actor, a.side and a.side.value) for a in reading.actors]


def test_bodies_and_forces_are_found_as_phrases(read):
    reading = read("The Russian Defence Ministry said Ukrainian troops had shelled Kyiv’s own positions.")
    assert actors_of(reading)[:2] == [
        ("The Russian Defence Ministry", "rus-mod", "russia"),
        ("Ukrainian troops", "ukr-mil", "ukraine"),
    ]


def test_states_and_capitals_that_act_are_actors_and_those_that_say_where_are_not(read):
    reading = read("Ankara urged Russia to stop. Snow fell in Russia. The Minsk agreements failed in Ankara.")
    assert actors_of(reading) == [("Ankara", "tur", "other"), ("Russia", "rus", "russia")]


def test_a_surname_goes_to_the_full_name_in_the_article(read):
    reading = read("Olena Marchuk, a spokeswoman for the Ukrainian army, denied it. Marchuk said nothing more.")
    people = [a for a in reading.actors if a.kind == "person"]
    assert [(a.name, a.actor, a.side) for a in people] == [("Olena Marchuk", None, "ukraine")] * 2


def test_a_title_before_an_unknown_name_gives_the_side(read):
    reading = read("Iraqi army commander Hamid Jasim said so. Russian diplomat Pyotr Lunin denied it.")
    people = {a.name: a.side for a in reading.actors if a.kind == "person"}
    assert people == {"Hamid Jasim": "other", "Pyotr Lunin": "russia"}


def test_known_people_have_their_full_name_under_any_spelling(read):
    reading = read("President Volodymyr Zelenskiy met Recep Tayyip Erdogan. Zelenskiy thanked Erdogan.")
    people = [(a.span.of(reading.article.text), a.name) for a in reading.actors if a.kind == "person"]
    assert people == [
        ("Volodymyr Zelenskiy", "Volodymyr Zelenskyy"),
        ("Recep Tayyip Erdogan", "Recep Tayyip Erdoğan"),
        ("Zelenskiy", "Volodymyr Zelenskyy"),
        ("Erdogan", "Recep Tayyip Erdoğan"),
    ]


def test_outlets_and_armed_groups_of_other_wars_are_known(read):
    reading = read("M23 fighters entered Goma, Radio Okapi reported. The RSF shelled El Fasher, Sudan Tribune said.")
    found = {words: actor for words, actor, _ in actors_of(reading)}
    assert found["M23 fighters"] == "m23"
    assert found["Radio Okapi"] == "radio-okapi"
    assert "rsf-sudan" in found.values()


def test_a_military_unit_has_the_side_of_its_country(read):
    reading = read("A soldier of Ukraine’s 12th Mountain Assault Brigade told Reuters about it.")
    assert ("12th Mountain Assault Brigade", None, "ukraine") in actors_of(reading)


def test_the_ministry_is_the_one_last_named(read):
    reading = read("The Iranian Foreign Ministry denied the strike. The ministry blamed Israel.")
    assert ("The ministry", "irn-mfa", "other") in actors_of(reading)


def test_a_definite_phrase_that_could_be_two_is_nobody(read):
    text = "The Iranian Foreign Ministry met the Iraqi Foreign Ministry in Basra. It rained. The ministry said little."
    assert "The ministry" not in [words for words, *_ in actors_of(read(text))]


def test_a_word_that_only_describes_is_no_definite_phrase(read):
    reading = read("The Iraqi military left Basra. The military official of another side said so.")
    assert [words for words, *_ in actors_of(reading)] == ["The Iraqi military"]


def test_a_common_noun_without_a_body_before_it_is_nobody(read):
    assert read("The ministry said that the army had left.").actors == ()


def test_actors_do_not_overlap_and_stand_in_text_order(read):
    reading = read(
        "Russian Foreign Minister Sergei Lavrov met the UN Security Council’s envoy and US officials in Geneva."
    )
    spans = [a.span for a in reading.actors]
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    assert "sergei-lavrov" in [a.actor for a in reading.actors]


@pytest.mark.parametrize(
    "text", ["", "x", "“““", "\u200f\u202eKyiv\u202c", "MOSCOW SAID KYIV LIED. " * 20, "1 2 3 " * 50]
)
def test_odd_texts_are_read_without_an_error(read, text):
    reading = read(text)
    assert all(a.span.end <= len(text) for a in reading.actors)


def test_a_person_whom_the_recogniser_ran_together_with_a_body_is_found(read):
    reading = read("Russia’s Ambassador to the UN Vassily Nebenzia said so on Monday. Nebenzia left the hall.")
    assert [a.actor for a in reading.actors if a.kind == "person"] == ["vasily-nebenzya"] * 2


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("In Gaza the health ministry counted 40 dead, and Israel denied it.", "pse-moh"),
        ("The Defence Ministry in Kyiv said on Monday that Russia had lost the bridge.", "ukr-mod"),
        ("The Russian Defence Ministry spoke of a retreat. Ukraine laughed. The Defence Ministry did not.", "rus-mod"),
        ("Sudan’s army moved. Sudanese planes flew over Khartoum. The Health Ministry said 12 had died.", "sdn-moh"),
    ],
)
def test_a_ministry_without_a_country_is_whose_the_articles_own_words_say(read, text, actor):
    assert [a.actor for a in read(text).actors if "inistry" in a.span.of(text)][-1] == actor


def test_a_ministry_stays_a_name_where_the_article_speaks_of_two_countries(read):
    text = "Ukraine and Russia met. Ukrainians and Russians talked. The Defence Ministry said nothing."
    assert [a.actor for a in read(text).actors if "Ministry" in a.span.of(text)] in ([], [None])
