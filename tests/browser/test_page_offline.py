"""The page needs nothing but itself: no network, no console message, in time, with hanzi, whatever the machine has."""

import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from checks import counts_agree, hanzi_are_drawn, is_quiet, is_verbatim, labels_stand_apart
from harness import Open, Sample, black_hole, launched, opened

from kg.writing import page_font

pytestmark = pytest.mark.browser


def test_the_page_is_quiet_and_counts_what_the_graph_has(five: Sample, open_page: Callable[..., Open]) -> None:
    window = open_page(five.path)
    is_quiet(window.log)
    counts_agree(window, len(five.writer.entities), len(five.writer.edges), five.data)
    hanzi_are_drawn(window)


def test_ready_soon_with_the_network_black_holed(five: Sample, playwright: Any) -> None:
    with black_hole() as (port, visitors), launched(playwright, f"--proxy-server=127.0.0.1:{port}") as browser:
        window = opened(browser, five.path)
        assert window.page.evaluate("window.__ready") < 1500
        is_quiet(window.log)
        window.page.context.close()
        ours = [line for line in visitors if "google" not in line]  # what the browser itself asks for is not the page's
        assert not ours


@pytest.mark.skipif(not page_font.style({page_font.REGULAR: "政"}), reason="fontTools or a free CJK font is not installed")
def test_hanzi_without_any_cjk_font(five: Sample, playwright: Any, tmp_path: Path) -> None:
    latin = next(Path("/usr/share/fonts").rglob("DejaVuSans.ttf"), None)
    if latin is None:
        pytest.skip("needs a Latin font to stand for a machine without hanzi (Debian: fonts-dejavu-core)")
    (tmp_path / "fonts").mkdir()
    shutil.copy(latin, tmp_path / "fonts")
    config = tmp_path / "fonts.conf"
    config.write_text(f"<fontconfig><dir>{tmp_path / 'fonts'}</dir><cachedir>{tmp_path / 'cache'}</cachedir></fontconfig>")
    with launched(playwright, env={"FONTCONFIG_FILE": str(config)}) as browser:
        window = opened(browser, five.path)
        hanzi_are_drawn(window)
        bare = browser.new_page()
        bare.set_content("<body style='font-family:sans-serif'>政务")
        with pytest.raises(AssertionError, match="boxes"):
            hanzi_are_drawn(Open(bare, window.log))


def test_labels_of_the_first_view(five: Sample, open_page: Callable[..., Open]) -> None:
    window = open_page(five.path)
    labels_stand_apart(window, {node["label"] for node in five.data["nodes"] if "first" in node})


def test_nothing_moves_when_idle(five: Sample, open_page: Callable[..., Open]) -> None:
    window = open_page(five.path)
    before = window.page.screenshot()
    time.sleep(0.5)
    assert window.page.screenshot() == before


def test_policy_allows_only_the_two_scripts(five: Sample, open_page: Callable[..., Open]) -> None:
    window = open_page(five.path)
    ran = window.page.evaluate(
        """() => {
          const script = document.createElement("script");
          script.textContent = "window.__ran = 1";
          document.body.append(script);
          return window.__ran || 0;
        }"""
    )
    assert ran == 0
    assert any("Content Security Policy" in message for message in window.log.messages)


# Pages broken on purpose ------------------------------------------------------------------------------------------


def _broken(sample: Sample, folder: Path, old: str, new: str) -> Path:
    text = sample.path.read_text("utf-8")
    assert old in text
    path = folder / "broken.html"
    path.write_text(text.replace(old, new), "utf-8")
    return path


def test_an_external_style_sheet_is_noticed(five: Sample, open_page: Callable[..., Open], tmp_path: Path) -> None:
    link = '<link rel="stylesheet" href="https://style.invalid/page.css"></head>'
    window = open_page(_broken(five, tmp_path, "</head>", link))
    with pytest.raises(AssertionError, match=r"requests|console"):
        is_quiet(window.log)


def test_squeezed_places_are_noticed(five: Sample, open_page: Callable[..., Open], tmp_path: Path) -> None:
    text = five.path.read_text("utf-8")
    for node in five.data["nodes"]:
        x, y = node["first"]
        text = text.replace(f'"first":[{x},{y}]', f'"first":[{x // 3},{y}]')
    path = tmp_path / "squeezed.html"
    path.write_text(text, "utf-8")
    window = open_page(path)
    with pytest.raises(AssertionError, match="not drawn"):
        labels_stand_apart(window, {node["label"] for node in five.data["nodes"] if "first" in node})


def test_an_altered_quotation_is_noticed(five: Sample, open_page: Callable[..., Open], tmp_path: Path) -> None:
    fragment = "#s=platform%2F粤省事"
    is_verbatim(open_page(five.path, fragment), five.writer.texts)
    window = open_page(_broken(five, tmp_path, "群众办事更便利", "群众办事更方便"), fragment)
    with pytest.raises(AssertionError, match="not in the source"):
        is_verbatim(window, five.writer.texts)
