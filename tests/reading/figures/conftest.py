"""Figures of one text, read without the other steps, so that these tests fail for their own reasons only."""

import pytest


@pytest.fixture(scope="session")
def figures_of(models):
    from counterclaim.reading.document import make_documents
    from counterclaim.reading.figures.figures import find_figures
    from counterclaim.records.article import Article, Published
    from counterclaim.records.when import When

    def read(text, *, published="2031-05-10", attributions=(), actors=(), places=(), times=()):
        [document] = make_documents([(Article(text), ())], models)
        when = Published(When.parse(published), "given by the test") if published else None
        return find_figures(
            document, attributions=attributions, actors=actors, places=places, times=times, published=when
        )

    return read
