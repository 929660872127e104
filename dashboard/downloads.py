"""The buttons under a chart: picture, drawing, data and slide. Each is made only when it is asked for."""

import csv
import io
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field

import streamlit as st

from dashboard.charts.chart import Chart, framed
from dashboard.tabular import Rows
from extract.cells import inert

PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


@dataclass(frozen=True)
class Downloads:
    """What can be taken away: `name` becomes the file name, `table` makes the CSV of what is drawn."""

    name: str
    table: Callable[[], Rows] = field(repr=False)


def file_name(name: str, extension: str) -> str:
    """`comptoir-people-benelux-2016-2019.png` from words in any language."""
    ascii_ = unicodedata.normalize("NFKD", name.replace("–", "-")).encode("ascii", "ignore").decode().lower()
    slug = "-".join("".join(c if c.isalnum() else " " for c in ascii_).split())[:80]
    return f"comptoir-{slug or 'chart'}.{extension}"


def as_csv(table: Rows) -> bytes:
    """UTF-8 CSV (with the mark that spreadsheets look for); no cell is read as a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(table)
    for row in zip(*table.values(), strict=True):
        writer.writerow([_cell(value) for value in row])
    return out.getvalue().encode("utf-8-sig")


def _cell(value: object) -> object:
    if isinstance(value, (list, tuple)):
        value = " ".join(map(str, value))
    if value is None or value != value:
        return ""
    return inert(value) if isinstance(value, str) else value


def offer(chart: Chart, downloads: Downloads, *, key: str, slides: Callable[[], bytes] | None = None) -> None:
    """The download buttons of one chart; `slides` makes the deck of this chart alone."""
    with st.popover("Download", type="tertiary", width="content"):
        st.download_button(
            "PNG picture", lambda: _png(chart), file_name(downloads.name, "png"), "image/png",
            key=f"png_{key}", on_click="ignore", width="stretch",
        )  # fmt: skip
        st.download_button(
            "PNG, transparent", lambda: _png(chart, transparent=True),
            file_name(f"{downloads.name} transparent", "png"), "image/png",
            key=f"png_clear_{key}", on_click="ignore", width="stretch",
        )  # fmt: skip
        st.download_button(
            "SVG drawing", lambda: _svg(chart), file_name(downloads.name, "svg"), "image/svg+xml",
            key=f"svg_{key}", on_click="ignore", width="stretch",
        )  # fmt: skip
        st.download_button(
            "CSV of what is drawn", lambda: as_csv(downloads.table()), file_name(downloads.name, "csv"),
            "text/csv", key=f"csv_{key}", on_click="ignore", width="stretch",
        )  # fmt: skip
        if slides is not None:
            st.download_button(
                "PowerPoint slide", slides, file_name(downloads.name, "pptx"), PPTX,
                key=f"pptx_{key}", on_click="ignore", width="stretch",
            )  # fmt: skip


def _png(chart: Chart, *, transparent: bool = False) -> bytes:
    from dashboard.export import images  # on a click only: it loads what draws

    return images.png(framed(chart), scale=2, transparent=transparent)


def _svg(chart: Chart) -> str:
    from dashboard.export import images

    return images.svg(framed(chart))
