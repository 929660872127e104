"""Several processes that analyse chunks of articles side by side.

A worker is this module run by a fresh interpreter, fed through its standard input. So a caller needs no
`if __name__ == "__main__"`, a worker ends by itself when its parent dies in whatever way (its input ends), and
Ctrl-C reaches the parent alone, which then ends them.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from extract.articles import Article, Problem

if TYPE_CHECKING:
    from extract.tables import Extraction

_AHEAD = 2  # chunks a worker in flight: one at work, one waiting, whatever the number of articles


def analyse_in_parallel(chunks: Iterable[list[Article | Problem]], processes: int) -> Iterator[Extraction | Problem]:
    """What `analyse_chunk` gives for each chunk, in the order of the chunks, from that many processes."""
    crew = _Crew()
    pool = ThreadPoolExecutor(processes)  # a thread a worker: it writes a chunk and waits for the answer
    pending: deque[Future[list[Extraction | Problem]]] = deque()
    try:
        for chunk in chunks:
            pending.append(pool.submit(crew.analyse, chunk))
            if len(pending) >= _AHEAD * processes:
                yield from pending.popleft().result()
        while pending:
            yield from pending.popleft().result()
    finally:
        crew.dismiss()
        pool.shutdown(cancel_futures=True)
        crew.close()


class _Crew:
    """The worker processes, one a thread."""

    def __init__(self) -> None:
        self._local = threading.local()
        self._lock = threading.Lock()
        self._workers: list[subprocess.Popen[bytes]] = []
        self._dismissed = False

    def analyse(self, chunk: list[Article | Problem]) -> list[Extraction | Problem]:
        """What `analyse_chunk` gives. If the worker dies of it, its items are tried one by one in new workers."""
        try:
            worker = getattr(self._local, "worker", None)
            if worker is None or worker.poll() is not None:
                worker = self._local.worker = self._start()
            assert worker.stdin and worker.stdout  # both are pipes
            pickle.dump(chunk, worker.stdin)
            worker.stdin.flush()
            return pickle.load(worker.stdout)
        except (OSError, EOFError, pickle.UnpicklingError, ValueError):
            if self._dismissed:
                return []
            if len(chunk) > 1:
                return [result for item in chunk for result in self.analyse([item])]
            return [item if isinstance(item, Problem) else _lost(item) for item in chunk]

    def _start(self) -> subprocess.Popen[bytes]:
        with self._lock:
            if self._dismissed:
                raise OSError("dismissed")
            root = str(Path(__file__).parent.parent)
            paths = [root, *filter(None, [os.environ.get("PYTHONPATH")])]
            # One thread of arithmetic each: more would fight over the same processors.
            environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "OMP_NUM_THREADS": "1"}
            worker = subprocess.Popen(
                [sys.executable, "-m", "extract.workers"],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, process_group=_own_group(),
            )  # fmt: skip
            self._workers.append(worker)
            return worker

    def dismiss(self) -> None:
        """Ends all workers, at work or not."""
        with self._lock:
            self._dismissed = True
            for worker in self._workers:
                worker.kill()

    def close(self) -> None:
        """Waits for the ended workers and closes what they were fed through."""
        for worker in self._workers:
            with contextlib.suppress(BrokenPipeError):
                worker.communicate()


def _own_group() -> int | None:
    """A process group of its own keeps the terminal's Ctrl-C from the worker (Windows has none)."""
    return 0 if os.name == "posix" else None


def _lost(article: Article) -> Problem:
    return Problem(
        article.file, "the process that analysed it died: is the memory full? Run again with fewer processes"
    )


def _serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answers chunks until the input ends."""
    from extract import analyse_chunk

    while True:
        try:
            chunk = pickle.load(requests)
        except EOFError:
            return
        pickle.dump(list(analyse_chunk(chunk)), answers)
        answers.flush()


def _main() -> None:
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints must not mix with the answers
    try:
        _serve(sys.stdin.buffer, answers)
    except BrokenPipeError:  # the parent is gone
        os._exit(1)


if __name__ == "__main__":
    _main()
