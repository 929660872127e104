"""Where the labels of a panel's points stand: on no mark, on no other label, and off the lines where they can."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from dashboard.charts import points, style, words
from dashboard.charts.style import LETTER, Box, Look

ARROW = 0.155  # share of a panel's height that an arrow for "more than" or "up to" is long
_TALL, _CLEAR, _LIFT = 17.0, 8.0, 19.0  # pixels: a label, from a mark to its label, from one row of labels to the next
_MARK = 7.0  # pixels from a mark's middle to its edge
_ON_A_LINE = 7  # how many places further down the list a place on a line stands
_SLACK = 6.0  # pixels that a label may reach over the edge

Row = dict[str, Any]
Point = tuple[float, float]
Stroke = tuple[Point, Point]


@dataclass(frozen=True, slots=True)
class Ground:
    """The ground of a panel: its ends in time and value, and how many pixels it is wide and tall."""

    days: tuple[str, str]
    values: tuple[float, float]
    wide: float
    tall: float

    def at(self, day: str, value: float) -> Point:
        """Pixels from the left and from the top."""
        first, last = (words.day(end).toordinal() for end in self.days)
        low, high = self.values
        across = (words.day(day).toordinal() - first) / max(last - first, 1)
        return across * self.wide, (high - value) / ((high - low) or 1) * self.tall

    def value(self, down: float) -> float:
        """The value so many pixels from the top."""
        low, high = self.values
        return high - down / self.tall * (high - low)


def labels(
    group: Sequence[Row], lines: Sequence[dict[str, Any]], ground: Ground, look: Look
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """A label a point, the newest first, and lines (traces without axes) that lead to those that stand further off.

    Where no place is free, pointing at the mark tells. `lines` are the traces that the labels should not stand in.
    """
    newest = sorted(group, key=lambda r: (r["date"] or "", r["value"]), reverse=True)
    spots = [(row, points.at(row) or ground.days[1]) for row in newest]
    strokes = list(_strokes(lines, ground))
    taken = [box for row, day in spots for box in _marks(row, ground.at(day, row["value"]), ground)]
    drawn: list[dict[str, Any]] = []
    leaders: list[dict[str, Any]] = []
    for row, day in spots:
        x, y = ground.at(day, row["value"])
        box = _best(x, y, points.label_length(row) * LETTER, taken, strokes, ground)
        if box is None:
            continue
        taken.append(box)
        left, top, _, bottom = box
        if bottom < y - _LIFT:
            strokes.append(((x, y), (x, bottom)))
            leaders.append(
                {"type": "scatter", "mode": "lines", "x": [day, day], "y": [row["value"], ground.value(bottom)],
                 "line": {"color": look.muted, "width": 0.8}}
            )  # fmt: skip
        drawn.append(
            style.label(points.label(row, look), day, row["value"], look, yanchor="middle", xshift=left - x,
                        yshift=y - (top + bottom) / 2, bgcolor=style.tint(look.paper, 0.9), borderpad=0,
                        font={"size": 12.5, "color": look.ink, "family": style.SANS})
        )  # fmt: skip
    return drawn, leaders


def _best(
    x: float, y: float, long: float, taken: Sequence[Box], strokes: Sequence[Stroke], ground: Ground
) -> Box | None:
    """The first place for a label that is free and on no line; one on a line before one far off."""
    found: list[tuple[int, Box]] = []
    for rank, box in enumerate(_places(x, y, long)):
        if not _within(box, ground) or any(style.meet(box, other) for other in taken):
            continue
        led = ((x, y - _MARK), (x, box[3])) if box[3] < y - _LIFT else None
        through = sum(crosses(stroke, box) for stroke in strokes) + sum(crosses(led, o) for o in taken if led)
        found.append((rank + _ON_A_LINE * through, box))
    return min(found)[1] if found else None


def _marks(row: Row, at: Point, ground: Ground) -> Iterator[Box]:
    """The room of a mark, and of the arrow at it that says "more than" or "up to"."""
    x, y = at
    yield x - _MARK, y - _MARK, x + _MARK, y + _MARK
    if row["bound"] in {"min", "max"}:
        tip = y - ARROW * ground.tall * (1 if row["bound"] == "min" else -1)
        yield x - 5, min(y, tip), x + 5, max(y, tip)


def _places(x: float, y: float, long: float) -> Iterator[Box]:
    """Places for a label, the best first: above its mark, beside it, under it; then higher up."""

    def box(left: float, top: float) -> Box:
        return left, top, left + long, top + _TALL

    about, before, after = x - long / 2, x - long + _MARK, x - _MARK
    above, beside, under = y - _CLEAR - _TALL, y - _TALL / 2, y + _CLEAR + 2
    yield from (box(left, above) for left in (about, after, before))
    yield from (box(left, beside) for left in (x + _CLEAR + 2, x - _CLEAR - 2 - long))
    yield from (box(left, under) for left in (x + 3, x - 3 - long, about))
    for rise in (1, 2, 3):
        yield from (box(left, above - rise * _LIFT) for left in (about, after, before))


def _within(box: Box, ground: Ground) -> bool:
    return (
        box[0] >= -_SLACK
        and box[1] >= -_SLACK
        and box[2] <= ground.wide + _SLACK
        and box[3] <= ground.tall + _SLACK / 2
    )


def _strokes(lines: Sequence[dict[str, Any]], ground: Ground) -> Iterator[Stroke]:
    for line in lines:
        ends = [ground.at(day, value) for day, value in zip(line["x"], line["y"], strict=True)]
        yield from pairwise(ends)


def crosses(stroke: Stroke, box: Box) -> bool:
    """Whether a straight line runs through a box: it is cut to the box from side to side, then up and down."""
    (x0, y0), (x1, y1) = stroke
    first, last = 0.0, 1.0
    for start, way, low, high in ((x0, x1 - x0, box[0], box[2]), (y0, y1 - y0, box[1], box[3])):
        if not way:
            if not low < start < high:
                return False
            continue
        near, far = sorted(((low - start) / way, (high - start) / way))
        first, last = max(first, near), min(last, far)
    return first < last
