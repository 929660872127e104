"""What a long article costs: time grows with the text and no faster, whatever the text is made of."""

import time

import pytest

from extract.boilerplate import find_boilerplate
from extract.languages import load
from extract.quantities import find_quantities
from extract.sentences import split_sentences

FRENCH = load("fr")
_TIMES = 4  # how much longer the longer text is
_MOST = 9  # times the cost of the shorter one: in proportion it is 4, by the square 16
_NOISE = 0.02  # seconds that a busy machine may add


def cost(work, text):
    """The CPU seconds of `work(text)`, the least of three."""
    spent = []
    for _ in range(3):
        start = time.process_time()
        work(text)
        spent.append(time.process_time() - start)
    return min(spent)


def assert_in_proportion(work, make, size):
    """`work(make(n))` costs in proportion to n."""
    work(make(10))  # what is loaded once is loaded
    short, long = cost(work, make(size)), cost(work, make(_TIMES * size))
    assert long <= _MOST * short + _NOISE, f"{size}: {short:.3f} s, {_TIMES * size}: {long:.3f} s"


RUNS = {"dots": ".", "blanks": " ", "tabs and blanks": "\t ", "line breaks": "\n", "quotes": "» ", "initials": "A."}
READERS = {
    "sentences": lambda text: split_sentences(text, FRENCH),
    "boilerplate": lambda text: find_boilerplate(text, "fr"),
    "quantities": lambda text: find_quantities(text, FRENCH),
}


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("run", RUNS)
def test_a_long_run_of_one_sign_is_tried_once(run, reader):
    assert_in_proportion(READERS[reader], lambda n: f"{RUNS[run] * n}la fin{RUNS[run] * n}la fin.", 5000)


def test_a_row_of_words_without_an_end_is_read_in_parts():
    row = "Nordal, 12 % ; Vantor, 14 % ; " * 200
    parts = split_sentences(f"Les parts :\n{row}\nLe marché recule.", FRENCH)
    told = [f"Les parts :\n{row}\nLe marché recule."[start:end] for start, end in parts]
    assert told[0] == "Les parts :" and told[-1] == "Le marché recule."
    assert all(len(part) <= 2000 and part.endswith(";") for part in told[1:-1])
    assert "".join(told[1:-1]).replace(" ", "") == row.replace(" ", "")
