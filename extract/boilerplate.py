"""Which spans of a text are not the article."""


def find_boilerplate(text: str, language: str) -> list[tuple[int, int]]:
    """Spans of `text` that are not the article, in order, never touching."""
    return []
