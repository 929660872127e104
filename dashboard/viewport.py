"""How many charts stand side by side: the browser tells how wide it is, once, and again when that changes much."""

import streamlit as st

_KEY = "viewport"

_SCRIPT = """
export default function (component) {
  const { setStateValue, data } = component;
  const main = document.querySelector('[data-testid="stMain"]') || document.body;
  let told = data;
  const tell = () => {
    const room = main.clientWidth;
    const width = room < 560 ? "narrow" : room < 900 ? "medium" : "wide";
    if (width !== told) { told = width; setStateValue("width", width); }
  };
  const observer = new ResizeObserver(tell);
  observer.observe(main);
  tell();
  return () => observer.disconnect();
}
"""


# pixels that a chart has at least, and boxes or panels that fit beside each other
PIXELS = {"wide": 880, "medium": 600, "narrow": 420}


def width() -> str:
    """`wide`, `medium` or `narrow`; `wide` until the browser has told otherwise."""
    known = st.session_state.get(_KEY) or {}
    return str(known.get("width") or "wide")


def probe() -> None:
    """Asks the browser; once a run, in app.py."""
    mount = st.components.v2.component("viewport", js=_SCRIPT, html="<span></span>")
    with st.container(key="viewport_probe"):
        mount(key=_KEY, data=width(), default={"width": width()}, on_width_change=lambda: None)
