"""A chart as plotly.js takes it, and the same as a picture that stands alone."""

from dataclasses import dataclass, replace
from typing import Any

from dashboard.charts.style import LOOKS, SANS, SERIF, TEXT_SIZE, Look, plain, wrap

Trace = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Chart:
    """Traces and layout, as plain as JSON: to build Plotly's own objects of them would take most of a page's time.

    What is written around a chart stands beside it: the page shows it above and below, `framed` draws it into a
    picture. A point's `customdata[0]` is the fact it stands for.
    """

    data: list[Trace]
    layout: dict[str, Any]
    title: str
    subtitle: str = ""
    source: str = ""
    scope: str = ""  # the filters in words: a page shows them at its side, a picture must tell them
    look: str = "light"

    @property
    def height(self) -> int:
        """Pixels."""
        return int(self.layout["height"])

    @property
    def facts(self) -> set[str]:
        """The ids of the facts that stand in it."""
        return {data[0] for trace in self.data for data in trace.get("customdata", ())}


def figure(traces: list[Trace], look: Look, *, height: int, title: str, subtitle: str = "", **layout: Any) -> Chart:
    """A chart in the house style."""
    for trace in traces:
        # a click marks nothing and fades nothing: it opens the evidence
        trace.setdefault("hoverinfo", "text" if "hovertext" in trace else "skip")
        rest: dict[str, Any] = {"marker": {"opacity": 1}}
        if "text" in trace.get("mode", ""):
            rest["textfont"] = {"color": trace.get("textfont", {}).get("color", look.ink)}
        trace["selected"] = trace["unselected"] = rest
        if trace["type"] == "scatter":
            trace.setdefault("cliponaxis", False)
    font = {"family": SANS, "size": TEXT_SIZE, "color": look.ink}
    base: dict[str, Any] = {
        "height": height,
        "font": font,
        "paper_bgcolor": look.paper,
        "plot_bgcolor": look.paper,
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
        "showlegend": False,
        "hovermode": "closest",
        "hoverlabel": {
            "bgcolor": look.panel, "bordercolor": look.line, "font": font, "align": "left",
        },
        "dragmode": False,
        "clickmode": "event+select",
        "bargap": 0,
        "barmode": "overlay",
        "uirevision": "keep",
        "autotypenumbers": "strict",
    }  # fmt: skip
    return Chart(traces, base | layout, title, subtitle, look=look.name)


def framed(chart: Chart, *, width: int = 1180) -> Chart:
    """The chart as a picture that stands alone: title, filters, subtitle and source line drawn in."""
    look = LOOKS[chart.look]
    per_line = width // 11
    title = wrap(chart.title, per_line, 2)
    under = filter(None, (chart.scope, chart.subtitle))
    subtitle = [line for words in under for line in wrap(words, int(per_line * 1.55), 2)]
    source = wrap(chart.source, int(per_line * 1.6), 3) if chart.source else []
    top = 28 + 30 * len(title) + 20 * len(subtitle) + 14
    bottom = 24 + 18 * len(source)
    margin = chart.layout["margin"]
    outer = {"l": margin["l"] + 28, "r": margin["r"] + 28, "t": margin["t"] + top, "b": margin["b"] + bottom}

    def told(lines: list[str], **options: Any) -> dict[str, Any]:
        return {"text": "<br>".join(map(plain, lines)), "x": 0, "xref": "paper", "xshift": -margin["l"],
                "yref": "paper", "xanchor": "left", "align": "left", "showarrow": False, **options}  # fmt: skip

    notes = [
        *chart.layout.get("annotations", ()),
        told(title, y=1, yshift=margin["t"] + top - 24, yanchor="top",
             font={"family": SERIF, "size": 24, "color": look.ink}),
    ]  # fmt: skip
    if subtitle:
        notes.append(
            told(subtitle, y=1, yshift=margin["t"] + top - 28 - 30 * len(title), yanchor="top",
                 font={"family": SANS, "size": 15, "color": look.muted})
        )  # fmt: skip
    if source:
        notes.append(
            told(source, y=0, yshift=-margin["b"] - bottom + 14, yanchor="bottom",
                 font={"family": SANS, "size": 12, "color": look.muted})
        )  # fmt: skip
    size = {"width": width, "height": chart.height + top + bottom, "margin": outer, "annotations": notes}
    return replace(chart, layout=chart.layout | size)
