"""Nobody says what stands beside his aside, before his colon, or in another's clause."""

import pytest


def said(found, text):
    return [(a.source and a.source.text, " … ".join(s.of(text) for s in a.content)) for a in found]


@pytest.mark.parametrize("marks", [" - {} - ", "—{}—", " ({}) "])
def test_who_speaks_in_an_aside_says_the_aside(find, marks):
    aside = marks.format("hundreds, the mayor has said")
    text = f"The army, accused of killing villagers{aside}withdrew."
    found, _ = find(text, ("the mayor", "has said", ["The army", "withdrew"], 0.9))
    assert ("the mayor", "hundreds") in said(found, text)
    assert not any(who == "the mayor" and "withdrew" in what for who, what in said(found, text))


def test_an_aside_that_only_names_the_speaker_leaves_him_the_sentence(find):
    text = "The bridge - the mayor has said - was mined."
    found, _ = find(text, ("the mayor", "has said", ["The bridge", "was mined"], 0.9))
    assert said(found, text) == [("the mayor", "The bridge … was mined")]


def test_another_s_aside_is_no_part_of_what_is_said(find):
    text = "The guards killed villagers—forty, according to the mayor—in the spring, monks say."
    found, _ = find(text, ("monks", "say", text[: text.index(", monks")], 0.9))
    assert ("monks", "The guards killed villagers … in the spring") in said(found, text)


def test_a_colon_leads_on_and_never_back(find):
    text = "Another: “They left us here alone.”\n\nOne guard: “We have had no water for a week.”"
    first, second = "“They left us here alone.”", "“We have had no water for a week.”"
    colon = (text.rindex(":"), text.rindex(":") + 1)
    found, _ = find(text, ("One guard", [colon], [first, second], 0.9))
    assert said(found, text) == [("Another", first), ("One guard", second)]


@pytest.mark.parametrize(
    ("text", "taken", "cue", "content", "source"),
    [
        (
            "A guard quoted by the Tribune spoke of “a long night”.",
            "the Tribune",
            "spoke of",
            "“a long night”",
            "A guard",
        ),
        ("A board that he set up argued that the dam was safe.", "he", "argued", "that the dam was safe", "A board"),
    ],
)
def test_the_cue_s_own_subject_speaks_not_a_name_in_what_tells_of_it(find, text, taken, cue, content, source):
    found, _ = find(text, (taken, cue, content, 0.9))
    assert [a.source.text for a in found] == [source]


def test_what_somebody_believes_ends_before_the_paper_that_reports_it(find):
    text = "Officials believe about 50 of the 116 hostages are alive, the Harbour Tribune reports."
    found, _ = find(
        text,
        ("the Harbour Tribune", "reports", "Officials believe about 50 of the 116 hostages are alive", 0.9),
        ("Officials", "believe", "about 50 of the 116 hostages are alive, the Harbour Tribune reports", 0.9),
    )
    assert [(a.source.text, [v.name for v in a.via], a.content[0].of(text)) for a in found] == [
        ("Officials", ["Harbour Tribune"], "about 50 of the 116 hostages are alive")
    ]


def test_a_platform_at_the_end_of_a_sentence_ends_it(parse):
    document = parse("The mayor wrote on X. The army left the town.")
    assert [s.text for s in document.sentences] == ["The mayor wrote on X.", "The army left the town."]


def test_a_phrase_between_marks_in_the_next_paragraph_is_not_the_headline_s(find):
    text = "Red Cross says office damaged\n\nShells of “a heavy calibre” landed in the yard."
    found, _ = find(text, ("Red Cross", "says", ["office damaged", "“a heavy calibre”"], 0.9))
    assert said(found, text) == [("Red Cross", "office damaged")]
