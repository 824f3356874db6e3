"""Who says what: frames, quotations, nesting, what is no claim. By the rules alone unless a test gives a find."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.reading.attribution.judging import is_sure
from counterclaim.records.span import Span, hull


def test_a_clause_after_a_verb_of_saying_is_the_content(who_said):
    assert who_said("The foreign ministry said that the bridge was still standing.") == [
        ("The foreign ministry", "foreign ministry", "that the bridge was still standing")
    ]


def test_a_verb_before_its_speaker_is_read(who_said):
    assert who_said("“The road to the coast is open,” wrote the Financial Times.") == [
        ("the Financial Times", "Financial Times", "“The road to the coast is open,”")
    ]


def test_an_aside_in_the_middle_leaves_one_content(who_said):
    rows = who_said("It was a gamble, commentators said, that nobody had expected.")
    assert [r[0] for r in rows] == ["commentators"]
    assert rows[0][2].startswith("It was a gamble")


def test_a_verb_of_attitude_with_an_object_keeps_its_predicate(who_said):
    rows = who_said("Norway denounced the raid as a crime. Sweden welcomed the truce. Finland rejected the proposal.")
    assert [(r[0], r[2]) for r in rows] == [
        ("Norway", "denounced the raid as a crime"),
        ("Sweden", "welcomed the truce"),
        ("Finland", "rejected the proposal"),
    ]


def test_an_expectation_is_the_holder_s(find):
    [expected], _ = find("The general expected the city to fall within days.")
    assert (expected.source.text, expected.act) == ("The general", "predict")


def test_a_claim_in_the_infinitive_is_read(who_said):
    assert who_said("The rebels claimed to have shot down six jets.")[0][2] == "to have shot down six jets"


def test_according_to_covers_its_clause(who_said):
    assert who_said("Forty people died in the blast, according to hospital officials.") == [
        ("hospital officials", "hospital officials", "Forty people died in the blast")
    ]


def test_for_many_people_introduces_their_view(who_said):
    assert who_said("For many residents, this looked like the end of the war.") == [
        ("many residents", "many residents", "this looked like the end of the war")
    ]


def test_a_noun_can_be_the_cue(who_said):
    rows = who_said("The minister’s claim that no shells were fired was met with silence.")
    assert rows == [("The minister’s", "minister", "that no shells were fired")]


def test_a_report_by_nobody_has_no_source(who_said):
    assert who_said("It was reported on Friday that the village had changed hands.") == [
        (None, None, "that the village had changed hands")
    ]


def test_those_who_were_told_are_not_the_source(who_said):
    [(source, _, content)] = who_said("We were told the offensive would begin in May.")
    assert (source, content) == (None, "the offensive would begin in May")


def test_two_speakers_in_one_sentence_keep_their_own_words(who_said):
    rows = who_said(
        "Mayor Lena Fischer said the school was empty, while the army insisted that soldiers had slept there."
    )
    assert [(r[0], r[2]) for r in rows] == [
        ("Mayor Lena Fischer", "the school was empty"),
        ("the army", "that soldiers had slept there"),
    ]


def test_a_semicolon_parts_two_accounts(who_said):
    rows = who_said("The government claims that 900 rebels were killed; the Red Cross puts that number closer to 300.")
    assert [(r[0], r[2]) for r in rows] == [
        ("The government", "that 900 rebels were killed"),
        ("the Red Cross", "puts that number closer to 300"),
    ]


def test_joined_speakers_are_taken_apart(find):
    found, _ = find("Kyiv and Moscow traded accusations of shelling the plant.")
    assert [(a.source.text, a.act) for a in found] == [("Kyiv", "accuse"), ("Moscow", "accuse")]


def test_officials_and_politicians_who_share_an_adjective_stay_together(find):
    found, _ = find("Latvian officials and politicians say the border is calm.")
    assert [a.source.text for a in found] == ["Latvian officials and politicians"]


def test_a_second_act_of_the_same_speaker_is_its_own_attribution(who_said):
    rows = who_said("The mayor thanked the volunteers for their work and said that the canal was open.")
    assert [r[2] for r in rows] == ["thanked the volunteers for their work", "that the canal was open"]


def test_a_speech_of_two_deeds_is_two_claims_and_kept_whole_at_the_longer(find):
    text = "The minister said that the army would accept a truce, but that it would not hand over the port to anybody."
    found, _ = find(text)
    assert [(a.act, *(" … ".join(s.of(text) for s in spans) for spans in (a.content, a.speech))) for a in found] == [
        ("agree", "that the army would accept a truce", ""),
        (
            "refuse",
            "but that it would not hand over the port to anybody",
            "that the army would accept a truce, but that it would not hand over the port to anybody",
        ),
    ]


def test_what_is_said_before_and_after_a_deed_is_one_statement(find):
    text = (
        "“The harvest was the best in nine years. We will not accept a word of the draft they sent to us. "
        "The harbour will be open to every ship again,” the mayor said."
    )
    found, _ = find(text)
    assert [(a.act, " … ".join(s.of(text) for s in a.content)) for a in found] == [
        ("assert", "“The harvest was the best in nine years. … The harbour will be open to every ship again,”"),
        ("refuse", "We will not accept a word of the draft they sent to us."),
    ]


def test_what_a_quotation_tells_of_others_is_no_deed_of_the_speaker(find):
    text = (
        "“The envoys met for nine hours in the old town hall. He would not accept a word of the draft,” the mayor said."
    )
    found, _ = find(text)
    assert [a.act for a in found] == ["assert"]
    own, _ = find(text.replace("He would", "We would"))
    assert [a.act for a in own] == ["assert", "refuse"]


@pytest.mark.parametrize(
    ("deed", "acts"),
    [
        ("We will not accept a word of the draft,", ["assert", "refuse"]),  # a party refuses
        ("I will not accept a word of the draft,", ["refuse"]),  # one man tells of himself
        ("Neither the army nor the police fired a single shot,", ["assert", "deny"]),
        ("Neither he nor his brother fired a single shot,", ["deny"]),
    ],
)
def test_only_what_a_party_does_parts_a_speech(find, deed, acts):
    found, _ = find(f"“The envoys met for nine hours in the old town hall. {deed}” the mayor said.")
    assert [a.act for a in found] == acts


def test_a_split_quotation_is_given_to_one_speaker(who_said):
    rows = who_said("“The road is open,” said Anna Kowalska, a nurse in the town. “We left at dawn.” The sky was grey.")
    assert [(r[1], r[2]) for r in rows] == [("Anna Kowalska", "“The road is open,” … “We left at dawn.”")]


def test_a_quotation_mark_left_open_does_not_swallow_the_text(who_said):
    rows = who_said("“We will hold the bridge, said Colonel Ivan Petrenko on Monday. The river is low this year.")
    assert [(r[1], r[2]) for r in rows] == [("Ivan Petrenko", "“We will hold the bridge")]


def test_a_quotation_runs_on_over_paragraphs_without_closing_marks(who_said):
    text = (
        "“We fought for three long days,” Sergeant Oleh Bondar said.\n\n"
        "“Then the ammunition ran out near the mill.\n\n“Nobody came to help us there.”"
    )
    rows = who_said(text)
    assert {r[1] for r in rows} == {"Oleh Bondar"}
    assert rows[-1][2].endswith("“Nobody came to help us there.”")


def test_the_speaker_can_stand_in_the_sentence_before(who_said):
    rows = who_said("The governor spoke to reporters in the evening. “Nobody was hurt in the blast near the depot.”")
    assert rows == [("The governor", "governor", "“Nobody was hurt in the blast near the depot.”")]


def test_a_colon_introduces_a_quotation(find):
    found, _ = find("Turkey hit back: “These words will not stand in any court.”")
    assert [(a.source.text, a.cue, a.quote) for a in found] == [("Turkey", (), "direct")]


def test_epithets_between_source_and_cue_do_not_part_them(who_said):
    rows = who_said("“It is our land,” the tired and visibly angry commander of the brigade shouted.")
    assert [(r[0], r[2]) for r in rows] == [
        ("the tired and visibly angry commander of the brigade", "“It is our land,”")
    ]


def test_a_quotation_inside_a_quotation_belongs_to_the_outer_speaker(who_said):
    text = "“My brother told me the bridge was gone and I believed him,” said Pavel Novak."
    rows = who_said(text, ("Pavel Novak", "said", text[:-19], 0.9))
    assert {r[1] for r in rows} == {"Pavel Novak"}


def test_scare_quotes_are_no_attribution(find):
    assert find("The so-called “safe zone” was shelled again on Sunday.") == ((), ())


def test_a_title_between_marks_is_no_attribution(find):
    assert find("The film “The Longest Winter” opened in Oslo.")[0] == ()


def test_a_quotation_that_nobody_speaks_is_dropped_with_its_reason(find):
    found, dropped = find("The wall was painted white. “Whoever reads this shall never forget the river.”")
    assert found == ()
    assert [d.reason for d in dropped] == ["a quotation without a speaker"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("The army declined to say how many soldiers had died.", "nothing was said"),
        ("The ministry did not confirm that the plant was hit.", "nothing was said"),
        ("If the rebels claim that they won, nobody will listen.", "only under a condition"),
        ("The mayor should admit that he failed.", "only possible or wished for"),
        ("It goes without saying that the war is long.", "a turn of phrase"),
        ("I think that the truce will hold.", "the writer's or the reader's own voice"),
    ],
)
def test_what_is_no_claim_is_dropped_with_its_reason(find, text, reason):
    found, dropped = find(text)
    assert found == ()
    assert reason in {d.reason for d in dropped}


@pytest.mark.parametrize(
    ("source", "cue", "content"),
    [
        ("The army", "declined to say", "how many soldiers had died"),
        ("The ministry", "did not confirm", "that the plant was hit"),
        ("The rebels", "welcomed", "that"),
    ],
)
def test_where_the_encoder_sees_a_speech_that_says_nothing_it_is_kept_and_withheld(find, source, cue, content):
    found, _ = find(f"{source} {cue} {content}.", (source, cue, content, 0.9))
    assert [(a.source.text, a.withheld, is_sure(a)) for a in found] == [(source, "nothing was said", False)]


def test_the_venue_of_a_saying_is_no_part_of_what_is_said(who_said):
    text = "The council said in a statement it had been the rebels who fired first."
    fired = "it had been the rebels who fired first"
    assert [row[2] for row in who_said(text, ("The council", "said in", f"a statement {fired}", 0.9))] == [fired]


@pytest.mark.parametrize("asked", ["whether the truce held", "why the road was closed"])
def test_a_question_is_no_demand(find, asked):
    found, _ = find(f"A reporter asked {asked}.", ("A reporter", "asked", asked, 0.9))
    assert [a.withheld for a in found] == ["nothing was said"]


def test_a_speech_of_several_sentences_that_do_one_thing_is_one_attribution(find):
    text = "“The northern road is closed today. The southern road is open again,” the governor said."
    speech = text[: text.index(" the governor")]
    found, _ = find(text, ("the governor", "said", speech, 0.9))
    assert [(hull(a.content).of(text), a.act, a.quote) for a in found] == [(speech, "assert", "direct")]


@pytest.mark.parametrize(("opened", "closed"), [("“", "”"), ("''", "''"), ("``", "''")])
def test_what_is_said_and_foreseen_within_one_pair_of_marks_is_one_attribution(find, opened, closed):
    speech = f"{opened}The price of bread is rising and the old bakery will close next month,{closed}"
    found, _ = find(f"{speech} the baker said.", ("the baker", "said", speech, 0.9))
    assert [a.source.text for a in found] == ["the baker"]


def test_a_speech_that_does_two_things_is_two_attributions(find):
    text = "“Both roads are open again. We will never accept a border on the river,” the governor said."
    found, _ = find(text, ("the governor", "said", text[: text.index(" the governor")], 0.9))
    assert [(hull(a.content).of(text), a.act) for a in found] == [
        ("“Both roads are open again.", "assert"),
        ("We will never accept a border on the river,”", "refuse"),
    ]


def test_what_the_writer_joins_is_parted_where_the_act_changes(find):
    text = "The envoy said that the harbour was closed and that the siege would end by May."
    found, _ = find(text, ("The envoy", "said", text[15:-1], 0.9))
    assert [(hull(a.content).of(text), a.act) for a in found] == [
        ("that the harbour was closed", "assert"),
        ("and that the siege would end by May", "predict"),
    ]


def test_a_contrast_inside_a_sentence_is_a_claim_of_its_own(who_said):
    rows = who_said("“We are open to serious talks, but we will not give up a single village,” the envoy said.")
    assert [r[2] for r in rows] == [
        "“We are open to serious talks",
        "but we will not give up a single village,”",
    ]


def test_a_headline_names_its_speaker_after_a_dash(who_said):
    rows = who_said("Spring will be hard on the eastern front - army chief\n\nThe winter was mild this year.")
    assert rows == [("army chief", "army chief", "Spring will be hard on the eastern front")]


def test_the_points_of_a_list_are_said_by_who_introduces_it(find):
    text = "The miners demand the following:\n- wages must rise by a tenth\n- the third shift must end\n\nRain fell."
    found, _ = find(text)
    assert [(a.source.text, hull(a.content).of(text), a.act) for a in found] == [
        ("The miners", "wages must rise by a tenth", "demand"),
        ("The miners", "the third shift must end", "demand"),
    ]


def test_she_in_capitals_is_resolved(who_said):
    text = "MAYOR ANA LOPEZ SPOKE FIRST. SHE SAID THAT THE BRIDGE WAS LOST."
    rows = who_said(text, ("SHE", "SAID", "THAT THE BRIDGE WAS LOST", 0.9))
    assert rows[-1][0] == "SHE"
    assert "lopez" in (rows[-1][1] or "").lower()


def test_text_in_capitals_is_read(who_said):
    rows = who_said("THE ARMY SAID TODAY THAT FOUR REBELS WERE KILLED NEAR THE DAM.")
    assert rows == [("THE ARMY", "ARMY", "THAT FOUR REBELS WERE KILLED NEAR THE DAM")]


def test_a_name_run_together_with_the_word_before_is_found(find):
    text = "The aim stands in its constitutionNovotny said Tuesday that his country is looking for other ways."
    found, _ = find(text, ("", "said", "that his country is looking for other ways", 0.9))
    assert [a.source.text for a in found] == ["Novotny"]


def test_a_caption_s_credit_is_no_attribution(find):
    assert find("A woman looks at a ruined house in Dnipro. (Maria Lopez/The Daily Courier)")[0] == ()


def test_the_encoder_s_torn_content_is_mended(find):
    text = "The ministry announced the closure of the port and of two roads."
    [one], _ = find(text, ("ministry", "announced", ("the closure of", "the port and of two roads"), 0.9))
    assert hull(one.content).of(text) == "the closure of the port and of two roads"


def test_the_cue_stays_with_an_object_that_says_little_without_it(find):
    text = "The ministry rejected the plan."
    [one], _ = find(text, ("The ministry", "rejected", "the plan", 0.9))
    assert hull(one.content).of(text) == "rejected the plan"


def test_the_encoder_s_content_stops_at_its_paragraph(find):
    text = "A Season of Hope\n\nThe harvest was poor, the farmers said."
    found, _ = find(text, ("the farmers", "said", "A Season of Hope\n\nThe harvest was poor", 0.9))
    assert [hull(a.content).of(text) for a in found] == ["The harvest was poor"]


def test_of_an_unsure_find_of_the_encoder_no_claim_is_made(find):
    found, _ = find("The convoy skirted the town.", ("The convoy", "skirted", "the town", 0.1))
    assert [a.withheld for a in found] == ["low confidence"]


def test_of_the_writers_own_words_no_claim_is_made(find):
    found, _ = find("I doubt that forty men died there.", ("I", "doubt", "that forty men died there", 0.9))
    assert [a.withheld for a in found] == ["the writer's or the reader's own voice"]


def test_the_encoder_s_finds_keep_its_confidence_whether_or_not_a_rule_agrees(find):
    text = "The mayor said the road was open. The convoy skirted the town."
    found, _ = find(
        text,
        ("The mayor", "said", "the road was open", 0.71),
        ("The convoy", "skirted", "the town", 0.3),
    )
    assert [(a.rule, a.confidence) for a in found] == [("encoder + saying: clause", 0.71), ("encoder", 0.3)]


def test_a_rule_alone_counts_only_for_somebody_who_speaks_on_wars(find):
    found, dropped = find("The army said the road was mined. Ada said the cake was burnt.")
    assert [a.source.text for a in found] == ["The army"]
    assert "nobody known, and the encoder sees nothing" in {d.reason for d in dropped}


def test_what_is_expected_by_nobody_named_is_an_attribution(find):
    text = "The ferry is expected to sail on Monday."
    [one], _ = find(text, ("", "is expected", "to sail on Monday", 0.46))
    assert (one.source, one.act) == (None, "predict")


def test_a_source_that_the_encoder_found_is_not_grown(find):
    text = "The miners, worried about the new shaft, said the pumps had failed twice."
    [one], _ = find(text, ("The miners", "said", "the pumps had failed twice", 0.9))
    assert one.source.spans == (Span(0, 10),)


def test_attributions_come_in_text_order_with_ids(find):
    found, _ = find("The mayor said the dam held. Police said two men drowned. Farmers say the fields are lost.")
    assert [a.id for a in found] == ["a1", "a2", "a3"]
    assert [a.content[0].start for a in found] == sorted(a.content[0].start for a in found)


FRAGMENTS = st.lists(
    st.sampled_from(
        [
         "The mayor said ", "“We will go", ",” ", "he added. ", "\n\n", "according to CNN", ". ", "“", "”", '"',
         "Kyiv and Moscow ", "denied that ", "is lost", " - army chief", "12,000 ", "\u202e", "[TEXT] ", "SAID ", ";",
         ":"]
    ),
    max_size=25,
).map("".join)  # fmt: skip


@settings(max_examples=30)
@given(FRAGMENTS)
def test_spans_lie_in_the_text_and_a_second_reading_gives_the_same(find, text):
    first, second = find(text), find(text)
    assert first == second
    for attribution in first[0]:
        for span in (*attribution.content, *attribution.cue, *(attribution.source.spans if attribution.source else ())):
            assert span.of(text).strip()
        assert 0.0 <= attribution.confidence <= 1.0
    for drop in first[1]:
        assert drop.reason


@pytest.mark.parametrize("text", ["", "x", "“" * 40, "said " * 300, "“a” " * 200, "12345 678", "\u202e\u200fقال “x"])
def test_hostile_text_gives_no_attribution_and_no_error(find, text):
    assert find(text)[0] == ()


def test_whoever_gives_a_toll_says_so(who_said):
    assert who_said("The Rescue Committee earlier gave a toll of 31. The clerk gave the girl 31 apples.") == [
        ("The Rescue Committee", "Rescue Committee", "gave a toll of 31")
    ]
