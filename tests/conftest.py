"""What every test can ask for: the models (loaded once), the shared research data (skipped where it is absent)."""

import dataclasses
import os
from pathlib import Path

import pytest
from hypothesis import settings

# Loading a model inside a property test's first example is slow and says nothing about the property.
# The same examples in every run, so that a red run means the change; COUNTERCLAIM_EXAMPLES=fresh looks for new ones.
settings.register_profile("same", deadline=None, max_examples=50, derandomize=True)
settings.register_profile("fresh", deadline=None, max_examples=50)
settings.load_profile(os.environ.get("COUNTERCLAIM_EXAMPLES", "same"))

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def models():
    """The language models that ship with the package."""
    from counterclaim.reading.models import load_models

    return load_models()


@pytest.fixture(scope="session")
def read(models):
    """Read one text into a Reading: `read("…", published="2024-05-03")`."""
    return reading_with(models)


@pytest.fixture(scope="session")
def read_by_rules(models):
    """As `read`, without the network's hints: what words and parse alone make of events and forecasts."""
    return reading_with(dataclasses.replace(models, encoder=dataclasses.replace(models.encoder, _branch=None)))


def reading_with(models):
    """A function that reads one text with these models."""
    from counterclaim.reading.reader import read_articles
    from counterclaim.records.article import Article, Published
    from counterclaim.records.reading import Reading
    from counterclaim.records.when import When

    def read_text(text, published=None, **meta):
        when = Published(When.parse(published), "given by the test") if published else None
        [reading] = read_articles([Article(text, published=when, **meta)], models)
        assert isinstance(reading, Reading), reading
        return reading

    return read_text


@pytest.fixture(scope="session")
def shared():
    """The folder of shared research data: beside the checkout, or where COUNTERCLAIM_SHARED points."""
    folder = Path(os.environ.get("COUNTERCLAIM_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip("the shared research data is not here")
    return folder
