"""The tables kept on disk: what is extracted once, what anew, and which of them go."""

import os
from pathlib import Path

import pytest
from articles_made import DUTCH

from extract import cache
from extract.articles import Problem
from extract.tables import Tables, collect, read


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[object]:
    """The cache in a folder of its own, and the extractions that it asked for."""
    monkeypatch.setenv("COMPTOIR_CACHE", str(tmp_path / "cache"))
    asked: list[object] = []

    def fake(source: object, *, on_progress: object = None) -> Tables:
        asked.append(source)
        return collect([], [Problem("x", str(len(asked)))])

    monkeypatch.setattr(cache, "extract", fake)
    return asked


def test_the_same_articles_are_extracted_once(counted: list[object], articles: Path) -> None:
    first = cache.cached_tables(articles)
    assert cache.cached_tables(articles) == first
    assert cache.cached_tables([articles]) == first
    assert len(counted) == 1
    assert read(first).problems["message"].tolist() == ["1"]


@pytest.mark.parametrize("change", ["bytes", "name", "new", "metadata", "gold", "version"])
def test_what_changes_the_tables_is_extracted_anew(
    counted: list[object], articles: Path, change: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = cache.cached_tables(articles)
    match change:
        case "bytes":
            (articles / "000.txt").write_text(DUTCH)
        case "name":
            (articles / "000.txt").rename(articles / "zero.txt")
        case "new":
            (articles / "003.txt").write_text(DUTCH)
        case "metadata":
            (articles / "articles.csv").write_text("file,title\n000.txt,Nieuws\n")
        case "gold":
            (articles / "000.gold.json").write_text('{"published": "2021-03-04"}')
        case "version":
            monkeypatch.setattr(cache, "extraction_version", lambda: "other")
    assert cache.cached_tables(articles) != first
    assert len(counted) == 2


def test_a_run_that_dies_leaves_no_entry(
    counted: list[object], articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(cache, "write", die)
        cache.cached_tables(articles)
    assert list(cache.cache_folder().iterdir()) == []
    assert read(cache.cached_tables(articles)).problems["message"].tolist() == ["2"]


def test_old_entries_go(counted: list[object], articles: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "_KEPT", 2)
    entries = []
    for n in range(4):
        (articles / "000.txt").write_text(f"{n}")
        entries.append(cache.cached_tables(articles))
        os.utime(entries[-1], (n, n))
    abandoned = cache.cache_folder() / ".filling-old"
    abandoned.mkdir()
    os.utime(abandoned, (0, 0))
    last = cache.cached_tables(articles)
    assert last == entries[-1]
    assert sorted(cache.cache_folder().iterdir()) == sorted(entries[2:])


def test_an_entry_that_an_app_shows_stays(
    counted: list[object], articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "_KEPT", 1)
    shown = cache.cached_tables(articles)
    os.utime(shown, (0, 0))
    (articles / "000.txt").write_text("another")
    with cache.in_use(shown):
        other = cache.cached_tables(articles)
        assert sorted(cache.cache_folder().iterdir()) == sorted([shown, other])
    cache.cached_tables(articles)
    assert list(cache.cache_folder().iterdir()) == [other]


def test_the_version_follows_source_and_lexicons(monkeypatch: pytest.MonkeyPatch) -> None:
    versions = []
    for changed in ("", "", "fr/boilerplate.toml", "tables.py"):
        cache.extraction_version.cache_clear()
        monkeypatch.setattr(cache, "_content", lambda path, changed=changed: str(changed and path.match(changed)))
        versions.append(cache.extraction_version())
    cache.extraction_version.cache_clear()
    assert versions[0] == versions[1]
    assert len(set(versions)) == 3
