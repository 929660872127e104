"""How an organisation stands to a post in one sentence: "PDG de Y", "Y's chairman", "Y, dont X est PDG"."""

from dataclasses import dataclass

from extract.executives.scene import Post
from extract.executives.symbols import Line, Symbol
from extract.mentions import Mention

_TIES = frozenset({"of", "at", "in", "to", "for", "on", "charge"})
_THIN = _TIES | frozenset(
    "det poss modifier demonym firm plant word capital number place since until date genitive adverb".split()
)
_LEFT = frozenset("modifier new former now until_now demonym capital number det".split())
_GOVERNING = frozenset(
    "title office helm presided lead lead_past chair chair_past take led chaired enter".split()
)  # what an organisation can follow
_REACH = 14


@dataclass(frozen=True, slots=True)
class Tie:
    """The organisation tied to a post, and the kind of tie."""

    mention: Mention
    kind: str


def find_tie(line: Line, post: Post) -> Tie | None:
    """The organisation that stands beside the title or the verb of a post, the closest tie first."""
    at = post.anchor
    if line.symbols[at].kind in _GOVERNING:
        found = _after(line, at)
        if found is not None:
            return found
    return _before(line, at) or _antecedent(line, at)


def _tie(symbol: Symbol, kind: str) -> Tie | None:
    return None if symbol.mention is None else Tie(symbol.mention, kind)


def _after(line: Line, at: int) -> Tie | None:
    symbols = line.symbols
    tie = "verb" if symbols[at].kind in {"lead", "lead_past", "chair", "chair_past"} else ""
    for cursor in range(at + 1, min(at + _REACH, len(symbols))):
        symbol = symbols[cursor]
        if symbol.kind == "organisation":
            if tie:
                return _tie(symbol, f"after {tie}")
            direct = cursor == at + 1 or symbols[cursor - 1].kind in {"capital", "firm", "modifier", "open"}
            return _tie(symbol, "after") if direct else None
        if symbol.kind == "and":
            # "pour le Chili et le Pérou de Y": a list of places goes on
            if "place" not in [s.kind for s in symbols[cursor + 1 : cursor + 3]]:
                return None
            continue
        if [s.kind for s in symbols[cursor : cursor + 3]] == ["comma", "organisation", "close"]:
            return _tie(symbols[cursor + 1], "after")  # "(chief executive, Halden)"
        if symbol.kind == "open" and cursor + 1 < len(symbols) and symbols[cursor + 1].kind == "organisation":
            continue
        if symbol.kind in _TIES:
            tie = symbol.kind
        elif (symbol.kind not in _THIN and symbol.kind != "presided") or (symbol.kind == "word" and not tie):
            return None
    return None


def _before(line: Line, at: int) -> Tie | None:
    """ "Halden's vice-president", "Norvale CEO", "Brivane-topman"."""
    symbols = line.symbols
    cursor = at - 1
    while cursor >= 0 and symbols[cursor].kind in _LEFT:
        cursor -= 1
    if cursor >= 1 and symbols[cursor].kind == "genitive" and symbols[cursor - 1].kind == "organisation":
        return _tie(symbols[cursor - 1], "genitive")
    if cursor >= 0 and symbols[cursor].kind == "organisation" and (cursor == 0 or symbols[cursor - 1].kind != "of"):
        return _tie(symbols[cursor], "before" if cursor == at - 1 else "before apart")
    return None


def _antecedent(line: Line, at: int) -> Tie | None:
    """ "Corvalis, dont X est PDG", "Brivane, où elle vendait", "que préside X", "chez Axa, X, le PDG"."""
    symbols = line.symbols
    for cursor in range(at - 1, max(-1, at - 10), -1):
        kind = symbols[cursor].kind
        if kind in {"stop", "semicolon", "break"}:
            return None
        if kind in {"whose", "where", "that"}:
            for before in range(cursor - 1, max(-1, cursor - 9), -1):
                if symbols[before].kind == "organisation":
                    return _tie(symbols[before], kind)
                if symbols[before].kind in {"stop", "person", "semicolon"}:
                    return None
            return None
    for cursor in range(at - 1, max(-1, at - 10), -1):
        if symbols[cursor].kind == "organisation" and cursor > 0:
            opening = [s.kind for s in symbols[max(0, cursor - 3) : cursor]]
            clause = cursor - len(opening) + opening.index("at") if "at" in opening else 0
            if "at" in opening and (clause == 0 or symbols[clause - 1].kind in {"stop", "comma", "colon", "and"}):
                return _tie(symbols[cursor], "clause at")
            return None
        if symbols[cursor].kind in {"stop", "semicolon", "title"}:
            return None
    return None
