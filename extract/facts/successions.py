"""Who came after whom: tenures joined by what is told of predecessors."""

from collections import defaultdict
from collections.abc import Collection

from extract.facts.identity import organisation_key
from extract.facts.rows import LIVE, Row
from extract.facts.versions import Story, Version

_Holder = tuple[str, str]  # organisation and person


def link_successions(tenures: Collection[Row]) -> None:
    """Joins predecessor and successor both ways; a successor's start ends an open predecessor."""
    held: dict[_Holder, list[Row]] = defaultdict(list)
    for tenure in tenures:
        held[_holder(tenure, tenure["person"])].append(tenure)
    for tenure in tenures:
        if not tenure["replaces"]:
            continue
        before = held[_holder(tenure, tenure["replaces"])]
        scope = set(tenure["countries"])
        before = [t for t in before if not scope or not t["countries"] or scope & set(t["countries"])]
        if not before:
            continue
        predecessor = min(before, key=lambda t: (t["function"] != tenure["function"], t["status"] in LIVE))
        tenure["predecessor_id"] = predecessor["fact_id"]
        predecessor["replaced_by"] = predecessor["replaced_by"] or tenure["person"]
        predecessor["successor_id"] = predecessor["successor_id"] or tenure["fact_id"]
        if not predecessor["end"] and tenure["start"]:
            predecessor["end"], predecessor["end_basis"] = tenure["start"], "successor"


def linked_versions(versions: list[Version]) -> list[Version]:
    """Versions of tenures that nothing joins yet -> the same joined, each on every day to those known on it.

    A tenure is known otherwise from the day on which its successor is, though no claim of its own is new.
    """
    joined = _joined(versions)
    linked = [version for version, chain in zip(versions, joined, strict=True) if chain is None]
    chains: dict[_Holder, list[Version]] = defaultdict(list)
    for version, chain in zip(versions, joined, strict=True):
        if chain is not None:
            chains[chain].append(version)
    for members in chains.values():
        story = Story()
        days = {day for version in members for day in (version.known_from, version.known_until) if day}
        for day in sorted(days):
            known = {
                version.place: dict(version.fact)
                for version in members
                if version.known_from <= day and (version.known_until is None or day < version.known_until)
            }
            link_successions(known.values())
            story.tell(day, known)
        linked += story.versions()
    return sorted(linked, key=lambda version: (version.place, version.known_from))


def _joined(versions: list[Version]) -> list[_Holder | None]:
    """Of each version the chain of successions that it belongs to, by one of its holders; None for most."""
    first: dict[_Holder, _Holder] = {}

    def root(holder: _Holder) -> _Holder:
        while (above := first.setdefault(holder, holder)) != holder:
            first[holder] = first[above]
            holder = above
        return holder

    holders = [_holder(version.fact, version.fact["person"]) for version in versions]
    told = set(holders)
    for version, holder in zip(versions, holders, strict=True):
        before = version.fact["replaces"] and _holder(version.fact, version.fact["replaces"])
        if before in told:
            first[root(holder)] = root(before)
    return [root(holder) if holder in first else None for holder in holders]


def _holder(tenure: Row, person: str) -> _Holder:
    return organisation_key(tenure["organisation"] or ""), person
