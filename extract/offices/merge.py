"""Rows of one article -> one row a place, with what the sentences tell best."""

from dataclasses import replace

from extract.claims import Office

# Rules that find a country without a place noun: "s'implante en France".
_VAGUE = frozenset({"settle", "open_alone"})
# Rules that point at a place told more exactly elsewhere: "le bureau portugais".
_POINTING = frozenset({"noun_adjective", "compound"})
_RANK = {"closed": 3, "open": 2, "planned": 1, "considered": 0}


def merge(rows: list[Office]) -> list[Office]:
    """One row for each organisation and place; a country alone gives way to a city of it that is the same place."""
    places: dict[tuple[str | None, str | None, str | None], Office] = {}
    for row in rows:
        key = (row.organisation, row.country, row.city)
        places[key] = _best(places[key], row) if key in places else row
    merged = list(places.values())
    kept = [row for row in merged if row.city or not _absorbed(row, merged)]
    return sorted(kept, key=lambda row: row.start_char)


def _best(first: Office, second: Office) -> Office:
    """The row that tells more, completed by the other."""
    tells = [(row.date is not None, _RANK[row.status] != 2, row.confidence) for row in (first, second)]
    best, other = (second, first) if tells[1] > tells[0] else (first, second)
    kind = "headquarters" if "headquarters" in (first.kind, second.kind) else best.kind
    return replace(best, kind=kind, date=best.date or other.date, serves=best.serves or other.serves)


def _absorbed(row: Office, rows: list[Office]) -> bool:
    """Whether a city of the country is the same place told more exactly."""
    return any(
        other.city
        and other.organisation == row.organisation
        and other.country == row.country
        and (row.rule in _VAGUE or (other.kind == row.kind and (other.status == row.status or row.rule in _POINTING)))
        for other in rows
    )
