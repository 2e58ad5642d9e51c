"""Six pictures of the page, written for people to look at; the folder's name is printed with ``-rP``.

What a test can tell of a picture is told too: it is not blank, its states differ, the map fills its place.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from checks import is_quiet
from harness import Open, Sample

pytestmark = pytest.mark.browser

WIDE = {"viewport": {"width": 1600, "height": 1000}}
PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "has_touch": True, "is_mobile": True}
STATES = {
    "overview": ("", WIDE),
    "selected": ("#s=platform%2F粤省事", WIDE),
    "dark": ("#d=dark&l=en&o=about", WIDE),
    "mobile": ("", PHONE),
    "table": ("#v=table", WIDE),
    "path": ("#p=agency%2F云山市司法局,agency%2F白塔市司法局", WIDE),
}


def test_six_states(five: Sample, open_page: Callable[..., Open], tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("pictures")
    pictures: dict[str, bytes] = {}
    for name, (fragment, options) in STATES.items():
        window = open_page(five.path, fragment, **options)
        window.page.wait_for_timeout(350)
        pictures[name] = window.page.screenshot(path=Path(folder / f"{name}.png"))
        is_quiet(window.log)
        if name != "table":
            assert _spread(window) > 0.55, f"{name}: the map leaves most of its place empty"
    assert len(set(pictures.values())) == len(STATES)
    print(f"pictures: {folder}")


def _spread(window: Open) -> float:
    """Return the share of the canvas's height or width that the drawn texts span, whichever is larger."""
    canvas = window.page.locator("#canvas").bounding_box()
    boxes = [item["box"] for item in window.drawn()]
    wide = min(max(b[2] for b in boxes), canvas["width"]) - max(min(b[0] for b in boxes), 0)
    tall = min(max(b[3] for b in boxes), canvas["height"]) - max(min(b[1] for b in boxes), 0)
    return max(wide / canvas["width"], tall / canvas["height"])
