"""Text is harmless and legible, whatever it holds and wherever it stands."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from checks import counts_agree, is_quiet
from harness import Open, Sample, page_data
from samples import HOSTILE, large

from kg.writing.html import PageOptions, embed, write_html

LINE = 8.5  # em; the widest line of a label


@pytest.mark.browser
def test_every_field_with_hostile_text(bad: Sample, open_page: Callable[..., Open]) -> None:
    window = open_page(bad.path)
    counts_agree(window, len(bad.writer.entities), len(bad.writer.edges), bad.data)
    page = window.page
    for node in bad.data["nodes"][::3]:
        page.evaluate("(key) => { location.hash = 's=' + encodeURIComponent(key) }", node["key"])
        window.settle()
        assert page.locator("#panel-title").is_visible()
        for row in page.locator("#panel .figures .link").all():
            row.click()
    page.evaluate("location.hash = 'v=table'")
    page.click("#tab-relations")
    assert page.locator("#rows-body tr").count() == len(bad.data["edges"])
    page.fill("#search", "<script>")
    page.wait_for_selector("#search-hits [role=option]")
    assert page.evaluate("document.querySelectorAll('script').length") == 3
    assert page.evaluate("document.querySelectorAll('main img, main svg image, iframe, object, embed').length") == 0
    is_quiet(window.log)


@pytest.mark.browser
def test_quotations_keep_hostile_text(bad: Sample, open_page: Callable[..., Open]) -> None:
    window = open_page(bad.path)
    for edge in bad.data["edges"]:
        sentence = bad.data["sentences"][edge["evidence"][0][0]][3]
        ends = [bad.data["nodes"][edge[end]]["key"] for end in ("from", "to")]
        window.page.evaluate("(key) => { location.hash = 'e=' + encodeURIComponent(key) }", "|".join((ends[0], "uses", ends[1])))
        window.settle()
        assert window.page.locator("#panel blockquote").text_content() == sentence
    is_quiet(window.log)


@pytest.mark.browser
def test_hostile_csv_is_no_formula(bad: Sample, open_page: Callable[..., Open]) -> None:
    window = open_page(bad.path)
    window.page.click("#export")
    with window.page.expect_download() as download:
        window.page.click("#csv-nodes")
    text = Path(download.value.path()).read_text("utf-8-sig")
    assert "=cmd" in text
    assert not [line for line in text.splitlines() if line.startswith(("=", "+", "-", "@", '"='))]


@pytest.mark.browser
@pytest.mark.parametrize("title", ["</title><script>alert(1)</script>", "{{ 7*7 }}", "\u202e题", "</script><!--"])
def test_hostile_title(tmp_path: Path, open_page: Callable[..., Open], title: str) -> None:
    path = tmp_path / "title.html"
    write_html(large(12, 10, 2).store, path, PageOptions(title=title))
    window = open_page(path)
    assert window.page.locator("#title").inner_text() == title.replace("\u202e", "")
    is_quiet(window.log)


def test_data_cannot_leave_its_element(bad: Sample) -> None:
    text = bad.path.read_text("utf-8")
    data = text.split('id="page-data">')[1].split("</script>")[0]
    assert "<" not in data
    assert json.loads(data) == page_data(text)
    assert json.loads(embed(list(HOSTILE))) == list(HOSTILE)


def test_labels_are_cut_with_an_ellipsis(bad: Sample) -> None:
    for node in bad.data["nodes"]:
        lines = node["label"].split("\n")
        assert 1 <= len(lines) <= 3
        assert all(len(line) <= LINE / 0.4 for line in lines)
    assert any(node["label"].endswith("…") for node in bad.data["nodes"] if "长" * 20 in node["name"])
