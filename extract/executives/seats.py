"""Who held, left or holds a seat that is told apart from its holder: "le fauteuil que X occupait", "X l'occupe"."""

import re

from extract.executives.constructions import Construction
from extract.executives.employers import assign_employers
from extract.executives.matching import has, matches
from extract.executives.scene import Post, Scene, person_at
from extract.executives.scope import assign_scope
from extract.executives.symbols import Title

_BACK = 2  # lines back in which the seat may be named
_NEAR = 3  # lines between a post told already and the seat
_ARRIVALS = frozenset({"appointed", "joined", "succession", "interim"})
_PAST = frozenset({"was", "until_now", "former", "vacant", "left"})


def apply_seats(scene: Scene, posts: list[Post]) -> None:
    """Gives seats to those who held, left or hold them, and ties whoever takes a seat to whom it was left by."""
    for number in range(len(scene.lines)):
        for matcher, match in matches(scene, number, "seats"):
            holder = person_at(scene.lines[number], match.start("holder"))
            if holder is not None:
                _seat(scene, posts, number, match, matcher.construction, holder)


def _seat(
    scene: Scene, posts: list[Post], number: int, match: re.Match[str], construction: Construction, holder: str
) -> None:
    found = _named(scene, number, match)
    if found is None:
        return
    where, at, title = found
    function = title.function if title is not None else "head"
    # a founder or an adviser leaves no seat behind
    if function in {"founder", "other"} or (title is not None and title.plural):
        return
    told = _told(posts, where, at, untitled=title is None)
    post = _own(posts, holder, function, number)
    if post is None:
        model = next((other for other in told if other.person != holder), None)
        post = Post(
            holder, function, number, match.start("holder"), match.start("holder"), construction.name,
            construction.confidence, title, event="post",
        )  # fmt: skip
        if model is not None:
            post.organisation, post.explicit, post.sure = model.organisation, model.explicit, model.sure
            post.countries, post.region = model.countries, model.region
        else:
            _place(scene, post, where, at)
        posts.append(post)
    if post.line != number and not any(symbol.kind == "date" for symbol in scene.lines[post.line].symbols):
        post.line, post.anchor = number, match.start("holder")
    if post.line == number:
        post.dated = match.end() - 1
    else:
        post.lines.append(number)
    coming = [later for later in told if later.person != holder and later.event in _ARRIVALS]
    held = construction.name == "seat_held_by" and not coming and not _is_past(scene, number, match)
    if construction.event == "post" or held:
        post.status = post.status or construction.status
        return
    post.event, post.status = construction.event, construction.status
    for later in coming:
        later.replaces = later.replaces or holder


def _is_past(scene: Scene, number: int, match: re.Match[str]) -> bool:
    """Whether the words of a match say that the seat is no longer held."""
    return any(symbol.kind in _PAST for symbol in scene.lines[number].symbols[match.start() : match.end()])


def _told(posts: list[Post], where: int, at: int, *, untitled: bool) -> list[Post]:
    """The posts told of the seat: by its title, or by the verb that takes the helm."""
    if untitled:
        return [p for p in posts if p.line == where and p.title is None and p.function == "head" and p.anchor <= at]
    return [post for post in posts if post.line == where and post.anchor == at]


def _place(scene: Scene, post: Post, where: int, at: int) -> None:
    """The employer and the scope that the seat's own sentence gives it."""
    number, anchor = post.line, post.anchor
    post.line, post.anchor = where, at
    assign_employers(scene, [post])
    assign_scope(scene, [post])
    post.line, post.anchor = number, anchor


def _own(posts: list[Post], holder: str, function: str, number: int) -> Post | None:
    """What is told already of the holder in such a seat."""
    return next(
        (
            post
            for post in posts
            if post.person == holder
            and post.function == function
            and abs(post.line - number) <= _NEAR
            and post.event in {"post", "predecessor", "departure"}
        ),
        None,
    )


def _named(scene: Scene, number: int, match: re.Match[str]) -> tuple[int, int, Title | None] | None:
    """The line and the symbol that name the seat: in the match itself, else the last one before it."""
    line = scene.lines[number]
    upto = match.start()
    if has(match, "seat"):
        at = match.start("seat")
        title = line.symbols[at].title
        if title is not None or line.symbols[at].kind == "helm":
            return number, at, title
        upto = at
    for where in range(number, max(-1, number - _BACK - 1), -1):
        if scene.paragraphs[where] != scene.paragraphs[number]:
            return None
        symbols = scene.lines[where].symbols
        for at in range((upto if where == number else len(symbols)) - 1, -1, -1):
            title = symbols[at].title
            if symbols[at].kind in {"title", "office"} and title is not None:
                return where, at, title
    return None
