"""What kind of thing a name is: all its mentions in a text tell it together, by fitted weights (`names/kind`)."""

from collections import Counter
from collections.abc import Iterator, Sequence

from extract.choice import Option, model
from extract.names.composition import is_first_name
from extract.names.firstnames import rare_first_names, surnames
from extract.names.genitives import is_s
from extract.names.lexicon import NameLexicon
from extract.names.named import KINDS, Named
from extract.names.tokens import Candidate, Tokens
from extract.places.gazetteer import Gazetteer
from extract.words import name_key

NONE = "none"  # no name at all
_TOLD = (0.5, 0.9, 1.5, 2.5, 4.0, 6.0, 10.0)  # what the rules say for a kind
_AHEAD = (-10.0, -6.0, -3.0, -1.5, -0.5, 0.0, 0.5, 1.5, 3.0, 6.0, 10.0)  # and what more than for the next one
_CLEAR = 2.5  # enough in one mention
_TIMES = (2, 3, 5, 8)
_SHARES = (0.01, 0.34, 0.5, 0.67, 1.0)  # of the mentions
_AGAIN = (2, 3, 5)
_LARGE, _MIDDLING = 200_000, 20_000  # people of a town
_LONG = 6  # letters: capitals of more are no acronym


def kind_of(named: Named, t: Tokens, lexicon: NameLexicon, book: Gazetteer) -> str | None:
    """What the name most likely is: person, organisation, place; None where it is rather no name."""
    value = model("names/kind").choose(kind_options(named, t, lexicon, book)).value
    return None if value == NONE else value


def kind_options(named: Named, t: Tokens, lexicon: NameLexicon, book: Gazetteer) -> list[Option]:
    """The kinds that the name can be of, and no name at all, with what speaks for each."""
    traits = [*_own_words(named, t, lexicon, book), *_standing(named, t), *_beside(named, t, lexicon)]
    count = len(named.mentions)
    found = []
    for kind in KINDS:
        own = named.scores[kind]
        ahead = own - max(score for other, score in named.scores.items() if other != kind)
        told = [
            *_passed("told", own, _TOLD),
            *_passed("ahead", ahead, _AHEAD),
            *_passed("ahead each", ahead / count, _AHEAD),
            *_passed("clear", sum(mention.scores[kind] >= _CLEAR for mention in named.mentions), (1, *_AGAIN)),
            *_passed("labelled", sum(mention.label == kind for mention in named.mentions) / count, _SHARES),
        ]
        found.append(Option(kind, [kind, *told, *(f"{kind} {trait}" for trait in (*told, *traits))]))
    told = _passed("told", max(named.scores.values()), _TOLD)
    found.append(Option(NONE, [NONE, *(f"{NONE} {trait}" for trait in (*told, *traits))]))
    return found


def _passed(name: str, value: float, edges: Sequence[float]) -> list[str]:
    """A feature for every edge that the value reaches: what is fitted can only go by steps."""
    return [f"{name} {edge:g}" for edge in edges if value >= edge]


def _own_words(named: Named, t: Tokens, lexicon: NameLexicon, book: Gazetteer) -> Iterator[str]:
    """What the words of the name are elsewhere, and how they are spelt."""
    words, surface = named.key.split(), named.surface(t)
    first, last = words[0], words[-1]
    size = "one" if len(words) == 1 else "several"
    yield f"words {min(len(words), 4)}"
    if is_first_name(first):
        yield f"{size} first name" + (" rare" if first in rare_first_names() else "")
    if last in surnames():
        yield f"{size} surname"
    if last in lexicon.everyday:
        yield f"{size} everyday end"
    if first in lexicon.everyday:
        yield f"{size} everyday"
    if first in lexicon.nouns:
        yield f"{size} noun"
    if any(word in lexicon.org_words or word in lexicon.generic or word in lexicon.legal for word in words):
        yield "organisational"
    if size == "several" and any(place.kind == "country" for place in book.by_key(last)):
        yield "country ends"
    yield from _spelling(named, t, size)
    if any(sign.isdigit() for sign in surface):
        yield "digit"
    if "-" in surface:
        yield f"{size} hyphen"
    yield f"gazetteer {_listed(surface, book)}"


def _spelling(named: Named, t: Tokens, size: str) -> Iterator[str]:
    surface = named.surface(t)
    told = [t.text[m.start : m.end] for m in named.mentions if not m.shout]
    if any(text.isupper() and len(text) > 1 for text in told):
        yield f"capitals {min(len(surface), _LONG)}" if size == "one" else "capitals several"
    elif size == "one" and any(sign.isupper() for sign in surface[1:]) and "-" not in surface:
        yield "capital inside"
    elif size == "several" and surface.split()[0].isupper():
        yield "capitals first"


def _listed(surface: str, book: Gazetteer) -> str:
    """What the gazetteer has under that name; a town by its size, and whether the language has its own name for it."""
    for place in book.lookup(surface):
        if place.exact not in (None, surface):
            continue
        if place.kind != "city":
            return place.kind
        size = "large" if place.population > _LARGE else "middling" if place.population > _MIDDLING else "small"
        return f"{size} own" if name_key(place.name) in book.places else size
    return "none"


def _standing(named: Named, t: Tokens) -> Iterator[str]:
    """How often and where in the text the name is told, and which other names hold it."""
    mentions, count = named.mentions, len(named.mentions)
    size = "several" if " " in named.key else "one"
    yield from _passed("times", count, _TIMES)
    yield from _passed(f"{size} times", count, _TIMES)
    if named.surname:
        yield f"{size} surname told"
        best = max(mention.scores["organisation"] for mention in mentions)
        yield from _passed(f"{size} family firm", best, _TOLD)
        yield from _passed(f"{size} family times", count, _TIMES)
    elif size == "one":
        yield from _passed("never in full", count, (1, *_TIMES))
    yield from (f"{size} opens {kind}" for kind in sorted(named.opens))
    yield from (f"{size} ends {kind}" for kind in sorted(named.ends))
    headline = t.text.find("\n")
    marks = {
        "human": any(m.human for m in mentions),
        "plain": all(m.plain for m in mentions),
        "plain once": any(m.plain for m in mentions),
        "opening": all(m.opening or m.loose for m in mentions),
        "loose": all(m.loose or m.shout for m in mentions),
        "heading": any(m.heading for m in mentions),
        f"{size} in headline": any(m.start < headline for m in mentions),
    }
    yield from (name for name, holds in marks.items() if holds)
    yield from _passed("unlabelled", sum(m.label is None for m in mentions) / count, _SHARES)


def _beside(named: Named, t: Tokens, lexicon: NameLexicon) -> Iterator[str]:
    """In which share of its mentions a small word stands before the name."""
    told = Counter(role for mention in named.mentions for role in _roles(mention, t, lexicon))
    for role, times in sorted(told.items()):
        yield from _passed(role, times / len(named.mentions), _SHARES)
        yield from _passed(f"{role} times", times, _AGAIN)


def _roles(mention: Candidate, t: Tokens, lexicon: NameLexicon) -> Iterator[str]:
    if is_s(t.text, t.words, mention.last):
        yield "has"
    if not mention.first:
        return
    word = t.words[mention.first - 1]
    gap = t.text[word.end : mention.start]
    if gap.strip(" '’\u00a0"):
        yield "after comma" if gap == ", " else "after sign"
        return
    roles = {
        "the": lexicon.definite,
        "a": lexicon.pointing | lexicon.possessive,
        "of": lexicon.of,
        "in": lexicon.locative,
        "and": lexicon.conjunctions,
    }
    role = next((role for role, words in roles.items() if word.key in words), "after word")
    if role != "after word" or word.text.islower():
        yield role
