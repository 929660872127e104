"""Fit what kind of thing a name is: person, organisation, place or no name (names/kind).

`python -m training.fit_names tests/examples tests/corpus tests/fresh tests/press tests/news tests/dailies
tests/weeklies`
"""

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from extract.choice import Choice
from extract.documents import Document, Outside
from extract.evaluate.matching import same
from extract.languages import Language, load
from extract.names import gather_names, is_told
from extract.names.kinds import NONE, kind_options
from extract.names.lexicon import name_lexicon
from extract.names.named import KINDS, Named
from extract.names.organisations import take_apart
from extract.names.tokens import Tokens
from extract.pipelines import pipeline
from extract.places.gazetteer import Gazetteer, gazetteer
from training.gold import asked_folders, read_articles
from training.logit import Case, fit, report, unseen, write

PENALTY = 3.0
# How much a name counts: one of the gold for each of its rows, up to a few; one marked in an example; one that neither
# tells. Those are taken for what the sums of the rules make of them, for the gold is silent on whoever has no row.
_GOLD, _MARKED, _UNTOLD = 1.0, 0.5, 0.2
_ROWS = 5
_LEAST = 0.9  # the sum that makes a name
_MARK = re.compile(r"\[([^\]|]+)\|([POL])\]")
_MARKS = {"P": "person", "O": "organisation", "L": "place"}
_PEOPLE = (("executives", "person"), ("executives", "replaces"), ("executives", "reports_to"))
_FIRMS = (("executives", "organisation"), ("offices", "organisation"), ("figures", "subject"))

_Judge = Callable[[Named, Tokens], tuple[str, float] | None]  # the right kind and how much it counts


def main() -> None:
    """Fit, report and write the weights."""
    folders, part = asked_folders(__doc__)
    cases = [case for folder in folders for case in (*_of_articles(folder, part), *_of_examples(folder))]
    judged = list(unseen(cases, PENALTY))
    told = [(case, choice) for case, choice in judged if case.weight >= _GOLD]
    for kind in KINDS:
        _count(f"gold {kind}", [(case, choice) for case, choice in told if kind in case.right])
    _count("examples", [(case, choice) for case, choice in judged if case.weight == _MARKED])
    report("kind", told)
    write("names/kind", fit(cases, PENALTY))


def _count(name: str, judged: Sequence[tuple[Case, Choice]]) -> None:
    print(f"{name}: {len(judged)} names, right {sum(case.is_right(choice) for case, choice in judged)}")


def _cases(article: str, text: str, language: Language, doc: Doc, judge: _Judge) -> Iterator[Case]:
    """Every name of a text with its right kind, where `judge` knows one."""
    tokens, _, names = gather_names(text, language, doc)
    for named in names:
        right = judge(named, tokens)
        if right is not None:
            options = kind_options(named, tokens, name_lexicon(language), gazetteer(language.code))
            yield Case(article, options, frozenset({right[0]}), right[1])


def _of_articles(folder: Path, part: str) -> Iterator[Case]:
    for document, gold in read_articles(folder, part):
        yield from _cases(document.article.id, document.text, document.language, document.doc, _by_rows(document, gold))


def _by_rows(document: Document, gold: Mapping[str, Any]) -> _Judge:
    """A name is what the rows of the article name it: of a family and its firm, the firm."""
    book, language = gazetteer(document.language.code), document.language
    people, subjects = _values(gold, _PEOPLE), _values(gold, _FIRMS)
    firms = {firm: rows for firm, rows in subjects.items() if firm not in people and not book.lookup(firm)}
    cities = _values(gold, (("offices", "city"),))
    outside = Outside(document.boilerplate)

    def judge(named: Named, tokens: Tokens) -> tuple[str, float] | None:
        told = {tokens.text[mention.start : mention.end] for mention in outside.of(named.mentions)}
        if not told:
            return None
        forms = {form for text in told for form in (text, take_apart(text, language).name)}
        rows = sum(times for firm, times in firms.items() if any(same("organisation", firm, form) for form in forms))
        if rows:
            return "organisation", _GOLD * min(rows, _ROWS)
        if any(same("person", who, text) for who in people for text in told):
            return "person", _GOLD
        if any(_is_city(text, cities, book) for text in told):
            return "place", _GOLD
        return _by_rules(named)

    return judge


def _values(gold: Mapping[str, Any], columns: Sequence[tuple[str, str]]) -> Counter[str]:
    """What the columns tell, each with the number of its rows."""
    return Counter(row[column] for table, column in columns for row in gold[table] if row.get(column))


def _is_city(text: str, cities: Collection[str], book: Gazetteer) -> bool:
    known = {text, *(place.name for place in book.lookup(text)[:1])}
    return any(same("city", city, name) for city in cities for name in known)


def _by_rules(named: Named) -> tuple[str, float]:
    sure = named.scores[named.likeliest] >= _LEAST and is_told(named)
    return named.likeliest if sure else NONE, _UNTOLD


def _of_examples(folder: Path) -> Iterator[Case]:
    """The names of the sentences with marks in `LANGUAGE/names*.toml`, known misses among them."""
    for path in sorted(folder.glob("*/names*.toml")):
        language = load(path.parent.name)
        for number, sentence in enumerate(_sentences(tomllib.loads(path.read_text(encoding="utf-8")))):
            text, marks = _marked(sentence)
            article = f"{language.code}/{path.stem}/{number}"
            yield from _cases(article, text, language, pipeline(language.code)(text), _by_marks(marks))


def _sentences(told: Any) -> Iterator[str]:
    """The sentences of a table of examples, those of its groups too."""
    if isinstance(told, str):
        yield told
    elif isinstance(told, Mapping):
        for part in told.values():
            yield from _sentences(part)
    else:
        for part in told:
            yield from _sentences(part)


def _marked(sentence: str) -> tuple[str, dict[tuple[int, int], str]]:
    """The sentence without its marks, and the kind of what each stands around."""
    text, marks, position = "", {}, 0
    for mark in _MARK.finditer(sentence):
        text += sentence[position : mark.start()]
        marks[len(text), len(text) + len(mark[1])] = _MARKS[mark[2]]
        text += mark[1]
        position = mark.end()
    return text + sentence[position:], marks


def _by_marks(marks: Mapping[tuple[int, int], str]) -> _Judge:
    def judge(named: Named, _: Tokens) -> tuple[str, float] | None:
        told = {marks.get((mention.start, mention.end)) for mention in named.mentions}
        kind = told.pop()
        if kind is not None:
            return None if told else (kind, _MARKED)
        cut = any(start < mention.end and mention.start < end for mention in named.mentions for start, end in marks)
        return None if cut else (NONE, _MARKED)

    return judge


if __name__ == "__main__":
    main()
