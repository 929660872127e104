"""People told two by two: "A et B ...; le premier est président, la seconde directrice technique"."""

from collections.abc import Iterator, Sequence

from extract.executives.symbols import Lexicon, Line, Symbol

# how many symbols a pair of names may stand apart: "A, président, et B"
_APART = 6


def resolve_pairs(lines: Sequence[Line], book: Lexicon) -> None:
    """Turns "le premier" and "la seconde" into the people of the pair named before, where both are said."""
    for number, line in enumerate(lines):
        for first, second in _both(line, book):
            pair = _pair_before(lines, number, first)
            if pair is None:
                continue
            for at, person in ((second, pair[1]), (first, pair[0])):
                opening = line.symbols[at]
                end = line.symbols[at + 1].end
                line.symbols[at : at + 2] = [
                    Symbol("pronoun", opening.start, end, person=person, lower=line.symbols[at + 1].lower)
                ]
            break


def _both(line: Line, book: Lexicon) -> Iterator[tuple[int, int]]:
    """Where "le premier" and, after it, "le second" begin in a line."""
    heads = [at for at in range(len(line.symbols) - 1) if line.symbols[at].kind == "det"]
    firsts = [at for at in heads if line.symbols[at + 1].lower in book.firsts]
    seconds = [at for at in heads if line.symbols[at + 1].lower in book.seconds]
    for first in firsts:
        for second in seconds:
            if first < second:
                yield first, second


def _pair_before(lines: Sequence[Line], number: int, at: int) -> tuple[str, str] | None:
    """The last two people named together before a place: in its own line, else in one of the two before it."""
    for back in range(number, max(-1, number - 3), -1):
        symbols = lines[back].symbols[:at] if back == number else lines[back].symbols
        named = [n for n, symbol in enumerate(symbols) if symbol.kind == "person" and symbol.person]
        for before, after in zip(reversed(named[:-1]), reversed(named[1:]), strict=True):
            joined = any(symbol.kind == "and" for symbol in symbols[before + 1 : after])
            one, other = symbols[before].person, symbols[after].person
            if joined and after - before <= _APART and one and other and one != other:
                return one, other
    return None
