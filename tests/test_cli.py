"""The command line and the flow behind it: exit codes, messages, several processes, Ctrl-C."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pytest
from articles_made import DUTCH, make_articles

import comptoir
import extract
from extract import analyse_chunk, workers
from extract.articles import Article, Problem
from extract.tables import read

ROOT = Path(__file__).parent.parent
linux = pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for processes in /proc")


@pytest.fixture
def run(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> Callable[..., tuple[int, str, str]]:
    """Runs a command in this process: its exit code, standard output and error output."""
    monkeypatch.setenv("COMPTOIR_CACHE", str(tmp_path / "cache"))

    def call(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["comptoir", *map(str, arguments)])
        with pytest.raises(SystemExit) as end:
            comptoir.main()
        out, err = capfd.readouterr()
        assert "Traceback" not in err
        return int(end.value.code or 0), out, err

    return call


# extract


def test_tables_are_written(run, articles: Path, tmp_path: Path) -> None:
    code, out, err = run(
        "extract", articles, "--out", tmp_path / "out", "--format", "json", "--per-article", tmp_path / "each"
    )
    assert code == 0
    assert out == ""
    assert "3 of 3 articles" in err and "3 articles: " in err
    assert len(read(tmp_path / "out").articles) == 3
    assert sorted(p.name for p in (tmp_path / "each").iterdir()) == ["000.json", "001.json", "002.json"]


def test_an_article_that_fails_is_named_and_the_others_go_on(run, articles: Path, tmp_path: Path) -> None:
    (articles / "bad.txt").write_bytes(b"\x89PNG\0\0\0")
    (articles / "german.txt").write_text(
        "Der Hersteller eröffnet ein neues Werk, in dem zweihundert Menschen arbeiten sollen, sagt er."
    )
    code, _, err = run("extract", articles, "--out", tmp_path / "out")
    assert code == 1
    assert "bad.txt: not a text file" in err and "german.txt: German is not supported yet" in err
    tables = read(tmp_path / "out")
    assert len(tables.articles) == 3
    assert tables.problems["file"].tolist() == ["bad.txt", "german.txt"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["extract"], "Missing argument"),
        (["extract", "{articles}"], "--out DIR"),
        (["extract", "{articles}/nowhere", "--out", "{tmp}/out"], "nowhere: no such file"),
        (["extract", "{tmp}/empty", "--out", "{tmp}/out"], "no articles in this folder"),
        (["extract", "{articles}", "--out", "{articles}/000.txt"], "000.txt: cannot be made a folder"),
        (["extract", "{articles}", "--out", "{tmp}/out", "--format", "xlsx"], "xlsx"),
        (["extract", "{articles}", "--out", "{tmp}/out", "--processes", "0"], "processes"),
        (["dashboard", "{tmp}/nowhere"], "nowhere: no such file"),
        (["dashboard", "--port", "99999"], "port"),
        (["slides", "{articles}"], "--out FILE"),
        (["slides", "{articles}", "--out", "{tmp}/a.pptx", "--template", "{tmp}/none.pptx"], "none.pptx: no such file"),
        (["slides", "{articles}", "--check", "{tmp}/none.pptx"], "none.pptx: no such file"),
        (["slides", "{articles}", "--check", "{articles}/000.txt", "--country", "FR"], "leave out --country"),
        (["slides", "{articles}", "--check", "{articles}/000.txt", "--years", "2016"], "leave out --country, --years"),
        (["slides", "{articles}", "--check", "{articles}/000.txt", "--company", "A"], "--company"),
        (["slides", "{articles}", "--out", "{tmp}/a.pptx", "--years", "2019-2015"], "2015-2019"),
        (["slides", "{articles}", "--out", "{tmp}/a.pptx", "--years", "lately"], "2015-2019"),
        (["slides", "{articles}", "--out", "{tmp}/none/a.pptx"], "a folder that exists"),
        (["slides", "{articles}", "--out", "{tmp}/empty"], "a folder that exists"),
        (["extract", "{tmp}/no\x1b[2J\nwhere\u202e", "--out", "{tmp}/out"], r"no\x1b[2J\nwhere\u202e: no such file"),
        (["evaluate", "{tmp}/empty"], "gold.json"),
        (["serve"], "serve"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)  # fmt: skip
def test_bad_usage_and_bad_input_say_what_to_do(
    run, articles: Path, tmp_path: Path, arguments: list[str], says: str
) -> None:
    (tmp_path / "empty").mkdir()
    code, _, err = run(*(argument.format(articles=articles, tmp=tmp_path) for argument in arguments))
    assert code == 2
    assert says in err
    assert not (tmp_path / "a.pptx").exists()


def test_help_names_every_command(run) -> None:
    code, out, _ = run("--help")
    assert code == 0
    assert all(command in out for command in ("extract", "evaluate", "dashboard", "slides", "bench"))


# The flow


def test_an_extraction_that_raises_costs_one_article(articles: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import extract.documents
    import extract.offices

    find, build = extract.offices.find_offices, extract.documents.build

    def fail_on_one(document):
        if document.article.file == "001.txt":
            raise ZeroDivisionError("no reason")
        return find(document)

    def fail_on_two(article, doc):
        if article.file == "002.txt":
            raise IndexError("nor this")
        return build(article, doc)

    monkeypatch.setattr(extract.offices, "find_offices", fail_on_one)
    monkeypatch.setattr(extract.documents, "build", fail_on_two)
    tables = extract.extract(articles)
    assert tables.articles["file"].tolist() == ["000.txt"]
    assert tables.problems["file"].tolist() == ["001.txt", "002.txt"]
    assert "ZeroDivisionError: no reason" in tables.problems["message"][0]


def test_several_processes_give_the_same_tables(tmp_path: Path) -> None:
    folder = make_articles(tmp_path / "many", 40)
    (folder / "007.txt").write_bytes(b"")
    seen: list[tuple[int, int]] = []
    alone = extract.extract(folder, processes=1)
    together = extract.extract(folder, processes=2, on_progress=lambda done, total: seen.append((done, total)))
    for name, frame in alone.frames().items():
        pd.testing.assert_frame_equal(frame, together.frames()[name])
    assert len(alone.articles) == 39 and alone.problems["file"].tolist() == ["007.txt"]
    assert seen == [(n, 40) for n in range(1, 41)]


def test_a_process_that_dies_costs_the_article_that_killed_it(monkeypatch: pytest.MonkeyPatch) -> None:
    crew = workers._Crew()
    article = Article(id="a", file="a.txt", text=DUTCH.format(n=2), language="nl")
    kill = Article(id="b", file="b.txt", text="", language="nl")
    start = crew._start

    def deadly() -> subprocess.Popen[bytes]:
        worker = start()
        write = worker.stdin.write
        monkeypatch.setattr(worker, "stdin", _Trap(worker, write), raising=False)
        return worker

    monkeypatch.setattr(crew, "_start", deadly)
    try:
        found = crew.analyse([article, kill, Problem("c.txt", "no text")])
    finally:
        crew.dismiss()
        crew.close()
    assert [type(item).__name__ for item in found] == ["Extraction", "Problem", "Problem"]
    assert found[1].file == "b.txt" and "died" in found[1].message


class _Trap:
    """The input of a worker that dies of the article b.txt."""

    def __init__(self, worker: subprocess.Popen[bytes], write: Callable[[bytes], int]) -> None:
        self._worker, self._pipe, self._write = worker, worker.stdin, write

    def write(self, data: bytes) -> int:
        if b"b.txt" in data:
            self._worker.kill()
            self._worker.wait()
        return self._write(data)

    def __getattr__(self, name: str):
        return getattr(self._pipe, name)


# Ctrl-C and sudden death


def marked_processes(mark: str) -> list[int]:
    """Processes whose environment holds the mark."""
    found = []
    for path in Path("/proc").glob("[0-9]*/environ"):
        try:
            if mark.encode() in path.read_bytes() and b"\0" not in path.with_name("cmdline").read_bytes()[:1]:
                found.append(int(path.parent.name))
        except OSError:
            continue
    return found


def wait_until(true: Callable[[], object], seconds: float) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.1)
    return False


@pytest.fixture
def started(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """An extraction in two processes that would take minutes, at work; and the mark of its processes."""
    mark = f"mark-{uuid.uuid4()}"
    folder = make_articles(tmp_path / "many", 400, repeat=40)
    process = subprocess.Popen(
        # as at a terminal, even where the tests run in the background, which ignores Ctrl-C and hands that on
        ["env", "--default-signal=INT", sys.executable, ROOT / "comptoir.py",
         "extract", folder, "--out", tmp_path / "out", "--processes", "2"],
        stderr=subprocess.PIPE, text=True, env={**os.environ, "COMPTOIR_MARK": mark}, start_new_session=True,
    )  # fmt: skip
    try:
        assert wait_until(lambda: len(marked_processes(mark)) == 3, 60)
        time.sleep(1)
        yield process, mark
    finally:
        for pid in marked_processes(mark):
            os.kill(pid, signal.SIGKILL)
        process.wait()


@linux
def test_ctrl_c_ends_all_with_one_line(started: tuple[subprocess.Popen[str], str], tmp_path: Path) -> None:
    process, mark = started
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert err.splitlines()[-1] == "comptoir: stopped"
    assert "Traceback" not in err
    assert marked_processes(mark) == []
    assert list((tmp_path / "out").iterdir()) == []


@linux
def test_workers_end_when_their_parent_is_killed(started: tuple[subprocess.Popen[str], str]) -> None:
    process, mark = started
    process.kill()
    process.wait()
    assert wait_until(lambda: not marked_processes(mark), 60)


# The dashboard


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_a_taken_port_is_told_before_any_work(run, articles: Path, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        code, _, err = run("dashboard", articles, "--port", port)
    assert code == 2
    assert f"port {port} is taken" in err and "--port" in err and "PORT=" in err
    assert not (tmp_path / "cache").exists()


@linux
def test_the_app_opens_on_the_articles_and_ends_with_ctrl_c(articles: Path, tmp_path: Path) -> None:
    mark, port = f"mark-{uuid.uuid4()}", free_port()
    environment = {**os.environ, "COMPTOIR_MARK": mark, "COMPTOIR_CACHE": str(tmp_path / "cache")}
    process = subprocess.Popen(
        [sys.executable, ROOT / "comptoir.py", "dashboard", articles, "--port", str(port)],
        stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env=environment, start_new_session=True,
    )  # fmt: skip

    def healthy() -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2) as answer:
                return answer.status == 200
        except OSError:
            return False

    try:
        assert wait_until(lambda: healthy() or process.poll() is not None, 90)
        assert process.poll() is None, process.communicate()[1]
        loaded = Path(f"/proc/{process.pid}/maps").read_text()
        assert "pyarrow" in loaded and "/spacy/" not in loaded  # extraction's memory is not the app's
        os.killpg(process.pid, signal.SIGINT)
        _, err = process.communicate(timeout=30)
    finally:
        for pid in marked_processes(mark):
            os.kill(pid, signal.SIGKILL)
    assert process.returncode == 0
    assert f"http://localhost:{port}" in err
    assert "Traceback" not in err


def test_long_articles_are_analysed_in_smaller_chunks() -> None:
    items = [Article(str(n), f"{n}.txt", "a" * length, "fr") for n, length in enumerate([150_000, 90_000, *[10] * 20])]
    chunks = list(extract._chunks(iter(items)))
    assert [len(chunk) for chunk in chunks] == [2, 16, 4]
    assert [item for chunk in chunks for item in chunk] == items


def test_a_chunk_passes_problems_on() -> None:
    assert list(analyse_chunk([Problem("a.txt", "no text")])) == [Problem("a.txt", "no text")]
