"""Look-up tables that take seconds to make from a library's data, kept on disk after the first time."""

import json
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import platformdirs


def prepared(name: str, version: str, make: Callable[[], Any]) -> Any:
    """What `make()` returns (anything JSON holds), read from the user's cache folder once made.

    `name` and `version` name the file: another version is made anew. A folder that cannot be written, or a file
    that cannot be read, only costs the time.
    """
    told = os.environ.get("COMPTOIR_CACHE")
    folder = (Path(told) if told else Path(platformdirs.user_cache_dir("comptoir", appauthor=False))) / ".prepared"
    path = folder / f"{name}-{version}.json"
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        made = make()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        descriptor, aside = tempfile.mkstemp(dir=folder, prefix=".filling-")
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump(made, file, ensure_ascii=False, separators=(",", ":"))
        Path(aside).replace(path)  # in one step: nobody reads half a file
    except OSError:
        pass
    return made
