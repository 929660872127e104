"""Titles with what belongs to them: modifiers around the head and the field that it covers."""

from collections.abc import Sequence

from extract.executives.fields import field_between_commas
from extract.executives.symbols import Lexicon, Symbol, Title

_INSIDE = frozenset({"modifier"})


def merge_titles(symbols: list[Symbol], text: str, book: Lexicon) -> list[Symbol]:
    """Titles with their modifiers and the field they cover: "directeur" + "de la création"."""
    merged: list[Symbol] = []
    at = 0
    while at < len(symbols):
        symbol = symbols[at]
        if symbol.title is None or symbol.kind == "presided":
            merged.append(symbol)
            at += 1
            continue
        start = symbol.start
        interim = False
        while book.before and merged and (width := _width_before(merged, start, text, book)):
            start = merged[-width].start
            del merged[-width:]
        end, following = symbol.end, at + 1
        while (
            following < len(symbols) and symbols[following].kind in _INSIDE and adjoins(end, symbols[following], text)
        ):
            end = symbols[following].end
            interim = interim or symbols[following].lower in book.interim
            following += 1
        field_end, after = field_between_commas(symbols, following) or _field(symbols, following, end, book)
        acronym = symbols[after : after + 3]
        if [near.kind for near in acronym] == ["open", "title", "close"] and acronym[1].title == Title(
            acronym[1].title.role if acronym[1].title else "", symbol.title.function
        ):
            field_end, after = acronym[2].end, after + 3
        role = text[start:field_end]
        head = symbol.title
        interim = interim or any(word in role.lower() for word in book.interim)
        title = Title(" ".join(role.split()), head.function, head.office, head.plural, interim)
        merged.append(Symbol(symbol.kind, start, field_end, title=title, lower=role.lower()))
        at = after
    return merged


def _width_before(merged: Sequence[Symbol], start: int, text: str, book: Lexicon) -> int:
    """How many symbols before a title are part of it: "group", "sales and marketing"."""
    nearest = merged[-1]
    if text[nearest.end : start].strip(" \u00a0\u202f-") != "":
        return 0
    if nearest.kind == "modifier" or (nearest.lower in book.joined and nearest.kind in {"firm", "plant", "word"}):
        return 1
    if nearest.kind == "and" and len(merged) > 1 and merged[-2].kind == "modifier" and text[start:].lstrip()[:1]:
        return 2 if text[nearest.start : nearest.end].lower() in book.linking else 0
    return 0


def adjoins(end: int, symbol: Symbol, text: str) -> bool:
    """Whether nothing but space or a hyphen stands between the end of one symbol and the next."""
    return text[end : symbol.start].strip(" \u00a0\u202f-") == ""


def _field(symbols: Sequence[Symbol], at: int, end: int, book: Lexicon) -> tuple[int, int]:
    """Where the field a title covers ends ("de l'activité éolienne"), and the symbol after it."""
    best = end, at
    first = True
    while at < len(symbols):
        cursor = at
        if not first and symbols[cursor].kind in {"comma", "and"}:
            cursor += 1
        if cursor >= len(symbols) or symbols[cursor].kind not in {"of", "charge"}:
            break
        cursor += 1
        taken = 0
        while cursor < len(symbols) and symbols[cursor].kind in {"word", "modifier", "capital"} and taken < 3:
            if taken and not (symbols[cursor].kind == "modifier" or symbols[cursor].lower.endswith(book.adjectives)):
                break
            cursor += 1
            taken += 1
        if taken == 0 or (not book.before and _is_bare_name(symbols, cursor - taken, book)):
            break
        best = symbols[cursor - 1].end, cursor
        at, first = cursor, False
        if book.before:
            # "people and culture", "sales, marketing and communications"
            while (width := _listed_fields(symbols, at)) > 0:
                at += width
                best = symbols[at - 1].end, at
        if cursor < len(symbols) and symbols[cursor].kind == "of":
            break
    return best


def _is_bare_name(symbols: Sequence[Symbol], at: int, book: Lexicon) -> bool:
    """ "chef de Valdor": a word with a capital and no article is a firm or a place, "de l'Innovation" is a field."""
    return symbols[at].kind == "capital" and symbols[at - 1].lower in book.bare


def _listed_fields(symbols: Sequence[Symbol], at: int) -> int:
    """How many symbols a further field of a title takes: "and marketing"; none before a further title."""
    if at >= len(symbols) or symbols[at].kind not in {"and", "comma"}:
        return 0
    end = at + 1
    while end < len(symbols) and symbols[end].kind == "modifier":
        end += 1
    closing = symbols[end].kind if end < len(symbols) else "stop"
    goes_on = closing in _AFTER_FIELD or (closing in {"comma", "and"} and _listed_fields(symbols, end) > 0)
    if symbols[at].kind == "comma" and not (closing == "and" and goes_on):
        return 0
    return end - at if end > at + 1 and (goes_on or closing in {"comma", "and"}) else 0


# what may follow the last field of a title
_AFTER_FIELD = frozenset({"at", "in", "for", "of", "stop", "organisation", "until", "since", "close", "person", "open"})
