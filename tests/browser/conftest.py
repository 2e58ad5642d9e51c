"""Fixtures: one browser for all tests, pages that close themselves, sample pages that are made once."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from harness import CHROMIUM, Open, Sample, launched, opened
from samples import Writer, five_regions, hostile, large

from kg.writing.html import PageOptions, write_html


@pytest.fixture(scope="session")
def playwright() -> Iterator[Any]:
    if not CHROMIUM:
        pytest.skip("no chromium is installed (Debian: apt-get install chromium)")
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed (extra: govkg[test])")
    with api.sync_playwright() as engine:
        yield engine


@pytest.fixture(scope="session")
def chromium(playwright: Any) -> Iterator[Any]:
    with launched(playwright, "--host-resolver-rules=MAP * ~NOTFOUND") as browser:
        yield browser


@pytest.fixture
def open_page(chromium: Any) -> Iterator[Callable[..., Open]]:
    windows: list[Open] = []

    def do(path: Path, fragment: str = "", **options: Any) -> Open:
        windows.append(opened(chromium, path, fragment, **options))
        return windows[-1]

    yield do
    for window in windows:
        window.page.context.close()


def _sample(factory: pytest.TempPathFactory, name: str, writer: Writer) -> Sample:
    path = factory.mktemp(name) / f"{name}.html"
    write_html(writer.store, path, PageOptions())
    return Sample(path, writer)


@pytest.fixture(scope="session")
def five(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return _sample(tmp_path_factory, "five", five_regions())


@pytest.fixture(scope="session")
def bad(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return _sample(tmp_path_factory, "bad", hostile())


@pytest.fixture(scope="session")
def big(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return _sample(tmp_path_factory, "big", large(2000, 4000, 12))


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return _sample(tmp_path_factory, "pages", large(2400, 4200, 10))


@pytest.fixture(scope="module")
def walker(chromium: Any, five: Sample) -> Iterator[Open]:
    """A page that many tests of a module walk about in."""
    window = opened(chromium, five.path)
    yield window
    window.page.context.close()
