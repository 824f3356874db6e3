"""Interviews whose questions carry no names: who answers, what is stated, through whom others are quoted."""

from counterclaim.reading.attribution.interviews import find_answers
from counterclaim.reading.attribution.turns import find_turns
from counterclaim.records.span import hull

INTRO = "Colonel Ada Lind commanded the harbour garrison until March. She talked to The Harbour Post in Oslo."
TALK = [
    "The Harbour Post: How many boats does the fleet have left? The ministry claims forty.",
    "Ada Lind: It was a long night. The navy lost 12 boats in Bergen.",
    "And how long will the fuel last?",
    "We do not know. The port authority says that 900 tonnes are left. [The ministry denied that fuel was short.]",
    "The rebels say the pier is theirs.",
    "So they tell us, and our men have seen it from the hill. Norway sent 300 soldiers to hold the northern pier.",
    "Will the talks in Bergen lead anywhere?",
    "I think the pier will be lost. Thank you.",
    "What happens then?",
    "Norway will lose the port.",
    "The writer lives in Stavanger and reports on 30 ports.",
]


def told(found, text):
    return [
        (a.source and a.source.name, a.quote, [v.name for v in a.via], hull(a.content).of(text))
        for a in found
        if a.rule == "transcript: answer"
    ]


def test_what_the_answers_state_is_the_words_of_the_one_who_is_asked(find):
    text = "\n\n".join([INTRO, *TALK])
    found, _ = find(text)
    assert told(found, text) == [
        ("Ada Lind", "direct", [], "The navy lost 12 boats in Bergen."),
        ("Ada Lind", "direct", [], "Norway sent 300 soldiers to hold the northern pier."),
        ("Ada Lind", "direct", [], "Norway will lose the port."),
    ]


def test_whoever_is_quoted_in_an_answer_is_quoted_through_the_one_who_answers(find):
    text = "\n\n".join([INTRO, *TALK])
    found, _ = find(text)
    assert {hull(a.content).of(text): [v.name for v in a.via] for a in found if a.cue} == {
        "claims forty": [],  # in a question
        "that 900 tonnes are left": ["Ada Lind"],
        "that fuel was short": [],  # between the editors' brackets
        "the pier is theirs": [],  # a remark by which the paper prompts
        "the pier will be lost": [],
    }


def test_i_in_an_unlabelled_answer_is_the_one_who_answers(find):
    text = "\n\n".join([INTRO, *TALK])
    found, _ = find(text, ("I", "think", "the pier will be lost", 0.9))
    assert [(a.source.name, a.quote, a.act) for a in found if a.source.text == "I"] == [
        ("Ada Lind", "direct", "predict")
    ]


def test_answers_marked_a_are_given_to_the_one_person_whom_the_introduction_shows(find):
    text = "\n\n".join(
        (
            "The mayor, Lena Fischer, spoke to our correspondent.",
            "Q: Is the dam safe?",
            "A: The dam of Bergen held in 1998.",
            "Q: And the bridge?",
            "A: Norway closed it in May.",
        )
    )
    found, _ = find(text)
    assert [a[3] for a in told(found, text) if a[0] == "Lena Fischer"] == [
        "The dam of Bergen held in 1998.",
        "Norway closed it in May.",
    ]


def test_headings_that_ask_are_no_interview(parse):
    text = "\n\n".join(
        (
            "Ada Lind spoke to reporters on Monday.",
            "Who holds the port?",
            "Norway has held it since 1998.",
            "Why does it matter?",
            "A third of the grain of Bergen goes through it.",
            "What comes next?",
            "Talks open in Oslo on Friday.",
        )
    )
    document = parse(text)
    assert find_answers(document, find_turns(text, document.paragraphs)) == ()


def test_nobody_is_chosen_of_two_who_could_be_asked(parse):
    asked = "We talked to Ada Lind and met with Lena Fischer, two mayors who gave an interview with Lena Fischer."
    questions = ("Is it safe?", "I think so, we checked.", "And now?", "We wait.", "For whom?", "I cannot say.")
    text = "\n\n".join((asked, *questions))
    document = parse(text)
    assert find_answers(document, ()) == ()


def test_of_two_who_talk_the_one_who_is_introduced_is_asked(find):
    intro = "For The Harbour Post, Mary Berg talked to the historian Ada Lind, whose book is on the siege."
    found, _ = find("\n\n".join([intro, *(p.removeprefix("Ada Lind: ") for p in TALK[1:])]))
    assert {a.source.name for a in found if a.rule == "transcript: answer"} == {"Ada Lind"}


def test_of_two_who_talk_and_are_both_bare_names_nobody_is_taken(find):
    intro = "In Oslo, Mary Berg talked to Ada Lind."
    found, _ = find("\n\n".join([intro, *(p.removeprefix("Ada Lind: ") for p in TALK[2:])]))
    assert [a for a in found if a.rule == "transcript: answer"] == []
