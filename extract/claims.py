"""What one article says: the rows of the tables, field by field as the contract defines them.

Dates are ISO 8601 strings with the precision the text supports (`2016`, `2016-05`, `2016-05-18`,
intervals `2019/2022`); countries are sorted ISO 3166-1 alpha-2 codes; None or () means untold.
"""

import hashlib
from dataclasses import astuple, dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """The evidence every row carries: `article.text[start_char:end_char] == quote`, always."""

    quote: str
    start_char: int
    end_char: int
    rule: str
    confidence: float

    def identify(self, article_id: str) -> str:
        """A hash of the content, the same in every run (16 hex digits)."""
        content = repr((type(self).__name__, article_id, *astuple(self)[:3], *astuple(self)[5:]))
        return hashlib.sha256(content.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True, kw_only=True)
class Executive(Claim):
    """One person's post at one organisation."""

    person: str
    organisation: str | None
    role: str | None
    function: str
    countries: tuple[str, ...] = ()
    region: str | None = None
    status: str = "current"
    start: str | None = None
    end: str | None = None
    replaces: str | None = None
    reports_to: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Office(Claim):
    """One place of one organisation."""

    organisation: str | None
    kind: str
    city: str | None
    country: str | None
    status: str
    date: str | None = None
    serves: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Claim):
    """One number that says something about a company or a market."""

    subject: str | None
    metric: str
    value: float
    value_high: float | None = None
    unit: str
    per: str | None = None
    bound: str = "exact"
    geography: tuple[str, ...] = ()
    period: str | None = None
    nature: str = "actual"
    attributed_to: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Group(Claim):
    """One brand, subsidiary or unit and the organisation it belongs to."""

    organisation: str
    parent: str
