"""How sure an office row is: how often rows like it name a place of the company that runs it.

What speaks for a row is what made its place one, how its owner was found and what the article as a whole tells;
`training.fit_offices` fits the weights on rows of articles that the choice of owners was not fitted on.
"""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.choice import Choice, bucket, model
from extract.claims import Office
from extract.documents import Document
from extract.offices.anchors import Anchor
from extract.offices.owners import counts

# What has a likelihood of its own: the choice of the owner, the rule that found the place, the setting it is told in.
JUDGED = ("owner", "rule", "setting")
_LEAST, _MOST = 0.02, 0.98  # likelihoods are cut there, that they have a logarithm
_CERTAIN = 0.98  # no row is surer
_COUNTS = (1, 3, 6)
_SHARES = (0.25, 0.5)
_LISTED = (1, 2)
_ENDS = (".", "!", "?", "»", "”", '"', "…", ";", ":")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for the rows of one place: likelihoods and traits."""

    owner: float
    rule: float
    setting: float
    traits: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Naming:
    """How an article names firms: how often each, and whether its title names one."""

    counts: Counter[str]
    titled: bool


def naming(document: Document) -> Naming:
    """How the article names firms."""
    title = f" {document.article.title or ''} ".lower()
    told = counts(document)
    return Naming(told, any(name.lower() in title for name in told))


def evidence(anchor: Anchor, owner: Choice | None, named: Naming, setting: float) -> Evidence:
    """What a place as it was read, so likely a company's by its setting, tells of the rows it gives."""
    return Evidence(
        owner.share if owner is not None else _LEAST,
        anchor.confidence,
        setting,
        (*_of_place(anchor), *_of_owner(anchor.scene.document, owner, named)),
    )


def _of_place(anchor: Anchor) -> Iterator[str]:
    scene, group = anchor.scene, anchor.group
    yield "level"
    yield f"rule {anchor.rule}"
    yield f"noun {anchor.noun.sense.strength if anchor.noun is not None else 'none'}"
    yield f"listed {bucket(len(group.locations), _LISTED, 'more')}"
    yield f"link {'adjective' if group.adjective else group.link or 'none'}"
    if not scene.document.text[: scene.sentence.end].rstrip().endswith(_ENDS):
        yield "no full stop"
    if any(mention.kind == "person" for mention in scene.mentions):
        yield "person beside"
    words = [word.lower for word in scene.words]
    if any(scene.lexicon.has("left", word) for word in words):
        yield "somebody left"


def _of_owner(document: Document, owner: Choice | None, named: Naming) -> Iterator[str]:
    name = owner.value if owner is not None else None
    if not named.titled:
        yield "no firm in the title"
    if owner is None or name is None:
        yield "owner none"
        return
    told = [
        feature for feature in owner.option.features if feature in ("beside", "subject name", "free", "led", "after")
    ]
    yield f"owner {told[-1] if told else 'elsewhere'}"
    count = named.counts[name]
    yield f"owner count {bucket(count, _COUNTS, 'more')}"
    yield f"owner share {bucket(count / max(1, named.counts.total()), _SHARES, 'more')}"
    head, _, rest = name.partition(" ")
    if rest and document.text.count(head) - document.text.count(name) > document.text.count(name):
        yield "owner told by a part of its name"
    yield f"owner {'topic' if name == document.topic else 'no topic'}"
    if name == document.topic and document.article.title and name.lower() in document.article.title.lower():
        yield "owner titled"


def rate(told: Evidence, row: Office, times: int) -> float:
    """The confidence of a row (0 to 1) of a place, which the article tells so many times."""
    judge = model("offices/confidence")
    traits = [*told.traits, *of_row(row, times)]
    worth = judge.worth(traits) + sum(judge.weights.get(name, 0.0) * odds for name, odds in odds_of(told))
    return round(min(_CERTAIN, 1 / (1 + math.exp(-worth))), 2)


def of_row(row: Office, times: int) -> Sequence[str]:
    """What is known of a single row: its town, its status, whether it is told again."""
    town = "country alone" if row.city is None else "town unknown" if row.country is None else "town"
    return (town, f"kind {row.kind}", f"status {row.status}", "told again" if times > 1 else "told once")


def odds_of(told: Evidence) -> Iterator[tuple[str, float]]:
    """The logarithm of the odds of each likelihood."""
    for name, chance in zip(JUDGED, (told.owner, told.rule, told.setting), strict=True):
        cut = min(_MOST, max(_LEAST, chance))
        yield name, math.log(cut / (1 - cut))
