"""What is not the article is marked, and the article is not."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.boilerplate import find_boilerplate
from extract.languages import available

ROOT = Path(__file__).parent
GOLD = sorted([*(ROOT / "corpus").glob("*.gold.json"), *(ROOT.parent / "seeds").glob("*.gold.json")])

# ruff: noqa: E501 (lines as they stand on a page)

BODY = {
    "fr": [
        "La société ouvre une usine à Nantes, où elle emploiera cent vingt personnes dès le printemps prochain.",
        "« Nous y pensions depuis deux ans », raconte sa directrice, qui présentait mardi les plans du bâtiment à la presse.",
        "Le chantier commence en mars. Deux communes voisines l'attendaient, sans trop y croire, depuis la fermeture du port.",
    ],
    "en": [
        "The company is opening a plant in Leeds, where it will employ a hundred and twenty people from next spring.",
        '"We had been thinking about it for two years," says its director, who showed the drawings to the press on Tuesday.',
        "Work starts in March. Two neighbouring towns had been waiting for it, without much hope, since the port closed.",
    ],
    "nl": [
        "Het bedrijf opent een fabriek in Gent, waar het vanaf volgend voorjaar honderdtwintig mensen in dienst neemt.",
        "'We dachten er al twee jaar over na', vertelt de directrice, die dinsdag de plannen aan de pers toonde in de haven.",
        "De werken beginnen in maart. Twee buurgemeenten wachtten er zonder veel hoop op sinds de sluiting van de haven.",
    ],
}  # fmt: skip
HEADS = {
    "fr": [
        "Accueil > Entreprises > Industrie", "Accueil  Affaires  Batteries  Emploi", "Publié le 3 mars 2020 à 8h12",
        "Par Jeanne Morel, à Nantes", "À la uneIndustrieTransportsBanque", "Temps de lecture : 3 min", "Crédit photo : DR",
        "Accueil Industrie Banque Forum Se connecter", "12 partages  Facebook  Twitter  LinkedIn",
    ],
    "en": [
        "Home > Companies > Industry", "Skip to content", "Posted on March 3, 2020", "By Jane Moore in Leeds",
        "News | Markets | Opinion | Jobs", "3 min read", "Photo: Getty Images", "Share on Facebook | Share on LinkedIn",
    ],
    "nl": [
        "Ga naar de inhoud", "Voorpagina   Economie   Tech   Sport", "Gepubliceerd op 3 maart 2020 om 8:12",
        "Door Jan Peeters", "Leestijd 3 min", "Foto: ANP", "Deel   Bewaar   12 reacties",
    ],
}  # fmt: skip
TAILS = {
    "fr": [
        ["À lire aussi", "Le port ferme ses portes", "Un maire en colère contre la région"],
        ["Envie de visiter une usine ? Notre club organise des voyages pour les cadres. Inscriptions ici."],
        ["Un grand groupe annonce la sortie de son nouveau logiciel. Ce qu'il faut…", "Une banque revoit ses tarifs et…"],
        ["Bouton retour en haut de la page", "Licornes: où sont-elles?", "Une start-up lève 3 millions d'euros"],
        ["Commentaires (2)", "toto44 : enfin une bonne nouvelle, on l'attendait avec 300 collègues depuis des années !"],
        ["Abonnement découverte : 12 numéros pour 49 €"],
        ["Jeanne Morel est journaliste à Nantes et suit l'industrie depuis dix ans."],
        ["Tags : usine, Nantes", "© 2020 Tous droits réservés", "Nous utilisons des cookies. Accepter / Refuser"],
        ["Vous changez de poste ? carnet@gazette.example"],
        ["Inscrivez-vous à notre newsletter, déjà lue par 30 000 professionnels"],
        ["L'auteure est présidente du cabinet Halden et enseigne la finance depuis 2009."],
        ["À propos de l'auteur", "Paul Morel a rejoint la Gazette en 2011, après six ans chez Nordal, où il était directeur des études."],
        ["Paul Morel couvre les entreprises du Nord depuis 2014 pour la Gazette."],
        ["Jeanne Morel est cheffe du service économie. Elle a dirigé le bureau de Lyon pendant huit ans et " + "suit de près " * 12 + "les ports."],
        ["Nous et nos 812 partenaires stockons des informations sur votre appareil." + " Vous pouvez changer d'avis à tout moment." * 9],
        ["À la une : Nordal lève 30 millions | Vantor ferme à Lille | Trois hôtels pour Brest"],
        ["Vantor ferme à Lille | Trois hôtels à Brest | Un maire en colère contre la région"],
        ["Commentaires (14) – à lire dans l'ordre", "luc59 : 300 emplois, enfin !", "Répondre"],
        ["luc59 : 300 emplois, enfin une bonne nouvelle !"],
        ["Billets : 25 € en prévente, 32 € sur place"],
        ["LilleTop59: 300 emplois, enfin !", "Et pour quand, s'il vous plaît ?"],
        ["Dans cette rubrique : Nordal lève 30 millions | Vantor ferme trois magasins"],
        ["Soutenez le journalisme local : l'abonnement commence à 1 € pour 6 mois."],
        ["Paul Morel suit les transports depuis 2009. Il a dirigé notre bureau de Lille."],
        ["Agenda : salon des PME, 24 avril, 25 € l'entrée"],
        ["Galerie : 12 photos"],
        ["Balado – Comment Vantor a perdu 40 millions"],
        ["Sondage : faut-il ouvrir un second port ?"],
        ["Profitez du tarif prévente à 190 €, les places sont limitées."],
        ["Cet article est réservé à nos abonnés. Il vous reste 60 % à lire, dès 1 € par mois."],
    ],
    "en": [
        ["Read also", "Port closes its gates", "Mayor angry with the region"],
        ["Related articles", "1 Bank raises $3bn", "2 Airline cuts 500 jobs"],
        ["Sign up here for our newsletter and join 40,000 readers."],
        ["Back to top", "Where have the unicorns gone"],
        ["Comments (2)", "leedsfan: at last some good news, 300 of us had been waiting for it for many years now!"],
        ["Jane Moore is a senior business reporter based in Leeds."],
        ["Tags: plant, Leeds", "(c) 2020 All rights reserved", "We use cookies. Accept all  Manage"],
        ["Jane Moore is space correspondent of the Gazette."],
        ["The author is chair of Halden Partners and has taught finance since 2009."],
        ["About the author", "Jane Moore joined the Gazette in 2011 after six years at Nordal, where she was head of research."],
        ["Jane Moore covers the retail industry for the Gazette."],
        ["Jane Moore is a senior retail reporter. She ran the Leeds bureau for eight years and " + "wrote " * 45 + "of ports."],
        ["We and our 812 partners store information on your device." + " You may change your mind at any time." * 9],
        ["Trending: Nordal raises $30m | Vantor closes in Hull | Three hotels for Bath"],
        ["Vantor closes in Hull | Three hotels for Bath | Mayor angry with the region over the port"],
        ["Comments (14) – newest first", "leedsfan7: 300 jobs, at last!", "Reply"],
        ["leedsfan7: 300 jobs, at last some good news!"],
        ["Tickets: £25 in advance, £32 at the door"],
        ["Early-bird passes are £190 until Friday, so book your place now."],
        ["LeedsTop77: 300 jobs, at last!", "And when, please?"],
        ["In this section: Nordal raises $30m | Vantor closes three shops"],
        ["Support local journalism: a subscription is $1 for 6 months."],
        ["Recommended for you: Nordal names a new chair | Vantor trims its stake to 9%"],
        ["Gallery: 12 photos"],
        ["Podcast: how Vantor lost £40m"],
        ["Poll: should the town have a second port?"],
        ["This article was originally published in the Gazette, which has 40,000 readers."],
        ["To continue reading this article, subscribe for just £1 a month."],
    ],
    "nl": [
        ["Lees ook", "Haven sluit de poorten", "Burgemeester boos op provincie"],
        ["Meest gelezen", "1. Bank haalt 3 miljard op", "2. Maatschappij schrapt 500 banen"],
        ["Schrijf je in voor onze nieuwsbrief en word een van de 40.000 lezers"],
        ["Naar boven", "Waar zijn de eenhoorns"],
        ["De auteur is voorzitter van Halden en doceert sinds 2009 financiën."],
        ["Over de auteur", "Jan Peeters kwam in 2011 bij de krant, na zes jaar bij Nordal, waar hij hoofd onderzoek was."],
        ["Wij en onze 812 partners slaan informatie op uw toestel op." + " U kunt altijd van gedacht veranderen." * 9],
        ["Net binnen: Nordal haalt 30 miljoen op | Vantor sluit in Aalst | Drie hotels voor Brugge"],
        ["Reacties (14) – nieuwste eerst", "gentfan7: 300 banen, eindelijk!", "Beantwoorden"],
        ["Tickets: 25 euro in voorverkoop, 32 euro aan de deur"],
        ["Podcast: hoe Vantor 40 miljoen verloor"],
        ["Stelling: moet de stad een tweede haven krijgen?"],
        ["Wij gebruiken cookies. Akkoord   Instellingen"],
    ],
}  # fmt: skip
ARTICLE_LINES = {
    "fr": [
        "Alibaba officialise sa présence en France", "Objectif : 40.000 marques sur la plateforme", "Où ouvrez-vous ?",
        "L'entretien est fini ; il aura duré le temps d'un thé.", "Nous aussi. Question suivante.",
        "Roland Palmer, Managing Director", "Par ailleurs, le groupe nomme un directeur.", "Affaire à suivre…",
        "Annonces en série chez les assureurs", "Emploi : 200 postes supprimés à Rennes", "BlaBlaCar s'allie à PayPal",
        "Et vous, qu'en pensez-vous ?", "Nordal couvre les besoins de 3 000 clients.", "Les places sont chères, dit-elle.",
        "Sondage : 45 % des patrons sont inquiets", "Billets d'avion : les prix montent", "Nous et nos clients avons changé.",
        "Bio express : directrice de Nordal depuis 2012", "Horizon 2030 : Nordal veut 12 usines",
    ],
    "en": [
        "Follow the money", "Target gives up on Canada", "Jobs: 1,000 to go in Leeds", "Nobody has asked why.", "By then, he had left.",
        "And what do you think of it?", "Halden covers 12 countries.", "We and our clients have changed.", "The author of the plan has left.",
        "Tickets cost $30 at its parks.", "Trends are not on its side.", "Nordal reports on Thursday.",
    ],
    "nl": [
        "Coolblue boekt recordomzet", "Dus komt er een uitbreiding?", "Op het etiket staat Biscoff.", "Wij en onze klanten zijn veranderd.",
        "De auteurs van het plan zijn weg.", "Wat denkt u ervan?",
    ],
}  # fmt: skip


def marked(text: str, language: str) -> list[str]:
    """The lines that are wholly boilerplate."""
    spans = find_boilerplate(text, language)
    return [
        m[0] for m in re.finditer(r"[^\n]+", text) if any(start <= m.start() and m.end() <= end for start, end in spans)
    ]


@pytest.mark.parametrize(("language", "line"), [(code, line) for code, lines in HEADS.items() for line in lines])
def test_head(language: str, line: str) -> None:
    title = {"fr": "Une usine à Nantes", "en": "A plant in Leeds", "nl": "Een fabriek in Gent"}[language]
    assert marked("\n".join([title, line, *BODY[language]]), language) == [line]


@pytest.mark.parametrize(("language", "tail"), [(code, tail) for code, tails in TAILS.items() for tail in tails])
def test_tail(language: str, tail: list[str]) -> None:
    assert marked("\n".join([*BODY[language], *tail]), language) == tail


@pytest.mark.parametrize("language", sorted(TAILS))
@pytest.mark.parametrize("tail", [0, 1])
def test_a_list_of_other_stories_inside_the_article(language: str, tail: int) -> None:
    other = TAILS[language][0]
    assert marked("\n".join([BODY[language][0], *other, *BODY[language][1:]]), language) == other


@pytest.mark.parametrize(
    ("language", "line"), [(code, line) for code, lines in ARTICLE_LINES.items() for line in lines]
)
@pytest.mark.parametrize("place", range(4))
def test_lines_of_the_article(language: str, line: str, place: int) -> None:
    lines = list(BODY[language])
    lines.insert(place, line)
    assert marked("\n".join(lines), language) == []


@pytest.mark.parametrize("line", [
    "CAC 40 7 214,57 +0,50 %   EUR/USD 1,0712",
    "FTSE 100 7,512.30 ▲ 0.4%  |  GBP/EUR 1.1634",
    "SMI 11'287,10 −0,31%   EUR/CHF: 0.9612",
])  # fmt: skip
@pytest.mark.parametrize("language", sorted(BODY))
def test_market_quotes_beside_the_article(language: str, line: str) -> None:
    assert marked("\n".join(["Halden", line, *BODY[language]]), language) == [line]
    assert marked("\n".join([*BODY[language], line]), language) == [line]


@pytest.mark.parametrize("line", ["EBITDA 12,34 M€ (+5,2 %)", "Ventes/magasin : 12,34 (+3,1 %)", "EUR/USD : 1,0712"])
def test_results_beside_the_article_are_of_it(line: str) -> None:
    assert marked("\n".join(["Halden", line, *BODY["fr"]]), "fr") == []
    assert marked("\n".join([*BODY["fr"], line]), "fr") == []


@pytest.mark.parametrize("place", range(3))
def test_a_table_is_of_the_article(place: int) -> None:
    table = ["Magasin | 2019 | 2020", "Lille | 12 | 14", "Nantes | 9 | 11"]
    assert marked("\n".join([*BODY["fr"][:place], *table, *BODY["fr"][place:]]), "fr") == []


def test_a_title_with_its_site_is_of_the_article() -> None:
    assert marked("\n".join(["Nordal ouvre une usine à Nantes | La Gazette du port | Nantes", *BODY["fr"]]), "fr") == []


def test_a_notice_stands_anywhere() -> None:
    notice = "Nous et nos 812 partenaires stockons des informations sur votre appareil, dont 40 données de navigation."
    for place in range(4):
        assert marked("\n".join([*BODY["fr"][:place], notice, *BODY["fr"][place:]]), "fr") == [notice]


def test_title_told_again_ends_the_article() -> None:
    title = "Une usine ouvre ses portes à Nantes"
    after = [title, "La région vote son budget", "Un tramway pour le nord de la ville"]
    lines = [title, *BODY["fr"], *BODY["fr"], *after]
    assert marked("\n".join(lines), "fr") == after


def test_titles_without_a_heading() -> None:
    titles = ["Nokidia : le patron s'en va", "Une banque lève 3 milliards", "Les trains de nuit reviennent"]
    assert marked("\n".join([*BODY["fr"], *titles]), "fr") == titles


def test_a_box_of_facts_is_of_the_article() -> None:
    facts = [
        "Effectif : 1 200 salariés",
        "Siège : Nantes",
        "Chiffre d'affaires : 45 millions d'euros",
        "PDG : Anne Morel",
    ]
    assert marked("\n".join([*BODY["fr"], *facts]), "fr") == []


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.name[:-10])
def test_no_gold_row_lies_in_boilerplate(path: Path) -> None:
    gold = json.loads(path.read_text(encoding="utf-8"))
    text = path.with_name(path.name.replace(".gold.json", ".txt")).read_bytes().decode()
    spans = find_boilerplate(text, gold["language"])
    for table in ("executives", "offices", "figures"):
        for row in gold[table]:
            places = [(m.start(), m.end()) for m in re.finditer(re.escape(row["quote"]), text)]
            assert any(not any(a < end and start < b for a, b in spans) for start, end in places), row["quote"]


def test_tails_of_the_seeds() -> None:
    kept = {}
    for path in sorted((ROOT.parent / "seeds").glob("*.txt")):
        text = path.read_bytes().decode()
        ends = [start for start, end in find_boilerplate(text, "fr") if end >= len(text.rstrip())]
        kept[path.name[:3]] = text[: ends[0] if ends else None].split()[-1]
    assert kept == {"000": "déployées.", "001": "années.", "002": "Yahoo).", "003": "clés:", "004": "régions."}


@given(
    text=st.text() | st.from_regex(r"([A-ZÀ][a-zé]* ?[|>:.…\n\r\t\xa0-]{0,2}){0,40}", fullmatch=True),
    language=st.sampled_from(available()),
)
def test_any_text(text: str, language: str) -> None:
    spans = find_boilerplate(text, language)
    flat = [position for span in spans for position in span]
    assert flat == sorted(set(flat))
    assert all(0 <= start < end <= len(text) for start, end in spans)
