"""The typefaces of pictures: each look of a letter has its cut, and every cut has every letter."""

import io

import pytest
from PIL import Image, ImageFont

from dashboard.charts import style
from dashboard.charts.chart import Chart, figure
from dashboard.export import images

SANS = sorted(images.FONTS.glob("libre-franklin-*.ttf"))
# what a cut lacks is taken from another one, whatever its weight and slope: the whole word with it
LETTERS = "Łódź Çà Őr Žižka ñ “quote” – … ● ◇ △ ■ ✕ ◁ ≠ ≈ ≤ → €"


@pytest.mark.parametrize("path", SANS, ids=lambda path: path.stem)
def test_every_cut_has_every_letter(path) -> None:
    font = ImageFont.truetype(str(path), 40)
    missing = bytes(font.getmask("\U0010fffd"))
    assert all(bytes(font.getmask(letter)) != missing for letter in LETTERS if letter != " ")


def drawn(markup: str) -> Image.Image:
    texts = {"type": "scatter", "mode": "text", "x": [0], "y": [0], "text": [markup], "textposition": "middle right",
             "textfont": {"size": 30, "color": "#000000"}}  # fmt: skip
    axes = {"xaxis": style.hidden_axis(range=[0, 1]), "yaxis": style.hidden_axis(range=[-1, 1])}
    plain: Chart = figure([texts], style.LIGHT, height=60, width=300, title="", **axes)
    return Image.open(io.BytesIO(images.png(plain, scale=1))).convert("L")


def test_bold_and_italic_are_drawn_as_such() -> None:
    upright, italic, bold = (drawn(f"{start}Łódź lillil") for start in ("", "<i>", "<b>"))
    assert len({picture.tobytes() for picture in (upright, italic, bold)}) == 3
    ink = [sum(255 - value for value in picture.tobytes()) for picture in (upright, italic, bold)]
    assert ink[2] > 1.15 * ink[0] > ink[1]  # an italic has no more ink than the upright
