"""Outlines cut to a frame: what of a polygon or a line lies within a rectangle."""

from collections.abc import Callable, Sequence
from itertools import pairwise

Point = tuple[float, float]
Frame = tuple[float, float, float, float]  # left, top, right, bottom


def inside(points: Sequence[Point], frame: Frame) -> bool:
    """Whether every point lies within the frame."""
    left, top, right, bottom = frame
    return all(left <= x <= right and top <= y <= bottom for x, y in points)


def ring(points: Sequence[Point], frame: Frame) -> list[Point]:
    """The part of a polygon within the frame (Sutherland and Hodgman); empty where there is none."""
    if inside(points, frame):
        return list(points)
    left, top, right, bottom = frame
    edges: tuple[tuple[Callable[[Point], bool], int, float], ...] = (
        (lambda p: p[0] >= left, 0, left),
        (lambda p: p[0] <= right, 0, right),
        (lambda p: p[1] >= top, 1, top),
        (lambda p: p[1] <= bottom, 1, bottom),
    )
    kept = list(points)
    for within, axis, limit in edges:
        if not kept:
            return []
        before, kept_before = kept, kept[-1]
        kept = []
        for point in before:
            if within(point) != within(kept_before):
                kept.append(_crossing(kept_before, point, axis, limit))
            if within(point):
                kept.append(point)
            kept_before = point
    return kept if len(kept) > 2 else []


def line(points: Sequence[Point], frame: Frame) -> list[list[Point]]:
    """The parts of a line within the frame."""
    if inside(points, frame):
        return [list(points)]
    parts: list[list[Point]] = []
    for start, end in pairwise(points):
        cut = _segment(start, end, frame)
        if cut is None:
            continue
        if parts and parts[-1][-1] == cut[0]:
            parts[-1].append(cut[1])
        else:
            parts.append(list(cut))
    return parts


def _crossing(a: Point, b: Point, axis: int, limit: float) -> Point:
    share = (limit - a[axis]) / (b[axis] - a[axis])
    other = a[1 - axis] + share * (b[1 - axis] - a[1 - axis])
    return (limit, other) if axis == 0 else (other, limit)


def _segment(a: Point, b: Point, frame: Frame) -> tuple[Point, Point] | None:
    """The part of a segment within the frame (Liang and Barsky), or None."""
    left, top, right, bottom = frame
    dx, dy = b[0] - a[0], b[1] - a[1]
    first, last = 0.0, 1.0
    for step, room in ((-dx, a[0] - left), (dx, right - a[0]), (-dy, a[1] - top), (dy, bottom - a[1])):
        if step == 0:
            if room < 0:
                return None
            continue
        share = room / step
        if step < 0:
            first = max(first, share)
        else:
            last = min(last, share)
    if first > last:
        return None
    start = a if first == 0 else (a[0] + first * dx, a[1] + first * dy)
    return start, b if last == 1 else (a[0] + last * dx, a[1] + last * dy)
