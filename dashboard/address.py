"""The state in the address: how a widget reads it and writes it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from dashboard import state
from dashboard.state import NARROWING, State

_FOLLOWED = "address_followed"


def go_to(there: State) -> None:
    """Writes the address; the browser keeps the old one behind its back button."""
    st.query_params.from_dict(state.write(there))


def change(**choices: Any) -> None:
    """Changes some choices of the present address."""
    go_to(replace(state.read(st.query_params.to_dict()), **choices))


def reset() -> None:
    """Takes back all that narrows the view, on this page and on the others."""
    go_to(state.read(st.query_params.to_dict()).without(*NARROWING))


def follow(page: str) -> None:
    """Has the browser show the address of this run; once a run, when its page is known.

    Streamlit's browser writes the address of a link to another page only: one to another view of the same page
    changes what is shown and leaves the old address, until it is told the new one.
    """
    address = (page, str(sorted(st.query_params.to_dict().items())))
    before = st.session_state.get(_FOLLOWED)
    run = get_script_run_ctx()
    # after a step through the browser's history the address is right, and may be another by now
    if before and before != address and before[0] == page and run and not run.is_history_navigation:
        st.query_params.from_dict(st.query_params.to_dict())
    st.session_state[_FOLLOWED] = address


def control(
    name: str, value: Any, to_state: Callable[[Any], Any] = lambda shown: shown or "", key: str | None = None
) -> dict[str, Any]:
    """The keyword arguments that tie a widget to one choice of the state: it shows `value`, and writes the address."""
    widget = key or f"choose_{name}"
    st.session_state[widget] = value

    def write() -> None:
        change(**{name: to_state(st.session_state[widget])})

    return {"key": widget, "on_change": write}
