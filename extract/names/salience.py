"""How much one mention of an organisation says that the text is about it."""

import re
from collections.abc import Sequence
from functools import cache

from extract.languages import Language
from extract.mentions import Mention
from extract.names.lexicon import NameLexicon, Phrases, name_lexicon
from extract.words import Word, fold, phrase_keys, split_words

_BEFORE = 60  # characters before a name that may tell its part
_NEAR = 5  # words back to a word for the past: "l'ancien directeur financier de X"
_LED, _ACTS, _OPENS = 1.0, 0.5, 0.25  # its head is named; subject of what companies do; starts its sentence
_ASIDE = 0.25  # of a mention that is a source, an investor, a former employer
_HEAD_END = re.compile(r"\**(?:\s?[:.—–|]\**\s|\s-\s|\s{2,}|\s*\n)")


@cache
def _aside(language: Language) -> Phrases:
    phrases = language.words("names")["organisation"]["aside"]
    return Phrases(((phrase, 1.0) for phrase in phrase_keys(phrases)), backwards=True)


@cache
def _former(language: Language) -> frozenset[str]:
    words = language.words("names")["organisation"]["former"]
    return frozenset(" ".join(phrase) for phrase in phrase_keys(words))


def weights(text: str, language: Language, mentions: Sequence[Mention], sources: set[str]) -> list[float]:
    """For each mention 1 and more where the text speaks of it, much less where it is named in passing."""
    lexicon = name_lexicon(language)
    return [0.0 if mention.name in sources else _weight(text, mention, language, lexicon) for mention in mentions]


def _weight(text: str, mention: Mention, language: Language, lexicon: NameLexicon) -> float:
    line = max(text.rfind("\n", 0, mention.start) + 1, mention.start - _BEFORE)
    before = split_words(text[line : mention.start])
    if _aside(language).match(before, len(before))[0] or _is_past(text[line : mention.start], before, language):
        return _ASIDE
    weight = 1.0 if before and not re.search(r"[.!?»”]\s+(?:\w+['’ ])?$", text[line : mention.start]) else 1.0 + _OPENS
    at = len(before)
    while at and (before[at - 1].key in lexicon.articles or before[at - 1].key in lexicon.of):
        at -= 1
    if at < len(before) and lexicon.posts_of.match(before, at)[0]:
        weight += _LED
    after = re.match(r"\s+(\w+)(?:\s+(\w+))?", text[mention.end : mention.end + _BEFORE])
    verbs = lexicon.subject["organisation"]
    if after and any(word and fold(word) in verbs for word in after.groups()):
        weight += _ACTS
    return weight


def _is_past(lead: str, before: Sequence[Word], language: Language) -> bool:
    """A word for the past stands before the post held there: "l'ancien patron de X", "until now head of X"."""
    clause = max((lead.rfind(mark) for mark in ".;:!?»”"), default=-1)
    former = _former(language)
    return any(word.key in former for word in before[-_NEAR:] if word.start > clause)


def ends_head(text: str, position: int) -> bool:
    """What ends at `position` heads its line or its paragraph: "FIRM. ...", "Firm : ..."."""
    return _HEAD_END.match(text, position) is not None
