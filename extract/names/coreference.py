"""Names -> mentions: every person, organisation and place under one name through the article."""

import re
from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from extract.articles import Article
from extract.languages import Language
from extract.mentions import Mention, Sentence
from extract.names import Name, NamesRead
from extract.names.firstnames import gender_of
from extract.names.focus import Focus
from extract.names.lexicon import name_lexicon
from extract.names.organisations import alias_mentions, organisation_mentions
from extract.names.salience import weights
from extract.names.sections import find_sections, is_list, is_scattered
from extract.names.topic import find_topic
from extract.places import place_mentions, unknown_places
from extract.places.gazetteer import gazetteer
from extract.words import fold, name_key

_REACH = 3  # sentences back in which a pronoun finds its person


@dataclass(frozen=True, slots=True)
class Resolved:
    """What the names of an article mean."""

    mentions: list[Mention]  # in order
    topic: str | None  # the organisation the article is mainly about
    sections: list[tuple[int, str | None]]  # of a list: where each starts, and the organisation that heads it
    focus: Focus


def resolve(article: Article, language: Language, read: NamesRead, sentences: Sequence[Sentence]) -> Resolved:
    """Who and what each name, pronoun and description of the article means."""
    text = article.text
    spans = [(name.start, name.end, name.kind) for name in read.names]
    organisations, sources = organisation_mentions(text, language, read.names, article.publisher)
    told = weights(text, language, organisations, sources)
    topic = find_topic(text, organisations, told, article.title)
    sections = find_sections(text, organisations)
    people = People(text, language, [n for n in read.names if n.kind == "person"])
    persons = people.mentions()
    several = (
        bool(sections)
        or is_list(text, language, organisations, told, topic, article.title)
        or is_scattered(text, language, organisations, persons, article.title)
    )
    named = Focus(text, sentences, organisations, told, topic, sections, several)
    aliases = alias_mentions(text, language, organisations, named)
    firms = sorted([*organisations, *aliases], key=lambda m: m.start)
    focus = Focus(text, sentences, firms, weights(text, language, firms, sources), topic, sections, several)
    mentions = [*persons, *firms]
    mentions += people.anaphors(persons, firms, sentences)
    mentions += place_mentions(text, language, gazetteer(language.code), read.words, read.hits, spans)
    mentions += unknown_places(text, language, read.words, spans, read.hits)
    return Resolved(sorted(mentions, key=lambda m: (m.start, m.end)), topic, sections, focus)


@dataclass(slots=True)
class _Person:
    """One person of the article: the fullest name, its folded words, male or female where told."""

    name: str
    words: list[str]
    gender: str
    rank: int  # in the order in which people are entered
    places: list[int] = field(
        default_factory=list
    )  # of the names that can mean the person, in order once all are known
    last: int | None = None  # of these, where the person was named last so far

    def spoken_of(self, position: int) -> int:
        """Where the person was spoken of last before `position`; before any such place, the nearer the later."""
        index = bisect_left(self.places, position)
        told = [place for place in (self.last, self.places[index - 1] if index else None) if place is not None]
        return max(told, default=-self.places[0])


class People:
    """The people of one article: who each name and pronoun means."""

    def __init__(self, text: str, language: Language, names: Sequence[Name]) -> None:
        """`names` are the people's names in `text`, in order."""
        self._text = text
        self._language = language
        self._names = names
        self._particles = name_lexicon(language).particles
        words = language.words("names")
        self._kin = frozenset(fold(word) for word in words["kin"])
        self._male_titles = frozenset(word.rstrip(".") for word in words["titles_male"])
        self._female_titles = frozenset(word.rstrip(".") for word in words["titles_female"])
        self._people: list[_Person] = []
        self._by_word: defaultdict[str, list[_Person]] = defaultdict(list)  # who has the folded word in the name
        for name in sorted(names, key=lambda n: (-len(n.text.split()), n.start)):
            self._enter(name)
        for person in self._people:
            person.places.sort()

    def _enter(self, name: Name) -> None:
        words = name_key(name.text).split()
        gender = self._title_gender(name)
        known = [person for person in self._alike(words) if gender in ("", person.gender or gender)]
        if known and (len(words) > 1 or len(known[0].words) > 1):
            for person in known:
                person.places.append(name.start)
                person.gender = person.gender or (gender if len(known) == 1 else "")
            return
        told = name.text.title() if name.text.isupper() and len(name.text) > 4 else name.text
        person = _Person(told, words, gender or gender_of(name.text), len(self._people), [name.start])
        self._people.append(person)
        self._file(person, words)

    def _file(self, person: _Person, words: Iterable[str]) -> None:
        for word in {*words}:
            insort(self._by_word[word], person, key=lambda known: known.rank)

    def _alike(self, words: Sequence[str]) -> list[_Person]:
        """The people whom `words` can name, in order: whatever names them, its last word is one of theirs."""
        return [person for person in self._by_word.get(words[-1], ()) if self._same(words, person)]

    def _same(self, words: Sequence[str], person: _Person) -> bool:
        """`words` can name the person: the surname, a part of it, the first name or names, or all but middle names."""
        if words == person.words:
            return True
        if len(words) == 1:
            return words[0] in person.words and words[0] not in self._particles
        if len(words) > len(person.words):
            return False
        if words in (person.words[-len(words) :], person.words[: len(words)]):  # "Jean-Luc" has two
            return True
        initials = words[0] == person.words[0] or (len(words[0]) == 1 and person.words[0].startswith(words[0]))
        return initials and words[-1] == person.words[-1]

    def _title_gender(self, name: Name) -> str:
        before = re.search(r"(\w+)\.?\s*$", self._text[max(0, name.start - 14) : name.start])
        if before is None:
            return ""
        if before[1] in self._male_titles:
            return "male"
        return "female" if before[1] in self._female_titles else ""

    def _who(self, name: Name) -> _Person:
        """The person a name means: of several with that surname, the gender told, then the last one spoken of."""
        words = name_key(name.text).split()
        fits = self._alike(words)
        gender = self._title_gender(name)
        fits = [person for person in fits if gender and person.gender == gender] or fits
        fits = [person for person in fits if person.words == words and len(words) > 1] or fits
        return max(fits, key=lambda person: person.spoken_of(name.start))

    def mentions(self) -> list[Mention]:
        """Every name, with the fullest form of the person it means."""
        found: list[Mention] = []
        surname = ""  # of the person last spoken of by a full name
        for name in self._names:
            person = self._who(name)
            person.last = name.start
            if surname:
                self._share_surname(person, name, surname)
            part = len(name_key(name.text).split()) < len(person.words)
            found.append(Mention(name.start, name.end, "person", person.name, "part" if part else "name"))
            surname = person.name.partition(" ")[2] or surname
        return found

    def _share_surname(self, person: _Person, name: Name, surname: str) -> None:
        """ "Son frère Jérôme" bears the surname of the person last spoken of."""
        if " " in person.name or " " in name.text:
            return
        ahead = [fold(word) for word in re.findall(r"[\w-]+", self._text[max(0, name.start - 30) : name.start])]
        if not self._kin.intersection(ahead[-2:]):
            return
        person.name = f"{name.text} {surname}"
        before, person.words = person.words, name_key(person.name).split()
        self._file(person, set(person.words) - set(before))

    def anaphors(
        self, persons: Sequence[Mention], others: Sequence[Mention], sentences: Sequence[Sentence]
    ) -> list[Mention]:
        """Pronouns and the like ("il", "ce dernier", "the executive") where it is clear who is meant."""
        if not persons or not sentences:
            return []
        words = _anaphor_words(self._language)
        first_of = [sentence.start for sentence in sentences]
        rows: list[list[Mention]] = [[] for _ in sentences]
        for mention in persons:
            rows[max(0, bisect_right(first_of, mention.start) - 1)].append(mention)
        heads = _first_kinds(rows, others, first_of)
        genders = self._genders(rows, first_of, words)
        found: list[Mention] = []
        for match in words.pattern.finditer(self._text):
            key = fold(match[0].replace("’", "'"))
            if words.impersonal and self._text.startswith(words.impersonal, match.end() + 1):
                continue
            row = max(0, bisect_right(first_of, match.start()) - 1)
            if match.start() >= sentences[row].end:  # outside the article's own text
                continue
            wanted = words.genders.get(key, "")
            person = self._subject_ahead(rows[row], sentences[row], match, wanted, genders, words)
            if person is None:
                person = self._antecedent(
                    rows, heads, row, match.start(), wanted, genders, key in words.strong, words.relatives
                )
            if person is not None:
                mention = Mention(match.start(), match.end(), "person", person, "pronoun")
                found.append(mention)
                insort(rows[row], mention, key=lambda m: m.start)
        return found

    def _subject_ahead(
        self,
        row: Sequence[Mention],
        sentence: Sentence,
        match: re.Match[str],
        wanted: str,
        genders: dict[str, str],
        words: "_AnaphorWords",
    ) -> str | None:
        """ "Passée par Norvale, dont elle dirigeait les achats, X ...": the subject that the opening clause awaits."""
        opening = self._text[sentence.start : match.start()]
        if not wanted or words.joint is None or words.joint.search(opening) is None:
            return None
        if any(m.start < match.start() for m in row):
            return None
        ahead = next((m for m in row if m.start > match.end() and m.via == "name"), None)
        if ahead is None or genders.get(ahead.name, "") not in ("", wanted):
            return None
        between = self._text[match.end() : ahead.start]
        return ahead.name if between.endswith(", ") and not _CLAUSE_ENDS.search(between) else None

    def _genders(
        self, rows: Sequence[Sequence[Mention]], first_of: Sequence[int], words: "_AnaphorWords"
    ) -> dict[str, str]:
        """Each person's gender: by title or first name, corrected by the pronouns of sentences with one person."""
        votes: dict[str, int] = {}
        for match in words.pattern.finditer(self._text):
            wanted = words.genders.get(fold(match[0].replace("’", "'")))
            row = rows[max(0, bisect_right(first_of, match.start()) - 1)]
            named = {m.name for m in row if m.end <= match.start()}
            if wanted and len(named) == 1:
                name = named.pop()
                votes[name] = votes.get(name, 0) + (1 if wanted == "male" else -1)
        genders = {}
        for person in self._people:
            vote = votes.get(person.name, 0)
            told = "male" if vote > 0 else "female"
            genders[person.name] = told if abs(vote) > 1 or (vote and not person.gender) else person.gender
        return genders

    def _antecedent(
        self,
        rows: Sequence[Sequence[Mention]],
        heads: Sequence[str],
        row: int,
        at: int,
        wanted: str,
        genders: dict[str, str],
        last: bool,
        relatives: re.Pattern[str] | None,
    ) -> str | None:
        """The person meant: the last one named for "ce dernier", else the first one of the nearest sentence."""
        owner = self._owner(rows[row], at, relatives)
        for back in range(row, max(-1, row - _REACH - 1), -1):
            fits = [
                m
                for m in rows[back]
                if m.end <= at
                and genders.get(m.name, "") in ("", wanted or genders.get(m.name, ""))
                and m.name != owner
            ]
            sure = [m for m in fits if wanted and genders.get(m.name) == wanted]
            fits = sure or fits
            if fits:
                return (fits[-1] if last else fits[0]).name
            if (
                back < row
                and heads[back] == "organisation"
                and wanted
                and self._language.words("names")["pronouns"].get("things")
            ):
                return None  # "elle" is rather the company
        return None

    def _owner(self, row: Sequence[Mention], at: int, relatives: re.Pattern[str] | None) -> str | None:
        """ "X, à qui il a succédé", "X, 60 ans, qu'elle remplace": whose clause it is, and so not who is meant."""
        before = [m for m in row if m.end <= at and m.via != "pronoun"]
        if relatives is None or not before:
            return None
        return before[-1].name if relatives.fullmatch(self._text, before[-1].end, at) else None


_CLAUSE_ENDS = re.compile(r"[.;:!?]")


@dataclass(frozen=True)
class _AnaphorWords:
    """The pronouns and noun phrases of a language that stand for people."""

    pattern: re.Pattern[str]
    genders: dict[str, str]
    strong: frozenset[str]
    impersonal: tuple[str, ...]
    relatives: re.Pattern[str] | None  # from a name to the pronoun of a clause that tells of another
    joint: re.Pattern[str] | None  # before the pronoun of a clause that may await its subject


@cache
def _anaphor_words(language: Language) -> _AnaphorWords:
    words = language.words("names")["pronouns"]
    entries = sorted({*words["male"], *words["female"], *words["either"]}, key=len, reverse=True)
    pattern = "|".join(re.escape(entry).replace("'", "['’]") for entry in entries)
    genders = {fold(word): gender for gender in ("male", "female") for word in words[gender]}
    return _AnaphorWords(
        re.compile(rf"(?<![\w-])(?:{pattern})(?!\w)", re.IGNORECASE),
        genders,
        frozenset(fold(word) for word in words["strong"]),
        tuple(words["impersonal"]),
        _relatives(words.get("relatives", ())),
        _joint(words.get("joints", ())),
    )


def _relatives(words: Sequence[str]) -> re.Pattern[str] | None:
    either = "|".join(re.escape(word).replace("'", "['’]") for word in words)
    return re.compile(rf"(?:,[^,.;:]{{1,25}}){{0,2}},?\s+(?:{either})\s?", re.IGNORECASE) if words else None


def _joint(words: Sequence[str]) -> re.Pattern[str] | None:
    either = "|".join(re.escape(word).replace("'", "['’]") for word in words)
    return re.compile(rf"(?<!\w)(?:{either})\s?$", re.IGNORECASE) if words else None


def _first_kinds(rows: Sequence[Sequence[Mention]], others: Sequence[Mention], first_of: Sequence[int]) -> list[str]:
    """For every sentence the kind of what it names first."""
    firsts: list[Mention | None] = [row[0] if row else None for row in rows]
    for mention in others:
        index = max(0, bisect_right(first_of, mention.start) - 1)
        known = firsts[index]
        if known is None or mention.start < known.start:
            firsts[index] = mention
    return [mention.kind if mention else "" for mention in firsts]
