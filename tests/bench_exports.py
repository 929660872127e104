"""How long pictures and decks take: `python tests/bench_exports.py [--articles seeds] [--hundred PATH ...]`.

A PNG (2x) of each chart of the seeds and of a hundred articles, bar 1 s; the whole deck of each, bars 2 s and 10 s,
as the app makes it and, on tables that exist, as `comptoir slides` does, its start included. Wall time, and what the
process worked for it: other load lengthens the first. Exits 1 where a bar is missed.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from dashboard import moment
from dashboard.charts import events, metrics, office_map, org_chart, posts, style, timeline
from dashboard.charts.chart import Chart, framed
from dashboard.export import images
from dashboard.export.slides import make_deck
from extract.cache import cached_tables
from extract.facts import Facts, build
from extract.tables import Tables, read

ROOT = Path(__file__).resolve().parents[1]
PICTURE, SEEDS, HUNDRED = 1.0, 2.0, 10.0  # seconds
ARTICLES = 100


def timed(name: str, bar: float, job: Callable[[], object]) -> bool:
    """Prints how long a job takes; whether that is within its bar."""
    start, work = time.perf_counter(), _work()
    job()
    wall, worked = time.perf_counter() - start, _work() - work
    print(f"{name:44} {wall:6.2f} s (work {worked:5.2f} s), bar {bar:g} s{'' if wall <= bar else '  MISSED'}")
    return wall <= bar


def _work() -> float:
    """Seconds that this process and its children have worked."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def charts(tables: Tables, facts: Facts) -> Iterator[tuple[str, Chart]]:
    """Every chart of the app, of everything that is told."""
    look = style.LIGHT
    months = moment.months(facts.tenures)
    day = moment.end(moment.usual(months, tables.articles["published"]))
    held = moment.held_on(facts.tenures, day)
    vacant = posts.vacancies(facts.tenures, held, day)
    yield "org chart", org_chart.org_chart(held, vacant, day=day, parents=facts.parents, look=look)
    yield "tenures by country", timeline.timeline(facts.tenures, look=look)
    yield "tenures by person", timeline.timeline(facts.tenures, look=look, by="person")
    yield "map", office_map.office_map(facts.sites, look=look)
    yield "figures", metrics.panels(facts.series, look=look, subject="")
    yield "events", events.timeline(events.events(facts.tenures, facts.sites, facts.series), look=look)


def measure(name: str, tables: Tables, deck_bar: float) -> bool:
    """Prints one collection's figures; whether all its bars hold."""
    facts = build(tables)
    drawn = [(chart, framed(figure)) for chart, figure in charts(tables, facts)]
    images.png(drawn[0][1])  # the bar is for warm ones
    fine = [
        timed(f"{name}: PNG of {chart}", PICTURE, lambda figure=figure: images.png(figure)) for chart, figure in drawn
    ]
    fine.append(timed(f"{name}: deck, in this process", deck_bar, lambda: make_deck(tables, build(tables))))
    return all(fine)


def command(name: str, paths: list[Path], bar: float) -> bool:
    """Prints how long `comptoir slides` takes on articles whose tables exist; whether its bar holds."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "deck.pptx"
        line = [sys.executable, "-m", "comptoir", "slides", *map(str, paths), "--out", str(out)]
        return timed(
            f"{name}: comptoir slides",
            bar,
            lambda: subprocess.run(line, cwd=ROOT, check=True, stderr=subprocess.DEVNULL),
        )


def hundred(folders: list[Path], folder: Path) -> Path:
    """The first hundred articles of some folders, in one."""
    texts = [text for source in folders for text in sorted(source.glob("*.txt"))]
    for i, text in enumerate(texts[:ARTICLES]):
        shutil.copy(text, folder / f"{i:03d}-{text.name}")
    return folder


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description="Times pictures and decks.")
    parser.add_argument("--articles", type=Path, default=ROOT / "seeds")
    parser.add_argument(
        "--hundred", type=Path, nargs="+", default=[ROOT / "tests" / name for name in ("corpus", "fresh", "press")]
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        many = hundred(options.hundred, Path(temporary))
        fine = measure("seeds", read(cached_tables([options.articles])), SEEDS)
        fine &= measure("100 articles", read(cached_tables([many])), HUNDRED)
        fine &= command("seeds", [options.articles], SEEDS)
        fine &= command("100 articles", [many], HUNDRED)
    print("all bars held" if fine else "bars were missed")
    return 0 if fine else 1


if __name__ == "__main__":
    raise SystemExit(main())
