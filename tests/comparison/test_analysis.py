"""Echo trees, sources' records, positions, framing, notes and explanations."""

from dataclasses import replace

import pytest

from counterclaim.comparison.echo_tree import origins_of_question
from counterclaim.comparison.explaining import explain, why_one_question
from counterclaim.comparison.families import NO_FAMILIES, Families
from counterclaim.comparison.framing import choices_of_groups, verbs_of_groups, words_of_groups
from counterclaim.comparison.notes import NoteKind, notes_of, notes_on_others
from counterclaim.comparison.positions import positions_of
from counterclaim.comparison.questions import find_questions
from counterclaim.comparison.source_records import records_of_sources
from counterclaim.records.span import Span


@pytest.fixture
def told(toll):
    """One ministry's number in three outlets, of which one credits another, and a rival's."""
    common = {"of": "Chadian soldiers", "source": "Chadian army", "as_of": "2021-04-19"}
    return [
        toll(300, article="a", outlet="Sahel Wire", published="2021-04-20", **common),
        toll(300, article="b", outlet="N'Djamena Post", published="2021-04-21", via=("Sahel Wire",), **common),
        toll(300, article="c", outlet="Lake Mail", published="2021-04-22", **common),
        toll(9, article="d", outlet="Desert News", published="2021-04-22", **(common | {"source": "FACT rebels"})),
    ]


def test_an_origin_is_a_tree_of_who_had_it_from_whom_with_evidence(told):
    [question] = find_questions(told)
    first, rival = origins_of_question(question, NO_FAMILIES)
    assert [(e.claim.article.outlet, e.of) for e in first.echoes] == [
        ("Sahel Wire", None),
        ("N'Djamena Post", told[0].id),
        ("Lake Mail", told[0].id),
    ]
    assert first.outlets == 3
    assert first.echoes[1].evidence == "It credits Sahel Wire, whose own account is earlier."
    assert "same statement of Chadian army" in first.echoes[2].evidence
    assert [e.claim.article.outlet for e in rival.echoes] == ["Desert News"]


def test_a_copy_hangs_on_the_article_that_it_copies(told):
    copy, original = told[2].article.id, told[0].article.id
    families = Families({copy: original}, {copy: "80% of its five-word runs stand in Sahel Wire."})
    [question] = find_questions(told, families)
    first = origins_of_question(question, families)[0]
    assert first.echoes[2].evidence == "80% of its five-word runs stand in Sahel Wire."


def test_a_sources_record_is_counts_by_kind_and_never_one_number(told):
    rows = {record.source: record for record in records_of_sources(find_questions(told))}
    army, rebels = rows["Chadian army"], rows["FACT rebels"]
    assert (army.kind, army.accounts, army.first, army.echoed, army.contradicted, army.by_later) == (
        "killed",
        1,
        1,
        1,
        1,
        1,
    )
    assert (rebels.accounts, rebels.first, rebels.echoed, rebels.contradicted) == (1, 0, 0, 1)


def test_a_name_that_claims_bring_with_and_without_its_actor_has_one_record(toll):
    common = {"of": "Chadian soldiers", "as_of": "2021-04-19", "source": "Lake Basin estimates"}
    told = [
        toll(300, article="a", source_text="Lake Basin estimates", **common),
        toll(9, article="b", at=300, source_text="those same estimates", actor="basin-commission", **common),
        toll(40, article="c", of="FACT rebels", as_of="2021-05-02", source="Basin Herald"),
    ]
    rows = [(r.source, r.actor, r.kind, r.accounts) for r in records_of_sources(find_questions(told))]
    assert rows == [("Lake Basin estimates", "basin-commission", "killed", 2), ("Basin Herald", None, "killed", 1)]


def test_a_name_that_two_actors_go_by_is_taken_for_neither(toll):
    common = {"of": "Chadian soldiers", "as_of": "2021-04-19", "source": "the ministry"}
    told = [
        toll(300, article="a", actor="chad-mod", **common),
        toll(9, article="b", actor="niger-mod", **common),
        toll(44, article="c", **common),
    ]
    rows = records_of_sources(find_questions(told))
    assert sorted((r.source, r.actor or "") for r in rows) == [
        ("the ministry", ""),
        ("the ministry", "chad-mod"),
        ("the ministry", "niger-mod"),
    ]


def test_positions_are_a_partys_moves_on_an_issue_in_order_of_time(claim):
    claims = [
        claim("statement", "accept a ceasefire along the line", source="Eritrea", act="agree", said="2000-06-14"),
        claim("statement", "no truce before a withdrawal", source="Eritrea", act="refuse", said="1999-03-01", at=90),
        claim("statement", "withdraw from Badme", source="Ethiopia", act="demand", said="1999-02-20", at=190),
    ]
    ceasefire, territory = positions_of(claims)
    assert (ceasefire.party, ceasefire.issue, [s.act for s in ceasefire.stands]) == (
        "Eritrea",
        "ceasefire",
        ["refuse", "agree"],
    )
    assert ceasefire.changed
    assert (territory.party, territory.issue) == ("Ethiopia", "territory")


def test_over_used_words_have_their_z_and_stand_in_context():
    texts = {
        "Capital Post": ["The cowardly raid on the harbour was cowardly and the cowardly rebels fled."] * 8,
        "Valley Mail": ["The raid on the harbour was swift and the rebels fled before dawn."] * 8,
    }
    found = {(row.group, row.word): row for row in words_of_groups(texts)}
    row = found[("Capital Post", "cowardly")]
    assert row.z > 1.96
    assert (row.count, row.others) == (24, 0)
    assert "cowardly raid on the harbour" in row.context
    assert ("Valley Mail", "cowardly") not in found
    assert ("Capital Post", "harbour") not in found


def test_one_group_alone_has_nothing_to_be_compared_with():
    assert words_of_groups({"Capital Post": ["the raid"] * 9}) == ()


def test_spellings_are_counted_only_where_several_are_in_use():
    found = choices_of_groups({"A": ["Burma and Burma", "Lvov"], "B": ["Myanmar"]})
    assert [(c.thing, c.group, c.words) for c in found] == [
        ("Myanmar", "A", (("burma", 2),)),
        ("Myanmar", "B", (("myanmar", 1),)),
    ]


def test_verbs_show_how_each_sides_statements_are_brought(claim):
    claims = [
        ("Post", claim("statement", "it won", source="Eritrea", cue="claimed", act="assert")),
        ("Post", claim("statement", "it lost a tank", source="Eritrea", cue="has admitted", act="assert", at=50)),
        ("Post", claim("statement", "it won", source="Ethiopia", cue="said", act="assert", at=90)),
    ]
    eritrea, ethiopia = verbs_of_groups(claims)
    assert (eritrea.party, eritrea.claims, eritrea.classes) == ("Eritrea", 2, (("doubt", 1), ("concession", 1)))
    assert (ethiopia.party, ethiopia.classes) == ("Ethiopia", (("neutral", 1),))


@pytest.mark.parametrize(
    ("note", "kind"),
    [
        ("The claim could not be independently verified.", NoteKind.UNVERIFIED),
        ("Harbour Wire was unable to verify the report.", NoteKind.UNVERIFIED),
        ("There was no independent confirmation.", NoteKind.UNVERIFIED),
        ("The ministry later retracted it.", NoteKind.RETRACTED),
        ("It revised its earlier toll on Monday.", NoteKind.CORRECTED),
    ],
)
def test_a_note_is_kept_with_the_claim_of_the_sentence_before(claim, note, kind):
    said = "The army said 40 rebels were killed."
    text = f"A market opened. {said} {note} Rain fell."
    at = text.index("40")
    made = claim("figure", "40", measure="killed", source="army", at=at, context=said)
    made = replace(made, sentence=Span(text.index(said), text.index(said) + len(said)))
    [found] = notes_of(text, [made])
    assert (found.claim, found.kind, found.text) == (made.id, kind, note)
    assert text[found.span.start : found.span.end] == note


def test_what_was_verified_is_no_note(claim):
    text = "The army said 40 rebels were killed. The UN verified the toll."
    assert notes_of(text, [claim("figure", "40", measure="killed", source="army", at=14)]) == ()


def test_an_explanation_gives_each_rules_score_and_sentence(told):
    [question] = find_questions(told)
    assert why_one_question(question).startswith("All count killed of one kind (force, Chadian)")
    found = next(e for e in explain(question) if e.relation and e.relation.relation == "conflict")
    assert {v.rule for v in found.verdicts} >= {"measure", "counted", "place", "period", "scale", "bounds"}
    assert all(v.why.endswith(".") for v in found.verdicts)


@pytest.mark.parametrize(
    ("text", "noted"),
    [
        ("Correction: an earlier version of this story said that 45 people had died.", ["wire"]),
        ("The army had earlier put the number at 45.", ["army"]),
        ("Correction: an earlier version of this story said that 50 people had died.", []),
        ("The navy had earlier put the number at 45.", []),
    ],
)
def test_a_correction_is_tied_to_the_number_that_another_article_gives(toll, text, noted):
    claims = {
        "wire": toll(45, article="a", outlet="Harbour Wire"),
        "army": toll(45, article="b", outlet="Valley Post", source="the army"),
    }
    later = toll(35, article="later", outlet="Harbour Wire", published="2024-05-05").article
    found = notes_on_others(text, later, [*claims.values()])
    assert [(note.claim, note.kind, note.article) for note in found] == [
        (claims[name].id, NoteKind.CORRECTED, later) for name in noted
    ]
