"""Parts of a whole told in words: "trois cinquièmes", "cinq milliards et trois quarts", "two thirds of a million"."""

from typing import Any

from extract.quantities.tokens import Phrases, Tokens, past_hyphen

_LEAST_SCALE = 1e6  # "un quart de million": parts are told of millions and more
_PLAIN = str.maketrans("éè", "ee")


class Parts:
    """Reads numbers of parts by the ordinals of one language."""

    def __init__(self, words: dict[str, Any], values: Phrases, scales: dict[str, float]) -> None:
        """Take the names of parts out of the content of a `quantities.toml`; `values` are its number words."""
        self._values, self._scales = values, scales
        self._sizes: dict[str, float] = {}
        for size, names in words["parts"].items():
            for name in names:
                for form in (name, name + "s"):
                    self._sizes[form] = self._sizes[form.translate(_PLAIN)] = float(size)
        self._of: set[str] = set(words["part_of"])
        self._money: set[str] = set(words["letter_money"])
        self._joiners: set[str] = set(words["ranges"]["and"])
        self._articles: set[str] = set(words["part_articles"])
        self._not_alone: set[str] = set(words["parts_not_alone"])
        self._one: set[str] = set(words["part_one"])
        self._one_before: set[str] = set(words["part_one_before"])

    def size(self, tokens: Tokens, position: int) -> tuple[int, float] | None:
        """The name of a part at `position` ("cinquièmes", "-thirds", "vingt-cinquième"): its end, and how many
        such parts make a whole."""
        position = past_hyphen(tokens, position)
        size = self._sizes.get(tokens.word(position))
        if size:
            return position + 1, size
        tens = self._values.match(tokens.low, position)
        if tens is None or not 20 <= tens[1] < 100 or tens[1] % 10:
            return None
        joined = tokens.word(past_hyphen(tokens, tens[0])) in self._joiners
        last = past_hyphen(tokens, past_hyphen(tokens, tens[0]) + joined)
        units = self._sizes.get(tokens.word(last))
        return (last + 1, tens[1] + units) if units and units < 10 else None

    def alone(self, tokens: Tokens, first: int, last: int, count: float) -> tuple[int, float] | None:
        """The same behind the number tokens[first:last], where both are a share: no rank ("dix-huitième", "un
        cinquième magasin", "quatre sites et un cinquième") nor a name that is something else too ("two quarters")."""
        found = self.size(tokens, last)
        if found is None or (found[1] < 20 and tokens.word(found[0] - 1) in self._not_alone):
            return None
        if count > 1:
            hyphened = tokens.word(last) == "-"
            return None if hyphened and not tokens.low[found[0] - 1].endswith("s") else found
        told = tokens.word(found[0]) in self._of or found[0] == len(tokens)
        return (
            found if tokens.low[first] in self._one and (told or tokens.word(first - 1) in self._one_before) else None
        )

    def share(self, tokens: Tokens, index: int) -> tuple[int, float] | None:
        """A part smaller than the whole, with its number: "trois quarts", "a third"."""
        if tokens.word(index) in self._articles:
            count: float = 1
            after = index + 1
        else:
            number = self._values.match(tokens.low, index)
            if number is None:
                return None
            after, count = number
        found = self.size(tokens, after)
        return (found[0], count / found[1]) if found and 0 < count < found[1] else None

    def joined(self, tokens: Tokens, position: int) -> tuple[int, float] | None:
        """As behind "cinq milliards" in "cinq milliards et trois quarts": what completes the number before."""
        if tokens.word(position) not in self._joiners:
            return None
        found = self.share(tokens, position + 1)
        if found is None or tokens.word(found[0]) not in self._of:
            return found
        counted = found[0] + 1 + (tokens.word(found[0] + 1) == "'")
        return found if tokens.word(counted) in self._money else None  # not "20 millions et un tiers des actions"

    def of_scale(self, tokens: Tokens, position: int) -> tuple[int, float] | None:
        """As behind "trois" in "trois quarts de milliard": where the scale word ends, and what one part is."""
        found = self.size(tokens, position)
        if found is None or tokens.word(found[0]) not in self._of:
            return None
        last = found[0] + 1
        last += tokens.word(last) in self._articles or tokens.word(last) == "'"
        scale = self._scales.get(tokens.word(last), 0.0)
        return (last + 1, scale / found[1]) if scale >= _LEAST_SCALE else None
