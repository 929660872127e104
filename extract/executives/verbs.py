"""Posts told by a verb alone: "X dirige Y", "présidé par X", "fondé par X", "l'intérim échoit à X"."""

import re
from collections.abc import Iterator

from extract.executives.constructions import matchers
from extract.executives.matching import DENIALS, future_between, has, joint_subjects, negated, search, set_firm_before
from extract.executives.scene import Post, Scene, person_at
from extract.executives.symbols import Line, is_future, lexicon
from extract.languages import Language


def untitled(scene: Scene, number: int, line: Line) -> Iterator[Post]:
    """The posts that the verbs of a line tell, each verb once for each person."""
    said: set[tuple[str, str]] = set()
    families = lexicon(scene.document.language).families
    for matcher in matchers(scene.document.language)["untitled"]:
        construction = matcher.construction
        for match in search(matcher.regex, line.code):
            if construction.name not in DENIALS and negated(line, match.start(), match.end()):
                continue
            holders = [match.start(group) for group in ("person", "person2", "person3") if has(match, group)]
            if construction.event in {"appointed", "founded"} and len(holders) == 1:
                holders += joint_subjects(scene.document.language, line, holders[0])
            for holder in holders:
                person = person_at(line, holder)
                verb = _verb(line, match)
                if person is None or (person, line.symbols[verb].lower) in said:
                    continue
                function = construction.function or ""
                if construction.event == "chair":
                    function = _presided(scene.document.language, line, match.start(), match.end())
                if construction.name.endswith("firm_of") and line.symbols[holder - 1].lower in families:
                    continue  # "la holding des Pinault": a family, not a head
                said.add((person, line.symbols[verb].lower))
                post = Post(
                    person,
                    function,
                    number,
                    verb,
                    holder,
                    construction.name,
                    construction.confidence,
                    event="post" if construction.event == "chair" else construction.event,
                    status=construction.status or ("current" if _said_now(scene, line, verb) else None),
                )
                if construction.name.startswith("led_by") and future_between(
                    scene.document.language, line, match.start(), holder
                ):
                    post.event = "appointed"
                if construction.name == "hired_to_lead":
                    set_firm_before(line, match.start(), post)
                if (
                    function == "head"
                    and post.event == "post"
                    and is_future(line.symbols[verb].lower, scene.document.language)
                ):
                    post.event = "appointed"  # "will run", "dirigera"
                if verb == match.start():
                    post.dated = match.end() - 1  # no verb of its own: its dates stand by its last word
                if construction.event == "chair" and is_future(line.symbols[verb].lower, scene.document.language):
                    post.event = "appointed"
                if has(match, "org"):
                    mention = line.symbols[match.start("org")].mention
                    if mention is not None:
                        post.organisation, post.explicit = mention.name, True
                        post.countries, post.region = mention.countries, mention.region
                yield post


_VERBS = frozenset(
    "lead lead_past led chair chair_past chaired take taken helm found founded enter appoint interim firm of".split()
)


def _said_now(scene: Scene, line: Line, verb: int) -> bool:
    """ "aujourd'hui à la tête de Y": where someone is by now is no post that is left."""
    before = line.symbols[verb - 1] if verb else None
    if before is None:
        return False
    today = before.date is not None and before.date.iso == scene.document.article.published
    return before.kind == "now" or (today and line.symbols[verb].kind == "helm")


def _verb(line: Line, match: re.Match[str]) -> int:
    if has(match, "verb"):
        return match.start("verb")
    for at in range(match.start(), match.end()):
        if line.symbols[at].kind in _VERBS - {"of", "firm"}:
            return at
    return match.start()


def _presided(language: Language, line: Line, start: int, end: int) -> str:
    """What "préside" means there: a board makes a chair, a directoire a president."""
    after = [*range(end, min(end + 5, len(line.symbols)))]
    before = [*range(end - 1, max(-1, start - 7), -1)]
    for reach in (after, before):
        for at in reach:
            symbol = line.symbols[at]
            if symbol.kind == "presided" and symbol.title is not None:
                return symbol.title.function
            if symbol.kind in {"organisation", "stop", "semicolon", "comma"} and reach is after:
                break
    return str(language.words("posts").get("defaults", {}).get("chair", "president"))
