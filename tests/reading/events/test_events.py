"""What counts as an event, who takes part, and what is folded into one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.records.values import EventType, Status, Track


def told(reading):
    """Type, status and words of every event."""
    return [(e.type, e.status, e.trigger.of(reading.article.text)) for e in reading.events]


def test_a_light_verb_and_its_noun_are_one_event(read):
    reading = read("The rebels launched a drone attack on the oil terminal on Monday.", published="2024-05-10")
    [event] = reading.events
    assert (event.type, event.mode, event.status) == (EventType.ASSAULT, "drone", Status.HAPPENED)
    assert event.trigger.of(reading.article.text) == "drone attack"
    assert event.actors == ("rebels",)
    assert event.targets == ("oil terminal",)
    assert str(event.when) == "2024-05-06"
    assert event.track is Track.STRIKES


def test_a_result_told_in_a_participle_belongs_to_the_attack(read):
    reading = read("Gunmen attacked the convoy near the bridge, killing four drivers.")
    [event] = reading.events
    assert event.type is EventType.ASSAULT
    assert event.targets == ("convoy", "four drivers")


def test_a_passive_names_the_one_after_by_as_actor(read):
    [event] = read("The warehouse was destroyed by government troops.").events
    assert event.actors == ("government troops",)
    assert event.targets == ("warehouse",)


def test_a_reduced_relative_is_read_like_a_passive(read):
    events = read("Houses shelled by the separatists were still burning.").events
    assert [(e.type, e.mode, e.actors, e.targets) for e in events] == [
        (EventType.ASSAULT, "heavy-weapons", ("separatists",), ("Houses",))
    ]


def test_who_suffers_an_attack_is_its_target(read):
    [event] = read("The garrison came under a heavy attack at dawn.").events
    assert event.actors == ()
    assert event.targets == ("garrison",)


def test_joined_verbs_of_different_kinds_are_two_events(read):
    kinds = [e.type for e in read("The junta jailed the editors and expelled the ambassador.").events]
    assert kinds == [EventType.COERCE, EventType.SANCTION]


def test_what_is_demanded_is_no_second_event(read):
    reading = read("The envoy demanded that the two sides exchange prisoners and open a corridor.")
    assert told(reading) == [(EventType.REQUEST, Status.HAPPENED, "demanded")]


def test_a_deed_that_is_promised_is_an_event_to_come_beside_the_promise(read):
    reading = read("The rebels agreed to withdraw from the town and to hand over all heavy weapons.")
    assert told(reading) == [
        (EventType.AGREE, Status.HAPPENED, "agreed"),
        (EventType.YIELD, Status.PLANNED, "withdraw from"),
        (EventType.YIELD, Status.PLANNED, "hand over"),
    ]


def test_talks_that_are_agreed_upon_are_no_second_event(read):
    reading = read("The government agreed to hold talks with the rebels.")
    assert told(reading) == [(EventType.AGREE, Status.HAPPENED, "agreed")]


def test_what_somebody_answers_for_has_happened(read):
    assert told(read("The police arrested four men for killing a guard.")) == [
        (EventType.COERCE, Status.HAPPENED, "arrested"),
        (EventType.ASSAULT, Status.HAPPENED, "killing"),
    ]


def test_an_inquiry_into_a_deed_does_not_ask_for_the_deed(read):
    assert told(read("The charity called for an inquiry into the murder of three nurses.")) == [
        (EventType.REQUEST, Status.HAPPENED, "called for"),
        (EventType.ASSAULT, Status.HAPPENED, "murder"),
    ]


def test_the_possessor_of_a_murder_is_its_victim(read):
    (event,) = [e for e in read("The mayor's murder on Monday led to riots.").events if e.type is EventType.ASSAULT]
    assert (event.actors, event.targets) == ((), ("mayor",))


def test_what_is_left_without_something_has_not_withdrawn(read):
    assert read("A brigade was left without fuel.").events == ()


def test_an_acronym_is_somebody(read):
    assert told(read("The TKF blames the army for both raids."))[0] == (EventType.ACCUSE, Status.HAPPENED, "blames")


def test_who_is_under_siege_or_in_talks_is_told(read):
    assert told(read("The town is under siege.")) == [(EventType.ASSAULT, Status.HAPPENED, "siege")]
    assert told(read("The two generals were in talks on Monday.")) == [(EventType.CONSULT, Status.HAPPENED, "talks")]


def test_the_purpose_of_a_move_is_no_second_event(read):
    reading = read("The general sent tanks and soldiers to recapture the pass.")
    assert [e.type for e in reading.events] == [EventType.MOBILIZE]


def test_a_noun_that_points_back_is_no_second_event(read):
    assert read("The talks failed.").events == ()
    assert read("The offensive stalled.").events == ()


def test_a_bare_saying_is_no_event(read):
    assert read("The minister said on Tuesday that the harvest had been good.").events == ()


def test_a_question_tells_no_event(read):
    assert read("Did the army shell the hospital?").events == ()


def test_a_heading_tells_no_event(read):
    assert read("Fighting Spreads\n\nIt rained all day in the valley.").events == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The weather hit the tourist trade hard.", None),
        ("Critics attacked the budget plan.", None),
        ("The team met its sales target.", None),
        ("The actor shot a film in the old town.", None),
        ("Dock workers went on strike over pay.", EventType.PROTEST),
    ],
)
def test_a_word_in_another_sense_is_not_taken_for_war(text, kind, read):
    found = [e.type for e in read(text).events]
    assert found == ([kind] if kind else [])


def test_a_weapon_cannot_act_and_a_town_cannot_attack(read):
    [event] = read("A missile struck a school in the village of Brezno.").events
    assert event.actors == ()
    assert event.mode == "heavy-weapons"


def test_each_event_stands_in_its_own_words(read):
    text = "Rebels seized the port. Two days later the navy shelled the docks, and the mayor resigned."
    reading = read(text)
    for event in reading.events:
        assert event.span.covers(event.trigger)
        assert "\n" not in event.span.of(text)
    assert [e.id for e in reading.events] == [f"e{n}" for n in range(1, len(reading.events) + 1)]


def test_every_event_says_which_rules_read_it(read):
    [event] = read("The brigade captured the village.").events
    frame, status, date = event.rule.split("; ")
    assert (frame, status, date) == ("assault.capture", "narrator", "undated")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "ATTACK ATTACK ATTACK " * 200,
        "“" * 300 + "attacked",
        "12 34 56 " * 300,
        "\u200f\u05d4\u05dd attacked \u200e",
        "?!.\n" * 99,
    ],
    ids=["empty", "one letter", "capitals", "marks", "digits", "right to left", "punctuation"],
)
def test_hostile_text_is_read_without_error(text, read):
    assert isinstance(read(text).events, tuple)


_WORDS = st.sampled_from(
    "the rebels army attacked said would not talks on with Monday killed by city if and to withdraw agreed , .".split()
)


@settings(max_examples=25)
@given(st.lists(_WORDS, max_size=40))
def test_whatever_the_words_events_slice_back_and_do_not_repeat(models, words):
    from counterclaim.reading.reader import read_articles
    from counterclaim.records.article import Article

    text = " ".join(words)
    [reading] = read_articles([Article(text)], models)
    triggers = [e.trigger for e in reading.events]
    assert len(set(triggers)) == len(triggers)
    assert all(0 <= e.span.start <= e.trigger.start < e.trigger.end <= e.span.end <= len(text) for e in reading.events)


def test_the_same_text_gives_the_same_events(read):
    text = "Troops shelled the town on Friday and then entered it, the governor said."
    assert read(text).events == read(text).events


def test_a_series_of_attacks_is_carried_by_its_own_verb(read):
    [event] = read("The rebels launched a series of attacks on the ridge.").events
    assert event.actors == ("rebels",)
    assert event.trigger.of("The rebels launched a series of attacks on the ridge.") == "attacks"


@pytest.mark.parametrize(
    ("sentence", "kind", "status"),
    [
        ("A battle took place near the river on Monday.", EventType.ASSAULT, Status.HAPPENED),
        ("No such raid took place.", EventType.ASSAULT, Status.DENIED),
        ("The blockade ended on 9 July.", EventType.YIELD, Status.HAPPENED),
        ("The blockade will end in July.", EventType.YIELD, Status.PREDICTED),
        ("The rebels were to hand over the bodies on Thursday.", EventType.YIELD, Status.PLANNED),
        ("Nobody has claimed responsibility for the bombing of the market.", EventType.ASSAULT, Status.HAPPENED),
        ("The garrison of the town of Malongo fled. Malongo had fallen.", EventType.ASSAULT, Status.HAPPENED),
        ("The army withdrew from Goz Beida overnight.", EventType.YIELD, Status.HAPPENED),
    ],
)
def test_light_phrases_unknown_towns_and_what_is_arranged(read, sentence, kind, status):
    assert (kind, status) in {(e.type, e.status) for e in read(sentence).events}


def test_what_should_have_been_done_is_no_demand(read):
    assert [e for e in read("The army should have left the village days ago.").events if e.type == "REQUEST"] == []


def test_who_was_able_to_do_something_did_it_and_who_is_able_may(read):
    assert told(read("The rebels were able to capture the port in May.")) == [
        (EventType.ASSAULT, Status.HAPPENED, "capture")
    ]
    assert told(read("The army is able to capture the port.")) == [(EventType.ASSAULT, Status.HYPOTHETICAL, "capture")]


def test_who_comes_under_fire_is_the_target(read):
    (event,) = read("An evacuation vehicle came under enemy fire near the bridge.").events
    assert (event.type, event.actors, event.targets) == (EventType.ASSAULT, (), ("evacuation vehicle",))


def test_what_follows_an_attack_is_another(read):
    found = read("The attacks on these towns were followed by a series of eight bomb attacks.").events
    assert [e.type for e in found] == [EventType.ASSAULT, EventType.ASSAULT]


def test_who_puts_a_number_on_troops_moves_none(read):
    text = "The spokesman put the number of rebel fighters at 40,000."
    assert [e.type for e in read(text, "2024-05-03").events if e.type is EventType.MOBILIZE] == []


def test_a_truce_that_parties_make_is_an_agreement_and_one_that_is_declared_a_step_back(read):
    assert [e.type for e in read("A truce signed in May held for a week.").events] == [EventType.AGREE]
    assert [e.type for e in read("The rebels declared a truce.").events] == [EventType.YIELD]


def test_what_a_crowd_storms_is_a_protest_only_where_the_crowd_is_named(read):
    assert [e.type for e in read("Demonstrators ransacked the consulate.").events] == [EventType.PROTEST]
    assert EventType.PROTEST not in [e.type for e in read("The consulate was ransacked.").events]


def test_joined_verbs_with_objects_of_their_own_are_two_deeds(read):
    reading = read("The brigade opened a second front in the hills and captured the fort.")
    assert told(reading) == [
        (EventType.ASSAULT, Status.HAPPENED, "opened a second front"),
        (EventType.ASSAULT, Status.HAPPENED, "captured"),
    ]


def test_an_aircraft_known_by_its_makers_name_can_be_shot_down(read):
    [event] = read("Militiamen downed the Mi-17 over the delta.").events
    assert event.rule.startswith("assault.shoot-down")


def test_a_later_prepositional_phrase_does_not_rule_a_meeting_out(read):
    [event] = read("The coordinator conferred with the envoys on a system of warnings.").events
    assert event.type is EventType.CONSULT


@pytest.mark.parametrize(
    "text",
    ['"They will face destruction," the general said.', "They will face destruction, the general said."],
)
def test_whoever_threatens_others_is_not_the_target(text, read):
    [event] = read(text).events
    assert event.targets == ()


def test_what_stands_before_a_semicolon_is_no_content_of_what_follows(read):
    reading = read("Residents say that soldiers gunned down forty men; the ministry scoffs at those accounts.")
    assert [e.trigger.of(reading.article.text) for e in reading.events] == ["gunned down", "scoffs at"]


def test_a_counted_force_is_sent_like_any_other(read):
    assert told(read("The kingdom sent 2,900 soldiers to the border in May.")) == [
        (EventType.MOBILIZE, Status.HAPPENED, "sent")
    ]
    assert told(read("The kingdom sent the number of casualties to the press.")) == []


def test_a_name_that_is_vacated_or_retaken_is_a_place(read):
    text = "Local sources stated that opposition groups vacated Malik Rahal without a fight."
    reading = read(text)
    assert [(e.type, e.targets) for e in reading.events] == [(EventType.YIELD, ("Malik Rahal",))]


def test_what_stands_behind_a_verbs_own_preposition_is_its_target(read):
    [event] = read("Western diplomats leaned on both governments.").events
    assert (event.type, event.targets) == (EventType.COERCE, ("governments",))


def test_a_claim_to_have_done_it_is_not_the_doer(read):
    events = read("The rebels repeated their claim to have bombed the depot.").events
    assert "claim" not in {actor for event in events for actor in event.actors}
    assert EventType.ASSAULT in {event.type for event in events}


def test_a_should_before_its_subject_is_a_condition_and_no_demand(read):
    events = read('"Should the minister resign, the talks end," the envoy said.').events
    assert EventType.REQUEST not in {event.type for event in events}


def test_who_swears_never_to_do_it_refuses(read):
    [event] = read("The president swore never to speak with the rebels.").events
    assert event.type is EventType.REJECT


def test_attacks_that_are_made_are_told(read):
    [event] = read("The militia has made thirty attacks since May.").events
    assert (event.type, event.actors) == (EventType.ASSAULT, ("militia",))


@pytest.mark.parametrize(
    "text",
    [
        "The Kerrin Joint Task Force has its seat in the harbour.",  # a name
        "The changes taking place in the islands go deep.",  # "take place", not "take in"
        "The brigade liberated the settlements of Orlik and Brezno.",  # places, no accord
    ],
)
def test_names_and_set_phrases_tell_no_event_of_another_kind(text, read):
    assert {e.type for e in read(text).events} <= {EventType.ASSAULT}


def test_whoever_takes_a_stand_has_taken_it_and_whoever_says_another_did_alleges_it(read):
    [own] = read('"We accept the mediation of the islands," the rebels said.').events
    assert (own.type, own.status) == (EventType.AGREE, Status.HAPPENED)
    [told] = read("The rebels said that the army had accepted the plan.").events
    assert (told.type, told.status) == (EventType.AGREE, Status.ALLEGED)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The rebels reaffirmed their willingness to meet the governor.", EventType.AGREE),
        ("The minister declared his readiness to strike the port.", EventType.THREATEN),
        ("Ruritania proposed a ceasefire on Monday.", EventType.REQUEST),
        ("They proposed a cease-fire.", EventType.REQUEST),
    ],
)
def test_readiness_and_proposals_of_a_truce_are_acts_of_their_own(text, kind, read):
    [event] = read(text).events
    assert (event.type, event.status) == (kind, Status.HAPPENED)


def test_who_puts_a_number_somewhere_moves_no_troops(read):
    assert read("The army lost forty men; the rebels put it at three hundred.").events == ()
