"""The evidence of one mark: what is claimed, and every sentence that says so, beside each other."""

from typing import Any

import streamlit as st

from dashboard import page, sources
from dashboard.address import change
from dashboard.charts import style, words
from dashboard.charts.points import is_share
from dashboard.charts.posts import post, scope
from dashboard.sources import html
from dashboard.view import View


def render(view: View) -> None:
    """The drawer at the side of the page, where the address names a fact."""
    fact_id = view.state.evidence
    if not fact_id:
        return
    fact = view.known.fact(fact_id)
    with st.container(key="evidence"):
        head, close = st.columns([5, 1], vertical_alignment="center")
        head.html('<p class="drawer-kicker">Evidence</p>')
        close.button(
            "✕",
            key="close_evidence",
            help="Close the evidence",
            shortcut="Esc",
            on_click=lambda: change(evidence=""),
            type="tertiary",
        )
        if fact is None:
            st.markdown("**This mark is not known here.** The link may come from other articles, or from before "
                        "the day chosen under *Known by*.")  # fmt: skip
            return
        title, details = describe(fact)
        st.html(
            f'<h2 class="drawer-title">{html(title)}</h2>'
            + "".join(f'<p class="drawer-line">{html(d)}</p>' for d in details)
        )
        if fact["conflict"]:
            told = html(words.disagreement(fact["conflict"]))
            st.html(f'<p class="conflict">≠ Sources disagree: {told}. All of them stand below.</p>')
        for claim_id in fact["claim_ids"]:
            _claim(view, claim_id)


def _claim(view: View, claim_id: str) -> None:
    claim = view.library.sources.claim(claim_id)
    article = view.library.sources.article(claim["article_id"]) if claim else None
    if claim is None or article is None:
        return
    confidence = float(claim["confidence"])
    says = _says(claim)
    st.html(
        f'<div class="claim">{sources.sentence(article, claim)}'
        f'<p class="claim-source"><bdi>{html(sources.headline(article))}</bdi></p>'
        f'<p class="claim-meta"><bdi>{html(sources.dated(article))}</bdi></p>'
        + (f'<p class="claim-meta">{html(says)}</p>' if says else "")
        + f'<p class="claim-meta">Confidence {confidence:.0%}'
        f'<span class="meter"><span style="width:{confidence:.0%}"></span></span></p></div>'
    )
    page.article_link(view, claim["article_id"], "Read it in the article", claim=claim_id)


def _says(claim: dict[str, Any]) -> str:
    """What this one sentence tells of the dates and the value, so that sources can be compared."""
    if claim["table"] == "executives":
        told = [f"from {words.when(claim['start'])}" if claim["start"] else "",
                f"until {words.when(claim['end'])}" if claim["end"] else ""]  # fmt: skip
        return "Says: " + ", ".join(filter(None, (style.PEOPLE[claim["status"]].word, *told)))
    if claim["table"] == "offices":
        told = [style.OFFICES[claim["status"]].word, words.when(claim["date"]) if claim["date"] else ""]
        return "Says: " + ", ".join(filter(None, told))
    value = words.bounded(
        claim["value"], claim["unit"], claim["bound"], value_high=claim["value_high"], per=claim["per"]
    )
    source = f", according to {claim['attributed_to']}" if claim["attributed_to"] else ""
    return f"Says: {value}{source}"


def describe(fact: dict[str, Any]) -> tuple[str, list[str]]:
    """A fact in words: a headline and a few lines under it."""
    if "person" in fact:
        dates = [f"from {words.when(fact['start'])}" if fact["start"] else "",
                 f"until {words.when(fact['end'])}" if fact["end"] else ""]  # fmt: skip
        lines = [
            " · ".join(filter(None, (post(fact), fact["organisation"], scope(fact)))),
            words.sentence(" ".join(filter(None, dates))),
            f"After {fact['replaces']}" if fact["replaces"] else "",
            f"Followed by {fact['replaced_by']}" if fact["replaced_by"] else "",
            f"Reports to {fact['reports_to']}" if fact["reports_to"] else "",
        ]
        return fact["person"], [line for line in lines if line]
    if "city" in fact:
        place = ", ".join(filter(None, (fact["city"], words.country(fact["country"]))))
        lines = [
            f"{words.sentence(words.kind(fact['kind']))}, {style.OFFICES[fact['status']].word}"
            + (f", {words.when(fact['date'])}" if fact["date"] else ""),
            f"Serves {words.countries(fact['serves'], most=6)}" if fact["serves"] else "",
        ]
        return f"{fact['organisation'] or 'Company untold'} in {place}", [line for line in lines if line]
    value = words.bounded(fact["value"], fact["unit"], fact["bound"], value_high=fact["value_high"], per=fact["per"])
    measure = words.metric(fact["metric"]) + (" of the whole" if is_share(fact) and fact["metric"] == "share" else "")
    lines = [
        words.sentence(f"{measure}, {style.FIGURES[fact['nature']].word}"),
        words.countries(fact["geography"], most=5),
        f"For {words.when(fact['period'])}" if fact["period"] else "",
        f"According to {fact['attributed_to']}" if fact["attributed_to"] else "",
    ]
    return f"{fact['subject'] or 'Subject untold'}: {value}", [line for line in lines if line]
