"""Who follows whom: successors and predecessors, interims."""

import re

from extract.executives.constructions import Construction
from extract.executives.employers import assign_employers
from extract.executives.matching import has, matches
from extract.executives.scene import Post, Scene, person_at
from extract.executives.scope import assign_scope
from extract.executives.symbols import Line, Symbol, is_future


def apply_successions(scene: Scene, posts: list[Post]) -> None:
    """Ties successors to predecessors: each takes the function, organisation and scope of the post."""
    for number in range(len(scene.lines)):
        for matcher, match in matches(scene, number, "successions"):
            new, old = _pair(scene, number, match, matcher.construction)
            if new is None or old is None or new == old:
                continue
            if matcher.construction.name == "takes_his_seat" and not _is_owned(scene, number, match):
                continue
            _succeed(scene, posts, number, match, matcher.construction, new, old)


def _is_owned(scene: Scene, number: int, match: re.Match[str]) -> bool:
    """Whether a seat is called somebody's: "son fauteuil", not "le fauteuil"."""
    owners = scene.document.language.words("posts").get("words", {}).get("poss", ())
    return scene.lines[number].symbols[match.start("seat")].lower.split()[0] in owners


def _pair(scene: Scene, number: int, match: re.Match[str], construction: Construction) -> tuple[str | None, str | None]:
    line = scene.lines[number]
    new = person_at(line, match.start("person")) if has(match, "person") else None
    old = person_at(line, match.start("old")) if has(match, "old") else None
    if construction.name.endswith("in_his_place") or construction.event == "successor":
        old = _other_person(scene, number, match.start(), new)
    elif construction.event == "predecessor":
        new = _other_person(scene, number, match.start(), old)
    elif (has(match, "seat") and old is None) or old is None:
        old = _other_person(scene, number, match.start(), new)
    return new, old


def _other_person(scene: Scene, number: int, at: int, but: str | None) -> str | None:
    """The person meant by "son": the last one named before, in this line or those before it."""
    line = scene.lines[number]
    for cursor in range(at - 1, -1, -1):
        name = person_at(line, cursor)
        if name is not None and name != but:
            return name
    for symbol_at in range(at, len(line.symbols)):
        if line.symbols[symbol_at].kind == "pronoun":
            name = person_at(line, symbol_at)
            if name is not None and name != but:
                return name
    focus = scene.focus[number]
    return focus if focus != but else None


def _succeed(
    scene: Scene, posts: list[Post], number: int, match: re.Match[str], construction: Construction, new: str, old: str
) -> None:
    seated = _seat(posts, new, old, number) or _named_seat(scene, posts, number, match, construction, old)
    if seated is not None and _takes_helm(seated):
        _take_function(seated, _own(posts, new, number, organisation=None, function=None))
    later = _own(
        posts,
        new,
        number,
        organisation=seated.organisation if seated else None,
        function=seated.function if seated else None,
    )
    if later is None and seated is None:
        return
    model = seated or later
    assert model is not None
    if later is None:
        later = Post(
            new,
            model.function,
            number,
            match.start(),
            None,
            construction.name,
            construction.confidence,
            model.title,
            model.organisation,
            model.explicit,
            "succession",
            None,
            model.countries,
            model.region,
        )
        posts.append(later)
    later.replaces = later.replaces or old
    if later.line != number and later.start is None:
        later.start = _day_of(scene.lines[number], match)
    told = construction.name in _TOLD_AS_STATE and later.title is not None
    if later.event == "post" and later.status is None and construction.event == "succession" and not told:
        later.event = "succession"
    if seated is None:
        seated = Post(
            old,
            later.function,
            number,
            match.start("old") if has(match, "old") else match.start(),
            None,
            construction.name,
            construction.confidence - 0.05,
            later.title,
            later.organisation,
            later.explicit,
            "predecessor",
            None,
            later.countries,
            later.region,
        )
        posts.append(seated)
    seated.event = "predecessor" if seated.status is None else seated.event
    if seated.function != later.function and later.title is None:
        later.function = seated.function
    seated.lines.append(number)
    later.lines.append(number)


def _day_of(line: Line, match: re.Match[str]) -> str | None:
    """The date that a sentence about nothing but a succession gives it: "à qui il a succédé en 2011"."""
    behind = line.symbols[match.end() : match.end() + _TOLD_BEHIND]
    clause = next((n for n, symbol in enumerate(behind) if symbol.kind in {"comma", "stop", "semicolon"}), len(behind))
    dates = [symbol.date for symbol in line.symbols[match.start() : match.end() + clause] if symbol.date]
    told = [date.iso for date in dates if date.relation in {"at", "since"} and "/" not in date.iso]
    return told[0] if len(told) == 1 else None


_TOLD_BEHIND = 3  # symbols behind a succession in which its date stands


def _take_function(seated: Post, later: Post | None) -> None:
    """ "She will succeed X, who has led the company since 2008": what X led is the post that she is given."""
    elsewhere = seated.status == "current"  # "whom she replaces, now at the helm of Z"
    if later is not None and later.title is not None and later.function in _TOP and not elsewhere:
        seated.function, seated.organisation, seated.explicit = later.function, later.organisation, later.explicit


# these say that the post is held, not that it is news: "président depuis le départ de X"
_TOLD_AS_STATE = frozenset({"since_departure", "instead_of"})


def _named_seat(
    scene: Scene, posts: list[Post], number: int, match: re.Match[str], construction: Construction, old: str
) -> Post | None:
    """The post named beside the news: "relaie X à la présidence de Y", "succeeds X as chairman"."""
    symbols = scene.lines[number].symbols
    if any(post.person == old and post.line == number and post.event != "career" for post in posts):
        return None
    for at in range(match.end(), min(match.end() + 6, len(symbols))):
        symbol = symbols[at]
        if symbol.kind in {"comma", "stop", "semicolon", "person", "pronoun", "who", "clause"}:
            return None
        if symbol.kind in {"office", "title"} and symbol.title is not None:
            if any(post.line == number and post.anchor == at for post in posts):
                return None
            post = Post(
                old,
                symbol.title.function,
                number,
                at,
                None,
                construction.name,
                construction.confidence - 0.05,
                symbol.title,
            )
            assign_employers(scene, [post])
            assign_scope(scene, [post])
            posts.append(post)
            return post
    return None


# these tell what else the predecessor is or stays: "succeeds X, who will remain chairman"
_STAYS = frozenset({"who_is", "keeps_office", "remains"})


def _seat(posts: list[Post], new: str, old: str, number: int) -> Post | None:
    """The post that the predecessor gives up, where it is told near here."""
    theirs = [
        post
        for post in posts
        if post.person == new
        and post.event in {"appointed", "succession", "interim", "joined"}
        and not _takes_helm(post)
    ]
    own = [
        post
        for post in posts
        if post.person == old
        and post.event not in {"career", "appointed", "succession", "joined", "interim"}
        and post.status != "incoming"
        and not (post.status == "former" and post.title is None)
        and not (post.status == "current" and _takes_helm(post))  # "now at the helm of Z"
        and not (theirs and post.line == number and post.rule in _STAYS)
        and abs(post.line - number) <= 6
        and post.function not in _without_seat(posts, new, number)
    ]
    alike = [
        post
        for post in own
        if any(post.function == other.function and (post.organisation == other.organisation) for other in theirs)
    ]
    candidates = alike or ([] if any(abs(other.line - number) <= 0 for other in theirs) else own)
    return min(candidates, key=lambda post: (post.status == "former", abs(post.line - number)), default=None)


def _without_seat(posts: list[Post], new: str, number: int) -> frozenset[str]:
    """The functions that nobody is followed in: founders, and boards but where the newcomer joins one and no more."""
    coming = {post.function for post in posts if post.person == new and post.line == number and post.event in _COMING}
    return _NO_SEAT - {"board_member"} if coming == {"board_member"} else _NO_SEAT


_NO_SEAT = frozenset({"founder", "board_member"})
_COMING = frozenset({"appointed", "succession", "joined", "interim"})


def _takes_helm(post: Post) -> bool:
    """ "prend les rênes" names no post: it is the predecessor's, where a title tells that."""
    return post.title is None and post.function == "head"


def _own(posts: list[Post], new: str, number: int, *, organisation: str | None, function: str | None) -> Post | None:
    """The successor's own post, where a title says it: the one nearest to the news."""
    candidates = [
        post
        for post in posts
        if post.person == new
        and post.event != "career"
        and post.status in {None, "incoming"}
        and abs(post.line - number) <= 3
        and post.function not in _without_seat(posts, new, number)
        and (organisation is None or post.organisation == organisation)
        and (function is None or post.function == function)
    ]
    return min(
        candidates,
        key=lambda post: (post.event not in {"appointed", "succession", "joined", "interim"}, abs(post.line - number)),
        default=None,
    )


_TOP = frozenset({"chief_executive", "managing_director", "president", "chief_officer"})


def apply_interims(scene: Scene, posts: list[Post]) -> None:
    """An interim takes the function of the post it fills, and follows the one who left it."""
    for post in [post for post in posts if post.event == "interim" and not post.function]:
        line = scene.lines[post.line]
        named = next(
            (s.title for s in _up_to_holder(line, post) if s.kind in {"office", "title"} and s.title),
            None,
        )
        before = [
            other
            for other in posts
            if other.person != post.person
            and other.line <= post.line
            and post.line - other.line <= 4
            and other.function not in {"", "founder", "board_member", "other"}
            and other.event != "career"
        ]
        model = min(
            before,
            key=lambda other: (
                other.function not in _TOP,
                not (other.event == "predecessor" or other.status == "outgoing"),
                post.line - other.line,
            ),
            default=None,
        )
        if post.rule == "interim_by" and not is_future(line.symbols[post.anchor].lower, scene.document.language):
            post.status = "current"
        if named is not None:
            post.function = named.function
        elif any(s.kind == "helm" for s in line.symbols[post.anchor + 1 : post.anchor + 4]):
            post.function = "head"
        elif model is not None:
            post.function = model.function
            post.organisation, post.countries, post.region = model.organisation, model.countries, model.region
            post.replaces = model.person
        else:
            posts.remove(post)


def _up_to_holder(line: Line, post: Post) -> list[Symbol]:
    """What follows the word of an interim; behind the holder's name stands the post held beside it."""
    last = post.anchor + 7
    if post.holder is not None and post.holder > post.anchor:
        last = min(last, post.holder)
    return line.symbols[post.anchor + 1 : last]


def settle_predecessors(posts: list[Post]) -> None:
    """A predecessor is leaving while the successor is still to come, and gone once the successor is there."""
    coming = {(post.replaces, post.organisation, post.function): post for post in posts if post.replaces}
    for post in posts:
        later = coming.get((post.person, post.organisation, post.function))
        if post.event == "predecessor" and post.status is None:
            post.status = "outgoing" if later is not None and later.status == "incoming" else "former"
        elif post.status == "outgoing" and post.end is None and later is not None:
            # "a succédé en 2018 à X, parti à la retraite": who has long been followed is no news
            settled = later.status == "current" and later.start is not None and later.event != "interim"
            post.status = "former" if settled else "outgoing"
