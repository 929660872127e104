"""Mentions -> claims: figures."""

from extract.claims import Figure
from extract.documents import Document


def find_figures(document: Document) -> list[Figure]:
    """The rows of the figures table that the article supports, in text order."""
    return []
