"""Stretches of a text that may be names: runs of capitalised words, with the model's entities as a guide."""

from collections.abc import Sequence

from extract.names.lexicon import NameLexicon
from extract.names.runs import Runs
from extract.names.surroundings import Surroundings
from extract.names.tokens import Candidate, Tokens, capital
from extract.names.trimming import Trimming
from extract.places import PlaceHit
from extract.places.gazetteer import Gazetteer


def find_candidates(
    tokens: Tokens,
    sentences: Sequence[tuple[int, int]],
    hits: Sequence[PlaceHit],
    lexicon: NameLexicon,
    book: Gazetteer,
) -> list[Candidate]:
    """All candidates, in order, never overlapping. `hits` are the gazetteer's names, `sentences` their spans."""
    surroundings = Surroundings(tokens, sentences, hits, lexicon, book)
    runs, trimming = Runs(surroundings), Trimming(surroundings)
    found: list[Candidate] = []
    index, count = 0, len(tokens.words)
    while index < count:
        starts = capital(tokens.words[index].text) or tokens.entity[index]
        if not (starts or index in surroundings.compounds or surroundings.prefixed(index)):
            index += 1
            continue
        last = runs.end_of(index)
        candidate = trimming.candidate(index, last)
        if candidate is not None:
            found.append(candidate)
            last = max(last, candidate.last)  # a long place reaches beyond a run of capitals
        index = max(last, index + 1)
    return found
