"""Agencies that an article credits: in its dateline, at the end of a paragraph, in a line of its own."""

import pytest


def via_of(found):
    return [(a.source.name, [v.name for v in a.via]) for a in found]


def test_a_dateline_s_agency_passes_on_the_whole_article(find):
    text = "OSLO, March 3 (Reuters) - The army said the bridge was lost.\n\nThe mayor said the harbour was safe."
    found, _ = find(text)
    assert via_of(found) == [("army", ["Reuters"]), ("mayor", ["Reuters"])]
    assert found[0].via[0].spans[0].of(text) == "Reuters"


def test_an_agency_at_the_end_of_a_paragraph_passes_on_that_paragraph(find):
    found, _ = find("The army said the bridge was lost. — AP\n\nThe mayor said the harbour was safe.")
    assert via_of(found) == [("army", ["AP"]), ("mayor", [])]


@pytest.mark.parametrize("line", ["Source: Interfax", "This article originally appeared at Interfax", "Via Interfax"])
def test_a_credit_line_passes_on_the_whole_article(find, line):
    found, _ = find(f"The army said the bridge was lost.\n\n{line}")
    assert via_of(found) == [("army", ["Interfax"])]


def test_an_outlet_told_stands_before_the_agency_credited(find):
    found, _ = find("OSLO (Reuters) - The minister told CNN that the bridge was lost.")
    assert via_of(found) == [("minister", ["CNN", "Reuters"])]


def test_a_credited_agency_that_speaks_itself_is_no_relay_of_itself(find):
    found, _ = find("OSLO (Reuters) - Reuters reported that the bridge was lost.")
    assert via_of(found) == [("Reuters", [])]


def test_a_signature_or_a_name_in_brackets_is_no_credit(find):
    found, _ = find("The army said the bridge was lost. — Ada\n\nThe mayor said the harbour (Nordhaven) was safe.")
    assert via_of(found) == [("army", []), ("mayor", [])]
