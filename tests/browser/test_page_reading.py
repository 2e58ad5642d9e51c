"""What an analyst does: search, select, read the sentence, follow relations, compare figures, find a path, use the table."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from checks import is_quiet, is_verbatim
from harness import Open, Sample

pytestmark = pytest.mark.browser


def _panel(window: Open) -> str:
    return str(window.page.locator("#panel-title").inner_text())


QUERIES = {
    "首席数据官": "首席数据官制度",
    "粤省事平台": "粤省事",  # an alias
    "𠮷祥": "粤省事",  # an alias beyond the first plane
    "yueshengshi": "粤省事",
    "YUE sheng": "粤省事",
    "yss": "粤省事",
    "fgfgg": "放管服改革",
    "kytb": "跨域通办",
}


def test_search_selects_and_brings_into_view(five: Sample, open_page: Callable[..., Open]) -> None:
    window = open_page(five.path)
    for query, name in QUERIES.items():
        window.page.keyboard.press("/")
        window.page.keyboard.insert_text(query)
        window.page.keyboard.press("Enter")
        window.page.wait_for_timeout(350)
        assert _panel(window) == name, query
        box = window.page.locator("#canvas").bounding_box()
        x, y = window.text_at(name)
        panel = window.page.locator("#panel").bounding_box()
        assert box["x"] < x < panel["x"], "behind the panel or the legend"
        assert box["y"] < y < box["y"] + box["height"]
    window.page.keyboard.press("/")
    window.page.keyboard.insert_text("YISHIYICIBAN")
    assert window.page.locator("#search-hits .none").is_visible()
    is_quiet(window.log)


def test_a_click_on_a_label_shows_evidence_that_is_verbatim(five: Sample, open_page: Callable[..., Open]) -> None:
    window = open_page(five.path)
    window.page.mouse.click(*window.text_at("跨域通办"))
    window.settle()
    assert _panel(window) == "跨域通办"
    is_verbatim(window, five.writer.texts)
    marks = window.page.locator("#panel mark").all_inner_texts()
    assert marks
    assert set(marks) == {"跨域通办"}  # offsets count code points: 𠮷 before it is one


def test_every_sentence_that_mentions_an_entity_is_listed(five: Sample, open_page: Callable[..., Open]) -> None:
    node = next(node for node in five.data["nodes"] if node["name"] == "粤省事")
    window = open_page(five.path, "#s=platform%2F粤省事")
    cards = window.page.locator("#panel section").last.locator(".card")
    assert cards.count() == len({mention[0] for mention in node["mentions"]})
    texts = window.page.locator("#panel section").last.inner_text()
    for text in five.writer.texts.values():
        if "“粤省事”" in text:
            sentence = next(part for part in re.split("(?<=。)", text) if "“粤省事”" in part)
            assert sentence in texts


def test_a_click_on_a_line_shows_the_sentence_behind_it(five: Sample, open_page: Callable[..., Open]) -> None:
    window = open_page(five.path)
    window.page.mouse.click(*window.text_at("放管服改革"))
    window.settle()
    window.page.mouse.click(*window.text_at("落实"))
    window.settle()
    panel = window.page.locator("#panel")
    assert panel.locator(".predicate").inner_text() == "落实"
    is_verbatim(window, five.writer.texts)
    assert panel.locator(".clause").first.inner_text().startswith("深入推进")
    tags = panel.locator(".tag").all_inner_texts()
    assert {"置信度 0.93", "规则 规则 trigger-7", "主语由发文机关补出"} <= set(tags)
    assert {"已完成", "计划"} & set(tags)
    assert "一、(二)" in panel.inner_text() or "二、(三)" in panel.inner_text()


def test_figures(five: Sample, open_page: Callable[..., Open]) -> None:
    window = open_page(five.path, "#s=agency%2F云山市政务服务数据管理局")
    rows = window.page.locator(".figures tbody tr:not(.detail)").all_inner_texts()
    assert [row.split("\t")[:2] for row in rows] == [["办结事项数", "125,000 件"], ["窗口人员数", "≥ 36 名"]]
    window.page.locator(".figures .link").first.click()
    assert window.page.locator(".figures .detail mark").first.inner_text() == "12.5万件"


def test_path(five: Sample, open_page: Callable[..., Open]) -> None:
    window = open_page(five.path)
    window.page.click("#path")
    for end, name in ((0, "云山市司法局"), (1, "白塔市司法局")):
        window.page.fill(f"#path-end-{end}", name)
        window.page.locator(f"#path-hits-{end} [role=option]").first.click()
    steps = window.page.locator(".steps > li > .entity").all_inner_texts()
    assert steps[0] == "云山市司法局"
    assert steps[-1] == "白塔市司法局"
    assert len(steps) == 5  # office, agency, what both share, agency, office
    is_verbatim(window, five.writer.texts)


def test_expand_hide_and_collapse(big: Sample, open_page: Callable[..., Open]) -> None:
    window = open_page(big.path)
    hub = next(node for node in big.data["nodes"] if node["tier"] == 0 and "first" in node)
    window.page.fill("#search", hub["name"])
    window.page.keyboard.press("Enter")
    window.settle()

    def shown() -> int:
        return int(re.findall(r"[\d,]+", window.page.locator("#counts").inner_text())[0].replace(",", ""))

    before = shown()
    missing = int(re.findall(r"\d+", window.page.locator(".actions .button").first.inner_text())[0])
    window.page.locator(".actions .button").first.click()
    assert shown() == before + missing
    window.page.get_by_role("button", name="收起相邻实体").click()
    after = shown()
    assert after < before + missing
    window.page.get_by_role("button", name="隐藏", exact=True).click()
    assert shown() == after - 1
    window.page.go_back()
    assert shown() == after


def test_filters_change_what_is_drawn(five: Sample, open_page: Callable[..., Open]) -> None:
    window = open_page(five.path)
    data = five.data
    platforms = sum(data["types"][node["type"]][0] == "Platform" for node in data["nodes"])
    row = window.page.locator("#legend-types li", has_text="平台")
    row.locator("label").click()
    assert window.page.locator("#counts").inner_text().startswith(f"{len(data['nodes']) - platforms} / ")
    row.locator("label").click()
    row.hover()
    row.locator(".only").click()
    assert window.page.locator("#counts").inner_text().startswith(f"{platforms} / ")
    names = {node["label"] for node in data["nodes"] if data["types"][node["type"]][0] != "Platform"}
    window.settle()
    assert not {item["text"] for item in window.drawn()} & {
        name for name in names if "\n" not in name and name not in _words(data)
    }
    window.page.click("#reset")
    assert window.page.locator("#counts").inner_text().startswith(f"{len(data['nodes'])} / ")


def _words(data: dict[str, Any]) -> set[str]:
    """Texts that are drawn for more than one reason: region names are captions too."""
    return set(data["regions"])


def test_table_holds_what_is_drawn(five: Sample, open_page: Callable[..., Open]) -> None:
    window = open_page(five.path, "#v=table")
    names = window.page.locator("#rows-body th").all_inner_texts()
    assert sorted(names) == sorted(node["name"] for node in five.data["nodes"])
    window.page.click("#tab-relations")
    assert window.page.locator("#rows-body tr").count() == len(five.data["edges"])
    window.page.fill("#table-find", "云山市司法局")
    assert window.page.locator("#rows-body tr").count() == 1
    window.page.locator("#rows-body .col-relation button").click()
    is_verbatim(window, five.writer.texts)


def test_exports(five: Sample, open_page: Callable[..., Open]) -> None:
    window = open_page(five.path)

    def saved(button: str) -> bytes:
        window.page.click("#export")
        with window.page.expect_download() as download:
            window.page.click(button)
        with open(download.value.path(), "rb") as file:  # noqa: PTH123 - a path of playwright's
            return file.read()

    assert saved("#png").startswith(b"\x89PNG")
    svg = saved("#svg").decode()
    for node in five.data["nodes"]:
        for line in node["label"].split("\n"):
            assert f">{line}<" in svg
    rows = saved("#csv-nodes").decode("utf-8-sig").splitlines()
    assert len(rows) == 1 + len(five.data["nodes"])
    rows = saved("#csv-edges").decode("utf-8-sig").splitlines()
    assert len(rows) == 1 + sum(len(edge["evidence"]) for edge in five.data["edges"])
    is_quiet(window.log)


def test_both_languages(five: Sample, open_page: Callable[..., Open]) -> None:
    window = open_page(five.path)
    window.page.click("#language")
    assert window.page.locator("html").get_attribute("lang") == "en"
    assert "Platform" in window.page.locator("#legend-types").inner_text()
    assert "implements" in window.page.locator("#legend-relations").inner_text()
    visible = window.page.locator("header").inner_text() + window.page.locator(".legend h2").first.inner_text()
    assert not re.search(r"[\u4e00-\u9fff]", visible.replace("中文", "")), visible


def test_keyboard_from_search_to_evidence(five: Sample, open_page: Callable[..., Open]) -> None:
    window = open_page(five.path)
    keys = window.page.keyboard
    keys.press("/")
    keys.type("yss")
    keys.press("Enter")
    for _ in range(40):  # on to the panel, as a reader without a mouse would go
        keys.press("Tab")
        if window.page.evaluate("document.activeElement.matches('.relation .row')"):
            break
    assert window.page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    keys.press("Enter")
    window.settle()
    assert window.page.locator("#panel .predicate").is_visible()
    is_verbatim(window, five.writer.texts)
    keys.press("Escape")
    assert not window.page.locator("#panel").is_visible()
    assert window.page.evaluate("document.activeElement.id") == "canvas"
    keys.press("Enter")
    first = _panel(window)
    keys.press("ArrowRight")
    assert _panel(window) != first
    keys.press("t")
    assert window.page.locator("#table").is_visible()
