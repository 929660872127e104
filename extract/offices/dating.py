"""The date told of a place: which of the sentence's dates, and of which year."""

import datetime
import re
from dataclasses import dataclass

from extract.dates import DateSpan
from extract.offices.anchors import TURNS, Anchor
from extract.offices.lexicon import Cue
from extract.offices.scene import Group, Scene

_DATE_REACH = 16
_OPENS = 1  # words before a date that opens a sentence
_YEAR = re.compile(r"\d{4}")
_DAY = len("2021-09-14")
_MONTH = len("2021-09")
_LED = 3
_WEEK = datetime.timedelta(days=7)
_OWN = 6
_SEASON = 3
_TOLD_NEAR = 4
_LIST_REACH = 4  # words between a member of a list and its own date
_LIST_PENALTY = 3  # such a date follows its place rather than precedes it


@dataclass(frozen=True, slots=True)
class Dated:
    """A date of the text, and what it comes to here."""

    span: DateSpan
    iso_date: str


def iso_of(date: Dated | None) -> str | None:
    """The date in ISO 8601, where there is one."""
    return date.iso_date if date is not None else None


def settled(scene: Scene, date: Dated | None, published: str | None, tense: str) -> Dated | None:
    """A month or season told without its year: ahead of a plan ("ouvrira en octobre", told in November), behind
    what is done ("a fermé à l'automne", told in June)."""
    if date is None or not published or len(published) < _MONTH:
        return date
    said = scene.document.text[date.span.start : date.span.end].lower()
    if _YEAR.search(said) or len(date.iso_date) > _DAY:
        return date
    if len(date.iso_date) == _DAY:
        ahead = tense == "future" and date.iso_date < published
        return Dated(date.span, _next(date.iso_date, published)) if ahead else date
    months = _months(scene, date, said)
    if months is None:
        return date
    if tense == "future" and date.iso_date[:4] < published[:4]:
        return Dated(date.span, published[:4] + date.iso_date[4:])
    if date.iso_date[:4] != published[:4]:
        return date
    now, step = int(published[5:7]), 0
    if tense == "future" and months[1] < now:
        step = 1
    elif tense == "past" and months[0] > now:
        step = -1
    return Dated(date.span, f"{int(date.iso_date[:4]) + step}{date.iso_date[4:]}") if step else date


def is_later_this_year(scene: Scene, date: Dated | None, published: str | None) -> bool:
    """Whether a season of the article's year has not begun yet: "opens in the autumn", told in February."""
    if date is None or not published or len(published) < _MONTH or date.iso_date[:4] != published[:4]:
        return False
    months = _months(scene, date, scene.document.text[date.span.start : date.span.end].lower())
    return months is not None and months[0] > int(published[5:7])


def coming(scene: Scene, date: Dated | None, published: str | None, tense: str) -> Dated | None:
    """A day of the week told of what happens, ahead of the article: "inaugure vendredi", "opens on Monday"."""
    if date is None or tense != "present" or not published or len(date.iso_date) != _DAY or len(published) < _DAY:
        return date
    if date.iso_date >= published or not scene.lexicon.has("weekdays", _said(scene, date)):
        return date
    return Dated(date.span, (datetime.date.fromisoformat(date.iso_date) + _WEEK).isoformat())


def _said(scene: Scene, date: Dated) -> str:
    return scene.document.text[date.span.start : date.span.end].lower().rpartition(" ")[2]


def _next(day: str, published: str) -> str:
    """The same day and month at or after the article's date, as far as that is told."""
    year = int(published[:4])
    return min(f"{year + step}{day[4:]}" for step in (0, 1) if f"{year + step}{day[4:]}" >= published)


def _months(scene: Scene, date: Dated, said: str) -> tuple[int, int] | None:
    """The first and last month of a month or a season told by its name alone."""
    if len(date.iso_date) == _MONTH:
        return int(date.iso_date[5:]), int(date.iso_date[5:])
    words = said.replace("’", "'").replace("'", " ").split()
    seasons = scene.lexicon.seasons
    if len(words) > _SEASON or scene.lexicon.link("this", scene.words, scene.word_at(date.span.end)):
        return None
    return next((seasons[word] for word in words if word in seasons), None)


def date_after(scene: Scene, word: int) -> Dated | None:
    """The first date a few words after `word`."""
    for span in scene.dates:
        iso = precise(span.iso)
        if iso is not None and 0 <= scene.word_at(span.start) - word <= _OWN:
            return Dated(span, iso)
    return None


def own_date(scene: Scene, anchor: Anchor) -> Dated | None:
    """The date right by a town, before the next or led to it: "puis à Venlo en 2019", "et, depuis 2019, à Grenoble"."""
    group = anchor.group
    for span in scene.dates:
        last = scene.word_at(span.end - 1) + 1
        iso = precise(span.iso)
        if iso is not None and group.first - scene.lead(group) == last and _joined(scene, span):
            return Dated(span, iso)
    following = min((g.first for g in scene.groups if g.first >= group.last), default=len(scene.words))
    date = date_after(scene, group.last)
    if date is None or scene.word_at(date.span.start) >= following or _joined(scene, date.span):
        return None
    return date


def _joined(scene: Scene, span: DateSpan) -> bool:
    """Whether a joiner leads to the date, so that it goes with what follows: "et, depuis 2019, à Grenoble"."""
    words = scene.lowers(scene.word_at(span.start) - _LED, scene.word_at(span.start))
    return any(scene.lexicon.has("joiners", word) for word in words)


def told_with(anchor: Anchor, date: Dated) -> bool:
    """Whether the date stands right by the noun or its location."""
    first = anchor.scene.word_at(date.span.start)
    last = anchor.scene.word_at(date.span.end - 1) + 1
    return max(anchor.first - last, first - anchor.last) <= _TOLD_NEAR


def is_future(date: Dated | None, published: str | None) -> bool:
    """Whether the date lies after the article's, as far as both are precise."""
    if date is None or not published:
        return False
    start = date.iso_date.partition("/")[0]
    size = min(len(start), len(published))
    return start[:size] > published[:size]


def is_past(date: Dated | None, published: str | None) -> bool:
    """Whether the date lies before the article's, as far as both are precise."""
    if date is None or not published:
        return False
    end = date.iso_date.rpartition("/")[2]
    size = min(len(end), len(published))
    return end[:size] < published[:size]


def is_since(anchor: Anchor, date: Dated) -> bool:
    """Whether the date tells since when: "implanté à Lyon depuis 2012"."""
    first = anchor.scene.word_at(date.span.start)
    scene = anchor.scene
    since = any(scene.lexicon.has("since", word) for word in scene.lowers(first - 1, first + 1))
    if not since or not told_with(anchor, date):
        return False
    last = scene.word_at(date.span.end - 1) + 1
    led = any(event.sense.name == "lead" and 0 <= first - event.last <= 1 for event in scene.events)
    own = _gap(anchor.group, first, last)
    return not led and not any(_gap(other, first, last) < own for other in scene.groups if not other.adjective)


def _gap(span: Group, first: int, last: int) -> int:
    """How many words stand between a group and the words `first` to `last`."""
    return max(first - span.last, span.first - last, 0)


def bracketed(anchor: Anchor) -> Dated | None:
    """The date in brackets right after a town: "à Gand (1998), puis à Metz (2004)"."""
    scene, last = anchor.scene, anchor.group.last
    for span in scene.dates:
        first, end = scene.word_at(span.start), scene.word_at(span.end - 1) + 1
        iso = precise(span.iso)
        if first == last and iso is not None and scene.between(last, last).strip() == "(":
            return Dated(span, iso) if scene.between(end, end).lstrip()[:1] == ")" else None
    return None


def date_of(scene: Scene, group: Group, event: Cue | None) -> Dated | None:
    """The date told with an event, or after a group of a list, in the same segment."""
    if event is None:
        return None
    best: tuple[int, Dated] | None = None
    spans = (group,) if _shared(scene, group) else (event, group)
    for span in scene.dates:
        iso = precise(span.iso)
        first, last = scene.word_at(span.start), scene.word_at(span.end - 1) + 1
        near = [other for other in spans if one_statement(scene, other, first)]
        if iso is None or not near or _of_another(scene, event, group, first) or _kept_until(scene, event, first):
            continue
        distance = min(max(first - other.last, other.first - last, 0) for other in near)
        if any(_between(other, group, first, last) for other in scene.groups):
            distance += 6
        if len(spans) == 1 and last <= group.first:
            distance += _LIST_PENALTY
        if distance <= (_DATE_REACH if len(spans) > 1 else _LIST_REACH) and (best is None or distance < best[0]):
            best = (distance, Dated(span, iso))
    return best[1] if best else _opening(scene, event)


def _opening(scene: Scene, event: Cue) -> Dated | None:
    """The date that opens the sentence, where only one opening or closing is told: "Le 3 mai, l'enseigne ..."."""
    turns = [other for other in scene.events if other.sense.name in TURNS]
    if not scene.dates or turns != [event]:
        return None
    span, iso = scene.dates[0], precise(scene.dates[0].iso)
    last = scene.word_at(span.end - 1) + 1
    opens = scene.word_at(span.start) <= _OPENS and scene.between(last, last).startswith(",")
    return Dated(span, iso) if iso is not None and opens and last <= event.first else None


def one_statement(scene: Scene, span: Cue | Group, first: int) -> bool:
    """Whether a date belongs to the statement of an event or a place: no mark, no ", and" between."""
    if not scene.same_segment(first, span.first):
        return False
    start, end = sorted((first, span.first))
    joiners = scene.lexicon.links.get("clauses", ())
    return not any(
        (scene.words[index].lower,) in joiners and "," in scene.between(index, index) for index in range(start + 1, end)
    )


def _of_another(scene: Scene, event: Cue, group: Group, first: int) -> bool:
    """Whether the date stands right after another opening or closing, told of another place."""
    return any(
        0 <= first - other.last <= 2
        and other.sense.name in TURNS
        and not (other.first < event.last and event.first < other.last)
        and not _goes_on_about(scene, group, other)
        for other in scene.events
    )


def _kept_until(scene: Scene, event: Cue, first: int) -> bool:
    """Whether the date is only how long the place stays: "a pop-up until August"."""
    return event.sense.name not in ("close", "leave") and scene.lexicon.link("until", scene.words, first) > 0


def _goes_on_about(scene: Scene, group: Group, event: Cue) -> bool:
    """Whether a relative clause tells on of the place: "une usine à Sfax, qui démarrera en 2024"."""
    relative = range(max(event.first - _LED, group.last), event.first)
    told = any(scene.lexicon.has("relatives", scene.words[index].lower) for index in relative)
    return told and not any(group.last <= other.first < event.first and not other.adjective for other in scene.groups)


def _shared(scene: Scene, group: Group) -> bool:
    """Whether other groups of the segment may have dates of their own: "Bayonne en 2015, puis Nice en 2016"."""
    dates = sum(scene.same_segment(scene.word_at(date.start), group.first) for date in scene.dates)
    turns = sum(event.sense.name in TURNS and scene.same_segment(event.first, group.first) for event in scene.events)
    return (
        dates > 1
        and turns < 2
        and any(
            other.first != group.first and not other.adjective and scene.same_segment(other.first, group.first)
            for other in scene.groups
        )
    )


def _between(other: Group, group: Group, first: int, last: int) -> bool:
    """Whether another group of the list stands between the group and the date."""
    if other.first == group.first or other.adjective != group.adjective:
        return False
    return group.last <= other.first < first or last <= other.first < group.first


def precise(iso: str) -> str | None:
    """A date, or an interval within one year (a quarter); longer ones date no opening."""
    start, _, end = iso.partition("/")
    return iso if not end or start[:4] == end[:4] else None
