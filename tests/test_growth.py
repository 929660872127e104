"""What a long article costs: time grows with the text and no faster, whatever the text is made of."""

import re
import time
from collections import Counter
from functools import cache
from itertools import cycle, islice, product

import pytest
import spacy

from extract.articles import Article
from extract.boilerplate import find_boilerplate
from extract.documents import build
from extract.executives import find_executives
from extract.executives.employers import employers_told
from extract.executives.holders import find_holders
from extract.executives.named_firms import read_firms
from extract.executives.scene import set_scene
from extract.executives.told import PostsTold
from extract.figures import find_figures
from extract.groups import find_groups
from extract.languages import load
from extract.names import Name
from extract.names.coreference import People
from extract.offices import find_offices
from extract.pipelines import pipeline, read_texts
from extract.quantities import find_quantities
from extract.sentences import split_sentences

FRENCH = load("fr")
_TIMES = 8  # how much longer the longer text is
_MOST = 24  # times the cost of the shorter one: in proportion it is 8, by the square 64
_NOISE = 0.02  # seconds that a busy machine may add
_TRIES = 3  # on a busy machine


def cost(work, text):
    """The CPU seconds of `work(text)`."""
    start = time.process_time()
    work(text)
    return time.process_time() - start


def assert_in_proportion(work, make, size):
    """`work(make(n))` costs in proportion to n."""
    work(make(10))  # what is loaded once is loaded
    for _ in range(_TRIES):
        short, long = cost(work, make(size)), cost(work, make(_TIMES * size))
        if long <= _MOST * short + _NOISE:
            return
    pytest.fail(f"{size}: {short:.3f} s, {_TIMES * size}: {long:.3f} s")


RUNS = {
    "dots": ".",
    "blanks": " ",
    "tabs and blanks": "\t ",
    "line breaks": "\n",
    "quotes": "» ",
    "initials": "A.",
    "grouped digits": "100 000 ",
}
READERS = {
    "sentences": lambda text: split_sentences(text, FRENCH),
    "boilerplate": lambda text: find_boilerplate(text, "fr"),
    "quantities": lambda text: find_quantities(text, FRENCH),
}


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("run", RUNS)
def test_a_long_run_of_one_sign_is_tried_once(run, reader):
    assert_in_proportion(READERS[reader], lambda n: f"{RUNS[run] * n}la fin{RUNS[run] * n}la fin.", 2000)


def test_a_row_of_words_without_an_end_is_read_in_parts():
    row = "Nordal, 12 % ; Vantor, 14 % ; " * 200
    parts = split_sentences(f"Les parts :\n{row}\nLe marché recule.", FRENCH)
    told = [f"Les parts :\n{row}\nLe marché recule."[start:end] for start, end in parts]
    assert told[0] == "Les parts :" and told[-1] == "Le marché recule."
    assert all(len(part) <= 2000 and part.endswith(";") for part in told[1:-1])
    assert "".join(told[1:-1]).replace(" ", "") == row.replace(" ", "")


@cache
def document(text):
    """The article as rules alone read it: a model's time grows with the text, and is none of ours."""
    return build(Article("a", "a.txt", text, "fr", published="2022-02-08"), spacy.blank("fr")(text))


def words(count):
    """So many different words with a capital."""
    syllables = ["".join(pair) for pair in product("bdfgjklmnprstvz", "aeiou")]
    return ["".join(row).capitalize() + "n" for row in islice(product(syllables, repeat=3), 0, 7 * count, 7)]


FIRST_NAMES = ("Claire", "Marc", "Sophie", "Paul", "Julie", "Pierre")


def posts(count):
    """A list of people who head firms of their own."""
    names = words(2 * count)
    return "\n".join(
        f"{first} {names[2 * n]}, directeur général de {names[2 * n + 1]} Group."
        for n, first in zip(range(count), cycle(FIRST_NAMES), strict=False)
    )


def rates(count):
    """Sentences of forty numbers, each with a year of its own."""
    row = "Le taux est de " + ", ".join(f"{n} % en {1980 + n}" for n in range(2, 42)) + "."
    return "\n".join([row] * (count // 40 + 1))


def paragraphs(count):
    """Paragraphs of five sentences, which say the same again and again."""
    told = (
        "Le groupe Nordal a ouvert un magasin à Lyon en 2019. Son chiffre d'affaires atteint 12 millions d'euros en"
        " 2021, contre 11 millions en 2020. Claire Delmas en est la directrice générale. Elle vise 15 % de croissance"
        " en 2023. Vantor ouvrira un entrepôt à Lille."
    )
    return "\n".join([told] * count)


def prices(count):
    """A price list pasted as one line."""
    return "$9 " * (8 * count)


TABLES = {"executives": find_executives, "offices": find_offices, "figures": find_figures, "groups": find_groups}


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("make, size", [(posts, 50), (rates, 80), (paragraphs, 30), (prices, 10)])
def test_a_table_costs_in_proportion_to_the_article(make, size, table):
    read = TABLES[table]
    for count in (10, size, _TIMES * size):
        document(make(count))
    assert_in_proportion(lambda text: read(document(text)), make, size)


@pytest.mark.parametrize("make, size", [(posts, 50), (rates, 80), (paragraphs, 30)])
def test_the_names_and_dates_of_an_article_cost_in_proportion_to_it(make, size):
    assert_in_proportion(document.__wrapped__, make, size)


def test_the_tables_of_long_articles_have_their_rows():
    assert len(find_executives(document(posts(120)))) > 100  # a made-up name may read as another thing
    assert len(find_figures(document(rates(40)))) >= 40


def test_people_are_looked_up_by_their_names_alone():
    """Of 400 people a name asks those who share a word with it, not all."""
    asked = Counter()

    class Asked(People):
        def _same(self, words, person):
            asked[" ".join(words)] += 1
            return super()._same(words, person)

    text = "\n".join(f"{first} {name} arrive." for first, name in zip(cycle(FIRST_NAMES), words(400), strict=False))
    names = [Name(found.start(), found.end(), found[0], "person") for found in re.finditer(r"\w+ \w+(?= arrive)", text)]
    assert len(Asked(text, FRENCH, names).mentions()) == 400
    assert max(asked.values()) <= 4


def test_the_posts_of_a_long_list_are_asked_of_the_firms_around_them():
    scene = set_scene(document(posts(200)))
    told = find_holders(scene)
    firms = read_firms(scene)
    sizes = {len(employers_told(scene, firms, post, PostsTold(told))) for post in told}
    assert len(firms.names) >= 200 and max(sizes) < 60


def test_a_long_text_goes_through_the_model_in_parts_and_a_long_row_of_signs_in_pieces():
    """Memory follows the part, not the text; a row of 20,000 signs without a blank once took minutes."""
    asked = []
    nlp = pipeline("nl")
    text = "Nordal opent een winkel in Gent. \n" * 4000 + "%" * 20_000 + " \n" + "a" * 120_000 + " Nordal groeit."

    class Watched(type(nlp.tokenizer)):
        def __call__(self, part):
            asked.append(len(part))
            return super().__call__(part)

    whole = nlp.tokenizer
    nlp.tokenizer = Watched(whole._words)
    try:
        docs = list(read_texts("nl", ["Nordal groeit.", text, ""]))
    finally:
        nlp.tokenizer = whole
    assert [doc.text for doc in docs] == ["Nordal groeit.", text, ""]
    assert max(asked) <= 50_000
    assert max(len(token) for token in docs[1]) <= 250
