"""Offices: the map, and the same as a table."""


from dashboard import page, tabular
from dashboard.charts.office_map import office_map
from dashboard.downloads import Downloads


def render() -> None:
    """The page."""
    view = page.current()
    page.sidebar(view, ("offices",))
    page.heading("Offices")
    page.n_of_m(len(view.sites), view.known.sites, "place")
    if view.sites.empty:
        page.empty(view, "places", len(view.known.sites.frame))
        return
    rows = tabular.sites(view.sites)
    page.show(office_map(view.sites, look=view.look), view.sites, Downloads(f"offices {view.scope}", rows), key="map")
    page.table(rows, view.sites, key="sites")
