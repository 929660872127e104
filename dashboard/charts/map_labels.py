"""The names on a map: beside their pins where there is room, else a little off with a line to them; most told first."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from dashboard.charts import style
from dashboard.charts.pins import Place
from dashboard.charts.placing import Point, Stroke, crosses
from dashboard.charts.style import Box, Look, plain, shorten

MOST_LABELS = 60
LEADER = "leader"  # the name of the traces that lead from pins to their label: they end where the label begins
_LONGEST = 30  # letters of a label
_LETTER, _TALL = 0.56, 1.2  # of the size of the letters: what one takes across, and up
_GAP = 4.5  # pixels from pins to their label
_RINGS, _WAYS = (24, 38, 54, 72, 94), 20  # pixels from the pins to a label that stands off; directions tried

Boxes = np.ndarray[Any, Any]


@dataclass(slots=True)
class Labels:
    """The labels of one map. `frame`: its ends; `scale`: map units a pixel; `pin`: pixels a pin; `reach`:
    pixels that a label may stand off; `taken`: ground that is not free."""

    look: Look
    frame: Box
    scale: float
    pin: float
    letters: float = 12.5
    reach: float = _RINGS[-1]
    taken: list[Box] = field(default_factory=list)
    notes: list[dict[str, Any]] = field(default_factory=list)
    lines: list[dict[str, Any]] = field(default_factory=list)
    _led: list[Stroke] = field(default_factory=list)
    _texts: list[Box] = field(default_factory=list)

    def write(self, places: Sequence[Place], *, several: bool) -> None:
        """Labels, those of the places most is told of first; for what finds no room pointing tells. `several`: there is
        more than one company."""
        half = self.pin / 2 * self.scale
        self.taken += [(p.x - half, p.y - half, p.x + half, p.y + half) for place in places for p in place.pins]
        waiting = []
        for place in sorted(places, key=lambda p: (-len(p.pins), p.tinted, -p.pins[0].y))[: 2 * MOST_LABELS]:
            if not any(self._beside(place, text) for text in _texts(place, several=several)):
                waiting.append(place)
        for place in waiting:
            self._off(place, _texts(place, several=several)[-1])

    def _beside(self, place: Place, text: str) -> bool:
        """Writes the label at its pins, if there is room on one of their sides."""
        wide, tall = self._size(text)
        left, low, right, high = place.box((self.pin / 2 + _GAP) * self.scale)
        x, y, up = (left + right) / 2, (low + high) / 2, tall / 2
        # the nearer the label is to where reading begins, the better
        spots: list[tuple[float, float, str]] = [
            (right, y, "left"), (left, y, "right"), (x, high + up, "center"), (x, low - up, "center"),
            (right, high, "left"), (right, low, "left"), (left, high, "right"), (left, low, "right"),
        ]  # fmt: skip
        free = self._free([_box(spot, wide, tall) for spot in spots])
        if not len(free):
            return False
        self._write(place, text, spots[free[0]])
        return True

    def _off(self, place: Place, text: str) -> None:
        """Writes the label away from its pins, with a line to them."""
        wide, tall = self._size(text)
        first = place.pins[0]
        spots: list[tuple[float, float, str]] = []
        for ring in (ring for ring in _RINGS if ring <= self.reach):
            for i in range(_WAYS):
                way = 2 * math.pi * i / _WAYS
                x, y = first.x + math.cos(way) * ring * self.scale, first.y + math.sin(way) * ring * self.scale
                spots.append((x, y, "left" if math.cos(way) >= 0 else "right"))
        for number in self._free([_box(spot, wide, tall) for spot in spots]):
            x, y, _ = spots[number]
            line = (first.x, first.y), (x, y)
            if not any(crosses(line, box) for box in self._texts) and not any(
                _meet(line, other) for other in self._led
            ):
                self._led.append(line)
                self.lines.append(
                    {"type": "scatter", "mode": "lines", "name": LEADER, "x": [first.x, x], "y": [first.y, y],
                     "line": {"color": self.look.muted, "width": 0.8}}
                )  # fmt: skip
                self._write(place, text, spots[number])
                return

    def _write(self, place: Place, text: str, spot: tuple[float, float, str]) -> None:
        x, y, side = spot
        box = _box(spot, *self._size(text))
        self.taken.append(box)
        self._texts.append(box)
        told = f"<i>{plain(text)}</i>" if place.tinted else plain(text)
        self.notes.append(
            style.label(told, x, y, self.look, xanchor=side, bgcolor=style.tint(self.look.paper, 0.6), borderpad=0,
                        font={"size": self.letters, "color": self.look.ink, "family": style.SANS})
        )  # fmt: skip

    def _size(self, text: str) -> tuple[float, float]:
        return len(text) * self.letters * _LETTER * self.scale, self.letters * _TALL * self.scale

    def _free(self, boxes: list[Box]) -> list[int]:
        """The numbers of the boxes that lie within the frame and on nothing."""
        if len(self.notes) >= MOST_LABELS:
            return []
        some, taken = np.array(boxes), np.array(self.taken).reshape(-1, 4)
        x0, y0, x1, y1 = self.frame
        within = (some[:, 0] >= x0) & (some[:, 1] >= y0) & (some[:, 2] <= x1) & (some[:, 3] <= y1)
        # leaders may pass under a label no more than pins may
        across = (some[:, None, 0] < taken[None, :, 2]) & (taken[None, :, 0] < some[:, None, 2])
        up = (some[:, None, 1] < taken[None, :, 3]) & (taken[None, :, 1] < some[:, None, 3])
        free: list[int] = np.flatnonzero(within & ~(across & up).any(axis=1)).tolist()
        return [i for i in free if not any(crosses(line, boxes[i]) for line in self._led)]


def _texts(place: Place, *, several: bool) -> list[str]:
    """What a label may say, the fullest first."""
    company = place.pins[0].row["organisation"]
    if len(place.pins) > 1:
        return [f"{place.name} ({len(place.pins)})"]
    full = shorten(f"{company}, {place.name}", _LONGEST)
    return [full, shorten(place.name, _LONGEST)] if several and company else [shorten(place.name, _LONGEST)]


def _box(spot: tuple[float, float, str], wide: float, tall: float) -> Box:
    x, y, side = spot
    left = x - {"left": 0.0, "center": wide / 2, "right": wide}[side]
    return left, y - tall / 2, left + wide, y + tall / 2


def _meet(a: Stroke, b: Stroke) -> bool:
    """Whether two lines cross."""

    def side(line: Stroke, at: Point) -> float:
        (x0, y0), (x1, y1) = line
        return (x1 - x0) * (at[1] - y0) - (y1 - y0) * (at[0] - x0)

    return side(a, b[0]) * side(a, b[1]) < 0 and side(b, a[0]) * side(b, a[1]) < 0
