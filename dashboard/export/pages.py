"""A slide before it is drawn: what it says, what it stands for, and how to draw it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

import pandas as pd

from dashboard.charts import words
from dashboard.charts.style import Look
from dashboard.export.drawing import Area, Canvas
from dashboard.export.evidence import Evidence, Fact

SUBTITLE, GAP, SOURCE = 10.5, 10.0, 8.0  # sizes in points
# a look whose colours are the names of the roles: charts that colour their parts tell the role then
ROLES = Look(**{name: name for name in Look.__slots__})


@dataclass(frozen=True, slots=True)
class Swatch:
    """One entry of a slide's key: a small mark as the chart draws it, and what it means."""

    meaning: str
    role: str
    mark: Literal[
        "bar",
        "pale",
        "fades",
        "box",
        "faint",
        "dashed",
        "tick",
        "diamond",
        "circle",
        "square",
        "triangle-up",
        "triangle-left",
        "x-thin",
    ]


@dataclass(frozen=True)
class Page:
    """One slide to be. `draw` gets the room under the subtitle; `outline` lists what the slide will hold."""

    chart: str
    title: str
    subtitle: str
    facts: Sequence[Fact]
    draw: Callable[[Canvas, Area], None] = field(repr=False)
    outline: Sequence[str] = ()
    part: str = ""  # "(1 of 2)" where one chart takes several slides
    key: Sequence[Swatch] = ()  # stands before the subtitle; colours have no names, for a template brings its own

    @property
    def heading(self) -> str:
        """The whole title."""
        return f"{self.title} {self.part}".strip()


@dataclass(frozen=True)
class Content:
    """What a deck is about: the facts that pass its filters, and what all its slides share."""

    tenures: pd.DataFrame
    sites: pd.DataFrame
    points: pd.DataFrame
    parents: dict[str, str]
    evidence: Evidence
    scope: str = ""
    day: str = ""  # the day that the org chart is of; empty where no post has a date
    years: tuple[int, int] | None = None  # events of others are left out
    countries: tuple[str, ...] = ()  # posts left empty in others are left out

    @property
    def until(self) -> str:
        """The day on which places are shown as they stood; empty for the last that is told."""
        return f"{self.years[1]}-12-31" if self.years else ""

    @property
    def frames(self) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
        """Tenures, sites and points."""
        return self.tenures, self.sites, self.points


def numbered(pages: Sequence[Page], most: int, noun: str) -> list[Page]:
    """The first `most` pages of one chart, told as 1 of 2 where they are several; the last says what is left out."""
    kept = list(pages[:most])
    if len(pages) > most:
        left = {fact["fact_id"] for page in pages[most:] for fact in page.facts}
        count = len(left) or sum(len(page.outline) for page in pages[most:])  # articles are no facts
        text = f"{words.sentence(words.counted(count, f'more {noun}'))} not shown: choose a company or fewer years."
        kept[-1] = replace(kept[-1], subtitle=f"{kept[-1].subtitle} {text}".strip())
    if len(kept) < 2:
        return kept
    return [replace(page, part=f"({i} of {len(kept)})") for i, page in enumerate(kept, start=1)]
