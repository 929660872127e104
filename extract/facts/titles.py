"""What titles say of posts, in any of the languages: claims do not tell which one their title is in."""

import re
from functools import cache, lru_cache

from extract.languages import available, load
from extract.words import inflections


@lru_cache(maxsize=65_536)
def is_shared(title: str) -> bool:
    """Whether a post of this title is held beside another by its nature: a deputy's, a co-head's, an interim's."""
    shared, alone = _patterns()
    return shared.search(alone.sub("", title)) is not None


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = [load(code).words("shared_posts") for code in available()]
    return _any_of(words, "shared"), _any_of(words, "alone")


def _any_of(words: list[dict[str, list[str]]], key: str) -> re.Pattern[str]:
    forms = {form for told in words for entry in told.get(key, ()) for form in inflections(entry)}
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(forms)))})\b", re.IGNORECASE)
