"""Names that end in 's ("Domino's") told from the genitive ("Norvale's profit")."""

from collections import Counter

from extract.names.lexicon import NameLexicon
from extract.words import Word

_APOSTROPHES = frozenset("'’")


def is_s(text: str, words: list[Word], index: int) -> bool:
    """The word at `index` is the s of a name or of a genitive."""
    if not 0 < index < len(words) or words[index].text != "s":
        return False
    return text[words[index - 1].end : words[index].start] in _APOSTROPHES


def names_in_s(text: str, words: list[Word], lexicon: NameLexicon) -> set[str]:
    """Folded words whose 's is part of a name: they never stand alone without it, and it is told twice or where no
    noun follows. Where the language has no such genitive, all of them."""
    bare: Counter[str] = Counter()
    told: Counter[str] = Counter()
    behind: dict[str, set[str]] = {}  # what stands before the 's names, and before the others
    ahead: dict[str, set[str]] = {}
    for index, word in enumerate(words):
        if not word.text[0].isupper():
            continue
        before = words[index - 1].text if index and words[index - 1].text[0].isupper() else ""
        if is_s(text, words, index + 1):
            told[word.key] += 2 if _ends_phrase(text, words, index + 1, lexicon) else 1
            behind.setdefault(word.key, set()).add(before)
        elif not before:  # else a surname
            bare[word.key] += 1
        else:
            ahead.setdefault(word.key, set()).add(before)
    if not lexicon.genitive:
        return set(told)
    # "Calder Steel's profit" beside "Calder Steel": a genitive
    apart = {key for key, names in behind.items() if names & ahead.get(key, set())}
    return {key for key, count in told.items() if count > 1 and not bare[key] and key not in apart}


def _ends_phrase(text: str, words: list[Word], index: int, lexicon: NameLexicon) -> bool:
    """No noun follows that the genitive could belong to."""
    if index + 1 >= len(words) or text[words[index].end : words[index].end + 1] in set(",.;:!?)\n"):
        return True
    after = words[index + 1]
    return after.key in lexicon.breaks or after.key in lexicon.auxiliaries or after.key in lexicon.locative
