"""Whose post it is: of all organisations of the article the likeliest, by what stands beside the post and around it."""

from collections.abc import Sequence
from dataclasses import replace

from extract.choice import Model, Option, model
from extract.executives.firms import candidates, features, surroundings
from extract.executives.named_firms import Firms, read_firms
from extract.executives.scene import Post, Scene
from extract.executives.ties import find_tie
from extract.executives.told import PostsTold

_REACH = 14  # symbols from a post to its first employer, where a second follows


def assign_employers(scene: Scene, posts: list[Post]) -> None:
    """Fills in the organisation of every post; None stays only where the article names none at all."""
    tie_employers(scene, posts)
    firms = read_firms(scene)
    told = PostsTold(posts)
    fitted = model("executives/employer")
    # in text order: one post tells of the next
    for post in sorted(posts, key=lambda post: (post.line, post.anchor)):
        choose_employer(post, employers_told(scene, firms, post, told), fitted)


def tie_employers(scene: Scene, posts: list[Post]) -> None:
    """Gives each post the organisation that its own sentence ties to it, if there is one."""
    for post in posts:
        if post.explicit:
            post.tie = post.tie or "construction"
            continue
        tie = find_tie(scene.lines[post.line], post)
        if tie is not None:
            post.organisation, post.explicit, post.tie = tie.mention.name, True, tie.kind
            post.countries = post.countries or tie.mention.countries
            post.region = post.region or tie.mention.region
        elif post.organisation is not None:
            post.tie = "subject"  # of the verb that appoints
    posts.extend(_second_employers(scene, posts))


def employers_told(scene: Scene, firms: Firms, post: Post, posts: PostsTold) -> list[Option]:
    """The organisations a post may belong to, each with what speaks for it."""
    around = surroundings(scene, firms, post, posts)
    names = candidates(scene, firms, post, around)
    return [Option(name, features(scene, firms, post, around, name)) for name in names]


def choose_employer(post: Post, told: Sequence[Option], fitted: Model) -> None:
    """Gives a post the likeliest of the organisations it may belong to."""
    if not told:
        return
    name, share, _ = fitted.choose(told)
    if name != post.organisation:
        if post.organisation is not None:
            post.countries, post.region = (), None  # of the affiliate it was taken for
        post.organisation, post.explicit, post.tie = name, False, ""
    post.sure = share


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
