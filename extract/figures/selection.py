"""Which numbers of a sentence are figures, and what an ellipsis leaves out of them."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from extract.documents import Document
from extract.figures.cues import Cue
from extract.figures.measures import UNIT_METRICS, strongest
from extract.figures.scene import Number, Scene

_REACH = 3  # words between a number and the word that makes it an ellipsis
_CREW = 8  # words between "the workforce" and its number
_FEW = 10  # below it a counted thing must be known to count for a company
_PAIR = 5  # up to it a definite article means known things: "les deux pays", "the two sites"
_VERB, _BESIDE = 8, 2  # words between a verb that gives a bound and its number; words of any kind
_TELLING, _SURELY = 8.0, 14.0  # how strongly a cue of money speaks of a number that has no unit
_WHOLE = 100  # percent, which few shares and changes pass
_SCALED = 1e5  # a bare number so told is money where nothing is counted


@dataclass(slots=True)
class Memory:
    """What earlier sentences told that an ellipsis may mean: the last number of each kind."""

    currency: str | None = None  # the one the article uses most
    money: Number | None = None
    count: Number | None = None
    last: Number | None = None

    def keep(self, numbers: list[Number]) -> None:
        """Remember the numbers of a sentence."""
        for number in numbers:
            if number.kind == "money":
                self.money = number
            elif number.kind == "count":
                self.count = number
            self.last = number


def main_currency(document: Document, money: Mapping[int, str]) -> str | None:
    """The currency that an article uses most; `money` as in `scenes`."""
    told = (money.get(quantity.start, quantity.unit) for quantity in document.quantities)
    units = Counter(unit for unit in told if unit and len(unit) == 3 and unit.isupper())
    return max(units, key=units.__getitem__, default=None)


def complete(scene: Scene, memory: Memory) -> None:
    """Fill in the numbers of a scene that leave out a unit, noun or scale, part passages ("from 5 to 7")
    and drop what is no figure."""
    scene.settle([number for number in scene.numbers if not _is_idle(scene, number)])
    numbers: list[Number] = []
    for index, told in enumerate(scene.numbers):
        following = scene.numbers[index + 1] if index + 1 < len(scene.numbers) else None
        number = _as_money(scene, _as_part(scene, told, numbers, memory), numbers, memory)
        parted = _part(scene, number)
        if parted:
            numbers += parted
        elif number.kind != "bare":
            numbers.append(_led(scene, number, following, numbers))
        else:
            filled = (
                _from_next(scene, number, following)
                or _among(scene, number, numbers, memory)
                or _number_of(scene, number)
                or _staff(scene, number)
                or _from_before(scene, number, numbers, memory)
                or _placed(scene, number, numbers, memory)
                or _named_thing(scene, number)
                or _thing_before(scene, number)
            )
            if filled is not None:
                numbers.append(filled)
    scene.settle([number for number in numbers if _is_figure(scene, number)])


def _is_idle(scene: Scene, number: Number) -> bool:
    """Times, parts, people of the story: what is counted says nothing of a company."""
    if number.kind == "measure":
        return number.unit == "hours" and number.value < 100
    if number.kind != "count":
        return False
    noun = scene.noun_of(number)
    return any(cue.first in noun for cue in scene.cues_of("idle")) and not _nouns(scene, number)


def _nouns(scene: Scene, number: Number) -> bool:
    noun = scene.noun_of(number)
    return any(cue.first in noun for cue in scene.cues_of("counted"))


def _as_money(scene: Scene, number: Number, before: list[Number], memory: Memory) -> Number:
    """A large number whose currency is left out: "à 147 millions", "3,5 millions de pertes"."""
    if number.kind not in {"bare", "count"} or number.scale * number.value < _SCALED or number.scale < _SCALED:
        return number
    last = scene.span(number.start, number.end)[1]
    if number.kind == "count":
        noun = [cue for cue in scene.cues_of("money") if last - 1 <= cue.first <= last + 1]
        if not noun or _nouns(scene, number):
            return number
    elif _nouns(scene, number) or (scene.cues_of("ellipsis", "among") and _among_cue(scene, number)):
        return number
    models = [other for other in before if other.kind == "money" and not _in_brackets(scene, other)]
    if not models and _goes_on_counting(scene, number, before):
        return number
    model = models[-1] if models else memory.money
    currency = model.unit if model else memory.currency
    if currency is None:
        return number
    leader = model if models and scene.is_versus(number) else None
    return replace(number, unit=currency, rule="currency told elsewhere", leader=leader)


def _goes_on_counting(scene: Scene, number: Number, before: list[Number]) -> bool:
    """ "62.000 abonnés de plus, ce qui porte sa base à 3,4 millions": what was counted in the sentence is meant."""
    counts = [other for other in before if other.kind == "count"]
    if not counts:
        return False
    strength = strongest(scene, number, scene.cues_of("money"))[1]
    if counts[-1].scale > 1:
        return number.kind == "count" or strength < _SURELY
    return strength < _TELLING


def _as_part(scene: Scene, number: Number, before: list[Number], memory: Memory) -> Number:
    """ "60 sont suisses, 12 polonais": an adjective of origin is no noun; what was counted before is."""
    if number.kind != "count":
        return number
    noun = scene.noun_of(number)
    origin = [m for m in scene.mentions if m.via == "adjective" and scene.span(m.start, m.end)[0] == noun.start]
    counts = [other for other in before if other.kind == "count"]
    model = counts[-1] if counts else memory.count
    if not origin or model is None or number.unit in UNIT_METRICS or _nouns(scene, number):
        return number
    return replace(number, unit=model.unit, rule="unit told before", leader=model)


def _in_brackets(scene: Scene, number: Number) -> bool:
    before = scene.document.text[scene.sentence.start : number.start]
    return before.rfind("(") > before.rfind(")")


def _part(scene: Scene, number: Number) -> list[Number]:
    """The two numbers of a passage that reads like a range: "a grimpé de 41 à 47 millions"."""
    if number.value_high is None or number.kind == "bare" or not _is_passage(scene, number):
        return []
    if number.kind == "rate" and not _is_passage(scene, number, "levels"):
        return []  # "progresse de 2 à 3 %" is a range
    later = replace(number, value=number.value_high, value_high=None, bound="exact", rule="passage")
    return [replace(later, value=number.value, earlier=True), later]


def _is_passage(scene: Scene, number: Number, *values: str) -> bool:
    first = scene.span(number.start, number.end)[0]
    leads = scene.cues_of("ellipsis", *(values or ("passage", "levels")))
    return any(cue.last in (first - 1, first, first - 2) for cue in leads)


def _led(scene: Scene, number: Number, following: Number | None, before: list[Number]) -> Number:
    """`number` with the one it is held against: "149 millions, contre 75 millions un an plus tôt"."""
    if following is not None and following.kind in {number.kind, "bare"} and _is_passage(scene, number):
        here, there = scene.span(number.start, number.end), scene.span(following.start, following.end)
        between = scene.words[here[1] + 1 : there[0]]
        if between and between[0] in scene.toward and len(between) <= 2:
            return replace(number, earlier=True)
    if not scene.is_versus(number):
        return number
    peer = next((other for other in reversed(before) if (other.kind, other.unit) == (number.kind, number.unit)), None)
    return replace(number, leader=peer) if peer is not None else number


def _from_next(scene: Scene, number: Number, following: Number | None) -> Number | None:
    """ "de 40 à 90 agences", "deux cents, dont 30 soudeurs": the unit stands at the next number."""
    if following is None or following.kind == "bare":
        return None
    here, there = scene.span(number.start, number.end), scene.span(following.start, following.end)
    between = scene.words[here[1] + 1 : there[0]]
    if len(between) > 1 or not set(between) <= scene.toward:
        part = between and (between[0] in scene.parts or set(between) <= scene.links)
        if part and following.kind == "count" and len(between) <= 2:
            return replace(number, unit=following.unit, rule="noun told next")
        return None
    scale = following.scale if number.scale == 1 and number.value < 1000 <= following.value else 1.0
    return replace(
        number,
        value=number.value * scale,
        unit=following.unit,
        per=following.per,
        rule="unit told next",
        earlier=_is_passage(scene, number),
    )


def _among_cue(scene: Scene, number: Number) -> bool:
    last = scene.span(number.start, number.end)[1]
    return any(last <= cue.first <= last + 1 for cue in scene.cues_of("ellipsis", "among"))


def _among(scene: Scene, number: Number, before: list[Number], memory: Memory) -> Number | None:
    """ "trois cents parmi eux": part of what was counted before."""
    if not _among_cue(scene, number):
        return None
    counts = [other for other in before if other.kind == "count"]
    model = counts[-1] if counts else memory.count
    return replace(number, unit=model.unit if model else "people", rule="of those told before")


def _from_before(scene: Scene, number: Number, before: list[Number], memory: Memory) -> Number | None:
    """ "4 millions en Suisse, 2,5 en Pologne": the unit stood at an earlier number."""
    first, last = scene.span(number.start, number.end)
    if scene.document.text[number.end : number.end + 1] in {"-", "/", "°"} or _looks_named(scene, number):
        return None
    told = [other for other in before if _lends(number, other) and not _in_brackets(scene, other)]
    pronoun = any(0 < first - cue.last <= 5 for cue in scene.cues_of("ellipsis", "pronoun"))
    lead = any(first - _REACH <= cue.last <= first for cue in scene.cues_of("ellipsis", "before"))
    out_of = [
        cue
        for cue in scene.cues_of("ellipsis", "out_of")
        if told and 0 < scene.span(told[-1].start, told[-1].end)[0] - cue.last <= _BESIDE
    ]
    lead = lead or (bool(out_of) and told[-1].kind == "count" and number.value < told[-1].value)
    if told and (lead or pronoun or any(cue.first == last + 1 for cue in scene.cues_of("ellipsis", "previous"))):
        if told[-1].kind != "multiple" or scene.words[first - 1] in scene.by:
            return _like(number, told[-1], pronoun)
        return None
    model = memory.count if number.scale == 1 and number.value >= 1000 else memory.last
    told_of = scene.cues_of("ellipsis", "they_are") or (number.scale == 1 and model is not None and model.scale > 1)
    model = memory.count if told_of and memory.count else model  # "elle en compte 12" is no 12 million of money
    if pronoun and not told and model is not None and model.kind not in {"bare", "multiple"}:
        return _like(number, model, True)
    return None


def _lends(number: Number, other: Number) -> bool:
    """May `number` leave out the unit of `other`? No share or change is told in millions, few pass 100 %."""
    if other.kind in {"rate", "multiple"} and (number.scale > 1 or number.value > max(_WHOLE, 2 * abs(other.value))):
        return False
    return other.kind != "bare"


def _looks_named(scene: Scene, number: Number) -> bool:
    """Part of a name: "Motel 6", "Boeing 747", "article 12"."""
    first = scene.span(number.start, number.end)[0]
    if first == 0:
        return False
    gap = scene.document.text[scene.ends[first - 1] : scene.starts[first]]
    return gap == " " and scene.document.text[scene.starts[first - 1]].isupper() and first > 1


def _like(number: Number, model: Number, pronoun: bool) -> Number:
    scale = model.scale if number.scale == 1 and model.scale > 1 and number.value < 1000 else 1.0
    high = None if number.value_high is None else number.value_high * scale
    return replace(
        number,
        value=number.value * scale,
        value_high=high,
        unit=model.unit,
        scale=number.scale * scale,
        per=number.per or (None if pronoun else model.per),
        rule="unit told before",
        leader=model,
    )


def _named_thing(scene: Scene, number: Number) -> Number | None:
    """ "10 000 Brivane Stores", "nos 27 Boeing 747": the counted thing has a name."""
    first, last = scene.span(number.start, number.end)
    if last + 1 >= len(scene.words) or number.value < 2 or number.value_high is not None:
        return None
    start, end = scene.starts[last + 1], scene.ends[last + 1]
    named = scene.document.text[start].isupper() and scene.document.text[number.end : start].isspace()
    if not named:
        return None
    owned = first > 0 and scene.words[first - 1] in scene.owners
    made = any(0 < first - cue.last <= _REACH for cue in scene.cues_of("frame", "sale", "throughput"))
    if _nouns(scene, number) or owned or made:
        return replace(number, unit=scene.document.text[start:end], rule="named thing")
    return None


def _staff(scene: Scene, number: Number) -> Number | None:
    """ "nous étions 60 au départ": people, without the word."""
    first = scene.span(number.start, number.end)[0]
    last = scene.span(number.start, number.end)[1]
    cues = scene.cues_of("ellipsis", "staff")
    told = any(0 < first - cue.last <= _REACH or 0 < cue.first - last <= _REACH for cue in cues)
    told = told or any(0 < first - cue.last <= _CREW for cue in scene.cues_of("ellipsis", "crew"))
    return replace(number, unit="people", rule="staff told by a verb") if told else None


def _number_of(scene: Scene, number: Number) -> Number | None:
    """ "le nombre de magasins passera à 3.000": the noun stands with "number of"."""
    here = scene.span(number.start, number.end)
    for lead in scene.cues_of("frame", "number_of"):
        for noun in scene.cues_of("counted"):
            between = noun.last < here[0] and 0 < noun.first - lead.last <= 2
            if (
                between
                and scene.between((lead.first, noun.last), here) < 8
                and scene.same_clause((lead.first, noun.last), here)
            ):
                unit = scene.words[noun.first] if noun.value == "other" else noun.value
                return replace(number, unit=unit, counts=noun.value, rule="number of things")
    return None


def _placed(scene: Scene, number: Number, before: list[Number], memory: Memory) -> Number | None:
    """ "80 magasins fermeront : 65 en Europe, 13 en Australie": a list of places counts what was told."""
    last = scene.span(number.start, number.end)[1]
    counts = [other for other in before if other.kind == "count"]
    model = counts[-1] if counts else memory.count
    if model is None or number.scale > 1 or number.value > model.value:
        return None
    for mention in scene.mentions:
        if mention.kind in {"city", "country", "region"} and 0 < scene.span(mention.start, mention.end)[0] - last <= 5:
            return _like(number, model, False)
    return None


def _thing_before(scene: Scene, number: Number) -> Number | None:
    """ "Le centre trie des lettres : jusqu'à 10 000 par jour": the noun stood before."""
    if number.per is None:
        return None
    first = scene.span(number.start, number.end)[0]
    nouns = [cue for cue in scene.cues_of("counted") if cue.last < first]
    if not nouns:
        return None
    return replace(number, unit=scene.words[nouns[-1].first], counts=nouns[-1].value, rule="noun told before")


def told_bound(scene: Scene, number: Number) -> str:
    """The bound of a number, from its own words or the verb that leads it ("frôle les 40 millions")."""
    if number.bound != "exact":
        return number.bound
    first = scene.span(number.start, number.end)[0]
    if number.kind == "rate" and scene.words[first - 1] in scene.change:
        return "exact"  # "dépasse de 12 %" tells by how much
    for value, bound in (("about", "approx"), ("above", "min"), ("below", "max")):
        if any(0 < first - cue.last <= _VERB and _leads(scene, cue, first) for cue in scene.cues_of("frame", value)):
            return bound
    return "exact"


def _leads(scene: Scene, cue: Cue, first: int) -> bool:
    """Do only a few words that say nothing stand between the cue and the word `first`?"""
    between = scene.words[cue.last + 1 : first]
    return scene.unbroken(cue.last, first) and (len(between) < _BESIDE or scene.fillers.issuperset(between))


def _is_figure(scene: Scene, number: Number) -> bool:
    """Does the number say something about a company or a market?"""
    if number.kind != "count":
        return number.kind != "bare"
    if number.leader is not None:
        return True
    first = scene.span(number.start, number.end)[0]
    if number.value <= _PAIR and first > 0 and scene.words[first - 1] in scene.definite:
        return False
    last = scene.span(number.start, number.end)[1]
    ratio = last + 1 < len(scene.words) and scene.words[last + 1] in scene.ratio
    if number.value < _FEW and not ratio and number.per is None:
        noun = scene.noun_of(number)
        return any(cue.first in noun for cue in scene.cues_of("few"))
    return True
