"""What a post covers: countries and region beside the title or the verb."""

from extract.executives.scene import Post, Scene
from extract.executives.symbols import Line, Symbol

_THROUGH = frozenset(
    "of at in to for on det poss modifier firm plant word capital number organisation charge adverb genitive".split()
)
_REACH = 14


def assign_scope(scene: Scene, posts: list[Post]) -> None:
    """Fills in countries and region of every post where its line tells them."""
    for post in posts:
        line = scene.lines[post.line]
        places = _places_after(line, post) or _places_before(line, post)
        countries: set[str] = set(post.countries)
        region = post.region
        for symbol in places:
            mention = symbol.mention
            if mention is None:
                continue
            if mention.kind == "city" and not _runs_plant(line, post):
                continue
            countries.update(mention.countries)
            if mention.kind == "region":
                region = region or mention.region or scene.document.text[mention.start : mention.end]
        post.countries, post.region = tuple(sorted(countries)), region


def _places_after(line: Line, post: Post) -> list[Symbol]:
    found: list[Symbol] = []
    # the field may hold the place itself ("patron de l'Asie"): begin at the anchor's own words
    tied = line.symbols[post.anchor].kind in {"lead", "lead_past", "helm", "charge", "office"}
    for cursor in range(post.anchor + 1, min(post.anchor + _REACH, len(line.symbols))):
        symbol = line.symbols[cursor]
        if symbol.kind in {"place", "demonym"}:
            found.append(symbol)
        elif symbol.kind in {"and", "comma"}:
            following = [s.kind for s in line.symbols[cursor + 1 : cursor + 5]]
            if not found or "place" not in following or "title" in following or "person" in following:
                break
        elif symbol.kind not in _THROUGH or (symbol.kind == "word" and not tied):
            break
        if symbol.kind in {"of", "for", "in", "to", "on", "charge", "at"}:
            tied = True
    return found


def _places_before(line: Line, post: Post) -> list[Symbol]:
    """ "EMEA business lead", "UK managing director"."""
    found: list[Symbol] = []
    cursor = post.anchor - 1
    if line.symbols[post.anchor].kind in {"led", "chaired"}:
        # "la branche polonaise est présidée par X"
        before = range(max(0, cursor - 6), cursor + 1)
        named = [n for n in before if line.symbols[n].kind == "demonym" or _names_plant(line, n)]
        return [line.symbols[n] for n in named[-1:]]
    while cursor >= 0 and line.symbols[cursor].kind in {"place", "modifier", "genitive", "demonym"}:
        if line.symbols[cursor].kind == "place":
            found.append(line.symbols[cursor])
        cursor -= 1
    return found


def _names_plant(line: Line, at: int) -> bool:
    """ "the Brno plant": a place right before what is run there."""
    return line.symbols[at].kind == "place" and line.symbols[at + 1].kind == "plant"


def _runs_plant(line: Line, post: Post) -> bool:
    if post.function not in {"head", "director", "managing_director", "other"}:
        return False
    first = post.anchor - 7 if line.symbols[post.anchor].kind == "led" else post.anchor
    near = line.symbols[max(0, first) : post.anchor + 7]
    return any(symbol.kind == "plant" for symbol in near)
