"""Files and metadata -> articles. The text is kept as read: every offset points into it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Article:
    """One article: its text as read and what is known about it.

    `published` is ISO 8601 with the precision known (`2021`, `2019-06-27`) or None;
    `published_basis` says how it is known: "metadata", "page", "text" or None.
    """

    id: str
    file: str
    text: str
    language: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    published_basis: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """A file, or a row of its metadata, that could not be used: what is wrong and what to do."""

    file: str
    message: str
