"""Everyone can use the page: contrast and axe in light and dark, phone, print, printing in colour-blind safe marks."""

import re
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import pytest
from checks import is_quiet, is_verbatim
from harness import Open, Sample

from kg import ontology
from kg.writing.page_terms import DARK, LIGHT, contrast, types

axe = pytest.importorskip(
    "axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed (extra: govkg[test])"
)
STATES = ("", "#s=platform%2F粤省事", "#v=table", "#o=about", "#p=platform%2F粤省事,policy%2F放管服改革")


@pytest.mark.browser
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe(five: Sample, open_page: Callable[..., Open], theme: str) -> None:
    window = open_page(five.path, color_scheme=theme)
    assert window.page.locator("html").get_attribute("data-theme") == theme
    window.page.locator(".more summary").click()
    for state in STATES:
        window.page.evaluate("(hash) => { location.hash = hash }", state or "#")
        window.settle()
        found = axe.Axe().run(window.page).response["violations"]
        assert not found, [(v["id"], v["nodes"][0]["html"][:120], v["nodes"][0]["failureSummary"][:200]) for v in found]


@pytest.mark.browser
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_on_the_index(pages: Sample, open_page: Callable[..., Open], theme: str) -> None:
    window = open_page(pages.path, ready="index", color_scheme=theme)
    for query in ("", "数据"):
        window.page.fill("#search", query)
        assert not axe.Axe().run(window.page).response["violations"]


@pytest.mark.browser
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_labels_contrast_with_land_and_sea(five: Sample, open_page: Callable[..., Open], theme: str) -> None:
    window = open_page(five.path, color_scheme=theme)
    grounds = [
        window.page.evaluate(f"getComputedStyle(document.documentElement).getPropertyValue('--{name}').trim()")
        for name in ("land", "sea")
    ]
    assert grounds[0] == {"light": LIGHT, "dark": DARK}[theme]
    colours = {item["colour"] for item in window.drawn()}
    assert colours
    assert min(contrast(colour, ground) for colour in colours for ground in grounds) >= 4.5


def test_marks_differ_in_colour_and_shape() -> None:
    looks = {look.name: look for look in types(ontology.load()).values()}
    assert min(min(contrast(look.colour, LIGHT), contrast(look.dark, DARK)) for look in looks.values()) >= 3
    drawn = [look for name, look in looks.items() if name != "Indicator"]
    assert len({look.symbol for look in drawn}) == len(drawn)
    for one, other in combinations({look.colour for look in drawn}, 2):
        assert one != other


@pytest.mark.browser
def test_phone(five: Sample, open_page: Callable[..., Open]) -> None:
    window = open_page(five.path, viewport={"width": 390, "height": 844}, device_scale_factor=2, has_touch=True, is_mobile=True)
    page = window.page
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert min(item["size"] for item in window.drawn()) >= 10.9
    page.touchscreen.tap(*window.text_at("粤省事"))
    window.settle()
    sheet = page.locator("#panel").bounding_box()
    assert sheet["width"] == 390
    assert sheet["y"] > 300
    is_verbatim(window, five.writer.texts)
    page.locator("#panel-close").tap()
    page.locator("#legend-open").tap()
    page.wait_for_timeout(300)
    page.locator("#legend-types li", has_text="文件").locator("label").tap()
    page.locator("#legend-close").tap()
    assert page.locator("#counts").inner_text().startswith("95 / 115")
    small = page.evaluate(
        """() => [...document.querySelectorAll("header button, .controls button")].filter((e) => e.offsetParent)
          .map((e) => e.getBoundingClientRect()).filter((r) => r.height < 24 || r.width < 24).length"""
    )
    assert small <= 1  # the link beside the counts is text
    is_quiet(window.log)


@pytest.mark.browser
def test_printing(five: Sample, open_page: Callable[..., Open], tmp_path: Path) -> None:
    window = open_page(five.path, "#s=platform%2F粤省事&d=dark")
    file = tmp_path / "print.pdf"
    window.page.pdf(path=file, prefer_css_page_size=True)
    assert window.page.evaluate("window.__printed") == 1
    pages = len(re.findall(rb"/Type\s*/Page[^s]", file.read_bytes()))
    assert 2 <= pages <= 4  # the picture, then what the panel shows
    assert window.page.locator("#printed *").count() == 0
    window.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    window.page.emulate_media(media="print")
    texts = window.page.locator("#printed svg text").all_text_contents()
    assert {"粤省事", "政务改革知识图谱"} <= set(texts)
    assert window.page.locator("#printed svg rect").first.get_attribute("fill") == "#ffffff"  # paper, though the page is dark
    assert not window.page.locator("header").is_visible()
    is_quiet(window.log)


@pytest.mark.browser
def test_reduced_motion(five: Sample, open_page: Callable[..., Open]) -> None:
    window = open_page(five.path, reduced_motion="reduce")
    window.page.fill("#search", "粤商通")
    window.page.keyboard.press("Enter")
    window.page.evaluate("new Promise(requestAnimationFrame)")
    before = window.drawn()
    window.page.wait_for_timeout(400)
    assert window.drawn() == before
