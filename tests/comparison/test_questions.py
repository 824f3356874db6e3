"""Which claims answer one question, and how their accounts stand to each other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.comparison.bounds import with_bounds
from counterclaim.comparison.counted import counted_by
from counterclaim.comparison.questions import find_questions
from counterclaim.comparison.relations import judge_figures
from counterclaim.records.question import QuestionStatus, RelationKind
from counterclaim.records.values import Interest, Track


@pytest.fixture
def dispute(toll):
    """Three accounts of one fortnight's dead; one of them ends nine days before the others."""
    return [
        toll(
            520,
            source="Syrian defence ministry",
            side=None,
            as_of="2015-10-03",
            since="2015-09-24",
            at=10,
            of="Syrian soldiers",
        ),
        toll(9000, source="Islamic State", as_of="2015-10-12", since="2015-09-24", at=50, of="Syrian soldiers"),
        toll(
            2000,
            3000,
            source="United Nations",
            side="international",
            as_of="2015-10-12",
            since="2015-09-24",
            at=90,
            of="Syrian soldiers",
        ),
    ]


def relations(question):
    by_id = {account.claim.id: account.claim.source for account in question.accounts}
    return {(by_id[r.a], by_id[r.b]): r.relation for r in question.relations}


def test_accounts_of_one_toll_are_one_question_with_a_readable_title(dispute):
    [question] = find_questions(dispute)
    assert question.title == "How many Syrian soldiers were killed, 24 September to early October 2015?"
    assert question.status is QuestionStatus.DISPUTED
    assert question.origins == 3
    assert [a.interest for a in question.accounts] == [Interest.OWN, Interest.ENEMY, Interest.THIRD_PARTY]


def test_bounds_apart_conflict_and_an_earlier_end_is_another_period(dispute):
    [question] = find_questions(dispute)
    assert relations(question) == {
        ("Syrian defence ministry", "Islamic State"): RelationKind.DIFFERENT_PERIOD,
        ("Syrian defence ministry", "United Nations"): RelationKind.DIFFERENT_PERIOD,
        ("Islamic State", "United Nations"): RelationKind.CONFLICT,
    }
    why = next(r.why for r in question.relations if r.relation is RelationKind.DIFFERENT_PERIOD)
    assert "ends on 3 October 2015" in why


def test_a_wider_toll_of_years_later_is_seen_beside_and_not_in_conflict(dispute, toll):
    later = toll(
        80_000, source="United States", measure="casualties", as_of="2018-04", since="2015", at=130, of="Syrian troops"
    )
    [question] = find_questions([*dispute, later])
    assert len(question.accounts) == 4
    assert {kind for pair, kind in relations(question).items() if "United States" in pair} == {
        RelationKind.DIFFERENT_SCOPE
    }
    assert (question.bounds.low, question.bounds.high) == (520, 9000)


def test_each_sides_dead_are_a_question_of_their_own(toll):
    own = toll(40, source="Armenia", of="Armenian soldiers", at=10)
    enemy = toll(600, source="Armenia", of="Azerbaijani soldiers", at=40)
    assert len(find_questions([own, enemy])) == 2


def test_killed_are_not_wounded(toll):
    assert len(find_questions([toll(5, at=10), toll(12, at=30, measure="wounded")])) == 2


def test_one_statement_of_one_source_in_seven_outlets_is_one_origin(toll):
    copies = [toll(300, source="Sudanese army", article=f"n{i}", of="Sudanese soldiers") for i in range(7)]
    [question] = find_questions(copies)
    assert (len(question.accounts), question.origins) == (7, 1)
    assert {r.relation for r in question.relations} == {RelationKind.ECHO}
    assert question.status is QuestionStatus.REPORTED


def test_a_later_total_of_the_same_source_supersedes_the_earlier(toll):
    first = toll(3, source="Gaza health ministry", as_of="2023-11-01", since="2023-10-07", of="Palestinian people")
    later = toll(
        19, source="Gaza health ministry", as_of="2023-11-09", since="2023-10-07", of="Palestinian people", article="b"
    )
    [question] = find_questions([later, first])
    assert question.status is QuestionStatus.SUPERSEDED
    [relation] = question.relations
    assert (relation.a, relation.b, relation.relation) == (later.id, first.id, RelationKind.SUPERSEDES)


def test_bounds_that_meet_agree(toll):
    a = toll(40, 0, source="Kenyan army", of="Kenyan soldiers", place="El Adde")
    b = toll(45, source="Somali government", of="Kenyan soldiers", place="El Adde", article="b")
    [question] = find_questions([a, b])
    assert relations(question) == {("Kenyan army", "Somali government"): RelationKind.AGREE}
    assert question.status is QuestionStatus.MULTIPLY_REPORTED


@pytest.mark.parametrize(
    ("other", "relation"), [(300, RelationKind.CONFLICT), (480, RelationKind.AGREE), (560, RelationKind.CONFLICT)]
)
def test_nearly_so_many_is_a_little_less_and_not_any_number_below(toll, other, relation):
    claims = [
        toll(None, 500, source="Kenyan army", of="Kenyan soldiers", place="El Adde", approximate=True),
        toll(other, source="Somali government", of="Kenyan soldiers", place="El Adde", article="b"),
    ]
    [question] = find_questions(claims)
    assert set(relations(question).values()) == {relation}


def test_tolls_of_two_towns_are_two_questions(toll):
    a = toll(7, of="people", place="Aleppo", as_of="2016-02-01")
    b = toll(9, of="people", place="Idlib", as_of="2016-02-01", at=60)
    assert len(find_questions([a, b])) == 2


def test_tolls_without_place_or_party_are_compared_within_their_article_only(toll):
    a = toll(7, of="people", as_of="2016-02-01", article="a")
    b = toll(9, of="people", as_of="2016-02-01", article="b")
    assert len(find_questions([a, b])) == 2


def test_a_single_fight_is_no_rival_of_a_whole_war(toll):
    war = toll(12_000, source="Ukraine", of="Russian soldiers", since="2022-02-24", as_of="2022-03-11")
    fight = toll(5, of="Russian soldiers", as_of="2022-03-11", at=80, article="b")
    [question] = find_questions([war, fight])
    assert [r.relation for r in question.relations] == [RelationKind.DIFFERENT_SCOPE]


def test_one_source_is_never_in_conflict_with_itself(toll):
    a = toll(30, source="Azerbaijan", of="Armenian soldiers", at=10)
    b = toll(55, source="Azerbaijan", of="Armenian soldiers", at=70)
    [question] = find_questions([a, b])
    assert RelationKind.CONFLICT not in {r.relation for r in question.relations}


def test_a_side_that_admits_what_its_enemy_says_confirms_it(toll):
    own = toll(64, source="Saudi Arabia", of="Saudi soldiers", place="Marib")
    enemy = toll(64, 70, source="the Houthis", of="Saudi soldiers", place="Marib", article="b")
    [question] = find_questions([own, enemy])
    assert question.status is QuestionStatus.CONFIRMED


def test_blame_on_different_parties_for_one_target_is_a_dispute(claim):
    shared = {"event_type": "ASSAULT", "when": "2022-07-29", "where": ("Olenivka",), "targets": ("the prison",)}
    a = claim("event", "shelled the prison", source="Russia", actors=("Ukraine",), status="alleged", **shared)
    b = claim("event", "blew up the prison", source="Ukraine", actors=("Russia",), status="alleged", at=90, **shared)
    [question] = find_questions([a, b])
    assert relations(question) == {("Russia", "Ukraine"): RelationKind.CONFLICT}
    assert question.title == "Who attacked the prison in Olenivka, 29 July 2022?"


def test_a_denied_event_is_disputed(claim):
    shared = {"event_type": "ASSAULT", "when": "2015-10-03", "where": ("Kunduz",), "trigger": "bombed"}
    a = claim("event", "bombed the hospital", source="MSF", actors=("United States",), **shared)
    b = claim(
        "event",
        "had bombed the hospital",
        source="Pentagon",
        actors=("United States",),
        status="denied",
        at=90,
        **shared,
    )
    [question] = find_questions([a, b])
    assert relations(question) == {("Pentagon", "MSF"): RelationKind.DENIES}
    assert question.status is QuestionStatus.DISPUTED


def test_two_sides_that_accuse_each_other_of_one_thing_are_one_dispute(claim):
    a = claim("statement", "broke the truce along the border", source="Armenia", act="accuse", at=10)
    b = claim("statement", "had broken the truce on the border first", source="Azerbaijan", act="accuse", at=80)
    [question] = find_questions([a, b])
    assert question.kind == "statement"
    assert relations(question) == {("Armenia", "Azerbaijan"): RelationKind.CONFLICT}


def test_rival_aims_of_one_offensive_are_one_question(claim):
    offensive = claim("event", "crossed into Tigray", event_type="ASSAULT", when="2020-11-04", where=("Tigray",), at=5)
    a = claim("statement", "an attempt to restore order", source="Ethiopia", act="assert", at=60, said="2020-11")
    b = claim(
        "statement", "it was meant to remove a rival", source="some analysts", act="assert", at=140, said="2020-11"
    )
    question = next(q for q in find_questions([offensive, a, b]) if q.kind == "statement")
    assert question.title == "What was the aim in Tigray, November 2020?"
    assert len(question.accounts) == 2


def test_every_two_rival_aims_are_set_against_each_other(claim):
    offensive = claim("event", "crossed into Tigray", event_type="ASSAULT", when="2020-11-04", where=("Tigray",), at=5)
    told = [
        claim("statement", text, source=source, act="assert", at=at, said="2020-11")
        for text, source, at in (
            ("an attempt to restore order", "Ethiopia", 60),
            ("it was meant to impress donors in order to keep loans coming", "some analysts", 140),
            ("the main point was to remove a rival", "other analysts", 240),
        )
    ]
    question = next(q for q in find_questions([offensive, *told]) if q.kind == "statement")
    assert [r.relation for r in question.relations] == [RelationKind.CONFLICT] * 3


@pytest.mark.parametrize(
    ("first", "second", "conflicts"),
    [
        ("the ultimate aim of the fleet", "the official aim of the league was to avenge the city", 0),
        ("the raid, which came at dawn, was meant to free hostages", "the aim of the operation was to win a vote", 1),
        ("the aim of the dam was to hold water", "the dam was intended to drown villages", 1),
    ],
)
def test_aims_are_rivals_where_both_are_of_one_act(claim, first, second, conflicts):
    offensive = claim("event", "crossed into Tigray", event_type="ASSAULT", when="2020-11-04", where=("Tigray",), at=5)
    a = claim("statement", first, source="Ethiopia", act="assert", at=60, said="2020-11")
    b = claim("statement", second, source="some analysts", act="assert", at=160, said="2020-11")
    related = [r.relation for q in find_questions([offensive, a, b]) for r in q.relations]
    assert related == [RelationKind.CONFLICT] * conflicts


@pytest.mark.parametrize("lead", ["in order to", "in an attempt to"])
def test_the_aim_of_an_act_of_its_own_is_no_rival(claim, lead):
    offensive = claim("event", "crossed into Tigray", event_type="ASSAULT", when="2020-11-04", where=("Tigray",), at=5)
    a = claim("statement", "an attempt to restore order", source="Ethiopia", act="assert", at=60, said="2020-11")
    text = f"patrols were sent {lead} guard a meeting"
    b = claim("statement", text, source="some analysts", act="assert", at=140, said="2020-11")
    assert not [r for q in find_questions([offensive, a, b]) for r in q.relations]


def test_the_bounds_follow_the_rule_that_is_asked_for(dispute):
    [question] = find_questions(dispute)
    found = {rule: with_bounds(question, rule).bounds for rule in ("minmax", "acled", "third-party", "median")}
    assert [(b.low, b.best, b.high) for b in found.values()] == [
        (520, None, 9000),
        (520, 520, 520),
        (2000, None, 3000),
        (2000, 2500, 3000),
    ]


TOLLS = st.lists(
    st.tuples(
        st.sampled_from([3, 12, 19, 498, 12_000]),
        st.sampled_from(["Russia", "Ukraine", "Reuters", None]),
        st.sampled_from(["Russian soldiers", "Ukrainian soldiers", "people", "civilians"]),
        st.sampled_from(["2022-03-02", "2022-03-11", "2022-03-11/2022-03-13", "2022-06", None]),
        st.sampled_from([None, "Kyiv", "Kharkiv"]),
        st.sampled_from(["killed", "casualties", "wounded"]),
        st.sampled_from("abcd"),
    ),
    max_size=12,
)


def build(toll, rows):
    return [
        toll(n, source=source, of=of, as_of=as_of, place=place, measure=measure, article=article, at=10 * (i + 1))
        for i, (n, source, of, as_of, place, measure, article) in enumerate(rows)
    ]


@given(rows=TOLLS, seed=st.randoms(use_true_random=False))
def test_the_same_questions_whatever_the_order_of_arrival(toll, rows, seed):
    claims = build(toll, rows)
    shuffled = list(claims)
    seed.shuffle(shuffled)
    assert find_questions(shuffled) == find_questions(claims)


@given(rows=TOLLS)
def test_every_figure_answers_exactly_one_question(toll, rows):
    claims = build(toll, rows)
    held = [account.claim.id for question in find_questions(claims) for account in question.accounts]
    assert sorted(held) == sorted(claim.id for claim in claims)


@given(rows=TOLLS)
def test_ids_of_questions_are_unique_and_relations_stay_within_their_question(toll, rows):
    questions = find_questions(build(toll, rows))
    assert len({q.id for q in questions}) == len(questions)
    for question in questions:
        members = {account.claim.id for account in question.accounts}
        assert all({r.a, r.b} <= members and r.why for r in question.relations)


@given(rows=TOLLS)
def test_a_conflict_is_between_origins_of_one_measure_and_period_only(toll, rows):
    for question in find_questions(build(toll, rows)):
        accounts = {account.claim.id: account for account in question.accounts}
        for r in question.relations:
            if r.relation is RelationKind.CONFLICT:
                a, b = accounts[r.a], accounts[r.b]
                assert a.origin != b.origin
                assert a.claim.measure == b.claim.measure
                assert a.claim.high < b.claim.low or b.claim.high < a.claim.low


def test_claims_given_twice_count_once(dispute):
    assert find_questions([*dispute, *dispute]) == find_questions(dispute)


def test_each_sides_claim_to_one_town_is_a_dispute_over_who_holds_it(claim):
    shared = {"event_type": "ASSAULT", "when": "2012-04-10", "where": ("Heglig",), "track": Track.TERRITORY}
    a = claim("event", "took the town", source="Sudan", actors=("Sudanese army",), status="alleged", **shared)
    b = claim(
        "event", "still hold it", source="South Sudan", actors=("South Sudan",), status="alleged", at=80, **shared
    )
    [question] = find_questions([a, b])
    assert question.title == "Who holds Heglig, 10 April 2012?"
    assert relations(question) == {("Sudan", "South Sudan"): RelationKind.CONFLICT}


def test_two_attacks_on_one_town_and_day_on_different_things_are_two_questions(claim):
    shared = {"event_type": "ASSAULT", "when": "2016-02-15", "where": ("Azaz",), "status": "alleged"}
    a = claim("event", "hit the hospital", source="MSF", targets=("the hospital",), trigger="hit", **shared)
    b = claim("event", "burned a school", source="the mayor", targets=("a school",), trigger="burned", at=80, **shared)
    assert len([q for q in find_questions([a, b]) if q.kind == "event"]) == 2


def test_speakers_who_are_not_opposed_make_no_mutual_accusation(claim):
    text = "support in the struggle against Russian aggression"
    a = claim("statement", text, source="France", act="accuse", at=10)
    b = claim("statement", text, source="Ukraine", act="accuse", at=10)
    assert find_questions([a, b]) == ()


def test_tolls_of_one_event_on_two_days_are_a_revision_not_a_conflict(toll):
    a = toll(2, source="the mayor", of="people", place="Goris", as_of="2022-09-14")
    b = toll(5, source="the ministry", of="people", place="Goris", as_of="2022-09-15", article="b")
    [question] = find_questions([a, b])
    assert [r.relation for r in question.relations] == [RelationKind.DIFFERENT_PERIOD]


def test_a_headline_that_repeats_the_quoted_toll_adds_no_origin(toll):
    headline = toll(6, of="civilians", place="Goris", as_of="2022-09-14", at=10)
    quoted = toll(6, source="the mayor of Goris", of="civilians", place="Goris", as_of="2022-09-14", at=90)
    [question] = find_questions([headline, quoted])
    assert question.origins == 1
    assert question.status is QuestionStatus.REPORTED


@pytest.mark.parametrize(("verb", "relation"), [("wants", RelationKind.DIFFERENT_SCOPE), ("counts", None)])
def test_sums_that_two_want_are_no_conflict(toll, verb, relation):
    wage = {"measure": "money", "unit": "USD", "of": "the minimum wage", "as_of": "2024-05-02"}
    a = toll(15, source="Senator Ames", context=f"Ames {verb} a minimum wage of 15 dollars.", **wage)
    b = toll(12, source="Senator Boyd", at=90, context=f"Boyd {verb} a minimum wage of 12 dollars.", **wage)
    judged = judge_figures(a, b)
    assert judged[0] is (relation or RelationKind.CONFLICT)


def test_parts_of_a_toll_told_in_one_text_are_no_conflict(toll):
    whole = toll(7, source="police", of="people", place="Goris", as_of="2022-09-14", measure="wounded", at=10)
    part = toll(3, of="people", place="Goris", as_of="2022-09-14", measure="wounded", at=90)
    [question] = find_questions([whole, part])
    assert question.relations == ()
    assert question.status is QuestionStatus.REPORTED


def test_bare_numbers_beside_different_sides_are_no_conflict(toll):
    russian = "According to the spokesman 498 Russian servicemen died and 1,597 were wounded."
    syrian = "The Syrian army had 3,700 wounded, the ministry claimed."
    a = toll(1597, source="a spokesman", of=None, measure="wounded", at=10, context=russian)
    b = toll(3700, source="the ministry", of=None, measure="wounded", at=90, context=syrian)
    [question] = find_questions([a, b])
    assert question.relations == ()


def test_bare_numbers_of_one_event_are_rivals(toll):
    a = toll(471, source="the ministry", of=None, at=10, context="The ministry put the number of dead at 471.")
    b = toll(100, 300, source="a US assessment", of="people", at=90, context="A US assessment said 100 to 300 died.")
    [question] = find_questions([a, b])
    assert [r.relation for r in question.relations] == [RelationKind.CONFLICT]


def test_its_soldiers_are_the_soldiers_of_who_speaks(toll):
    a = toll(105, source="Armenia", of="its soldiers", as_of="2022-09-14")
    b = toll(400, source="Azerbaijan", of="Armenian soldiers", as_of="2022-09-14", article="b")
    [question] = find_questions([a, b])
    assert question.title == "How many Armenian soldiers were killed, 14 September 2022?"
    assert [account.interest for account in question.accounts] == [Interest.OWN, Interest.ENEMY]


def test_its_people_right_behind_a_friends_name_are_not_taken_for_the_speakers(toll):
    words = "Ukraine mourns with Poland over the death of two of its citizens"
    friends = toll(2, source="Ukraine", actor="ukr", of="its citizens", as_of="2022-11-16", context=words)
    words = "Ukraine says that Russian shells killed two of its citizens"
    own = toll(2, source="Ukraine", actor="ukr", of="its citizens", as_of="2022-11-16", context=words)
    assert (counted_by(friends).party, counted_by(own).party) == (None, "ukr")


def test_who_tells_of_an_attack_is_not_blamed_for_it(claim):
    told = {"event_type": "ASSAULT", "when": "2022-08-02", "where": ("Goris",), "targets": ("the grain depot",)}
    a = claim("event", "Armenian guns hit the grain depot", actors=("Armenian guns",), source="Azerbaijan", **told)
    b = claim("event", "Poland on the grain depot", actors=("Poland",), source="Poland", article="b", **told)
    assert [r.relation for q in find_questions([a, b]) for r in q.relations] == []


def test_a_denial_answers_the_accusation_before_it(claim):
    a = claim("statement", "Israel of bombing the hospital", source="Hamas", act="accuse", at=10)
    b = claim("statement", "striking it", source="Israel", act="deny", at=70)
    [question] = find_questions([a, b])
    assert relations(question) == {("Israel", "Hamas"): RelationKind.DENIES}
    assert question.title == "Is Israel to blame for bombing the hospital, according to Hamas?"


def test_a_toll_told_in_a_third_capital_is_not_counted_there(toll):
    a = toll(3000, source="the Pentagon", of="Russian soldiers", place="Washington", as_of="2022-03-10")
    b = toll(12_000, source="Ukraine", of="Russian soldiers", as_of="2022-03-10", article="b")
    [question] = find_questions([a, b])
    assert question.title == "How many Russian soldiers were killed, 10 March 2022?"
    assert [r.relation for r in question.relations] == [RelationKind.CONFLICT]


def test_an_outlet_that_raises_its_own_count_is_not_in_conflict_with_itself(toll):
    a = toll(28, of="people", place="Goris", as_of="2022-09-14", outlet="Wire", article="a")
    b = toll(31, of="people", place="Goris", as_of="2022-09-14", outlet="Wire", article="b")
    [question] = find_questions([a, b])
    assert [r.relation for r in question.relations] == [RelationKind.SUPERSEDES]


def test_a_denial_of_something_else_answers_nothing(claim):
    a = claim("statement", "Azerbaijan has massed 20,000 troops near the border", source="Armenia", act="assert", at=10)
    b = claim("statement", "that it plans to attack", source="Azerbaijan", act="deny", at=90)
    assert find_questions([a, b]) == ()


def test_who_took_a_town_and_who_denies_it_without_a_date_answer_one_question(claim):
    place = {"event_type": "ASSAULT", "where": ("Fizuli",), "track": Track.TERRITORY, "published": "2020-10-18"}
    taken = claim("event", "its army had taken the town", source="Baku", when="2020-10-16", actors=("Baku",), **place)
    month = "2020-09-18/2020-10-18"  # "had fallen": some time up to the article's day
    denied = claim("event", "the town had fallen", source="Yerevan", when=month, status="denied", at=90, **place)
    [question] = [q for q in find_questions([taken, denied]) if q.kind == "event"]
    assert question.title == "Who holds Fizuli, mid-October 2020?"
    assert question.status is QuestionStatus.DISPUTED


def test_a_title_says_whom_an_attack_hit_and_not_how_many(claim):
    told = {"event_type": "ASSAULT", "when": "2024-05-02", "where": ("Goris",), "source": "the UN", "status": "alleged"}
    hit = claim("event", "people were killed", targets=("Between 10,000 and 15,000 people",), **told)
    [question] = find_questions([hit])
    assert question.title == "Who attacked people in Goris, 2 May 2024?"


def test_whose_losses_a_sentence_tells_goes_before_a_noun_of_the_sentence_before(toll):
    words = "The losses of the Ukrainian armed forces amounted to 2,870 killed and about 3,700 wounded"
    made = toll(3700, of="Russian servicemen", of_actor="rus-mil", measure="wounded", context=words)
    assert counted_by(made).party == "ukr"
