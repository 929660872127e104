"""Whether a title and a person can be one: "la directrice" is a woman, "le patron" a man."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from extract.executives.scene import PEOPLE, Scene
from extract.executives.symbols import Line, Symbol
from extract.languages import Language
from extract.names.firstnames import gender_of

FEMALE, MALE = "female", "male"


@dataclass(frozen=True, slots=True)
class _Forms:
    """The forms of one language that tell a gender."""

    endings: dict[str, tuple[str, ...]]
    neutral: frozenset[str]
    before: dict[str, str]
    pronouns: dict[str, str]


@cache
def _forms(language: Language) -> _Forms:
    words = language.words("gender")
    titles = words.get("titles", {})

    def flat(section: str) -> dict[str, str]:
        return {word: gender for gender in (FEMALE, MALE) for word in words.get(section, {}).get(gender, [])}

    return _Forms(
        {gender: tuple(titles.get(gender, [])) for gender in (FEMALE, MALE)},
        frozenset(titles.get("neutral", [])),
        flat("before"),
        flat("pronouns"),
    )


def title_gender(language: Language, before: Sequence[Symbol], title: Symbol) -> str:
    """The gender that a title tells: by its first word, else by the words right before it; "" where neither does."""
    forms = _forms(language)
    words = title.lower.replace("-", " ").split()
    for word in words[:2]:
        if word in forms.neutral:
            break
        # the longest ending decides: "-trice" before "-ice"
        found = [(len(end), gender) for gender, ends in forms.endings.items() for end in ends if word.endswith(end)]
        if found:
            return max(found)[1]
    for symbol in reversed(before[-3:]):
        if symbol.lower in forms.before:
            return forms.before[symbol.lower]
    return ""


def pronoun_gender(language: Language, words: Sequence[str]) -> str:
    """The gender that the first telling pronoun among some words means: "gave her a first job"; "" without one."""
    pronouns = _forms(language).pronouns
    return next((pronouns[word] for word in words if word in pronouns), "")


def person_genders(scene: Scene) -> dict[str, str]:
    """Person -> gender: by the first name, else by the pronouns that stand for the person."""
    forms = _forms(scene.document.language)
    votes: dict[str, int] = {}
    for line in scene.lines:
        for symbol in line.symbols:
            if symbol.kind in PEOPLE and symbol.person is not None:
                gender = forms.pronouns.get(symbol.lower, "") if symbol.kind == "pronoun" else ""
                step = {FEMALE: 1, MALE: -1}.get(gender, 0)
                votes[symbol.person] = votes.get(symbol.person, 0) + step
    return {
        person: gender_of(person) or (FEMALE if vote > 0 else MALE if vote < 0 else "")
        for person, vote in votes.items()
    }


def differs(language: Language, genders: Mapping[str, str], line: Line, title: int, holder: int) -> bool:
    """Whether the title is said of a woman and the holder is a man, or the other way round."""
    person = line.symbols[holder].person
    told = title_gender(language, line.symbols[max(0, title - 2) : title], line.symbols[title])
    known = genders.get(person or "", "")
    return bool(told and known) and told != known
