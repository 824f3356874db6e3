"""Charges of breaking a truce answer each other in whatever words; without a truce they are two events."""

import pytest

from counterclaim.comparison.questions import find_questions


@pytest.fixture
def said(claim):
    def make(text, at, act="assert", context=None, **fields):
        return claim("statement", text, act=act, at=at, context=context or text, **fields)

    return make


def questions_of(*claims):
    return [q for q in find_questions(claims) if q.kind == "statement"]


def test_two_sides_who_each_say_that_the_other_fired_dispute_who_broke_the_truce(said):
    both = said("the other of breaking it", 20, "accuse", "After the truce each side accused the other of breaking it.")
    one = said("Azerbaijani guns opened fire at dawn", 90, source="Armenian ministry")
    other = said("that Armenian troops had shelled two villages", 160, source="Baku")
    [question] = questions_of(both, one, other)
    assert question.title == "Who broke the truce, Armenia or Azerbaijan, 3 May 2024?"
    assert [(r.relation, r.why) for r in question.relations] == [
        ("conflict", "Each says that the other broke the truce.")
    ]


def test_two_attacks_without_a_truce_are_no_dispute(said):
    one = said("Azerbaijani guns opened fire at dawn", 90, source="Armenian ministry")
    other = said("that Armenian troops had shelled two villages", 160, source="Baku")
    assert questions_of(one, other) == []


def test_what_one_tells_of_its_own_attack_is_no_charge(said):
    both = said("the truce had failed", 20, context="Both said that the truce had failed.", source="officials")
    one = said("Armenian guns opened fire at dawn in answer", 90, source="Armenian ministry")
    other = said("that Armenian troops had shelled two villages", 160, source="Baku")
    assert questions_of(both, one, other) == []


def test_charges_of_one_breach_meet_across_articles_where_their_sentences_name_the_truce(said):
    one = said(
        "Azerbaijani guns opened fire at dawn",
        10,
        context="Azerbaijani guns opened fire at dawn in spite of the ceasefire, the ministry said.",
        source="Armenian ministry",
        article="one",
    )
    other = said("Armenian troops broke the truce at Terter", 10, "accuse", source="Baku", article="two")
    [question] = questions_of(one, other)
    assert question.title == "Who broke the truce, Armenia or Azerbaijan, 3 May 2024?"
    assert question.status == "disputed"


def test_calling_a_claim_a_lie_denies_it(said):
    one = said("it had shot down five Indian jets", 10, source="Pakistani ministry")
    other = said('called the claim "disinformation"', 90, "accuse", source="Indian official")
    [question] = questions_of(one, other)
    assert question.title == "Pakistani ministry says it had shot down five Indian jets: is it so?"
    assert [(r.relation, r.why) for r in question.relations] == [
        ("denies", "Indian official denies what Pakistani ministry says.")
    ]


def test_a_spokeswoman_speaks_for_whom_the_article_says(said):
    both = said("the other of breaking it", 20, "accuse", "After the truce each side accused the other of breaking it.")
    one = said("Pakistani guns opened fire", 90, source="R. Rao", source_text="Indian army spokeswoman R. Rao")
    other = said("that Indian troops had shelled two villages", 160, source="Islamabad")
    [question] = questions_of(both, one, other)
    assert question.title == "Who broke the truce, India or Pakistan, 3 May 2024?"


def test_enemies_who_each_accuse_the_other_of_it_need_no_common_words(said):
    one = said("Armenia of killing herders and of breaking the ceasefire", 20, "accuse", source="Azerbaijan")
    other = said("that the army had violated the truce", 120, "accuse", source="Armenia")
    [question] = questions_of(one, other)
    assert [(r.relation, r.why) for r in question.relations] == [
        ("conflict", "Each says that the other broke the truce.")
    ]
