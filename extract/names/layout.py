"""What the layout tells of capitals: headlines, lines in capitals, headings."""

_PARAGRAPH = 120  # characters at least


def is_headline(line: str) -> bool:
    """Most words have a capital, and no full stop ends it."""
    parts = [word for word in line.split() if word[0].isalpha()]
    big = sum(1 for word in parts if word[0].isupper())
    return len(parts) >= 4 and line[-1] not in ".?!»”" and big >= 0.7 * len(parts)


def is_shout(line: str) -> bool:
    """A line in capitals."""
    letters = [c for c in line if c.isalpha()]
    return len(letters) > 8 and sum(map(str.isupper, letters)) >= 0.85 * len(letters)


def is_title(line: str) -> bool:
    """A few words, all with a capital."""
    parts = line.rstrip(".:").split()
    return 1 < len(parts) < 5 and all(word[0].isupper() or word in "&-–" for word in parts)


def runs_in(text: str, start: int, end: int) -> bool:
    """A heading of a few words that opens a paragraph: "DURAND ET FILS. Le groupe ..."."""
    opens = start == 0 or text[start - 1] == "\n"
    return opens and text[end - 1] in ".:" and text[end : end + 1] == " " and text.count(" ", start, end) < 6


def stands_over(text: str, start: int, end: int, line: str) -> bool:
    """A line of its own, of few words with a capital, over a paragraph: "Durand & Fils"."""
    parts = line.split()
    if not 0 < len(parts) < 5 or not all(word[0].isupper() or word in "&-–" for word in parts) or line[-1] in ".:,;!?":
        return False
    whole = text[start - 1 : start] in {"", "\n"} and text[end : end + 1] == "\n"
    under = text[end : end + 400].lstrip("\n").partition("\n")[0] if whole else ""
    return len(under) > _PARAGRAPH
