"""Employers that the clause tells, not the words beside the title: "Norvale, where she was president of bakery"."""

from extract.executives.matching import has, matches
from extract.executives.scene import Post, Scene


def apply_workplaces(scene: Scene, posts: list[Post]) -> None:
    """Gives posts whose clause names the employer to that employer."""
    for number, line in enumerate(scene.lines):
        for matcher, match in matches(scene, number, "workplaces"):
            mention = line.symbols[match.start("org")].mention
            title = match.start("title")
            if mention is None:
                continue
            for post in posts:
                if post.line != number or post.anchor != title:
                    continue
                post.organisation, post.explicit = mention.name, True
                post.countries, post.region = mention.countries, mention.region
                if matcher.construction.status is not None:
                    post.status, post.event = matcher.construction.status, "post"
                if has(match, "person") and post.holder is None:
                    post.holder = match.start("person")
