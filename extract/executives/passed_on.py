"""Which post passes from one person to another, where both are known: one that either of them is told to hold.

A feature is a name: it holds or it does not. What each is worth is fitted from articles (`training/`).
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extract.choice import Option, bucket
from extract.executives.scene import Post, Scene

NO_POST = ""
_TOP = frozenset({"chief_executive", "managing_director", "president"})
_DISTANCES = (0, 1, 2, 4, 8, 16)
_BESIDE = 6  # symbols around the word of succession in which a title speaks of the post


class Passed(NamedTuple):
    """A post that may pass on: its function and organisation."""

    function: str
    organisation: str | None


def key_of(post: Post) -> str:
    """The post as a value of a choice."""
    return f"{post.function}\t{post.organisation or ''}"


def passed_of(value: str) -> Passed:
    """The post that a value of a choice means."""
    function, _, organisation = value.partition("\t")
    return Passed(function, organisation or None)


def posts_passed(scene: Scene, posts: Sequence[Post], new: str, old: str, number: int, at: int) -> list[Option]:
    """No post, and each that the two people are told to hold, with what speaks for it."""
    theirs = [post for post in posts if post.person in {new, old} and post.event != "career" and post.function]
    keys = dict.fromkeys(key_of(post) for post in theirs)
    told = [Option(key, sorted(set(_signs(scene, theirs, key, new, old, number, at)))) for key in keys]
    if len(told) == 1 and any(post.line == number for post in theirs):
        return told  # "prend le relais de Marc, à la tête de Y": what the sentence tells of one passes to the other
    return [Option(NO_POST, ["none"]), *told]


def _signs(scene: Scene, theirs: Sequence[Post], key: str, new: str, old: str, number: int, at: int) -> Iterator[str]:
    function, organisation = passed_of(key)
    line = scene.lines[number]
    yield "any"
    yield f"function {function}"
    if function in _TOP:
        yield "top"
    sides: dict[str, list[Post]] = {"new": [], "old": []}
    for post in theirs:
        if key_of(post) == key:
            sides["new" if post.person == new else "old"].append(post)
    for side, held in sides.items():
        if not held:
            yield f"{side} without"
            continue
        others = [post for post in theirs if post.person == (new if side == "new" else old) and key_of(post) != key]
        if not others:
            yield f"{side} has no other"
        elif all(post.function not in _TOP for post in others) and function in _TOP:
            yield f"{side} has no other top"
        for post in held:
            yield from _of_post(side, post, number)
        nearest = min(abs(post.line - number) for post in held)
        if others and all(abs(post.line - number) > nearest for post in others):
            yield f"{side} nearest"
    if sides["new"] and sides["old"]:
        yield "both"
    firms = {post.organisation for post in theirs if post.person == new and post.event in _ARRIVALS}
    if firms and organisation in firms:
        yield "where the new one arrives"
    elif firms:
        yield "elsewhere than where the new one arrives"
    if organisation == scene.topic:
        yield "topic"
    for symbol in line.symbols[max(0, at - _BESIDE) : at + _BESIDE]:
        if symbol.title is not None and symbol.title.function == function:
            yield "title beside"


_ARRIVALS = frozenset({"appointed", "joined", "succession", "interim"})


def _of_post(side: str, post: Post, number: int) -> Iterator[str]:
    state = f"{side} {post.event}{' ' + post.status if post.status else ''}"
    yield state
    yield f"{state} {'titled' if post.title is not None else 'untitled'}"
    yield f"{side} {'titled' if post.title is not None else 'untitled'}"
    away = bucket(abs(post.line - number), _DISTANCES)
    yield f"{side} {away} {'on' if post.line > number else 'back'}"
    if post.line == number:
        yield f"{state} in line"
        yield f"{side} in line by {post.rule}"
    if post.function == "head" and post.title is None:
        yield f"{side} at the helm"
    if post.replaces is not None:
        yield f"{side} has a predecessor"
