"""How far to trust a row: the probability that person, organisation and function are right together.

A feature is a name: it holds or it does not. What each is worth is fitted from articles (`training/`).
"""

from collections.abc import Iterator

from extract.choice import model
from extract.executives.scene import Post, Scene

_LEAST, _MOST = 0.02, 0.98
_SURE = ((0.95, "certain"), (0.85, "likely"), (0.7, "probable"), (0.5, "open"))
_GRADES = ((0.86, "high"), (0.8, "good"), (0.7, "fair"), (0.55, "low"))


def trust(scene: Scene, post: Post) -> float:
    """The confidence of the row that a post makes."""
    chance = model("executives/trust").chance(signs(scene, post))
    return round(min(max(chance, _LEAST), _MOST), 2)


def signs(scene: Scene, post: Post) -> list[str]:
    """What speaks for or against a row."""
    return list(_signs(scene, post))


def _signs(scene: Scene, post: Post) -> Iterator[str]:
    yield "any"
    yield f"rule {post.rule}"
    yield f"construction {_grade(post.confidence, _GRADES)}"
    sure = _grade(post.sure, _SURE)
    yield f"employer {sure}"
    yield f"employer {sure}, {'tied' if post.tie else 'not tied'}"
    yield f"tie {post.tie or 'none'}"
    if post.explicit and post.event == "career":
        yield "career"
    yield f"function {post.function}"
    yield f"event {post.event}"
    yield "titled" if post.title is not None else "untitled"
    yield "told again" if post.told > 1 else "told once"
    if " " not in post.person:
        yield "person of one word"
    name = post.organisation or ""
    mentions = [mention for mention in scene.document.mentions if mention.kind == "organisation"]
    count = sum(mention.name == name for mention in mentions)
    yield "firm named once" if count <= 1 else "firm named again" if count < 5 else "firm named often"
    if name == scene.topic:
        yield "firm is the topic"
    if len(name) <= 2 or not name[:1].isalnum() or name[:1].islower():
        yield "firm is no word"
    if not any(name and name in mention.name for mention in mentions):
        yield "firm from a heading"
    if any(name and name in mention.name.split() for mention in scene.document.mentions if mention.kind == "person"):
        yield "firm like a surname"
    if any(
        mention.name == name for mention in scene.document.mentions if mention.kind not in {"organisation", "person"}
    ):
        yield "firm like a place"
    if any(name != other.name and name in other.name for other in mentions):
        yield "firm within another's name"


def _grade(value: float, grades: tuple[tuple[float, str], ...]) -> str:
    return next((name for least, name in grades if value >= least), "poor")
