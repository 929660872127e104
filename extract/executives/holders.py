"""Who holds which post: constructions with a title, constructions with a verb alone, and what they share."""

import re
from collections.abc import Iterator
from functools import cache

from extract.executives.constructions import Construction, compile_pattern, macros, matchers
from extract.executives.lines import Line, Title
from extract.executives.scene import PEOPLE, Post, Scene, person_at
from extract.languages import Language

_FORMER = frozenset({"former", "until_now"})
_BEFORE_TITLE = frozenset(
    {
        "det",
        "poss",
        "former",
        "now",
        "new",
        "until_now",
        "modifier",
        "demonym",
        "since",
        "date",
        "number",
        "self",
        "firm",
        "as",
    }
)


def find_holders(scene: Scene) -> list[Post]:
    """The posts of all lines, organisation, dates and scope not yet worked out."""
    posts: list[Post] = []
    for number, line in enumerate(scene.lines):
        kinds = {symbol.kind for symbol in line.symbols}
        taken: dict[int, str] = {}
        if kinds & {"title", "office"}:
            posts.extend(_titled(scene, number, line, taken))
            posts.extend(_distributed(number, line, taken))
            posts.extend(_pointing_back(scene, number, line, taken))
        if kinds & PEOPLE:
            posts.extend(_untitled(scene, number, line))
    return posts


def search(regex: re.Pattern[str], code: str) -> Iterator[re.Match[str]]:
    """All matches, each beginning after the beginning of the last: a rejected one hides no other."""
    at = 0
    while (match := regex.search(code, at)) is not None:
        yield match
        at = match.start() + 1


# one office in the hands of two: "la direction générale, que X exerçait"
_HELD_BEFORE = frozenset({"held", "holds"})


def _titled(scene: Scene, number: int, line: Line, taken: dict[int, str]) -> Iterator[Post]:
    for matcher in matchers(scene.document.language)["titled"]:
        construction = matcher.construction
        for match in search(matcher.regex, line.code):
            at = match.start("title")
            if (at in taken and construction.name not in _HELD_BEFORE) or _negated(line, match.start(), match.end()):
                continue
            if construction.event == "respectively":
                yield from _respective(number, line, match, construction, taken)
                continue
            names = [match.start(group) for group in ("person", "person2", "person3") if has(match, group)]
            if construction.event in {"appointed", "joined"} and names:
                names += _joint_subjects(scene.document.language, line, names[0])
            found = []
            for holder in names:
                post = _post(line, number, at, holder, construction)
                if post is not None:
                    if construction.name in _HELD_BEFORE:
                        post.dated = match.end() - 1
                    if construction.name in {"is", "whose_is"} and _is_future(line, holder, at):
                        post.event = "appointed"
                    if construction.name in _BY_FIRM:
                        _set_firm_before(line, match.start(), post)
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
                yield from _coordinated(scene, number, line, found[0], taken)


def _is_future(line: Line, holder: int, at: int) -> bool:
    """Whether the verb between a person and a title speaks of the future: "sera", "will be", "zal"."""
    return any(
        symbol.kind == "be"
        and (symbol.lower.endswith(("sera", "seront")) or symbol.lower.startswith(("will", "is to", "zal")))
        for symbol in line.symbols[holder:at]
    )


# constructions whose subject is the firm: "Ferronor nomme X", "Ferronor confie sa présidence à X"
_BY_FIRM = frozenset({"appoints", "appoints_title_name", "appoints_from", "given"})


def _set_firm_before(line: Line, start: int, post: Post) -> None:
    for cursor in range(start - 1, max(-1, start - 8), -1):
        symbol = line.symbols[cursor]
        if symbol.kind in PEOPLE or symbol.kind in {"stop", "semicolon", "comma"}:
            return
        if symbol.kind == "organisation" and symbol.mention is not None:
            # a firm that stands beside the title is told more closely
            post.organisation, post.countries, post.region = (
                symbol.mention.name,
                symbol.mention.countries,
                symbol.mention.region,
            )
            return


def _set_firm_joined(line: Line, start: int, at: int, post: Post) -> None:
    """ "rejoint Y en tant que directeur": the firm stands between the verb and the title."""
    verb = next((n for n in range(start, at) if line.symbols[n].kind in {"join", "joined"}), at)
    for symbol in line.symbols[verb:at]:
        if symbol.kind == "organisation" and symbol.mention is not None:
            post.organisation, post.explicit = symbol.mention.name, True
            post.countries, post.region = symbol.mention.countries, symbol.mention.region
            return


@cache
def _joint(language: Language) -> re.Pattern[str]:
    pattern = (
        "<other:person> (?:comma (?:(?!person|pronoun|stop|semicolon|break).){1,14} comma?)? and (?:poss word{1,2})? $"
    )
    return re.compile(compile_pattern(pattern, macros(language)))


def _joint_subjects(language: Language, line: Line, holder: int) -> list[int]:
    """The other subject of the verb: "A, ..., and B took seats on the board"."""
    match = _joint(language).search(line.code[:holder])
    return [] if match is None else [match.start("other")]


def has(match: re.Match[str], group: str) -> bool:
    return group in match.re.groupindex and match.start(group) >= 0


def _negated(line: Line, start: int, end: int) -> bool:
    return any(symbol.kind == "not" for symbol in line.symbols[start:end])


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


def status_beside(line: Line, at: int) -> str | None:
    """What the words beside a title say of it: "ancien", "jusqu'ici", "nouveau", "à l'époque"."""
    before = at - 1
    while before >= 0 and line.symbols[before].kind in _BEFORE_TITLE:
        kind = line.symbols[before].kind
        if kind in _FORMER:
            return "former"
        if kind == "new":
            return "incoming"
        if kind == "now":
            return "current"
        before -= 1
    after = at + 1
    while after < len(line.symbols) and after < at + 9:
        kind = line.symbols[after].kind
        if (
            kind == "former"
            and line.symbols[after + 1 : after + 2]
            and line.symbols[after + 1].kind in {"comma", "stop", "close"}
        ):
            return "former"
        if kind in {"comma", "stop", "title", "person", "pronoun", "semicolon"}:
            break
        after += 1
    return None


def _respective(
    number: int, line: Line, match: re.Match[str], construction: Construction, taken: dict[int, str]
) -> Iterator[Post]:
    appointed = any(
        line.symbols[at].kind in {"become", "became", "appointed"} for at in range(match.start(), match.end())
    )
    for person, title in (("person", "title"), ("person2", "title2")):
        if match.start(title) in taken:
            continue
        post = _post(line, number, match.start(title), match.start(person), construction)
        if post is not None:
            post.event = "appointed" if appointed else "post"
            taken[match.start(title)] = post.person
            yield post


@cache
def _sharing(language: Language) -> re.Pattern[str]:
    """From one title to the next of the same person."""
    pattern = "(?:COMP (?:dash (?:(?!dash|stop).){1,24} dash)? (?:(?:comma? (?:and|as|clause)|comma) (?:former|now|new|until_now|modifier|demonym|as|of|number|past_at)*|and det)|modifier?) (?P_title)"
    pattern = pattern.replace("(?P_title)", "<next:title>")
    return re.compile(compile_pattern(pattern, macros(language)))


@cache
def _shared_before(language: Language) -> re.Pattern[str]:
    return re.compile(
        compile_pattern("<first:title> COMP (?:and|comma) (?:former|now|new|modifier|det|of|as)* $", macros(language))
    )


def _coordinated(scene: Scene, number: int, line: Line, post: Post, taken: dict[int, str]) -> Iterator[Post]:
    """The other titles of a double title: "président et fondateur", "PDG de X et président de Y"."""
    language = scene.document.language
    at = post.anchor
    while (match := _sharing(language).match(line.code, at + 1)) is not None:
        following = match.start("next")
        joined_by_comma = all(line.symbols[n].kind != "and" for n in range(at + 1, following))
        if following in taken or (joined_by_comma and _starts_apposition(line, following)):
            break
        shared = _share(post, line, following)
        if shared is None:
            break
        taken[following] = post.person
        yield shared
        at = following
    at = post.anchor
    for _ in range(2):
        before = [n for n in range(max(0, at - 8), at) if line.symbols[n].kind == "title" and n not in taken]
        if not before or _shared_before(language).match(line.code[:at], before[-1]) is None:
            break
        shared = _share(post, line, before[-1])
        if shared is None or (shared.title and shared.title.plural):
            break
        taken[before[-1]] = post.person
        yield shared
        at = before[-1]


def _starts_apposition(line: Line, at: int) -> bool:
    """The title belongs to a name that follows it: ", directeur financier Jean Roux"."""
    after = line.symbols[at + 1 : at + 3]
    return any(symbol.kind in PEOPLE for symbol in after)


def _share(post: Post, line: Line, at: int) -> Post | None:
    title: Title | None = line.symbols[at].title
    if title is None:
        return None
    status = status_beside(line, at)
    # "ancien directeur et PDG" says former of both only where nothing else is said in between
    kept = post.status if post.event == "post" and post.status == "former" and at > post.anchor else None
    shared = Post(
        post.person,
        title.function,
        post.line,
        at,
        post.holder,
        post.rule,
        post.confidence - 0.03,
        title,
        event=post.event if post.event != "post" else "post",
        status=status or kept,
    )
    if status == "former":
        shared.event = "post"
    return shared


def _distributed(number: int, line: Line, taken: dict[int, str]) -> Iterator[Post]:
    """ "tous les PDG : A chez X, B chez Y": one title for several people, each at a firm of their own."""
    shared = next((at for at, s in enumerate(line.symbols) if s.kind == "title" and at not in taken), None)
    if shared is None or line.symbols[shared - 1].kind != "det" or line.symbols[shared - 1].lower in _INDEFINITE:
        return
    title = line.symbols[shared].title
    pairs = [
        at
        for at in range(shared + 1, len(line.symbols) - 2)
        if [s.kind for s in line.symbols[at : at + 3]] == ["person", "at", "organisation"]
    ]
    if len(pairs) < 2 or title is None:
        return
    for at in pairs:
        mention = line.symbols[at + 2].mention
        person = line.symbols[at].person
        if mention is None or person is None:
            continue
        taken[shared] = person
        yield Post(
            person,
            title.function,
            number,
            at,
            at,
            "shared_title",
            0.75,
            title,
            mention.name,
            True,
            countries=mention.countries,
        )


_GOVERNORS = frozenset("as become became take taken keep appointed joined to".split())
_INDEFINITE = ("un", "une", "a", "an", "een")


def _pointing_back(scene: Scene, number: int, line: Line, taken: dict[int, str]) -> Iterator[Post]:
    """Titles that no name stands beside: "le fondateur, qui ...", "... avant de devenir directeur financier"."""
    for at, symbol in enumerate(line.symbols):
        if symbol.kind != "title" or symbol.title is None or at in taken or symbol.title.plural:
            continue
        before = at - 1
        determined = False
        while before >= 0 and line.symbols[before].kind in _BEFORE_TITLE - {"as"}:
            if line.symbols[before].kind in {"det", "poss"}:
                if line.symbols[before].lower in _INDEFINITE or line.symbols[before].kind == "poss":
                    break
                determined = True
            before -= 1
        governor = line.symbols[before].kind if before >= 0 else "stop"
        if any(near.kind == "not" for near in line.symbols[max(0, before - 5) : at]):
            continue
        person: str | None = None
        former = False
        confidence = 0.5
        if governor in _GOVERNORS and governor != "to":
            person = (
                next(
                    (taken[near] for near in range(at - 1, -1, -1) if near in taken),
                    next(
                        (
                            line.symbols[near].person
                            for near in range(at - 1, -1, -1)
                            if line.symbols[near].kind in PEOPLE
                        ),
                        None,
                    ),
                )
                or scene.focus[number]
            )
            confidence = 0.6
        elif governor in {"be", "was"} and before > 0 and line.symbols[before - 1].kind in {"have", "clause", "in"}:
            # "après en avoir été la directrice générale"
            around = [*range(before - 1, -1, -1), *range(at + 1, len(line.symbols))]
            person = next((line.symbols[near].person for near in around if line.symbols[near].kind in PEOPLE), None)
            former = True
        elif governor == "here" or (
            governor == "of" and before == at - 1 and line.symbols[before - 1].kind in {"word", "modifier"}
        ):
            near = [line.symbols[near].person for near in range(before) if line.symbols[near].kind in PEOPLE]
            person = near[-1] if near else scene.focus[number] if governor == "here" else None
        elif governor == "genitive" and before < 4:
            person = scene.focus[number]
        elif symbol.title.function in {"head", "other"} and status_beside(line, at) != "former":
            continue
        elif (determined or before < 0) and governor in {
            "stop",
            "comma",
            "semicolon",
            "colon",
            "clause",
            "and",
            "number",
            "years",
        }:
            said = [near for near in range(max(before, 0)) if line.symbols[near].kind == "person"]
            person = line.symbols[said[-1]].person if said and governor in {"stop", "colon"} else scene.focus[number]
        if person is None:
            continue
        status = "former" if former else status_beside(line, at)
        post = Post(
            person, symbol.title.function, number, at, None, "pointing_back", confidence, symbol.title, status=status
        )
        if governor in {"become", "became", "appointed", "take", "taken"}:
            post.event = "appointed"
        elif governor == "joined":
            post.event = "joined"
        taken[at] = person
        yield post
        yield from _coordinated(scene, number, line, post, taken)


def _untitled(scene: Scene, number: int, line: Line) -> Iterator[Post]:
    said: set[tuple[str, str]] = set()
    for matcher in matchers(scene.document.language)["untitled"]:
        construction = matcher.construction
        for match in search(matcher.regex, line.code):
            if _negated(line, match.start(), match.end()):
                continue
            holders = [match.start(group) for group in ("person", "person2") if has(match, group)]
            if construction.event in {"appointed", "founded"} and len(holders) == 1:
                holders += _joint_subjects(scene.document.language, line, holders[0])
            for holder in holders:
                person = person_at(line, holder)
                verb = _verb(line, match)
                if person is None or (person, line.symbols[verb].lower) in said:
                    continue
                function = construction.function or ""
                if construction.event == "chair":
                    function = _presided(scene.document.language, line, match.start(), match.end())
                if construction.name.endswith("firm_of") and line.symbols[holder - 1].lower == "des":
                    continue  # "la holding des Pinault": a family, not a head
                said.add((person, line.symbols[verb].lower))
                post = Post(
                    person,
                    function,
                    number,
                    verb,
                    holder,
                    construction.name,
                    construction.confidence,
                    event="post" if construction.event == "chair" else construction.event,
                    status=construction.status,
                )
                if construction.name.startswith("led_by") and _is_future(line, match.start(), holder):
                    post.event = "appointed"
                if construction.name == "hired_to_lead":
                    _set_firm_before(line, match.start(), post)
                if has(match, "org"):
                    mention = line.symbols[match.start("org")].mention
                    if mention is not None:
                        post.organisation, post.explicit = mention.name, True
                        post.countries, post.region = mention.countries, mention.region
                yield post


_VERBS = frozenset(
    "lead lead_past led chair chair_past chaired take taken helm found founded enter appoint interim firm of".split()
)


def _verb(line: Line, match: re.Match[str]) -> int:
    for at in range(match.start(), match.end()):
        if line.symbols[at].kind in _VERBS - {"of", "firm"}:
            return at
    return match.start()


def _presided(language: Language, line: Line, start: int, end: int) -> str:
    """What "préside" means there: a board makes a chair, a directoire a president."""
    after = [*range(end, min(end + 5, len(line.symbols)))]
    before = [*range(end - 1, max(-1, start - 7), -1)]
    for reach in (after, before):
        for at in reach:
            symbol = line.symbols[at]
            if symbol.kind == "presided" and symbol.title is not None:
                return symbol.title.function
            if symbol.kind in {"organisation", "stop", "semicolon", "comma"} and reach is after:
                break
    return str(language.words("posts").get("defaults", {}).get("chair", "president"))
