"""Transcripts and interviews: who speaks a turn, who "I" is, and what is no transcript."""

from counterclaim.reading.attribution.turns import find_turns, turn_at
from counterclaim.records.span import Span, hull

TALK = (
    "The station published the talk in full.\n\n"
    "ANNA BERG: How many bridges are left on the river?\n\n"
    "IVAN PETROV: Two bridges are left.\n\nThe northern one is mined.\n\n"
    "ANNA BERG: What do you expect from the talks?\n\n"
    "IVAN PETROV: We will never give up the harbour."
)


def paragraphs_of(text):
    at, out = 0, []
    for part in text.split("\n\n"):
        out.append(Span(at, at + len(part)))
        at += len(part) + 2
    return out


def test_a_turn_runs_to_the_next_one():
    turns = find_turns(TALK, paragraphs_of(TALK))
    assert [(t.who.of(TALK), t.said.of(TALK)) for t in turns] == [
        ("ANNA BERG", "How many bridges are left on the river?"),
        ("IVAN PETROV", "Two bridges are left.\n\nThe northern one is mined."),
        ("ANNA BERG", "What do you expect from the talks?"),
        ("IVAN PETROV", "We will never give up the harbour."),
    ]
    assert turn_at(Span(TALK.index("northern"), TALK.index("northern") + 8), turns) == turns[1]
    assert turn_at(Span(0, 5), turns) is None


def test_a_turn_is_what_its_speaker_says_in_the_speaker_s_own_words(find):
    found, _ = find(TALK)
    assert [(a.source.name, a.act, a.quote, a.rule) for a in found if a.source.text == "IVAN PETROV"] == [
        ("IVAN PETROV", "assert", "direct", "transcript: turn"),
        ("IVAN PETROV", "refuse", "direct", "transcript: turn"),
    ]


def test_i_in_an_interview_is_kept_and_not_guessed(find):
    text = "Q: Will it hold?\n\nA: I think the dam will hold.\n\nQ: Until when?\n\nA: Until the rain comes."
    found, dropped = find(text, ("I", "think", "the dam will hold", 0.9))
    assert [(a.source.text, a.source.name, hull(a.content).of(text)) for a in found] == [
        ("I", None, "the dam will hold")
    ]
    assert "the transcript names nobody" in {d.reason for d in dropped}


def test_i_in_a_quotation_is_part_of_what_the_speaker_says(find):
    text = "“I believe that the dam will hold,” Mayor Lena Fischer said."
    found, _ = find(
        text,
        ("Mayor Lena Fischer", "said", "“I believe that the dam will hold,”", 0.9),
        ("I", "believe", "that the dam will hold", 0.8),
    )
    assert [(a.source.name, hull(a.content).of(text)) for a in found] == [
        ("Lena Fischer", "“I believe that the dam will hold,”")
    ]


def test_a_headline_or_a_label_with_a_colon_is_no_turn(find):
    lines = ("Update: the bridge fell.", "The army said no more.", "Photo: A. Smith", "It rained.", "Read more: here.")
    text = "\n\n".join(lines)
    assert find_turns(text, paragraphs_of(text)) == ()
