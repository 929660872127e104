"""The server: the app in this process, warm before anybody is told its address.

What the first page needs is loaded, built and drawn once for nobody, so that the first reader waits for the browser
alone. The other pages are made ready right after, while the first is being read; then what was known by any day.
"""

import asyncio
import gc
import os
import signal
import sys
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import Runtime

from dashboard.view import TABLES

ROOT = Path(__file__).resolve().parent.parent
_FIRST = ""
_LATER = ("people", "offices", "figures", "articles")
_BEFORE_ALL = "known=1000-01-01"  # a day whose page is empty, but for which every day is made ready
_HEAD_START = 15.0  # seconds the first page has for itself, on a slow machine too


def serve(tables: Path, *, port: int, on_ready: Callable[[], None] = lambda: None) -> int:
    """Runs the app on the tables of a folder until it is told to end; its exit code. Once a process.

    `on_ready` is called when the first page can be asked for.
    """
    os.environ[TABLES] = str(tables.resolve())
    os.chdir(ROOT)  # where Streamlit looks for .streamlit/config.toml

    @asynccontextmanager
    async def lifespan(_: st.App) -> AsyncGenerator[None, None]:
        reader = _Nobody()
        await reader.open(_FIRST)
        later = asyncio.create_task(_rest(reader))
        on_ready()
        yield
        later.cancel()

    app = st.App(ROOT / "dashboard" / "app.py", lifespan=lifespan)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        app.run(config={"server.port": port, "server.address": "127.0.0.1", "logger.hideWelcomeMessage": True})
    except KeyboardInterrupt:  # how one ends the app
        return 0
    return 0


async def _rest(reader: "_Nobody") -> None:
    await asyncio.sleep(_HEAD_START)
    for name in _LATER:
        await reader.open(name)
    await reader.open(_FIRST, _BEFORE_ALL)
    reader.leave()


class _Nobody:
    """A session of the app's own: it asks for pages as a browser would, and shows them to nobody."""

    client_context = None

    def __init__(self) -> None:
        self._runtime = Runtime.instance()
        self._finished = asyncio.Event()
        self._session = self._runtime.connect_session(client=self, user_info={})

    def write_forward_msg(self, msg: ForwardMsg) -> None:
        """What the page sends; only its end matters here."""
        if msg.HasField("script_finished"):
            self._finished.set()

    async def open(self, name: str, query: str = "") -> None:
        """Runs the page of a name, as far as its end."""
        self._finished.clear()
        message = BackMsg()
        message.rerun_script.page_name = name
        message.rerun_script.query_string = query
        self._runtime.handle_backmsg(self._session, message)
        await self._finished.wait()
        # Streamlit collects garbage after every run of a page; what a page has loaded for good need not be looked
        # through each time
        gc.collect()
        gc.freeze()

    def leave(self) -> None:
        """Ends the session and what the server remembers of it."""
        self._runtime.close_session(self._session)
