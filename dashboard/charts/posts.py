"""What is told of posts, in words: their titles and what they cover; which are empty, and which two people hold."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

import pandas as pd

from dashboard.charts import words
from dashboard.charts.frames import frame, records

VACANT_FOR = 3  # years for which a post left is shown as such
_OLD_NEWS = timedelta(days=365)
_TO_BE_FILLED = frozenset(
    {"chief_executive", "managing_director", "president", "chair", "chief_officer", "head", "director"}
)
ALONE = frozenset({"chief_executive", "managing_director", "chair", "president"})  # posts that only one can hold


def post(row: Mapping[str, Any]) -> str:
    """The title in the article's words, else the function."""
    return words.sentence(str(row["role"])) if row["role"] else words.function(row["function"])


def scope(row: Mapping[str, Any]) -> str:
    """What a post covers, in a few words: its countries, else its region; empty where untold."""
    return words.countries(row["countries"], most=2) if len(row["countries"]) else (row["region"] or "")


def vacancies(
    tenures: pd.DataFrame, held: pd.DataFrame, day: str, countries: Collection[str] = frozenset()
) -> pd.DataFrame:
    """The leading posts left in the years before `day` of which no later holder is told, at companies that have others.

    One row each; its `countries` are those left without. Where some `countries` alone are shown, none of others is
    among them.
    """
    rows = []
    staffed = set(held["organisation"])
    then = date.fromisoformat(day)
    since = then - timedelta(days=365 * VACANT_FOR)
    lately = {
        iso for iso in set(tenures["end"]) if iso and since <= words.day(iso) and words.day(iso, last=True) < then
    }
    left_lately = [
        end in lately and basis != "former" and function in _TO_BE_FILLED and organisation in staffed
        for end, basis, function, organisation in zip(
            *(tenures[c].tolist() for c in ("end", "end_basis", "function", "organisation")), strict=True
        )
    ]
    posts: dict[tuple[str, str], list[dict[str, Any]]] = {}
    candidates = tenures[pd.Series(left_lately, index=tenures.index, dtype=bool)]
    for row in records(held[held["organisation"].isin(set(candidates["organisation"]))]):
        posts.setdefault((row["organisation"], row["function"]), []).append(row)
    for row in records(candidates):
        others = posts.get((row["organisation"], row["function"]), [])
        covered = {country for c in others for country in c["countries"]}
        if row["countries"]:
            left = [c for c in row["countries"] if c not in covered]
            shown = not countries or not set(countries).isdisjoint(left)
            if left and shown and not any(not c["countries"] and not c["region"] for c in others):
                rows.append({**row, "countries": left})
        elif not others and row["successor_id"] is None:
            rows.append(row)
    return frame(rows, tenures.columns)


def long_untold(held: pd.DataFrame, day: str) -> set[str]:
    """The posts (fact ids) that count as held on `day` only because no end is told: the last news of them is more than
    a year older."""
    since = date.fromisoformat(day) - _OLD_NEWS
    columns = (held[name].tolist() for name in ("fact_id", "start", "seen_to", "end"))
    posts = [(fact, start, seen) for fact, start, seen, end in zip(*columns, strict=True) if not end]
    # of very many posts the dates are few: each is read once
    news = {iso for _, *told in posts for iso in told if iso}
    lately = {iso for iso in news if words.day(iso, last=True) >= since}
    return {fact for fact, start, seen in posts if start not in lately and seen not in lately}


def last_told(row: Mapping[str, Any]) -> str:
    """When a post was last told of as held, in words."""
    seen = row["seen_to"]
    if not seen:
        return "last told on a day untold"
    # of an article of which the year alone is known this is the last day
    return f"last told {words.when(seen[:4] if seen.endswith('-12-31') else seen[:7])}"


class Holder(NamedTuple):
    """Somebody told to hold a post."""

    fact: str
    person: str


def contested(held: pd.DataFrame) -> list[list[Holder]]:
    """The holders of each post that several people are told to hold in one country on one day, and only one can."""
    columns = ("fact_id", "person", "organisation", "function", "shared", "countries", "region")
    by_post: dict[tuple[str, str], list[tuple[Holder, Any, Any]]] = {}
    for fact, person, organisation, function, shared, *where in zip(*(held[c].tolist() for c in columns), strict=True):
        if organisation and function in ALONE and not shared:
            by_post.setdefault((organisation, function), []).append((Holder(fact, person), *where))
    found: dict[tuple[Holder, ...], None] = {}  # those of several countries are found in each
    for told in by_post.values():
        if len(told) < 2:
            continue
        by_country: dict[str, list[Holder]] = {}
        for holder, countries, region in told:
            for country in countries if len(countries) else [] if region else [""]:
                by_country.setdefault(country, []).append(holder)
        for holders in by_country.values():
            if len({holder.person for holder in holders}) > 1:
                found[tuple(holders)] = None
    return [list(holders) for holders in found]


def overlapping(held: pd.DataFrame) -> dict[str, str]:
    """Fact id -> another person told to hold the same post in the same country on the same day."""
    found: dict[str, str] = {}
    for holders in contested(held):
        for fact, person in holders:
            found.setdefault(fact, next(other.person for other in holders if other.person != person))
    return found
