"""A sentence as a line of symbols: people, organisations, places, dates, titles and the few words that tie them.

Each symbol has a kind and each kind one character, so that a construction of the language is a regular
expression over a short string. Words that say nothing about posts are all one kind (`word`).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extract.dates import DateSpan
from extract.documents import Document
from extract.executives.interrupted import date_words, find_interrupted
from extract.executives.pairs import resolve_pairs
from extract.executives.speakers import Speakers
from extract.executives.speech import in_third_person, speech
from extract.executives.subjects import restore_subjects
from extract.executives.symbols import Lexicon, Line, Symbol, Title, lexicon
from extract.executives.titles import adjoins, merge_titles
from extract.mentions import Mention, Sentence
from extract.phrases import Word, read_words

_SIGNS = {
    ",": "comma",
    "(": "open",
    "[": "open",
    ")": "close",
    "]": "close",
    ":": "colon",
    ";": "semicolon",
    ".": "stop",
    "!": "stop",
    "?": "stop",
    "…": "stop",
    "–": "dash",
    "—": "dash",
    "-": "dash",
    "'s": "genitive",
    "•": "break",
    "|": "break",
    "/": "word",
}


_MENTIONS = {"person": "person", "organisation": "organisation", "city": "place", "country": "place", "region": "place"}
# What a symbol can be. The lexicons of the languages fill the last two groups: small words, then verbs.


_QUOTATION_MARKS = frozenset('"“”«»„‘‹›*')


def read_lines(document: Document) -> list[Line]:
    """The sentences of a document as lines, in text order."""
    book = lexicon(document.language)
    mentions, dates = document.mentions, document.dates
    mention_starts = [mention.start for mention in mentions]
    date_starts = [date.start for date in dates]
    published = document.article.published
    names = {mention.name.lower(): mention.name for mention in mentions if mention.kind == "organisation"}
    posts = document.language.words("posts")
    first_person = frozenset(posts.get("first_person", {}).get("words", ()))
    spoken = speech(document.language)
    speakers = Speakers(document)
    lines = []
    for sentence in document.sentences:
        inside = mentions[bisect_left(mention_starts, sentence.start) : bisect_right(mention_starts, sentence.end - 1)]
        when = dates[bisect_left(date_starts, sentence.start) : bisect_right(date_starts, sentence.end - 1)]
        symbols = merge_titles(_read_symbols(document.text, sentence, inside, when, book, names), document.text, book)
        for symbol in symbols:
            if symbol.kind == "at_once" and published is not None:
                symbol.kind, symbol.date = "date", DateSpan(symbol.start, symbol.end, published)
            elif symbol.kind in {"capital", "word"} and (
                document.text[symbol.start : symbol.end] in first_person or symbol.lower in spoken.first
            ):
                symbol.person = speakers.speaker(symbol.start)
                symbol.kind = "pronoun" if symbol.person is not None else symbol.kind
            elif symbol.kind in {"capital", "word"} and symbol.lower in spoken.second:
                symbol.person = speakers.interviewee
                symbol.kind = "pronoun" if symbol.person is not None else symbol.kind
        _read_past_adverbs(symbols, book)
        _promote_firms(symbols, document.text)
        lines.append(Line(sentence, restore_subjects(_drop_ages(symbols), posts.get("dropped_subject", {}))))
    resolve_pairs(lines, book)
    return lines


def _read_symbols(
    text: str,
    sentence: Sentence,
    mentions: Sequence[Mention],
    dates: Sequence[DateSpan],
    book: Lexicon,
    names: dict[str, str],
) -> list[Symbol]:
    words = in_third_person(read_words(text, sentence.start, sentence.end), speech(book.language))
    # dates first: "March" is a month before it is a town
    spans: list[Mention | DateSpan] = sorted([*dates, *mentions], key=lambda span: (span.start, -span.end))
    parted = date_words(words, ((date.start, date.end) for date in dates))
    symbols: list[Symbol] = []
    at = span_at = 0
    while at < len(words):
        word = words[at]
        while span_at < len(spans) and spans[span_at].end <= word.start:
            span_at += 1
        span = spans[span_at] if span_at < len(spans) and spans[span_at].start <= word.start else None
        if span is not None and _is_title_of(span, words, at, book):
            span_at, span = span_at + 1, None
        found = book.phrases.match(words, at) or None
        whole = find_interrupted(words, at, parted, book) if span is None else None
        if whole is not None and (found is None or found[0] <= whole.gap - at):
            symbols.append(_phrase_symbol(text, word.start, words[whole.gap - 1].end, whole.kind, whole.value, book))
            inside = [date for date in dates if word.start < date.start < words[whole.end - 1].start]
            if inside:
                symbols.extend(_read_between(text, words[whole.gap : whole.resumed], inside, book))
            at = whole.end
            continue
        if word.lower == book.framed[0] and (found is None or found[1][0] != "title" or found[0] == 1):
            found = _framed_title(words, at, book) or found
        if found is not None and isinstance(span, Mention) and word.start == span.start:
            firm = _titled_firm(text, words[at + found[0] - 1].end, found[1][0], span, names)
            if firm is not None:
                symbols.append(_phrase_symbol(text, word.start, words[at + found[0] - 1].end, *found[1], book))
                symbols.append(_span_symbol(text, firm))
                while at < len(words) and words[at].start < span.end:
                    at += 1
                continue
        if found is not None and (span is None or _covers(words, at, found, span, book)):
            length, (kind, value) = found
            end = words[at + length - 1].end
            # A phrase never swallows the name of a thing that begins inside it.
            following = span_at if span is None else span_at + 1
            if not (
                following < len(spans)
                and spans[following].start < end <= spans[following].end
                and kind not in {"title", "until_now"}
            ):
                symbols.append(_phrase_symbol(text, word.start, end, kind, value, book))
                at += length
                continue
        if span is not None:
            symbols.append(_span_symbol(text, span))
            while at < len(words) and words[at].start < span.end:
                at += 1
            continue
        symbol = _plural_genitive(word, symbols, text, book) or _word_symbol(word)
        if symbol is not None:
            symbols.append(symbol)
        at += 1
    return symbols


def _read_between(text: str, words: Sequence[Word], dates: Sequence[DateSpan], book: Lexicon) -> list[Symbol]:
    """The times that part a phrase, each with the small word before it."""
    symbols: list[Symbol] = []
    for date in dates:
        before = [n for n, word in enumerate(words) if word.end <= date.start]
        for length in (2, 1):
            found = book.phrases.match(words, before[-length]) if len(before) >= length else None
            if found is not None and found[0] == length and found[1][0] != "det":
                start = words[before[-length]].start
                symbols.append(_phrase_symbol(text, start, words[before[-1]].end, *found[1], book))
                break
        symbols.append(_span_symbol(text, date))
    return symbols


def _is_title_of(span: Mention | DateSpan, words: Sequence[Word], at: int, book: Lexicon) -> bool:
    """ "the new chief executive of Halden": a description of somebody that says which firm's is read as a title."""
    if not isinstance(span, Mention) or span.via != "pronoun":
        return False
    end = next((n for n in range(at, len(words)) if words[n].start >= span.end), len(words))
    if end - at < _TITLED or end >= len(words):
        return False
    following = book.phrases.match(words, end)
    return following is not None and following[1][0] == "of"


_TITLED = 2  # words of a description that may hold a title


def _plural_genitive(word: Word, before: Sequence[Symbol], text: str, book: Lexicon) -> Symbol | None:
    """The bare apostrophe of "Halden Foods' chairman", where no quotation opened before the name."""
    if word.text != "'" or not before or before[-1].kind not in {"organisation", "person"}:
        return None
    name = before[-1]
    quoted = text[name.start - 1 : name.start] in {"'", "‘", "’"}
    if quoted or name.end != word.start or text[word.start - 1].lower() not in book.bare_genitive:
        return None
    return Symbol("genitive", word.start, word.end, lower="'s")


def _read_past_adverbs(symbols: Sequence[Symbol], book: Lexicon) -> None:
    """ "alors directrice industrielle", "longtemps PDG": the adverb makes the title a past one."""
    for symbol, following in pairwise(symbols):
        if symbol.kind == "adverb" and following.kind == "title" and symbol.lower in book.past_adverbs:
            symbol.kind = "former"


def _promote_firms(symbols: list[Symbol], text: str) -> None:
    """A capitalised word that no name finder knew is a firm beside a title: "PDG de Valdor", "Valdor's chairman"."""
    at = 0
    while at < len(symbols):
        end = at
        while (
            end < len(symbols)
            and symbols[end].kind == "capital"
            and (end == at or adjoins(symbols[end - 1].end, symbols[end], text))
        ):
            end += 1
        if end == at:
            at += 1
            continue
        if _stands_beside_title(symbols, at, end, text):
            name = text[symbols[at].start : symbols[end - 1].end]
            mention = Mention(symbols[at].start, symbols[end - 1].end, "organisation", name)
            symbols[at:end] = [_span_symbol(text, mention)]
            end = at + 1
        at = end


def _stands_beside_title(symbols: Sequence[Symbol], at: int, end: int, text: str) -> bool:
    before = [symbol.kind for symbol in symbols[max(0, at - 3) : at]]
    if before[-2:] == ["plant", "of"]:
        before = [symbol.kind for symbol in symbols[max(0, at - 5) : at]]
    after = [symbol.kind for symbol in symbols[end : end + 4]]
    tied = before[-1:] in (["of"], ["at"]) and " " not in symbols[at - 1].lower
    if tied and ("title" in before[:-1] or "office" in before[:-1]):
        return True
    if after[:1] == ["veteran"]:
        return before[-1:] in (["det"], ["former"])  # "a former Corvalis banker"
    if after[:1] == ["genitive"] and at == 0:
        return "title" in after[1:] or after[1:2] == ["person"]
    if at == 0 and after[:1] == ["comma"] and after[1:2] in (["led"], ["founded"], ["chaired"]):
        return "by" in after[2:]  # "Steelbox, led by Ann Lee"
    hyphenated = end < len(symbols) and text[symbols[end - 1].end : symbols[end].start] == "-"
    return after[:1] == ["title"] and hyphenated


def _titled_firm(text: str, end: int, kind: str, span: Mention, names: dict[str, str]) -> Mention | None:
    """ "Managing Director Aldoria", taken for one name: the known firm that follows the title."""
    name = names.get(text[end : span.end].strip().lower())
    if kind != "title" or name is None or end >= span.end:
        return None
    start = end + len(text[end : span.end]) - len(text[end : span.end].lstrip())
    return replace(span, start=start, name=name, kind="organisation")


def _framed_title(words: Sequence[Word], at: int, book: Lexicon) -> tuple[int, tuple[str, str]] | None:
    """ "chief safety and fleet officer": a title by its first and last word."""
    _, last, function = book.framed
    for length in range(2, 9):
        if at + length > len(words):
            return None
        word = words[at + length - 1]
        if word.lower in last:
            return length, ("title", function)
        if not (word.text[0].isalpha() or word.text == "&"):
            return None
    return None


def _covers(
    words: Sequence[Word], at: int, found: tuple[int, tuple[str, str]], span: Mention | DateSpan, book: Lexicon
) -> bool:
    """A title that a name finder took for a name is a title: it must span the whole name."""
    length, (kind, _) = found
    covered = words[at + length - 1].end >= span.end and words[at].start <= span.start
    if kind in {"title", "office"} and words[at].start == span.start and not covered:
        # "VP Sales": a title and its field, taken for a firm
        rest = [word for word in words[at + length : at + length + 4] if word.start < span.end]
        fields = [book.phrases.match(rest, n) for n in range(len(rest))]
        return bool(rest) and rest[-1].end == span.end and all(field and field[1][0] == "modifier" for field in fields)
    if covered and at == 0 and kind == "modifier" and book.before:
        # "Acting chief executive Ann Lee": the first word of a title, taken for a firm
        following = book.phrases.match(words, at + length) if at + length < len(words) else None
        return following is not None and following[1][0] in {"title", "modifier"}
    # "Parti le 30 avril": a participle that opens a sentence is no name
    return covered and (kind in _STRONG or (at == 0 and kind in _PARTICIPLES))


_STRONG = frozenset({"title", "office", "outsider", "now", "new", "former", "until_now"})


_PARTICIPLES = frozenset(
    {"left", "joined", "appointed", "replaced", "past_at", "led", "founded", "became", "appointment"}
)


def _phrase_symbol(text: str, start: int, end: int, kind: str, value: str, book: Lexicon) -> Symbol:
    symbol = Symbol(kind, start, end, lower=text[start:end].lower())
    if kind in {"title", "office"}:
        plural = not book.plural.isdisjoint(symbol.lower.replace("-", " ").split())
        symbol.title = Title(text[start:end], value, kind == "office", plural)
    elif kind == "presided":
        symbol.title = Title(text[start:end], value)
    return symbol


def _span_symbol(text: str, span: Mention | DateSpan) -> Symbol:
    lower = text[span.start : span.end].lower()
    if isinstance(span, DateSpan):
        return Symbol("date", span.start, span.end, date=span, lower=lower)
    kind = _MENTIONS[span.kind]
    if span.via == "pronoun" and kind == "person":
        kind = "pronoun"
    elif span.via == "adjective":
        kind = "demonym"
    person = span.name if span.kind == "person" else None
    return Symbol(
        kind, span.start, span.end, mention=span, lower=lower, person=person, capital=text[span.start].isupper()
    )


def _word_symbol(word: Word) -> Symbol | None:
    if word.text in _QUOTATION_MARKS:
        return None
    if word.text.isspace():
        return Symbol("break", word.start, word.end)
    kind = _SIGNS.get(word.text)
    if kind is None:
        kind = "number" if word.text[0].isdigit() else "capital" if word.text[0].isupper() else "word"
    return Symbol(kind, word.start, word.end, lower=word.lower)


def _drop_ages(symbols: list[Symbol]) -> list[Symbol]:
    """Without the ages that stand between a person and a post: ", 45 ans," and "(41)"."""
    kept: list[Symbol] = []
    at = 0
    while at < len(symbols):
        if symbols[at].kind == "adverb":
            at += 1
            if kept and kept[-1].kind == "comma" and at < len(symbols) and symbols[at].kind == "comma":
                at += 1
            continue
        if symbols[at].kind in {"comma", "open"} and kept and kept[-1].kind in {"person", "pronoun"}:
            after = at + 1
            while after < len(symbols) and symbols[after].kind in {"number", "years"}:
                after += 1
            closed = after < len(symbols) and symbols[after].kind in {"comma", "close"}
            if after > at + 1 and closed:
                at = after + 1 if symbols[after].kind == "close" else after
                continue
        if _clitic(kept, symbols, at):
            at += 1
            continue
        kept.append(symbols[at])
        at += 1
    return kept


def _clitic(kept: Sequence[Symbol], symbols: Sequence[Symbol], at: int) -> bool:
    """ "il l'a dirigé", "elle en préside": a small word between a subject and its verb."""
    if not kept or kept[-1].kind not in {"pronoun", "who", "person"} or symbols[at].kind not in {"in", "det"}:
        return False
    following = symbols[at + 1].kind if at + 1 < len(symbols) else ""
    if kept[-1].kind == "person" and symbols[at].kind != "in":
        return False
    return following in {"have", "be", "was"} or following.startswith(
        ("lead", "chair", "succe", "replace", "take", "join")
    )
