"""Counts of a part of an event's victims are no rivals of the whole."""

from dataclasses import replace

import pytest

from counterclaim.comparison.parts import counts_all_shot, part_words, parts_among
from counterclaim.comparison.questions import find_questions
from counterclaim.comparison.stories import Stories
from counterclaim.records.question import RelationKind
from counterclaim.records.span import Span


def victims(toll, number, sentence, measure="wounded", words=None, **fields):
    words = words or str(number)
    at = sentence.index(words)
    made = toll(number, of=fields.pop("of", "people"), measure=measure, text=words, context=sentence, at=at, **fields)
    return replace(made, sentence=Span(0, len(sentence)), span=Span(at, at + len(words)))


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("A clerk died and another 3 were hurt.", "another 3"),
        ("Soldiers said 3 of the wounded were guards.", "3 of the"),
        ("Doctors said 3 people were in critical condition.", "3 … critical"),
        ("The blast hurt 3 women at the stall.", "3 women"),
        ("The injured are aged 3 and older.", "aged 3"),
        ("He shot 3 people in the leg and another man in the arm.", "3 … and another man"),
    ],
)
def test_the_words_around_a_number_tell_that_it_counts_a_part(toll, sentence, words):
    of = "women" if "women" in sentence else "people"
    assert part_words(victims(toll, 3, sentence, of=of)) == words


@pytest.mark.parametrize(
    ("sentence", "by", "words"),
    [
        ("The defenders of Brezno have killed 3 raiders.", "The defenders", "3 by The defenders of Brezno"),
        ("The 12th Brigade has killed 3 raiders.", "The 12th Brigade", "3 by The 12th Brigade"),
        ("The defenders of Georgia have killed 3 raiders.", "The defenders", None),
        ("The army has killed 3 raiders.", "The army", None),
    ],
)
def test_what_one_unit_or_garrison_did_is_a_part_of_what_its_side_did(toll, sentence, by, words):
    assert part_words(victims(toll, 3, sentence, measure="killed", by=by, of="raiders")) == words


def test_a_count_of_another_kind_behind_it_makes_no_part(toll):
    assert part_words(victims(toll, 3, "The blast hurt 3 people and another man was killed.")) is None


def test_a_plain_count_is_no_part(toll):
    assert part_words(victims(toll, 14, "The shelling of the bus station wounded 14 people, the mayor said.")) is None


def test_what_one_text_counts_beside_a_larger_number_of_its_own_is_a_part(toll):
    whole = victims(toll, 14, "The shelling wounded 14 people.")
    part = victims(toll, 5, "It wounded 5 people at the bus stop itself.")
    rival = victims(toll, 9, "Rebels spoke of 9 people wounded.", source="Syrian rebels", actor="syr-rebels")
    assert set(parts_among([whole, part, rival])) == {part.id}


def test_people_shot_may_hold_the_dead(toll):
    assert counts_all_shot(victims(toll, 4, "In all 4 people were shot."))
    assert not counts_all_shot(victims(toll, 4, "In all 4 people shot at were injured."))


def test_two_reports_of_one_story_differ_by_their_whole_counts_only(toll):
    first = victims(toll, 14, "The shelling of the depot wounded 14 people.", article="a")
    part = victims(toll, 5, "Another 5 people lay in the yard.", article="b", words="5")
    rival = victims(toll, 11, "The shells wounded 11 people.", article="b")
    ids = {claim.article.id for claim in (first, part, rival)}
    stories = Stories(dict.fromkeys(ids, first.article.id))
    [question] = find_questions([first, part, rival], stories=stories)
    found = {frozenset((r.a, r.b)): r.relation for r in question.relations}
    assert found[frozenset((first.id, rival.id))] is RelationKind.CONFLICT
    assert found[frozenset((first.id, part.id))] is RelationKind.DIFFERENT_SCOPE


@pytest.mark.parametrize(
    ("first", "later", "day", "relation"),
    [
        # a day later the dead are more: they were found
        (
            "Shells killed 5 people in the depot.",
            "Shells on the depot killed 12 people.",
            "2024-05-04",
            "different-period",
        ),
        # on one day only where the words say that the toll went up
        (
            "Shells killed 5 people in the depot.",
            "The toll in the depot rises to 12.",
            "2024-05-03",
            "different-period",
        ),
        ("Shells killed 5 people in the depot.", "Shells on the depot killed 12 people.", "2024-05-03", "conflict"),
        # a later, lower number is no growth
        ("Shells killed 12 people in the depot.", "Shells on the depot killed 5 people.", "2024-05-04", "conflict"),
    ],
)
def test_a_higher_toll_told_later_or_as_rising_is_no_rival(toll, first, later, day, relation):
    numbers = [12 if "12" in sentence else 5 for sentence in (first, later)]
    a = victims(toll, numbers[0], first, measure="killed", article="a")
    b = victims(toll, numbers[1], later, measure="killed", article="b", published=day)
    stories = Stories({claim.article.id: a.article.id for claim in (a, b)})
    [question] = find_questions([a, b], stories=stories)
    assert [r.relation.value for r in question.relations] == [relation]


def test_whose_troops_killed_in_a_town_says_where_and_not_which_troops(toll):
    sentence = "About 240 people were killed by Eritrean troops in Adwa, the league said."
    assert part_words(victims(toll, 240, sentence, "killed", by="Eritrean troops", place="Adwa")) is None
