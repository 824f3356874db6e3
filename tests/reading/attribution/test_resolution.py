"""Who a mention stands for: pronouns, short names, "the ministry", "others"."""

import pytest

import counterclaim


@pytest.mark.parametrize(
    ("text", "source", "name"),
    [
        ("Defence Minister Jan Kral met farmers. He said the canal would open.", "He", "Jan Kral"),
        ("President Ines Moreno met Jan Kral. She said the canal would open.", "She", "Ines Moreno"),
        ("Spokeswoman Ada Lind met Minister Jan Kral. She said the road was closed.", "She", "Ada Lind"),
        ("Ada Berg-Lind is the mayor. Berg-Lind said the road was closed.", "Berg-Lind", "Ada Berg-Lind"),
        ("Envoy Taras Kovalenko flew home. Kovalenkoo said the talks had failed.", "Kovalenkoo", "Taras Kovalenko"),
    ],
)
def test_people_are_known_by_pronoun_family_name_and_other_spellings(find, text, source, name):
    before, _, said = text.partition(f" {source} said ")
    start = len(before) + 1
    found, _ = find(text, ((start, start + len(source)), "said", said.rstrip("."), 0.9))
    assert [(a.source.text, a.source.name) for a in found] == [(source, name)]


def test_the_ministry_is_the_ministry_named_before(who_said):
    rows = who_said("The Defence Ministry of Latvia said a drone fell. The ministry added that nobody was hurt.")
    assert {row[1] for row in rows} == {"Latvian Ministry of Defence"}


def test_the_newspaper_is_the_one_named_before(who_said):
    rows = who_said("The front is calm, the New York Times reported. The town is empty, the newspaper wrote.")
    assert [row[1] for row in rows] == ["New York Times", "New York Times"]


def test_the_think_tank_is_the_institute_named_before(find):
    text = (
        "The Center for Strategic and International Studies warned that the army was slow. "
        "The think tank added that it had taken little ground."
    )
    found, _ = find(
        text,
        ("The Center for Strategic and International Studies", "warned", "that the army was slow", 0.9),
        ("The think tank", "added", "that it had taken little ground", 0.9),
    )
    assert [a.source.name for a in found] == ["Center for Strategic and International Studies"] * 2


def test_who_cites_data_speaks_himself(who_said):
    rows = who_said("Defence Minister Jan Kral put the number of dead at 3,000 on Monday, citing preliminary data.")
    assert [row[1] for row in rows] == ["Jan Kral"]


def test_any_count_is_nobody_s(find):
    text = "It took four months and, by any honest count, thousands of men."
    found, dropped = find(text, ("any honest", "count", "thousands of men", 0.9))
    assert (found, [d.reason for d in dropped]) == ((), ["nobody in particular"])


def test_an_outlet_s_name_ends_the_words_that_say_what_it_is(who_said):
    rows = who_said("The harbour was closed, the state news agency KCNA said.")
    assert [row[1] for row in rows] == ["KCNA"]


@pytest.mark.parametrize(
    ("paper", "name"),
    [
        ("A study published in May by the Halden Institute", "Halden Institute"),
        ("A survey by the Halden Institute of Sociology", "Halden Institute of Sociology"),
        ("The Pentagon’s report", "US Department of Defense (Pentagon)"),
        ("A report from Kyiv", "report from Kyiv"),
    ],
)
def test_a_paper_speaks_for_who_made_it(find, paper, name):
    found, _ = find(f"{paper} said the army was slow.", (paper, "said", "the army was slow", 0.9))
    assert [(a.source.text, a.source.name) for a in found] == [(paper, name)]


def test_our_own_reading_is_the_writer_s_voice(who_said):
    assert who_said("Our reading of the footage suggests that the army has taken the town.") == []


def test_those_same_estimates_are_the_estimates_before(who_said):
    rows = who_said(
        "Russia lost 300 tanks, according to British government estimates. "
        "Ukraine lost 120 tanks, according to those same estimates."
    )
    assert [row[1] for row in rows] == ["British government estimates", "British government estimates"]


def test_others_are_others_of_the_same_group(who_said):
    rows = who_said("Some analysts think the offensive has stalled. Others believe it has barely begun.")
    assert [row[1] for row in rows] == ["Some analysts", "other analysts"]


def test_the_official_is_the_unnamed_person_before(who_said):
    rows = who_said(
        "“The line held all night,” a representative of the 66th Brigade told the Kyiv Post. "
        "The official said that two trucks were lost."
    )
    assert [row[1] for row in rows] == ["representative of the 66th Brigade", "representative of the 66th Brigade"]


def test_a_title_with_a_preposition_keeps_the_person_s_name(who_said):
    rows = who_said("Norway’s Ambassador to the UN Halvard Brekke said the vote was late. He asked for a new date.")
    assert {row[1] for row in rows} == {"Halvard Brekke"}


def test_a_state_speaks_through_its_government(find):
    [one], _ = find("Moscow claims its troops advanced along the river.")
    assert (one.source.text, one.source.name, one.source.side) == ("Moscow", "Russian government", "russia")


def test_a_pronoun_is_never_somebody_inside_its_own_words(who_said):
    text = "General Mark Dorn spoke first. If the judge asks, the men will return, he said."
    rows = who_said(
        text,
        ((text.rindex("he said"), text.rindex("he said") + 2), "said", "If the judge asks, the men will return", 0.9),
    )
    assert rows[-1][1] == "Mark Dorn"


def test_a_pronoun_without_an_antecedent_stays_without_a_name(find):
    found, dropped = find(
        "He said on Monday that the bridge was safe.", ("He", "said", "that the bridge was safe", 0.9)
    )
    assert [(a.source.text, a.source.name) for a in found] == [("He", None)]
    assert [d.reason for d in dropped] == ["no antecedent for the pronoun"]


def test_names_inside_a_quotation_are_not_the_speaker_after_it(who_said):
    text = "Mayor Lena Fischer visited the port. “I never met Otto Brandt in my life,” she said."
    rows = who_said(text, ("she", "said", "“I never met Otto Brandt in my life,”", 0.9))
    assert rows[-1][1] == "Lena Fischer"


@pytest.mark.parametrize(
    ("text", "kind", "named", "side"),
    [
        ("A US official said the strike failed.", "official", False, "us"),
        ("Ukrainian soldiers say they are outnumbered.", "military", False, "ukraine"),
        ("Some analysts say time is short.", "analyst", False, "analyst"),
        ("Residents of the village said the well was dry.", "witness", False, None),
        ("Reuters said the port was closed.", "media", True, "media"),
        ("Major General Ivan Petrenko said the line held.", "military", True, None),
    ],
)
def test_sources_are_typed(find, text, kind, named, side):
    [one], _ = find(text)
    assert (one.source.kind, one.source.named) == (kind, named)
    if side:
        assert one.source.side == side


def test_a_spokesman_is_not_the_minister_who_spoke_before(who_said):
    rows = who_said("The minister said that talks were over. The spokesman said that three men had died.")
    assert [row[1] for row in rows] == ["minister", "spokesman"]


def test_it_is_not_the_post_in_which_it_speaks(who_said):
    rows = who_said(
        "The RSF did not respond to a request for comment. "
        "In a post on its Telegram channel it said that its forces had hit a depot."
    )
    assert rows == [("it", "Rapid Support Forces", "that its forces had hit a depot")]


def test_an_army_is_no_he(who_said):
    rows = who_said("The mayor met volunteers. The army said that the road was open. He said that it was not.")
    assert [row[1] for row in rows] == ["army", "mayor"]


def test_an_office_with_its_owner_is_not_another_s_office(who_said):
    rows = who_said(
        "The prosecutor's office in Oslo said that the file was lost. The minister's office said that it was found."
    )
    assert rows[-1][1] == "minister's office"


def test_the_paper_is_none_of_the_papers(who_said):
    rows = who_said("The morning papers said that the bridge fell. The paper said that it stood.")
    assert rows[-1][1] != "morning papers"


def test_the_article_s_own_acronym_goes_before_the_register(find):
    text = "The Albion Army (AA) took the pass. The AA said that the road was open."
    [one], _ = find(text, ("The AA", "said", "that the road was open", 0.9))
    assert (one.source.name, one.source.kind) == ("Albion Army", "body")


def test_what_an_army_is_accused_of_is_no_part_of_its_name(who_said):
    rows = who_said("The militia accused the army of “a full massacre”. The army said that the road was open.")
    assert rows[-1][1] == "army"


def test_a_word_that_may_be_no_person_is_not_taken_before_one_who_is(find):
    text = "Rice sells by the cup, said a teacher who fled by boat. “We boil the stems,” she told the Guardian."
    found, _ = find(
        text,
        ("a teacher who fled by boat", "said", "Rice sells by the cup", 0.9),
        ("she", "told", "“We boil the stems,”", 0.9),
    )
    assert found[-1].source.name == "teacher"


def test_whose_staff_it_was_says_nothing_himself(find):
    text = "The chief was given the count by his own analysts and is said to have torn it up."
    [one], _ = find(text, ("his", "is said", "to have torn it up", 0.9))
    assert one.source is None


@pytest.mark.parametrize(
    ("text", "published", "name"),
    [
        ("The Russian leader said that it was over.", "2024-07-11", "Vladimir Putin"),
        ("The German leader said that it was over.", "2024-07-11", "Olaf Scholz"),
        ("The German leader said that it was over.", "2025-07-11", "Friedrich Merz"),
        ("The US defense secretary said that it was over.", "2024-07-11", "Lloyd Austin"),
        ("The former Ukrainian president said that it was over.", "2024-07-11", "former Ukrainian president"),
        ("The German leader said that it was over.", "2025-05-01/2025-05-31", "German leader"),  # two in that month
    ],
)
def test_who_holds_an_office_on_the_day_of_publication_speaks(text, published, name):
    [one] = counterclaim.read(text, published=published).attributions
    assert one.source.name == name


def test_what_ought_to_be_is_no_reason_to_drop_what_was_said(who_said):
    rows = who_said("The minister told a conference that it was going to cost $9 billion, and that banks ought to pay.")
    assert [row[1] for row in rows] == ["minister"]
