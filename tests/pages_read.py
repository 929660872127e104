"""What a test reads off a page that Streamlit runs without a browser."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest


def run(app: "AppTest") -> "AppTest":
    """One run of the page, which must neither raise nor say that something went wrong."""
    app.run()
    assert not app.exception
    assert not any("Something went wrong" in block.value for block in app.markdown)
    return app


def markup(app: "AppTest") -> str:
    """All that the page wrote as HTML."""
    return "\n".join(str(block.proto.body) for block in app.get("html"))
