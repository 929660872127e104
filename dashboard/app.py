"""The app: its pages, what stands around each, and nothing else."""

import logging
import os
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import streamlit as st

from dashboard import drawer, page, state, viewport
from dashboard.charts import style
from dashboard.view import TABLES, current, folder, look
from extract.tables import NoTablesError

log = logging.getLogger("comptoir")

HERE = Path(__file__).resolve().parent

st.set_page_config(page_title="Comptoir", page_icon=str(HERE / "static" / "icon.svg"), layout="wide")
st.html(f"<style>{style.variables(look())}</style>")
st.html(HERE / "static" / "page.css")


def _view(name: str) -> Callable[[], None]:
    """A page that is loaded when it is first asked for: the Slides alone bring what writes PowerPoint."""

    def render() -> None:
        import_module(f"dashboard.views.{name}").render()

    return render


PAGES = {
    "overview": st.Page(_view("overview"), title="Overview", url_path="overview", default=True),
    **{
        name: st.Page(_view(name), title=name.title(), url_path=name)
        for name in ("people", "offices", "figures", "articles", "slides")
    },
}


def main() -> None:
    """The header with its links, the page of this address, the evidence drawer."""
    chosen = st.navigation(list(PAGES.values()), position="hidden")
    filters = state.write(state.read(st.query_params.to_dict()).without("article", "claim", "evidence", "rows", "on"))
    with st.container(key="masthead", horizontal=True, vertical_alignment="center"):
        st.html('<p class="wordmark">Comptoir</p>', width="content")
        for linked in PAGES.values():
            with st.container(
                key=f"nav_{linked.url_path or 'overview'}{'_here' if linked is chosen else ''}", width="content"
            ):
                st.page_link(linked, label=linked.title, query_params=filters)
    if folder() is None:
        if TABLES in os.environ:
            st.title("These tables are gone")
            st.markdown("The folder in which they were kept has been emptied. Start Comptoir anew on the articles, "
                        "and it extracts them again: `comptoir dashboard PATH`")  # fmt: skip
            return
        st.title("No articles are open")
        st.markdown("Start Comptoir on a folder of articles: `comptoir dashboard PATH`")
        return
    page.PAGES.update(PAGES)
    try:
        view = current()
    except NoTablesError as error:
        log.warning("%s", error)
        st.title("These tables cannot be read")
        st.markdown("They are damaged, or another version wrote them. Start Comptoir anew on the articles, and it "
                    "extracts them again: `comptoir dashboard PATH`")  # fmt: skip
        return
    viewport.probe()
    page.notice_closing(view.state.evidence)
    with page.calm(chosen.title):
        chosen.run()
        drawer.render(current(), PAGES["articles"])


main()
