"""Who holds which post: every line read for titles beside names, titles alone, and verbs."""

import re
from collections.abc import Iterator, Mapping

from extract.executives.constructions import Construction, matchers
from extract.executives.gender import differs, person_genders
from extract.executives.lists import listed
from extract.executives.matching import (
    DENIALS,
    future_between,
    has,
    is_profession,
    joint_subjects,
    negated,
    search,
    set_firm_before,
    status_beside,
    told_as_done,
)
from extract.executives.pointing_back import in_career, pointing_back
from extract.executives.scene import PEOPLE, Post, Scene, person_at
from extract.executives.shared_titles import coordinated, distributed
from extract.executives.symbols import Line
from extract.executives.verbs import untitled


def find_holders(scene: Scene) -> list[Post]:
    """The posts of all lines, organisation, dates and scope not yet worked out."""
    posts: list[Post] = []
    genders = person_genders(scene)
    for number, line in enumerate(scene.lines):
        kinds = {symbol.kind for symbol in line.symbols}
        taken: dict[int, str] = {}
        if kinds & {"title", "presided"}:
            posts.extend(listed(number, line, taken))
        if kinds & {"title", "office"}:
            posts.extend(_titled(scene, number, line, taken, genders))
            posts.extend(distributed(number, line, scene.document.language, taken))
            posts.extend(pointing_back(scene, number, line, taken))
        if kinds & PEOPLE:
            posts.extend(untitled(scene, number, line))
    return posts


# one office in the hands of two: "la direction générale, que X exerçait"
_HELD_BEFORE = frozenset({"held", "holds"})


# a name and a title side by side: which of two names it belongs to is told by their forms
_BESIDE_NAME = frozenset(
    {"apposition", "apposition_open", "title_at_firm_name", "apposition_dash", "title_comma_name", "title_name"}
)


def _titled(scene: Scene, number: int, line: Line, taken: dict[int, str], genders: Mapping[str, str]) -> Iterator[Post]:
    for matcher in matchers(scene.document.language)["titled"]:
        construction = matcher.construction
        for match in search(matcher.regex, line.code):
            at = match.start("title")
            denied = construction.name not in DENIALS and negated(line, match.start(), match.end())
            if denied or (at in taken and construction.name not in _HELD_BEFORE):
                continue
            if is_profession(scene.document.language, line, at):
                continue
            if construction.event == "respectively":
                yield from _respective(number, line, match, construction, taken)
                continue
            names = [match.start(group) for group in ("person", "person2", "person3") if has(match, group)]
            beside = len(names) == 1 and construction.name in _BESIDE_NAME
            if beside and differs(scene.document.language, genders, line, at, names[0]):
                continue  # "Léa Roy, le PDG de Y, Marc Dufour": the title of a man is not hers
            if construction.event in {"appointed", "joined"} and names:
                names += joint_subjects(scene.document.language, line, names[0])
            found = []
            for holder in names:
                post = _post(line, number, at, holder, construction)
                if post is not None:
                    if construction.name in _HELD_BEFORE:
                        post.dated = match.end() - 1
                    if construction.name in {"is", "whose_is", "whose_title_will_be"} and future_between(
                        scene.document.language, line, holder, at
                    ):
                        post.event = "appointed"
                    arriving = post.event in {"appointed", "joined"} and post.status is None
                    if arriving and told_as_done(scene.document.language, line, match.start(), at):
                        post.status = "current"
                    if construction.name == "who_is" and post.status is None and _was(line, holder, at):
                        post.status = "former"
                    if construction.name == "as_title" and post.status is None and in_career(line, at):
                        post.status = "former"
                    if construction.name in _BY_FIRM:
                        set_firm_before(line, match.start(), post)
                    if construction.event == "joined":
                        _set_firm_joined(line, match.start(), at, post)
                    found.append(post)
            if not found:
                continue
            taken[at] = found[0].person
            yield from found
            if has(match, "old") and person_at(line, match.start("old")) is not None:
                found[0].replaces = person_at(line, match.start("old"))
                gone = _post(line, number, at, match.start("old"), construction)
                if gone is not None:
                    gone.event = "predecessor"
                    yield gone
            if has(match, "former") and match.start("former") not in taken:
                earlier = _post(line, number, match.start("former"), names[0], construction)
                if earlier is not None:
                    earlier.event, earlier.status = "post", "former"
                    taken[match.start("former")] = earlier.person
                    yield earlier
            if len(found) == 1:
                yield from coordinated(scene, number, line, found[0], taken)


def _was(line: Line, holder: int, at: int) -> bool:
    """ "X, who was director of Y": a past tense before the title; since a told day it may go on."""
    kinds = {symbol.kind for symbol in line.symbols[holder:at]}
    return "was" in kinds and "since" not in kinds


# constructions whose subject is the firm: "Ferronor nomme X", "Ferronor confie sa présidence à X"
_BY_FIRM = frozenset({"appoints", "appoints_title_name", "appoints_from", "given"})


def _set_firm_joined(line: Line, start: int, at: int, post: Post) -> None:
    """ "rejoint Y en tant que directeur": the firm stands between the verb and the title."""
    verb = next((n for n in range(start, at) if line.symbols[n].kind in {"join", "joined"}), at)
    for symbol in line.symbols[verb:at]:
        if symbol.kind == "organisation" and symbol.mention is not None:
            post.organisation, post.explicit = symbol.mention.name, True
            post.countries, post.region = symbol.mention.countries, symbol.mention.region
            return


def _post(line: Line, number: int, at: int, holder: int, construction: Construction) -> Post | None:
    person = person_at(line, holder)
    title = line.symbols[at].title
    if person is None or title is None:
        return None
    event = construction.event if construction.event not in {"plural"} else "post"
    return Post(
        person,
        title.function,
        number,
        at,
        holder,
        construction.name,
        construction.confidence,
        title,
        event=event,
        status=construction.status or status_beside(line, at),
    )


_APPOINTS = frozenset({"become", "became", "appointed", "appoint"})
_JOINS = frozenset({"join", "joined"})


def _respective(
    number: int, line: Line, match: re.Match[str], construction: Construction, taken: dict[int, str]
) -> Iterator[Post]:
    told = {line.symbols[at].kind for at in range(match.start(), match.end())}
    event = "appointed" if told & _APPOINTS else "joined" if told & _JOINS else "post"
    for person, title in (("person", "title"), ("person2", "title2")):
        if match.start(title) in taken:
            continue
        post = _post(line, number, match.start(title), match.start(person), construction)
        if post is not None:
            post.event = event
            taken[match.start(title)] = post.person
            yield post
