"""The organisations of an article as candidates for a post, and what speaks for each: features of a ranking.

A feature is a name: it holds or it does not. What each is worth is fitted from articles (`training/`).
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.choice import bucket
from extract.executives.named_firms import Firms, is_past
from extract.executives.scene import PEOPLE, Post, Scene
from extract.executives.told import PostsTold

_ARRIVING = frozenset({"appointed", "joined", "interim", "succession"})
_LINES_BACK = 3
_RECENT = 8  # lines back in which an organisation was named recently
_NOWHERE = 99
_MANY = 60  # organisations; where an article names more, a post is asked of those around it
_AROUND = 12  # lines before and after a post within which they are named
_ABOVE = (0, 1, 3)  # paragraphs
_FOCUSED = 3  # organisations in focus that are told apart
_DISTANCES = ((2, "touching"), (6, "near"), (14, "apart"))
_CUES_AFTER = frozenset(
    {"appoint", "have", "be", "lead", "led", "genitive", "who", "whose", "where", "comma", "founded"}
)


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
    if any(spot.name == name and is_past(firms.pasts, spot) for spot in firms.by_line.get(post.line, ())):
        yield "past in line"


def _in_discourse(scene: Scene, firms: Firms, post: Post, around: Surroundings, name: str) -> Iterator[str]:
    paragraph = scene.paragraphs[post.line]
    headed = firms.headings.get(paragraph)
    if headed is not None:
        yield "heading" if headed == name else "under another heading"
    back = _paragraphs_back(firms.paragraphs.get(name, []), paragraph)
    yield f"{back} above"
    yield f"{back} above in a {firms.genre}"
    if name == scene.topic:
        yield "topic"
        yield f"topic {firms.ruled}"
        yield f"topic of a {firms.genre}"
        yield f"topic of a {firms.genre}, {back} above"
        if scene.is_about_topic:
            yield "topic rules"
    if around.section == name:
        yield f"section of a {firms.genre}"
        if name != scene.topic:
            yield "section"
    if name in firms.titled:
        yield "in title"
    if firms.first.get(paragraph) == name:
        yield "first of paragraph"
        yield f"first of paragraph {firms.ruled}"
        yield f"first of paragraph in a {firms.genre}"
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


def _paragraphs_back(paragraphs: Sequence[int], paragraph: int) -> str:
    """How many paragraphs above the last of `paragraphs` up to `paragraph` stands, as a word."""
    index = bisect_right(paragraphs, paragraph)
    if not index:
        return "nowhere"
    return bucket(paragraph - paragraphs[index - 1], _ABOVE)


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
