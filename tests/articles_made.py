"""Articles for the tests of the flow: how they are read and kept, not what is found in them."""

from pathlib import Path

# Dutch has no model to load: what is tested here is the flow, not what it finds.
DUTCH = (
    "Coolblue opent in het voorjaar een kantoor in Gent, waar {n} mensen aan het werk gaan. De omzet van het bedrijf "
    "steeg vorig jaar met {n} procent, zegt Jan Peeters, de algemeen directeur. Hij leidt het bedrijf sinds 2016.\n"
)


def make_articles(folder: Path, count: int, repeat: int = 1) -> Path:
    folder.mkdir()
    for n in range(count):
        (folder / f"{n:03}.txt").write_text(DUTCH.format(n=n + 2) * repeat, encoding="utf-8")
    return folder
