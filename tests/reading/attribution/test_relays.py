"""Who passed a claim on, the nearest to the source first."""

import pytest


def relays(find, text):
    found, _ = find(text)
    return [(a.source.text, [v.name for v in a.via]) for a in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Reuters reported that President Jan Kral said the talks had failed.", [("President Jan Kral", ["Reuters"])]),
        ("A diplomat told the Kyiv Post that the vote was lost.", [("A diplomat", ["Kyiv Post"])]),
        ("Officials speaking with CNN said that the raid had failed.", [("Officials", ["CNN"])]),
        ("A US official told reporters that the jets flew low, according to CNN.", [("A US official", ["CNN"])]),
        ("Leaders pledged more aid for the region, as the Wall Street Journal explained.",
         [("Leaders", ["Wall Street Journal"])]),
        ("“The war is lost,” wrote Anna Berg of the Baltic Institute in Foreign Policy.",
         [("Anna Berg of the Baltic Institute in Foreign Policy", ["Foreign Policy"])]),
        ("The commander told Radio Harbour that the bridge had fallen.", [("The commander", ["Radio Harbour"])]),
        ("The minister told state broadcaster MRTV that talks were over.", [("The minister", ["MRTV"])]),
        ("The mayor told Channel 12 that the town was calm.", [("The mayor", ["Channel 12"])]),
    ],
)  # fmt: skip
def test_an_outlet_passes_on_and_claims_nothing(find, text, expected):
    assert relays(find, text) == expected


def test_reporters_in_general_are_no_relay(find):
    assert relays(find, "The mayor told reporters that the dam held.") == [("The mayor", [])]


def test_who_holds_a_belief_of_another_is_source_of_the_whole_and_relay_of_the_inner(find):
    rows = relays(find, "The general expected the city to fall in days, according to Polish intelligence assessments.")
    assert rows == [
        ("Polish intelligence assessments", []),
        ("The general", ["Polish intelligence assessments"]),
    ]


def test_a_chain_runs_from_the_source_outwards(find):
    rows = relays(find, "An envoy told the Daily Courier that the truce was dead, according to a leaked memo.")
    assert rows[-1] == ("An envoy", ["Daily Courier", "leaked memo"])


def test_the_outlet_told_holds_for_what_the_official_says_next(find):
    rows = relays(
        find,
        "“The line held all night,” a representative of the 66th Brigade told the Kyiv Post. "
        "The official said that two trucks were lost.",
    )
    assert [via for _, via in rows] == [["Kyiv Post"], ["Kyiv Post"]]


def test_relays_point_at_their_words(find):
    text = "A diplomat told the Kyiv Post that the vote was lost."
    [one], _ = find(text)
    assert [s.of(text) for v in one.via for s in v.spans] == ["Kyiv Post"]


@pytest.mark.parametrize(
    ("text", "source", "via"),
    [
        ("Reuters reported, citing two officials, that the bridge was mined.", "two officials", ["Reuters"]),
        ("The TASS agency, quoting the Defence Ministry, said forty drones fell.", "the Defence Ministry", ["TASS"]),
        (
            "The commander said in a message, which the Sudan Tribune reported on Friday, that his men would return.",
            "The commander",
            ["Sudan Tribune"],
        ),
        ("The mayor told the newspaper Le Matin that ten people had died.", "The mayor", ["Le Matin"]),
    ],
)
def test_whoever_is_cited_speaks_through_the_outlet(find, text, source, via):
    found, _ = find(text)
    assert [(a.source.text, [v.name for v in a.via]) for a in found] == [(source, via)]


def test_who_rejects_a_claim_does_not_pass_it_on(find):
    text = "The army rejected accusations by the rebels that its jets had bombed a market."
    bombed = "that its jets had bombed a market"
    found, _ = find(
        text,
        ("The army", "rejected", f"accusations by the rebels {bombed}", 0.9),
        ("the rebels", "accusations", bombed, 0.9),
    )
    said = {a.source.text: [v.name for v in a.via] for a in found}
    assert said["the rebels"] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # known by trade
        ("Drivers told the logistics partner that the road was closed.", [("Drivers", ["logistics partner"])]),
        ("A nurse told Human Rights Watch that the ward was shelled.", [("A nurse", ["Human Rights Watch"])]),
        ("The mayor told The Wanderer that the bridge was safe.", [("The mayor", ["The Wanderer"])]),
        # carried, posted, quoted, interviewed
        ("In a statement carried by the Harbour Agency, the army said that the dam held.",
         [("the army", ["Harbour Agency"])]),
        ("The governor wrote on Telegram that the port was burning.", [("The governor", ["Telegram"])]),
        ("The mayor said in a Facebook post that the school was empty.", [("The mayor", ["Facebook"])]),
        ("Residents interviewed by a partner organisation said that the well was dry.",
         [("Residents", ["partner organisation"])]),
        # shared by the verbs of one subject
        ("The general told CNN that the city held, but said that the road was lost.",
         [("The general", ["CNN"]), ("The general", ["CNN"])]),
        # no relays
        ("The envoy told the Security Council that the truce was dead.", [("The envoy", [])]),
        ("The premier told Foreign Minister Ada Lind that the plan was bad.", [("The premier", [])]),
        ("The king said that the war was over, but the rebels rejected it in a talk with TASS.",
         [("The king", []), ("the rebels", ["TASS"])]),
        ("Two people familiar with the ministry's review said that the guns were late.",
         [("Two people familiar with the ministry's review", [])]),
    ],
)  # fmt: skip
def test_those_who_hear_or_carry_pass_on_and_an_audience_does_not(find, text, expected):
    assert relays(find, text) == expected


def test_an_agency_s_source_speaks_through_the_agency(find):
    said = "that the truce was near"
    [one], _ = find(f"Interfax's source said {said}.", ("Interfax's source", "said", said, 0.9))
    assert [v.name for v in one.via] == ["Interfax"]


def test_the_paper_is_the_one_named_before(find):
    rows = relays(find, "The Harbour Tribune reported the raid. A guard told the paper that the gate was open.")
    assert rows[-1] == ("A guard", ["Harbour Tribune"])


def test_what_the_outer_source_told_stands_behind_it(find):
    rows = relays(find, "The army has refused to leave the valley, according to a mediator cited by Radio Harbour.")
    assert rows[-1][1] == ["mediator", "Radio Harbour"]


def test_the_paper_that_spoke_to_people_does_not_say_their_words(find):
    text = "The Guardian spoke to three farmers in the valley. “We lost the whole harvest,” one said."
    found, _ = find(text, ("one", "said", "“We lost the whole harvest,”", 0.9))
    assert [(a.source.text, a.source.name) for a in found] == [("one", "one of the three farmers in the valley")]


def test_whoever_is_quoted_by_the_agency_as_saying_so_speaks(find):
    text = "The president was quoted by Interfax as saying that the city was safe."
    found, _ = find(text, ("Interfax", "as saying", "that the city was safe", 0.9))
    assert [(a.source.text, [v.name for v in a.via]) for a in found] == [("The president", ["Interfax"])]


def test_those_whom_a_paper_cited_speak_through_it(find):
    text = "According to the Guardian, which cited officials briefed on the plan, the army will leave in June."
    assert relays(find, text) == [("officials", ["Guardian"])]


def test_a_message_shared_with_an_observer_comes_through_the_observer(find):
    said = "“They shot at us,”"
    [one], _ = find(
        f"{said} a medic said in a voice message shared with Amnesty International.", ("a medic", "said", said, 0.9)
    )
    assert [v.name for v in one.via] == ["Amnesty International"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nine drones were brought down, the news agency SUNA quoted an army spokesman as saying.",
         [("an army spokesman", ["SUNA"])]),
        ("The Association of the Missing, quoting satellite analysts, said that there were 11 graves.",
         [("satellite analysts", ["Association of the Missing"])]),
        ("Villagers told Tribpress correspondent Karen Novak that the mill had burnt down.",
         [("Villagers", ["Karen Novak"])]),
    ],
)  # fmt: skip
def test_whoever_is_quoted_speaks_through_whoever_quotes(find, text, expected):
    assert relays(find, text) == expected


def test_early_counts_that_a_ministry_cites_are_its_own_claim(find):
    rows = relays(find, "The ministry, citing early counts, said that nine had died.")
    assert rows[-1] == ("The ministry", [])


@pytest.mark.parametrize(
    ("told", "outlet"),
    [("Minister Jan Kral gave an interview to Radio Harbour.", "Radio Harbour"), ("CNN interviewed Jan Kral.", "CNN")],
)
def test_what_is_said_after_an_interview_comes_through_the_outlet_until_another_speaks(find, told, outlet):
    text = f"{told} He added that the canal was open. The mayor said that it was shut. She feared that it was dry."
    found, _ = find(
        text,
        ("He", "added", "that the canal was open", 0.9),
        ("The mayor", "said", "that it was shut", 0.9),
        ("She", "feared", "that it was dry", 0.9),
    )
    assert [[v.name for v in a.via] for a in found] == [[outlet], [], []]


def test_an_interview_does_not_reach_into_the_next_paragraph(find):
    text = "Jan Kral gave an interview to Radio Harbour. It was long.\n\nHe added that the canal would open."
    [one], _ = find(text, ("He", "added", "that the canal would open", 0.9))
    assert one.via == ()
