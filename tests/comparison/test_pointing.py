"""Denials that name little of what they deny, and the statement that each of them points at."""

import pytest

from counterclaim.comparison.denials import is_denial
from counterclaim.comparison.pointing import pointed_at
from counterclaim.comparison.questions import find_questions


@pytest.fixture
def said(claim):
    def make(text, source, at, act="assert", **fields):
        return claim("statement", text, source=source, act=act, at=at, **fields)

    return make


@pytest.fixture
def denied(said):
    def make(text, source, at, cue="denied", **fields):
        return said(text, source, at, "deny", cue=cue, **fields)

    return make


def test_words_denied_as_another_says_them_are_told_by_the_other(said, denied):
    """ "The ministry denied that its jets had crossed the river, as the rebels say": two read one content."""
    denial = denied("that its jets had crossed the Okwa river", "the ministry", 30)
    told = said("that its jets had crossed the Okwa river", "the rebels", 30, cue="say")
    assert pointed_at(denial, [told, denial]) == told


def test_who_reports_a_denial_does_not_say_what_is_denied(said, denied):
    denial = denied("that its jets had crossed the Okwa river", "the army", 60)
    outer = said("the army denied that its jets had crossed the Okwa river", "a radio station", 40, cue="said")
    assert pointed_at(denial, [outer, denial]) is None


def test_this_account_is_the_one_told_right_before(said, denied):
    early = said("the pump house was blown up by smugglers", "the governor", 10)
    late = said("two men fired first at the patrol", "the provincial council", 120)
    denial = denied("rejected this account", "relatives of the dead", 200, cue="rejected")
    assert pointed_at(denial, [early, late, denial]) == late


def test_an_account_that_is_named_by_its_teller_is_that_tellers(said, denied):
    army = said("two men had fired first at the patrol", "the army command", 10)
    council = said("the mill was shut on Monday", "the provincial council", 120)
    denial = denied("rejected the military version", "relatives of the dead", 200, cue="rejected")
    assert pointed_at(denial, [army, council, denial]) == army
    assert pointed_at(denial, [council, denial]) is None


def test_an_account_of_which_more_is_said_is_not_simply_the_one_before(said, denied):
    council = said("the mill was shut on Monday", "the provincial council", 120)
    denial = denied("the claim that the bridge at Gor had been mined", "relatives of the dead", 200, cue="rejected")
    assert pointed_at(denial, [council, denial]) is None


def test_figures_that_are_called_propaganda_are_those_with_a_number(said, denied):
    toll = said("that 272 people had died at Okwa", "the league of doctors", 10)
    other = said("that the clinic had been shut", "the mayor", 60)
    denial = denied("called the figures propaganda", "the junta", 120, cue="called")
    assert is_denial(denial)
    assert pointed_at(denial, [toll, other, denial]) == toll


def test_who_denies_a_part_answers_whoever_charges_him(said, denied):
    charge = said("the rebels of murdering the union leader", "the interior minister", 10, "accuse")
    late = said("the funeral would be on Friday", "the family", 120)
    denial = denied("had nothing to do with that murder", "a rebel commander", 200, cue="said")
    [question] = find_questions([charge, late, denial])
    assert [(r.relation, r.why) for r in question.relations] == [
        ("denies", "a rebel commander denies what the interior minister says.")
    ]


def test_who_denies_a_part_in_one_deed_does_not_answer_a_charge_of_another_far_off(said, denied):
    charge = said("the rebels of murdering the union leader", "the interior minister", 10, "accuse")
    denial = denied("any involvement in the theft of the cathedral's archive", "the rebels", 500)
    assert pointed_at(denial, [charge, denial]) is None


def test_denied_killings_are_those_that_he_is_said_to_have_done(said, denied):
    told = said("that 131 people were killed by M23 rebels in two villages", "a team of investigators", 10)
    denial = denied("denied the killings", "M23", 120)
    assert pointed_at(denial, [told, denial]) == told


def test_a_judge_who_dismisses_charges_denies_nothing_to_anybody(said, denied):
    charge = said("the driver of theft", "the police", 10, "accuse")
    denial = denied(
        "dismissed the charges",
        "Kim Hale",
        60,
        cue="dismissed",
        context="District Judge Kim Hale dismissed the charges.",
    )
    assert pointed_at(denial, [charge, denial]) is None


def test_who_answers_a_charge_does_not_make_it(said, denied):
    answer = said("Ruritania’s accusations of sabotage at the lock", "the embassy", 10, cue="responds to")
    denial = denied("dismissed the accusation", "the foreign ministry", 120, cue="dismissed")
    assert pointed_at(denial, [answer, denial]) is None


def test_one_side_does_not_deny_its_own_words(said, denied):
    own = said("that 12 fighters had died in the cellar", "Israeli military spokesman", 10)
    denial = denied("called the toll a lie", "Israeli army officials", 90, cue="said")
    assert pointed_at(denial, [own, denial]) is None


def test_a_charge_told_and_denied_in_one_breath_is_the_one_before_the_comma(said, denied):
    other = said("that the count had begun early", "a reporter", 10)
    told = said("that the contest had been rigged against him", "the challenger", 60, cue="complained")
    denial = denied("a charge that the league’s leaders strongly", "the league’s leaders", 106)
    assert pointed_at(denial, [other, told, denial]) == told


def test_a_suggestion_whose_content_follows_is_not_the_one_before(said, denied):
    told = said("“I know what my flaws are”", "the mayor", 10)
    denial = denied("the suggestion, unfounded, I think, that the city sat on the tape", "an adviser", 120)
    assert pointed_at(denial, [told, denial]) is None
