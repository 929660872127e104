"""Slides: pick charts, order them, see what each slide will hold, take the deck; check an older one; take the data."""

import base64
import logging
from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard import address, decks, page, sources
from dashboard.charts import words
from dashboard.charts.style import LOOKS
from dashboard.downloads import PPTX, file_name
from dashboard.export import preview, workbook
from dashboard.export.audit import GONE, NONE_LEFT, UNCHANGED, VERDICTS, Finding, audit
from dashboard.export.deck import Cover
from dashboard.export.pages import Content
from dashboard.export.pages import Page as Slide
from dashboard.export.slides import CHARTS, default_title, summary
from dashboard.export.template import Stage, TemplateError, open_stage
from dashboard.sidebar import sidebar
from dashboard.view import View

log = logging.getLogger("comptoir")

_USUAL = ("org_chart", "tenures", "map", "places", "figures", "articles")
_STYLE = Path(__file__).resolve().parent.parent / "static" / "slides.css"
_MOST_LINES, _MOST_CARDS = 12, 24
_MOST_MEGABYTES = 50  # of a file dropped
_NARROW = 600  # pixels; up to here one thing stands under the other
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def render(view: View) -> None:
    """The page."""
    sidebar(view, ("people", "offices", "figures"))
    page.heading("Slides")
    st.html(_STYLE)
    content = decks.content_of(view)
    shown, total = (sum(map(len, frames)) for frames in (
        content.frames,
        (view.known.tenures.frame, view.known.sites.frame, view.known.points.frame),
    ))  # fmt: skip
    st.html(f'<p class="n-of-m"><b>{shown:,}</b> of {total:,} facts</p>')
    if not shown:
        page.empty(view, "facts", total)
    else:
        left, right = st.columns([5, 7], gap="large") if view.width > _NARROW else (st.container(), st.container())
        with left:
            title = _title(view, content)
            chosen = _charts(view)
            template, stage, look = _template(view)
        slides = decks.preview(content, chosen, stage)
        with left:
            st.download_button(
                f"Download {words.counted(len(slides) + 1, 'slide')} (.pptx)",
                lambda: decks.deck(content, chosen, title=title, template=template, look=look),
                file_name(f"slides {title} {view.scope}", "pptx"),
                PPTX,
                key="download_deck",
                on_click="ignore",
                type="primary",
                width="stretch",
            )
        with right:
            _preview(title, content, slides, stage)
    st.divider()
    _check(view)
    _data(view)


def _title(view: View, content: Content) -> str:
    usual = default_title(content, view.state.company)
    title: str = st.text_input(
        "Title of the deck", placeholder=usual, max_chars=120, **address.control("title", view.state.title)
    )
    return title.strip() or usual


def _chosen(view: View) -> tuple[str, ...]:
    return tuple(name for name in view.state.slides if name in CHARTS) or _USUAL


def _charts(view: View) -> tuple[str, ...]:
    """The charts in their order, each to be moved or taken out; those left over to be added."""
    chosen = _chosen(view)
    st.markdown("**Charts, in this order**")
    for i, name in enumerate(chosen):
        with st.container(horizontal=True, vertical_alignment="center", key=f"chart_row_{name}"):
            st.markdown(f"{i + 1}. {CHARTS[name][0]}", width="stretch")
            _move("↑", f"Move {CHARTS[name][0]} up", f"up_{name}", _swapped(chosen, i - 1), i == 0)
            _move("↓", f"Move {CHARTS[name][0]} down", f"down_{name}", _swapped(chosen, i), i == len(chosen) - 1)
            rest = tuple(other for other in chosen if other != name)
            _move("✕", f"Leave {CHARTS[name][0]} out", f"out_{name}", rest, not rest)
    left = [name for name in CHARTS if name not in chosen]
    if left:
        st.pills(
            "Add",
            left,
            format_func=lambda name: f"+ {CHARTS[name][0]}",
            key="add_chart",
            on_change=lambda: _add(chosen),
        )
    return chosen


def _swapped(chosen: tuple[str, ...], i: int) -> tuple[str, ...]:
    if not 0 <= i < len(chosen) - 1:
        return chosen
    return (*chosen[:i], chosen[i + 1], chosen[i], *chosen[i + 2 :])


def _move(label: str, help_text: str, key: str, order: tuple[str, ...], disabled: bool) -> None:
    st.button(
        label,
        key=key,
        help=help_text,
        disabled=disabled,
        type="tertiary",
        on_click=address.change,
        kwargs={"slides": order},
    )


def _add(chosen: tuple[str, ...]) -> None:
    name = st.session_state["add_chart"]
    st.session_state["add_chart"] = None
    if name:
        address.change(slides=(*chosen, name))


def _template(view: View) -> tuple[bytes | None, Stage, str]:
    """The template dropped, if it can serve, and the stage that the preview is laid out for."""
    with st.expander("Look of the deck"):
        chosen = st.segmented_control(
            "Look", list(LOOKS), format_func=str.capitalize,
            **address.control("look", view.state.look or "light", lambda look: "" if look == "light" else look or ""),
        )  # fmt: skip
        look = chosen or "light"
        file = st.file_uploader("Corporate template", type=["pptx", "potx"], key="template",
                                max_upload_size=_MOST_MEGABYTES)  # fmt: skip
        if file is None:
            return None, open_stage(look=LOOKS[look]), look
        try:
            template = file.getvalue()
            stage = open_stage(template)
        except TemplateError as error:
            st.warning(page.escape(f"{error} The deck has Comptoir's own look."))
            return None, open_stage(look=LOOKS[look]), look
        except Exception:  # what was dropped may be any file, broken in any way
            log.exception("a template could not be read")
            st.warning("This template cannot be read. The deck has Comptoir's own look.")
            return None, open_stage(look=LOOKS[look]), look
        st.caption(page.escape(f"Charts stand on the layout “{stage.chart.name}”, the title on “{stage.cover.name}”."))
        return template, stage, look


def _preview(title: str, content: Content, slides: list[Slide], stage: Stage) -> None:
    """Each slide as it will look, small; what it holds in words, for those who do not see it, and on hover."""
    told = Cover(title, summary(content))
    cards = [_card(1, preview.cover(stage, told), title)]
    for number, slide in enumerate(slides[:_MOST_CARDS], start=2):
        drawn = preview.slide(stage, slide, content.evidence.line(slide.facts))
        held = "; ".join(slide.outline[:_MOST_LINES]) + ("; …" if len(slide.outline) > _MOST_LINES else "")
        cards.append(_card(number, drawn, f"{slide.heading}. {held}"))
    st.html(f'<div class="deck-preview">{"".join(cards)}</div>')
    if len(slides) > _MOST_CARDS:
        page.note(f"{len(slides) - _MOST_CARDS} more slides are in the deck. Choose a company for a shorter one.")


def _card(number: int, drawn: str, words_for_it: str) -> str:
    picture = base64.b64encode(drawn.encode()).decode()
    text = sources.html(words_for_it)
    return (
        f'<figure class="slide-card"><img alt="{text}" title="{text}" src="data:image/svg+xml;base64,{picture}">'
        f"<figcaption>{number}</figcaption></figure>"
    )


def _check(view: View) -> None:
    """A deck dropped here is compared with the facts of today."""
    st.html('<h3 class="chart-title">Is an older deck still right?</h3>')
    file = st.file_uploader(
        "Drop a deck that Comptoir has made: its facts are compared with those of today.",
        type=["pptx"],
        key="checked",
        max_upload_size=_MOST_MEGABYTES,
    )
    if file is None:
        return
    try:
        found = audit(file.getvalue(), view.library.tables, decks.facts_of(view))
    except ValueError as error:
        st.warning(page.escape(str(error)))
        return
    except Exception:  # what was dropped may be any file, broken in any way
        log.exception("a deck could not be read")
        st.warning("This deck cannot be read. Save it again as .pptx, and drop it here.")
        return
    if all(finding.verdict == GONE for finding in found):
        page.note(NONE_LEFT)
    st.html(_findings(found))


def _findings(found: list[Finding]) -> str:
    slides: dict[int, list[Finding]] = {}
    for finding in found:
        slides.setdefault(finding.slide, []).append(finding)
    rows = []
    for number, members in slides.items():
        parts = [f"{n} {v}" for v in VERDICTS if (n := sum(m.verdict == v for m in members))]
        items = "".join(
            f'<li><b class="verdict-{m.verdict}">{m.verdict}</b> <bdi>{sources.html(m.told)}</bdi>'
            + (f' <span class="claim-meta"><bdi>{sources.html("; ".join(m.details))}</bdi></span>' if m.details else "")
            + "</li>"
            for m in members
            if m.verdict != UNCHANGED
        )
        rows.append(
            f'<p class="slide-title">Slide {number}: <bdi>{sources.html(members[0].title)}</bdi></p>'
            f'<p class="claim-meta">{", ".join(parts)}</p><ul>{items}</ul>'
        )
    return f'<div class="deck-check">{"".join(rows)}</div>'


def _data(view: View) -> None:
    """Facts and claims to work on with; whatever is filtered, all that were known on the day chosen."""
    known = f" known by {words.when(view.state.known)}" if view.state.known else ""
    st.html(f'<h3 class="chart-title">All facts and claims{known} as data</h3>')
    page.note("A sheet a table, with every quote and the article it stands in.")
    facts, tables = decks.facts_of(view), decks.tables_of(view)
    makers: list[tuple[str, Any, str, str]] = [
        ("Excel workbook", workbook.xlsx, "comptoir-facts-and-claims.xlsx", _XLSX),
        ("Parquet", workbook.parquet, "comptoir-parquet.zip", "application/zip"),
        ("JSON", workbook.records, "comptoir-json.zip", "application/zip"),
    ]
    with st.container(horizontal=True):
        for label, make, name, kind in makers:
            st.download_button(label, partial(make, tables, facts), name, kind, key=f"data_{label}", on_click="ignore")
