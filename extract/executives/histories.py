"""Careers in order: who was made something in an earlier year and something else later holds the first no more."""

from collections import defaultdict

from extract.executives.scene import Post, Scene

_ARRIVALS = frozenset({"appointed", "joined", "succession"})
# these are held beside other posts
_BESIDE = frozenset({"founder", "board_member", "chair"})


def settle_histories(scene: Scene, posts: list[Post]) -> None:
    """Former, for every move of an earlier year that a later one, or the post held now, has overtaken."""
    published = scene.document.article.published
    if published is None:
        return
    by_person: defaultdict[str, list[Post]] = defaultdict(list)
    for post in posts:
        if post.event != "career" and post.function not in _BESIDE:
            by_person[post.person].append(post)
    for theirs in by_person.values():
        for post in theirs:
            if post.event not in _ARRIVALS or post.status not in {"current", "former"}:
                continue
            if post.start is None or post.start[:4] >= published[:4]:
                continue
            if any(_overtakes(other, post) for other in theirs):
                post.status = "former"
            elif post.event == "joined" and post.end is None and not any(_is_beside(other, post) for other in theirs):
                post.status = "current"


def _overtakes(other: Post, post: Post) -> bool:
    """Whether another post of the same person follows a move."""
    if other is post or other.organisation == post.organisation or post.start is None:
        return False
    if other.start is not None and other.status in {"current", "former"}:
        return other.start > post.start and other.event in _ARRIVALS | {"post"} and not _is_over(other)
    return other.event == "post" and other.status == "current" and other.title is not None


def _is_over(post: Post) -> bool:
    return post.event == "post" and post.status == "former"


def _is_beside(other: Post, post: Post) -> bool:
    """Whether the person has another post of now."""
    return other is not post and other.status in {"current", "incoming", "outgoing"}
