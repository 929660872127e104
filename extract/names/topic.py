"""What an article is about: its main organisation, and in a list the one of each paragraph."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from functools import cache

from extract.languages import Language
from extract.mentions import Mention
from extract.names.lexicon import NameLexicon, Phrases, name_lexicon
from extract.words import fold, name_key, phrase_keys, split_words

_EARLY = 600  # characters: what the first paragraphs name counts double
_BEFORE = 60  # characters before a name that may tell its part
_TITLED, _LED, _ACTS = 4.0, 2.0, 0.5  # in the title; its head is named; subject of what companies do
_ASIDE = 0.25  # of a mention that is a source, an investor, a former employer
_HEADS = 3  # paragraphs headed by different names make a list
_HEAD_END = re.compile(r"\s?[:.—–|]\s|\s-\s|\s{2,}|\s*\n")


@cache
def _aside(language: Language) -> Phrases:
    phrases = language.words("names")["organisation"]["aside"]
    return Phrases(((phrase, 1.0) for phrase in phrase_keys(phrases)), backwards=True)


def find_topic(
    text: str, language: Language, mentions: Sequence[Mention], title: str | None, sources: set[str]
) -> str | None:
    """The organisation an article is mainly about: named often, early, in the title, led and acting, and not
    as a source or in passing."""
    heading = f" {name_key(title or '')} "
    lexicon = name_lexicon(language)
    scores: defaultdict[str, float] = defaultdict(float)
    for mention in mentions:
        if not _is_label(text, mention):
            scores[mention.name] += _weight(text, mention, language, lexicon)
    for name in scores:
        if f" {name_key(name)} " in heading:
            scores[name] += _TITLED
    for name in sources & scores.keys():
        scores[name] = 0.0
    best = max(scores, key=lambda name: scores[name], default=None)
    return best if best is not None and scores[best] > 0 else None


def _weight(text: str, mention: Mention, language: Language, lexicon: NameLexicon) -> float:
    """What one mention says for its name."""
    weight = 2.0 if mention.start < _EARLY else 1.0
    line = max(text.rfind("\n", 0, mention.start) + 1, mention.start - _BEFORE)
    before = split_words(text[line : mention.start])
    if _aside(language).match(before, len(before))[0]:
        return weight * _ASIDE
    at = len(before)
    while at and (before[at - 1].key in lexicon.articles or before[at - 1].key in lexicon.of):
        at -= 1
    if at < len(before) and mention.start < _EARLY and lexicon.posts_of.match(before, at)[0]:
        weight += _LED
    after = re.match(r"\s+(\w+)(?:\s+(\w+))?", text[mention.end : mention.end + _BEFORE])
    verbs = lexicon.subject["organisation"]
    if after and any(word and fold(word) in verbs for word in after.groups()):
        weight += _ACTS
    return weight


def _is_label(text: str, mention: Mention) -> bool:
    """A word in capitals that announces what follows: "INTERVIEW.", "L'INVITÉE."."""
    surface = text[mention.start : mention.end]
    line = text.rfind("\n", 0, mention.start) + 1
    opens = mention.start - line < 3
    return opens and " " not in surface and surface.isupper() and len(surface) > 6 and _heads(text, mention)


def _heads(text: str, mention: Mention) -> bool:
    return _HEAD_END.match(text, mention.end) is not None


def find_sections(text: str, mentions: Sequence[Mention]) -> list[tuple[int, str]]:
    """Where each paragraph of a list starts, and the organisation that heads it; nothing for other texts."""
    heads = [
        (mention.start, mention.name)
        for mention in mentions
        if (mention.start == 0 or text[mention.start - 1] == "\n") and _heads(text, mention)
    ]
    return heads if len({name for _, name in heads}) >= _HEADS else []


def owner_at(sections: Sequence[tuple[int, str]], position: int) -> str | None:
    """The organisation whose section holds the character `position`."""
    index = bisect_right(sections, position, key=lambda section: section[0]) - 1
    return sections[index][1] if index >= 0 else None
