"""Posts that a move gives or ends, told apart from the title: "X, directeur pour l'Espagne, nous rejoindra"."""

import re
from functools import cache

from extract.executives.matching import has, matches
from extract.executives.scene import Post, Scene, person_at
from extract.executives.symbols import Line, lexicon
from extract.languages import Language

_ARRIVALS = frozenset({"appointed", "joined", "succession"})
# these are held beside another post, or are no work at all
_BESIDE = frozenset({"founder", "board_member", "chair"})
# a clause of its own tells what somebody is or stays: "X, who remains chairman of Y"
_OWN_CLAUSE = frozenset({"is", "who_is", "keeps_office", "remains"})
_REACH = 6


def apply_arrivals(scene: Scene, posts: list[Post]) -> None:
    """A title that stands beside someone who is named or comes is the post that begins, not one held already."""
    for number, line in enumerate(scene.lines):
        here = [post for post in posts if post.line == number]
        for _, match in matches(scene, number, "arriving") if here else ():
            person = person_at(line, match.start("person"))
            if any(post.person == person and post.event != "post" for post in here):
                continue
            spot = match.end() if has(match, "verb") else match.start()
            for post in here:
                if post.person != person or post.event != "post" or post.status is not None or post.title is None:
                    continue
                joined = _firm_after(line, spot)
                if post.function == "founder" or (joined is not None and joined != post.organisation):
                    continue
                if _is_indefinite(scene, line, post) or not has(match, "named"):
                    post.event = "joined"


def apply_moves(scene: Scene, posts: list[Post]) -> None:
    """Who is about to take another post leaves the one a title beside the name tells, unless it is kept."""
    published = scene.document.article.published
    for post in posts:
        if post.event != "post" or post.status != "current" or post.function in _BESIDE:
            continue
        past = _told_past(scene.lines[post.line], post)
        if post.rule in _OWN_CLAUSE and not past:
            continue
        coming = [
            other
            for other in posts
            if other.person == post.person
            and other.line == post.line
            and other.status == "incoming"
            and other.event in _ARRIVALS
            and other.function not in _BESIDE
            and not (other.title is not None and other.title.interim)
            and (other.organisation, other.function) != (post.organisation, post.function)
        ]
        if coming and not _keeps(scene, scene.lines[post.line]):
            begun = published is not None and any(other.start and other.start <= published for other in coming)
            post.status = "former" if begun or past else "outgoing"


def _told_past(line: Line, post: Post) -> bool:
    """ "X, qui était directeur de Z, devient ...": a past tense between the name and the title."""
    if post.holder is None or post.holder > post.anchor:
        return False
    return any(symbol.kind == "was" for symbol in line.symbols[post.holder : post.anchor])


def _firm_after(line: Line, at: int) -> str | None:
    for symbol in line.symbols[at : at + _REACH]:
        if symbol.kind in {"comma", "stop", "semicolon", "person", "as"}:
            return None
        if symbol.kind == "organisation" and symbol.mention is not None:
            return symbol.mention.name
    return None


def _is_indefinite(scene: Scene, line: Line, post: Post) -> bool:
    """ "un directeur pour l'Espagne, X": nobody held the post when the sentence begins."""
    before = line.symbols[post.anchor - 1] if post.anchor else None
    return before is not None and before.lower in lexicon(scene.document.language).indefinite


def _keeps(scene: Scene, line: Line) -> bool:
    """Whether the line says that a post comes on top of another: "reste", "également", "in addition"."""
    if any(symbol.kind in {"keep", "staying"} for symbol in line.symbols):
        return True
    told = _beside_words(scene.document.language).search(scene.document.text, line.sentence.start, line.sentence.end)
    return told is not None


@cache
def _beside_words(language: Language) -> re.Pattern[str]:
    words = language.words("posts").get("added_post", {}).get("words", ["\0"])
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(word) for word in words)})(?!\w)", re.IGNORECASE)
