"""Which claims share an origin: copies count once."""

from counterclaim.comparison.families import Families
from counterclaim.comparison.origins import is_exact, origins_of
from counterclaim.comparison.questions import find_questions
from counterclaim.records.question import RelationKind


def own(article):
    return article


def test_a_ministry_and_its_spokesman_with_one_exact_number_are_one_origin(toll):
    a = toll(2870, source="Russian Ministry of Defence", of="Ukrainian soldiers", article="a")
    b = toll(2870, source="Igor K., Russia's spokesman", side="russia", of="Ukrainian soldiers", article="b")
    assert len(set(origins_of([a, b], own).values())) == 1


def test_a_round_number_of_two_speakers_of_one_side_stays_two_origins(toll):
    a = toll(3000, source="the Russian ministry", article="a")
    b = toll(3000, source="a Russian deputy", article="b")
    assert len(set(origins_of([a, b], own).values())) == 2


def test_unnamed_sources_in_two_articles_are_two_origins_but_in_copies_one(toll):
    a = toll(40, source="officials", article="a")
    b = toll(40, source="officials", article="b")
    assert len(set(origins_of([a, b], own).values())) == 2
    assert len(set(origins_of([a, b], lambda _: "one text").values())) == 1


def test_copies_of_a_text_are_echoes_in_the_question(toll):
    a = toll(40, of="Syrian soldiers", article="a", published="2015-05-01", as_of="2015-05-01")
    b = toll(40, of="Syrian soldiers", article="b", published="2015-05-02", as_of="2015-05-01")
    families = Families({b.article.id: a.article.id}, {b.article.id: "All of it stands in a."})
    [question] = find_questions([a, b], families)
    assert question.origins == 1
    assert [r.relation for r in question.relations] == [RelationKind.ECHO]


def test_what_an_exact_number_is():
    assert [is_exact(value) for value in (2870.0, 498.0, 12_000.0, 16_500.0, 40.0, 12.5, None)] == [
        True,
        True,
        False,
        True,
        False,
        False,
        False,
    ]
