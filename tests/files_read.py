"""What the tests of reading share: files read, and files refused."""

from pathlib import Path

from extract.articles import Article, Problem
from extract.reading import find_files, read_articles

FRENCH = (
    "L’éditeur ouvre un bureau à Liège, où quarante personnes s’installeront à l’été.\r\n"
    "« C’est un retour », dit-elle, “enfin” chez nous… pour 2 M€.\n"
)
GERMAN = (
    "Der Hersteller eröffnet im Frühjahr ein neues Werk in Leipzig, in dem rund zweihundert Menschen arbeiten sollen. "
    "Die Stadt hat lange darauf gewartet, sagt der Bürgermeister."
)


def read(*paths: Path) -> tuple[list[Article], list[Problem]]:
    files, problems = find_files(list(paths))
    items = list(read_articles(files))
    articles = [item for item in items if isinstance(item, Article)]
    return articles, problems + [item for item in items if isinstance(item, Problem)]


def read_one(path: Path) -> Article:
    articles, problems = read(path)
    assert not problems
    return articles[0]


def refused(path: Path) -> str:
    """The message for a file that is not read."""
    articles, problems = read(path)
    assert not articles
    assert [problem.file for problem in problems] == [path.name]
    return problems[0].message
