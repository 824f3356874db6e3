"""Where events and tolls without a place of their own happened, by what their article says around them."""

import pytest

from counterclaim.comparison.questions import find_questions
from counterclaim.comparison.surroundings import surroundings_of
from counterclaim.records.values import Track


@pytest.fixture(scope="session")
def shelling(claim):
    def make(text, target, **fields):
        settled = {"event_type": "ASSAULT", "actors": ("the army",), "targets": (target,), "when": "2024-05-03"}
        return claim("event", text, **(settled | fields))

    return make


MARKET = "Thirty stalls burned when shells hit a covered market in Brezno on Friday, firemen said."


def test_an_attack_on_what_the_article_places_happened_there(claim, shelling):
    told = claim("statement", MARKET[:40], context=MARKET)
    denied = shelling("the army denied shelling the market", "the market", at=200)
    of_another = shelling("the army shelled the bridge", "the bridge", at=300)
    around = surroundings_of([told, denied, of_another])
    assert [around.place_of_event(event) for event in (denied, of_another)] == ["Brezno", None]


def test_what_stands_in_two_places_lends_none(claim, shelling):
    elsewhere = "A market in Zvolen was shut for fear of shelling."
    told = [
        claim("statement", MARKET[:40], context=MARKET),
        claim("statement", elsewhere[:20], context=elsewhere, at=100),
    ]
    denied = shelling("the army denied shelling the market", "the market", at=200)
    assert surroundings_of([*told, denied]).place_of_event(denied) is None


def test_a_toll_is_of_the_place_of_the_harm_told_right_before_it(claim):
    told = claim("statement", MARKET[:40], context=MARKET)
    toll = claim("figure", "12", measure="killed", of="people", at=150, as_of="2024-05-03")
    far = claim("figure", "9", measure="killed", of="people", at=1500, as_of="2024-05-03")
    around = surroundings_of([told, toll, far])
    assert [around.place_of(figure) for figure in (toll, far)] == ["Brezno", None]


def test_a_sentence_without_harm_lends_its_place_to_no_toll(claim):
    words = "Delegates met in Geneva on Friday to speak of grain."
    told = claim("statement", words[:20], context=words)
    toll = claim("figure", "12", measure="killed", of="people", at=150, as_of="2024-05-03")
    assert surroundings_of([told, toll]).place_of(toll) is None


def test_the_city_is_the_one_whose_ground_was_told_of_before(shelling):
    ground = {"track": Track.TERRITORY, "trigger": "holds"}
    named = shelling("the army holds Brezno", "Brezno", where=("Brezno",), at=10, **ground)
    rival = shelling("rebels hold most of the city", "city", at=80, **ground)
    late = shelling("rebels hold most of the city", "city", at=900, **ground)
    around = surroundings_of([named, rival, late])
    assert [around.place_of_event(event) for event in (rival, late)] == ["Brezno", None]


def test_a_total_that_answers_another_is_of_the_same_place(toll):
    """The TPLF says that 50,000 died in Tigray since November, the government that no more than 2,000 did."""
    shared = {"of": "civilians", "since": "2023-11", "article": "a"}
    one = toll(50_000, source="the TPLF", place="Tigray", at=40, **shared)
    other = toll(2_000, source="Ethiopia's government", at=160, **shared)
    [question] = find_questions([one, other])
    assert [r.relation for r in question.relations] == ["conflict"]
