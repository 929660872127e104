"""How far to trust a row: the probability that person, organisation and function are right together.

A feature is a name: it holds or it does not. What each is worth is fitted from articles (`training/`).
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from extract.choice import model
from extract.executives.scene import Post, Scene

_APART = "\n\n"  # stands in no name
_LEAST, _MOST = 0.02, 0.98
_SURE = ((0.95, "certain"), (0.85, "likely"), (0.7, "probable"), (0.5, "open"))
_GRADES = ((0.86, "high"), (0.8, "good"), (0.7, "fair"), (0.55, "low"))


@dataclass(frozen=True, slots=True)
class Named:
    """What an article names, as far as it tells of its employers."""

    firms: Counter[str]
    spelt: str  # the names of the firms, each once, apart
    surnames: frozenset[str]  # the words of people's names
    others: frozenset[str]  # the names of places and the like


def read_named(scene: Scene) -> Named:
    """What the article names."""
    mentions = scene.document.mentions
    firms = Counter(mention.name for mention in mentions if mention.kind == "organisation")
    return Named(
        firms,
        _APART.join(firms),
        frozenset(word for mention in mentions if mention.kind == "person" for word in mention.name.split()),
        frozenset(mention.name for mention in mentions if mention.kind not in {"organisation", "person"}),
    )


def trust(scene: Scene, named: Named, post: Post) -> float:
    """The confidence of the row that a post makes."""
    chance = model("executives/trust").chance(signs(scene, named, post))
    return round(min(max(chance, _LEAST), _MOST), 2)


def signs(scene: Scene, named: Named, post: Post) -> list[str]:
    """What speaks for or against a row."""
    return list(_signs(scene, named, post))


def _signs(scene: Scene, named: Named, post: Post) -> Iterator[str]:
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
    count = named.firms[name]
    yield "firm named once" if count <= 1 else "firm named again" if count < 5 else "firm named often"
    if name == scene.topic:
        yield "firm is the topic"
    if len(name) <= 2 or not name[:1].isalnum() or name[:1].islower():
        yield "firm is no word"
    if not name or name not in named.spelt:
        yield "firm from a heading"
    if name in named.surnames:
        yield "firm like a surname"
    if name in named.others:
        yield "firm like a place"
    if name and named.spelt.count(name) > (count > 0):
        yield "firm within another's name"


def _grade(value: float, grades: tuple[tuple[float, str], ...]) -> str:
    return next((name for least, name in grades if value >= least), "poor")
