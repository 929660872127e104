"""What of a run of capitalised words is the name: titles, articles and words that only open a sentence are not."""

import re

from extract.names.firstnames import first_names, rare_first_names
from extract.names.genitives import is_s
from extract.names.surroundings import HEADS, Surroundings
from extract.names.tokens import Candidate, capital

# labels of the model: of what is no name, and of what may open one
_DATED = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "LANGUAGE", "NORP", "LAW"})
_COUNTED = frozenset({"ORDINAL", "CARDINAL", "QUANTITY"})
_LEGAL_STOP = re.compile(r"\.(?:,| [a-z])")  # "Nordal Inc., whose ..."


class Trimming:
    """Makes candidates of runs."""

    def __init__(self, surroundings: Surroundings) -> None:
        """Of the text that `surroundings` know."""
        self._s, self._t, self._lexicon = surroundings, surroundings.tokens, surroundings.lexicon

    def candidate(self, first: int, last: int) -> Candidate | None:
        """The name in the words first..last without what is no part of it at both ends; None where nothing is left."""
        t, words, lexicon = self._t, self._t.words, self._lexicon
        opening = self._s.opening(first)
        while first < last and self._droppable(first, last, opening):
            step = max(1, lexicon.posts.match(words, first)[0]) if not t.entity[first] or self._s.is_post(first) else 1
            first = min(last, first + step)
            opening = opening and first < last and self._s.opening(first)
        institution = words[first].text in lexicon.heads if first < last else False
        in_s = (last - first > 1 and self._s.ends_in_s(last)) or self._s.compounds.get(first) == last
        while first < last and not in_s and not capital(words[last - 1].text):
            if not self._no_part(first, last - 1, institution):
                break
            if last - first > 1 and self._tied(last - 1):
                break
            last -= 1
        last = max(last, self._s.long_places.get(first, 0))
        if last - first > 1 and not in_s and is_s(t.text, words, last - 1):
            last -= 1  # the English genitive
        while last - first > 1 and (
            (self._s.is_title(last - 1) and t.text[words[last - 1].start - 1] != "-")
            or (words[last - 1].text.isupper() and lexicon.posts.match(words, last - 1)[0] == 1)
        ):
            last -= 1
        if first >= last or not any(capital(word.text) and not word.text.isdigit() for word in words[first:last]):
            return None
        surface = t.text[words[first].start : words[last - 1].end]
        if all(len(word.text) < 2 for word in words[first:last]) and "&" not in surface:
            return None  # initials: who speaks in an interview
        proper = last - first == 1 and words[first].text in self._s.proper
        if (
            last - first == 1
            and not proper
            and words[first].key in lexicon.stop | lexicon.articles
            and words[first].text.istitle()
        ):
            return None
        if last - first == 1 and words[first].key in lexicon.never and words[first].key not in first_names():
            return None
        start, end = words[first].start, words[last - 1].end
        loose, shout = self._s.inside(first, self._s.headlines), self._s.inside(first, self._s.shouts)
        told = [] if loose and self._cut(first, last) else [k for k in map(self._s.label, range(first, last)) if k]
        label = "person" if "person" in told and words[first].key in first_names() else next(iter(told), None)
        common = words[first].key in lexicon.common or (opening and self._ordinary(first))
        whole = proper or self._s.compounds.get(first) == last
        if last - first == 1 and label is None and common and not whole:
            return None
        if label is None and not whole and self._no_name(first, last):
            return None
        heading = start in self._s.headings
        # one of several paragraphs headed alike is headed by a firm, whatever the word
        everyday = not whole and self._everyday_phrase(first, last)
        everyday = everyday and not (heading and len(self._s.run_ins) >= HEADS)
        if t.text[end : end + 1] == "+" or (words[last - 1].key in lexicon.legal and _LEGAL_STOP.match(t.text, end)):
            end += 1
        return Candidate(
            first,
            last,
            start,
            end,
            label,
            opening,
            loose,
            shout,
            heading,
            everyday and (opening or shout or heading),
            proper=proper,
        )

    def _no_name(self, first: int, last: int) -> bool:
        """What the model sees there is a date, an amount; not the "Two" of "Two Rivers"."""
        entities = self._t.entity[first:last]
        told = self._t.labels[next(e for e in entities if e) - 1] if any(entities) else ""
        return told in _DATED or (told in _COUNTED and (all(entities) or self._t.words[first].text.isdigit()))

    def _everyday_phrase(self, first: int, last: int) -> bool:
        """Everyday words of which the first alone has a capital: "Conserves de poisson", not "Institut de la pomme"."""
        words, lexicon = self._t.words, self._lexicon
        if last - first > 1 and words[first].text in lexicon.heads:
            return False
        inner = (words[at] for at in range(first + 1, last))
        plain = all(
            word.text.islower() and (word.key in lexicon.everyday or word.key in lexicon.stop) for word in inner
        )
        return plain and self._s.everyday(first)

    def _cut(self, first: int, last: int) -> bool:
        """The model's entity goes on before or after these words."""
        entity = self._t.entity
        before = first > 0 and entity[first] != 0 and entity[first - 1] == entity[first]
        return before or (last < len(entity) and entity[last] != 0 and entity[last - 1] == entity[last])

    def _tied(self, index: int) -> bool:
        """The word in lower case goes with the one before: "Bol.com", "Le Floc'h", "Ji-hoon"."""
        sign, word = self._t.text[self._t.words[index].start - 1], self._t.words[index]
        return (
            sign == "."
            or (sign in "'’" and word.text == "h")
            or (sign == "-" and (word.key in first_names() or self._s.label(index - 1) == "person"))
        )

    def _no_part(self, first: int, index: int, institution: bool) -> bool:
        """The word in lower case that ends the run is no part of the name: only an institution's ends so."""
        label = self._s.label(index)
        if not institution and self._t.words[index].key in self._lexicon.verbs:
            return True
        return label is None or (label != "organisation" and not institution and self._s.everyday(index))

    def _ordinary(self, index: int) -> bool:
        """A word that only the start of a sentence capitalises."""
        t, word = self._t, self._t.words[index]
        if t.text[word.end : word.end + 3].strip()[:1] == "&":
            return False
        if word.key in self._lexicon.stop or word.key in t.lower or len(word.key) == 1:
            return True
        return word.key in self._lexicon.common

    def _droppable(self, first: int, last: int, opening: bool) -> bool:
        """The word at `first` opens the run without being part of the name."""
        if last - first == 1 and self._t.words[first].text in self._s.proper:
            return False
        if self._s.compounds.get(first) == last or self._s.prefixed(first):
            return False
        t, word, lexicon = self._t, self._t.words[first], self._lexicon
        alone = last - first == 1
        if first in self._s.long_places and word.key not in lexicon.articles:
            return False
        if self._s.is_title(first):
            return not alone or len(word.text) > 1
        if self._s.is_post(first) or (not alone and self._headline_verb(first)):
            return True
        if not alone and word.text[0].isupper() and word.key in lexicon.openers:  # "Transports Guerlédan"
            return False
        if not alone and word.text[0].isupper() and self._s.book.is_adjective(word.key):
            if t.words[first + 1].text.islower():  # "Les Chinois de X"
                return t.words[first + 1].key in lexicon.of
            apart = not t.entity[first] or t.entity[first] != t.entity[first + 1]
            return apart and t.words[first + 1].key in first_names()
        if word.text.islower():
            hyphen = t.text[word.end : word.end + 1] == "-"
            person = self._s.label(first) == "person"
            if hyphen or len(word.key) == 1 or word.key in lexicon.stop | lexicon.articles:
                return True
            label = self._s.label(first)
            if label != "organisation" and (lexicon.place_nouns(t.words, first) or self._s.everyday(first)):
                return True
            if not alone and word.text not in lexicon.heads and word.key not in lexicon.particles:
                return True
            if not alone and word.key in lexicon.firm_nouns and t.words[first + 1].text[0].isupper():
                return True
            return person and word.key not in lexicon.particles
        if word.key in lexicon.articles and not alone and (opening or t.entity[first] == t.entity[first + 1]):
            return not self._article_belongs(first, last, opening)
        if not alone and word.key in lexicon.never and t.text[word.end] == "-" and capital(t.words[first + 1].text):
            return False  # "Mai-Anh"
        if not alone and self._unnamed_here(first, last):
            return True
        if not opening or (
            word.key in lexicon.particles and not alone and t.words[first + 1].key in lexicon.second_particles
        ):
            return False
        if not alone and self._says_what(first):
            return True
        if word.text.isupper() and len(word.text) > 1 and word.key not in lexicon.stop:
            return False
        if not alone and self._titled(first, last):
            return False
        if t.entity[first]:
            return word.key in lexicon.stop or (not alone and word.key in lexicon.unnamed)
        return self._ordinary(first) and not (not alone and self._given(first))

    def _given(self, index: int) -> bool:
        """A first name that is a word too, before a surname that is none: "Claire Dubreuil"."""
        word, after = self._t.words[index], self._t.words[index + 1]
        known = word.key in first_names() and word.key not in rare_first_names() | self._lexicon.stop
        return known and capital(after.text) and after.key not in self._lexicon.everyday

    def _headline_verb(self, index: int) -> bool:
        """ "Names Tessa Hill", what is left of a headline after its subject."""
        return self._t.words[index].key in self._lexicon.words and self._s.inside(index, self._s.headlines)

    def _says_what(self, index: int) -> bool:
        """ "Housebuilder X", "Rivals X and Y": a common noun that opens the sentence, and no part of the name."""
        words, lexicon = self._t.words, self._lexicon
        word = words[index]
        if word.key not in lexicon.firm_nouns or word.key in lexicon.org_words | lexicon.generic:
            return False
        again = self._s.pairs[(word.text, words[index + 1].text)] > 1
        return not again and word.text.capitalize() not in lexicon.heads and word.key not in lexicon.of

    def _titled(self, first: int, last: int) -> bool:
        """A name made of everyday words opens the sentence: "Golden Oak Mutual", or one that the text tells again."""
        words = self._t.words
        if self._s.pairs[(words[first].text, words[first + 1].text)] > 1:
            return words[first].key not in self._lexicon.articles | self._lexicon.stop
        if words[first].key in self._lexicon.stop or words[first].key not in self._lexicon.nouns:
            return False
        return all(self._s.everyday(index) for index in range(first, last) if not words[index].text.islower())

    def _unnamed_here(self, first: int, last: int) -> bool:
        """The word opens the run but never a name: a month, the title of a section."""
        t, key = self._t, self._t.words[first].key
        if key in self._lexicon.never:
            return key not in first_names() or last - first > 2
        together = t.entity[first] != 0 and t.entity[first] == t.entity[first + 1]
        return (
            key in self._lexicon.unnamed and not together and key not in self._lexicon.org_words | first_names().keys()
        )

    def _titular(self, index: int) -> bool:
        """An everyday word with a capital that says neither what a thing is nor where it is from."""
        word, lexicon = self._t.words[index], self._lexicon
        plain = word.key not in lexicon.org_words | lexicon.generic | lexicon.firm_nouns | lexicon.unnamed
        known = word.key in lexicon.everyday and not self._s.book.is_adjective(word.key)
        return capital(word.text) and plain and known and word.text not in lexicon.heads

    def _article_belongs(self, index: int, last: int, opening: bool) -> bool:
        """The article is part of the name: "La Poste" inside a sentence, "Le Havre", "L'Oréal"."""
        t, words = self._t, self._t.words
        if words[index].key in self._lexicon.loose_articles:
            return False
        if index in self._s.long_places:
            return True
        if index + 1 in self._s.long_places or words[index + 1].text in self._lexicon.heads:
            return False
        if self._lexicon.posts.match(words, index + 1)[0]:  # "Le Directeur Général"
            return False
        if not opening or (words[index].text, words[index + 1].text) in self._s.inside_pairs:
            return True
        if last - index > 2 and all(self._titular(at) for at in range(index + 1, last)):
            return True
        together = t.entity[index] != 0 and t.entity[index] == t.entity[index + 1]
        return together and self._s.label(index) == "organisation"
