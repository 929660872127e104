"""Claims about offices -> sites: one place of one organisation through time."""

import hashlib
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import partial

import pandas as pd

from extract.facts.identity import fold, organisation_key, organisation_names
from extract.facts.rows import Row, dated, day_told, frame, in_order
from extract.facts.versions import Versions, grown

_Key = tuple[str, str | None]
_LIFE = {"considered": 0, "planned": 1, "open": 2, "closed": 3}

COLUMNS = [
    "fact_id", "organisation", "kind", "city", "country", "status", "date", "serves", "states", "conflict",
    "claim_ids",
]  # fmt: skip


def build_sites(offices: pd.DataFrame, names: Mapping[str, str] | None = None) -> pd.DataFrame:
    """Sites (COLUMNS) from the offices table (one row a claim).

    `states` is the site's life in the order of the articles: {status, date, published, claim_id} each;
    `status` and `date` are those of the last. A place told to be further back in its life than an earlier
    article had it (open, then planned) is a conflict: both states stay.
    """
    units = _units(in_order(offices), names)
    return frame([site for key, claims in units for site in _sites(key, claims)], COLUMNS)


def site_versions(offices: pd.DataFrame, names: Mapping[str, str], days: Sequence[str]) -> Versions:
    """The sites on each of the days by what was known then."""
    units = _units(dated(in_order(offices)), names)
    return Versions.of([v for key, claims in units for v in grown(claims, days, partial(_sites, key))], COLUMNS)


def _units(rows: list[Row], names: Mapping[str, str] | None) -> list[tuple[_Key, list[Row]]]:
    """Claims that can be of one site: of one city; of a whole country where some of them tell no city."""
    organisations = names or organisation_names([r["organisation"] for r in rows if r["organisation"]])
    countries: dict[_Key, list[Row]] = defaultdict(list)
    for row in rows:
        row["organisation"] = organisations.get(row["organisation"])
        countries[organisation_key(row["organisation"] or ""), row["country"]].append(row)
    units: list[tuple[_Key, list[Row]]] = []
    for key, claims in countries.items():
        cities = _by_city(claims)
        units += [(key, claims)] if "" in cities else [(key, told) for told in cities.values()]
    return units


def _by_city(claims: list[Row]) -> dict[str, list[Row]]:
    cities: dict[str, list[Row]] = defaultdict(list)
    for row in claims:
        cities[fold(row["city"] or "")].append(row)
    return cities


def _sites(key: _Key, claims: list[Row]) -> list[Row]:
    organisation, country = key
    cities = _by_city(claims)
    _absorb_untold_city(cities)
    return [_site((organisation, country or "", city), told) for city, told in cities.items()]


def _absorb_untold_city(cities: dict[str, list[Row]]) -> None:
    """A claim of the country alone joins a city told of no earlier, unless the city was less far in its life."""
    untold = cities.pop("", None)
    if untold is None:
        return
    told = [(day_told(claim), city, _LIFE[claim["status"]]) for city, claims in cities.items() for claim in claims]
    as_far = {life: sorted((day, city) for day, city, reached in told if reached >= life) for life in _LIFE.values()}
    left = []
    for row in untold:
        later = as_far[_LIFE[row["status"]]]
        first = bisect_left(later, (day_told(row), ""))
        if first < len(later):
            cities[later[first][1]].append(row)
        else:
            left.append(row)
    if left:
        cities[""] = left


def _site(key: tuple[str, str, str], claims: list[Row]) -> Row:
    claims = sorted(claims, key=lambda r: (day_told(r), _LIFE[r["status"]]))
    last = claims[-1]
    lives = [_LIFE[r["status"]] for r in claims]
    back = next((i for i in range(1, len(lives)) if lives[i] < lives[i - 1]), None)
    kinds = [r["kind"] for r in claims]
    return {
        "fact_id": "s" + hashlib.sha256(repr(key).encode()).hexdigest()[:12],
        "organisation": last["organisation"],
        # "office" is also said of a place whose kind another article tells better
        "kind": next((k for k in reversed(kinds) if k not in {"office", "other"}), kinds[-1]),
        "city": next((r["city"] for r in reversed(claims) if r["city"]), None),
        "country": last["country"],
        "status": last["status"],
        "date": next((r["date"] for r in reversed(claims) if r["date"] and r["status"] == last["status"]), None),
        "serves": sorted({c for r in claims for c in r["serves"]}),
        "states": [{k: r[k] for k in ("status", "date", "published", "claim_id")} for r in claims],
        "conflict": f"{claims[back - 1]['status']}, then {claims[back]['status']}" if back else None,
        "claim_ids": [r["claim_id"] for r in claims],
    }
