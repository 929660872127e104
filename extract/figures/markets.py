"""Markets and countries as subjects: "le commerce en ligne en Chine" is "China e-commerce"."""

from collections.abc import Iterator
from functools import cache

from babel import Locale

from extract.figures.cues import Cue, sectors
from extract.figures.scene import Scene
from extract.figures.sectors import told_of_the_world

_REACH = 8.0  # words between a market and the country it is of


def market_of(scene: Scene) -> Iterator[tuple[str, Cue, str]]:
    """What kind of subject ("market", "country"), where it is told, and its English name."""
    countries = [m for m in scene.mentions if m.kind == "country" and len(m.countries) == 1]
    for cue in _markets(scene):
        near = [(scene.between((cue.first, cue.last), scene.span(m.start, m.end)), m.countries[0]) for m in countries]
        close = min(near, default=(_REACH, ""))
        only = len({m.countries[0] for m in countries}) == 1
        code = close[1] if close[0] < _REACH or only else _told_before(scene)
        if code is None or cue.value in told_of_the_world():
            yield "market", cue, cue.value
        else:
            yield "market of a country", cue, f"{_country(code)} {cue.value}"
    for mention in countries:
        first, last = scene.span(mention.start, mention.end)
        yield f"country {mention.via}", Cue(first, last, "", "", False), _country(mention.countries[0])


def _markets(scene: Scene) -> Iterator[Cue]:
    """The sectors told as markets: by a word of their own, or beside a head ("the market for", "industry")."""
    alone, heads = scene.cues_of("markets"), scene.cues_of("heads")
    yield from alone
    if not heads:
        return
    told = {cue.value for cue in alone}
    ends = {kind: {cue.last for cue in heads if cue.value == kind} for kind in ("nouns", "adjectives")}
    starts = {cue.first for cue in heads if cue.value == "behind"}
    for cue in sectors(scene.document.language).find(scene.words):
        led = not ends[cue.group].isdisjoint((cue.first - 1, cue.first - 2))  # "the market for small satellites"
        if cue.value not in told and (led or (cue.group == "nouns" and cue.last + 1 in starts)):
            yield cue


def _told_before(scene: Scene) -> str | None:
    """The country that the paragraph named last, before the sentence."""
    start = scene.document.text.rfind("\n", 0, scene.sentence.start) + 1
    named = [
        m.countries[0]
        for m in scene.document.mentions
        if m.kind == "country" and len(m.countries) == 1 and start <= m.start < scene.sentence.start
    ]
    return named[-1] if named else None


@cache
def _country(code: str) -> str:
    short = {"US": "US", "GB": "UK"}
    return short.get(code) or Locale("en").territories.get(code, code)
