"""Headlines that name their source before a colon or behind a dash."""

import pytest

LEAD = "\n\nThe winter was mild this year, and the river rose."


@pytest.mark.parametrize(
    ("headline", "speaker"),
    [
        ("Spring will be hard on the eastern front - army chief", "army chief"),
        ("Bodies of 4 people were retrieved from the rubble of a house, - SES. VIDEO", "SES"),
        ("Russia has committed over 29,000 war crimes, - Prosecutor General’s Office. INFOGRAPHICS + PHOTO",
         "Prosecutor General’s Office"),
        ("British intelligence: Over half of the tank fleet are trophies", "British intelligence"),
        ("The General Staff of the Armed Forces of Ukraine: defenders repelled attacks near 13 settlements",
         "Ukrainian General Staff"),
    ],
)  # fmt: skip
def test_the_headline_is_what_its_speaker_says(read, headline, speaker):
    found = read(headline + LEAD).attributions
    assert [(a.source.name, a.rule.split(":")[0]) for a in found if a.source] == [(speaker, "headline")]


@pytest.mark.parametrize(
    "headline",
    [
        "Bodies of 4 people were retrieved from the rubble of a house - VIDEO",
        "Shelling of Kharkiv: bodies of 4 people were retrieved from the rubble",
        "A long winter at the front: what the villages along the river went through",
    ],
)
def test_what_hangs_on_a_headline_or_happened_is_no_speaker(read, headline):
    assert read(headline + LEAD).attributions == ()
