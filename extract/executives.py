"""Mentions -> claims: executives."""

from extract.claims import Executive
from extract.documents import Document


def find_executives(document: Document) -> list[Executive]:
    """The rows of the executives table that the article supports, in text order."""
    return []
