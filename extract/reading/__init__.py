"""Files and metadata -> articles.

What is known of an article comes from, in this order: `articles.csv` beside the file (without a row there, the head
of its `NAME.gold.json`), the page's own metadata (HTML, PDF, DOCX), the text itself ("Publié le 8 févr. 2022"). What
none of them tells stays None.

The same text under two names is two articles: two publishers may have printed it.
"""

import hashlib
from collections.abc import Iterable, Iterator

from extract.articles import Article, Problem
from extract.languages import available
from extract.reading.files import ArticleFile, Source, find_files
from extract.reading.formats import Page, UnreadableError, read_page
from extract.reading.headings import find_published, find_title
from extract.reading.identification import NO_LANGUAGE, TOO_SHORT, english_name, identify_language
from extract.reading.metadata import Catalogue, Entry, gold_head

__all__ = ["ArticleFile", "Source", "find_files", "read_articles"]

_NOTHING_TOLD = Entry()


def read_articles(files: Iterable[ArticleFile]) -> Iterator[Article | Problem]:
    """An Article for each file that can be read, a Problem for each that cannot, in the order of the files.

    What is wrong in an `articles.csv` is told as Problems after the files.
    """
    catalogue = Catalogue()
    for file in files:
        try:
            yield _read(file, catalogue.entry(file) or gold_head(file) or _NOTHING_TOLD)
        except UnreadableError as error:
            yield Problem(file.name, str(error))
        except Exception as error:  # a fault in a reader costs its own file, never the run
            yield Problem(file.name, f"could not be read ({type(error).__name__}: {error}): please report it")
    yield from catalogue.problems


def _read(file: ArticleFile, told: Entry) -> Article:
    page = read_page(file.path)
    language = told.language or identify_language(page.text, page.language)
    if language == NO_LANGUAGE:
        raise UnreadableError("no language can be told from its text: left out")
    if language == TOO_SHORT:
        raise UnreadableError("too short to tell its language: name it in articles.csv; left out")
    if language not in available():
        name = english_name(language)
        raise UnreadableError(f"{name} is not supported yet: supported are {_supported()}; left out")
    published, basis = _published(told, page, language)
    title = page.title or find_title(page.text, language) if told.title is None else told.title
    return Article(
        id=hashlib.sha256(f"{file.name}\0{page.text}".encode()).hexdigest()[:16],
        file=file.name,
        text=page.text,
        language=language,
        title=title or None,
        publisher=told.publisher or page.publisher,
        published=published,
        published_basis=basis,
        url=told.url or page.url,
    )


def _published(told: Entry, page: Page, language: str) -> tuple[str | None, str | None]:
    if told.published:
        return told.published, "metadata"
    if page.published:
        return page.published, "page"
    if found := find_published(page.text, language):
        return found, "text"
    return None, None


def _supported() -> str:
    return ", ".join(sorted(english_name(code) for code in available()))
