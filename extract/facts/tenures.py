"""Claims about executives -> tenures: one person's post through time."""

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

import pandas as pd

from extract.facts.identity import cluster_people, fold, organisation_key, organisation_names
from extract.facts.periods import compatible, earliest, latest, most_precise
from extract.facts.rows import LIVE, Row, dated, day_told, frame, in_order
from extract.facts.successions import link_successions, linked_versions
from extract.facts.titles import is_shared
from extract.facts.versions import Versions, grown

_Key = tuple[str, str, str]

COLUMNS = [
    "fact_id", "person", "organisation", "function", "role", "shared", "countries", "region", "status",
    "start", "start_basis", "end", "end_basis", "seen_from", "seen_to", "replaces", "replaced_by",
    "predecessor_id", "successor_id", "reports_to", "conflict", "claim_ids",
]  # fmt: skip


@dataclass(slots=True)
class _Post:
    """Claims about one post of one person, and what they say together, so that one more is checked at once."""

    rows: list[Row] = field(default_factory=list)
    articles: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    regions: set[str] = field(default_factory=set)
    last_start: str = ""  # the latest of the earliest days on which it was told to start
    first_end: str = "9999-12-31"
    last_news: str = ""  # the last day of publication that called it incoming, and the first that called it over
    first_past: str = "9999-12-31"

    @property
    def live(self) -> bool:
        return self.rows[-1]["status"] in LIVE

    def add(self, row: Row) -> None:
        self.rows.append(row)
        self.articles.add(row["article_id"])
        self.countries.update(row["countries"])
        if row["region"]:
            self.regions.add(fold(row["region"]))
        if row["start"]:
            self.last_start = max(self.last_start, earliest(row["start"]))
        if row["end"]:
            self.first_end = min(self.first_end, latest(row["end"]))
        if row["published"] and row["status"] == "incoming":
            self.last_news = max(self.last_news, earliest(row["published"]))
        if row["published"] and row["status"] not in LIVE:
            self.first_past = min(self.first_past, latest(row["published"]))


def build_tenures(
    executives: pd.DataFrame, names: Mapping[str, str] | None = None, people: Mapping[str, str] | None = None
) -> pd.DataFrame:
    """Tenures (COLUMNS) from the executives table (one row a claim).

    `start_basis` is "told" or "published" (the article that calls it incoming), `end_basis` "told",
    "published" (the article that calls it outgoing), "successor" (the successor's start) or "former" (an article
    calls it past: it ended then at the latest). A date without a basis is None: unknown. `shared` is true of a post
    held beside another by its nature: a deputy's, an interim's.
    """
    units = _units(in_order(executives), names, people or person_names(executives))
    tenures = [tenure for key, claims in units.items() for tenure in _tenures(key, claims)]
    link_successions(tenures)
    return frame(tenures, COLUMNS)


def tenure_versions(
    executives: pd.DataFrame, names: Mapping[str, str], people: Mapping[str, str], days: Sequence[str]
) -> Versions:
    """The tenures on each of the days by what was known then."""
    units = _units(dated(in_order(executives)), names, people)
    versions = [
        version._replace(place=(unit, version.place))
        for unit, (key, claims) in enumerate(units.items())
        for version in grown(claims, days, partial(_tenures, key))
    ]
    return Versions.of(linked_versions(versions), COLUMNS)


def person_names(executives: pd.DataFrame) -> dict[str, str]:
    """Each person as the claims spell the name -> the one name that all tenures of these claims use."""
    columns = (executives[name] for name in ("person", "replaces", "reports_to"))
    return cluster_people(name for column in columns for name in column if isinstance(name, str))


def _units(rows: list[Row], names: Mapping[str, str] | None, people: Mapping[str, str]) -> dict[_Key, list[Row]]:
    """Claims of one person, organisation and function."""
    organisations = names or organisation_names([r["organisation"] for r in rows if r["organisation"]])
    units: dict[_Key, list[Row]] = defaultdict(list)
    for row in rows:
        row["person"] = people[row["person"]]
        row["replaces"] = people.get(row["replaces"])
        row["reports_to"] = people.get(row["reports_to"])
        row["organisation"] = organisations.get(row["organisation"])
        units[row["person"], organisation_key(row["organisation"] or ""), row["function"]].append(row)
    return units


def _tenures(key: _Key, claims: list[Row]) -> list[Row]:
    posts = _split_into_posts(claims)
    tenures = [_tenure(key, post, alone=len(posts) == 1) for post in posts]
    _tell_apart(tenures)
    return tenures


def _split_into_posts(group: list[Row]) -> list[_Post]:
    """Rows of one person, organisation and function -> posts. Told scopes first: untold ones join them."""
    posts: list[_Post] = []
    for row in sorted(group, key=lambda r: not r["countries"]):
        fitting = [post for post in posts if _fits(row, post, alone=len(posts) == 1)]
        live = row["status"] in LIVE
        if fitting:
            min(fitting, key=lambda post: post.live != live).add(row)
        else:
            posts.append(_Post())
            posts[-1].add(row)
    for post in posts:
        post.rows.sort(key=day_told)
    return posts


def _fits(row: Row, post: _Post, *, alone: bool) -> bool:
    if row["article_id"] in post.articles:
        return False  # one article tells each post once: two rows are two posts
    if row["countries"]:
        if post.countries and post.countries.isdisjoint(row["countries"]):
            return False
    elif row["region"]:
        if post.regions and fold(row["region"]) not in post.regions:
            return False
    elif not alone:
        return False
    return _same_time(row, post)


def _same_time(row: Row, post: _Post) -> bool:
    """False where the dates told, or the order of the news, make two posts of it."""
    if row["end"] and latest(row["end"]) < post.last_start:
        return False
    if row["start"] and post.first_end < earliest(row["start"]):
        return False
    if not row["published"]:
        return True
    # who is appointed again after it was over holds it a second time
    if row["status"] == "incoming":
        return post.first_past >= earliest(row["published"])
    return row["status"] in LIVE or latest(row["published"]) >= post.last_news


def _tenure(key: _Key, post: _Post, *, alone: bool) -> Row:
    rows = post.rows
    last = rows[-1]
    role = next((r["role"] for r in reversed(rows) if r["role"]), None)
    start, start_basis = _start(rows)
    end, end_basis = _end(rows)
    if start_basis == "published" and start and end and latest(end) < earliest(start):
        start, start_basis = None, None
    countries = sorted(post.countries)
    # Where one person held the post more than once, the scope and the claims tell the tenures apart.
    scope = "" if alone else " ".join(countries) + (start or rows[0]["claim_id"])
    seen = [r["published"] for r in rows if r["published"] and r["status"] in LIVE]
    return {
        "fact_id": "t" + hashlib.sha256(repr((*(fold(k) for k in key), scope)).encode()).hexdigest()[:12],
        "person": last["person"],
        "organisation": last["organisation"],
        "function": last["function"],
        "role": role,
        "shared": is_shared(role) if role else False,
        "countries": countries,
        "region": next((r["region"] for r in reversed(rows) if r["region"]), None),
        "status": last["status"],
        "start": start,
        "start_basis": start_basis,
        "end": end,
        "end_basis": end_basis,
        "seen_from": min(map(earliest, seen), default=None),
        "seen_to": max(map(latest, seen), default=None),
        "replaces": next((r["replaces"] for r in rows if r["replaces"]), None),
        "replaced_by": None,
        "predecessor_id": None,
        "successor_id": None,
        "reports_to": next((r["reports_to"] for r in reversed(rows) if r["reports_to"]), None),
        "conflict": "; ".join(filter(None, (_conflict("start", rows), _conflict("end", rows)))) or None,
        "claim_ids": [r["claim_id"] for r in rows],
    }


def _tell_apart(tenures: list[Row]) -> None:
    """Posts that even scope and start do not tell apart are told apart by their first claim."""
    taken: set[str] = set()
    for tenure in tenures:
        if tenure["fact_id"] in taken:
            content = tenure["fact_id"] + tenure["claim_ids"][0]
            tenure["fact_id"] = "t" + hashlib.sha256(content.encode()).hexdigest()[:12]
        taken.add(tenure["fact_id"])


def _start(rows: list[Row]) -> tuple[str | None, str | None]:
    if told := [r["start"] for r in rows if r["start"]]:
        return most_precise(told), "told"
    if news := [r["published"] for r in rows if r["status"] == "incoming" and r["published"]]:
        return min(news, key=latest), "published"
    return None, None


def _end(rows: list[Row]) -> tuple[str | None, str | None]:
    if told := [r["end"] for r in rows if r["end"]]:
        return most_precise(told), "told"
    for status, basis in (("outgoing", "published"), ("former", "former")):
        if news := [r["published"] for r in rows if r["status"] == status and r["published"]]:
            return min(news, key=latest), basis
    return None, None


def _conflict(name: str, rows: list[Row]) -> str | None:
    """Dates told for one event that cannot both be true, or None."""
    told = sorted({r[name] for r in rows if r[name]})
    if len(told) < 2 or all(compatible(a, b) for a in told for b in told):
        return None
    return f"{name}: {' or '.join(told)}"
