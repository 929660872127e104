"""How every chart looks: one palette with one meaning a colour, one typeface, one frame.

A colour says how sure a thing is, the same way on every page: blue is so, amber is announced, rose is only thought
of, green was asked in a survey, grey is over. Each has its own shape too, so that nothing is told by colour alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

SANS = "'Libre Franklin', 'Helvetica Neue', Arial, sans-serif"
SERIF = "Newsreader, Georgia, serif"
TEXT_SIZE = 13
WIDTH = 880  # pixels a chart is laid out for where none are told
LETTER = 6.3  # pixels an average letter takes at the size of a label


@dataclass(frozen=True, slots=True)
class Look:
    """The colours of one theme, light or dark.

    Text colours hold 4.5:1 on `paper` and `panel`; those of marks 3:1, on `land` too.
    """

    name: str
    paper: str
    panel: str
    ink: str
    muted: str
    line: str
    land: str
    border: str
    fact: str
    announced: str
    possible: str
    surveyed: str
    over: str
    conflict: str


LIGHT = Look(
    name="light", paper="#FBFAF7", panel="#FFFFFF", ink="#1C2430", muted="#596273", line="#E3DFD6",
    land="#EAE6DC", border="#FBFAF7", fact="#0B6BA8", announced="#BA6F00", possible="#B25490",
    surveyed="#00845F", over="#7A828E", conflict="#B83A0C",
)  # fmt: skip
DARK = Look(
    name="dark", paper="#11161D", panel="#19202A", ink="#ECEAE4", muted="#A6AEBB", line="#2B3440",
    land="#27303B", border="#11161D", fact="#55ACE8", announced="#F0AC3F", possible="#E093C3",
    surveyed="#3DBD95", over="#98A0AC", conflict="#F58A5F",
)  # fmt: skip
LOOKS = {look.name: look for look in (LIGHT, DARK)}


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a status or nature looks like: its word, the Look colour it takes, its marker and whether it is hollow."""

    word: str
    colour: str
    symbol: str
    hollow: bool = False

    def paint(self, look: Look) -> str:
        """The colour in this look."""
        return str(getattr(look, self.colour))

    def glyph(self) -> str:
        """The plotly marker symbol."""
        return f"{self.symbol}-open" if self.hollow else self.symbol


PEOPLE = {
    "incoming": Meaning("incoming", "announced", "diamond", hollow=True),
    "current": Meaning("in post", "fact", "circle"),
    "outgoing": Meaning("leaving", "over", "triangle-left", hollow=True),
    "former": Meaning("former", "over", "x-thin", hollow=True),
}
OFFICES = {
    "open": Meaning("open", "fact", "circle"),
    "planned": Meaning("planned", "announced", "diamond", hollow=True),
    "considered": Meaning("considered", "possible", "triangle-up", hollow=True),
    "closed": Meaning("closed", "over", "x-thin", hollow=True),
}
FIGURES = {
    "actual": Meaning("actual", "fact", "circle"),
    "target": Meaning("target", "announced", "diamond", hollow=True),
    "forecast": Meaning("forecast", "possible", "triangle-up", hollow=True),
    "survey": Meaning("survey", "surveyed", "square"),
}


def variables(look: Look) -> str:
    """The look as CSS custom properties, so that page and charts share one palette."""
    colours = {name: getattr(look, name) for name in Look.__slots__ if name != "name"}
    return ":root{" + "".join(f"--{name}:{value};" for name, value in colours.items()) + "}"


def plain(text: object) -> str:
    """Text from an article as text: Plotly reads tags and entities in every label, so none may be left.

    Nor may what no drawing can hold.
    """
    return str(text).translate(_PLAIN)


# Marks that would turn the rest of a label round; they are not shown either way.
DIRECTION_MARKS = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
NOT_XML = frozenset(map(chr, (*range(0x20), 0xFFFE, 0xFFFF))) - frozenset("\t\n\r")  # a PDF's text may hold them
_STRAIGHT = str.maketrans(dict.fromkeys(DIRECTION_MARKS))
_PLAIN = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", **dict.fromkeys(DIRECTION_MARKS | NOT_XML)})


def straight(text: str) -> str:
    """Text for where the page shows it as it is, in a table or a choice: nothing in it turns the writing round."""
    return text if text.isascii() else text.translate(_STRAIGHT)


def shorten(text: str, characters: int) -> str:
    """At most so many characters, cut at the end with an ellipsis."""
    return text if len(text) <= characters else text[: max(characters - 1, 1)].rstrip(" ,.-") + "…"


def wrap(text: str, characters: int, lines: int = 2) -> list[str]:
    """`text` broken at spaces into at most `lines` lines; what does not fit is cut with an ellipsis."""
    words, out = text.split(), [""]
    for word in words:
        if out[-1] and len(out[-1]) + 1 + len(word) > characters:
            if len(out) == lines:
                out[-1] = shorten(f"{out[-1]} {word}", characters)
                if not out[-1].endswith("…"):
                    out[-1] += "…"
                return out
            out.append(word)
        else:
            out[-1] = f"{out[-1]} {word}".strip()
    return [shorten(line, characters) for line in out]


def marker(meaning: Meaning, look: Look, size: float = 11) -> dict[str, Any]:
    """The marker of one meaning; hollow shapes get a line thick enough to be seen."""
    colour = meaning.paint(look)
    width = 2.2 if meaning.hollow else 1
    line = {"color": colour if meaning.hollow else look.paper, "width": width}
    return {"symbol": meaning.glyph(), "color": colour, "size": size, "line": line, "opacity": 1}


Box = tuple[float, float, float, float]  # the lesser x and y, then the greater


def meet(a: Box, b: Box) -> bool:
    """Whether two boxes share any ground."""
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def tint(colour: str, alpha: float) -> str:
    """`#RRGGBB` with an alpha from 0 to 1, as plotly writes it."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{alpha})"


def axis(look: Look, **options: Any) -> dict[str, Any]:
    """An axis in the house style: quiet grid, no zero line, no box, not to be zoomed."""
    base: dict[str, Any] = {
        "showgrid": True,
        "gridcolor": look.line,
        "gridwidth": 1,
        "zeroline": False,
        "showline": False,
        "ticks": "",
        "fixedrange": True,
        "tickfont": {"color": look.muted, "size": 12},
        "title": None,
        "automargin": False,
    }
    base.update(options)
    return base


def hidden_axis(**options: Any) -> dict[str, Any]:
    """An axis that only gives coordinates."""
    return {"visible": False, "fixedrange": True, **options}


def label(text: str, x: Any, y: Any, look: Look, **options: Any) -> dict[str, Any]:
    """A direct label. `text` must already be plain or markup of ours."""
    base: dict[str, Any] = {
        "text": text,
        "x": x,
        "y": y,
        "showarrow": False,
        "xanchor": "left",
        "yanchor": "middle",
        "align": "left",
        "borderpad": 0,
        "borderwidth": 0,
        "font": {"size": TEXT_SIZE, "color": look.ink, "family": SANS},
    }
    base.update(options)
    return base


def key(
    meanings: list[Meaning], look: Look, *, y: float, x: float = 0.0, yshift: float = 0, width: int = WIDTH
) -> list[dict[str, Any]]:
    """A line that says what the shapes mean, for charts where a direct label would repeat itself; two where `width`
    (pixels) asks for it."""
    shown: dict[tuple[str, str], list[str]] = {}
    for meaning in in_order(meanings):
        shown.setdefault((meaning.paint(look), meaning.glyph()), []).append(meaning.word)
    parts = [
        f'<span style="color:{colour};font-size:{_GLYPHS[glyph][1]}px">{_GLYPHS[glyph][0]}</span>&nbsp;{", ".join(w)}'
        for (colour, glyph), w in shown.items()
    ]
    long = sum(len(", ".join(w)) * 6.4 + 36 for w in shown.values()) > width
    cut = (len(parts) + 1) // 2 if long else len(parts)
    lines = ["&nbsp;&nbsp;&nbsp;&nbsp; ".join(part) for part in (parts[:cut], parts[cut:]) if part]
    return [label("<br>".join(lines), x, y, look, xref="paper", yref="paper", yanchor="bottom",
                  yshift=yshift, font={"size": 12.5, "color": look.muted, "family": SANS})]  # fmt: skip


def in_order(meanings: Iterable[Meaning]) -> list[Meaning]:
    """Each meaning once, from what is so to what is over."""
    return sorted(dict.fromkeys(meanings), key=lambda m: _ORDER.index(m.colour))


# what a key shows of each marker, and the size at which all look alike
_GLYPHS = {
    "circle": ("●", 15), "diamond-open": ("◇", 15), "triangle-up-open": ("△", 14), "square": ("■", 13),
    "x-thin-open": ("✕", 13), "triangle-left-open": ("◁", 14),
}  # fmt: skip
_ORDER = ("fact", "announced", "possible", "surveyed", "over")
