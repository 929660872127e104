"""`make bench-dashboard`: how long the dashboard takes, measured in a real browser against the real server.

    python tests/bench_dashboard.py [--claims 100000] [--runs 7]

Prints, for the seeds and for a made-up newsroom of many claims: the first page cold, and for a filter on each page
the script's time (wall, and what its thread worked) and the time until the browser shows the new chart; and the
server's memory. Exits 1 where a bar is missed: the script's bar is on its work, which other load does not lengthen.
"""

import argparse
import json
import os
import random
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from extract.articles import Article
from extract.claims import Executive, Figure, Office
from extract.tables import Extraction, collect, write

ROOT = Path(__file__).resolve().parents[1]
CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip
BARS = {"seeds": 60.0, "many": 250.0}
COLD_SECONDS, MEMORY_MB = 4.0, 260.0
PAGES = ["", "people", "offices", "figures", "articles"]


def synthetic(claims: int, folder: Path) -> None:
    """Tables of about so many claims: a sixth offices, a third posts, a half numbers, in articles of twenty each."""
    chance = random.Random(7)
    firms = [f"Firm {n}" for n in range(400)]
    people = [f"{first} {last}" for first in ("Ada", "Boris", "Chloé", "Dirk", "Eva", "Faisal", "Greta", "Hugo")
              for last in (f"Name{n}" for n in range(900))]  # fmt: skip
    cities = [("Paris", "FR"), ("Lyon", "FR"), ("Berlin", "DE"), ("Munich", "DE"), ("Ghent", "BE"), ("Milan", "IT"),
              ("Madrid", "ES"), ("Lisbon", "PT"), ("London", "GB"), ("Tokyo", "JP")]  # fmt: skip
    text = "One sentence stands for all that this article tells. " * 20

    def articles() -> Iterator[Extraction]:
        for n in range(claims // 20):
            firm = chance.choice(firms)
            day = f"{chance.randint(2005, 2025)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"
            article = Article(f"a{n}", f"{n}.txt", text, "en", f"Article {n}", f"Paper {n % 40}", day, "metadata")
            found: dict[str, list] = {"executives": [], "offices": [], "figures": []}
            for _ in range(7):
                found["executives"].append(Executive(
                    **_evidence(), person=chance.choice(people), organisation=firm, role="director",
                    function="director", countries=(chance.choice(cities)[1],),
                    status=chance.choice(["current", "incoming", "former"]),
                    start=str(chance.randint(2000, 2025))))  # fmt: skip
            for _ in range(3):
                city, country = chance.choice(cities)
                found["offices"].append(Office(
                    **_evidence(), organisation=firm, kind="office", city=city, country=country,
                    status=chance.choice(["open", "planned", "closed"]), date=day[:7]))  # fmt: skip
            for _ in range(10):
                found["figures"].append(Figure(
                    **_evidence(), subject=firm, metric=chance.choice(["employees", "revenue", "users", "share"]),
                    value=float(chance.randint(1, 99)), unit="%", period=str(chance.randint(2005, 2025)),
                    geography=(chance.choice(cities)[1],), nature=chance.choice(["actual", "target"])))  # fmt: skip
            yield Extraction(article, [], found)

    write(collect(articles()), folder, "parquet")


def _evidence() -> dict[str, object]:
    return {"quote": "One sentence", "start_char": 0, "end_char": 12, "rule": "made", "confidence": 0.9}


@contextmanager
def timed_server(tables: Path) -> Iterator[tuple[str, Path, int]]:
    """The app with every script run timed; yields its address, the file of the times and the process id."""
    log = tables.parent / f"{tables.name}.times"
    log.touch()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    code = (
        "import sys, time\n"
        "from streamlit.runtime.scriptrunner.script_runner import ScriptRunner\n"
        "plain = ScriptRunner._run_script\n"
        "def timed(self, request):\n"
        "    start, work = time.perf_counter(), time.thread_time()\n"
        "    try:\n"
        "        return plain(self, request)\n"
        "    finally:\n"
        "        spent = f'{1000 * (time.perf_counter() - start):.1f} {1000 * (time.thread_time() - work):.1f}'\n"
        f"        open({str(log)!r}, 'a').write(spent + chr(10))\n"
        "ScriptRunner._run_script = timed\n"
        "from streamlit.web import cli\n"
        f"sys.argv = ['streamlit', 'run', 'dashboard/app.py', '--server.port', '{port}']\n"
        "cli.main()\n"
    )
    server = subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, env={**os.environ, "COMPTOIR_TABLES": str(tables)},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        for _ in range(400):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1).close()
                break
            except OSError:
                time.sleep(0.05)
        yield f"http://127.0.0.1:{port}", log, server.pid
    finally:
        server.terminate()
        server.wait(timeout=20)


def memory(pid: int) -> float:
    """Resident memory in MB."""
    status = Path(f"/proc/{pid}/status").read_text()
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    return int(found[1]) / 1024 if found else float("nan")


def settle(page: Page) -> None:
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]", timeout=120_000)


def first_page(page: Page, address: str) -> float:
    """Seconds until the first page stands with its chart."""
    start = time.perf_counter()
    page.goto(address)
    page.locator(".chart-title").first.wait_for(timeout=120_000)
    page.locator(".js-plotly-plot .main-svg").first.wait_for(timeout=120_000)
    return time.perf_counter() - start


def filter_times(page: Page, log: Path, runs: int) -> tuple[float, float, float]:
    """Median milliseconds over changes of the country: the script, its work, and until the browser has drawn."""
    script, work, seen = [], [], []
    for n in range(runs + 1):
        before = len(log.read_text().splitlines())
        page.get_by_role("combobox", name="Country").click()
        options = page.get_by_role("option")
        options.first.wait_for()
        start = time.perf_counter()
        options.nth(1 + n % 3).click()
        while len(log.read_text().splitlines()) == before and time.perf_counter() - start < 60:
            page.wait_for_timeout(5)
        settle(page)
        if n:  # the first warms up
            seen.append(1000 * (time.perf_counter() - start))
            runs_told = [tuple(map(float, line.split())) for line in log.read_text().splitlines()[before:]]
            script.append(max(wall for wall, _ in runs_told))
            work.append(max(spent for _, spent in runs_told))
        page.wait_for_timeout(300)
    return statistics.median(script), statistics.median(work), statistics.median(seen)


def measure(name: str, tables: Path, runs: int) -> bool:
    """Prints one newsroom's figures; whether all its bars hold."""
    fine = True
    with timed_server(tables) as (address, log, pid), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        cold = first_page(page, address)
        print(f"{name:8} first page cold      {cold:6.1f} s")
        fine &= name != "seeds" or cold <= COLD_SECONDS
        for path in PAGES:
            page.goto(f"{address}/{path}")
            page.locator(".wordmark").wait_for()
            settle(page)
            page.wait_for_timeout(800)
            script, work, seen = filter_times(page, log, runs)
            fine &= work <= BARS[name]
            told = f"script {script:6.0f} ms (work {work:5.0f} ms), drawn after {seen:6.0f} ms"
            print(f"{name:8} {path or 'overview':10} filter: {told}")
        used = memory(pid)
        fine &= name != "seeds" or used <= MEMORY_MB
        print(f"{name:8} server memory        {used:6.0f} MB")
        browser.close()
    return fine


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description="Times the dashboard in a real browser.")
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--tables", type=Path, help="tables to measure in place of the extracted seeds")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        seeds = options.tables or Path(temporary) / "seeds"
        if options.tables is None:
            command = [sys.executable, "-m", "comptoir", "extract", "seeds", "--out", str(seeds), "--format", "parquet"]
            subprocess.run(command, cwd=ROOT, check=True)
        many = Path(temporary) / "many"
        synthetic(options.claims, many)
        fine = measure("seeds", seeds, options.runs)
        fine &= measure("many", many, options.runs)
    print(json.dumps({"bars": {**BARS, "cold s": COLD_SECONDS, "memory MB": MEMORY_MB}, "held": fine}))
    return 0 if fine else 1


if __name__ == "__main__":
    raise SystemExit(main())
