"""What is told of posts at once: counterparts abroad, first days, departures, reporting lines."""

import re

from extract.executives.matching import has, joint_subjects, matches
from extract.executives.scene import PEOPLE, Post, Scene, person_at
from extract.executives.symbols import Line

_ARRIVALS = frozenset({"appointed", "joined", "succession", "interim"})


def apply_counterparts(scene: Scene, posts: list[Post]) -> None:
    """ "son homologue allemand, X": the post of the person spoken of, in another country."""
    for number, line in enumerate(scene.lines):
        for matcher, match in matches(scene, number, "counterparts"):
            person = person_at(line, match.start("person"))
            model = next(
                (
                    post
                    for post in reversed(posts)
                    if (post.line, post.anchor) < (number, match.start())
                    and number - post.line <= 2
                    and post.person not in {person}
                    and post.event != "career"
                    and post.function not in {"founder", "board_member", "other"}
                    and post.status != "former"
                ),
                None,
            )
            if person is None or model is None:
                continue
            place = line.symbols[match.start("place")].mention if has(match, "place") else None
            firm = line.symbols[match.start("org")].mention if has(match, "org") else None
            arriving = any(symbol.kind == "appointed" for symbol in line.symbols)
            posts.append(
                Post(
                    person,
                    model.function,
                    number,
                    match.start(),
                    match.start("person"),
                    matcher.construction.name,
                    matcher.construction.confidence,
                    None,
                    firm.name if firm is not None else model.organisation,
                    model.explicit,
                    "appointed" if arriving else "post",
                    countries=place.countries if place is not None else (),
                )
            )


def apply_starts(scene: Scene, posts: list[Post]) -> None:
    """ "Elle prend ses fonctions le 1er juin": the start of the post just told."""
    published = scene.document.article.published
    for number, line in enumerate(scene.lines):
        for matcher, match in matches(scene, number, "starts"):
            date = line.symbols[match.start("date")].date
            if date is None or "/" in date.iso:
                continue
            ahead = published is None or date.iso > published[: len(date.iso)]
            if matcher.construction.status == "incoming" and not ahead:
                continue  # "joins from Y on 1 July" starts a post, "joined from Y in 2015" tells of a career
            told_of = has(match, "person")  # "X, nommé en 2013": the date of the post held, whatever tells of it
            named = [symbol.person for symbol in line.symbols[: match.start()] if symbol.kind in PEOPLE]
            person = person_at(line, match.start("person")) if told_of else named[-1] if named else scene.focus[number]
            for post in posts:
                told = post.person == person and abs(post.line - number) <= 2 and post.start is None
                begins = post.event in _ARRIVALS or post.status == "incoming"
                if told and (_is_seat(post) if told_of else begins):
                    post.start = date.iso


def _is_seat(post: Post) -> bool:
    return post.event in {"post", "predecessor"} and post.status != "former" and post.function != "founder"


def apply_departures(scene: Scene, posts: list[Post]) -> None:
    """Marks the posts of those who leave."""
    for number, line in enumerate(scene.lines):
        for _, match in matches(scene, number, "leaving"):
            person = _leaver(line, number, match, posts)
            if person is None:
                continue
            employers = _left(line, match.end())
            _leave_together(scene, line, number, match, posts)
            held = [
                post
                for post in posts
                if post.person == person
                and (post.event in {"post", "predecessor"} or _is_seated(scene, post))
                and (post.status is None or _is_told_past(line, match, post, number))
                and abs(post.line - number) <= 2
                and post.function != "founder"
                and not (post.line == number and _told_after(line, match.end(), post.anchor))
            ]
            if not held:
                theirs = [post for post in posts if post.person == person and abs(post.line - number) <= _NEAR]
                _founder_leaves(line, match, theirs, employers)
            near = [post for post in held if post.organisation in employers]
            if not employers:
                near = [post for post in held if post.line == number] or held
            for post in near:
                if post.line == number or post.organisation in employers or len(held) == 1:
                    post.status = "outgoing"
                    post.end = _ahead(scene, line, match, post.end or _leaving_date(line, match))
                    post.lines.append(number)


def _leaver(line: Line, number: int, match: re.Match[str], posts: list[Post]) -> str | None:
    """Who leaves: the person named, or the one whose title is the subject."""
    if has(match, "person"):
        return person_at(line, match.start("person"))
    at = match.start("title")
    return next((post.person for post in posts if post.line == number and post.anchor == at), None)


def _leave_together(scene: Scene, line: Line, number: int, match: re.Match[str], posts: list[Post]) -> None:
    """ "A and finance director B will leave": the other subject of the verb leaves as well."""
    if not has(match, "person"):
        return
    others = joint_subjects(scene.document.language, line, match.start("person"))
    for post in posts:
        if post.line == number and post.holder in others and post.event == "post" and post.status is None:
            post.status = "outgoing"
            post.end = _ahead(scene, line, match, post.end or _leaving_date(line, match))


def _is_seated(scene: Scene, post: Post) -> bool:
    """ "Nommée PDG en 2015, X quittera Y": an appointment of an earlier year is a post held."""
    published = scene.document.article.published
    return post.event in _ARRIVALS and post.start is not None and published is not None and post.start < published[:4]


def _founder_leaves(line: Line, match: re.Match[str], posts: list[Post], employers: set[str]) -> None:
    """A founder stays one until the text says that he left: "X, who founded Y, left in 2015"."""
    gone = any(symbol.kind in {"left", "dismissed"} for symbol in line.symbols[match.start() : match.end()])
    for post in posts:
        left_this = post.organisation in employers or not employers
        if gone and left_this and post.function == "founder" and post.status is None:
            post.status = "former"


def _is_told_past(line: Line, match: re.Match[str], post: Post, number: int) -> bool:
    """ "X, qui dirigeait Y, a été écarté": a past tense beside the news says what is left, not what is long over."""
    if post.status != "former" or post.line != number or post.event != "post":
        return False
    if post.rule == "who_is":
        return True  # "X, who was finance director, has resigned"
    return post.title is None or (post.rule == "was" and _explains(line, match.end(), post.anchor))


def _explains(line: Line, left: int, anchor: int) -> bool:
    """ "quitte Y, où il était directeur": a relative clause tells which post is left."""
    between = [symbol.kind for symbol in line.symbols[left:anchor]]
    return not _RELATIVES.isdisjoint(between) and not _NEXT_CLAUSE & set(between)


_RELATIVES = frozenset({"where", "whose", "who"})
_NEXT_CLAUSE = frozenset({"semicolon", "stop", "clause"})


_NEAR = 2  # lines between a founder's leaving and what was founded
_YEAR = 12  # months


def _ahead(scene: Scene, line: Line, match: re.Match[str], end: str | None) -> str | None:
    """A day or month without a year on which someone "leaves" or "will leave" is never past."""
    published = scene.document.article.published
    leaves = any(symbol.kind == "leave" for symbol in line.symbols[match.start() : match.end()])
    if end is None or published is None or not leaves or len(end) < len("2020-01"):
        return end
    dates = [symbol.date for symbol in line.symbols if symbol.date is not None and symbol.date.iso == end]
    months = (int(published[:4]) - int(end[:4])) * _YEAR + int(published[5:7]) - int(end[5:7])
    untold_year = any(date.basis == "relative" for date in dates)
    return f"{int(end[:4]) + 1}{end[4:]}" if untold_year and 0 < months < _YEAR else end


def _told_after(line: Line, end: int, anchor: int) -> bool:
    """The post belongs to a later clause of the same subject: "resigned in May and today heads Y"."""
    return any(symbol.kind == "pronoun" and symbol.start == symbol.end for symbol in line.symbols[end:anchor])


# after these a firm is where someone goes, or what the next clause is about
_ELSEWHERE = frozenset({"comma", "stop", "semicolon", "join", "clause", "and", "lead", "for", "to", "found", "pronoun"})


def _left(line: Line, at: int) -> set[str]:
    """The firms named as left behind, straight after the verb."""
    found: set[str] = set()
    for symbol in line.symbols[at : at + 5]:
        if symbol.kind in _ELSEWHERE:
            break
        if symbol.kind == "organisation" and symbol.mention is not None:
            found.add(symbol.mention.name)
    return found


def _leaving_date(line: Line, match: re.Match[str]) -> str | None:
    symbols = line.symbols
    for at in range(match.end(), min(match.end() + 8, len(symbols))):
        date = symbols[at].date
        if date is not None and date.relation in {"at", "by"} and "/" not in date.iso:
            return str(date.iso)
        if symbols[at].kind in {"semicolon", "stop", "person", "since"}:
            return None
    for at in range(match.start() - 1, max(-1, match.start() - 4), -1):
        date = symbols[at].date
        if date is not None and date.relation == "at" and "/" not in date.iso:
            return str(date.iso)
    return None


def apply_reporting(scene: Scene, posts: list[Post]) -> None:
    """Fills in whom the holder of a post answers to."""
    for number, line in enumerate(scene.lines):
        for matcher, match in matches(scene, number, "reporting"):
            if matcher.construction.event == "reporting":
                boss = person_at(line, match.start("boss"))
                people = [person_at(line, match.start(group)) for group in ("person", "person2") if has(match, group)]
            else:
                boss = scene.focus[number]
                people = [person_at(line, match.start("person"))]
            for post in posts:
                if (
                    post.person in people
                    and boss is not None
                    and boss != post.person
                    and post.event != "career"
                    and post.status in {None, "incoming", "current"}
                    and abs(post.line - number) <= 3
                    and post.function not in {"founder"}
                ):
                    post.reports_to = post.reports_to or boss
