"""Organisations through an article: affiliates folded into their parent, one spelling a name, the topic, aliases."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from extract.languages import Language, load
from extract.mentions import Mention
from extract.names import Name
from extract.names.focus import Focus
from extract.names.lexicon import NameLexicon, Phrases, name_lexicon
from extract.places.gazetteer import Gazetteer, gazetteer
from extract.words import Word, fold, inflections, name_key, phrase_keys, split_words

_USUAL = 5  # times as often as the full name: a short name that is the usual one
_LONG = 3  # ... where the full name adds several words to it, a legal form among them
_OWN = 2  # ... where it only lacks the common noun in front
_TOWN = 1000  # people: a place a branch is named after
_LEAD = 40  # characters before a description that tell whether it is owned
_APOSTROPHE = "['’]"
DOMAINS = frozenset("com fr be nl net org eu io ai co tv ch ca de uk".split())


@dataclass(frozen=True, slots=True)
class Affiliate:
    """A name taken apart: "Google France" is Google with FR."""

    name: str
    countries: tuple[str, ...] = ()
    region: str | None = None


def take_apart(text: str, language: Language) -> Affiliate:
    """The usual short name of the organisation named `text`, and the countries or region its name holds."""
    lexicon, book = name_lexicon(language), gazetteer(language.code)
    words = split_words(text)
    while len(words) > 1 and words[0].key in lexicon.articles - lexicon.kept_articles:
        words = words[1:]
    countries: tuple[str, ...] = ()
    region: str | None = None
    changed = True
    while changed and len(words) > 1:
        changed = False
        if words[-1].key in lexicon.generic or words[-1].key in lexicon.legal:
            words, changed = words[:-1], True
        elif words[0].key in lexicon.generic and not words[1].text.islower() and words[1].key not in lexicon.everyday:
            words, changed = words[1:], True
        elif not countries and not region and (found := _territory(text, words, book, lexicon)):
            size, countries, region = found
            words, changed = words[:-size], True
    end = len(text) if words[-1].end == split_words(text)[-1].end else words[-1].end
    return Affiliate(text[words[0].start : end], countries, region)


def _territory(
    text: str, words: Sequence[Word], book: Gazetteer, lexicon: NameLexicon
) -> tuple[int, tuple[str, ...], str | None] | None:
    """How many of the last words are a country or region the rest of the name belongs to, and which."""
    for size in range(min(4, len(words) - 1), 0, -1):
        part = text[words[-size].start : words[-1].end]
        before = words[-size - 1]
        if before.key in lexicon.of or before.text.islower() or "(" in text[before.end : words[-size].start]:
            continue
        if all(word.key in lexicon.org_words or len(word.key) < 2 for word in words[:-size]):
            continue  # "Air France", "Radio Canada"
        own = _own_names().get(name_key(part))
        if own:
            return size, (own,), None
        for place in book.lookup(part):
            if place.adjective or place.kind == "city" or place.exact not in (None, part):
                continue
            return size, place.countries, part if place.kind == "region" else None
    return None


@cache
def _own_names() -> dict[str, str]:
    """What countries call themselves: affiliates bear such names in any language ("Prada Italia")."""
    own = load("en").words("gazetteer").get("own_names", {})
    return {name_key(name): code for name, code in own.items()}


def organisation_mentions(
    text: str, language: Language, names: Sequence[Name], publisher: str | None
) -> tuple[list[Mention], set[str]]:
    """Mentions of organisations in order, and the names of those that only bring the news or are events."""
    mentions = []
    for name in names:
        if name.kind == "organisation" and not _is_rubric(text, name, name_lexicon(language)):
            parts = take_apart(name.text, language)
            mentions.append(
                Mention(name.start, name.end, "organisation", parts.name, "name", parts.countries, parts.region)
            )
    usual = _spellings(mentions, text, language)
    mentions = [replace(m, name=usual[name_key(m.name)]) for m in mentions]
    return mentions, _sources(text, language, mentions, publisher)


def _is_rubric(text: str, name: Name, lexicon: NameLexicon) -> bool:
    """ "Chaises musicales : ...", "Conserves de poisson : Y ...": everyday words that open a headline and announce what
    follows, told nowhere else."""
    words = split_words(name.text)
    opens = text[text.rfind("\n", 0, name.start) + 1 : name.start].strip() == ""
    announces = text[name.end : name.end + 2].strip().startswith(":")
    if not (opens and announces and len(words) > 1) or text.count(name.text) > 2:
        return False
    small = all(word.text.islower() for word in words[1:])
    return small and all(word.key in lexicon.everyday or word.key in lexicon.of for word in words)


def _spellings(mentions: Sequence[Mention], text: str, language: Language) -> dict[str, str]:
    """Folded name -> the spelling used: the most frequent one that is not all capitals; an acronym in brackets
    after the full name is that name's other spelling. The full name stands for what cuts it short, unless the article
    all but drops it."""
    counts: dict[str, Counter[str]] = {}
    for mention in mentions:
        counts.setdefault(name_key(mention.name), Counter())[mention.name] += 1
    usual = {key: max(forms, key=lambda form: (not form.isupper(), forms[form])) for key, forms in counts.items()}
    articles = name_lexicon(language).articles
    for one, two in pairwise(mentions):
        gap = text[one.end : two.start]
        opened = gap.startswith(" (") and (gap == " (" or fold(gap[2:].rstrip(" '’")) in articles)
        bracketed = opened and text[two.end : two.end + 1] == ")"
        if bracketed and _acronym(two.name, one.name):
            keys = [name_key(one.name), name_key(two.name)]
            chosen = max(keys, key=lambda key: counts[key].total())
            usual[keys[0]] = usual[keys[1]] = usual[chosen]
    written = {name_key(m.name): len(name_key(text[m.start : m.end]).split()) for m in reversed(mentions)}
    for key, full in _cut_short(mentions, text, language).items():
        added = written[full] - len(key.split())
        times = _OWN if full.endswith(f" {key}") else _LONG if added > 1 else _USUAL
        if counts[key].total() >= times * counts[full].total():
            usual[full] = usual[key]
        else:
            usual[key] = usual[full]
    return usual


def _cut_short(mentions: Sequence[Mention], text: str, language: Language) -> dict[str, str]:
    """Folded name -> the folded full name that it cuts short: "Halden" after "Halden Marine Systems", "Rivenord"
    beside "Tuiles Brivane".

    What comes first of a name is short for it only once the full name is told, the headline aside; what a common noun
    stands before is so everywhere. Where two firms end or begin alike, the first of them is meant. What ends like a
    division or a product line ("Halden Cloud"), a site ("Halden.com") or a town ("Halden Lyon") is no full name.
    """
    lexicon, book = name_lexicon(language), gazetteer(language.code)
    headline = text.find("\n")
    first: dict[str, int] = {}
    for mention in mentions:
        place = mention.start if mention.start > headline else len(text)
        first[name_key(mention.name)] = min(place, first.get(name_key(mention.name), place))
    ordered = sorted(first, key=lambda key: first[key])
    found: dict[str, str] = {}
    for full in ordered:
        words = full.split()
        for size in range(1, len(words)):
            start, end = " ".join(words[:size]), " ".join(words[-size:])
            part = words[-1] in lexicon.divisions | DOMAINS or _is_place(" ".join(words[size:]), book)
            named = not part and (size == 1 or words[size - 1] == "s")  # "Brody's"
            if start in first and first[full] < first[start] and named:
                found.setdefault(start, full)
            if end in first and _opens_with_noun(words[: len(words) - size], lexicon):
                found.setdefault(end, full)
    return {short: full for short, full in found.items() if full not in found}


def _is_place(key: str, book: Gazetteer) -> bool:
    return any(place.kind != "city" or place.population > _TOWN for place in book.by_key(key))


def _opens_with_noun(words: Sequence[str], lexicon: NameLexicon) -> bool:
    """ "Papiers", "Mutuelle", "Ateliers de": what a firm is, before its own name."""
    return words[0] in lexicon.nouns and all(word in lexicon.everyday or word in lexicon.of for word in words)


def _acronym(short: str, full: str) -> bool:
    """ "BCG" of "Boston Consulting Group"."""
    initials = "".join(word.key[0] for word in split_words(full))
    capitals = "".join(word.key[0] for word in split_words(full) if word.text[0].isupper())
    return short.isupper() and len(short) > 1 and fold(short) in {initials, capitals}


@cache
def _source_phrases(language: Language) -> Phrases:
    entries = language.words("names")["organisation"]["sources"]
    return Phrases(((phrase, 1.0) for phrase in phrase_keys(entries)), backwards=True)


def _sources(text: str, language: Language, mentions: Sequence[Mention], publisher: str | None) -> set[str]:
    """Names of the media the article quotes, of the one that prints it, and of events."""
    phrases = _source_phrases(language)
    told: Counter[str] = Counter()
    total = Counter(mention.name for mention in mentions)
    for mention in mentions:
        before = split_words(text[max(0, mention.start - 40) : mention.start])
        told[mention.name] += bool(phrases.match(before, len(before))[0])
    named = {name for name, count in told.items() if count and 2 * count >= total[name]}
    if publisher:
        named |= {name for name in total if name_key(name) == name_key(publisher)}
    return named | {name for name in total if _is_event(name, language)}


@cache
def _event_words(language: Language) -> frozenset[str]:
    return frozenset(name_key(word) for word in language.words("firms").get("events", {}).get("words", ()))


def _is_event(name: str, language: Language) -> bool:
    """ "Salon de X", "X Summit": a fair, a prize, a day."""
    words = name_key(name).split()
    return len(words) > 1 and not _event_words(language).isdisjoint({words[0], words[-1]})


@cache
def _alias_pattern(language: Language) -> re.Pattern[str]:
    words = language.words("names")["aliases"]

    def alternatives(entries: Sequence[str]) -> str:
        forms = {form for entry in entries for form in inflections(entry)}
        ordered = sorted(forms, key=len, reverse=True)
        return "|".join(re.escape(form).replace("'", _APOSTROPHE) for form in ordered)

    complements = words.get("complements") or ["\0"]
    return re.compile(
        rf"(?<!\w)(?:{alternatives(words['definite'])})(?:(?<={_APOSTROPHE})|\s)(?P<first>[\w-]+ )??"
        rf"(?P<noun>{alternatives(words['nouns'])})(?!\w)(?P<tail>(?: [\w-]+)?)"
        rf"(?: (?:{alternatives(complements)})(?!\w))?",
        re.IGNORECASE,
    )


def alias_mentions(text: str, language: Language, mentions: Sequence[Mention], focus: Focus) -> list[Mention]:
    """ "le groupe", "le géant chinois", "the retailer": the organisation they stand for."""
    book = gazetteer(language.code)
    never = tuple(language.words("names")["aliases"]["not_before"])
    starts = [mention.start for mention in mentions]
    found = []
    for match in _alias_pattern(language).finditer(text):
        first = (match["first"] or "").strip()
        if first and not _describes(first, book, language):
            continue
        end = match.end("noun")
        tail = match["tail"].strip()
        if tail and book.is_adjective(fold(tail)):
            end = match.end("tail")
        if match.end() > match.end("tail"):
            end = match.end()
        after = text[end : end + 20].replace("’", "'").lstrip(" ")
        if after.startswith(tuple(word if word.endswith("'") else word + " " for word in never)) and end != match.end():
            continue
        if end == match.end("noun") and after.startswith(tuple(w if w.endswith("'") else w + " " for w in never)):
            continue
        index = bisect_right(starts, match.start())
        if index < len(mentions) and mentions[index].start <= end + 1:
            continue  # "le groupe Corvalis" is a name
        if index and mentions[index - 1].end > match.start():
            continue
        ranked = [known.name for known in focus.at(match.start())]
        if _owned(text, match.start(), language):
            owners = _named_before(text, match.start(), mentions[:index])
            ranked = [name for name in ranked if name not in owners]
        if ranked:
            found.append(Mention(match.start(), end, "organisation", ranked[0], "alias"))
    return found


@cache
def _shares(language: Language) -> Phrases:
    words = language.words("names")["aliases"].get("owned", ())
    return Phrases(((phrase, 1.0) for phrase in phrase_keys(words)), backwards=True)


def _owned(text: str, position: int, language: Language) -> bool:
    """ "X paid 80 million for 30 per cent of the company": what is bought or held is not who buys."""
    lead = text[max(0, position - _LEAD) : position]
    if lead.rstrip().endswith("%"):  # "30 % du groupe"
        return True
    words = split_words(lead)
    while words and words[-1].key in name_lexicon(language).of | {"in"}:
        words.pop()
    return bool(words) and (
        _shares(language).match(words, len(words))[0] > 0 or lead[words[-1].end :].lstrip().startswith("%")
    )


def _named_before(text: str, position: int, mentions: Sequence[Mention]) -> set[str]:
    """The organisations that the sentence names before `position`."""
    start = max(text.rfind(mark, 0, position) for mark in (". ", "\n", "? ", "! ", "; "))
    return {mention.name for mention in mentions if mention.start > start}


def _describes(word: str, book: Gazetteer, language: Language) -> bool:
    """An adjective that may stand between article and noun: "the Chinese giant", "le jeune groupe"."""
    key = fold(word)
    return book.is_adjective(key) or key in {fold(w) for w in language.words("names")["aliases"].get("adjectives", ())}
