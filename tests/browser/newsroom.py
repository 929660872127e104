# ruff: noqa: E501 - a row a line reads best
"""A small invented newsroom: articles and what was read from them, for the tests of the dashboard.

Meridian is a maker of kitchen robots with a payment brand, Meridian Pay. Two articles disagree on a start, one has no
date, one only a year, and one is hostile: its text, title and names try to be markup, script and formula.
"""

from collections.abc import Sequence
from pathlib import Path

from extract.articles import Article, Problem
from extract.claims import Executive, Figure, Group, Office
from extract.tables import Extraction, Tables, collect, write

LONG_NAME = "Maximilian " + "Longmarch-" * 18 + "Ende"
SCRIPT = "<script>document.title='owned'</script>"
IMAGE = "![pixel](http://203.0.113.7/pixel.png)"
TAG = "<img src=x onerror=\"document.title='owned'\">"
BIDI = "\u202egnp.exe\u202c"
HOSTILE_NAME = f"{TAG} Doe"

_APPOINTED = (
    "Home\nNews\nMeridian names a head for France. Claire Fontaine was named managing director of Meridian France on "
    "3 March 2018, after Paul Renard. She reports to Hannah Berg, president of Meridian. The firm opened an office in "
    "Lyon and plans one in Ghent for Belgium and the Netherlands. It sold 12,000 robots in 2017 and wants to sell "
    "40,000 by 2020.\nRead also: ten recipes for autumn"
)
_DISPUTED = (
    "Claire Fontaine, managing director of Meridian France since 1 June 2018, says that sales doubled. Meridian sold "
    "31,000 robots in 2020. More than 60 % of them were ordered online. The office in Ghent is open. Meridian Pay, the "
    "payment brand of Meridian, is led by Tom Adeyemi in Europe."
)
_CLOSED = (
    "Meridian closes its Tokyo laboratory. Between 5 and 7 million euros were spent on it, analysts at Kern expect."
)
_UNDATED = "Meridian Pay was once run by Olga Brandt."
_HOSTILE = (
    f"{SCRIPT} {IMAGE} {TAG} {BIDI} &lt;b&gt;not bold&lt;/b&gt; &amp; *stars* [link](http://203.0.113.7/) $x^2$ :smile: "
    f"<a href='http://203.0.113.7/'>press</a> {LONG_NAME} runs =2+2 Holdings in Spain."
)


def tables() -> Tables:
    """The newsroom as tables."""
    return collect(
        [
            _article(
                "a-appointed", _APPOINTED, "Meridian names a head for France", "The Counter", "2018-03-03",
                [
                    _post(_APPOINTED, "Claire Fontaine was named managing director of Meridian France on 3 March 2018",
                          "Claire Fontaine", "Meridian", "managing director", "managing_director", ("FR",),
                          status="incoming", start="2018-03-03", replaces="Paul Renard", reports_to="Hannah Berg"),
                    _post(_APPOINTED, "after Paul Renard", "Paul Renard", "Meridian", "managing director",
                          "managing_director", ("FR",), status="outgoing"),
                    _post(_APPOINTED, "Hannah Berg, president of Meridian", "Hannah Berg", "Meridian", "president",
                          "president", ()),
                ],
                [
                    _place(_APPOINTED, "opened an office in Lyon", "Lyon", "FR", "open"),
                    _place(_APPOINTED, "plans one in Ghent for Belgium and the Netherlands", "Ghent", "BE", "planned",
                           serves=("BE", "NL")),
                ],
                [
                    _number(_APPOINTED, "It sold 12,000 robots in 2017", "Meridian", "sales", 12_000, "robots", "2017"),
                    _number(_APPOINTED, "wants to sell 40,000 by 2020", "Meridian", "sales", 40_000, "robots", "2020",
                            nature="target"),
                ],
                [(0, 10), (_APPOINTED.index("Read also"), len(_APPOINTED))],
            ),
            _article(
                "b-disputed", _DISPUTED, "“Sales doubled”", "Aisle & Shelf", "2021-02",
                [
                    _post(_DISPUTED, "Claire Fontaine, managing director of Meridian France since 1 June 2018",
                          "Claire Fontaine", "Meridian", "managing director", "managing_director", ("FR",),
                          start="2018-06-01"),
                    _post(_DISPUTED, "Meridian Pay, the payment brand of Meridian, is led by Tom Adeyemi in Europe",
                          "Tom Adeyemi", "Meridian Pay", None, "head", (), region="Europe"),
                ],
                [_place(_DISPUTED, "The office in Ghent is open", "Ghent", "BE", "open")],
                [
                    _number(_DISPUTED, "Meridian sold 31,000 robots in 2020", "Meridian", "sales", 31_000, "robots", "2020"),
                    _number(_DISPUTED, "More than 60 % of them were ordered online", "Meridian", "share", 60, "%", "2020",
                            bound="min"),
                ],
                groups=[Group(**_evidence(_DISPUTED, "Meridian Pay, the payment brand of Meridian"),
                              organisation="Meridian Pay", parent="Meridian")],
            ),
            _article(
                "c-closed", _CLOSED, "Meridian leaves Tokyo", "The Counter", "2022-09-12", [],
                [_place(_CLOSED, "Meridian closes its Tokyo laboratory", "Tokyo", "JP", "closed", kind="lab",
                        date="2022-09")],
                [_number(_CLOSED, "Between 5 and 7 million euros were spent on it", "Meridian", "investment", 5e6, "EUR",
                         None, value_high=7e6, bound="range", nature="forecast", attributed_to="Kern")],
            ),
            _article(
                "d-undated", _UNDATED, "A note", None, None,
                [_post(_UNDATED, "Meridian Pay was once run by Olga Brandt", "Olga Brandt", "Meridian Pay", None, "head", (),
                       status="former")],
                [], [],
            ),
            _article(
                "e-hostile", _HOSTILE, f"{SCRIPT}{IMAGE} # Title", f"{TAG}", "2020-05-05",
                [
                    _post(_HOSTILE, _HOSTILE, HOSTILE_NAME, "=2+2 Holdings", "**chief** <b>x</b>", "chief_executive", (),
                          start="2020-05"),
                    _post(_HOSTILE, f"{LONG_NAME} runs =2+2 Holdings in Spain", LONG_NAME, "=2+2 Holdings", None, "head",
                          ("ES",), start="2020"),
                ],
                [_place(_HOSTILE, "=2+2 Holdings in Spain", None, "ES", "considered", organisation="=2+2 Holdings")],
                [_number(_HOSTILE, "=2+2 Holdings", "=2+2 Holdings", "other", 22, "<i>things</i>", "2020")],
            ),
        ],
        [Problem("broken.pdf", "not a PDF: <b>cut</b> short")],
    )  # fmt: skip


def save(folder: Path) -> Path:
    """Writes the newsroom's tables into `folder` and returns it."""
    write(tables(), folder, "parquet")
    return folder


def _article(
    id: str,
    text: str,
    title: str | None,
    publisher: str | None,
    published: str | None,
    executives: list[Executive],
    offices: list[Office],
    figures: list[Figure],
    boilerplate: list[tuple[int, int]] | None = None,
    groups: Sequence[Group] = (),
) -> Extraction:
    article = Article(
        id=id, file=f"{id}.txt", text=text, language="en", title=title, publisher=publisher, published=published,
        published_basis="metadata" if published else None,
    )  # fmt: skip
    claims = {"executives": executives, "offices": offices, "figures": figures, "groups": groups}
    return Extraction(article, boilerplate or [], claims)


def _evidence(text: str, quote: str) -> dict[str, object]:
    start = text.index(quote)
    return {"quote": quote, "start_char": start, "end_char": start + len(quote), "rule": "told", "confidence": 0.8}


def _post(text, quote, person, organisation, role, function, countries, **more) -> Executive:  # type: ignore[no-untyped-def]  # texts all
    return Executive(
        **_evidence(text, quote), person=person, organisation=organisation, role=role, function=function,
        countries=countries, **more,
    )  # fmt: skip


def _place(text, quote, city, country, status, *, kind="office", organisation="Meridian", **more) -> Office:  # type: ignore[no-untyped-def]  # texts all
    return Office(
        **_evidence(text, quote),
        organisation=organisation,
        kind=kind,
        city=city,
        country=country,
        status=status,
        **more,
    )


def _number(text, quote, subject, metric, value, unit, period, **more) -> Figure:  # type: ignore[no-untyped-def]  # texts all
    return Figure(
        **_evidence(text, quote), subject=subject, metric=metric, value=value, unit=unit, period=period, **more
    )
