"""Which files are articles."""

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from extract.articles import Problem

Source = str | os.PathLike[str] | Sequence[str | os.PathLike[str]]

SUFFIXES = frozenset({".txt", ".md", ".html", ".htm", ".pdf", ".docx"})
CATALOGUE = "articles.csv"
_SUFFIX_LIST = ".txt .md .html .pdf .docx"


@dataclass(frozen=True, slots=True)
class ArticleFile:
    """A file to read: where it is, the folder it was found under, and its name there (`2019/june.html`).

    The name is unique among the files found together, uses "/" on every system and holds no machine path.
    """

    path: Path
    root: Path
    name: str


def find_files(source: Source) -> tuple[list[ArticleFile], list[Problem]]:
    """The article files of one path or several, folders searched through, in a stable order.

    Left out: hidden files, README files, gold files, `articles.csv`, other formats. A file reached twice, by name
    or by link, is listed once. A path that gives nothing is a Problem.
    """
    paths = [source] if isinstance(source, str | os.PathLike) else list(source)
    found = [(Path(path), *_search(Path(path))) for path in paths]
    problems = [problem for _, _, trouble in found for problem in trouble]
    files: list[ArticleFile] = []
    seen: set[tuple[int, int]] = set()
    names: set[str] = set()
    for given, candidates, _ in found:
        root = given if given.is_dir() else given.parent
        for path in candidates:
            try:
                status = path.stat()
            except OSError as error:
                problems.append(Problem(_printable(path.relative_to(root)), f"cannot be opened ({error.strerror})"))
                continue
            if not stat.S_ISREG(status.st_mode):  # a pipe would keep its reader waiting for ever
                problems.append(Problem(_printable(path.relative_to(root)), "not a regular file: left out"))
                continue
            if (status.st_dev, status.st_ino) in seen:
                continue
            seen.add((status.st_dev, status.st_ino))
            name = _free_name(path.relative_to(root), root, names)
            names.add(name)
            files.append(ArticleFile(path, root, name))
    return files, problems


def _search(given: Path) -> tuple[list[Path], list[Problem]]:
    """Candidate files of one given path, sorted, and what went wrong on the way."""
    name = _printable(given)
    try:
        if not given.exists():
            return [], [Problem(name, "no such file or folder: check the path")]
        if not given.is_dir():
            if given.suffix.lower() not in SUFFIXES or not given.is_file():
                return [], [Problem(name, f"not an article that can be read: give {_SUFFIX_LIST} files or a folder")]
            return [given], []
        next(given.iterdir(), None)
    except OSError as error:
        return [], [Problem(name, f"cannot be opened ({error.strerror}): check its permissions")]
    problems: list[Problem] = []
    paths = sorted(_walk(given, problems))
    if not paths and not problems:
        problems.append(Problem(name, f"no articles in this folder: put {_SUFFIX_LIST} files there"))
    return paths, problems


def _walk(root: Path, problems: list[Problem]) -> Iterator[Path]:
    """Article files below `root`; links to folders are followed, each folder once."""
    seen: set[str] = set()

    def note(error: OSError) -> None:
        folder = _printable(Path(error.filename).relative_to(root))
        problems.append(Problem(folder, f"this folder cannot be opened ({error.strerror}): check its permissions"))

    for folder, subfolders, names in os.walk(root, onerror=note, followlinks=True):
        seen.add(os.path.realpath(folder))
        subfolders[:] = sorted(
            name for name in subfolders
            if not name.startswith(".") and os.path.realpath(Path(folder, name)) not in seen
        )  # fmt: skip
        for name in names:
            path = Path(folder, name)
            if path.suffix.lower() in SUFFIXES and not name.startswith(".") and path.stem.upper() != "README":
                yield path


def _free_name(relative: Path, root: Path, taken: set[str]) -> str:
    name = _printable(relative)
    if name in taken:  # the same name under two of the given folders
        name = f"{_printable(Path(root.resolve().name))}/{name}"
    base, number = name, 2
    while name in taken:
        name, number = f"{number}/{base}", number + 1
    return name


def _printable(path: Path) -> str:
    """The path with "/" and without the bytes that are no text in the system's encoding."""
    return os.fsencode(path.as_posix()).decode("utf-8", "replace")
