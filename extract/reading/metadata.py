"""What one knows of articles beside them: `articles.csv`, or the head of an article's own `NAME.gold.json`."""

import csv
import json
import re
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from extract.articles import Problem
from extract.reading.decoding import NotTextError, decode
from extract.reading.files import CATALOGUE, ArticleFile
from extract.reading.identification import as_code

COLUMNS = ("file", "title", "publisher", "published", "language", "url")


@dataclass(frozen=True, slots=True)
class Entry:
    """What `articles.csv` tells of one file. None is untold; an empty title says that there is none."""

    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    language: str | None = None
    url: str | None = None


@dataclass(slots=True)
class Catalogue:
    """The `articles.csv` files met so far, each read once; `problems` is what was wrong in them."""

    problems: list[Problem] = field(default_factory=list)
    _entries: dict[Path, dict[str, Entry]] = field(default_factory=dict)

    def entry(self, file: ArticleFile) -> Entry | None:
        """What is told of `file`: by the `articles.csv` of its own folder, else of one further up to the root."""
        folder = file.path.parent
        while True:
            if folder not in self._entries:
                self._entries[folder] = self._read(folder, file.root)
            entry = self._entries[folder].get(file.path.relative_to(folder).as_posix())
            if entry or folder in (file.root, folder.parent):
                return entry
            folder = folder.parent

    def _read(self, folder: Path, root: Path) -> dict[str, Entry]:
        path = folder / CATALOGUE
        name = path.relative_to(root).as_posix()
        try:
            text = decode(path.read_bytes())
        except FileNotFoundError:
            return {}
        except (OSError, NotTextError) as error:
            self.problems.append(Problem(name, f"cannot be read ({error}): save it as CSV in UTF-8"))
            return {}
        return self._parse(text, name, folder)

    def _parse(self, text: str, name: str, folder: Path) -> dict[str, Entry]:
        first = text.lstrip("\r\n").split("\n", 1)[0]
        rows = csv.reader(text.replace("\0", "").splitlines(keepends=True), delimiter=max(";,\t", key=first.count))
        entries: dict[str, Entry] = {}
        header: list[str] | None = None
        try:
            for row in rows:
                if not any(cell.strip() for cell in row):
                    continue
                if header is None:
                    header = [cell.strip().lower() for cell in row]
                    if "file" not in header:
                        self._note(name, rows.line_num, f"no column `file`: the columns are {', '.join(COLUMNS)}")
                        return {}
                    continue
                self._add(row, header, entries, name, rows.line_num, folder)
        except csv.Error as error:
            self._note(name, rows.line_num, f"not CSV from here on ({error}): the rows above are used")
        return entries

    def _add(
        self, row: list[str], header: list[str], entries: dict[str, Entry], name: str, line: int, folder: Path
    ) -> None:
        if len(row) > len(header) and any(cell.strip() for cell in row[len(header) :]):
            self._note(name, line, f"{len(row)} cells under {len(header)} columns: put quotes round a cell with commas")
            return
        cells = {column: cell.strip() for column, cell in zip(header, row, strict=False) if column in COLUMNS}
        file = cells.get("file", "").replace("\\", "/").removeprefix("./")
        if not file:
            self._note(name, line, "no file named: fill the column `file`")
        elif file in entries:
            self._note(name, line, f"{file} is there twice: the first row is used")
        elif not (folder / file).exists():
            self._note(name, line, f"no file {file} here: mend its name")
        else:
            entries[file] = self._entry(cells, name, line)

    def _entry(self, cells: dict[str, str], name: str, line: int) -> Entry:
        published = language = None
        if told := cells.get("published"):
            published = as_iso(told)
            if published is None:
                self._note(name, line, f"{told!r} is not a date: write 2019, 2019-06 or 2019-06-27; taken as unknown")
        if told := cells.get("language"):
            language = as_code(told)
            if language is None:
                self._note(name, line, f"{told!r} is not a language: write fr, en, nl ...; read from the text instead")
        publisher, url = cells.get("publisher") or None, cells.get("url") or None
        return Entry(cells.get("title"), publisher, published, language, url)

    def _note(self, name: str, line: int, message: str) -> None:
        self.problems.append(Problem(name, f"line {line}: {message}"))


def gold_file(path: Path) -> Path:
    """Where the gold rows of an article would be."""
    return path.with_suffix(".gold.json")


def gold_head(file: ArticleFile) -> Entry | None:
    """What the head of the gold file beside an article tells (its title, publisher, date ...), or None without one.

    Its rows are never read here. A gold file that is no gold file tells nothing: it is not what was asked for.
    """
    try:
        gold = json.loads(gold_file(file.path).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if not isinstance(gold, dict):
        return None
    told = {name: gold.get(name) for name in COLUMNS}
    cells = {name: value if isinstance(value, str) else "" for name, value in told.items()}
    return Entry(
        cells["title"] if "title" in gold else None,
        cells["publisher"] or None,
        as_iso(cells["published"]),
        as_code(cells["language"]),
        cells["url"] or None,
    )


_PARTIAL = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def as_iso(text: str) -> str | None:
    """An ISO 8601 date of any precision (of a time stamp its day), or None where it is none."""
    try:
        if match := _PARTIAL.fullmatch(text):
            year, month, day = (int(part) if part else 1 for part in match.groups())
            date(year, month, day)
            return text
        return datetime.fromisoformat(text).date().isoformat()
    except ValueError:
        return None
