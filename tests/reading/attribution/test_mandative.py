"""Demands in the subjunctive: what is wanted of somebody is neither said to be so nor said by them."""

import pytest


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The council insists that Ruritania accept the loss of the port.", "demand"),
        ("The council insisted that the army withdraw from the town.", "demand"),
        ("The council insisted that he resign.", "demand"),
        ("The council insists that the prisoner be released.", "demand"),
        ("The council insists that services be restored first.", "demand"),
        ("The council insists that the bridge stands.", "assert"),
        ("The council insisted that Ruritania accepted the loss of the port.", "assert"),
        ("The council insisted that the army withdrew and that its guns were taken.", "assert"),
    ],
)
def test_the_plain_form_of_a_verb_makes_a_demand(find, text, act):
    found, _ = find(text)
    assert [a.act for a in found if a.source.text == "The council"] == [act]


def test_what_is_let_be_known_is_said(find):
    text = "The council let it be known that the port was safe."
    found, _ = find(text, ("The council", "let it be known", "that the port was safe", 0.9))
    assert [a.act for a in found] == ["assert"]


def test_what_is_wanted_of_somebody_is_not_what_they_say(find):
    found, _ = find("The council insists that Ruritania accept the loss of the port.")
    assert [a.source.text for a in found] == ["The council"]
