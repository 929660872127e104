"""The examples of a table, sentences with the rows they support, as cases of a test."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

EXAMPLES = Path(__file__).parent / "examples"


def examples(table: str) -> list[Any]:
    """(language, example) for each; one that tells what is still missed in it must fail until that is read."""
    cases = []
    for path in sorted(EXAMPLES.glob(f"*/{table}*.toml")):
        for example in tomllib.loads(path.read_text(encoding="utf-8"))["example"]:
            marks = [pytest.mark.xfail(reason=example["miss"], strict=True)] if "miss" in example else []
            language = path.parent.name
            cases.append(pytest.param(language, example, marks=marks, id=f"{language}: {example['text'][:60]}"))
    return cases
