"""When two names mean one person or one organisation, across articles.

Deterministic and explainable, as a reader would do it: no score, no threshold.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache, lru_cache

from extract.languages import available, load


@cache
def _idle(kind: str) -> frozenset[str]:
    """The words of a kind that do not tell who a name is, in all languages: an article has names of any."""
    return frozenset(word for code in available() for word in load(code).words("identity").get(kind, ()))


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """Lower case, no accents, letters and digits only, single spaces ("L’Oréal" -> "l oreal")."""
    plain = unicodedata.normalize("NFKD", text)
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    return re.sub(r"[^\w]+|_", " ", plain).strip()


@lru_cache(maxsize=65_536)
def organisation_key(name: str) -> str:
    """What two names of one organisation share: the folded name less its legal form."""
    words = [w for w in fold(name).split() if w not in _idle("organisations")]
    return " ".join(words) or fold(name)


@lru_cache(maxsize=65_536)
def _first_and_last(name: str) -> tuple[str, str]:
    words = [w for w in fold(name).split() if w not in _idle("honorifics")]
    full = [w for w in words if w not in _idle("particles")] or words or [fold(name) or name]
    return (full[0] if len(full) > 1 else "", full[-1])


def cluster_people(names: Iterable[str]) -> dict[str, str]:
    """Each name -> the one name of its person, over a whole collection.

    Names join when equal but for middle names, initials, accents and particles. An initial joins only
    where a single person fits it; a surname alone joins nobody (within its own article it already did).
    """
    counts = Counter(names)
    by_last: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for name in counts:
        first, last = _first_and_last(name)
        by_last[last][first].append(name)
    known: dict[str, str] = {}
    for firsts in by_last.values():
        for first in [f for f in firsts if len(f) == 1]:
            fits = [f for f in firsts if len(f) > 1 and f.startswith(first)]
            if len(fits) == 1:
                firsts[fits[0]] += firsts.pop(first)
        for same in firsts.values():
            # the form told most often, the fuller one among equals
            best = max(same, key=lambda n: (counts[n], len(n), n))
            known.update(dict.fromkeys(same, best))
    return known


def organisation_names(names: Iterable[str]) -> dict[str, str]:
    """Each organisation's name -> its most usual spelling over a whole collection."""
    counts = Counter(names)
    by_key: dict[str, list[str]] = defaultdict(list)
    for name in counts:
        by_key[organisation_key(name)].append(name)
    return {n: max(same, key=lambda s: (counts[s], -len(s), s)) for same in by_key.values() for n in same}
