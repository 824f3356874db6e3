"""What the source does by saying it; whether the words are its own; when it was said."""

import pytest

from counterclaim.reading.attribution.acts import act_of


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The army said the bridge fell on Monday.", "assert"),
        ("The ministry denied that the plant was hit.", "deny"),
        ("The mayor accused the rebels of looting the port.", "accuse"),
        ("The agency estimated that 900 houses were lost.", "estimate"),
        ("Analysts expect the winter to be hard.", "predict"),
        ("The opposition demanded that the mine be closed.", "demand"),
        ("Norway pledged two ships to the fleet.", "offer"),
        ("The rebels refused to leave the valley.", "refuse"),
        ("Both sides agreed to a swap of prisoners.", "agree"),
        ("The president thanked the volunteers for their help.", "express"),
        ("The foreign minister said the rebels must leave the valley.", "demand"),
        ("The envoy said his country was ready for talks in Oslo.", "offer"),
        ("“We will not accept these terms,” the envoy said.", "refuse"),
        ("The commander said the city would fall within a week.", "predict"),
        ("Norway announced that it will provide four radars.", "offer"),
        ("The spokesman said the talks would open on Friday.", "assert"),
        ("The mayor did not agree to the plan.", "deny"),
        ("The ministry rejected these figures.", "deny"),
        ("The ministry rejected the plan.", "refuse"),
        ("The general did not rule out a new war.", "predict"),
        ("The army said the garrison would not leave the valley.", "refuse"),
        ("The mayor said the reports of looting were simply untrue.", "deny"),
        ("The army said rebels had shelled a hospital in the port.", "accuse"),
        ("The governor said the first families could be taken out as early as Friday.", "predict"),
        ("The minister said that they strongly condemn the raid.", "accuse"),
        ("The premier said: “We call on both sides to stop.”", "demand"),
        ("The health department counted 68 dead in the town.", "assert"),
        ("The mayor put the toll at 68 on Monday.", "assert"),
        ("The ministry said the council agreed to send a mission.", "agree"),
        ("The envoy hopes that talks will help the valley.", "express"),
        ("The general does not expect them to attack the port.", "predict"),
        ("The general reckons that the plan was set back by a year.", "estimate"),
        ("Officials said that close to 70,000 men had died.", "estimate"),
        ("The mayor said the real figure was several times higher.", "estimate"),
        ("A diplomat said the village had probably changed hands.", "estimate"),
        ("The board put the dead of the campaign at 913.", "assert"),
        ("The general vowed to take all of the coast by winter.", "predict"),
        ("The minister said no corridor was ever discussed.", "deny"),
        ("The minister said the tale was “pure fiction”.", "deny"),
        ("The minister said the dates had not been agreed.", "deny"),
        ("The army said the enemy continues to shell the harbour.", "accuse"),
        ("The army said the drones were flown with help from the south.", "accuse"),
        ("The minister said a court would try those accused of war crimes.", "predict"),
        ("The official said the toll was not the final figure.", "predict"),
        ("The mayor put the number of homeless at 40,000.", "estimate"),
        ("The general believes 120 guns are left in the valley.", "estimate"),
        ("The general believes the guns were moved after 12 years.", "assert"),
        ("The envoy said they did not discuss the harbour.", "deny"),
        ("The envoy said they did not know the route.", "assert"),
        ("“This is not a retreat,” the general said.", "deny"),
        ("The minister said nobody had closed the bridge.", "deny"),
        ("The observers said they had seen no sign of a build-up.", "deny"),
        ("The minister said he would look into the shipments.", "offer"),
        ("The rebels said they would stop if the army left the valley.", "offer"),
        ("The army said it would stop them at the river.", "predict"),
        ("The governor said convoys would be allowed through the pass.", "offer"),
        ("The minister said there would be no truce until the last soldier was gone.", "refuse"),
        ("The party said it opposed a base on the island.", "refuse"),
        ("The rebels said they would never join the council.", "refuse"),
        ("The minister said the militia was responsible.", "accuse"),
        ("The police said they did not know who was responsible.", "assert"),
        ("Villagers said the mill was burned down by retreating northern troops.", "accuse"),
        ("The envoy said the other side was playing for time.", "accuse"),
        ("The general said the fall of the port was a matter of days.", "predict"),
        ("The ministry said the truce was to last until autumn.", "predict"),
        ("“The build-up is deeply worrying,” the minister said.", "express"),
        ("The spokesman said that nobody had a plan for the winter.", "assert"),
        ("The envoy said his country had no part in the raid.", "deny"),
        ("The guards said no such order was given.", "deny"),
        ("The minister said his men were in no way involved.", "deny"),
        ("The general said he had never heard of it.", "deny"),
        ("The premier said the party would not sit down with the rebels.", "refuse"),
        ("The rebels said they were not ready to talk.", "refuse"),
        ("The king said he would pay nothing until the road was open.", "refuse"),
        ("The president told them he would accept nothing less than the whole coast.", "demand"),
        ("“Open the road today,” the doctor said.", "demand"),
        ("Nurses said that gunmen had looted the clinic.", "accuse"),
        ("The mayor said the army bore full responsibility.", "accuse"),
        ("The premier rejected the conclusions of the inquiry.", "deny"),
        ("The envoy said his country shared this assessment.", "agree"),
        ("The nurse said people could starve by spring.", "predict"),
        ("Doctors fear that cholera will spread.", "predict"),
        ("Doctors fear that the well is poisoned.", "express"),
        ("The ministry conceded that the bridge was lost.", "assert"),
        ("“They asked for the names of the men,” the nurse said.", "assert"),
        ("The minister said there was no famine in the valley.", "deny"),
        ("The general said his country did not arm the rebels.", "deny"),
        ("The spokesman said the video was staged.", "deny"),
        ("The mayor warned that the wells were poisoned.", "assert"),
        ("The mayor warned that the wells would run dry.", "predict"),
        ("The governor assured them that all was calm.", "assert"),
        ("The premier said the talks had narrowed after the massacre in the port.", "assert"),
    ],
)
def test_the_act_is_read_from_cue_and_content(find, text, act):
    found, _ = find(text)
    assert [a.act for a in found] == [act]


def test_a_cue_with_an_act_of_its_own_is_not_overruled_by_the_content():
    assert act_of("deny", False, "that it must leave") == "deny"


def test_an_allegation_described_as_absurd_is_denied_and_a_plan_is_not():
    assert act_of("express", False, "the allegations of looting as “a complete fabrication”") == "deny"
    assert act_of("express", False, "the plan for the harbour as “absurd”") == "express"


@pytest.mark.parametrize(
    ("verb", "content", "act"),
    [
        ("call", "the story of the well a fabrication", "deny"),
        ("call", "the shed a command centre", "assert"),
        ("call", "the mayor a hero", "express"),
        ("describe", "lorries arriving at night", "assert"),
        ("describe", "the talks as “very warm”", "express"),
    ],
)
def test_what_somebody_calls_a_thing_tells_the_act(verb, content, act):
    assert act_of("express", False, content, verb=verb) == act


@pytest.mark.parametrize(
    ("verb", "content", "act"),
    [
        ("vow", "to strike back at the port", "predict"),
        ("vow", "never to leave the valley", "refuse"),
        ("promise", "to open the road", "offer"),
        ("offer", "his condolences to the town", "express"),
    ],
)
def test_a_promise_of_war_is_no_offer(verb, content, act):
    assert act_of("offer", False, content, verb=verb) == act


def test_harm_attributed_to_somebody_accuses_and_a_success_does_not():
    assert act_of("assert", False, "the killings to the militia", verb="attribute") == "accuse"
    assert act_of("assert", False, "the good harvest to the rain", verb="attribute") == "assert"


def test_who_does_not_recognise_a_vote_refuses_and_who_does_not_believe_in_it_denies():
    assert act_of(None, True, "the vote", verb="recognise") == "refuse"
    assert act_of("assert", True, "in the vote", verb="believe") == "deny"


def test_a_readiness_expressed_offers_and_a_call_repeated_demands():
    assert act_of("express", False, "readiness to hand over the dead") == "offer"
    assert act_of("assert", False, "its call for talks in Oslo") == "demand"


def test_wanting_something_demands_it(find):
    found, _ = find("The mayor wants a ban on lorries.", ("The mayor", "wants", "a ban on lorries", 0.9))
    assert [a.act for a in found] == ["demand"]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("“The dam is safe and will hold,” the mayor said.", "direct"),
        ("The mayor said that the dam was safe.", "indirect"),
        ("The mayor said that the dam was “as safe as a house” this year.", "mixed"),
        ("The general issued “ultimatums,” Norwegian officials said.", "mixed"),
    ],
)
def test_quotation_marks_tell_the_kind(find, text, quote):
    found, _ = find(text)
    assert [a.quote for a in found] == [quote]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("On Tuesday, the army announced that the village was lost.", "2023-05-09"),
        ("The army announced that the village was lost on Tuesday.", None),
        ("Dutch officials warned in April that the dam would break.", "2023-04"),
    ],
)
def test_the_time_of_speaking_is_the_cue_s_not_the_content_s(find, text, said):
    [one], _ = find(text, published="2023-05-10")
    assert (one.said and str(one.said)) == said


def test_the_day_of_speaking_holds_for_the_same_speaker_s_words_around_it(find):
    text = "“The dam is safe,” Mayor Ada Lind said on Monday. She added that the road was open too."
    found, _ = find(text, ("She", "added", "that the road was open too", 0.9), published="2023-05-10")
    assert [str(a.said) for a in found] == ["2023-05-08", "2023-05-08"]


@pytest.mark.parametrize(
    ("text", "content", "said"),
    [
        ("The rebels denied the raid in a statement on Monday.", "denied the raid", "2025-03-03"),
        ("The army said on Tuesday that the bridge was lost.", "that the bridge was lost", "2025-03-04"),
        ("The mayor confirmed the toll earlier this week.", "confirmed the toll", "2025-03-02/2025-03-06"),
        ("The minister said in an interview on Sunday that talks would go on.", "that talks would go on", "2025-03-02"),
        ("The general said the bridge fell on Monday.", "the bridge fell on Monday", None),
    ],
)
def test_the_day_of_speaking_is_told_from_the_day_spoken_of(find, text, content, said):
    [one], _ = find(text, published="2025-03-06")
    assert (" … ".join(s.of(text) for s in one.content), one.said and str(one.said)) == (content, said)


@pytest.mark.parametrize(
    ("text", "cue", "content", "act"),
    [
        ("The rebels are unwilling to leave the valley.", "are unwilling", "to leave the valley", "refuse"),
        ("The rebels are not willing to leave the valley.", "are not willing", "to leave the valley", "refuse"),
        ("The rebels are concerned about the harvest of the year.", "are concerned about", "the harvest", "express"),
        ("The towns have no doubt that the bridge will hold.", "have no doubt", "that the bridge will hold", "predict"),
        (
            "The mayors reached an agreement on the old pipeline.",
            "reached an agreement",
            "on the old pipeline",
            "agree",
        ),
        ("The mayor called for the harbour to be opened.", "called for", "the harbour to be opened", "demand"),
        ("The mayor presented a plan to mend the dam.", "presented", "a plan to mend the dam", "assert"),
        ("The mayors discussed the need for a second dam.", "discussed", "the need for a second dam", "assert"),
        ("The mayor allowed that the dam had burst.", "allowed", "that the dam had burst", "assert"),
        ("The mayor announced aid, which will include tents.", "announced", "aid, which will include tents", "assert"),
        ("The mayor hoped for a meeting with the rebels.", "hoped for", "a meeting with the rebels", "express"),
    ],
)
def test_a_cue_that_no_rule_reads_tells_its_act(find, text, cue, content, act):
    source = text[: text.index(cue) - 1]
    [found] = find(text, (source, cue, content, 0.9))[0]
    assert found.act == act
