"""Figures: a panel a series, theme by theme."""


from dashboard import page, tabular
from dashboard.charts.metrics import panels
from dashboard.downloads import Downloads


def render() -> None:
    """The page."""
    view = page.current()
    page.sidebar(view, ("figures",))
    page.heading("Figures")
    page.n_of_m(len(view.points), view.known.points, "number")
    if view.points.empty:
        page.empty(view, "numbers", len(view.known.points.frame))
        return
    page.show(
        panels(view.points, look=view.look, subject=view.state.company), view.points.head(400),
        Downloads(f"figures {view.scope}", tabular.points(view.points)), key="figures",
    )  # fmt: skip
    page.table(tabular.points(view.points), view.points, key="points")
