"""Offices: the map, and the same as a table."""

from dashboard import page, tabular
from dashboard.charts.frames import drawn
from dashboard.charts.office_map import as_of, office_map
from dashboard.downloads import Downloads
from dashboard.sidebar import sidebar
from dashboard.view import View


def render(view: View) -> None:
    """The page."""
    sidebar(view, ("offices",))
    page.heading("Offices")
    page.n_of_m(len(view.sites), view.known.sites, "place")
    if view.sites.empty:
        page.empty(view, "places", len(view.known.sites))
        return
    sites = as_of(view.sites, f"{view.state.years[1]}-12-31") if view.state.years else view.sites
    chart = office_map(sites, look=view.look, width=view.width)
    told = drawn(chart, sites)
    page.show(
        view,
        chart,
        told,
        Downloads(f"offices {view.scope}", lambda: tabular.sites(told)),
        key="map",
    )
    page.table(tabular.sites, sites, key="sites")
