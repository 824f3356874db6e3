"""Attributions of a text by the rules alone, or with what an encoder is said to have found."""

import pytest


def raws(text, found):
    """What an encoder is said to have found: (source, cue, content, confidence) in words or places."""
    from counterclaim.reading.attribution.decoding import RawAttribution

    def spans(words):
        parts = [words] if isinstance(words, str) or isinstance(words[0], int) else list(words)
        # A word that stands in the text more than once is given by its place.
        places = [(text.index(p), text.index(p) + len(p)) if isinstance(p, str) else p for p in parts if p]
        return tuple(sorted(places))

    return [RawAttribution(spans(s), spans(c), spans(t), p) for s, c, t, p in found]


@pytest.fixture(scope="session")
def parse(models):
    """A Document of a text, without exclusions."""
    from counterclaim.reading.document import make_documents
    from counterclaim.records.article import Article

    def parse_text(text):
        [document] = make_documents([(Article(text), ())], models)
        return document

    return parse_text


@pytest.fixture(scope="session")
def find(parse):
    """`find(text, *(source, cue, content, confidence))` gives (attributions, drops); no model is asked."""
    from counterclaim.reading.actors import find_actors
    from counterclaim.reading.attribution.attributions import find_attributions
    from counterclaim.reading.places import find_places
    from counterclaim.reading.times import find_times
    from counterclaim.records.article import Published
    from counterclaim.records.when import When

    def find_in(text, *found, published=None):
        document = parse(text)
        when = Published(When.parse(published), "given by the test") if published else None
        return find_attributions(
            document,
            raws(text, found),
            actors=find_actors(document, find_places(document)),
            times=find_times(document, when),
            published=when,
        )

    return find_in


@pytest.fixture(scope="session")
def who_said(find):
    """(source as worded, who that is, content) of each attribution that the rules alone find in a text."""

    def rows(text, *found, **given):
        attributions, _ = find(text, *found, **given)
        return [
            (
                a.source and a.source.text,
                a.source and a.source.name,
                " … ".join(s.of(text) for s in a.content),
            )
            for a in attributions
        ]

    return rows
