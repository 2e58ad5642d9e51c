"""The address holds the view: reload, links, Back and Forward; and no sequence of actions disturbs the page."""

import random
from collections.abc import Callable

import pytest
from checks import is_quiet
from harness import Open, Sample

pytestmark = pytest.mark.browser


def _state(window: Open) -> list[str]:
    page = window.page
    return [
        page.locator("#counts").inner_text(),
        page.locator("#panel-title").inner_text() if page.locator("#panel").is_visible() else "",
        page.locator("#colour").input_value(),
        str(page.locator("#table").is_visible()),
    ]


def test_filters_and_selection_survive_reload(five: Sample, open_page: Callable[..., Open]) -> None:
    window = open_page(five.path)
    for list_, name in (("#legend-types", "文件"), ("#legend-reports", "白塔市"), ("#legend-relations", "协同")):
        window.page.locator(f"{list_} li", has_text=name).locator("label").click()
    window.page.locator(".more summary").click()
    window.page.select_option("#colour", "community")
    window.page.locator("#status-list label", has_text="计划").click()
    window.page.mouse.click(*window.text_at("粤商通"))
    before = _state(window)
    address = window.page.url
    window.page.reload()
    window.page.wait_for_selector("html[data-ready=fonts]")
    assert _state(window) == before
    assert before[1] == "粤商通"
    elsewhere = open_page(five.path, "#" + address.split("#")[1])
    assert _state(elsewhere) == before


def test_back_and_forward(five: Sample, open_page: Callable[..., Open]) -> None:
    window = open_page(five.path)
    states = [_state(window)]
    for name in ("粤商通", "放管服改革"):
        window.page.mouse.click(*window.text_at(name))
        window.settle()
        states.append(_state(window))
    window.page.locator("#legend-types li", has_text="文件").locator("label").click()
    states.append(_state(window))
    assert len({tuple(state) for state in states}) == 4
    for state in states[-2::-1]:
        window.page.click("#undo")
        window.settle()
        assert _state(window) == state
    for state in states[1:]:
        window.page.go_forward()
        window.settle()
        assert _state(window) == state


NONSENSE = (
    "#s=%E0%A4%A",
    "#s=nobody&e=a|b|c&t=Nothing",
    "#p=,&y=1-2&g=-4&k=9&m=all&v=x",
    "#%%%&&=&a=,,,",
    "#p=a,b,c,d",
    "#g=1e99&k=x",
)


def test_an_address_that_means_nothing_does_no_harm(five: Sample, open_page: Callable[..., Open]) -> None:
    window = open_page(five.path, NONSENSE[0])
    for fragment in NONSENSE:
        window.page.evaluate("(hash) => { location.hash = hash }", fragment)
        window.settle()
        assert window.page.locator("#counts").inner_text()
    is_quiet(window.log)


def test_saved_views(five: Sample, open_page: Callable[..., Open]) -> None:
    window = open_page(five.path)
    window.page.locator("#legend-types li", has_text="文件").locator("label").click()
    before = _state(window)
    window.page.click("#views")
    window.page.fill("#view-name", "不含<b>文件")
    window.page.keyboard.press("Enter")
    window.page.keyboard.press("Escape")
    window.page.click("#reset")
    assert _state(window) != before
    window.page.click("#views")
    window.page.get_by_role("button", name="不含<b>文件", exact=True).click()
    assert _state(window) == before


def test_storage_that_is_refused_is_no_error(five: Sample, chromium: object, open_page: Callable[..., Open]) -> None:
    window = open_page(five.path)
    window.page.evaluate("Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('refused') } })")
    window.page.click("#theme")
    window.page.click("#views")
    window.page.fill("#view-name", "一")
    window.page.keyboard.press("Enter")
    assert "不允许" in window.page.locator("#toast").inner_text()
    is_quiet(window.log)


ACTIONS = (
    "#zoom-in", "#zoom-out", "#fit", "#undo", "#path", "#about", "#theme", "#language", "#view-table", "#view-graph", "#all",
    "#reset", "#tab-relations", "#legend-types label", "#legend-relations label", "#legend-reports label", "#legend-types .only",
    "#panel .row", "#panel .button", "#panel .link", "#panel-close", "#rows-body .link", "canvas", "canvas", "double", "key",
    "search",
)  # fmt: skip
KEYS = ("ArrowLeft", "ArrowUp", "e", "h", "c", "p", "+", "-", "0", "Enter", "Escape", "t")
CLICK = """([selector, number]) => {
  const all = [...document.querySelectorAll(selector)].filter((element) => element.offsetParent);
  if (all.length) all[number % all.length].click();
}"""
TYPE = "(text) => { const i = document.getElementById('search'); i.value = text; i.dispatchEvent(new Event('input')); }"


@pytest.mark.parametrize("seed", range(50))
def test_random_walks(walker: Open, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - no secrets here
    page = walker.page
    page.evaluate("location.hash = ''")
    for _ in range(10):
        action = chance.choice(ACTIONS)
        point = (260 + chance.random() * 1100, 80 + chance.random() * 800)
        if action == "canvas":
            page.mouse.click(*point)
        elif action == "double":
            page.mouse.dblclick(*point)
        elif action == "key":
            page.locator("#canvas").dispatch_event("keydown", {"key": chance.choice(KEYS)})
        elif action == "search":
            page.evaluate(TYPE, chance.choice("粤市局yz<"))
        else:
            page.evaluate(CLICK, [action, chance.randrange(1000)])
    assert page.locator("#counts").inner_text()
    is_quiet(walker.log)
