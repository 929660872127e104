"""Mentions -> claims: executives.

Each sentence becomes a line of symbols (`lines`); constructions of the language tie people to posts
(`constructions`, `holders`), to those they follow or answer to (`successions`) and to former employers
(`careers`); organisation, scope and dates are worked out (`employers`, `scope`, `terms`), and what several
sentences say of one post becomes one row (`rows`).
"""

from extract.claims import Executive
from extract.documents import Document
from extract.executives.arrivals import apply_arrivals, apply_moves
from extract.executives.careers import find_careers
from extract.executives.employers import assign_employers
from extract.executives.histories import settle_histories
from extract.executives.holders import find_holders
from extract.executives.movements import apply_counterparts, apply_departures, apply_reporting, apply_starts
from extract.executives.orphans import find_orphans
from extract.executives.rows import make_rows
from extract.executives.same_posts import find_same_posts
from extract.executives.scene import Post, Scene, set_scene
from extract.executives.scope import assign_scope
from extract.executives.seats import apply_seats
from extract.executives.stints import find_stints
from extract.executives.successions import apply_interims, apply_successions, settle_predecessors
from extract.executives.terms import assign_terms, settle_long_gone, settle_status
from extract.executives.workplaces import apply_workplaces

__all__ = ["find_executives", "read_posts", "read_posts_before_successions"]


def find_executives(document: Document) -> list[Executive]:
    """The rows of the executives table that the article supports, in text order."""
    scene, posts = read_posts(document)
    return make_rows(scene, posts)


def read_posts(document: Document) -> tuple[Scene, list[Post]]:
    """The posts that the article tells of, each as its own sentences tell it."""
    scene, posts = read_posts_before_successions(document)
    apply_successions(scene, posts)
    apply_interims(scene, posts)
    apply_arrivals(scene, posts)
    assign_terms(scene, posts)
    apply_starts(scene, posts)
    apply_departures(scene, posts)
    settle_status(scene, [post for post in posts if post.event != "predecessor"])
    settle_histories(scene, posts)
    apply_moves(scene, posts)
    settle_predecessors(posts)
    settle_long_gone(scene, posts)
    apply_reporting(scene, posts)
    posts.extend(find_careers(scene, posts))
    posts.extend(list(find_stints(scene, posts)))
    return scene, posts


def read_posts_before_successions(document: Document) -> tuple[Scene, list[Post]]:
    """The posts whose holders, organisations and scope their own lines tell."""
    scene = set_scene(document)
    posts = find_holders(scene)
    posts.extend(list(find_orphans(scene, posts)))
    assign_employers(scene, posts)
    apply_workplaces(scene, posts)
    assign_scope(scene, posts)
    posts.extend(list(find_same_posts(scene, posts)))
    apply_counterparts(scene, posts)
    apply_seats(scene, posts)
    return scene, posts
