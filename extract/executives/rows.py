"""Posts -> rows: what several lines say of one post of one person becomes one row with its evidence."""

from collections import defaultdict

from extract.claims import Executive
from extract.executives.scene import PEOPLE, Post, Scene, person_at
from extract.executives.trust import Named, read_named, trust

_RANK = {"outgoing": 0, "incoming": 1, "former": 2, "current": 3}
_COMPATIBLE = {
    frozenset({"current", "incoming"}),
    frozenset({"current", "outgoing"}),
    frozenset({"outgoing", "former"}),
}


def make_rows(scene: Scene, posts: list[Post]) -> list[Executive]:
    """One row for each post of each person, in text order."""
    named = read_named(scene)
    return [_row(scene, named, post) for post in join_posts(scene, posts)]


def join_posts(scene: Scene, posts: list[Post]) -> list[Post]:
    """The posts that become rows: what several lines say of one post made one, in text order."""
    outsiders = _outsiders(scene)
    merged: list[Post] = []
    told: defaultdict[tuple[str, str | None, str], list[Post]] = defaultdict(list)
    some_firm = any(mention.kind == "organisation" for mention in scene.document.mentions)
    for post in sorted(posts, key=lambda post: (post.line, post.anchor)):
        if (post.organisation is None and some_firm) or _outside(scene, post, outsiders):
            continue
        alike = told[post.person, post.organisation, post.function]
        same = next((other for other in alike if _same(other, post)), None)
        if same is None:
            alike.append(post)
            merged.append(post)
        else:
            _merge(same, post)
    return _without_echoes(merged)


_TOP = frozenset({"chief_executive", "managing_director", "president"})


def _without_echoes(posts: list[Post]) -> list[Post]:
    """Without the bare "prend la tête de Y" of people whose post at Y a title tells."""
    kept = []
    tops: defaultdict[tuple[str, str | None], list[Post]] = defaultdict(list)
    for post in posts:
        if post.function in _TOP:
            tops[post.person, post.organisation].append(post)
    for post in posts:
        if post.function == "head" and post.title is None and post.event == "appointed":
            titled = [
                other
                for other in tops[post.person, post.organisation]
                if (other.status == "former") == (post.status == "former")
            ]
            if titled:
                _merge(titled[0], post)
                continue
        kept.append(post)
    return kept


def _same(first: Post, second: Post) -> bool:
    """Of one person, firm and function: can it be one post?"""
    scopes = (first.countries, first.region), (second.countries, second.region)
    overlap = set(first.countries) & set(second.countries)
    if all(any(scope) for scope in scopes) and scopes[0] != scopes[1] and not overlap:
        return False
    statuses = frozenset({first.status or "", second.status or ""})
    if len(statuses) == 1 or statuses in _COMPATIBLE:
        return True
    return first.role is None or second.role is None


def _merge(kept: Post, other: Post) -> None:
    if _RANK[other.status or "current"] < _RANK[kept.status or "current"]:
        kept.status = other.status
    if kept.title is None:
        kept.title = other.title
    kept.countries = kept.countries or other.countries
    kept.region = kept.region or other.region
    kept.explicit = kept.explicit or other.explicit
    kept.start = kept.start or other.start
    kept.end = kept.end or other.end
    kept.replaces = kept.replaces or other.replaces
    kept.reports_to = kept.reports_to or other.reports_to
    kept.confidence = max(kept.confidence, other.confidence)
    kept.sure = max(kept.sure, other.sure)
    kept.told += 1


def _outsiders(scene: Scene) -> set[str]:
    """People whom a title of politics, press or research stands beside."""
    found: set[str] = set()
    for line in scene.lines:
        for at, symbol in enumerate(line.symbols):
            if symbol.kind != "outsider":
                continue
            for near in (at - 1, at - 2, at - 3, at + 1, at + 2, at + 3, at + 4, at + 5):
                if not 0 <= near < len(line.symbols):
                    continue
                between = line.symbols[min(near, at) + 1 : max(near, at)]
                if line.symbols[near].kind == "person" and all(
                    other.kind in {"comma", "det", "demonym", "of", "word", "capital", "modifier", "place", "former"}
                    for other in between
                ):
                    name = person_at(line, near)
                    if name is not None:
                        found.add(name)
    return found


def _outside(scene: Scene, post: Post, outsiders: set[str]) -> bool:
    words = scene.document.language.words("posts").get("outside", {}).get("organisations", [])
    if post.organisation is not None and any(
        post.organisation.lower() == word or post.organisation.lower().startswith(word + " ") for word in words
    ):
        return True
    # lawyers and professors sit on boards
    return post.person in outsiders and not post.explicit and post.function not in _BOARDS


_BOARDS = frozenset({"board_member", "chair"})


def _row(scene: Scene, named: Named, post: Post) -> Executive:
    start, end = _evidence(scene, post)
    return Executive(
        quote=scene.document.text[start:end],
        start_char=start,
        end_char=end,
        rule=post.rule,
        confidence=trust(scene, named, post),
        person=post.person,
        organisation=post.organisation,
        role=post.role,
        function=post.function,
        countries=post.countries,
        region=post.region,
        status=post.status or "current",
        start=post.start,
        end=post.end,
        replaces=post.replaces,
        reports_to=post.reports_to,
    )


def _evidence(scene: Scene, post: Post) -> tuple[int, int]:
    """The sentence of the post; with the one before it where the person is only named there."""
    sentence = scene.lines[post.line].sentence
    named = any(
        symbol.kind in PEOPLE and person_at(scene.lines[post.line], at) == post.person
        for at, symbol in enumerate(scene.lines[post.line].symbols)
        if symbol.kind == "person"
    )
    if not named and post.line > 0:
        before = scene.lines[post.line - 1]
        if scene.paragraphs[post.line - 1] == scene.paragraphs[post.line] and any(
            person_at(before, at) == post.person for at in range(len(before.symbols))
        ):
            return before.sentence.start, sentence.end
    return sentence.start, sentence.end
