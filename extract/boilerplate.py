"""Which spans of a text are not the article: `find_boilerplate`.

A page saved as text keeps its menus, buttons, adverts and teasers for other stories. They are told from the article
line by line: by their words (the language's `boilerplate.toml`), by their shape, and by where they stand. Between the
first and the last paragraph of prose a line must say plainly what it is; before and after, its shape is enough.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from extract.languages import load
from extract.words import fold

_SHORT = 180  # characters of a line that may be a button, a menu, a teaser's title
_PROSE_WORDS = 12  # a line of that many words that ends like a sentence is prose ...
_LONG_WORDS = 25  # ... and one of that many however it ends
_TITLE_WORDS = 4  # of an entry in a row of teasers: two of them make a row, fewer need a third
_LIST_LINES = 14  # at most so many titles follow a heading such as "Read also"
_TAIL = 0.7  # share of the text after which a list of other stories may hold their first sentences
_LATE = 0.4  # share of the text before which a comment section or a second title is not the end

_LINE = re.compile(r"(?<![^\r\n])[^\S\r\n]*+\S[^\r\n]*+")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_LETTERS = re.compile(r"[^\W\d_]+")
_SENTENCE_END = re.compile(r"[.!?…][\s»\"”’')\]]*$")
_CASED = re.compile(r"[^\W\d_][\w-]{2,}")
# "Staff: 1,200", "Seat: Paris": a box of facts, not a list of titles
_FACT = re.compile(r"[^:]{2,50}:\s*(?:\W*\d.*|[^\Wa-zà-öø-ÿ]\S*(?:\s\S+){0,4})")
_CUT_SHORT = re.compile(r"(?:…|\.\.\.)\s*$")
# Who comments, as nobody else is called: "toto44 : ..." (a plan may be: "Horizon2030 : ...")
_NICKNAME = re.compile(r"@?[A-Za-z][A-Za-z_.-]{2,}(?!(?:19|20)\d\d)\d{1,4}\s?:\s")
_OPENING = 200  # characters by which a paragraph of any length says that it is a notice or of its author
_BULLET = re.compile(r"^[^\w\[(©@€$£+«\"“]+|^\d{1,2}[.)]?\s+(?=\D)")
_SEPARATOR = re.compile(r"\s*[|>›»•·●▸▶→⟩]\s*|\s+[/–—-]\s+|[ \t\u00a0\u2003]{2,}|\t")
_JOINED = re.compile(r"(?<=[a-zà-öø-ÿ]{4})(?=[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]{2})")
# Market quotes: the rate of a pair ("EUR/USD 1.0938") beside a move in per cent ("+0.31 %")
_RATE = re.compile(r"\b[A-Z][A-Z&]{1,4}/[A-Z]{3}\s*:?\s*\d[\d\s.,'’]*[.,]\d{2}")
_MOVE = re.compile(r"[-+−–▲▼]\s*\d+[.,]\d+\s*%")
_NETWORKS = frozenset(
    "facebook twitter linkedin whatsapp instagram pinterest messenger telegram bluesky mastodon threads youtube tiktok"
    " reddit flipboard viadeo tumblr snapchat skype email mail e-mail sms rss x f t in g"
    .split()
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Cues:
    """The words of one language, compiled."""

    interface: frozenset[str]
    line: re.Pattern[str]
    opener: re.Pattern[str]
    end: re.Pattern[str]
    advert: re.Pattern[str]
    author: re.Pattern[str]
    notice: re.Pattern[str]
    bio: re.Pattern[str]
    bio_head: re.Pattern[str]
    byline: re.Pattern[str]
    home: re.Pattern[str]


@cache
def _cues(code: str) -> _Cues:
    words = load(code).words("boilerplate")

    def compiled(name: str) -> re.Pattern[str]:
        return re.compile("|".join(f"(?:{pattern})" for pattern in words.get(name, ["(?!)"])))

    def before_capital(name: str) -> re.Pattern[str]:
        phrases = "|".join(map(re.escape, words.get(name, []))) or "(?!)"
        return re.compile(rf"(?i:{phrases})\s*:?\s+(?=[A-ZÀ-ÖØ-Þ])")

    return _Cues(
        frozenset(words.get("interface", "").split()),
        *(
            compiled(name)
            for name in ("lines", "openers", "ends", "adverts", "authors", "notices", "bios", "bio_heads")
        ),
        *(before_capital(name) for name in ("byline", "home")),
    )


@dataclass(slots=True)
class _Line:
    """One line with text in it. `key` is folded for the cues, without bullets, with single spaces; of a long
    paragraph it is empty, and `opening` has its first words alone."""

    start: int
    end: int
    text: str
    key: str
    opening: str
    words: int
    prose: bool
    boilerplate: bool = False


def find_boilerplate(text: str, language: str) -> list[tuple[int, int]]:
    """Spans of `text` that are not the article, in order, never touching."""
    lines = [_line(match) for match in _LINE.finditer(text)]
    cues = _cues(language)
    _mark_by_words(lines, cues)
    _mark_bars(lines)
    _mark_lists(lines, cues, len(text))
    _mark_bios(lines, cues, len(text))
    _mark_after_end(lines, cues, len(text))
    first, last = _body(lines)
    _mark_head(lines[:first], cues)
    _mark_tail(lines, last, cues)
    return _spans(lines)


def _line(match: re.Match[str]) -> _Line:
    text = match[0].strip()
    start = match.start() + match[0].index(text)
    words = len(text) // 5 if len(text) > 4 * _SHORT else len(_WORD.findall(text))
    prose = words >= _LONG_WORDS or (words >= _PROSE_WORDS and bool(_SENTENCE_END.search(text)))
    whole = len(text) <= 4 * _SHORT
    key = _key(text if whole else text[:_OPENING])
    return _Line(start, start + len(text), text, key if whole else "", key[:_OPENING], words, prose)


def _key(text: str) -> str:
    return fold(" ".join(_BULLET.sub("", text).split())).replace("’", "'")


def _mark_by_words(lines: list[_Line], cues: _Cues) -> None:
    """Marks buttons, menus, credits, cookie notices: lines that say what they are, wherever they stand."""
    for line in lines:
        if cues.notice.match(line.opening):
            line.boilerplate, line.prose = True, False
        if len(line.text) > _SHORT or not line.key or (line.prose and line.words >= _LONG_WORDS):
            continue
        if cues.line.match(line.key) or _is_interface(line, cues) or _is_joined(line.text):
            line.boilerplate = True
            line.prose = False


def _is_interface(line: _Line, cues: _Cues) -> bool:
    """The line is made of words of the interface and names of networks; digits and signs do not count."""
    words = _LETTERS.findall(line.key.replace("'", ""))
    if not words or len(words) > 3 * _PROSE_WORDS:
        return False
    known = sum(w in cues.interface or w in _NETWORKS for w in words)
    apart = len(_SEPARATOR.findall(line.text)) >= 2
    return known / len(words) >= (0.4 if apart else 0.7)


def _is_joined(text: str) -> bool:
    """Menu entries whose spaces were lost: "A la uneActualitéAsieChine"."""
    return not _SENTENCE_END.search(text) and any(len(_JOINED.findall(word)) >= 2 for word in text.split())


def _mark_bars(lines: list[_Line]) -> None:
    """Marks teasers in one row, "A title | Another | A third", above the first sentence and below the last."""
    told = [number for number, line in enumerate(lines) if line.prose and _SENTENCE_END.search(line.text)]
    first, last = (told[0], told[-1]) if told else (len(lines), -1)
    for number, line in enumerate(lines):
        around = lines[max(0, number - 1) : number + 2]
        if number == 0 or first <= number <= last or sum("|" in other.text for other in around) > 1:
            continue  # the title with its site, and rows of a table
        titles = [entry for entry in line.text.split("|") if len(_WORD.findall(entry)) >= _TITLE_WORDS]
        parted = line.text.count("|") >= 2 or len(titles) == 2
        if parted and len(line.text) <= 4 * _SHORT and not _SENTENCE_END.search(line.text):
            line.boilerplate, line.prose = True, False


def _mark_lists(lines: list[_Line], cues: _Cues, length: int) -> None:
    """Marks "Read also" with the titles under it."""
    for number, line in enumerate(lines):
        if len(line.text) > _SHORT or not (opener := cues.opener.match(line.key)):
            continue
        line.boilerplate, line.prose = True, False
        if line.words > 3 and line.key[opener.end() :].strip(" :-–—>"):
            continue  # "Read also: one title", and the article goes on
        summaries = 0
        for title, after in pairwise([*lines[number + 1 : number + 1 + _LIST_LINES], None]):
            if title is None or (title.prose and (title.words >= _LONG_WORDS or title.start < _TAIL * length)):
                break
            if title.prose and not (summaries if after is None else not (after.prose or after.boilerplate)):
                break  # it is a title's summary only where another title comes after it
            summaries += title.prose
            title.boilerplate, title.prose = True, False


def _mark_bios(lines: list[_Line], cues: _Cues, length: int) -> None:
    """Marks "About the author" and the paragraph under it, below the article."""
    for line, after in pairwise(lines):
        if line.start >= _TAIL * length and line.words <= _PROSE_WORDS and cues.bio_head.fullmatch(line.key):
            for of_author in (line, after):
                of_author.boilerplate, of_author.prose = True, False


def _mark_after_end(lines: list[_Line], cues: _Cues, length: int) -> None:
    """Marks all that follows a comment section or its first voice, a way back to the top, or the title told again."""
    titles = {line.key for line in lines[:6] if not line.prose and line.words > 3}
    for number, line in enumerate(lines):
        if line.start < _LATE * length:
            continue
        again = line.key in titles and number > 6
        ends = len(line.text) <= _SHORT and (again or cues.end.match(line.key))
        if ends or _NICKNAME.match(line.text):
            for rest in lines[number:]:
                rest.boilerplate, rest.prose = True, False
            return


def _body(lines: list[_Line]) -> tuple[int, int]:
    """The numbers of the first and the last line of prose (of no prose at all: 0 and the last line)."""
    prose = [number for number, line in enumerate(lines) if line.prose]
    return (prose[0], prose[-1]) if prose else (0, len(lines) - 1)


def _mark_head(lines: list[_Line], cues: _Cues) -> None:
    """Marks menus, market quotes, bylines and the title told again above the first paragraph."""
    seen: set[str] = set()
    for line in lines:
        again = line.key in seen and line.words > 2
        seen.add(line.key)
        line.boilerplate |= again or _is_menu(line, cues) or _is_ticker(line) or _is_byline(line, cues)


def _is_menu(line: _Line, cues: _Cues) -> bool:
    """Short entries with the same signs between them: a menu, a way through the site."""
    if _SENTENCE_END.search(line.text) or len(line.text) > 2 * _SHORT:
        return False
    if cues.home.match(line.text):
        return True
    entries = [entry for entry in _SEPARATOR.split(line.text) if _LETTERS.search(entry)]
    return (len(entries) >= 3 and line.words <= 3 * len(entries)) or (">" in line.text and len(entries) >= 2)


def _is_ticker(line: _Line) -> bool:
    quoted = len(line.text) <= _SHORT and _RATE.search(line.text) and _MOVE.search(line.text)
    return bool(quoted) and not _SENTENCE_END.search(line.text)


def _is_byline(line: _Line, cues: _Cues) -> bool:
    return line.words <= 12 and not _SENTENCE_END.search(line.text) and bool(cues.byline.match(line.text))


def _mark_tail(lines: list[_Line], last: int, cues: _Cues) -> None:
    """Marks teasers, adverts, market quotes and who wrote it below the last paragraph, and at its place."""
    cut_short = _trailing(lines, lambda line: line.boilerplate or bool(_CUT_SHORT.search(line.text)))
    if sum(not line.boilerplate for line in lines[cut_short:]) >= 2:
        for line in lines[cut_short:]:
            line.boilerplate, line.prose = True, False
        last = _body(lines)[1]
    sold = _trailing(lines, lambda line: line.boilerplate or _is_advert(line, cues) or _is_author(line, cues))
    for line in lines[max(1, sold) :]:
        line.boilerplate, line.prose = True, False
    last = _body(lines)[1]
    for line in lines[last + 1 :]:
        line.boilerplate |= _is_menu(line, cues) or _is_ticker(line) or _is_byline(line, cues)
    _mark_titles(lines, last)


def _trailing(lines: list[_Line], belongs: Callable[[_Line], bool]) -> int:
    """Where the last run of lines that belong begins."""
    number = len(lines)
    while number > 0 and belongs(lines[number - 1]):
        number -= 1
    return number


def _is_advert(line: _Line, cues: _Cues) -> bool:
    """A paragraph that sells says so twice, or is little else."""
    found = len({match.start() for match in cues.advert.finditer(line.key)})
    return found >= 2 or (
        found == 1 and line.words <= 2 * _LONG_WORDS and not line.text.startswith(("«", '"', "“", "'"))
    )


def _is_author(line: _Line, cues: _Cues) -> bool:
    short = line.words <= 2 * _LONG_WORDS
    return bool(cues.bio.match(line.opening) or (short and cues.author.match(line.key)))


def _mark_titles(lines: list[_Line], last: int) -> None:
    """Marks a run of titles below the last paragraph that do not take up what the article is about."""
    start = _trailing(lines, lambda line: line.boilerplate or not _SENTENCE_END.search(line.text))
    titles = [
        line for line in lines[max(start, last + 1) :] if not line.boilerplate and not _FACT.fullmatch(line.text)
    ]  # fmt: skip
    if len(titles) < 2:
        return
    body = _CASED.findall(" ".join(line.text for line in lines[: last + 1] if not line.boilerplate))
    names = {word for word in body if word[0].isupper()} - {word.title() for word in body if word[0].islower()}
    foreign = [line for line in titles if names.isdisjoint(_CASED.findall(line.text))]
    # Of a list of other stories some may tell of the same company.
    for line in titles if 2 * len(foreign) > len(titles) else foreign:
        line.boilerplate = True


def _spans(lines: list[_Line]) -> list[tuple[int, int]]:
    """Neighbouring lines of boilerplate are one span."""
    spans: list[tuple[int, int]] = []
    follows = False
    for line in lines:
        if line.boilerplate:
            spans[-1:] = [(spans[-1][0], line.end)] if follows else [*spans[-1:], (line.start, line.end)]
        follows = line.boilerplate
    return spans
