"""The period on which an article reports: the quarter, half or year of the accounts it tells."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from extract.dates import periods
from extract.dates.periods import Interval, Partial, Period
from extract.documents import Document
from extract.figures.cues import WORD, frames

_LONGEST, _SHORTEST = 12, 3  # months that accounts span
_MEMO = 4096  # spellings remembered
_NINE = 9  # months, which end once a year
_STALE = 15  # months after which accounts are no news


@dataclass(frozen=True, slots=True)
class Reporting:
    """Where in the text (offsets) an article names the periods of accounts it reports on."""

    starts: list[int]
    isos: list[str]
    most: str | None  # the period named most often, of those named as often the first
    own: Mapping[int, str]  # by its months a period that no calendar has: April to September

    def at(self, position: int) -> str | None:
        """The period reported on at `position`: the last one named before it, else the first one after."""
        if not self.isos:
            return None
        return self.isos[max(0, bisect_right(self.starts, position) - 1)]


def read_reporting(document: Document) -> Reporting:
    """The accounting periods an article names; those of the year before, told for comparison, left out."""
    published = periods.parse_iso(document.article.published or "")
    named: list[tuple[int, str, int]] = []
    accounts: dict[int, bool] = {}
    for date in document.dates:
        months = _accounted(date.iso)
        if months is None and not _is_year_of_accounts(document, date.start, date.iso, published, accounts):
            continue
        end = parse_period(date.iso)
        if end is None or published is None:
            continue
        age = (published.year - end.last.year) * 12 + published.first.month - end.last.month
        if 0 <= age <= _STALE or (published.month is None and 0 <= published.year - end.last.year <= 1):
            named.append((date.start, date.iso, end.last.year * 12 + end.last.month))
    latest = max((month for _, _, month in named), default=0)
    kept = [(start, iso) for start, iso, month in named if latest - month < _LONGEST]
    own = {
        months: iso
        for start, iso in kept
        if (months := _accounted(iso)) and not in_calendar(iso) and _tells_accounts(document, start, accounts)
    }
    isos = [own.get(_accounted(iso) or 0, iso) if in_calendar(iso) else iso for _, iso in kept]
    counts = Counter(isos)
    most = max(counts, key=counts.__getitem__, default=None)
    return Reporting([start for start, _ in kept], isos, most, own)


def in_calendar(iso: str) -> bool:
    """Is it a quarter or half of a calendar year, as "the first half" is where nothing else is told?"""
    period, months = parse_period(iso), _accounted(iso)
    return months in {3, 6} and isinstance(period, Interval) and ((period.start.month or 1) - 1) % months == 0


def _accounted(iso: str) -> int | None:
    """How many months an interval of whole months spans, where accounts may span so many."""
    period = parse_period(iso)
    if not isinstance(period, Interval) or not period.start.month or not period.end.month or period.end.day:
        return None
    months = (period.end.year - period.start.year) * 12 + period.end.month - period.start.month + 1
    return months if _SHORTEST <= months <= _LONGEST else None


def _is_year_of_accounts(
    document: Document, position: int, iso: str, published: Partial | None, accounts: dict[int, bool]
) -> bool:
    """ "ses comptes 2023", "annual results for 2023": the year before the article's own, told of accounts."""
    return published is not None and iso == str(published.year - 1) and _tells_accounts(document, position, accounts)


def _tells_accounts(document: Document, position: int, accounts: dict[int, bool]) -> bool:
    """Does the sentence at `position` speak of accounts? `accounts` remembers by their start which do."""
    sentence = document.sentence_at(position)
    if sentence is None:
        return False
    if sentence.start not in accounts:
        words = [match.group().lower() for match in WORD.finditer(document.text, sentence.start, sentence.end)]
        accounts[sentence.start] = bool(frames(document.language, "accounts").find(words))
    return accounts[sentence.start]


def last_finished(months: int, published: str | None) -> str | None:
    """The last quarter, half or nine months of a calendar year that were over on the day `published`."""
    today = periods.parse_iso(published or "")
    if today is None or today.month is None:
        return None
    over = today.year * 12 + today.month - 1  # months that are over
    end = over - over % months if months != _NINE else over - (over - _NINE) % 12
    if months == 12:
        return str(end // 12 - 1)
    return str(Interval(_month(end - months), _month(end - 1)))


def _month(count: int) -> Partial:
    return Partial(count // 12, count % 12 + 1)


@lru_cache(maxsize=_MEMO)
def parse_period(iso: str) -> Period | None:
    """A partial date or an interval from its ISO spelling."""
    start, _, end = iso.partition("/")
    first, last = periods.parse_iso(start), periods.parse_iso(end) if end else None
    if first is None:
        return None
    return Interval(first, last) if last is not None else first


def year_before(iso: str) -> str | None:
    """The same stretch of time one year earlier: "2023" -> "2022", "2011-01/2011-06" -> "2010-01/2010-06"."""
    return _moved(iso, -1)


def year_after(iso: str) -> str | None:
    """The same stretch of time one year later."""
    return _moved(iso, 1)


def _moved(iso: str, years: int) -> str | None:
    period = parse_period(iso)
    if period is None:
        return None
    if isinstance(period, Interval):
        return f"{_later(period.start, years)}/{_later(period.end, years)}"
    return str(_later(period, years))


def _later(date: Partial, years: int) -> Partial:
    return date._replace(year=date.year + years)
