"""What the constructions are read against: the lines of an article, who and what each part of it is about."""

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field

from extract.documents import Document
from extract.executives.lines import read_lines
from extract.executives.symbols import Line, Symbol, Title, lexicon

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
    dated: int | None = None  # the symbol its dates stand by, where that is not the anchor
    lines: list[int] = field(default_factory=list)  # further lines that support it
    tie: str = ""  # how the organisation is tied to the post, where it stands beside it
    sure: float = 0.0  # how likely the organisation is
    told: int = 1  # how often the article says it

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

    is_about_topic: bool = False  # one organisation rules the article: its title or most of its text

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
    focus = _focus(lines, lexicon(document.language).indefinite)
    headings = _headings(lines, paragraphs, document)
    return Scene(document, lines, paragraphs, headings, focus, _is_about_topic(document))


def _is_about_topic(document: Document) -> bool:
    """Whether one organisation is named far more often than any other."""
    counts = Counter(mention.name for mention in document.mentions if mention.kind == "organisation")
    if document.topic is None or not counts:
        return False
    others = max((count for name, count in counts.items() if name != document.topic), default=0)
    title = (document.article.title or "").lower()
    titled = [name for name in counts if name.lower() in title and name.lower() not in document.topic.lower()]
    if document.topic.lower() in title and not titled:
        return True
    return counts[document.topic] > 2 * others


def _headings(lines: list[Line], paragraphs: list[int], document: Document) -> dict[int, str]:
    """Paragraph -> the organisation it stands under: a short line or a first word that is its name alone.

    A heading holds for the paragraphs below it only in a text that has several.
    """
    firsts = [number for number in range(len(lines)) if number == 0 or paragraphs[number] != paragraphs[number - 1]]
    sections = frozenset(document.language.words("posts").get("sections", {}).get("words", []))
    own = {number: _heading(lines[number], document.text, sections) for number in firsts}
    inline = {number for number in firsts if number + 1 < len(lines) and paragraphs[number + 1] == paragraphs[number]}
    firms = [n for n, heading in own.items() if heading and not _names_person(lines[n])]
    people = [n for n, heading in own.items() if heading and _names_person(lines[n])]
    several = len(firms) > 1 and len(firms) > len(people) and any(_names_organisation(lines[n]) for n in firms)
    found: dict[int, str] = {}
    current: str | None = None
    for number in firsts:
        heading = own[number]
        if heading and not several and (_names_person(lines[number]) or not _names_organisation(lines[number])):
            heading = None
        if number in inline and heading:
            # "FIRM. First Last ...": a heading run into its paragraph holds for that one alone
            current = None
            found[paragraphs[number]] = heading
            continue
        if heading is not None:
            current = heading or None
        elif not several:
            current = None
        if current is not None:
            found[paragraphs[number]] = current
    return found


def _names_person(line: Line) -> bool:
    return any(symbol.kind in PEOPLE for symbol in line.symbols)


def _names_organisation(line: Line) -> bool:
    return any(symbol.kind == "organisation" for symbol in line.symbols)


def _heading(line: Line, text: str, sections: frozenset[str]) -> str | None:
    """The organisation of a heading, "" for a heading of none, None for a line that is no heading."""
    if not line.symbols or len(line.symbols) > 6:
        return None
    kinds = {symbol.kind for symbol in line.symbols}
    words = text[line.sentence.start : line.sentence.end].strip(" .:-–—•\n")
    if (
        " ".join(symbol.lower for symbol in line.symbols if symbol.lower and symbol.lower.isalpha()) in sections
        or words.lower() in sections
    ):
        return ""
    named = [symbol for symbol in line.symbols if symbol.kind == "organisation" and symbol.mention]
    if not kinds <= {"organisation", "place", "demonym", "person", "stop", "colon", "dash", "break", "capital"}:
        pass
    elif named and not kinds & {"capital", "person"}:
        return named[0].mention.name if named[0].mention else None
    elif kinds & {"capital", "person", "organisation"} and len(words) > 2 and (words.isupper() or "stop" in kinds):
        return words.title() if words.isupper() else words
    if "stop" not in kinds and len(line.symbols) <= 3 and not kinds & PEOPLE:
        return ""
    return None


def _focus(lines: list[Line], indefinite: frozenset[str]) -> list[str | None]:
    """For each line the person whom the lines before it are about; "l'Italien", "ce normalien" become that person."""
    focus: list[str | None] = []
    current: str | None = None
    for line in lines:
        focus.append(current)
        if current is not None:
            _resolve_anaphors(line, current, indefinite)
        line.encode()
        current = _subject(line) or current
    return focus


_OBLIQUE = frozenset({"by", "of", "to", "at", "for", "in", "on", "outsider", "instead_of", "replace", "appoint"})


def _subject(line: Line) -> str | None:
    """The first person of a line who is no politician and stands after no preposition; else the first of all."""
    named = [at for at, symbol in enumerate(line.symbols) if symbol.kind in PEOPLE and symbol.person is not None]
    known = [at for at in named if at == 0 or line.symbols[at - 1].kind != "outsider"]
    subjects = [at for at in known if at == 0 or line.symbols[at - 1].kind not in _OBLIQUE]
    chosen = subjects or known
    return line.symbols[chosen[0]].person if chosen else None


def _resolve_anaphors(line: Line, person: str, indefinite: frozenset[str]) -> None:
    for at in range(len(line.symbols) - 2, -1, -1):
        first, second = line.symbols[at], line.symbols[at + 1]
        if first.kind != "det" or first.lower in indefinite:
            continue
        opens = at == 0 or line.symbols[at - 1].kind in {"comma", "stop", "colon", "semicolon", "who", "clause", "dash"}
        aged = [symbol.kind for symbol in line.symbols[at + 1 : at + 3]] == ["number", "years"]
        if opens and aged and "-" in line.symbols[at + 2].lower:
            # "the 49-year-old"
            end = line.symbols[at + 2].end
            line.symbols[at : at + 3] = [Symbol("pronoun", first.start, end, person=person, lower=first.lower)]
            continue
        inhabitant = second.kind == "demonym" and second.mention is not None and second.capital
        if opens and second.kind == "past_at":
            line.symbols[at] = Symbol("pronoun", first.start, first.end, person=person, lower=first.lower)
        elif opens and (second.kind == "anaphor" or inhabitant):
            line.symbols[at : at + 2] = [Symbol("pronoun", first.start, second.end, person=person, lower=second.lower)]


def person_at(line: Line, at: int) -> str | None:
    """The name of the person whom a symbol means."""
    return line.symbols[at].person
