"""Whose post it is: the organisation beside the title, or else the one its line, paragraph or article is about."""

from collections import Counter
from dataclasses import replace

from extract.executives.scene import Post, Scene
from extract.executives.symbols import Line
from extract.mentions import Mention

_TIES = frozenset({"of", "at", "in", "to", "for", "on", "charge"})
_THIN = _TIES | frozenset(
    "det poss modifier demonym firm plant word capital number place since until date genitive adverb".split()
)
_LEFT = frozenset("modifier new former now until_now demonym capital number det".split())
_REACH = 14
# an organisation after these is where someone came from, a source or a rival, not whom the text is about
_ASIDE = frozenset({"past_at", "former", "since", "by", "open", "left", "joined", "genitive"})


def assign_employers(scene: Scene, posts: list[Post]) -> None:
    """Fills in the organisation of every post; None stays only where the article names none at all."""
    for post in posts:
        if not post.explicit:
            mention = _beside(scene.lines[post.line], post)
            if mention is not None:
                post.organisation, post.explicit = mention.name, True
                post.countries = post.countries or mention.countries
                post.region = post.region or mention.region
    posts.extend(_second_employers(scene, posts))
    _share_between_titles(posts)
    known = _known_employers(posts)
    for post in sorted(posts, key=lambda post: (post.line, post.anchor)):
        if post.organisation is None:
            post.organisation = _implied(scene, post, known, posts)


def _beside(line: Line, post: Post) -> Mention | None:
    at = post.anchor
    if line.symbols[at].kind in {
        "title",
        "office",
        "helm",
        "presided",
        "lead",
        "lead_past",
        "chair",
        "chair_past",
        "take",
        "led",
        "chaired",
        "enter",
    }:
        found = _after(line, at)
        if found is not None:
            return found
    return _before(line, at) or _antecedent(line, at)


def _after(line: Line, at: int) -> Mention | None:
    tied = line.symbols[at].kind in {"lead", "lead_past", "chair", "chair_past"}
    for cursor in range(at + 1, min(at + _REACH, len(line.symbols))):
        symbol = line.symbols[cursor]
        if symbol.kind == "organisation":
            direct = cursor == at + 1 or line.symbols[cursor - 1].kind in {"capital", "firm", "modifier", "open"}
            return symbol.mention if tied or direct else None
        if symbol.kind == "and":
            # "pour la Belgique et les Pays-Bas de Y": a list of places goes on
            following = [s.kind for s in line.symbols[cursor + 1 : cursor + 3]]
            if "place" not in following:
                return None
            continue
        if symbol.kind == "open" and cursor + 1 < len(line.symbols) and line.symbols[cursor + 1].kind == "organisation":
            continue
        if symbol.kind in _TIES:
            tied = True
        elif (symbol.kind not in _THIN and symbol.kind != "presided") or (symbol.kind == "word" and not tied):
            return None
    return None


def _before(line: Line, at: int) -> Mention | None:
    """ "Spotify's vice-president", "Alibaba CEO", "Jumbo-topman"."""
    cursor = at - 1
    while cursor >= 0 and line.symbols[cursor].kind in _LEFT:
        cursor -= 1
    if cursor >= 1 and line.symbols[cursor].kind == "genitive" and line.symbols[cursor - 1].kind == "organisation":
        return line.symbols[cursor - 1].mention
    if (
        cursor >= 0
        and line.symbols[cursor].kind == "organisation"
        and (cursor == 0 or line.symbols[cursor - 1].kind not in {"of"})
    ):
        return line.symbols[cursor].mention
    return None


def _antecedent(line: Line, at: int) -> Mention | None:
    """ "Taobao, dont X est PDG", "Orange, où il était responsable", "que préside X", "chez Axa, X, le PDG"."""
    cursor, seen = at, 0
    while cursor > 0 and seen < 9:
        cursor -= 1
        seen += 1
        kind = line.symbols[cursor].kind
        if kind in {"stop", "semicolon", "break"}:
            return None
        if kind in {"whose", "where", "that"}:
            for before in range(cursor - 1, max(-1, cursor - 9), -1):
                if line.symbols[before].kind == "organisation":
                    return line.symbols[before].mention
                if line.symbols[before].kind in {"stop", "person", "semicolon"}:
                    return None
            return None
    for cursor in range(at - 1, max(-1, at - 10), -1):
        if line.symbols[cursor].kind == "organisation" and cursor > 0:
            opening = [s.kind for s in line.symbols[max(0, cursor - 3) : cursor]]
            clause = cursor - len(opening) + opening.index("at") if "at" in opening else 0
            if "at" in opening and (clause == 0 or line.symbols[clause - 1].kind in {"stop", "comma", "colon", "and"}):
                return line.symbols[cursor].mention
            return None
        if line.symbols[cursor].kind in {"stop", "semicolon", "title"}:
            return None
    return None


def _second_employers(scene: Scene, posts: list[Post]) -> list[Post]:
    """ "ex-responsable d'Amazon et de Yahoo": the same post at a second firm."""
    found = []
    for post in posts:
        if not post.explicit or post.status != "former" or post.event != "post":
            continue
        symbols = scene.lines[post.line].symbols
        at = next(
            (
                n
                for n in range(post.anchor + 1, min(post.anchor + _REACH, len(symbols)))
                if (mention := symbols[n].mention) is not None
                and symbols[n].kind == "organisation"
                and mention.name == post.organisation
            ),
            None,
        )
        if at is None or at + 2 >= len(symbols) or symbols[at + 1].kind not in {"and", "comma"}:
            continue
        following = at + 3 if symbols[at + 2].kind in {"of", "at", "det"} else at + 2
        if following < len(symbols) and symbols[following].kind == "organisation":
            mention = symbols[following].mention
            if mention is not None and mention.name != post.organisation:
                found.append(
                    replace(
                        post, organisation=mention.name, countries=mention.countries, region=mention.region, lines=[]
                    )
                )
    return found


def _share_between_titles(posts: list[Post]) -> None:
    """A double title shares its organisation: "fondateur et CEO d'Odoo", "PDG d'Odoo et fondateur"."""
    for post in posts:
        if post.organisation is not None or post.title is None:
            continue
        siblings = [
            other
            for other in posts
            if other is not post
            and other.line == post.line
            and other.person == post.person
            and other.explicit
            and other.rule == post.rule
            and abs(other.anchor - post.anchor) <= 12
        ]
        if siblings and post.status != "former":
            nearest = min(siblings, key=lambda other: (other.anchor < post.anchor, abs(other.anchor - post.anchor)))
            if nearest.status != "former":
                post.organisation, post.countries, post.region = nearest.organisation, nearest.countries, nearest.region


def _known_employers(posts: list[Post]) -> dict[str, Counter[str]]:
    known: dict[str, Counter[str]] = {}
    for post in posts:
        if post.explicit and post.organisation and post.status != "former":
            known.setdefault(post.person, Counter())[post.organisation] += 1
    return known


def _implied(scene: Scene, post: Post, known: dict[str, Counter[str]], posts: list[Post]) -> str | None:
    """What the post belongs to where nothing beside it says so: the likeliest reading first."""
    line = scene.lines[post.line]
    paragraph = scene.paragraphs[post.line]
    heading = scene.headings.get(paragraph)
    if heading is not None:
        return heading
    beside = {symbol.kind for symbol in line.symbols[max(0, post.anchor - 3) : post.anchor]}
    if "ours" in beside and scene.topic is not None:
        return scene.topic
    if "poss" in beside:
        before = [s.mention for s in line.symbols[: post.anchor] if s.kind == "organisation" and s.mention]
        if before:
            return before[-1].name
    arriving = post.event in {"appointed", "joined", "interim"}
    employers = known.get(post.person)
    if employers and not arriving:
        return employers.most_common(1)[0][0]
    earlier = [
        symbol.mention.name
        for number in range(post.line + 1)
        if scene.paragraphs[number] == paragraph
        for at, symbol in enumerate(scene.lines[number].symbols)
        if symbol.kind == "organisation"
        and symbol.mention
        and symbol.start < line.symbols[post.anchor].start
        and (at == 0 or scene.lines[number].symbols[at - 1].kind not in _ASIDE)
    ]
    # where someone comes from is not where the new post is
    left = {
        other.organisation
        for other in posts
        if other.person == post.person and other.explicit and other.status == "former"
    }
    if arriving:
        earlier = [name for name in earlier if name not in left]
    if arriving and earlier:
        return scene.topic if scene.topic in earlier else earlier[0]
    strong = scene.topic is not None and scene.is_about_topic
    if strong and scene.topic in earlier:
        return scene.topic
    neighbours = [
        other.organisation
        for other in posts
        if other.organisation is not None
        and scene.paragraphs[other.line] == paragraph
        and 0 <= post.line - other.line <= 3
        and other.status != "former"
        and (other.line, other.anchor) < (post.line, post.anchor)
        and other.event != "career"
    ]
    if neighbours:
        return neighbours[-1]
    if strong or not earlier or scene.topic in earlier:
        return scene.topic or (earlier[0] if earlier else None)
    return earlier[0]
