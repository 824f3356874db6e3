"""Mentions of those who act or speak, with the register's entry where it is known."""

from counterclaim.reading.document import Document
from counterclaim.records.reading import Actor, Place


def find_actors(document: Document, places: tuple[Place, ...]) -> tuple[Actor, ...]:
    """Find the actors that the body mentions, in text order."""
    del document, places
    return ()
