"""Fields of titles that stand apart between commas: "vice-présidente, Ressources humaines, de Y"."""

from collections.abc import Sequence

from extract.executives.symbols import Symbol

_WITHIN = frozenset({"word", "capital", "modifier", "organisation", "of", "and", "plant", "firm", "det", "place"})
_LONGEST = 6


def field_between_commas(symbols: Sequence[Symbol], at: int) -> tuple[int, int] | None:
    """Where a field that opens with the comma at `at` ends, and the symbol after it; the firm must follow."""
    if at + 1 >= len(symbols) or symbols[at].kind != "comma" or not _opens(symbols[at + 1]):
        return None
    for end in range(at + 2, min(at + 2 + _LONGEST, len(symbols) - 2)):
        kind = symbols[end].kind
        if kind == "comma":
            tied = [symbol.kind for symbol in symbols[end + 1 : end + 4]]
            if tied[:1] in (["of"], ["at"]) and "organisation" in tied[1:]:
                return symbols[end - 1].end, end + 1
            return None
        if kind not in _WITHIN:
            return None
    return None


def _opens(symbol: Symbol) -> bool:
    # what the finder of names took for a firm may be a field with a capital letter
    return symbol.kind in {"capital", "organisation"}
