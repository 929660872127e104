"""The same post at another firm: "il occupait le même poste chez Y", "has moved to Y in the same role"."""

from collections.abc import Iterator, Sequence

from extract.executives.scene import PEOPLE, Post, Scene, person_at
from extract.executives.symbols import Line

_REACH = 5  # symbols from "the same post" to its firm
_PAST = frozenset({"take_past", "was", "former", "until_now", "had", "left", "lead_past"})
_COMING = frozenset({"join", "joined", "appointed", "become", "became", "take", "taken"})
_SKIPPED = frozenset({"at", "of", "in", "to", "for", "det", "firm", "demonym", "word", "poss", "modifier"})
_NEAR = 1  # lines between the two posts
_CONFIDENCE = 0.8


def find_same_posts(scene: Scene, posts: Sequence[Post]) -> Iterator[Post]:
    """A post for each mention of "the same post" with a firm, modelled on the person's own nearest by."""
    same = frozenset(scene.document.language.words("posts").get("same_post", {}).get("words", ()))
    for number, line in enumerate(scene.lines):
        for at, symbol in enumerate(line.symbols):
            if symbol.kind != "seat" or same.isdisjoint(symbol.lower.replace("'", " ").split()):
                continue
            firm = _firm(line, at)
            if firm is None:
                continue
            mention = line.symbols[firm].mention
            person = _holder(scene, number, at)
            model = _model(posts, person, number, mention.name if mention is not None else "")
            if person is None or mention is None or model is None:
                continue
            status = _status(line, at)
            event = "joined" if status == "incoming" else "post"
            yield Post(
                person, model.function, number, at, None, "same_post", _CONFIDENCE, model.title, mention.name, True,
                event, status, mention.countries, mention.region,
            )  # fmt: skip


def _firm(line: Line, at: int) -> int | None:
    """The firm behind "the same post", else the one that a move names right before it."""
    for cursor in range(at + 1, min(at + 1 + _REACH, len(line.symbols))):
        kind = line.symbols[cursor].kind
        if kind == "organisation":
            return cursor
        if kind not in _SKIPPED:
            break
    for cursor in range(at - 1, max(-1, at - _REACH), -1):
        kind = line.symbols[cursor].kind
        if kind == "organisation":
            return cursor
        if kind not in _SKIPPED:
            return None
    return None


def _holder(scene: Scene, number: int, at: int) -> str | None:
    line = scene.lines[number]
    for cursor in range(at - 1, -1, -1):
        if line.symbols[cursor].kind in PEOPLE and person_at(line, cursor) is not None:
            return person_at(line, cursor)
    if scene.focus[number] is not None and scene.paragraphs[number - 1] == scene.paragraphs[number]:
        return scene.focus[number]
    following = scene.lines[number + 1].symbols if number + 1 < len(scene.lines) else []
    return next((symbol.person for symbol in following if symbol.kind in PEOPLE), None)


def _model(posts: Sequence[Post], person: str | None, number: int, firm: str) -> Post | None:
    own = [
        post
        for post in posts
        if post.person == person
        and abs(post.line - number) <= _NEAR
        and post.organisation != firm
        and post.event != "career"
        and post.function not in {"founder", "board_member", ""}
    ]
    return min(own, key=lambda post: (abs(post.line - number), post.title is None), default=None)


def _status(line: Line, at: int) -> str | None:
    before = {symbol.kind for symbol in line.symbols[max(0, at - _REACH * 2) : at]}
    if before & _PAST:
        return "former"
    return "incoming" if before & _COMING else None
