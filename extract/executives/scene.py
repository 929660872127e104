"""What the constructions are read against: the lines of an article, who and what each part of it is about."""

from bisect import bisect_right
from dataclasses import dataclass, field

from extract.documents import Document
from extract.executives.lines import Line, Symbol, Title, read_lines
from extract.mentions import Mention

PEOPLE = frozenset({"person", "pronoun"})


@dataclass(slots=True)
class Post:
    """One person's post as one line of the article tells it; what is untold is None until it is worked out."""

    person: str
    function: str
    line: int
    anchor: int  # the symbol of the title or the verb
    holder: int | None  # the symbol of the person, None where the post only points back at one
    rule: str
    confidence: float
    title: Title | None = None
    organisation: str | None = None
    explicit: bool = False  # the organisation stands beside the post
    event: str = "post"
    status: str | None = None
    countries: tuple[str, ...] = ()
    region: str | None = None
    start: str | None = None
    end: str | None = None
    replaces: str | None = None
    reports_to: str | None = None
    lines: list[int] = field(default_factory=list)  # further lines that support it

    @property
    def role(self) -> str | None:
        """The title in the article's own words."""
        return self.title.role if self.title else None


@dataclass(slots=True)
class Scene:
    """The article as lines, with the paragraph and the heading each line stands under."""

    document: Document
    lines: list[Line]
    paragraphs: list[int]
    headings: dict[int, str]
    focus: list[str | None]

    @property
    def topic(self) -> str | None:
        """The organisation that the article is about."""
        return self.document.topic

    def organisations(self, paragraph: int) -> list[str]:
        """The organisations that a paragraph names, in order."""
        return [
            symbol.mention.name
            for line, where in zip(self.lines, self.paragraphs, strict=True)
            if where == paragraph
            for symbol in line.symbols
            if symbol.kind == "organisation" and symbol.mention is not None
        ]


def set_scene(document: Document) -> Scene:
    """Reads a document into lines and finds what each stands under."""
    lines = read_lines(document)
    breaks = [at for at, sign in enumerate(document.text) if sign == "\n"]
    paragraphs = [bisect_right(breaks, line.sentence.start) for line in lines]
    return Scene(document, lines, paragraphs, _headings(lines, paragraphs), _focus(lines))


def _headings(lines: list[Line], paragraphs: list[int]) -> dict[int, str]:
    """Paragraph -> the organisation it stands under: a short line or a first word that is its name alone."""
    found: dict[int, str] = {}
    current: str | None = None
    previous = -1
    for line, paragraph in zip(lines, paragraphs, strict=True):
        if paragraph == previous:
            continue
        named = [symbol for symbol in line.symbols if symbol.kind == "organisation"]
        others = [
            symbol
            for symbol in line.symbols
            if symbol.kind not in {"organisation", "place", "demonym", "stop", "colon", "dash", "break", "capital", "and"}
        ]
        if named and not others and len(line.symbols) <= 6 and named[0].mention is not None:
            current = named[0].mention.name
        elif line.symbols and not any(symbol.kind == "stop" for symbol in line.symbols) and len(line.symbols) <= 4:
            current = None  # another heading, of no firm
        if current is not None:
            found[paragraph] = current
        previous = paragraph
    return found


def _focus(lines: list[Line]) -> list[str | None]:
    """For each line the person whom the lines before it are about."""
    focus: list[str | None] = []
    current: str | None = None
    for line in lines:
        focus.append(current)
        named = [symbol for symbol in line.symbols if symbol.kind in PEOPLE and symbol.mention is not None]
        if named:
            current = _name(named[0])
    return focus


def _name(symbol: Symbol) -> str:
    mention = symbol.mention
    assert isinstance(mention, Mention)
    return mention.name


def person_at(line: Line, at: int) -> str | None:
    """The name of the person whom a symbol means."""
    mention = line.symbols[at].mention
    return mention.name if mention is not None and mention.kind == "person" else None
