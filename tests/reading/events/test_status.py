"""How an event is presented."""

import pytest

from counterclaim.records.values import EventType, Status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The army shelled the port.", Status.HAPPENED),
        ("The army did not shell the port.", Status.DENIED),
        ("The army has never attacked civilians.", Status.DENIED),
        ("The rebels allegedly attacked the convoy.", Status.ALLEGED),
        ("The governor claims to have captured the village.", Status.ALLEGED),
        ("The rebels plan to attack the convoy.", Status.PLANNED),
        ("The army is set to withdraw from the valley.", Status.PLANNED),
        ("Analysts expect the rebels to attack the convoy.", Status.PREDICTED),
        ("If the rebels attack the convoy, the road stays closed.", Status.HYPOTHETICAL),
        ("The rebels tried to storm the barracks.", Status.HAPPENED),
        ("The brigade continued to shell the suburb.", Status.HAPPENED),
        ("Troops failed to capture the village.", Status.DENIED),
        ("The rebels do not want to leave the valley.", Status.DENIED),
        ("Analysts do not expect the rebels to attack the convoy.", Status.DENIED),
        ("The generals will attack the port.", Status.PLANNED),
        ("The port will be attacked.", Status.PREDICTED),
    ],
)
def test_the_words_around_a_verb_give_its_status(text, status, read):
    [event] = [e for e in read(text).events if e.type in {EventType.ASSAULT, EventType.YIELD}]
    assert event.status is status, event.rule


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The rebels planned an attack on the port.", Status.PLANNED),
        ("There was no attack on the port.", Status.DENIED),
        ("The alleged attack on the port killed nine people.", Status.ALLEGED),
        ("The rebels carried out an attack on the port.", Status.HAPPENED),
    ],
)
def test_the_words_around_a_noun_give_its_status(text, status, read):
    [event] = read(text).events
    assert event.status is status, event.rule


def test_what_a_source_says_is_alleged_and_tied_to_him(read):
    reading = read("The ministry said on Monday that its forces had captured the village of Brezno.", "2024-05-08")
    [event] = [e for e in reading.events if e.type is EventType.ASSAULT]
    assert event.status is Status.ALLEGED
    assert event.attribution in {a.id for a in reading.attributions}


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("The mayor said that the guards arrested in May had confessed.", EventType.COERCE, Status.HAPPENED),
        ("The mayor said that it was the guards who shelled the school.", EventType.ASSAULT, Status.ALLEGED),
        ("The ministry denied that it plans to attack the island.", EventType.ASSAULT, Status.DENIED),
        ("Foreign ministers to meet in Tunis on Friday", EventType.CONSULT, Status.PLANNED),
        ("The envoy is due in Tunis on Friday.", EventType.CONSULT, Status.PLANNED),
    ],
)
def test_what_is_told_beside_what_is_said_keeps_its_own_status(text, kind, status, read):
    [event] = [e for e in read(text).events if e.type is kind]
    assert event.status is status, event.rule


def test_what_may_happen_to_nobody_in_particular_is_no_event(read):
    assert read("They could negotiate.").events == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The union said it will go on strike.", EventType.THREATEN),
        ("Ruritania said it would send food aid to the islands.", EventType.AGREE),
        ("Ruritania says it will not accept any more refugees.", EventType.REJECT),
        ("The warlord vowed to attack the convoy.", EventType.THREATEN),
        ("The queen vowed to support the refugees.", EventType.AGREE),
        ("The envoy failed to persuade the general to join the talks.", EventType.REJECT),
    ],
)
def test_announcing_an_act_is_the_event(text, kind, read):
    events = read(text).events
    assert [e.type for e in events][:1] == [kind], [(e.type, e.rule) for e in events]
    assert events[0].status is Status.HAPPENED


def test_who_calls_off_an_attack_steps_back(read):
    [event] = read("The army has called off its offensive.").events
    assert (event.type, event.actors) == (EventType.YIELD, ("army",))


def test_a_possibility_with_a_time_is_an_outlook(read):
    assert read("The city could fall within three weeks.").events[0].status is Status.PREDICTED
    assert read("The rebels could attack the city.").events[0].status is Status.HYPOTHETICAL


def test_a_proposal_to_do_something_together_is_made(read):
    (event,) = read("The prime minister proposed to open the border for a day.").events
    assert (event.type, event.status) == (EventType.REQUEST, Status.HAPPENED)


def test_a_refusal_of_what_is_to_come_is_the_event(read):
    spoken = read('"There will be no talks with a puppet," said the rebel spokesman.').events
    assert [(e.type, e.status) for e in spoken] == [(EventType.REJECT, Status.HAPPENED)]
    assert len(spoken[0].actors) == 1
    (event,) = read('"We are not going to disarm," said the rebel commander.').events
    assert (event.type, event.status) == (EventType.REJECT, Status.HAPPENED)
    (event,) = read("Analysts say there will be no talks before spring.").events
    assert (event.type, event.status) == (EventType.CONSULT, Status.DENIED)


def test_a_truce_offered_is_an_offer_and_a_truce_called_for_a_request(read):
    assert read("The ministry offered a ceasefire.").events[0].type is EventType.AGREE
    assert read("The council called for an immediate and unconditional ceasefire.").events[0].type is EventType.REQUEST
    assert read("The general told the garrison to give up the fort.").events[0].type is EventType.REQUEST


@pytest.mark.parametrize(
    "text",
    [
        "The emirate is trying to broker a deal between the army and the rebels.",
        "The envoys worked to reach a truce with the rebels.",
    ],
)
def test_an_accord_that_is_only_worked_for_has_not_come_about(text, read):
    [event] = read(text).events
    assert (event.type, event.status) == (EventType.AGREE, Status.HYPOTHETICAL)


def test_a_speaker_who_tells_that_he_demanded_it_did_so_and_one_who_tells_that_he_agreed_claims_it(read):
    def presented(text):
        return [(e.type, e.status) for e in read(text).events]

    assert presented("The minister said he had proposed a truce.") == [("REQUEST", "happened")]
    assert presented("The militia said it had rejected the plan.") == [("REJECT", "alleged")]


def test_what_a_relative_clause_tells_is_not_denied_with_the_rest(read):
    events = read("The militia denies that the shells which hit the camp on Friday were its own.").events
    assert [(e.type, e.status) for e in events] == [("ASSAULT", "happened")]


def test_a_semicolon_keeps_a_denial_to_its_own_half(read):
    text = "A frigate shelled two villages; the militia denies that it fired on the port."
    assert [e.status for e in read(text).events] == ["happened", "denied"]


def test_a_visit_that_is_expected_is_planned(read):
    events = read("The president's envoy is expected in Port Sudan on Saturday.").events
    assert [(e.type, e.status) for e in events] == [("CONSULT", "planned")]
