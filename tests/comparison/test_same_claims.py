"""Which statements of different articles are one claim, its denial, or blame thrown back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.comparison.questions import find_questions
from counterclaim.comparison.rules.statements import alignment, said_in, same_numbers, same_parties
from counterclaim.comparison.same_claims import judge, matches_across
from counterclaim.records.question import QuestionStatus, RelationKind


@pytest.fixture
def said(claim):
    def make(text, source, article, act="assert", **fields):
        return claim("statement", text, source=source, article=article, act=act, **fields)

    return make


def test_words_of_like_meaning_count_as_the_same():
    near = alignment(said_in("The army destroyed the bridge"), said_in("The military demolished the bridge"))
    far = alignment(said_in("The army destroyed the bridge"), said_in("The minister praised the harvest"))
    assert near > 0.7
    assert far < 0.3


def test_one_claim_in_two_mouths_and_articles_is_one_question_of_two_origins(said):
    a = said("Rebel shells destroyed the grain terminal at Massawa", "Eritrea", "a")
    b = said("rebel shells have destroyed a grain terminal in Massawa", "Norwegian Refugee Council", "b")
    [question] = find_questions([a, b])
    assert (question.kind, question.origins, question.status) == ("statement", 2, QuestionStatus.MULTIPLY_REPORTED)
    [relation] = question.relations
    assert relation.relation is RelationKind.AGREE
    assert "say the same" in relation.why


def test_one_source_in_two_outlets_is_one_origin(said):
    text = "Rebel shells destroyed the grain terminal at Massawa"
    [question] = find_questions([said(text, "Eritrea", "a"), said(text, "Eritrea", "b")])
    assert question.origins == 1
    assert [r.relation for r in question.relations] == [RelationKind.ECHO]


def test_a_denial_in_another_article_answers_the_accusation(said):
    a = said("Azerbaijani artillery shelled a maternity hospital in Goris", "Armenia", "a", act="accuse")
    b = said("that its artillery had shelled the maternity hospital in Goris", "Azerbaijan", "b", act="deny")
    [question] = find_questions([a, b])
    assert question.status is QuestionStatus.DISPUTED
    [relation] = question.relations
    assert (relation.a, relation.b, relation.relation) == (b.id, a.id, RelationKind.DENIES)


def test_a_denial_by_somebody_whom_nobody_accused_answers_nothing(said):
    a = said("Azerbaijani artillery shelled a maternity hospital in Goris", "Armenia", "a", act="accuse")
    b = said("that artillery had shelled the maternity hospital in Goris", "Norway", "b", act="deny")
    assert judge(a, b) is None


def test_accusations_of_breaking_one_ceasefire_meet_across_articles_whatever_the_words(said):
    a = said("Eritrea of breaking the truce overnight", "Ethiopia", "a", act="accuse", published="2000-06-20")
    b = said("Ethiopia violated the ceasefire on two fronts", "Eritrea", "b", act="accuse", published="2000-06-21")
    [question] = find_questions([a, b])
    assert question.title == "Who broke the truce, Ethiopia or Eritrea, 20 June 2000?"
    assert [r.relation for r in question.relations] == [RelationKind.CONFLICT]


def test_accusations_of_breaking_a_ceasefire_a_month_apart_are_of_two_breaches(said):
    a = said("Eritrea of breaking the truce overnight", "Ethiopia", "a", act="accuse", published="2000-06-20")
    b = said("Ethiopia violated the ceasefire on two fronts", "Eritrea", "b", act="accuse", published="2000-07-21")
    assert find_questions([a, b]) == ()


def test_what_two_governments_each_announce_of_themselves_is_not_one_claim(said):
    a = said("announces new sanctions against the Burundian generals", "Kenya", "a", cue="announces")
    b = said("announces new sanctions against the Burundian generals", "Uganda", "b", cue="announces")
    assert judge(a, b) is None


def test_other_numbers_and_turned_roles_are_other_claims(said):
    two = said("Pakistani jets downed 2 Indian helicopters over Kargil", "Pakistan", "a")
    five = said("Pakistani jets downed 5 Indian helicopters over Kargil", "Pakistan", "b")
    turned = said("Indian jets downed 2 Pakistani helicopters over Kargil", "India", "c")
    assert same_numbers(two, five).score == 0
    assert same_parties(two, turned).score < 0.5
    assert judge(two, five) is None
    assert judge(two, turned) is None


def test_a_topic_is_no_claim(said):
    text = "operational information on the Chadian counteroffensive near Adre"
    assert judge(said(text, "general staff", "a"), said(text, "army command", "b")) is None


@given(order=st.permutations(range(5)))
def test_matches_do_not_depend_on_the_order(claim, order):
    texts = ["Shells destroyed the grain terminal at Massawa", "Shells have destroyed Massawa grain terminal"]
    claims = [
        claim("statement", texts[i % 2], source=f"Ministry {i % 3}", article=f"n{i}", act="assert") for i in range(5)
    ]
    found = {(m.a, m.b): m for m in matches_across(claims)}
    assert len(found) == 10
    assert {(m.a, m.b): m for m in matches_across([claims[i] for i in order])} == found


def test_a_short_denial_in_another_article_answers_who_accuses_its_maker(said):
    charge = said("Eritrea had deliberately attacked the bus near Massawa", "Ethiopia", "a", act="accuse")
    denial = said("that its forces had attacked a bus", "Eritrea", "b", act="deny", cue="denied")
    [question] = find_questions([charge, denial])
    assert [(r.relation, r.why) for r in question.relations] == [("denies", "Eritrea denies what Ethiopia says.")]


def test_a_short_denial_of_something_else_or_weeks_later_answers_nothing(said):
    charge = said("Eritrea had deliberately attacked the bus near Massawa", "Ethiopia", "a", act="accuse")
    of_another = said("that its forces had poisoned a well", "Eritrea", "b", act="deny", cue="denied")
    late = said("that its forces had attacked a bus", "Eritrea", "c", act="deny", cue="denied", published="2024-06-09")
    assert find_questions([charge, of_another, late]) == ()
