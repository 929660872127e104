"""The charts as figures: what they say, what a click on them means, and that no article's text becomes markup."""

import html
import itertools
import json
from collections.abc import Iterator
from dataclasses import replace

import pandas as pd
import plotly.graph_objects as go
import pytest
from browser.newsroom import HOSTILE_NAME, LONG_NAME, tables
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from dashboard.charts import (
    events,
    geography,
    metrics,
    office_map,
    org_chart,
    panels,
    posts,
    strip,
    style,
    timeline,
)
from dashboard.charts.chart import Chart, framed
from dashboard.charts.frames import drawn, frame
from dashboard.moment import held_on
from extract.facts import Facts, build

DAY = "2021-02-28"


@pytest.fixture(scope="module")
def facts() -> Facts:
    return build(tables())


def every_chart(facts: Facts, look: style.Look, width: int = 880) -> Iterator[Chart]:
    held = held_on(facts.tenures, DAY)
    vacant = posts.vacancies(facts.tenures, held, DAY)
    yield org_chart.org_chart(held, vacant, day=DAY, parents={"Meridian Pay": "Meridian"}, look=look, width=width)
    yield timeline.timeline(facts.tenures, look=look, width=width)
    yield timeline.timeline(facts.tenures, look=look, by="person", width=width)
    yield office_map.office_map(facts.sites, look=look)
    yield metrics.panels(facts.series, look=look, subject="", width=width)
    yield events.timeline(events.events(facts.tenures, facts.sites, facts.series), look=look, width=width)
    yield strip.strip(["2020-01", "2020-02"], {"2020-01": [HOSTILE_NAME]}, chosen="2020-01", look=look)


@pytest.mark.parametrize("look", style.LOOKS.values(), ids=style.LOOKS)
@pytest.mark.parametrize("width", [880, 420])
def test_every_figure_is_valid_and_serialises(facts: Facts, look: style.Look, width: int) -> None:
    for figure in every_chart(facts, look, width):
        checked = go.Figure(figure.data, figure.layout)  # raises where a property's name or value is wrong
        json.loads(checked.to_json())
        assert figure.height


def test_every_clickable_mark_stands_for_a_fact(facts: Facts) -> None:
    known = {fact for frame in (facts.tenures, facts.sites, facts.series) for fact in frame["fact_id"]}
    charts = list(every_chart(facts, style.LIGHT))[:-1]
    for figure in charts:
        assert figure.facts and figure.facts <= known


def test_what_has_no_room_is_not_among_the_facts_drawn(facts: Facts) -> None:
    tenures = many(120)
    figure = timeline.timeline(tenures, look=style.LIGHT)
    assert len(drawn(figure, tenures)) == timeline.MOST_ROWS < len(tenures)
    one = facts.series.head(1)
    points = pd.concat([one.assign(fact_id=f"p{i}", series_id=f"s{i}") for i in range(metrics.MOST_PANELS + 5)])
    assert len(drawn(metrics.panels(points, look=style.LIGHT, subject=""), points)) == metrics.MOST_PANELS


def test_no_chart_holds_markup_of_an_article(facts: Facts) -> None:
    for figure in every_chart(facts, style.LIGHT):
        written = json.dumps([figure.data, figure.layout])
        assert "<img" not in written and "<script" not in written and "<i>things" not in written


def test_no_chart_asks_for_a_map_from_outside(facts: Facts) -> None:
    for figure in every_chart(facts, style.LIGHT):
        assert {trace["type"] for trace in figure.data} <= {"scatter", "bar"}


def test_a_name_of_200_letters_is_cut(facts: Facts) -> None:
    assert len(LONG_NAME) > 190
    for figure in every_chart(facts, style.LIGHT):
        texts = [t for trace in figure.data if trace.get("mode") == "text" for t in trace["text"]]
        assert all(LONG_NAME[:60] not in text for text in texts)


@given(st.text(max_size=60) | st.text("\x00\x02\x0c\x1f\ufffe<&\u202ea"))
def test_plain_text_has_no_tag_no_turn_of_direction_and_nothing_that_a_drawing_cannot_hold(text: str) -> None:
    shown = style.plain(text)
    assert "<" not in shown and ">" not in shown and "\u202e" not in shown
    etree.fromstring(f"<text>{shown}</text>")


# --- titles made from the data


def test_map_says_how_many_are_still_planned(facts: Facts) -> None:
    then = office_map.as_of(facts.sites, "2018-12-31")
    assert office_map.office_map(then, look=style.LIGHT).title == "One of two offices is still only planned"


def test_org_chart_says_the_day_and_how_many(facts: Facts) -> None:
    figure = next(every_chart(facts, style.LIGHT))
    assert figure.title.startswith("On 28 February 2021, as far as told, five people held five posts")


def test_org_chart_explains_only_the_outlines_it_has() -> None:
    def subtitle(held: pd.DataFrame, vacant: pd.DataFrame) -> str:
        return org_chart.org_chart(held, vacant, day=DAY, parents={}, look=style.LIGHT).subtitle

    held = many(2)
    nobody = held.head(0)
    assert subtitle(held, nobody) == ""
    assert (
        subtitle(held, many(3).tail(1).assign(end="2020", end_basis="told")) == "Dashed: left, and no successor told."
    )
    assert subtitle(held.assign(start="2021-01"), nobody) == "Amber outline: named in the half-year before."


def test_timeline_says_that_sources_disagree(facts: Facts) -> None:
    assert "sources disagree" in timeline.timeline(facts.tenures, look=style.LIGHT).title


def test_numbers_say_how_many_are_promises(facts: Facts) -> None:
    title = metrics.panels(facts.series, look=style.LIGHT, subject="").title
    assert title == "Six numbers told, two of them only promised or expected"


def test_figures_explain_only_what_is_drawn(facts: Facts) -> None:
    def subtitle(points: pd.DataFrame) -> str:
        return metrics.panels(points, look=style.LIGHT, subject="").subtitle

    one = facts.series[facts.series["metric"] == "investment"].assign(
        bound="min", period="2019/2021", value_high=float("nan")
    )
    assert len(one) == 1 and subtitle(one) == ""  # a card writes its bound and its period out
    in_time = pd.concat([one.assign(fact_id=f"p{i}", date=f"{2019 + i}-12-31") for i in range(2)])
    assert "An arrow says" in subtitle(in_time) and "dotted line" in subtitle(in_time)
    bars = pd.concat([one.assign(fact_id=f"p{i}") for i in range(panels.MOST_BARS + 2)])
    assert "Two numbers more in the table" in subtitle(bars) and "dotted line" not in subtitle(bars)


def test_picture_carries_title_filters_subtitle_and_source(facts: Facts) -> None:
    plain = office_map.office_map(facts.sites, look=style.LIGHT)
    figure = replace(plain, source="Source: The Counter (3 March 2018)", scope="Meridian · 2016–2019 · <b>")
    written = framed(figure).layout
    texts = [note["text"] for note in written["annotations"]]
    assert any("Source: The Counter" in text for text in texts)
    assert any(figure.title[:20] in text for text in texts)
    assert any(
        text.startswith("Meridian · 2016–2019 · &lt;b&gt;<br>") and figure.subtitle[:20] in text for text in texts
    )
    assert written["height"] > framed(replace(figure, scope="")).layout["height"]


# --- the org chart


def boxes(figure: Chart) -> list[tuple[float, float, float, float]]:
    return [
        (x - w / 2, base, x + w / 2, base + y)
        for trace in figure.data
        if trace["type"] == "bar"
        for x, base, y, w in zip(trace["x"], trace["base"], trace["y"], trace["width"], strict=True)
    ]


def many(n: int) -> pd.DataFrame:
    """`n` tenures over six companies, with and without countries, some reporting to a president."""
    rows = []
    for i in range(n):
        firm = f"Firm {i % 6}"
        rows.append(
            {
                "fact_id": f"t{i}", "person": f"Person {i}", "organisation": firm, "role": None, "shared": False,
                "region": None,
                "function": "president" if i < 6 else "director",
                "countries": [] if i < 12 else [["FR"], ["DE"], ["IT"]][i % 3],
                "status": "current", "start": "2019", "start_basis": "told", "end": None, "end_basis": None,
                "seen_from": DAY, "seen_to": DAY, "replaces": None, "replaced_by": None, "predecessor_id": None,
                "successor_id": None, "reports_to": f"Person {i % 6}" if i >= 12 and i % 2 else None, "conflict": None,
                "claim_ids": [f"c{i}"],
            }
        )  # fmt: skip
    return pd.DataFrame({k: pd.Series([r[k] for r in rows], dtype=object) for k in rows[0]})


@pytest.mark.parametrize("width", [880, 600, 420])
@pytest.mark.parametrize("n", [1, 7, 60])
def test_no_two_boxes_overlap_and_none_leaves_the_chart(n: int, width: int) -> None:
    held = many(n)
    figure = org_chart.org_chart(held, held.head(0), day=DAY, parents={}, look=style.LIGHT, width=width)
    drawn = boxes(figure)
    for a, b in itertools.combinations(drawn, 2):
        assert a[2] <= b[0] + 1e-6 or b[2] <= a[0] + 1e-6 or a[3] <= b[1] + 1e-6 or b[3] <= a[1] + 1e-6
    assert min(box[0] for box in drawn) >= 0
    assert max(box[2] for box in drawn) <= figure.layout["xaxis"]["range"][1]
    assert figure.facts == set(held["fact_id"])


def test_no_word_of_a_box_is_cut_and_a_long_column_is_spread() -> None:
    held = many(7)
    held["organisation"], held["countries"] = "Firm", [[] for _ in range(7)]
    held["role"] = "Directrice générale adjointe chargée de la transformation"
    figure = org_chart.org_chart(held, held.head(0), day=DAY, parents={}, look=style.LIGHT, width=880)
    words_shown = " ".join(text for trace in figure.data for text in trace.get("text", ()))
    assert "…" not in words_shown and words_shown.count("transformation") == 7
    marks = next(trace for trace in figure.data if trace["type"] == "bar" and "customdata" in trace)
    assert len(set(marks["x"])) > 1


@pytest.mark.parametrize("width", [880, 420])
def test_no_label_of_an_event_leaves_the_chart(facts: Facts, width: int) -> None:
    figure = events.timeline(events.events(facts.tenures, facts.sites, facts.series), look=style.LIGHT, width=width)
    left, right = (pd.Timestamp(end) for end in figure.layout["xaxis"]["range"])
    for label in figure.layout["annotations"]:
        if label.get("xref") == "paper":
            continue
        at = (pd.Timestamp(label["x"]) - left) / (right - left) * width + label["xshift"]
        long = max(len(html.unescape(line)) for line in label["text"].split("<br>")) * style.LETTER
        assert at + long <= width + 12 if label["xanchor"] == "left" else at - long >= -12, label["text"]


def test_a_long_label_of_an_event_is_broken_not_cut() -> None:
    told = "Directrice générale adjointe chargée des marchés · Meridian Nederland"
    days = [f"{year}-06-15" for year in range(2014, 2022)]
    happened = frame(
        [{"fact_id": f"t{i}", "lane": "Appointments", "date": day, "text": told, "status": "incoming", "claim_ids": []}
         for i, day in enumerate(days)], events.COLUMNS,
    )  # fmt: skip
    labels = [note for note in events.timeline(happened, look=style.LIGHT, width=600).layout["annotations"]
              if note.get("xref") != "paper"]  # fmt: skip
    assert len(labels) == len(days)
    assert all(note["text"].replace("<br>", " ") == told for note in labels)
    assert any("<br>" in note["text"] for note in labels)


def test_events_that_are_too_many_are_said_to_be_left_out() -> None:
    happened = frame(
        [{"fact_id": f"t{i}", "lane": "Numbers", "date": f"{2000 + i % 20}", "text": "A number", "status": "actual",
          "claim_ids": []} for i in range(events.MOST_EVENTS + 12)], events.COLUMNS,
    )  # fmt: skip
    figure = events.timeline(happened, look=style.LIGHT)
    assert "12 earlier events are not drawn" in figure.subtitle
    assert len(figure.facts) == events.MOST_EVENTS


def test_series_of_one_measure_stand_together_the_most_told_first(facts: Facts) -> None:
    point = facts.series.iloc[0].to_dict() | {"unit": "EUR", "per": None}
    rows = [{**point, "subject": subject, "metric": metric, "series_id": f"{subject}{metric}{i}", "fact_id": str(n)}
            for n, (subject, metric, i) in enumerate([("A", "profit", 0), ("B", "revenue", 0), ("A", "revenue", 0),
                                                      ("A", "profit", 1), ("A", "sales", 0)])]  # fmt: skip
    assert [(g[0]["subject"], g[0]["metric"]) for g in metrics.in_groups(rows)] == [
        ("A", "profit"), ("A", "profit"), ("A", "revenue"), ("A", "sales"), ("B", "revenue"),
    ]  # fmt: skip


def test_figures_stand_in_rows_under_their_subject(facts: Facts) -> None:
    figure = metrics.panels(facts.series, look=style.LIGHT, subject="", width=880)
    axes = [axis for name, axis in figure.layout.items() if name.startswith("yaxis")]
    tops = {round(axis["domain"][1], 4) for axis in axes}
    assert len(tops) < len(axes)
    assert any(str(facts.series["subject"].iloc[0]) in note["text"] for note in figure.layout["annotations"])


def test_who_left_without_a_told_successor_leaves_a_vacancy() -> None:
    tenures = many(13)
    tenures.at[12, "end"], tenures.at[12, "end_basis"], tenures.at[12, "function"] = (
        "2020-06",
        "told",
        "managing_director",
    )
    vacant = posts.vacancies(tenures, held_on(tenures, DAY), DAY)
    assert list(vacant["fact_id"]) == ["t12"]


def test_two_heads_of_one_country_are_an_overlap_and_a_deputy_is_none() -> None:
    tenures = many(2)
    for i in range(2):
        tenures.at[i, "organisation"], tenures.at[i, "function"], tenures.at[i, "countries"] = "A", "president", ["FR"]
    assert posts.overlapping(tenures) == {"t0": "Person 1", "t1": "Person 0"}
    tenures.at[1, "shared"] = True
    assert posts.overlapping(tenures) == {}


# --- the map


@pytest.mark.parametrize(
    ("name", "country", "longitude", "latitude"),
    [("Brussels", "BE", 4.35, 50.85), ("Ghent", "BE", 3.72, 51.05), ("Frankfurt", "DE", 8.68, 50.11),
     ("New York", "US", -74.0, 40.7), ("MUNICH", "DE", 11.58, 48.14)],
)  # fmt: skip
def test_cities_stand_where_they_are(name: str, country: str, longitude: float, latitude: float) -> None:
    assert geography.city(name, country) == pytest.approx((longitude, latitude), abs=0.05)


def test_an_unknown_place_is_named_not_misplaced(facts: Facts) -> None:
    sites = facts.sites.copy()
    sites.at[0, "city"] = "Nowhereville"
    assert "Not on the map: Nowhereville" in office_map.office_map(sites, look=style.LIGHT).subtitle


def test_projection_keeps_areas() -> None:
    """A degree square near the pole must shrink as its true area does."""

    def area(latitude: float) -> float:
        corners = [(0, latitude), (1, latitude), (1, latitude + 1), (0, latitude + 1)]
        points = [geography.load("europe").project(*corner) for corner in corners]
        return abs(sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in zip(points, points[1:] + points[:1], strict=True)))

    assert area(65) / area(40) == pytest.approx(0.5431, abs=0.01)


# --- the palette


@pytest.mark.parametrize("look", style.LOOKS.values(), ids=style.LOOKS)
@pytest.mark.parametrize("role", ["ink", "muted", "conflict"])
@pytest.mark.parametrize("ground", ["paper", "panel"])
def test_text_has_contrast(look: style.Look, role: str, ground: str) -> None:
    assert contrast(getattr(look, role), getattr(look, ground)) >= 4.5


@pytest.mark.parametrize("look", style.LOOKS.values(), ids=style.LOOKS)
@pytest.mark.parametrize("ground", ["paper", "panel", "land"])
def test_marks_stand_off_the_ground_they_are_drawn_on(look: style.Look, ground: str) -> None:
    meanings = {m.colour for kind in (style.PEOPLE, style.OFFICES, style.FIGURES) for m in kind.values()}
    assert min(contrast(getattr(look, colour), getattr(look, ground)) for colour in meanings) >= 3


def contrast(a: str, b: str) -> float:
    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_every_meaning_differs_in_shape_as_well_as_colour() -> None:
    for meanings in (style.PEOPLE, style.OFFICES, style.FIGURES):
        assert len({m.glyph() for m in meanings.values()}) == len(meanings)


# --- frames


def test_what_is_untold_stays_none() -> None:
    table = frame(
        [{"start": None, "countries": ["BE", "LU"]}, {"start": "2016", "countries": []}], ["start", "countries"]
    )
    assert table["start"].tolist() == [None, "2016"]
    assert table["countries"].tolist() == [["BE", "LU"], []]
    assert frame([], ["start"]).columns.tolist() == ["start"]
