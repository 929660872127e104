"""Mentions -> claims: offices."""

from extract.claims import Office
from extract.documents import Document


def find_offices(document: Document) -> list[Office]:
    """The rows of the offices table that the article supports, in text order."""
    return []
