"""How languages tie people to posts: constructions over lines of symbols, in order of trust.

A construction is a regular expression whose letters are kinds of symbols ("person comma title");
`<group:PATTERN>` names the part that fills a role. A language adds its own in `[[construction]]` tables
of its posts.toml and its own macros in `[macros]`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from extract.languages import Language
from extract.executives.lines import CODES

_MACROS = {
    "WHO": "(?:person|pronoun)",
    "NAMES": "(?:person (?:comma person)* (?:and person)?)",
    "PRE": "(?:organisation genitive|place|det|poss|ours|former|now|new|until_now|modifier|demonym|since|date|number|self|firm){0,5}",
    "PLACES": "(?:demonym? place (?:comma det? place)* (?:and (?:of|for|in|to)? det? place)*)",
    "INTO": "(?:(?:of|at|in|to|for|charge|since|until|on) (?:det|poss|firm|plant|word|capital|number|modifier|demonym|of){0,5})",
    "COMP": "(?:(?:modifier|number|demonym|capital){0,3}"
    "(?:INTO? PLACES|INTO? organisation|INTO (?=comma|stop|close|colon|semicolon|who|$)|(?:since|until)? date|genitive|open (?:word|capital|title|organisation|since|date|number)* close|former|now|until_now){0,6})",
    "CLOSE": "(?=comma|stop|semicolon|close|dash|colon|break|and|who|whose|where|open|title|$)",
    "OBJECT": "(?:(?:det|poss|of|to|at|in|firm|plant|word|capital|modifier|number|demonym|new){0,6})",
    "GAP": "(?:det|poss|of|to|at|in|for|firm|plant|word|capital|modifier|number|demonym|place|organisation|date|since|until|new|now|former|by|until_now|self){0,8}",
    # what stands between a person and the verb, in commas
    "ASIDE": "(?:comma (?:(?!comma|person|pronoun|stop|semicolon|break).){1,16} comma)",
    "LINK": "(?:ASIDE? comma? who? now?)",
    # anything of the same clause that names nobody, but as a possessor
    "ANY": "(?:(?!person|pronoun|stop|semicolon|break).|(?:person|pronoun)(?=genitive))",
    "HAVE": "(?:have|be|was)",
    "LEADS": "(?:lead)",
    "LED_PAST": "(?:lead_past|HAVE led|HAVE lead)",
    "SUCCEEDS": "(?:succeed|HAVE succeeded|succeeded)",
    "REPLACES": "(?:replace|HAVE replaced)",
    "APPOINTS": "(?:appoint|have appointed|just appoint)",
    "FOUNDS": "(?:found|have founded)",
    "CHAIRED": "(?:chair_past|HAVE chaired)",
    "TAKES": "(?:take|HAVE self? taken|just take)",
    "BECOMES": "(?:become|HAVE self? became|just self? become)",
    "JOINS": "(?:join|HAVE joined|just join)",
    "HANDS": "(?:hand_over|HAVE handed_over|just hand_over)",
    "LEAVES": "(?:leave|HAVE self? left|just leave)",
    "AS": "(?:as|to|in|of|det|poss|new|now|demonym){0,4}",
    "FILL": "(?:date|seat|in_place|since|until|in|of|to|on|word|number|organisation|place|at|det|comma word|modifier|demonym){0,6}",
}


@dataclass(frozen=True, slots=True)
class Construction:
    """One construction: what it looks like and what it says of those it ties."""

    name: str
    pattern: str
    confidence: float = 0.7
    event: str = "post"
    status: str | None = None
    function: str | None = None
    titled: bool = True


_SHARED = (
    # "A et B deviennent respectivement président et directeur général"
    Construction(
        "respectively",
        "<person:person> (?:comma COMP)?(?:comma PRE title COMP comma)? and <person2:WHO> (?:HAVE|BECOMES|appointed|AS|FILL){1,9}? (?:respectively)? AS <title:title> COMP and AS <title2:title>",
        0.85,
        "respectively",
    ),
)

_APPOSITIONS = (
    # "Nina Öwerdieck (CFO)"
    Construction("bracketed_title", "<person:WHO> open PRE <title:title> COMP close", 0.9),
    # "chief executive (Jane Roe)", "Directeur général : Jane Roe"
    Construction("title_bracketed_name", "<title:title> COMP (?:open|colon) <person:person>", 0.75),
    # "Ses codirecteurs généraux, A et B"
    Construction(
        "plural_title_names",
        "(?:det|poss|ours) <title:title> COMP comma? <person:person> (?:comma <person2:person>)? and <person3:person>",
        0.85,
        "plural",
    ),
    # "X, qui est/était directeur général"
    Construction("who_is", "<person:WHO> comma? who (?:be|was) AS PRE <title:title>", 0.85),
    # "X, jusqu'ici directrice générale adjointe"
    Construction("apposition", "<person:person> comma PRE <title:title> COMP CLOSE", 0.9),
    Construction(
        "apposition_open", "<person:person> comma (?:former|now|new|until_now|modifier)* <title:title> COMP", 0.8
    ),
    Construction("apposition_dash", "<person:person> (?:dash|colon) PRE <title:title> COMP CLOSE", 0.75),
    # "le PDG d'Ubisoft, X", "son directeur financier, X", "CEO X"
    Construction(
        "title_comma_name",
        "(?:^|det|poss|ours|to|of|by|former|new|now|colon|comma|and|genitive|break|place|modifier) <title:title> COMP comma <person:person> CLOSE",
        0.88,
    ),
    Construction("title_name", "<title:title> COMP <person:person>", 0.88),
    # "Président de Microsoft pour l'Europe de l'Ouest, X quitte", "PDG de Y depuis 2016, il"
    Construction(
        "fronted",
        "(?:^|stop|colon|semicolon|dash|break) PRE <title:title> COMP (?:comma|and|title|COMP|PRE|past_at|GAP){0,8}? comma (?:here)? <person:WHO>",
        0.85,
    ),
)

_NEWS = (
    # "X quitte la présidence de Y", "steps down as chairman"
    Construction(
        "leaves_office",
        "<person:WHO> LINK LEAVES (?:of|at|date|in|organisation|poss|seat){0,4} AS <title:(?:office|title)>",
        0.85,
        status="outgoing",
    ),
    # "X a été nommé directeur général", "X, nommé CEO en janvier"
    Construction(
        "appointed",
        "<person:WHO> ASIDE? comma? (?:who)? (?:have|be|just|was|that){0,3} appointed FILL AS <title:(?:title|office)>",
        0.88,
        "appointed",
    ),
    Construction(
        "appointed_fronted",
        "(?:^|stop|comma|colon) appointed FILL AS <title:title> COMP FILL comma <person:WHO>",
        0.82,
        "appointed",
    ),
    # "nomme X directeur général"
    Construction(
        "appoints",
        "APPOINTS <person:person> ASIDE? AS (?:helm of)? <title:(?:title|office)>",
        0.88,
        "appointed",
    ),
    Construction(
        "appoints_title_name",
        "APPOINTS AS PRE <title:title> COMP (?:colon|comma)? (?:modifier|number|years|demonym|word|det){0,3} <person:person>",
        0.88,
        "appointed",
    ),
    Construction(
        "title_appointed_name",
        "<title:title> COMP (?:have|be){1,2} appointed (?:colon|comma) <person:person>",
        0.85,
        "appointed",
    ),
    # "la nomination de X au poste de directeur général"
    Construction(
        "appointment", "appointment of <person:WHO> ASIDE? FILL AS <title:(?:title|office)>", 0.85, "appointed"
    ),
    # "X devient directeur général"
    Construction(
        "becomes",
        "<person:WHO> LINK BECOMES AS FILL AS PRE <title:(?:title|office)>",
        0.85,
        "appointed",
    ),
    Construction("becomes_whose", "whose <person:WHO> (?:BECOMES) AS <title:(?:title|office)>", 0.85, "appointed"),
    # "X prend la direction générale / la présidence de Y"
    Construction(
        "takes_office",
        "<person:WHO> LINK TAKES FILL AS <title:(?:office|title)>",
        0.82,
        "appointed",
    ),
    # "confie sa présidence à X"
    Construction(
        "given",
        "(?:give|have give|have handed_over) AS <title:(?:office|title)> COMP to (?:det|demonym|word)? <person:person>",
        0.85,
        "appointed",
    ),
    Construction("given_him", "<person:person> ANY{0,8} give_him AS <title:(?:office|title)>", 0.78, "appointed"),
    # "la présidence échoit à X", "à qui échoit la direction générale"
    Construction(
        "falls_to",
        "<title:(?:office|title)> COMP (?:be|have)? go_to (?:det demonym)? <person:person>",
        0.82,
        "appointed",
    ),
    Construction("to_whom_falls", "<person:person> comma to who go_to AS <title:(?:office|title)>", 0.85, "appointed"),
    # "X rejoint Y comme directeur commercial", "arrivé en 2019 comme vice-président"
    Construction("joins_as", "<person:WHO> LINK JOINS FILL comma? as AS PRE <title:title>", 0.85, "joined"),
    Construction(
        "joined_as_fronted",
        "(?:^|stop|comma|colon) joined FILL as AS <title:title> COMP comma (?:det word)? <person:WHO>",
        0.82,
        "joined",
    ),
)

_STATES = (
    # "X est / était directeur général"
    Construction("is", "<person:WHO> ASIDE? be AS PRE <title:title>", 0.82),
    Construction("was", "<person:WHO> ASIDE? (?:was|have be) AS PRE <title:title>", 0.82, status="former"),
    Construction("whose_is", "(?:whose|where) <person:WHO> be AS PRE <title:title>", 0.85),
    Construction(
        "whose_was", "(?:whose|where) <person:WHO> (?:was|have be) AS PRE <title:title>", 0.85, status="former"
    ),
    Construction(
        "keeps_office",
        "<person:WHO> LINK (?:keep|have keep) AS <title:(?:office|title)>",
        0.82,
        status="current",
    ),
    # "Barbara Martin Coppola : la direction générale, que Michel Aballea exerçait"
    Construction(
        "held",
        "<title:(?:office|title)> COMP comma that <person:WHO> (?:take_past|have taken|lead_past)",
        0.82,
        status="former",
    ),
    Construction("holds", "<title:(?:office|title)> COMP comma that <person:WHO> (?:take)", 0.75),
    # "Parti ... après trois ans comme CEO", "X ... en tant que CEO"
    Construction("as_title", "<person:WHO>(?!genitive) ANY{0,9}? as PRE <title:title>", 0.65),
    Construction("whose_title", "(?:whose|where) PRE <title:title> COMP <person:WHO> (?:be|have)", 0.82),
    Construction("whose_title_is", "(?:whose|where) PRE <title:title> COMP be <person:person>", 0.85),
    Construction("whose_title_was", "(?:whose|where) PRE <title:title> COMP <person:WHO> was", 0.82, status="former"),
)

_WITHOUT_TITLE = (
    # "X, qui dirige Y", "X dirige Y"
    Construction(
        "leads",
        "<person:WHO> LINK LEADS OBJECT <org:organisation>",
        0.85,
        function="head",
        titled=False,
    ),
    Construction("leads_place", "<person:WHO> LINK LEADS OBJECT (?=place)", 0.78, function="head", titled=False),
    Construction(
        "led_place",
        "<person:WHO> LINK LED_PAST (?:since date)? OBJECT (?=place|organisation)",
        0.78,
        function="head",
        titled=False,
        status="former",
    ),
    Construction(
        "where_led",
        "<org:organisation> comma where <person:WHO> LED_PAST",
        0.8,
        function="head",
        titled=False,
        status="former",
    ),
    Construction(
        "where_leads", "<org:organisation> comma where <person:WHO> LEADS", 0.8, function="head", titled=False
    ),
    Construction(
        "whose_led",
        "<org:organisation> comma whose <person:WHO> LED_PAST OBJECT",
        0.82,
        function="head",
        titled=False,
        status="former",
    ),
    Construction(
        "whose_leads", "<org:organisation> comma whose <person:WHO> LEADS OBJECT", 0.82, function="head", titled=False
    ),
    Construction(
        "that_leads", "<org:organisation> ANY{0,3}? comma? that LEADS <person:WHO>", 0.88, function="head", titled=False
    ),
    Construction(
        "that_person_leads", "<org:organisation> comma? that <person:WHO> LEADS", 0.85, function="head", titled=False
    ),
    Construction(
        "that_person_led",
        "<org:organisation> comma? that <person:WHO> LED_PAST",
        0.85,
        function="head",
        titled=False,
        status="former",
    ),
    Construction(
        "led_by",
        "<org:organisation> (?:ANY{0,4}? comma)? be? led (?:since? date)? by (?:poss PRE title comma?)? (?:det)? <person:WHO>",
        0.88,
        function="head",
        titled=False,
    ),
    Construction(
        "the_one_who_led",
        "the_one who lead_past ANY{1,14} comma <person:person>",
        0.8,
        function="head",
        titled=False,
        status="former",
    ),
    Construction(
        "the_one_who_leads", "the_one who lead ANY{1,14} comma <person:person>", 0.8, function="head", titled=False
    ),
    Construction("who_leads", "<person:WHO> comma who LEADS", 0.72, function="head", titled=False),
    Construction("who_led", "<person:WHO> comma who LED_PAST", 0.7, function="head", titled=False, status="former"),
    # "présidé par X", "que préside X", "X préside le directoire"
    Construction("chaired_by", "chaired (?:since? date)? by <person:WHO>", 0.85, "chair", titled=False),
    Construction("that_chairs", "that chair <person:WHO>", 0.85, "chair", titled=False),
    Construction("chairs", "<person:WHO> LINK chair", 0.82, "chair", titled=False),
    Construction(
        "chaired",
        "<person:WHO> LINK CHAIRED",
        0.82,
        "chair",
        titled=False,
        status="former",
    ),
    Construction(
        "goes_to_chair",
        "<person:WHO> LINK leave chair",
        0.8,
        "chair",
        titled=False,
        status="incoming",
    ),
    # "X, à la tête de Y", "X prend la tête de Y", "X aux commandes de Y"
    Construction(
        "takes_helm",
        "<person:WHO> LINK TAKES FILL helm (?:of OBJECT <org:organisation>)?",
        0.82,
        "appointed",
        function="head",
        titled=False,
    ),
    Construction(
        "whose_takes_helm",
        "<org:organisation> comma? whose <person:WHO> TAKES FILL helm",
        0.85,
        "appointed",
        function="head",
        titled=False,
    ),
    Construction(
        "appointed_helm",
        "<person:WHO> LINK (?:have|be|just|was|self){0,3} (?:appointed|appoint) FILL helm (?:of OBJECT <org:organisation>)?",
        0.82,
        "appointed",
        function="head",
        titled=False,
    ),
    Construction(
        "appoints_helm",
        "APPOINTS <person:WHO> FILL helm (?:of OBJECT <org:organisation>)?",
        0.82,
        "appointed",
        function="head",
        titled=False,
    ),
    Construction(
        "at_helm",
        "<person:WHO> ASIDE? comma? (?:who)? (?:be|now|since|date){0,3} helm of OBJECT <org:organisation>",
        0.8,
        function="head",
        titled=False,
    ),
    Construction(
        "helm_fronted",
        "(?:^|stop|comma) (?:since date)? helm of OBJECT <org:organisation> (?:since|date|word|in|of|comma word){0,4} comma <person:WHO>",
        0.8,
        function="head",
        titled=False,
    ),
    Construction("is_at_helm", "<person:WHO> ASIDE? (?:not)? be (?:not)? helm", 0.75, function="head", titled=False),
    Construction(
        "was_at_helm",
        "(?:have|was) be? helm of OBJECT <org:organisation> ANY{0,6} comma <person:WHO>",
        0.75,
        function="head",
        titled=False,
        status="former",
    ),
    Construction(
        "person_was_at_helm",
        "<person:WHO> ASIDE? (?:was|have be) helm of OBJECT <org:organisation>",
        0.78,
        function="head",
        titled=False,
        status="former",
    ),
    Construction(
        "later_helm",
        "<person:WHO> (?:ANY|title){2,28} (?:clause|for|and|comma) (?:have|just)? (?:take|taken) FILL helm of OBJECT <org:organisation>",
        0.75,
        function="head",
        titled=False,
        status="former",
    ),
    # "la compagnie d'X", "l'Alstom de X"
    Construction(
        "firm_of", "<org:organisation> comma det firm of <person:person>", 0.75, function="head", titled=False
    ),
    Construction("the_firm_of", "det <org:organisation> of <person:person>", 0.72, function="head", titled=False),
    # "fondé par X", "X a fondé Y", "X, qui a cofondé Y"
    Construction(
        "founded_by",
        "<org:organisation> (?:ANY{0,4}? comma)? (?:have|be){0,2} founded (?:in? date)? by <person:WHO> (?:and <person2:person>)?",
        0.85,
        "founded",
        function="founder",
        titled=False,
    ),
    Construction(
        "founds",
        "<person:WHO> ASIDE? (?:and <person2:person> (?:comma who be title comma)?)? (?:comma? who)? FOUNDS OBJECT <org:organisation>",
        0.8,
        "founded",
        function="founder",
        titled=False,
    ),
    Construction(
        "that_founded",
        "<org:organisation> comma? that <person:WHO> FOUNDS",
        0.82,
        "founded",
        function="founder",
        titled=False,
    ),
    # "X entre au conseil", "le conseil accueille X"
    Construction(
        "enters_board",
        "<person:WHO> ASIDE? (?:and <person2:person> ASIDE?)? (?:comma? who)? (?:have)? enter (?:det|presided|of|in){0,3} presided",
        0.8,
        "appointed",
        function="board_member",
        titled=False,
    ),
    Construction(
        "board_welcomes",
        "presided comma? (?:word comma)? (?:appoint|enter) <person:person>",
        0.8,
        "appointed",
        function="board_member",
        titled=False,
    ),
    # "l'intérim échoit à X", "X assure l'intérim"
    Construction(
        "interim_to", "interim (?:be|have)? (?:go_to|by|taken by) <person:person>", 0.85, "interim", titled=False
    ),
    Construction(
        "interim_by",
        "<person:WHO> LINK (?:take|take_past|lead|HAVE taken|be helm) interim",
        0.82,
        "interim",
        titled=False,
    ),
)

_SUCCESSIONS = (
    Construction(
        "succeeds",
        "<person:WHO> LINK (?:have|be|just|for|to){0,2} SUCCEEDS (?:as AS title COMP)? (?:to|of|at){0,2} (?:det|word|demonym|modifier|title|firm|comma){0,3} <old:WHO>",
        0.85,
        "succession",
    ),
    Construction(
        "to_whom_succeeds",
        "<old:person> comma? (?:to|that|det)? (?:who|that)? <person:WHO> (?:have|be)? SUCCEEDS",
        0.82,
        "succession",
    ),
    Construction("here_who_succeeds", "here <person:person> who SUCCEEDS", 0.75, "succession"),
    Construction("in_his_place", "in_place ANY{0,8} <person:person>", 0.75, "succession"),
    Construction("takes_in_his_place", "<person:WHO> ANY{0,8} in_place", 0.75, "succession"),
    Construction("to_whom_handed", "<person:person> comma to who <old:WHO> HANDS", 0.85, "succession"),
    Construction("succeeds_unnamed", "<person:person> ASIDE? (?:comma? who)? (?:have|be)? SUCCEEDS", 0.6, "succession"),
    Construction(
        "replaces",
        "<person:WHO> LINK (?:have|be|just){0,2} REPLACES (?:since|date|until|word){0,3} (?:det|word|demonym){0,2} <old:WHO>",
        0.85,
        "succession",
    ),
    Construction(
        "instead_of",
        "<person:WHO> ANY{0,14} instead_of (?:of|to|det|demonym|date|comma|word){0,3} <old:WHO>",
        0.8,
        "succession",
    ),
    Construction(
        "replaced_by",
        "<old:WHO> ANY{0,16}? replaced (?:at|in|of|det|since|date|to|as|title|comma|firm|organisation|word){0,6}? by (?:det|word|demonym|modifier){0,3} <person:person>",
        0.85,
        "succession",
    ),
    Construction(
        "hands_over",
        "<old:WHO> ASIDE? ANY{0,6}? HANDS (?:of|det|title|office|organisation|COMP|date|in|word){0,6}? to (?:poss|det|modifier|demonym|title|comma|word){0,3} <person:person>",
        0.85,
        "succession",
    ),
    Construction(
        "hands_place",
        "<old:WHO> ASIDE? ANY{0,6}? (?:give|have give|HANDS) (?:det|of|word){0,3} (?:seat|date|place|title|office|COMP){1,4} to (?:poss|det|modifier|demonym|comma|title|word){0,4} <person:person>",
        0.8,
        "succession",
    ),
    Construction(
        "seat_to",
        "<seat:seat> (?:of <old:WHO>)? (?:demonym|modifier|organisation|of|date)* (?:be|have)? go_to (?:det demonym?)? <person:person>",
        0.85,
        "succession",
    ),
    Construction("successor_named", "(?:poss|det) (?:new)? successor comma? <person:person>", 0.8, "successor"),
    Construction("predecessor_named", "(?:poss|det) predecessor comma? <old:person>", 0.82, "predecessor"),
    Construction("seat_taken", "<person:WHO> LINK TAKES FILL (?:seat|helm) of <old:WHO>", 0.82, "succession"),
)

_CAREERS = (
    Construction("poached", "APPOINTS <person:person> at <org:organisation>", 0.75, "career"),
    Construction(
        "formerly_at",
        "past_at (?:det|firm|word|of|at|poss|years|number|modifier){0,3} <org:organisation>",
        0.8,
        "career",
    ),
    Construction("ex_employer", "(?<!det)(?<!of)(?<!poss) former comma? <org:organisation>", 0.7, "career"),
)

_LEAVING = (
    Construction("leaves", "<person:WHO> LINK (?:not)? LEAVES", 0.8, "departure"),
    Construction("left_fronted", "(?:^|stop|comma|colon) left ANY{0,8} comma <person:WHO>", 0.75, "departure"),
    Construction("left_after", "<person:WHO> comma left", 0.8, "departure"),
    Construction("fires", "(?:left|leave) (?:det|poss|now) title COMP comma? <person:person>", 0.8, "departure"),
    Construction(
        "departure_of",
        "departure (?:comma FILL comma)? (?:modifier|demonym|word)? (?:comma ANY{0,3} comma)? of <person:WHO>",
        0.8,
        "departure",
    ),
)

_REPORTING = (
    Construction(
        "reports_to",
        "<person:WHO> (?:and <person2:WHO>)? ANY{0,10}? report (?:of|to|det|title|COMP|comma|firm){0,6}? <boss:person>",
        0.85,
        "reporting",
    ),
    Construction("reports_to_me", "<person:WHO> ANY{0,6}? reported", 0.6, "reporting_to_him"),
)

_GROUPS = {
    "titled": (*_SHARED, *_NEWS, *_APPOSITIONS, *_STATES),
    "untitled": _WITHOUT_TITLE,
    "successions": _SUCCESSIONS,
    "careers": _CAREERS,
    "leaving": _LEAVING,
    "reporting": _REPORTING,
}


@dataclass(frozen=True)
class Matcher:
    """A construction ready to be looked for in the lines of one language."""

    construction: Construction
    regex: re.Pattern[str]


# Alternatives of one character each match much faster as a set.
_ALTERNATIVES = re.compile(r"\(\?:([\ue000-\ue0ff](?:\|[\ue000-\ue0ff])+)\)")
_PART = re.compile(r"<(\w+):|(>)|([A-Za-z_]\w*)|\s+")


def compile_pattern(pattern: str, named: Mapping[str, str]) -> str:
    """The regular expression over codes that a pattern stands for. Raises KeyError on an unknown kind."""

    def translate(part: re.Match[str]) -> str:
        if part.group(1):
            return f"(?P<{part.group(1)}>"
        if part.group(2):
            return ")"
        name = part.group(3)
        if not name:
            return ""
        return compile_pattern(named[name], named) if name in named else CODES[name]

    pattern = _PART.sub(translate, pattern)
    return _ALTERNATIVES.sub(lambda found: "[" + found.group(1).replace("|", "") + "]", pattern)


@cache
def macros(language: Language) -> dict[str, str]:
    """The macros of a language: the common ones, with its own over them."""
    return {**_MACROS, **language.words("posts").get("macros", {})}


@cache
def matchers(language: Language) -> dict[str, list[Matcher]]:
    """The constructions of a language by group, its own before the common ones."""
    words: dict[str, Any] = language.words("posts")
    own: dict[str, list[Construction]] = {}
    for entry in words.get("construction", []):
        fields = dict(entry)
        own.setdefault(fields.pop("group"), []).append(Construction(**fields))
    return {
        name: [
            Matcher(construction, re.compile(compile_pattern(construction.pattern, macros(language))))
            for construction in [*own.get(name, []), *common]
        ]
        for name, common in _GROUPS.items()
    }
