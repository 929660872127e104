"""The command line. This file alone knows both halves: `extract`, which reads, and `dashboard`, which shows.

Exit codes: 0 fine, 1 some articles failed (named on stderr), 2 nothing could be done or bad usage, 130 Ctrl-C.
What a command needs is imported when it runs, so that help and mistakes are answered at once.
"""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

if TYPE_CHECKING:
    import pandas as pd

    from extract.tables import Tables

ROOT = Path(__file__).parent
SEEDS = ROOT / "seeds"
SOME_FAILED, NOTHING_DONE, INTERRUPTED = 1, 2, 130


class Format(StrEnum):
    """How tables are written."""

    CSV = "csv"
    PARQUET = "parquet"
    JSON = "json"


class Part(StrEnum):
    """Which gold articles count: those that rules are tuned on, those set aside, or all."""

    TUNED = "tuned"
    ASIDE = "aside"
    ALL = "all"


Articles = Annotated[list[Path], typer.Argument(metavar="PATH...", help="Articles, or folders of them.")]

app = typer.Typer(
    help="Who runs what, where a company is, and how much is claimed: read from press articles.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def main() -> None:
    """The entry point: runs a command; what the system refuses becomes one line and an exit code."""
    try:
        app()
    except SystemExit as end:
        if end.code == INTERRUPTED:
            say("stopped")
        raise
    except OSError as error:
        fail(f"{error.filename or 'the system'}: {error.strerror or error}")


@app.command("extract")
def extract_command(
    paths: Articles,
    out: Annotated[Path | None, typer.Option(metavar="DIR", help="Folder for the tables.")] = None,
    format: Annotated[Format, typer.Option(help="How the tables are written.")] = Format.CSV,
    per_article: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Folder for one JSON file an article.")
    ] = None,
    processes: Annotated[int | None, typer.Option(min=1, help="Processes at work; by default as many as pay.")] = None,
) -> None:
    """Extract the tables of articles into files."""
    from extract import extract
    from extract.tables import write, write_per_article

    if out is None and per_article is None:
        fail("say where the tables go: --out DIR, --per-article DIR or both")
    for folder in filter(None, (out, per_article)):
        _make_folder(folder)
    with progress() as on_progress:
        tables = extract(paths, on_progress=on_progress, processes=processes)
    name_problems(tables.problems)
    if tables.articles.empty:
        raise typer.Exit(NOTHING_DONE)
    if out:
        write(tables, out, format)
    if per_article:
        write_per_article(tables, per_article)
    say(f"{summary(tables)} -> {', '.join(str(folder) for folder in (out, per_article) if folder)}")
    raise typer.Exit(SOME_FAILED if len(tables.problems) else 0)


@app.command()
def evaluate(
    folder: Annotated[Path, typer.Argument(help="Articles with their NAME.gold.json beside them.")],
    errors: Annotated[bool, typer.Option("--errors", help="List each row missed, wrong or made up.")] = False,
    part: Annotated[Part, typer.Option(help="Which of the articles.")] = Part.ALL,
) -> None:
    """Score the extraction against gold rows."""
    from extract.evaluate import evaluate as score

    try:
        with progress() as on_progress:
            report = score(folder, part=part, on_progress=on_progress)
    except ValueError as error:
        fail(f"{folder}: a gold file is not as it should be ({error})")
    if not report.articles:
        fail(f"{folder}: no NAME.gold.json here with its NAME.txt")
    typer.echo(report.render(errors=errors))


@app.command()
def dashboard(
    path: Annotated[Path, typer.Argument(help="An article or a folder of them.")] = SEEDS,
    port: Annotated[int, typer.Option(min=1, max=65535, help="Where the app listens, on this machine only.")] = 8501,
) -> None:
    """Open the app on articles (extracting those that have changed)."""
    from extract.cache import cached_tables, held_tables, in_use
    from extract.tables import read

    _check_port(port)
    entry = held_tables(path)
    extracted = entry is None
    if entry is None:
        with progress() as on_progress:
            entry = cached_tables(path, on_progress=on_progress)
    tables = read(entry)
    if extracted and not tables.articles.empty:
        _start_again()
    name_problems(tables.problems)
    if tables.articles.empty:
        raise typer.Exit(NOTHING_DONE)
    told = f"{summary(tables)}. The app is on http://localhost:{port} (Ctrl-C ends it)"
    from dashboard.serve import serve

    with in_use(entry):
        code = serve(entry, port=port, on_ready=lambda: _open(told, port))
    raise typer.Exit(code)


@app.command()
def slides(
    paths: Articles,
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="The deck to write (.pptx).")] = None,
    country: Annotated[list[str] | None, typer.Option(help="Only these countries (FR); repeat for more.")] = None,
    years: Annotated[str | None, typer.Option(help="Only these years (2015-2019, or 2016).")] = None,
    company: Annotated[str | None, typer.Option(help="Only this company and its units.")] = None,
    template: Annotated[Path | None, typer.Option(metavar="FILE", help="A deck whose look is taken.")] = None,
    check: Annotated[Path | None, typer.Option(metavar="DECK", help="Tell what has changed since this deck.")] = None,
) -> None:
    """Make a deck of the articles' facts, or check one against them."""
    if (out is None) == (check is None):
        fail("say either --out FILE for a new deck or --check DECK for one to check")
    if check and (country or years or company or template):
        fail("--check compares every fact of the deck: leave out --country, --years, --company and --template")
    for file in filter(None, (template, check)):
        if not file.is_file():
            fail(f"{file}: no such file: give a .pptx")
    if out and (out.is_dir() or not out.parent.is_dir()):
        fail(f"{out}: no file can be written there: name a file in a folder that exists")
    span = _year_span(years)

    from dashboard.export.slides import check_deck, make_deck
    from extract.cache import cached_tables
    from extract.facts import build
    from extract.tables import read, whole_file

    with progress() as on_progress:
        tables = read(cached_tables(paths, on_progress=on_progress))
    name_problems(tables.problems)
    if tables.articles.empty:
        raise typer.Exit(NOTHING_DONE)
    try:
        if check:
            typer.echo(check_deck(check, tables, build(tables)))
        elif out:
            with progress("slides") as on_progress:
                deck = make_deck(
                    tables, build(tables), countries=country or [], years=span, company=company,
                    template=template, on_progress=on_progress, on_warning=say,
                )  # fmt: skip
            with whole_file(out) as temporary:
                temporary.write_bytes(deck)
            say(f"{summary(tables)} -> {out}")
    except ValueError as error:  # a template without a usable layout, a file that is no deck, filters without facts
        fail(str(error))
    raise typer.Exit(SOME_FAILED if len(tables.problems) else 0)


@app.command()
def bench() -> None:
    """Measure the extraction's speed against plain spaCy, in the same run."""
    from extract.bench import run

    for line in run(SEEDS):
        typer.echo(line)


def say(message: str) -> None:
    """One line for the person at the terminal, apart from what other programs read.

    What a file's name may hold beside letters (line breaks, terminal commands, marks that turn writing) is spelt out.
    """
    shown = "".join(c if c.isprintable() or c == "\xa0" else ascii(c)[1:-1] for c in message)
    typer.echo(f"comptoir: {shown}", err=True)


def fail(message: str) -> NoReturn:
    """Ends the command where nothing can be done."""
    say(message)
    raise SystemExit(NOTHING_DONE)


def summary(tables: Tables) -> str:
    """ "5 articles: 20 executives, 9 offices, 31 figures"."""
    rows = ", ".join(f"{len(getattr(tables, name))} {name}" for name in ("executives", "offices", "figures"))
    return f"{len(tables.articles)} article{'s' * (len(tables.articles) != 1)}: {rows}"


def name_problems(problems: pd.DataFrame) -> None:
    """Says each problem with its file."""
    for file, message in zip(problems["file"], problems["message"], strict=True):
        say(f"{file}: {message}")


@contextlib.contextmanager
def progress(things: str = "articles") -> Iterator[Callable[[int, int], None]]:
    """What to call with (done, total): a bar on a terminal, else a line each tenth of the way."""
    if not sys.stderr.isatty():
        yield _progress_lines(things)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn(f"Working on {things}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _progress_lines(things: str) -> Callable[[int, int], None]:
    told = 0

    def on_progress(done: int, total: int) -> None:
        nonlocal told
        if (tenths := done * 10 // total) > told or done == total:
            told = tenths if done < total else 11  # what follows the last article is told no more
            say(f"{done} of {total} {things}")

    return on_progress


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        fail(f"{folder}: cannot be made a folder ({error.strerror}): give another")


def _year_span(told: str | None) -> tuple[int, int] | None:
    if told is None:
        return None
    try:
        first, last = (int(year) for year in (told.split("-") if "-" in told else (told, told)))
    except ValueError:
        fail(f"--years {told}: write 2015-2019 or 2016")
    if not 1000 <= first <= last <= 9999:
        fail(f"--years {told}: write the earlier year first, as in 2015-2019")
    return first, last


def _check_port(port: int) -> None:
    with socket.socket() as probe:
        if os.name == "posix":  # a port whose last user has just ended is free
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError:
            fail(f"port {port} is reserved for the system: try --port 8501 (with make: PORT=8501)")
        except OSError:
            fail(
                f"port {port} is taken, perhaps by another Comptoir: try --port {port + 1} (with make: PORT={port + 1})"
            )


def _start_again() -> NoReturn:
    """This command once more in a fresh process: the app has no language model in its memory."""
    command = [sys.executable, *sys.orig_argv[1:]]
    if os.name == "posix":
        os.execv(sys.executable, command)
    raise SystemExit(subprocess.call(command))


def _open(told: str, port: int) -> None:
    say(told)
    if sys.stdin.isatty():  # for a person, not for a script
        from streamlit.cli_util import open_browser

        open_browser(f"http://localhost:{port}")


if __name__ == "__main__":
    main()
