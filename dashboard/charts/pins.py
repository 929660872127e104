"""Pins on a map: where several would lie on each other they are fanned out, so that each can be seen and clicked."""

import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Any

from dashboard.charts import style, words
from dashboard.charts.style import Box, plain, shorten

MOST_FANNED = 14  # pins in one place; of more, those of one status share a mark
_GAP = 2.5  # pixels between two pins
_RINGS = 14  # how far from its place a pin may be moved, in pins
_MOST_NAMED = 8


@dataclass(slots=True)
class Pin:
    """One site with its place on the map."""

    row: dict[str, Any]
    x: float
    y: float
    tinted: bool = False  # of a country, no city told
    hover: str = ""

    @property
    def name(self) -> str:
        """The city, or the country where no city is told."""
        return self.row["city"] or words.country(self.row["country"]) or "a place untold"


@dataclass(frozen=True, slots=True)
class Place:
    """A city, or a country, with its pins."""

    name: str
    pins: list[Pin]

    @property
    def tinted(self) -> bool:
        """Whether it is a whole country."""
        return self.pins[0].tinted

    def box(self, margin: float) -> Box:
        """The ground that its pins take."""
        xs, ys = [p.x for p in self.pins], [p.y for p in self.pins]
        return min(xs) - margin, min(ys) - margin, max(xs) + margin, max(ys) + margin


def spread(pins: list[Pin], scale: float, size: float) -> list[Place]:
    """The places, and each pin moved to the nearest free ground. `scale`: map units a pixel; `size`: pixels a pin."""
    found: dict[tuple[str, float, float], list[Pin]] = defaultdict(list)
    for pin in pins:
        pin.hover = _hover(pin.row)
        found[pin.name, pin.x, pin.y].append(pin)
    places = [Place(name, together) for (name, _, _), together in found.items()]
    ground = _Ground((size + _GAP) * scale)
    marks = [(place, i, mark) for place in places for i, mark in enumerate(_marks(place))]
    # what stands for a place first, then the others of its heap; cities have an exact place, countries have room
    for place, _, mark in sorted(marks, key=lambda m: (m[0].tinted, m[1])):
        at = ground.free(place, mark[0])
        for pin in mark:
            pin.x, pin.y = at
    return places


def _marks(place: Place) -> list[list[Pin]]:
    """What gets a mark of its own: each pin, or in a crowded place all of one status."""
    if len(place.pins) <= MOST_FANNED:
        return [[pin] for pin in place.pins]
    by_status: dict[str, list[Pin]] = defaultdict(list)
    for pin in place.pins:
        by_status[pin.row["status"]].append(pin)
    for status, together in by_status.items():
        if len(together) > 1:
            names = list(dict.fromkeys(shorten(p.row["organisation"] or "company untold", 40) for p in together))
            more = f"<br>and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
            told = "<br>".join(map(plain, names[:_MOST_NAMED]))
            title = f"{place.name}: {len(together)} {style.OFFICES[status].word}"
            for pin in together:
                pin.hover = f"<b>{plain(title)}</b><br>{told}{more}"
    return list(by_status.values())


class _Ground:
    """What of a map is taken by pins."""

    def __init__(self, step: float) -> None:
        self._step = step
        self._taken: dict[tuple[int, int], list[tuple[float, float]]] = defaultdict(list)
        self._offsets: dict[int, Iterator[tuple[float, float]]] = {}

    def free(self, place: Place, pin: Pin) -> tuple[float, float]:
        """The ground nearest to a pin's own that no other has; taken from now on."""
        first = self._offsets.get(id(place))
        if first is None:
            around = [(pin.x + dx * self._step, pin.y + dy * self._step) for dx, dy in _lattice()]
            first = self._offsets[id(place)] = iter(around)
        for x, y in first:  # what was taken before for this place is still taken
            if self._is_free(x, y):
                self._taken[self._cell(x, y)].append((x, y))
                return x, y
        return pin.x, pin.y

    def _cell(self, x: float, y: float) -> tuple[int, int]:
        return math.floor(x / self._step), math.floor(y / self._step)

    def _is_free(self, x: float, y: float) -> bool:
        across, up = self._cell(x, y)
        near = (self._taken.get((across + i, up + j), ()) for i, j in product((-1, 0, 1), repeat=2))
        return all(math.dist((x, y), other) >= self._step * 0.98 for others in near for other in others)


@lru_cache(maxsize=1)
def _lattice() -> list[tuple[float, float]]:
    """Places for pins about a middle, the nearest first: as closely as circles can lie."""
    reach = range(-_RINGS, _RINGS + 1)
    points = [(i + j / 2, j * math.sqrt(3) / 2) for i, j in product(reach, repeat=2)]
    return sorted((p for p in points if math.hypot(*p) <= _RINGS), key=lambda p: (round(math.hypot(*p), 6), p))


def _hover(row: dict[str, Any]) -> str:
    where = ", ".join(filter(None, (row["city"], words.country(row["country"]))))
    lines = [f"<b>{plain(shorten(row['organisation'] or 'Company untold', 60))}</b>",
             plain(f"{words.sentence(words.kind(row['kind']))}, {style.OFFICES[row['status']].word}"),
             plain(shorten(where, 60))]  # fmt: skip
    if row["date"]:
        lines.append(words.when(row["date"]))
    if len(row["serves"]):
        lines.append("serves " + plain(words.countries(row["serves"], most=6)))
    if row["conflict"]:
        lines.append("sources disagree: " + plain(row["conflict"]))
    return "<br>".join(lines)
