"""Who follows whom: successors and predecessors, interims."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.choice import Option, model
from extract.executives.claimants import read_people
from extract.executives.constructions import Construction
from extract.executives.employers import assign_employers
from extract.executives.followers import cues, pair_of, pairs_told
from extract.executives.matching import has, matches
from extract.executives.passed_on import key_of, posts_passed
from extract.executives.scene import Post, Scene, person_at
from extract.executives.scope import assign_scope
from extract.executives.symbols import Line, Symbol, is_future
from extract.executives.told import PostsTold

LEAST = 0.35  # how likely two people must be to follow each other where no construction says so


@dataclass(frozen=True, slots=True)
class Succession:
    """One person follows another, as symbols of one line tell it."""

    new: str
    old: str
    number: int
    start: int
    end: int
    old_at: int | None  # the symbol of the one before
    name: str
    confidence: float
    event: str = "succession"


def apply_successions(scene: Scene, posts: list[Post]) -> None:
    """Ties successors to predecessors: each takes the function, organisation and scope of the post."""
    read: list[Succession] = []
    for told in read_successions(scene):
        read.append(told)
        _succeed(scene, posts, told)
    for told in list(find_followers(scene, posts, read)):
        _succeed(scene, posts, told)


def read_successions(scene: Scene) -> Iterator[Succession]:
    """The successions that constructions read, in text order."""
    for number in range(len(scene.lines)):
        for matcher, match in matches(scene, number, "successions"):
            construction = matcher.construction
            new, old = _pair(scene, number, match, construction)
            if new is None or old is None or new == old:
                continue
            if construction.name == "takes_his_seat" and not _is_owned(scene, number, match):
                continue
            old_at = match.start("old") if has(match, "old") else None
            yield Succession(
                new, old, number, match.start(), match.end(), old_at, construction.name, construction.confidence,
                construction.event,
            )  # fmt: skip


def find_followers(scene: Scene, posts: Sequence[Post], read: Sequence[Succession]) -> Iterator[Succession]:
    """The successions that no construction reads: the likeliest two people at each word that may tell one."""
    fitted = model("executives/follower")
    people, known = read_people(scene), PostsTold(posts)
    tied = {frozenset({told.new, told.old}) for told in read}
    best: dict[frozenset[str], Succession] = {}
    for number, line in enumerate(scene.lines):
        taken = [told for told in read if told.number == number]
        for at in cues(line):
            if any(told.start - _BEFORE <= at < told.end for told in taken):
                continue
            value, share, _ = fitted.choose(pairs_told(scene, people, number, at, known))
            if not value or share < LEAST:
                continue
            new, old = pair_of(value)
            both = frozenset({new, old})
            if both not in tied and (both not in best or share > best[both].confidence):
                spots = (n for n, symbol in enumerate(line.symbols) if symbol.person == old)
                spot = min(spots, key=lambda n: abs(n - at), default=None)
                best[both] = Succession(new, old, number, at, at + 1, spot, "follower", round(share, 3))
    yield from best.values()


_BEFORE = 2  # symbols before a construction that are its own too


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


def _succeed(scene: Scene, posts: list[Post], told: Succession) -> None:
    """Gives both people the post that passes from one to the other, where one is told."""
    known, options = passed_told(scene, posts, told)
    value = model("executives/passed_on").choose(options).value
    if not value:
        return
    for passed in (value, *_doubles(scene, known, told, value)):
        _pass_on(scene, posts, known, told, passed)


def _pass_on(scene: Scene, posts: list[Post], known: Sequence[Post], told: Succession, value: str) -> None:
    seated = _nearest(known, told.old, value, told.number)
    later = _nearest(known, told.new, value, told.number)
    if seated is not None and seated not in posts:
        posts.append(seated)
    if seated is None and later is not None:
        seated = _led_before(posts, told, later)
    if later is None and seated is not None:
        later = _like(seated, told, told.new, told.start, "succession")
        posts.append(later)
    if seated is None and later is not None:
        seated = _like(later, told, told.old, told.start if told.old_at is None else told.old_at, "predecessor")
        posts.append(seated)
    if seated is not None and later is not None:
        _tie(scene, told, later, seated)


def _doubles(scene: Scene, known: Sequence[Post], told: Succession, value: str) -> list[str]:
    """The other half of a double title: "présidente et directrice générale depuis que son père lui a cédé sa place"."""
    source = _nearest(known, told.new, value, told.number) or _nearest(known, told.old, value, told.number)
    if source is None or source.title is None:
        return []
    symbols = scene.lines[source.line].symbols
    found = []
    for post in known:
        if post.person != source.person or post.line != source.line or post.title is None or post is source:
            continue
        first, last = sorted((post.anchor, source.anchor))
        between = {symbol.kind for symbol in symbols[first + 1 : last]}
        alike = post.organisation == source.organisation and post.event == source.event
        if alike and "and" in between and between <= _BOTH and post.function not in _NO_SEAT:
            found.append(key_of(post))
    return found


_BOTH = frozenset({"and", "modifier", "adverb", "det"})
_NO_SEAT = frozenset({"founder", "board_member", "other"})


def passed_told(scene: Scene, posts: Sequence[Post], told: Succession) -> tuple[list[Post], list[Option]]:
    """The posts of an article, one that a title beside the news names among them, and those that may pass on."""
    named = _named_seat(scene, posts, told)
    known = [*posts, named] if named is not None else list(posts)
    return known, posts_passed(scene, known, told.new, told.old, told.number, told.start)


def _nearest(posts: Sequence[Post], person: str, value: str, number: int) -> Post | None:
    """The person's post of that value: the one told as news, and the nearest."""
    held = [post for post in posts if post.person == person and post.event != "career" and key_of(post) == value]
    return min(
        held,
        key=lambda post: (post.status == "former", post.event not in _COMING, abs(post.line - number)),
        default=None,
    )


_COMING = frozenset({"appointed", "succession", "joined", "interim"})


def _like(post: Post, told: Succession, person: str, at: int, event: str) -> Post:
    """The same post in the hands of the other person."""
    return Post(
        person, post.function, told.number, at, None, told.name, told.confidence, post.title, post.organisation,
        post.explicit, event, None, post.countries, post.region, sure=post.sure,
    )  # fmt: skip


def _tie(scene: Scene, told: Succession, later: Post, seated: Post) -> None:
    later.replaces = later.replaces or told.old
    if later.line != told.number and later.start is None:
        later.start = _day_of(scene.lines[told.number], told)
    as_state = told.name in _TOLD_AS_STATE and later.title is not None
    if later.event == "post" and later.status is None and told.event == "succession" and not as_state:
        later.event = "succession"
    if seated.status is None:
        seated.event = "predecessor"
    seated.lines.append(told.number)
    later.lines.append(told.number)


def _day_of(line: Line, told: Succession) -> str | None:
    """The date that a sentence about nothing but a succession gives it: "à qui il a succédé en 2011"."""
    behind = line.symbols[told.end : told.end + _TOLD_BEHIND]
    clause = next((n for n, symbol in enumerate(behind) if symbol.kind in {"comma", "stop", "semicolon"}), len(behind))
    dates = [symbol.date for symbol in line.symbols[told.start : told.end + clause] if symbol.date]
    days = [date.iso for date in dates if date.relation in {"at", "since"} and "/" not in date.iso]
    return days[0] if len(days) == 1 else None


_TOLD_BEHIND = 3  # symbols behind a succession in which its date stands


def _led_before(posts: Sequence[Post], told: Succession, later: Post) -> Post | None:
    """ "She will succeed X, who has led the company since 2008": what X led is the post that she is given."""
    if later.title is None or later.function not in _TOP:
        return None
    for post in posts:
        helm = post.person == told.old and post.line == told.number and post.title is None and post.function == "head"
        if helm and post.status != "current":  # "whom she replaces, now at the helm of Z"
            post.function, post.organisation, post.explicit = later.function, later.organisation, later.explicit
            return post
    return None


# these say that the post is held, not that it is news: "président depuis le départ de X"
_TOLD_AS_STATE = frozenset({"since_departure", "instead_of"})


def _named_seat(scene: Scene, posts: Sequence[Post], told: Succession) -> Post | None:
    """The post named beside the news: "relaie X à la présidence de Y", "succeeds X as chairman"."""
    number, old = told.number, told.old
    symbols = scene.lines[number].symbols
    if any(post.person == old and post.line == number and post.event != "career" for post in posts):
        return None
    for at in range(told.end, min(told.end + 6, len(symbols))):
        symbol = symbols[at]
        if symbol.kind in {"comma", "stop", "semicolon", "person", "pronoun", "who", "clause"}:
            return None
        if symbol.kind in {"office", "title"} and symbol.title is not None:
            if any(post.line == number and post.anchor == at for post in posts):
                return None
            post = Post(old, symbol.title.function, number, at, None, NAMED, told.confidence, symbol.title)
            assign_employers(scene, [post])
            assign_scope(scene, [post])
            return post
    return None


NAMED = "named_seat"


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
