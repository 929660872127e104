"""Symbols: what a sentence is made of once it is read for posts, and the words of each language that make them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from extract.dates import DateSpan
from extract.languages import Language
from extract.mentions import Mention, Sentence
from extract.phrases import Phrasebook, spell

_KINDS = """
person pronoun organisation place demonym date title office presided outsider number word capital modifier
firm plant charge comma open close colon semicolon stop dash break genitive
of det at in to for on by and who that whose where as was be have just poss ours the_one self not here adverb former
until_now now new since until years respectively at_once office_start clause
lead lead_past led chair chair_past chaired appoint appointed appointment become became take take_past taken
keep in_place anaphor veteran join joined leave left dismissed departure succeed succeeded replace replaced
hand_over handed_over instead_of successor predecessor counterpart seat helm go_to give give_him report reported
found founded found_deed past_at interim enter
give_up dismiss named has_for finds staying under swap_for hearsay creation with make_of
enter_verb on_cv no_more comprise in_favour worked began_at vacant settle settled lapse
""".split()


CODES = {kind: chr(0xE000 + n) for n, kind in enumerate(_KINDS)}


@dataclass(frozen=True, slots=True)
class Title:
    """A post as the text names it: `role` in its own words; `office` where no holder is meant ("la présidence")."""

    role: str
    function: str
    office: bool = False
    plural: bool = False
    interim: bool = False


@dataclass(slots=True)
class Symbol:
    """One symbol of a line and the span of text it stands for."""

    kind: str
    start: int
    end: int
    mention: Mention | None = None
    date: DateSpan | None = None
    title: Title | None = None
    lower: str = ""
    person: str | None = None
    capital: bool = False


@dataclass(slots=True)
class Line:
    """A sentence as symbols; `code` has one character for each."""

    sentence: Sentence
    symbols: list[Symbol]
    code: str = ""

    def encode(self) -> None:
        """Writes `code` anew after a change of symbols."""
        self.code = "".join(CODES[symbol.kind] for symbol in self.symbols)


@dataclass(frozen=True)
class Lexicon:
    """What one language's post words mean, ready for look-up."""

    language: Language
    phrases: Phrasebook[tuple[str, str]]
    interim: frozenset[str]
    plural: frozenset[str]
    before: bool  # modifiers stand before the title ("marketing director")
    joined: frozenset[str]  # nouns that before a title are part of it ("group", "plant")
    linking: frozenset[str]  # what joins two modifiers before a title ("sales and marketing")
    framed: tuple[str, frozenset[str], str]  # the first word of a title, its last words, its function
    indefinite: frozenset[str]
    adjectives: tuple[str, ...]  # how adjectives of a field end ("éolienne")
    future: tuple[str, ...]  # how verbs of the future begin or end ("sera", "will be")
    bare: frozenset[str]  # what ties a title to a name that has no article ("chef de Valdor")
    families: frozenset[str]  # before a name they mean a family: "la holding des Dupont"
    firsts: frozenset[str]  # "le premier" and "le second" of two people named before
    seconds: frozenset[str]
    kin: frozenset[str]
    professions: frozenset[str]  # what somebody is by training
    participles: tuple[str, ...]  # how verbs end that after "before" tell what is done by now
    parted: frozenset[str]  # kinds of verbs that a time or an adverb may part: "tient depuis mars les rênes"
    bare_genitive: str  # a name that ends in one of these letters may have the apostrophe alone: "Foods' chairman"
    past_adverbs: frozenset[str]  # "alors", "longtemps": before a title they say that it is past


def is_future(verb: str, language: Language) -> bool:
    """Whether a verb speaks of the future: one that ends or begins as the language's future does."""
    parts = lexicon(language).future
    return verb.endswith(parts) or verb.startswith(parts) if parts else False


@cache
def lexicon(language: Language) -> Lexicon:
    """The post words of a language, read once."""
    words = language.words("posts")
    forms: dict[str, list[str]] = words.get("forms", {})
    entries: list[tuple[str, tuple[str, str]]] = []

    def add(phrases: Sequence[str], kind: str, value: str = "") -> None:
        entries.extend((spelt, (kind, value)) for phrase in phrases for spelt in spell(phrase, forms))

    for function, phrases in words.get("titles", {}).items():
        add(phrases, "title", function)
    for function, phrases in words.get("offices", {}).items():
        add(phrases, "office", function)
    add(words.get("outside", {}).get("titles", []), "outsider")
    for section in ("words", "verbs"):
        for kind, phrases in words.get(section, {}).items():
            if kind not in CODES:
                raise ValueError(f"{language.code}/posts.toml: no kind {kind!r}")
            add(phrases, kind)
    auxiliaries = words.get("auxiliaries", {}).get("before", [])
    for kind, phrases in words.get("infinitives", {}).items():
        add([f"{auxiliary} {phrase}" for auxiliary in auxiliaries for phrase in phrases], kind)
    modifiers = words.get("modifiers", {})
    add(modifiers.get("charge", []), "charge")
    for function, phrases in words.get("presided", {}).items():
        add(phrases, "presided", function)
    add(modifiers.get("plant", []), "plant")
    add(modifiers.get("firm", []), "firm")
    add(modifiers.get("inside", []), "modifier")
    add(words.get("anaphors", {}).get("people", []), "anaphor")

    framed = words.get("framed_title", {})

    def flat(name: str) -> frozenset[str]:
        return frozenset(spelt.lower() for phrase in modifiers.get(name, []) for spelt in spell(phrase, forms))

    return Lexicon(
        language,
        Phrasebook(entries),
        flat("interim"),
        flat("plural"),
        bool(modifiers.get("before", False)),
        flat("joined"),
        flat("linking"),
        (framed.get("first", ""), frozenset(framed.get("last", [])), framed.get("function", "")),
        frozenset(modifiers.get("indefinite", [])),
        tuple(modifiers.get("adjective_endings", [])),
        tuple(modifiers.get("future_parts", [])),
        frozenset(modifiers.get("bare", [])),
        frozenset(modifiers.get("families", [])),
        frozenset(words.get("pairs", {}).get("first", [])),
        frozenset(words.get("pairs", {}).get("second", [])),
        frozenset(word.split("-")[-1] for word in words.get("kin", {}).get("words", [])),
        flat("professions"),
        tuple(modifiers.get("participles", [])),
        frozenset(words.get("parted", {}).get("kinds", [])),
        language.words("names").get("bare_genitive", ""),
        flat("past_adverbs"),
    )
