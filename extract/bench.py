"""Speed: the full extraction against plain spaCy, on the same texts, in the same run.

Plain spaCy is the whole model as it ships, run by `nlp.pipe`. Both are warm when the clock starts, take turns, and
the median of the rounds counts, so that a machine that slows down slows both.
"""

import gc
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import cycle, islice
from pathlib import Path

import spacy
from spacy.language import Language

from extract import analyse_chunk
from extract.articles import Article, Problem
from extract.languages import load
from extract.reading import find_files, read_articles
from extract.workers import analyse_in_parallel

_CHUNK = 16
_ROUNDS = 3


def run(source: Path, *, language: str = "fr", articles: int = 240, memory_articles: int = 5_000) -> Iterator[str]:
    """A report, each line when it is known: words a second of both, in one process and in two, and a long run's memory.

    The articles of `source` in `language` are repeated until there are enough. Raises ValueError where there are none.
    """
    texts = [a for a in read_articles(find_files(source)[0]) if isinstance(a, Article) and a.language == language]
    if not texts:
        raise ValueError(f"{source}: no article in {language!r} here")
    batch = list(islice(cycle(texts), articles))
    model = load(language).model
    if model is None:
        raise ValueError(f"{language!r} has no spaCy model to compare with")
    nlp = spacy.load(model)
    plain = [article.text for article in batch]
    words = sum(len(text.split()) for text in plain)
    yield f"{articles} articles, {words} words, {model}, median of {_ROUNDS} rounds"
    for processes in (1, 2):
        ratio = _race(
            partial(_pass_of_spacy, nlp, plain, processes),
            partial(_pass_of_extraction, batch, processes),
        )
        yield f"{processes} process{'es' if processes > 1 else ''}: " + _compare(words, *ratio)
    yield f"memory: {_memory(source, language, memory_articles)}"


def _pass_of_spacy(nlp: Language, texts: list[str], processes: int) -> float:
    return _clock(nlp.pipe(texts, n_process=processes, batch_size=32), 0)


def _pass_of_extraction(batch: list[Article], processes: int) -> float:
    return _clock(_extraction(_warmed(batch, processes), processes), processes * _CHUNK)


def _compare(words: int, plain: float, full: float) -> str:
    return (
        f"plain spaCy {words / plain:,.0f} words/s, full extraction {words / full:,.0f} words/s, "
        f"ratio {plain / full:.2f}"
    )


def _race(plain: Callable[[], float], full: Callable[[], float]) -> tuple[float, float]:
    """Median seconds of each, in turns, after one warm-up."""
    times: tuple[list[float], list[float]] = ([], [])
    for round_ in range(_ROUNDS + 1):
        for contestant, seconds in zip((plain, full), times, strict=True):
            gc.collect()
            taken = contestant()
            if round_:
                seconds.append(taken)
    return statistics.median(times[0]), statistics.median(times[1])


def _clock(results: Iterable[object], warm_up: int) -> float:
    """Seconds until the last result, from when the first `warm_up` of them are there."""
    started = time.perf_counter()
    for done, _ in enumerate(results, 1):
        if done == warm_up:
            started = time.perf_counter()
    return time.perf_counter() - started


def _warmed(articles: list[Article], processes: int) -> list[Article]:
    """The articles, after a chunk for each process that makes it load its models."""
    return [*islice(cycle(articles), processes * _CHUNK), *articles]


def _extraction(articles: Iterable[Article | Problem], processes: int) -> Iterator[object]:
    remaining = iter(articles)
    chunks = iter(lambda: list(islice(remaining, _CHUNK)), [])
    if processes > 1:
        yield from analyse_in_parallel(chunks, processes)
    else:
        for chunk in chunks:
            yield from analyse_chunk(chunk)


def _memory(source: Path, language: str, articles: int) -> str:
    """Peak memory after a tenth of a run and at its end, measured in a process of its own."""
    command = [sys.executable, "-m", "extract.bench", str(source), language, str(articles)]
    early, late = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    return f"peak {late} MB after {articles:,} articles in one process, {early} MB after a tenth of them"


def _measure_memory(source: str, language: str, articles: int) -> None:
    texts = [a for a in read_articles(find_files(source)[0]) if isinstance(a, Article) and a.language == language]
    for done, _ in enumerate(_extraction(islice(cycle(texts), articles), 1), 1):
        if done in (articles // 10, articles):
            print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)


if __name__ == "__main__":
    _measure_memory(sys.argv[1], sys.argv[2], int(sys.argv[3]))
