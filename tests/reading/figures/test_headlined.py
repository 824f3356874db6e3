"""Figures of the lead that repeat the headline's: who says it there says it here."""

import pytest

import counterclaim


def sources(text):
    reading = counterclaim.read(text, published="2031-05-10")
    names = {a.id: a.source.name for a in reading.attributions if a.source}
    return [(f.text, names.get(f.attribution)) for f in reading.figures]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Air defence downs 32 enemy drones - General Staff\n\nAir defence downed 32 enemy drones today.",
            [("32", "General Staff"), ("32", "General Staff")],
        ),
        (
            "General Staff: 40 soldiers killed near Dolna\n\nAt least 40 soldiers were killed near Dolna.",
            [("40", "General Staff"), ("40", "General Staff")],
        ),
        (  # in a longer text another number, and another measure, is nobody's but the writer's
            "General Staff: 40 soldiers killed near Dolna\n\nSome 50 soldiers were killed. 40 people were wounded."
            "\n\nIt rained.",
            [("40", "General Staff"), ("50", None), ("40", None)],
        ),
        (  # the whole of an item of one paragraph is what the headline's source reports
            "Enemy repelled near Dolna - General Staff\n\nThe army shot down 32 drones. Some 50 soldiers were killed.",
            [("32", "General Staff"), ("50", "General Staff")],
        ),
        (
            "Over 700 soldiers killed in a day, Army reports\n\nIt rained.",
            [("700", "Army")],
        ),
        (
            "Shelling of Dolna kills 128 children - PGO\n\nIt rained.",
            [("128", "PGO")],
        ),
        (  # a sentence is no headline
            "The General Staff said that 40 soldiers were killed.\n\nAt least 40 soldiers were killed near Dolna.",
            [("40", "General Staff"), ("40", None)],
        ),
        (  # far below the headline the number may be anybody's
            "General Staff: 40 soldiers killed near Dolna\n\nIt rained.\n\nIt snowed.\n\nForty soldiers were killed.",
            [("40", "General Staff"), ("Forty", None)],
        ),
    ],
)
def test_the_lead_speaks_with_the_headline_s_source(text, wanted):
    assert sources(text) == wanted


@pytest.mark.parametrize(
    ("headline", "wanted"),
    [
        ("Shelling of Dolna: forty rockets fired at the town", []),
        ("General Staff: forty rockets fired at the town", ["General Staff"]),
        ("Forty rockets were fired at the town - mass media", ["mass media"]),
        ('Forty rockets were fired at the town, - "Dolna Post"', ["Dolna Post"]),
    ],
)
def test_a_headline_s_mark_names_who_speaks_and_not_what_happened(headline, wanted):
    found = counterclaim.read(f"{headline}\n\nNobody was hurt that night.", published="2031-05-10").attributions
    assert [a.source.name for a in found if a.source] == wanted


def test_the_letters_of_an_agency_are_no_pronoun():
    text = "People fled the town.\n\nWHO estimates that 900 people fled."
    [one] = counterclaim.read(text, published="2031-05-10").attributions
    assert (one.source.text, "people" in one.source.name.lower()) == ("WHO", False)
