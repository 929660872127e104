"""Lists of people behind one word that says what all of them are: "trois associés : A, B et C", "entrent au
conseil : A, directrice de Z, et B", "the board comprises A, B and C"."""

from collections.abc import Iterator

from extract.executives.scene import Post
from extract.executives.symbols import Line, Symbol

_ENTRIES = frozenset({"enter", "enter_verb", "join", "joined", "appoint", "appointed"})
_NEWS = _ENTRIES | {"finds", "become", "became", "take", "taken", "give", "just"}
# what may stand before a name that is an item of the list, not a part of the item before
_ITEM = frozenset({"comma", "and", "colon", "semicolon", "comprise", "open", "of"})
_BESIDE = frozenset({"det", "outsider", "word", "modifier", "demonym", "poss", "adverb"})
_LEAST = 2  # people; one behind a colon is an apposition that constructions read
_CONFIDENCE = 0.8


def listed(number: int, line: Line, taken: dict[int, str]) -> Iterator[Post]:
    """The posts of the people whom a list names, where what stands before the list tells one post of all."""
    for at, symbol in enumerate(line.symbols):
        opening = _opening(line, at, symbol)
        if opening is None or symbol.title is None:
            continue
        items = list(_items(line, opening))
        if len(items) < _LEAST or (symbol.kind == "presided" and _says_titles(line, opening, len(items))):
            continue
        news = any(near.kind in _NEWS for near in line.symbols[:opening])
        function = "board_member" if symbol.kind == "presided" else symbol.title.function
        title = None if symbol.kind == "presided" else symbol.title
        for holder in items:
            person = line.symbols[holder].person
            if person is None or taken.get(at) == person:
                continue
            event = "appointed" if news else "post"
            yield Post(person, function, number, at, holder, "listed", _CONFIDENCE, title, event=event)
        if title is not None:
            taken.setdefault(at, line.symbols[items[0]].person or "")
        return


def _says_titles(line: Line, opening: int, people: int) -> bool:
    """ "comprend A (CFO), B (COO)": the list tells the post of each."""
    bracketed = zip(line.symbols[opening:], line.symbols[opening + 1 :], strict=False)
    return sum(first.kind == "open" and second.kind == "title" for first, second in bracketed) >= people


def _opening(line: Line, at: int, symbol: Symbol) -> int | None:
    """Where the list begins that the word at `at` speaks of: its colon, or its "comprises"."""
    plural = symbol.kind == "title" and symbol.title is not None and symbol.title.plural
    if not plural and symbol.kind != "presided":
        return None
    for cursor in range(at + 1, len(line.symbols)):
        kind = line.symbols[cursor].kind
        if kind == "comprise" and symbol.kind == "presided":
            return cursor
        if kind == "colon":
            told = plural or any(near.kind in _ENTRIES for near in line.symbols[:cursor])
            return cursor if told else None
        if kind in {"stop", "person", "semicolon"}:
            return None
    return None


def _items(line: Line, opening: int) -> Iterator[int]:
    """The names that are items of the list: behind a comma, "and" or the opening itself, and what leads up to them."""
    for at in range(opening + 1, len(line.symbols)):
        symbol = line.symbols[at]
        if symbol.kind in {"stop", "clause", "who"}:
            return
        if symbol.kind != "person":
            continue
        before = at - 1
        while before > opening and line.symbols[before].kind in _BESIDE:
            before -= 1
        kind = line.symbols[before].kind
        if kind == "of" and before != opening + 1:
            continue  # "femme de X": of another
        if kind in _ITEM:
            yield at
