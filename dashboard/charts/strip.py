"""A mark for each event along the track of the date slider: where it is worth stopping."""

from collections.abc import Mapping, Sequence

from dashboard.charts import style, words
from dashboard.charts.chart import Chart, figure
from dashboard.charts.style import Look, plain, shorten


def strip(months: Sequence[str], happened: Mapping[str, Sequence[str]], *, chosen: str, look: Look) -> Chart:
    """One tick a month (YYYY-MM) with events, taller the more there are; `customdata` is the month."""
    places = {month: i for i, month in enumerate(months)}
    marked = [month for month in months if happened.get(month)]
    most = max((len(happened[m]) for m in marked), default=1)
    trace = {
        "type": "bar",
        "x": [places[m] for m in marked],
        "y": [0.45 + 0.55 * len(happened[m]) / most for m in marked],
        "width": [max(len(months) * 0.005, 0.2)] * len(marked),
        "marker": {"color": [look.announced if m == chosen else look.over for m in marked], "line": {"width": 0}},
        "customdata": [[m] for m in marked],
        "hovertext": [
            f"<b>{words.when(m)}</b><br>" + "<br>".join(plain(shorten(t, 80)) for t in list(happened[m])[:6])
            for m in marked
        ],
    }
    return figure(
        [trace], look, height=30, title="Events", margin={"l": 7, "r": 7, "t": 2, "b": 0},
        xaxis=style.hidden_axis(range=[0, max(len(months) - 1, 1)]), yaxis=style.hidden_axis(range=[0, 1]),
    )  # fmt: skip
