"""Organisations: an affiliate folded into its parent and its countries, a name cut to its usual short form."""

from functools import cache

from extract.gazetteer import gazetteer
from extract.languages import Language
from extract.mentions import Mention
from extract.names import Name
from extract.words import name_key, split_words


@cache
def _generic(language: Language) -> tuple[frozenset[str], frozenset[str]]:
    words = language.words("names")
    return frozenset(name_key(w) for w in words["organisation"]["generic"]), frozenset(name_key(w) for w in words["organisation"]["legal_forms"])


def fold_affiliate(name: Name, language: Language) -> Mention:
    """The mention of an organisation: "Google France" is Google with FR, "Alibaba Group" is Alibaba."""
    generic, legal = _generic(language)
    words = split_words(name.text)
    book = gazetteer(language.code)
    countries: tuple[str, ...] = ()
    region: str | None = None
    changed = True
    while changed and len(words) > 1:
        changed = False
        if words[-1].key in generic or words[-1].key in legal:
            words, changed = words[:-1], True
            continue
        if words[0].key in generic:
            words, changed = words[1:], True
            continue
        for size in (3, 2, 1):
            if len(words) <= size or countries or region:
                continue
            part = name.text[words[-size].start : words[-1].end]
            places = [p for p in book.lookup(part) if p.kind != "city" and not p.adjective]
            if places:
                countries = places[0].countries
                region = part if places[0].kind == "region" else None
                words, changed = words[:-size], True
                break
    short = name.text[words[0].start : words[-1].end]
    return Mention(name.start, name.end, "organisation", short, "name", countries, region)
