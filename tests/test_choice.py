"""Choices by weights: the likeliest option wins, and weights fitted on a few cases learn what decides them."""

import json
import math
import subprocess
import sys
from pathlib import Path

import pytest

from extract import choice
from extract.choice import Model, Option, bucket, crossed, model, on_trial
from training.gold import read_annotated
from training.logit import Case, fit, unseen

ROOT = Path(__file__).parent.parent
MODELS = (
    "names/kind executives/employer executives/holder executives/follower executives/passed_on executives/trust "
    "offices/setting offices/status offices/owner offices/confidence figures/metric figures/nature figures/period "
    "figures/subject figures/geography figures/confidence"
).split()


def case(article: int, right: str, **features: str) -> Case:
    options = [Option(value, told.split()) for value, told in features.items()]
    return Case(f"article {article}", options, frozenset({right}))


# The firm beside the post is right, however often another is named; where none is, the one named most.
TOLD = [case(n, "near", far="often", near="beside") for n in range(6)] + [
    case(n, "often", often="often", seldom="once") for n in range(6, 12)
]


def test_the_option_whose_features_are_worth_most_is_chosen() -> None:
    chosen = Model({"beside": 2.0, "often": 1.0}).choose([Option("a", ("often",)), Option("b", ("beside", "new"))])
    assert chosen.value == "b"
    assert chosen.share == pytest.approx(1 / (1 + math.exp(-1)))


def test_options_of_one_value_add_up() -> None:
    options = [Option("a", ("x",)), Option("b", ("y",)), Option("b", ("z",))]
    chosen = Model({"x": 0.3, "z": 0.1}).choose(options)
    assert chosen.value == "b"
    assert chosen.option == options[2], "the strongest option of the value stands for it"


def test_of_equal_options_the_first_is_chosen() -> None:
    assert Model({}).choose([Option("a", ("x",)), Option("b", ("y",))]).value == "a"


def test_large_worths_do_not_overflow() -> None:
    assert Model({"x": 5000.0}).choose([Option("a", ("x",)), Option("b", ())]).share == 1.0


def test_a_choice_is_learnt_from_a_dozen_articles() -> None:
    known = Model(fit(TOLD, penalty=0.1))
    assert known.choose([Option("often", ("often",)), Option("near", ("beside",))]).value == "near"
    assert known.choose([Option("seldom", ("once",)), Option("often", ("often",))]).value == "often"


def test_fitting_twice_gives_the_same_weights() -> None:
    assert fit(TOLD, penalty=0.1) == fit(TOLD, penalty=0.1)


def test_articles_are_judged_by_weights_fitted_on_the_others() -> None:
    judged = list(unseen(TOLD, penalty=0.1))
    assert len(judged) == len(TOLD)
    assert all(told.is_right(chosen) for told, chosen in judged)


def test_a_feature_of_too_few_articles_is_worth_nothing() -> None:
    same = [case(1, "a", a="rare", b="other") for _ in range(9)]
    assert fit(same, penalty=0.1) == {}


def test_what_is_expected_holds_where_nothing_is_told() -> None:
    assert fit([], penalty=1.0, expected={"tie": 4.0}) == {"tie": 4.0}


def test_cases_without_a_right_option_teach_nothing() -> None:
    lost = [case(n, "c", a="beside", b="often") for n in range(50)]
    assert fit([*TOLD, *lost], penalty=0.1) == fit(TOLD, penalty=0.1)


def test_weights_on_trial_stand_in_for_the_shipped_ones() -> None:
    shipped = model("offices/owner")
    with on_trial({"offices/owner": {"beside": 1.0}}):
        assert model("offices/owner").weights == {"beside": 1.0}
    assert model("offices/owner") == shipped


@pytest.mark.parametrize("name", MODELS)
def test_every_model_ships_its_weights(name: str) -> None:
    weights = model(name).weights
    assert weights
    assert all(math.isfinite(weight) for weight in weights.values())


def test_no_weights_ship_that_no_model_reads() -> None:
    assert {str(path.relative_to(choice.WEIGHTS).with_suffix("")) for path in choice.WEIGHTS.glob("*/*")} == set(MODELS)


def test_extraction_loads_nothing_of_training() -> None:
    code = "import sys, extract.executives, extract.offices, extract.figures; print(*sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert not {"training", "sklearn", "scipy"} & {name.split(".")[0] for name in told.stdout.split()}


def test_features_cross_what_they_are_told_of() -> None:
    assert crossed("near", ("flow", "actual")) == ["near", "near flow", "near actual"]
    assert [bucket(gap, (1, 3)) for gap in (0, 2, 9)] == ["1", "3", "far"]
    assert bucket(9, (1, 3), "more") == "more"


def test_gold_rows_are_read_beside_their_articles(tmp_path: Path) -> None:
    for number in range(3):
        text = f"Verdane opende {number + 2} winkels."
        gold = {"article": f"{number}.txt", "language": "nl", "title": "", "publisher": "", "published": "2024-03-01"}
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
        rows = {"executives": [], "offices": [], "figures": [{"value": number}]}
        (tmp_path / f"{number}.gold.json").write_text(json.dumps(gold | rows), encoding="utf-8")
    assert [item.rows for item in read_annotated([tmp_path], "tuned", "figures")] == [[{"value": 0}], [{"value": 1}]]
    assert len(list(read_annotated([tmp_path], "all", "figures"))) == 3
