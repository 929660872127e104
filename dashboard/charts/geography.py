"""Countries' outlines and cities' positions, projected by ourselves: Plotly's own maps fetch from outside.

Europe lies in a Lambert azimuthal equal-area projection centred on 52° N 10° E (EPSG 3035), the world in Equal Earth.
Outlines: Natural Earth by way of world-atlas; cities: GeoNames. See data/README.md.
"""

import csv
import json
import math
import re
import unicodedata
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

_DATA = Path(__file__).resolve().parent.parent / "data"
Point = tuple[float, float]
Ring = list[Point]
Packed = dict[str, str]  # numbers as plotly.js takes them packed: half the size of a list, and made once

# longitude and latitude that the European map shows
_EUROPE = (-11.5, 35.0, 33.5, 66.5)


@dataclass(frozen=True)
class Map:
    """Projected outlines: country code -> rings of (x, y) in thousand kilometres, and the frame to show."""

    name: str
    outlines: dict[str, list[Ring]]
    x: tuple[float, float]
    y: tuple[float, float]

    def project(self, longitude: float, latitude: float) -> Point:
        """A place on this map."""
        return _lambert(longitude, latitude) if self.name == "europe" else _equal_earth(longitude, latitude)


def _lambert(longitude: float, latitude: float, lon0: float = 10.0, lat0: float = 52.0) -> Point:
    lam, phi = math.radians(longitude - lon0), math.radians(latitude)
    phi0 = math.radians(lat0)
    k = math.sqrt(2 / max(1 + math.sin(phi0) * math.sin(phi) + math.cos(phi0) * math.cos(phi) * math.cos(lam), 1e-6))
    x = k * math.cos(phi) * math.sin(lam)
    y = k * (math.cos(phi0) * math.sin(phi) - math.sin(phi0) * math.cos(phi) * math.cos(lam))
    return 6.371 * x, 6.371 * y


def _equal_earth(longitude: float, latitude: float) -> Point:
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
    theta = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(latitude)))
    t2 = theta * theta
    t6 = t2 * t2 * t2
    x = 2 * math.sqrt(3) * math.radians(longitude) * math.cos(theta) / (
        3 * (9 * a4 * t6 * t2 + 7 * a3 * t6 + 3 * a2 * t2 + a1)
    )  # fmt: skip
    y = theta * (a4 * t6 * t2 + a3 * t6 + a2 * t2 + a1)
    return 6.371 * x, 6.371 * y


@lru_cache(maxsize=2)
def load(name: str) -> Map:
    """The map called `europe` or `world`."""
    outlines: dict[str, list[Ring]] = {}
    project = _lambert if name == "europe" else _equal_earth
    for feature in json.loads((_DATA / f"{name}.geojson").read_text(encoding="utf-8"))["features"]:
        code = feature["properties"]["iso"] or feature["properties"]["name"]
        for polygon in feature["geometry"]["coordinates"]:
            outlines.setdefault(code, []).extend([project(*p) for p in part] for part in _parts(polygon[0]))
    if name == "europe":
        west, south, east, north = _EUROPE
        # the west as far as it reaches in the south: Portugal lies further out than Ireland on this projection
        x = (_lambert(west, 38)[0], _lambert(east, 50)[0])
        y = (_lambert(10, south)[1], _lambert(10, north)[1])
    else:
        x = (_equal_earth(-172, 0)[0] * 0.98, _equal_earth(179, 0)[0])
        y = (_equal_earth(0, -56)[1], _equal_earth(0, 80)[1])
    return Map(name, outlines, x, y)


_FINEST = 0.4  # pixels by which a drawn outline may stray: less than the eye sees, and a tenth of what would be sent


@lru_cache(maxsize=64)
def lines(name: str, height: int, codes: tuple[str, ...] | None = None) -> tuple[Packed, Packed]:
    """Outlines as one line, lifted (NaN) between rings, for a map so many pixels high; of all countries by default.

    Rings that lie outside the frame are left out.
    """
    chart = load(name)
    finest = _FINEST * (chart.y[1] - chart.y[0]) / height
    points: list[Point] = []
    for code in chart.outlines if codes is None else codes:
        for ring in chart.outlines.get(code, ()):
            if _meets(ring, chart):
                points += [*simplified(ring, finest), (math.nan, math.nan)]
    drawn = np.array(points, dtype=np.float32).reshape(-1, 2)
    return _packed(drawn[:, 0]), _packed(drawn[:, 1])


def _packed(numbers: "np.ndarray[Any, Any]") -> Packed:
    return {"dtype": "f4", "bdata": b64encode(numbers.astype("<f4").tobytes()).decode()}


def _meets(ring: Ring, chart: Map) -> bool:
    x, y = [p[0] for p in ring], [p[1] for p in ring]
    return min(x) <= chart.x[1] and chart.x[0] <= max(x) and min(y) <= chart.y[1] and chart.y[0] <= max(y)


def simplified(points: Sequence[Point], finest: float) -> list[Point]:
    """A line, or a closed ring, with as few of its points as stray no further than `finest` (Douglas and Peucker)."""
    end = len(points) - 1
    spans = [(0, end)]
    if points[0] == points[end]:  # a ring: its furthest point parts it in two lines
        far = max(range(len(points)), key=lambda i: math.dist(points[i], points[0]))
        spans = [(0, far), (far, end)]
    keep = {0, end, spans[0][1]}
    while spans:
        first, last = spans.pop()
        (x0, y0), (x1, y1) = points[first], points[last]
        along, up, length = x1 - x0, y1 - y0, math.dist(points[first], points[last])
        strays = [abs(along * (y - y0) - up * (x - x0)) for x, y in points[first + 1 : last]]
        if strays and length and (most := max(strays)) > finest * length:
            middle = first + 1 + strays.index(most)
            keep.add(middle)
            spans += [(first, middle), (middle, last)]
    return [points[i] for i in sorted(keep)]


def _parts(ring: Ring) -> list[Ring]:
    """A ring cut where it jumps across the date line, so that no line crosses the map."""
    parts: list[Ring] = [[]]
    for point in ring:
        if parts[-1] and abs(point[0] - parts[-1][-1][0]) > 180:
            parts.append([])
        parts[-1].append(point)
    return [[*part, part[0]] for part in parts if len(part) > 2]


def fold(name: str) -> str:
    """A city's name for comparing: no case, accents or punctuation."""
    plain = unicodedata.normalize("NFKD", name.casefold().replace("ł", "l").replace("ø", "o").replace("ß", "ss"))
    return " ".join(re.sub(r"[^a-z0-9 ]", " ", plain.encode("ascii", "ignore").decode()).split())


@lru_cache(maxsize=1)
def _cities() -> dict[str, dict[str, Point]]:
    found: dict[str, dict[str, Point]] = {}
    with (_DATA / "cities.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            point = (float(row["longitude"]), float(row["latitude"]))
            found.setdefault(row["country"], {}).setdefault(fold(row["city"]), point)
    return found


@lru_cache(maxsize=4096)
def city(name: str, country: str) -> Point | None:
    """Longitude and latitude of a city by its English name, or None where GeoNames' larger places lack it."""
    places = _cities().get(country, {})
    wanted = fold(name)
    for form in (wanted, f"{wanted} city", wanted.removesuffix(" city")):
        if form in places:
            return places[form]
    # "Frankfurt" for "Frankfurt am Main": the shortest longer name
    longer = [full for full in places if full.startswith(f"{wanted} ")] if wanted else []
    return places[min(longer, key=len)] if longer else None


@lru_cache(maxsize=512)
def middle(code: str, name: str) -> Point | None:
    """Where a country's own label stands on a map, projected: the centroid of its largest part."""
    rings = load(name).outlines.get(code)
    if not rings:
        return None
    ring = max(rings, key=_area)
    cross = [(x0 * y1 - x1 * y0, x0 + x1, y0 + y1) for (x0, y0), (x1, y1) in pairwise(ring)]
    area = sum(c for c, _, _ in cross) / 2
    if abs(area) < 1e-9:
        return ring[0]
    return sum(c * x for c, x, _ in cross) / (6 * area), sum(c * y for c, _, y in cross) / (6 * area)


def _area(ring: Ring) -> float:
    return abs(sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairwise(ring)))


def in_europe(longitude: float, latitude: float) -> bool:
    """Whether a place lies within the European map."""
    x, y = _lambert(longitude, latitude)
    europe = load("europe")
    return europe.x[0] <= x <= europe.x[1] and europe.y[0] <= y <= europe.y[1]
