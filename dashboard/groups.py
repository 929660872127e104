"""Which brands and units belong to which company, as far as the articles themselves show it.

Three signs count, none from memory: the unit's name is made from the company's (Alibaba.com), one person holds a
post in both by one article (head of the company in a country and of its payment brand), or a sentence names
both with a word of ownership between them ("Tmall, une plateforme d'Alibaba").
"""

import re
from collections import Counter, defaultdict

import pandas as pd

_HELD = frozenset({"incoming", "current"})
_OWNED = (
    r"(?:filiales?|marques?|enseignes?|plateformes?|plate-formes?|services?|branches?|divisions?|sites?|entités?|"
    r"subsidiar(?:y|ies)|brands?|units?|platforms?|arms?|divisions?|owned by|part of|propriété|appartient|"
    r"dochter\w*|merk|onderdeel|platform)"
)

# names looked for in every text while there are few texts; beyond that, those with rows in the article alone
_OFTEN = 300
_FEW = 500


def parents(
    executives: pd.DataFrame, figures: pd.DataFrame, offices: pd.DataFrame, articles: pd.DataFrame
) -> dict[str, str]:
    """Unit -> the company it belongs to. A company that is nobody's unit is not a key."""
    weight = Counter([o for o in (*executives["organisation"], *offices["organisation"], *figures["subject"]) if o])
    named = _named_in(executives, figures, offices)
    signs: dict[str, Counter[str]] = defaultdict(Counter)
    for unit, company in (*_by_post(executives), *_by_name(weight), *_by_sentence(named, weight, articles)):
        if weight[company] > weight[unit]:
            signs[unit][company] += 1
    direct = {unit: max(found, key=lambda c: (found[c], weight[c])) for unit, found in signs.items()}
    return {unit: _top(unit, direct) for unit in direct}


def _top(unit: str, direct: dict[str, str]) -> str:
    # weights only grow on the way up, so that this ends
    while unit in direct:
        unit = direct[unit]
    return unit


def _by_post(executives: pd.DataFrame) -> list[tuple[str, str]]:
    posts: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for article, person, organisation, status, function in zip(
        executives["article_id"], executives["person"], executives["organisation"], executives["status"],
        executives["function"], strict=True,
    ):  # fmt: skip
        # a board seat is held beside a post, often at another firm
        if organisation and status in _HELD and function != "board_member":
            posts[article, person, status].add(organisation)
    return [(a, b) for held in posts.values() if len(held) == 2 for a in held for b in held if a != b]


def _by_name(weight: Counter[str]) -> list[tuple[str, str]]:
    by_first: dict[str, list[str]] = defaultdict(list)
    for name in weight:
        by_first[re.split(r"[\s.\-]", name)[0].casefold()].append(name)
    return [
        (name, first)
        for names in by_first.values()
        for first in names
        for name in names
        if name != first and len(first) > 2 and re.match(rf"{re.escape(first)}[\s.\-]", name, re.IGNORECASE)
    ]


def _named_in(*frames: pd.DataFrame) -> dict[str, set[str]]:
    named: dict[str, set[str]] = defaultdict(set)
    for frame in frames:
        column = "subject" if "subject" in frame else "organisation"
        for article, name in zip(frame["article_id"], frame[column], strict=True):
            if name and len(name) > 2:
                named[article].add(name)
    return named


def _by_sentence(named: dict[str, set[str]], weight: Counter[str], articles: pd.DataFrame) -> list[tuple[str, str]]:
    often = [name for name, _ in weight.most_common(_OFTEN) if len(name) > 2]
    found = []
    for article, text in zip(articles["article_id"], articles["text"], strict=True):
        here = named.get(article, set()) | ({n for n in often if n in text} if len(articles) <= _FEW else set())
        names = sorted(here, key=lambda n: (-weight[n], n))[:12]
        for i, company in enumerate(names):
            b = re.escape(company)
            for unit in names[i + 1 :]:
                a = re.escape(unit)
                if re.search(
                    rf"\b{a}\b[^.!?\n]{{1,20}}\b{_OWNED}\b[^.!?\n]{{1,16}}\b{b}\b"
                    rf"|\b{_OWNED}\b [^.!?,\n]{{0,20}}\b{a}\b[^.!?,\n]{{0,25}}(?:\bd[’']|\bde |\bof |\bvan ){b}\b"
                    rf"|\b{b}[’']s [^.!?,\n]{{0,20}}\b{_OWNED} {a}\b",
                    text,
                ):
                    found.append((unit, company))
    return found
