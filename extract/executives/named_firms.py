"""The organisations that an article names: where, in which part, and what sets each apart from the others."""

from collections import Counter
from dataclasses import dataclass, field

from extract.executives.pasts import Pasts, read_pasts
from extract.executives.scene import Scene
from extract.words import name_key

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
    paragraphs: dict[str, list[int]]  # of an organisation, in order, as often as a line names it
    genre: str  # "list" of news about several organisations, or "story"
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
        frozenset(counts) - {spot.name for spot in spots if spot.part not in _GONE and not is_past(pasts, spot)},
        {name: [scene.paragraphs[line] for line in lines] for name, lines in named.items()},
        "list" if scene.document.is_list else "story",
        names,
    )


def is_past(pasts: Pasts, spot: Spot) -> bool:
    """Whether a mention tells where somebody worked before."""
    return (spot.line, spot.at) in pasts.spots


def _part(scene: Scene, number: int, at: int) -> str:
    symbols = scene.lines[number].symbols
    cursor = at - 1
    while cursor >= 0 and symbols[cursor].kind in _SKIPPED and at - cursor < 5:
        cursor -= 1
    if cursor < 0:
        return "start"
    return _PARTS.get(symbols[cursor].kind, "other")
