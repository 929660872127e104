"""The state in the address: how a widget reads it and writes it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import streamlit as st

from dashboard import state
from dashboard.state import State


def go_to(there: State) -> None:
    """Writes the address; the browser keeps the old one behind its back button."""
    st.query_params.from_dict(state.write(there))


def change(**choices: Any) -> None:
    """Changes some choices of the present address."""
    go_to(replace(state.read(st.query_params.to_dict()), **choices))


def control(
    name: str, value: Any, to_state: Callable[[Any], Any] = lambda shown: shown or "", key: str | None = None
) -> dict[str, Any]:
    """The keyword arguments that tie a widget to one choice of the state: it shows `value`, and writes the address."""
    widget = key or f"choose_{name}"
    st.session_state[widget] = value

    def write() -> None:
        change(**{name: to_state(st.session_state[widget])})

    return {"key": widget, "on_change": write}
