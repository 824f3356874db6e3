"""Which statements deny something, and whose words a denial answers."""

from dataclasses import replace

import pytest

from counterclaim.comparison.counted import counted_by
from counterclaim.comparison.denials import accuses, is_answer, is_denial
from counterclaim.comparison.questions import find_questions
from counterclaim.comparison.rules.events import judge_events
from counterclaim.comparison.rules.statements import shared_telling
from counterclaim.records.question import RelationKind
from counterclaim.records.span import Span
from counterclaim.records.values import Track


@pytest.fixture
def said(claim):
    def make(text, source, at, act="assert", **fields):
        return claim("statement", text, source=source, act=act, at=at, **fields)

    return make


@pytest.mark.parametrize(
    "cue", ["did not know", "has not seen", "declined to say", "could not confirm", "doesn’t think"]
)
def test_who_does_not_know_denies_nothing(said, cue):
    assert not is_denial(said("whether the shells hit the mill", "Eritrean officials", 10, "deny", cue=cue))


@pytest.mark.parametrize("cue", ["denied", "categorically rejects", "dismissed", "has refuted"])
def test_a_verb_of_denial_denies(said, cue):
    assert is_denial(said("that its shells had hit the mill", "Eritrea", 10, "deny", cue=cue))


def test_claims_that_are_called_fake_are_denied_by_whatever_verb(said):
    assert is_denial(said("claims of a shelled grain mill near Massawa are fake news", "Eritrea", 10, cue="says"))


def test_a_denial_answers_what_another_party_says_in_the_same_sense(said):
    charge = said("Eritrean shells destroyed the grain mill at Massawa", "Ethiopia", 10)
    denial = said("that its shells destroyed the grain mill at Massawa", "Eritrea", 90, "deny", cue="denied")
    assert is_answer(denial, charge)


def test_a_denial_whose_content_holds_its_verb_answers_the_charge_before_it(said):
    charge = said("blamed Armenia", "Azerbaijan", 10, "accuse", cue="blamed")
    denial = said("denied responsibility", "Armenia", 60, "deny", cue="denied")
    [question] = find_questions([charge, denial])
    assert [(r.relation, r.why) for r in question.relations] == [("denies", "Armenia denies what Azerbaijan says.")]


def test_two_who_both_say_that_it_was_not_so_do_not_answer_each_other(said):
    one = said("no shell has hit the grain mill at Massawa", "Ethiopia", 10)
    other = said("that no shell hit the grain mill at Massawa", "Eritrea", 90, "deny", cue="said")
    assert not is_answer(other, one)


def test_one_man_under_two_names_does_not_answer_himself(said):
    one = said("shells destroyed the grain mill at Massawa", "Major Tesfay Haile", 10)
    other = said("that the shells destroyed the grain mill at Massawa", "Haile", 90, "deny", cue="denied")
    assert not is_answer(other, one)


def test_a_report_is_answered_by_whoever_denies_it(said):
    report = said("shells destroyed the grain mill at Massawa", "a newspaper report", 10, source_kind="media")
    denial = said(
        "that shells destroyed the grain mill at Massawa", "Haile", 90, "deny", cue="denied", source_kind="person"
    )
    assert is_answer(denial, report)


def test_who_denies_a_part_in_a_killing_does_not_deny_how_many_died(toll):
    context = "Eritrea denied any involvement in the killing of 30 miners."
    denial = toll(30, source="Eritrea", of="miners", article="a", modality="denied", context=context, at=45)
    other = toll(30, source="Ethiopia", of="miners", article="b", context="Ethiopia says 30 miners died.")
    kinds = {r.relation for q in find_questions([denial, other]) for r in q.relations}
    assert "denies" not in kinds


def test_a_number_that_is_denied_is_denied_to_whoever_gives_it(toll):
    words = "Ethiopia says that 30 Eritrean soldiers died; Eritrea denied that 30 soldiers had died."
    shared = {"of": "Eritrean soldiers", "context": words, "sentence": Span(0, len(words))}
    given = toll(30, source="Ethiopia", at=23, **shared)
    denied = toll(30, source="Eritrea", at=66, modality="denied", **shared)
    [question] = find_questions([given, denied])
    assert [(r.relation, r.why) for r in question.relations] == [("denies", "Eritrea denies 30.")]


def test_who_is_blamed_may_have_two_names(claim):
    """A company in Russia's pay is no rival of "Russian troops"; Ukraine and Russia are each other's."""
    shared = {
        "event_type": "ASSAULT",
        "targets": ("the prison barracks",),
        "where": ("Olenivka",),
        "when": "2022-07-29",
    }
    one = claim("event", "Russian troops shelled the barracks", source="Ukraine", actors=("Russian troops",), **shared)
    two = claim("event", "Wagner men shelled it", source="Kyiv Post", article="b", actors=("Wagner Group",), **shared)
    three = claim("event", "Ukraine shelled it", source="Moscow", article="c", actors=("Ukrainian guns",), **shared)
    found = {q.kind: {r.relation for r in q.relations} for q in find_questions([one, two])}
    assert "conflict" not in found.get("event", set())
    assert {r.relation for q in find_questions([one, three]) for r in q.relations} == {"conflict"}


def test_two_enemies_who_tell_the_same_of_each_other_on_one_day_are_in_conflict(said):
    one = said("Armenian guns shelled the cement works at Goris", "Azerbaijani army", 10)
    two = said("Azerbaijani guns shelled the cement works at Goris", "Armenian army", 10, article="b")
    [question] = find_questions([one, two])
    assert [r.relation for r in question.relations] == ["conflict"]


def test_the_aim_of_patrols_is_no_rival_of_an_attacks_aim(said):
    one = said("the mayor's office was the objective of the attack", "Police Chief Ruiz", 10)
    two = said("patrols have been sent to the lake in order to guard the meeting", "a navy officer", 100)
    assert {r.relation for q in find_questions([one, two]) for r in q.relations} == set()


def test_civilians_killed_by_an_army_are_not_its_own(toll):
    assert counted_by(toll(40, of="civilians killed by Eritrean forces")).party is None


def test_ministries_of_one_name_of_two_countries_are_two(said):
    taken = said("that its forces had captured the town of Hadrut", "Azerbaijani Ministry of Defence", 10)
    denial = said("that Azerbaijan had captured Hadrut", "Armenian Ministry of Defence", 90, "deny", cue="denied")
    assert is_answer(denial, taken)


@pytest.fixture
def shelled(claim):
    def make(text, source, at, **fields):
        settled = {"event_type": "ASSAULT", "when": "2023-11-05", "where": ("Brezno",), "targets": ("the market",)}
        return claim("event", text, source=source, at=at, trigger="shelled", **(settled | fields))

    return make


@pytest.mark.parametrize(
    ("told", "doer", "relations"),
    [
        ("Eritrean guns shelled the market", ("Eritrea",), ["denies"]),
        ("Sudanese guns shelled the market", ("Sudan",), []),  # denying one's own part does not clear another
        ("the market was shelled", (), []),
    ],
)
def test_who_denies_an_attack_answers_who_lays_it_on_him(shelled, told, doer, relations):
    blame = shelled(told, "the mayor", 10, actors=doer, status="alleged", article="a")
    words = "its guns had shelled the market"
    denial = shelled(words, "Eritrea", 10, actors=("Eritrea",), status="denied", act="deny", article="b")
    found = [q for q in find_questions([blame, denial]) if q.kind == "event"]
    assert [r.relation for q in found for r in q.relations] == relations


def test_the_taking_of_a_town_is_told_and_denied_in_one_question(claim):
    taken = {"event_type": "ASSAULT", "when": "2020-10-09", "trigger": "captured", "actors": ("Azerbaijan",)}
    told = claim(
        "event", "its forces had captured the town of Hadrut", source="Azerbaijan", targets=("town of Hadrut",),
        where=("Hadrut",), status="alleged", **taken,
    )  # fmt: skip
    denial = claim(
        "event", "Azerbaijan had captured Hadrut", source="Armenia", targets=("Hadrut",), status="denied", act="deny",
        article="b", **taken,
    )  # fmt: skip
    [question] = find_questions([told, denial])
    assert (question.title, question.status) == ("Who holds Hadrut, 9 October 2020?", "disputed")


def test_what_one_article_tells_twice_of_an_attack_in_one_voice_is_one_account(shelled):
    twice = [shelled("guns shelled the market", None, at, actors=("Eritrea",)) for at in (10, 300)]
    by_another = shelled("Eritrea shelled the market", "the mayor", 500, actors=("Eritrea",), status="alleged")
    [question] = find_questions([*twice, by_another])
    assert [account.claim.span.start for account in question.accounts] == [10, 500]


@pytest.mark.parametrize(("cue", "answered"), [("said", True), ("published", False), ("has announced", False)])
def test_a_denial_answers_a_charge_and_no_list_or_inquiry(said, cue, answered):
    charge = said("crimes of Eritrean troops in the Massawa district", "Ethiopia", 10, "accuse", cue=cue)
    denial = said("committing crimes in the Asmara district", "Eritrea", 200, "deny", cue="denied")
    charge, denial = (replace(c, article=replace(c.article, id=name)) for c, name in ((charge, "a"), (denial, "b")))
    assert accuses(charge, denial) is answered


def test_a_not_in_one_clause_denies_nothing_that_another_clause_shares(said):
    told = said("the strikes show its attitude to the mills of Massawa", "an envoy", 10)
    other = said(
        "that all is not over, and show its attitude to the mills of Massawa", "Eritrea", 200, "deny", cue="said"
    )
    assert not is_answer(other, told)


def test_who_speaks_of_his_own_deed_accuses_nobody_else(said):
    charge = said("Eritrea of aggression against Ethiopia", "Ethiopia", 10, "accuse", cue="accused")
    owned = said("its aggression against Ethiopia", "Eritrea", 90, "accuse", cue="recognised")
    assert find_questions([charge, owned]) == ()


def test_one_who_tells_of_both_sides_ground_contradicts_nobody(claim):
    shared = {"event_type": "ASSAULT", "track": Track.TERRITORY, "when": "2024-05-03", "where": ("Brezno",)}
    own = claim("event", "rebels hold Brezno", actors=("Syrian rebels",), source="a spokesman", at=10, **shared)
    rival = claim("event", "the army holds half of it", actors=("Syria",), source="a spokesman", at=60, **shared)
    of_another = claim("event", "the army holds it", actors=("Syria",), source="Damascus", at=110, **shared)
    assert judge_events(own, rival) is None
    assert judge_events(own, of_another)[0] is RelationKind.CONFLICT


@pytest.mark.parametrize(
    ("first", "second", "conflicts"),
    [("the rebels", "chiefs of the rebels", 0), ("analysts", "other analysts", 1), ("analysts", "envoys", 1)],
)
def test_two_names_of_one_teller_give_no_rival_aims(claim, said, first, second, conflicts):
    offensive = claim("event", "crossed into Tigray", event_type="ASSAULT", when="2020-11-04", where=("Tigray",), at=5)
    a = said("it was meant to restore order", first, 60)
    b = said("the main point was to remove a rival", second, 140)
    related = [r.relation for q in find_questions([offensive, a, b]) for r in q.relations]
    assert related == [RelationKind.CONFLICT] * conflicts


def test_a_charge_without_a_verb_is_denied_as_one_with_a_verb(said):
    charge = said("atrocities by Eritrean soldiers in Adwa", "the union", 10, "accuse", article="b", cue="condemned")
    denial = said("that its soldiers had committed atrocities in Adwa", "Eritrea", 10, "deny", cue="denied")
    assert is_answer(denial, charge)


def test_who_denies_a_deed_in_one_place_denies_no_charge_of_deeds_elsewhere(said):
    charge = said("Eritrea of war crimes against herders", "the union", 10, "accuse", article="b", cue="accused")
    denial = said("committing war crimes against herders in Adwa", "Eritrea", 10, "deny", cue="denied")
    assert is_answer(denial, replace(charge, context="In Adwa, the union accused Eritrea of war crimes."))
    assert not is_answer(denial, charge)


def test_words_in_another_form_are_the_same_words(said):
    told = said("that a rocket of the Salk militia had fallen short", "Lieutenant Dror", 10)
    denial = said("that one of its rockets had fallen on the clinic", "Salk militia", 90, "deny", cue="denied")
    assert shared_telling(told, denial) >= 2


def test_a_number_called_exaggerated_is_denied_by_whoever_calls_it_so(said):
    told = said("3,240 herders have been killed by the security forces", "the prisoners' league", 10)
    denial = said("that number exaggerated", "the junta", 120, "express", cue="calls")
    [question] = find_questions([told, denial])
    [relation] = question.relations
    assert (relation.relation, relation.a, relation.b) == ("denies", denial.id, told.id)


def test_an_aim_of_ones_own_is_a_rival_of_the_aim_that_another_gives_of_it(said):
    theirs = said("the offensive was meant to weaken the capital on behalf of its neighbours", "the minister", 10)
    own = said("their aim was to stop the shelling of villages", "the rebels", 150)
    assert [r.relation for q in find_questions([theirs, own]) for r in q.relations] == ["conflict"]
    assert [q for q in find_questions([own]) if q.relations] == []
