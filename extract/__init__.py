"""Press articles -> tables of executives, offices, figures and groups, each row with the sentence that says it.

The whole flow is here, in the order in which it happens. Nothing heavy is imported before it is needed: whoever
only reads tables or builds facts loads no language model.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from extract.articles import Article, Problem

if TYPE_CHECKING:
    from extract.claims import Claim
    from extract.composed import Composed
    from extract.documents import Document
    from extract.reading import Source
    from extract.tables import Extraction, Tables

__all__ = ["extract"]

_CHUNK = 16  # articles that are analysed together, in one process or several alike
_CHUNK_TEXT = 200_000  # characters after which a chunk takes no more articles: memory follows their sum
_WORTH_WORKERS = 3 * _CHUNK  # fewer are done before a second process has loaded its models


def extract(
    source: Source, *, on_progress: Callable[[int, int], None] | None = None, processes: int | None = None
) -> Tables:
    """The tables of the articles in `source`: a file, a folder (searched through), or several of either.

    An article that cannot be read or analysed is a row of `problems`; the others go on. `on_progress(done, total)` is
    called as articles are finished. `processes` is by default 1 for few articles, else one a processor; the tables do
    not depend on it.
    """
    from extract.reading import find_files, read_articles
    from extract.schemas import check
    from extract.tables import collect
    from extract.workers import analyse_in_parallel

    files, problems = find_files(source)
    if processes is None:
        processes = (os.cpu_count() or 1) if len(files) >= _WORTH_WORKERS else 1
    chunks = _chunks(read_articles(files))
    results = analyse_in_parallel(chunks, processes) if processes > 1 else _in_this_process(chunks)

    def extractions() -> Iterator[Extraction]:
        for done, result in enumerate(results, 1):
            if isinstance(result, Problem):
                problems.append(result)
            else:
                yield result
            if on_progress:
                on_progress(min(done, len(files)), len(files))

    return check(collect(extractions(), problems))


def analyse_chunk(chunk: Sequence[Article | Problem]) -> Iterator[Extraction | Problem]:
    """The claims of each article of the chunk, in order; a Problem passes, and one stands for an article that fails."""
    from extract.composed import compose_article

    composed = [compose_article(item) for item in chunk if isinstance(item, Article)]
    documents = zip(_documents([article for article, _ in composed]), composed, strict=True)
    for item in chunk:
        if isinstance(item, Problem):
            yield item
            continue
        document, (_, back) = next(documents)
        yield document if isinstance(document, Problem) else _extraction(item, document, back)


def _extraction(article: Article, document: Document, back: Composed | None) -> Extraction | Problem:
    """The claims of one article; where its accents had to be composed, `back` leads to their places in its text."""
    from extract.executives import find_executives
    from extract.figures import find_figures
    from extract.groups import find_groups
    from extract.offices import find_offices
    from extract.tables import Extraction

    try:
        claims: dict[str, Sequence[Claim]] = {
            "executives": find_executives(document),
            "offices": find_offices(document),
            "figures": find_figures(document),
            "groups": find_groups(document),
        }
    except Exception as error:  # a fault in the rules costs its own article, never the run
        return _failure(article, error)
    if back is None:
        return Extraction(article, document.boilerplate, claims)
    placed = {table: [back.claim(claim, article.text) for claim in found] for table, found in claims.items()}
    return Extraction(article, [back.span(*span) for span in document.boilerplate], placed)


def _documents(articles: list[Article]) -> Iterator[Document | Problem]:
    """A Document an article. They go through the models together; once one fails, the rest go one by one."""
    from extract.documents import analyse

    done = 0
    try:
        for document in analyse(articles):
            yield document
            done += 1
    except Exception:  # a model that fails takes its whole batch along: one by one, all the others come through
        for article in articles[done:]:
            try:
                yield from analyse([article])
            except Exception as error:  # this is the article that fails
                yield _failure(article, error)


def _failure(article: Article, error: Exception) -> Problem:
    return Problem(article.file, f"could not be analysed ({type(error).__name__}: {error}): please report it")


def _in_this_process(chunks: Iterable[list[Article | Problem]]) -> Iterator[Extraction | Problem]:
    for chunk in chunks:
        yield from analyse_chunk(chunk)


def _chunks(items: Iterator[Article | Problem]) -> Iterator[list[Article | Problem]]:
    chunk: list[Article | Problem] = []
    length = 0
    for item in items:
        chunk.append(item)
        length += len(item.text) if isinstance(item, Article) else 0
        if len(chunk) == _CHUNK or length >= _CHUNK_TEXT:
            yield chunk
            chunk, length = [], 0
    if chunk:
        yield chunk
