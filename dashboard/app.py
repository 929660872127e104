"""The app: its pages, what stands around each, and nothing else."""

import logging
import os
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard import address, drawer, page, state, viewport
from dashboard.charts import style
from dashboard.view import TABLES, View, current, folder, look
from extract.tables import NoTablesError

log = logging.getLogger("comptoir")

HERE = Path(__file__).resolve().parent
NAMES = ("overview", "people", "offices", "figures", "articles", "slides")

st.set_page_config(page_title="Comptoir", page_icon=str(HERE / "static" / "icon.svg"), layout="wide")


def main() -> None:
    """The header with its links, the page of this address, the evidence drawer."""
    view, problem = _opened()
    pages = {
        name: st.Page(partial(_render, name, view), title=name.title(), url_path=name, default=name == NAMES[0])
        for name in NAMES
    }
    chosen = st.navigation(list(pages.values()), position="hidden")
    address.follow(chosen.url_path)
    _masthead(list(pages.values()), chosen)
    if view is None:
        st.title(problem[0])
        st.markdown(problem[1])
        return
    page.PAGES.update(pages)
    viewport.probe()
    page.notice_closing(view.state.evidence)
    with page.calm(chosen.title):
        chosen.run()
        drawer.render(view)


def _opened() -> tuple[View | None, tuple[str, str]]:
    """What this run is about; where there is none, a heading and what to do."""
    again = "Start Comptoir anew on the articles, and it extracts them again: `comptoir dashboard PATH`"
    if folder() is None:
        if TABLES in os.environ:
            return None, ("These tables are gone", f"The folder in which they were kept has been emptied. {again}")
        return None, ("No articles are open", "Start Comptoir on a folder of articles: `comptoir dashboard PATH`")
    try:
        return current(), ("", "")
    except NoTablesError as error:
        log.warning("%s", error)
        return None, ("These tables cannot be read", f"They are damaged, or another version wrote them. {again}")


def _render(name: str, view: View | None) -> None:
    # a page is loaded when it is first asked for: the Slides alone bring what writes PowerPoint
    import_module(f"dashboard.views.{name}").render(view)


def _masthead(pages: list[Any], chosen: Any) -> None:
    """How all of the page looks; over it the name of the app, and links to the other pages with the filters chosen."""
    here = f".st-key-masthead > :nth-child({pages.index(chosen) + 2}) a"  # the first is the wordmark
    marked = f"{here} {{ background: var(--land); }} {here} p {{ font-weight: 650; }}"
    st.html(f"<style>{style.variables(look())}\n{page.stylesheet()}\n{marked}</style>")
    filters = state.elsewhere(state.read(st.query_params.to_dict()))
    with st.container(key="masthead", horizontal=True, vertical_alignment="center"):
        st.html('<p class="wordmark">Comptoir</p>', width="content")
        for linked in pages:
            st.page_link(linked, label=linked.title, query_params=filters)


main()
