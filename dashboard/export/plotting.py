"""Where things stand in a picture: the axes of a chart, from values to pixels, and their ticks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from math import ceil
from typing import Any

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MOST_TICKS = 9
_DAY = 86_400_000  # milliseconds: the unit in which a bar on an axis of dates is long


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis: the values at its ends, the pixels where these stand, and what is written along it."""

    first: float
    last: float
    start: float
    end: float
    options: Mapping[str, Any]

    @property
    def dated(self) -> bool:
        """Whether its values are days."""
        return self.options.get("type") == "date"

    @property
    def scale(self) -> float:
        """Pixels a unit."""
        return (self.end - self.start) / ((self.last - self.first) or 1)

    def at(self, value: Any) -> float:
        """The pixel of a value."""
        return self.start + (self._number(value) - self.first) * self.scale

    def share(self, part: float) -> float:
        """The pixel at a share of the axis."""
        return self.start + part * (self.end - self.start)

    def reach(self, value: Any, length: float) -> float:
        """The pixel so far beyond a value."""
        return self.at(value) + (length / _DAY if self.dated else length) * self.scale

    def _number(self, value: Any) -> float:
        return float(_days(value)) if isinstance(value, str) else float(value)

    def ticks(self) -> list[tuple[float, str]]:
        """Pixels and words of the ticks, as far as any are shown."""
        if self.options.get("visible") is False or self.options.get("showticklabels") is False:
            return []
        if "tickvals" in self.options:
            return [(self.at(v), t) for v, t in zip(self.options["tickvals"], self.options["ticktext"], strict=True)]
        if not self.dated:
            return []
        first, last = date.fromordinal(ceil(self.first)), date.fromordinal(int(self.last))
        by_month = "%b" in self.options["tickformat"]
        months = max(_step((last - first).days / 30.4), 1 if by_month else 12)
        told = []
        at = date(first.year, 1, 1)
        while at <= last:
            if at >= first:
                word = f"{_MONTHS[at.month - 1]} {at.year}" if by_month else str(at.year)
                told.append((self.at(float(at.toordinal())), word))
            at = date(at.year + (at.month - 1 + months) // 12, (at.month - 1 + months) % 12 + 1, 1)
        return told


@lru_cache(maxsize=65_536)
def _days(iso: str) -> int:
    return date.fromisoformat(iso[:10]).toordinal()


def _step(months: float) -> int:
    """Months from one tick to the next, so that there are not too many."""
    steps = (1, 2, 3, 6, *(12 * years for years in (1, 2, 5, 10, 20, 50)))
    return next((step for step in steps if months / step <= _MOST_TICKS), 1200)


@dataclass(frozen=True, slots=True)
class Plot:
    """One pair of axes."""

    x: Axis
    y: Axis

    @property
    def frame(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom, in pixels."""
        return self.x.start, self.y.end, self.x.end, self.y.start


def plots(layout: Mapping[str, Any]) -> dict[str, Plot]:
    """The pairs of axes of a layout by the name of their x axis (`x`, `x2`, ...)."""
    margin = layout["margin"]
    left, top = float(margin["l"]), float(margin["t"])
    wide, tall = layout["width"] - left - margin["r"], layout["height"] - top - margin["b"]
    found = {}
    for name, told in layout.items():
        if not name.startswith("xaxis"):
            continue
        number = name.removeprefix("xaxis")
        other = layout[f"yaxis{number}"]
        x0, x1 = (left + share * wide for share in told.get("domain", (0.0, 1.0)))
        y0, y1 = (top + tall - share * tall for share in other.get("domain", (0.0, 1.0)))
        x, y = _axis(told, x0, x1), _axis(other, y0, y1)
        found[f"x{number}"] = _true_to_scale(x, y) if "scaleanchor" in told else Plot(x, y)
    return found


def _axis(options: Mapping[str, Any], start: float, end: float) -> Axis:
    first, last = (float(_days(v)) if isinstance(v, str) else float(v) for v in options["range"])
    return Axis(first, last, start, end, options)


def _true_to_scale(x: Axis, y: Axis) -> Plot:
    """A map: a unit is as long across as up; the axis with room to spare shows more, or takes less room."""
    scale = min(abs(x.scale), abs(y.scale))

    def fitted(axis: Axis) -> Axis:
        middle, half = (axis.first + axis.last) / 2, abs(axis.end - axis.start) / scale / 2
        if axis.options.get("constrain") == "range":
            return Axis(middle - half, middle + half, axis.start, axis.end, axis.options)
        centre, room = (axis.start + axis.end) / 2, (axis.last - axis.first) * scale / 2
        sign = 1 if axis.end > axis.start else -1
        return Axis(axis.first, axis.last, centre - sign * room, centre + sign * room, axis.options)

    return Plot(fitted(x), fitted(y))
