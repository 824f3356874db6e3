"""Names of places to GeoNames entries."""

from counterclaim.reading.document import Document
from counterclaim.records.reading import Place


def find_places(document: Document) -> tuple[Place, ...]:
    """Find the places that the body names, in text order."""
    del document
    return ()
