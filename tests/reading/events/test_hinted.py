"""What the network's hints add to what the frames read."""

import re

import numpy as np
import pytest

from counterclaim.reading.events.events import find_events
from counterclaim.reading.hints import EVENT_TYPES, Hints
from counterclaim.records.values import EventType


def hints(text, **seen):
    """Hints for a text: `word=(probability, type)`; all other words name no event."""
    words = [m.span() for m in re.finditer(r"\w+|[^\w\s]", text)]
    events = np.zeros(len(words), np.float16)
    types = np.full((len(words), len(EVENT_TYPES)), 0.01, np.float16)
    for n, (start, end) in enumerate(words):
        if text[start:end] in seen:
            events[n], kind = seen[text[start:end]]
            types[n, EVENT_TYPES.index(kind)] = 0.9
    starts, ends = (np.array(side, np.int64) for side in zip(*words, strict=True))
    return Hints(starts, ends, events, types, np.zeros(len(words), np.float16))


@pytest.fixture(scope="module")
def events(models):
    """(type, status, words of the trigger, actors, targets) of every event of a text under the given hints."""
    from counterclaim.reading.actors import find_actors
    from counterclaim.reading.document import make_documents
    from counterclaim.reading.places import find_places
    from counterclaim.records.article import Article

    def told(text, **seen):
        [document] = make_documents([(Article(text), ())], models)
        places = find_places(document)
        found = find_events(
            document,
            attributions=(),
            actors=find_actors(document, places),
            places=places,
            times=(),
            hints=hints(text, **seen),
            published=None,
        )
        return [(e.type, e.status.value, e.trigger.of(text), e.actors, e.targets) for e in found]

    return told


def test_a_verb_that_no_frame_knows_is_an_event_where_the_network_sees_one(events):
    text = "The militia outfoxed the garrison."
    assert events(text) == []
    assert events(text, outfoxed=(0.9, "ASSAULT")) == [
        (EventType.ASSAULT, "happened", "outfoxed", ("militia",), ("garrison",))
    ]


def test_words_around_it_give_the_status_as_they_do_for_every_event(events):
    [(kind, status, *_)] = events("The militia will outfox the garrison.", outfox=(0.9, "ASSAULT"))
    assert (kind, status) == (EventType.ASSAULT, "planned")
    [(kind, status, *_)] = events("The militia did not outfox the garrison.", outfox=(0.9, "ASSAULT"))
    assert (kind, status) == (EventType.ASSAULT, "denied")


def test_below_the_threshold_nothing_is_added(events):
    assert events("The militia outfoxed the garrison.", outfoxed=(0.59, "ASSAULT")) == []


def test_what_a_frame_reads_keeps_its_type_and_is_told_whatever_the_network_thinks(events):
    text = "The rebels shelled the port."
    by_frame = [(EventType.ASSAULT, "happened", "shelled", ("rebels",), ("port",))]
    assert events(text) == events(text, shelled=(0.95, "PROTEST")) == by_frame


def test_the_object_of_a_set_phrase_is_no_event_beside_its_verb(events):
    text = "The vote took place in the capital."
    assert [row[2] for row in events(text, took=(0.9, "CONSULT"), place=(0.9, "CONSULT"))] == ["took"]


def test_a_weapon_or_a_quality_is_no_target_of_a_verb_that_no_frame_knows(events):
    text = "The militia wielded grenades."
    assert events(text, wielded=(0.9, "ASSAULT")) == [(EventType.ASSAULT, "happened", "wielded", ("militia",), ())]


def test_a_mention_that_the_rules_hold_unworthy_is_told_where_the_network_sees_an_event(events):
    text = "They feared a possible raid by the militia."
    assert events(text) == []
    assert [row[:3] for row in events(text, raid=(0.9, "ASSAULT"))] == [(EventType.ASSAULT, "hypothetical", "raid")]
