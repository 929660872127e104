"""The posts told so far, filed by what is asked of them, so that a long list of people costs no more a line."""

from collections import defaultdict
from collections.abc import Sequence, Set

from extract.executives.scene import Post


class PostsTold:
    """The posts of an article by their lines, their people and their functions."""

    def __init__(self, posts: Sequence[Post]) -> None:
        """File `posts`, whose lines, people and functions stay as they are."""
        self._by_line: defaultdict[int, list[Post]] = defaultdict(list)
        self._by_person: defaultdict[str, list[Post]] = defaultdict(list)
        self._holders: defaultdict[str, set[str]] = defaultdict(set)
        for post in posts:
            self._by_line[post.line].append(post)
            self._by_person[post.person].append(post)
            self._holders[post.function].add(post.person)

    def near(self, line: int, back: int = 0) -> list[Post]:
        """The posts of a line and of so many before it."""
        return [post for number in range(line - back, line + 1) for post in self._by_line.get(number, ())]

    def of(self, person: str) -> list[Post]:
        """The posts of a person."""
        return self._by_person.get(person, [])

    def holders(self, function: str) -> Set[str]:
        """Who holds such a post."""
        return self._holders.get(function, set())
