"""When a post is held: the dates beside it, and the status they give it at the date of the article."""

import re
from datetime import date, timedelta
from itertools import pairwise

from extract.executives.scene import Post, Scene
from extract.executives.symbols import Line, Symbol

_CROSSING = {
    "comma": 3,
    "semicolon": 14,
    "colon": 8,
    "stop": 20,
    "dash": 8,
    "and": 2,
    "person": 4,
    "pronoun": 3,
    "who": 2,
    "clause": 5,
}
_REACH = 26
_SINCE_AHEAD = 7
# "by 2030" ends a post that is being left; beside any other it is the date of an aim
_DEADLINES = frozenset({"by", "before"})
_DAY = len("2020-01-01")
_STARTS = frozenset({"appointed", "joined", "succession", "interim"})


def assign_terms(scene: Scene, posts: list[Post]) -> None:
    """Gives every date of a line to the post nearest to it, as its start or its end."""
    by_line: dict[int, list[Post]] = {}
    for post in posts:
        by_line.setdefault(post.line, []).append(post)
    for number, held in by_line.items():
        line = scene.lines[number]
        dated = [at for at, symbol in enumerate(line.symbols) if symbol.date is not None]
        # the date that stands nearest to a post is its own: a dateline or the day of the news comes after it
        for away, at in sorted((min(_distance(line, post, at) for post in held), at) for at in dated):
            if away <= _REACH:
                _give(scene, line, held, at)


def _give(scene: Scene, line: Line, held: list[Post], at: int) -> None:
    """Gives a date to the post nearest to it, and to those that share it."""
    if _dates_the_firm(line, at):
        return
    symbol = line.symbols[at]
    nearest = min(held, key=lambda post: _distance(line, post, at))
    if nearest.event == "predecessor" and _dates_leaving(line, nearest.anchor, at):
        return  # "in place of X, who left in March"
    if nearest.event == "predecessor" and symbol.date is not None and symbol.date.relation == "at":
        # the day of a hand-over is the successor's first
        nearest = next((post for post in held if post.replaces == nearest.person), nearest)
    for post in held:
        # posts told by one verb share its date
        if post is nearest or _share_date(line, post, nearest, at):
            if _is_of_before(line, post, at, scene.document.article.published):
                continue
            if post.event in _STARTS and symbol.lower in _modifiers(scene, "weekdays"):
                _date_by_weekday(line, post, at, scene.document.article.published)
            else:
                _date(post, symbol, scene.document.article.published)


def _is_of_before(line: Line, post: Post, at: int, published: str | None) -> bool:
    """ "X, in that seat since 2012, becomes adviser": what has lasted since then is not what begins."""
    told = line.symbols[at].date
    opens = at <= _OPENING  # "Depuis le 24 juin, X préside Y, à la place de Z"
    if told is None or told.relation != "since" or post.event not in _STARTS or at > post.anchor or opens:
        return False
    return _earlier(told.iso, published)


_OPENING = 2  # symbols before a date that opens a sentence


def _dates_leaving(line: Line, anchor: int, at: int) -> bool:
    return any(symbol.kind in {"left", "dismissed"} for symbol in line.symbols[anchor:at])


def _dates_the_firm(line: Line, at: int) -> bool:
    """ ", with the firm since 2010,": how long somebody works there is no date of a post."""
    cursor = at - 1
    while cursor >= 0 and line.symbols[cursor].kind in _FIRM_WORDS:
        cursor -= 1
    if cursor < 1 or cursor > at - 2 or line.symbols[cursor].kind != "at":
        return False
    return line.symbols[cursor - 1].kind in {"comma", "who", "be", "have", "was"}


_FIRM_WORDS = frozenset({"since", "organisation", "firm", "det", "poss", "adverb"})


_WEEK = timedelta(days=7)
_NAMED = frozenset({"appoint", "appointed", "appointment"})
_AHEAD = frozenset({"become", "take", "join", "office_start", "succeed", "replace"})


def _date_by_weekday(line: Line, post: Post, at: int, published: str | None) -> None:
    """ "takes over on Monday" is the next one; a Monday on which somebody was named is the day of the news."""
    symbol = line.symbols[at]
    first, last = sorted((post.anchor, at))
    verbs = {near.kind for near in line.symbols[max(0, first - 4) : last]}
    apart = any(near.kind == "comma" for near in line.symbols[first:last])  # ", the company said on Monday"
    if symbol.date is None or published is None or apart or verbs & _NAMED:
        return
    if not verbs & _AHEAD:
        _date(post, symbol, published)
        return
    told = date.fromisoformat(symbol.date.iso[:_DAY])
    if told < date.fromisoformat(published[:_DAY]):
        told += _WEEK
    post.start = post.start or told.isoformat()


# a financial year ("2025/26") dates figures, not people
_FISCAL_YEAR = re.compile(r"\d{4}\s?/\s?\d{2,4}")


def _next_occurrence(iso: str, published: str) -> str:
    """A day without a year that starts a post lies ahead, where it would else lie most of a year back."""
    if len(iso) != _DAY or len(published) < len("2020-01"):
        return iso
    months = (int(published[:4]) - int(iso[:4])) * 12 + int(published[5:7]) - int(iso[5:7])
    return f"{int(iso[:4]) + 1}{iso[4:]}" if months > 8 else iso


def _share_date(line: Line, post: Post, nearest: Post, at: int) -> bool:
    """A date said before a double title, or beside a verb that tells of two people, holds for both."""
    if post.anchor == nearest.anchor and post.event == nearest.event:
        return True
    told_alike = {post.event, nearest.event} <= {"post", "predecessor"} or post.event == nearest.event
    if post.person == nearest.person and post.anchor < nearest.anchor < at and _is_double(line, post, nearest):
        return True
    together = post.person == nearest.person and post.rule == nearest.rule and told_alike
    return together and at < nearest.anchor < post.anchor and post.status == nearest.status


def _is_double(line: Line, first: Post, second: Post) -> bool:
    """ "president and chief executive since 2011": two titles in one breath."""
    between = [symbol.kind for symbol in line.symbols[first.anchor + 1 : second.anchor]]
    return "and" in between and _BOTH.issuperset(between) and first.event == second.event


_BOTH = frozenset({"and", "modifier", "adverb"})


def _distance(line: Line, post: Post, at: int) -> int:
    spot = post.anchor if post.dated is None else post.dated
    if post.dated is None and post.event in _STARTS and post.holder is not None and spot < post.holder < at:
        spot = post.holder  # "la présidence, laissée par Z en mai, revient à X le 3 juin"
    first, last = sorted((spot, at))
    crossed = sum(1 + _CROSSING.get(symbol.kind, 0) for symbol in line.symbols[first + 1 : last])
    if at > spot:
        return crossed
    # "since 2011" follows what it dates, but for the opening of a sentence
    date = line.symbols[at].date
    return crossed + (_SINCE_AHEAD if date is not None and date.relation == "since" and at > 2 else 2)


def _date(post: Post, symbol: Symbol, published: str | None) -> None:
    assert symbol.date is not None
    iso, relation = symbol.date.iso, symbol.date.relation
    if post.event in _STARTS and symbol.date.basis == "relative" and published is not None:
        iso = _next_occurrence(iso, published)
    if "/" in iso:
        if _FISCAL_YEAR.fullmatch(symbol.lower):
            return
        if relation in {"at", "during", "since"} and post.start is None and post.end is None:
            post.start, post.end = iso.split("/")
            if post.status is None and post.event == "post":
                post.status = "former"
        return
    if relation == "since":
        post.start = post.start or iso
    elif relation == "until" or post.event == "departure" or (relation in _DEADLINES and post.status == "outgoing"):
        post.end = post.end or iso
    elif post.event in _STARTS or relation == "after" or post.status == "incoming":
        post.start = post.start or iso


def settle_status(scene: Scene, posts: list[Post]) -> None:
    """Works out the status of every post from what was said of it and from its dates."""
    published = scene.document.article.published
    dead = _dead(scene)
    for post in posts:
        if post.event == "post" and post.status is None and _is_designate(scene, post):
            post.status = "incoming"
        elif post.status in {None, "current"} and post.event != "career" and post.person in dead:
            post.status = "former"
    for post in posts:
        if post.event in _STARTS and post.status in {None, "incoming"} and _is_over(post.end, published):
            post.status = "former"
        elif post.event in {"appointed", "interim", "succession"} and post.status in {None, "incoming"}:
            post.status = "current" if _earlier(post.start, published) else "incoming"
        elif post.event == "joined" and post.status in {None, "incoming"}:
            held_since = [
                other
                for other in posts
                if other.person == post.person
                and other is not post
                and other.event != "career"
                and other.status != "former"
            ]
            if _earlier(post.start, published):
                post.status = "former" if held_since else "current"
            else:
                post.status = "incoming"
        elif post.status == "incoming" and _earlier(post.start, published):
            post.status = "current"
        elif post.status == "outgoing" and _is_over(post.end, published):
            post.status = "former"
        elif post.status in {None, "current"} and post.end is not None and post.function != "founder":
            # held until a told date: it is being given up, or was
            post.status = "former" if _is_over(post.end, published) else "outgoing"
        elif post.status is None:
            post.status = "current"


def _dead(scene: Scene) -> frozenset[str]:
    """ "the late Tom Roe": whoever is called so holds nothing any more."""
    words = _modifiers(scene, "dead")
    return frozenset(
        after.person
        for line in scene.lines
        for before, after in pairwise(line.symbols)
        if before.lower in words and after.kind == "person" and after.person is not None
    )


def _modifiers(scene: Scene, name: str) -> frozenset[str]:
    return frozenset(scene.document.language.words("posts").get("modifiers", {}).get(name, ()))


def _is_designate(scene: Scene, post: Post) -> bool:
    """ "chairman designate", "chair-elect": a title that says itself that it is still to come."""
    return not _modifiers(scene, "coming").isdisjoint((post.role or "").lower().replace("-", " ").split())


_NEWS = 14  # days for which a departure is the news


def _is_over(end: str | None, published: str | None) -> bool:
    """Whether a post ended before what the article reports: in an earlier month, and not within days of it."""
    if not _earlier(end, published):
        return False
    if end is None or published is None or len(end) < _DAY or len(published) < _DAY:
        return True
    return (date.fromisoformat(published[:_DAY]) - date.fromisoformat(end[:_DAY])).days > _NEWS


def settle_long_gone(scene: Scene, posts: list[Post]) -> None:
    """Who left before the month of the article is no news, even where the article tells of the successor."""
    published = scene.document.article.published
    for post in posts:
        if post.status == "outgoing" and _is_over(post.end, published):
            post.status = "former"


def _earlier(told: str | None, published: str | None) -> bool:
    """Whether a date lies in an earlier month than the article (an earlier year, where no month is known)."""
    if told is None or published is None:
        return False
    length = min(len(told), len(published), 7)
    return told[:length] < published[:length]
