"""Where people worked, told by any verb at all: "elle vendait des machines chez Norvale", "dix ans chez Brivane"."""

from collections.abc import Iterator, Sequence

from extract.executives.scene import PEOPLE, Post, Scene
from extract.executives.symbols import Line, Symbol

_REACH = 14  # symbols from a firm back to what says that somebody worked there
_CONFIDENCE = 0.65
_TOLD = frozenset({"past_at", "years", "until_now", "joined", "join", "left", "leave", "appointed"})
_BREAKS = frozenset({"stop", "semicolon", "colon", "break"})
_THIN = frozenset({"det", "firm", "demonym", "modifier", "place", "word"})


def find_stints(scene: Scene, posts: Sequence[Post]) -> Iterator[Post]:
    """A post without a title for each firm at which somebody is said to have worked."""
    endings = tuple(scene.document.language.words("posts").get("modifiers", {}).get("past_endings", ()))
    employed = {(post.person, post.organisation) for post in posts}
    for number, line in enumerate(scene.lines):
        for at, symbol in enumerate(line.symbols):
            if symbol.kind != "organisation" or symbol.mention is None:
                continue
            start = _tie(line, at)
            if start is None or not _is_past(scene, line.symbols[max(0, start - _REACH) : start], endings):
                continue
            person = _worker(scene, number, start, at)
            if person is None or (person, symbol.mention.name) in employed:
                continue
            employed.add((person, symbol.mention.name))
            yield Post(
                person, "other", number, at, None, "stint", _CONFIDENCE, None, symbol.mention.name, True, "career",
                "former",
            )  # fmt: skip


def _tie(line: Line, at: int) -> int | None:
    """Where "chez" stands before a firm."""
    cursor = at - 1
    while cursor >= 0 and line.symbols[cursor].kind in _THIN:
        cursor -= 1
    return cursor if cursor >= 0 and line.symbols[cursor].kind == "at" else None


def _is_past(scene: Scene, before: Sequence[Symbol], endings: tuple[str, ...]) -> bool:
    published = scene.document.article.published
    for symbol in reversed(before):
        if symbol.kind in _BREAKS or symbol.kind in {"title", "office"}:
            return False
        if symbol.kind in _TOLD:
            return True
        if symbol.kind in {"word", "was", "lead_past", "take_past"} and symbol.lower.endswith(endings):
            return True
        if symbol.date is not None and published is not None and symbol.date.iso[:4] < published[:4]:
            return True
    return False


def _worker(scene: Scene, number: int, start: int, at: int) -> str | None:
    symbols = scene.lines[number].symbols
    for cursor in range(start - 1, -1, -1):
        if symbols[cursor].kind in PEOPLE:
            return symbols[cursor].person
        if symbols[cursor].kind in _BREAKS:
            break
    if at + 2 < len(symbols) and symbols[at + 1].kind == "comma" and symbols[at + 2].kind in PEOPLE:
        return symbols[at + 2].person
    return None
