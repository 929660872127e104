"""Names -> mentions: every person, organisation and place under one name through the article."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from functools import cache

from extract.firstnames import first_names
from extract.gazetteer import gazetteer
from extract.languages import Language
from extract.mentions import Mention
from extract.names import Name, NamesRead
from extract.organisations import fold_affiliate
from extract.places import place_mentions, unknown_places
from extract.words import name_key


@cache
def _pronouns(language: Language) -> re.Pattern[str] | None:
    words = language.words("names").get("pronouns", {})
    entries = {*words.get("male", ()), *words.get("female", ()), *words.get("strong", ())}
    if not entries:
        return None
    pattern = "|".join(re.escape(e).replace("'", "['’]") for e in sorted(entries, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{pattern})(?![\w])", re.IGNORECASE)


@cache
def _aliases(language: Language) -> re.Pattern[str]:
    words = language.words("names")["aliases"]
    definite = "|".join(re.escape(e).replace("'", "['’]") for e in words["definite"])
    nouns = "|".join(re.escape(e) for e in sorted(words["nouns"], key=len, reverse=True))
    never = "|".join(re.escape(e).replace("'", "['’]") for e in words["not_before"])
    return re.compile(rf"(?<!\w)(?:{definite})\s?(?:{nouns})(?!\w)(?! (?:{never})\b)", re.IGNORECASE)


def resolve(
    text: str, language: Language, read: NamesRead, title: str | None, publisher: str | None
) -> tuple[list[Mention], str | None]:
    """The article's mentions in order, and the organisation it is mainly about."""
    names = read.names
    people = _people([n for n in names if n.kind == "person"])
    organisations = [fold_affiliate(n, language) for n in names if n.kind == "organisation"]
    topic = _topic(text, organisations, title, publisher)
    spans = [(name.start, name.end, name.kind) for name in names]
    mentions = [*people, *organisations]
    mentions += place_mentions(text, language, gazetteer(language.code), read.words, read.hits, spans)
    mentions += unknown_places(text, language, read.words, spans, read.hits)
    mentions += _anaphors(text, language, people)
    mentions += _alias_mentions(text, language, organisations, topic)
    return sorted(mentions, key=lambda m: (m.start, m.end)), topic


def _people(names: Sequence[Name]) -> list[Mention]:
    """Surname alone takes the full name."""
    full: dict[str, str] = {}
    for name in names:
        parts = name.text.split()
        if len(parts) > 1:
            for size in range(1, len(parts)):
                full.setdefault(name_key(" ".join(parts[size:])), name.text)
    return [
        Mention(n.start, n.end, "person", full.get(name_key(n.text), n.text), "part" if name_key(n.text) in full else "name")
        for n in names
    ]


def _topic(text: str, organisations: Sequence[Mention], title: str | None, publisher: str | None) -> str | None:
    counts: Counter[str] = Counter()
    heading = name_key(title or "")
    for mention in organisations:
        counts[mention.name] += 2 if mention.start < 400 else 1
    for name in counts:
        if f" {name_key(name)} " in f" {heading} ":
            counts[name] += 3
        if publisher and name_key(name) == name_key(publisher):
            counts[name] = 0
    best = counts.most_common(1)
    return best[0][0] if best and best[0][1] > 0 else None


def _gender(name: str) -> str:
    return first_names().get(name_key(name).partition(" ")[0], "")


def _anaphors(text: str, language: Language, people: Sequence[Mention]) -> list[Mention]:
    pattern = _pronouns(language)
    if pattern is None or not people:
        return []
    words = language.words("names")["pronouns"]
    male, female = {name_key(w) for w in words["male"]}, {name_key(w) for w in words["female"]}
    impersonal = tuple(words["impersonal"])
    starts = [m.start for m in people]
    found = []
    for match in pattern.finditer(text):
        key = name_key(match[0])
        wanted = "male" if key in male else "female" if key in female else ""
        if impersonal and text[match.end() + 1 :].startswith(impersonal):
            continue
        for index in range(bisect_right(starts, match.start()) - 1, -1, -1):
            person = people[index]
            if match.start() - person.end > 600:
                break
            gender = _gender(person.name)
            if not wanted or not gender or gender == wanted:
                found.append(Mention(match.start(), match.end(), "person", person.name, "pronoun"))
                break
    return found


def _alias_mentions(text: str, language: Language, organisations: Sequence[Mention], topic: str | None) -> list[Mention]:
    if topic is None:
        return []
    taken = {p for m in organisations for p in range(m.start, m.end)}
    return [
        Mention(m.start(), m.end(), "organisation", topic, "alias")
        for m in _aliases(language).finditer(text)
        if m.start() not in taken and m.end() not in taken
    ]
