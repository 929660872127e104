"""The names of a text, each with all its mentions and what the rules say of its kind."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from extract.names.composition import is_first_name
from extract.names.firstnames import first_names, surnames
from extract.names.lexicon import NameLexicon
from extract.names.tokens import Candidate, Tokens
from extract.words import name_key

KINDS = ("person", "organisation", "place")
_SURNAME, _UNHEARD = 0.15, 0.6  # of what speaks for a person, where the full name is never told
_AGAIN = 1.5  # for a firm, each time that what looks like a full name is told again and the surname never alone


@dataclass(slots=True)
class Named:
    """A name and its mentions in order; `scores` sum what speaks for each kind."""

    key: str  # folded, without generic and legal words
    mentions: list[Candidate] = field(default_factory=list)
    scores: dict[str, float] = field(default_factory=lambda: dict.fromkeys(KINDS, 0.0))
    surname: bool = False  # what a person's full name ends with
    opens: set[str] = field(default_factory=set)  # kinds of those that its first word alone, or with others, names
    ends: set[str] = field(default_factory=set)  # ... and its last word

    @property
    def likeliest(self) -> str:
        """The kind for which most speaks."""
        return max(KINDS, key=lambda kind: self.scores[kind])

    def surface(self, tokens: Tokens) -> str:
        """The name as it is told first."""
        return tokens.text[self.mentions[0].start : self.mentions[0].end]


def gather(candidates: Sequence[Candidate], tokens: Tokens, lexicon: NameLexicon) -> dict[str, Named]:
    """The names by key, in the order in which they are told first."""
    names: dict[str, Named] = {}
    for candidate in candidates:
        key = _short(name_key(tokens.text[candidate.start : candidate.end]), lexicon)
        named = names.setdefault(key, Named(key))
        named.mentions.append(candidate)
        for kind, score in candidate.scores.items():
            named.scores[kind] += score
    _tell_others(names)
    _surname_alone(names)
    _share_surnames(names)
    for named in names.values():
        human = any(mention.human for mention in named.mentions)
        if " " not in named.key and not named.surname and not human and not is_first_name(named.key):
            _introduced(named)
        elif len(named.mentions) > 1 and not human:
            _never_by_surname(named, names)
    return names


def _short(key: str, lexicon: NameLexicon) -> str:
    """The key without generic and legal words: "alibaba" for "alibaba group"."""
    words = key.split()
    while len(words) > 1 and (words[-1] in lexicon.generic or words[-1] in lexicon.legal):
        words.pop()
    while len(words) > 1 and words[0] in lexicon.generic:
        words.pop(0)
    return " ".join(words)


def _tell_others(names: dict[str, Named]) -> None:
    """Of what kind, as far as their own evidence goes, are the names that a word begins or ends, and that word."""
    for key, named in names.items():
        words = key.split()
        if len(words) < 2:
            continue
        first, last = names.get(words[0]), names.get(words[-1])
        if first is not None:
            first.opens.add(named.likeliest)
            named.opens.add(first.likeliest)
        if last is not None:
            last.ends.add(named.likeliest)
            named.ends.add(last.likeliest)


def _surname_alone(names: dict[str, Named]) -> None:
    """Of several words, people go by the last one later on, organisations by the first."""
    for key, named in names.items():
        words, scores = key.split(), named.scores
        if not 1 < len(words) < 5 or scores["place"] > 2:
            continue
        if named.ends and not named.opens:
            scores["person"] += 2.0
        elif named.opens and not named.ends and words[0] not in first_names():
            scores["organisation"] += 1.5
            if scores["organisation"] > scores["person"]:
                names[words[0]].scores["organisation"] += 2.0


def _share_surnames(names: dict[str, Named]) -> None:
    """A surname alone is the person whose full name the text tells."""
    told: set[str] = set()
    for key, named in names.items():
        words, scores = key.split(), named.scores
        if len(words) > 1 and scores["person"] > max(scores["organisation"], scores["place"]):
            told.update(" ".join(words[i:]) for i in range(1, len(words)))
    for key in told & names.keys():
        names[key].surname = True
        names[key].scores["person"] += 3.0


def _introduced(named: Named) -> None:
    """The press introduces people by their full name: one word that no full name holds, with no title, is rather a
    firm, the more so where it is no known surname."""
    scores = named.scores
    if scores["person"] > scores["organisation"]:
        given = scores["person"] * (_SURNAME if named.key in surnames() else _UNHEARD)
        scores["organisation"] += given
        scores["person"] -= given


def _never_by_surname(named: Named, names: dict[str, Named]) -> None:
    """The press tells people by their surname once they are introduced: what is told in full again and again, and
    opens with no first name, is rather a firm."""
    words, scores = named.key.split(), named.scores
    if len(words) != 2 or words[1] in names or is_first_name(words[0]):
        return
    if scores["person"] > scores["organisation"]:
        scores["organisation"] += _AGAIN * (len(named.mentions) - 1)
