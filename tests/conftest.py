"""A few articles; the newsroom's tables, and the app opened on them as Streamlit runs it, without a browser."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from articles_made import make_articles

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

APP = Path(__file__).resolve().parents[1] / "dashboard" / "app.py"


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    return make_articles(tmp_path / "articles", 3)


@pytest.fixture(scope="session")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from browser.newsroom import save  # the tests of the extraction do without the app, and what it loads

    return save(tmp_path_factory.mktemp("newsroom"))


@pytest.fixture
def open_page(newsroom: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., "AppTest"]:
    """Opens the page of a name with an address's parameters; it must not raise."""
    from pages_read import run
    from streamlit.testing.v1 import AppTest
    from streamlit.util import calc_hash

    def opened(name: str = "overview", folder: Path | None = newsroom, **address: str) -> AppTest:
        if folder is None:
            monkeypatch.delenv("COMPTOIR_TABLES", raising=False)
        else:
            monkeypatch.setenv("COMPTOIR_TABLES", str(folder))
        app = AppTest.from_file(str(APP), default_timeout=60)
        if name != "overview":
            app._page_hash = calc_hash(name)  # its public switch_page knows pages that are files only
        for key, value in address.items():
            app.query_params[key] = value
        return run(app)

    return opened
