"""An article's text as inert HTML: the sentences that rows were read from marked, boilerplate greyed."""

from itertools import pairwise
from typing import Any

from dashboard.sources import html

_MARKS = {"executives": "people", "offices": "places", "figures": "numbers"}


def text_html(article: dict[str, Any], claims: list[dict[str, Any]], chosen: str = "") -> str:
    """The whole text. `claims` are the article's rows; `chosen` is the id of the one to stand out.

    Marks may overlap: the text is cut at every boundary, and each piece carries all the kinds that cover it.
    """
    text: str = article["text"]
    spans = [(int(c["start_char"]), int(c["end_char"]), _MARKS[c["table"]], c["claim_id"]) for c in claims]
    spans += [(int(start), int(end), "boilerplate", "") for start, end in article["boilerplate"] or ()]
    cuts = sorted({0, len(text), *(cut for s in spans for cut in s[:2] if 0 <= cut <= len(text))})
    pieces = []
    seen_chosen = False
    for start, end in pairwise(cuts):
        over = [s for s in spans if s[0] <= start and end <= s[1]]
        piece = html(text[start:end]).replace("\n", "<br>")
        if not over:
            pieces.append(piece)
            continue
        kinds = list(dict.fromkeys(s[2] for s in over))
        here = bool(chosen) and any(s[3] == chosen for s in over)
        anchor = ' id="chosen-sentence"' if here and not seen_chosen else ""
        seen_chosen |= here
        classes = " ".join([*(f"mark-{k}" for k in kinds), *(["mark-chosen"] if here else [])])
        tag = "span" if kinds == ["boilerplate"] else "mark"
        pieces.append(f'<{tag} class="{classes}"{anchor}>{piece}</{tag}>')
    return f'<div class="reader" dir="auto"><bdi>{"".join(pieces)}</bdi></div>'
