"""Titles that no name stands beside: "le fondateur, qui ...", "... avant de devenir directeur financier"."""

from collections.abc import Iterator

from extract.executives.matching import BEFORE_TITLE, is_profession, of_kin, status_beside
from extract.executives.scene import PEOPLE, Post, Scene
from extract.executives.shared_titles import coordinated
from extract.executives.subjects import another_subject
from extract.executives.symbols import Line, lexicon


def in_career(line: Line, at: int) -> bool:
    """ "a travaillé six ans pour Y, au début comme Z": the clause tells where someone worked before."""
    for before in range(at - 1, -1, -1):
        kind = line.symbols[before].kind
        if kind in _WORKED:
            return True
        if kind in _BOUNDS:
            return False
    return False


_WORKED = frozenset({"past_at", "began_at", "worked"})
_BOUNDS = frozenset("stop semicolon become became appointed join joined be title person".split())
_GOVERNORS = frozenset("as become became take taken keep appointed joined to".split())


def pointing_back(scene: Scene, number: int, line: Line, taken: dict[int, str]) -> Iterator[Post]:
    """Titles that no name stands beside: "le fondateur, qui ...", "... avant de devenir directeur financier"."""
    indefinite = lexicon(scene.document.language).indefinite
    for at, symbol in enumerate(line.symbols):
        if symbol.kind != "title" or symbol.title is None or at in taken or symbol.title.plural:
            continue
        if of_kin(scene.document.language, line, at) or is_profession(scene.document.language, line, at):
            continue
        before = at - 1
        determined = False
        while before >= 0 and line.symbols[before].kind in BEFORE_TITLE - {"as"}:
            if line.symbols[before].kind in {"det", "poss"}:
                if line.symbols[before].lower in indefinite or line.symbols[before].kind == "poss":
                    break
                determined = True
            before -= 1
        governor = line.symbols[before].kind if before >= 0 else "stop"
        if any(near.kind == "not" for near in line.symbols[max(0, before - 5) : at]):
            continue
        if at + 1 < len(line.symbols) and line.symbols[at + 1].kind == "genitive":
            continue  # "the founder's son"
        person: str | None = None
        former = False
        confidence = 0.5
        if governor in _GOVERNORS and governor != "to":
            person = next(
                (taken[near] for near in range(at - 1, -1, -1) if near in taken),
                next(
                    (line.symbols[near].person for near in range(at - 1, -1, -1) if line.symbols[near].kind in PEOPLE),
                    None,
                ),
            ) or (None if another_subject(line, at, indefinite) else scene.focus[number])
            confidence = 0.6
            former = governor == "as" and in_career(line, at)
        elif governor in {"be", "was"} and before > 0 and line.symbols[before - 1].kind in {"have", "clause", "in"}:
            # "après en avoir été la directrice générale"
            around = [*range(before - 1, -1, -1), *range(at + 1, len(line.symbols))]
            person = next((line.symbols[near].person for near in around if line.symbols[near].kind in PEOPLE), None)
            former = True
        elif governor == "here" or (
            governor == "of" and before == at - 1 and line.symbols[before - 1].kind in {"word", "modifier"}
        ):
            near = [line.symbols[near].person for near in range(before) if line.symbols[near].kind in PEOPLE]
            person = near[-1] if near else scene.focus[number] if governor == "here" else None
        elif governor == "genitive" and before < 4:
            person = scene.focus[number]
        elif symbol.title.function in {"head", "other"} and status_beside(line, at) != "former":
            continue
        elif (determined or before < 0) and governor in {
            "stop",
            "comma",
            "semicolon",
            "colon",
            "clause",
            "and",
            "number",
            "years",
        }:
            said = [near for near in range(max(before, 0)) if line.symbols[near].kind == "person"]
            person = line.symbols[said[-1]].person if said and governor in {"stop", "colon"} else scene.focus[number]
        if person is None:
            continue
        status = "former" if former else status_beside(line, at)
        post = Post(
            person, symbol.title.function, number, at, None, "pointing_back", confidence, symbol.title, status=status
        )
        if governor in {"become", "became", "appointed", "take", "taken"}:
            post.event = "appointed"
        elif governor == "joined":
            post.event = "joined"
        taken[at] = person
        yield post
        yield from coordinated(scene, number, line, post, taken)
