"""What is found in a text: its sentences, and the people, organisations and places it names."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the article proper (boilerplate has none): text[start:end], trimmed of blanks."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mention:
    """A span of the text that means a person, an organisation or a place.

    `name` is the one name of the thing through the article: the fullest form of a person, the usual
    short name of an organisation ("Corvalis" for "le géant suisse"), the English name of a city or the
    code of a country. `via` tells how we know: "name" (spelt out), "part" (surname alone, short form),
    "pronoun" ("il", "ce dernier"), "alias" ("le groupe", "le géant chinois"), "adjective" ("français").
    """

    start: int
    end: int
    kind: str  # person | organisation | city | country | region
    name: str
    via: str = "name"
    countries: tuple[str, ...] = ()  # of a place; of an affiliate's own name ("Google France" -> FR)
    region: str | None = None  # "Benelux" in the article's own words, where the span is or holds one
