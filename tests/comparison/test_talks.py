"""How mentions of talks become rounds, in order of date, with the moves of the parties."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.comparison.talk_words import issue_of
from counterclaim.comparison.talks import find_rounds
from counterclaim.records.span import Span
from counterclaim.records.talks import Issue
from counterclaim.records.values import Act, Status


@pytest.fixture(scope="session")
def meeting(claim):
    def make(text, when, where=(), actors=("Eritrea", "Ethiopia"), **fields):
        settled = {"event_type": "CONSULT", "when": when, "where": where, "actors": actors}
        return claim("event", text, **(settled | fields))

    return make


def test_mentions_of_one_day_place_and_parties_are_one_round(meeting):
    a = meeting("talks in Algiers", "2000-06-18", ("Algiers",), article="a")
    b = meeting("met in Algiers, Algeria", "2000-06-18", ("Algiers, Algeria",), article="b")
    [found] = find_rounds([a, b])
    assert (found.date.text, found.place, len(found.mentions)) == ("2000-06-18", "Algiers, Algeria", 2)
    assert found.parties == ("Eritrea", "Ethiopia")


def test_rounds_stand_in_order_of_date_and_undated_ones_last(meeting):
    rounds = find_rounds(
        [
            meeting("peace talks resumed", None, article="c"),
            meeting("second round of talks", "2000-12-12", ("Algiers",), article="b"),
            meeting("first talks", "2000-05-30", ("Algiers",), article="a"),
        ]
    )
    assert [found.date and found.date.text for found in rounds] == ["2000-05-30", "2000-12-12", None]


def test_other_parties_on_one_day_in_one_town_are_another_round(meeting):
    a = meeting("talks in Geneva", "2014-01-22", ("Geneva",), ("Syria", "Turkey"))
    b = meeting("talks in Geneva", "2014-01-22", ("Geneva",), ("Iran", "United States"), at=90)
    assert len(find_rounds([a, b])) == 2


def test_a_vague_mention_that_names_the_same_ministers_joins_the_dated_round(meeting):
    dated = meeting("met on Thursday", "2000-06-18", ("Algiers",), ("Seyoum Mesfin", "Haile Woldensae"), article="a")
    vague = meeting(
        "Woldensae met Mesfin", "2000-06/2000-07", ("Algeria",), ("Haile Woldensae", "Seyoum Mesfin"), article="b"
    )
    [found] = find_rounds([vague, dated])
    assert found.date.text == "2000-06-18"


def test_a_series_of_meetings_that_points_to_no_round_is_one_of_its_own(meeting):
    dated = meeting("talks opened", "2000-06-18", ("Algiers",), article="a")
    series = meeting("negotiators have met six times", "2000-05/2000-07", (), ("Eritrean and Ethiopian negotiators",))
    rounds = find_rounds([series, dated])
    assert [found.date.text for found in rounds] == ["2000-06-18", "2000-05/2000-07"]
    assert rounds[1].parties == ("Eritrea", "Ethiopia")


def test_parties_are_taken_from_the_sentence_where_the_event_names_none(meeting):
    told = "Representatives of the Sudanese army and the Rapid Support Forces resumed talks under Saudi mediation."
    mention = meeting("Representatives", "2023-05-20", ("Jeddah",), ("Representatives",), context=told)
    talks = meeting("resumed talks", "2023-05-20", ("Jeddah",), ("Representatives",), at=78, context=told)
    talks = dataclasses.replace(talks, sentence=Span(0, len(told)))
    [found] = find_rounds([mention, talks])
    assert found.parties == ("Rapid Support Forces", "Sudan")


def test_one_partys_own_council_is_no_round(meeting):
    assert find_rounds([meeting("a meeting of the Ethiopian Security Council", "2000-06-18", (), ("Ethiopia",))]) == ()


def test_the_outcome_is_the_articles_words_and_only_of_talks_that_took_place(meeting):
    context = "The talks in Algiers ended after an hour with no agreement, the agency said."
    held = meeting("The talks in Algiers", "2000-06-18", ("Algiers",), at=0, context=context)
    planned = meeting("The talks in Algiers", "2030-06-18", ("Algiers",), at=0, context=context, status="planned")
    assert find_rounds([held])[0].outcome == "ended after an hour with no agreement"
    assert find_rounds([planned])[0].outcome is None
    assert find_rounds([planned])[0].status is Status.PLANNED


def test_moves_stand_with_the_round_of_their_article_and_week(claim, meeting):
    talks = meeting("talks in Algiers", "2000-06-18", ("Algiers",))
    near = claim("statement", "withdraw from the occupied territory", source="Eritrea", act="demand", said="2000-06-19")
    late = claim("statement", "withdraw all troops", source="Eritrea", act="demand", said="2000-09-01", at=200)
    view = claim("statement", "the weather in the territory is fine", source="Eritrea", act="assert", at=300)
    [found] = find_rounds([talks, near, late, view])
    assert [(m.party, m.act, m.issue, m.mention.claim) for m in found.moves] == [
        ("Eritrea", Act.DEMAND, Issue.TERRITORY, near.id)
    ]


@pytest.mark.parametrize(
    ("words", "issue"),
    [
        ("an immediate ceasefire", Issue.CEASEFIRE),
        ("to swap 200 prisoners of war", Issue.PRISONERS),
        ("binding security guarantees", Issue.GUARANTEES),
        ("to open humanitarian corridors", Issue.CORRIDORS),
        ("that the embargo be lifted", Issue.SANCTIONS),
        ("to renounce NATO membership", Issue.NATO),
        ("recognise the annexed provinces", Issue.TERRITORY),
        ("two seven-day pauses in the fighting to vaccinate children", Issue.CEASEFIRE),
        ("to talk, and not to let anybody use the talks for what the other side's regime has long wanted", Issue.TALKS),
        ("talks about an exchange of prisoners", Issue.PRISONERS),
        ("$40 million in humanitarian aid", Issue.OTHER),
        ("that it would not recognise any such government", Issue.REGIME),
        ("the tea was cold", Issue.OTHER),
    ],
)
def test_the_issue_of_a_move_is_read_from_its_words(words, issue):
    assert issue_of(words) is issue


MEETINGS = st.lists(
    st.tuples(
        st.sampled_from(["2000-06-18", "2000-06-19", "2000-06-18/2000-06-20", "2000-06", None]),
        st.sampled_from([(), ("Algiers",), ("Algeria",), ("Geneva",)]),
        st.sampled_from([("Eritrea", "Ethiopia"), ("Ethiopia", "Algeria"), ("Eritrean and Ethiopian envoys",)]),
        st.sampled_from("abc"),
    ),
    max_size=8,
)


@given(rows=MEETINGS, chance=st.randoms(use_true_random=False))
def test_the_same_rounds_whatever_the_order_and_every_mention_in_one(meeting, rows, chance):
    claims = [
        meeting("talks", when, where, actors, article=article, at=10 * (i + 1))
        for i, (when, where, actors, article) in enumerate(rows)
    ]
    shuffled = list(claims)
    chance.shuffle(shuffled)
    rounds = find_rounds(claims)
    assert find_rounds(shuffled) == rounds
    assert sorted(m.claim for found in rounds for m in found.mentions) == sorted(c.id for c in claims)
    assert len({found.id for found in rounds}) == len(rounds)


def test_planned_talks_without_a_date_are_a_round_where_place_and_parties_are_named(claim):
    words = "Armenia and Azerbaijan are to hold talks in Goris"
    [found] = find_rounds(
        [
            claim(
                "event",
                words,
                event_type="CONSULT",
                actors=("Armenia", "Azerbaijan"),
                where=("Goris",),
                status="planned",
                trigger="talks",
            )
        ]
    )
    assert (found.status, found.date, found.place) == (Status.PLANNED, None, "Goris")
    assert found.parties == ("Armenia", "Azerbaijan")


def test_an_intention_to_talk_without_place_or_date_is_no_round(claim):
    assert (
        find_rounds(
            [
                claim(
                    "event",
                    "Armenia intends talks with Azerbaijan",
                    event_type="CONSULT",
                    status="planned",
                    trigger="talks",
                )
            ]
        )
        == ()
    )


def test_peace_talks_of_a_known_day_and_place_are_a_round_though_one_side_is_named(claim):
    words = "Ethiopia will pull back, a spokesman said after peace talks in Nairobi"
    told = claim(
        "event",
        "peace talks in Nairobi",
        context=words,
        event_type="CONSULT",
        where=("Nairobi",),
        when="2022-11-07",
        trigger="talks",
    )
    assert [(r.date.text, r.place) for r in find_rounds([told])] == [("2022-11-07", "Nairobi")]


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ("sent an envoy for a first meeting on the Eritrean border", Status.HAPPENED),
        ("were to meet on the Eritrean border", Status.PLANNED),
        ("had a meeting on the Eritrean border that was called off", Status.PLANNED),
    ],
)
def test_talks_of_a_day_gone_by_took_place_unless_their_sentence_speaks_of_a_plan(meeting, told, status):
    planned = meeting(told, "2000-06-18", ("Eritrean border",), at=0, context=told, status="planned")
    assert find_rounds([planned])[0].status is status


def test_a_border_by_one_country_and_by_both_is_one_place_of_talks(meeting):
    by_both = meeting("met at the border", "2000-06-18", ("Ethiopia-Sudan border",), article="a")
    by_one = meeting("first meeting", "2000-06-18", ("Sudanese border",), article="b")
    elsewhere = meeting("second meeting", "2000-06-18", ("Kenyan border",), article="c")
    assert [len(found.mentions) for found in find_rounds([by_both, by_one, elsewhere])] in ([2, 1], [1, 2])


def test_who_meets_stays_a_party_though_its_country_stands_before_the_place(meeting):
    told = meeting("a round of talks", "2000-06-18", ("Eritrea", "Ethiopia", "Algeria"))
    assert find_rounds([told])[0].parties == ("Eritrea", "Ethiopia")


def test_two_parties_met_and_not_the_ministers_whom_the_article_names(meeting):
    words = (
        "Talks in Moscow between the foreign ministers of Armenia and Azerbaijan, Zohrab Adamyan and Jeyhun Rahimov, "
        "mediated by Russian envoy Sergei Orlov, ran for ten hours."
    )
    told = meeting(words[:15], "2020-10-10", actors=("Zohrab Adamyan", "Jeyhun Rahimov"), context=words)
    [found] = find_rounds([told])
    assert (found.parties, found.mediators, found.level) == (("Armenia", "Azerbaijan"), ("Russia",), "ministers")


def test_how_talks_ended_is_told_where_the_verb_stands_far_behind_them(meeting):
    words = (
        "Talks between the army and the RSF in Jeddah resumed on October 26 and broke off in December without a deal."
    )
    [found] = find_rounds([meeting(words[:44], "2023-10-26", actors=("the army", "RSF"), context=words)])
    assert found.outcome == "broke off in December without a deal"


def test_a_call_of_the_two_countries_generals_is_a_round(claim, meeting):
    told = claim(
        "event", "the generals of the two countries spoke by telephone", event_type="CONSULT", when="2024-05-02"
    )
    wars = [
        claim("event", f"shelled a village {n}", event_type="ASSAULT", at=200 + n, actors=(a,), targets=(b,))
        for n, (a, b) in enumerate((("India", "Pakistani troops"), ("Pakistan", "Indian troops")))
    ]
    [found] = find_rounds([told, *wars])
    assert found.parties == ("India", "Pakistan")
