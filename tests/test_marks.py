"""What charts draw: a mark means the same everywhere, what belongs together is joined, and no label covers another."""

import html
import itertools
import math
import re
from typing import Any

import pandas as pd
import pytest
from browser.newsroom import tables

from dashboard.charts import geography, map_labels, metrics, office_map, panels, style, timeline, words
from dashboard.charts.chart import Chart
from dashboard.charts.frames import frame, records
from dashboard.export import figure_slides
from extract.facts import Facts, build

CITIES = [("Brussels", "BE"), ("Ghent", "BE"), ("Antwerp", "BE"), ("Amsterdam", "NL"), ("Rotterdam", "NL"),
          ("Lille", "FR"), ("Paris", "FR"), ("Cologne", "DE"), ("London", "GB"), ("Lisbon", "PT")]  # fmt: skip
FAR = [("Tokyo", "JP"), ("Seoul", "KR"), ("New York", "US"), ("Chicago", "US"), ("Paris", "FR")]


@pytest.fixture(scope="module")
def facts() -> Facts:
    return build(tables())


def places(facts: Facts, where: list[tuple[str, str]]) -> pd.DataFrame:
    """The first of the newsroom's places, in other towns."""
    first = facts.sites.iloc[0].to_dict()
    rows = [{**first, "fact_id": f"s{i}", "city": city, "country": country} for i, (city, country) in enumerate(where)]
    return pd.DataFrame({name: pd.Series([row[name] for row in rows], dtype=object) for name in first})


# --- tenures


def test_an_arrow_leads_from_each_predecessor_to_the_successor(facts: Facts) -> None:
    drawn = timeline.timeline(facts.tenures, look=style.LIGHT)
    arrows = [note for note in drawn.layout["annotations"] if note.get("showarrow")]
    lines = [shape for shape in drawn.layout["shapes"] if shape.get("xref") != "paper"]
    follows = facts.tenures.set_index("fact_id")["predecessor_id"].dropna()
    assert len(arrows) == len(lines) == len(follows) == 1
    assert arrows[0]["ax"] == lines[0]["x0"] == lines[0]["x1"] <= arrows[0]["x"]
    assert arrows[0]["y"] == lines[0]["y1"] != lines[0]["y0"]


@pytest.mark.parametrize("width", [1180, 880, 600])
@pytest.mark.parametrize("start", ["2014-03-01", "2018-03-03", "2021-02-20"])
def test_the_line_of_a_succession_passes_beside_the_successors_label(facts: Facts, start: str, width: int) -> None:
    tenures = facts.tenures.copy()
    after = tenures.index[tenures["predecessor_id"].notna()][0]
    before = tenures.index[tenures["fact_id"] == tenures.at[after, "predecessor_id"]][0]
    tenures.at[after, "start"] = tenures.at[before, "end"] = start
    drawn = timeline.timeline(tenures, look=style.LIGHT, width=width)
    (line,) = [shape for shape in drawn.layout["shapes"] if shape.get("xref") != "paper"]
    texts = next(trace for trace in drawn.data if trace.get("mode") == "text")
    label = texts["customdata"].index([tenures.at[after, "fact_id"]])
    left, right = (pd.Timestamp(end) for end in drawn.layout["xaxis"]["range"])
    at, anchor = (pd.Timestamp(day) for day in (line["x0"], texts["x"][label]))
    if texts["textposition"][label] == "middle left":
        told = re.sub(r"<.*?>", "", html.unescape(texts["text"][label])).strip()
        anchor -= (right - left) * (len(told) * style.LETTER / width)
    assert at < anchor


def test_the_axis_of_a_few_weeks_names_days_not_one_month_again_and_again(facts: Facts) -> None:
    one = facts.tenures[facts.tenures["person"] == "Claire Fontaine"].assign(seen_from=None, seen_to=None)
    assert "%-d" in timeline.timeline(one, look=style.LIGHT).layout["xaxis"]["tickformat"]
    assert "%-d" not in timeline.timeline(facts.tenures, look=style.LIGHT).layout["xaxis"]["tickformat"]


def alphas(drawn: Chart, fact: str) -> list[float]:
    bars = next(trace for trace in drawn.data if trace["type"] == "bar")
    colours = zip(bars["customdata"], bars["marker"]["color"], strict=True)
    return [float(colour.rsplit(",", 1)[1].rstrip(")")) for (of,), colour in colours if of == fact]


def test_ends_that_are_told_are_sharp_and_others_fade(facts: Facts) -> None:
    told = facts.tenures[facts.tenures["person"] == "Claire Fontaine"].assign(
        start="2018", start_basis="told", end="2020", end_basis="told"
    )
    fact = told["fact_id"].iloc[0]
    assert alphas(timeline.timeline(told, look=style.LIGHT), fact) == [1.0]
    inferred = told.assign(start_basis=None, end_basis="successor")
    fading = alphas(timeline.timeline(inferred, look=style.LIGHT), fact)
    solid = fading.index(1.0)
    assert fading[:solid] == sorted(fading[:solid]) and fading[:solid]
    assert fading[solid:] == sorted(fading[solid:], reverse=True) and len(fading) > solid + 1


# --- numbers


def numbers(facts: Facts, metric: str, told: list[tuple[str | None, float, str]]) -> pd.DataFrame:
    """One of the newsroom's numbers told again: of these periods (None: the article's day), values and natures."""
    first = facts.series[facts.series["metric"] == "sales"].iloc[0].to_dict()
    rows = [
        {**first, "fact_id": f"p{i}", "metric": metric, "unit": "EUR", "period": period, "value": value,
         "date": words.day(period, last=True).isoformat() if period else f"{2019 + i}-03-01", "nature": nature}
        for i, (period, value, nature) in enumerate(told)
    ]  # fmt: skip
    return frame(rows, facts.series.columns)


def joins(drawn: Chart) -> list[list[float]]:
    """The values that lines lead between: whole ones between what is so, dashed ones from what was promised."""
    lines = [trace for trace in drawn.data if trace["mode"] == "lines" and "customdata" not in trace]
    return [
        t["y"] for t in lines if t["line"].get("dash") == "dash" or t["line"] == {"color": style.LIGHT.fact, "width": 2}
    ]


def test_a_target_is_hollow_and_joined_to_what_became_of_it(facts: Facts) -> None:
    sales = facts.series[facts.series["metric"] == "sales"]
    drawn = metrics.panels(sales, look=style.LIGHT, subject="")
    marks = {trace["marker"]["symbol"] for trace in drawn.data if trace["mode"] == "markers"}
    assert marks == {style.FIGURES["actual"].glyph(), style.FIGURES["target"].glyph()}
    assert [40_000.0, 31_000.0] in joins(drawn)


@pytest.mark.parametrize(
    ("metric", "told", "lines"),
    [
        ("sales", [("2016", 50.1, "forecast"), ("2016", 48.0, "actual")], [[50.1, 48.0]]),
        ("sales", [("2014/2016", 50.1, "target"), ("2016", 48.0, "actual")], [[50.1, 48.0]]),
        ("sales", [("2016", 50.1, "forecast"), ("2020", 271.5, "actual")], []),
        ("sales", [("2016-10/2016-12", 50.1, "forecast"), ("2016", 200.0, "actual")], []),
        ("sales", [(None, 50.1, "forecast"), ("2020", 271.5, "actual")], []),
        ("stores", [("2019", 80.0, "target"), (None, 25.0, "actual")], []),
        ("revenue", [("2015", 1.0, "actual"), ("2016", 2.0, "actual")], [[1.0, 2.0]]),
        ("revenue", [("2015-01/2015-03", 1.0, "actual"), ("2016-10/2016-12", 2.0, "actual")], [[1.0, 2.0]]),
        ("revenue", [("2016-10/2016-12", 53.2, "actual"), ("2020-11-01/2020-11-11", 498.2, "actual")], []),
        ("revenue", [("2016", 53.2, "actual"), ("2017-01/2017-06", 30.0, "actual")], []),
        ("revenue", [(None, 53.2, "actual"), (None, 30.0, "actual")], []),
        ("growth", [("2015", 45.0, "actual"), ("2016", 54.0, "actual")], []),
        ("growth", [("2016", 45.0, "target"), ("2016", 54.0, "actual")], []),
        ("employees", [("2015", 300.0, "actual"), ("2016-03", 400.0, "actual")], [[300.0, 400.0]]),
    ],
)  # fmt: skip
def test_only_what_can_be_compared_is_joined(
    facts: Facts, metric: str, told: list[tuple[str | None, float, str]], lines: list[list[float]]
) -> None:
    points = numbers(facts, metric, told)
    drawn = metrics.panels(points, look=style.LIGHT, subject="")
    assert joins(drawn) == lines
    assert drawn.facts == set(points["fact_id"])
    actual = points[points["nature"] == "actual"]
    on_slides = [panel for panel in figure_slides.panels(records(actual)) if not panel.names]
    assert bool(on_slides) == (bool(lines) and len(actual) > 1)


def test_slides_put_beside_each_other_only_what_can_be_compared(facts: Facts) -> None:
    def bars(metric: str, periods: list[str | None]) -> list[int]:
        points = numbers(facts, metric, [(period, 5.0 + i, "actual") for i, period in enumerate(periods)])
        points["series_id"] = points["fact_id"]  # each of another country
        return [len(panel.points) for panel in figure_slides.panels(records(points))]

    assert bars("revenue", ["2015", "2016"]) == [2]
    assert bars("revenue", ["2015", "2016-01/2016-03"]) == bars("growth", ["2015", "2016"]) == [1, 1]
    assert bars("revenue", [None, None]) == [1, 1] and bars("employees", ["2015", None]) == [2]


def test_several_growths_say_that_each_is_of_something_else(facts: Facts) -> None:
    def headings(points: pd.DataFrame) -> str:
        return " ".join(
            note["text"] for note in metrics.panels(points, look=style.LIGHT, subject="").layout["annotations"]
        )

    growth = [("2015", 45.0, "actual"), ("2016", 54.0, "actual")]
    assert "of what, each sentence tells" in headings(numbers(facts, "growth", growth))
    assert "of what" not in headings(numbers(facts, "growth", growth[:1]))
    assert "of what" not in headings(numbers(facts, "revenue", growth))


def test_labels_of_points_tell_their_periods_and_stand_apart(facts: Facts) -> None:
    told = [("2015-01/2015-03", 17.4e9, "actual"), ("2015-01/2015-03", 16.8e9, "forecast"),
            ("2016-10/2016-12", 53.25e9, "actual"), ("2017-10/2017-12", 53.0e9, "actual")]  # fmt: skip
    points = numbers(facts, "revenue", told)
    drawn = metrics.panels(points, look=style.LIGHT, subject="", width=280)
    notes = [note for note in drawn.layout["annotations"] if "billion" in note["text"]]
    assert {"17.4", "16.8", "53.2", "53"} == {note["text"].split("€")[1].split()[0] for note in notes}
    assert any("Jan–Mar 2015" in note["text"] for note in notes)
    boxes = [point_label_box(note, drawn, 280) for note in notes]
    assert not any(style.meet(a, b) for a, b in itertools.combinations(boxes, 2))


def point_label_box(note: dict[str, Any], drawn: Chart, width: int) -> style.Box:
    """The room of a point's label in pixels, from the left and the bottom of its panel."""
    days = [words.day(end).toordinal() for end in (*drawn.layout["xaxis"]["range"], note["x"])]
    low, high = drawn.layout["yaxis"]["range"]
    x = (days[2] - days[0]) / (days[1] - days[0]) * width + note["xshift"]
    y = (note["y"] - low) / (high - low) * panels.SERIES + note["yshift"]
    letters = len(re.sub("<[^>]+>", "", note["text"]))
    return x, y - 8, x + letters * style.LETTER, y + 8


def test_more_than_is_an_arrow_and_a_range_a_bar(facts: Facts) -> None:
    sales = facts.series[(facts.series["metric"] == "sales") & (facts.series["nature"] == "actual")]
    more = metrics.panels(sales.assign(bound="min"), look=style.LIGHT, subject="")
    assert sum(bool(note.get("showarrow")) for note in more.layout["annotations"]) == len(sales)
    ranged = metrics.panels(sales.assign(bound="range", value_high=50_000.0), look=style.LIGHT, subject="")
    thick = [trace for trace in ranged.data if trace.get("line", {}).get("width") == 7]
    assert len(thick) == len(sales) and all(trace["y"][1] == 50_000.0 for trace in thick)


# --- places


def frame_of(drawn: Chart) -> tuple[float, ...]:
    return tuple(drawn.layout["yaxis"]["range"])


def test_most_places_outside_europe_are_shown_on_the_world(facts: Facts) -> None:
    assert frame_of(office_map.office_map(places(facts, FAR), look=style.LIGHT)) == geography.load("world").y
    near = office_map.office_map(places(facts, [*CITIES, FAR[0]]), look=style.LIGHT)
    assert frame_of(near) == geography.load("europe").y and "xaxis2" in near.layout


def test_a_place_without_a_city_tints_its_country_and_countries_served_are_outlined(facts: Facts) -> None:
    sites = places(facts, [("Ghent", "BE"), ("Paris", "FR")])
    sites["city"], sites["serves"] = pd.Series([None, "Paris"], dtype=object), [[], ["NL"]]
    drawn = office_map.office_map(sites, look=style.LIGHT)
    wash = style.tint(style.OFFICES[sites["status"].iloc[0]].paint(style.LIGHT), 0.22)
    assert sum(trace.get("fillcolor") == wash for trace in drawn.data) == 1
    assert [trace["line"]["dash"] for trace in drawn.data if trace.get("name") == "served"] == ["dot"]
    assert "Tinted" in drawn.subtitle and "Dotted outline" in drawn.subtitle


def marks_of(drawn: Chart, axis: str = "x") -> list[tuple[float, float, str]]:
    return [
        (x, y, text)
        for trace in drawn.data
        if trace["mode"] == "markers" and trace["xaxis"] == axis
        for x, y, text in zip(trace["x"], trace["y"], trace["hovertext"], strict=True)
    ]


def test_countries_are_tinted_however_many_places_there_are(facts: Facts) -> None:
    sites = places(facts, [*CITIES * 4, ("Berlin", "DE"), ("Berlin", "DE")])
    sites.loc[sites["city"] == "Berlin", "city"] = None
    sites.loc[sites.index[-2:], "status"] = ["planned", "open"]
    drawn = office_map.office_map(sites, look=style.LIGHT)
    washes = [trace["fillcolor"] for trace in drawn.data if trace.get("fillcolor", "").endswith(",0.22)")]
    assert washes == [style.tint(style.OFFICES["open"].paint(style.LIGHT), 0.22)]  # once, by what is surest
    assert "Tinted" in drawn.subtitle


@pytest.mark.parametrize("heap", [4, 14])
def test_no_pin_lies_on_another(facts: Facts, heap: int) -> None:
    near = [("Brussels", "BE"), ("Mechelen", "BE"), ("Leuven", "BE"), ("Antwerp", "BE"), ("Versailles", "FR")]
    sites = places(facts, [*near, *[("Paris", "FR")] * heap])
    sites.loc[0, "city"] = None  # Belgium as a whole: its middle is near Brussels
    drawn = office_map.office_map(sites, look=style.LIGHT, width=880)
    marks = marks_of(drawn)
    assert len(marks) == len(sites)
    size = next(trace["marker"]["size"] for trace in drawn.data if trace["mode"] == "markers")
    europe = geography.load("europe")
    scale = max((europe.y[1] - europe.y[0]) / office_map.HEIGHT["europe"], (europe.x[1] - europe.x[0]) / 880)
    assert all(math.dist(a[:2], b[:2]) >= size * scale for a, b in itertools.combinations(marks, 2))


def test_a_crowded_city_has_a_mark_a_status_that_names_all(facts: Facts) -> None:
    sites = places(facts, [("Paris", "FR")] * 40)
    sites["status"] = ["open"] * 30 + ["planned"] * 10
    sites["organisation"] = [f"Company {i}" for i in range(40)]
    drawn = office_map.office_map(sites, look=style.LIGHT)
    marks = marks_of(drawn)
    assert len({mark[:2] for mark in marks}) == 2
    assert drawn.facts == set(sites["fact_id"])  # the table and the sources tell of all
    assert any("Paris: 30 open" in text and "Company 0" in text and "22 more" in text for _, _, text in marks)
    assert any(note["text"] == "Paris (40)" for note in drawn.layout["annotations"])


def test_places_close_to_each_other_are_all_labelled(facts: Facts) -> None:
    benelux = [("Brussels", "BE"), ("Ghent", "BE"), ("Antwerp", "BE"), ("Liège", "BE"), ("Leuven", "BE"),
               ("Amsterdam", "NL"), ("Rotterdam", "NL"), ("Utrecht", "NL"), ("The Hague", "NL")]  # fmt: skip
    drawn = office_map.office_map(places(facts, [*benelux, *FAR[:4]]), look=style.LIGHT)
    texts = " ".join(note["text"] for note in drawn.layout["annotations"])
    assert all(city in texts for city, _ in [*benelux, *FAR[:4]])
    labels = {(note["x"], note["y"]) for note in drawn.layout["annotations"] if note["xref"] == "x"}
    lines = [trace for trace in drawn.data if trace.get("name") == map_labels.LEADER]
    assert lines and all((line["x"][1], line["y"][1]) in labels for line in lines if line["xaxis"] == "x")


@pytest.mark.parametrize("far", [False, True])
def test_no_label_stands_under_the_small_map(facts: Facts, far: bool) -> None:
    sites = places(facts, [("Reykjavik", "IS"), *CITIES, *([FAR[0]] if far else [])])
    drawn = office_map.office_map(sites, look=style.LIGHT)
    europe = geography.load("europe")
    scale = max((europe.y[1] - europe.y[0]) / office_map.HEIGHT["europe"], (europe.x[1] - europe.x[0]) / 880)
    boxes = [label_box(note, scale) for note in drawn.layout["annotations"] if note["xref"] == "x"]
    if far:
        right = (europe.x[0] + europe.x[1] - 880 * scale) / 2 + drawn.layout["xaxis2"]["domain"][1] * 880 * scale
        low = europe.y[0] + drawn.layout["yaxis2"]["domain"][0] * (europe.y[1] - europe.y[0])
        assert not any(box[0] < right and box[3] > low for box in boxes)
    assert boxes


def test_the_title_of_places_of_one_status_does_not_count_them_twice(facts: Facts) -> None:
    sites = places(facts, CITIES[:4]).assign(status="planned", kind="office")
    assert office_map.title(sites) == "All four offices are still only planned"
    assert office_map.title(sites.assign(status="closed", kind="store")) == "All four places are closed"
    assert office_map.title(sites.head(1)) == "The one office told of is still only planned"


@pytest.mark.parametrize("width", [880, 420])
def test_no_label_of_the_map_covers_another(facts: Facts, width: int) -> None:
    drawn = office_map.office_map(places(facts, CITIES), look=style.LIGHT, width=width)
    europe = geography.load("europe")
    scale = max((europe.y[1] - europe.y[0]) / office_map.HEIGHT["europe"], (europe.x[1] - europe.x[0]) / width)
    boxes = [label_box(note, scale) for note in drawn.layout["annotations"] if note["xref"] == "x"]
    assert len(boxes) >= len(CITIES) // 2
    assert not any(style.meet(a, b) for a, b in itertools.combinations(boxes, 2))


def label_box(note: dict[str, Any], scale: float) -> style.Box:
    """The room that a label takes on the map at the least."""
    wide, tall = len(note["text"]) * style.LETTER * scale, 12 * scale
    left = note["x"] - {"left": 0.0, "center": wide / 2, "right": wide}[note["xanchor"]]
    low = note["y"] - {"bottom": 0.0, "middle": tall / 2, "top": tall}[note["yanchor"]]
    return left, low, left + wide, low + tall
