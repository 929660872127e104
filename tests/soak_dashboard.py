"""Twenty sessions at once, each changing filters for a minute: none may see another's state, none may fail.

    python tests/soak_dashboard.py [--sessions 20] [--seconds 60]

Each session speaks to the server as a browser does, over its own WebSocket, and asks each time for another country or
day; the line `n of m` must answer for that one and no other. Exits 1 on any stranger's state or error.
"""

import argparse
import asyncio
import random
import re
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "browser"))

from conftest import served
from newsroom import save
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect

ANSWERS = {
    "": "4 of 4", "country=FR": "1 of 4", "country=BE": "1 of 4", "country=NL": "1 of 4", "country=JP": "1 of 4",
    "country=ES": "1 of 4", "country=IS": "0 of 4", "known=2018-03-02": "0 of 0", "known=2018-03-03": "2 of 2",
    "known=2019-12-31&country=NL": "1 of 2", "known=2021-12-31": "3 of 3",
}  # fmt: skip
PAUSE = 0.4
ANSWER_WITHIN = 30.0


async def session(address: str, seconds: float, number: int) -> tuple[int, list[str]]:
    """One reader's minute: how many choices it made, and what went wrong."""
    chance = random.Random(number)
    wrong: list[str] = []
    made = 0
    url = address.replace("http", "ws", 1) + "/_stcore/stream"
    async with connect(url, subprotocols=["streamlit"], max_size=None) as socket:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            query = chance.choice(list(ANSWERS))
            message = BackMsg()
            message.rerun_script.query_string = query
            message.rerun_script.page_name = "offices"
            await socket.send(message.SerializeToString())
            try:
                told, failures = await asyncio.wait_for(answer(socket), ANSWER_WITHIN)
            except TimeoutError:
                wrong.append(f"session {number}: no answer within {ANSWER_WITHIN:.0f} s")
                break
            wrong += [f"session {number}: {failure}" for failure in failures]
            if told != ANSWERS[query]:
                wrong.append(f"session {number}: asked for {query or 'all'}, was told {told}")
            made += 1
            await asyncio.sleep(PAUSE * chance.random())
    return made, wrong


async def answer(socket) -> tuple[str, list[str]]:  # type: ignore[no-untyped-def]  # a websocket
    """The `n of m` of the run just asked for, and any error it showed."""
    told, failures = "", []
    while True:
        message = ForwardMsg()
        message.ParseFromString(await socket.recv())
        element = message.delta.new_element
        if element.HasField("exception"):
            failures.append(element.exception.message)
        if "Something went wrong" in element.markdown.body:
            failures.append(element.markdown.body)
        if found := re.search(r'n-of-m"><b>(\d+)</b> of (\d+)', element.html.body):
            told = f"{found[1]} of {found[2]}"
        if message.HasField("script_finished") and told:
            return told, failures


async def soak(address: str, sessions: int, seconds: float) -> int:
    """Runs them all together; prints what came of it."""
    done = await asyncio.gather(*(session(address, seconds, n) for n in range(sessions)))
    wrong = [line for _, lines in done for line in lines]
    print(f"{sessions} sessions, {sum(made for made, _ in done)} choices in {seconds:.0f} s, {len(wrong)} wrong")
    for line in wrong[:20]:
        print(line)
    return 1 if wrong or not all(made for made, _ in done) else 0


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description="Many sessions of the dashboard at once.")
    parser.add_argument("--sessions", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=60)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary, served(save(Path(temporary))) as address:
        return asyncio.run(soak(address, options.sessions, options.seconds))


if __name__ == "__main__":
    raise SystemExit(main())
