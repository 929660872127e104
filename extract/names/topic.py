"""What an article is about: its main organisation."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from extract.mentions import Mention
from extract.names.salience import ends_head
from extract.words import name_key

_EARLY = 600  # characters: what the first paragraphs name counts double
_TITLED = 4.0  # in the title
_HEADS = 3  # words in capitals that head paragraphs: firms of a list rather than labels


def find_topic(text: str, mentions: Sequence[Mention], weights: Sequence[float], title: str | None) -> str | None:
    """The organisation an article is mainly about: named often, early, in the title, led and acting, and not
    as a source or in passing; `weights` are those of `salience.weights`."""
    heading = f" {name_key(title or '')} "
    labels = _labels(text, mentions)
    scores: defaultdict[str, float] = defaultdict(float)
    for mention, weight in zip(mentions, weights, strict=True):
        if mention.name not in labels:
            scores[mention.name] += weight * (2.0 if mention.start < _EARLY else 1.0)
    for name in scores:
        if scores[name] and f" {name_key(name)} " in heading:
            scores[name] += _TITLED
    best = max(scores, key=lambda name: scores[name], default=None)
    return best if best is not None and scores[best] > 0 else None


def _labels(text: str, mentions: Sequence[Mention]) -> set[str]:
    """Words in capitals told once that announce what follows: "INTERVIEW.", "L'INVITÉE."."""
    heads = {m.name for m in mentions if _announces(text, m)}
    counts = Counter(m.name for m in mentions)
    return {name for name in heads if counts[name] == 1} if len(heads) < _HEADS else set()


def _announces(text: str, mention: Mention) -> bool:
    surface = text[mention.start : mention.end]
    line = text.rfind("\n", 0, mention.start) + 1
    opens = mention.start - line < 3
    return opens and " " not in surface and surface.isupper() and len(surface) > 6 and ends_head(text, mention.end)
