"""Which numbers of a sentence are figures, and what an ellipsis leaves out of them."""

from dataclasses import replace

from extract.figures.scene import Number, Scene

_REACH = 3  # words between a number and the word that makes it an ellipsis
_FEW = 10  # below it a counted thing must be known to count for a company


def complete(scene: Scene, last: Number | None) -> None:
    """Fill in the numbers of a scene that leave out a unit, noun or scale, part passages ("from 5 to 7")
    and drop bare numbers that nothing completes. `last` is the last number of the sentence before."""
    numbers: list[Number] = []
    for index, number in enumerate(scene.numbers):
        following = scene.numbers[index + 1] if index + 1 < len(scene.numbers) else None
        parted = _part(scene, number)
        if parted:
            numbers += parted
        elif number.kind != "bare":
            numbers.append(_lead(scene, number, numbers))
        else:
            filled = _from_next(scene, number, following) or _from_before(scene, number, numbers, last)
            if filled is not None:
                numbers.append(filled)
    scene.numbers[:] = numbers


def _part(scene: Scene, number: Number) -> list[Number]:
    """The two numbers of a passage that reads like a range: "est passé de 526 à 536 millions"."""
    if number.value_high is None:
        return []
    first = scene.span(number.start, number.end)[0]
    if not any(cue.last in (first - 1, first) for cue in scene.cues_of("ellipsis", "passage")):
        return []
    later = replace(number, value=number.value_high, value_high=None, bound="exact", rule="passage")
    sooner = replace(later, value=number.value, earlier=True, end=later.start, leader=None)
    sooner.end = number.end
    return [sooner, later]


def _lead(scene: Scene, number: Number, before: list[Number]) -> Number:
    """`number`, led by the one it is held against: "149 millions, contre 75 millions un an plus tôt"."""
    peers = [other for other in before if other.kind == number.kind and other.unit == number.unit]
    if peers and _is_versus(scene, number):
        return replace(number, leader=peers[-1], rule="held against")
    return number


def _is_versus(scene: Scene, number: Number) -> bool:
    first = scene.span(number.start, number.end)[0]
    return any(first - _REACH <= cue.last < first + 1 for cue in scene.cues_of("ellipsis", "versus"))


def _from_next(scene: Scene, number: Number, following: Number | None) -> Number | None:
    """ "de 655 à 1.869 magasins": the unit stands at the next number."""
    if following is None or following.kind == "bare":
        return None
    here, there = scene.span(number.start, number.end), scene.span(following.start, following.end)
    between = scene.words[here[1] + 1 : there[0]]
    if len(between) > 1 or not set(between) <= scene.toward:
        return None
    scale = following.scale if number.scale == 1 and number.value < 1000 <= following.value else 1.0
    sooner = any(cue.last < here[0] and here[0] - cue.last <= _REACH for cue in scene.cues_of("ellipsis", "passage"))
    return replace(
        number,
        value=number.value * scale,
        unit=following.unit,
        per=following.per,
        rule="unit told next",
        earlier=sooner,
    )


def _from_before(scene: Scene, number: Number, before: list[Number], last: Number | None) -> Number | None:
    """ "contre 15,7 millions pour l'Espagne et 14,3 pour l'Italie": the unit stood at an earlier number."""
    model = before[-1] if before else last
    if model is None or model.kind in {"bare", "multiple"}:
        return None
    first, end = scene.span(number.start, number.end)
    leads = [cue for cue in scene.cues_of("ellipsis", "before") if first - _REACH <= cue.last < first + 1]
    if before:
        if not leads and not scene.cues_of("ellipsis", "previous"):
            return None
    elif not [cue for cue in scene.cues_of("ellipsis", "pronoun") if cue.last < first and first - cue.last <= 5]:
        return None
    if scene.document.text[number.end : number.end + 1] in {"-", "/", "°"} or _looks_named(scene, number):
        return None
    return _like(number, model, end)


def _looks_named(scene: Scene, number: Number) -> bool:
    """Part of a name: "Motel 6", "Boeing 747", "article 12"."""
    first = scene.span(number.start, number.end)[0]
    if first == 0:
        return False
    start = scene.starts[first - 1]
    word = scene.document.text[start : scene.ends[first - 1]]
    return word[0].isupper() and first > 1


def _like(number: Number, model: Number, _: int) -> Number:
    scale = 1.0
    if number.scale == 1 and model.scale > 1 and number.value < 1000:
        scale = model.scale
    high = None if number.value_high is None else number.value_high * scale
    return replace(
        number,
        value=number.value * scale,
        value_high=high,
        unit=model.unit,
        per=number.per or model.per,
        rule="unit told before",
        leader=model,
    )


def is_figure(scene: Scene, number: Number) -> bool:
    """Does the number say something about a company or a market?"""
    first, last = scene.span(number.start, number.end)
    if number.kind != "count":
        return number.kind != "bare"
    if number.leader is not None:
        return True
    nouns = [cue for cue in scene.cues_of("counted") if first <= cue.first <= last + 2]
    idle = [cue for cue in scene.cues_of("idle") if first <= cue.first <= last + 1]
    if idle and not nouns:
        return False
    if nouns:
        return True
    return number.value >= _FEW
