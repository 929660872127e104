"""The organisations of an article as candidates for a post, and what speaks for each: features of a ranking.

A feature is a name: it holds or it does not. What each is worth is fitted from articles (`training/`).
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extract.executives.pasts import Pasts, read_pasts
from extract.executives.scene import PEOPLE, Post, Scene
from extract.executives.told import PostsTold
from extract.words import name_key

_ARRIVING = frozenset({"appointed", "joined", "interim", "succession"})
_LINES_BACK = 3
_RECENT = 8  # lines back in which an organisation was named recently
_NOWHERE = 99
_MANY = 60  # organisations; where an article names more, a post is asked of those around it
_AROUND = 12  # lines before and after a post within which they are named
_FOCUSED = 3  # organisations in focus that are told apart
_DISTANCES = ((2, "touching"), (6, "near"), (14, "apart"))
# what stands before an organisation and says which part it plays
_PARTS = {
    "at": "at",
    "of": "of",
    "in": "in",
    "to": "to",
    "for": "for",
    "by": "by",
    "since": "from",
    "past_at": "past",
    "began_at": "past",
    "former": "past",
    "left": "left",
    "leave": "left",
    "joined": "joined",
    "join": "joined",
    "open": "open",
    "comma": "comma",
    "and": "and",
    "firm": "firm",
    "poss": "poss",
    "organisation": "organisation",
    "person": "person",
}
_GONE = frozenset({"past", "from", "left"})
_SKIPPED = frozenset({"det", "modifier", "firm", "word", "demonym", "number", "capital"})
_CUES_AFTER = frozenset(
    {"appoint", "have", "be", "lead", "led", "genitive", "who", "whose", "where", "comma", "founded"}
)


@dataclass(frozen=True, slots=True)
class Spot:
    """One mention of an organisation: its line and symbol, and the part it plays there."""

    line: int
    at: int
    name: str
    part: str
    after: str
    alias: bool


@dataclass(slots=True)
class Firms:
    """What is known of the organisations of one article before any post is looked at."""

    by_line: dict[int, list[Spot]]
    lines: dict[str, list[int]]  # of an organisation, in order, as often as a line names it
    counts: Counter[str]
    first: dict[int, str]  # paragraph -> the first organisation it names
    titled: frozenset[str]  # named in the title of the article
    placed: frozenset[str]  # spelt as a place of the article is
    surnamed: frozenset[str]  # spelt as part of a person's name
    events: frozenset[str]  # named as events and prizes are
    ruled: str  # how much of the article its topic takes: "wholly", "mostly", "partly"
    headings: dict[int, str]  # paragraph -> the organisation it stands under
    opening: dict[int, str]  # paragraph -> the organisation that the paragraph before it names first
    pasts: Pasts
    gone: frozenset[str]  # named only where people come from
    names: list[str] = field(default_factory=list)


def read_firms(scene: Scene) -> Firms:
    """Where the lines of an article name organisations, and what sets each apart."""
    spots: list[Spot] = []
    for number, line in enumerate(scene.lines):
        for at, symbol in enumerate(line.symbols):
            if symbol.kind == "organisation" and symbol.mention is not None:
                after = line.symbols[at + 1].kind if at + 1 < len(line.symbols) else "end"
                alias = symbol.mention.via == "alias"
                spots.append(Spot(number, at, symbol.mention.name, _part(scene, number, at), after, alias))
    by_line: dict[int, list[Spot]] = {}
    named: dict[str, list[int]] = {}
    first: dict[int, str] = {}
    for spot in spots:
        by_line.setdefault(spot.line, []).append(spot)
        named.setdefault(spot.name, []).append(spot.line)
        first.setdefault(scene.paragraphs[spot.line], spot.name)
    counts = Counter(spot.name for spot in spots)
    heading = f" {name_key(scene.document.article.title or '')} "
    mentions = scene.document.mentions
    places = {m.name.lower() for m in mentions if m.kind in {"city", "country", "region"}}
    people = {word.lower() for m in mentions if m.kind == "person" for word in m.name.split()}
    names = list(counts)
    folded = {name.lower(): name for name in names}
    headings = {
        paragraph: folded.setdefault(heading.lower(), heading)
        for paragraph, heading in scene.headings.items()
        if heading
    }
    names = [name for name in dict.fromkeys([*names, scene.topic or "", *headings.values()]) if name]
    events = {name_key(word) for word in scene.document.language.words("firms").get("events", {}).get("words", [])}
    share = counts[scene.topic] / max(1, counts.total()) if scene.topic else 0.0
    opening: dict[int, str] = {}
    last = ""
    for paragraph in sorted(set(scene.paragraphs)):
        opening[paragraph] = last
        last = first.get(paragraph, last)
    pasts = read_pasts(scene)
    return Firms(
        by_line,
        named,
        counts,
        first,
        frozenset(name for name in names if f" {name_key(name)} " in heading),
        frozenset(name for name in names if name.lower() in places),
        frozenset(name for name in names if name.lower() in people),
        frozenset(
            name for name in names if not events.isdisjoint({*name_key(name).split()[:1], *name_key(name).split()[-1:]})
        ),
        "wholly" if share >= 0.5 else "mostly" if share >= 0.3 else "partly",
        headings,
        opening,
        pasts,
        frozenset(counts) - {spot.name for spot in spots if spot.part not in _GONE and not _is_past(pasts, spot)},
        names,
    )


def _is_past(pasts: Pasts, spot: Spot) -> bool:
    return (spot.line, spot.at) in pasts.spots


def _part(scene: Scene, number: int, at: int) -> str:
    symbols = scene.lines[number].symbols
    cursor = at - 1
    while cursor >= 0 and symbols[cursor].kind in _SKIPPED and at - cursor < 5:
        cursor -= 1
    if cursor < 0:
        return "start"
    return _PARTS.get(symbols[cursor].kind, "other")


@dataclass(slots=True)
class Surroundings:
    """What one post says to all candidates: its mode, and the posts told around it."""

    mode: str
    known: Counter[str]
    left: frozenset[str]
    siblings: frozenset[str]
    neighbours: list[str]  # employers of the posts told just before, the last first
    own: list[str]  # of the same person's posts told before
    recent: list[str]  # organisations named before the post, the last first
    ours: bool
    poss: bool
    of_firm: bool  # "PDG du groupe", "CEO of the company"
    focus: dict[str, tuple[int, float]]  # organisation -> its rank and share in the focus of the text there
    section: str | None  # the organisation that the text there is about


def surroundings(scene: Scene, firms: Firms, post: Post, posts: PostsTold) -> Surroundings:
    """What the text around a post says of its employer, whichever organisation is asked about."""
    line = scene.lines[post.line]
    paragraph = scene.paragraphs[post.line]
    theirs = [other for other in posts.of(post.person) if other is not post and other.organisation is not None]
    near = [other for other in posts.near(post.line, _LINES_BACK) if other is not post]
    here = (post.line, post.anchor)
    start = line.symbols[post.anchor].start
    focus = scene.document.focus_at(start)
    beside = {symbol.kind for symbol in line.symbols[max(0, post.anchor - 3) : post.anchor]}
    recent: list[str] = []
    for number in range(post.line, post.line - _RECENT - 1, -1):
        for spot in reversed(firms.by_line.get(number, ())):
            if (spot.line, spot.at) < here and spot.name not in recent:
                recent.append(spot.name)
    return Surroundings(
        "former" if post.status == "former" else "arriving" if post.event in _ARRIVING else "held",
        Counter(o.organisation for o in theirs if o.organisation and o.explicit and o.status != "former"),
        frozenset(o.organisation for o in theirs if o.organisation and o.explicit and o.status == "former"),
        frozenset(
            o.organisation
            for o in theirs
            if o.organisation and o.line == post.line and o.rule == post.rule and abs(o.anchor - post.anchor) <= 12
        ),
        [
            o.organisation
            for o in sorted(near, key=lambda o: (-o.line, -o.anchor))
            if o.organisation
            and (o.line, o.anchor) < here
            and scene.paragraphs[o.line] == paragraph
            and o.status != "former"
            and o.event != "career"
        ],
        [
            o.organisation
            for o in sorted(theirs, key=lambda o: (-o.line, -o.anchor))
            if o.organisation and (o.line, o.anchor) < here and (o.status == "former") == (post.status == "former")
        ],
        recent,
        "ours" in beside,
        "poss" in beside,
        any(symbol.kind == "firm" for symbol in line.symbols[post.anchor + 1 : post.anchor + 4]),
        {known.name: (rank, known.share) for rank, known in enumerate(focus)},
        scene.document.topic_at(start),
    )


def candidates(scene: Scene, firms: Firms, post: Post, around: Surroundings) -> list[str]:
    """The organisations a post may belong to: all that the article names; where it names very many, those that
    stand around the post, that the text there or the article is about, and the person's own."""
    own = post.organisation
    if len(firms.names) <= _MANY:
        return firms.names if own is None or own in firms.names else [*firms.names, own]
    near = (firms.by_line.get(number, ()) for number in range(post.line - _AROUND, post.line + _AROUND + 1))
    heading = firms.headings.get(scene.paragraphs[post.line])
    names = [spot.name for spots in near for spot in spots]
    names += [*around.known, *around.left, *list(around.focus)[:_FOCUSED]]
    names += [name for name in (scene.topic, around.section, heading, own) if name]
    return list(dict.fromkeys(names))


def features(scene: Scene, firms: Firms, post: Post, around: Surroundings, name: str) -> list[str]:
    """What speaks for or against the organisation `name` as the employer of a post."""
    found = list(_told(scene, post, around, name))
    found += _of_pasts(firms, post, name)
    found += _in_discourse(scene, firms, post, around, name)
    tied = "tied" if post.tie else around.mode
    found += [f"{feature}|{tied}" for feature in found if not feature.startswith("tie ")]
    found += _spots(scene, firms, post, around, name)
    return found


def _told(scene: Scene, post: Post, around: Surroundings, name: str) -> Iterator[str]:
    if post.tie and post.organisation == name:
        yield f"tie {post.tie}"
        yield f"tie {post.tie} {around.mode}"
    if name in around.siblings:
        yield "sibling"
    if name in around.known:
        yield "known"
        if around.known.most_common(1)[0][0] == name:
            yield "known best"
    if name in around.left:
        yield "left"
    if around.own:
        if around.own[0] == name:
            yield "own last"
        elif name in around.own:
            yield "own"
    if around.neighbours and around.neighbours[0] == name:
        yield "neighbour"
    elif name in around.neighbours:
        yield "neighbour before"
    if around.ours and name == scene.topic:
        yield "ours"
    if around.poss and around.recent[:1] == [name]:
        yield "poss"
    if around.of_firm and around.recent[:1] == [name]:
        yield "of the firm, recent"
    if around.of_firm and name == scene.topic:
        yield "of the firm, topic"


def _of_pasts(firms: Firms, post: Post, name: str) -> Iterator[str]:
    """Whether somebody is said to have worked there before."""
    if name in firms.pasts.of(post.person):
        yield "their past"
    elif name in firms.pasts.names:
        yield "another's past"
    if name in firms.gone:
        yield "past alone"
    if any(spot.name == name and _is_past(firms.pasts, spot) for spot in firms.by_line.get(post.line, ())):
        yield "past in line"


def _in_discourse(scene: Scene, firms: Firms, post: Post, around: Surroundings, name: str) -> Iterator[str]:
    paragraph = scene.paragraphs[post.line]
    headed = firms.headings.get(paragraph)
    if headed is not None:
        yield "heading" if headed == name else "under another heading"
    if name == scene.topic:
        yield "topic"
        yield f"topic {firms.ruled}"
        if scene.is_about_topic:
            yield "topic rules"
    elif around.section == name:
        yield "section"
    if name in firms.titled:
        yield "in title"
    if firms.first.get(paragraph) == name:
        yield "first of paragraph"
        yield f"first of paragraph {firms.ruled}"
    if firms.opening.get(paragraph) == name:
        yield "first of the paragraph before"
    if name in around.recent:
        place = min(around.recent.index(name), 3)
        yield f"recent {place}"
        yield f"recent {place} {firms.ruled}"
    rank, weight = around.focus.get(name, (9, 0.0))
    if rank < _FOCUSED:
        yield f"focus {rank}"
        yield f"focus {'ruling' if weight > 0.6 else 'strong' if weight > 0.4 else 'weak'} {rank}"
    seen = _lines_away(firms.lines.get(name, []), post.line)
    if headed == name:
        seen = min(seen, 1)
    yield "in line" if seen == 0 else "close" if seen <= 2 else "some way" if seen <= 6 else "away"
    if seen == 0 and len({spot.name for spot in firms.by_line[post.line]}) == 1:
        yield "alone in line"
    if len(name) <= 2 or not name[0].isalnum():
        yield "no word"
    count = firms.counts[name]
    yield "named once" if count <= 1 else "named often" if count >= 4 else "named again"
    if name in firms.placed:
        yield "like a place"
    if name in firms.events:
        yield "like an event"
    if name in firms.surnamed:
        yield "like a surname"
    if headed != name and firms.lines.get(name, [post.line + 1])[0] > post.line:
        yield "only later"


def _lines_away(lines: Sequence[int], line: int) -> int:
    """How many lines there are from `line` to the nearest of `lines`."""
    index = bisect_left(lines, line)
    return min((abs(line - near) for near in lines[max(0, index - 1) : index + 1]), default=_NOWHERE)


def _spots(scene: Scene, firms: Firms, post: Post, around: Surroundings, name: str) -> list[str]:
    """How the mentions of the organisation in the line of the post and in the two before stand to it."""
    found: set[str] = set()
    line = scene.lines[post.line]
    for spot in firms.by_line.get(post.line, ()):
        if spot.name != name:
            continue
        side = "before" if spot.at < post.anchor else "after"
        first, last = sorted((spot.at, post.anchor))
        between = line.symbols[first + 1 : last]
        distance = next((word for reach, word in _DISTANCES if last - first <= reach), "far")
        kinds = {symbol.kind for symbol in between}
        found.update((f"{side}", f"{side} {distance}", f"{side} {spot.part}", f"{side} {spot.part} {around.mode}"))
        found.add(f"{side} then {spot.after}" if spot.after in _CUES_AFTER else f"{side} then other")
        if spot.alias:
            found.add(f"{side} alias")
        if "organisation" in kinds:
            found.add(f"{side} behind another")
        else:
            found.add(f"{side} first {around.mode}")
        if any(symbol.kind in PEOPLE and symbol.person != post.person for symbol in between):
            found.add(f"{side} across a person")
        if any(symbol.kind in PEOPLE and symbol.person == post.person for symbol in between):
            found.add(f"{side} across the person")
        for kind in ("title", "semicolon", "stop", "whose", "where", "who", "dash", "joined", "left"):
            if kind in kinds:
                found.add(f"{side} across {kind}")
    for back in (1, 2):
        spots = firms.by_line.get(post.line - back, [])
        together = post.line >= back and scene.paragraphs[post.line - back] == scene.paragraphs[post.line]
        where = f"line {back} back" + (" same paragraph" if together else "")
        for n, spot in enumerate(spots):
            if spot.name == name:
                found.update((where, f"{where} {spot.part}"))
                if n == 0:
                    found.add(f"{where} first")
                if n == len(spots) - 1:
                    found.add(f"{where} last")
                if spot.alias:
                    found.add(f"{where} alias")
    return sorted(found)
